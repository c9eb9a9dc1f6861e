//! Written mandates (委托): who may represent whom, where a rule allows it at all (VC25 art. 18).
//!
//! Invariant: one mandate for each principal, a maximum for each holder, both entitled, and no chains: a principal who
//! gave a mandate holds none. The list is complete before the meeting opens, and is public.

use super::{MeetingState, NameProxyRequest, Refusal, RollState};

/// What the store knows about the two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mandates {
    pub principal: RollState,
    pub holder: RollState,
    /// Whether the principal has given a mandate that counts.
    pub is_given: bool,
    /// How many mandates the holder has, and whether the holder has given one.
    pub held: u32,
    pub holder_gave_own: bool,
    /// How many mandates of others the principal holds.
    pub principal_holds: u32,
}

/// Decides a mandate; `most` is the maximum for one holder, 0: none.
pub fn name_proxy(state: &MeetingState, draft: &NameProxyRequest, known: &Mandates, most: u32) -> Result<(), Refusal> {
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

/// A mandate can be withdrawn only before the meeting; after that, the principal comes in person.
pub fn withdraw_proxy(state: &MeetingState, is_given: bool) -> Result<(), Refusal> {
    state.is_announced()?;
    if is_given { Ok(()) } else { Err(Refusal::NoSuchMandate) }
}
