//! The state of the reader's service at an activity, from the API's data and the rows that still wait in the phone.

use crate::outbox::OutboxRow;
use domain::contract::{CheckIn, CheckOut, Endpoint};
use domain::time::UtcMillis;
use domain::volunteering::{ServiceState, ServiceView};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Not checked in yet.
    Before,
    /// In service since then; `waiting` while the check-in is still in the phone.
    Serving { since: UtcMillis, waiting: bool },
    /// Checked out, as far as this phone knows.
    Gone { since: UtcMillis, until: UtcMillis, waiting: bool },
    /// Decided by the organiser.
    Decided,
}

impl Phase {
    pub fn of(service: Option<&ServiceView>, rows: &[OutboxRow]) -> Self {
        let waiting =
            |name: &str| rows.iter().rev().find(|row| row.endpoint == name && row.is_waiting()).map(|row| row.made_at);
        if service.is_some_and(|service| matches!(service.state, ServiceState::Confirmed | ServiceState::Rejected)) {
            return Self::Decided;
        }
        let arrived = service.map(|service| service.checked_in_at);
        let Some(since) = arrived.or_else(|| waiting(CheckIn::SPEC.name)) else { return Self::Before };
        match service.and_then(|service| service.checked_out_at) {
            Some(until) => Self::Gone { since, until, waiting: false },
            None => match waiting(CheckOut::SPEC.name) {
                Some(until) => Self::Gone { since, until, waiting: true },
                None => Self::Serving { since, waiting: arrived.is_none() },
            },
        }
    }

    /// Its rank in the order of phases.
    pub fn rank(&self) -> u8 {
        match self {
            Self::Before => 0,
            Self::Serving { .. } => 1,
            Self::Gone { .. } => 2,
            Self::Decided => 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(endpoint: &str, at: i64) -> OutboxRow {
        OutboxRow {
            seq: 1,
            key: "01JZZZZZZZZZZZZZZZZZZZZZZZ".parse().unwrap(),
            community: "511402901001".parse().unwrap(),
            member: "01JAAAAAAAAAAAAAAAAAAAAAAA".parse().unwrap(),
            endpoint: endpoint.into(),
            path: String::new(),
            body: String::new(),
            subject: String::new(),
            title: String::new(),
            made_at: UtcMillis(at),
            tries: 0,
            tried_at: UtcMillis(0),
            told_later: false,
            refused: None,
        }
    }

    fn service(state: ServiceState, out: Option<i64>) -> ServiceView {
        let id = "01JZZZZZZZZZZZZZZZZZZZZZZZ";
        ServiceView {
            id: id.parse().unwrap(),
            activity: id.parse().unwrap(),
            title: String::new(),
            state,
            checked_in_at: UtcMillis(10),
            checked_out_at: out.map(UtcMillis),
            measured_minutes: 0,
            confirmed_minutes: 0,
            reason: None,
            record_deadline: UtcMillis(99),
        }
    }

    #[test]
    fn what_the_api_knows_and_what_waits_make_one_phase() {
        let came = row("volunteering/check-in", 5);
        let went = row("volunteering/check-out", 7);
        let at = UtcMillis;
        for (name, service, rows, expect) in [
            ("nothing", None, vec![], Phase::Before),
            ("check-in waits", None, vec![came.clone()], Phase::Serving { since: at(5), waiting: true }),
            (
                "both wait",
                None,
                vec![came.clone(), went.clone()],
                Phase::Gone { since: at(5), until: at(7), waiting: true },
            ),
            ("only a check-out waits", None, vec![went.clone()], Phase::Before),
            (
                "checked in",
                Some(service(ServiceState::Open, None)),
                vec![],
                Phase::Serving { since: at(10), waiting: false },
            ),
            (
                "checked in, check-out waits",
                Some(service(ServiceState::Open, None)),
                vec![went.clone()],
                Phase::Gone { since: at(10), until: at(7), waiting: true },
            ),
            (
                "checked out",
                Some(service(ServiceState::Finished, Some(20))),
                vec![went.clone()],
                Phase::Gone { since: at(10), until: at(20), waiting: false },
            ),
            ("confirmed", Some(service(ServiceState::Confirmed, Some(20))), vec![came], Phase::Decided),
        ] {
            assert_eq!(Phase::of(service.as_ref(), &rows), expect, "{name}");
        }
    }
}
