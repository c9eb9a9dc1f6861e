//! A sheet of people to tick: in the order of their names, with a search, all at once, and what was done for whom.
//!
//! State: the ticked people, which the page owns, so that a new answer of the API keeps them.

use domain::ids::{MemberId, VoterId};
use js_sys::{Array, JsString, Object};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::light_signal::LightSignal;
use crate::ui::{Element, button, el};
use crate::words::{key, t, tf};

/// The ticked voters; for a household, with the person who came.
pub type TickedVoters = LightSignal<Vec<(VoterId, Option<MemberId>)>>;

/// What a reader has done with a sheet; it outlives new answers of the API.
#[derive(Clone)]
pub struct SheetState {
    pub ticked: TickedVoters,
    pub word: RwSignal<String>,
}

impl SheetState {
    pub fn new() -> Self {
        Self { ticked: TickedVoters::new(vec![]), word: RwSignal::new(String::new()) }
    }
}

/// A line of the sheet.
pub struct SheetLine {
    pub voter: VoterId,
    pub name: String,
    /// The address tells people of one name apart; the post and what was done follow.
    pub below: String,
    pub side: LineSide,
}

pub enum LineSide {
    Tick,
    /// The people of a household, of whom one came.
    Speakers(Vec<(MemberId, String)>),
    /// Nothing can be ticked, and perhaps something can be taken back.
    Done(Option<Element>),
}

/// Orders names as a Chinese list of names is ordered.
fn order_names(lines: &mut [SheetLine]) {
    let (locale, options) = (Array::of1(&JsValue::from_str("zh-CN")), Object::new());
    lines
        .sort_by(|one, other| JsString::from(one.name.as_str()).locale_compare(&other.name, &locale, &options).cmp(&0));
}

pub fn people_sheet(mut lines: Vec<SheetLine>, state: &SheetState, act: Element) -> Element {
    order_names(&mut lines);
    let (word, ticked) = (state.word, &state.ticked);
    let all: Vec<(VoterId, String)> = lines
        .iter()
        .filter(|line| matches!(line.side, LineSide::Tick))
        .map(|line| (line.voter, line.name.clone()))
        .collect();
    let tools = (!all.is_empty()).then(|| {
        let (everybody, nobody) = (ticked.clone(), ticked.clone());
        let found = move || {
            let shown = all.iter().filter(|(_, name)| word.with_untracked(|word| name.contains(word.trim())));
            shown.map(|(voter, _)| (*voter, None)).collect::<Vec<_>>()
        };
        let tick_all = move || {
            everybody.update(|known| {
                let mut more: Vec<(VoterId, Option<MemberId>)> = found();
                more.retain(|(voter, _)| known.iter().all(|(id, _)| id != voter));
                known.append(&mut more);
            });
        };
        el("div", "actions").child(button("button small quiet", t(key::HALL_TICK_ALL), tick_all)).child(button(
            "button small quiet",
            t(key::HALL_TICK_NONE),
            move || nobody.set(vec![]),
        ))
    });
    let search = el("input", "input")
        .attr("type", "search")
        .attr("placeholder", t(key::HALL_SEARCH))
        .attr("aria-label", t(key::HALL_SEARCH))
        .property("value", move || JsValue::from_str(&word.get()))
        .on("input", move |event| word.set(event_target_value(&event)));
    let rows: Vec<Element> = lines.into_iter().map(|line| row(line, word, ticked)).collect();
    el("div", "body stack").child(search).child(tools).child(el("ul", "roll").child(rows)).child(act)
}

fn row(line: SheetLine, word: RwSignal<String>, ticked: &TickedVoters) -> Element {
    let words = el("span", "").child(el("b", "").child(line.name.clone())).child(el("span", "faint").child(line.below));
    let name = line.name.clone();
    let cell = match line.side {
        LineSide::Tick => el("label", "cell check").child(tick(line.voter, ticked)).child(words),
        LineSide::Speakers(people) => {
            el("div", "cell").child(words).child(speakers(line.voter, &line.name, &people, ticked))
        }
        LineSide::Done(act) => el("div", "cell").child(words).child(act),
    };
    el("li", "").flag_live("hidden", move || word.with(|word| !name.contains(word.trim()))).child(cell)
}

fn tick(voter: VoterId, ticked: &TickedVoters) -> Element {
    let (shown, changed) = (ticked.clone(), ticked.clone());
    el("input", "")
        .attr("type", "checkbox")
        .property("checked", move || shown.with(|known| known.iter().any(|(id, _)| *id == voter)).into())
        .on("change", move |_| {
            changed.update(|known| match known.iter().position(|(id, _)| *id == voter) {
                Some(at) => drop(known.remove(at)),
                None => known.push((voter, None)),
            });
        })
}

/// The people of the household; nobody is the first choice.
fn speakers(voter: VoterId, name: &str, people: &[(MemberId, String)], ticked: &TickedVoters) -> Element {
    let (shown, ticked) = (ticked.clone(), ticked.clone());
    let choice = el("select", "input")
        .attr("aria-label", tf(key::OFFICE_WHO_CAME, &[("name", name)]))
        .child(el("option", "").attr("value", "").child(t(key::OFFICE_NOBODY_CAME)))
        .on("change", move |event| {
            let speaker = event_target_value(&event).parse::<MemberId>().ok();
            ticked.update(|known| {
                known.retain(|(id, _)| *id != voter);
                known.extend(speaker.map(|speaker| (voter, Some(speaker))));
            });
        });
    let chosen = shown.peek(|known| known.iter().find(|(id, _)| *id == voter).and_then(|(_, speaker)| *speaker));
    people.iter().fold(choice, |choice, (member, name)| {
        let option = el("option", "").attr("value", member.to_string()).child(name.clone());
        choice.child(if chosen == Some(*member) { option.attr("selected", "") } else { option })
    })
}
