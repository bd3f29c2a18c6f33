//! The texts of the settings' fields, and their parsing.

use chrono::NaiveDate;

use super::holidays::{self, HolidayText};
use super::local::{self, LocalText};
use super::programme::ProgrammeText;
use super::staff::Staff;
use super::step::StepText;
use super::task::Tasks;
use crate::calendar::wording;
use crate::plan;
use crate::ui::Context;
use crate::ui::screen::typed::Typed;

#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub office: plan::Office,
    pub working_date: Typed<Option<NaiveDate>>,
    pub start: Typed<Option<NaiveDate>>,
    /// One for each activity, in the plan's order.
    pub programmes: Vec<ProgrammeText>,
    pub local: Vec<LocalText>,
    pub presenters: Vec<PresenterText>,
    pub rate: Typed<u32>,
    pub steps: Vec<StepText>,
    pub holidays: Vec<HolidayText>,
    pub staff: Staff,
    pub tasks: Tasks,
}

/// A presenter; without a name not yet in the settings.
#[derive(Debug, Clone)]
pub(super) struct PresenterText {
    pub name: Typed<String>,
    pub rate: Typed<u32>,
}

impl Fields {
    pub fn read(context: &Context) -> Self {
        let settings = context.newsroom.settings();
        let programme =
            |activity: &plan::Activity| ProgrammeText::new(&activity.id, settings.programme(&activity.id));
        Self {
            office: settings.office.clone(),
            working_date: Typed::new(settings.working_date, date_text(settings.working_date)),
            start: Typed::new(settings.start, date_text(settings.start)),
            programmes: context.newsroom.plan().activities.iter().map(programme).collect(),
            local: local::lines(context.newsroom.plan(), settings, Vec::new()),
            presenters: settings.presenters.iter().map(PresenterText::new).collect(),
            rate: Typed::new(settings.syllables_per_minute, settings.syllables_per_minute.to_string()),
            steps: settings.approvals.iter().map(StepText::new).collect(),
            holidays: settings.holidays.iter().map(HolidayText::new).collect(),
            staff: Staff::read(settings),
            tasks: Tasks::read(settings),
        }
    }

    /// Follows a change of the settings or the plan. Invalid text stays in its field.
    pub fn follow(&mut self, context: &Context) {
        let settings = context.newsroom.settings();
        self.office.clone_from(&settings.office);
        self.working_date.follow(settings.working_date, date_text(settings.working_date));
        self.start.follow(settings.start, date_text(settings.start));
        self.rate.follow(settings.syllables_per_minute, settings.syllables_per_minute.to_string());
        let mut rows = std::mem::take(&mut self.programmes);
        self.programmes = context
            .newsroom
            .plan()
            .activities
            .iter()
            .map(|activity| {
                let programme = settings.programme(&activity.id);
                match rows.iter().position(|row| row.activity == activity.id) {
                    Some(at) => {
                        let mut row = rows.swap_remove(at);
                        row.follow(programme);
                        row
                    }
                    None => ProgrammeText::new(&activity.id, programme),
                }
            })
            .collect();
        self.local = local::lines(context.newsroom.plan(), settings, std::mem::take(&mut self.local));
        self.holidays = holidays::followed(std::mem::take(&mut self.holidays), &settings.holidays);
        self.staff.follow(settings);
        self.tasks.follow(settings);
        if self.presenters.iter().filter_map(PresenterText::value).ne(settings.presenters.iter().cloned()) {
            let old = std::mem::take(&mut self.presenters);
            let (named, new): (Vec<_>, Vec<_>) = old.into_iter().partition(|row| row.value().is_some());
            let known =
                |presenter: &plan::Presenter| named.iter().find(|row| *row.name.value() == presenter.name);
            self.presenters = settings
                .presenters
                .iter()
                .map(|presenter| match known(presenter) {
                    Some(row) => row.followed(presenter),
                    None => PresenterText::new(presenter),
                })
                .chain(new)
                .collect();
        }
        if self.steps.iter().filter_map(StepText::value).ne(settings.approvals.iter().cloned()) {
            let old = std::mem::take(&mut self.steps);
            let (named, new): (Vec<_>, Vec<_>) = old.into_iter().partition(|row| row.value().is_some());
            let known = |step: &plan::ApprovalStep| {
                named.iter().find(|row| row.step.id == step.id && row.step.activities == step.activities)
            };
            self.steps = settings
                .approvals
                .iter()
                .map(|step| match known(step) {
                    Some(row) => row.followed(step),
                    None => StepText::new(step),
                })
                .chain(new)
                .collect();
        }
    }

