//! Requests about signing in that other tests need.

use crate::scenes::activities::test_reason;
use domain::sessions::PrintSlipRequest;

pub fn print_slip_request() -> PrintSlipRequest {
    PrintSlipRequest { reason: test_reason() }
}
