//! Answers typed in by hand, for offices without a scanner.

use super::answers::{Answers, Sheet, sheet_id};
use super::intake::Intake;
use super::sheet::FIRST_VERSION;
use crate::fold::fold;
use crate::pasted::Missed;

/// Where a sheet that was typed in comes from.
pub const SOURCE: &str = "nhập tay";

/// What was typed of one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// Six digits.
    pub candidate: String,
    pub version: u16,
    /// The letters chosen for each question as printed.
    pub answers: Vec<String>,
}

/// Reads a line: a letter a question, `-` for none, letters in brackets for several: `ABC-D(AC)`. Spaces part nothing.
///
/// # Errors
/// Too many or too few questions, other letters; in Vietnamese.
pub fn letters(line: &str, questions: usize, options: usize) -> Result<Vec<String>, String> {
    let mut answers: Vec<String> = Vec::new();
    let mut several: Option<String> = None;
    let last = super::version::letter(options.saturating_sub(1));
    for letter in line.chars().filter(|letter| !letter.is_whitespace() && *letter != ',' && *letter != ';') {
        let letter = letter.to_ascii_uppercase();
        match (letter, &mut several) {
            ('(', None) => several = Some(String::new()),
            (')', Some(_)) => answers.extend(several.take()),
            ('-' | '.' | '_', None) => answers.push(String::new()),
            (letter, many) if ('A'..=last).contains(&letter) => match many {
                Some(many) => many.push(letter),
                None => answers.push(letter.to_string()),
            },
            (letter, _) => {
                return Err(format!("câu {}: “{letter}” không phải phương án A–{last}", answers.len() + 1));
            }
        }
    }
    if several.is_some() {
        return Err("thiếu dấu ) sau các chữ của một câu".into());
    }
    if answers.len() != questions {
        return Err(format!("có {} câu, đề có {questions} câu; câu bỏ trống ghi dấu -", answers.len()));
    }
    Ok(answers)
}

/// The line that [`letters`] reads as these answers: `A;;C;BD` is `A-C(BD)`.
pub fn line(answers: &str) -> String {
    answers.split(';').map(several).collect()
}

/// # Errors
/// No candidate's number, or no version of the survey; in Vietnamese.
pub fn numbers(candidate: &str, version: &str) -> Result<(String, u16), String> {
    let number = candidate.trim().parse::<u32>().ok().filter(|number| *number <= 999_999);
    let number = number.ok_or("số báo danh phải là số có nhiều nhất sáu chữ số")?;
    let versions = FIRST_VERSION..FIRST_VERSION + super::MOST_VERSIONS;
    let version = version.trim().parse::<u16>().ok().filter(|version| versions.contains(version));
    Ok((format!("{number:06}"), version.ok_or("mã đề là số ba chữ số, từ 101")?))
}

/// A sheet for each page.
pub fn sheets(typed: &Typed, seed: u32, per_page: usize) -> Vec<Sheet> {
    let pages = typed.answers.chunks(per_page.max(1)).zip(1..);
    pages
        .map(|(answers, page)| Sheet {
            id: sheet_id(&typed.candidate, SOURCE, page),
            candidate: typed.candidate.clone(),
            seed,
            version: typed.version,
            page,
            answers: answers.join(";"),
            source: SOURCE.to_owned(),
            ..Sheet::default()
        })
        .collect()
}

/// Sheets typed in elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    pub typed: Vec<Typed>,
    pub missed: Vec<Missed>,
}

/// Reads a table: "Số báo danh", "Mã đề", and "Trả lời" with a letter a question or a column for each question ("Câu 1"
/// or "1"). Rows come with their numbers.
///
/// # Errors
/// No such columns, in Vietnamese.
pub fn table(rows: &[(usize, Vec<String>)], questions: usize, options: usize) -> Result<List, String> {
    let heads = |(_, cells): &(usize, Vec<String>)| Heads::new(cells, questions);
    let head = rows.iter().position(|row| heads(row).is_some());
    let heads = head.and_then(|at| heads(&rows[at])).ok_or_else(|| {
        format!(
            "Bảng phải có các cột Số báo danh, Mã đề, và cột Trả lời (ABCD…) hoặc {questions} cột Câu 1 đến Câu {questions}."
        )
    })?;
    let mut list = List::default();
    for (row, cells) in &rows[head.map_or(0, |at| at + 1)..] {
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
        let read = numbers(cell(heads.number), cell(heads.version)).and_then(|(candidate, version)| {
            let line: String = match &heads.answers {
                Columns::One(at) => cell(*at).to_owned(),
                Columns::Each(columns) => columns.iter().map(|at| several(cell(*at))).collect(),
            };
            Ok(Typed { candidate, version, answers: letters(&line, questions, options)? })
        });
        match read {
            Ok(typed) => list.typed.push(typed),
            Err(reason) => list.missed.push(Missed::new(*row, cells, reason)),
        }
    }
    Ok(list)
}

