//! The approval steps of an agency's own papers, in its pane.

use std::fmt;

use iced::widget::container;
use iced::{Alignment, Length};

use super::{Field, Message};
use crate::plan::{Agency, ApprovalStep, Plan};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::screen::typed::{Typed, days_text, read_days};
use crate::ui::theme::style;
use crate::ui::widget::{button_label, caption, check, column, field, icon_button, label, picker, row};

/// A change of an agency's steps.
#[derive(Debug, Clone)]
pub enum Change {
    Added,
    Removed(usize),
    Moved {
        at: usize,
        is_down: bool,
    },
    /// None for the agency's own people.
    Agency(usize, Option<String>),
    Parallel(usize, bool),
}

impl Change {
    /// `name` is the new step's.
    pub(super) fn make(self, plan: &mut Plan, agency: &str, name: &str) {
        let Some(at) = plan.agencies.iter().position(|one| one.id == agency) else { return };
        let new = ApprovalStep {
            id: plan.step_id(&plan.agencies[at], name),
            name: name.to_owned(),
            ..ApprovalStep::default()
        };
        let steps = &mut plan.agencies[at].approvals;
        match self {
            Self::Added if !name.is_empty() => steps.push(new),
            Self::Removed(at) if at < steps.len() => drop(steps.remove(at)),
            Self::Moved { at, is_down } => {
                let other = if is_down { at + 1 } else { at.wrapping_sub(1) };
                if at < steps.len() && other < steps.len() {
                    steps.swap(at, other);
                }
            }
            Self::Agency(at, id) => {
                if let Some(step) = steps.get_mut(at) {
                    step.agency = id;
                }
            }
            Self::Parallel(at, is_on) => {
                if let Some(step) = steps.get_mut(at) {
                    step.is_parallel = is_on;
                }
            }
            Self::Added | Self::Removed(_) => {}
        }
    }
}

/// The texts of the steps' fields.
#[derive(Debug, Default)]
pub(super) struct ChainText {
    steps: Vec<StepText>,
    /// The name of a step to add.
    pub new: String,
}

#[derive(Debug)]
struct StepText {
    id: String,
    name: Typed<String>,
    days: Typed<Option<u32>>,
}

impl StepText {
    fn new(step: &ApprovalStep) -> Self {
        Self {
            id: step.id.clone(),
            name: Typed::new(step.name.clone(), step.name.clone()),
            days: Typed::new(step.days, days_text(step.days)),
        }
    }
}

impl ChainText {
    pub fn new(steps: &[ApprovalStep]) -> Self {
        Self { steps: steps.iter().map(StepText::new).collect(), new: String::new() }
    }

    pub fn follow(&mut self, steps: &[ApprovalStep]) {
        let mut old = std::mem::take(&mut self.steps);
        self.steps.extend(steps.iter().map(|step| {
            let Some(at) = old.iter().position(|text| text.id == step.id) else {
                return StepText::new(step);
            };
            let mut text = old.swap_remove(at);
            text.name.follow(step.name.clone(), step.name.clone());
            text.days.follow(step.days, days_text(step.days));
            text
        }));
    }

    pub fn set(&mut self, field: Field, text: String) {
        match field {
            Field::NewStep => self.new = text,
            Field::Step(at) => {
                if let Some(step) = self.steps.get_mut(at) {
                    let named = |text: &str| {
                        if text.is_empty() {
                            Err("ghi tên bước, hoặc bỏ bước này")
                        } else {
                            Ok(text.to_owned())
                        }
                    };
                    step.name.set(text, named);
                }
            }
            Field::StepDays(at) => {
                if let Some(step) = self.steps.get_mut(at) {
                    step.days.set(text, read_days);
                }
            }
            _ => {}
        }
    }

    pub fn write(&self, steps: &mut [ApprovalStep]) {
        for (step, text) in steps.iter_mut().zip(&self.steps) {
            step.name.clone_from(text.name.value());
            step.days = *text.days.value();
        }
    }

