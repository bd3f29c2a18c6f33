//! Newsrooms made by a seed: other plans, years, localities and settings, and pieces in every state.

use chrono::{NaiveDate, NaiveTime, Weekday};
use toasoan::newsroom::Newsroom;
use toasoan::piece::{Airing, Approval, Format, Header, Outcome, Piece, PieceId, Status, Tone};
use toasoan::plan::{Cadence, LocalSettings, Locality, Medium, Plan, Programme, Refinement, Settings, Slot};

use super::super::{plan, settings};
use super::{CRITICAL, untouched};

/// Leap years, years of 53 weeks, and both.
const YEARS: [i32; 8] = [2014, 2015, 2016, 2020, 2024, 2025, 2026, 2027];

/// A deterministic generator of whole numbers.
struct Rng(u64);

impl Rng {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    /// Holds once in this many times.
    fn once_in(&mut self, times: usize) -> bool {
        self.roll(times) == 0
    }

    fn day_of(&mut self, year: i32) -> NaiveDate {
        NaiveDate::from_yo_opt(year, self.roll(365) as u32 + 1).expect("a day")
    }

    /// From ten days before a slot to twenty after it: at the ends of a year, in another one.
    fn day_near(&mut self, slot: &Slot) -> NaiveDate {
        let days = (slot.to - slot.from).num_days() as usize + 30;
        slot.from + chrono::Days::new(self.roll(days) as u64) - chrono::Days::new(10)
    }

    /// In some hours only, so that airings meet; some run past midnight.
    fn time(&mut self) -> Option<NaiveTime> {
        let hours = [(5, 0), (17, 0), (17, 20), (19, 45), (23, 50)];
        let (hour, minute) = hours[self.roll(hours.len())];
        NaiveTime::from_hms_opt(hour, minute, 0).filter(|_| self.roll(3) > 0)
    }

    fn cadence(&mut self) -> Cadence {
        let month = self.roll(12) as u32 + 1;
        match self.roll(8) {
            0 => Cadence::PerMonth(self.roll(4) as u32 + 1),
            1 => Cadence::Weekly,
            2 => Cadence::Quarterly,
            3 => Cadence::Months(vec![month, self.roll(12) as u32 + 1]),
            4 | 5 => Cadence::Window { from: month, to: month + self.roll(13 - month as usize) as u32 },
            6 => Cadence::AtLeast(self.roll(5) as u32 + 1),
            _ => Cadence::Ongoing,
        }
    }
}

/// A newsroom of a seed, and five days of its year.
pub fn generated(seed: u64) -> (Newsroom, [NaiveDate; 5]) {
    let mut rng = Rng(seed);
    let plan = other_plan(&mut rng);
    let mut settings = other_settings(&mut rng, &plan);
    let pieces = pieces(&mut rng, &plan, &settings);
    let year = plan.year;
    let end = |month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
    let days = [end(1, 1), rng.day_of(year), end(6, 30), rng.day_of(year), end(12, 31)];
    // Some offices begin within the year.
    settings.start = rng.once_in(3).then(|| rng.day_of(year));
    (Newsroom::new(plan, settings, pieces, days[0]), days)
}

/// Another city's: fewer forms, other cadences and media, some districts, of which some end or begin in the year.
fn other_plan(rng: &mut Rng) -> Plan {
    let mut plan = plan().for_year(YEARS[rng.roll(YEARS.len())]);
    plan.activities.retain(|_| !rng.once_in(4));
    for activity in &mut plan.activities {
        if rng.once_in(2) {
            activity.cadence = rng.cadence();
        }
        if rng.once_in(4) {
            activity.per_locality = !activity.per_locality;
        }
        if rng.once_in(6) {
            activity.medium = [Medium::Television, Medium::Radio, Medium::Press, Medium::Web][rng.roll(4)];
        }
    }
    let most = rng.roll(10);
    plan.localities.truncate(most);
    if rng.once_in(2) {
        let last = rng.day_of(plan.year);
        plan.localities.iter_mut().step_by(2).for_each(|locality| locality.valid_to = Some(last));
        let heir = |(nth, old): (usize, &Locality)| Locality {
            id: format!("phuong-{nth}"),
            parent: (nth > 1).then(|| old.id.clone()),
            valid_from: last.succ_opt(),
            valid_to: None,
            ..old.clone()
        };
        let heirs: Vec<Locality> = plan.localities.iter().take(3).enumerate().map(heir).collect();
        plan.localities.extend(heirs);
    }
    plan
}

