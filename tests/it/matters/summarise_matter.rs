//! `POST …/matters/{matter}/summary`

use crate::matters::propose_matter::of;
use crate::people::{DIRECTOR, Person};
use crate::server::fresh;
use domain::contract::{Empty, ShowMatter, SummariseMatter};
use domain::matters::MatterSummary;

pub fn summary() -> MatterSummary {
    MatterSummary { text: "多数人赞成，少数人担心安全。".parse().expect("a text") }
}

#[test]
fn a_discussion_is_summed_up_once_and_never_early() {
    let server = fresh();
    let director = server.person(DIRECTOR);
    let open = server.accepted();
    let early = server.refusal::<SummariseMatter>(&director, &of(open), &summary());
    assert_eq!(early, (409, "matters/still-discussing".into()));
    let matter = server.discussed(false);
    let resident = server.refusal::<SummariseMatter>(&server.resident(), &of(matter), &summary());
    assert_eq!(resident, (403, "request/not-allowed".into()));
    server.call::<SummariseMatter>(&director, &of(matter), &summary());
    let shown = server.call::<ShowMatter>(&Person::guest(), &of(matter), &Empty {}).summary.expect("a summary");
    assert_eq!(shown.text, summary().text.as_str());
    let again = server.refusal::<SummariseMatter>(&director, &of(matter), &summary());
    assert_eq!(again, (409, "matters/already-summarised".into()));
}
