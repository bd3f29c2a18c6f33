//! Answers typed in by hand, for offices without a scanner.

use super::answers::{Sheet, sheet_id};
use super::sheet::FIRST_VERSION;

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
        assert_eq!(numbers(" 17", "102"), Ok(("000017".into(), 102)));
        assert!(numbers("17", "12").is_err());
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
