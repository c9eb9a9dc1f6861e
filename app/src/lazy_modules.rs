//! Code in files of its own, fetched when one of its pages or dialogs opens, and the texts that come with it.
//!
//! Invariant: one split point for each file; the page is passed as a value, so that all pages of a file share its code.
//! The string at the end of a line names its texts under `public/locales/<language>/pages/`; those of the first load
//! are always there. Without the feature `split` everything is one module, as the tests on the host build it.
//!
//! Pages are declared in [`crate::pages`]; a dialog, or a calculation, beside the function that is loaded.

use crate::words;
use std::pin::Pin;
use wasm_bindgen_futures::JsFuture;

macro_rules! lazy_modules {
    ($($(#[$about:meta])* $name:ident($given:ty) -> $reply:ty = $path:path $(, $texts:literal)?;)+) => {$(
        #[cfg(feature = "split")]
        mod $name {
            #[allow(unused_imports, clippy::wildcard_imports, reason = "the types of the declaration")]
            use super::*;
            use leptos::prelude::lazy;

            #[lazy($name)]
            pub fn file(given: $given) -> $reply {
                $path(given)
            }
        }

        $(#[$about])*
        pub async fn $name(given: $given) -> $reply {
            #[cfg(feature = "split")]
            let file = $name::__preload_file();
            #[cfg(not(feature = "split"))]
            let file = std::future::ready(());
            $crate::lazy_modules::wait_for_texts(concat!($($texts)?), Box::pin(file)).await;
            #[cfg(feature = "split")]
            return $name::file(given).await;
            #[cfg(not(feature = "split"))]
            $path(given)
        }
    )+};
}

pub(crate) use lazy_modules;

/// Waits for a file and for its texts, which are requested at the same time.
pub async fn wait_for_texts(texts: &str, file: Pin<Box<dyn Future<Output = ()>>>) {
    let texts = Some(texts).filter(|names| !names.is_empty()).and_then(words::fetch_texts);
    file.await;
    if let Some(texts) = texts {
        let _ = JsFuture::from(texts).await;
    }
}
