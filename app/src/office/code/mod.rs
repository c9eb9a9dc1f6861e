//! The organiser's rotating code (签到码): six digits and a QR code, new every thirty seconds, made in this phone from
//! a key that was fetched before.
//!
//! State: the key and this phone's clock difference to the server, both stored in this tab, so that the page works in a
//! cellar. Invariant: a new code is read out once, not every second; only the member who fetched the key uses it, and
//! it is deleted when the activity is over.

mod keep_awake;
mod stored_key;

use std::time::Duration;

use domain::contract::{Endpoint, ShowCheckInKey, ShowMeetingKey};
use domain::ids::{ActivityId, MeetingId};
use domain::time::{SECOND, UtcMillis};
use domain::volunteering::{CODE_STEP_MILLIS, CheckInKey, code_at, step_end};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use self::stored_key::StoredKey;
use super::frame::{OfficeContext, page_head};
use crate::call::current_time;
use crate::location::{community_link, path_id};
use crate::qr;
use crate::ui::{Calls, Element, el, loading_once};
use crate::words::{Key, key, moment, t, tf};

const TICK: Duration = Duration::from_millis(250);

/// What the code is for: an activity, or a meeting.
#[derive(Clone)]
struct CodeSubject {
    /// The word in its addresses.
    word: &'static str,
    id: String,
    back: Key,
}

pub fn activity_code_page(desk: OfficeContext) -> Element {
    let id = path_id::<ActivityId>("activities");
    let url = id.map(|id| ShowCheckInKey::url(&(desk.code.clone(), id), &()));
    let id = id.map(|id| id.to_string()).unwrap_or_default();
    screen(desk, CodeSubject { word: "activities", id, back: key::OFFICE_ATTENDANCE }, url)
}

/// The screen of a meeting.
pub fn of_meeting(desk: OfficeContext) -> Element {
    let id = path_id::<MeetingId>("meetings");
    let url = id.map(|id| ShowMeetingKey::url(&(desk.code.clone(), id), &()));
    let id = id.map(|id| id.to_string()).unwrap_or_default();
    screen(desk, CodeSubject { word: "meetings", id, back: key::OFFICE_MEETING }, url)
}

fn screen(desk: OfficeContext, what: CodeSubject, url: Option<String>) -> Element {
    let path = [what.word, "/", &what.id].concat();
    let back = el("a", "button quiet").attr("href", desk.link(&path)).child(t(what.back));
    let content = loading_once({
        let desk = desk.clone();
        move || {
            let Some(url) = url.clone() else { return Calls::nowhere() };
            let (desk, asked_at) = (desk.clone(), current_time());
            let member = desk.session.me_now().map(|me| me.member.to_string()).unwrap_or_default();
            let (offline, again) = (desk.clone(), member.clone());
            let (what, left) = (what.clone(), what.clone());
            Calls::new(vec![url], move |answers| {
                let kept = StoredKey::new(answers.next::<ShowCheckInKey>()?, member, asked_at, current_time());
                kept.keep(&(desk.code.clone(), what.id.clone()));
                Some(shown(&desk, what, &kept, true).any())
            })
            .or(move |error| {
                let of = (offline.code.clone(), left.id.clone());
                if !error.is_uncertain() {
                    stored_key::forget_key(&of);
                    return None;
                }
                let kept = stored_key::find_key(&of, &again)?;
                Some(shown(&offline, left, &kept, false).any())
            })
        }
    });
    el("div", "stack").child(page_head(t(key::OFFICE_CODE), None, Some(back))).child(content)
}

