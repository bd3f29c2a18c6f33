//! Exact fractions: means and weighted sums of marks.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Sub};

use crate::calendar::wording;

/// A fraction in lowest terms.
///
/// Sums and products overflow only beyond 38 digits; what is computed with it stays within 30.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    above: i128,
    /// Always positive.
    below: i128,
}

impl Fraction {
    pub const ZERO: Self = Self { above: 0, below: 1 };

    /// # Panics
    /// When `below` is 0.
    pub fn new(above: i128, below: i128) -> Self {
        assert!(below != 0, "a fraction has no denominator 0");
        let divisor = gcd(above.unsigned_abs(), below.unsigned_abs()).max(1) as i128;
        let sign = if below < 0 { -1 } else { 1 };
        Self { above: sign * above / divisor, below: sign * below / divisor }
    }

    /// Divided by a count; zero things have the mean 0.
    #[must_use]
    pub fn over(self, count: usize) -> Self {
        if count == 0 { Self::ZERO } else { Self::new(self.above, self.below * count as i128) }
    }

    pub fn is_negative(self) -> bool {
        self.above < 0
    }

    /// Rounded half away from zero to this many decimals, as people read it: "28,67".
    pub fn shown(self, decimals: usize) -> String {
        let unit = 10_i128.pow(decimals as u32);
        let size = self.above.abs() * unit;
        let rounded = (2 * size + self.below) / (2 * self.below);
        let sign = if self.above < 0 && rounded > 0 { "-" } else { "" };
        let whole = wording::grouped((rounded / unit) as u64);
        if decimals == 0 {
            return format!("{sign}{whole}");
        }
        format!("{sign}{whole},{part:0decimals$}", part = rounded % unit)
    }

    /// "86/3", "12"
    pub fn exact(self) -> String {
        if self.below == 1 { self.above.to_string() } else { format!("{}/{}", self.above, self.below) }
    }
}

fn gcd(mut one: u128, mut other: u128) -> u128 {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one
}

impl Add for Fraction {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let divisor = gcd(self.below.unsigned_abs(), other.below.unsigned_abs()) as i128;
        let (own, theirs) = (self.below / divisor, other.below / divisor);
        Self::new(self.above * theirs + other.above * own, own * other.below)
    }
}

impl Sub for Fraction {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + Self { above: -other.above, below: other.below }
    }
}

impl Mul for Fraction {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        Self::new(self.above * other.above, self.below * other.below)
    }
}

impl std::iter::Sum for Fraction {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, Add::add)
    }
}

impl Ord for Fraction {
    /// Like a division by hand: no product that could overflow.
    fn cmp(&self, other: &Self) -> Ordering {
        let whole =
            |number: &Self| (number.above.div_euclid(number.below), number.above.rem_euclid(number.below));
        let ((own, rest), (theirs, others)) = (whole(self), whole(other));
        own.cmp(&theirs).then_with(|| {
            if rest == 0 || others == 0 {
                return rest.cmp(&others);
            }
            // The larger part has the smaller inverse.
            let inverse = |rest, below| Self { above: below, below: rest };
            inverse(others, other.below).cmp(&inverse(rest, self.below))
        })
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Fraction;

    #[test]
    fn thirds_add_up_to_a_whole_and_are_rounded_only_when_shown() {
        let third = Fraction::new(1, 3);
        assert_eq!([third; 3].into_iter().sum::<Fraction>(), Fraction::new(1, 1));
        assert!(third > Fraction::new(3333, 10_000) && third < Fraction::new(3334, 10_000));
        assert!(Fraction::new(-1, 3) < Fraction::new(-1, 4) && Fraction::new(2, 6) <= third);
        let large = i128::MAX / 2;
        assert!(Fraction::new(large, large - 1) < Fraction::new(large - 1, large - 2));
        for (above, below, shown) in [
            (86, 3, "28,67"),
            (-1, 8, "-0,13"),
            (1, 200, "0,01"),
            (-1, 300, "0,00"),
            (12_345, 10, "1.234,50"),
        ] {
            assert_eq!(Fraction::new(above, below).shown(2), shown);
        }
    }
}
