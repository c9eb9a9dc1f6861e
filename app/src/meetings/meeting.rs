//! One meeting: time, place, agenda, attendance, the reader's part, its ballots, its minutes.

use super::meeting_files::meeting_files_card;
use super::turnout::turnout_bar;
use super::{ballot_purpose_view, invitation, meeting_of_page, minutes, outcomes, row};
use crate::command::Command;
use crate::current_session::use_session;
use crate::load::{Load, load_reply};
use crate::location::{current_community, local_link, query_value};
use crate::sharing::{SharedPage, sharing_buttons};
use crate::ui::page_dialog::PageDialog;
use crate::ui::{
    Element, Field, Input, cell_link, cell_words, command_refusal, el, fact, field, live, live_text, loaded_view,
    nothing, page, section, several, show_toast, sign_in_link, submit_button,
};
use crate::words::{key, moment, number, t, tf, tn, word_text};
use domain::archive::FilePurpose;
use domain::contract::{CheckInAtMeeting, ListBallots, ListProxies, ShowMeeting};
use domain::ids::MeetingId;
use domain::meetings::{Electorate, Meeting, MeetingStatus, OwnPart, VoterQuery};
use domain::sessions::Code;
use domain::volunteering::AttendanceCodeRequest;
use leptos::prelude::*;

pub fn meeting_page() -> AnyView {
    let found = load_reply::<ShowMeeting>(move || (meeting_of_page(), ()));
    let title =
        live_text(move || found.value().map_or_else(|| t(key::MEETINGS_TITLE), |one| row::meeting_heading(&one.row)));
    let below = live_text(move || found.value().and_then(|one| row::meeting_kind(&one.row)).unwrap_or_default());
    let ask = PageDialog::new();
    let dialogs = ask.place().any();
    let content = loaded_view(found, move |one| {
        let parts = [
            one.cancelled_reason.as_deref().map(|reason| cancelled(reason).any()),
            Some(facts(&one).any()),
            Some(mine(&one, found)),
            sharing_buttons(&SharedPage::Meeting(one.clone()), &ask).map(Element::any),
            Some(ballots(one.row.id)),
            Some(agenda(&one).any()),
            meeting_files_card(&one, FilePurpose::Material).map(Element::any),
            (one.mandates_max > 0 || one.proxies > 0).then(proxies),
            guests(&one).map(Element::any),
            one.minutes.as_ref().map(|adopted| minutes::adopted_minutes_card(adopted).any()),
            outcomes::outcomes_card(&one).map(Element::any),
            meeting_files_card(&one, FilePurpose::Photo).map(Element::any),
            meeting_files_card(&one, FilePurpose::SignatureSheet).map(Element::any),
            Some(proof(&one).any()),
            Some(for_the_office(&one)),
        ];
        several(parts.into_iter().flatten())
    });
    page(title).below(below).back(local_link("meetings")).around(vec![content, dialogs])
}

fn cancelled(reason: &str) -> Element {
    let words = el("p", "").child(tf(key::MEETINGS_CANCELLED_BELOW, &[("reason", reason)]));
    el("div", "refusal").child(el("b", "").child(t(key::MEETINGS_CANCELLED))).child(words)
}

fn facts(one: &Meeting) -> Element {
    let row = &one.row;
    let has_roll = row.electorate != Electorate::None;
    let present = has_roll.then(|| {
        let figures = [("entitled", &*number(row.entitled.into())), ("present", &*number(row.present.into()))];
        turnout_bar(row.present, row.entitled, tf(key::MEETINGS_PRESENT, &figures))
    });
    let answers = invitation::answer_words(one).map(|words| el("p", "").child(words));
    let officers = [Some(&one.chair_name), one.teller_name.as_ref(), one.recorder_name.as_ref()];
    let names = [key::MEETINGS_CHAIR, key::MEETINGS_TELLER, key::MEETINGS_RECORDER];
    let officers: Vec<String> = names
        .into_iter()
        .zip(officers)
        .filter_map(|(post, name)| name.map(|name| [t(post).as_str(), name].concat()))
        .collect();
    let electorate = Some(word_text(row.electorate));
    let who = [one.within.clone(), electorate].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let facts = el("dl", "facts")
        .child(fact(t(key::FIELD_MEETINGS_STARTS_AT), moment(row.starts_at)))
        .child(fact(t(key::FIELD_MEETINGS_PLACE), row.place.clone()))
        .child(fact(t(key::MEETINGS_WHO), who))
        .child(fact(t(key::MEETINGS_OFFICERS), officers.join("，")))
        .child((one.seats > 0).then(|| fact(t(key::MEETINGS_SEATS), number(one.seats.into()))));
    let about = row.matter.map(|matter| {
        let href = local_link(&["matters/", &matter.to_string()].concat());
        cell_link(href, t(key::MEETINGS_TO_MATTER), String::new(), None)
    });
    let case = row.case.map(|case| {
        let href = local_link(&["cases/", &case.to_string()].concat());
        cell_link(href, t(key::MEETINGS_TO_CASE), String::new(), None)
    });
    el("section", "card")
        .child(el("div", "body").child(row::meeting_state(row)))
        .child(el("div", "body stack").child(present).child(answers).child(facts))
        .child(el("ul", "").child(about).child(case))
}

