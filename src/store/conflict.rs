//! Names that sync programs and file managers give to the second version of a file. Pure.
//!
//! Sources: these programs' help pages on conflicts, and the issue trackers of their clients.

/// The program that created this file from two users' edits; none when the name alone does not show it.
pub(super) fn program(name: &str) -> Option<&'static str> {
    let stem = stem(name).to_lowercase();
    let has = |part: &str| stem.contains(part);
    if has(".sync-conflict-") {
        Some("Syncthing")
    } else if has("conflicted copy") || has("(case conflict") || has("bản sao xung đột") {
        Some("Nextcloud, ownCloud hoặc Dropbox")
    } else if has("_conflict-20") {
        Some("ownCloud")
    } else if has("(sfconflict ") {
        Some("Seafile")
    } else if has("[conflicted]") || has("(conflicted)") || stem.ends_with(".conflicted") {
        Some("pCloud")
    } else if stem.trim_end_matches(|letter: char| letter.is_ascii_digit()).ends_with(".conflict") {
        Some("Resilio Sync")
    } else if is_of_synology(&stem) {
        Some("Synology Drive")
    } else {
        None
    }
}

/// The program that may have given a file this name as the second version of `original`. The id in its header
/// must confirm it: an ordinary piece may be called "Bài 2" or "Đối thoại (1)".
pub(super) fn of_copy(name: &str, original: &str) -> Option<&'static str> {
    const SYNC: &str = "chương trình đồng bộ";
    const MANAGER: &str = "Windows hoặc máy Mac khi chép tệp";
    if let Some(program) = program(name) {
        return Some(program);
    }
    let (stem, original) = (stem(name).to_lowercase(), self::stem(original).to_lowercase());
    let (plain, number) = without_number(&stem);
    if [" - copy", " - sao chép", " - bản sao", " copy", " bản sao"].iter().any(|end| plain.ends_with(end))
    {
        return Some(MANAGER);
    }
    if ["copy of ", "bản sao của "].iter().any(|start| stem.starts_with(start)) {
        return Some(MANAGER);
    }
    match number {
        Some(Number::InBrackets) => return Some("Google Drive, OneDrive hoặc MEGA"),
        Some(Number::Bare) => return Some("iCloud Drive"),
        None => {}
    }
    let added = stem.strip_prefix(&original)?;
    let is_machine = |words: &str| {
        (1..=32).contains(&words.len())
            && words.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.'))
    };
    if added.strip_prefix('-').is_some_and(is_machine) {
        return Some("OneDrive");
    }
    let note = added.trim_start().strip_prefix('(')?.strip_suffix(')')?;
    (is_machine(note) || note.contains("conflict") || note.contains("xung đột")).then_some(SYNC)
}

/// How a file manager numbers copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Number {
    /// "x (2)"
    InBrackets,
    /// "x 2"
    Bare,
}

/// The name without a small number at its end. Ids at the ends of names are longer.
fn without_number(stem: &str) -> (&str, Option<Number>) {
    let is_small =
        |digits: &str| (1..=3).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    if let Some((plain, digits)) = stem.strip_suffix(')').and_then(|stem| stem.rsplit_once('('))
        && is_small(digits)
    {
        return (plain.trim_end(), Some(Number::InBrackets));
    }
    match stem.rsplit_once(' ') {
        Some((plain, digits)) if is_small(digits) => (plain, Some(Number::Bare)),
        _ => (stem, None),
    }
}

/// Whether this name was derived from that of the record at `original`.
pub(super) fn is_beside(name: &str, original: &str) -> bool {
    let extension = |name: &str| name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    let (stem, own) = (stem(name).to_lowercase(), self::stem(original).to_lowercase());
    name != original
        && extension(name) == extension(original)
        && (stem.starts_with(&own) || stem.ends_with(&format!(" {own}")))
}

/// "a_Andy-PC_Jan-03-0901-2013_CaseConflict_1": machine, time, reason.
fn is_of_synology(stem: &str) -> bool {
    let parts: Vec<&str> = stem.split('_').collect();
    let is_time = |part: &str| {
        let fields: Vec<&str> = part.split('-').collect();
        let digits = |field: &str| field.bytes().all(|byte| byte.is_ascii_digit());
        matches!(fields[..], [month, day, clock, year]
            if month.len() == 3 && digits(day) && clock.len() >= 4 && digits(clock) && year.len() == 4 && digits(year))
    };
    parts
        .iter()
        .position(|part| is_time(part))
        .is_some_and(|at| at > 0 && parts[at + 1..].iter().any(|part| part.ends_with("conflict")))
}

