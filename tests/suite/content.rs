//! The shipped sample workspace is in order.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use toasoan::case::{Case, State};
use toasoan::document;
use toasoan::ledger::{self, CaseTiming, Obligations};
use toasoan::page::Fonts;
use toasoan::piece::check::{self, Severity};
use toasoan::piece::{Format, Piece, PieceId, Status};
use toasoan::plan::CaseSource;
use toasoan::poster::{Poster, preflight};
use toasoan::spelling::{self, Vocabulary};
use toasoan::store::{Opened, Workspace};
use unicode_normalization::is_nfc;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content")
}

fn content() -> Opened {
    Workspace::open(folder()).expect("the content")
}

#[test]
fn it_opens_without_a_word_of_complaint() {
    let opened = content();
    assert!(opened.problems.is_empty(), "{:#?}", opened.problems);
    assert_eq!(opened.plan.check(), []);
    assert_eq!(opened.settings.check(&opened.plan), []);
    assert!(opened.pieces.len() > 40, "{} pieces", opened.pieces.len());
    // Every file of a piece was read: none was skipped.
    let files = walk(&folder().join("pieces")).len() + walk(&folder().join("posters")).len();
    assert_eq!(opened.pieces.len(), files);
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files
}

#[test]
fn ids_are_unique_and_files_are_named_by_them() {
    let opened = content();
    let mut ids = HashSet::new();
    for stored in &opened.pieces {
        let id = stored.piece.header.id.as_str();
        assert!(ids.insert(id), "{id} twice");
        assert!(ulid::Ulid::from_string(id).is_ok(), "{}: {id} is no ULID", stored.path);
        let stem = Path::new(&stored.path).file_stem().expect("a name").to_string_lossy();
        assert!(stem.ends_with(&id[..10]), "{} does not end with {}", stored.path, &id[..10]);
        assert!(is_nfc(&stored.path) && is_nfc(&stored.piece.body), "{}", stored.path);
    }
}

#[test]
fn cases_are_in_every_state_and_name_what_is_there() {
    let opened = content();
    let (plan, settings) = (&opened.plan, &opened.settings);
    let cases: Vec<&Case> = opened.entries.iter().filter_map(|stored| stored.record()?.get()).collect();
    assert_eq!(cases.len(), walk(&folder().join("cases")).len());
    assert!(cases.len() >= 40, "{} cases", cases.len());
    let today = settings.working_date.expect("the sample's day");
    let fields: HashSet<&str> = settings.cases.fields().into_iter().map(|(id, _)| id).collect();
    let has_piece = |id: &PieceId| opened.pieces.iter().any(|stored| stored.piece.id() == id);
    for (case, stored) in cases.iter().zip(&opened.entries) {
        let path = &stored.path;
        assert!(ulid::Ulid::from_string(&case.id).is_ok(), "{path}");
        assert!(path.ends_with(&format!(" {}.case", &case.id[..10])) && is_nfc(path), "{path}");
        assert!(path.starts_with(&format!("cases/2014/{} ", case.received)), "{path}");
        assert!(case.received <= today && case.steps.iter().all(|step| step.date <= today), "{path}");
        assert!(case.locality.is_empty() || plan.locality(&case.locality).is_some(), "{path}");
        assert!(case.field.is_empty() || fields.contains(case.field.as_str()), "{path}");
        let asked = case.steps.iter().filter_map(|step| step.agency.as_ref()).chain([&case.agency]);
        assert!(asked.clone().all(|id| id.is_empty() || plan.can_be_asked(id)), "{path}");
        let pieces = case.steps.iter().filter_map(|step| step.piece.as_ref()).chain(&case.raised_in);
        assert!(pieces.clone().all(has_piece), "{path}");
        let is_there = |id: &String| cases.iter().any(|other| other.id == *id && other.id != case.id);
        assert!(case.duplicate_of.as_ref().is_none_or(is_there), "{path}");
    }
    let workdays = ledger::workdays(plan.year, settings);
    let clock = ledger::CaseClock { settings, workdays: &workdays, today };
    let views: Vec<ledger::CaseView<'_>> = cases.iter().filter_map(|case| clock.view(case)).collect();
    for state in State::ALL {
        assert!(views.iter().any(|view| view.state == state), "none is {}", state.name());
    }
    let timings = [
        CaseTiming::NotOwed,
        CaseTiming::InTime,
        CaseTiming::AnsweredLate,
        CaseTiming::Open,
        CaseTiming::Soon,
        CaseTiming::Overdue,
    ];
    for timing in timings {
        assert!(views.iter().any(|view| view.timing == timing), "none is {timing:?}");
    }
    let sources: HashSet<&str> = cases.iter().map(|case| case.source.code()).collect();
    assert_eq!(sources.len(), CaseSource::ALL.len());
}

#[test]
fn pieces_fill_slots_that_the_plan_owes() {
    let opened = content();
    let today = opened.settings.working_date.expect("a fixed working date");
    let pieces = opened.pieces.iter().map(|stored| &stored.piece.header);
    let obligations = Obligations::new(&opened.plan, &opened.settings, pieces, today);
    for stored in &opened.pieces {
        let header = &stored.piece.header;
        let activity = opened.plan.activity(&header.activity);
        assert!(activity.is_some(), "{}: {}", stored.path, header.activity);
        for airing in &header.airings {
            assert!(obligations.get(&airing.slot).is_some(), "{}: {}", stored.path, airing.slot);
            assert_eq!(airing.slot.activity(), header.activity, "{}", stored.path);
        }
        for clause in &header.topics {
            assert!(opened.plan.topic(clause).is_some(), "{}: {clause}", stored.path);
        }
    }
}

