//! Requests of the gate and the Archive to a community: its opening, and which files it knows. Letters are taken by
//! [`crate::duties`].
//!
//! Invariant: only requests with the mark of [`crate::internal_requests`] are answered here. The operator's requests need the
//! operator's key here too, although the gate has checked it; those of the demonstration exist in its mode alone.

use super::open_community;
use crate::answer::{HandlerResult, ObjectRequest, ObjectResponse};
use crate::gate::checks;
use crate::object::{Mode, ObjectEnv};
use crate::{archive, demonstration, internal_requests};
use domain::archive::FileId;
use domain::communities::{OpenCommunityRequest, OpeningRefusal};
use domain::contract::RequestError;

/// `POST /internal/open`, `…/known-files`, `…/open-demonstration` and `…/tell-demonstration`
pub fn answer_internal(world: &ObjectEnv<'_>, request: &ObjectRequest, trace: String) -> ObjectResponse {
    let mut messages = vec![];
    let is_demonstration = world.mode == Mode::Demonstration;
    let told = match request.path.as_str() {
        _ if !request.inside => Err(RequestError::NotFound.into()),
        "/internal/open" => internal_requests::read_body(&request.body).and_then(|opening| open(world, &opening)),
        "/internal/known-files" => internal_requests::read_body::<Vec<FileId>>(&request.body)
            .and_then(|files| archive::known_files(world.db, &files))
            .and_then(|known| internal_requests::write_body(&known)),
        "/internal/open-demonstration" if is_demonstration => {
            demonstration::open_demonstration(world.db, world.now).map(|made| format!("{{\"made\":{made}}}"))
        }
        // The questions to the street, once its office is open.
        "/internal/tell-demonstration" if is_demonstration => {
            demonstration::send_demonstration_checks(world).map(|told| {
                messages = told;
                "{}".to_owned()
            })
        }
        _ => Err(RequestError::NotFound.into()),
    };
    ObjectResponse { messages, ..internal_requests::answer_inside(told, trace) }
}

fn open(world: &ObjectEnv<'_>, opening: &OpenCommunityRequest) -> HandlerResult<String> {
    if !checks::is_operator(&world.secrets.operator_key, opening.operator_key.as_str()) {
        return Err(OpeningRefusal::OperatorKeyWrong.into());
    }
    let new = open_community(world.db, world.now, world.chance, opening)?;
    internal_requests::write_body(&internal_requests::OpeningReply { new })
}
