//! Samples of what is around signing in.

use super::*;

pub fn sample(stage: &Stage, id: E, who: &Person) -> ObjectRequest {
    let desk = &stage.desk;
    let (here, now, none) = ((Desk::code(),), desk.now.get(), Empty {});
    match id {
        E::FinishSignIn => {
            let body = FinishSignInWith { ticket: ticket(desk), member: Some(couple(desk)[0]), code: None };
            Desk::request::<FinishSignIn>(who, &here, &(), &body)
        }
        E::BeginFactor => Desk::request::<BeginFactor>(who, &here, &(), &none),
        E::ConfirmFactor => {
            let begun = desk.try_call::<BeginFactor>(who, &here, &(), &none).ok();
            let key = begun.and_then(|begun| FactorKey::from_base32(&begun.key));
            let code = key.map_or_else(|| "123456".parse().unwrap(), |key| key.code_at(now));
            Desk::request::<ConfirmFactor>(who, &here, &(), &ConfirmFactorWith { code })
        }
        E::ProveFactor => {
            let enrolled = enrol(desk, who);
            let code = enrolled.map_or_else(|| "123456".to_owned(), |(_, codes)| codes[0].clone());
            Desk::request::<ProveFactor>(who, &here, &(), &ProveFactorWith { code: code.parse().unwrap() })
        }
        E::ResetFactor => {
            let member = stage.other_leader.member();
            let sql = "insert into factors (member, key_sealed, enrolled_at) values (?, x'00', 1)";
            api::db::Db::run(&desk.db, sql, bind![member]).unwrap();
            Desk::request::<ResetFactor>(who, &(Desk::code(), member), &(), &ResetFactorOf { reason: reason() })
        }
        E::ListSignIns => Desk::request::<ListSignIns>(who, &here, &Page::default(), &none),
        E::ChangePhoneAt => {
            let body = ChangePhone { phone: "13911110001".parse().unwrap(), reason: reason() };
            Desk::request::<ChangePhoneAt>(who, &(Desk::code(), stage.other_leader.member()), &(), &body)
        }
        E::RequestPhoneCode => {
            Desk::request::<RequestPhoneCode>(who, &here, &(), &CodeRequest { phone: "13911110002".parse().unwrap() })
        }
        E::ChangeOwnPhoneTo => {
            let phone: domain::sessions::Phone = "13911110003".parse().unwrap();
            let _ = desk.try_call::<RequestPhoneCode>(who, &here, &(), &CodeRequest { phone: phone.clone() });
            let code = newest_code(desk, phone.as_str()).unwrap_or_else(|| "123456".to_owned());
            let body = ChangeOwnPhone { phone, code: code.parse().unwrap() };
            Desk::request::<ChangeOwnPhoneTo>(who, &here, &(), &body)
        }
        _ => unreachable!("{id:?} has a sample above"),
    }
}
