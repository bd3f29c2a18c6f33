//! Piece files: read and written without losing a byte, checked against the plan.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use proptest::prelude::*;
use toasoan::piece::check::{self, Finding, Severity};
use toasoan::piece::{
    Airing, Approval, Format, Header, ParseErrorKind, Piece, PieceId, Role, Status, Tone, article, av,
    normalize, quiz, template,
};
use toasoan::plan::{Plan, Settings, SlotId};
use toasoan::record;

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

fn plan() -> Plan {
    let text = fs::read_to_string(content().join("plan.ron")).expect("the plan is there");
    Plan::parse(&text).expect("the plan reads")
}

fn settings() -> Settings {
    let text = fs::read_to_string(content().join("settings.ron")).expect("the settings are there");
    record::read(&text).expect("the settings read")
}

/// Every piece of the sample workspace with its file's text.
fn samples() -> Vec<(PathBuf, String, Format)> {
    let mut found = Vec::new();
    let mut folders = vec![content().join("pieces"), content().join("posters")];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("the folder lists").path();
            if path.is_dir() {
                folders.push(path);
            } else if let Some(format) =
                path.extension().and_then(|name| name.to_str()).and_then(Format::from_extension)
            {
                let text = fs::read_to_string(&path).expect("a sample is UTF-8");
                found.push((path, text, format));
            }
        }
    }
    found.sort();
    found
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date of the test")
}

fn sample(title: &str) -> Piece {
    let (path, text, format) = samples()
        .into_iter()
        .find(|(path, ..)| path.to_string_lossy().contains(title))
        .expect("the sample is there");
    Piece::parse(&text, format).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_packed_piece_is_saved_as_its_file_was() {
    for (path, text, format) in samples() {
        // As a person may lay it out, and as the program does.
        let own = Piece::parse(&text, format).expect("a piece of the sample");
        let canonical = Piece { header_source: String::new().into(), ..own.clone() }.to_text();
        for text in [text, canonical] {
            let mut piece = Piece::parse(&text, format).expect("a piece of the sample");
            Piece::pack([&mut piece]);
            assert_eq!(piece.to_text(), text, "{}", path.display());
        }
    }
}

#[test]
fn every_sample_comes_back_byte_for_byte() {
    let samples = samples();
    assert!(samples.len() >= 40, "only {} samples", samples.len());
    for (path, text, format) in samples {
        let mut piece =
            Piece::parse(&text, format).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(piece.to_text(), text, "{}", path.display());
        if matches!(format, Format::Av | Format::Radio) {
            assert_eq!(av::Script::parse(&piece.body).write(), piece.body, "{}", path.display());
        }
        // A change of one field changes only its line, and changing it back restores the file.
        let note = std::mem::replace(&mut piece.header.note, "Ghi thêm “một dòng”.".into());
        let changed = piece.to_text();
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let (before, after) = (lines(&text), lines(&changed));
        let different = after.iter().filter(|line| !before.contains(line)).count();
        assert_eq!(different, 1, "{}:\n{changed}", path.display());
        piece.take_saved_header();
        piece.header.note = note;
        assert_eq!(piece.to_text(), text, "{}", path.display());
    }
}

#[test]
fn what_this_version_does_not_know_survives_a_save() {
    let text = "(\n    // của tổ Thời sự\n    id: \"01J8\", title: \"Một cửa\", activity: \"truyen-thanh\",\n    \
                hàng: [1, (a: \"x)\")], status: Drafting,\n    airings: [\n        (slot: \"truyen-thanh/2014-W10@o-mon\", \
                phòng: 3), // phòng thu 3\n    ],\n)\n\n---\n## 01\nLời: chào\n";
    let mut piece = Piece::parse(text, Format::Radio).expect("the sample reads");
    assert_eq!(piece.to_text(), text);
    piece.header.status = Status::InReview;
    piece.header.airings[0].date = Some(day("2014-03-05"));
    piece.header.tones = vec![Tone::Praise];
    assert_eq!(
        piece.to_text(),
        text.replace("Drafting", "InReview")
            .replace("phòng: 3)", "phòng: 3, date: \"2014-03-05\")")
            .replace("    ],\n)", "    ],\n    tones: [Praise],\n)")
    );
}

#[test]
fn a_new_piece_is_written_to_be_read_by_people() {
    let mut header =
        Header::new(PieceId("01HV5A8DH5NF2NGG13D14RH1YM".into()), "Đất đai: một cửa", "chuyen-muc-cchc");
    header.status = Status::Drafting;
    header.people.push(Role { role: "MC".into(), name: "Ngọc Hân".into() });
    header.airings.push(Airing {
        date: Some(day("2014-03-20")),
        time: chrono::NaiveTime::from_hms_opt(19, 45, 0),
        ..Airing::undated(SlotId("chuyen-muc-cchc/2014-03/2".into()))
    });
    let mut piece = Piece::new(header, Format::Av, "## 01\n");
    let text = piece.to_text();
    assert_eq!(
        text,
        r#"(
    schema: 1,
    id: "01HV5A8DH5NF2NGG13D14RH1YM",
    title: "Đất đai: một cửa",
    activity: "chuyen-muc-cchc",
    status: Drafting,
    people: [(role: "MC", name: "Ngọc Hân")],
    airings: [(slot: "chuyen-muc-cchc/2014-03/2", date: "2014-03-20", time: "19:45:00")],
)
---
## 01
"#
    );
    piece.take_saved_header();
    assert_eq!(Piece::parse(&text, Format::Av).as_ref(), Ok(&piece));
}

