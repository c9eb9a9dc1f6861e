//! One client of the load: it decides at random what to do next, and remembers its answers.

use super::{Load, next_random};
use crate::server::Server;
use domain::contract::*;
use domain::ids::{ActivityId, BodyId, CommunityCode, MemberId, ServiceId};
use domain::members::RosterQuery;
use domain::time::{HOUR, UtcMillis};
use domain::volunteering::{ActivityRequest, CheckedOut, ListPresenceRequest};
use tests::scenes::Api;
use tests::scenes::activities::{
    PAST_ACTIVITIES, TEAM, confirm_services_request, list_presence_request, past_activity,
};
use tests::scenes::client::{Call, HttpAnswer, community_code};
use tests::scenes::people::{DIRECTOR, Person};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    SignUp,
    Withdraw,
    Publish,
    List,
    Confirm,
}

impl Kind {
    pub const ALL: [Self; 5] = [Self::SignUp, Self::Withdraw, Self::Publish, Self::List, Self::Confirm];

    pub fn command(self) -> &'static str {
        match self {
            Self::SignUp => SignUp::SPEC.name,
            Self::Withdraw => Withdraw::SPEC.name,
            Self::Publish => PublishActivity::SPEC.name,
            Self::List => ListPresence::SPEC.name,
            Self::Confirm => ConfirmServices::SPEC.name,
        }
    }
}

/// A command with the answer it got.
#[derive(Debug, Clone)]
pub struct AnsweredCommand {
    pub kind: Kind,
    pub call: Call,
    pub answer: String,
}

impl AnsweredCommand {
    pub fn key(&self) -> &str {
        self.call.headers.iter().find(|(name, _)| name == KEY_HEADER).map_or("", |(_, value)| value)
    }
}

pub struct Client {
    chance: u64,
    volunteer: Person,
    director: Person,
    at: (CommunityCode, ActivityId),
    signed_up: bool,
    body: BodyId,
    starts_at: UtcMillis,
    presences: Vec<(u32, ListPresenceRequest)>,
    finished: Vec<(u32, ServiceId)>,
    /// The command that has no answer yet.
    waiting: Option<(Kind, Call)>,
    pub sent: Vec<AnsweredCommand>,
    failures: Vec<String>,
}

/// Number of people for the paper lists of one client: a list holds five hundred.
const PEOPLE: usize = 80;

impl Client {
    pub fn new(server: &Server, number: usize, chance: u64) -> Self {
        let director = server.person(DIRECTOR);
        let at = server.publish(TEAM, 50);
        let people = people(server, number);
        let opened_at = server.api.opened_at();
        let presences =
            |activity| people.iter().map(move |member| (activity, list_presence_request(opened_at, activity, *member)));
        Self {
            chance,
            volunteer: server.resident(),
            director,
            at,
            signed_up: false,
            body: server.team(TEAM),
            starts_at: server.now().plus(24 * HOUR * 30),
            presences: (0..PAST_ACTIVITIES).flat_map(presences).collect(),
            finished: vec![],
            waiting: None,
            sent: vec![],
            failures: vec![],
        }
    }

    fn choose(&mut self) -> (Kind, Call) {
        let place = |client: &Self| {
            let (who, at) = (&client.volunteer, &client.at);
            if client.signed_up {
                (Kind::Withdraw, Call::of::<Withdraw>(who, at, &(), &Empty {}))
            } else {
                (Kind::SignUp, Call::of::<SignUp>(who, at, &(), &Empty {}))
            }
        };
        match next_random(&mut self.chance) % 8 {
            0..=2 => place(self),
            3 => {
                let draft = tests::scenes::activities::activity_request(self.body, self.starts_at, 5);
                self.starts_at = self.starts_at.plus(60_000);
                let draft = ActivityRequest { capacity: 7, ..draft };
                (Kind::Publish, Call::of::<PublishActivity>(&self.director, &(community_code(),), &(), &draft))
            }
            4..=5 if !self.finished.is_empty() => {
                let (number, service) = self.finished.swap_remove(0);
                let body = confirm_services_request(&[service]);
                (
                    Kind::Confirm,
                    Call::of::<ConfirmServices>(&self.director, &(community_code(), past_activity(number)), &(), &body),
                )
            }
            _ => match self.presences.pop() {
                Some((number, body)) => (
                    Kind::List,
                    Call::of::<ListPresence>(&self.director, &(community_code(), past_activity(number)), &(), &body),
                ),
                None => place(self),
            },
        }
    }

    fn try_waiting(&mut self, agent: &ureq::Agent, address: &str) -> bool {
        let Some((kind, call)) = self.waiting.clone() else { return true };
        let Ok(answer) = crate::http::send_call(agent, address, &call) else { return false };
        self.waiting = None;
        if answer.status == 200 {
            self.learn(kind, &call, &answer);
            self.sent.push(AnsweredCommand { kind, call, answer: answer.text() });
        } else {
            self.failures.push(format!("{kind:?} {}: {} {}", call.url, answer.status, answer.text()));
        }
        true
    }

    /// Remembers what the next commands depend on.
    fn learn(&mut self, kind: Kind, call: &Call, answer: &HttpAnswer) {
        match kind {
            Kind::SignUp => self.signed_up = true,
            Kind::Withdraw => self.signed_up = false,
            Kind::List => {
                let listed: CheckedOut = serde_json::from_slice(&answer.body).expect("a listed presence");
                let number = (0..PAST_ACTIVITIES).find(|number| call.url.contains(&past_activity(*number).to_string()));
                self.finished.push((number.expect("a past activity"), listed.service));
            }
            Kind::Publish | Kind::Confirm => {}
        }
    }
}

impl Load for Client {
    fn work(&mut self, agent: &ureq::Agent, address: &str) -> bool {
        let (kind, call) = self.choose();
        self.waiting = Some((kind, call));
        self.try_waiting(agent, address)
    }

    fn send_again(&mut self, agent: &ureq::Agent, address: &str) -> bool {
        let left = self.waiting.is_some();
        if left && !self.try_waiting(agent, address) {
            self.failures.push("no answer although nothing was killed".to_owned());
        }
        left
    }

    fn failures(&self) -> &[String] {
        &self.failures
    }
}

/// A page of the roster for each client, so that no two enter the same person.
fn people(server: &Server, number: usize) -> Vec<MemberId> {
    let director = server.person(DIRECTOR);
    let mut after = None;
    for _ in 0..number {
        let query = RosterQuery { after, limit: Some(100), ..RosterQuery::default() };
        after = server.query::<ShowRoster>(&director, &(community_code(),), &query).page.next;
    }
    let query = RosterQuery { after, limit: Some(100), ..RosterQuery::default() };
    let rows = server.query::<ShowRoster>(&director, &(community_code(),), &query).page.rows;
    // Nobody may enter themselves, and the named people are left out.
    let plain = rows.iter().filter(|row| row.id != director.member());
    plain.map(|row| row.id).take(PEOPLE).collect()
}
