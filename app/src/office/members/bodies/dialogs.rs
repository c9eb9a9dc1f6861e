//! The forms over the list of bodies; in a file of their own, because most readers of the page change nothing.

use crate::lazy_modules::lazy_modules;
use domain::ids::SeatId;
use leptos::task::spawn_local;

use super::{contact, end_seat, fill_seat, grid_changes, new_body, relatives};
use crate::office::frame::OfficeContext;
use crate::ui::{Element, el};
use crate::words::{Key, t};

lazy_modules! {
    /// The dialogs about bodies and their seats.
    office_body_file((OfficeContext, BodyDialog)) -> () = ask_of_body, "office bodies kinship";
}

pub enum BodyDialog {
    Make,
    Relatives,
    Contact(contact::SeatContact),
    Fill(fill_seat::SeatDefaults),
    /// The seat, and the words of the question.
    End(SeatId, String),
    RenameGrid(grid_changes::ReviewedGrid),
    SplitGrid(grid_changes::ReviewedGrid),
}

/// A button that opens one.
pub fn body_dialog_button(
    desk: &OfficeContext,
    class: &'static str,
    name: Key,
    what: impl Fn() -> BodyDialog + Send + 'static,
) -> Element {
    let desk = desk.clone();
    el("button", class)
        .attr("type", "button")
        .on_click(move || spawn_local(office_body_file((desk.clone(), what()))))
        .child(t(name))
}

pub fn ask_of_body((desk, what): (OfficeContext, BodyDialog)) {
    match what {
        BodyDialog::Make => new_body::new_body_dialog(&desk),
        BodyDialog::Relatives => relatives::relatives_dialog(&desk),
        BodyDialog::Contact(seat) => contact::contact_dialog(&desk, seat),
        BodyDialog::Fill(begin) => fill_seat::fill_seat_dialog(&desk, begin),
        BodyDialog::End(seat, why) => end_seat::end_seat_dialog(&desk, seat, why),
        BodyDialog::RenameGrid(grid) => grid_changes::rename_grid_dialog(&desk, grid),
        BodyDialog::SplitGrid(grid) => grid_changes::split_grid_dialog(&desk, grid),
    }
}
