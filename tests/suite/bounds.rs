//! Implausible content of files: dates beyond any calendar, numbers beyond any count, extreme nesting. Each
//! is reported in Vietnamese with its place and remedy, or shown as typed; none stops the program.

mod nesting;

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use chrono::{NaiveDate, Weekday};
use tempfile::TempDir;
use toasoan::export::all::All;
use toasoan::export::ics::Changes;
use toasoan::newsroom::Newsroom;
use toasoan::piece::{Format, Header, Piece, PieceId};
use toasoan::plan::{Cadence, Plan, PlanIssue, Settings};
use toasoan::poster::Poster;
use toasoan::store::lease::Leases;
use toasoan::store::{Key, Workspace};

use super::documents::{content, day, newsroom};

pub(super) const PLAN: &str = include_str!("../../content/plan.ron");
pub(super) const SETTINGS: &str = include_str!("../../content/settings.ron");

const HEADER: &str = r#"(
    schema: 1,
    id: "01HQ0000000000000000000001",
    title: "Một cửa",
    activity: "dien-dan-bao",
    status_since: "2014-03-17",
    airings: [
        (slot: "dien-dan-bao/2014-W12", date: "2014-03-18", minutes: 15, outcome: (date: "2014-03-19", seconds: 900)),
    ],
    approvals: [(step: "bien-tap", date: "2014-03-13")],
)
"#;

/// The error for a file, with its line.
fn reported(file: &str, text: &str) -> (u32, String) {
    match file {
        "plan.ron" => match Plan::parse(text).expect_err("refused") {
            toasoan::plan::ParseError::Syntax(error) => (error.line, error.to_string()),
            newer @ toasoan::plan::ParseError::Newer { .. } => (0, newer.to_string()),
        },
        "settings.ron" => match Settings::parse(text).expect_err("refused") {
            toasoan::plan::ParseError::Syntax(error) => (error.line, error.to_string()),
            newer @ toasoan::plan::ParseError::Newer { .. } => (0, newer.to_string()),
        },
        _ => {
            let error = Piece::parse(&format!("{text}---\n"), Format::Article).expect_err("refused");
            (error.line, error.to_string())
        }
    }
}

#[test]
fn a_date_or_a_length_beyond_sense_is_refused_by_its_field() {
    let good = |file: &str| match file {
        "plan.ron" => PLAN,
        "settings.ron" => SETTINGS,
        _ => HEADER,
    };
    for (file, from, to, field, words) in [
        ("plan.ron", "date: \"2013-12-24\"", "date: \"+262142-12-31\"", "“date”", "1900 đến 2100"),
        ("plan.ron", "year: 2014", "year: 999999", "“year”", "từ 1900 đến 2100"),
        (
            "settings.ron",
            "working_date: \"2014-03-18\"",
            "working_date: \"+262142-12-31\"",
            "“working_date”",
            "hãy sửa lại năm",
        ),
        ("settings.ron", "date: \"2014-01-25\"", "date: \"1899-12-31\"", "“holidays.date”", "1900 đến 2100"),
        ("settings.ron", "minutes: 45", "minutes: 4000000000", "“programmes.minutes”", "từ 0 đến 1440"),
        ("settings.ron", "minutes: 45", "minutes: 1441", "“programmes.minutes”", "từ 0 đến 1440"),
        ("settings.ron", "time: \"19:45:00\"", "time: \"25:45\"", "“programmes.time”", "19:45:00"),
        ("settings.ron", "weekday: \"Sat\"", "weekday: \"Bảy\"", "“programmes.weekday”", "\"Sat\""),
        (
            "header",
            "status_since: \"2014-03-17\"",
            "status_since: \"-0001-01-01\"",
            "“status_since”",
            "1900 đến 2100",
        ),
        ("header", "date: \"2014-03-18\"", "date: \"2101-01-01\"", "“airings.date”", "1900 đến 2100"),
        (
            "header",
            "date: \"2014-03-19\"",
            "date: \"2014-02-30\"",
            "“airings.outcome.date”",
            "không có ngày “2014-02-30”",
        ),
        ("header", "minutes: 15", "minutes: 1441", "“airings.minutes”", "từ 0 đến 1440"),
        ("header", "seconds: 900", "seconds: 86401", "“airings.outcome.seconds”", "từ 0 đến 86400"),
        ("header", "seconds: 900", "seconds: 4294967295", "“airings.outcome.seconds”", "hãy ghi từ 0"),
        ("header", "date: \"2014-03-13\"", "date: \"13/3/2014\"", "“approvals.date”", "2014-03-20"),
    ] {
        let text = good(file);
        assert!(text.contains(from), "{from} stands in {file}");
        let line = 1 + text[..text.find(from).expect("found")].matches('\n').count();
        let (at, message) = reported(file, &text.replacen(from, to, 1));
        assert_eq!(at as usize, line, "{message}");
        assert!(message.contains(field) && message.contains(words) && message.contains("hãy"), "{message}");
        assert_eq!(foreign(&message), None, "{message}");
    }
    // A day is the longest airing.
    assert!(Settings::parse(&SETTINGS.replacen("minutes: 45", "minutes: 1440", 1)).is_ok());
    for (from, to) in [("2014-03-18", "1900-01-01"), ("2014-03-18", "2100-12-31")] {
        let text = SETTINGS.replacen(from, to, 1);
        assert!(Settings::parse(&text).is_ok(), "{to} is a day of the calendar");
    }
}

