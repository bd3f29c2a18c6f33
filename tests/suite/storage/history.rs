//! Revisions: author, time, parents; heads and merging; thinning.

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;
use toasoan::plan::Settings;
use toasoan::store::{Revision, Stored, Workspace};

use super::{at, id, piece, small_plan, with_body};

fn office() -> (TempDir, Workspace) {
    let folder = TempDir::new().expect("a folder");
    let workspace =
        Workspace::create(folder.path(), &small_plan(), &Settings::default()).expect("a workspace");
    (folder, workspace.signed("Chị Lan"))
}

#[test]
fn concurrent_words_are_heads_until_they_are_merged() {
    let (_folder, workspace) = office();
    let first = workspace.save(piece(1, "Một.\n"), None).expect("a save");
    let mine = workspace.save(with_body(&first, "Của Lan.\n"), at(&first)).expect("a save");
    // Someone else started from the first state and cannot overwrite what he has not seen.
    let other = workspace.clone().signed("Anh Ba");
    let theirs = other.keep_as_head(with_body(&first, "Của Ba.\n"), Some(&first.stamp)).expect("a head");
    let heads = workspace.heads(id(1)).expect("heads");
    assert_eq!(heads.len(), 2);
    let reported = workspace.verify(&toasoan::store::Known::of([&mine], None));
    assert!(reported.len() == 1 && reported[0].reason.contains("chưa gộp"), "{reported:#?}");
    let own = workspace.revision_of(id(1), &mine.stamp).expect("history").expect("a revision");
    let base = workspace.common_revision(id(1), own.revision_id, theirs).expect("history").expect("a base");
    assert_eq!(workspace.read_revision(&base).expect("a piece").body, "Một.\n");

    let merged = workspace
        .save_merging(with_body(&mine, "Của Lan.\nCủa Ba.\n"), at(&mine), &[theirs])
        .expect("a merge");
    let heads = workspace.heads(id(1)).expect("heads");
    assert_eq!(heads.len(), 1);
    assert_eq!(heads[0].parents, [own.revision_id, theirs]);

    // An old revision is restored as a new one; those in between stay.
    let old = workspace.read_revision(&base).expect("a piece");
    let restored = workspace.save(old, at(&merged)).expect("a restoration");
    assert_eq!(restored.piece.body, "Một.\n");
    let all: Vec<Revision> = workspace.revisions(id(1)).expect("revisions");
    let mut said: Vec<(u32, &str, bool)> = all
        .iter()
        .map(|revision| (revision.revision_id.number, revision.author.as_str(), revision.is_head))
        .collect();
    // The two heads may have the same time.
    said.sort_unstable();
    assert_eq!(
        said,
        [
            (1, "Chị Lan", false),
            (2, "Anh Ba", false),
            (2, "Chị Lan", false),
            (3, "Chị Lan", false),
            (4, "Chị Lan", true)
        ]
    );
    assert!(
        all.iter().all(|revision| revision.size > 0 && Utc::now() - revision.time < TimeDelta::minutes(5))
    );
}

#[test]
fn a_damaged_revision_is_not_read_as_a_good_one() {
    let (folder, workspace) = office();
    let first = workspace.save(piece(1, "Một.\n"), None).expect("a save");
    let second = workspace.save(with_body(&first, "Hai.\n"), at(&first)).expect("a save");
    let last = workspace.heads(id(1)).expect("heads").remove(0);
    let file = folder.path().join(&last.path);
    let text = std::fs::read_to_string(&file).expect("a revision");
    std::fs::write(&file, text.replace("Hai", "Hái")).expect("a write");
    assert!(workspace.read_revision(&last).is_err());
    std::fs::write(folder.path().join(&second.path), "").expect("a write");
    let opened = Workspace::open(folder.path()).expect("the workspace");
    let good = opened.problems[0].last_good.as_ref().expect("a good revision");
    assert!(std::fs::read_to_string(folder.path().join(&**good)).expect("a revision").ends_with("Một.\n"));
}

/// A workspace with a piece saved twelve times.
fn saved_often() -> (TempDir, Workspace, Stored) {
    let (folder, workspace) = office();
    let mut stored = workspace.save(piece(1, "Lần 0.\n"), None).expect("a save");
    for time in 1..12 {
        stored = workspace.save(with_body(&stored, &format!("Lần {time}.\n")), at(&stored)).expect("a save");
    }
    (folder, workspace, stored)
}

