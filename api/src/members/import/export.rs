//! `POST …/members/export`: the roster for a spreadsheet, one page at a time. It writes to the journal, because it
//! gives out full phones and addresses.

use super::sql::{self, ExportedMember};
use crate::answer::HandlerResult;
use crate::members::roster::PageAsked;
use crate::object::Cx;
use crate::seal;
use domain::access::Subject;
use domain::contract::{Empty, Page, PageLimit};
use domain::ids::{CommunityCode, MemberId};
use domain::limits;
use domain::masking;
use domain::members::import::{DwellingAddress, ExportQuery, ExportRow, exported_words};

crate::handle!(ExportRoster, export_roster);
pub fn export_roster(
    cx: &Cx<'_>,
    _: (CommunityCode,),
    query: &ExportQuery,
    _: &Empty,
) -> HandlerResult<Page<ExportRow, MemberId>> {
    cx.allow(&Subject::Community)?;
    let (after, building) = (query.after, query.building.as_ref());
    let asked = PageAsked::read(cx, query.grid, building, after, PageLimit(limits::EXPORT_ROWS_MAX))?;
    let found: Vec<ExportedMember> = cx.read_all(sql::EXPORT, &asked.by_dwelling())?;
    let page = Page::cut(found, asked.limit, |row| row.member).map(|row| {
        let identity = row.identity_sealed.map_or_else(String::new, |sealed| {
            let opened = seal::open_text(cx.secrets, &["identity", &row.member.to_string()], &sealed);
            masking::mask_identity(&opened.unwrap_or_default())
        });
        let DwellingAddress { building, unit, door } = row.place;
        let [sex, kinship, registered] = exported_words(&row.sex, &row.kinship, row.registered).map(str::to_owned);
        let values = vec![row.name, sex, row.born, identity, row.phone, building, unit, door];
        let values = [values, vec![row.grid, row.group, kinship, registered]].concat();
        ExportRow { member: row.member, values }
    });
    cx.journal("", &serde_json::json!({ "rows": page.rows.len(), "grid": query.grid, "building": query.building }))?;
    Ok(page)
}
