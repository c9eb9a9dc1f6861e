//! The report line by line, with the possible acts on each; and the one button that writes everything.
//!
//! Forms by hand: single buttons that stand in the page and send at once.

use super::{edit_line, terms};
use crate::office::frame::OfficeContext;
use crate::office::sheet::{
    PageStack, Sheet, badge_span, faint_text, line_cell, page_begin, plain_cell, sheet_pager, titled_cell,
};
use crate::ui::body_form::BodyForm;
use crate::ui::form::Form;
use crate::ui::{Calls, Element, button, choices, el, loading_view};
use crate::words::{key, number, t, tf};
use domain::contract::{ConfirmImport, DecideLine, DropImport, Empty, Endpoint, ShowImport};
use domain::ids::ImportId;
use domain::members::import::{
    Column, DecideLineRequest, DoubtDecision, ImportConfirmed, ImportQuery, ImportReport, ImportState, LineVerdict,
    ReportedLine,
};
use leptos::prelude::*;

/// The lines that can be shown: all, or those of one verdict.
const SHOWN: [Option<LineVerdict>; 6] = [
    None,
    Some(LineVerdict::Refused),
    Some(LineVerdict::Doubtful),
    Some(LineVerdict::New),
    Some(LineVerdict::Changed),
    Some(LineVerdict::Same),
];

pub fn report_view(desk: &OfficeContext, import: ImportId) -> Element {
    let (shown, after, desk) = (RwSignal::new(0_u32), PageStack::new(vec![]), desk.clone());
    loading_view(move || {
        let (desk, after) = (desk.clone(), after.clone());
        let verdict = SHOWN[shown.get() as usize];
        let query = ImportQuery { verdict, after: page_begin(&after), limit: None };
        Calls::new(vec![ShowImport::url(&(desk.code.clone(), import), &query)], move |answers| {
            Some(page(&answers.next::<ShowImport>()?, &desk, shown, &after).any())
        })
    })
}

fn page(report: &ImportReport, desk: &OfficeContext, shown: RwSignal<u32>, after: &PageStack) -> Element {
    el("div", "stack")
        .child(summary(report, desk))
        .child(counts(report, shown, after))
        .child(table(report, desk, after))
}

fn summary(report: &ImportReport, desk: &OfficeContext) -> Element {
    let counts = &report.counts;
    let card = el("section", "card pad stack").child(el("h2", "").child(report.file.clone()));
    if report.state != ImportState::Open {
        let text = match report.state {
            ImportState::Confirmed => key::IMPORT_IS_CONFIRMED,
            ImportState::Undone => key::IMPORT_IS_UNDONE,
            _ => key::IMPORT_IS_DROPPED,
        };
        return card.child(el("p", "").child(t(text))).child(plain_cell(super::last_imports::counts_words(counts)));
    }
    if !report.is_complete() {
        let missing = counts.lines - counts.arrived();
        return card
            .child(el("p", "").child(tf(key::IMPORT_INCOMPLETE, &[("missing", &number(i64::from(missing)))])))
            .child(drop(report, desk));
    }
    let undecided = (counts.undecided > 0)
        .then(|| faint_text(tf(key::IMPORT_UNDECIDED, &[("count", &number(i64::from(counts.undecided)))])));
    let refused = (counts.refused > 0)
        .then(|| faint_text(tf(key::IMPORT_LEFT_OUT, &[("count", &number(i64::from(counts.refused)))])));
    let (then, import) = (desk.clone(), report.import);
    let (new, changed) = (number(i64::from(counts.new)), number(i64::from(counts.changed)));
    let figures = tf(key::IMPORT_WILL_WRITE, &[("new", &new), ("changed", &changed)]);
    let why = figures.clone();
    let confirm = button("button", t(key::IMPORT_CONFIRM), move || confirming(&then, import, &why));
    card.child(el("p", "").child(figures))
        .child(undecided)
        .child(refused)
        .child(el("div", "actions").child(confirm).child(drop(report, desk)))
}

/// `figures` says how much it would write.
fn confirming(desk: &OfficeContext, import: ImportId, figures: &str) {
    let desk = desk.clone();
    BodyForm::<ConfirmImport>::new(t(key::IMPORT_CONFIRM_TITLE))
        .text(tf(key::IMPORT_CONFIRM_WHY, &[("figures", figures)]))
        .submit(t(key::IMPORT_CONFIRM))
        .open(&desk.ask.clone(), (desk.code.clone(), import), move |done| desk.say(written(&done)));
}

/// What a confirmed import has written, and which lines kept their old phone.
fn written(done: &ImportConfirmed) -> String {
    let count = |count: u32| number(i64::from(count));
    let figures =
        [("new", &*count(done.new)), ("changed", &*count(done.changed)), ("households", &*count(done.households))];
    let written = tf(key::IMPORT_WRITTEN, &figures);
    let lines = done.phones_kept.iter().map(|line| count(*line)).collect::<Vec<_>>().join("、");
    let kept = if lines.is_empty() { lines } else { tf(key::IMPORT_PHONES_KEPT, &[("lines", &lines)]) };
    [written, kept].concat()
}

