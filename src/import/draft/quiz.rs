//! Numbered questions with lettered answers become a survey.

use std::fmt::Write;

use crate::fold::strip_prefix;
use crate::import::source::{Block, Cell, Paragraph, Source, Table};
use crate::piece::quiz::{self, Quiz, answer as answer_letter, is_section};

use super::{Draft, Finding};

/// Whether lines are a survey: at least two questions, most of them with answers.
pub(super) fn is_like(lines: &[&str]) -> bool {
    let (mut questions, mut answered, mut is_open, mut last) = (0, 0, false, 0);
    for line in lines {
        let is_answer = || {
            boxed(line).is_some()
                || answers(line).first().is_some_and(|answer| answer_letter(answer).is_some())
        };
        // Answers may be numbered as well, from 1.
        if let Some((number, _)) = question(line).filter(|(number, _)| *number > last || !is_open) {
            questions += 1;
            (is_open, last) = (true, number);
        } else if is_open && (is_true_or_false(line) || is_answer()) {
            answered += 1;
            is_open = false;
        }
    }
    questions >= 2 && answered * 2 > questions
}

/// "Đ/S", "Đúng / Sai": both answers of a question.
fn is_true_or_false(line: &str) -> bool {
    let folded = crate::fold::fold(line);
    let letters: String = folded.chars().filter(|one| one.is_alphanumeric()).collect();
    line.contains('/') && matches!(letters.as_str(), "ds" | "dungsai")
}

pub(super) fn draft(source: &Source) -> Draft {
    let mut draft = Draft::default();
    let mut intro = String::new();
    let mut questions: Vec<String> = Vec::new();
    let own_title = source.title.as_deref().filter(|_| source.own.is_some()).map(str::to_uppercase);
    for block in &source.blocks {
        match block {
            Block::Table(table) if source.own.is_some() => {
                if table.columns() == 3 {
                    key(table, &mut questions);
                }
            }
            Block::Table(table) => {
                let lines = table.rows.iter().flat_map(|row| row_lines(row));
                lines.for_each(|line| take(&line, &mut intro, &mut questions));
            }
            Block::Paragraph(paragraph) => {
                let text = paragraph.text().replace('\u{a0}', " ");
                if source.own.is_some() && is_of_form(paragraph, &text, own_title.as_deref()) {
                    continue;
                }
                if draft.title.is_empty() && source.own.is_none() && paragraph.heading > 0 {
                    draft.title.clone_from(&text);
                }
                if source.own.is_some() && questions.is_empty() && question(&text).is_none() {
                    // The paper balances the lines of a title.
                    take(&text.replace('\n', " "), &mut intro, &mut questions);
                } else {
                    text.lines().for_each(|line| take(line, &mut intro, &mut questions));
                }
            }
        }
    }
    draft.body = intro;
    for question in &questions {
        draft.body.push_str(if draft.body.is_empty() { "" } else { "\n" });
        draft.body.push_str(question);
    }
    let lines: Vec<&str> = draft.body.lines().collect();
    for problem in Quiz::parse(&draft.body).problems() {
        let words = lines.get(problem.line).copied().unwrap_or_default().to_owned();
        draft.findings.push(Finding::new(words, capital(&problem.message)));
    }
    draft
}

/// The lines of a table's row: answers in their cells, or one line of a table of keys, "Câu 1 2 3".
fn row_lines(row: &[Cell]) -> Vec<String> {
    /// "Đáp án", in letters.
    const LONGEST: usize = 8;
    let lines: Vec<String> = row.iter().flat_map(Cell::lines).collect();
    let is_short = |line: &String| line.chars().count() <= LONGEST && answer_letter(line).is_none();
    if lines.len() > 1 && lines.iter().all(is_short) { vec![lines.join(" ")] } else { lines }
}

/// The words after a box to tick.
fn boxed(line: &str) -> Option<&str> {
    let words =
        line.trim_start().strip_prefix(BOXES)?.trim_start_matches(BOXES).trim_start_matches([' ', '\t']);
    (!words.is_empty()).then_some(words)
}

const BOXES: [char; 6] = ['□', '☐', '❏', '◻', '○', '❑'];

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What this program's sheet adds to the body: fields to fill in, the end, the key's heading, a title from the header.
fn is_of_form(paragraph: &Paragraph, text: &str, title: Option<&str>) -> bool {
    let line = text.replace('\n', " ");
    line.ends_with(".....")
        || paragraph.words().ends_with(":\t")
        || paragraph.words().ends_with(": \t")
        || line == "– Hết –"
        || paragraph.heading > 0 && (line.starts_with("ĐÁP ÁN ") || title == Some(line.as_str()))
}

