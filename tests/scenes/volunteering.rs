//! Requests of volunteer service that several tests send.

use domain::time::UtcMillis;
use domain::volunteering::{AttendanceCodeRequest, CheckInKey, code_at};

/// What the volunteer's phone sends when the organiser's shows the code of `shown`; its own clock is off by `off`.
pub fn attendance_code_request(key: &str, shown: UtcMillis, off: i64) -> AttendanceCodeRequest {
    let key = CheckInKey::from_hex(key).expect("a key");
    AttendanceCodeRequest { code: code_at(&key, shown), at: shown.plus(off) }
}
