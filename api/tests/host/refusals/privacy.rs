//! Refusals of personal data that no other test meets, each by its code.

use crate::busy_community::BusyCommunity;
use crate::test_community::TestCommunity;
use api::bind;
use api::db::Db;
use domain::contract::*;
use domain::privacy::{
    ConsentChoice, CorrectionField, CorrectionRequest, DecideConsentRequest, RevealPhoneRequest, Topic,
};

#[test]
fn a_consent_a_correction_and_a_look_that_come_to_nothing() {
    let stage = BusyCommunity::open();
    let (desk, volunteer, here) = (&stage.desk, &stage.volunteer.person, (TestCommunity::code(),));
    let own = (TestCommunity::code(), stage.volunteer.member());
    let agreeing = |version: &str| DecideConsentRequest {
        topic: Topic::SpokenAssistance,
        version: version.parse().unwrap(),
        decision: ConsentChoice::Agrees,
    };
    let agree = |version| desk.refusal::<DecideConsent>(volunteer, &own, &agreeing(version));
    assert_eq!(agree("2025-01"), "privacy/outdated-text", "a text that is no longer in force (PIPL art. 14)");
    desk.call::<DecideConsent>(volunteer, &own, &agreeing("2026-11"));
    assert_eq!(agree("2026-11"), "privacy/nothing-changes", "given twice");

    for (field, wanted) in [
        (CorrectionField::Phone, "12800009999"),
        (CorrectionField::Phone, "12345"),
        (CorrectionField::BornDay, "1953-02-30"),
    ] {
        let wrong = CorrectionRequest { field, wanted: wanted.parse().unwrap() };
        let refused = desk.try_call::<RequestCorrection>(volunteer, &here, &(), &wrong).unwrap_err();
        assert_eq!((refused.status, refused.code.as_str()), (422, "privacy/not-readable"), "{field} {wanted}");
    }

    let neighbour = stage.neighbour.member();
    desk.db.run("update members set phone = null where id = ?", bind![neighbour]).unwrap();
    let look = RevealPhoneRequest { reason: "通知停水，联系不上".parse().unwrap() };
    let refused = desk.refusal::<RevealPhone>(&stage.clerk.person, &(TestCommunity::code(), neighbour), &look);
    assert_eq!(refused, "privacy/no-phone", "of somebody without one");
}
