//! Which codes are real. A code is real when its parent lists it and the parent is real; the country is real. So a
//! forged code never wakes a community, and never creates a file on disk.
//!
//! State: recent answers, bounded; a code that was not real is soon asked about again, because it may be opened.
//!
//! Objects are addressed by name, and asking for a name creates the object and its file. So the gate climbs from the
//! code to the country and asks downwards. Answers are remembered, a real one longer than an unreal one. Regions are
//! opened by the opening of a community below them, and by the seeding of the demonstration.

use super::file_transfer;
use crate::demonstration;
use crate::internal_requests::{self, OpeningReply};
use crate::platform;
use crate::regions::{RegionChild, RegionOpening, RegionPath};
use core::cell::RefCell;
use domain::archive::FileId;
use domain::communities::{OpenCommunityRequest, OpeningRefusal, path_of};
use domain::contract::{Problem, Responder};
use domain::ids::{CommunityCode, RegionCode};
use domain::regions::{FoundCommunity, OpenOfficeRequest, Refusal};
use domain::time::{MINUTE, SECOND, UtcMillis};
use std::collections::HashMap;
use worker::{Env, Error, Result};

const KNOWN_MAX: usize = 4096;
const REAL_MILLIS: i64 = 10 * MINUTE;
const UNREAL_MILLIS: i64 = 5 * SECOND;

thread_local! {
    static KNOWN: RefCell<HashMap<String, (bool, UtcMillis)>> = RefCell::new(HashMap::new());
}

