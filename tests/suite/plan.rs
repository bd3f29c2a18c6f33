//! The plan: what it requires.

use std::collections::{BTreeMap, HashSet};

use chrono::{Datelike, NaiveDate};
use toasoan::ledger::Obligations;
use toasoan::plan::{Cadence, ParseError, Period, Plan, PlanIssue, Rule, Settings, Slot, SlotId};

mod cadence;
pub mod reading;
mod units;

const PLAN: &str = include_str!("../../content/plan.ron");
const SETTINGS: &str = include_str!("../../content/settings.ron");

pub fn plan() -> Plan {
    Plan::parse(PLAN).expect("the plan in content is sound")
}

pub fn settings() -> Settings {
    Settings::parse(SETTINGS).expect("the settings in content are sound")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

pub fn slot_id(text: &str) -> SlotId {
    SlotId(text.into())
}

fn counts(plan: &Plan, settings: &Settings) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for slot in plan.slots(settings) {
        *counts.entry(slot.id.activity().to_owned()).or_default() += 1;
    }
    counts
}

fn find(slots: &[Slot], id: &str) -> Slot {
    slots.iter().find(|slot| slot.id.as_str() == id).unwrap_or_else(|| panic!("{id} is owed")).clone()
}

/// How many slots each activity of the 2014 plan owes.
pub(super) const OWED: [(&str, usize); 13] = [
    ("chuyen-muc-cchc", 24),
    ("gap-go-doi-thoai", 7),
    ("dien-dan-bao", 52),
    ("doi-thoai-doanh-nghiep", 4),
    ("doi-thoai-nguoi-dan", 9),
    ("niem-yet", 9),
    ("truyen-thanh", 468),
    ("pano-ap-phich", 1),
    ("tieu-pham", 3),
    ("mat-tran-doan-the", 1),
    ("khao-sat", 18),
    ("hoi-thi", 1),
    ("cong-thong-tin", 1),
];

#[test]
fn the_plan_of_2014_owes_what_it_says() {
    let expected: BTreeMap<String, usize> =
        OWED.into_iter().map(|(id, count)| (id.to_owned(), count)).collect();
    assert_eq!(counts(&plan(), &settings()), expected);
    // Monthly is the station's refinement; the plan itself owes one slot in the window.
    assert_eq!(counts(&plan(), &Settings::default())["gap-go-doi-thoai"], 1);
}

