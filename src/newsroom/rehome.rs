//! Changes of the plan and the settings, with the pieces that follow them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Command, Newsroom};
use crate::ledger::{self, Leftover};
use crate::piece::Header;
use crate::plan::{Plan, Settings};
use crate::record::AnyRecord;

impl Newsroom {
    /// The command that sets the plan and moves the airings whose slots it changes ([`ledger::rehome`]), and the airings
    /// that would meet no obligation then. Reads every header, unless the plan owes the same slots.
    pub fn replan(&self, plan: Plan, is_typing: bool) -> (Command, Vec<Leftover>) {
        self.rehomed(plan, is_typing, false)
    }

    /// Like [`Self::replan`], with what would be left over in the nearest empty slots; the rest is left over still.
    pub fn replan_to_nearest(&self, plan: Plan) -> (Command, Vec<Leftover>) {
        self.rehomed(plan, false, true)
    }

    fn rehomed(&self, plan: Plan, is_typing: bool, takes_nearest: bool) -> (Command, Vec<Leftover>) {
        let moved = if plan.owes_like(self.plan()) {
            ledger::Rehoming::default()
        } else {
            let settings = self.settings();
            let headers = self.pieces().map(|piece| &piece.header);
            ledger::rehome((self.plan(), settings), (&plan, settings), headers, takes_nearest)
        };
        let command = Command::Rehome { record: plan.into(), headers: moved.headers, is_typing };
        (command, moved.leftovers)
    }

    /// The command that sets a record, with the pieces that follow it.
    pub fn replaced(&self, record: AnyRecord) -> Command {
        if let Some(plan) = record.get::<Plan>() {
            self.replan(plan.clone(), false).0
        } else if let Some(settings) = record.get::<Settings>() {
            self.resettle(settings.clone(), false)
        } else {
            Command::SetRecord { record, is_typing: false }
        }
    }

    /// The command that sets the settings and moves the airings whose slots they change: only their refinements do.
    pub fn resettle(&self, settings: Settings, is_typing: bool) -> Command {
        let refined = |settings: &Settings| -> BTreeSet<String> {
            let programmes = settings.programmes.iter().filter(|one| one.refinement.is_some());
            programmes.map(|one| one.activity.clone()).collect()
        };
        let (plan, before) = (self.plan(), self.settings());
        let mut headers = Vec::new();
        if refined(before) != refined(&settings) {
            let all = self.pieces().map(|piece| &piece.header);
            headers = ledger::rehome((plan, before), (plan, &settings), all, false).headers;
        }
        if headers.is_empty() {
            Command::SetRecord { record: settings.into(), is_typing }
        } else {
            Command::Rehome { record: settings.into(), headers, is_typing: false }
        }
    }

    /// The command that sets a plan with other numbers of topics, which the pieces follow, and the number of pieces that
    /// name a removed topic. `topics` has the new number of each; none for a removed one.
    pub fn renumber(&self, plan: Plan, topics: &BTreeMap<String, Option<String>>) -> (Command, usize) {
        let mut bereft = 0;
        let is_touched = |header: &&Header| header.topics.iter().any(|topic| topics.contains_key(topic));
        let headers = self.pieces().map(|piece| &piece.header).filter(is_touched).cloned();
        let headers = headers.map(|mut header| {
            let count = header.topics.len();
            let new = |topic: String| topics.get(&topic).cloned().unwrap_or(Some(topic));
            header.topics = std::mem::take(&mut header.topics).into_iter().filter_map(new).collect();
            bereft += usize::from(header.topics.len() < count);
            header
        });
        let headers = headers.collect();
        (Command::Rehome { record: plan.into(), headers, is_typing: false }, bereft)
    }
}
