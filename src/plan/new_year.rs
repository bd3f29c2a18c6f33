//! What the workspace of a new year begins with: taken from another workspace, from the sample, from a plan's text, or
//! blank.

use chrono::NaiveDate;

use crate::calendar::public_holiday;

use super::{Locality, Office, ParseError, Plan, Programme, Reading, Settings, TaskTemplate};

/// The plan of 2014, the sample in the program.
const SAMPLE_PLAN: &str = include_str!("../../content/plan.ron");
const SAMPLE_SETTINGS: &str = include_str!("../../content/settings.ron");

/// What is known of the new year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewYear {
    /// The calendar year of the plan.
    pub year: i32,
    /// Empty for that of the source. Another city has localities of its own: those of the source stay behind.
    pub city: String,
    /// The short name; empty for the source's with the new year.
    pub name: String,
    /// Empty while the plan is not issued.
    pub number: String,
    /// The day the plan was signed.
    pub date: Option<NaiveDate>,
    /// The first day whose obligations count; none for the whole year.
    pub start: Option<NaiveDate>,
    pub kept: Kept,
}

/// What of another workspace goes along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is one choice, in any combination")]
pub struct Kept {
    /// Aims, contents, activities and duties.
    pub activities: bool,
    /// The localities in force in the new year.
    pub localities: bool,
    /// Weekdays, times and lengths.
    pub hours: bool,
    /// Approval steps.
    pub approvals: bool,
    /// Signers, editors, presenters and all other names.
    pub people: bool,
    /// The pieces that have not gone out, as drafts.
    pub drafts: bool,
    /// What people raised and nobody has answered.
    pub cases: bool,
}

impl Kept {
    /// Everything, but people only of a workspace that people work in: the names in the sample and in training
    /// workspaces, known by their fixed working date, are invented.
    pub fn of(settings: &Settings) -> Self {
        Self { people: settings.working_date.is_none(), ..Self::default() }
    }
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            activities: true,
            localities: true,
            hours: true,
            approvals: true,
            people: true,
            drafts: false,
            cases: false,
        }
    }
}

impl NewYear {
    /// From the plan and the settings of another workspace. Agencies and reading speed always go along,
    /// holidays only within the same year. Else those that can be computed are filled in.
    pub fn from_workspace(&self, plan: &Plan, settings: &Settings) -> (Plan, Settings) {
        let signer = plan.signature.name.clone();
        let (mut plan, old_city) = (plan.for_year(self.year), plan.city.clone());
        let mut settings = settings.for_year(self.year);
        plan.signature.name = signer;
        let kept = self.kept;
        if !kept.activities {
            plan.goals.clear();
            plan.requirements.clear();
            plan.audiences.clear();
            plan.activities.clear();
            plan.duties.clear();
        }
        let is_moved = !self.city.is_empty() && self.city != old_city;
        keep_localities(&mut plan, |locality| {
            kept.localities && !is_moved && locality.is_in_force(self.year)
        });
        if is_moved {
            rename_city(&mut plan, &mut settings, &old_city, &self.city);
        }
        if !kept.hours {
            settings.programmes.clear();
            settings.localities.iter_mut().for_each(|local| local.programmes.clear());
        }
        if !kept.approvals {
            settings.approvals.clear();
            plan.agencies.iter_mut().for_each(|agency| agency.approvals.clear());
        }
        if !kept.people {
            leave_people(&mut plan, &mut settings);
        }
        drop_unknown(&plan, &mut settings);
        self.head(&mut plan, &mut settings);
        (plan, settings)
    }

    /// From the sample, without its invented people.
    ///
    /// # Errors
    /// The sample in the program is broken, which a test excludes.
    pub fn from_sample(&self) -> Result<(Plan, Settings), ParseError> {
        let (plan, settings) = sample()?;
        let people = false;
        let new = Self { kept: Kept { people, ..self.kept }, ..self.clone() };
        Ok(new.from_workspace(&plan, &settings))
    }

    /// From what was read in a plan's text. A plan of another year is taken as the draft of this one.
    pub fn from_reading(&self, reading: &Reading) -> (Plan, Settings) {
        let read = &reading.plan;
        let mut plan = if read.year == self.year { read.clone() } else { read.for_year(self.year) };
        let mut settings = Settings::default();
        self.head(&mut plan, &mut settings);
        (plan, settings)
    }

    /// Without any activity.
    pub fn blank(&self) -> (Plan, Settings) {
        let name = if self.city.is_empty() { "Kế hoạch" } else { &self.city };
        let mut plan = Plan {
            schema: Plan::SCHEMA,
            name: format!("{name} {}", self.year),
            year: self.year,
            title: format!("Kế hoạch tuyên truyền năm {}", self.year),
            ..Plan::default()
        };
        let mut settings = Settings::default();
        self.head(&mut plan, &mut settings);
        (plan, settings)
    }

