//! The demonstration on the host as the scenes see it: calls of the contract, answered by the community's handlers.
//!
//! It stands in for the gate where the scenes need one: it knows the time and the demonstration's accounts, and reads the
//! facts of an uploaded file from its bytes. Regions do not answer here.

use crate::test_community::{MORNING, ORIGIN, Person, TestCommunity};
use api::answer::{ObjectRequest, ObjectResponse};
use domain::archive::cleaning::clean_file;
use domain::archive::{FileId, UploadFileRequest};
use domain::communities::Health;
use domain::contract::{
    CONTRACT, Carries, Endpoint, EndpointId, KEY_HEADER, ON_BEHALF_HEADER, Problem, RequestError, Responder,
    SENT_AT_HEADER, find_endpoint,
};
use domain::time::UtcMillis;
use tests::plain::{MakeRequest, plain_request};
use tests::scenes::client::http::{HeaderMap, HeaderName, HeaderValue};
use tests::scenes::client::{Call, HttpAnswer, ureq};
use tests::scenes::{Api, World, activities, open_meetings};

pub struct HostApi<'d> {
    pub desk: &'d TestCommunity,
}

impl<'d> HostApi<'d> {
    /// The community with the activities and meetings that the scenes count on.
    pub fn world(desk: &'d TestCommunity) -> World<Self> {
        activities::add_past_activities(desk.db.connection(), MORNING);
        open_meetings::add_meetings(desk.db.connection(), MORNING);
        World::of(Self { desk })
    }

    fn answer(&self, call: &Call) -> HttpAnswer {
        let path = call.url.split('?').next().unwrap_or_default();
        match find_endpoint(call.method, path) {
            Ok((EndpointId::HealthCheck, ..)) => {
                let health = Health { status: "ok".to_owned(), contract: CONTRACT, now: self.desk.now.get() };
                answer_json(&health)
            }
            Ok((EndpointId::ListDemonstrationAccounts, ..)) => answer_json(&api::demonstration::list_people()),
            Ok((_, spec, _)) if spec.place == Responder::Community => match object_request(call, spec.carries) {
                Ok(request) => answer_of(&self.desk.handle(&request)),
                Err(refused) => answer_of(&ObjectResponse::problem(&refused)),
            },
            _ => answer_of(&ObjectResponse::problem(&RequestError::NotFound.into())),
        }
    }
}

impl Api for HostApi<'_> {
    fn try_send(&self, call: &Call) -> Result<HttpAnswer, ureq::Error> {
        Ok(self.answer(call))
    }

    fn origin(&self) -> String {
        ORIGIN.to_owned()
    }

    fn opened_at(&self) -> UtcMillis {
        MORNING
    }
}

/// The request that the gate passes to the object.
pub fn object_request(call: &Call, carries: Carries) -> Result<ObjectRequest, Problem> {
    let (path, query) = call.url.split_once('?').unwrap_or((&call.url, ""));
    let header = |name: &str| call.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let mut body = call.body.clone().unwrap_or_default();
    if carries == Carries::FileIn {
        let cleaned = clean_file(&header("content-type").unwrap_or_default(), &body)?;
        let bytes = u32::try_from(cleaned.bytes.len()).unwrap_or(u32::MAX);
        let facts = UploadFileRequest { file: FileId::of(&cleaned.bytes), kind: cleaned.kind, bytes };
        body = serde_json::to_vec(&facts).unwrap();
    }
    Ok(ObjectRequest {
        method: call.method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        body,
        cookie: header("cookie"),
        key: header(KEY_HEADER),
        sent_at: header(SENT_AT_HEADER),
        on_behalf_of: header(ON_BEHALF_HEADER),
        etag: header("if-none-match"),
        origin: Some(ORIGIN.to_owned()),
        ..ObjectRequest::default()
    })
}

/// The request of an endpoint that needs nothing but its object, with this code.
pub fn plain_object_request(id: EndpointId, code: &str, who: &Person) -> ObjectRequest {
    struct PlainMaker<'a>(&'a Person);
    impl MakeRequest for PlainMaker<'_> {
        type Request = ObjectRequest;

        fn make<E: Endpoint>(&self, params: &E::Params, query: &E::Query, body: &E::Body) -> ObjectRequest {
            TestCommunity::request::<E>(self.0, params, query, body)
        }
    }
    plain_request(id, code, &PlainMaker(who))
}

fn answer_json(reply: &impl serde::Serialize) -> HttpAnswer {
    answer_of(&ObjectResponse::json(serde_json::to_string(reply).unwrap()))
}

fn answer_of(response: &ObjectResponse) -> HttpAnswer {
    let mut headers = HeaderMap::new();
    let kind = if response.status < 400 { "application/json" } else { "application/problem+json" };
    let cookies = [&response.set_cookie, &response.device_cookie].into_iter().flatten();
    let set = cookies.map(|cookie| ("set-cookie", cookie.as_str()));
    let tag = response.etag.iter().map(|etag| ("etag", etag.as_str()));
    for (name, value) in set.chain(tag).chain([("content-type", kind)]) {
        headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
    }
    HttpAnswer { status: response.status, headers, body: response.body.clone().into_bytes() }
}
