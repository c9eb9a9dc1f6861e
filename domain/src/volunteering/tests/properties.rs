//! Properties of all times, codes and crowds.

use super::*;
use crate::limits;
use proptest::prelude::*;
use std::collections::VecDeque;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn minutes_never_exceed_presence_nor_plan_and_overrun(
        length in 1i64..=720 * MINUTE, came in -2 * HOUR..14 * HOUR, stayed in -HOUR..30 * HOUR,
    ) {
        let rules = Rules::current();
        let times = ActivityTimes { starts_at: START, ends_at: at(length), cancelled: false };
        let counted = i64::from(counted_minutes(&times, at(came), at(came + stayed), rules).0) * MINUTE;
        prop_assert!(counted <= stayed.max(0), "longer than the presence");
        prop_assert!(counted <= length + i64::from(rules.overrun_counted_minutes) * MINUTE, "longer than the plan");
        // Rounded down, and by less than a minute.
        let overrun = length + i64::from(rules.overrun_counted_minutes) * MINUTE;
        let exact = ((came + stayed).min(overrun) - came.max(0)).max(0);
        prop_assert!(counted <= exact && exact - counted < MINUTE);
    }

    #[test]
    fn a_code_never_proves_a_moment_outside_the_window(
        key in any::<[u8; 32]>(), shown in -6 * HOUR..6 * HOUR, claimed in -30 * HOUR..30 * HOUR,
        from in -3 * HOUR..HOUR, length in 0i64..4 * HOUR, tolerance in 0i64..HOUR,
    ) {
        let key = CheckInKey(key);
        let code = code_at(&key, at(shown));
        let window = (at(from), at(from + length));
        match locate_code(&key, &code, at(claimed), window, tolerance) {
            Some(found) => {
                prop_assert!(window.0 <= found.at && found.at <= window.1);
                prop_assert_eq!(code_at(&key, found.at), code, "a moment that the code does not prove");
            }
            // A correct clock is always believed.
            None => prop_assert!(shown != claimed || at(shown) < window.0 || at(shown) > window.1),
        }
    }

    #[test]
    fn the_servers_clock_bounds_every_report(
        shown in -2 * HOUR..5 * HOUR, travel in prop_oneof![-MINUTE..MINUTE, -HOUR..48 * HOUR], ahead in -26 * HOUR..26 * HOUR, ahead_later in -26 * HOUR..26 * HOUR,
    ) {
        let code = code_at(&KEY, at(shown));
        let received_at = at(shown + travel);
        let presence = Presence {
            key: KEY, code: &code, at: at(shown + ahead), sent_at: received_at.plus(ahead_later), received_at, wrong_tries: 0,
        };
        let rules = Rules::current();
        if let Ok(arrival) = decide_arrival(&times(), SignUpState::Confirmed, false, &[], &presence, rules) {
            let (from, until) = times().check_in_window(rules);
            prop_assert!((from..=until).contains(&arrival.checked_in_at) && arrival.checked_in_at <= received_at);
            prop_assert_eq!(arrival.clock_difference_millis, presence.at.since(arrival.checked_in_at), "what the organiser sees");
        }
    }

    #[test]
    fn places_never_exceed_the_capacity_and_the_queue_keeps_its_order(
        capacity in 1u32..6, steps in prop::collection::vec((0usize..14, any::<bool>()), 1..120),
    ) {
        let mut desk = Places { capacity, ..Places::default() };
        for (who, leaves) in steps {
            if leaves { desk.leave(who) } else { desk.come(who)? }
            prop_assert!(desk.seated.len() <= capacity as usize);
            prop_assert!(desk.queue.is_empty() || desk.seated.len() == capacity as usize, "a free place while somebody waits");
        }
        // People got places from the queue in the order of their arrival.
        let waited: Vec<u32> = desk.moved_up;
        prop_assert!(waited.windows(2).all(|pair| pair[0] < pair[1]), "{waited:?}");
    }
}

/// A minimal store around `sign_up` and `withdraw`: the first person in the queue moves up.
#[derive(Default)]
struct Places {
    capacity: u32,
    seated: Vec<usize>,
    /// The people who wait, each with the number of their arrival.
    queue: VecDeque<(usize, u32)>,
    arrivals: u32,
    moved_up: Vec<u32>,
}

impl Places {
    fn state(&self, who: usize) -> SignUpState {
        if self.seated.contains(&who) {
            return SignUpState::Confirmed;
        }
        let position = self.queue.iter().position(|(waiting, _)| *waiting == who);
        position.map_or(SignUpState::None, |at| SignUpState::Waiting { position: u32::try_from(at).unwrap() + 1 })
    }

    fn crowd(&self) -> Crowd {
        let count = |len: usize| u32::try_from(len).unwrap();
        Crowd { capacity: self.capacity, signed_up: count(self.seated.len()), waiting: count(self.queue.len()) }
    }

    fn come(&mut self, who: usize) -> Result<(), TestCaseError> {
        let before = self.state(who);
        match sign_up(&times(), &self.crowd(), before, None, at(-HOUR)) {
            Ok(SignUpOutcome::Confirmed) => self.seated.push(who),
            Ok(SignUpOutcome::Waiting { position }) => {
                self.arrivals += 1;
                self.queue.push_back((who, self.arrivals));
                prop_assert_eq!(position as usize, self.queue.len());
                prop_assert!(position <= limits::WAITING_LIST_MAX);
            }
            Err(refusal) => {
                prop_assert_eq!(refusal, Refusal::AlreadySignedUp);
                prop_assert!(before != SignUpState::None);
            }
        }
        Ok(())
    }

    fn leave(&mut self, who: usize) {
        if may_withdraw_sign_up(&times(), self.state(who), false, at(-HOUR)).is_err() {
            return;
        }
        self.queue.retain(|(waiting, _)| *waiting != who);
        let before = self.seated.len();
        self.seated.retain(|seated| *seated != who);
        if self.seated.len() < before
            && let Some((next, arrival)) = self.queue.pop_front()
        {
            self.seated.push(next);
            self.moved_up.push(arrival);
        }
    }
}
