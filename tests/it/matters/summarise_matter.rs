//! `POST …/matters/{matter}/summary`

use crate::matters::propose_matter::matter_path;
use crate::people::{DIRECTOR, Person};
use crate::server::fresh_server;
use domain::contract::{Empty, ShowMatter, SummariseMatter};
use domain::matters::SummariseMatterRequest;

pub fn summarise_matter_request() -> SummariseMatterRequest {
    SummariseMatterRequest { text: "多数人赞成，少数人担心安全。".parse().expect("a text") }
}

#[test]
fn a_discussion_is_summed_up_once_and_never_early() {
    let server = fresh_server();
    let director = server.person(DIRECTOR);
    let open = server.accepted();
    let early = server.refusal::<SummariseMatter>(&director, &matter_path(open), &summarise_matter_request());
    assert_eq!(early, (409, "matters/still-discussing".into()));
    let matter = server.discussed(false);
    let resident =
        server.refusal::<SummariseMatter>(&server.resident(), &matter_path(matter), &summarise_matter_request());
    assert_eq!(resident, (403, "request/not-allowed".into()));
    server.call::<SummariseMatter>(&director, &matter_path(matter), &summarise_matter_request());
    let shown =
        server.call::<ShowMatter>(&Person::guest(), &matter_path(matter), &Empty {}).summary.expect("a summary");
    assert_eq!(shown.text, summarise_matter_request().text.as_str());
    let again = server.refusal::<SummariseMatter>(&director, &matter_path(matter), &summarise_matter_request());
    assert_eq!(again, (409, "matters/already-summarised".into()));
}
