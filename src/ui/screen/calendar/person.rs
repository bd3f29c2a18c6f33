//! The filter by person.

use iced::Length;
use iced::widget::{container, text};

use super::toolbar::choice;
use super::{Calendar, Message};
use crate::fold::Query;
use crate::newsroom::Newsroom;
use crate::ui::Element;
use crate::ui::theme::size;
use crate::ui::theme::style::ink;
use crate::ui::widget::{caption, column, field, row};

/// Names shown at once; the rest is searched.
const SHOWN: usize = 30;

/// The people whom pieces name, looked up when the menu opens, those of most pieces first.
#[derive(Debug, Default)]
pub(super) struct People {
    names: Vec<(String, usize)>,
    pub query: String,
}

impl People {
    pub fn new(newsroom: &Newsroom) -> Self {
        let names = newsroom.people_named().into_iter();
        let mut names: Vec<(String, usize)> = names.map(|(name, count)| (name.to_owned(), count)).collect();
        names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Self { names, query: String::new() }
    }
}

impl Calendar {
    pub(super) fn person_rows(&self) -> Element<'_, Message> {
        let chosen = self.filter.person.as_deref();
        let all = text("Mọi người").size(size::DENSE).width(Length::Fill);
        let all = choice(all.into(), chosen.is_none(), Message::PersonChosen(None));
        let query = Query::new(&self.people.query);
        let found: Vec<_> = self.people.names.iter().filter(|(name, _)| query.matches(name)).collect();
        let more = found.len().saturating_sub(SHOWN);
        let rows = found.into_iter().take(SHOWN).map(|(name, count)| {
            let content = row![
                text(name).size(size::DENSE).width(Length::Fill),
                text(count).size(size::CAPTION).style(ink::tertiary),
            ];
            let is_chosen = chosen == Some(name.as_str());
            choice(content.into(), is_chosen, Message::PersonChosen(Some(name.clone())))
        });
        let search = (self.people.names.len() > SHOWN || !self.people.query.is_empty()).then(|| {
            let search = field("Tìm người, không dấu cũng được", &self.people.query);
            container(search.on_input(Message::PersonSearched)).padding([4, 6])
        });
        let more = (more > 0).then(|| container(caption(format!("và {more} người nữa"))).padding([4, 10]));
        column![].push(search).push(all).extend(rows).push(more).into()
    }
}
