//! `backup` and `restore`, as a script runs them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{CONTENT, Program, copy};

fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
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
    // A letter of some file in the middle turned over: the directory at the end is still whole.
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
    // A folder that was there and empty is still there and empty.
    fs::create_dir(program.path("trống")).expect("a folder");
    let _ = program.fails(1, ["restore", "hỏng.zip", "trống"]);
    assert!(files(&program.path("trống")).is_empty());
    assert_eq!(fs::read_dir(program.path("trống")).expect("the folder").count(), 0);
}
