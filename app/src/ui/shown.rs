//! Content once it is there; a skeleton before, an error panel instead.

use super::{error_panel, skeleton};
use crate::load::Load;
use leptos::prelude::*;

pub fn shown<T: Clone + Send + Sync + 'static>(load: Load<T>, view: impl Fn(T) -> AnyView + Send + 'static) -> AnyView {
    (move || match load.get() {
        None => skeleton(),
        Some(Ok(value)) => view(value),
        Some(Err(error)) => error_panel(&error, move || load.again()),
    })
    .into_any()
}
