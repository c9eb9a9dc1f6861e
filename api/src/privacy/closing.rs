//! `GET …/closing`, `POST …/closing` and `…/closing/withdrawal`, and the end of the cooling-off time.

use super::{own_data, sql};
use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::db::{Db, Row};
use crate::object::{Cx, Feature, bump_revision};
use crate::{due, erasing, journal, sessions, volunteering};
use domain::contract::Empty;
use domain::ids::{CommunityCode, MemberId};
use domain::members::Post;
use domain::privacy::{
    ClosesAt, ClosingAccount, ClosingPreview, DataPart, Rules, carry_out as may_carry_out, make_pseudonym,
    may_close_account, take_back,
};
use domain::process::DueKind;
use domain::sessions::Done;
use domain::time::{UtcMillis, day_text};

/// Codes of the register whose data is erased; the other data stays under the pseudonym.
const ERASED: [&str; 11] = [
    "contact",
    "identity",
    "birth",
    "sessions",
    "sign-ins",
    "passkeys",
    "slips",
    "notices",
    "searches",
    "reports",
    "check-in-tries",
];
/// Parts of the copy that must be kept by law.
const KEPT: [DataPart; 17] = [
    DataPart::Stays,
    DataPart::Seats,
    DataPart::SignUps,
    DataPart::Services,
    DataPart::Hours,
    DataPart::Assistance,
    DataPart::Consents,
    DataPart::Reveals,
    DataPart::Proposals,
    DataPart::Cosigns,
    DataPart::Posts,
    DataPart::Meetings,
    DataPart::Mandates,
    DataPart::Votes,
    DataPart::HandOuts,
    DataPart::Duties,
    DataPart::Journal,
];

fn account(db: &dyn Db, member: MemberId, now: UtcMillis) -> HandlerResult<(ClosingAccount, Option<i64>)> {
    let today = day_text(now.day());
    let posts = db.run(sql::SEATS_HELD, bind![member, today.as_str()])?;
    let open = db.run(sql::CLOSING, bind![member])?;
    let posts = posts.iter().map(|row| row.parsed::<Post>(0)).collect::<Result<Vec<_>, _>>()?;
    // Membership of a team or the party without an office ends with the account.
    let seats_held = u32::try_from(posts.iter().filter(|post| post.is_office()).count()).unwrap_or(u32::MAX);
    let closes_at = open.first().map(|row| row.time(0)).transpose()?;
    Ok((ClosingAccount { seats_held, closes_at }, open.first().map(|row: &Row| row.int(1)).transpose()?))
}

crate::handle!(ShowClosing, show_closing);
pub fn show_closing(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<ClosingPreview> {
    let member = cx.allow_self()?;
    let (account, _) = account(cx.db, member, cx.now)?;
    Ok(ClosingPreview {
        erased: ERASED.map(str::to_owned).to_vec(),
        kept: own_data::held_parts(cx, member)?.into_iter().filter(|part| KEPT.contains(part)).collect(),
        seats: account.seats_held,
        cooling_off_days: Rules::current().cooling_off_days,
        closes_at: account.closes_at,
    })
}

crate::handle!(CloseAccount, close_account);
/// Requests the closing of the account: all places and sessions end at once, the rest after the cooling-off time.
pub fn close_account(cx: &Cx<'_>, (community,): (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<ClosesAt> {
    let member = cx.allow_self()?;
    let closes_at = may_close_account(&account(cx.db, member, cx.now)?.0, cx.now, Rules::current())?;
    cx.run(sql::CLOSE, bind![member, cx.now, closes_at])?;
    let places = volunteering::give_all_back(cx, member)?;
    let sessions = cx.run(sessions::REVOKE_ALL, bind![cx.now, member])?.len();
    due::set_due(cx.db, DueKind::Closing, &member.to_string(), closes_at)?;
    cx.set_session_cookie(community.as_str(), "", 0);
    let detail = serde_json::json!({ "closes_at": closes_at, "places": places, "sessions": sessions });
    cx.journal(&member.to_string(), &detail)?;
    Ok(ClosesAt { closes_at })
}

crate::handle!(TakeBackClosing, take_back_closing);
pub fn take_back_closing(cx: &Cx<'_>, _: (CommunityCode,), _: &(), _: &Empty) -> HandlerResult<Done> {
    let member = cx.allow_self()?;
    take_back(&account(cx.db, member, cx.now)?.0, cx.now)?;
    cx.run(sql::TAKE_BACK, bind![cx.now, member])?;
    due::remove_due(cx.db, DueKind::Closing, &member.to_string())?;
    cx.journal(&member.to_string(), &serde_json::json!({}))?;
    Ok(Done {})
}

/// Closes the account at its time: the person is erased and the member's row stays under a pseudonym, so that ledger
/// and journal stay complete.
pub fn carry_out(db: &dyn Db, now: UtcMillis, subject: &str) -> Result<(), HandlerError> {
    let Ok(member) = subject.parse::<MemberId>() else { return Ok(()) };
    let (account, number) = account(db, member, now)?;
    let Some(number) = number else { return Ok(()) };
    if !may_carry_out(&account, now) {
        // The member took office meanwhile: the request is void, and may be repeated after the term.
        db.run(sql::TAKE_BACK, bind![now, member])?;
        return Ok(journal::append_row(db, now, "", "due/closing-void", subject, "{}")?);
    }
    erasing::erase_tonight(db, now)?;
    db.run(sql::ERASE_INBOX, bind![member])?;
    db.run(sql::ERASE_PERSON, bind![make_pseudonym(number.unsigned_abs()), now, member])?;
    for statement in sql::ERASE_REST {
        db.run(statement, bind![member])?;
    }
    // Pages that named the person have changed.
    for feature in [Feature::Members, Feature::Matters, Feature::Meetings, Feature::Volunteering] {
        bump_revision(db, feature)?;
    }
    db.run(sql::DONE, bind![now, number])?;
    let detail = serde_json::json!({ "number": number }).to_string();
    Ok(journal::append_row(db, now, "", "due/close-account", subject, &detail)?)
}
