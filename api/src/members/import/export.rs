//! `POST …/members/export`: the roster for a spreadsheet, one page at a time. It writes to the journal, because it
//! gives out full phones and addresses.

use super::sql;
use crate::answer::HandlerResult;
use crate::bind;
use crate::object::Cx;
use crate::seal;
use domain::access::Subject;
use domain::contract::Empty;
use domain::ids::{CommunityCode, MemberId};
use domain::limits;
use domain::masking;
use domain::members::import::{ExportQuery, ExportRow, RosterExport};

crate::handle!(ExportRoster, export_roster);
pub fn export_roster(cx: &Cx<'_>, _: (CommunityCode,), query: &ExportQuery, _: &Empty) -> HandlerResult<RosterExport> {
    cx.allow(&Subject::Community)?;
    let after = query.after.map(|member| member.to_string()).unwrap_or_default();
    let mut rows = vec![];
    for row in cx.run(sql::EXPORT, bind![after, limits::EXPORT_ROWS_MAX + 1])? {
        let member: MemberId = row.parsed(0)?;
        let word = |at| Ok::<_, crate::answer::HandlerError>(row.maybe_text(at)?.unwrap_or_default());
        let identity = if row.flag(4)? {
            let opened = seal::open_text(cx.secrets, &["identity", &member.to_string()], &row.blob(13)?);
            masking::mask_identity(&opened.unwrap_or_default())
        } else {
            String::new()
        };
        let mut values = vec![word(1)?, word(2)?, word(3)?, identity];
        for at in 5..12 {
            values.push(word(at)?);
        }
        values.push(if row.flag(12)? { "是" } else { "否" }.to_owned());
        rows.push(ExportRow { member, values });
    }
    let more = rows.len() > limits::EXPORT_ROWS_MAX as usize;
    rows.truncate(limits::EXPORT_ROWS_MAX as usize);
    cx.journal("", &serde_json::json!({ "rows": rows.len() }))?;
    Ok(RosterExport { rows, more })
}
