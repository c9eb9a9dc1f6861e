//! Every caller at every endpoint, with data of others.
//!
//! Invariant: a request that the table of access refuses in every reading never gets a 200, nothing is a fault, and no
//! answer contains another person's full phone number. The requests are those of the matrix (`tests/scenes/matrix/`), made for
//! one caller and sent by all others, so that their ids always belong to somebody else.

mod known_ids;

use crate::server::fresh_server;
use crate::table::{Attack, Form, Tally};
use domain::access::{CallerStanding, Subject};
use domain::contract::{ENDPOINTS, EndpointId, EndpointKind, KEY_HEADER, Responder};
use known_ids::{KnownIds, full_phones};
use tests::scenes::NEIGHBOUR;
use tests::scenes::client::{CODE, Call, new_key};
use tests::scenes::matrix::callers::{Caller, matrix_callers};
use tests::scenes::matrix::prepared::{Cell, Prepared, own_subject};
use tests::scenes::matrix::{endpoints_in_order, expected_status};
use tests::scenes::people::DIRECTOR;

pub const ATTACKS: &[Attack] = &[
    Attack { group: "roles", name: "every GET, every role, ids of others", run: reads },
    Attack { group: "roles", name: "every command, every role, made for somebody else", run: commands },
    Attack { group: "roles", name: "sessions elsewhere: another community, another door", run: elsewhere },
    Attack { group: "roles", name: "control: a table that allows nothing is broken", run: nothing_allowed },
    Attack { group: "roles", name: "control: a full phone is seen", run: phone_seen },
];

fn reads(form: Form) -> Tally {
    let server = fresh_server();
    let (callers, found) = (matrix_callers(&server), KnownIds::of(&server, form.of(2, 8)));
    let mut tally = Tally::default();
    for (id, spec) in
        ENDPOINTS.iter().filter(|(_, spec)| spec.kind == EndpointKind::Read && spec.place != Responder::Gate)
    {
        for url in found.urls(spec) {
            for caller in &callers {
                let answer = server.send(&Call::get(&url).by(&caller.person));
                let guest = CallerStanding::guest();
                let standing = if caller.at == spec.place { &caller.standing } else { &guest };
                let may = found.readings(&url, caller).iter().any(|subject| standing.may(spec.capability, subject));
                let said = |what: &str| format!("{id:?} {url} as {}: {what} {}", caller.name, answer.status);
                tally.count(answer.status < 500 && (answer.status != 200 || may), || said("beyond the table:"));
                // The demonstration inbox exists to show them.
                if !spec.demonstration {
                    let own = caller.standing.member.map(|_| caller.person.me().phone_masked.clone());
                    let phones = full_phones(&answer.text(), own.as_deref());
                    tally.count(phones.is_empty(), || said(&format!("shows {phones:?}:")));
                }
            }
        }
    }
    tally
}

/// What the table says when `by` sends a request made for `of`: it is about `by` unless it names `of`.
fn is_beyond(place: Responder, cell: &Cell, of: &Caller, by: &Caller) -> bool {
    let mut cell = Cell { call: cell.call.clone(), ..*cell };
    let whose = match cell.subject {
        Subject::Member { member, .. } | Subject::Ward { member, .. } => Some(member),
        _ => None,
    };
    // Also a request of somebody from elsewhere, who is nobody here, is then about the sender.
    let Subject::Member { member: of, .. } = own_subject(of) else { return true };
    if let (Some(member), Some(own)) = (whose, by.standing.member)
        && of == member
    {
        let (named, body) = (member.to_string(), cell.call.body.clone().unwrap_or_default());
        if !cell.call.url.contains(&named) && !String::from_utf8_lossy(&body).contains(&named) {
            cell.subject = Subject::Member { member: own, household: by.standing.household, grid: None };
        }
    }
    expected_status(by, place, &cell) != 200
}

/// What the teller of a meeting may do too: a request that the chair may send is then about the teller.
const OF_THE_TELLER: [EndpointId; 3] = [EndpointId::ListVoters, EndpointId::WithdrawPresence, EndpointId::AdoptMinutes];

