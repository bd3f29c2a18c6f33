//! A text with speakers becomes a radio script.

use crate::fold::fold;
use crate::import::source::{Paragraph, Source, paragraphs};
use crate::piece::av::Label;
use crate::piece::stage::speaker;
use crate::piece::timing::parse_duration;

use super::record::{Record, duration};
use super::script::is_sound;
use super::{Draft, RateOf, seconds};

/// Whether lines call themselves a radio programme and somebody speaks.
pub(super) fn is_like(lines: &[&str]) -> bool {
    let is_titled = lines.iter().take(4).any(|line| {
        let line = fold(line);
        ["phat thanh", "truyen thanh", "ban tin"].iter().any(|word| line.contains(word)) && line.len() < 80
    });
    is_titled && lines.iter().filter(|line| speaker(line).is_some()).count() >= 3
}

/// A record an item: this program's papers number them; in others, each speaker begins one.
pub(super) fn draft(source: &Source, rate: RateOf<'_>) -> Draft {
    let mut draft = Draft::default();
    let mut records: Vec<Record> = Vec::new();
    let mut preface = String::new();
    for paragraph in paragraphs(&source.blocks).into_iter().filter(|one| !one.is_empty()) {
        if source.own.is_some() {
            own(paragraph, source, &mut records, &mut preface);
        } else if draft.title.is_empty() && paragraph.heading > 0 {
            draft.title = paragraph.text();
        } else {
            typed(paragraph, &mut records);
        }
    }
    if source.own.is_some() {
        for record in &mut records {
            settle(record, rate);
        }
    }
    if source.own.is_none() {
        preface = take_preface(&mut records);
    }
    let mut rows = String::new();
    for (at, record) in records.iter().enumerate() {
        record.write(&mut rows, &format!("{:02}", at + 1));
    }
    let gap = if preface.is_empty() || rows.is_empty() { "" } else { "\n" };
    draft.body = format!("{preface}{gap}{rows}");
    draft
}

/// "1.⇥Chào buổi sáng (0'20")", "(Tiếng động: …)", "NGỌC HÂN: …", "(Tính chất: …)", "(Ghi chú: …)"
fn own(paragraph: &Paragraph, source: &Source, records: &mut Vec<Record>, preface: &mut String) {
    let whole = paragraph.text();
    let mut text = whole.as_str();
    let mut is_new = false;
    if let Some((number, rest)) = text.split_once('\t')
        && number.strip_suffix('.').is_some_and(|number| number.bytes().all(|one| one.is_ascii_digit()))
    {
        records.push(Record::default());
        (text, is_new) = (rest, true);
    }
    let Some(record) = records.last_mut() else {
        preface.push_str(text);
        preface.push('\n');
        return;
    };
    if let Some((label, words)) = aside(text) {
        record.add(label, words);
    } else if is_new
        && paragraph.heading > 0
        && let Some((name, length)) = text.trim_end_matches(')').rsplit_once(" (")
    {
        record.set(Label::Name, name);
        record.set(Label::Duration, length);
    } else {
        let voice = text.split_once(": ").filter(|(voice, _)| {
            record.get(Label::Speech).is_empty() && !voice.chars().any(char::is_lowercase)
        });
        match voice {
            Some((voice, words)) => {
                record.set(Label::Voice, &person(voice, source));
                record.add(Label::Speech, spoken(words));
            }
            None => record.add(Label::Speech, spoken(text)),
        }
    }
}

/// A length that the program computed is no decision of the writer.
fn settle(record: &mut Record, rate: RateOf<'_>) {
    let Some(length) = parse_duration(record.get(Label::Duration)) else { return };
    let counted = seconds(record.get(Label::Speech), record.get(Label::Voice), rate);
    record.set(Label::Duration, &if length == counted { String::new() } else { duration(length) });
}

/// Nothing is spoken where the paper has an ellipsis alone.
fn spoken(text: &str) -> &str {
    if text == "…" { "" } else { text }
}

fn aside(text: &str) -> Option<(Label, &str)> {
    let (label, words) = text.strip_prefix('(')?.strip_suffix(')')?.split_once(": ")?;
    match label {
        "Tiếng động" => Some((Label::Sound, words)),
        "Hình" => Some((Label::Picture, words)),
        "Chữ" => Some((Label::Caption, words)),
        "Tính chất" => Some((Label::Tones, words)),
        "Ghi chú" => Some((Label::Note, words)),
        _ => None,
    }
}

/// A name in capitals as the list of people spells it.
fn person(capitals: &str, source: &Source) -> String {
    let folded = fold(capitals);
    let known = source.people.iter().find(|(_, name)| fold(name) == folded);
    known.map_or_else(|| capitals.to_owned(), |(_, name)| name.clone())
}

/// What stands before the first speaker is said by nobody: the programme's name, its date.
fn take_preface(records: &mut Vec<Record>) -> String {
    let is_spoken = |record: &Record| !record.get(Label::Voice).is_empty();
    let is_loose = |record: &Record| !is_spoken(record) && record.get(Label::Name).is_empty();
    if !records.first().is_some_and(is_loose) || !records.iter().any(is_spoken) {
        return String::new();
    }
    let first = records.remove(0);
    let lines = [Label::Speech, Label::Sound].map(|label| first.get(label).to_owned());
    let mut preface = lines.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    preface.push('\n');
    preface
}

/// Adds a line of what is heard: "(Nhạc cắt)" is not said.
fn add(record: &mut Record, line: &str) {
    record.add(if is_sound(line) { Label::Sound } else { Label::Speech }, line);
}

/// "PTV 1: lời" begins a record; a heading names it; anything else goes on.
fn typed(paragraph: &Paragraph, records: &mut Vec<Record>) {
    let text = paragraph.text();
    if paragraph.heading > 0 {
        let mut record = Record::default();
        record.set(Label::Name, &text.replace('\n', " "));
        records.push(record);
        return;
    }
    let voice = text.split_once(':').filter(|(voice, _)| {
        (1..=5).contains(&voice.split_whitespace().count()) && !voice.contains(['.', ',', '?', '!'])
    });
    let is_free = |last: &Record| last.get(Label::Speech).is_empty() && last.get(Label::Voice).is_empty();
    let is_open = records.last().is_some_and(is_free);
    if let Some((voice, words)) = voice {
        if !is_open {
            records.push(Record::default());
        }
        if let Some(record) = records.last_mut() {
            record.set(Label::Voice, voice);
            words.lines().for_each(|line| add(record, line));
        }
        return;
    }
    if records.is_empty() {
        records.push(Record::default());
    }
    if let Some(record) = records.last_mut() {
        text.lines().for_each(|line| add(record, line));
    }
}
