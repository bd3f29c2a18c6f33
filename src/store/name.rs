//! File names: readable, valid on every system, never leading out of the workspace.

use std::path::{Component, Path, PathBuf};

use crate::fold::{file_name_within, is_device, is_forbidden};
use crate::piece::{Format, Piece};
use crate::record::AnyRecord;

/// Maximum bytes of a file name with extension; leaves room in 255 for a sync program's suffix.
const LONGEST: usize = 120;

/// Letters of the id in a file name: enough to tell pieces apart at a glance.
const SHORT_ID: usize = 10;

/// Why a path is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    Empty,
    Outside,
    Character(char),
    Ending,
    Device,
}

impl Refusal {
    pub fn reason(self) -> String {
        match self {
            Self::Empty => "đường dẫn trống".into(),
            Self::Outside => "đường dẫn dẫn ra ngoài không gian làm việc".into(),
            Self::Character(character) => {
                format!("tên tệp có ký tự không dùng được (U+{:04X})", u32::from(character))
            }
            Self::Ending => "tên tệp kết thúc bằng dấu chấm hoặc dấu cách".into(),
            Self::Device => "tên tệp trùng tên thiết bị của Windows".into(),
        }
    }
}

/// Whether an id may name a folder: it comes from a file, so it is not trusted.
pub(super) fn is_safe_id(id: &str) -> bool {
    (4..=64).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !is_device(id)
}

/// Joins a relative path with `/` to `root`, after checking each part.
pub(super) fn resolve(root: &Path, path: &str) -> Result<PathBuf, Refusal> {
    if path.is_empty() {
        return Err(Refusal::Empty);
    }
    // On some system a drive letter or a leading slash makes it absolute.
    if path.starts_with('/') || Path::new(path).components().any(|part| !matches!(part, Component::Normal(_)))
    {
        return Err(Refusal::Outside);
    }
    let mut whole = root.to_path_buf();
    for part in path.split('/') {
        check(part)?;
        whole.push(part);
    }
    Ok(whole)
}

/// Whether a file or folder name is valid on every system.
pub(super) fn check(name: &str) -> Result<(), Refusal> {
    if name.is_empty() {
        return Err(Refusal::Empty);
    }
    if name == "." || name == ".." {
        return Err(Refusal::Outside);
    }
    if let Some(character) = name.chars().find(|&character| is_forbidden(character)) {
        return Err(Refusal::Character(character));
    }
    if name.ends_with(['.', ' ']) {
        return Err(Refusal::Ending);
    }
    if is_device(name) { Err(Refusal::Device) } else { Ok(()) }
}

/// The path of a new piece, relative to the workspace: kind, year, activity, then date and title. `year` is
/// used when no slot names one. `is_long` writes the whole id.
pub(super) fn path_of(piece: &Piece, year: i32, is_long: bool) -> String {
    let header = &piece.header;
    let date = header.airings.iter().filter_map(|airing| airing.date).min();
    let year = date.map_or_else(
        || header.airings.iter().find_map(|airing| year_of(airing.slot.as_str())).unwrap_or(year),
        |date| chrono::Datelike::year(&date),
    );
    let id = header.id.as_str();
    let id = if is_long { id } else { id.get(..SHORT_ID).unwrap_or(id) };
    let ending = format!(" {id}.{}", piece.format.extension());
    let beginning = date.map(|date| format!("{date} ")).unwrap_or_default();
    let title = file_name_within(&header.title, LONGEST - beginning.len() - ending.len());
    let name = format!("{beginning}{title}{ending}");
    if piece.format == Format::Poster {
        format!("posters/{name}")
    } else {
        format!("pieces/{year}/{}/{name}", file_name_within(&header.activity, 60))
    }
}

/// The path of a new file of a record that is one of many: its kind's folder, then the name that it gives.
/// `is_long` as in [`path_of`].
pub(super) fn path_of_entry(record: &AnyRecord, is_long: bool) -> String {
    let kind = record.kind();
    let entry = record.entry();
    let id = entry.as_ref().map_or("", |entry| entry.id());
    let id = if is_long { id } else { id.get(..SHORT_ID).unwrap_or(id) };
    let ending = format!(" {id}.{}", kind.extension.unwrap_or_default());
    let given = record.file_name();
    let (folder, name) = given.rsplit_once('/').unwrap_or(("", &given));
    let name = format!("{}{ending}", file_name_within(name, LONGEST - ending.len()));
    let folders = folder.split('/').filter(|part| !part.is_empty()).map(|part| file_name_within(part, 60));
    let parts = std::iter::once(kind.path.to_owned()).chain(folders).chain([name]);
    parts.collect::<Vec<_>>().join("/")
}

/// The year in a slot id: `truyen-thanh/2014-W10@ninh-kieu`.
fn year_of(slot: &str) -> Option<i32> {
    slot.split_once('/')?.1.get(..4)?.parse().ok()
}

/// The format of a piece's file; none for other files.
pub(super) fn format_of(path: &str) -> Option<Format> {
    Format::from_extension(path.rsplit_once('.')?.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::piece::{Airing, Header, PieceId};
    use crate::plan::SlotId;

    fn piece(title: &str, slot: &str, date: Option<&str>) -> Piece {
        let mut header = Header::new(PieceId("01HQABCDEFGHJKMNPQRSTVWXYZ".into()), title, "chuyen-muc-cchc");
        header.airings = vec![Airing {
            date: date.map(|date| date.parse().expect("a date")),
            ..Airing::undated(SlotId(slot.into()))
        }];
        Piece::new(header, Format::Av, "")
    }

    #[test]
    fn names_are_for_people_and_safe() {
        for (title, date, path) in [
            (
                "Thủ tục đất đai: \"một cửa\"",
                Some("2014-03-20"),
                "2014-03-20 Thủ tục đất đai một cửa 01HQABCDEF.av",
            ),
            ("../../etc/passwd", None, ".. .. etc passwd"),
            ("  ", None, "không tên"),
            ("a\u{202e}gpj.exe", None, "a gpj.exe"),
        ] {
            let path = path.trim_start_matches(['.', ' ']);
            let whole = path_of(&piece(title, "chuyen-muc-cchc/2014-03/2", date), 2000, false);
            assert!(whole.starts_with("pieces/2014/chuyen-muc-cchc/"), "{whole}");
            assert!(whole.contains(path), "{whole}");
            assert!(resolve(Path::new("/kho"), &whole).is_ok(), "{whole}");
        }
        let long = path_of(&piece(&"nghiêng ".repeat(60), "x/2014", Some("2014-03-20")), 2000, true);
        let name = long.rsplit('/').next().expect("a name");
        assert!(name.len() <= LONGEST && name.contains("nghiêng 01HQABCDEFGHJKMNPQRSTVWXYZ.av"), "{name}");
    }

    #[test]
    fn hostile_paths_are_refused() {
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "images/../../x",
            "images/./x",
            "images//x",
            "C:\\x",
            "images/a\\b",
            "images/con.jpg",
            "images/COM1",
            "images/x.",
            "images/x ",
            "images/a\u{202e}b",
            "images/a\nb",
            "a:b",
        ] {
            assert!(resolve(Path::new("/kho"), path).is_err(), "{path:?}");
        }
        assert!(resolve(Path::new("/kho"), "images/ảnh chợ.jpg").is_ok());
        assert!(!is_safe_id("../../x") && !is_safe_id(""));
    }
}
