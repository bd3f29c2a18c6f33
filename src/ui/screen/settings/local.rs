//! Settings in which a locality differs from the others: for one activity at a time, a line for each locality.

use std::collections::HashMap;
use std::fmt;

use chrono::Weekday;
use iced::widget::{container, text};
use iced::{Alignment, Length};

use super::Message;
use super::programme::{self, ProgrammeText, weekday_picker};
use crate::calendar::wording;
use crate::fold::Query;
use crate::plan::{Activity, LocalSettings, Locality, Office, Plan, Programme, Settings};
use crate::ui::theme::size;
use crate::ui::widget::{caption, card, column, field, label, picker, row, section_title};
use crate::ui::{Context, Element, names};

/// A setting that a locality may have of its own.
#[derive(Debug, Clone)]
pub enum LocalField {
    /// None for the common one.
    Weekday(Option<Weekday>),
    Time(String),
    Minutes(String),
    Editor(String),
}

/// The line of a locality and an activity; `text` is empty where the common settings apply.
#[derive(Debug, Clone)]
pub(super) struct LocalText {
    pub locality: String,
    pub text: ProgrammeText,
}

/// An activity in the head's drop-down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub activity: String,
    short: String,
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short)
    }
}

impl LocalText {
    pub fn set(&mut self, changed: LocalField) {
        match changed {
            LocalField::Weekday(weekday) => self.text.weekday = weekday,
            LocalField::Time(time) => self.text.time.set(time, programme::read_time),
            LocalField::Minutes(minutes) => self.text.minutes.set(minutes, programme::read_minutes),
            LocalField::Editor(editor) => self.text.editor = editor,
        }
    }

    fn view<'a>(
        &'a self,
        at: usize,
        name: String,
        common: Option<&Programme>,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let say = move |field| Message::LocalChanged(at, field);
        let time = common.and_then(|common| common.time).map_or_else(String::new, wording::clock);
        let minutes = common.and_then(|common| common.minutes).map_or_else(String::new, |it| it.to_string());
        let editor = common.map_or("", |common| &common.editor);
        let typed = move |editor| say(LocalField::Editor(editor));
        let editor = field(editor, &self.text.editor).on_input(typed).width(200);
        let editor = names::field(editor, self.text.editor.as_str(), context, typed);
        let line = row![
            text(name).size(size::DENSE).width(Length::Fill),
            weekday_picker("Như chung", self.text.weekday, move |day| say(LocalField::Weekday(day))),
            self.text.time.field(&time).on_input(move |time| say(LocalField::Time(time))).width(90),
            self.text.minutes.field(&minutes).on_input(move |it| say(LocalField::Minutes(it))).width(90),
            editor,
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        column![line].push(self.text.time.remark()).push(self.text.minutes.remark()).spacing(4).into()
    }
}

/// The activities that each locality carries out for itself.
fn activities(plan: &Plan) -> impl Iterator<Item = &Activity> {
    plan.activities.iter().filter(|activity| activity.per_locality)
}

/// A line for each locality and activity, in the plan's order; lines that were there before keep their texts.
pub(super) fn lines(plan: &Plan, settings: &Settings, before: Vec<LocalText>) -> Vec<LocalText> {
    let key = |line: LocalText| ((line.locality.clone(), line.text.activity.clone()), line);
    let mut known: HashMap<_, _> = before.into_iter().map(key).collect();
    let mut lines = Vec::new();
    for activity in activities(plan) {
        for locality in plan.localities.iter().filter(|one| activity.concerns(one)) {
            let programme = local(settings, &locality.id, &activity.id);
            let line = match known.remove(&(locality.id.clone(), activity.id.clone())) {
                Some(mut line) => {
                    line.text.follow(programme);
                    line
                }
                None => LocalText {
                    locality: locality.id.clone(),
                    text: ProgrammeText::new(&activity.id, programme),
                },
            };
            lines.push(line);
        }
    }
    lines
}

fn local<'a>(settings: &'a Settings, locality: &str, activity: &str) -> Option<&'a Programme> {
    let own = settings.localities.iter().find(|own| own.locality == locality)?;
    own.programmes.iter().find(|programme| programme.activity == activity)
}

/// Writes the lines into the settings. A locality without settings of its own has no entry there.
pub(super) fn write(lines: &[LocalText], settings: &mut Settings) {
    for line in lines {
        let value = line.text.value();
        if local(settings, &line.locality, &line.text.activity) == value.as_ref() {
            continue;
        }
        let at = settings.localities.iter().position(|own| own.locality == line.locality);
        let at = at.unwrap_or_else(|| {
            settings.localities.push(LocalSettings {
                locality: line.locality.clone(),
                office: Office::default(),
                programmes: Vec::new(),
            });
            settings.localities.len() - 1
        });
        let own = &mut settings.localities[at];
        let place = own.programmes.iter().position(|programme| programme.activity == line.text.activity);
        match (value, place) {
            (Some(programme), Some(place)) => own.programmes[place] = programme,
            (Some(programme), None) => own.programmes.push(programme),
            (None, Some(place)) => drop(own.programmes.remove(place)),
            (None, None) => {}
        }
        if own.programmes.is_empty() && own.office.is_empty() {
            let _ = settings.localities.remove(at);
        }
    }
}

