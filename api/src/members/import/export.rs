//! `POST …/members/export`: the roster for a spreadsheet, one page at a time. It writes to the journal, because it
//! gives out full phones and addresses.

use super::sql::{self, ExportedMember};
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use crate::seal;
use domain::access::Subject;
use domain::contract::Empty;
use domain::ids::CommunityCode;
use domain::limits;
use domain::masking;
use domain::members::import::{DwellingAddress, ExportQuery, ExportRow, RosterExport};

crate::handle!(ExportRoster, export_roster);
pub fn export_roster(cx: &Cx<'_>, _: (CommunityCode,), query: &ExportQuery, _: &Empty) -> HandlerResult<RosterExport> {
    cx.allow(&Subject::Community)?;
    let after = query.after.map(|member| member.to_string()).unwrap_or_default();
    let mut rows = vec![];
    for row in cx.read_all::<ExportedMember>(sql::EXPORT, bind![after, limits::EXPORT_ROWS_MAX + 1])? {
        let identity = row.identity_sealed.map_or_else(String::new, |sealed| {
            let opened = seal::open_text(cx.secrets, &["identity", &row.member.to_string()], &sealed);
            masking::mask_identity(&opened.unwrap_or_default())
        });
        let DwellingAddress { building, unit, door } = row.place;
        let registered = if row.registered { "是" } else { "否" }.to_owned();
        let mut values = vec![row.name, row.sex, row.born, identity, row.phone, building, unit, door];
        values.extend([row.grid, row.group, row.kinship, registered]);
        rows.push(ExportRow { member: row.member, values });
    }
    let more = rows.len() > limits::EXPORT_ROWS_MAX as usize;
    rows.truncate(limits::EXPORT_ROWS_MAX as usize);
    cx.journal("", &serde_json::json!({ "rows": rows.len() }))?;
    Ok(RosterExport { rows, more })
}