#[test]
fn a_broken_file_says_where_and_what_to_do() {
    let good = "(\n    id: \"01J8\",\n    title: \"a\",\n    activity: \"b\",\n)\n";
    for (text, kind, line, words) in [
        (String::new(), ParseErrorKind::Empty, 1, "khôi phục"),
        (" \n\n".into(), ParseErrorKind::Empty, 1, "khôi phục"),
        ("(\n\0\0\0".into(), ParseErrorKind::Damaged, 2, "khôi phục"),
        (good.into(), ParseErrorKind::NoSeparator, 6, "---"),
        (format!("{good}-----\nbody"), ParseErrorKind::NoSeparator, 6, "---"),
        ("chỉ có chữ\n".into(), ParseErrorKind::Header, 1, "hãy"),
        (good.replace("title: \"a\"", "title: \"a") + "---\n", ParseErrorKind::Header, 4, "hãy"),
        (good.replace("    title: \"a\",\n", "") + "---\n", ParseErrorKind::Header, 4, "title"),
        (good.replace("title: \"a\"", "status: Xong") + "---\n", ParseErrorKind::Header, 3, "Drafting"),
        (
            good.replace("    id", "    schema: 9, status: (mới: 1),\n    id") + "---\n",
            ParseErrorKind::Newer,
            2,
            "cập nhật",
        ),
    ] {
        let error = Piece::parse(&text, Format::Article).expect_err(&text);
        assert_eq!((error.kind, error.line), (kind, line), "{text:?}: {error}");
        assert!(error.to_string().contains(words), "{error}");
    }
    // A file with a later schema opens if it parses; others must not change it.
    let newer = good.replace("    id", "    schema: 9, lạ: 1,\n    id") + "---\n";
    assert!(Piece::parse(&newer, Format::Article).expect("it reads").header.is_newer());
}

#[test]
fn marks_of_other_systems_are_taken_in() {
    let plain = "(id: \"1\", title: \"Cần Thơ\", activity: \"b\")\n---\nMột cửa\n";
    let decomposed = plain.replace("Cần Thơ", "Ca\u{302}\u{300}n Tho\u{31b}");
    for text in
        [plain.replace('\n', "\r\n"), format!("\u{feff}{plain}"), plain.replace('\n', "\r"), decomposed]
    {
        assert_eq!(normalize(&text), plain);
        assert_eq!(Piece::parse(&text, Format::Article).map(|piece| piece.to_text()).as_deref(), Ok(plain));
    }
    assert!(matches!(normalize(plain), std::borrow::Cow::Borrowed(_)), "what is normal is not copied");
}

fn messages(findings: &[Finding]) -> String {
    let line = |finding: &Finding| format!("{:?} {:?} {}\n", finding.severity, finding.line, finding.message);
    findings.iter().map(line).collect()
}