/// "Giờ của Truyền thanh ở quận Ninh Kiều", for each invalid field.
pub(super) fn bad(lines: &[LocalText], plan: &Plan) -> Vec<String> {
    let mut names = Vec::new();
    for line in lines {
        let faults = [("Giờ", line.text.time.fault()), ("Số phút", line.text.minutes.fault())];
        for (what, _) in faults.into_iter().filter(|(_, fault)| fault.is_some()) {
            let short = plan.activity(&line.text.activity).map_or("", |activity| &activity.short);
            let place = plan.locality(&line.locality).map_or_else(String::new, Locality::full_name);
            names.push(format!("{what} của {short} ở {place}"));
        }
    }
    names
}

/// Lines shown of more localities without a search.
const LISTED: usize = 12;
/// Names of others that differ.
const NAMED: usize = 8;

/// The card; none if the plan has no activity per locality. `chosen` is the activity shown, `query` searches among
/// many localities.
pub(super) fn view<'a>(
    lines: &'a [LocalText],
    chosen: Option<&str>,
    query: &'a str,
    context: &'a Context,
) -> Option<Element<'a, Message>> {
    let (plan, settings) = (context.newsroom.plan(), context.newsroom.settings());
    let choices: Vec<Choice> = activities(plan)
        .map(|activity| Choice { activity: activity.id.clone(), short: activity.short.clone() })
        .collect();
    let is_scheduled = |choice: &&Choice| {
        plan.activity(&choice.activity).is_some_and(|activity| activity.medium.is_scheduled())
    };
    let shown = choices
        .iter()
        .find(|choice| Some(choice.activity.as_str()) == chosen)
        .or_else(|| choices.iter().find(is_scheduled))
        .or_else(|| choices.first())?
        .clone();
    let common = settings.programme(&shown.activity);
    let of_activity = lines.iter().enumerate().filter(|(_, line)| line.text.activity == shown.activity);
    let named: Vec<(usize, &LocalText, String)> = of_activity
        .filter_map(|(at, line)| Some((at, line, plan.locality(&line.locality)?.full_name())))
        .collect();
    let all = named.len();
    let is_long = all > LISTED;
    let is_searched = is_long && !query.trim().is_empty();
    let words = Query::new(if is_searched { query } else { "" });
    let mut found: Vec<_> = named.into_iter().filter(|(_, _, name)| words.matches(name)).collect();
    // A row must not come or go while something is typed in it: those that differ are only named here.
    let hidden = if is_searched { Vec::new() } else { found.split_off(found.len().min(LISTED)) };
    let differing = hidden.iter().filter(|(_, line, _)| line.text.value().is_some());
    let differing: Vec<&str> = differing.take(NAMED).map(|(_, _, name)| name.as_str()).collect();
    let said = if found.is_empty() {
        Some("Không thấy địa bàn nào. Thử ít chữ hơn, không dấu cũng được.".to_owned())
    } else if hidden.is_empty() {
        None
    } else {
        let shown = format!("Hiện {} trong {}", found.len(), wording::counted(all, "địa bàn"));
        let differing = match differing.as_slice() {
            [] => String::new(),
            names => format!(" Đang khác chung: {}.", names.join(", ")),
        };
        Some(format!("{shown}; tìm theo tên để sửa địa bàn khác.{differing}"))
    };
    let rows: Vec<_> =
        found.into_iter().map(|(at, line, name)| line.view(at, name, common, context)).collect();
    let search = is_long.then(|| {
        field("Tìm địa bàn, không dấu cũng được", query).on_input(Message::LocalSearched).width(260)
    });
    let picked = picker(choices, Some(shown), Message::LocalActivityChosen).width(260);
    let head = row![
        container(label("Địa bàn")).width(Length::Fill),
        container(label("Thứ")).width(130),
        container(label("Giờ")).width(90),
        container(label("Số phút")).width(90),
        container(label("Người phụ trách")).width(200),
    ]
    .spacing(8);
    Some(card(
        column![
            row![container(section_title("Riêng từng địa bàn")).width(Length::Fill)]
                .push(search)
                .push(picked)
                .spacing(8)
                .align_y(Alignment::Center),
            caption("Ô để trống thì theo giờ và thời lượng chung ở trên, ghi mờ trong ô. Bài mới cho kỳ của một địa bàn lấy người phụ trách của địa bàn ấy."),
            head,
        ]
        .extend(rows)
        .push(said.map(caption))
        .spacing(8),
    ))
}
