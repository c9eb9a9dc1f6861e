//! What stands in a letter from object to object, and where it is sent.
//!
//! Invariant: a letter contains nothing that its reader may not know, so it is stored unsealed.

use crate::answer::HandlerError;
use crate::internal_requests::write_body;
use domain::regions::{CheckAnswer, CheckTold};
use serde::{Deserialize, Serialize};

/// The paths where a region takes letters of communities, and where a community takes its region's answers.
pub const CHECKS: &str = "/internal/checks";
pub const CHECK_ANSWERS: &str = "/internal/check-answers";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Letter {
    /// From a community to its street or township.
    Check(CheckTold),
    /// From there back to the community.
    Answer(CheckAnswer),
}

impl Letter {
    /// The class and the name of the receiving object, and the path.
    pub fn address(&self) -> (&'static str, String, &'static str) {
        match self {
            Self::Check(told) => ("REGION", told.community.parent().to_string(), CHECKS),
            Self::Answer(answer) => ("COMMUNITY", answer.community.to_string(), CHECK_ANSWERS),
        }
    }

    pub fn body(&self) -> Result<String, HandlerError> {
        match self {
            Self::Check(told) => write_body(told),
            Self::Answer(answer) => write_body(answer),
        }
    }
}
