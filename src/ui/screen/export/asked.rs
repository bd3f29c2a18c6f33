//! What is asked for: the days as they are typed, and the export made of them.

use chrono::NaiveDate;
use iced::Task;

use super::{Dialog, Message, PeriodKind};
use crate::calendar::wording;
use crate::document::schedule;
use crate::ui::{Context, Export};

impl Dialog {
    /// A typed day, by default in the plan's year.
    pub(super) fn day(text: &str, context: &Context) -> Option<NaiveDate> {
        wording::parse_date(text, context.newsroom.plan().year)
    }

    /// The kind of a report's period, and its first day; none if it is not exactly a month, a quarter ….
    pub(super) fn period_kind(&self, context: &Context) -> Option<(PeriodKind, NaiveDate)> {
        let Export::Report { .. } = self.what else { return None };
        let from = Self::day(&self.from, context)?;
        Some((PeriodKind::of(from, Self::day(&self.to, context)?)?, from))
    }

    pub(super) fn period_trouble(&self, context: &Context) -> Option<&'static str> {
        match self.what {
            Export::Piece(_)
            | Export::Assignments(_)
            | Export::Budget(_)
            | Export::Cases(_)
            | Export::Outcome(_)
            | Export::Desk(_)
            | Export::Places(_) => return None,
            // Without a first day a report covers the year so far.
            Export::Report { .. }
                if self.from.trim().is_empty() && Self::day(&self.to, context).is_some() =>
            {
                return None;
            }
            Export::Schedule(_) | Export::Report { .. } => {}
        }
        match (Self::day(&self.from, context), Self::day(&self.to, context)) {
            (Some(from), Some(to)) if from <= to => None,
            (Some(_), Some(_)) => Some("Ngày cuối đứng trước ngày đầu: đổi lại một trong hai ngày."),
            _ => Some("Ngày viết theo dạng ngày/tháng/năm, ví dụ 01/03/2014."),
        }
    }

    pub(super) fn set_period(&mut self, from: NaiveDate, to: NaiveDate, context: &Context) -> Task<Message> {
        self.from = wording::date(from);
        self.to = wording::date(to);
        self.re_request(context)
    }

    pub(super) fn re_request(&mut self, context: &Context) -> Task<Message> {
        let (from, to) = (Self::day(&self.from, context), Self::day(&self.to, context));
        self.what = match (&self.what, from, to) {
            // Half-typed days leave the last preview.
            _ if self.period_trouble(context).is_some() => return Task::none(),
            (Export::Report { .. }, from, to) => Export::Report { from, to },
            (Export::Schedule(asked), Some(from), Some(to)) => Export::Schedule(schedule::Request {
                from,
                to,
                activities: match &self.activity {
                    Some(choice) => choice.id.iter().cloned().collect(),
                    None => asked.activities.clone(),
                },
                locality: match &self.locality {
                    Some(choice) => choice.id.clone(),
                    None => asked.locality.clone(),
                },
                person: self.filter.person.clone().filter(|_| !self.filter.is_dropped),
                issuer: self.issuer(context),
            }),
            _ => return Task::none(),
        };
        self.path = self.suggestion(&self.folder(), context);
        self.refresh(context)
    }
}
