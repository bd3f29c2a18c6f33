//! The steps of the work before an airing, for one activity at a time.

use std::fmt;

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::named;
use crate::plan::{Plan, Settings, TaskStep, TaskTemplate};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::screen::typed::Typed;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button_icon, caption, card, column, field, icon_button, label, picker, row, section_title, segmented,
    tag, tip,
};

/// The templates of all activities, and the one that is shown.
#[derive(Debug, Clone)]
pub(super) struct Tasks {
    templates: Vec<TemplateText>,
    /// The activity whose steps are shown; none for the first that has any.
    chosen: Option<String>,
}

#[derive(Debug, Clone)]
struct TemplateText {
    activity: String,
    /// The other activities with the same steps.
    also: Vec<String>,
    steps: Vec<TaskText>,
}

/// A step; without a name not yet in the settings.
#[derive(Debug, Clone)]
struct TaskText {
    /// As in the settings, except for the name and the days.
    step: TaskStep,
    name: Typed<String>,
    days: Typed<u32>,
}

#[derive(Debug, Clone)]
pub enum TaskMessage {
    ActivityChosen(ActivityChoice),
    Changed(usize, TaskField),
    Added,
    Removed(usize),
    Moved(usize, bool),
    /// The steps shown are another activity's too.
    Shared(ActivityChoice),
    /// This activity no longer has the steps shown.
    Unshared(String),
    /// The activity shown has steps of its own, at first the same.
    Parted,
}

/// A change of a step.
#[derive(Debug, Clone)]
pub enum TaskField {
    Name(String),
    Days(String),
    IsWorkdays(bool),
    Role(String),
}

/// An activity to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityChoice {
    pub activity: String,
    pub name: String,
}

impl fmt::Display for ActivityChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl TaskMessage {
    /// Tells typed fields apart; none for other messages.
    pub fn place(&self) -> Option<usize> {
        Some(match self {
            Self::Changed(at, TaskField::Name(_)) => 3 * at,
            Self::Changed(at, TaskField::Days(_)) => 3 * at + 1,
            Self::Changed(at, TaskField::Role(_)) => 3 * at + 2,
            _ => return None,
        })
    }
}

impl TaskText {
    fn new(step: &TaskStep) -> Self {
        Self {
            step: step.clone(),
            name: Typed::new(step.name.clone(), step.name.clone()),
            days: Typed::new(step.days_before, step.days_before.to_string()),
        }
    }

    fn value(&self) -> Option<TaskStep> {
        let (name, days_before) = (self.name.value().clone(), *self.days.value());
        (!name.is_empty()).then(|| TaskStep { name, days_before, ..self.step.clone() })
    }

    fn set(&mut self, field: TaskField) {
        match field {
            TaskField::Name(name) => {
                self.name.set(name, |text| named(text, "ghi tên bước, hoặc bỏ bước này"));
            }
            TaskField::Days(days) => self.days.set(days, read_days),
            TaskField::IsWorkdays(is_workdays) => self.step.is_workdays = is_workdays,
            TaskField::Role(role) => self.step.role = role,
        }
    }
}

impl TemplateText {
    fn new(template: &TaskTemplate) -> Self {
        Self {
            activity: template.activity.clone(),
            also: template.also.clone(),
            steps: template.steps.iter().map(TaskText::new).collect(),
        }
    }

    fn value(&self) -> Option<TaskTemplate> {
        let steps: Vec<TaskStep> = self.steps.iter().filter_map(TaskText::value).collect();
        let (activity, also) = (self.activity.clone(), self.also.clone());
        (!steps.is_empty()).then_some(TaskTemplate { activity, also, steps })
    }

    fn activities(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.activity).chain(&self.also).map(String::as_str)
    }

    fn names(&self, activity: &str) -> bool {
        self.activities().any(|id| id == activity)
    }

    /// The same steps without this activity; none when it was the only one.
    fn without(mut self, activity: &str) -> Option<Self> {
        self.also.retain(|id| id != activity);
        if self.activity == activity {
            if self.also.is_empty() {
                return None;
            }
            self.activity = self.also.remove(0);
        }
        Some(self)
    }

    fn followed(&self, template: &TaskTemplate) -> Self {
        let step = |step: &TaskStep| match self.steps.iter().find(|text| text.step.id == step.id) {
            Some(text) => {
                let mut text = TaskText { step: step.clone(), ..text.clone() };
                text.name.follow(step.name.clone(), step.name.clone());
                text.days.follow(step.days_before, step.days_before.to_string());
                text
            }
            None => TaskText::new(step),
        };
        let new = self.steps.iter().filter(|text| text.value().is_none()).cloned();
        let (activity, also) = (template.activity.clone(), template.also.clone());
        Self { activity, also, steps: template.steps.iter().map(step).chain(new).collect() }
    }
}

impl Tasks {
    pub fn read(settings: &Settings) -> Self {
        Self { templates: settings.tasks.iter().map(TemplateText::new).collect(), chosen: None }
    }