    /// Sets what is known of the new plan.
    fn head(&self, plan: &mut Plan, settings: &mut Settings) {
        let set = |field: &mut String, value: &String| {
            if !value.is_empty() {
                field.clone_from(value);
            }
        };
        set(&mut plan.city, &self.city);
        set(&mut plan.name, &self.name);
        set(&mut plan.number, &self.number);
        if settings.office.place.is_empty() {
            settings.office.place.clone_from(&plan.city);
        }
        plan.date = self.date.or(plan.date);
        settings.start = self.start;
        settings.is_new = true;
        if settings.holidays.is_empty() {
            settings.holidays = public_holiday::usual(self.year);
        }
    }
}

/// The sample's plan and settings.
///
/// # Errors
/// The sample in the program is broken, which a test excludes.
pub fn sample() -> Result<(Plan, Settings), ParseError> {
    Ok((Plan::parse(SAMPLE_PLAN)?, Settings::parse(SAMPLE_SETTINGS)?))
}

impl Locality {
    /// Whether it exists on some day of a year.
    pub fn is_in_force(&self, year: i32) -> bool {
        let is_begun = self.valid_from.is_none_or(|from| Some(from) <= NaiveDate::from_ymd_opt(year, 12, 31));
        is_begun && self.valid_to.is_none_or(|to| Some(to) >= NaiveDate::from_ymd_opt(year, 1, 1))
    }
}

/// Keeps some of the localities; a unit goes with the one above it, and names no unit that is gone.
fn keep_localities(plan: &mut Plan, is_kept: impl Fn(&Locality) -> bool) {
    plan.localities.retain(is_kept);
    loop {
        let known: Vec<String> = plan.localities.iter().map(|locality| locality.id.clone()).collect();
        plan.localities
            .retain(|locality| locality.parent.as_ref().is_none_or(|parent| known.contains(parent)));
        if plan.localities.len() == known.len() {
            plan.localities
                .iter_mut()
                .for_each(|locality| locality.successors.retain(|id| known.contains(id)));
            return;
        }
    }
}

fn leave_people(plan: &mut Plan, settings: &mut Settings) {
    plan.signature.name.clear();
    settings.presenters.clear();
    settings.people.clear();
    let forget_signer = |office: &mut Office| office.signer.clear();
    for agency in &mut plan.agencies {
        forget_signer(&mut agency.letterhead);
        agency.contact.clear();
    }
    let forget_editor = |programme: &mut Programme| programme.editor.clear();
    forget_signer(&mut settings.office);
    settings.programmes.iter_mut().for_each(forget_editor);
    for local in &mut settings.localities {
        forget_signer(&mut local.office);
        local.programmes.iter_mut().for_each(forget_editor);
    }
}

/// Drops settings of activities and localities that the plan does not have, and lines that say nothing any more.
fn drop_unknown(plan: &Plan, settings: &mut Settings) {
    let is_known = |activity: &String| plan.activity(activity).is_some();
    let says = |programme: &Programme| {
        let Programme { activity, weekday, time, minutes, refinement, editor } = programme;
        let is_empty = weekday.is_none() && time.is_none() && minutes.is_none() && refinement.is_none();
        is_known(activity) && (!is_empty || !editor.is_empty())
    };
    settings.programmes.retain(says);
    settings.localities.retain_mut(|local| {
        local.programmes.retain(says);
        let is_empty = local.programmes.is_empty() && local.office.is_empty();
        plan.locality(&local.locality).is_some() && !is_empty
    });
    settings.approvals.retain_mut(|step| {
        let was_general = step.activities.is_empty();
        step.activities.retain(is_known);
        was_general || !step.activities.is_empty()
    });
    let known = |template: TaskTemplate| template.keeping(|id| plan.activity(id).is_some());
    settings.tasks = std::mem::take(&mut settings.tasks).into_iter().filter_map(known).collect();
}

