//! Mending an activity that was read: its name, time and agencies, under the sentences it came from.

use std::collections::BTreeMap;

use iced::widget::{container, text};
use iced::{Alignment, Length, Padding};

use super::Message;
use crate::plan::{Mend, Reading};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::screen::cadence::{self, Change};
use crate::ui::theme::size;
use crate::ui::theme::style;
use crate::ui::widget::{button_label, column, field, icon_button, label, picker, row};

/// What the user has mended, by the place of the activity; and what is open.
#[derive(Debug, Default)]
pub(super) struct Mending {
    mends: BTreeMap<usize, Mend>,
    open: Option<usize>,
    /// The name of an agency to add.
    other: String,
}

/// A step of the mending of the open activity.
#[derive(Debug, Clone)]
pub enum Step {
    /// Opens an activity, or closes it.
    Opened(usize),
    Titled(String),
    Timed(Change),
    Added(Role, String),
    Removed(Role, usize),
    OtherTyped(String),
    OtherAdded(Role),
    /// Back to what was read.
    Forgotten,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Lead,
    Partner,
}

impl Role {
    fn names(self, mend: &mut Mend) -> &mut Vec<String> {
        match self {
            Self::Lead => &mut mend.lead,
            Self::Partner => &mut mend.partners,
        }
    }
}

impl Mending {
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    pub fn is_open(&self, at: usize) -> bool {
        self.open == Some(at)
    }

    pub fn is_mended(&self, at: usize) -> bool {
        self.mends.contains_key(&at)
    }

    /// The reading with everything that was mended.
    pub fn applied(&self, reading: &Reading) -> Reading {
        let mut reading = reading.clone();
        for (at, mend) in &self.mends {
            reading.mend(*at, mend);
        }
        reading
    }

    /// `reading` as it was read.
    pub fn update(&mut self, step: Step, reading: &Reading) {
        if let Step::Opened(at) = step {
            self.open = if self.open == Some(at) { None } else { Some(at) };
            self.other.clear();
            return;
        }
        let Some(at) = self.open else { return };
        let Some(mut mend) = self.mends.get(&at).cloned().or_else(|| reading.to_mend(at)) else { return };
        match step {
            Step::Opened(_) => {}
            Step::OtherTyped(name) => {
                self.other = name;
                return;
            }
            Step::Forgotten => {
                let _ = self.mends.remove(&at);
                return;
            }
            Step::Titled(title) => mend.title = title,
            Step::Timed(change) => change.make(&mut mend.cadence),
            Step::Added(role, name) => add(role.names(&mut mend), &name),
            Step::OtherAdded(role) => add(role.names(&mut mend), std::mem::take(&mut self.other).trim()),
            Step::Removed(role, nth) => {
                let names = role.names(&mut mend);
                if nth < names.len() {
                    let _ = names.remove(nth);
                }
            }
        }
        let _ = self.mends.insert(at, mend);
    }

    /// The fields of an activity; `reading` with everything that was mended.
    pub fn view<'a>(&'a self, at: usize, reading: &'a Reading) -> Option<Element<'a, Message>> {
        let activity = reading.plan.activities.get(at)?;
        let mend = self.mends.get(&at);
        let title = mend.map_or(activity.title.as_str(), |mend| mend.title.as_str());
        let title = field("Tên hình thức", title).on_input(|title| Message::Mended(Step::Titled(title)));
        let count = cadence::count(&mut activity.cadence.clone()).map(|(count, most)| (*count, most));
        let number = count.map(|(count, most)| {
            let numbers: Vec<u32> = (1..=most.min(60).max(count)).collect();
            picker(numbers, Some(count), |count| Message::Mended(Step::Timed(Change::Count(count))))
                .width(90)
                .into()
        });
        let time = cadence::view(&activity.cadence, number, |change| Message::Mended(Step::Timed(change)));
        let can_add = !self.other.trim().is_empty();
        let add = |words, role| {
            button_label(words, style::secondary, can_add.then_some(Message::Mended(Step::OtherAdded(role))))
        };
        let other = row![
            field("Cơ quan văn bản không nêu", &self.other)
                .on_input(|name| Message::Mended(Step::OtherTyped(name))),
            add("Chủ trì", Role::Lead),
            add("Phối hợp", Role::Partner),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let forget = self.is_mended(at).then(|| {
            button_label("Trả lại như đã đọc", style::ghost, Some(Message::Mended(Step::Forgotten)))
        });
        let content = column![
            named("Tên", title),
            named("Thời gian", time),
            named("Chủ trì", agencies(Role::Lead, &activity.lead, reading)),
            named("Phối hợp", agencies(Role::Partner, &activity.partners, reading)),
            named("Thêm", other),
        ]
        .push(forget)
        .spacing(8);
        Some(container(content).padding([10, 12]).width(Length::Fill).style(style::sunken).into())
    }
}

fn add(names: &mut Vec<String>, name: &str) {
    if !name.is_empty() && !names.iter().any(|known| known == name) {
        names.push(name.to_owned());
    }
}

fn named<'a>(name: &'a str, content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    row![container(label(name)).width(80).padding([8, 0]), container(content).width(Length::Fill)]
        .spacing(8)
        .align_y(Alignment::Start)
        .into()
}

/// The agencies of a role, with one of the text's to add.
fn agencies<'a>(role: Role, ids: &'a [String], reading: &'a Reading) -> Element<'a, Message> {
    let plan = &reading.plan;
    let chips = ids.iter().enumerate().map(|(nth, id)| {
        let name = plan.agency(id).map_or(id.as_str(), |agency| agency.name.as_str());
        let remove =
            icon_button(Icon::Close, "Bỏ", style::ghost, Some(Message::Mended(Step::Removed(role, nth))));
        let chip = row![text(name).size(size::DENSE), remove].spacing(2).align_y(Alignment::Center);
        container(chip).padding(Padding { left: 10.0, ..Padding::ZERO }).style(style::surface).into()
    });
    let others = plan.agencies.iter().filter(|agency| !ids.contains(&agency.id));
    let others: Vec<String> = others.map(|agency| agency.name.clone()).collect();
    let add = picker(others, None::<String>, move |name| Message::Mended(Step::Added(role, name)))
        .placeholder("Thêm cơ quan…")
        .width(190);
    row(chips).push(add).spacing(6).align_y(Alignment::Center).wrap().vertical_spacing(6).into()
}