fn stem(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGINAL: &str = "pieces/2014/dien-dan-bao/2014-03-20 Một cửa 018GYPDVT0.md";

    #[test]
    fn the_second_version_of_a_file_is_known_by_its_name() {
        // Suffix, whether it is conclusive, the program that adds it.
        for (name, is_certain, program) in [
            ("2014-03-20 Một cửa 018GYPDVT0.sync-conflict-20141102-101500-ABCDEFG.md", true, "Syncthing"),
            ("2014-03-20 Một cửa 018GYPDVT0 (conflicted copy 2014-11-02 101500).md", true, "Nextcloud"),
            ("2014-03-20 Một cửa 018GYPDVT0 (Lan's conflicted copy 2014-11-02).md", true, "Dropbox"),
            ("2014-03-20 Một cửa 018GYPDVT0 (bản sao xung đột 2014-11-02).md", true, "Dropbox"),
            ("2014-03-20 Một cửa 018GYPDVT0_conflict-20141102-101500.md", true, "ownCloud"),
            ("2014-03-20 Một cửa 018GYPDVT0 (SFConflict lan@x.vn 2014-11-02-10-15-00).md", true, "Seafile"),
            ("2014-03-20 Một cửa 018GYPDVT0 [conflicted].md", true, "pCloud"),
            ("2014-03-20 Một cửa 018GYPDVT0.Conflict.md", true, "Resilio"),
            ("2014-03-20 Một cửa 018GYPDVT0.Conflict2.md", true, "Resilio"),
            ("2014-03-20 Một cửa 018GYPDVT0_DAI-03_Nov-02-1015-2014_Conflict.md", true, "Synology"),
            ("2014-03-20 Một cửa 018GYPDVT0_DAI-03_Nov-02-101500-2014_CaseConflict_1.md", true, "Synology"),
            ("2014-03-20 Một cửa 018GYPDVT0-DESKTOP-ABC123.md", false, "OneDrive"),
            ("2014-03-20 Một cửa 018GYPDVT0-DAI03-2.md", false, "OneDrive"),
            ("2014-03-20 Một cửa 018GYPDVT0 (1).md", false, "Google Drive"),
            ("2014-03-20 Một cửa 018GYPDVT0 2.md", false, "iCloud"),
            ("2014-03-20 Một cửa 018GYPDVT0(Lan-PC's conflict 2014-11-02).md", false, "đồng bộ"),
            ("2014-03-20 Một cửa 018GYPDVT0 (MAY-LAN).md", false, "đồng bộ"),
            ("2014-03-20 Một cửa 018GYPDVT0 - Copy.md", false, "Windows"),
            ("2014-03-20 Một cửa 018GYPDVT0 - Copy (2).md", false, "Windows"),
            ("2014-03-20 Một cửa 018GYPDVT0 - Sao chép.md", false, "Windows"),
            ("2014-03-20 Một cửa 018GYPDVT0 copy 3.md", false, "Mac"),
            ("Bản sao của 2014-03-20 Một cửa 018GYPDVT0.md", false, "Windows"),
        ] {
            assert_eq!(self::program(name).is_some(), is_certain, "{name}");
            let told = of_copy(name, ORIGINAL).unwrap_or_else(|| panic!("{name} is not known"));
            assert!(told.contains(program), "{name}: {told}");
        }
    }

    #[test]
    fn the_second_version_of_a_record_begins_or_ends_with_its_name() {
        // Whether it is a copy of the plan, and whether the name is conclusive.
        for (name, is_beside, is_certain) in [
            ("plan.sync-conflict-20141102-101500-ABCDEFG.ron", true, true),
            ("plan (Lan's conflicted copy 2014-11-02).ron", true, true),
            ("plan-DESKTOP-ABC123.ron", true, false),
            ("plan (1).ron", true, false),
            ("plan - Copy.ron", true, false),
            ("Bản sao của plan.ron", true, false),
            ("plan.ron", false, false),
            ("settings.sync-conflict-20141102-101500-ABCDEFG.ron", false, true),
            ("plan.sync-conflict-20141102-101500-ABCDEFG.bak", false, true),
        ] {
            assert_eq!(
                (self::is_beside(name, "plan.ron"), program(name).is_some()),
                (is_beside, is_certain),
                "{name}"
            );
            assert!(!is_beside || of_copy(name, "plan.ron").is_some(), "{name}");
        }
        assert_eq!(of_copy("planning.ron", "plan.ron"), None);
    }

    #[test]
    fn other_names_are_no_second_versions() {
        for name in [
            "2014-03-20 Một cửa 018GYPDVT0.md",
            "2014-03-20 Một cửa 0123456789.md",
            "2014 xung đột ở chợ 018GYPDVT0.md",
            "2014-03-20 Một cửa, kỳ hai 018GYPDVT0.md",
            "Một cửa.md",
        ] {
            assert_eq!((program(name), of_copy(name, ORIGINAL)), (None, None), "{name}");
        }
    }
}
