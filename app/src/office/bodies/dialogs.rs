//! The forms over the list of bodies; in a file of their own, because most readers of the page change nothing.

use domain::ids::SeatId;
use leptos::task::spawn_local;

use super::{end, fill, grid_changes, make, relatives};
use crate::office::frame::Desk;
use crate::ui::{Element, el};
use crate::words::{Key, t};

pub enum BodyDialog {
    Make,
    Relatives,
    Fill(fill::Begin),
    /// The seat, and the words of the question.
    End(SeatId, String),
    RenameGrid(grid_changes::Spoken),
    SplitGrid(grid_changes::Spoken),
}

/// A button that opens one.
pub fn opens(desk: &Desk, class: &'static str, name: Key, what: impl Fn() -> BodyDialog + Send + 'static) -> Element {
    let desk = desk.clone();
    el("button", class)
        .attr("type", "button")
        .on_click(move || spawn_local(crate::chunks::office_body_file((desk.clone(), what()))))
        .child(t(name))
}

pub fn ask_of_body((desk, what): (Desk, BodyDialog)) {
    match what {
        BodyDialog::Make => make::open(&desk),
        BodyDialog::Relatives => relatives::open(&desk),
        BodyDialog::Fill(begin) => fill::open(&desk, begin),
        BodyDialog::End(seat, why) => end::open(&desk, seat, why),
        BodyDialog::RenameGrid(grid) => grid_changes::rename(&desk, grid),
        BodyDialog::SplitGrid(grid) => grid_changes::split(&desk, grid),
    }
}
