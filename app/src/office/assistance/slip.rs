//! The slip to take home (A5, large print): what was done, when, by whom, under which number, and how to contest it.

use domain::assistance::Assistance;

use crate::ui::{Element, cell_words, el};
use crate::words::{code_text, key, moment, number, t, tf, word_text};

/// On the screen a card; on paper nothing else of the page.
pub fn assistance_slip(one: &Assistance) -> Element {
    let head = tf(key::ASSISTANCE_NUMBER, &[("number", &number(one.number.cast_signed()))]);
    let who = [("resident", one.member_name.as_str()), ("worker", one.worker_name.as_str())];
    let consent = [("consent", &*word_text(one.consent)), ("time", &*moment(one.opened_at))];
    let agreed = tf(key::ASSISTANCE_AGREED, &consent);
    let acts = one.acts.iter().map(|act| {
        let title = act.title.clone().map(|title| tf(key::ASSISTANCE_QUOTED, &[("title", &title)]));
        let what = [code_text("assistance.act", &act.command), title.unwrap_or_default()].concat();
        let below = tf(
            key::ASSISTANCE_ACT_BELOW,
            &[("time", &moment(act.at)), ("number", &number(act.journal_seq.cast_signed()))],
        );
        el("li", "").child(el("div", "cell").child(cell_words(what, below)))
    });
    let acts: Vec<Element> = acts.collect();
    let none = acts.is_empty().then(|| el("p", "body").child(t(key::ASSISTANCE_NO_ACTS)));
    let last = one.acts.iter().map(|act| act.contest_until).min();
    let contest = last.map(|until| tf(key::ASSISTANCE_SLIP_CONTEST, &[("time", &moment(until))]));
    el("section", "card slip")
        .child(el("div", "head").child(el("h2", "").child(t(key::ASSISTANCE_SLIP_TITLE))))
        .child(
            el("div", "body")
                .child(el("p", "").child(el("b", "").child(head)))
                .child(el("p", "").child(tf(key::ASSISTANCE_WHO, &who)))
                .child(el("p", "").child(agreed)),
        )
        .child(el("ul", "").child(acts))
        .child(none)
        .child(contest.map(|words| el("p", "body").child(words)))
}
