//! What an object does by itself: its due acts, and what letters do at their reader and with the reply at their sender.
//!
//! Invariant: each act is a transaction of its own that also moves or removes its row, so that an alarm that runs twice
//! does nothing twice. Both tables are matches over all kinds: a kind without its act does not compile.

use crate::answer::{HandlerError, HandlerResult, ObjectRequest, ObjectResponse};
use crate::bind;
use crate::db::{Db, run_transaction};
use crate::object::ObjectEnv;
use crate::{
    announcements, archive, communities, decisions, due, erasing, internal_requests, journal, matters, meetings,
    members, outgoing, privacy, regions, reminders, sessions,
};
use domain::contract::Responder;
use domain::limits;
use domain::process::{DueKind, DueNext};
use domain::regions::{Letter, LetterReply};
use domain::time::{DAY, HOUR, UtcMillis};

/// Does everything that is due.
pub fn run_due(db: &dyn Db, now: UtcMillis) -> Result<u32, HandlerError> {
    let mut done = 0;
    for due_act in due::list_due(db, now)? {
        run_transaction(db, || {
            // A kind of a newer version that was rolled back must not keep the alarm ringing.
            let next = due_act.kind.map_or(Ok(DueNext::Done), |kind| act(db, now, kind, &due_act.subject))?;
            due::finish_act(db, &due_act, next)
        })?;
        done += 1;
    }
    Ok(done)
}

fn act(db: &dyn Db, now: UtcMillis, kind: DueKind, subject: &str) -> HandlerResult<DueNext> {
    match kind {
        DueKind::Purge => purge(db, now, subject),
        DueKind::Retention => {
            privacy::erase_what_is_old(db, now)?;
            members::read_sort_keys(db)?;
            Ok(DueNext::At(now.plus(DAY)))
        }
        DueKind::Import => members::import::forget_import(db, now, subject),
        DueKind::Closing => privacy::carry_out(db, now, subject).map(|()| DueNext::Done),
        DueKind::ForgetFile => archive::forget_unused(db, now, subject).map(|()| DueNext::Done),
        DueKind::Send => outgoing::retry_message(db, now, subject),
        // The alarm does it before this.
        DueKind::Rewrite => Ok(DueNext::At(now)),
        DueKind::TellAnnouncement => announcements::tell_announcement(db, now, subject).map(|()| DueNext::Done),
        DueKind::RemindMeeting => reminders::run_reminder(db, now, kind, subject, meetings::to_come(db, now, subject)?),
        DueKind::RemindOutcomes => {
            reminders::run_reminder(db, now, kind, subject, meetings::outcomes_owed(db, now, subject)?)
        }
        DueKind::RemindDiscussion => {
            reminders::run_reminder(db, now, kind, subject, matters::discussion_reminder(db, subject)?)
        }
        DueKind::RemindReview => reminders::run_reminder(db, now, kind, subject, matters::in_review(db, now, subject)?),
    }
}

/// Deletes old data of signing in, old answers to commands, or both and more of an office.
fn purge(db: &dyn Db, now: UtcMillis, subject: &str) -> HandlerResult<DueNext> {
    let commands = || due::purge_commands(db, now.plus(-limits::IDEMPOTENCY_DAYS * DAY));
    match subject {
        due::PURGE_COMMANDS => {
            commands()?;
            journal::append_row(db, now, "", "due/purge-commands", "", "{}")?;
        }
        due::PURGE_SIGN_IN => {
            purge_doors(db, now)?;
            db.run(sessions::PURGE_CHALLENGES, bind![now])?;
        }
        due::PURGE_OFFICE => {
            purge_doors(db, now)?;
            commands()?;
            regions::forget_old(db, now)?;
        }
        _ => return Ok(DueNext::Done),
    }
    Ok(DueNext::At(now.plus(DAY)))
}

/// Deletes data of signing in after its retention period, the same in every kind of object.
fn purge_doors(db: &dyn Db, now: UtcMillis) -> Result<(), HandlerError> {
    erasing::this_week(db, now)?;
    db.run(sessions::PURGE_CODES, bind![now.plus(-HOUR)])?;
    db.run(sessions::PURGE_RATES, bind![now.plus(-2 * HOUR), now])?;
    db.run(sessions::PURGE_SESSIONS, bind![now.plus(-DAY)])?;
    db.run(sessions::PURGE_EVENTS, bind![now.plus(-limits::SIGN_IN_HISTORY_DAYS * DAY)])?;
    db.run(sessions::PURGE_TICKETS, bind![now])?;
    Ok(())
}

/// Answers a request from inside to a community: a letter, or what the community itself answers.
pub fn answer_community(world: &ObjectEnv<'_>, request: &ObjectRequest, trace: String) -> ObjectResponse {
    match take_letter(world, Responder::Community, request) {
        Some(reply) => internal_requests::answer_inside(reply, trace),
        None => communities::answer_internal(world, request, trace),
    }
}

/// Answers a request from inside to a region: a letter, or what the region itself answers.
pub fn answer_region(world: &ObjectEnv<'_>, request: &ObjectRequest, trace: String) -> ObjectResponse {
    match take_letter(world, Responder::Region, request) {
        Some(reply) => internal_requests::answer_inside(reply, trace),
        None => regions::answer_internal(world, request, trace),
    }
}

/// Lets a letter take effect at its reader; `None` when the request is no letter.
fn take_letter(world: &ObjectEnv<'_>, reader: Responder, request: &ObjectRequest) -> Option<HandlerResult<String>> {
    let letter = request.inside.then(|| Letter::read(reader, &request.path, &request.body)).flatten()?;
    Some(letter.map_err(fault).and_then(|letter| receive(world, &letter)?.body().map_err(fault)))
}

fn receive(world: &ObjectEnv<'_>, letter: &Letter) -> HandlerResult<LetterReply> {
    match letter {
        Letter::Check(told) => regions::receive_check(world.db, world.now, told).map(LetterReply::Check),
        Letter::Answer(answer) => decisions::take_answer_of_office(world, answer).map(LetterReply::Answer),
    }
}

/// Ends a try: with the other side's reply if it has taken the letter.
pub fn settle_letter(
    db: &dyn Db,
    now: UtcMillis,
    id: &str,
    letter: &Letter,
    reply: Option<&str>,
) -> Result<bool, HandlerError> {
    let reply = reply.map(|text| letter.read_reply(text)).transpose().map_err(fault)?;
    outgoing::settle_then(db, now, id, reply.is_some(), &|| match &reply {
        None => Ok(()),
        Some(LetterReply::Check(received)) => decisions::was_received(db, received),
        Some(LetterReply::Answer(taken)) => regions::was_taken(db, now, taken),
    })
}

fn fault(error: serde_json::Error) -> HandlerError {
    HandlerError::Fault(error.to_string())
}
