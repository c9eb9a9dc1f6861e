//! Content once it has arrived; a skeleton before that, an error panel after a failure.

use super::{error_panel, live, skeleton};
use crate::load::Load;
use leptos::prelude::*;
use std::sync::Arc;

pub fn loaded_view<T: Send + Sync + 'static>(
    load: Load<T>,
    view: impl Fn(Arc<T>) -> AnyView + Send + 'static,
) -> AnyView {
    live(move || match load.get() {
        None => skeleton(),
        Some(Ok(value)) => view(value),
        Some(Err(error)) => error_panel(&error, move || load.again()).any(),
    })
}
