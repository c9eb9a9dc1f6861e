//! Reads a QR code with the camera, if the browser can.
//!
//! Invariant: the camera is asked for when the button is pressed, and is off as soon as a code was read, the reader
//! stops, or the page closes. Of a code only what the caller's function takes leaves this file.

use crate::ui::{button, el, icon, live, maybe, several};
use crate::words::{Key, t};
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
    /// What the caller wants of a code.
    take: fn(&str) -> Option<String>,
    /// Receives it.
    text: RwSignal<String>,
}

/// What the scanner says.
#[derive(Clone, Copy)]
pub struct ScannerWords {
    pub start: Key,
    pub stop: Key,
    pub video: Key,
    pub refused: Key,
}

/// The button and the picture; `None` where the browser cannot read codes.
pub fn code_scanner(words: ScannerWords, take: fn(&str) -> Option<String>, text: RwSignal<String>) -> Option<AnyView> {
    if !Reflect::has(&window(), &DETECTOR.into()).unwrap_or(false) {
        return None;
    }
    let camera = Camera {
        video: StoredValue::new_local(None),
        stream: StoredValue::new_local(None),
        on: RwSignal::new(false),
        refused: RwSignal::new(false),
        take,
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
    let label = move || t(if camera.on.get() { words.stop } else { words.start });
    let video = el("video", "scan")
        .attr("playsinline", "")
        .attr("aria-label", t(words.video))
        .flag_live("hidden", move || !camera.on.get())
        .made(move |element| {
            let video: HtmlVideoElement = element.clone().unchecked_into();
            video.set_muted(true);
            camera.video.set_value(Some(video));
        });
    let button = button("button quiet block middle", String::new(), press)
        .child(icon("scan-line"))
        .child(el("span", "").text_live(label));
    let refused = move || el("p", "faint").attr("role", "status").child(t(words.refused));
    let refused = live(move || maybe(camera.refused.get().then(refused)));
    Some(several([video.any(), button.any(), refused]))
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
        found.iter().find_map(|code| (self.take)(&Reflect::get(&code, &"rawValue".into()).ok()?.as_string()?))
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