/// The rest of the workspace opens; formerly this `working_date` kept the window from opening.
#[test]
fn a_fixed_date_at_the_end_of_time_is_told_of_its_file() {
    let folder = TempDir::new().expect("a folder");
    let text = SETTINGS.replacen("\"2014-03-18\"", "\"+262142-12-31\"", 1);
    fs::write(folder.path().join("plan.ron"), PLAN).expect("a plan");
    fs::write(folder.path().join("settings.ron"), text).expect("settings");
    let opened = Workspace::open(folder.path()).expect("the workspace opens");
    let reported: Vec<String> = opened.problems.iter().map(ToString::to_string).collect();
    let expected = "settings.ron, dòng 13: mục “working_date”: ngày “+262142-12-31” nằm ngoài các năm 1900 đến 2100. \
                    Cách xử lý: hãy sửa lại năm.";
    assert_eq!(reported, [expected]);
    assert_eq!(opened.settings, Settings::default());
}

/// The machine's clock may be wrong, and a user may page through the calendar for ever.
#[test]
fn no_day_leads_out_of_the_calendar() {
    let mut newsroom = newsroom([]);
    for (clock, day) in [
        (NaiveDate::MAX, "2100-12-31"),
        (NaiveDate::MIN, "1900-01-01"),
        (super::documents::day("2101-01-01"), "2100-12-31"),
    ] {
        newsroom.set_today(clock);
        assert_eq!(newsroom.today().to_string(), day);
    }
    // The last week of 2100 ends in 2101, which is out of range.
    let mut plan = Plan::parse(PLAN).expect("the plan");
    plan.year = 2100;
    plan.activities.retain(|activity| activity.cadence == Cadence::Weekly && !activity.per_locality);
    let mut settings = Settings::parse(SETTINGS).expect("the settings");
    settings.programmes.iter_mut().for_each(|programme| programme.weekday = Some(Weekday::Sun));
    let newsroom = Newsroom::new(plan, settings, [], day("2100-12-31"));
    let last = newsroom.obligations().slots.iter().max_by_key(|view| view.slot.to).expect("a week");
    assert_eq!((last.slot.to, last.date), (day("2101-01-02"), None));
    assert_eq!(toasoan::calendar::wording::parse_date("20/3/9999", 2014), None);
}

#[test]
fn a_plan_that_owes_without_end_is_cut_and_reported() {
    let mut plan = Plan::parse(PLAN).expect("the plan");
    let model = plan.localities[0].clone();
    let parts = |count: usize| (0..count).map(|number| format!("xa-{number}"));
    plan.localities = parts(20_000).map(|id| toasoan::plan::Locality { id, ..model.clone() }).collect();
    for activity in &mut plan.activities {
        (activity.cadence, activity.per_locality) = (Cadence::AtLeast(1000), true);
    }
    let slots = plan.slots(&Settings::default());
    assert!(slots.len() <= 250_000, "{}", slots.len());
    assert!(plan.check().iter().any(|issue| matches!(issue, PlanIssue::TooManySlots { .. })));
}

/// If a library panics while setting or writing a file, only that file is not written.
#[test]
fn an_export_that_breaks_off_stops_no_other() {
    let header = Header::new(PieceId("01HQ0000000000000000000001".into()), "Hỏng", "pano-ap-phich");
    let body = "(width: 420.0, height: 594.0, background: Solid((c: 0.0, m: 0.0, y: 0.0, k: 0.0)), elements: [\
        (id: 1, frame: (x: 0.0, y: 0.0, width: 9.0, height: 9.0), kind: Picture((path: \"images/a.png\")))])";
    let broken = Piece::new(header, Format::Poster, body);
    let header = Header::new(PieceId("01HQ0000000000000000000002".into()), "Lành", "dien-dan-bao");
    let newsroom = newsroom([broken, Piece::new(header, Format::Article, "Chữ.\n")]);
    let folder = TempDir::new().expect("a folder");
    let all = All::new(&newsroom, |_| None);
    let pictures = |_: &str| -> Option<std::sync::Arc<[u8]>> { panic!("a decoder breaks") };
    let summary = all
        .write(folder.path(), |piece| Ok(Cow::Borrowed(piece)), &pictures, &Changes::UNKNOWN, |_| true)
        .expect("folders");
    let failed: Vec<String> = summary.failed.iter().map(|(path, _)| path.display().to_string()).collect();
    assert_eq!(failed.len(), 2, "{failed:?}");
    assert!(failed.iter().all(|path| path.contains("Hỏng")), "{failed:?}");
    assert_eq!((summary.written, summary.left_out()), (summary.total - 2, 0));
    for (_, reason) in &summary.failed {
        assert_eq!(foreign(reason), None, "{reason}");
    }
}

