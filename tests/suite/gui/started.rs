//! What a window started with a file shows, as after a double click on it.

use std::fs;
use std::rc::Rc;

use super::window::Window;

#[test]
fn a_window_started_with_a_piece_opens_its_workspace_and_the_piece() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder for the test"));
    Window::put_sample(&folder);
    for (place, shown) in [("pieces/2014/tieu-pham", "Bụi chuối biết đi"), ("posters", "QR")] {
        let files = fs::read_dir(folder.path().join("bản mẫu").join(place)).expect("the sample's files");
        let files = files.map(|file| file.expect("a file of the sample").path());
        let file = files.filter(|file| place == "posters" || file.to_string_lossy().contains(shown)).min();
        let window = Window::started_with(&folder, file.expect("a file of the sample"));
        assert!(window.shows(shown), "{place}");
        assert!(!window.shows("Nhập từ Word, tệp chữ"));
    }
}

#[test]
fn a_window_started_with_a_file_from_elsewhere_offers_to_take_it_in() {
    let folder = Rc::new(tempfile::tempdir().expect("a folder for the test"));
    let file = folder.path().join("bài.md");
    fs::write(&file, "Một cửa ở phường.\n").expect("a file");
    let mut window = Window::started_with(&folder, file);
    window.wait_until_shown("Một cửa ở phường.");
    assert!(window.shows("Nhập từ Word, tệp chữ"));
}
