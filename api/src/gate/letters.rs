//! Letters from object to object, by the namespaces of the configuration: no address of the network leads there. The other
//! side has taken a letter when it answers 200; its reply is for the sender to read.

use crate::outgoing::{self, Letter};
use worker::{Env, Request};

pub async fn deliver(env: &Env, letter: &Letter) -> Result<String, String> {
    let (class, name, path) = letter.address();
    let body = letter.body().map_err(|stop| format!("{stop:?}"))?;
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&body.into());
    init.set_signal(Some(&web_sys::AbortSignal::timeout_with_u32(outgoing::TRY_MILLIS)));
    let request = web_sys::Request::new_with_str_and_init(&format!("http://object{path}"), &init);
    let request = request.map_err(|_| "a letter that is no request".to_owned())?;
    let object = env.durable_object(class).and_then(|objects| objects.get_by_name(&name));
    let object = object.map_err(|error| error.to_string())?;
    let answer = object.fetch_with_request(Request::from(request)).await;
    let mut answer = answer.map_err(|error| format!("{class} {name} cannot be reached: {error}"))?;
    match answer.status_code() {
        200 => answer.text().await.map_err(|error| error.to_string()),
        status => Err(format!("{class} {name} answers {status}")),
    }
}
