use super::*;
use crate::ids::GridId;
use crate::members::{EndCause, EndSeatRequest};
use crate::time::UtcMillis;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(n: u128) -> MemberId {
    MemberId::from_parts(UtcMillis(1), n)
}

fn house(n: u128) -> HouseholdId {
    HouseholdId::from_parts(UtcMillis(1), n)
}

/// A person who lives alone, with a phone and without an identity number.
fn record(n: u128) -> Record {
    Record {
        member: id(n),
        name: format!("居民{n}"),
        household: house(n),
        kinship: None,
        identity: None,
        phone: Some(format!("1380000{n:04}")),
        left: false,
    }
}

fn wanted(post: Post, how: SelectionMethod) -> FillSeatRequest {
    FillSeatRequest {
        member: id(1),
        post,
        from: "2026-11-24".parse().unwrap(),
        until: "2031-11-23".parse().unwrap(),
        how,
        basis: "2026年11月22日居民会议".parse().unwrap(),
        duties: "".parse().unwrap(),
        grid: None,
    }
}

/// A valid seating.
struct SeatingCase {
    kind: BodyKind,
    wanted: FillSeatRequest,
    caller: Vec<Record>,
    candidate: Vec<Record>,
    born: Option<NaiveDate>,
    holders: Vec<Holder>,
    across: Vec<Record>,
    relatives: Vec<(MemberId, MemberId)>,
    vacant: Vec<VacantSeat>,
}

fn case(kind: BodyKind, post: Post) -> SeatingCase {
    SeatingCase {
        kind,
        wanted: wanted(post, SelectionMethod::Elected),
        caller: vec![record(9)],
        candidate: vec![record(1)],
        born: Some(day("1970-01-01")),
        holders: vec![],
        across: vec![],
        relatives: vec![],
        vacant: vec![],
    }
}

fn supervisor() -> SeatingCase {
    case(BodyKind::SupervisionCommittee, Post::Member)
}

impl SeatingCase {
    fn decide(&self) -> Result<bool, SeatRefusal> {
        may_fill_seat(&SeatingFacts {
            kind: self.kind,
            wanted: &self.wanted,
            today: day("2026-11-24"),
            caller: &self.caller,
            candidate: &self.candidate,
            born: self.born,
            holders: &self.holders,
            across: &self.across,
            relatives: &self.relatives,
            vacant: &self.vacant,
        })
    }

    fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }
}

fn holder(n: u128, post: Post) -> Holder {
    Holder { record: record(n), post, until: day("2028-06-30") }
}

#[test]
fn a_post_belongs_to_a_body_and_a_way_to_a_post() {
    let grid = Some(GridId::from_parts(UtcMillis(1), 1));
    for (kind, post, how, grid, expect) in [
        (BodyKind::ResidentsCommittee, Post::Director, SelectionMethod::Elected, None, Ok(false)),
        (
            BodyKind::ResidentsCommittee,
            Post::Secretary,
            SelectionMethod::Elected,
            None,
            Err(SeatRefusal::PostNotOfBody),
        ),
        (BodyKind::VolunteerTeam, Post::Director, SelectionMethod::Elected, None, Err(SeatRefusal::PostNotOfBody)),
        // RC25 art. 14: chosen by the residents, not appointed.
        (BodyKind::ResidentsCommittee, Post::Member, SelectionMethod::Appointed, None, Err(SeatRefusal::MustBeElected)),
        (BodyKind::SupervisionCommittee, Post::Member, SelectionMethod::CoOpted, None, Err(SeatRefusal::MustBeElected)),
        (
            BodyKind::RepresentativesMeeting,
            Post::Representative,
            SelectionMethod::Appointed,
            None,
            Err(SeatRefusal::MustBeElected),
        ),
        // RC25 art. 28: committee members belong to the meeting by office.
        (BodyKind::RepresentativesMeeting, Post::Member, SelectionMethod::Appointed, None, Ok(false)),
        (BodyKind::MoralCouncil, Post::Convener, SelectionMethod::CoOpted, None, Ok(false)),
        (BodyKind::PartyBranch, Post::Secretary, SelectionMethod::Appointed, None, Ok(false)),
        (BodyKind::GridService, Post::GridWorker, SelectionMethod::Appointed, grid, Ok(false)),
        (BodyKind::GridService, Post::GridWorker, SelectionMethod::Appointed, None, Err(SeatRefusal::GridNotFitting)),
        (BodyKind::VolunteerTeam, Post::TeamLeader, SelectionMethod::CoOpted, grid, Err(SeatRefusal::GridNotFitting)),
    ] {
        let found = case(kind, post).with(|case| (case.wanted.how, case.wanted.grid) = (how, grid)).decide();
        assert_eq!(found, expect, "{kind} {post} {how}");
    }
}

