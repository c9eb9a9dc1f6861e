//! The last imports: continue a waiting one, undo the last one.

use super::terms;
use crate::load::load_reply;
use crate::office::frame::OfficeContext;
use crate::office::sheet::{Sheet, badge_span, line_cell, plain_cell, titled_cell};
use crate::ui::body_form::BodyForm;
use crate::ui::{Element, el, loaded_view, nothing};
use crate::words::{key, moment, number, t, tf, tn};
use domain::contract::{ListImports, UndoImport};
use domain::ids::ImportId;
use domain::members::import::{ImportCounts, ImportRow, ImportState};
use leptos::prelude::AnyView;

pub fn last_imports_list(desk: &OfficeContext) -> AnyView {
    let (desk, code) = (desk.clone(), desk.code.clone());
    let found = load_reply::<ListImports>(move || ((code.clone(),), ()));
    loaded_view(found, move |found| shown(&found.imports, &desk))
}

fn shown(imports: &[ImportRow], desk: &OfficeContext) -> AnyView {
    if imports.is_empty() {
        return nothing();
    }
    let columns = [Some(key::IMPORT_FILE), Some(key::IMPORT_STATE), Some(key::IMPORT_RESULT), None];
    let mut sheet = Sheet::new(t(key::IMPORT_LAST), &columns);
    for row in imports {
        let green = row.state == ImportState::Confirmed;
        sheet.row(vec![
            titled_cell(row.file.clone(), None),
            line_cell(
                badge_span(if green { "badge green" } else { "badge" }, t(terms::import_state_key(row.state))),
                [row.by.as_str(), " · ", &moment(row.opened_at)].concat(),
            ),
            plain_cell(counts_words(&row.counts)),
            acts(row, desk),
        ]);
    }
    el("section", "stack").child(el("h2", "").child(t(key::IMPORT_LAST))).child(sheet.done()).any()
}

pub fn counts_words(counts: &ImportCounts) -> String {
    let count = |count: u32| number(i64::from(count));
    tf(
        key::IMPORT_COUNTS,
        &[
            ("new", &count(counts.new)),
            ("changed", &count(counts.changed)),
            ("same", &count(counts.same)),
            ("doubtful", &count(counts.doubtful)),
            ("refused", &count(counts.refused)),
        ],
    )
}

fn acts(row: &ImportRow, desk: &OfficeContext) -> Element {
    let go_on = (row.state == ImportState::Open).then(|| {
        let path = ["roster/import/", &row.import.to_string()].concat();
        el("a", "badge green").attr("href", desk.link(&path)).child(t(key::IMPORT_GO_ON))
    });
    let undo = row.can_be_undone.then(|| {
        let (desk, import) = (desk.clone(), row.import);
        el("button", "badge").attr("type", "button").on_click(move || undoing(&desk, import)).child(t(key::IMPORT_UNDO))
    });
    el("div", "actions").child(go_on).child(undo)
}

fn undoing(desk: &OfficeContext, import: ImportId) {
    let desk = desk.clone();
    BodyForm::<UndoImport>::new(t(key::IMPORT_UNDO_TITLE))
        .text(t(key::IMPORT_UNDO_WHY))
        .submit(t(key::IMPORT_UNDO))
        .danger()
        .open(&desk.ask.clone(), (desk.code.clone(), import), move |done| {
            let restored = number(i64::from(done.restored));
            desk.say(tn(key::IMPORT_UNDONE_NOW, i64::from(done.removed), &[("restored", &restored)]));
        });
}