/// Whether the reader is entitled and present, and how to check in.
fn mine(one: &Meeting, found: Load<Meeting>) -> AnyView {
    if one.row.electorate == Electorate::None || one.row.status == MeetingStatus::Cancelled {
        return nothing();
    }
    let Some(mine) = &one.mine else {
        let session = use_session();
        return live(move || {
            if session.me().is_some() {
                return nothing();
            }
            let link = el("a", "button quiet block").attr("href", sign_in_link());
            link.child(t(key::MEETINGS_SIGN_IN)).any()
        });
    };
    section("card", t(key::MEETINGS_MY_PART)).child(el("div", "body stack").child(part(one, mine, found))).any()
}

fn part(one: &Meeting, mine: &OwnPart, found: Load<Meeting>) -> Vec<AnyView> {
    let line = |words: String| el("p", "").child(words).any();
    if let Some(cause) = mine.struck {
        return vec![line(tf(key::MEETINGS_STRUCK, &[("cause", &word_text(cause))]))];
    }
    if mine.voter.is_none() {
        return vec![line(t(key::MEETINGS_NOT_ON_ROLL))];
    }
    let mut parts = vec![];
    if let Some(present) = &mine.present {
        let how = word_text(present.how);
        parts.push(line(tf(key::MEETINGS_IS_PRESENT, &[("time", &moment(present.at)), ("how", &how)])));
    } else {
        let over = one.row.status == MeetingStatus::Closed;
        parts.push(line(t(if over { key::MEETINGS_NOT_CAME } else { key::MEETINGS_ON_ROLL })));
        if one.row.status == MeetingStatus::Open {
            parts.push(check_in(one.row.id, found).any());
        }
        if one.row.status == MeetingStatus::Announced {
            parts.push(invitation::answer_view(one, mine.answer, found).any());
        }
    }
    if mine.mandates > 0 {
        parts.push(line(tn(key::MEETINGS_MANDATES, mine.mandates.into(), &[])));
    }
    parts
}

/// The six digits on the screen of the meeting, typed or brought by its QR code.
fn check_in(meeting: MeetingId, found: Load<Meeting>) -> Element {
    let command = Command::new();
    let (value, error) = (RwSignal::new(query_value("code").unwrap_or_default()), RwSignal::new(String::new()));
    let send = move || {
        let Ok(code) = value.get_untracked().parse::<Code>() else { return error.set(t(key::MEETINGS_CODE_WRONG)) };
        error.set(String::new());
        let report = AttendanceCodeRequest { code, at: crate::call::current_time() };
        command.send::<CheckInAtMeeting>((current_community(), meeting), report, move |_| {
            show_toast(t(key::MEETINGS_CHECKED_IN));
            found.again();
        });
    };
    let code = field(Field {
        id: "meeting-code",
        label: t(key::MEETINGS_CODE),
        input: Input::CODE,
        value,
        hint: t(key::MEETINGS_CODE_HINT),
        error,
        beside: None,
    });
    el("form", "stack")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            send();
        })
        .child(code)
        .child(command_refusal(command, t(key::MEETINGS_NOT_CHECKED_IN)))
        .child(submit_button("button block middle", t(key::MEETINGS_CHECK_IN), command.busy))
}