    pub fn follow(&mut self, settings: &Settings) {
        if self.templates.iter().filter_map(TemplateText::value).eq(settings.tasks.iter().cloned()) {
            return;
        }
        let old = std::mem::take(&mut self.templates);
        let (known, new): (Vec<_>, Vec<_>) = old.into_iter().partition(|template| template.value().is_some());
        let template = |template: &TaskTemplate| {
            let text = known.iter().find(|text| text.activity == template.activity);
            text.map_or_else(|| TemplateText::new(template), |text| text.followed(template))
        };
        let is_new = |text: &TemplateText| settings.tasks.iter().all(|known| known.activity != text.activity);
        self.templates = settings.tasks.iter().map(template).chain(new.into_iter().filter(is_new)).collect();
    }

    pub fn write(&self, settings: &mut Settings) {
        settings.tasks = self.templates.iter().filter_map(TemplateText::value).collect();
    }

    pub fn bad(&self) -> Vec<String> {
        let steps = self.templates.iter().flat_map(|template| &template.steps);
        let bad = steps.filter(|text| text.name.fault().or(text.days.fault()).is_some());
        bad.map(|text| format!("Bước làm bài {}", text.name.value())).collect()
    }

    pub fn give_up(&mut self) {
        for text in self.templates.iter_mut().flat_map(|template| &mut template.steps) {
            text.name.give_up();
            text.days.give_up();
        }
    }

    fn shown<'a>(&'a self, plan: &'a Plan) -> Option<&'a str> {
        let first = || self.templates.iter().map(|template| template.activity.as_str());
        let first = || first().find(|id| plan.activity(id).is_some());
        let any = || plan.activities.first().map(|activity| activity.id.as_str());
        self.chosen.as_deref().or_else(first).or_else(any)
    }

    fn steps(&self, activity: &str) -> &[TaskText] {
        self.template(activity).map_or(&[], |at| &self.templates[at].steps)
    }

    /// The template that an activity has: its own, else one that names it.
    fn template(&self, activity: &str) -> Option<usize> {
        let own = self.templates.iter().position(|template| template.activity == activity);
        own.or_else(|| self.templates.iter().position(|template| template.names(activity)))
    }

    fn steps_mut(&mut self, activity: &str) -> &mut Vec<TaskText> {
        let at = self.template(activity).unwrap_or_else(|| {
            let (activity, also) = (activity.to_owned(), Vec::new());
            self.templates.push(TemplateText { activity, also, steps: Vec::new() });
            self.templates.len() - 1
        });
        &mut self.templates[at].steps
    }

    pub fn update(&mut self, message: TaskMessage, plan: &Plan) {
        let Some(activity) = self.shown(plan).map(str::to_owned) else { return };
        match message {
            TaskMessage::ActivityChosen(choice) => self.chosen = Some(choice.activity),
            TaskMessage::Changed(at, field) => {
                if let Some(text) = self.steps_mut(&activity).get_mut(at) {
                    text.set(field);
                }
            }
            TaskMessage::Added => {
                let steps = self.steps_mut(&activity);
                let is_taken = |id: &str| steps.iter().any(|text| text.step.id == id);
                let ids = (1..=steps.len() + 1).map(|number| format!("viec-{number}"));
                let id = ids.into_iter().find(|id| !is_taken(id)).unwrap_or_default();
                steps.push(TaskText::new(&TaskStep { id, days_before: 1, ..TaskStep::default() }));
            }
            TaskMessage::Removed(at) => {
                let steps = self.steps_mut(&activity);
                if at < steps.len() {
                    drop(steps.remove(at));
                }
            }
            TaskMessage::Moved(at, is_down) => {
                let steps = self.steps_mut(&activity);
                let other = if is_down { at + 1 } else { at.wrapping_sub(1) };
                if at < steps.len() && other < steps.len() {
                    steps.swap(at, other);
                }
            }
            TaskMessage::Shared(choice) => {
                self.unshare(&choice.activity);
                if let Some(at) = self.template(&activity) {
                    self.templates[at].also.push(choice.activity);
                }
            }
            TaskMessage::Unshared(other) => {
                self.unshare(&other);
                // The steps stay in view, with those that still have them.
                if other == activity {
                    self.chosen = None;
                }
            }
            TaskMessage::Parted => {
                let steps = self.steps(&activity).to_vec();
                self.unshare(&activity);
                self.templates.push(TemplateText { activity, also: Vec::new(), steps });
            }
        }
    }

    /// Takes an activity off the template that names it.
    fn unshare(&mut self, activity: &str) {
        if let Some(at) = self.template(activity) {
            let left = self.templates.remove(at).without(activity);
            let _ = self.templates.splice(at..at, left);
        }
    }