fn commands(form: Form) -> Tally {
    let server = fresh_server();
    let callers = matrix_callers(&server);
    let prepared = Prepared::new(&server);
    let mut tally = Tally::default();
    // In the short form the requests of a resident and of the committee, in the long form those of everybody.
    let chosen = |caller: &&Caller| form == Form::Long || matches!(caller.name, "resident" | "committee");
    for (id, spec) in endpoints_in_order().filter(|(_, spec)| spec.kind != EndpointKind::Read) {
        for of in callers.iter().filter(chosen) {
            for cell in prepared.cells(id, of) {
                for by in callers.iter().filter(|by| by.name != of.name) {
                    let call = match spec.kind {
                        EndpointKind::Command => cell.call.clone().with(KEY_HEADER, &new_key().to_string()),
                        _ => cell.call.clone(),
                    };
                    // The matrix has already tried callers who have the right; they would use up what others are tried
                    // with.
                    if !is_beyond(spec.place, &cell, of, by) || (OF_THE_TELLER.contains(&id) && prepared.is_teller(by))
                    {
                        continue;
                    }
                    let answer = server.send(&call.without("cookie").by(&by.person));
                    let held = matches!(answer.status, 400..500);
                    tally.count(held, || {
                        format!(
                            "{id:?} {} of {} by {}: {} {}",
                            cell.about,
                            of.name,
                            by.name,
                            answer.status,
                            answer.text()
                        )
                    });
                }
            }
        }
    }
    tally
}

/// Every endpoint that is not public, with the director's session next door, with the street's head as a resident, and
/// with a resident in the office.
fn elsewhere(_: Form) -> Tally {
    let server = fresh_server();
    let (director, head) = (server.person(DIRECTOR), server.street_head());
    let prepared = Prepared::new(&server);
    let of = Caller::new("committee", director.clone(), true);
    let mut tally = Tally::default();
    for (id, spec) in
        ENDPOINTS.iter().filter(|(_, spec)| spec.place != Responder::Gate && spec.kind != EndpointKind::Anonymous)
    {
        if CallerStanding::guest().may(spec.capability, &Subject::Public)
            || CallerStanding::guest().may(spec.capability, &Subject::Region)
        {
            continue;
        }
        for cell in prepared.cells(*id, &of) {
            let mut tries = vec![];
            if spec.place == Responder::Community {
                let next_door = Call { url: cell.call.url.replace(CODE, NEIGHBOUR), ..cell.call.clone() };
                tries.push(next_door.without("cookie").by(&director));
                tries.push(cell.call.clone().without("cookie").by(&head));
            } else {
                tries.push(cell.call.clone().without("cookie").by(&director));
            }
            for call in tries {
                let answer = server.send(&call);
                tally.count(answer.status == 401, || {
                    format!("{id:?} {}: {} {}", call.url, answer.status, answer.text())
                });
            }
        }
    }
    tally
}

fn nothing_allowed(_: Form) -> Tally {
    let server = fresh_server();
    let (director, mut tally) = (server.person(DIRECTOR), Tally::default());
    for page in ["/members", "/journal", "/tasks"] {
        let answer = server.send(&Call::get(&format!("/api/communities/{CODE}{page}")).by(&director));
        tally.count(answer.status != 200, String::new);
    }
    tally.must_breach("a table that allows nothing")
}

fn phone_seen(_: Form) -> Tally {
    let mut tally = Tally::default();
    for (text, own) in [
        (r#"{"phone":"13800000012"}"#, None),
        (r#"{"of":["13800000012","13800000013"]}"#, Some("138****0012")),
        (r#"{"note":"打13800000012"}"#, Some("139****0012")),
        (r#"{"note":"tel13800000012"}"#, None),
    ] {
        tally.count(full_phones(text, own).is_empty(), String::new);
    }
    let digest = format!(r#"{{"hash":"{}a13800000012b"}}"#, "c".repeat(51));
    for text in [r#"{"phone":"138****0012"}"#, r#"{"at":1795013800000012}"#, &digest] {
        assert!(full_phones(text, None).is_empty(), "{text}");
    }
    tally.must_breach("a full phone")
}
