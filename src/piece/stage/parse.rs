//! Parses the body's lines into elements.

use std::ops::Range;

use super::{CastMember, Element, ElementKind, Play};
use crate::fold::fold;

/// The list to which the lines under a section heading belong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Cast,
    Props,
    Effects,
    Content,
}

impl Part {
    /// Found by the heading's text, ignoring case and diacritics; none for other headings.
    pub(super) fn of(heading: &str) -> Option<Self> {
        let heading = fold(heading);
        let starts = |words: &[&str]| words.iter().any(|word| heading.starts_with(word));
        if starts(&["nhan vat", "cac nhan vat", "phan vai", "vai dien"]) {
            Some(Self::Cast)
        } else if starts(&["dao cu", "canh tri"]) {
            Some(Self::Props)
        } else if starts(&["am thanh", "anh sang", "am nhac"]) {
            Some(Self::Effects)
        } else if starts(&["noi dung", "kich ban"]) {
            Some(Self::Content)
        } else {
            None
        }
    }
}

/// Parses a body. Each non-blank line belongs to exactly one element.
pub fn parse(body: &str) -> Play {
    let lines: Vec<&str> = body.lines().collect();
    // Number of lines up to the last one that ends a note: no search needs to go further.
    let notes = lines.iter().rposition(|line| line.contains("]]")).map_or(0, |last| last + 1);
    let is_blank = |at: usize| lines.get(at).is_none_or(|line| line.trim().is_empty());
    let mut play = Play::default();
    let mut part = Part::Content;
    let mut is_speaking = false;
    // Lists typed after the play must not hide it.
    let mut has_begun = false;
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].trim();
        if line.is_empty() {
            is_speaking = false;
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let (kind, text) = if line.starts_with("[[") {
            end = note_end(&lines[..notes], at);
            (ElementKind::Note, note_text(&lines[at..end]))
        } else if line.len() > 2 && line.bytes().all(|byte| byte == b'=') {
            (ElementKind::PageBreak, String::new())
        } else if let Some(title) = line.strip_prefix('#') {
            let title = title.trim_start_matches('#').trim();
            part = Part::of(title).unwrap_or(Part::Content);
            (ElementKind::Section, title.to_owned())
        } else if let Some(title) = scene_title(line) {
            part = Part::Content;
            (ElementKind::Scene, title.to_owned())
        } else if part != Part::Content {
            let entry = line.trim_start_matches('!').trim_start_matches(['-', '+', '*', '•', '–', ' ', '\t']);
            match part {
                Part::Cast => play.cast.push(cast_member(entry)),
                Part::Props => play.props.push(entry.to_owned()),
                _ => play.effects.push(entry.to_owned()),
            }
            (ElementKind::Action, entry.to_owned())
        } else if let Some(verse) = line.strip_prefix('~') {
            (ElementKind::Song, verse.trim().to_owned())
        } else if is_speaking {
            spoken(line)
        } else if let Some((name, extension)) =
            cue(line).filter(|_| (at == 0 || is_blank(at - 1)) && !is_blank(at + 1))
        {
            (ElementKind::Cue { name: name.to_owned(), extension: extension.to_owned() }, name.to_owned())
        } else {
            (ElementKind::Action, without_notes(line.strip_prefix('!').unwrap_or(line)))
        };
        is_speaking = match kind {
            ElementKind::Cue { .. } => true,
            ElementKind::Section | ElementKind::Scene | ElementKind::PageBreak => false,
            _ => is_speaking,
        };
        has_begun |= matches!(kind, ElementKind::Scene | ElementKind::Cue { .. });
        let is_front =
            part != Part::Content || kind == ElementKind::Section && Part::of(&text) == Some(Part::Content);
        if is_front && !has_begun {
            play.content_at = play.elements.len() + 1;
        }
        push(&mut play.elements, kind, text, at..end, part == Part::Content);
        at = end;
    }
    play.content_at = play.content_at.min(play.elements.len());
    play
}

/// Adds an element, or appends a line to the last one if both are of a kind that spans lines.
fn push(elements: &mut Vec<Element>, kind: ElementKind, text: String, lines: Range<usize>, can_run_on: bool) {
    let runs_on = can_run_on && matches!(kind, ElementKind::Action | ElementKind::Speech | ElementKind::Song);
    match elements.last_mut() {
        Some(last) if runs_on && last.kind == kind && last.lines.end == lines.start => {
            last.text.push('\n');
            last.text.push_str(&text);
            last.lines.end = lines.end;
        }
        _ => elements.push(Element { kind, text, lines }),
    }
}

/// `.CẢNH 1` but not "…" nor "...".
fn scene_title(line: &str) -> Option<&str> {
    let title = line.strip_prefix('.')?;
    title.starts_with(|c: char| c.is_alphanumeric() || c == ' ').then(|| title.trim())
}

/// Name and extension of a line that may be a cue: capitals before a parenthesis, or any name after `@`.
pub(super) fn cue(line: &str) -> Option<(&str, &str)> {
    let (forced, line) = line.strip_prefix('@').map_or((false, line), |name| (true, name.trim_start()));
    if line.starts_with('!') {
        return None;
    }
    let (name, extension) = match line.split_once('(') {
        Some((name, extension)) => (name.trim_end(), extension.trim_end().trim_end_matches(')').trim()),
        None => (line.trim_end(), ""),
    };
    let is_capitals = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
    (!name.is_empty() && (forced || is_capitals)).then_some((name, extension))
}

fn spoken(line: &str) -> (ElementKind, String) {
    match line.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) if !inner.contains([')', '(']) => (ElementKind::Parenthetical, inner.trim().to_owned()),
        _ => (ElementKind::Speech, without_notes(line)),
    }
}

/// The line after a note's end; an unclosed note ends with its line.
fn note_end(lines: &[&str], at: usize) -> usize {
    let close = lines.get(at..).unwrap_or_default().iter().position(|line| line.contains("]]"));
    close.map_or(at + 1, |ahead| at + ahead + 1)
}

fn note_text(lines: &[&str]) -> String {
    let text = lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join("\n");
    let inner = text.strip_prefix("[[").unwrap_or(&text);
    inner.replacen("]]", "", 1).trim().to_owned()
}

/// Removes `[[…]]` within a line.
fn without_notes(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, note)) = rest.split_once("[[") {
        let Some((_, after)) = note.split_once("]]") else { break };
        text.push_str(before.trim_end());
        rest = after;
    }
    text.push_str(rest);
    text.trim().to_owned()
}

/// `BÀ NGHIỆP | vợ ông Thịnh | 45 tuổi`; without bars the name ends at a colon or a dash.
pub(super) fn cast_member(entry: &str) -> CastMember {
    if entry.contains(['|', '\t']) {
        let mut fields = entry.splitn(3, ['|', '\t']).map(|field| field.trim().to_owned());
        let mut next = || fields.next().unwrap_or_default();
        return CastMember { name: next(), description: next(), note: next() };
    }
    let end = [":", " – ", " - ", "(", ",", ";"].iter().filter_map(|sign| entry.find(sign)).min();
    let (name, mut rest) = entry.split_at(end.unwrap_or(entry.len()));
    let mut note = "";
    if let Some((inside, after)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        (note, rest) = (inside, after);
    }
    let trim = |text: &str| text.trim_matches([' ', ':', '–', '-', ',', ';', '.']).to_owned();
    CastMember { name: name.trim().to_owned(), description: trim(rest), note: note.trim().to_owned() }
}
