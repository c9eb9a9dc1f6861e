//! Reduces a photo until it fits: drawn upright on a canvas and written as JPEG, first with less quality, then smaller.
//! Drawing removes the place and time of the photo; the server does not rely on that.

use domain::limits;
use js_sys::Promise;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// Pixels of the longer side, tried one after the other.
const SIDES: [f64; 4] = [1600.0, 1200.0, 900.0, 600.0];
const QUALITIES: [f64; 3] = [0.85, 0.7, 0.55];
const JPEG: &str = "image/jpeg";

/// Width and height that fit, in the same proportion and never larger than they were.
fn fitted(width: f64, height: f64, side_max: f64) -> (f64, f64) {
    let share = (side_max / width.max(height)).min(1.0);
    ((width * share).round().max(1.0), (height * share).round().max(1.0))
}

fn fits(blob: &Blob) -> bool {
    blob.size() <= f64::from(limits::FILE_BYTES_MAX)
}

/// The file to be sent: a photo is reduced, anything else stays as it is. `None` if it cannot be read or stays too
/// large.
pub async fn shrink_file(file: &Blob) -> Option<Blob> {
    if !file.type_().starts_with("image/") {
        return Some(file.clone()).filter(fits);
    }
    let image = read(file).await?;
    for side in SIDES {
        let canvas = draw(&image, side)?;
        for quality in QUALITIES {
            let blob = written(&canvas, quality).await?;
            if fits(&blob) {
                return Some(blob);
            }
        }
    }
    None
}

async fn read(file: &Blob) -> Option<ImageBitmap> {
    // Browsers turn the photo upright by themselves.
    let promise = web_sys::window()?.create_image_bitmap_with_blob(file).ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 1600 points, at least one")]
fn draw(image: &ImageBitmap, side_max: f64) -> Option<HtmlCanvasElement> {
    let (width, height) = fitted(f64::from(image.width()), f64::from(image.height()), side_max);
    let canvas = web_sys::window()?.document()?.create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // JPEG has no transparency: transparent areas become white and not black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(image, 0.0, 0.0, width, height).ok()?;
    Some(canvas)
}

async fn written(canvas: &HtmlCanvasElement, quality: f64) -> Option<Blob> {
    let promise = Promise::new(&mut |done, _| {
        let told = Closure::once_into_js(move |blob: JsValue| {
            let _ = done.call1(&JsValue::NULL, &blob);
        });
        let _ = canvas.to_blob_with_type_and_encoder_options(told.unchecked_ref(), JPEG, &JsValue::from_f64(quality));
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_keeps_its_proportion_and_never_grows() {
        for (from, side_max, expect) in [
            ((4000.0, 3000.0), 1600.0, (1600.0, 1200.0)),
            ((3000.0, 4000.0), 1600.0, (1200.0, 1600.0)),
            ((800.0, 600.0), 1600.0, (800.0, 600.0)),
            ((1600.0, 1600.0), 1600.0, (1600.0, 1600.0)),
            ((9000.0, 3.0), 900.0, (900.0, 1.0)),
        ] {
            let (width, height) = fitted(from.0, from.1, side_max);
            assert!((width - expect.0).abs() < 0.5 && (height - expect.1).abs() < 0.5, "{from:?}: {width} {height}");
        }
    }
}
