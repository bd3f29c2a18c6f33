//! The approval steps: for which activities, whose answer, in order or at once, in how many days.

use std::fmt;

use iced::widget::container;
use iced::{Alignment, Length};

use super::Message;
use crate::plan::{ApprovalStep, Plan};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::screen::typed::{Typed, days_text, read_days};
use crate::ui::theme::style;
use crate::ui::widget::{button_label, caption, check, column, icon_button, label, picker, row};

/// An approval step; without a name not yet in the settings.
#[derive(Debug, Clone)]
pub(super) struct StepText {
    /// As in the settings, except for the name and the days.
    pub step: ApprovalStep,
    pub name: Typed<String>,
    pub days: Typed<Option<u32>>,
}

/// A change of a step.
#[derive(Debug, Clone)]
pub enum StepField {
    Name(String),
    Days(String),
    /// None for the office's own people.
    Agency(Option<String>),
    /// Added, or removed again.
    Activity(String),
    IsParallel(bool),
}

/// An agency to choose, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyChoice {
    id: Option<String>,
    name: String,
}

impl AgencyChoice {
    /// The agencies of the plan, after the choice of none.
    pub(super) fn all(plan: &Plan, none: &str) -> Vec<Self> {
        let agencies = plan.agencies.iter();
        let agencies = agencies.map(|one| Self { id: Some(one.id.clone()), name: one.short.clone() });
        std::iter::once(Self { id: None, name: none.to_owned() }).chain(agencies).collect()
    }

    pub(super) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }
}

impl fmt::Display for AgencyChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl StepText {
    pub fn new(step: &ApprovalStep) -> Self {
        Self {
            step: step.clone(),
            name: Typed::new(step.name.clone(), step.name.clone()),
            days: Typed::new(step.days, days_text(step.days)),
        }
    }

    pub fn followed(&self, step: &ApprovalStep) -> Self {
        let mut row = Self { step: step.clone(), ..self.clone() };
        row.name.follow(step.name.clone(), step.name.clone());
        row.days.follow(step.days, days_text(step.days));
        row
    }

    pub fn value(&self) -> Option<ApprovalStep> {
        let (name, days) = (self.name.value().clone(), *self.days.value());
        (!name.is_empty()).then(|| ApprovalStep { name, days, ..self.step.clone() })
    }

    pub fn give_up(&mut self) {
        self.name.give_up();
        self.days.give_up();
    }

    pub fn set(&mut self, field: StepField) {
        match field {
            StepField::Name(name) => {
                self.name.set(name, |text| super::named(text, "ghi tên bước, hoặc bỏ bước này"));
            }
            StepField::Days(days) => self.days.set(days, read_days),
            StepField::Agency(agency) => self.step.agency = agency,
            StepField::IsParallel(is_parallel) => self.step.is_parallel = is_parallel,
            StepField::Activity(id) => {
                let activities = &mut self.step.activities;
                match activities.iter().position(|known| *known == id) {
                    Some(at) => drop(activities.remove(at)),
                    None => activities.push(id),
                }
            }
        }
    }

    /// The row of the step at `at` of `count`; `is_open` shows what is seldom changed.
    pub fn view<'a>(
        &'a self,
        at: usize,
        count: usize,
        is_open: bool,
        plan: &'a Plan,
    ) -> Element<'a, Message> {
        let name = self.name.field("Tên bước").on_input(move |name| changed(at, StepField::Name(name)));
        let (mark, hint) = if is_open {
            (Icon::Up, "Thu lại")
        } else {
            (Icon::Sliders, "Hình thức, cơ quan, số ngày")
        };
        let head = row![
            name.width(Length::Fill),
            icon_button(mark, hint, style::ghost, Some(Message::StepOpened(at))),
            icon_button(
                Icon::ArrowUp,
                "Lên trước",
                style::ghost,
                (at > 0).then_some(Message::StepMoved(at, false))
            ),
            icon_button(
                Icon::ArrowDown,
                "Xuống sau",
                style::ghost,
                (at + 1 < count).then_some(Message::StepMoved(at, true))
            ),
            icon_button(Icon::Close, "Bỏ bước này", style::ghost, Some(Message::StepRemoved(at))),
        ]
        .spacing(4);
        column![head]
            .push(self.name.remark())
            .push((!is_open).then(|| caption(self.summary(plan))))
            .push(is_open.then(|| self.details(at, plan)))
            .push(self.days.remark())
            .spacing(2)
            .into()
    }

    /// "Pano; Sở Nội vụ; 3 ngày; cùng lúc với bước trước"
    fn summary(&self, plan: &Plan) -> String {
        let activities = self.step.activities.iter().filter_map(|id| plan.activity(id));
        let names: Vec<&str> = activities.map(|activity| activity.short.as_str()).collect();
        let of = if names.is_empty() { "Mọi bài khác".to_owned() } else { names.join(", ") };
        let agency =
            self.step.agency_id(plan).and_then(|id| plan.agency(id)).map(|agency| agency.short.clone());
        let days = self.days.value().map(|days| format!("{days} ngày"));
        let beside = self.step.is_parallel.then(|| "cùng lúc với bước trước".to_owned());
        [Some(of), agency, days, beside].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    fn details<'a>(&'a self, at: usize, plan: &'a Plan) -> Element<'a, Message> {
        let agencies = AgencyChoice::all(plan, "Người của đơn vị");
        let id = self.step.agency_id(plan);
        let chosen = agencies.iter().find(|choice| choice.id() == id).cloned();
        let facts = row![
            column![
                label("Cơ quan"),
                picker(agencies, chosen, move |choice: AgencyChoice| changed(
                    at,
                    StepField::Agency(choice.id)
                ))
                .width(Length::Fill)
            ]
            .spacing(2)
            .width(Length::Fill),
            column![
                label("Số ngày thường lệ"),
                self.days.field("không đặt").on_input(move |days| changed(at, StepField::Days(days)))
            ]
            .spacing(2)
            .width(130),
        ]
        .spacing(8)
        .align_y(Alignment::End);
        let beside = check("Cùng lúc với bước trước", self.step.is_parallel, move |is_on| {
            changed(at, StepField::IsParallel(is_on))
        });
        let activities = plan.activities.iter().map(|activity| {
            let is_on = self.step.activities.contains(&activity.id);
            let face = if is_on { style::primary } else { style::secondary };
            let toggled = changed(at, StepField::Activity(activity.id.clone()));
            button_label(&activity.short, face, Some(toggled))
        });
        let content = column![
            facts,
            beside,
            label("Chỉ cho hình thức (không chọn: mọi bài không có bước riêng)"),
            row(activities).spacing(4).wrap().vertical_spacing(4),
        ]
        .spacing(8);
        container(content).padding([10, 12]).width(Length::Fill).style(style::sunken).into()
    }
}

fn changed(at: usize, field: StepField) -> Message {
    Message::StepChanged(at, field)
}
