//! What really happened in a live broadcast, as text: it does not change when the rundown is edited later.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::calendar::field;

/// The record of one live broadcast.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AsRun {
    /// When it began: "2014-03-18T20:00:03".
    pub id: String,
    #[serde(deserialize_with = "field::date")]
    pub date: NaiveDate,
    /// A line for each item, its parts between `|`; the other lines are the whole, the holds and what came in.
    pub text: String,
}

impl AsRun {
    /// The heading of the parts of an item's line.
    pub const HEAD: [&'static str; 6] = ["TT", "Mục", "Bắt đầu", "Kết thúc", "Thực tế", "Kế hoạch"];

    /// The lines of the items in their parts, and the other lines.
    pub fn lines(&self) -> (Vec<Vec<&str>>, Vec<&str>) {
        let (items, others): (Vec<&str>, Vec<&str>) = self.text.lines().partition(|line| line.contains('|'));
        (items.into_iter().map(|line| line.split('|').map(str::trim).collect()).collect(), others)
    }
}