#[test]
fn terms_on_both_sides_of_each_boundary() {
    for (post, from, until, expect) in [
        (Post::Director, "2026-11-24", "2026-11-23", Err(SeatRefusal::TermReversed)),
        (Post::Director, "2026-11-24", "2026-11-24", Ok(false)),
        (Post::Director, "2021-11-01", "2026-11-23", Err(SeatRefusal::TermAlreadyOver)),
        // RC25 art. 14: five years.
        (Post::Director, "2026-11-24", "2031-11-24", Ok(false)),
        (Post::Director, "2026-11-24", "2031-11-25", Err(SeatRefusal::TermTooLong { years_max: 5 })),
        (Post::Director, "2024-02-29", "2029-02-28", Ok(false)),
        (Post::Director, "2024-02-29", "2029-03-01", Err(SeatRefusal::TermTooLong { years_max: 5 })),
        (Post::PartyMember, "1990-07-01", "2040-07-01", Ok(false)),
        (Post::PartyMember, "1990-07-01", "2050-07-02", Err(SeatRefusal::TermTooLong { years_max: 60 })),
    ] {
        let kind = if post == Post::Director { BodyKind::MoralCouncil } else { BodyKind::PartyBranch };
        let found = case(kind, post).with(|case| {
            (case.wanted.from, case.wanted.until) = (from.parse().unwrap(), until.parse().unwrap());
            case.born = Some(day("1950-01-01"));
        });
        assert_eq!(found.decide(), expect, "{post} {from} {until}");
    }
}

/// RC25 art. 16. A person whose age is unknown is marked, not refused, because old rosters have no birth days.
#[test]
fn only_adults_and_only_residents_are_seated() {
    for (what, post, born, left, expect) in [
        ("eighteen today", Post::TeamLeader, Some("2008-11-24"), false, Ok(false)),
        ("eighteen tomorrow", Post::TeamLeader, Some("2008-11-25"), false, Err(SeatRefusal::UnderAge { years: 18 })),
        ("a young volunteer", Post::TeamMember, Some("2012-01-01"), false, Ok(false)),
        ("nobody knows", Post::TeamLeader, None, false, Ok(true)),
        ("nobody needs to know", Post::TeamMember, None, false, Ok(false)),
        ("moved away", Post::TeamLeader, Some("1970-01-01"), true, Err(SeatRefusal::HasLeft)),
    ] {
        let found = case(BodyKind::VolunteerTeam, post).with(|case| {
            case.born = born.map(day);
            case.candidate[0].left = left;
        });
        assert_eq!(found.decide(), expect, "{what}");
    }
}

#[test]
fn nobody_seats_oneself_under_any_record() {
    let same_identity = Record { identity: Some("a1".to_owned()), ..record(1) };
    for (what, caller, expect) in [
        ("somebody else", record(9), Ok(false)),
        ("oneself", record(1), Err(SeatRefusal::OwnCase)),
        (
            "oneself under another name",
            Record { identity: Some("a1".to_owned()), ..record(9) },
            Err(SeatRefusal::OwnCase),
        ),
        ("another identity", Record { identity: Some("a2".to_owned()), ..record(9) }, Ok(false)),
        ("the same phone", Record { phone: record(1).phone, ..record(9) }, Err(SeatRefusal::OwnCase)),
        ("a phone given back", Record { phone: record(1).phone, left: true, ..record(9) }, Ok(false)),
        ("no phones at all", Record { phone: None, ..record(9) }, Ok(false)),
    ] {
        let found = case(BodyKind::MoralCouncil, Post::Member).with(|case| {
            case.caller = vec![caller];
            case.candidate = vec![same_identity.clone()];
        });
        assert_eq!(found.decide(), expect, "{what}");
    }
    // A second record shows that the named candidate is the caller.
    let found = case(BodyKind::MoralCouncil, Post::Member).with(|case| case.candidate.push(record(9)));
    assert_eq!(found.decide(), Err(SeatRefusal::OwnCase));
}