#[test]
fn the_samples_have_no_fault() {
    let (plan, settings) = (plan(), settings());
    for (path, text, format) in samples() {
        let piece = Piece::parse(&text, format).expect("every sample reads");
        let findings = check::piece(&piece, &plan, &settings);
        let errors: Vec<_> =
            findings.into_iter().filter(|finding| finding.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}:\n{}", path.display(), messages(&errors));
    }
}

/// Changes a sample and expects one more finding, with this clause and text.
fn breaks(title: &str, change: impl Fn(&mut Piece), severity: Severity, clause: Option<&str>, words: &str) {
    let (plan, settings) = (plan(), settings());
    let mut piece = sample(title);
    let before = check::piece(&piece, &plan, &settings);
    change(&mut piece);
    let after = check::piece(&piece, &plan, &settings);
    // Any change of text may affect the length; that finding counts only where it is the one expected.
    let is_asked = |finding: &&Finding| words.contains("phút") || !finding.message.starts_with("Dài ");
    let new: Vec<_> =
        after.iter().filter(|finding| !before.contains(finding)).filter(is_asked).cloned().collect();
    let [finding] = &new[..] else { panic!("{title}: {words}:\n{}", messages(&new)) };
    assert_eq!((finding.severity, finding.clause.as_deref()), (severity, clause), "{}", finding.message);
    assert!(finding.message.contains(words), "{}", finding.message);
}

#[test]
fn each_rule_of_the_plan_is_seen_broken() {
    use Severity::{Error, Warning};
    let tv = "018J5A8DH5";
    let without = |piece: &mut Piece, tone: Tone| {
        piece.header.tones.retain(|other| *other != tone);
        let mut script = av::Script::parse(&piece.body);
        for row in 0..script.rows.len() {
            if script.rows[row].tones.contains(&tone) {
                script.set(row, av::Label::Tones, "");
            }
        }
        piece.body = script.write().into();
    };
    breaks(tv, |piece| without(piece, Tone::Critique), Warning, Some("IV.1.a"), "chỉ có nội dung khen");
    breaks(tv, |piece| without(piece, Tone::Praise), Warning, Some("IV.1.a"), "biểu dương");
    let skit = "018GYPDVT0";
    for (tone, words) in [
        (Tone::StateDuty, "cơ quan nhà nước"),
        (Tone::CitizenDuty, "công dân"),
        (Tone::ProcedureAnswered, "giải đáp"),
    ] {
        breaks(skit, |piece| piece.header.tones.retain(|other| *other != tone), Warning, Some("IV.8"), words);
    }
    breaks(
        "018J8T22EX",
        |piece| {
            piece.header.status = Status::Approved;
            piece.header.approvals.push(Approval {
                step: "lanh-dao".into(),
                date: day("2014-04-01"),
                ..Approval::default()
            });
        },
        Error,
        Some("IV.1.b"),
        "thống nhất của: Sở Tư pháp",
    );
    breaks(
        "018JMYP1TE",
        |piece| piece.header.airings[0].date = Some(day("2014-04-26")),
        Error,
        Some("IV.10"),
        "ngày nghỉ",
    );
    breaks(
        "018JQG1P21",
        |piece| {
            piece.header.tones.retain(|tone| *tone != Tone::ModelOfficial);
            piece.body = piece.body.replace("## Ý kiến", "## Chuyện").replace("\n> ", "\n").into();
        },
        Warning,
        Some("IV.2"),
        "chưa có ý kiến nào",
    );
}

