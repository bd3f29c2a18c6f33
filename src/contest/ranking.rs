//! The ranking: totals, ties, awards.

use std::cmp::Ordering;

use super::score::{MOST_ROUNDS, RoundScore};
use super::{Award, Contest, Team, Tie};
use crate::decimal::Fraction;

/// A team's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place<'a> {
    pub team: &'a Team,
    /// From 1. Teams that nothing tells apart share it, and the places after it are left out: 1, 2, 2, 4.
    pub rank: usize,
    /// In the order of the rounds.
    pub rounds: Vec<RoundScore<'a>>,
    pub total: Fraction,
    /// The rule that put it before or after a team with the same total.
    pub decided_by: Option<&'a Tie>,
    pub award: Option<&'a Award>,
}

impl Place<'_> {
    /// Papers that are still missing.
    pub fn missing(&self) -> usize {
        self.rounds.iter().map(RoundScore::missing).sum()
    }

    fn penalty(&self) -> Fraction {
        self.rounds.iter().map(|round| round.penalty).sum()
    }
}

/// All teams, the first one first; teams that share a rank are in the order of the draw.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ranking<'a> {
    pub places: Vec<Place<'a>>,
}

impl Ranking<'_> {
    /// Papers that are still missing.
    pub fn missing(&self) -> usize {
        self.places.iter().map(Place::missing).sum()
    }
}

impl Contest {
    /// The only function that ranks the teams.
    pub fn ranking(&self) -> Ranking<'_> {
        let marks = self.valid_marks();
        let mut places: Vec<Place<'_>> = self
            .order()
            .into_iter()
            .map(|team| {
                let rounds = self.rounds.iter().take(MOST_ROUNDS);
                let rounds: Vec<_> = rounds.map(|round| self.round_score(&marks, &team.id, round)).collect();
                let total = rounds.iter().map(|round| round.points).sum();
                Place { team, rank: 0, rounds, total, decided_by: None, award: None }
            })
            .collect();
        let won = self.rounds_won(&places);
        let of_team =
            |place: &Place<'_>| won.iter().find(|(id, _)| *id == place.team.id).map_or(0, |(_, won)| *won);
        let by_tie = |tie: &Tie, one: &Place<'_>, other: &Place<'_>| match tie {
            Tie::Round(id) => points(other, id).cmp(&points(one, id)),
            Tie::RoundsWon => of_team(other).cmp(&of_team(one)),
            Tie::LeastPenalty => one.penalty().cmp(&other.penalty()),
        };
        let compared = |one: &Place<'_>, other: &Place<'_>| {
            let ties = self.ties.iter();
            other.total.cmp(&one.total).then_with(|| {
                ties.map(|tie| by_tie(tie, one, other)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
            })
        };
        // Stable: what stays equal keeps the order of the draw.
        places.sort_by(&compared);
        for at in 0..places.len() {
            let is_shared = at > 0 && compared(&places[at - 1], &places[at]).is_eq();
            places[at].rank = if is_shared { places[at - 1].rank } else { at + 1 };
            let neighbours = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
            let equal = neighbours
                .filter_map(|other| places.get(other))
                .find(|other| other.total == places[at].total && compared(other, &places[at]).is_ne());
            let rule =
                equal.and_then(|other| self.ties.iter().find(|tie| by_tie(tie, other, &places[at]).is_ne()));
            places[at].decided_by = rule;
            // Nobody wins before anything was marked.
            if places[at].total != Fraction::ZERO {
                places[at].award = self.award_of(places[at].rank);
            }
        }
        Ranking { places }
    }

    /// The award of a rank: each award covers as many ranks as it is given times.
    fn award_of(&self, rank: usize) -> Option<&Award> {
        let mut covered = 0_usize;
        self.awards.iter().find(|award| {
            covered = covered.saturating_add(award.count as usize);
            rank <= covered
        })
    }

    /// In how many rounds each team has the most points; shared ones count for each.
    fn rounds_won(&self, places: &[Place<'_>]) -> Vec<(String, usize)> {
        let best = |at: usize| {
            places.iter().filter_map(|place| place.rounds.get(at)).map(|round| round.points).max()
        };
        let best: Vec<Option<Fraction>> = (0..self.rounds.len().min(MOST_ROUNDS)).map(best).collect();
        let won = |place: &Place<'_>| {
            let rounds = place.rounds.iter().zip(&best);
            rounds
                .filter(|(round, best)| Some(round.points) == **best && round.points != Fraction::ZERO)
                .count()
        };
        places.iter().map(|place| (place.team.id.clone(), won(place))).collect()
    }
}

fn points(place: &Place<'_>, round: &str) -> Fraction {
    place.rounds.iter().find(|score| score.round.id == round).map_or(Fraction::ZERO, |score| score.points)
}
