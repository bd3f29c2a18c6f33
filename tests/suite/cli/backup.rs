//! `backup` and `restore`, as scripts use them.

use std::fs;
use std::path::Path;

use crate::backup::files;

use super::{CONTENT, Program, copy};

#[test]
fn a_workspace_comes_back_byte_for_byte() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let before = files(&program.path("kho"));
    let said = program.ok(["backup", "kho", "kho.zip"]);
    assert!(said.contains(&format!("Đã sao lưu {} tệp", before.len())), "{said}");
    let said = program.ok(["restore", "kho.zip", "mới/trở lại"]);
    assert!(said.contains(&format!("Đã khôi phục {} tệp", before.len())), "{said}");
    assert_eq!(files(&program.path("mới/trở lại")), before);
}

#[test]
fn what_is_no_backup_is_refused_and_leaves_nothing() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let _ = program.ok(["backup", "kho", "kho.zip"]);
    let whole = program.read("kho.zip");
    // One letter of some file in the middle is changed: the directory at the end is still intact.
    let mut turned = whole.clone();
    let middle = turned.len() / 2;
    turned[middle..middle + 8].iter_mut().for_each(|byte| *byte ^= 0x55);
    for (name, bytes, reason) in [
        ("chữ.zip", b"Kh\xc3\xb4ng ph\xe1\xba\xa3i ZIP".as_slice(), "chữ.zip không dùng được"),
        ("cụt.zip", &whole[..whole.len() / 2], "cụt.zip không dùng được"),
        ("hỏng.zip", &turned, "hỏng.zip"),
    ] {
        fs::write(program.path(name), bytes).expect("an archive");
        let said = program.fails(1, ["restore", name, "đích"]);
        assert!(said.starts_with("lỗi: ") && said.contains(reason), "{said}");
        assert!(!program.path("đích").exists(), "{name} left something behind");
    }
    assert!(program.fails(1, ["restore", "không có.zip", "đích"]).contains("không có.zip"));
    assert!(program.fails(1, ["restore", "kho.zip", "kho"]).contains("đã có tệp bên trong"));
    assert!(program.fails(1, ["backup", "không có", "x.zip"]).contains("không có"));
    assert!(program.fails(1, ["backup", "kho", "không có/x.zip"]).contains("x.zip"));
    // A folder that existed and was empty still exists and is empty.
    fs::create_dir(program.path("trống")).expect("a folder");
    let _ = program.fails(1, ["restore", "hỏng.zip", "trống"]);
    assert!(files(&program.path("trống")).is_empty());
    assert_eq!(fs::read_dir(program.path("trống")).expect("the folder").count(), 0);
}

/// Needs Unix: named pipes, `umask` and `sh`.
#[cfg(unix)]
#[test]
fn who_may_read_a_backup_is_the_systems_to_say() {
    use std::os::unix::fs::PermissionsExt;
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let mode = |name: &str| fs::metadata(program.path(name)).expect("a backup").permissions().mode() & 0o777;
    for (mask, expected) in [("022", 0o644), ("077", 0o600)] {
        let name = format!("{mask}.zip");
        let script = format!("umask {mask}; exec \"$0\" backup kho {name}");
        let done = std::process::Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_toasoan")])
            .current_dir(program.path(""))
            .env("XDG_DATA_HOME", program.path("data"))
            .output()
            .expect("sh");
        assert!(done.status.success(), "{}", super::text(&done.stderr));
        assert_eq!(mode(&name), expected, "umask {mask}");
    }
    // The next backup keeps the permissions of the file it replaces.
    fs::set_permissions(program.path("022.zip"), fs::Permissions::from_mode(0o640)).expect("a mode");
    let _ = program.ok(["backup", "kho", "022.zip"]);
    assert_eq!(mode("022.zip"), 0o640);
}

#[test]
fn only_another_archive_is_replaced_and_never_the_workspace() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    fs::create_dir(program.path("kho/xuat")).expect("a folder");
    fs::write(program.path("ghi chú.zip"), "Không phải ZIP").expect("a file");
    fs::write(program.path("trống.zip"), "").expect("a file");
    let before = files(&program.path("kho"));
    for (code, target, reason) in [
        (2, "kho/plan.ron", "phải kết thúc bằng .zip"),
        (2, "kho.tar", "phải kết thúc bằng .zip"),
        (1, "ghi chú.zip", "không phải tệp ZIP"),
        (1, "kho/kho.zip", "nằm trong không gian làm việc"),
        (1, "kho/pieces/kho.zip", "nằm trong không gian làm việc"),
        (1, "kho/xuat/../pieces/kho.zip", "nằm trong không gian làm việc"),
    ] {
        let said = program.fails(code, ["backup", "kho", target]);
        assert!(said.contains(reason), "{target}: {said}");
    }
    assert_eq!(files(&program.path("kho")), before);
    assert_eq!(program.read("ghi chú.zip"), "Không phải ZIP".as_bytes());
    let _ = program.ok(["backup", "kho", "trống.zip"]);
    // Earlier backups are left out of the next, wherever they are.
    let first = program.ok(["backup", "kho", "kho/xuat/một.zip"]);
    let _ = fs::copy(program.path("trống.zip"), program.path("kho/cũ.zip")).expect("an old backup");
    let second = program.ok(["backup", "kho", "kho/xuat/hai.zip"]);
    let count = |said: &str| said.split_whitespace().nth(3).map(str::to_owned);
    assert_eq!(count(&first), count(&second), "{first}{second}");
    assert!(second.contains("cũ.zip") && second.contains("xuat"), "{second}");
    let _ = program.ok(["restore", "kho/xuat/hai.zip", "trở lại"]);
    assert_eq!(files(&program.path("trở lại")), before);
    assert!(program.fails(1, ["restore", "trống.zip", "kho/pieces/mới"]).contains("nằm trong"));
}
