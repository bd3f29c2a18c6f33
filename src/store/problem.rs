//! A problem with one file; the rest of the workspace opens without it.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file was read, but the user should look at something.
    Notice,
    /// The file is left alone and its piece is not shown.
    Broken,
}

/// A problem with one file, for the user to solve.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    /// Relative to the workspace, with `/`.
    pub path: String,
    /// From 1.
    pub line: Option<u32>,
    pub reason: String,
    /// What to do.
    pub remedy: String,
    /// The last intact revision of the file, relative to the workspace.
    pub last_good: Option<Box<str>>,
    /// The file that has the same piece id, relative to the workspace.
    pub twin: Option<Box<str>>,
    /// Whether the file is a record's, or a conflict copy of one.
    pub is_of_record: bool,
    /// Whether it is a text that can be made a piece: it lacks a piece's header, or its name is not one's.
    pub is_text: bool,
}

impl Problem {
    pub(super) fn broken(
        path: impl Into<String>,
        line: Option<u32>,
        reason: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Broken,
            path: path.into(),
            line,
            reason: reason.into(),
            remedy: remedy.into(),
            last_good: None,
            twin: None,
            is_of_record: false,
            is_text: false,
        }
    }

    pub(super) fn notice(
        path: impl Into<String>,
        reason: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            severity: Severity::Notice,
            path: path.into(),
            line: None,
            reason: reason.into(),
            remedy: remedy.into(),
            last_good: None,
            twin: None,
            is_of_record: false,
            is_text: false,
        }
    }

    /// A conflict copy of `what`, created by `program`.
    pub(super) fn copy(path: impl Into<String>, program: &str, what: &str) -> Self {
        Self::notice(
            path,
            format!("bản thứ hai của {what}, do {program} tạo; chưa gộp vào {what}"),
            "mở thư mục bằng cửa sổ Tòa soạn để gộp; nếu không gộp được thì so với bản chính, chép phần còn thiếu sang rồi xóa nó",
        )
    }

    /// A file of `what` with this id, which another file has as well; its name gives no reason.
    pub(super) fn twin(path: &str, what: &str, id: &str, original: &str) -> Self {
        let mut problem = Self::broken(
            path,
            None,
            format!("trùng mã {what} {id} với {original}"),
            format!("so hai tệp rồi xóa bản thừa; nếu là {what} khác thì cấp mã mới cho nó"),
        );
        problem.twin = Some(original.into());
        problem
    }

    /// Adds the last intact revision.
    pub(super) fn with_last_good(mut self, path: Option<String>) -> Self {
        self.last_good = path.map(Into::into);
        self
    }

    /// Whether [`super::Workspace::restore_last_good`] can restore the piece or the record.
    pub fn can_restore(&self) -> bool {
        let is_piece = super::PIECES.iter().any(|folder| self.path.starts_with(folder));
        self.is_broken() && (is_piece || self.is_of_record) && self.last_good.is_some() && self.twin.is_none()
    }

    /// The file is a record's, or a conflict copy of one.
    pub(super) fn of_record(mut self) -> Self {
        self.is_of_record = true;
        self
    }

    /// Whether this may be a second version of the record at `twin`, which the user can merge.
    pub fn can_merge(&self) -> bool {
        self.is_of_record && self.twin.is_some() && !self.is_broken()
    }

    /// A text without a piece's header.
    #[must_use]
    pub(super) fn of_text(mut self, is_text: bool) -> Self {
        self.is_text = is_text;
        self
    }

    /// Whether it is a text that was never a piece, and can be made one.
    pub fn can_adopt(&self) -> bool {
        self.is_text && self.last_good.is_none() && self.twin.is_none()
    }

    pub fn is_broken(&self) -> bool {
        self.severity == Severity::Broken
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, ", dòng {line}")?;
        }
        write!(f, ": {}. Cách xử lý: {}", self.reason, self.remedy)?;
        if let Some(good) = &self.last_good {
            write!(f, "; bản tốt gần nhất: {good}")?;
        }
        f.write_str(".")
    }
}