#[test]
fn common_slips_are_seen() {
    use Severity::{Advice, Error, Warning};
    let tv = "018J5A8DH5";
    breaks(tv, |piece| piece.header.activity = "chuyen-muc".into(), Error, None, "Hình thức “chuyen-muc”");
    breaks(tv, |piece| piece.header.topics.push("III.9".into()), Warning, None, "III.9");
    breaks(
        tv,
        |piece| piece.header.airings[0].date = Some(day("2014-03-13")),
        Warning,
        None,
        "13/03/2014 nằm ngoài kỳ 2 tháng 3",
    );
    breaks(
        tv,
        |piece| piece.header.airings[0].slot = SlotId("chuyen-muc-cchc/2014-03/3".into()),
        Error,
        None,
        "không có kỳ chuyen-muc-cchc/2014-03/3",
    );
    breaks(tv, |piece| piece.header.status = Status::Approved, Error, None, "Trưởng phòng, Lãnh đạo cơ quan");
    breaks(tv, |piece| piece.header.airings[0].minutes = Some(3), Warning, None, "so với 3 phút");
    breaks(
        tv,
        |piece| piece.body.push_str("\n## 99\nHình: Phỏng vấn ông Tư\nLời: Tốt.\n"),
        Warning,
        None,
        "Mục 99: phỏng vấn chưa có chữ",
    );
    breaks(tv, |piece| piece.body.push_str("\n## 99\nHình: Cầu\n"), Warning, None, "không tính được giờ");
    breaks(
        tv,
        |piece| piece.body.push_str("\n## 99\nHình: Cầu\nThời lượng: lâu\n"),
        Warning,
        None,
        "không hiểu thời lượng “lâu”",
    );
    breaks(
        "018GYPDVT0",
        |piece| piece.body.push_str("\nÔNG LẠ\nTui là ai?\n"),
        Warning,
        None,
        "“ÔNG LẠ” lên tiếng",
    );
    breaks(
        "018GYPDVT0",
        |piece| {
            piece.body = piece.body.replace("\n# Đạo cụ", "!- BÀ LẠ | hàng xóm | 50 tuổi\n\n# Đạo cụ").into();
        },
        Advice,
        None,
        "BÀ LẠ chưa có lời",
    );
    let mut dropped = sample(tv);
    dropped.header.activity = "không có".into();
    dropped.header.status = Status::Dropped;
    assert_eq!(check::piece(&dropped, &plan(), &settings()), []);
}

#[test]
fn a_piece_knows_what_approval_it_waits_for() {
    let (plan, settings) = (plan(), settings());
    let mut piece = sample("018J5A8DH5");
    let next = |piece: &Piece| {
        let chain = piece.approval_chain(&plan, &settings);
        chain.iter().find(|step| step.is_asked).map(|step| step.step.id.clone())
    };
    piece.header.status = Status::InReview;
    assert_eq!(next(&piece).as_deref(), Some("truong-phong"));
    for step in ["lanh-dao", "truong-phong"] {
        assert!(next(&piece).is_some());
        piece.header.approvals.push(Approval {
            step: step.into(),
            date: day("2014-03-18"),
            ..Approval::default()
        });
    }
    assert_eq!(next(&piece), None);
    assert_eq!(piece.header.airings.iter().find_map(|airing| airing.date), Some(day("2014-03-20")));
    piece.header.set_status(Status::Approved, day("2014-03-18"));
    assert_eq!(piece.header.status_since, Some(day("2014-03-18")));
}

#[test]
fn the_samples_read_in_their_formats() {
    let forum = article::Article::parse(&sample("018JQG1P21").body);
    assert_eq!(forum.opinions(), 6);
    let survey = quiz::Quiz::parse(&sample("018JMYP1TE").body);
    assert_eq!((survey.questions.len(), survey.problems()), (10, vec![]));
    assert!(survey.questions.iter().all(|question| question.key.len() == 1));
    let settings = settings();
    let script = av::Script::parse(&sample("018J5A8DH5").body);
    let running = script.running(&settings);
    assert!(script.rows.len() >= 10);
    assert!((13 * 60..=17 * 60).contains(&running.total()), "{} s", running.total());
}

#[test]
fn a_draft_of_each_activity_is_a_sound_beginning() {
    let (plan, settings) = (plan(), settings());
    let slots = plan.slots(&settings);
    assert_eq!(plan.activities.len(), 13);
    for activity in &plan.activities {
        let slot = slots.iter().find(|slot| slot.id.activity() == activity.id).expect("each activity owes");
        let mut piece = template::draft(activity, Some(slot), PieceId("01HV5A8DH5NF2NGG13D14RH1YM".into()));
        piece.header.airings.push(Airing::undated(slot.id.clone()));
        assert_eq!(
            (piece.format, piece.header.status),
            (activity.format, Status::Drafting),
            "{}",
            activity.id
        );
        let read = Piece::parse(&piece.to_text(), piece.format).expect("a draft reads");
        assert_eq!((&read.header, &read.body), (&piece.header, &piece.body), "{}", activity.id);
        // Blank answers and keys of a survey are for its author to fill in; nothing else may be wrong.
        let faults: Vec<_> = check::piece(&piece, &plan, &settings)
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error && piece.format != Format::Quiz)
            .collect();
        assert!(faults.is_empty(), "{}:\n{}", activity.id, messages(&faults));
    }
}

