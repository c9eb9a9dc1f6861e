//! One service record under any order of commands: it never goes back, and its minutes are posted once.

use super::*;
use proptest::prelude::*;

#[derive(Debug, Clone, Copy)]
enum Step {
    In,
    Out,
    List { came: i64, went: i64 },
    Confirm { by: u128, minutes: Option<u32>, has_reason: bool },
    Reject { by: u128 },
    Correct { by: u128, minutes: u32 },
    Wait { millis: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    let minutes = prop::option::of(0u32..200);
    prop_oneof![
        2 => Just(Step::In),
        2 => Just(Step::Out),
        1 => (-HOUR..3 * HOUR, -HOUR..5 * HOUR).prop_map(|(came, went)| Step::List { came, went }),
        3 => (1u128..4, minutes, any::<bool>()).prop_map(|(by, minutes, has_reason)| Step::Confirm { by, minutes, has_reason }),
        1 => (1u128..4).prop_map(|by| Step::Reject { by }),
        2 => (1u128..4, 0u32..900).prop_map(|(by, minutes)| Step::Correct { by, minutes }),
        3 => (MINUTE..HOUR).prop_map(|millis| Step::Wait { millis }),
    ]
}

/// The record of volunteer 1 with its posted minutes, changed only by the answers of the rules.
struct Record {
    now: UtcMillis,
    service: Option<Service>,
    confirmations: u32,
    posted: i64,
}

impl Record {
    fn rank(&self) -> u32 {
        match self.service.map(|service| service.state) {
            None => 0,
            Some(ServiceState::Open) => 1,
            Some(ServiceState::Finished) => 2,
            Some(ServiceState::Confirmed | ServiceState::Rejected) => 3,
        }
    }

    fn open(&mut self, checked_in_at: UtcMillis) {
        self.service = Some(Service {
            volunteer: person(1),
            state: ServiceState::Open,
            checked_in_at,
            checked_out_at: None,
            confirmed_minutes: 0,
            confirmed_by: None,
        });
    }

    fn finish(&mut self, checked_out_at: UtcMillis) {
        if let Some(service) = &mut self.service {
            (service.state, service.checked_out_at) = (ServiceState::Finished, Some(checked_out_at));
        }
    }

    fn take(&mut self, step: Step) -> Result<(), Refusal> {
        let (times, rules, sign_up) = (times(), Rules::current(), SignUpState::Confirmed);
        let code = code_at(&KEY, self.now);
        let presence =
            Presence { key: KEY, code: &code, at: self.now, sent_at: self.now, received_at: self.now, wrong_tries: 0 };
        match (step, self.service) {
            (Step::Wait { millis }, _) => self.now = self.now.plus(millis),
            (Step::In, service) => {
                let arrival = decide_arrival(&times, sign_up, service.is_some(), &[], &presence, rules)?;
                self.open(arrival.checked_in_at);
            }
            (Step::Out, service) => {
                let came = service.map(|service| service.checked_in_at);
                let gone = service.is_some_and(|service| service.state != ServiceState::Open);
                let departure = decide_departure(&times, sign_up, came, gone, &[], &presence, rules)?;
                self.finish(departure.checked_out_at);
            }
            (Step::List { came, went }, service) => {
                let open = service.filter(|service| service.state == ServiceState::Open);
                let came = open.map_or(at(came), |service| service.checked_in_at);
                let list = ByList { checked_in_at: came, checked_out_at: at(went) };
                let listed = by_list(&times, list, false, service.is_some() && open.is_none(), &[], self.now, rules)?;
                self.open(listed.checked_in_at);
                self.finish(listed.checked_out_at);
            }
            (Step::Confirm { by, minutes, has_reason }, Some(mut service)) => {
                let command = ConfirmationFacts { by: person(by), minutes, has_reason, day_minutes_already: 0 };
                let minutes = confirm_minutes(&times, &service, &command, rules)?;
                service.state = ServiceState::Confirmed;
                (service.confirmed_minutes, service.confirmed_by) = (minutes.0, Some(person(by)));
                self.service = Some(service);
                self.confirmations += 1;
                self.posted += i64::from(minutes.0);
            }
            (Step::Reject { by }, Some(mut service)) => {
                may_reject_service(&service, person(by))?;
                service.state = ServiceState::Rejected;
                self.service = Some(service);
            }
            (Step::Correct { by, minutes }, Some(mut service)) => {
                let command = CorrectionFacts { by: person(by), minutes, day_minutes_other: 0 };
                self.posted += match correct_minutes(&service, &command, rules)? {
                    LedgerChange::Add(more) => i64::from(more.0),
                    LedgerChange::TakeBack(less) => -i64::from(less.0),
                };
                service.confirmed_minutes = minutes;
                self.service = Some(service);
            }
            (Step::Confirm { .. } | Step::Reject { .. } | Step::Correct { .. }, None) => {}
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_record_never_goes_back_and_is_posted_once(steps in prop::collection::vec(step(), 1..60)) {
        let mut record = Record { now: at(-90 * MINUTE), service: None, confirmations: 0, posted: 0 };
        for step in steps {
            let (rank, posted, decided) = (record.rank(), record.posted, record.service.map(|service| service.state));
            let answer = record.take(step);
            prop_assert!(record.rank() >= rank, "{step:?} took it back");
            if rank == 3 {
                prop_assert_eq!(record.service.map(|service| service.state), decided, "{:?} changed a decision", step);
            }
            let by_volunteer = matches!(step, Step::Confirm { by: 1, .. } | Step::Reject { by: 1 } | Step::Correct { by: 1, .. });
            prop_assert!(!by_volunteer || answer.is_err() || record.service.is_none(), "{step:?} by the volunteer");
            prop_assert!(answer.is_ok() || record.posted == posted, "{step:?} was refused and posted");
            let stands = record.service.map_or(0, |service| i64::from(service.confirmed_minutes));
            prop_assert_eq!(record.posted, stands, "the ledger differs from the record after {:?}", step);
            prop_assert!(record.confirmations <= 1, "confirmed twice");
            prop_assert!(record.posted <= i64::from(Rules::current().day_minutes_max));
        }
    }
}