/// Replaces the city's name wherever the plan and the settings name it.
fn rename_city(plan: &mut Plan, settings: &mut Settings, old: &str, new: &str) {
    if old.is_empty() {
        return;
    }
    let upper = (old.to_uppercase(), new.to_uppercase());
    let rename = |text: &mut String| {
        if text.contains(old) || text.contains(&upper.0) {
            *text = text.replace(old, new).replace(&upper.0, &upper.1);
        }
    };
    [&mut plan.name, &mut plan.issuer, &mut plan.title].into_iter().for_each(rename);
    plan.goals.iter_mut().flat_map(|goal| [&mut goal.title, &mut goal.text]).for_each(rename);
    plan.requirements.iter_mut().chain(&mut plan.recipients).for_each(rename);
    plan.signature.capacity.iter_mut().for_each(rename);
    for audience in &mut plan.audiences {
        [&mut audience.title, &mut audience.short].into_iter().for_each(rename);
        audience.topics.iter_mut().flat_map(|topic| [&mut topic.short, &mut topic.text]).for_each(rename);
    }
    for activity in &mut plan.activities {
        [&mut activity.title, &mut activity.short].into_iter().for_each(rename);
        activity.text.iter_mut().for_each(rename);
    }
    plan.duties.iter_mut().flat_map(|duty| [&mut duty.title, &mut duty.text]).for_each(rename);
    plan.agencies.iter_mut().flat_map(|agency| [&mut agency.name, &mut agency.short]).for_each(rename);
    let of_agencies = plan.agencies.iter_mut().flat_map(|agency| &mut agency.approvals);
    settings.approvals.iter_mut().chain(of_agencies).for_each(|step| rename(&mut step.name));
    let letterheads = plan.agencies.iter_mut().map(|agency| &mut agency.letterhead);
    for Office { parent, name, place, signer_title, .. } in letterheads.chain([&mut settings.office]) {
        [parent, name, place, signer_title].into_iter().for_each(rename);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(year: i32) -> NewYear {
        NewYear { year, ..NewYear::default() }
    }

    #[test]
    fn nobody_of_the_sample_goes_along() {
        let (plan, settings) = new(2027).from_sample().expect("the sample parses");
        let (old_plan, old) = sample().expect("the sample parses");
        let text = format!("{}{}", plan.to_text(), settings.to_text());
        let people = old.programmes.iter().map(|programme| &programme.editor);
        let people =
            people.chain(old.localities.iter().flat_map(|local| &local.programmes).map(|one| &one.editor));
        let people = people.chain(old.presenters.iter().map(|presenter| &presenter.name));
        let people = people.chain(old.people.iter().map(|person| &person.name));
        let people: Vec<&String> = people.chain([&old.office.signer, &old_plan.signature.name]).collect();
        for person in people.into_iter().filter(|person| !person.is_empty()) {
            assert!(!text.contains(person.as_str()), "{person}");
        }
        assert_eq!((plan.activities.len(), settings.programmes.len()), (13, 9));
        assert!(plan.localities.is_empty(), "the districts ended in 2025");
        assert!(settings.localities.is_empty() && settings.is_new);
        assert_eq!(settings.holidays, public_holiday::usual(2027));
        assert_eq!(new(2020).from_sample().map(|(plan, _)| plan.localities.len()), Ok(9));
    }

    #[test]
    fn an_own_workspace_gives_its_people_and_what_is_in_force() {
        let (mut plan, mut settings) = sample().expect("the sample parses");
        settings.working_date = None;
        plan.localities[0].valid_to = None;
        settings.start = NaiveDate::from_ymd_opt(2014, 3, 1);
        let all = NewYear { kept: Kept::of(&settings), ..new(2027) };
        let (next, kept) = all.from_workspace(&plan, &settings);
        assert_eq!((kept.office.signer.as_str(), kept.presenters.len()), ("Trần Quốc Thịnh", 3));
        assert_eq!(next.signature.name, "Lê Hùng Dũng");
        assert_eq!(next.localities.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["ninh-kieu"]);
        assert_eq!(kept.localities.len(), 1, "what the other localities do stays behind");
        assert_eq!((next.number.as_str(), next.date, kept.start), ("", None, None));

        let nothing = Kept {
            activities: false,
            localities: false,
            hours: false,
            approvals: false,
            people: false,
            drafts: false,
            cases: false,
        };
        let (bare, kept) = NewYear { kept: nothing, ..new(2027) }.from_workspace(&plan, &settings);
        assert_eq!((bare.activities.len(), bare.localities.len(), kept.programmes.len()), (0, 0, 0));
        assert!(kept.approvals.is_empty() && kept.office.signer.is_empty());
        // Their own steps are approval steps too.
        let bare_agency =
            |agency: crate::plan::Agency| crate::plan::Agency { approvals: Vec::new(), ..agency };
        assert_eq!(bare.agencies, plan.agencies.into_iter().map(bare_agency).collect::<Vec<_>>());
    }

    #[test]
    fn another_city_has_its_own_name_everywhere_and_no_districts_of_the_old() {
        let moved = NewYear { city: "Đà Nẵng".into(), ..new(2020) };
        let (plan, settings) = moved.from_sample().expect("the sample parses");
        let text = format!("{}{}", plan.to_text(), settings.to_text());
        assert!(!text.contains("Cần Thơ") && !text.contains("CẦN THƠ"));
        assert_eq!((plan.name.as_str(), plan.localities.len()), ("CCHC Đà Nẵng 2020", 0));
        assert_eq!(plan.issuer, "Ủy ban nhân dân thành phố Đà Nẵng");
    }

    #[test]
    fn a_blank_year_has_what_is_known_and_nothing_else() {
        let known = NewYear {
            city: "Huế".into(),
            number: "7/KH-UBND".into(),
            start: NaiveDate::from_ymd_opt(2027, 2, 1),
            ..new(2027)
        };
        let (plan, settings) = known.blank();
        assert_eq!((plan.name.as_str(), plan.number.as_str()), ("Huế 2027", "7/KH-UBND"));
        assert!(plan.activities.is_empty() && plan.agencies.is_empty() && plan.signature.name.is_empty());
        assert_eq!((settings.start, settings.office.place.as_str()), (known.start, "Huế"));
        assert_eq!(Plan::parse(&plan.to_text()), Ok(plan));
        assert_eq!(Settings::parse(&settings.to_text()), Ok(settings));
    }
}
