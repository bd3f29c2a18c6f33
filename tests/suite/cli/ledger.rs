//! `check --json`: the ledger, for verification by other programs.

use super::{CONTENT, Program, Value, copy};
use std::path::Path;

/// The file of a TV piece.
fn piece(id: &str, status: &str, airings: &str) -> String {
    format!(
        "(\n  schema: 1,\n  id: \"{id}\",\n  title: \"Bài {id}\",\n  activity: \"chuyen-muc-cchc\",\n  \
         status: {status},\n  topics: [\"III.2.b\"],\n  airings: [{airings}],\n)\n---\n## 01\nLời: Lời.\n\
         Tính chất: nêu gương\n"
    )
}

/// The sample with the cases that were counted inconsistently: an airing that overlaps another across
/// midnight, one a day after its slot, a future rerun.
fn traps() -> Program {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    for (id, status, airings) in [
        (
            "018JGP1XF3A7QYFR6F0DTHBRA4",
            "Drafting",
            "(slot: \"chuyen-muc-cchc/2014-06/2\", date: \"2014-06-26\", time: \"23:50:00\", minutes: 30)",
        ),
        (
            "018J5ZG209YQM1HZCT6CG5VN5Q",
            "Drafting",
            "(slot: \"chuyen-muc-cchc/2014-06/2\", date: \"2014-06-27\", time: \"00:00:00\", minutes: 15)",
        ),
        (
            "018JFK6SY9541SJ3EQHB6GD1GH",
            "Published",
            "(slot: \"chuyen-muc-cchc/2014-05/1\", date: \"2014-05-15\", time: \"23:50:00\", minutes: 15, \
             outcome: (date: \"2014-05-16\", time: \"00:10:00\", seconds: 900)), \
             (slot: \"chuyen-muc-cchc/2014-05/1\", date: \"2014-07-27\", time: \"09:00:00\", is_rerun: true)",
        ),
    ] {
        std::fs::write(
            program.path(&format!("kho/pieces/2014/bài {}.av", &id[..10])),
            piece(id, status, airings),
        )
        .expect("a piece");
    }
    program
}

fn check(program: &Program, day: &str) -> Value {
    serde_json::from_str(&program.ok(["check", "kho", "--json", "--today", day])).expect("JSON")
}

#[test]
fn the_ledger_can_be_recounted_from_the_slots() {
    let program = traps();
    for day in ["2014-03-18", "2014-05-15", "2014-05-16", "2014-06-30", "2014-12-31"] {
        let ledger = check(&program, day);
        assert_eq!(ledger["as_of"], day);
        let slots = program.json(["slots", "kho", "--json", "--today", day]);
        for (rows, key) in [("activities", "activity"), ("localities", "locality")] {
            for row in ledger[rows].as_array().expect("rows") {
                let own: Vec<&Value> = slots.iter().filter(|slot| slot[key] == row["id"]).collect();
                let count = |is: &dyn Fn(&Value) -> bool| own.iter().filter(|slot| is(slot)).count();
                let is = |slot: &Value, name: &str| slot[name].as_bool().expect("a flag");
                let published = |slot: &Value| slot["state"] == "published";
                for (name, expected) in [
                    ("owed", own.len()),
                    ("due", count(&|slot| is(slot, "due"))),
                    ("in_time", count(&|slot| published(slot) && !is(slot, "late"))),
                    ("late", count(&|slot| published(slot) && is(slot, "late"))),
                    ("unconfirmed", count(&|slot| is(slot, "unconfirmed"))),
                    ("missing", count(&|slot| slot["state"] == "overdue" && !is(slot, "unconfirmed"))),
                    ("empty", count(&|slot| slot["state"] == "empty")),
                    ("ready", count(&|slot| slot["state"] == "ready" && !is(slot, "unconfirmed"))),
                    ("in_hand", count(&|slot| slot["state"] == "in_hand" && !is(slot, "unconfirmed"))),
                ] {
                    assert_eq!(row[name], expected, "{day}: {} {name}", row["id"]);
                }
                let states = ["in_time", "late", "unconfirmed", "ready", "in_hand", "empty", "missing"];
                let sum: u64 = states.iter().filter_map(|name| row[*name].as_u64()).sum();
                assert_eq!(row["owed"], sum, "{day}: {}", row["id"]);
            }
        }
        let months = ledger["tones"]["by_month"].as_array().expect("months");
        for tone in ["praise", "critique", "model_official"] {
            let sum: u64 = months.iter().filter_map(|month| month[tone].as_u64()).sum();
            assert_eq!(ledger["tones"][tone], sum, "{day}: {tone}");
        }
    }
}

