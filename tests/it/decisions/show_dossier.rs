//! `GET …/cases/{case}/dossier`

use crate::client::community_code;
use crate::people::{DEPUTY, Person};
use crate::server::fresh_server;
use domain::contract::{Empty, ShowDossier};
use domain::ids::CaseId;

#[test]
fn everybody_gets_the_same_hash_and_can_work_it_out() {
    let server = fresh_server();
    let at = server.open_case();
    let public = server.call::<ShowDossier>(&Person::guest(), &at, &Empty {});
    assert_eq!((public.faults(), public.file.as_ref()), (vec![], None));
    assert_eq!((public.content.case, public.content.steps.len() > 3), (at.1, true));
    let whole = server.call::<ShowDossier>(&server.person(DEPUTY), &at, &Empty {});
    assert_eq!((whole.dossier_hash, whole.content), (public.dossier_hash, public.content));
    assert_eq!(whole.file.expect("the file").opened_by, DEPUTY);
    let none = (community_code(), CaseId::from_parts(server.now(), 1));
    let absent = server.refusal::<ShowDossier>(&Person::guest(), &none, &Empty {});
    assert_eq!(absent, (404, "request/not-found".into()));
}
