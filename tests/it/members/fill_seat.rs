//! `POST …/bodies/{body}/seats`

use crate::activities::{OTHER_TEAM, TEAM};
use crate::client::{Call, community_code};
use crate::people::{DIRECTOR, GRID_WORKER};
use crate::server::{Server, shared_server};
use domain::access::Role;
use domain::contract::{Empty, FillSeat, ListBodies, ReviewBodies, ShowMe};
use domain::ids::{BodyId, MemberId};
use domain::members::{BodiesQuery, BodyKind, Day, FillSeatRequest, Post, SelectionMethod};
use domain::time::DAY;

/// A person joins a team for one year from today.
pub fn volunteer_seat_request(server: &Server) -> FillSeatRequest {
    fill_seat_request(server, server.member(), Post::TeamMember)
}

pub fn fill_seat_request(server: &Server, member: MemberId, post: Post) -> FillSeatRequest {
    let now = server.now();
    FillSeatRequest {
        member,
        post,
        from: Day::of(now.day()),
        until: Day::of(now.plus(365 * DAY).day()),
        how: SelectionMethod::Elected,
        basis: "2026年11月20日全体队员会议".parse().expect("a basis"),
        duties: "联系三号楼".parse().expect("duties"),
        grid: None,
    }
}

fn body(server: &Server, kind: BodyKind) -> BodyId {
    let bodies = server.call::<ListBodies>(&server.person(DIRECTOR), &(community_code(),), &Empty {}).bodies;
    bodies.iter().find(|body| body.kind == kind).expect("a body").id
}

#[test]
fn a_role_begins_with_its_seat_at_the_next_request() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let at = (community_code(), server.team(OTHER_TEAM));
    // Some residents of the demonstration may be children, who cannot lead.
    let (person, leader, call, first) = loop {
        let person = server.resident();
        let leader = fill_seat_request(server, person.member(), Post::TeamLeader);
        let call = Call::of::<FillSeat>(&director, &at, &(), &leader);
        let first = server.send(&call);
        if first.status == 200 {
            break (person, leader, call, first);
        }
        assert_eq!(first.refusal().1, "members/under-age");
    };
    assert_eq!(server.send(&call).text(), first.text(), "the same key is the same seat");
    let me = server.call::<ShowMe>(&person, &(community_code(),), &Empty {});
    assert_eq!(me.held.iter().map(|held| held.role).collect::<Vec<_>>(), [Role::Organiser]);
    let query = BodiesQuery { body: Some(at.1) };
    let own = server.query::<ReviewBodies>(&person, &(community_code(),), &query).bodies;
    assert!(own[0].seats.iter().any(|seat| seat.member == person.member() && seat.duties == "联系三号楼"));
    let again = server.refusal::<FillSeat>(&director, &at, &leader);
    assert_eq!(again, (409, "members/overlapping-term".into()));
}

#[test]
fn who_may_not_sit_is_told_why() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let (team, committee) = (server.team(TEAM), body(server, BodyKind::ResidentsCommittee));
    let supervision = body(server, BodyKind::SupervisionCommittee);
    let stranger = server.person("何玉兰").member();
    let grid = server.person(GRID_WORKER).me().held[0].grid;
    let plain = |post| fill_seat_request(server, stranger, post);
    let day = |text: &str| text.parse::<Day>().expect("a day");
    for (what, body, wanted, expect) in [
        ("a post of another kind", team, plain(Post::Director), (422, "members/post-not-of-body")),
        (
            "a grid for a leader",
            team,
            FillSeatRequest { grid, ..plain(Post::TeamLeader) },
            (422, "members/grid-not-fitting"),
        ),
        (
            "appointed",
            committee,
            FillSeatRequest { how: SelectionMethod::Appointed, ..plain(Post::Member) },
            (422, "members/must-be-elected"),
        ),
        (
            "reversed",
            team,
            FillSeatRequest { until: day("2020-01-01"), ..plain(Post::TeamLeader) },
            (422, "members/term-reversed"),
        ),
        (
            "long over",
            team,
            FillSeatRequest { from: day("2019-01-01"), until: day("2020-01-01"), ..plain(Post::TeamLeader) },
            (422, "members/term-already-over"),
        ),
        (
            "forty years",
            committee,
            FillSeatRequest { until: day("2066-01-01"), ..plain(Post::Member) },
            (422, "members/term-too-long"),
        ),
        ("oneself", team, fill_seat_request(server, director.member(), Post::TeamLeader), (403, "members/own-case")),
        (
            "nothing is vacant",
            supervision,
            FillSeatRequest { how: SelectionMethod::ByElected, ..plain(Post::Member) },
            (409, "members/no-vacancy"),
        ),
        ("a second director", supervision, plain(Post::Director), (409, "members/post-taken")),
        (
            "a supervisor on the committee",
            committee,
            fill_seat_request(server, server.person(crate::people::SUPERVISOR).member(), Post::Member),
            (409, "members/on-both-sides"),
        ),
    ] {
        let found = server.refusal::<FillSeat>(&director, &(community_code(), body), &wanted);
        assert_eq!(found, (expect.0, expect.1.to_owned()), "{what}");
    }
}

#[test]
fn who_has_left_takes_no_seat() {
    let server = shared_server();
    let director = server.person(DIRECTOR);
    let gone = server.resident();
    let left = domain::members::LeaveRosterRequest::moved(crate::activities::test_reason());
    server.call::<domain::contract::LeaveRoster>(&director, &(community_code(), gone.member()), &left);
    let wanted = fill_seat_request(server, gone.member(), Post::TeamMember);
    let found = server.refusal::<FillSeat>(&director, &(community_code(), server.team(TEAM)), &wanted);
    assert_eq!(found, (409, "members/has-left".into()));
}