    /// The settings with all valid values.
    pub fn write(&self, context: &Context) -> plan::Settings {
        let mut settings = context.newsroom.settings().clone();
        settings.office = self.office.clone();
        settings.working_date = *self.working_date.value();
        settings.start = *self.start.value();
        settings.syllables_per_minute = *self.rate.value();
        for row in &self.programmes {
            let at = settings.programmes.iter().position(|programme| programme.activity == row.activity);
            match (row.value(), at) {
                (Some(programme), Some(at)) => settings.programmes[at] = programme,
                (Some(programme), None) => settings.programmes.push(programme),
                (None, Some(at)) => drop(settings.programmes.remove(at)),
                (None, None) => {}
            }
        }
        local::write(&self.local, &mut settings);
        settings.presenters = self.presenters.iter().filter_map(PresenterText::value).collect();
        settings.approvals = self.steps.iter().filter_map(StepText::value).collect();
        self.staff.write(&mut settings);
        self.tasks.write(&mut settings);
        settings.holidays = self.holidays.iter().filter_map(HolidayText::value).collect();
        settings
    }

    /// The names of invalid fields.
    pub fn bad(&self, context: &Context) -> Vec<String> {
        let short =
            |id: &str| context.newsroom.plan().activity(id).map_or("", |activity| &activity.short).to_owned();
        let mut names = Vec::new();
        let mut note = |is_bad: bool, name: String| names.extend(is_bad.then_some(name));
        note(self.working_date.fault().is_some(), "Ngày làm việc cố định".to_owned());
        note(self.start.fault().is_some(), "Tính nghĩa vụ từ ngày".to_owned());
        for row in &self.presenters {
            let bad = row.name.fault().or(row.rate.fault());
            note(bad.is_some(), format!("Tốc độ đọc của {}", row.name.value()));
        }
        note(self.rate.fault().is_some(), "Tốc độ đọc của mọi người khác".to_owned());
        for row in &self.steps {
            let bad = row.name.fault().or(row.days.fault());
            note(bad.is_some(), format!("Bước duyệt {}", row.name.value()));
        }
        for row in &self.holidays {
            note(row.fault().is_some(), format!("Ngày nghỉ {}", row.name()));
        }
        for row in &self.programmes {
            note(row.time.fault().is_some(), format!("Giờ của {}", short(&row.activity)));
            note(row.minutes.fault().is_some(), format!("Số phút của {}", short(&row.activity)));
        }
        names.extend(local::bad(&self.local, context.newsroom.plan()));
        names.extend(self.staff.bad());
        names.extend(self.tasks.bad());
        names
    }

    /// Resets all invalid fields.
    pub fn give_up(&mut self) {
        self.working_date.give_up();
        self.start.give_up();
        self.rate.give_up();
        for row in &mut self.presenters {
            row.name.give_up();
            row.rate.give_up();
        }
        self.steps.iter_mut().for_each(StepText::give_up);
        self.holidays.iter_mut().for_each(HolidayText::give_up);
        self.staff.give_up();
        self.tasks.give_up();
        let local = self.local.iter_mut().map(|line| &mut line.text);
        for row in self.programmes.iter_mut().chain(local) {
            row.time.give_up();
            row.minutes.give_up();
        }
    }
}

fn date_text(date: Option<NaiveDate>) -> String {
    date.map_or_else(String::new, wording::date)
}

impl PresenterText {
    pub fn new(presenter: &plan::Presenter) -> Self {
        let rate = presenter.syllables_per_minute;
        Self {
            name: Typed::new(presenter.name.clone(), presenter.name.clone()),
            rate: Typed::new(rate, rate.to_string()),
        }
    }

    fn followed(&self, presenter: &plan::Presenter) -> Self {
        let mut row = self.clone();
        row.rate.follow(presenter.syllables_per_minute, presenter.syllables_per_minute.to_string());
        row
    }

    fn value(&self) -> Option<plan::Presenter> {
        let (name, syllables_per_minute) = (self.name.value().clone(), *self.rate.value());
        (!name.is_empty()).then_some(plan::Presenter { name, syllables_per_minute })
    }
}
