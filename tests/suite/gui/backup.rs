//! The window backs up its workspace automatically, and shows when it last did.

use std::rc::Rc;

use toasoan::calendar::wording;
use toasoan::ui::{Effect, Route};

use super::window::Window;

#[test]
fn the_first_opening_makes_a_backup_and_the_settings_tell_its_day() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder"));
    let mut window = Window::with_data(&folder);
    window.effect(Effect::Open(Route::Settings));
    let today = wording::date(chrono::Local::now().date_naive());
    window.wait_until_shown(&format!("Sao lưu tự động mỗi tuần, lần gần nhất {today}."));
    let backups = std::fs::read_dir(folder.path().join("dữ liệu/backup")).expect("a folder of backups");
    let archives = backups.flatten().flat_map(|entry| std::fs::read_dir(entry.path()).into_iter().flatten());
    assert_eq!(archives.count(), 1);
}

#[test]
fn a_window_without_a_data_folder_says_nothing_of_backups() {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Settings));
    assert!(window.shows("Thư mục làm việc") && !window.shows("Sao lưu tự động mỗi tuần"));
}
