//! `GET …/meetings/{meeting}`

use crate::people::{DIRECTOR, Person};
use crate::server::shared_server;
use domain::contract::{Empty, ShowMeeting};

#[test]
fn a_stranger_sees_figures_and_whoever_is_called_the_own_part() {
    let server = shared_server();
    let (director, at) = (server.person(DIRECTOR), server.called());
    let public = server.call::<ShowMeeting>(&Person::guest(), &at, &Empty {});
    assert!(public.mine.is_none() && public.row.present == 0 && public.opens_from < public.row.starts_at);
    let mine = server.call::<ShowMeeting>(&director, &at, &Empty {}).mine.expect("an own part");
    assert!(mine.is_chair && !mine.is_teller && mine.voter == Some(director.member().into()) && mine.present.is_none());
    let other = server.call::<ShowMeeting>(&server.resident(), &at, &Empty {}).mine.expect("an own part");
    assert!(other.voter.is_none() && !other.is_chair);
}