fn header() -> impl Strategy<Value = Header> {
    let text = "[a-zđưạờ\"\\\\,:()\\[\\]{}/*#' \n]{0,12}";
    let airing = (text, any::<bool>(), 0_u32..40_000, any::<Option<u16>>()).prop_map(
        |(slot, is_rerun, days, minutes)| Airing {
            date: NaiveDate::from_num_days_from_ce_opt(700_000 + days as i32).filter(|_| days % 3 > 0),
            minutes: minutes.map(|minutes| u32::from(minutes) % 1_441),
            is_rerun,
            ..Airing::undated(SlotId(slot))
        },
    );
    (
        (text, text, text),
        prop::sample::select(Status::ALL.to_vec()),
        prop::collection::vec(text, 0..3),
        prop::sample::subsequence(Tone::ALL.to_vec(), 0..6),
        prop::collection::vec(airing, 0..4),
    )
        .prop_map(|((id, title, note), status, topics, tones, airings)| Header {
            status,
            topics,
            tones,
            airings,
            note,
            ..Header::new(PieceId(id.into()), title, "truyen-thanh")
        })
}

proptest! {
    #[test]
    fn any_piece_reads_back_and_any_edit_is_kept(first in header(), second in header(), body in "[a-z#:\n-]{0,40}") {
        let mut piece = Piece::new(first, Format::Radio, body);
        let text = piece.to_text();
        let read = Piece::parse(&text, Format::Radio).expect("what was written reads");
        prop_assert_eq!(&read.to_text(), &text);
        piece.take_saved_header();
        prop_assert_eq!(&read, &piece);
        piece.header = second;
        let edited = Piece::parse(&piece.to_text(), Format::Radio).expect("what was written reads");
        prop_assert_eq!(&edited.header, &piece.header);
        prop_assert_eq!(&edited.body, &piece.body);
    }

    #[test]
    fn no_file_makes_the_reader_panic(text in "[a-zđ\"(),:\\[\\]{}r#/*\n\r\u{feff}\0 -]{0,60}") {
        if let Ok(piece) = Piece::parse(&text, Format::Av) {
            let normal = normalize(&text).into_owned();
            let ended = if piece.body.is_empty() && !normal.ends_with('\n') { normal + "\n" } else { normal };
            prop_assert_eq!(piece.to_text(), ended);
        }
    }
}

/// Whoever changes the format adds a migration: these files must always be readable.
#[test]
fn a_file_of_version_1_reads_as_ever() {
    let text = include_str!("../fixtures/schema-1.av");
    let piece = Piece::parse(text, Format::Av).expect("it reads");
    let header = &piece.header;
    let date = |text: &str| text.parse::<NaiveDate>().expect("a date");
    assert_eq!((header.schema, header.id.as_str()), (1, "01HQ0000000000000000000001"));
    assert_eq!((header.title.as_str(), header.activity.as_str()), ("Một cửa", "chuyen-muc-cchc"));
    assert_eq!((header.status, header.status_since), (Status::Published, Some(date("2014-01-09"))));
    assert_eq!(header.topics, ["III.1.a"]);
    assert_eq!(header.tones, [Tone::Praise, Tone::Critique]);
    assert_eq!(header.people[0], Role { role: "MC".into(), name: "Ngọc Hân".into() });
    let airing = &header.airings[0];
    assert_eq!((airing.slot.as_str(), airing.date), ("chuyen-muc-cchc/2014-01/1", Some(date("2014-01-09"))));
    assert_eq!((airing.minutes, airing.is_rerun), (Some(3), true));
    assert_eq!(airing.outcome.as_ref().map(|outcome| outcome.date), Some(date("2014-01-09")));
    assert_eq!((header.approvals[0].step.as_str(), header.note.as_str()), ("bien-tap", "Rút gọn."));
    assert_eq!(av::Script::parse(&piece.body).rows[0].speech, "Kính chào quý vị.");
    assert_eq!(piece.to_text(), text, "what this program does not know stays");
}
