//! The fields of the settings as they are typed, and what they mean.

use super::programme::{ProgrammeText, of_text};
use crate::calendar::wording;
use crate::plan;
use crate::ui::Desk;

#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub office: plan::Office,
    pub working_date: String,
    pub programmes: Vec<ProgrammeText>,
    pub presenters: Vec<(String, String)>,
    pub rate: String,
    pub steps: Vec<plan::ApprovalStep>,
}

impl Fields {
    pub fn read(desk: &Desk) -> Self {
        let settings = desk.newsroom.settings();
        let programmes = desk
            .newsroom
            .plan
            .activities
            .iter()
            .map(|activity| ProgrammeText::new(&activity.id, settings.programme(&activity.id)))
            .collect();
        Self {
            office: settings.office.clone(),
            working_date: settings.working_date.map_or_else(String::new, wording::date),
            programmes,
            presenters: settings
                .presenters
                .iter()
                .map(|presenter| (presenter.name.clone(), presenter.syllables_per_minute.to_string()))
                .collect(),
            rate: settings.syllables_per_minute.to_string(),
            steps: settings.approvals.clone(),
        }
    }

    /// Takes in the fields of changed settings, but for those with something typed that is not in the settings yet.
    pub fn follow(&mut self, known: &Self, fresh: Self) {
        let office = [
            (&mut self.office.parent, &known.office.parent, fresh.office.parent),
            (&mut self.office.name, &known.office.name, fresh.office.name),
            (&mut self.office.place, &known.office.place, fresh.office.place),
            (&mut self.office.signer_title, &known.office.signer_title, fresh.office.signer_title),
            (&mut self.office.signer, &known.office.signer, fresh.office.signer),
            (&mut self.working_date, &known.working_date, fresh.working_date),
            (&mut self.rate, &known.rate, fresh.rate),
        ];
        for (typed, known, fresh) in office {
            if typed == known {
                *typed = fresh;
            }
        }
        follow_rows(&mut self.programmes, &known.programmes, fresh.programmes);
        follow_rows(&mut self.presenters, &known.presenters, fresh.presenters);
        follow_rows(&mut self.steps, &known.steps, fresh.steps);
    }

    /// The settings as typed, where everything parses.
    pub fn write(&self, desk: &Desk) -> Option<plan::Settings> {
        let mut settings = desk.newsroom.settings().clone();
        settings.office = self.office.clone();
        settings.working_date = match self.working_date.trim() {
            "" => None,
            typed => Some(wording::parse_date(typed, desk.newsroom.plan.year)?),
        };
        settings.programmes = self
            .programmes
            .iter()
            .map(ProgrammeText::parse)
            .collect::<Result<Vec<_>, _>>()
            .ok()?
            .into_iter()
            .flatten()
            .collect();
        settings.presenters = self
            .presenters
            .iter()
            .map(|(name, rate)| {
                Some(plan::Presenter { name: name.trim().to_owned(), syllables_per_minute: of_text(rate)? })
            })
            .collect::<Option<_>>()?;
        settings.syllables_per_minute = of_text(&self.rate)?;
        settings.approvals.clone_from(&self.steps);
        Some(settings)
    }
}

/// As [`Fields::follow`], for a list by its rows.
fn follow_rows<T: PartialEq + Clone>(typed: &mut Vec<T>, known: &[T], fresh: Vec<T>) {
    let mine = std::mem::replace(typed, fresh);
    if mine.len() < known.len() {
        // Which rows are the same cannot be told.
        return;
    }
    for (at, row) in mine.into_iter().enumerate() {
        match (typed.get_mut(at), known.get(at)) {
            (Some(place), Some(known)) if row != *known => *place = row,
            (_, Some(_)) => {}
            (_, None) => typed.push(row),
        }
    }
}