/// Other hours and weekdays, of single localities too.
fn other_settings(rng: &mut Rng, plan: &Plan) -> Settings {
    let mut settings = settings().for_year(plan.year);
    let programme = |rng: &mut Rng, activity: &str| Programme {
        activity: activity.to_owned(),
        weekday: Weekday::try_from(rng.roll(9) as u8).ok(),
        time: rng.time(),
        minutes: (rng.roll(3) > 0).then(|| rng.roll(45) as u32),
        refinement: rng.once_in(2).then_some(Refinement::Monthly),
        editor: String::new(),
    };
    settings.programmes.retain(|_| !rng.once_in(4));
    for one in &mut settings.programmes {
        if rng.once_in(2) {
            *one = programme(rng, &one.activity);
        }
    }
    for locality in &plan.localities {
        let mut programmes = Vec::new();
        for activity in plan.activities.iter().filter(|activity| activity.per_locality) {
            if rng.once_in(5) {
                programmes.push(programme(rng, &activity.id));
            }
        }
        if !programmes.is_empty() {
            let (locality, office) = (locality.id.clone(), settings.office.clone());
            settings.localities.push(LocalSettings { locality, office, programmes });
        }
    }
    settings
}

/// Pieces in every status, moved, late, repeated, half confirmed, undated, for slots that nobody owes; some with their
/// activity's template untouched, some that criticise in a row.
fn pieces(rng: &mut Rng, plan: &Plan, settings: &Settings) -> Vec<Piece> {
    let slots = plan.slots(settings);
    let count = if slots.is_empty() { 0 } else { 5 + rng.roll(50) };
    // Many meet on one day.
    let meeting = rng.day_of(plan.year);
    let piece = |number: usize| {
        let first = &slots[rng.roll(slots.len())];
        let id = PieceId(format!("{number:026}").into());
        let mut header = Header::new(id, format!("Bài {number}"), first.id.activity());
        header.status = Status::ALL[rng.roll(6)];
        header.status_since = (rng.roll(3) > 0).then(|| rng.day_near(first));
        header.tones = Tone::ALL.into_iter().filter(|_| rng.once_in(3)).collect();
        header.topics = vec!["III.2.b".into()];
        header.approvals = (0..rng.roll(3)).map(|step| approval(step, rng.day_near(first))).collect();
        for slot in slots.iter().filter(|slot| slot.id.series() == first.id.series()) {
            for is_rerun in [false, true] {
                if !is_rerun || rng.once_in(4) {
                    header.airings.push(Airing { is_rerun, ..airing(rng, slot, meeting) });
                }
            }
        }
        if rng.once_in(9) {
            let mut stray = airing(rng, first, meeting);
            stray.slot.0 = stray.slot.0.replace(&plan.year.to_string(), &(plan.year - 1).to_string());
            header.airings.push(stray);
        }
        match rng.roll(3) {
            0 => Piece::new(header, Format::Av, ""),
            1 => Piece::new(header, Format::Av, CRITICAL),
            _ => untouched(plan.activity(first.id.activity()).expect("an activity"), header),
        }
    };
    (0..count).map(piece).collect()
}

fn approval(step: usize, date: NaiveDate) -> Approval {
    Approval { step: format!("buoc-{step}"), date, ..Approval::default() }
}

fn airing(rng: &mut Rng, slot: &Slot, meeting: NaiveDate) -> Airing {
    let date = match rng.roll(6) {
        0 => None,
        1 | 2 => Some(meeting),
        _ => Some(rng.day_near(slot)),
    };
    let outcome = rng.once_in(3).then(|| Outcome {
        date: rng.day_near(slot),
        time: rng.time(),
        seconds: (rng.roll(3) > 0).then_some(600),
        note: String::new(),
    });
    let minutes = rng.once_in(3).then(|| rng.roll(60) as u32);
    Airing { date, time: rng.time(), minutes, outcome, ..Airing::undated(slot.id.clone()) }
}
