//! A question that was put to somebody and waits for one answer: an appeal, a contest, a request for a correction, an
//! opinion.
//!
//! Invariant: nobody answers in their own case, and an answer is given once.

/// A question, as far as its answer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Question {
    /// Whether it concerns the person who wants to answer, or that person's household.
    pub is_own: bool,
    pub is_asked: bool,
    pub is_answered: bool,
}

/// Why a question takes no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    OwnCase,
    NotAsked,
    AlreadyAnswered,
}

impl Question {
    /// A question that was asked.
    pub fn asked(is_answered: bool) -> Self {
        Self { is_own: false, is_asked: true, is_answered }
    }

    #[must_use]
    pub fn of_own_case(self, is_own: bool) -> Self {
        Self { is_own, ..self }
    }

    pub fn may_answer(&self) -> Result<(), NoAnswer> {
        if self.is_own {
            Err(NoAnswer::OwnCase)
        } else if !self.is_asked {
            Err(NoAnswer::NotAsked)
        } else if self.is_answered {
            Err(NoAnswer::AlreadyAnswered)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_given_once_and_not_in_ones_own_case() {
        let open = Question::asked(false);
        for (name, question, expect) in [
            ("it waits", open, Ok(())),
            ("answered", Question::asked(true), Err(NoAnswer::AlreadyAnswered)),
            ("never asked", Question::default(), Err(NoAnswer::NotAsked)),
            ("one's own", open.of_own_case(true), Err(NoAnswer::OwnCase)),
            ("one's own, not asked", Question::default().of_own_case(true), Err(NoAnswer::OwnCase)),
        ] {
            assert_eq!(question.may_answer(), expect, "{name}");
        }
    }
}
