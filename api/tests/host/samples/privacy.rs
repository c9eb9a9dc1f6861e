//! Samples of a person's own data, and of looking at that of others.

use super::*;
use domain::privacy as p;

pub fn privacy_sample(stage: &BusyCommunity, id: E, who: &Person) -> ObjectRequest {
    let (here, none) = ((TestCommunity::code(),), Empty {});
    match id {
        E::ShowOwnData => {
            TestCommunity::request::<ShowOwnData>(who, &(TestCommunity::code(), stage.volunteer.member()), &(), &none)
        }
        E::DownloadOwnData => {
            let query = p::DataQuery { part: Some(p::DataPart::Profile), after: None };
            TestCommunity::request::<DownloadOwnData>(
                who,
                &(TestCommunity::code(), stage.volunteer.member()),
                &query,
                &none,
            )
        }
        E::DecideConsent => {
            let (topic, version) = (p::Topic::SpokenAssistance, "2026-11".parse().unwrap());
            let body = p::DecideConsentRequest { topic, version, decision: p::ConsentChoice::Agrees };
            TestCommunity::request::<DecideConsent>(who, &(TestCommunity::code(), stage.volunteer.member()), &(), &body)
        }
        E::RequestCorrection => {
            let body = p::CorrectionRequest { field: p::CorrectionField::Name, wanted: "李秀瑛".parse().unwrap() };
            TestCommunity::request::<RequestCorrection>(who, &here, &(), &body)
        }
        E::DecideCorrection => {
            let body = p::DecideCorrectionRequest { outcome: p::CorrectionOutcome::Applied, reason: reason() };
            TestCommunity::request::<DecideCorrection>(who, &(TestCommunity::code(), stage.correction), &(), &body)
        }
        E::RevealPhone => {
            let at = (TestCommunity::code(), stage.volunteer.member());
            TestCommunity::request::<RevealPhone>(who, &at, &(), &p::RevealPhoneRequest { reason: reason() })
        }
        _ => plain_sample(id, who),
    }
}
