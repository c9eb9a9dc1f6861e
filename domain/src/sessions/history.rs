//! A person's history of signing in (登录记录), and changes of a phone number.

use crate::ids::MemberId;
use crate::text::Reason;
use crate::time::UtcMillis;
use crate::{body, reply, words};

words! {
    /// An event of signing in. Each has the text `event.<code>` in every language.
    pub enum EventKind: "event" {
        SignedIn = "signed-in",
        /// Signed in on a device that had not been used before.
        NewDevice = "new-device",
        /// Signed in with a printed slip.
        BySlip = "by-slip",
        /// A wrong code for the right phone.
        WrongCode = "wrong-code",
        /// A right phone code with a wrong second factor.
        WrongSecondCode = "wrong-second-code",
        /// The person signed a device out.
        SignedOut = "signed-out",
        /// The oldest session ended to make room for a new one.
        MadeRoom = "made-room",
        /// A session of an office holder that was unused for too long.
        RestedTooLong = "rested-too-long",
        /// An officer's seat was ended, and with it the session.
        SeatEnded = "seat-ended",
        /// Ended by the committee or by another head: a departure, another phone, a lost factor.
        EndedByOffice = "ended-by-office",
        FactorEnrolled = "factor-enrolled",
        FactorReset = "factor-reset",
        PhoneChanged = "phone-changed",
        /// A slip for signing in was printed at the counter.
        SlipPrinted = "slip-printed",
        PasskeyAdded = "passkey-added",
        PasskeyRemoved = "passkey-removed",
        /// One of the person's passkeys signed wrongly, or two devices have it.
        WrongPasskey = "wrong-passkey",
    }
}

reply! {
    pub struct SignInEvent {
        pub seq: u64,
        pub at: UtcMillis,
        pub kind: EventKind,
        /// The browser's description of itself, shortened; empty where no browser took part.
        pub device: String,
    }
}

body! {
    /// Set another phone number for a member, at the counter.
    pub struct ChangePhoneRequest {
        pub phone: super::Phone,
        pub reason: Reason,
    }
    /// Change one's own phone number, proved by the code that was sent to it.
    pub struct ChangeOwnPhoneRequest {
        pub phone: super::Phone,
        pub code: super::Code,
    }
}

/// What is known when a phone number is to be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhoneChange {
    pub by: MemberId,
    pub of: MemberId,
    /// The new number equals the present one.
    pub same: bool,
    /// A person of another household has the number. A couple may share one; strangers may not, because the holder of
    /// the phone could sign in as either of them.
    pub elsewhere: bool,
}

/// Whether the committee may set another phone number. People change their own by proving it, not at the counter.
pub fn change_phone(change: PhoneChange) -> Result<(), super::Refusal> {
    if change.by == change.of {
        return Err(super::Refusal::OwnCase);
    }
    fits(change)
}

/// Whether the session may change the person's phone at all. A session opened with a slip may not: a code sent to the
/// new phone proves who holds that phone, not who owns the account.
pub fn may_change_own_phone(by_slip: bool) -> Result<(), super::Refusal> {
    if by_slip { Err(super::Refusal::NotBySlip) } else { Ok(()) }
}

/// Whether people may change their own phone, once the new one is proved.
pub fn change_own_phone(change: PhoneChange, by_slip: bool) -> Result<(), super::Refusal> {
    may_change_own_phone(by_slip)?;
    fits(change)
}

fn fits(change: PhoneChange) -> Result<(), super::Refusal> {
    match (change.same, change.elsewhere) {
        (true, _) => Err(super::Refusal::SamePhone),
        (_, true) => Err(super::Refusal::PhoneElsewhere),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Refusal;
    use super::*;

    #[test]
    fn who_may_change_which_phone() {
        let member = |n| MemberId::from_parts(UtcMillis(1), n);
        let change = |by, of, same, elsewhere| PhoneChange { by: member(by), of: member(of), same, elsewhere };
        for (name, change, at_the_counter, by_oneself) in [
            ("a new number", change(1, 2, false, false), Ok(()), Ok(())),
            ("their own", change(1, 1, false, false), Err(Refusal::OwnCase), Ok(())),
            ("the present one", change(1, 2, true, false), Err(Refusal::SamePhone), Err(Refusal::SamePhone)),
            ("a stranger's", change(1, 2, false, true), Err(Refusal::PhoneElsewhere), Err(Refusal::PhoneElsewhere)),
        ] {
            assert_eq!(change_phone(change), at_the_counter, "{name}");
            assert_eq!(change_own_phone(change, false), by_oneself, "{name}");
            assert_eq!(change_own_phone(change, true), Err(Refusal::NotBySlip), "{name}, by a slip");
        }
    }
}