/// A presence note with a time out of range still counts.
#[test]
fn a_note_of_a_clock_gone_mad_is_still_a_note() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("plan.ron"), PLAN).expect("a plan");
    let workspace = Workspace::open(folder.path()).expect("the workspace opens").workspace;
    let id = Key::from(PieceId("01HQ0000000000000000000001".into()));
    let (pieces, now) = (std::collections::BTreeSet::from([id.clone()]), std::time::Instant::now());
    let mut theirs = Leases::new(&workspace, None);
    let _ = theirs.heartbeat(&pieces, now, chrono::DateTime::<chrono::Utc>::MAX_UTC);
    let mut mine = Leases::new(&workspace, None);
    let seen = mine.heartbeat(&pieces, now, chrono::Utc::now());
    let since: Vec<String> = seen[&id].iter().map(|lease| lease.since.date_naive().to_string()).collect();
    assert_eq!(since, ["2100-12-31"]);
}

/// Ids name folders: a Windows device name would open the device.
#[test]
fn no_id_is_the_name_of_a_device() {
    for id in ["COM1", "com1", "LPT9", "lpt0"] {
        let folder = TempDir::new().expect("a folder");
        fs::write(folder.path().join("plan.ron"), PLAN).expect("a plan");
        fs::create_dir_all(folder.path().join("pieces")).expect("a folder");
        let text = HEADER.replace("01HQ0000000000000000000001", id) + "---\nChữ.\n";
        fs::write(folder.path().join("pieces/bài.md"), text).expect("a piece");
        let opened = Workspace::open(folder.path()).expect("the workspace opens");
        assert!(opened.pieces.is_empty() && opened.problems[0].to_string().contains(id), "{id}");
    }
    let mut plan = Plan::parse(PLAN).expect("the plan");
    plan.activities[0].id = "com1".into();
    let expected = PlanIssue::BadId { what: "hình thức", id: "com1".into() };
    assert!(plan.check().contains(&expected));
}

/// The error for a plan or settings that are too large does not call them a piece.
#[test]
fn a_file_too_large_is_called_what_it_is() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("plan.ron"), PLAN).expect("a plan");
    let large = " ".repeat(9 * 1024 * 1024);
    fs::write(folder.path().join("settings.ron"), &large).expect("settings");
    let opened = Workspace::open(folder.path()).expect("the workspace opens");
    assert!(opened.problems[0].to_string().contains("không thể là thiết lập"), "{}", opened.problems[0]);
    fs::write(folder.path().join("plan.ron"), &large).expect("a plan");
    let error = Workspace::open(folder.path()).expect_err("no plan").to_string();
    assert!(error.contains("không thể là kế hoạch"), "{error}");
}

/// Foreign text in a message: everything except what it quotes and lists of the file's own names.
pub(super) fn foreign(message: &str) -> Option<String> {
    const ENGLISH: &[&str] = &[
        "expected",
        "unexpected",
        "invalid",
        "input",
        "found",
        "limit",
        "missing",
        "unknown",
        "premature",
        "trailing",
        "range",
        "exceeded",
        "error",
        "instead",
        "struct",
        "failed",
        "cannot",
        "could",
        "field",
        "value",
        "string",
        "integer",
        "character",
        "opening",
        "closing",
    ];
    let (said, _) = message.split_once("hãy dùng một trong:").unwrap_or((message, ""));
    let mut bare = String::new();
    let mut is_quoted = false;
    for letter in said.chars() {
        is_quoted = (is_quoted || letter == '“') && letter != '”';
        bare.push(if is_quoted { ' ' } else { letter });
    }
    let mut words = bare.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase);
    words.find(|word| ENGLISH.contains(&word.as_str()))
}

