//! A backup contains everything, is verified and can be restored; a hostile archive writes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use chrono::NaiveDate;
use tempfile::TempDir;
use toasoan::piece::{Format, Header, Piece, PieceId};
use toasoan::plan::{Plan, Settings};
use toasoan::store::Workspace;
use toasoan::store::backup::{BackupError, restore};
use toasoan::store::weekly;
use zip::write::SimpleFileOptions;

/// The content of every file below a folder, by path.
pub(super) fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).expect("inside").to_string_lossy().replace('\\', "/");
                let _ = found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

#[test]
fn a_backup_comes_back_byte_for_byte_with_its_history() {
    let folder = TempDir::new().expect("a folder");
    let plan = Plan::parse(include_str!("../../content/plan.ron")).expect("the plan");
    let root = folder.path().join("kho");
    let workspace = Workspace::create(&root, &plan, &Settings::default()).expect("a workspace");
    let header = Header::new(PieceId("01HQ0000000000000000000001".into()), "Một cửa", "dien-dan-bao");
    let first = workspace.save(Piece::new(header, Format::Article, "Một.\n"), None).expect("a save");
    let second = Piece { body: "Hai.\n".into(), ..first.piece.clone() };
    let _ = workspace.save(second, Some((first.path, first.stamp))).expect("a save");
    fs::write(root.join("images/ảnh chợ.jpg"), [0_u8, 1, 2, 255]).expect("a picture");

    let zip = folder.path().join("kho.zip");
    let mut last = (0, 0);
    let backup = workspace.backup(&zip, &mut |done, all| last = (done, all)).expect("a backup");
    assert!(last.0 == last.1 && last.1 > 0 && backup.skipped.is_empty(), "{backup:?}");
    let back = folder.path().join("trở lại");
    assert_eq!(restore(&zip, &back, &mut |_, _| {}).expect("restored"), backup.files);
    let mut expected = files(&root);
    let _ = expected.remove(".toasoan/lock");
    assert_eq!(files(&back), expected);
    assert!(expected.keys().any(|path| path.starts_with(".toasoan/history/")));

    // Never over existing files.
    assert!(matches!(restore(&zip, &back, &mut |_, _| {}), Err(BackupError::NotEmpty(_))));
    // A damaged archive is rejected, wherever the damage is.
    let whole = fs::read(&zip).expect("the archive");
    for end in [0, 10, whole.len() / 2, whole.len() - 1] {
        fs::write(&zip, &whole[..end]).expect("a cut archive");
        let message =
            restore(&zip, &folder.path().join("hỏng"), &mut |_, _| {}).expect_err("cut").to_string();
        assert!(message.contains("kho.zip"), "{message}");
    }
    // Some bytes do not matter, such as those of a date.
    let mut refused = 0;
    for at in (0..whole.len()).step_by(whole.len() / 60) {
        let mut turned = whole.clone();
        turned[at] ^= 0xff;
        fs::write(&zip, turned).expect("a turned archive");
        if let Err(error) = restore(&zip, &folder.path().join(format!("lật {at}")), &mut |_, _| {}) {
            let message = error.to_string();
            assert!(message.contains("hãy chọn bản") && !message.contains("hệ thống"), "{at}: {message}");
            refused += 1;
        }
    }
    assert!(refused > 30, "{refused}");
}

#[test]
fn a_week_without_a_backup_gets_one_and_the_oldest_go() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
    for (last, is_due) in [
        (None, true),
        (Some("2014-03-20"), false),
        (Some("2014-03-14"), false),
        (Some("2014-03-13"), true),
        // The clock was wrong once.
        (Some("2041-01-01"), true),
    ] {
        assert_eq!(weekly::is_due(last.map(day), day("2014-03-20")), is_due, "{last:?}");
    }
    let days = ["2014-03-06", "2014-03-20", "2014-02-20", "2014-02-13", "2014-02-27", "2014-03-13"].map(day);
    assert_eq!(weekly::surplus(&days, day("2014-03-20")), ["2014-02-20", "2014-02-13"].map(day));
    assert_eq!(weekly::surplus(&days[..3], day("2014-03-20")), []);

    let folder = TempDir::new().expect("a folder");
    let plan = Plan::parse(include_str!("../../content/plan.ron")).expect("the plan");
    let workspace =
        Workspace::create(folder.path().join("kho"), &plan, &Settings::default()).expect("a workspace");
    let data = folder.path().join("dữ liệu");
    let kept = || files(&workspace.weekly_folder(&data)).into_keys().collect::<Vec<_>>();
    for (today, last) in [
        ("2014-01-01", "2014-01-01"),
        ("2014-01-07", "2014-01-01"),
        ("2014-01-08", "2014-01-08"),
        ("2014-01-15", "2014-01-15"),
        ("2014-01-22", "2014-01-22"),
        ("2014-02-22", "2014-02-22"),
    ] {
        assert_eq!(workspace.backup_weekly(&data, day(today)).expect("a backup"), day(last), "{today}");
    }
    assert_eq!(kept(), ["2014-01-08.zip", "2014-01-15.zip", "2014-01-22.zip", "2014-02-22.zip"]);
    let newest = workspace.weekly_folder(&data).join("2014-02-22.zip");
    assert!(restore(&newest, &folder.path().join("trở lại"), &mut |_, _| {}).is_ok());
}