#[test]
fn the_ledger_tells_of_clashes_late_airings_and_tones_in_rows() {
    let program = traps();
    let ledger = check(&program, "2014-05-20");
    assert_eq!(
        ledger["clashes"],
        serde_json::json!([{
            "channel": "dai-ptth",
            "first": "018JGP1XF3A7QYFR6F0DTHBRA4",
            "second": "018J5ZG209YQM1HZCT6CG5VN5Q",
            "from": "2014-06-27T00:00:00",
            "to": "2014-06-27T00:15:00",
        }])
    );
    let tv = &ledger["activities"][0];
    assert_eq!((&tv["id"], &tv["late"]), (&"chuyen-muc-cchc".into(), &1.into()));
    let before = &check(&program, "2014-05-15")["activities"][0];
    assert_eq!(
        (&before["late"], &before["missing"].as_u64().map(|count| count > 0)),
        (&0.into(), &Some(true))
    );
    // Each of the three names a model official in a row.
    let sample = std::process::Command::new(env!("CARGO_BIN_EXE_toasoan"))
        .args(["check", CONTENT, "--json", "--today", "2014-05-20"])
        .output()
        .expect("the program runs");
    let sample: Value = serde_json::from_slice(&sample.stdout).expect("JSON");
    let models = |ledger: &Value| ledger["tones"]["model_official"].as_u64().expect("a count");
    assert_eq!(models(&ledger), models(&sample) + 3);
    // The report agrees, though its command keeps only the headers in memory.
    let _ = program.ok(["export", "report", "kho", "--today", "2014-05-20", "--out", "bao-cao.pdf"]);
    let said = words(&program.read("bao-cao.pdf"));
    let wanted = format!("{} bài nêu gương", models(&ledger));
    assert!(said.contains(&wanted), "{wanted:?} in {said}");
    assert!(ledger["faults"].as_array().is_some_and(Vec::is_empty), "{}", ledger["faults"]);
}

/// The text of a PDF, words separated by spaces.
fn words(bytes: &[u8]) -> String {
    let pdf = lopdf::Document::load_mem(bytes).expect("a PDF");
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let text = pdf.extract_text(&pages).expect("text");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_report_of_a_past_quarter_stands_as_of_its_last_day() {
    let program = traps();
    let ledger = check(&program, "2014-03-31");
    let out = ["export", "report", "kho", "--from", "2014-01-01", "--to", "2014-03-31", "--out", "quy-1.pdf"];
    let _ = program.ok(out);
    let said = words(&program.read("quy-1.pdf"));
    let total = &ledger["total"];
    let wanted =
        format!("Cả năm phải thực hiện {} kỳ; đến nay {} kỳ đã đến hạn.", total["owed"], total["due"]);
    for wanted in ["Quý I năm 2014", "tính đến ngày 31 tháng 3 năm 2014", wanted.as_str()] {
        assert!(said.contains(wanted), "{wanted:?} in {said}");
    }
    let message = program.fails(
        2,
        ["export", "report", "kho", "--from", "2014-04-01", "--to", "2014-03-31", "--out", "x.pdf"],
    );
    assert!(message.contains("--from"), "{message}");
}

#[test]
fn the_lists_for_people_are_in_the_order_of_the_days_they_show() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let day = |text: &str| {
        let (day, rest) = text.split_once('/').expect("a day");
        let (month, year) = rest.split_once('/').expect("a month");
        format!("{year}-{month}-{day}")
    };
    let is_day = |word: &&str| word.len() == 10 && word.matches('/').count() == 2;
    let text = program.ok(["check", "kho", "--today", "2014-12-31"]);
    let missed = text.split("Kỳ quá hạn").nth(1).expect("a section").lines().skip(1);
    let ends: Vec<String> = missed
        .take_while(|line| line.starts_with("  - "))
        .map(|line| day(line.rsplit(' ').next().expect("a day")))
        .collect();
    assert!(ends.len() > 100 && ends.is_sorted(), "{ends:?}");
    let text = program.ok(["slots", "kho", "--today", "2014-12-31"]);
    let days = |line: &str| line.split_whitespace().filter(is_day).take(2).map(day).collect::<Vec<_>>();
    let spans: Vec<Vec<String>> = text.lines().map(days).filter(|days| days.len() == 2).collect();
    assert!(spans.len() > 500 && spans.is_sorted(), "{spans:?}");
}

/// 103 wards and communes: 53 weeks of radio each.
#[test]
fn figures_for_people_are_in_groups_of_three() {
    let program = Program::new();
    let _ = program.ok(["new", "kho", "--year", "2026"]);
    let path = program.path("kho/plan.ron");
    let plan = std::fs::read_to_string(&path).expect("the plan");
    let unit = |nth| format!("(id: \"xa-{nth}\", name: \"Xã {nth}\", kind: Commune), ");
    let units: String = (0..103).map(unit).collect();
    std::fs::write(path, plan.replacen("localities: [", &format!("localities: [{units}"), 1))
        .expect("a plan");
    for (command, said) in [("check", " 5.459 "), ("slots", "\n5.966 kỳ, ")] {
        let text = program.ok([command, "kho", "--today", "2026-03-01"]);
        assert!(text.contains(said), "{text}");
    }
}
