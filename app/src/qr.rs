//! A QR code as one path of an SVG. Its tables are large, so they are in a file of their own, which residents' pages
//! and the office share.

use crate::lazy_modules::lazy_modules;
use core::fmt::Write as _;

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, Version};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::{Element, el};

lazy_modules! {
    /// The dark modules of a QR code as one path, and how many modules its side has.
    qr_file(String) -> Option<(String, usize)> = qr_path;
}

/// Light modules around the code, without which a camera does not find it.
const QUIET: usize = 4;

/// The code of a text, drawn again when the text changes. It is decorative: its content is shown beside it in words.
pub fn qr_view(text: impl Fn() -> String + 'static) -> Element {
    let (path, side) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::new(move |_| {
        let text = text();
        spawn_local(async move {
            if let Some((drawing, modules)) = qr_file(text).await {
                let modules = modules.to_string();
                side.try_set(["0 0 ", &modules, " ", &modules].concat());
                path.try_set(drawing);
            }
        });
    });
    let svg = el("svg", "")
        .attr("shape-rendering", "crispEdges")
        .attr("aria-hidden", "true")
        .attr_live("viewBox", move || some(side.get()));
    el("div", "qr").child(svg.child(el("path", "").attr_live("d", move || some(path.get()))))
}

/// The dark modules and the number of modules of a side; nothing when the text is too long.
pub fn qr_path(text: String) -> Option<(String, usize)> {
    // All codes of a page have one size: it must not change every thirty seconds.
    let code = QRBuilder::new(text).ecl(ECL::M).version(Version::V08).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        for column in (0..code.size).filter(|column| code[row][*column].value()) {
            let _ = write!(path, "M{} {}h1v1h-1z", column + QUIET, row + QUIET);
        }
    }
    Some((path, code.size + 2 * QUIET))
}

/// `None` until the path has arrived.
fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_the_same_size_and_what_is_too_long_has_none() {
        let (drawing, side) = qr_path("https://linli.example/c/511402901001".to_owned()).expect("it fits");
        assert_eq!(side, 49 + 2 * QUIET);
        assert!(drawing.starts_with("M4 4h1v1h-1z"), "the corner is dark, behind the quiet border");
        assert_eq!(qr_path("a".to_owned()).map(|code| code.1), Some(side));
        assert_eq!(qr_path("a".repeat(153)), None);
    }
}
