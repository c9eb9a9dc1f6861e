//! The organiser's rotating code (签到码): six digits and a QR code, new every thirty seconds, made in this phone from
//! a key that was fetched beforehand.
//!
//! State: the key and how far this phone's clock is from the server's, both kept for this tab, so that the page works
//! in a cellar. Invariant: a new code is read out once, not every second; the key is used by the member who fetched
//! it only, and thrown away when the activity is over.

mod awake;
mod kept;
pub mod qr;

use std::time::Duration;

use domain::contract::ShowCheckInKey;
use domain::ids::ActivityId;
use domain::time::{SECOND, UtcMillis};
use domain::volunteering::{CODE_STEP_MILLIS, CheckInKey, code_at, step_end, step_start};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use self::kept::Kept;
use super::element::{Element, el};
use super::frame::{Desk, head};
use super::loading::{Loaded, loading_once, nowhere, read};
use crate::call::{CallError, now};
use crate::place::{after, link};
use crate::words::{key, moment, t, tf};

const TICK: Duration = Duration::from_millis(250);

pub fn page(desk: Desk) -> Element {
    let id = after::<ActivityId>("activities");
    let back = id.map(|id| {
        let path = ["activities/", &id.to_string()].concat();
        el("a", "button quiet").attr("href", desk.link(&path)).child(t(key::OFFICE_ATTENDANCE))
    });
    let content = loading_once({
        let desk = desk.clone();
        move || {
            let desk = desk.clone();
            Box::pin(async move {
                let id = id.ok_or_else(nowhere)?;
                let (kept, fresh) = fetched(&desk, id).await?;
                let text = kept.key.clone();
                Ok(Loaded::new(text, None, move || shown(&desk, id, &kept, fresh).any()))
            })
        }
    });
    el("div", "stack").child(head(t(key::OFFICE_CODE), None, back)).child(content)
}

/// The key, fresh or as it was kept; and whether it is fresh.
async fn fetched(desk: &Desk, id: ActivityId) -> Result<(Kept, bool), CallError> {
    let member = desk.session.me_now().map(|me| me.member.to_string()).unwrap_or_default();
    let asked_at = now();
    match read::<ShowCheckInKey>((desk.code.clone(), id), ()).await {
        Ok(answer) if answer.stored_at.is_none() => {
            let kept = Kept::new(answer.value, member, asked_at, now());
            kept.keep(id);
            Ok((kept, true))
        }
        Err(CallError::Problem(problem)) if problem.status < 500 => {
            kept::forget(id);
            Err(CallError::Problem(problem))
        }
        outcome => match kept::find(id, &member) {
            Some(kept) => Ok((kept, false)),
            None => Err(outcome.err().unwrap_or(CallError::Offline)),
        },
    }
}

fn shown(desk: &Desk, id: ActivityId, kept: &Kept, fresh: bool) -> Element {
    let Some(check_in_key) = CheckInKey::from_hex(&kept.key) else { return el("p", "").child(t(key::OFFICE_NO_CODE)) };
    let clock_behind = kept.clock_behind;
    let here = RwSignal::new(now().plus(clock_behind));
    let tick = move || {
        here.try_set(now().plus(clock_behind));
    };
    if let Ok(ticking) = set_interval_with_handle(tick, TICK) {
        on_cleanup(move || ticking.clear());
    }
    awake::stay();
    let (from, until) = (kept.valid_from, kept.valid_until);
    let open = Memo::new(move |_| here.with(|at| (*at >= from, *at <= until)));
    let (desk, title) = (desk.clone(), kept.title.clone());
    let note = t(if fresh { key::OFFICE_CODE_READY } else { key::OFFICE_CODE_KEPT });
    let card = el("section", "card pass").child(el("h2", "").child(title)).live(move || match open.get() {
        (false, _) => el("p", "").child(tf(key::OFFICE_CODE_FROM, &[("time", &moment(from))])).any(),
        (true, false) => {
            kept::forget(id);
            el("p", "").child(tf(key::OFFICE_CODE_OVER, &[("time", &moment(until))])).any()
        }
        (true, true) => running(&desk, id, check_in_key, here).into_any(),
    });
    el("div", "stack").child(card).child(el("p", "faint").child(note)).child(el("p", "faint").child(t(key::OFFICE_CODE_HOW)))
}

fn running(desk: &Desk, id: ActivityId, check_in_key: CheckInKey, here: RwSignal<UtcMillis>) -> Vec<AnyView> {
    let step = Memo::new(move |_| here.with(|at| step_start(*at)));
    let digits = Memo::new(move |_| code_at(&check_in_key, step.get()).as_str().to_owned());
    let left_seconds = Memo::new(move |_| here.with(|at| (step_end(*at).since(*at) + SECOND - 1) / SECOND));
    let origin = window().location().origin().unwrap_or_default();
    let address = [&origin, &link(&desk.code, &["activities/", &id.to_string()].concat()), "?code="].concat();
    let spaced = move || digits.with(|digits| [digits.get(..3).unwrap_or_default(), " ", digits.get(3..).unwrap_or_default()].concat());
    let spoken = move || {
        let digits: Vec<String> = digits.with(|digits| digits.chars().map(String::from).collect());
        tf(key::OFFICE_CODE_SPOKEN, &[("digits", &digits.join(" "))])
    };
    let left = move || tf(key::OFFICE_CODE_LEFT, &[("seconds", &left_seconds.get().to_string())]);
    #[expect(clippy::cast_precision_loss, reason = "at most thirty")]
    let value = move || JsValue::from_f64(left_seconds.get() as f64);
    vec![
        el("p", "digits").attr("aria-hidden", "true").text_live(spaced).any(),
        el("p", "unseen").attr("aria-live", "polite").text_live(spoken).any(),
        el("progress", "").attr("max", (CODE_STEP_MILLIS / SECOND).to_string()).attr("aria-label", t(key::OFFICE_CODE_TIME)).property("value", value).any(),
        el("p", "faint").attr("aria-hidden", "true").text_live(left).any(),
        el("div", "").live(move || qr::drawn(&[address.as_str(), &digits.get()].concat()).map(Element::any).into_any()).any(),
    ]
}
