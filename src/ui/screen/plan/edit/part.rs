//! The parts that the document's sections are made of: fields, agencies, list buttons, faults.

use std::fmt;

use iced::widget::{container, space, text, text_editor};
use iced::{Alignment, Length, Padding};

use super::entry::Typed;
use super::{Editor, Line, List, Message, Role};
use crate::plan::{Agency, Plan};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_icon, column, field, icon_button, kept_remark, label, picker, row, still};
use crate::ui::{Element, font};

/// Width of the names of fields, logical pixels.
pub(super) const NAME: f32 = 110.0;

impl Editor {
    /// A text's field, with the reason below it when it is not in the plan.
    pub(super) fn field<'a>(&'a self, line: Line, hint: &'a str) -> Element<'a, Message> {
        let Some(entry) = self.entries.get(&line) else { return space().into() };
        let is_title = matches!(line, Line::Title | Line::ActivityTitle(_));
        let control: Element<'a, Message> = match &entry.typed {
            Typed::Field(typed) => {
                let control = field(hint, typed)
                    .on_input(move |text| Message::Typed(line, text))
                    .on_submit(Message::Submitted(line));
                if entry.fault.is_some() { control.style(style::bad_field).into() } else { control.into() }
            }
            Typed::Editor(content) => still(
                text_editor(content)
                    .placeholder(hint)
                    .font(if is_title { font::SEMIBOLD } else { font::REGULAR })
                    .size(if line == Line::Title { size::TITLE } else { size::BODY })
                    .line_height(1.6)
                    .padding([5, 9])
                    .style(style::editor)
                    .on_action(move |action| Message::Wrote(line, action)),
            ),
        };
        let remark = entry.fault.as_ref().map(|fault| kept_remark(fault, &entry.kept));
        column![control].push(remark).spacing(4).width(Length::Fill).into()
    }
}

/// Agencies with one chosen from the plan's to add.
pub(super) fn agencies<'a>(role: Role, ids: &'a [String], plan: &'a Plan) -> Element<'a, Message> {
    let chips = ids.iter().enumerate().map(|(at, id)| {
        let name = plan.agency(id).map_or(id.as_str(), |agency| agency.short.as_str());
        let remove = icon_button(Icon::Close, "Bỏ", style::ghost, Some(Message::AgencyRemoved(role, at)));
        let chip = row![text(name).size(size::DENSE), remove].spacing(2).align_y(Alignment::Center);
        container(chip).padding(Padding { left: 10.0, ..Padding::ZERO }).style(style::sunken).into()
    });
    let others: Vec<Choice> =
        plan.agencies.iter().filter(|agency| !ids.contains(&agency.id)).map(Choice::of).collect();
    let add: Element<'a, Message> = if plan.agencies.is_empty() {
        text("Kế hoạch chưa có cơ quan nào.").size(size::DENSE).style(ink::tertiary).into()
    } else {
        picker(others, None::<Choice>, move |one: Choice| Message::AgencyAdded(role, one.id))
            .placeholder("Thêm cơ quan…")
            .width(190)
            .into()
    };
    row(chips).push(add).spacing(6).align_y(Alignment::Center).wrap().vertical_spacing(6).into()
}

/// An agency to choose.
#[derive(Clone, PartialEq)]
struct Choice {
    id: String,
    short: String,
}

impl Choice {
    fn of(agency: &Agency) -> Self {
        Self { id: agency.id.clone(), short: agency.short.clone() }
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short)
    }
}

/// A field beside its name.
pub(super) fn named<'a>(name: &'a str, content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    row![container(label(name)).width(NAME).padding([8, 0]), container(content).width(Length::Fill)]
        .spacing(8)
        .align_y(Alignment::Start)
        .into()
}

/// The buttons of an entry of a list: up, down, remove.
pub(super) fn tools<'a>(list: List, at: usize, count: usize) -> Element<'a, Message> {
    let shift = |can: bool, is_down: bool| can.then_some(Message::Moved { list, at, is_down });
    row![
        icon_button(Icon::ArrowUp, "Lên trước", style::ghost, shift(at > 0, false)),
        icon_button(Icon::ArrowDown, "Xuống sau", style::ghost, shift(at + 1 < count, true)),
        icon_button(Icon::Trash, "Bỏ mục này", style::ghost, Some(Message::Removed(list, at))),
    ]
    .into()
}

pub(super) fn add(list: List, words: &str) -> Element<'_, Message> {
    button_icon(Icon::Plus, words, style::secondary, Some(Message::Added(list)))
}

/// A fault of the plan, or what a draft lacks, beside what it concerns.
pub(super) fn fault<'a>(words: String, is_draft: bool) -> Element<'a, Message> {
    let (mark, tint) = if is_draft {
        (Icon::Info, ink::secondary as fn(&_) -> _)
    } else {
        (Icon::Warning, ink::warn as fn(&_) -> _)
    };
    row![icon(mark, 15.0).style(tint), text(words).size(size::DENSE).line_height(1.5).width(Length::Fill)]
        .spacing(8)
        .align_y(Alignment::Start)
        .into()
}