fn ballots(meeting: MeetingId) -> AnyView {
    let found = load_reply::<ListBallots>(move || ((current_community(), meeting), ()));
    loaded_view(found, |found| {
        if found.ballots.is_empty() {
            return nothing();
        }
        let rows = found.ballots.iter().map(|ballot| {
            let href = local_link(&["ballots/", &ballot.ballot.to_string()].concat());
            let state = word_text(ballot.turnout.status);
            let below = [word_text(ballot.method), state].join(" · ");
            cell_link(href, ballot.question.clone(), below, None).child(ballot_purpose_view(&ballot.purpose))
        });
        section("card", t(key::MEETINGS_BALLOTS)).child(el("ul", "").child(rows.collect::<Vec<_>>())).any()
    })
}

fn agenda(one: &Meeting) -> Element {
    let rows = one.agenda.iter().map(|item| {
        let minutes = tn(key::MEETINGS_MINUTES_OF, item.minutes.into(), &[]);
        el("li", "").child(el("div", "cell").child(cell_words(item.title.to_string(), minutes)))
    });
    section("card", t(key::MEETINGS_AGENDA)).child(el("ol", "").child(rows.collect::<Vec<_>>()))
}

/// The public list of mandates.
fn proxies() -> AnyView {
    let found = load_reply::<ListProxies>(move || (meeting_of_page(), VoterQuery::default()));
    loaded_view(found, |found| {
        if found.rows.is_empty() {
            return nothing();
        }
        let rows = found.rows.iter().map(|row| {
            let kin = word_text(row.kinship);
            let figures = [("principal", &*row.principal_name), ("proxy", &*row.proxy_name), ("kinship", &*kin)];
            let ended = row.ended.map(word_text).unwrap_or_default();
            let words = cell_words(tf(key::MEETINGS_PROXY_OF, &figures), ended);
            el("li", "").child(el("div", "cell").child(words))
        });
        section("card", t(key::MEETINGS_PROXIES)).child(el("ul", "").child(rows.collect::<Vec<_>>())).any()
    })
}

fn guests(one: &Meeting) -> Option<Element> {
    let rows: Vec<Element> = one
        .guests
        .iter()
        .map(|guest| {
            let words = cell_words(guest.name.clone(), word_text(guest.capacity));
            el("li", "").child(el("div", "cell").child(words))
        })
        .collect();
    (!rows.is_empty()).then(|| section("card", t(key::MEETINGS_GUESTS)).child(el("ul", "").child(rows)))
}

/// What anybody needs to check the roll: the notice period, the number of voters, the hash.
fn proof(one: &Meeting) -> Element {
    let count = |count: u32| number(count.into());
    let facts = el("dl", "facts")
        .child(fact(t(key::MEETINGS_ANNOUNCED), moment(one.announced_at)))
        .child(fact(t(key::MEETINGS_NOTICE), tn(key::MEETINGS_NOTICE_DAYS, one.notice_days.into(), &[])))
        .child(one.urgent.clone().map(|reason| fact(t(key::MEETINGS_URGENT), reason)))
        .child(fact(t(key::MEETINGS_ROLL), count(one.roll_count)))
        .child(fact(t(key::MEETINGS_STRUCK_COUNT), count(one.struck)))
        .child(fact(t(key::MEETINGS_ROLL_HASH), el("code", "hash").child(one.roll_hash.clone())));
    let fold = el("details", "fold").child(el("summary", "cell").child(t(key::MEETINGS_PROOF)));
    el("section", "card").child(fold.child(el("div", "body").child(facts)))
}

/// For those who run it: the link to attendance, counts and minutes.
fn for_the_office(one: &Meeting) -> AnyView {
    let runs = one.mine.as_ref().is_some_and(|mine| mine.is_chair || mine.is_teller || mine.is_recorder);
    let session = use_session();
    let href = local_link(&["office/meetings/", &one.row.id.to_string()].concat());
    live(move || {
        if !runs && !session.may_somewhere(domain::access::Capability::SeeMeetingRoll) {
            return nothing();
        }
        let row = cell_link(href.clone(), t(key::MEETINGS_TO_OFFICE), t(key::MEETINGS_TO_OFFICE_BELOW), None);
        el("section", "card").child(el("ul", "").child(row)).any()
    })
}
