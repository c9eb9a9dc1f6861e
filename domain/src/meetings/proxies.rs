//! Written mandates (委托): who may stand for whom, where a rule allows it at all (VC18 art. 15).
//!
//! Invariant: one mandate for each principal, at most so many for each holder, both entitled, and no chain: who gave one
//! holds none. The list stands before the meeting opens, and everybody may read it.

use super::{MeetingState, ProxyDraft, Refusal, RollState};

/// What the store knows of the two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mandates {
    pub principal: RollState,
    pub holder: RollState,
    /// Whether the principal has given one that counts.
    pub is_given: bool,
    /// How many the holder has, and whether the holder has given the own away.
    pub held: u32,
    pub holder_gave_own: bool,
    /// How many the principal has of others.
    pub principal_holds: u32,
}

/// Decides a mandate; `most` is what the rule allows for one holder, 0: none.
pub fn name_proxy(state: &MeetingState, draft: &ProxyDraft, known: &Mandates, most: u32) -> Result<(), Refusal> {
    state.is_announced()?;
    if most == 0 {
        return Err(Refusal::ProxiesNotAllowed);
    }
    if draft.principal == draft.proxy {
        return Err(Refusal::SamePerson);
    }
    known.principal.entitled()?;
    known.holder.entitled()?;
    if known.is_given {
        return Err(Refusal::MandateGiven);
    }
    if known.holder_gave_own || known.principal_holds > 0 {
        return Err(Refusal::MandateChain);
    }
    if known.held >= most { Err(Refusal::MandatesFull { most }) } else { Ok(()) }
}

/// A mandate is taken back before the meeting; afterwards the principal comes in person.
pub fn withdraw_proxy(state: &MeetingState, is_given: bool) -> Result<(), Refusal> {
    state.is_announced()?;
    if is_given { Ok(()) } else { Err(Refusal::NoSuchMandate) }
}