fn take(line: &str, intro: &mut String, questions: &mut Vec<String>) {
    let line = line.replace('\u{a0}', " ");
    let is_boxed = boxed(&line).is_some();
    let line = line.trim_start_matches(BOXES).trim_start_matches([' ', '\t']).trim();
    if line.is_empty() {
        return;
    }
    if let Some((number, words)) = question(line).filter(|(number, _)| is_next(*number, line, questions)) {
        questions.push(format!("{number}. {words}\n"));
        return;
    }
    let Some(question) = questions.last_mut() else {
        if is_section(line) && intro.lines().next_back().is_some_and(|last| !is_section(last)) {
            intro.push('\n');
        }
        intro.push_str(line);
        intro.push('\n');
        return;
    };
    // The title of the next part stands alone.
    if is_section(line) && question.lines().count() > 2 && answer_letter(line).is_none() {
        question.push('\n');
    }
    if is_true_or_false(line) {
        question.push_str("Đ. Đúng\nS. Sai\n");
        return;
    }
    for part in answers(line) {
        let _ = match answer_letter(part) {
            Some((letter, words)) => writeln!(question, "{letter}. {words}"),
            None if is_boxed => writeln!(question, "{}. {part}", next_letter(question, part)),
            None => writeln!(question, "{part}"),
        };
    }
}

/// "Câu 8: …", "9/ …", "Câu 10 …": the number and the words.
fn question(line: &str) -> Option<(u32, &str)> {
    quiz::question(line).or_else(|| {
        let rest = strip_prefix(line, "cau ")?.trim_start();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let words = rest[digits..].strip_prefix(' ')?.trim();
        let is_sentence = words.starts_with(char::is_uppercase) && words.contains(' ');
        is_sentence.then_some((rest[..digits].parse().ok()?, words))
    })
}

/// Whether a number goes on from the question above: "1. Rất hài lòng" below question 4 is one of its answers.
fn is_next(number: u32, line: &str, questions: &[String]) -> bool {
    let Some(last) = questions.last() else { return true };
    let is_named = strip_prefix(line, "cau ").is_some();
    let above = question(last.lines().next().unwrap_or_default()).map_or(0, |(number, _)| number);
    is_named || number > above || last.lines().any(|line| answer_letter(line).is_some() || line.is_empty())
}

/// The letter of an answer that had a box: the next one, or Đ and S.
fn next_letter(question: &str, words: &str) -> char {
    match crate::fold::fold(words).trim_end_matches('.') {
        "dung" => 'Đ',
        "sai" => 'S',
        _ => {
            let last = question.lines().filter_map(answer_letter).map(|(letter, _)| letter).next_back();
            last.and_then(|letter| char::from_u32(u32::from(letter) + 1)).unwrap_or('A')
        }
    }
}

/// A line's answers: several may stand side by side, parted by tabs or wide spaces.
fn answers(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(found) = line[at..].find(['\t', ' ']).map(|found| found + at) {
        let rest = line[found..].trim_start_matches(['\t', ' ', '□', '☐']);
        let gap = &line[found..line.len() - rest.len()];
        let is_wide = gap.contains('\t') || gap.chars().count() > 1;
        at = line.len() - rest.len();
        // "A.⇥Một" is one answer.
        if is_wide && answer_letter(rest).is_some() && answer_letter(&line[start..found]).is_some() {
            parts.push(line[start..found].trim());
            start = at;
        }
        if at >= line.len() {
            break;
        }
    }
    parts.push(line[start..].trim());
    parts
}

/// The key of this program's paper: number, letters, the right answers' words and an explanation.
fn key(table: &Table, questions: &mut [String]) {
    for row in table.rows.iter().skip(1) {
        let [number, letters, words] = row.as_slice() else { continue };
        let Ok(number) = number.lines().join("").trim().parse::<u32>() else { continue };
        let start = format!("{number}. ");
        let Some(question) = questions.iter_mut().find(|question| question.starts_with(&start)) else {
            continue;
        };
        let letters = letters.lines().join(" ");
        if letters.starts_with('(') {
            continue;
        }
        let _ = writeln!(question, "Đáp án: {letters}");
        // The right answers come first, a paragraph each.
        let count = letters.split(',').count();
        for line in words.lines().iter().skip(count) {
            let _ = writeln!(question, "Giải thích: {}", line.replace('\n', " "));
        }
    }
}
