//! The points of a team in a round.

use std::collections::HashMap;

use super::{Contest, Round};
use crate::decimal::{Decimal, Fraction};

/// More judges of a round, or more rounds, do not count; the arithmetic stays within its bounds.
pub const MOST_JUDGES: usize = 30;
pub const MOST_ROUNDS: usize = 30;
/// The most that a criterion can be worth, or a round be multiplied with.
pub(super) const MOST_POINTS: Decimal = Decimal::whole(1000);
pub(super) const MOST_WEIGHT: Decimal = Decimal::whole(100);

/// A judge's paper on a team in a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet<'a> {
    /// Id.
    pub judge: &'a str,
    /// For each criterion of the round; none where no valid mark stands.
    pub marks: Vec<Option<Decimal>>,
    /// The sum of a paper on which no mark is missing.
    pub total: Option<Fraction>,
    /// Left out as one of the highest or lowest.
    pub is_dropped: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundScore<'a> {
    pub round: &'a Round,
    /// In the order of the judges.
    pub sheets: Vec<Sheet<'a>>,
    /// The mean of the papers that count.
    pub mean: Fraction,
    /// Taken off for overtime, before the weight.
    pub penalty: Fraction,
    /// (mean − penalty) × weight; not below 0.
    pub points: Fraction,
}

impl RoundScore<'_> {
    /// Papers with a mark missing; the round is not decided while there are some.
    pub fn missing(&self) -> usize {
        self.sheets.iter().filter(|sheet| sheet.total.is_none()).count()
    }
}

/// All valid marks by id, for one look-up each.
pub(super) type Marks<'a> = HashMap<&'a str, Decimal>;

impl Contest {
    pub(super) fn valid_marks(&self) -> Marks<'_> {
        self.marks.iter().filter_map(|mark| Some((mark.id.as_str(), mark.points?))).collect()
    }

    pub(super) fn round_score<'a>(
        &'a self,
        marks: &Marks<'_>,
        team: &str,
        round: &'a Round,
    ) -> RoundScore<'a> {
        let mut sheets: Vec<Sheet<'a>> = self
            .judges_of(round)
            .map(|judge| {
                let given = round.criteria.iter().map(|criterion| {
                    let id = Self::mark_id(team, &round.id, &judge.id, &criterion.id);
                    let most = criterion.most.min(MOST_POINTS);
                    marks.get(id.as_str()).copied().filter(|points| !points.is_negative() && *points <= most)
                });
                let given: Vec<Option<Decimal>> = given.collect();
                let whole: Option<Vec<Decimal>> = given.iter().copied().collect();
                let whole = whole.filter(|marks| !marks.is_empty());
                let total = whole.map(|marks| marks.into_iter().map(Decimal::fraction).sum());
                Sheet { judge: &judge.id, marks: given, total, is_dropped: false }
            })
            .collect();
        self.drop_extremes(&mut sheets);
        let counted = || sheets.iter().filter(|sheet| !sheet.is_dropped).filter_map(|sheet| sheet.total);
        let mean = counted().sum::<Fraction>().over(counted().count());
        let penalty = round.penalty_of(self.seconds_of(team, &round.id));
        let left = mean - penalty;
        let left = if left.is_negative() { Fraction::ZERO } else { left };
        let points = left * round.weight.max(Decimal::ZERO).min(MOST_WEIGHT).fraction();
        RoundScore { round, sheets, mean, penalty, points }
    }

    /// Leaves out the highest and the lowest papers, once all are in and at least one is left to count. Among equal
    /// ones it does not matter which.
    fn drop_extremes(&self, sheets: &mut [Sheet<'_>]) {
        let dropped = usize::from(self.dropped);
        let is_whole = sheets.iter().all(|sheet| sheet.total.is_some());
        if dropped == 0 || !is_whole || sheets.len() <= 2 * dropped {
            return;
        }
        let mut order: Vec<usize> = (0..sheets.len()).collect();
        order.sort_by_key(|at| sheets[*at].total);
        let (lowest, highest) = (order[..dropped].iter(), order[order.len() - dropped..].iter());
        for at in lowest.chain(highest) {
            sheets[*at].is_dropped = true;
        }
    }
}

impl Round {
    /// Points taken off a team that took this long; each step of overtime that has begun counts.
    pub fn penalty_of(&self, seconds: Option<u32>) -> Fraction {
        let over = seconds.unwrap_or(0).saturating_sub(self.seconds);
        if self.seconds == 0 || over == 0 {
            return Fraction::ZERO;
        }
        let steps = over.div_ceil(self.penalty_step.max(1));
        self.penalty.max(Decimal::ZERO).min(MOST_POINTS).fraction() * Fraction::new(steps.into(), 1)
    }
}