    /// The names of the fields with invalid text.
    pub fn bad(&self) -> impl Iterator<Item = &'static str> {
        let name = |step: &StepText| step.name.fault().map(|_| "Tên bước duyệt");
        let days = |step: &StepText| step.days.fault().map(|_| "Số ngày của bước duyệt");
        self.steps.iter().flat_map(move |step| [name(step), days(step)]).flatten()
    }

    pub fn give_up(&mut self) {
        for step in &mut self.steps {
            step.name.give_up();
            step.days.give_up();
        }
    }

    pub fn view<'a>(&'a self, agency: &'a Agency, plan: &'a Plan) -> Element<'a, Message> {
        let said = if agency.approvals.is_empty() {
            "Chưa đặt: văn bản của cơ quan này theo các bước chung ở Thiết lập."
        } else {
            "Hình thức có bước riêng ở Thiết lập vẫn theo các bước ấy."
        };
        let count = agency.approvals.len();
        let steps = agency.approvals.iter().zip(&self.steps).enumerate();
        let steps = steps.map(|(at, (step, text))| text.view(at, count, step, plan));
        let can_add = !self.new.trim().is_empty();
        let add = row![
            field("Tên bước: Trưởng phòng", &self.new)
                .id(Field::NewStep.id())
                .on_input(|text| Message::Typed(Field::NewStep, text))
                .on_submit(Message::StepChanged(Change::Added)),
            button_label(
                "Thêm bước",
                style::secondary,
                can_add.then_some(Message::StepChanged(Change::Added))
            ),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        column![label("Các bước duyệt văn bản của cơ quan này"), caption(said)]
            .extend(steps)
            .push(add)
            .spacing(8)
            .into()
    }
}

impl StepText {
    fn view<'a>(
        &'a self,
        at: usize,
        count: usize,
        step: &'a ApprovalStep,
        plan: &'a Plan,
    ) -> Element<'a, Message> {
        let changed = |change| Some(Message::StepChanged(change));
        let shift = |can: bool, is_down| if can { changed(Change::Moved { at, is_down }) } else { None };
        let name = self.name.field("Tên bước").id(Field::Step(at).id());
        let head = row![
            name.on_input(move |text| Message::Typed(Field::Step(at), text)),
            icon_button(Icon::ArrowUp, "Lên trước", style::ghost, shift(at > 0, false)),
            icon_button(Icon::ArrowDown, "Xuống sau", style::ghost, shift(at + 1 < count, true)),
            icon_button(Icon::Close, "Bỏ bước này", style::ghost, changed(Change::Removed(at))),
        ]
        .spacing(2);
        let own = AgencyChoice { id: None, name: "Người của cơ quan".to_owned() };
        let others = plan.agencies.iter();
        let others = others.map(|one| AgencyChoice { id: Some(one.id.clone()), name: one.short.clone() });
        let choices: Vec<AgencyChoice> = std::iter::once(own).chain(others).collect();
        let chosen = choices.iter().find(|choice| choice.id.as_deref() == step.agency_id(plan)).cloned();
        let chose = move |choice: AgencyChoice| Message::StepChanged(Change::Agency(at, choice.id));
        let days = self.days.field("số ngày").id(Field::StepDays(at).id());
        let facts = row![
            picker(choices, chosen, chose).width(Length::Fill),
            days.on_input(move |text| Message::Typed(Field::StepDays(at), text)).width(90),
        ]
        .spacing(8);
        let beside = (at > 0).then(|| {
            check("Cùng lúc với bước trước", step.is_parallel, move |is_on| {
                Message::StepChanged(Change::Parallel(at, is_on))
            })
        });
        let content = column![head]
            .push(self.name.remark())
            .push(facts)
            .push(self.days.remark())
            .push(beside)
            .spacing(6);
        container(content).padding([8, 10]).width(Length::Fill).style(style::sunken).into()
    }
}

/// An agency to choose, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
struct AgencyChoice {
    id: Option<String>,
    name: String,
}

impl fmt::Display for AgencyChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}