#[test]
fn no_piece_breaks_a_rule() {
    let opened = content();
    for stored in &opened.pieces {
        let errors: Vec<_> = check::piece(&stored.piece, &opened.plan, &opened.settings)
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", stored.path);
    }
}

#[test]
fn posters_pass_the_preflight() {
    let opened = content();
    let mut fonts = Fonts::new();
    let pictures = |path: &str| opened.workspace.picture(path).ok();
    for stored in opened.pieces.iter().filter(|stored| stored.piece.format == Format::Poster) {
        let poster = Poster::parse(&stored.piece.body).expect("a layout");
        let errors: Vec<_> = document::poster::check(&poster, &pictures, &mut fonts)
            .into_iter()
            .filter(|finding| finding.severity == preflight::Severity::Error)
            .map(|finding| finding.message)
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", stored.path);
    }
}

/// Enough of each kind of piece, in every status.
#[test]
fn each_screen_has_something_to_show() {
    let opened = content();
    let count = |format: Format| opened.pieces.iter().filter(|stored| stored.piece.format == format).count();
    for (format, least) in [
        (Format::Av, 3),
        (Format::Radio, 1),
        (Format::Article, 1),
        (Format::Stage, 3),
        (Format::Poster, 4),
        (Format::Quiz, 1),
        (Format::Contest, 1),
    ] {
        assert!(count(format) >= least, "{format:?}: {}", count(format));
    }
    for status in [Status::Idea, Status::Drafting, Status::InReview, Status::Approved, Status::Published] {
        assert!(opened.pieces.iter().any(|stored| stored.piece.header.status == status), "{status:?}");
    }
}

#[test]
fn files_are_written_back_as_they_are() {
    let opened = content();
    for stored in &opened.pieces {
        let text = std::fs::read_to_string(folder().join(&stored.path)).expect("the file");
        assert_eq!(stored.piece.to_text(), text, "{}", stored.path);
        let read = Piece::parse(&text, stored.piece.format).expect("a piece");
        assert_eq!(read, stored.piece);
    }
}

/// Every part of an office's work is there to be seen.
#[test]
fn it_shows_the_desk_at_work() {
    let opened = content();
    let (plan, settings) = (&opened.plan, &opened.settings);
    let today = settings.working_date.expect("a fixed working date");
    let pieces = || opened.pieces.iter().map(|stored| &stored.piece);
    let headers = || pieces().map(|piece| &piece.header);

    let heads = plan.agencies.iter().filter(|agency| !agency.letterhead.signer_title.is_empty());
    assert!(heads.count() >= 6, "the six bodies of the plan have letterheads");
    let newspaper = plan.agency("bao-can-tho").expect("the newspaper");
    let steps: Vec<&str> = newspaper.approvals.iter().map(|step| step.id.as_str()).collect();
    assert!(!steps.is_empty(), "an agency has a chain of its own");
    for header in headers().filter(|header| header.activity == "dien-dan-bao") {
        let of = |step: &str| steps.contains(&step);
        assert!(header.approvals.iter().all(|approval| of(&approval.step)), "{}", header.title);
    }

    let is_script = |piece: &&Piece| piece.format == Format::Av;
    let returned = |piece: &Piece| piece.header.approvals.iter().any(|approval| !approval.is_agreed());
    assert!(pieces().filter(is_script).any(returned), "a script was returned");
    assert!(pieces().any(Piece::has_stale_approval), "words were changed after an approval");

    let names: HashSet<&str> = headers()
        .flat_map(|header| &header.comments)
        .flat_map(|comment| std::iter::once(&comment.by).chain(comment.replies.iter().map(|one| &one.by)))
        .map(String::as_str)
        .collect();
    assert!(names.len() >= 2, "two people talk in comments: {names:?}");

    assert!(headers().any(|header| header.tasks.iter().any(|task| task.done.is_some())), "steps are done");
    assert!(settings.tasks.iter().any(|template| !template.also.is_empty()), "activities share steps");
    let weeks = (today, today + chrono::Days::new(27));
    let work = ledger::workload(plan, settings, headers(), weeks, today);
    let overloaded: Vec<&str> = work
        .iter()
        .filter(|one| one.weeks.iter().any(|week| one.is_overloaded(week, settings)))
        .map(|one| one.person)
        .collect();
    assert_eq!(overloaded, ["Trần Mỹ Duyên"], "one person has too much");
}

/// Checked by reading: each text, title and remark of the sample is spelled right.
#[test]
fn its_spelling_is_not_marked() {
    let learnt = Vocabulary::default();
    let mut marked = Vec::new();
    for stored in &content().pieces {
        let piece = &stored.piece;
        let is_record = matches!(piece.format, Format::Poster | Format::Contest | Format::Dialogue);
        let texts = if is_record { "" } else { &*piece.body };
        for line in texts.lines().chain([piece.header.title.as_str()]) {
            let found = spelling::check(line, &learnt);
            marked.extend(found.iter().map(|found| format!("{}: {line}", &line[found.range()])));
        }
    }
    assert!(marked.is_empty(), "{} marks: {marked:#?}", marked.len());
}
