//! The parts of a body that a comment can be at: rows, paragraphs, lines of a skit, questions, elements.

use std::borrow::Cow;

use super::Format;
use super::av::{Label, Script};
use super::comment::Part;
use super::quiz::Quiz;
use crate::poster::{ElementKind, Poster};

/// The parts of a body, in order.
pub fn of_body(format: Format, body: &str) -> Vec<Part<'_>> {
    match format {
        Format::Av | Format::Radio => rows(body),
        Format::Quiz => questions(body),
        Format::Article => stretches(body, false),
        Format::Stage => stretches(body, true),
        Format::Contest | Format::Dialogue => Vec::new(),
        Format::Poster => Poster::parse(body).map_or_else(|_| Vec::new(), |poster| of_poster(&poster)),
    }
}

fn rows(body: &str) -> Vec<Part<'_>> {
    let fields = [Label::Speech, Label::Picture, Label::Caption, Label::Sound, Label::Note, Label::Name];
    let rows = Script::parse(body).rows.into_iter().enumerate();
    let rows = rows.map(|(at, row)| {
        let words: Vec<&str> =
            fields.map(|field| row.get(field)).into_iter().filter(|text| !text.is_empty()).collect();
        let number = if row.number.is_empty() { (at + 1).to_string() } else { row.number.clone() };
        Part::new(format!("Mục {number}"), words.join("\n"), row.lines.clone())
    });
    rows.collect()
}

fn questions(body: &str) -> Vec<Part<'_>> {
    let quiz = Quiz::parse(body);
    let ends = quiz.questions.iter().skip(1).map(|question| question.line).chain([body.lines().count()]);
    let questions = quiz.questions.iter().zip(ends).map(|(question, end)| {
        let answers = question.answers.iter().map(|answer| answer.text.as_str());
        let words: Vec<&str> = std::iter::once(question.text.as_str()).chain(answers).collect();
        let lines = question.line..end.max(question.line + 1);
        Part::new(format!("Câu {}", question.number), words.join("\n"), lines)
    });
    questions.collect()
}

/// Lines with words, each for itself or as paragraphs between blank lines.
fn stretches(body: &str, is_by_line: bool) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let (mut start, mut was_blank) = (0, true);
    for (line, text) in body.split_inclusive('\n').enumerate() {
        let (from, is_blank) = (start, text.trim().is_empty());
        start += text.len();
        match parts.last_mut() {
            _ if is_blank => {}
            Some(part) if !is_by_line && !was_blank => {
                let before = from - part.text.len();
                part.text = Cow::Borrowed(&body[before..start]);
                part.lines.end = line + 1;
            }
            _ => {
                let place = if is_by_line {
                    format!("Dòng {}", line + 1)
                } else {
                    format!("Đoạn {}", parts.len() + 1)
                };
                parts.push(Part::new(place, &body[from..start], line..line + 1));
            }
        }
        was_blank = is_blank;
    }
    parts
}

/// The elements of a poster, in painting order.
pub fn of_poster(poster: &Poster) -> Vec<Part<'static>> {
    let elements = poster.elements.iter().map(|element| {
        let text = match &element.kind {
            ElementKind::Text(text) => text.text.clone(),
            ElementKind::Qr(code) => code.content.clone(),
            _ => String::new(),
        };
        let name = if element.name.is_empty() { element.kind.name() } else { &element.name };
        Part::new(name.to_owned(), text, 0..0).of_element(element.id)
    });
    elements.collect()
}