pub async fn is_real(env: &Env, place: Responder, name: &str) -> Result<bool> {
    // The codes from here up to below the country, the one asked about first.
    let mut climb: Vec<(String, RegionCode)> = vec![];
    let mut region = if place == Responder::Community {
        let Ok(code) = name.parse::<CommunityCode>() else { return Ok(false) };
        climb.push((code.to_string(), code.parent()));
        Some(code.parent())
    } else {
        let Ok(code) = name.parse::<RegionCode>() else { return Ok(false) };
        Some(code)
    };
    // A code is remembered as real only after all codes above it were.
    if climb.first().is_some_and(|(code, _)| remembered(code) == Some(true)) {
        return Ok(true);
    }
    while let Some(code) = region {
        region = code.parent();
        if let Some(parent) = region.clone() {
            climb.push((code.to_string(), parent));
        }
    }
    // From the top down, so that only objects of real regions are asked.
    for (code, parent) in climb.iter().rev() {
        if !knows(env, parent, code).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A recent answer.
fn remembered(code: &str) -> Option<bool> {
    let (real, until) = KNOWN.with_borrow(|known| known.get(code).copied())?;
    (until > platform::current_time()).then_some(real)
}

async fn knows(env: &Env, parent: &RegionCode, code: &str) -> Result<bool> {
    if let Some(real) = remembered(code) {
        return Ok(real);
    }
    let response =
        internal_requests::get_object(env, ("REGION", parent.as_str()), &format!("/internal/knows/{code}")).await;
    let response = response.map_err(|error| Error::RustError(format!("region {parent} cannot be asked: {error}")))?;
    let real = match response.status_code() {
        200 => true,
        404 => false,
        status => return Err(Error::RustError(format!("region {parent} answers {status}"))),
    };
    let until = platform::current_time().plus(if real { REAL_MILLIS } else { UNREAL_MILLIS });
    KNOWN.with_borrow_mut(|known| {
        if known.len() >= KNOWN_MAX {
            known.clear();
        }
        known.insert(code.to_owned(), (real, until));
    });
    Ok(real)
}

/// Opens the tree and the demonstration community under it; existing parts stay as they are.
pub async fn open_demonstration(env: &Env) -> Result<()> {
    // Bytes are stored before they are registered, as with every upload.
    for paper in demonstration::papers::all_papers() {
        let file = FileId::of(&paper);
        let stored = file_transfer::store_file(env, demonstration::COMMUNITY, file, "demonstration", &paper).await?;
        if stored.status_code() != 200 {
            return Err(Error::RustError(format!("the archive of the demonstration answers {}", stored.status_code())));
        }
    }
    post(env, "COMMUNITY", demonstration::COMMUNITY, "/internal/open-demonstration", "{}").await?;
    // From the bottom up: nothing is listed before it exists.
    for opening in demonstration::region_openings().iter().rev() {
        open_region(env, opening).await?;
        if demonstration::list_officers().iter().any(|officer| officer.region.as_str() == opening.code) {
            post(env, "REGION", &opening.code, "/internal/seat-demonstration", "{}").await?;
        }
    }
    // The street's office can now receive the community's questions.
    post(env, "COMMUNITY", demonstration::COMMUNITY, "/internal/tell-demonstration", "{}").await?;
    KNOWN.with_borrow_mut(HashMap::clear);
    Ok(())
}

/// Opens a community, and lists the way to it in every region from its street up to the country. Returns whether
/// anything of it was new.
pub async fn open_community(env: &Env, opening: &OpenCommunityRequest) -> Result<core::result::Result<bool, Problem>> {
    let code = opening.code.as_str();
    let mut answer =
        internal_requests::post_object(env, ("COMMUNITY", code), "/internal/open", serde_json::to_string(opening)?)
            .await?;
    if answer.status_code() != 200 {
        return match answer.json::<Problem>().await {
            Ok(problem) if problem.status < 500 => Ok(Err(problem)),
            _ => Err(Error::RustError(format!("community {code} does not open"))),
        };
    }
    let mut changed = answer.json::<OpeningReply>().await?.new;
    let Ok(names) = path_of(&opening.code, &opening.path) else { return Ok(Err(OpeningRefusal::PathWrong.into())) };
    let mut child = RegionChild {
        code: code.to_owned(),
        name: opening.name.as_str().to_owned(),
        kind: None,
        communities_total: None,
        communities_open: 0,
        demonstration: false,
    };
    let place = FoundCommunity {
        code: opening.code.clone(),
        name: child.name.clone(),
        path: names[1..].to_vec(),
        demonstration: false,
    };
    let mut grows = false;
    for (level, name) in names.iter().enumerate().rev() {
        let kind =
            level.checked_sub(1).and_then(|at| opening.path.get(at)).map_or("country", |above| above.kind.as_str());
        let region = RegionOpening {
            code: name.code.to_string(),
            name: name.name.clone(),
            kind: kind.to_owned(),
            path: names[..=level].to_vec(),
            children: vec![],
            places: vec![place.clone()],
        };
        let up = RegionChild {
            code: region.code.clone(),
            name: region.name.clone(),
            kind: Some(kind.to_owned()),
            ..child.clone()
        };
        let way = RegionPath { operator_key: opening.operator_key.as_str().to_owned(), region, child, grows };
        let region = ("REGION", name.code.as_str());
        let mut led =
            internal_requests::post_object(env, region, "/internal/lead", serde_json::to_string(&way)?).await?;
        let new = led.json::<OpeningReply>().await?.new;
        changed |= new;
        // Only the street can tell whether the community is new; the regions above add one to their count.
        if level + 1 == names.len() {
            grows = new;
        }
        child = up;
    }
    KNOWN.with_borrow_mut(HashMap::clear);
    Ok(Ok(changed))
}

/// Seats the first head of a region's office, if the region is real. Returns whether the seat is new.
pub async fn open_office(env: &Env, opening: &OpenOfficeRequest) -> Result<core::result::Result<bool, Problem>> {
    let region = opening.region.as_str();
    if !is_real(env, Responder::Region, region).await? {
        return Ok(Err(Refusal::UnknownRegion.into()));
    }
    let asked = serde_json::to_string(opening)?;
    let mut answer = internal_requests::post_object(env, ("REGION", region), "/internal/open-office", asked).await?;
    if answer.status_code() == 200 {
        return Ok(Ok(answer.json::<OpeningReply>().await?.new));
    }
    match answer.json::<Problem>().await {
        Ok(problem) if problem.status < 500 => Ok(Err(problem)),
        _ => Err(Error::RustError(format!("the office of {region} does not open"))),
    }
}

async fn open_region(env: &Env, opening: &RegionOpening) -> Result<()> {
    post(env, "REGION", &opening.code, "/internal/open", &serde_json::to_string(opening)?).await
}

async fn post(env: &Env, class: &str, name: &str, path: &str, body: &str) -> Result<()> {
    match internal_requests::post_object(env, (class, name), path, body).await?.status_code() {
        200 => Ok(()),
        status => Err(Error::RustError(format!("{class} {name} answers {status} to {path}"))),
    }
}
