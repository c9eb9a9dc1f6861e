//! Posting to the ledger and reading statements. The store's triggers keep the balances; this only writes transfers.
//!
//! Code writes a transfer. The trigger `transfers_post` writes two entries, each with the running balance, and
//! `entries_balance` moves the account. Other triggers refuse:
//!
//! - a transfer between two units, or below an account's floor;
//! - an entry that does not follow from a transfer, or follows twice;
//! - a balance that does not follow from the account's last entry;
//! - a correction that names no original between the same two accounts, or takes back more than is left of it;
//! - every change and deletion of a transfer or an entry, and every deletion of an account.
//!
//! Minutes come from one source account, which goes below zero by everything that was ever confirmed.

pub(crate) mod sql;

use crate::answer::{HandlerError, HandlerResult};
use crate::bind;
use crate::object::Cx;
use crate::volunteering;
use domain::access::Subject;
use domain::contract::{Empty, Page, PageQuery};
use domain::ids::{AccountId, CommunityCode, MemberId, ServiceId, TransferId};
use domain::ledger::{AccountKind, HoursEntry, HoursStatement, TransferPurpose, Unit};

/// The reason of a transfer and the record that it belongs to.
pub struct LedgerPosting<'a> {
    pub purpose: TransferPurpose,
    pub service: ServiceId,
    pub corrects: Option<TransferId>,
    pub reason: Option<&'a str>,
}

/// Moves minutes from the source of service to a volunteer.
pub fn credit_service(
    cx: &Cx<'_>,
    volunteer: MemberId,
    minutes: u32,
    post: &LedgerPosting<'_>,
) -> HandlerResult<TransferId> {
    let (source, account) = accounts(cx, volunteer)?;
    transfer(cx, source, account, minutes, post)
}

/// Moves minutes back.
pub fn take_back_service(
    cx: &Cx<'_>,
    volunteer: MemberId,
    minutes: u32,
    post: &LedgerPosting<'_>,
) -> HandlerResult<TransferId> {
    let (source, account) = accounts(cx, volunteer)?;
    transfer(cx, account, source, minutes, post)
}

fn transfer(
    cx: &Cx<'_>,
    debit: AccountId,
    credit: AccountId,
    minutes: u32,
    post: &LedgerPosting<'_>,
) -> HandlerResult<TransferId> {
    let id = cx.new_id(TransferId::from_parts);
    let (unit, purpose) = (Unit::ServiceMinutes.as_str(), post.purpose.as_str());
    let by = cx.member()?;
    let values = bind![id, unit, debit, credit, minutes, purpose, cx.now, by, post.corrects, post.service, post.reason];
    cx.run(sql::ADD_TRANSFER, values)?;
    Ok(id)
}

/// The source of service minutes and the volunteer's account, opened when first needed.
fn accounts(cx: &Cx<'_>, volunteer: MemberId) -> HandlerResult<(AccountId, AccountId)> {
    Ok((account(cx, AccountKind::Source, None)?, account(cx, AccountKind::Member, Some(volunteer))?))
}

fn account(cx: &Cx<'_>, kind: AccountKind, owner: Option<MemberId>) -> HandlerResult<AccountId> {
    let unit = Unit::ServiceMinutes.as_str();
    let owner_text = owner.map(|owner| owner.to_string()).unwrap_or_default();
    if let Some(row) = cx.first(sql::ACCOUNT, bind![unit, kind.as_str(), owner_text])? {
        return Ok(row.parsed(0)?);
    }
    let id = cx.new_id(AccountId::from_parts);
    let floor = (kind == AccountKind::Member).then_some(0i64);
    cx.run(sql::ADD_ACCOUNT, bind![id, unit, kind.as_str(), owner, floor])?;
    Ok(id)
}

/// A member's present balance in minutes.
pub fn member_balance(cx: &Cx<'_>, member: MemberId) -> HandlerResult<i64> {
    let row = cx.first(sql::BALANCE, bind![Unit::ServiceMinutes.as_str(), member])?;
    Ok(row.map_or(Ok(0), |row| row.int(0))?)
}

crate::handle!(ShowHours, show_hours);
/// `GET …/members/{member}/hours`
pub fn show_hours(
    cx: &Cx<'_>,
    (_, member): (CommunityCode, MemberId),
    query: &PageQuery,
    _: &Empty,
) -> HandlerResult<HoursStatement> {
    let Some(row) = cx.first(sql::MEMBER, bind![member])? else { return cx.refuse_absent() };
    cx.allow(&Subject::Member { member, household: Some(row.parsed(1)?), grid: Some(row.parsed(2)?) })?;
    let name = row.text(0)?;
    let values = bind![Unit::ServiceMinutes.as_str(), member, query.below(), query.rows()];
    let entries: Vec<HoursEntry> = cx.read_all(sql::STATEMENT, values)?;
    Ok(HoursStatement {
        member,
        name,
        total_minutes: member_balance(cx, member)?,
        page: Page::cut(entries, query.rows(), |entry| entry.seq),
        pending: volunteering::pending_of(cx, member)?,
    })
}

/// The sum over all accounts of each unit, which is zero, and the number of accounts.
pub fn sum_units(db: &dyn crate::db::Db) -> Result<Vec<(String, i64)>, HandlerError> {
    db.run(sql::SUMS, &[])?.iter().map(|row| Ok((row.text(0)?, row.int(1)?))).collect()
}
