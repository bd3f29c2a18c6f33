//! The cases as of today.

use super::Newsroom;
use crate::case::Case;
use crate::ledger::{CaseClock, CaseView};

impl Newsroom {
    pub fn case(&self, id: &str) -> Option<&Case> {
        self.entry(id)
    }

    /// From which the cases' deadlines are counted.
    pub fn case_clock(&self) -> CaseClock<'_> {
        CaseClock { settings: self.settings(), workdays: &self.workdays, today: self.today }
    }

    /// The cases received so far, by id. Reads all of them: not for each keystroke.
    pub fn cases(&self) -> Vec<CaseView<'_>> {
        let clock = self.case_clock();
        self.entries::<Case>().filter_map(|case| clock.view(case)).collect()
    }
}
