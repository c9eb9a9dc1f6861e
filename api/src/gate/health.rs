//! Whether objects can be read, for the monitoring of an installation; and which one could not.
//!
//! State: the last good result, so that requests cannot cause much work. One object of each kind is read, picked at
//! random on the way down from the country: a check every minute covers all of them in time.

use super::object_address::ObjectAddress;
use crate::crypto;
use crate::object_kind::{self, StoreKind};
use crate::platform::{respond_json, respond_problem};
use crate::{internal_requests, platform};
use core::cell::RefCell;
use domain::communities::{HealthRefusal, LookedAt, ObjectKind, ObjectsChecked};
use domain::contract::{Endpoint, Responder, ShowHome, ShowRegion};
use domain::ids::RegionCode;
use domain::regions::{ChildRegion, Region};
use domain::time::SECOND;
use worker::{Env, Error, Response, Result, console_error};

/// How long one good result is served to everybody.
const LOOK_AGAIN_MILLIS: i64 = 5 * SECOND;

thread_local! {
    static LAST: RefCell<Option<ObjectsChecked>> = const { RefCell::new(None) };
}

fn kind_of(kind: ObjectKind) -> (&'static StoreKind, &'static str) {
    match kind {
        ObjectKind::Region => (&object_kind::REGION, "REGION"),
        ObjectKind::Community => (&object_kind::COMMUNITY, "COMMUNITY"),
        ObjectKind::Archive => (&object_kind::ARCHIVE, "ARCHIVE"),
    }
}

/// `GET /api/health/objects`
pub async fn check_objects(env: &Env) -> Result<Response> {
    let last = LAST.with_borrow(Clone::clone);
    if let Some(last) = last.filter(|last| platform::current_time().since(last.now).abs() < LOOK_AGAIN_MILLIS) {
        return respond_json(&last);
    }
    let mut looked_at = vec![];
    if let Err(damaged) = look(env, &mut looked_at).await {
        return respond_problem(&HealthRefusal::ObjectDamaged { kind: damaged.kind, code: damaged.code }.into());
    }
    let checked = ObjectsChecked { looked_at, now: platform::current_time() };
    let answer = respond_json(&checked);
    LAST.set(Some(checked));
    answer
}

async fn look(env: &Env, seen: &mut Vec<LookedAt>) -> core::result::Result<(), LookedAt> {
    let mut region = RegionCode::country();
    let community = loop {
        let Some(body) = read(env, seen, ObjectKind::Region, region.as_str()).await? else { return Ok(()) };
        let Ok(shown) = serde_json::from_str::<Region>(&body) else {
            return Err(LookedAt { kind: ObjectKind::Region, code: region.to_string() });
        };
        if let Some(community) = pick(&shown.communities) {
            break community.code.clone();
        }
        // A region that is listed elsewhere than under its parent could make an endless loop.
        let below = |child: &&ChildRegion| child.communities_open > 0 && child.code.parent().as_ref() == Some(&region);
        let open: Vec<_> = shown.regions.iter().filter(below).collect();
        match pick(&open) {
            Some(child) => region = child.code.clone(),
            None => return Ok(()),
        }
    };
    read(env, seen, ObjectKind::Community, community.as_str()).await?;
    read(env, seen, ObjectKind::Archive, community.as_str()).await?;
    Ok(())
}

fn pick<T>(of: &[T]) -> Option<&T> {
    let all = u64::try_from(of.len()).ok().filter(|all| *all > 0)?;
    of.get(usize::try_from(crypto::random_u64(&platform::fill_chance) % all).ok()?)
}

/// Reads one object; `None` for the country when nothing has opened below it.
async fn read(
    env: &Env,
    seen: &mut Vec<LookedAt>,
    kind: ObjectKind,
    code: &str,
) -> core::result::Result<Option<String>, LookedAt> {
    let this = || LookedAt { kind, code: code.to_owned() };
    let (status, body) = match ask(env, kind, code).await {
        Ok(answer) => answer,
        Err(error) => {
            console_error!("health: {}: {error}", object_label(env, kind, code));
            return Err(this());
        }
    };
    let nothing_yet = status == 404 && kind == ObjectKind::Region && code == RegionCode::country().as_str();
    if status != 200 && !nothing_yet {
        console_error!("health: {} answers {status}", object_label(env, kind, code));
        return Err(this());
    }
    seen.push(this());
    Ok((!nothing_yet).then_some(body))
}

/// Requests a public page; an archive has none and is asked from inside.
async fn ask(env: &Env, kind: ObjectKind, code: &str) -> Result<(u16, String)> {
    let class = kind_of(kind).1;
    let page = match kind {
        ObjectKind::Region => ObjectAddress::of(env, &ShowRegion::SPEC, &[code], ""),
        ObjectKind::Community => ObjectAddress::of(env, &ShowHome::SPEC, &[code], ""),
        ObjectKind::Archive => None,
    };
    let mut answer = match page {
        Some(page) => env.durable_object(class)?.get_by_name(code)?.fetch_with_str(page.url()).await?,
        None => internal_requests::get_object(env, (class, code), "/internal/look").await?,
    };
    Ok((answer.status_code(), answer.text().await?))
}

/// The object's name in the log, from its code alone, since the object does not answer.
pub fn object_label(env: &Env, kind: ObjectKind, code: &str) -> String {
    let (kind, class) = kind_of(kind);
    let id = env.durable_object(class).and_then(|objects| Ok(objects.id_from_name(code)?.to_string()));
    format!("{} {code} (file {}/{}.sqlite)", kind.word, kind.folder, id.as_deref().unwrap_or("?"))
}

/// The error for an object that gave no answer, with its file: a broken store fails before the object can report it.
pub fn unanswered_error(env: &Env, place: Responder, name: &str, error: &Error) -> Error {
    let kind = if place == Responder::Region { ObjectKind::Region } else { ObjectKind::Community };
    Error::RustError(format!("{} gives no answer: {error}", object_label(env, kind, name)))
}