/// Where the columns of a table are.
struct Heads {
    number: usize,
    version: usize,
    answers: Columns,
}

enum Columns {
    One(usize),
    Each(Vec<usize>),
}

impl Heads {
    fn new(cells: &[String], questions: usize) -> Option<Self> {
        let folded: Vec<String> = cells.iter().map(|cell| fold(cell).trim().to_owned()).collect();
        let of =
            |names: &[&str]| folded.iter().position(|cell| names.iter().any(|name| cell.starts_with(name)));
        let number = of(&["so bao danh", "sbd"])?;
        let version = of(&["ma de", "ma so de"])?;
        let question = |number: usize| {
            let names = [format!("cau {number}"), number.to_string(), format!("c{number}")];
            folded.iter().position(|cell| names.contains(cell))
        };
        let each: Option<Vec<usize>> = (1..=questions).map(question).collect();
        let answers = match each {
            Some(columns) => Columns::Each(columns),
            None => Columns::One(of(&["tra loi", "bai lam", "dap an chon", "cac cau"])?),
        };
        Some(Self { number, version, answers })
    }
}

/// The cell of one question as a line has it: nothing chosen, one letter, or several in brackets.
fn several(cell: &str) -> String {
    let letters: String =
        cell.chars().filter(|letter| !letter.is_whitespace() && !",;".contains(*letter)).collect();
    match letters.chars().count() {
        0 => "-".to_owned(),
        1 => letters,
        _ => format!("({letters})"),
    }
}

/// The seed of the printed versions, as far as the sheets of a locality say it; else 1, which the window proposes.
pub fn seed(answers: &Answers) -> u32 {
    answers.sheets.iter().find(|sheet| sheet.source != SOURCE).map_or(1, |sheet| sheet.seed)
}

/// Puts typed sheets in their places; the remarks of [`Intake::put`].
pub fn put(intake: &mut Intake, typed: &Typed, seed: u32, per_page: usize) -> Option<String> {
    let mut remark = None;
    for sheet in sheets(typed, seed, per_page) {
        let of_page = intake.put(sheet).remark;
        remark = remark.or(of_page);
    }
    remark
}

/// The questions, from 1, that two passes typed differently; 0 stands for the version.
pub fn differences(one: &Typed, other: &Typed) -> Vec<usize> {
    let version = (one.version != other.version).then_some(0);
    let pairs = one.answers.iter().zip(&other.answers).enumerate();
    version.into_iter().chain(pairs.filter(|(_, (one, other))| one != other).map(|(at, _)| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_a_letter_a_question() {
        assert_eq!(
            letters("ab-(ca) D", 5, 4).as_deref(),
            Ok(&["A", "B", "", "CA", "D"].map(String::from)[..])
        );
        for line in ["ABE", "AB", "A(B", "ABCD"] {
            assert!(letters(line, 3, 4).is_err(), "{line}");
        }
        assert_eq!(line("A;B;;CA;D"), "AB-(CA)D");
        assert_eq!(numbers(" 17", "102"), Ok(("000017".into(), 102)));
        assert!(numbers("17", "12").is_err());
    }

    #[test]
    fn a_table_has_a_column_of_letters_or_one_for_each_question() {
        let rows = |text: &str| crate::pasted::rows(text);
        let one = table(&rows("SBD\tMã đề\tTrả lời\n7\t102\tA-(BC)\n8\t102\tAB"), 3, 4).expect("a table");
        let each = "Kết quả\t\nTT\tSố báo danh\tMã đề\tCâu 1\tCâu 2\tCâu 3\n1\t7\t102\ta\t\tB, C";
        let each = table(&rows(each), 3, 4).expect("a table");
        assert_eq!((&one.typed, one.missed.len()), (&each.typed, 1));
        assert_eq!(each.typed[0].answers, ["A", "", "BC"].map(String::from));
        assert!(table(&rows("Tên\tĐiểm\nHoa\t9"), 3, 4).is_err());
    }

    #[test]
    fn two_passes_are_compared() {
        let typed = |version, line| Typed {
            candidate: "000001".into(),
            version,
            answers: letters(line, 3, 4).expect("three letters"),
        };
        assert_eq!(differences(&typed(101, "ABC"), &typed(102, "ADC")), [0, 2]);
        let sheets = sheets(&typed(101, "A-C"), 7, 2);
        let rows: Vec<(&str, &str)> = sheets.iter().map(|sheet| (&*sheet.id, &*sheet.answers)).collect();
        assert_eq!(rows, [("000001/1", "A;"), ("000001/2", "C")]);
    }
}
