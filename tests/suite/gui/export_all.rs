//! Exporting everything from the window: all of it, or what was done until it was stopped.

use std::path::{Path, PathBuf};

use toasoan::app::Message;
use toasoan::export::{all::All, job};
use toasoan::ui::screen::{export, export_all};
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn send(window: &mut Window, message: export_all::Message) {
    window.send(Message::ExportAll(message));
}

/// With a small newsroom: a few pieces of each kind are enough.
fn window() -> Window {
    let mut window = Window::on_sample();
    let mut kept = Vec::new();
    let surplus: Vec<_> = window
        .newsroom()
        .pieces()
        .filter(|piece| {
            let is_new = !kept.contains(&piece.format);
            kept.push(piece.format);
            !is_new
        })
        .map(|piece| toasoan::newsroom::Command::Remove(piece.header.id.clone()))
        .collect();
    window.effect(Effect::Apply(toasoan::newsroom::Command::All(surplus)));
    window.effect(Effect::Open(Route::Home));
    window.click("Xuất tất cả");
    window
}

#[test]
fn everything_is_written_and_counted() {
    let mut window = window();
    let target = window.folder().join("bản in");
    send(&mut window, export_all::Message::FolderChanged(target.display().to_string()));
    send(&mut window, export_all::Message::Confirmed);
    let total = All::new(window.newsroom(), |_| None).len();
    // One raster format per poster is enough.
    let forms = window.newsroom().pieces().flat_map(job::extensions);
    let forms = forms.filter(|form| !["jpg", "tif"].contains(*form)).count();
    let registers = job::CASES.len() + job::PLACES.len() + job::BUDGET.len();
    let expected = 13 * job::SCHEDULE.len() + forms + job::REPORT.len() + registers;
    assert_eq!(total, expected, "a year, its months, each piece, the report and the registers");
    window.wait_until_shown(&format!("Đã xuất {total} trong {total} tệp vào {}", target.display()));
    assert_eq!(files(&target).len(), total);
    assert!(window.shows("Mở thư mục"));
    window.click("Đóng");
    assert!(!window.shows("Đóng"));
}

#[test]
fn stopped_it_leaves_only_whole_files_and_says_how_many_are_missing() {
    let mut window = window();
    let target = window.folder().join("bản in");
    send(&mut window, export_all::Message::FolderChanged(target.display().to_string()));
    send(&mut window, export_all::Message::Confirmed);
    send(&mut window, export_all::Message::Stopped);
    window.wait_until_shown("Đóng");
    let total = All::new(window.newsroom(), |_| None).len();
    let written = files(&target).len();
    assert!(written < total, "{written} of {total}");
    assert!(window.shows(&format!("Đã dừng: {} tệp chưa xuất.", total - written)));
    for path in files(&target) {
        assert!(!path.to_string_lossy().contains(".~"), "{}", path.display());
    }
}

#[test]
fn a_workspace_is_not_written_over() {
    let mut window = window();
    let root = window.root();
    let has_exports = || {
        let is_export = |path: &PathBuf| {
            path.extension().is_some_and(|kind| ["pdf", "xlsx"].contains(&&*kind.to_string_lossy()))
        };
        files(&root).iter().any(is_export)
    };
    let pieces = root.join("pieces");
    send(&mut window, export_all::Message::FolderChanged(pieces.display().to_string()));
    send(&mut window, export_all::Message::Confirmed);
    let reported = |target: &Path| {
        format!(
            "{} nằm trong không gian làm việc {}: ghi vào đó có thể đè lên bài. \
             Hãy chọn nơi khác, hoặc thư mục {} dành cho tệp xuất ra",
            target.display(),
            root.display(),
            root.join("xuat").display()
        )
    };
    window.wait_until_shown(&reported(&pieces));
    assert!(!has_exports());
    // A folder that contains a workspace exactly where exports would go.
    let around = window.folder().join("quanh");
    std::fs::create_dir_all(around.join("lich/pieces")).expect("a folder");
    let _ = std::fs::copy(root.join("plan.ron"), around.join("lich/plan.ron")).expect("a plan");
    send(&mut window, export_all::Message::FolderChanged(around.display().to_string()));
    send(&mut window, export_all::Message::Confirmed);
    window.wait_until_shown(
        &reported(&around.join("lich"))
            .replace(&root.display().to_string(), &around.join("lich").display().to_string()),
    );
    window.send(Message::Dismiss);

    window.effect(Effect::Export(toasoan::ui::Export::REPORT));
    let target = root.join("báo cáo.pdf");
    window.send(Message::Export(export::Message::PathChanged(target.display().to_string())));
    window.send(Message::Export(export::Message::Confirmed));
    window.wait_until_shown(&reported(&target));
    assert!(!has_exports());
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let mut window = window();
    let target = window.folder().join("tệp");
    std::fs::write(&target, "đã có").expect("a file in the way");
    send(&mut window, export_all::Message::FolderChanged(target.join("trong").display().to_string()));
    send(&mut window, export_all::Message::Confirmed);
    window.wait_until_shown("Lưu vào thư mục");
    assert_eq!(std::fs::read_to_string(&target).expect("it still stands"), "đã có");
}

#[test]
fn a_report_of_a_quarter_or_of_free_days_stands_as_of_its_last_day() {
    let mut window = Window::on_sample();
    let say = |window: &mut Window, message| window.send(Message::Export(message));
    let day = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
    window.effect(Effect::Export(toasoan::ui::Export::REPORT));
    for (chosen, from, to) in [
        (export::Message::PeriodKindChosen(export::PeriodKind::Quarter), Some("2014-01-01"), "2014-03-31"),
        (export::Message::MonthMoved(1), Some("2014-04-01"), "2014-06-30"),
        (export::Message::PeriodKindChosen(export::PeriodKind::HalfYear), Some("2014-01-01"), "2014-06-30"),
        (export::Message::PeriodKindChosen(export::PeriodKind::Year), Some("2014-01-01"), "2014-12-31"),
        (export::Message::PeriodKindChosen(export::PeriodKind::Month), Some("2014-12-01"), "2014-12-31"),
        (export::Message::ToChanged("10/2/2014".into()), Some("2014-01-05"), "2014-02-10"),
        (export::Message::FromChanged(String::new()), None, "2014-02-10"),
    ] {
        if matches!(chosen, export::Message::ToChanged(_)) {
            say(&mut window, export::Message::FromChanged("5/1/2014".into()));
        }
        say(&mut window, chosen);
        let name = match from {
            Some(from) => format!("Báo cáo tiến độ {from} đến {to}.pdf"),
            None => format!("Báo cáo tiến độ {to}.pdf"),
        };
        let path = window.folder().join(&name).display().to_string();
        say(&mut window, export::Message::PathChanged(path));
        say(&mut window, export::Message::Confirmed);
        window.wait_until_gone("Kỳ báo cáo");
        let newsroom = window.newsroom().as_of(day(to));
        let (print, fonts) = (toasoan::document::PrintOptions::default(), &mut toasoan::page::Fonts::new());
        let expected = job::report(&newsroom, from.map(day), "pdf", &print, fonts).expect("a report");
        let written = std::fs::read(window.folder().join(&name)).expect("the report");
        assert!(written == expected, "{name}");
        // The next period follows from this one.
        window.effect(Effect::Export(toasoan::ui::Export::Report { from: from.map(day), to: Some(day(to)) }));
    }
    say(&mut window, export::Message::FromChanged("31/3/2014".into()));
    assert!(window.shows("Ngày cuối đứng trước ngày đầu: đổi lại một trong hai ngày."));
}
