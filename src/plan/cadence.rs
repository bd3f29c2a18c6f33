//! How often the plan requires an activity: its "thời gian thực hiện".

use serde::{Deserialize, Serialize};

use crate::calendar::wording::{count_word, listed};

/// The frequency, as the plan words it. Months are 1–12.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cadence {
    /// "Mỗi tháng hai kỳ": this many slots in every month, evenly spaced.
    PerMonth(u32),
    /// "Hằng tuần": each ISO week (ISO 8601) of the year, 52 or 53.
    Weekly,
    /// "Mỗi quý một lần"
    Quarterly,
    /// "Tháng 04 và tháng 08": one slot in each month named.
    Months(Vec<u32>),
    /// "Bắt đầu từ tháng 04 … kết thúc vào tháng 10": one slot anywhere in the window.
    Window { from: u32, to: u32 },
    /// "Hai tuần một lần": a slot every this many ISO weeks, counted from the first week of the year.
    EveryWeeks(u32),
    /// "Sáu tháng một lần": a slot every this many months, counted from January; 6 is half-yearly.
    EveryMonths(u32),
    /// "Ba buổi trong tháng 4 đến tháng 10": this many slots anywhere in the window.
    Times { count: u32, from: u32, to: u32 },
    /// "Ngày 19 tháng 5": one slot on this day.
    On { month: u32, day: u32 },
    /// "Mỗi tháng ít nhất 02": this many slots anywhere in each month.
    AtLeastMonthly(u32),
    /// "Ít nhất 03": this many slots over the whole year.
    AtLeast(u32),
    /// "Thường xuyên": one slot over the whole year, owed until something is published.
    Ongoing,
}

impl Cadence {
    /// As a plan words it: "mỗi tháng hai kỳ", "từ tháng 4 đến tháng 10".
    pub fn words(&self) -> String {
        let month = |month: &u32| month.to_string();
        match self {
            Self::PerMonth(count) => format!("mỗi tháng {} kỳ", count_word(*count)),
            Self::Weekly | Self::EveryWeeks(1) => "hằng tuần".to_owned(),
            Self::Quarterly => "mỗi quý một lần".to_owned(),
            Self::Months(months) => {
                format!("tháng {}", listed(&months.iter().map(month).collect::<Vec<_>>()))
            }
            Self::Window { from, to } if from == to => format!("trong tháng {from}"),
            Self::Window { from, to } => format!("từ tháng {from} đến tháng {to}"),
            Self::EveryWeeks(weeks) => format!("{} tuần một lần", count_word(*weeks)),
            Self::EveryMonths(1) => "mỗi tháng một lần".to_owned(),
            Self::EveryMonths(months) => format!("{} tháng một lần", count_word(*months)),
            Self::Times { count, from, to } if from == to => {
                format!("{} lần trong tháng {from}", count_word(*count))
            }
            Self::Times { count, from, to } => {
                format!("{} lần từ tháng {from} đến tháng {to}", count_word(*count))
            }
            Self::On { month, day } => format!("ngày {day} tháng {month}"),
            Self::AtLeastMonthly(count) => format!("mỗi tháng ít nhất {} kỳ", count_word(*count)),
            Self::AtLeast(count) => format!("ít nhất {} kỳ trong năm", count_word(*count)),
            Self::Ongoing => "thường xuyên".to_owned(),
        }
    }
}
