//! Exact decimal numbers and fractions: quantities, marks and weights are never rounded unnoticed.

mod fraction;

pub use fraction::Fraction;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::calendar::wording;

/// A decimal number with at most four decimals, up to [`Decimal::MOST`] in size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Decimal(i64);

/// Why a text is no decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("không phải một số; hãy viết như 12 hoặc 2,5, nhiều nhất bốn chữ số thập phân")]
pub struct NotANumber;

impl Decimal {
    pub const ZERO: Self = Self(0);
    pub const ONE: Self = Self(Self::UNIT);
    /// The largest size, one billion: larger ones are typing mistakes.
    pub const MOST: Self = Self(1_000_000_000 * Self::UNIT);
    /// Units in a whole.
    const UNIT: i64 = 10_000;
    const DECIMALS: usize = 4;

    pub const fn whole(number: i32) -> Self {
        Self(number as i64 * Self::UNIT)
    }

    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The number times a whole one, rounded half up to a whole.
    pub fn times(self, factor: u64) -> i128 {
        let product = i128::from(self.0) * i128::from(factor);
        let unit = i128::from(Self::UNIT);
        (product + unit / 2).div_euclid(unit)
    }

    /// The exact value.
    pub fn fraction(self) -> Fraction {
        Fraction::new(i128::from(self.0), i128::from(Self::UNIT))
    }

    /// Parses a number as people type it: "2,5", "2.5", "1.200,5". A point before exactly three digits groups
    /// thousands, as the program itself writes them.
    ///
    /// # Errors
    /// For anything else.
    pub fn typed(text: &str) -> Result<Self, NotANumber> {
        let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
        match (text.matches(',').count(), text.matches('.').count()) {
            (0, 0) => text.parse(),
            (1, 0) => text.replace(',', ".").parse(),
            (commas, _) if commas <= 1 => {
                let (whole, part) = text.split_once(',').map_or((text.as_str(), None), |(w, p)| (w, Some(p)));
                match (ungrouped(whole), part) {
                    (Some(whole), Some(part)) => format!("{whole}.{part}").parse(),
                    (Some(whole), None) => whole.parse(),
                    (None, None) => text.parse(),
                    (None, Some(_)) => Err(NotANumber),
                }
            }
            _ => Err(NotANumber),
        }
    }

    /// As people read it: "2,5", "1.200".
    pub fn shown(self) -> String {
        let plain = self.to_string();
        let bare = plain.trim_start_matches('-');
        let (whole, part) = bare.split_once('.').unwrap_or((bare, ""));
        let sign = if self.is_negative() { "-" } else { "" };
        let whole = wording::grouped(whole.parse::<u64>().unwrap_or_default());
        let point = if part.is_empty() { "" } else { "," };
        format!("{sign}{whole}{point}{part}")
    }
}

/// "1.200" without its points; none where a group has other than three digits.
fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split('.');
    let first = groups.next()?;
    let digits = first.trim_start_matches('-');
    let is_first = (1..=3).contains(&digits.len()) && digits != "0";
    let rest: Vec<&str> = groups.collect();
    let is_grouped = is_first && rest.iter().all(|group| group.len() == 3);
    (rest.is_empty() || is_grouped).then(|| format!("{first}{}", rest.concat()))
}

/// "2.5": with a point, without groups, as files keep it.
impl FromStr for Decimal {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let (is_negative, bare) = match text.strip_prefix('-') {
            Some(bare) => (true, bare),
            None => (false, text),
        };
        let (whole, part) = bare.split_once('.').unwrap_or((bare, ""));
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = is_digits(whole) && is_digits(part) && part.len() <= Self::DECIMALS;
        if whole.is_empty() || !is_number || bare.ends_with('.') {
            return Err(NotANumber);
        }
        let units = format!("{whole}{part:0<width$}", width = Self::DECIMALS);
        let units: i64 = units.parse().map_err(|_| NotANumber)?;
        let found = Self(if is_negative { -units } else { units });
        if units <= Self::MOST.0 { Ok(found) } else { Err(NotANumber) }
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.abs() / Self::UNIT, self.0.abs() % Self::UNIT);
        if part == 0 {
            return write!(out, "{sign}{whole}");
        }
        let part = format!("{part:0width$}", width = Self::DECIMALS);
        write!(out, "{sign}{whole}.{}", part.trim_end_matches('0'))
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(|_| {
            serde::de::Error::custom(format!("“{text}” không phải một số; hãy viết như \"12\" hoặc \"2.5\""))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them_and_written_as_people_read_them() {
        for (typed, kept, shown) in [
            ("12", "12", "12"),
            ("2,5", "2.5", "2,5"),
            ("2.5", "2.5", "2,5"),
            ("1.200", "1200", "1.200"),
            ("1.200,25", "1200.25", "1.200,25"),
            ("0.125", "0.125", "0,125"),
            ("-3,50", "-3.5", "-3,5"),
            (" 1 200 ", "1200", "1.200"),
            ("0,0001", "0.0001", "0,0001"),
        ] {
            let number = Decimal::typed(typed).expect(typed);
            assert_eq!((number.to_string().as_str(), number.shown().as_str()), (kept, shown), "{typed}");
            assert_eq!(kept.parse(), Ok(number));
        }
        for text in ["", ",", "1,2,3", "1.2.3", "1,23456", "12a", "1e3", "-", "5.", "9999999999999", "½"] {
            assert!(Decimal::typed(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn half_a_dong_is_rounded_up() {
        for (quantity, price, amount) in [
            ("2.5", 3, 8),
            ("0.145", 100, 15),
            ("0.1449", 100, 14),
            ("3", 1_000_000_000_000, 3_000_000_000_000),
        ] {
            let quantity: Decimal = quantity.parse().expect("a number");
            assert_eq!(quantity.times(price), amount, "{quantity} × {price}");
        }
    }
}