/// Office PCs have empty clock batteries, or someone types a wrong year.
#[test]
fn backups_of_a_wrong_clock_drive_out_no_others() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
    let plan = Plan::parse(include_str!("../../content/plan.ron")).expect("the plan");
    let right = ["2014-03-05", "2014-03-12", "2014-03-19", "2014-03-26"];
    for (wrong, is_first) in [
        (["2041-01-01", "2041-02-01", "2041-03-01"], true),
        (["1980-01-01", "1980-01-08", "1980-01-15"], false),
    ] {
        let folder = TempDir::new().expect("a folder");
        let workspace =
            Workspace::create(folder.path().join("kho"), &plan, &Settings::default()).expect("a workspace");
        let data = folder.path().join("dữ liệu");
        let starts = if is_first { [&wrong[..], &right].concat() } else { [&right[..], &wrong].concat() };
        for today in &starts {
            assert_eq!(workspace.backup_weekly(&data, day(today)).expect("a backup"), day(today));
        }
        let kept = files(&workspace.weekly_folder(&data));
        for start in &starts {
            assert!(kept.contains_key(&format!("{start}.zip")), "{start} of {starts:?} is gone");
        }
    }
}

#[test]
fn a_hostile_archive_writes_nothing() {
    let folder = TempDir::new().expect("a folder");
    let target = folder.path().join("đích");
    let make = |name: &str, is_link: bool, has_plan: bool| {
        let path = folder.path().join("thử.zip");
        let mut zip = zip::ZipWriter::new(fs::File::create(&path).expect("an archive"));
        let options = SimpleFileOptions::default();
        if has_plan {
            zip.start_file("plan.ron", options).expect("an entry");
            zip.write_all(b"()").expect("an entry");
        }
        if is_link {
            zip.add_symlink(name, "/etc/passwd", options).expect("a link");
        } else {
            zip.start_file(name, options).expect("an entry");
            zip.write_all(b"x").expect("an entry");
        }
        let _ = zip.finish().expect("an archive");
        path
    };
    for (name, is_link, has_plan) in [
        ("../ngoài.av", false, true),
        ("/etc/x", false, true),
        ("pieces/../../x", false, true),
        ("C:\\x", false, true),
        ("pieces/CON", false, true),
        ("pieces/liên kết.av", true, true),
        ("pieces/a.av", false, false),
    ] {
        let archive = make(name, is_link, has_plan);
        assert!(restore(&archive, &target, &mut |_, _| {}).is_err(), "{name}");
        assert!(!target.exists(), "{name}");
    }
}

#[test]
fn an_archive_that_would_flood_the_disk_writes_nothing() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("bom.zip");
    let target = folder.path().join("đích");
    let mut zip = zip::ZipWriter::new(fs::File::create(&path).expect("an archive"));
    let options = SimpleFileOptions::default();
    zip.start_file("plan.ron", options).expect("an entry");
    zip.write_all(b"()").expect("an entry");
    let zeros = vec![0; 64 << 20];
    for number in 0..5 {
        zip.start_file(format!("images/{number}.png"), options).expect("an entry");
        zip.write_all(&zeros).expect("an entry");
    }
    let _ = zip.finish().expect("an archive");
    let said = restore(&path, &target, &mut |_, _| {}).expect_err("320 MB in one").to_string();
    assert!(said.contains("bom.zip") && said.contains("bung 1 MB thành 320 MB"), "{said}");
    assert!(!target.exists());

    // A directory that declares smaller sizes than its entries have.
    let bytes = fs::read(&path).expect("the archive");
    let size = (64_u32 << 20).to_le_bytes();
    let lying: Vec<u8> = {
        let mut lying = bytes.clone();
        let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| bytes[*at..at + 4] == size).collect();
        assert!(places.len() >= 10, "in the directory and beside each entry");
        for at in places {
            lying[at..at + 4].copy_from_slice(&9_u32.to_le_bytes());
        }
        lying
    };
    fs::write(&path, lying).expect("a write");
    let said = restore(&path, &target, &mut |_, _| {}).expect_err("a lie").to_string();
    assert!(said.contains("bom.zip") && !target.exists(), "{said}");
}