#[test]
fn slots_have_lasting_ids_and_their_days() {
    let slots = plan().slots(&settings());
    let mut windows = plan().slots(&Settings::default());
    windows.retain(|slot| slot.id.activity() == "gap-go-doi-thoai");
    let slots = [slots, windows].concat();
    for (id, from, to, label) in [
        ("chuyen-muc-cchc/2014-03/1", "2014-03-01", "2014-03-15", "Chuyên mục CCHC, kỳ 1 tháng 3"),
        ("chuyen-muc-cchc/2014-02/2", "2014-02-16", "2014-02-28", "Chuyên mục CCHC, kỳ 2 tháng 2"),
        ("dien-dan-bao/2014-W01", "2013-12-30", "2014-01-05", "Diễn đàn Báo Cần Thơ, tuần 1"),
        (
            "truyen-thanh/2014-W10@ninh-kieu",
            "2014-03-03",
            "2014-03-09",
            "Truyền thanh quận, huyện, tuần 10, quận Ninh Kiều",
        ),
        ("doi-thoai-doanh-nghiep/2014-Q1", "2014-01-01", "2014-03-31", "Đối thoại doanh nghiệp, quý I"),
        (
            "doi-thoai-nguoi-dan/2014-06..2014-07@o-mon",
            "2014-06-01",
            "2014-07-31",
            "Đối thoại với người dân, tháng 6 – tháng 7, quận Ô Môn",
        ),
        (
            "niem-yet/2014-04..2014-12@phong-dien",
            "2014-04-01",
            "2014-12-31",
            "Niêm yết tại nhà thông tin, tháng 4 – tháng 12, huyện Phong Điền",
        ),
        ("khao-sat/2014-04@o-mon", "2014-04-01", "2014-04-30", "Khảo sát kiến thức, tháng 4, quận Ô Môn"),
        ("hoi-thi/2014-09", "2014-09-01", "2014-09-30", "Hội thi tìm hiểu CCHC, tháng 9"),
        ("tieu-pham/2014/2", "2014-01-01", "2014-12-31", "Tiểu phẩm thứ 2"),
        ("gap-go-doi-thoai/2014-04", "2014-04-01", "2014-04-30", "Gặp gỡ và đối thoại, tháng 4"),
        (
            "gap-go-doi-thoai/2014-04..2014-10",
            "2014-04-01",
            "2014-10-31",
            "Gặp gỡ và đối thoại, tháng 4 – tháng 10",
        ),
        ("pano-ap-phich/2014", "2014-01-01", "2014-12-31", "Pano, áp phích, năm 2014"),
    ] {
        let slot = find(&slots, id);
        assert_eq!((slot.from, slot.to), (day(from), day(to)), "{id}");
        assert_eq!(plan().slot_label(&slot.id), label);
    }
    let ids: HashSet<&SlotId> = slots.iter().map(|slot| &slot.id).collect();
    assert_eq!(ids.len(), slots.len(), "each slot has an id of its own");
    for slot in &slots {
        assert_eq!(slot.id.period(), Some(slot.period), "{}", slot.id);
    }
}

#[test]
fn ids_that_name_no_part_of_a_year_have_no_period() {
    assert_eq!(slot_id("x/2026-W53").period(), Some(Period::Week { year: 2026, week: 53 }));
    for id in [
        "",
        "x",
        "x/",
        "/2014",
        "x/14",
        "x/2014-13",
        "x/2014-00",
        "x/2014-3",
        "x/2014-W53",
        "x/2014-W00",
        "x/2014-W1",
        "x/2014-Q5",
        "x/2014-Q0",
        "x/2014-07..2014-06",
        "x/2014-06..2015-07",
        "x/2014/0",
        "x/2014/02",
        "x/2014/+2",
        "x/2014-03/",
        "x/2014-06..2014-07/0",
        "x/2014-W10@",
        "x/2014-W10@Ô Môn",
        "x/2014-W10@a@b",
        "x/2014-04 ",
        "x/２０１４",
        "x/2014/99999999999",
    ] {
        assert_eq!(slot_id(id).period(), None, "{id}");
    }
}

#[test]
fn any_year_has_its_own_weeks() {
    let settings = settings();
    for (year, weeks) in [(2013, 52), (2015, 53), (2020, 53), (2024, 52), (2026, 53)] {
        assert_eq!(counts(&plan().for_year(year), &settings)["dien-dan-bao"], weeks, "{year}");
    }
    // Years out of range owe nothing and break nothing.
    for year in [0, -5, i32::MIN, i32::MAX] {
        let plan = Plan { year, ..plan() };
        let _ = plan.slots(&settings);
        assert!(plan.check().contains(&PlanIssue::YearOutOfRange { year }), "{year}");
    }
}

#[test]
fn a_month_is_shared_evenly_by_its_slots() {
    for (count, starts) in [(1, vec![1]), (2, vec![1, 16]), (3, vec![1, 11, 21]), (4, vec![1, 8, 16, 23])] {
        let mut plan = plan();
        plan.activities[0].cadence = Cadence::PerMonth(count);
        let slots = plan.slots(&settings());
        let february: Vec<&Slot> =
            slots.iter().filter(|slot| matches!(slot.period, Period::MonthPart { month: 2, .. })).collect();
        assert_eq!(february.iter().map(|slot| slot.from.day()).collect::<Vec<_>>(), starts);
        assert_eq!(february.last().map(|slot| slot.to), Some(day("2014-02-28")));
        assert!(february.windows(2).all(|pair| pair[0].to.succ_opt() == Some(pair[1].from)));
    }
}

