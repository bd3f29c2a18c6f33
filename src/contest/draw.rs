//! The order of the teams, drawn by a number that everybody may see: the same number always gives the same order.

use super::{Contest, Team};

impl Contest {
    /// The teams in the order of the draw; as listed before it.
    pub fn order(&self) -> Vec<&Team> {
        let mut teams: Vec<&Team> = self.teams.iter().collect();
        if let Some(seed) = self.draw {
            teams.sort_by_cached_key(|team| {
                *blake3::hash(format!("{seed} {}", team.id).as_bytes()).as_bytes()
            });
        }
        teams
    }
}
