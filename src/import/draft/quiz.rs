//! Numbered questions with lettered answers become a survey.

use std::fmt::Write;

use crate::import::source::{Block, Cell, Paragraph, Source, Table};
use crate::piece::quiz::Quiz;

use super::{Draft, Finding};

/// Whether lines are a survey: at least two questions, most of them with answers.
pub(super) fn is_like(lines: &[&str]) -> bool {
    let (mut questions, mut answered, mut is_open) = (0, 0, false);
    for line in lines {
        let is_answer = || answers(line).first().is_some_and(|answer| answer_letter(answer).is_some());
        if question(line).is_some() {
            questions += 1;
            is_open = true;
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
                let cells = table.rows.iter().flatten();
                cells.flat_map(Cell::lines).for_each(|line| take(&line, &mut intro, &mut questions));
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
    let line = line.trim_start_matches(['□', '☐', '❏', '◻', '○', ' ', '\t']).trim();
    if line.is_empty() {
        return;
    }
    if let Some((number, words)) = question(line) {
        questions.push(format!("{number}. {words}\n"));
        return;
    }
    let Some(question) = questions.last_mut() else {
        intro.push_str(line);
        intro.push('\n');
        return;
    };
    if is_true_or_false(line) {
        question.push_str("Đ. Đúng\nS. Sai\n");
        return;
    }
    for part in answers(line) {
        let _ = match answer_letter(part) {
            Some((letter, words)) => writeln!(question, "{letter}. {words}"),
            None => writeln!(question, "{part}"),
        };
    }
}

/// "Câu 8: …", "9/ …", "10. …": the number and the words.
fn question(line: &str) -> Option<(u32, &str)> {
    let lower = line.get(..line.char_indices().nth(3).map_or(line.len(), |(at, _)| at))?.to_lowercase();
    let is_named = lower == "câu";
    let rest = if is_named { line["câu".len()..].trim_start() } else { line };
    let digits = rest.len() - rest.trim_start_matches(|one: char| one.is_ascii_digit()).len();
    let number = rest.get(..digits)?.parse().ok()?;
    let after = rest[digits..].trim_start();
    let words = after.strip_prefix(['.', ')', ':', '/', '-']).or(is_named.then_some(after))?;
    // "30.4.1975" is a date.
    let is_date = !is_named && words.starts_with(|one: char| one.is_ascii_digit());
    (!is_date).then(|| (number, words.trim()))
}

/// The letter of an answer and its words.
fn answer_letter(part: &str) -> Option<(char, &str)> {
    let part = part.trim();
    let letter = part.chars().next().filter(|one| matches!(one.to_ascii_uppercase(), 'A'..='H'))?;
    let words = part[1..].trim_start().strip_prefix(['.', ')', '/', ':'])?;
    Some((letter.to_ascii_uppercase(), words.trim()))
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
