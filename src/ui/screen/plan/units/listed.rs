//! The rows of a table that pass the search, and which of them are drawn.

use iced::Length;
use iced::widget::container;

use super::{LIST, Message, Table};
use crate::fold::{Query, fold};
use crate::plan::Plan;
use crate::ui::Element;
use crate::ui::widget::{caption, column, divider, list_in_view, rows_in_view};

/// Height of a row, logical pixels.
pub(super) const ROW: f32 = 38.0;

#[derive(Debug, Default)]
pub(super) struct Listed {
    /// Index into the plan's entries, and their ids.
    rows: Vec<(usize, String)>,
    /// The visible part: offset, height. Zero height until it is known.
    pub view: (f32, f32),
}

impl Listed {
    pub fn arrange(&mut self, table: Table, query: &Query, plan: &Plan) {
        let found = |text: &str| query.is_empty() || query.matches_folded(&fold(text));
        self.rows = match table {
            Table::Localities => {
                let units =
                    plan.localities.iter().enumerate().filter(|(_, unit)| {
                        found(&format!("{} {} {}", unit.full_name(), unit.id, unit.contact))
                    });
                units.map(|(at, unit)| (at, unit.id.clone())).collect()
            }
            Table::Agencies => {
                let agencies = plan.agencies.iter().enumerate().filter(|(_, agency)| {
                    found(&format!("{} {} {}", agency.name, agency.short, agency.contact))
                });
                agencies.map(|(at, agency)| (at, agency.id.clone())).collect()
            }
        };
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// The head and the rows in view, each by its place in the plan; `nothing` says that none was found.
    pub fn view_of<'a>(
        &self,
        head: Element<'a, Message>,
        line: impl FnMut(usize) -> Option<Element<'a, Message>>,
        nothing: &'a str,
    ) -> Element<'a, Message> {
        let list: Element<'a, Message> = if self.rows.is_empty() {
            container(caption(nothing)).padding([8, 16]).height(Length::Fill).into()
        } else {
            let rows = rows_in_view(self.view, ROW, self.rows.len(), |shown| {
                self.rows[shown].iter().map(|(at, _)| *at).filter_map(line)
            });
            list_in_view(rows, Message::Scrolled).id(LIST).into()
        };
        column![container(head).padding([4, 16]), divider(), list].into()
    }

    /// The entry after or before this one.
    pub fn beside(&self, id: Option<&str>, is_down: bool) -> Option<&str> {
        let last = self.rows.len().checked_sub(1)?;
        let at = id.and_then(|id| self.rows.iter().position(|(_, other)| other == id));
        let next = match (at, is_down) {
            (None, _) => 0,
            (Some(at), true) => (at + 1).min(last),
            (Some(at), false) => at.saturating_sub(1),
        };
        self.rows.get(next).map(|(_, id)| id.as_str())
    }

    /// The scroll position that makes an entry visible; none when it is.
    pub fn reveal(&self, id: &str) -> Option<f32> {
        let top = ROW * self.rows.iter().position(|(_, other)| other == id)? as f32;
        let (from, height) = self.view;
        let is_seen = top >= from && top + ROW <= from + height;
        (!is_seen).then(|| if top < from { top } else { (top + ROW - height).max(0.0) })
    }
}
