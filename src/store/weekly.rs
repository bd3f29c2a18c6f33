//! The automatic weekly backup, in the user's folder.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::backup::BackupError;
use super::{Error, Workspace};
use crate::fold::file_name_within;

/// Days between backups.
const PERIOD: i64 = 7;
/// Number of backups kept of a workspace, counted separately for those dated in the future.
const KEPT: usize = 4;

/// Whether a backup is due. One dated in the future was made with a wrong clock and does not count.
pub fn is_due(last: Option<NaiveDate>, today: NaiveDate) -> bool {
    last.is_none_or(|last| !(0..PERIOD).contains(&(today - last).num_days()))
}

/// The backups to delete: all but the newest up to the one just `made`. Those dated in the future are counted
/// separately: when one of the clocks was wrong, neither group displaces the other.
pub fn surplus(days: &[NaiveDate], made: NaiveDate) -> Vec<NaiveDate> {
    let mut days: Vec<_> = days.iter().copied().chain([made]).collect();
    days.sort_unstable_by(|one, other| other.cmp(one));
    days.dedup();
    let (past, ahead): (Vec<_>, Vec<_>) = days.into_iter().partition(|day| *day <= made);
    past.into_iter().skip(KEPT).chain(ahead.into_iter().skip(KEPT)).collect()
}

impl Workspace {
    /// Makes this week's backup below `data`, the user's data folder, unless it exists, and deletes the
    /// oldest after the new one was verified. Returns the day of the last backup.
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

    /// The folder of this workspace's weekly backups, with a readable name.
    pub fn weekly_folder(&self, data: &Path) -> PathBuf {
        let hash = blake3::hash(self.root.to_string_lossy().as_bytes()).to_hex();
        data.join("backup").join(format!("{} {}", file_name_within(&self.name(), 60), &hash[..8]))
    }
}

fn file(folder: &Path, day: NaiveDate) -> PathBuf {
    folder.join(format!("{day}.zip"))
}

/// The days of the backups in a folder, ignoring other files.
fn days(folder: &Path) -> Vec<NaiveDate> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".zip")?.parse().ok()).collect()
}
