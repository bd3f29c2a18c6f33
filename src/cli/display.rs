//! Whether a window can be shown at all.

use crate::store::log;

/// Why not, and what to do instead; none when there is a display to try.
pub fn missing() -> Option<String> {
    if !cfg!(all(unix, not(target_os = "macos"))) {
        return None;
    }
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET") || is_set("DISPLAY") {
        return None;
    }
    Some(format!(
        "không tìm thấy màn hình (DISPLAY và WAYLAND_DISPLAY đều trống) nên không mở được cửa sổ.\n{INSTEAD}"
    ))
}

/// The message when the window crashed.
pub fn stopped() -> String {
    let log =
        log::file().map_or_else(String::new, |file| format!(" Nguyên nhân ghi trong {}.", file.display()));
    format!(
        "cửa sổ không mở được hoặc đã dừng vì một lỗi.{log} \
         Kiểm tra màn hình đồ họa rồi mở lại: chữ chưa lưu sẽ được đề nghị khôi phục."
    )
}

/// The message when a command crashed.
pub fn broken() -> String {
    let log = log::file().map_or_else(String::new, |file| format!(" trong {}", file.display()));
    format!(
        "lệnh đã dừng vì một lỗi của chương trình, tệp xuất ra chưa được ghi. Nguyên nhân ghi{log}; \
         hãy gửi dòng ấy cho người bảo trì"
    )
}

/// What works without a window.
pub const INSTEAD: &str = "\
Các lệnh sau chạy được không cần màn hình:
  toasoan check KHÔNG_GIAN
  toasoan slots KHÔNG_GIAN
  toasoan export schedule KHÔNG_GIAN --from 2014-03-01 --to 2014-03-31 --out lich.pdf
  toasoan export all KHÔNG_GIAN --out THƯ_MỤC
Xem thêm: toasoan --help";
