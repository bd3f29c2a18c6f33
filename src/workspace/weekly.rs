//! The backup that each week makes by itself, in the user's own folder.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::backup::BackupError;
use super::{Error, Workspace};
use crate::fold::file_name_within;

/// Days from one backup to the next.
const PERIOD: i64 = 7;
/// Backups kept of one workspace, up to today and from days to come.
const KEPT: usize = 4;

/// Whether a backup is to be made. One from days to come was made by a clock that went wrong and does not count.
pub fn is_due(last: Option<NaiveDate>, today: NaiveDate) -> bool {
    last.is_none_or(|last| !(0..PERIOD).contains(&(today - last).num_days()))
}

/// Which of the backups are thrown away: all but the newest up to the one just `made`. Those from days to come are
/// counted apart: where either clock was wrong, neither drives out the others.
pub fn surplus(days: &[NaiveDate], made: NaiveDate) -> Vec<NaiveDate> {
    let mut days: Vec<_> = days.iter().copied().chain([made]).collect();
    days.sort_unstable_by(|one, other| other.cmp(one));
    days.dedup();
    let (past, ahead): (Vec<_>, Vec<_>) = days.into_iter().partition(|day| *day <= made);
    past.into_iter().skip(KEPT).chain(ahead.into_iter().skip(KEPT)).collect()
}

impl Workspace {
    /// Makes this week's backup below `data`, the user's data folder, unless there is one, and throws the oldest away
    /// once the new one was read back. Returns the day of the last.
    pub fn backup_weekly(&self, data: &Path, today: NaiveDate) -> Result<NaiveDate, BackupError> {
        let folder = self.weekly_folder(data);
        let last = days(&folder).into_iter().filter(|day| *day <= today).max();
        if let Some(last) = last.filter(|last| !is_due(Some(*last), today)) {
            return Ok(last);
        }
        fs::create_dir_all(&folder).map_err(Error::io("tạo thư mục", &folder))?;
        let _ = self.write_backup(&file(&folder, today), &mut |_, _| {})?;
        for day in surplus(&days(&folder), today) {
            let _ = fs::remove_file(file(&folder, day));
        }
        Ok(today)
    }

    /// Where the weekly backups of this workspace are kept, by a name for people.
    pub fn weekly_folder(&self, data: &Path) -> PathBuf {
        let hash = blake3::hash(self.root.to_string_lossy().as_bytes()).to_hex();
        data.join("backup").join(format!("{} {}", file_name_within(&self.name(), 60), &hash[..8]))
    }
}

fn file(folder: &Path, day: NaiveDate) -> PathBuf {
    folder.join(format!("{day}.zip"))
}

/// The days of the backups in a folder; other files are nobody's business here.
fn days(folder: &Path) -> Vec<NaiveDate> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".zip")?.parse().ok()).collect()
}
