//! Finds the workspace's files, and which of them are not pieces.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::files::{Files, Kind};
use super::{PIECES, Problem, conflict, write};
use crate::piece::Format;
use crate::record;

/// Deeper nesting of folders is a mistake or a trap.
const DEEPEST: usize = 12;

/// What a file holds, by its folder and extension.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    Piece(Format),
    /// One of many records of this kind.
    Entry(record::Kind),
}

/// A file that may hold a piece, or one of many records of a kind.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Relative to the workspace, with `/`.
    pub path: String,
    pub file: PathBuf,
    pub form: Form,
}

/// The files in the folders of pieces and of kinds with many files.
#[derive(Debug)]
pub(super) struct Walked {
    /// All files of pieces and records, sorted by path.
    pub found: Vec<Found>,
    /// Conflict copies of them; each is also a problem.
    pub copies: Vec<Found>,
    pub problems: Vec<Problem>,
}

/// Finds all files and removes abandoned temporary files.
pub(super) fn walk(files: &dyn Files, root: &Path, kinds: &[record::Kind]) -> Walked {
    let mut walk = Walk { files, kind: None, found: Vec::new(), copies: Vec::new(), problems: Vec::new() };
    let _ = write::sweep(files, root);
    let many = kinds.iter().filter(|kind| kind.is_many());
    for (folder, kind) in
        PIECES.into_iter().map(|folder| (folder, None)).chain(many.map(|kind| (kind.path, Some(*kind))))
    {
        walk.kind = kind;
        let path = root.join(folder);
        // A missing folder counts as empty; a link may lead anywhere, so it is not followed.
        match files.metadata(&path).map(|meta| meta.kind) {
            Ok(Kind::Folder) => walk.folder(&path, folder, 0),
            Ok(Kind::Link) => walk.link(folder),
            _ => {}
        }
    }
    walk.found.sort_unstable_by(|one, other| one.path.cmp(&other.path));
    Walked { found: walk.found, copies: walk.copies, problems: walk.problems }
}

impl Form {
    /// "một bài", "một ý kiến"
    pub fn one(self) -> String {
        match self {
            Self::Piece(_) => "một bài".to_owned(),
            Self::Entry(kind) => format!("một {}", kind.name),
        }
    }
}

struct Walk<'a> {
    files: &'a dyn Files,
    /// Of the folder's records; none in a folder of pieces.
    kind: Option<record::Kind>,
    found: Vec<Found>,
    copies: Vec<Found>,
    problems: Vec<Problem>,
}

impl Walk<'_> {
    fn folder(&mut self, folder: &Path, path: &str, depth: usize) {
        if depth > DEEPEST {
            self.problems.push(Problem::notice(
                path,
                "thư mục lồng quá sâu nên không đọc",
                "chuyển các bài lên thư mục gần hơn",
            ));
            return;
        }
        let entries = match self.files.list(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let reason = format!("không đọc được thư mục: {}", crate::fault::explain(&error));
                self.problems.push(Problem::broken(path, None, reason, "kiểm tra quyền đọc thư mục"));
                return;
            }
        };
        let mut has_temps = false;
        for (name, kind) in entries {
            let file_name = match OsString::into_string(name) {
                Ok(file_name) => file_name,
                Err(name) => {
                    let shown = format!("{path}/{}", name.to_string_lossy());
                    self.problems.push(Problem::broken(
                        shown,
                        None,
                        "tên tệp không phải Unicode",
                        "đổi tên tệp bằng chữ thường gặp",
                    ));
                    continue;
                }
            };
            if write::is_temp(&file_name) {
                has_temps = true;
                continue;
            }
            // Hidden files and lock files belong to other programs.
            if file_name.starts_with('.') || file_name.starts_with("~$") {
                continue;
            }
            let child = format!("{path}/{file_name}");
            match kind {
                Kind::Link => self.link(&child),
                Kind::Folder => self.folder(&folder.join(&file_name), &child, depth + 1),
                Kind::File => self.file(folder.join(&file_name), child, &file_name),
                Kind::Other => self.problems.push(Problem::notice(
                    child,
                    "là ống dẫn hoặc thiết bị, không phải tệp thường, nên không mở",
                    "chuyển nó ra khỏi thư mục bài",
                )),
            }
        }
        if has_temps {
            let _ = write::sweep(self.files, folder);
        }
    }

    fn file(&mut self, file: PathBuf, path: String, file_name: &str) {
        let extension = Path::new(file_name).extension().and_then(|extension| extension.to_str());
        let form = match self.kind {
            None => extension.and_then(Format::from_extension).map(Form::Piece),
            Some(kind) => (extension == kind.extension).then_some(Form::Entry(kind)),
        };
        if let Some(program) = conflict::program(file_name) {
            let copy = form.map(|form| Found { path: path.clone(), file, form });
            self.copies.extend(copy);
            self.problems.push(Problem::copy(
                path,
                program,
                &form.map_or_else(|| "một bài".into(), Form::one),
            ));
            return;
        }
        if let Some(form) = form {
            self.found.push(Found { path, file, form });
            return;
        }
        if let Some(kind) = self.kind {
            let extension = kind.extension.unwrap_or_default();
            self.problems.push(Problem::notice(
                path,
                format!("không phải tệp {} (.{extension}) nên được bỏ qua", kind.name),
                "chuyển tệp ra nơi khác",
            ));
            return;
        }
        let is_text = extension.is_some_and(|extension| extension.eq_ignore_ascii_case("txt"));
        let ignored = Problem::notice(
            path,
            "không phải tệp bài (.av, .radio, .md, .fountain, .poster, .quiz) nên được bỏ qua",
            "chuyển tệp ra nơi khác, hoặc chép nội dung vào một bài mới",
        );
        self.problems.push(ignored.of_text(is_text));
    }

    fn link(&mut self, path: &str) {
        self.problems.push(Problem::notice(
            path,
            "là liên kết, có thể dẫn ra ngoài không gian làm việc nên không đi theo",
            "chép hẳn tệp hoặc thư mục vào đây nếu cần",
        ));
    }
}
