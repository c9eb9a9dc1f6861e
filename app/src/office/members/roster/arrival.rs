//! Registering a new person (登记迁入、新生儿): one line of an import, typed instead of read from a file.
//!
//! Invariant: the rules, the comparison with the roster and the journal are those of a file; doubtful cases are decided
//! on the import's own page. Form by hand: it sends several commands, and its findings stand above the fields.

use crate::lazy_modules::lazy_modules;
use domain::contract::{ConfirmImport, DropImport, Empty, FillImport, OpenImport, ShowImport, ShowRoster};
use domain::ids::{CommunityCode, ImportId};
use domain::members::import::{
    Column, FillImportRequest, ImportCell, ImportLine, ImportQuery, ImportReport, OpenImportRequest,
};
use domain::members::{Kinship, NO_GRID, RosterQuery, Sex};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::call::{CallError, new_key, read_reply};
use crate::light_signal::LightSignal;
use crate::office::chunked_upload::send_until_answered;
use crate::office::frame::OfficeContext;
use crate::office::import::terms;
use crate::office::sheet::faint_text;
use crate::ui::form::{Control, Form};
use crate::ui::{Element, el, nothing, refusal_box};
use crate::words::{code_choices, key, t, tf, word_choices};

lazy_modules! {
    /// A new person in the roster.
    office_arrival_file(OfficeContext) -> () = arrival_dialog, "office import";
}

/// The message above the fields after a try.
#[derive(Clone)]
enum ArrivalReport {
    Nothing,
    /// The errors, one for each finding.
    Wrong(Vec<String>),
    Failed(CallError),
}

pub fn arrival_dialog(desk: OfficeContext) {
    let ask = desk.ask.clone();
    ask.open(t(key::OFFICE_ARRIVAL), move |ask| {
        let form = Form::new();
        let texts: Vec<RwSignal<String>> = Column::ALL.iter().map(|_| RwSignal::new(String::new())).collect();
        let (told, typed) = (LightSignal::new(ArrivalReport::Nothing), texts.clone());
        let grids = known_grids(&desk);
        let showing = told.clone();
        let send = move || {
            let line: Vec<ImportCell> = typed.iter().map(|text| ImportCell(text.get_untracked())).collect();
            let (desk, told) = (desk.clone(), told.clone());
            told.set(ArrivalReport::Nothing);
            spawn_local(async move {
                match compared(&desk.code, line).await {
                    Ok(report) => went_on(&desk, form, &report, &told),
                    Err(error) => told.set(ArrivalReport::Failed(error)),
                }
            });
        };
        let above = el("div", "").attr("role", "alert").live(move || match showing.get() {
            ArrivalReport::Nothing => nothing(),
            ArrivalReport::Failed(error) => refusal_box(t(key::FORM_REFUSED), &error).any(),
            ArrivalReport::Wrong(findings) => findings
                .into_iter()
                .fold(el("ul", ""), |list, finding| list.child(el("li", "error").child(finding)))
                .any(),
        });
        form.warned("stack", send)
            .child(faint_text(t(key::OFFICE_ARRIVAL_WHY)))
            .child(above)
            .child(fields(form, &texts, &grids))
            .child(form.refusal())
            .child(ask.buttons(form.submit("button sure", t(key::OFFICE_ARRIVAL_SURE))))
    });
}

/// The names of existing grids, once known; none if the roster is not divided yet.
fn known_grids(desk: &OfficeContext) -> LightSignal<Vec<String>> {
    let (known, code) = (LightSignal::new(vec![]), desk.code.clone());
    let grids = known.clone();
    spawn_local(async move {
        let query = RosterQuery { limit: Some(1), ..RosterQuery::default() };
        if let Ok(roster) = read_reply::<ShowRoster>((code,), query).await {
            grids.set(roster.grids.into_iter().map(|grid| grid.name).filter(|name| name != NO_GRID).collect());
        }
    });
    known
}

/// A mistyped name would make a new grid, so existing grids are offered as a choice.
fn grid_field(form: Form, name: &'static str, text: RwSignal<String>, grids: &LightSignal<Vec<String>>) -> Element {
    let grids = grids.clone();
    el("div", "").live(move || {
        let known = grids.get();
        let control = if known.is_empty() {
            Control::Text
        } else {
            let none = [(String::new(), "—".to_owned())];
            Control::Choice(none.into_iter().chain(known.into_iter().map(|name| (name.clone(), name))).collect())
        };
        form.field(name, t(terms::column_key(Column::Grid)), None, control, text).any()
    })
}

/// The fields are those of a line of a file, but columns with few values are choices.
fn fields(form: Form, texts: &[RwSignal<String>], grids: &LightSignal<Vec<String>>) -> Element {
    Column::ALL.iter().zip(texts).fold(el("div", "row"), |row, (column, text)| {
        let name = column.as_str();
        if *column == Column::Grid {
            return row.child(grid_field(form, name, *text, grids));
        }
        let choice = |known: Vec<(String, String)>| {
            let none = [(String::new(), "—".to_owned())];
            Control::Choice(none.into_iter().chain(known).collect())
        };
        let control = match column {
            Column::Sex => choice(word_choices::<Sex>()),
            Column::Registered => choice(code_choices("registered", &["yes", "no"])),
            Column::Kinship => choice(word_choices::<Kinship>()),
            _ => Control::Text,
        };
        row.child(form.field(name, t(terms::column_key(*column)), None, control, *text))
    })
}

/// Sends the line as an import of its own, and reads the report.
async fn compared(code: &CommunityCode, values: Vec<ImportCell>) -> Result<ImportReport, CallError> {
    let Ok(file) = t(key::OFFICE_ARRIVAL).parse() else { return Err(CallError::Unreadable) };
    let opening = OpenImportRequest { file, lines: 1, headings: vec![], columns: vec![] };
    let opened =
        send_until_answered::<OpenImport>(&(code.clone(),), &(), &opening, Some(new_key().to_string())).await?;
    let at = (code.clone(), opened.import);
    let Ok(lines) = vec![ImportLine { line: 1, values, from_above: false }].try_into() else {
        return Err(CallError::Unreadable);
    };
    send_until_answered::<FillImport>(&at, &(), &FillImportRequest { lines }, None).await?;
    read_reply::<ShowImport>(at, ImportQuery::default()).await
}

/// A new person is written at once; errors are shown; a doubtful case leads to the import's page.
fn went_on(desk: &OfficeContext, form: Form, report: &ImportReport, told: &LightSignal<ArrivalReport>) {
    let (counts, import) = (&report.counts, report.import);
    if counts.refused > 0 {
        let findings = report.page.rows.iter().flat_map(|line| &line.findings).map(terms::finding_words).collect();
        told.set(ArrivalReport::Wrong(findings));
        return forget(desk, import);
    }
    if counts.new == 0 {
        desk.ask.close();
        return desk.go(&["roster/import/", &import.to_string()].concat());
    }
    let name = report.page.rows.first().and_then(|line| line.values.first().cloned()).unwrap_or_default();
    let (after, done) = (desk.clone(), tf(key::OFFICE_ARRIVED, &[("name", &name)]));
    form.send::<ConfirmImport>((desk.code.clone(), import), Empty {}, move |_| {
        after.ask.close();
        after.say(done);
    });
}

/// Drops the earlier import, because the line is typed again.
fn forget(desk: &OfficeContext, import: ImportId) {
    let code = desk.code.clone();
    spawn_local(async move {
        let _ = send_until_answered::<DropImport>(&(code, import), &(), &Empty {}, Some(new_key().to_string())).await;
    });
}
