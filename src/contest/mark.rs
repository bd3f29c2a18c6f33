//! The judges' marks: who wrote each one when, and what it was before.

use serde::{Deserialize, Serialize};

use super::Contest;
use crate::decimal::Decimal;

/// What a judge gives a team for a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Mark {
    /// The team, the round, the judge and the criterion: see [`Contest::mark_id`].
    pub id: String,
    /// None after a mark was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Decimal>,
    /// Who typed it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// "2014-09-20 08:15:30"
    #[serde(skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// What it was before corrections, the oldest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<Was>,
}

/// A mark that was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Was {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Decimal>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub at: String,
}

/// Who types a mark, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stamp {
    pub by: String,
    /// "2014-09-20 08:15:30"
    pub at: String,
}

impl Contest {
    pub fn mark_id(team: &str, round: &str, judge: &str, criterion: &str) -> String {
        format!("{team}/{round}/{judge}/{criterion}")
    }

    /// The mark with this id; none while it is not given, or after it was taken back.
    pub fn mark(&self, id: &str) -> Option<Decimal> {
        self.marks.iter().find(|mark| mark.id == id)?.points
    }

    /// Writes a mark. What was there before stays on record, except what the same person typed within the same minute:
    /// a slip of the finger is no correction.
    pub fn set_mark(&mut self, id: &str, points: Option<Decimal>, stamp: Stamp) {
        let Stamp { by, at } = stamp;
        let Some(mark) = self.marks.iter_mut().find(|mark| mark.id == id) else {
            if points.is_some() {
                self.marks.push(Mark { id: id.to_owned(), points, by, at, was: Vec::new() });
            }
            return;
        };
        if mark.points == points {
            return;
        }
        let minute = |at: &str| at.get(..16).map(str::to_owned);
        let is_slip = mark.by == by && minute(&mark.at).is_some() && minute(&mark.at) == minute(&at);
        if !is_slip {
            mark.was.push(Was {
                points: mark.points,
                by: std::mem::take(&mut mark.by),
                at: std::mem::take(&mut mark.at),
            });
        }
        (mark.points, mark.by, mark.at) = (points, by, at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corrected_mark_says_what_it_was_who_wrote_it_and_when() {
        let mut contest = Contest::default();
        let stamp = |by: &str, at: &str| Stamp { by: by.into(), at: format!("2014-09-20 {at}") };
        let points = |text: &str| Some(text.parse::<Decimal>().expect("points"));
        contest.set_mark("a", points("8"), stamp("Mai", "08:15:10"));
        contest.set_mark("a", points("8.5"), stamp("Mai", "08:15:40"));
        assert!(contest.marks[0].was.is_empty(), "typed anew within the minute");
        contest.set_mark("a", points("7"), stamp("Mai", "08:20:00"));
        contest.set_mark("a", None, stamp("Lan", "08:20:30"));
        let was: Vec<_> = contest.marks[0].was.iter().map(|was| (was.points, was.by.as_str())).collect();
        assert_eq!(was, [(points("8.5"), "Mai"), (points("7"), "Mai")]);
        assert_eq!((contest.mark("a"), contest.marks[0].by.as_str()), (None, "Lan"));
        contest.set_mark("b", None, stamp("Lan", "08:21:00"));
        assert_eq!(contest.marks.len(), 1, "nothing was given, nothing was taken back");
    }
}