#[test]
fn a_seat_beside_others() {
    let overlapping = || Err(SeatRefusal::OverlappingTerm { until: "2028-06-30".to_owned() });
    let taken = || Err(SeatRefusal::PostTaken { until: "2028-06-30".to_owned() });
    let namesake = Holder { record: Record { phone: record(1).phone, ..record(7) }, ..holder(7, Post::Member) };
    let five: Vec<Holder> = (10..15).map(|n| holder(n, Post::Member)).collect();
    for (what, kind, post, holders, expect) in [
        ("an empty body", BodyKind::MoralCouncil, Post::Member, vec![], Ok(false)),
        ("the same post", BodyKind::MoralCouncil, Post::Member, vec![holder(1, Post::Member)], overlapping()),
        ("a second record", BodyKind::MoralCouncil, Post::Member, vec![namesake], overlapping()),
        ("another post", BodyKind::PartyBranch, Post::Secretary, vec![holder(1, Post::PartyMember)], Ok(false)),
        ("both at once", BodyKind::ResidentsCommittee, Post::Member, vec![holder(1, Post::Director)], overlapping()),
        ("two directors", BodyKind::ResidentsCommittee, Post::Director, vec![holder(2, Post::Director)], taken()),
        ("two secretaries", BodyKind::PartyBranch, Post::Secretary, vec![holder(2, Post::Secretary)], taken()),
        ("two members", BodyKind::ResidentsCommittee, Post::Member, vec![holder(2, Post::Member)], Ok(false)),
        ("a fifth supervisor", BodyKind::SupervisionCommittee, Post::Member, five[..4].to_vec(), Ok(false)),
        ("a sixth", BodyKind::SupervisionCommittee, Post::Member, five, Err(SeatRefusal::BodyFull { most: 5 })),
    ] {
        assert_eq!(case(kind, post).with(|case| case.holders = holders).decide(), expect, "{what}");
    }
}

#[test]
fn a_by_election_fills_the_rest_of_a_term() {
    let gone = |ended: &str, until: &str| VacantSeat { ended: day(ended), until: day(until) };
    for (what, vacant, from, until, expect) in [
        ("nothing is vacant", vec![], "2026-11-24", "2028-06-30", Err(SeatRefusal::NoVacancy)),
        ("the rest", vec![gone("2026-10-01", "2028-06-30")], "2026-11-24", "2028-06-30", Ok(false)),
        (
            "a whole new term",
            vec![gone("2026-10-01", "2028-06-30")],
            "2026-11-24",
            "2031-11-24",
            Err(SeatRefusal::NotTheRestOfTheTerm { until: "2028-06-30".to_owned() }),
        ),
        (
            "before it was vacant",
            vec![gone("2026-12-01", "2028-06-30")],
            "2026-11-24",
            "2028-06-30",
            Err(SeatRefusal::NoVacancy),
        ),
        (
            "a term that is over",
            vec![gone("2026-10-01", "2026-11-23")],
            "2026-11-24",
            "2026-11-30",
            Err(SeatRefusal::NoVacancy),
        ),
        (
            "one of two",
            vec![gone("2026-10-01", "2028-06-30"), gone("2026-10-01", "2027-06-30")],
            "2026-11-24",
            "2027-06-30",
            Ok(false),
        ),
    ] {
        let found = case(BodyKind::ResidentsCommittee, Post::Member).with(|case| {
            case.wanted.how = SelectionMethod::ByElected;
            (case.wanted.from, case.wanted.until) = (from.parse().unwrap(), until.parse().unwrap());
            case.vacant = vacant;
        });
        assert_eq!(found.decide(), expect, "{what}");
    }
}

/// RC25 art. 36, VC25 art. 37: neither committee members nor their near relatives supervise.
#[test]
fn nobody_supervises_oneself_or_near_relatives() {
    let at_home = |n: u128, kinship| Record { household: house(1), kinship, ..record(n) };
    let name = "居民2".to_owned();
    let (near, unknown) = (
        Err(SeatRefusal::NearRelative { name: name.clone() }),
        Err(SeatRefusal::KinshipUnknown { name: name.clone() }),
    );
    let both = Err(SeatRefusal::OnBothSides { name });
    for (what, own, other, declared, expect) in [
        ("strangers", None, record(2), vec![], Ok(false)),
        ("the same record", None, Record { name: "居民2".to_owned(), ..record(1) }, vec![], both.clone()),
        ("the same phone", None, Record { phone: record(1).phone, ..record(2) }, vec![], both.clone()),
        ("husband and wife", Some(Kinship::Head), at_home(2, Some(Kinship::Spouse)), vec![], near.clone()),
        ("father and son", Some(Kinship::Child), at_home(2, Some(Kinship::Head)), vec![], near.clone()),
        ("a lodger", Some(Kinship::Other), at_home(2, Some(Kinship::Head)), vec![], Ok(false)),
        ("one household, nobody knows", None, at_home(2, Some(Kinship::Head)), vec![], unknown.clone()),
        ("nobody knows of the other", Some(Kinship::Head), at_home(2, None), vec![], unknown),
        (
            "moved out",
            Some(Kinship::Head),
            Record { left: true, ..at_home(2, Some(Kinship::Spouse)) },
            vec![],
            Ok(false),
        ),
        ("declared", None, record(2), vec![(id(1), id(2))], near.clone()),
        ("declared by the other", None, record(2), vec![(id(2), id(1))], near),
        ("declared of others", None, record(2), vec![(id(1), id(3)), (id(2), id(3))], Ok(false)),
    ] {
        for (kind, post) in [
            (BodyKind::SupervisionCommittee, Post::Member),
            (BodyKind::ResidentsCommittee, Post::Director),
            (BodyKind::PartyBranch, Post::Secretary),
        ] {
            let found = case(kind, post).with(|case| {
                case.candidate[0].kinship = own;
                (case.across, case.relatives) = (vec![other.clone()], declared.clone());
            });
            assert_eq!(found.decide(), expect, "{what}: {kind}");
        }
        // An ordinary party member and a representative decide nothing that is supervised.
        let plain = case(BodyKind::PartyBranch, Post::PartyMember).with(|case| case.across = vec![other.clone()]);
        assert_eq!(plain.decide(), Ok(false), "{what}");
    }
}

