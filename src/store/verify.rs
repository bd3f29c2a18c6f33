//! Checks that the files contain what was last saved, and that their names are valid on every system. Lists
//! thousands of folders, though it reads no piece's content: run it after opening, on a background thread.

use std::collections::HashMap;

use chrono::Local;
use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::history::{RevisionStore, RevisionStores};
use super::revision_graph::{self, Entry};
use super::{Known, Problem, Stamp, Workspace, name};

impl Workspace {
    /// Compares the known files with their last revisions. Reports what another program changed, reset to an older state or damaged, with the last good revision;
    /// also unmerged heads, and names that are not valid on every system.
    ///
    /// Files that the program never saved have no history to compare with.
    pub fn verify(&self, known: &Known) -> Vec<Problem> {
        let histories = RevisionStores::new(&*self.files, &self.root);
        let mut problems: Vec<Problem> = known
            .files
            .par_iter()
            .filter_map(|(path, (key, stamp))| {
                let name = path.rsplit('/').next().unwrap_or(path);
                // The id itself may be damaged; the file's name still contains its beginning.
                let history = key.folder().and_then(|folder| histories.of(folder));
                compare(&history.or_else(|| histories.of_file(name))?, path, stamp)
            })
            .collect();
        for (path, stamp) in &known.records {
            let history = RevisionStore::open(&*self.files, &self.root, path);
            problems.extend(history.ok().and_then(|history| compare(&history, path, stamp)));
        }
        problems.extend(names(known));
        problems.sort_by(|one, other| one.path.cmp(&other.path));
        problems
    }
}

fn compare(history: &RevisionStore<'_>, path: &str, stamp: &Stamp) -> Option<Problem> {
    let latest = history.latest()?;
    let heads = revision_graph::heads(&history.entries);
    let hash = revision_graph::prefix(stamp.hash());
    if heads.iter().any(|head| head.hash == hash) {
        return (heads.len() > 1).then(|| {
            Problem::notice(
                path,
                format!("có {} bản cùng nối từ một bản cũ mà chưa gộp", heads.len()),
                "mở lịch sử của bài, so các bản rồi gộp phần còn thiếu",
            )
        });
    }
    let last = said(latest);
    let (reason, remedy) = if history.entries.iter().any(|entry| entry.revision_id.hash == hash) {
        let reason = format!("tệp đang là bản cũ; bản mới nhất đã lưu là {last}");
        (reason, "mở lịch sử của bài để so hai bản, rồi khôi phục bản mới nếu cần")
    } else {
        let reason =
            format!("tệp đã đổi ngoài chương trình, không rõ ai và lúc nào, sau lần lưu cuối ({last})");
        (reason, "mở lịch sử của bài để so với bản đã lưu, rồi giữ bản đúng")
    };
    Some(Problem::notice(path, reason, remedy).with_last_good(history.last_good()))
}

/// "bản 7 của lan ở DAI-03, 14:05 20/03/2014"
fn said(entry: &Entry) -> String {
    let time = entry.time.with_timezone(&Local).format("%H:%M %d/%m/%Y");
    format!("bản {} của {}, {time}", entry.revision_id.number, entry.author)
}

/// Names that some system refuses, displays wrongly or confuses with another.
fn names(known: &Known) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut folded: HashMap<String, &str> = HashMap::with_capacity(known.files.len());
    let mut paths: Vec<&str> = known.files.keys().map(String::as_str).collect();
    paths.sort_unstable();
    for path in paths {
        if let Some(refusal) = path.split('/').find_map(|part| name::check(part).err()) {
            problems.push(Problem::notice(
                path.escape_debug().to_string(),
                format!("{}, nên không lưu vào được", refusal.reason()),
                "đổi tên tệp bằng chữ, số và dấu cách",
            ));
        }
        let key: String = path.nfc().flat_map(char::to_lowercase).collect();
        if let Some(other) = folded.insert(key, path) {
            problems.push(Problem::notice(
                path,
                format!("chỉ khác {other} ở chữ hoa, chữ thường hoặc cách ghi dấu"),
                "đổi tên một trong hai tệp: Windows và máy Mac coi hai tên này là một",
            ));
        }
    }
    problems
}
