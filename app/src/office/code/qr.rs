//! A QR code as one path of an SVG.

use core::fmt::Write as _;

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, Version};

use crate::office::element::{Element, el};

/// Light modules around the code, without which a camera does not find it.
const QUIET: usize = 4;

/// The text as a QR code for a `div` of class `qr`; nothing when it is too long for one. It decorates: what it says stands beside it.
pub fn drawn(text: &str) -> Option<Element> {
    // One size for every code of a page: it must not jump every thirty seconds.
    let code = QRBuilder::new(text).ecl(ECL::M).version(Version::V08).build().ok()?;
    let mut path = String::new();
    for row in 0..code.size {
        for column in (0..code.size).filter(|column| code[row][*column].value()) {
            let _ = write!(path, "M{} {}h1v1h-1z", column + QUIET, row + QUIET);
        }
    }
    let side = (code.size + 2 * QUIET).to_string();
    let svg = el("svg", "").attr("viewBox", ["0 0 ", &side, " ", &side].concat()).attr("shape-rendering", "crispEdges").attr("aria-hidden", "true");
    Some(svg.child(el("path", "").attr("d", path)))
}
