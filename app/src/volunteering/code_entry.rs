//! Six digits from the organiser's phone: typed, scanned, or in a scanned link.

use super::activity_of_page;
use crate::call::current_time;
use crate::code_scanner::{ScannerWords, code_scanner};
use crate::connection::use_connection;
use crate::location::{local_link, query_value};
use crate::outbox::use_outbox;
use crate::ui::{Element, Field, Input, LiveText, el, field, show_toast, submit_button};
use crate::words::{key, t};
use domain::contract::{CheckIn, CheckOut};
use domain::sessions::Code;
use domain::volunteering::AttendanceCodeRequest;
use leptos::prelude::*;
use leptos::task::spawn_local;

const SCANNER: ScannerWords = ScannerWords {
    start: key::SERVICE_SCAN,
    stop: key::SERVICE_SCAN_STOP,
    video: key::SERVICE_SCAN_VIDEO,
    refused: key::SERVICE_SCAN_REFUSED,
};

pub fn code_entry(leaving: bool, title: LiveText) -> Element {
    // A link that was scanned for the check-in must not offer the same code for the check-out.
    let brought = query_value("code").filter(|_| !leaving).unwrap_or_default();
    let text = RwSignal::new(brought);
    let error = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let outbox = use_outbox();
    let connection = use_connection();
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let code = text.with_untracked(|text| text.parse::<Code>().ok());
        error.set(if code.is_none() { t(key::SERVICE_CODE_WRONG) } else { String::new() });
        let Some(code) = code.filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        let (community, activity) = untrack(activity_of_page);
        let subject = activity.to_string();
        let report = AttendanceCodeRequest { code, at: current_time() };
        let (title, offline) = (untrack(|| title()), !connection.online.get_untracked());
        let address = local_link(&["activities/", &subject, "/service"].concat());
        spawn_local(async move {
            let params = (community, activity);
            let stored = if leaving {
                outbox.put::<CheckOut>(params, &report, subject, title).await
            } else {
                outbox.put::<CheckIn>(params, &report, subject, title).await
            };
            busy.try_set(false);
            if !stored {
                error.try_set(t(key::SERVICE_NOT_STORED));
                return;
            }
            show_toast(t(if offline { key::SERVICE_NOTED } else { key::SERVICE_STORED }));
            // The code is used: neither "back" nor a reload may enter it again.
            if query_in_address() {
                crate::navigation::replace_address(&address);
            }
        });
    };
    let (words, hint) = if leaving {
        (key::SERVICE_CHECK_OUT, key::SERVICE_CODE_HINT_OUT)
    } else {
        (key::SERVICE_CHECK_IN, key::SERVICE_CODE_HINT_IN)
    };
    let code = field(Field {
        id: "check-code",
        label: t(key::SERVICE_CODE),
        input: Input::CODE,
        value: text,
        hint: t(hint),
        error,
        beside: None,
    });
    let form = el("form", "stack").attr("novalidate", "").on("submit", submit).child(code);
    let form = form.child(submit_button("button block middle", t(words), busy));
    let form = form.child(code_scanner(SCANNER, code_in, text));
    el("div", "body").child(form)
}

fn query_in_address() -> bool {
    window().location().search().is_ok_and(|search| !search.is_empty())
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
