//! `CONNECT`: whoever takes us for a proxy. The platform says yes before it asks, so the tunnel is closed at once and carries
//! nothing; without a handler each such request would be an error with a stack in the log, which anybody could fill.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use worker::wasm_bindgen_futures::{JsFuture, future_to_promise};

#[wasm_bindgen]
extern "C" {
    pub type Tunnel;
    #[wasm_bindgen(method)]
    fn close(this: &Tunnel) -> Promise;
}

/// Called by name: worker-build makes a handler of every function that is exported under this one.
#[wasm_bindgen]
pub fn connect(tunnel: Tunnel) -> Promise {
    future_to_promise(async move {
        // One that is gone already is no failure.
        let _ = JsFuture::from(tunnel.close()).await;
        Ok(JsValue::UNDEFINED)
    })
}