fn shown(desk: &OfficeContext, what: CodeSubject, kept: &StoredKey, fresh: bool) -> Element {
    let Some(check_in_key) = CheckInKey::from_hex(&kept.key) else { return el("p", "").child(t(key::OFFICE_NO_CODE)) };
    let shown =
        CodeDisplay { phase: RwSignal::new(0), digits: RwSignal::new(String::new()), left_seconds: RwSignal::new(0) };
    let (clock_behind, from, until) = (kept.clock_behind, kept.valid_from, kept.valid_until);
    let tick = move || shown.tick(&check_in_key, current_time().plus(clock_behind), (from, until));
    tick();
    if let Ok(ticking) = set_interval_with_handle(tick, TICK) {
        on_cleanup(move || ticking.clear());
    }
    keep_awake::keep_screen_on();
    let (desk, title) = (desk.clone(), kept.title.clone());
    let note = t(if fresh { key::OFFICE_CODE_READY } else { key::OFFICE_CODE_KEPT });
    let card = el("section", "card pass").child(el("h2", "").child(title)).live(move || match shown.phase.get() {
        BEFORE => el("p", "").child(tf(key::OFFICE_CODE_FROM, &[("time", &moment(from))])).any(),
        AFTER => {
            stored_key::forget_key(&(desk.code.clone(), what.id.clone()));
            el("p", "").child(tf(key::OFFICE_CODE_OVER, &[("time", &moment(until))])).any()
        }
        _ => running(&desk, &what, shown).into_any(),
    });
    el("div", "stack")
        .child(card)
        .child(el("p", "faint").child(note))
        .child(el("p", "faint").child(t(key::OFFICE_CODE_HOW)))
}

const BEFORE: u32 = 0;
const OPEN: u32 = 1;
const AFTER: u32 = 2;

/// The content of the screen; set only when it changes, so that nothing is read out twice.
#[derive(Clone, Copy)]
struct CodeDisplay {
    phase: RwSignal<u32>,
    digits: RwSignal<String>,
    left_seconds: RwSignal<u32>,
}

impl CodeDisplay {
    fn tick(self, check_in_key: &CheckInKey, at: UtcMillis, (from, until): (UtcMillis, UtcMillis)) {
        let phase = if at < from {
            BEFORE
        } else if at <= until {
            OPEN
        } else {
            AFTER
        };
        let left = (step_end(at).since(at) + SECOND - 1) / SECOND;
        let digits = code_at(check_in_key, at);
        renew(self.left_seconds, u32::try_from(left).unwrap_or(0));
        if self.digits.try_with_untracked(|shown| shown != digits.as_str()) == Some(true) {
            self.digits.set(digits.as_str().to_owned());
        }
        renew(self.phase, phase);
    }
}

fn renew(signal: RwSignal<u32>, value: u32) {
    if signal.try_get_untracked().is_some_and(|shown| shown != value) {
        signal.set(value);
    }
}

fn running(desk: &OfficeContext, what: &CodeSubject, shown: CodeDisplay) -> Vec<AnyView> {
    let CodeDisplay { digits, left_seconds, .. } = shown;
    let origin = window().location().origin().unwrap_or_default();
    let address = [&origin, &community_link(&desk.code, &[what.word, "/", &what.id].concat()), "?code="].concat();
    let spaced = move || {
        digits.with(|digits| [digits.get(..3).unwrap_or_default(), " ", digits.get(3..).unwrap_or_default()].concat())
    };
    let spoken = move || {
        let digits: Vec<String> = digits.with(|digits| digits.chars().map(String::from).collect());
        tf(key::OFFICE_CODE_SPOKEN, &[("digits", &digits.join(" "))])
    };
    let left = move || tf(key::OFFICE_CODE_LEFT, &[("seconds", &left_seconds.get().to_string())]);
    let value = move || JsValue::from_f64(f64::from(left_seconds.get()));
    vec![
        el("p", "digits").attr("aria-hidden", "true").text_live(spaced).any(),
        el("p", "unseen").attr("aria-live", "polite").text_live(spoken).any(),
        el("progress", "")
            .attr("max", (CODE_STEP_MILLIS / SECOND).to_string())
            .attr("aria-label", t(key::OFFICE_CODE_TIME))
            .property("value", value)
            .any(),
        el("p", "faint").attr("aria-hidden", "true").text_live(left).any(),
        qr::qr_view(move || [address.as_str(), &digits.get()].concat()).any(),
    ]
}
