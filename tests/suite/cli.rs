//! The command line as scripts use it: output, files, exit codes.

mod approve;
mod backup;
mod bounds;
mod cases;
mod export;
mod find;
mod import;
mod ledger;
mod money;
mod opinion;
mod places;
mod report;
mod spoken;
mod survey;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The program with its own home folder, without a display.
struct Program {
    folder: TempDir,
}

impl Program {
    fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder") }
    }

    fn run<const N: usize>(&self, arguments: [&str; N]) -> Output {
        self.run_all(&arguments)
    }

    fn run_all(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_toasoan"));
        let _ = command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HOME", self.folder.path())
            .env("XDG_DATA_HOME", self.folder.path().join("data"))
            .env("XDG_CONFIG_HOME", self.folder.path().join("config"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET");
        command
    }

    /// The output of a successful run.
    fn ok<const N: usize>(&self, arguments: [&str; N]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    fn json<const N: usize>(&self, arguments: [&str; N]) -> Vec<Value> {
        serde_json::from_str(&self.ok(arguments)).expect("a JSON array")
    }

    /// The error output, after checking the exit code.
    fn fails<const N: usize>(&self, code: i32, arguments: [&str; N]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output.stderr));
        assert!(output.stdout.is_empty() || code == 1, "{arguments:?}");
        text(&output.stderr)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("the exported file")
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

const CONTENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content");

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            let _ = std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// Only Unix has named pipes.
#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_a_file_holds_up_no_command() {
    use std::time::{Duration, Instant};

    // A passing test never waits this long.
    const PATIENCE: Duration = Duration::from_mins(1);
    for (place, command, is_reported) in [
        ("plan.ron", &["check", "kho"][..], true),
        ("plan.ron", &["export", "report", "kho", "--out", "x.pdf"], true),
        ("settings.ron", &["check", "kho"], true),
        ("settings.ron", &["backup", "kho", "x.zip"], false),
        ("pieces/ống.av", &["pieces", "kho"], false),
        ("images/ống.png", &["backup", "kho", "x.zip"], false),
        ("posters", &["check", "kho"], false),
    ] {
        let program = Program::new();
        copy(Path::new(CONTENT), &program.path("kho"));
        let pipe = program.path("kho").join(place);
        let _ = std::fs::remove_file(&pipe);
        let _ = std::fs::remove_dir_all(&pipe);
        std::fs::create_dir_all(pipe.parent().expect("a folder")).expect("a folder");
        assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
        let said = program.path("said");
        let file = std::fs::File::create(&said).expect("a file");
        let mut command = program.command(command);
        let mut child =
            command.stdout(file.try_clone().expect("a file")).stderr(file).spawn().expect("the program runs");
        let start = Instant::now();
        while child.try_wait().expect("the program").is_none() {
            if start.elapsed() > PATIENCE {
                child.kill().expect("its end");
                let _ = child.wait();
                panic!("{command:?} hangs at a pipe in the place of {place}");
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let said = std::fs::read_to_string(said).expect("text");
        assert_eq!(said.contains("ống dẫn"), is_reported, "{place}: {said}");
    }
    let program = Program::new();
    assert!(Command::new("mkfifo").arg(program.path("kho.zip")).status().expect("mkfifo").success());
    assert!(program.fails(1, ["restore", "kho.zip", "đích"]).contains("ống dẫn"));
}

#[test]
fn slots_are_what_the_plan_obliges() {
    let program = Program::new();
    for (activity, count) in crate::plan::OWED {
        let slots = program.json(["slots", CONTENT, "--json", "--activity", activity]);
        assert_eq!(slots.len(), count, "{activity}");
        assert!(slots.iter().all(|slot| slot["activity"] == activity));
    }
    assert_eq!(program.json(["slots", CONTENT, "--json", "--locality", "ninh-kieu"]).len(), 52 + 1 + 1 + 2);
    let march = program.json([
        "slots",
        CONTENT,
        "--json",
        "--activity",
        "chuyen-muc-cchc",
        "--from",
        "2014-03-01",
        "--to",
        "31/3/2014",
    ]);
    assert_eq!(march.len(), 2);
}

#[test]
fn a_slot_and_a_piece_are_told_to_other_programs() {
    let program = Program::new();
    let slots = program.json(["slots", CONTENT, "--json", "--today", "2014-03-18"]);
    let find = |id: &str| slots.iter().find(|slot| slot["id"] == id).unwrap_or_else(|| panic!("{id}"));
    let radio = find("truyen-thanh/2014-W10@ninh-kieu");
    assert_eq!(radio["locality"], "ninh-kieu");
    assert_eq!(
        (&radio["from"], &radio["to"], &radio["clause"]),
        (&"2014-03-03".into(), &"2014-03-09".into(), &"IV.6".into())
    );
    let tv = find("chuyen-muc-cchc/2014-03/2");
    assert!(tv["locality"].is_null());
    assert_eq!(tv["lead"], serde_json::json!(["dai-ptth"]));
    assert_eq!(tv["pieces"].as_array().map(Vec::len), Some(1));
    assert_eq!(find("hoi-thi/2014-09")["state"], "in_hand");
    let states: std::collections::BTreeSet<_> =
        slots.iter().filter_map(|slot| slot["state"].as_str()).collect();
    let known = ["empty", "in_hand", "overdue", "published", "ready"];
    assert!(states.iter().all(|state| known.contains(state)) && states.len() >= 4, "{states:?}");
    // The day determines what is overdue.
    let late = |day: &str| {
        let slots = program.json(["slots", CONTENT, "--json", "--today", day]);
        slots.iter().filter(|slot| slot["state"] == "overdue").count()
    };
    assert!(late("2014-12-31") > late("2014-03-18"));

    let pieces = program.json(["pieces", CONTENT, "--json"]);
    let piece = pieces.iter().find(|piece| piece["id"] == tv["pieces"][0]).expect("the slot's piece");
    assert_eq!((&piece["format"], &piece["activity"]), (&"av".into(), &"chuyen-muc-cchc".into()));
    assert!(piece["slots"].as_array().expect("slots").contains(&tv["id"]));
    let path = piece["path"].as_str().expect("a path");
    assert!(Path::new(CONTENT).join(path).is_file() && path.starts_with("pieces/2014/"));
    let keys: Vec<&str> = piece.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(keys.len(), 10, "{keys:?}");
    let chain = piece["chain"].as_array().expect("the steps");
    assert!(chain.contains(&"truong-phong".into()), "{chain:?}");
}

#[test]
fn an_agencys_own_slots_are_listed_and_counted() {
    let program = Program::new();
    let _ = program.ok(["new", "kho", "--year", "2027"]);
    let file = program.path("kho/plan.ron");
    let text = std::fs::read_to_string(&file).expect("the plan");
    let mut plan = toasoan::plan::Plan::parse(&text).expect("the plan reads");
    plan.activities[0].per_agency = vec!["so-tu-phap".into(), "so-khdt".into()];
    std::fs::write(&file, plan.to_text()).expect("the plan");
    let slots = program.json(["slots", "kho", "--agency", "so-tu-phap", "--json", "--today", "2027-01-01"]);
    assert_eq!(slots.len(), 24);
    for slot in &slots {
        assert_eq!((&slot["agency"], &slot["locality"]), (&"so-tu-phap".into(), &serde_json::Value::Null));
    }
    let table = program.ok(["slots", "kho", "--agency", "so-khdt", "--today", "2027-01-01"]);
    assert!(table.contains("Sở KH-ĐT") && !table.contains("Sở Tư pháp"), "{table}");
    let ledger: serde_json::Value =
        serde_json::from_str(&program.ok(["check", "kho", "--json", "--today", "2027-01-01"])).expect("JSON");
    let rows = ledger["agencies"].as_array().expect("the agencies");
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row["owed"] == 24), "{rows:?}");
    let why = program.fails(2, ["slots", "kho", "--agency", "khong-co"]);
    assert!(why.contains("so-tu-phap"), "{why}");
}

#[test]
fn tables_are_for_people() {
    let program = Program::new();
    let slots = program.ok(["slots", CONTENT, "--activity", "hoi-thi"]);
    assert!(slots.contains("IV.11") && slots.contains("1 kỳ, tính đến ngày 18/03/2014"), "{slots}");
    assert!(program.ok(["pieces", CONTENT]).contains("Bụi chuối biết đi"));
    let check = program.ok(["check", CONTENT]);
    assert!(check.contains("không có tệp hỏng") && check.contains("Việc phải làm trong năm 2014"), "{check}");
}

#[test]
fn a_new_year_has_its_own_weeks() {
    let program = Program::new();
    for (year, weeks) in [("2026", 53), ("2027", 52)] {
        let _ = program.ok(["new", year, "--year", year]);
        let slots =
            program.json(["slots", year, "--activity", "dien-dan-bao", "--json", "--today", "2026-01-01"]);
        assert_eq!(slots.len(), weeks, "{year}");
        assert!(
            slots[0]["id"].as_str().is_some_and(|id| id.starts_with(&format!("dien-dan-bao/{year}-W01")))
        );
        let _ = program.ok(["check", year]);
    }
    let again = program.fails(1, ["new", "2026", "--year", "2026"]);
    assert!(again.contains("đã có tệp plan.ron"), "{again}");
}

#[test]
fn a_new_year_begins_with_the_sample_another_workspace_or_nothing() {
    let program = Program::new();
    let of_sample = program.ok(["new", "mẫu", "--year", "2027", "--city", "Huế", "--start", "2027-06-01"]);
    assert!(of_sample.contains("9 địa bàn không đi theo"), "{of_sample}");
    let slots = |folder: &str| program.json(["slots", folder, "--json", "--today", "2027-06-01"]);
    let all = slots("mẫu");
    assert!(
        all.iter().all(|slot| slot["to"].as_str() >= Some("2027-06-01")),
        "nothing is owed before the start"
    );
    // From June: 14 half months, the weeks of Monday 31 May to the year's last, two quarters, …
    let of = |id: &str| all.iter().filter(|slot| slot["activity"] == id).count();
    assert_eq!((of("chuyen-muc-cchc"), of("dien-dan-bao"), of("hoi-thi")), (14, 31, 1));
    let blank = program.ok(["new", "trống", "--year", "2027", "--from", "trong", "--name", "Kế hoạch thử"]);
    assert!(blank.contains("0 hình thức"), "{blank}");
    assert_eq!(slots("trống").len(), 0);

    // A workspace that people work in gives its people; one with a fixed working date has invented ones.
    let settings = program.path("mẫu/settings.ron");
    let text = std::fs::read_to_string(&settings).expect("settings");
    let mine = text.replacen("signer_title:", "signer: \"Trần Thị Lan\", signer_title:", 1);
    assert_ne!(mine, text);
    std::fs::write(&settings, mine).expect("settings");
    let _ = program.ok(["new", "tiếp", "--year", "2028", "--from", "mẫu"]);
    let read = |file: &str| std::fs::read_to_string(program.path(file)).expect("a file");
    assert!(read("tiếp/settings.ron").contains("Trần Thị Lan"));
    let _ = program.ok(["new", "từ mẫu", "--year", "2028", "--from", CONTENT]);
    let next = read("từ mẫu/settings.ron") + &read("từ mẫu/plan.ron");
    for invented in ["Trần Quốc Thịnh", "Quốc Huy", "Lê Thanh Vân", "Lê Hùng Dũng"] {
        assert!(!next.contains(invented), "{invented}");
    }
    // So do the words that the office has taught its spelling, and its own templates with their pictures.
    let words = "(schema: 1, words: [(word: \"một cửa điện tử\")])";
    std::fs::write(program.path("tiếp/words.ron"), words).expect("words");
    let photo = include_bytes!("../fixtures/pictures/jpeg-420.jpg");
    let template = toasoan::poster::template::with_picture().to_text();
    let template = template.replacen("path: \"\"", "path: \"images/gương.jpg\"", 1);
    std::fs::create_dir_all(program.path("tiếp/templates")).expect("the folder");
    std::fs::create_dir_all(program.path("tiếp/images")).expect("the folder");
    std::fs::write(program.path("tiếp/images/gương.jpg"), photo).expect("the photo");
    let text = format!(
        "(schema: 1, id: \"01J0000000000000000000TMPL\", name: \"Mẫu gương tốt\", poster: {template})"
    );
    std::fs::write(program.path("tiếp/templates/Mẫu gương tốt 01J0000000.mau"), text).expect("a template");
    let _ = program.ok(["new", "tiếp nữa", "--year", "2029", "--from", "tiếp"]);
    assert!(read("tiếp nữa/words.ron").contains("một cửa điện tử"));
    assert!(!program.path("từ mẫu/words.ron").exists());
    assert!(read("tiếp nữa/templates/Mẫu gương tốt 01J0000000.mau").contains("images/gương.jpg"));
    assert_eq!(std::fs::read(program.path("tiếp nữa/images/gương.jpg")).expect("the photo"), photo);
    // Pieces go along only when asked for, and only from a workspace.
    assert_eq!(program.json(["pieces", "từ mẫu", "--json"]).len(), 0);
    let told = program.ok(["new", "có nháp", "--year", "2028", "--from", CONTENT, "--with-drafts"]);
    let drafts = program.json(["pieces", "có nháp", "--json"]);
    assert!(
        !drafts.is_empty() && told.contains(&format!("{} bài chưa phát đi theo", drafts.len())),
        "{told}"
    );
    for draft in &drafts {
        assert!(["idea", "drafting"].contains(&draft["status"].as_str().expect("a status")), "{draft}");
        assert!(draft["slots"].as_array().is_some_and(Vec::is_empty), "{draft}");
    }
    let why = program.fails(2, ["new", "không nháp", "--year", "2028", "--with-drafts"]);
    assert!(why.contains("--from"), "{why}");
    let why = program.fails(1, ["new", "khác", "--year", "2027", "--from", "không có"]);
    assert!(why.contains("không có"), "{why}");
}

#[test]
fn a_plan_is_made_from_its_text_with_what_was_not_understood() {
    let program = Program::new();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/ke-hoach-127.txt");
    let out = program.ok(["new", "mới", "--year", "2014", "--from-text", file]);
    for words in [
        "IV.6 Tuyên truyền trên Đài Truyền thanh quận, huyện",
        "hằng tuần, mỗi địa bàn",
        "chủ trì: Sở Văn hóa, Thể thao và Du lịch",
        "Chưa hiểu:",
        "13 hình thức tuyên truyền",
    ] {
        assert!(out.contains(words), "{words} in:\n{out}");
    }
    let json = program.ok(["new", "nữa", "--year", "2015", "--from-text", file, "--json"]);
    let created: Value = serde_json::from_str(&json).expect("a JSON object");
    assert_eq!(created["year"], 2015);
    let sources = created["sources"].as_array().expect("sources");
    assert!(
        sources
            .iter()
            .any(|one| one["clause"] == "IV.8" && one["field"] == "cadence" && one["line"].is_u64())
    );
    assert_eq!(created["unread"].as_array().map(Vec::len), Some(2));
    let empty = program.path("trống.txt");
    std::fs::write(&empty, "Không phải kế hoạch.").expect("a file");
    let why = program.fails(1, ["new", "khác", "--year", "2015", "--from-text", "trống.txt"]);
    assert!(why.contains("Thời gian thực hiện"), "{why}");
}

#[test]
fn wrong_usage_is_explained_in_vietnamese() {
    let program = Program::new();
    for (code, arguments, said) in [
        (2, vec!["--sai"], "không hiểu tham số"),
        (2, vec!["slots"], "thiếu"),
        (2, vec!["slots", CONTENT, "--from", "hôm nay"], "không phải ngày"),
        (2, vec!["slots", CONTENT, "--from", "2014-02-30"], "không phải ngày"),
        (2, vec!["slots", CONTENT, "--activity", "sai"], "chuyen-muc-cchc"),
        (2, vec!["slots", CONTENT, "--locality", "sai"], "ninh-kieu"),
        (2, vec!["slots", CONTENT, "--from", "2014-05-01", "--to", "2014-04-01"], "sau ngày cuối"),
        (2, vec!["new", "x", "--year", "hai nghìn"], "không phải một năm từ 1945 đến 2100"),
        (2, vec!["export"], "thiếu lệnh"),
        (2, vec!["chekc", CONTENT], "Các lệnh: new, check"),
        (2, vec!["export", "lich", CONTENT], "schedule"),
        (2, vec!["survey"], "Các lệnh: paper, mark, results"),
        (2, vec!["survey", "cham", CONTENT], "Các lệnh: paper, mark, results"),
        (
            2,
            vec![
                "export",
                "schedule",
                CONTENT,
                "--from",
                "2014-03-01",
                "--to",
                "2014-03-31",
                "--out",
                "a.doc",
            ],
            ".pdf, .xlsx, .csv, .ics",
        ),
        (2, vec!["export", "poster", CONTENT, "018GYPDVT0", "--out", "a.pdf"], "không phải pano"),
        (2, vec!["export", "piece", CONTENT, "018H990PKS", "--out", "a.fountain"], ".pdf, .docx, .txt"),
        (1, vec!["slots", "nơi nào"], "toasoan new"),
        (1, vec!["check", "."], "plan.ron"),
        (1, vec!["export", "report", CONTENT, "--out", "chưa có/a.pdf"], "hãy tạo thư mục"),
        (1, vec!["export", "piece", CONTENT, "không có", "--out", "a.pdf"], "không có bài nào"),
        (1, vec!["export", "piece", CONTENT, "018", "--out", "a.pdf"], "viết dài hơn"),
        (1, vec![CONTENT], "không tìm thấy màn hình"),
        (1, vec![], "toasoan export all"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_toasoan"))
            .args(&arguments)
            .current_dir(program.folder.path())
            .env("HOME", program.folder.path())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("WAYLAND_SOCKET")
            .output()
            .expect("the program runs");
        let message = text(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {message}");
        assert!(message.contains(said), "{arguments:?}: {message}");
        for english in ["error:", "Usage", "invalid", "required", "unexpected"] {
            assert!(!message.contains(english), "{arguments:?}: {message}");
        }
    }
    assert_eq!(
        std::fs::read_dir(program.folder.path())
            .expect("the folder")
            .flatten()
            .filter(|entry| entry.path().is_file())
            .count(),
        0
    );
    let help = program.ok(["--help"]);
    assert!(
        help.contains("Cách dùng") && help.contains("Tạo không gian làm việc") && !help.contains("Usage"),
        "{help}"
    );
    assert!(program.ok(["export", "schedule", "--help"]).contains("Ngày đầu"));
    let whole = ["new", "check", "slots", "pieces", "backup", "restore", "export"];
    let of_export = ["schedule", "piece", "roles", "poster", "report", "all"];
    let helps = whole.map(|command| program.ok([command, "--help"])).into_iter();
    for help in helps.chain(of_export.map(|command| program.ok(["export", command, "--help"]))) {
        for english in
            ["Usage", "Options", "Arguments", "Commands", "DATE", "PATH", "FILE", "default", "possible"]
        {
            assert!(!help.contains(english), "{english} in {help}");
        }
    }
}

#[test]
fn broken_files_are_listed_and_the_rest_works() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let before = program.json(["pieces", "kho", "--json"]).len();
    std::fs::write(program.path("kho/pieces/2014/hỏng 01HQ000000.av"), "(schema: 1,\n  id: 7,\n")
        .expect("a write");
    let output = program.run(["check", "kho"]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stdout);
    assert!(said.contains("pieces/2014/hỏng 01HQ000000.av, dòng 2: "), "{said}");
    let output = program.run(["check", "kho", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let faults = report["faults"].as_array().expect("faults");
    let path = "pieces/2014/hỏng 01HQ000000.av";
    let fault = faults.iter().find(|fault| fault["path"] == path).expect("the broken file");
    assert_eq!(fault["line"], 2);
    assert!(fault["remedy"].as_str().is_some_and(|remedy| !remedy.is_empty()), "{fault}");
    assert_eq!(program.json(["pieces", "kho", "--json"]).len(), before);
    let _ = program.ok([
        "export",
        "schedule",
        "kho",
        "--from",
        "2014-03-01",
        "--to",
        "2014-03-31",
        "--out",
        "lich.csv",
    ]);
    std::fs::write(program.path("kho/plan.ron"), "(\n schema: 1,\n số: 7)").expect("a write");
    assert!(program.fails(1, ["check", "kho"]).contains("plan.ron, dòng 3"));
}

#[test]
fn a_file_changed_by_another_program_is_told_without_failing_the_check() {
    let program = Program::new();
    let root = program.path("kho");
    copy(Path::new(CONTENT), &root);
    let opened = toasoan::store::Workspace::open(&root).expect("the workspace");
    let mut piece = opened.pieces[0].piece.clone();
    piece.body.push_str("\nThêm.\n");
    let before = Some((opened.pieces[0].path.clone(), opened.pieces[0].stamp));
    let stored = opened.workspace.save(piece, before).expect("a save");
    assert!(!program.ok(["check", "kho"]).contains("Tệp cần xem lại"));
    let file = root.join(&stored.path);
    let words = std::fs::read_to_string(&file).expect("the file");
    std::fs::write(&file, words.replace("Thêm.", "Người khác thêm.")).expect("a write");
    let said = program.ok(["check", "kho"]);
    let reported = format!("{}: tệp đã đổi ngoài chương trình", stored.path);
    assert!(said.contains("Tệp cần xem lại") && said.contains(&reported), "{said}");
}
