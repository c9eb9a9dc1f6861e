//! Reads the organiser's QR code with the camera, if the browser can; otherwise six digits are typed.
//!
//! Invariant: the camera is off as soon as a code was read, the reader stops, or the page closes.

use crate::ui::{button, el, icon, live, maybe, nothing, several};
use crate::words::{key, t};
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack};

const DETECTOR: &str = "BarcodeDetector";
const LOOK_EVERY: Duration = Duration::from_millis(300);

#[derive(Clone, Copy)]
struct Camera {
    video: StoredValue<Option<HtmlVideoElement>, LocalStorage>,
    stream: StoredValue<Option<MediaStream>, LocalStorage>,
    on: RwSignal<bool>,
    refused: RwSignal<bool>,
    /// Receives the digits that were read.
    text: RwSignal<String>,
}

pub fn code_scanner(text: RwSignal<String>) -> AnyView {
    if !Reflect::has(&window(), &DETECTOR.into()).unwrap_or(false) {
        return nothing();
    }
    let camera = Camera {
        video: StoredValue::new_local(None),
        stream: StoredValue::new_local(None),
        on: RwSignal::new(false),
        refused: RwSignal::new(false),
        text,
    };
    on_cleanup(move || camera.stop());
    let press = move || {
        if camera.on.get_untracked() {
            camera.stop();
        } else {
            spawn_local(async move {
                camera.refused.set(camera.start().await.is_err());
            });
        }
    };
    let words = move || t(if camera.on.get() { key::SERVICE_SCAN_STOP } else { key::SERVICE_SCAN });
    let video = el("video", "scan")
        .attr("playsinline", "")
        .attr("aria-label", t(key::SERVICE_SCAN_VIDEO))
        .flag_live("hidden", move || !camera.on.get())
        .made(move |element| {
            let video: HtmlVideoElement = element.clone().unchecked_into();
            video.set_muted(true);
            camera.video.set_value(Some(video));
        });
    let button = button("button quiet block middle", String::new(), press)
        .child(icon("scan-line"))
        .child(el("span", "").text_live(words));
    let words = || el("p", "faint").attr("role", "status").child(t(key::SERVICE_SCAN_REFUSED));
    let refused = live(move || maybe(camera.refused.get().then(words)));
    several([video.any(), button.any(), refused])
}

impl Camera {
    async fn start(self) -> Result<(), JsValue> {
        let wanted = Object::new();
        Reflect::set(&wanted, &"facingMode".into(), &"environment".into())?;
        let constraints = MediaStreamConstraints::new();
        constraints.set_video(&wanted);
        let devices = window().navigator().media_devices()?;
        let stream: MediaStream =
            JsFuture::from(devices.get_user_media_with_constraints(&constraints)?).await?.unchecked_into();
        let video = self.video.try_get_value().flatten().ok_or("the page is closed")?;
        video.set_src_object(Some(&stream));
        self.stream.set_value(Some(stream));
        self.on.set(true);
        let _ = video.play();
        let formats = Object::new();
        Reflect::set(&formats, &"formats".into(), &Array::of1(&"qr_code".into()))?;
        let class: Function = Reflect::get(&window(), &DETECTOR.into())?.dyn_into()?;
        let detector = Reflect::construct(&class, &Array::of1(&formats))?;
        self.look(detector);
        Ok(())
    }

    fn look(self, detector: JsValue) {
        set_timeout(
            move || {
                spawn_local(async move {
                    if self.on.try_get_untracked() != Some(true) {
                        return;
                    }
                    match self.read(&detector).await {
                        Some(code) => {
                            self.text.set(code);
                            self.stop();
                        }
                        None => self.look(detector),
                    }
                });
            },
            LOOK_EVERY,
        );
    }

    async fn read(self, detector: &JsValue) -> Option<String> {
        let video = self.video.try_get_value()??;
        let detect: Function = Reflect::get(detector, &"detect".into()).ok()?.dyn_into().ok()?;
        let promise: Promise = detect.call1(detector, &video).ok()?.dyn_into().ok()?;
        let found: Array = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
        found.iter().find_map(|code| code_in(&Reflect::get(&code, &"rawValue".into()).ok()?.as_string()?))
    }

    fn stop(self) {
        self.on.try_set(false);
        self.stream.try_update_value(|stream| {
            for track in stream.take().iter().flat_map(|stream| stream.get_tracks().iter().collect::<Vec<_>>()) {
                track.unchecked_into::<MediaStreamTrack>().stop();
            }
        });
    }
}

/// The six digits of a QR code: its `code=` when it is our link, or all of it.
fn code_in(text: &str) -> Option<String> {
    let tail = text.rsplit_once("code=").map_or(text, |(_, tail)| tail);
    let digits: String = tail.chars().take_while(char::is_ascii_digit).collect();
    (digits.len() == 6).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::code_in;

    #[test]
    fn digits_are_found_in_the_link_and_alone() {
        for (text, expect) in [
            ("https://example.org/c/511402901001/activities/01J?code=482913", Some("482913")),
            ("482913", Some("482913")),
            ("https://example.org/c/511402901001", None),
            ("48291", None),
            ("4829134", None),
        ] {
            assert_eq!(code_in(text).as_deref(), expect, "{text}");
        }
    }
}
