//! Calls over HTTP.

use domain::time::UtcMillis;
use std::time::Duration;
use tests::refusals::note_answer;
use tests::scenes::Api;
use tests::scenes::client::{Call, HttpAnswer};
use ureq::http;

/// A server at an address of this machine.
pub struct HttpApi {
    pub agent: ureq::Agent,
    pub address: String,
}

impl Api for HttpApi {
    fn try_send(&self, call: &Call) -> Result<HttpAnswer, ureq::Error> {
        send_call(&self.agent, &self.address, call)
    }

    fn origin(&self) -> String {
        self.address.clone()
    }

    fn opened_at(&self) -> UtcMillis {
        crate::template::opened_at()
    }
}

pub fn http_agent() -> ureq::Agent {
    let config =
        ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(30)));
    config.max_idle_connections(128).max_idle_connections_per_host(128).allow_non_standard_methods(true).build().into()
}

pub fn send_call(agent: &ureq::Agent, address: &str, call: &Call) -> Result<HttpAnswer, ureq::Error> {
    let mut request = http::Request::builder().method(call.method).uri(format!("{address}{}", call.url));
    for (name, value) in &call.headers {
        request = request.header(name, value);
    }
    let response = match &call.body {
        Some(body) => agent.run(request.body(body.as_slice())?),
        None => agent.run(request.body(())?),
    }?;
    let (head, mut body) = response.into_parts();
    let (status, body) = (head.status.as_u16(), body.read_to_vec()?);
    note_answer(call.method, &call.url, status, &body);
    Ok(HttpAnswer { status, headers: head.headers, body })
}