/// Every fault of a RON file, whichever file it is, is reported in Vietnamese.
#[test]
fn what_cannot_be_read_is_told_without_a_librarys_english() {
    let deep = format!("(schema: 1, lạ: {})", "(a: ".repeat(9000) + "1" + &")".repeat(9000));
    let texts = [
        "",
        "(",
        "[",
        "x",
        "xin chào",
        "(schema",
        "(schema:",
        "(schema: 1",
        "(schema: 1,, )",
        "(schema: 1) thừa",
        "(schema: mười)",
        "(schema: 99999999999999999999)",
        "(schema: -1)",
        "(schema: 0x)",
        "(schema: 1_)",
        "(schema: 1.5)",
        "(schema: \"1\")",
        "(schema: 'a')",
        "(schema: [1])",
        "(schema: (1))",
        "(schema: {1: 2})",
        "(schema: b\"a\")",
        "(schema: 1, schema: 2)",
        "Title(schema: 1)",
        "Title",
        "Title(1)",
        "(1, 2)",
        "(schema: 1, id: 5)",
        "(id: \"a\\q\")",
        "(id: \"\\u{999999}\")",
        "(id: r#\"a)",
        "(id: \"a)",
        "(id: 'ab')",
        "(status: Xong)",
        "(status: \"Idea\")",
        "(airings: 3)",
        "(airings: [3])",
        "(airings: [(slot: \"a\", date: \"mai\")])",
        "(airings: [(slot: \"a\", date: 5)])",
        "(airings: [(slot: \"a\", time: \"mai\")])",
        "(airings: [(date: \"2014-01-01\")])",
        "(airings: [(slot: \"a\", id: \"x\")])",
        "(localities: [(locality: 3)])",
        "(tones: [Khen])",
        "(tones: Praise)",
        "(width: trăm)",
        "(width: \"a\")",
        "(width: 1__0.)",
        "(width: NaN)",
        "(elements: [(id: 1, kind: Text(3))])",
        "(elements: [(id: 1, kind: Vuông)])",
        "(year: true)",
        "(cadence: PerMonth)",
        "/*",
        "(schema: 1) /*",
        "#![enable(nope)]\n()",
        "#![enable(",
        "#!",
        "(lạ: 1..)",
        "(schema: 1..2)",
        "\0",
        "(\u{202e}: 1)",
        "(working_date: \"hôm nay\")",
        "(working_date: Some(\"2014-01-01\"",
        "(programmes: [(activity: \"a\", weekday: \"T2\")])",
        "(presenters: [(name: \"a\")])",
        "(holidays: [(date: \"2014-13-01\", name: \"a\")])",
        "(theme: r#\"\"#, r#theme: 1)",
        deep.as_str(),
    ];
    for text in texts {
        let plan = Plan::parse(text).err().map(|error| error.to_string());
        let settings = Settings::parse(text).err().map(|error| error.to_string());
        let poster = Poster::parse(text).err().map(|error| error.to_string());
        let piece = Piece::parse(&format!("{text}\n---\n"), Format::Av).err().map(|error| error.to_string());
        assert!(plan.is_some() && poster.is_some() && piece.is_some(), "{text:?} reads");
        for message in [plan, settings, poster, piece].into_iter().flatten() {
            assert_eq!(foreign(&message), None, "{text:?}: {message}");
            let has_remedy = ["hãy", "Hãy"].iter().any(|word| message.contains(word));
            assert!(has_remedy, "{text:?}: {message}");
        }
    }
}

/// Only addresses outside the reader's machine are clickable; everything is printed as written.
#[test]
fn a_paper_opens_no_path_of_its_readers_files() {
    let body = "Xem [thông báo](../../etc/passwd.txt), [cổng](https://cantho.gov.vn/a.html), [thư](mailto:so@cantho.gov.vn), \
                [gọi](tel:0710.3820536), [tệp](file:///etc/passwd.txt), [mã](javascript:alert.x), [ổ](C:/x.exe), \
                [mục](muc.html) và *[hai](HTTP://a.vn/b) [ba](https://)*.\n";
    let header = Header::new(PieceId("01HQ0000000000000000000001".into()), "Liên kết", "dien-dan-bao");
    let piece = Piece::new(header, Format::Article, body);
    let newsroom = newsroom([]);
    let (print, mut fonts) = (toasoan::document::PrintOptions::default(), toasoan::page::Fonts::new());
    let document = toasoan::document::of_piece(&newsroom, &piece, &|_| None, &print, &mut fonts);
    let items = document.pages.iter().flat_map(|page| &page.items);
    let mut links: Vec<&str> = items
        .filter_map(|item| match item {
            toasoan::page::Item::Link(link) => Some(link.url.as_str()),
            _ => None,
        })
        .collect();
    links.sort_unstable();
    links.dedup();
    assert_eq!(
        links,
        ["HTTP://a.vn/b", "https://cantho.gov.vn/a.html", "mailto:so@cantho.gov.vn", "tel:0710.3820536"]
    );
    let printed: String = super::documents::text(&document).split_whitespace().collect();
    for address in ["../../etc/passwd.txt", "file:///etc/passwd.txt", "C:/x.exe", "muc.html"] {
        assert_eq!(printed.matches(address).count(), 1, "{address} in {printed}");
    }
    let _: &Path = content();
}
