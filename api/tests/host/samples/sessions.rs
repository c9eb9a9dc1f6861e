//! Samples of signing in and its surroundings.

use super::*;

pub fn session_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let desk = &stage.desk;
    let (here, now, none) = ((TestCommunity::code(),), desk.now.get(), Empty {});
    match id {
        E::FinishSignIn => {
            let body =
                FinishSignInRequest { ticket: ticket(desk), member: Some(couple_sharing_phone(desk)[0]), code: None };
            TestCommunity::request::<FinishSignIn>(who, &here, &(), &body)
        }
        E::ConfirmFactor => {
            let begun = desk.try_call::<BeginFactor>(who, &here, &(), &none).ok();
            let key = begun.and_then(|begun| FactorKey::from_base32(&begun.key));
            let code = key.map_or_else(|| "123456".parse().unwrap(), |key| key.code_at(now));
            TestCommunity::request::<ConfirmFactor>(who, &here, &(), &ConfirmFactorRequest { code })
        }
        E::ProveFactor => {
            let enrolled = enrol_factor(desk, who);
            let code = enrolled.map_or_else(|| "123456".to_owned(), |(_, codes)| codes[0].clone());
            TestCommunity::request::<ProveFactor>(who, &here, &(), &ProveFactorRequest { code: code.parse().unwrap() })
        }
        E::ResetFactor => {
            let member = stage.other_leader.member();
            let sql = "insert into factors (member, key_sealed, enrolled_at) values (?, x'00', 1)";
            api::db::Db::run(&desk.db, sql, bind![member]).unwrap();
            TestCommunity::request::<ResetFactor>(
                who,
                &(TestCommunity::code(), member),
                &(),
                &ResetFactorRequest { reason: reason() },
            )
        }
        E::ChangePhone => {
            let body = ChangePhoneRequest { phone: "13911110001".parse().unwrap(), reason: reason() };
            TestCommunity::request::<ChangePhone>(
                who,
                &(TestCommunity::code(), stage.other_leader.member()),
                &(),
                &body,
            )
        }
        E::RequestPhoneCode => TestCommunity::request::<RequestPhoneCode>(
            who,
            &here,
            &(),
            &PhoneCodeRequest { phone: "13911110002".parse().unwrap() },
        ),
        E::ChangeOwnPhone => {
            let phone: domain::sessions::Phone = "13911110003".parse().unwrap();
            let _ = desk.try_call::<RequestPhoneCode>(who, &here, &(), &PhoneCodeRequest { phone: phone.clone() });
            let code = newest_code(desk, phone.as_str()).unwrap_or_else(|| "123456".to_owned());
            let body = ChangeOwnPhoneRequest { phone, code: code.parse().unwrap() };
            TestCommunity::request::<ChangeOwnPhone>(who, &here, &(), &body)
        }
        E::RequestCode => {
            TestCommunity::request::<RequestCode>(who, &here, &(), &SignInCodeRequest::of(SPARE_PHONE.parse().unwrap()))
        }
        E::SignIn => TestCommunity::request::<SignIn>(who, &here, &(), &code_from_inbox(desk)),
        E::RevokeSession => {
            TestCommunity::request::<RevokeSession>(who, &(TestCommunity::code(), stage.session), &(), &none)
        }
        E::SignInWithSlip | E::PrintSlip | E::VoidSlip => crate::slips::slip_sample(stage, id, who),
        E::ConfirmPasskey | E::RemovePasskey | E::SignInWithPasskey => crate::passkeys::passkey_sample(stage, id, who),
        _ => plain_sample(id, who),
    }
}

/// The newest code sent to a phone within the last minute.
pub fn newest_code(desk: &TestCommunity, phone: &str) -> Option<String> {
    let codes = "select code from demonstration_inbox where phone = ? and at > ? order by seq desc";
    desk.texts(codes, bind![phone, desk.now.get().plus(-MINUTE)]).first().cloned()
}

/// Two members of one household, both with [`COUPLE_PHONE`] from now on.
pub fn couple_sharing_phone(desk: &TestCommunity) -> [MemberId; 2] {
    let two = "select min(id) || ' ' || max(id) from members where phone between '13800000300' and '13800000400'
        group by household having count(*) = 2 order by household limit 1";
    let known = "select min(id) || ' ' || max(id) from members where phone = '13800009999' having count(*) = 2";
    let text = desk.texts(known, &[]).pop().unwrap_or_else(|| desk.texts(two, &[]).remove(0));
    let (one, other) = text.split_once(' ').unwrap();
    for member in [one, other] {
        api::db::Db::run(&desk.db, "update members set phone = ? where id = ?", bind![COUPLE_PHONE, member]).unwrap();
    }
    [one.parse().unwrap(), other.parse().unwrap()]
}

pub const COUPLE_PHONE: &str = "13800009999";

/// A ticket of the couple's phone.
fn ticket(desk: &TestCommunity) -> Ticket {
    couple_sharing_phone(desk);
    let code =
        newest_code(desk, COUPLE_PHONE).map_or_else(|| desk.ask_code(COUPLE_PHONE, None), |code| code.parse().unwrap());
    let body = SignInRequest { phone: COUPLE_PHONE.parse().unwrap(), code };
    desk.call::<SignIn>(&Person::default(), &(TestCommunity::code(),), &body).next.unwrap().ticket
}

/// Enrols a second factor for a signed-in person; returns its key and the recovery codes.
pub fn enrol_factor(desk: &TestCommunity, who: &Person) -> Option<(FactorKey, Vec<String>)> {
    let here = (TestCommunity::code(),);
    let begun = desk.try_call::<BeginFactor>(who, &here, &(), &Empty {}).ok()?;
    let key = FactorKey::from_base32(&begun.key).unwrap();
    let body = ConfirmFactorRequest { code: key.code_at(desk.now.get()) };
    Some((key, desk.call::<ConfirmFactor>(who, &here, &body).recovery_codes))
}

/// A pending code of the spare resident, requested if there is none yet.
pub fn code_from_inbox(desk: &TestCommunity) -> SignInRequest {
    let find = || newest_code(desk, SPARE_PHONE);
    let code = find().unwrap_or_else(|| {
        let body = SignInCodeRequest::of(SPARE_PHONE.parse().unwrap());
        desk.call::<RequestCode>(&Person::default(), &(TestCommunity::code(),), &body);
        find().unwrap()
    });
    SignInRequest { phone: SPARE_PHONE.parse().unwrap(), code: code.parse().unwrap() }
}