    /// The other activities that have the steps of this one, each to be taken off.
    fn shared_with<'a>(&'a self, activity: &str, all: &[ActivityChoice]) -> Option<Element<'a, TaskMessage>> {
        let template = &self.templates[self.template(activity)?];
        let name = |id: &str| {
            let known = all.iter().find(|choice| choice.activity == id);
            known.map_or_else(|| id.to_owned(), |choice| choice.name.clone())
        };
        let others = template.activities().filter(|id| *id != activity).map(|id| {
            let off = icon_button(
                Icon::Close,
                "Hình thức này không dùng các bước ở đây nữa",
                style::ghost,
                Some(TaskMessage::Unshared(id.to_owned())),
            );
            row![tag(None, name(id), Mood::Neutral), off].align_y(Alignment::Center).into()
        });
        let others: Vec<Element<'a, TaskMessage>> = others.collect();
        (!others.is_empty()).then(|| shared(others))
    }

    pub fn view<'a>(&'a self, plan: &'a Plan) -> Element<'a, TaskMessage> {
        let shown = self.shown(plan).unwrap_or_default();
        let choices = |is_asked: &dyn Fn(&str) -> bool| {
            let asked = plan.activities.iter().filter(|activity| is_asked(&activity.id));
            let choice = asked.map(|activity| ActivityChoice {
                activity: activity.id.clone(),
                name: activity.short.clone(),
            });
            choice.collect::<Vec<_>>()
        };
        let all = choices(&|_| true);
        let chosen = all.iter().find(|choice| choice.activity == shown).cloned();
        let head = row![
            container(section_title("Các bước làm bài trước khi phát, đăng")).width(Length::Fill),
            picker(all.clone(), chosen, TaskMessage::ActivityChosen).width(240),
        ]
        .align_y(Alignment::Center);
        let steps = self.steps(shown);
        let names = row![
            container(label("Bước")).width(Length::Fill),
            container(label("Trước khi phát")).width(90),
            container(label("Tính theo")).width(190),
            container(label("Vai làm bước này")).width(180),
            space().width(108),
        ]
        .spacing(8);
        let rows = steps.iter().enumerate().map(|(at, text)| line(at, steps.len(), text));
        let free = choices(&|id| id != shown && self.steps(id).is_empty());
        let share = (!steps.is_empty() && !free.is_empty()).then(|| {
            picker(free, None::<ActivityChoice>, TaskMessage::Shared)
                .placeholder("Dùng chung cho hình thức…")
                .width(240)
        });
        card(
            column![
                head,
                caption(
                    "Mỗi bài của hình thức có các bước này, hạn tính lùi từ lần phát, đăng đầu tiên và dời theo nó. Người \
                     làm là người giữ vai ấy trong bài; từng bài giao người khác được."
                ),
            ]
            .push(self.shared_with(shown, &all))
            .push((!steps.is_empty()).then_some(names))
            .push(steps.is_empty().then(|| caption("Hình thức này chưa có bước nào.")))
            .extend(rows)
            .push(
                row![button_icon(Icon::Plus, "Thêm bước", style::secondary, Some(TaskMessage::Added))]
                    .push(share)
                    .spacing(8),
            )
            .spacing(8),
        )
    }
}

/// What is said of steps that several activities have.
fn shared(others: Vec<Element<'_, TaskMessage>>) -> Element<'_, TaskMessage> {
    let part = button_icon(Icon::Copy, "Làm riêng", style::secondary, Some(TaskMessage::Parted));
    let part =
        tip(part, "Hình thức này có các bước riêng, lúc đầu giống hệt; từ đó sửa nơi này không đổi nơi kia");
    let words = text("Dùng chung với:").size(size::DENSE).style(ink::secondary);
    let chips = row![words].extend(others).spacing(6).align_y(Alignment::Center).wrap().vertical_spacing(4);
    row![container(chips).width(Length::Fill), part].spacing(8).align_y(Alignment::Center).into()
}

fn line(at: usize, count: usize, text: &TaskText) -> Element<'_, TaskMessage> {
    let say = move |field| TaskMessage::Changed(at, field);
    let line = row![
        text.name.field("Quay").on_input(move |name| say(TaskField::Name(name))).width(Length::Fill),
        text.days.field("7").on_input(move |days| say(TaskField::Days(days))).width(90),
        container(segmented(
            [(false, "ngày"), (true, "ngày làm việc")],
            text.step.is_workdays,
            move |is_on| { say(TaskField::IsWorkdays(is_on)) }
        ))
        .width(190),
        field("Quay phim", &text.step.role).on_input(move |role| say(TaskField::Role(role))).width(180),
        row![
            icon_button(
                Icon::ArrowUp,
                "Lên trước",
                style::ghost,
                (at > 0).then_some(TaskMessage::Moved(at, false))
            ),
            icon_button(
                Icon::ArrowDown,
                "Xuống sau",
                style::ghost,
                (at + 1 < count).then_some(TaskMessage::Moved(at, true))
            ),
            icon_button(Icon::Close, "Bỏ bước này", style::ghost, Some(TaskMessage::Removed(at))),
        ]
        .spacing(6),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    column![line].push(text.name.remark()).push(text.days.remark()).spacing(4).into()
}

/// From the day of the airing itself to a year before it.
fn read_days(text: &str) -> Result<u32, &'static str> {
    let days = text.parse().ok().filter(|days| *days <= crate::ledger::LONGEST_LEAD);
    days.ok_or("số ngày trước khi phát là số từ 0 đến 366")
}
