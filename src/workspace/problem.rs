//! What is wrong with a file that the rest of the workspace opens without.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The file was read; something about it deserves a look.
    Notice,
    /// The file stays as it is and its piece is not shown.
    Broken,
}

/// One file's trouble, for people to mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    /// Relative to the workspace, with `/`.
    pub path: String,
    /// From 1.
    pub line: Option<u32>,
    pub reason: String,
    /// What to do about it.
    pub remedy: String,
    /// The last revision of the file that is whole, relative to the workspace.
    pub last_good: Option<Box<str>>,
    /// The file that has the same piece id, relative to the workspace.
    pub twin: Option<Box<str>>,
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
        }
    }

    /// With the last whole revision, also named to whoever reads the remedy.
    pub(super) fn with_last_good(mut self, path: Option<String>) -> Self {
        if let Some(path) = path {
            self.remedy = format!("{}; bản tốt gần nhất: {path}", self.remedy);
            self.last_good = Some(path.into());
        }
        self
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
        write!(f, ": {}. Cách xử lý: {}.", self.reason, self.remedy)
    }
}
