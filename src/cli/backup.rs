//! `toasoan backup` and `toasoan restore`.

use std::fmt::Write;
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};

use super::{Failure, print};
use crate::calendar::wording;
use crate::store::Workspace;
use crate::store::backup::{self, BackupError};

impl From<BackupError> for Failure {
    fn from(error: BackupError) -> Self {
        match error {
            BackupError::Extension(_) => Self::Usage(error.to_string()),
            _ => Self::Work(error.to_string()),
        }
    }
}

pub fn backup(workspace: &Path, file: &Path) -> Result<(), Failure> {
    let workspace = Workspace::enter(workspace)?;
    let bar = bar("Sao lưu");
    let done = workspace.backup(file, &mut |done, all| advance(&bar, done, all))?;
    bar.finish_and_clear();
    let mut text = format!(
        "Đã sao lưu {} vào {}, đã đọc lại và so khớp.\n",
        wording::counted(done.files, "tệp"),
        file.display()
    );
    for path in &done.skipped {
        let _ =
            writeln!(text, "Không sao lưu (liên kết, tên lạ, quá lớn, bản xuất hoặc bản sao lưu cũ): {path}");
    }
    print(&text)
}

pub fn restore(file: &Path, folder: &Path) -> Result<(), Failure> {
    let bar = bar("Khôi phục");
    let files = backup::restore(file, folder, &mut |done, all| advance(&bar, done, all))?;
    bar.finish_and_clear();
    let opened = Workspace::open_headers(folder)?;
    print(&format!(
        "Đã khôi phục {files} tệp, {} bài, vào {}. Mở bằng: toasoan {}\n",
        opened.pieces.len(),
        folder.display(),
        folder.display()
    ))
}

fn bar(word: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{prefix} {bar:40} {pos}/{len}");
    let bar = ProgressBar::new(0).with_prefix(word);
    style.map_or(bar.clone(), |style| bar.with_style(style))
}

fn advance(bar: &ProgressBar, done: usize, all: usize) {
    bar.set_length(all as u64);
    bar.set_position(done as u64);
}
