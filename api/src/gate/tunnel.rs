//! `CONNECT`, from clients that take us for a proxy. The platform accepts before it calls us, so the tunnel is closed
//! at once and carries nothing; without a handler each such request would log an error with a stack, and anybody could
//! fill the log.

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
        // A tunnel that is closed already is no failure.
        let _ = JsFuture::from(tunnel.close()).await;
        Ok(JsValue::UNDEFINED)
    })
}
