//! What the registers hold, for Ctrl K: cases, places, lines of the budget. Folded once, when the palette opens.

use super::Entry;
use crate::calendar::wording;
use crate::case::Case;
use crate::fold::{Query, fold_into};
use crate::newsroom::Newsroom;
use crate::ui::icon::Icon;
use crate::ui::{Effect, Route};

/// The entries of the registers by their words.
#[derive(Debug, Default)]
pub(super) struct Register {
    lines: Vec<Line>,
    /// The words of all lines, one after another.
    text: String,
}

#[derive(Debug)]
struct Line {
    kind: Kind,
    id: String,
    /// Where its words end in the text.
    end: usize,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Case,
    Place,
    Budget,
}

impl Register {
    /// Reads all cases, places and lines of the budget.
    pub fn new(newsroom: &Newsroom) -> Self {
        let mut register = Self::default();
        let plan = newsroom.plan();
        for case in newsroom.entries::<Case>() {
            let numbers = case.steps.iter().map(|step| step.number.as_str());
            let words = [case.topic.as_str(), &case.person, &case.procedure, "ý kiến"];
            register.add(Kind::Case, &case.id, words.into_iter().chain(numbers));
        }
        for place in &newsroom.places().places {
            let locality = plan.locality(&place.locality).map_or("", |unit| &unit.name);
            let words = [&place.name, &place.address, place.kind.name(), locality, "địa điểm"];
            register.add(Kind::Place, &place.id, words.into_iter());
        }
        for line in &newsroom.budget().lines {
            let vouchers = line.expenses.iter().map(|expense| expense.voucher.as_str());
            let locality = plan.locality(&line.locality).map_or("", |unit| &unit.name);
            let words = [line.content.as_str(), locality, "kinh phí mục chi"];
            register.add(Kind::Budget, &line.id, words.into_iter().chain(vouchers));
        }
        register
    }

    fn add<'a>(&mut self, kind: Kind, id: &str, words: impl Iterator<Item = &'a str>) {
        for word in words.filter(|word| !word.is_empty()) {
            fold_into(&mut self.text, word);
            self.text.push('\n');
        }
        self.lines.push(Line { kind, id: id.to_owned(), end: self.text.len() });
    }

    /// Those with every word of the query, cases first.
    pub fn find<'a>(&'a self, query: &'a Query, newsroom: &'a Newsroom) -> impl Iterator<Item = Entry> + 'a {
        let starts = std::iter::once(0).chain(self.lines.iter().map(|line| line.end));
        let lines = self.lines.iter().zip(starts);
        let found = lines.filter(|(line, start)| query.matches_folded(&self.text[*start..line.end]));
        found.filter_map(|(line, _)| entry(line, newsroom))
    }
}

fn entry(line: &Line, newsroom: &Newsroom) -> Option<Entry> {
    let plan = newsroom.plan();
    let (mark, title, detail, route) = match line.kind {
        Kind::Case => {
            let case = newsroom.case(&line.id)?;
            let detail = format!("Ý kiến, nhận {}", wording::date(case.received));
            (Icon::Message, case.topic.clone(), detail, Route::Cases(Some(line.id.clone())))
        }
        Kind::Place => {
            let place = newsroom.places().place(&line.id)?;
            let at = if place.address.is_empty() { place.kind.name() } else { &place.address };
            let detail = format!("{at}, {}", place.locality_name(plan));
            (Icon::Place, place.name.clone(), detail, Route::Places(Some(line.id.clone())))
        }
        Kind::Budget => {
            let line = newsroom.budget().line(&line.id)?;
            let detail = format!("Kinh phí, {}", line.spender(plan));
            (Icon::Wallet, line.content.clone(), detail, Route::Budget(Some(line.id.clone())))
        }
    };
    let effect = Effect::Open(route);
    Some(Entry { key: String::new(), mark, title, detail, keys: "", effect })
}
