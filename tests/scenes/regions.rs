//! A street's answer to a community.

use domain::decisions::OpinionVerdict;
use domain::regions::AnswerCheckRequest;

pub fn agreeing_answer() -> AnswerCheckRequest {
    AnswerCheckRequest {
        verdict: OpinionVerdict::Agree, text: "程序和内容符合规定，同意。".parse().expect("a text")
    }
}