#[test]
fn a_changed_name_or_a_second_record_does_not_help() {
    let hash = || Some("a1".to_owned());
    let renamed = Record { identity: hash(), phone: None, name: "改了名".to_owned(), ..record(20) };
    let found = supervisor().with(|case| {
        case.candidate[0].identity = hash();
        case.across = vec![renamed.clone()];
    });
    assert_eq!(found.decide(), Err(SeatRefusal::OnBothSides { name: "改了名".to_owned() }));
    // The old record, no longer in the roster, has a declared brother on the committee.
    let old = Record { identity: hash(), left: true, ..record(30) };
    let found = supervisor().with(|case| {
        case.candidate.push(old);
        case.across = vec![record(2)];
        case.relatives = vec![(id(2), id(30))];
    });
    assert_eq!(found.decide(), Err(SeatRefusal::NearRelative { name: "居民2".to_owned() }));
    // The second record lives with a committee member.
    let second = Record { household: house(2), kinship: Some(Kinship::Child), ..record(40) };
    let found = supervisor().with(|case| {
        case.candidate.push(second);
        case.across = vec![Record { kinship: Some(Kinship::Head), ..record(2) }];
    });
    assert_eq!(found.decide(), Err(SeatRefusal::NearRelative { name: "居民2".to_owned() }));
}

#[test]
fn a_marriage_after_the_election_is_seen() {
    let bride = Record { household: house(2), kinship: Some(Kinship::Spouse), ..record(1) };
    let groom = Record { kinship: Some(Kinship::Head), ..record(2) };
    let others = [record(3), groom];
    assert_eq!(find_conflicts(&[bride.clone(), record(4)], &others, &[]), [(id(1), "居民1".to_owned())]);
    assert_eq!(find_conflicts(&[record(4)], &others, &[(id(3), id(4))]), [(id(4), "居民4".to_owned())]);
    let unknown = Record { kinship: None, ..bride };
    assert_eq!(find_conflicts(&[unknown], &others, &[]), [], "what is not known is no reproach");
}

#[test]
fn how_a_seat_ends() {
    let end = |cause, basis: &str| EndSeatRequest {
        basis: basis.parse().unwrap(),
        ..EndSeatRequest::because(cause, "任期内辞去职务".parse().unwrap())
    };
    let until = day("2026-11-24");
    for (ended, own, today, end, expect) in [
        (false, false, "2026-11-01", end(EndCause::Resigned, ""), Ok(())),
        (false, true, "2026-11-01", end(EndCause::Resigned, ""), Err(SeatRefusal::OwnCase)),
        (true, false, "2026-11-01", end(EndCause::Resigned, ""), Err(SeatRefusal::SeatAlreadyEnded)),
        (
            false,
            false,
            "2026-11-24",
            end(EndCause::TermOver, ""),
            Err(SeatRefusal::TermNotOver { until: "2026-11-24".to_owned() }),
        ),
        (false, false, "2026-11-25", end(EndCause::TermOver, ""), Ok(())),
        (false, false, "2026-11-01", end(EndCause::Recalled, ""), Err(SeatRefusal::BasisMissing)),
        (false, false, "2026-11-01", end(EndCause::Recalled, "2026年10月30日居民会议"), Ok(())),
    ] {
        let cause = end.cause;
        assert_eq!(end_seat(ended, own, until, day(today), &end), expect, "{cause} {today}");
    }
}
