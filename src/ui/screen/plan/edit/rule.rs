//! The rules to choose from.

use crate::plan::{Activity, Rule};

/// A rule without its details.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    PraiseAndCritiqueEach,
    PraiseAndCritiqueMonthly,
    ModelOfficial,
    BothSides,
    AnsweredProcedure,
    Agreement,
    DaysOffOnly,
    OpinionBox,
    SpeaksOf,
    Reviewed,
}

impl Kind {
    pub const ALL: [Self; 10] = [
        Self::PraiseAndCritiqueEach,
        Self::PraiseAndCritiqueMonthly,
        Self::ModelOfficial,
        Self::BothSides,
        Self::AnsweredProcedure,
        Self::Agreement,
        Self::DaysOffOnly,
        Self::OpinionBox,
        Self::SpeaksOf,
        Self::Reviewed,
    ];

    fn of(rule: &Rule) -> Self {
        match rule {
            Rule::PraiseAndCritiqueEach => Self::PraiseAndCritiqueEach,
            Rule::PraiseAndCritiqueMonthly => Self::PraiseAndCritiqueMonthly,
            Rule::ModelOfficialEvery { .. } => Self::ModelOfficial,
            Rule::BothSides => Self::BothSides,
            Rule::AnsweredProcedure => Self::AnsweredProcedure,
            Rule::AgreementOf(_) => Self::Agreement,
            Rule::DaysOffOnly => Self::DaysOffOnly,
            Rule::OpinionBox => Self::OpinionBox,
            Rule::SpeaksOf(_) => Self::SpeaksOf,
            Rule::Reviewed => Self::Reviewed,
        }
    }

    /// The rule as a new one would be.
    pub fn rule(self) -> Rule {
        match self {
            Self::PraiseAndCritiqueEach => Rule::PraiseAndCritiqueEach,
            Self::PraiseAndCritiqueMonthly => Rule::PraiseAndCritiqueMonthly,
            Self::ModelOfficial => Rule::ModelOfficialEvery { months: 1 },
            Self::BothSides => Rule::BothSides,
            Self::AnsweredProcedure => Rule::AnsweredProcedure,
            Self::Agreement => Rule::AgreementOf(Vec::new()),
            Self::DaysOffOnly => Rule::DaysOffOnly,
            Self::OpinionBox => Rule::OpinionBox,
            // The fields that the first plan names (IV.4).
            Self::SpeaksOf => Rule::SpeaksOf(["dat-dai", "xay-dung", "ho-tich"].map(str::to_owned).to_vec()),
            Self::Reviewed => Rule::Reviewed,
        }
    }

    /// The activity's rule of this kind.
    pub fn find(self, activity: &Activity) -> Option<&Rule> {
        activity.rules.iter().find(|rule| Self::of(rule) == self)
    }

    pub fn toggle(self, activity: &mut Activity) {
        if self.find(activity).is_some() {
            activity.rules.retain(|rule| Self::of(rule) != self);
        } else {
            activity.rules.push(self.rule());
        }
    }
}

/// The agencies that must agree.
pub fn agreeing(rules: &mut [Rule]) -> Option<&mut Vec<String>> {
    rules.iter_mut().find_map(|rule| match rule {
        Rule::AgreementOf(agencies) => Some(agencies),
        _ => None,
    })
}
