//! Requests of the gate, the Archive and a region's office to a community: its opening, which files it knows, and the
//! answer of the street or township.
//!
//! Invariant: only requests with the mark of [`crate::inside`] are answered here. The operator's requests need the
//! operator's key here too, although the gate has checked it; those of the demonstration exist in its mode alone.

use super::{Mode, World};
use crate::answer::{Answer, ObjectRequest, ObjectResponse};
use crate::gate::checks;
use crate::{archive, communities, decisions, demonstration, inside, outgoing};
use domain::archive::FileId;
use domain::communities::{CommunityOpening, OpeningRefusal};
use domain::contract::Absence;
use domain::regions::CheckAnswer;

/// `POST /internal/open`, `…/known-files`, `…/check-answers`, `…/open-demonstration` and `…/tell-demonstration`
pub fn internal(world: &World<'_>, request: &ObjectRequest, trace: String) -> ObjectResponse {
    let mut messages = vec![];
    let is_demonstration = world.mode == Mode::Demonstration;
    let told = match request.path.as_str() {
        _ if !request.inside => Err(Absence::NotFound.into()),
        "/internal/open" => inside::read(&request.body).and_then(|opening| open(world, &opening)),
        "/internal/known-files" => inside::read::<Vec<FileId>>(&request.body)
            .and_then(|files| archive::known(world.db, &files))
            .and_then(|known| inside::told(&known)),
        outgoing::CHECK_ANSWERS => inside::read::<CheckAnswer>(&request.body)
            .and_then(|answer| decisions::take_answer_of_office(world, &answer))
            .and_then(|taken| inside::told(&taken)),
        "/internal/open-demonstration" if is_demonstration => {
            demonstration::open(world.db, world.now).map(|made| format!("{{\"made\":{made}}}"))
        }
        // The questions to the street, once its office is open.
        "/internal/tell-demonstration" if is_demonstration => demonstration::tell(world).map(|told| {
            messages = told;
            "{}".to_owned()
        }),
        _ => Err(Absence::NotFound.into()),
    };
    ObjectResponse { messages, ..inside::answer(told, trace) }
}

fn open(world: &World<'_>, opening: &CommunityOpening) -> Answer<String> {
    if !checks::operator(&world.secrets.operator_key, opening.operator_key.as_str()) {
        return Err(OpeningRefusal::OperatorKeyWrong.into());
    }
    communities::open(world.db, world.now, world.chance, opening)?;
    Ok("{}".to_owned())
}
