//! Real ids, found as a person who may read everything could find them, and the questions that the table may be asked
//! about them.

use crate::server::Server;
use domain::access::Subject;
use domain::contract::{ENDPOINTS, Empty, EndpointKind, ListBodies, Responder, ShowRoster, Spec};
use domain::ids::{BodyId, GridId};
use domain::members::{RosterQuery, RosterRow};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tests::scenes::client::{CODE, Call, community_code};
use tests::scenes::matrix::callers::Caller;
use tests::scenes::people::{DIRECTOR, Person};

const STREET: &str = "511402901";
/// Number of ids of one name in an answer that are tried.
const OF_A_NAME: usize = 3;

pub struct KnownIds {
    /// By the name of the parameter.
    ids: BTreeMap<&'static str, Vec<String>>,
    members: Vec<RosterRow>,
    bodies: Vec<BodyId>,
    grids: Vec<GridId>,
}

impl KnownIds {
    /// `each`: the number of each kind.
    pub fn of(server: &Server, each: usize) -> Self {
        let (director, head) = (server.person(DIRECTOR), server.street_head());
        let query = RosterQuery { limit: Some(100), ..RosterQuery::default() };
        let roster = server.query::<ShowRoster>(&director, &(community_code(),), &query);
        let bodies = server.call::<ListBodies>(&Person::guest(), &(community_code(),), &Empty {}).bodies;
        let mut found = Self {
            ids: BTreeMap::new(),
            members: roster.page.rows,
            bodies: bodies.iter().map(|body| body.id).collect(),
            grids: roster.grids.iter().map(|grid| grid.id).collect(),
        };
        let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        // Lists first, then the objects that they lead to.
        for round in 0..2 {
            for (_, spec) in reading() {
                let who = if spec.place == Responder::Region { &head } else { &director };
                for url in found.urls(spec).into_iter().take(3) {
                    let answer = server.send(&Call::get(&url).by(who));
                    if let Ok(json) = serde_json::from_slice::<Value>(&answer.body) {
                        collect(&json, "", &mut seen);
                    }
                }
            }
            if round == 0 {
                found.try_all(server, &seen, each, &[&director, &head]);
            }
        }
        found.try_all(server, &seen, each, &[&director, &head]);
        found
    }

    /// Which of all ids belongs to a parameter's kind: the one that is known there.
    fn try_all(&mut self, server: &Server, seen: &BTreeMap<String, BTreeSet<String>>, each: usize, by: &[&Person; 2]) {
        for (_, spec) in reading() {
            let names = spec.param_names();
            let Some(name) = names.get(1).filter(|name| !self.ids.contains_key(*name)) else { continue };
            let who = by[usize::from(spec.place == Responder::Region)];
            let mut real = vec![];
            for id in seen.values().flatten() {
                let answer = server.send(&Call::get(&self.url(spec, id)).by(who));
                if !matches!(answer.status, 400 | 404) {
                    real.push(id.clone());
                }
                if real.len() == each {
                    break;
                }
            }
            if !real.is_empty() {
                self.ids.insert(*name, real);
            }
        }
    }

    fn url(&self, spec: &Spec, id: &str) -> String {
        let path = spec.path.replace("{community}", CODE).replace("{region}", STREET);
        let part = |part: &str| if part.starts_with('{') { id.to_owned() } else { part.to_owned() };
        path.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    /// All addresses of a reading endpoint with the ids found.
    pub fn urls(&self, spec: &Spec) -> Vec<String> {
        match spec.param_names().get(1) {
            None => vec![self.url(spec, "")],
            Some(name) => self.ids.get(*name).into_iter().flatten().map(|id| self.url(spec, id)).collect(),
        }
    }

    /// The subjects that the request may be about, read as generously as possible: if it names a member, only that
    /// member.
    pub fn readings(&self, url: &str, caller: &Caller) -> Vec<Subject> {
        let named = |row: &&RosterRow| url.contains(&row.id.to_string());
        if let Some(row) = self.members.iter().find(named) {
            let (member, household, grid) = (row.id, Some(row.household), Some(row.grid));
            return vec![Subject::Member { member, household, grid }, Subject::Ward { member, guardian: None }];
        }
        let mut subjects = vec![Subject::Public, Subject::Community, Subject::Region];
        subjects.extend(self.bodies.iter().map(|body| Subject::Body(*body)));
        subjects.extend(self.grids.iter().map(|grid| Subject::Grid(*grid)));
        if let Some(member) = caller.standing.member {
            let household = caller.standing.household;
            subjects.push(Subject::Member { member, household, grid: None });
            subjects.push(Subject::Ward { member, guardian: None });
        }
        subjects
    }
}

fn reading() -> impl Iterator<Item = &'static (domain::contract::EndpointId, Spec)> {
    ENDPOINTS.iter().filter(|(_, spec)| spec.kind == EndpointKind::Read && spec.place != Responder::Gate)
}

/// Ids in an answer, a few for each name.
fn collect(json: &Value, name: &str, seen: &mut BTreeMap<String, BTreeSet<String>>) {
    match json {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| collect(value, name, seen)),
        Value::Array(values) => values.iter().for_each(|value| collect(value, name, seen)),
        Value::String(text) if is_id(text) => {
            let of_name = seen.entry(name.to_owned()).or_default();
            // `id` is the name of every row's own id.
            if of_name.len() < OF_A_NAME || name == "id" && of_name.len() < 20 * OF_A_NAME {
                of_name.insert(text.clone());
            }
        }
        _ => {}
    }
}

fn is_id(text: &str) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_alphabetic());
    plain && matches!(text.len(), 26 | 64)
}

/// Phone numbers of eleven digits in an answer, except the reader's own, which may be shown. The digits of an id or of a
/// SHA-256 are none.
pub fn full_phones(text: &str, own: Option<&str>) -> Vec<String> {
    let words = text.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !is_id(word));
    let runs = words.flat_map(|word| word.split(|sign: char| !sign.is_ascii_digit()));
    let phones = runs.filter(|run| run.len() == 11 && run.starts_with('1') && run.as_bytes()[1] >= b'3');
    let masked = |phone: &str| format!("{}****{}", &phone[..3], &phone[7..]);
    phones.filter(|phone| Some(masked(phone).as_str()) != own).map(str::to_owned).collect()
}