fn drop(report: &ImportReport, desk: &OfficeContext) -> Element {
    let (form, desk, import) = (Form::new(), desk.clone(), report.import);
    let send = move || {
        let after = desk.clone();
        form.send::<DropImport>((desk.code.clone(), import), Empty {}, move |_| after.go("roster/import"));
    };
    form.element("", send).child(form.submit("button quiet", t(key::IMPORT_DROP))).child(form.refusal())
}

/// The number of lines of each verdict, each a choice that shows those lines.
fn counts(report: &ImportReport, shown: RwSignal<u32>, after: &PageStack) -> Element {
    let (counts, after) = (&report.counts, after.clone());
    let lines = [counts.arrived(), counts.refused, counts.doubtful, counts.new, counts.changed, counts.same];
    let words = SHOWN.iter().zip(lines).map(|(verdict, lines)| {
        let name = verdict.map_or(key::IMPORT_ALL, terms::verdict_key);
        [t(name).as_str(), " ", &number(i64::from(lines))].concat()
    });
    choices(t(key::IMPORT_SHOW), words.collect(), None, shown, move || after.set(vec![]))
}

fn table(report: &ImportReport, desk: &OfficeContext, after: &PageStack) -> Element {
    if report.page.rows.is_empty() {
        return el("p", "faint").child(t(key::IMPORT_NONE_OF_THESE));
    }
    let columns =
        [Some(key::IMPORT_PERSON), Some(key::IMPORT_LINE), Some(key::IMPORT_VERDICT), Some(key::IMPORT_FINDINGS), None];
    let mut sheet = Sheet::new(t(key::IMPORT_REPORT), &columns);
    for line in &report.page.rows {
        sheet.row(vec![
            titled_cell(cell_text(line, Column::Name), place(line)),
            plain_cell(number(i64::from(line.line))),
            line_cell(badge_span(colour(line), t(terms::verdict_key(line.verdict))), decided(line)),
            found(line),
            acts(report, line, desk),
        ]);
    }
    sheet.done().child(sheet_pager(after, report.page.next.map(|line| line.to_string())))
}

pub fn cell_text(line: &ReportedLine, column: Column) -> String {
    line.values.get(column as usize).cloned().unwrap_or_default()
}

fn place(line: &ReportedLine) -> String {
    [Column::Address, Column::Building, Column::Unit, Column::Door].map(|column| cell_text(line, column)).concat()
}

fn colour(line: &ReportedLine) -> &'static str {
    match line.verdict {
        LineVerdict::New | LineVerdict::Changed => "badge green",
        LineVerdict::Same => "badge",
        LineVerdict::Doubtful => "badge amber",
        LineVerdict::Refused => "badge red",
    }
}

fn decided(line: &ReportedLine) -> Option<String> {
    line.decision.map(|decision| {
        t(match decision {
            DoubtDecision::New => key::IMPORT_IS_NEW,
            DoubtDecision::Same => key::IMPORT_IS_SAME,
            DoubtDecision::Skip => key::IMPORT_IS_SKIPPED,
        })
    })
}

fn found(line: &ReportedLine) -> Element {
    let told = line
        .findings
        .iter()
        .fold(el("ul", ""), |list, finding| list.child(el("li", "").child(terms::finding_words(finding))));
    let names: Vec<String> = line.changes.iter().map(|column| t(terms::column_key(*column))).collect();
    let changes = (!names.is_empty()).then(|| faint_text(tf(key::IMPORT_CHANGES, &[("columns", &names.join("、"))])));
    el("div", "").child(told).child(changes)
}

fn acts(report: &ImportReport, line: &ReportedLine, desk: &OfficeContext) -> Element {
    if report.state != ImportState::Open {
        return el("div", "");
    }
    let named = |act: &str| tf(key::SHELL_ACTION_OF, &[("action", act), ("title", &cell_text(line, Column::Name))]);
    let (then, import, mended) = (desk.clone(), report.import, line.clone());
    let label = t(key::IMPORT_MEND);
    let mend = el("button", "badge")
        .attr("type", "button")
        .attr("aria-label", named(&label))
        .on_click(move || edit_line::edit_line_dialog(&then, import, mended.clone()))
        .child(label);
    let mut row = el("div", "actions");
    if line.verdict == LineVerdict::Doubtful {
        let is_somebody = line.findings.iter().any(|finding| finding.member.is_some());
        let choices = [
            (DoubtDecision::Same, key::IMPORT_IS_SAME),
            (DoubtDecision::New, key::IMPORT_IS_NEW),
            (DoubtDecision::Skip, key::IMPORT_IS_SKIPPED),
        ];
        for (decision, name) in choices {
            if (decision != DoubtDecision::Same || is_somebody) && line.decision != Some(decision) {
                row = row.child(decide(desk, import, line.line, decision, t(name), named(&t(name))));
            }
        }
    }
    row.child(mend)
}

fn decide(
    desk: &OfficeContext,
    import: ImportId,
    line: u32,
    decision: DoubtDecision,
    name: String,
    label: String,
) -> Element {
    let (form, desk) = (Form::new(), desk.clone());
    let send = move || {
        form.send::<DecideLine>((desk.code.clone(), import), DecideLineRequest { line, decision }, |_| ());
    };
    form.element("", send).child(form.submit("badge green", name).attr("aria-label", label)).child(form.refusal())
}