/// Gives a revision the time of a clock this many days ahead.
fn date_later(workspace: &Workspace, revision: &Revision, days: i64) {
    let file = workspace.root().join(&revision.path);
    let name = |time: DateTime<Utc>| time.format("%Y%m%dT%H%M%S%3fZ").to_string();
    let later = revision.path.replace(&name(revision.time), &name(revision.time + TimeDelta::days(days)));
    assert_ne!(later, revision.path);
    std::fs::rename(file, workspace.root().join(later)).expect("a rename");
}

#[test]
fn thinning_keeps_the_head_and_can_be_read_on() {
    let (_folder, workspace, stored) = saved_often();
    assert_eq!(workspace.thin_history(Utc::now()).expect("a thinning"), 0, "all of the last day stays");
    // The office continues to work on other pieces.
    for weeks in 1..58 {
        let _ = workspace.save(piece(1 + weeks, "Một.\n"), None).expect("a save");
        let first = workspace.revisions(id(1 + weeks)).expect("revisions").remove(0);
        date_later(&workspace, &first, 7 * weeks as i64);
    }
    let later = Utc::now() + TimeDelta::days(400);
    let removed = workspace.thin_history(later).expect("a thinning");
    // The first and the last of the week; the saves may be on both sides of the end of a week.
    assert!((9..=10).contains(&removed), "{removed}");
    assert_eq!(workspace.thin_history(later + TimeDelta::hours(5)).expect("a thinning"), 0, "once a day");
    let left = workspace.revisions(id(1)).expect("revisions");
    assert_eq!(left.len(), 12 - removed);
    let heads: Vec<&Revision> = left.iter().filter(|revision| revision.is_head).collect();
    assert_eq!(heads.len(), 1);
    assert_eq!(workspace.read_revision(heads[0]).expect("a piece").body, "Lần 11.\n");
    let next = workspace.save(with_body(&stored, "Sau.\n"), at(&stored)).expect("a save");
    assert_eq!(workspace.heads(id(1)).expect("heads").len(), 1);
    assert_eq!(next.path, stored.path);
}

#[test]
fn a_version_with_a_name_is_never_thinned_out_and_the_later_name_counts() {
    let (_folder, workspace, _stored) = saved_often();
    let sent = workspace.revisions(id(1)).expect("revisions")[5].revision_id;
    workspace.name_revision(id(1), sent, "  gửi duyệt \n lần 1 ").expect("a name");
    let named = |workspace: &Workspace| {
        let revisions = workspace.revisions(id(1)).expect("revisions");
        revisions.into_iter().find(|revision| revision.revision_id == sent).map(|revision| revision.name)
    };
    assert_eq!(named(&workspace).as_deref(), Some("gửi duyệt lần 1"));
    for weeks in 1..58 {
        let _ = workspace.save(piece(1 + weeks, "Một.\n"), None).expect("a save");
        let first = workspace.revisions(id(1 + weeks)).expect("revisions").remove(0);
        date_later(&workspace, &first, 7 * weeks as i64);
    }
    assert!(workspace.thin_history(Utc::now() + TimeDelta::days(400)).expect("a thinning") > 0);
    assert_eq!(named(&workspace).as_deref(), Some("gửi duyệt lần 1"));
    // A copy of the folder in which someone else named it too: the later name counts in both.
    workspace.name_revision(id(1), sent, "bản trình sở").expect("a name");
    assert_eq!(named(&workspace).as_deref(), Some("bản trình sở"));
    assert_eq!(workspace.heads(id(1)).expect("heads").len(), 1, "a name is no version");
    workspace.name_revision(id(1), sent, "").expect("no name");
    assert_eq!(named(&workspace).as_deref(), Some(""));
}

#[test]
fn a_wrong_clock_thins_nothing() {
    let far = TimeDelta::days(30_000);
    for is_typed_in in [false, true] {
        let (_folder, workspace, stored) = saved_often();
        if is_typed_in {
            let _ = workspace.save(with_body(&stored, "Năm sai.\n"), at(&stored)).expect("a save");
            let last = workspace.heads(id(1)).expect("heads").remove(0);
            date_later(&workspace, &last, far.num_days());
        }
        let before = workspace.revisions(id(1)).expect("revisions");
        // Far ahead, before the first save, far ahead again, then correct.
        for now in [far, -far, far + TimeDelta::hours(6), TimeDelta::hours(5)] {
            assert_eq!(workspace.thin_history(Utc::now() + now).expect("a thinning"), 0, "{now}");
        }
        assert_eq!(workspace.revisions(id(1)).expect("revisions"), before);
    }
}
