//! `toasoan survey results`.

use std::fmt::Write;
use std::path::Path;

use serde::Serialize;

use crate::cli::table::Table;
use crate::cli::{Failure, open, print, print_json};
use crate::piece::quiz::Quiz;
use crate::plan::{Locality, Plan};
use crate::survey::answers::Answers;
use crate::survey::marking;
use crate::survey::options::shape;
use crate::survey::results::{Marked, Summary, fields, items, most_points, results, summary};
use crate::survey::sheet::per_page;

#[derive(Serialize)]
struct Report {
    survey: String,
    title: String,
    most_points: f64,
    people: usize,
    mean: f64,
    /// Boxes that a person still has to look at; until then they count as empty.
    doubtful: usize,
    /// Sheets that cannot be marked because their version is unknown.
    unmarked: Vec<String>,
    localities: Vec<LocalityRow>,
    fields: Vec<FieldRow>,
    questions: Vec<QuestionRow>,
    /// Questions whose key was mended after the sheets were first marked.
    mended: Vec<MendedRow>,
    candidates: Vec<PersonRow>,
}

#[derive(Serialize)]
struct LocalityRow {
    locality: String,
    name: String,
    people: usize,
    mean: f64,
    least: f64,
    most: f64,
    share: f64,
}

#[derive(Serialize)]
struct FieldRow {
    field: String,
    right: f64,
}

#[derive(Serialize)]
struct QuestionRow {
    number: u32,
    difficulty: f64,
    discrimination: Option<f64>,
    options: Vec<OptionRow>,
    blank: usize,
}

#[derive(Serialize)]
struct MendedRow {
    number: u32,
    before: String,
    now: String,
    gained: usize,
    lost: usize,
}

#[derive(Serialize)]
struct OptionRow {
    letter: char,
    is_right: bool,
    chosen: usize,
}

#[derive(Serialize)]
struct PersonRow {
    locality: String,
    candidate: String,
    points: f64,
    right: usize,
    doubtful: usize,
}

pub fn run(path: &Path, name: &str, is_json: bool) -> Result<(), Failure> {
    let opened = open(path)?;
    let (piece, quiz) = super::survey(&opened, name)?;
    let id = piece.header.id.as_str();
    let (_, options) = shape(&quiz);
    let per_page = usize::from(per_page(options as u8));
    let all = opened.entries.iter().filter_map(|stored| stored.record()?.get::<Answers>());
    let all: Vec<&Answers> = all.filter(|answers| answers.survey == id).collect();
    let found = results(&quiz, all.iter().copied(), per_page);
    let full = most_points(&quiz);
    let Summary { people, mean, .. } = summary(&found.people, full);
    let report = Report {
        survey: id.to_owned(),
        title: piece.header.title.clone(),
        most_points: full,
        people,
        mean: rounded(mean),
        doubtful: found.people.iter().map(|person| person.doubtful).sum(),
        unmarked: found.unmarked.clone(),
        localities: localities(&opened.plan, &found.people, full),
        fields: fields(&quiz, &found.people)
            .into_iter()
            .map(|(field, right)| FieldRow { field, right: rounded(right) })
            .collect(),
        questions: items(&quiz, &found.people)
            .into_iter()
            .map(|item| QuestionRow {
                number: quiz.questions[item.question].number,
                difficulty: rounded(item.difficulty),
                discrimination: item.discrimination.map(rounded),
                options: item
                    .options
                    .into_iter()
                    .map(|(letter, is_right, chosen)| OptionRow { letter, is_right, chosen })
                    .collect(),
                blank: item.blank,
            })
            .collect(),
        mended: mended(&quiz, &all, per_page),
        candidates: found
            .people
            .iter()
            .map(|person| PersonRow {
                locality: person.locality.clone(),
                candidate: person.candidate.clone(),
                points: f64::from(person.points()) / 100.0,
                right: person.marks.iter().filter(|mark| mark.is_right).count(),
                doubtful: person.doubtful,
            })
            .collect(),
    };
    if is_json { print_json(&report) } else { tables(&report) }
}

/// Against the first key that any locality was marked by.
fn mended(quiz: &Quiz, all: &[&Answers], per_page: usize) -> Vec<MendedRow> {
    let first = all.iter().filter_map(|answers| answers.markings.first()).min_by_key(|marking| &marking.id);
    let mended = first.map_or_else(Vec::new, |first| marking::mended(quiz, all, first, per_page));
    mended
        .into_iter()
        .map(|one| MendedRow {
            number: quiz.questions[one.question].number,
            before: one.before,
            now: one.now,
            gained: one.gained,
            lost: one.lost,
        })
        .collect()
}

/// To a thousandth.
fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

fn localities(plan: &Plan, people: &[Marked], full: f64) -> Vec<LocalityRow> {
    // They are sorted by locality.
    people
        .chunk_by(|one, other| one.locality == other.locality)
        .map(|group| {
            let locality = &group[0].locality;
            let Summary { people, mean, least, most, share } = summary(group, full);
            LocalityRow {
                name: plan.locality(locality).map_or_else(|| locality.clone(), Locality::full_name),
                locality: locality.clone(),
                people,
                mean: rounded(mean),
                least,
                most,
                share: rounded(share),
            }
        })
        .collect()
}

fn tables(report: &Report) -> Result<(), Failure> {
    let decimal = |number: f64| format!("{number:.2}").replace('.', ",");
    let percent = |part: f64| format!("{:.0}%", part * 100.0);
    let mut districts = Table::new(["Địa bàn", "Người", "Trung bình", "Thấp nhất", "Cao nhất", "Tỷ lệ điểm"]);
    for row in &report.localities {
        districts.row([
            row.name.clone(),
            row.people.to_string(),
            decimal(row.mean),
            decimal(row.least),
            decimal(row.most),
            percent(row.share),
        ]);
    }
    let mut questions =
        Table::new(["Câu", "Trả lời đúng", "Độ phân biệt", "Bỏ trống", "Chọn từng phương án"]);
    for row in &report.questions {
        let chosen = row.options.iter().map(|option| {
            let star = if option.is_right { "*" } else { "" };
            format!("{}{star} {}", option.letter, option.chosen)
        });
        questions.row([
            row.number.to_string(),
            percent(row.difficulty),
            row.discrimination.map(decimal).unwrap_or_default(),
            row.blank.to_string(),
            chosen.collect::<Vec<_>>().join("  "),
        ]);
    }
    let mut notes = format!("{} người, thang {} điểm", report.people, decimal(report.most_points));
    if report.doubtful > 0 {
        let _ = write!(notes, "; {} ô chờ xem lại, tạm tính là không chọn", report.doubtful);
    }
    for MendedRow { number, before, now, gained, lost } in &report.mended {
        let _ = write!(
            notes,
            "\nCâu {number}: đáp án {before} đã sửa thành {now}; {gained} người thêm điểm, {lost} người bớt điểm"
        );
    }
    if !report.unmarked.is_empty() {
        let _ = write!(notes, "; {} phiếu chưa rõ mã đề, chưa chấm", report.unmarked.len());
    }
    print(&format!("{}\n{}\n{notes}\n", districts.render(), questions.render()))
}
