//! Moodle's Aiken: a question in a line, "A. …" or "A) …" below it, "ANSWER: A" at the end.

use super::Reading;
use crate::bank::Question;
use crate::import::draft::Finding;

/// Whether a text is in this form: questions without numbers, each ending in its answer.
pub fn is_like(text: &str) -> bool {
    let answers = text.lines().filter(|line| answer(line).is_some()).count();
    let is_numbered = |line: &str| {
        let line = line.trim_start().trim_start_matches("Câu ").trim_start();
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < line.len() && rest.starts_with(['.', ':', ')', '/'])
    };
    answers > 0 && !text.lines().any(is_numbered)
}

pub fn read(text: &str) -> Reading {
    let mut reading = Reading::default();
    let mut question = Question::default();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    for line in lines {
        if let Some(key) = answer(line) {
            question.key = key.to_string();
            let done = std::mem::take(&mut question);
            if done.is_keyless() || done.text.is_empty() || done.options.len() < 2 {
                let words = if done.text.is_empty() { line.to_owned() } else { done.text };
                reading.findings.push(Finding::new(
                    words,
                    "Câu này thiếu lời hỏi, thiếu phương án, hoặc đáp án không phải một phương án; chưa nhận",
                ));
            } else {
                reading.questions.push(done);
            }
        } else if let Some(option) =
            option(line, question.options.len()).filter(|_| !question.text.is_empty())
        {
            question.options.push(option.to_owned());
        } else if let Some(last) = question.options.last_mut() {
            join(last, line);
        } else {
            join(&mut question.text, line);
        }
    }
    if !question.text.is_empty() {
        reading.findings.push(Finding::new(question.text, "Câu cuối không có dòng ANSWER; chưa nhận"));
    }
    reading
}

fn answer(line: &str) -> Option<char> {
    let rest = line.trim().strip_prefix("ANSWER:")?.trim();
    let mut letters = rest.chars();
    letters.next().filter(char::is_ascii_uppercase).filter(|_| letters.next().is_none())
}

/// The words after the letter that comes next.
fn option(line: &str, place: usize) -> Option<&str> {
    let letter = char::from(b'A' + place.min(25) as u8);
    Some(line.strip_prefix(letter)?.strip_prefix(['.', ')'])?.trim()).filter(|words| !words.is_empty())
}

fn join(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
}
