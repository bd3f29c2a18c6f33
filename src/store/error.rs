//! Storage errors in the user's terms: what happened, where, and what to do.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{EXPORTS, Problem, StoredFile};
use crate::fault;
use crate::piece::Piece;

/// Why a workspace or one of its files could not be used.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    #[error(
        "không có thư mục {}. Kiểm tra đường dẫn, hoặc tạo mới bằng: toasoan new {} --year NĂM",
        .0.display(), .0.display()
    )]
    Missing(PathBuf),
    #[error("{} là tệp, không phải thư mục. Hãy chỉ tới thư mục chứa tệp plan.ron", .0.display())]
    NotAFolder(PathBuf),
    #[error(
        "thư mục {} không có tệp plan.ron nên không phải không gian làm việc. \
         Kiểm tra đường dẫn, hoặc tạo mới bằng: toasoan new THƯ_MỤC --year NĂM", .0.display()
    )]
    NotAWorkspace(PathBuf),
    #[error(
        "thư mục {} đã có tệp plan.ron: đã là một không gian làm việc. \
         Mở thư mục này, hoặc chọn thư mục khác", .0.display()
    )]
    AlreadyAWorkspace(PathBuf),
    /// `plan.ron` cannot be read; nothing works without it.
    #[error("{0}")]
    Broken(Problem),
    #[error("không {action} được {}: {}", path.display(), fault::explain(source))]
    Io { action: &'static str, path: PathBuf, source: Arc<io::Error> },
    /// The target of an export or a backup is among the files of a workspace.
    #[error(
        "{} nằm trong không gian làm việc {}: ghi vào đó có thể đè lên bài. \
         Hãy chọn nơi khác, hoặc thư mục {} dành cho tệp xuất ra",
        target.display(), root.display(), root.join(EXPORTS).display()
    )]
    InWorkspace { target: PathBuf, root: PathBuf },
    #[error("không dùng được ảnh {path}: {reason}")]
    Picture { path: String, reason: String },
    #[error("không dùng được tệp minh chứng {path}: {reason}")]
    Evidence { path: String, reason: String },
}

impl Error {
    pub(super) fn io(action: &'static str, path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { action, path: path.as_ref().to_path_buf(), source: Arc::new(source) }
    }
}

/// Why a save failed. The file is unchanged; the error gives the piece back.
#[derive(Debug, Clone, thiserror::Error)]
pub enum SaveError {
    /// Someone else changed, moved or deleted the file since it was read.
    #[error("{}", outside(path, theirs.is_some()))]
    ChangedOutside {
        path: String,
        mine: Option<Box<Piece>>,
        /// The file's current content; none when it is gone or no longer parses.
        theirs: Option<Box<StoredFile>>,
    },
    /// Another program seems to be writing the file: its content may be incomplete.
    #[error(
        "tệp {path} đang được chương trình khác ghi, có thể mới được một nửa, nên chưa ghi đè. \
         Tòa soạn tự xem lại và lưu sau vài giây"
    )]
    Unsettled { path: String, mine: Option<Box<Piece>> },
    #[error(
        "{path} do phiên bản mới hơn của Tòa soạn ghi (lược đồ {schema}), ở đây chỉ đọc được. \
         Hãy cập nhật chương trình rồi lưu lại"
    )]
    Newer { path: String, schema: u32, mine: Option<Box<Piece>> },
    #[error("không lưu được {path}: {reason}")]
    Refused { path: String, reason: String, mine: Option<Box<Piece>> },
    /// `action` includes the word "được": "giữ được bản lưu của".
    #[error("không {action} {path}: {}", fault::explain(source))]
    Io { action: &'static str, path: String, source: Arc<io::Error>, mine: Option<Box<Piece>> },
}

impl SaveError {
    pub(super) fn io(action: &'static str, path: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { action, path, source: Arc::new(source), mine: None }
    }

    pub(super) fn refused(path: impl Into<String>, reason: impl Into<String>) -> Self {
        Self::Refused { path: path.into(), reason: reason.into(), mine: None }
    }

    /// The same failure with the piece that was not saved.
    pub(super) fn holding(mut self, piece: Piece) -> Self {
        match &mut self {
            Self::ChangedOutside { mine, .. }
            | Self::Newer { mine, .. }
            | Self::Refused { mine, .. }
            | Self::Unsettled { mine, .. }
            | Self::Io { mine, .. } => {
                *mine = Some(Box::new(piece));
            }
        }
        self
    }

    /// The piece that was not saved; none when the failure is about something else.
    pub fn piece(&self) -> Option<&Piece> {
        match self {
            Self::ChangedOutside { mine, .. }
            | Self::Newer { mine, .. }
            | Self::Refused { mine, .. }
            | Self::Unsettled { mine, .. }
            | Self::Io { mine, .. } => mine.as_deref(),
        }
    }

    /// Whether a retry may succeed without any change by the user.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Io { .. } | Self::Unsettled { .. })
    }
}

fn outside(path: &str, is_there: bool) -> String {
    if is_there {
        format!(
            "tệp {path} đã được người khác sửa từ lúc mở, nên không ghi đè. \
             So hai bản rồi chọn giữ bản nào"
        )
    } else {
        format!(
            "tệp {path} đã bị xóa, đổi tên hoặc hỏng từ lúc mở. \
             Lưu thành tệp mới, hoặc mở lại không gian làm việc"
        )
    }
}