#[test]
fn a_locality_owes_while_it_exists_and_no_unit_under_it_does() {
    let mut plan = plan().for_year(2025);
    let mut commune = plan.localities[0].clone();
    commune.id = "phuong-an-binh".into();
    commune.parent = Some("ninh-kieu".into());
    plan.localities.push(commune);
    let of = |plan: &Plan, id: &str| {
        plan.slots(&settings()).into_iter().filter(|slot| slot.id.locality() == Some(id)).collect::<Vec<_>>()
    };
    // Weeks 1–26 of 2025 end by 29 June; week 27 ends after the districts were abolished.
    let weeks = |slots: &[Slot]| slots.iter().filter(|slot| slot.id.activity() == "truyen-thanh").count();
    assert_eq!(weeks(&of(&plan, "ninh-kieu")), 26);
    assert!(of(&plan, "phuong-an-binh").is_empty());
    // A ward that replaces it owes the rest.
    let mut ward = plan.localities[0].clone();
    ward.id = "phuong-ninh-kieu".into();
    (ward.valid_from, ward.valid_to) = (Some(day("2025-07-01")), None);
    plan.localities.push(ward);
    assert_eq!(weeks(&of(&plan, "phuong-ninh-kieu")), 26);
}

#[test]
fn a_new_year_is_a_draft_with_the_same_obligations() {
    let draft = plan().for_year(2026);
    assert_eq!((draft.year, draft.number.as_str(), draft.date), (2026, "", None));
    assert_eq!(draft.name, "CCHC Cần Thơ 2026");
    assert_eq!(draft.title, "Kế hoạch về việc tuyên truyền cải cách hành chính năm 2026");
    assert_eq!(draft.activities[0].text[1], "- Thời gian thực hiện: Mỗi tháng hai kỳ trong năm 2026;");
    // Dates of other documents stay.
    let (_, topic) = draft.topic("III.1.c").expect("topics are kept");
    assert!(topic.text.contains("ngày 03 tháng 4 năm 2013"));
    assert!(plan().for_year(2015).for_year(2013).topic("III.1.c").is_some_and(|(_, kept)| kept == topic));
    assert_eq!(draft.activities.len(), 13);
    assert_eq!(draft.localities, plan().localities);

    let text = draft.to_text();
    assert_eq!(Plan::parse(&text).expect("a draft is written as a plan"), draft);

    let settings = settings().for_year(2026);
    assert_eq!((settings.working_date, settings.holidays.len()), (None, 0));
    assert_eq!(settings.programmes, self::settings().programmes);

    let issues = draft.check();
    assert_eq!(issues.iter().filter(|issue| matches!(issue, PlanIssue::Draft { .. })).count(), 2);
    let without: Vec<&str> = issues
        .iter()
        .filter_map(|issue| match issue {
            PlanIssue::NoLocality { clause, year: 2026 } => Some(clause.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(without, ["IV.4", "IV.5", "IV.6", "IV.10"]);
    assert_eq!(issues.len(), 6, "{issues:?}");
}

#[test]
fn the_plan_and_settings_in_content_are_sound_and_survive_writing() {
    assert_eq!(plan().check(), []);
    assert_eq!(settings().check(&plan()), []);
    assert_eq!(Plan::parse(&plan().to_text()).expect("as written"), plan());
    assert_eq!(Settings::parse(&settings().to_text()).expect("as written"), settings());
    assert!(!plan().to_text().contains("Some("));
}

#[test]
fn the_plan_in_content_is_plan_127_whole() {
    let plan = plan();
    assert_eq!((plan.number.as_str(), plan.date, plan.year), ("127/KH-UBND", Some(day("2013-12-24")), 2014));
    assert_eq!((plan.goals.len(), plan.requirements.len()), (3, 6));
    let clauses = |index: usize| -> Vec<&str> {
        plan.audiences[index].topics.iter().map(|topic| topic.clause.as_str()).collect()
    };
    assert_eq!(clauses(0), ["III.1.a", "III.1.b", "III.1.c", "III.1.d"]);
    assert_eq!(clauses(1), ["III.2.a", "III.2.b", "III.2.c", "III.2.d", "III.2.đ"]);
    let clauses: Vec<&str> = plan.activities.iter().map(|activity| activity.clause.as_str()).collect();
    assert_eq!(
        clauses,
        [
            "IV.1.a", "IV.1.b", "IV.2", "IV.3", "IV.4", "IV.5", "IV.6", "IV.7", "IV.8", "IV.9", "IV.10",
            "IV.11", "IV.12"
        ]
    );
    let duties: Vec<&str> = plan.duties.iter().map(|duty| duty.clause.as_str()).collect();
    assert_eq!(duties, ["V.1.a", "V.1.b", "V.2", "V.3", "V.4", "V"]);
    assert_eq!((plan.localities.len(), plan.recipients.len()), (9, 10));
    let agreement = |id: &str| {
        plan.activity(id)
            .and_then(|activity| {
                activity.rules.iter().find_map(|rule| match rule {
                    Rule::AgreementOf(agencies) => Some(agencies.clone()),
                    _ => None,
                })
            })
            .unwrap_or_default()
    };
    assert_eq!(agreement("pano-ap-phich"), ["so-noi-vu", "so-vhttdl", "ban-tuyen-giao"]);
    assert_eq!(agreement("gap-go-doi-thoai"), ["so-noi-vu", "so-tu-phap"]);
    // Each agency whose agreement the plan requires has its own approval step.
    for activity in ["pano-ap-phich", "gap-go-doi-thoai"] {
        let settings = settings();
        let steps: Vec<&str> = settings.approval_steps(activity, None).map(|step| step.id.as_str()).collect();
        assert!(agreement(activity).iter().all(|agency| steps.contains(&agency.as_str())), "{steps:?}");
    }
}

/// The line of a parse error, if it has one.
fn line_of(error: &ParseError) -> Option<usize> {
    match error {
        ParseError::Syntax(error) => Some(error.line as usize),
        ParseError::Newer { .. } => None,
    }
}

#[test]
fn a_plan_that_cannot_be_read_says_where_and_what_to_do() {
    let broken = |from: &str, to: &str| {
        assert!(PLAN.contains(from), "{from} is in the plan");
        Plan::parse(&PLAN.replacen(from, to, 1)).expect_err("the text is broken")
    };
    let line = |needle: &str| 1 + PLAN.lines().position(|line| line.contains(needle)).expect("in the plan");
    for (from, to, place, words) in [
        ("    year: 2014,", "    year: hai nghìn,", "    year: 2014,", "số nguyên"),
        ("    city: ", "    cyti: ", "    city: ", "“cyti”"),
        ("cadence: PerMonth(2)", "cadence: PerFortnight(2)", "cadence: PerMonth(2)", "“PerFortnight”"),
        ("date: \"2013-12-24\"", "date: \"2013-13-24\"", "date: \"2013-12-24\"", "2014-03-20"),
    ] {
        let error = broken(from, to);
        assert_eq!(line_of(&error), Some(line(place)), "{error}");
        assert!(error.to_string().contains(words), "{error}");
        assert!(error.to_string().contains("hãy"), "{error}");
    }
    let missing = broken("    issuer: \"Ủy ban nhân dân thành phố Cần Thơ\",\n", "");
    assert!(missing.to_string().contains("thiếu mục “issuer”"), "{missing}");
    let newer = broken("schema: 1,", "schema: 9, theme: (1, 2),");
    assert_eq!(newer, ParseError::Newer { found: 9, known: 1 });
    for text in ["", "(", "\0\0\0", "[]", "xin chào", "(schema: 1"] {
        let error = Plan::parse(text).expect_err("no plan");
        assert!(line_of(&error).is_some(), "{error}");
    }
    // Settings may omit anything, and newer ones may contain more.
    assert_eq!(Settings::parse("()").expect("all defaults"), Settings::default());
    assert_eq!(
        Settings::parse("(theme: \"dark\")").expect("unknown fields are kept by others"),
        Settings::default()
    );
}

#[test]
fn a_plan_that_contradicts_itself_is_told_so() {
    let issue = |change: fn(&mut Plan), expected: PlanIssue| {
        let mut plan = plan();
        change(&mut plan);
        let issues = plan.check();
        assert!(issues.contains(&expected), "{expected:?} is not in {issues:?}");
        // Deriving slots must not fail, whatever the plan contains.
        let _ = Obligations::new(&plan, &settings(), std::iter::empty(), day("2014-03-18"));
    };
    let clause = || "IV.1.a".to_owned();
    issue(
        |plan| plan.activities[1].id = "chuyen-muc-cchc".into(),
        PlanIssue::DuplicateId { what: "hình thức", id: "chuyen-muc-cchc".into() },
    );
    issue(
        |plan| plan.activities[0].id = "Chuyên mục".into(),
        PlanIssue::BadId { what: "hình thức", id: "Chuyên mục".into() },
    );
    issue(
        |plan| plan.activities[0].lead = vec!["dai".into()],
        PlanIssue::UnknownId { place: "Mục IV.1.a".into(), what: "cơ quan", id: "dai".into() },
    );
    issue(|plan| plan.activities[0].lead.clear(), PlanIssue::NoLead { clause: clause() });
    issue(
        |plan| plan.activities[0].cadence = Cadence::Months(vec![4, 13]),
        PlanIssue::MonthOutOfRange { clause: clause(), month: 13 },
    );
    issue(
        |plan| plan.activities[0].cadence = Cadence::Window { from: 10, to: 4 },
        PlanIssue::BackwardWindow { clause: clause(), from: 10, to: 4 },
    );
    issue(
        |plan| plan.activities[0].cadence = Cadence::Window { from: 0, to: 4 },
        PlanIssue::MonthOutOfRange { clause: clause(), month: 0 },
    );
    issue(
        |plan| plan.activities[0].cadence = Cadence::AtLeast(0),
        PlanIssue::NothingOwed { clause: clause() },
    );
    issue(
        |plan| plan.activities[0].cadence = Cadence::AtLeast(u32::MAX),
        PlanIssue::TooMany { clause: clause(), count: u32::MAX, most: 1000 },
    );
    issue(
        |plan| plan.activities[0].cadence = Cadence::PerMonth(u32::MAX),
        PlanIssue::TooMany { clause: clause(), count: u32::MAX, most: 28 },
    );
    issue(|plan| plan.localities.clear(), PlanIssue::NoLocality { clause: "IV.6".into(), year: 2014 });
    issue(
        |plan| plan.localities[0].successors = vec!["phuong-x".into()],
        PlanIssue::UnknownId {
            place: "Đơn vị “ninh-kieu”".into(), what: "đơn vị", id: "phuong-x".into()
        },
    );
    issue(
        |plan| plan.localities[0].valid_from = Some(NaiveDate::MAX),
        PlanIssue::BackwardLocality { id: "ninh-kieu".into() },
    );
    issue(|plan| plan.number.clear(), PlanIssue::Draft { what: "số" });
}

#[test]
fn settings_of_two_sides_are_merged_by_entry() {
    type Edit = fn(&mut Settings);
    let edits: [Edit; 9] = [
        |settings| settings.office.name = "Đài".into(),
        |settings| settings.working_date = None,
        |settings| settings.syllables_per_minute += 1,
        |settings| settings.programmes[0].minutes = Some(77),
        |settings| drop(settings.programmes.remove(1)),
        |settings| settings.presenters[0].syllables_per_minute += 1,
        |settings| {
            settings
                .presenters
                .push(toasoan::plan::Presenter { name: "Mới".into(), syllables_per_minute: 200 });
        },
        |settings| settings.approvals.reverse(),
        |settings| settings.holidays.clear(),
    ];
    let base = settings();
    let edited = |edits: &[Edit]| {
        let mut settings = base.clone();
        for edit in edits {
            edit(&mut settings);
        }
        settings
    };
    // Whether both sides changed some field differently.
    let merged = |mine: &Settings, theirs: &Settings| {
        let merged = toasoan::record::merge(&base, mine, theirs);
        (merged.record, !merged.conflicts.is_empty())
    };
    for (at, one) in edits.iter().enumerate() {
        let changed = edited(&[*one]);
        assert_ne!(changed, base, "edit {at}");
        for (mine, theirs) in [(&changed, &base), (&base, &changed), (&changed, &changed)] {
            assert_eq!(merged(mine, theirs), (changed.clone(), false), "edit {at}");
        }
        for (other_at, other) in edits.iter().enumerate().filter(|(other, _)| *other != at) {
            let (both_edits, has_clash) = merged(&changed, &edited(&[*other]));
            let mut both = [both_edits, edited(&[*one, *other])];
            // A new entry has no position of its own.
            for side in &mut both {
                side.presenters.sort_by(|a, b| a.name.cmp(&b.name));
            }
            assert_eq!(both[0], both[1], "edits {at} and {other_at}");
            assert!(!has_clash, "edits {at} and {other_at}");
        }
    }
    let name = |name: &str| {
        let mut settings = base.clone();
        settings.office.name = name.into();
        settings
    };
    assert_eq!(merged(&name("Lan"), &name("Minh")), (name("Lan"), true));
}

#[test]
fn a_period_without_a_locality_is_a_fault_and_not_zero() {
    // Districts until the end of June, and no localities after them.
    let mut plan = plan();
    for locality in &mut plan.localities {
        locality.valid_to = Some(day("2014-06-30"));
    }
    let radio = plan.slots(&settings()).into_iter().filter(|slot| slot.id.activity() == "truyen-thanh");
    assert_eq!(radio.count(), 26 * 9, "what was owed until then");
    let gaps: Vec<PlanIssue> = plan.check().into_iter().filter(PlanIssue::is_gap).collect();
    let clauses: Vec<&str> = gaps.iter().filter_map(PlanIssue::clause).collect();
    assert_eq!(clauses, ["IV.4", "IV.5", "IV.6", "IV.10"]);
    let radio = gaps.iter().find(|issue| issue.clause() == Some("IV.6")).expect("the radio's");
    let said = radio.to_string();
    assert!(said.contains("26 kỳ") && said.contains("Hãy thêm"), "{said}");
    assert!(matches!(radio, PlanIssue::NoLocalityIn { from, .. } if *from == day("2014-06-30")), "{said}");
}

#[test]
fn what_goes_out_live_and_what_a_share_is_called_are_said_by_fields() {
    let activity = |plan: &Plan, id: &str| plan.activity(id).expect("an activity").clone();
    let own = plan();
    assert_eq!(activity(&own, "gap-go-doi-thoai").live, Some(true));
    // A plan from before the field marks live programmes by colour.
    let older = Plan::parse(&PLAN.replace("            live: Some(true),\n", "")).expect("it reads");
    assert_eq!(activity(&older, "gap-go-doi-thoai").live, Some(true));
    let recoloured = Plan::parse(&PLAN.replace("hue: Live", "hue: Tv")).expect("it reads");
    assert_eq!(activity(&recoloured, "gap-go-doi-thoai").live, Some(true));
    for (id, unit) in [("truyen-thanh", "đài"), ("niem-yet", "điểm"), ("khao-sat", "địa bàn")] {
        assert_eq!(activity(&own, id).unit(), unit, "{id}");
    }
}
