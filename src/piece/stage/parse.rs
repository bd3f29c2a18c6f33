//! Parses the body's lines into elements.

use std::ops::Range;

use super::cue::{cast_member, cue, scene_number};
use super::emphasis;
use super::hidden::Closers;
use super::line::{Line, LineKind, Reader, forced_scene, section_title, title_key};
use super::part::Part;
use super::{Element, ElementKind, Play, TitleEntry};

/// Parses a body. Each non-blank line belongs to exactly one element.
pub fn parse(body: &str) -> Play {
    let lines: Vec<&str> = body.lines().collect();
    let mut closers = Closers::new(&lines);
    let mut reader = Reader::default();
    let mut play = Play::default();
    let mut indent = String::new();
    // Lists typed after the play must not hide it.
    let mut has_begun = false;
    for (at, line) in lines.iter().enumerate() {
        let mut unclosed = None;
        let read = reader.read(line, lines.get(at + 1).copied(), |hiding| {
            let is_closed = closers.is_closed(hiding, at);
            if !is_closed {
                unclosed = Some(hiding);
            }
            is_closed
        });
        if let Some(hiding) = unclosed {
            play.unclosed.push((at, hiding));
        }
        if read.kind == LineKind::Blank {
            continue;
        }
        has_begun |= matches!(read.kind, LineKind::Scene | LineKind::Cue);
        let is_front = match read.kind {
            LineKind::Entry | LineKind::TitlePage => true,
            LineKind::Section => {
                section_title(read.text.trim()).is_some_and(|title| Part::of(title).is_some())
            }
            _ => false,
        };
        let element = element(&mut play, (line, at), &read, reader.part, &mut indent);
        push(&mut play.elements, element);
        if is_front && !has_begun {
            play.content_at = play.elements.len();
        }
    }
    for element in &mut play.elements {
        if element.kind == ElementKind::Speech {
            element.text.truncate(element.text.trim_end_matches('\n').len());
        }
    }
    play
}

/// The element of one line; the entries of lists are added to the play as well.
fn element(
    play: &mut Play,
    (raw, at): (&str, usize),
    line: &Line<'_>,
    part: Part,
    indent: &mut String,
) -> Element {
    let (text, lines) = (line.text.trim(), at..at + 1);
    let plain = |kind, text: &str| Element {
        kind,
        text: text.to_owned(),
        lines: lines.clone(),
        ..Element::default()
    };
    match line.kind {
        LineKind::Blank | LineKind::Gap => plain(ElementKind::Speech, ""),
        LineKind::Note => plain(ElementKind::Note, &hidden_text(raw, line)),
        LineKind::Boneyard => plain(ElementKind::Boneyard, &hidden_text(raw, line)),
        LineKind::TitlePage => {
            match title_key(text).filter(|_| !line.text.starts_with(char::is_whitespace)) {
                Some(key) => {
                    let value = text[key.len()..].trim_start().trim_start_matches(':').trim();
                    play.title_page.push(TitleEntry { key: key.to_owned(), value: value.to_owned() });
                }
                None => {
                    if let Some(entry) = play.title_page.last_mut() {
                        if !entry.value.is_empty() {
                            entry.value.push('\n');
                        }
                        entry.value.push_str(text);
                    }
                }
            }
            plain(ElementKind::TitlePage, text)
        }
        LineKind::Section => plain(ElementKind::Section, section_title(text).unwrap_or(text)),
        LineKind::Scene => {
            let (title, number) = scene_number(forced_scene(text).unwrap_or(text));
            Element { number: number.to_owned(), ..emphasised(ElementKind::Scene, title, lines) }
        }
        LineKind::Entry => {
            let entry = text.trim_start_matches('!').trim_start_matches(['-', '+', '*', '•', '–', ' ', '\t']);
            match part {
                Part::Cast => play.cast.push(cast_member(entry)),
                Part::Props => play.props.push(entry.to_owned()),
                Part::Effects | Part::Content => play.effects.push(entry.to_owned()),
            }
            plain(ElementKind::Entry, entry)
        }
        LineKind::Synopsis => plain(ElementKind::Synopsis, text.trim_start_matches('=').trim()),
        LineKind::PageBreak => plain(ElementKind::PageBreak, ""),
        LineKind::Cue => {
            let cue = cue(text).unwrap_or(super::cue::Cue { name: text, extension: "", is_dual: false });
            let kind = ElementKind::Cue { name: cue.name.to_owned(), extension: cue.extension.to_owned() };
            Element { is_dual: cue.is_dual, ..plain(kind, cue.name) }
        }
        LineKind::Parenthetical => {
            let inner = text.trim_start_matches('(').trim_end_matches(')').trim();
            emphasised(ElementKind::Parenthetical, inner, lines)
        }
        LineKind::Speech => emphasised(ElementKind::Speech, text, lines),
        LineKind::Song => emphasised(ElementKind::Song, text.trim_start_matches('~').trim(), lines),
        LineKind::Action => {
            // Its indent is the author's.
            indent.clear();
            for c in line.text.chars().take_while(|c| c.is_whitespace()) {
                indent.push_str(if c == '\t' { "    " } else { " " });
            }
            indent.push_str(text.strip_prefix('!').unwrap_or(text));
            emphasised(ElementKind::Action, indent, lines)
        }
        LineKind::Centered => {
            let inner = text.trim_start_matches('>').trim_end_matches('<').trim();
            emphasised(ElementKind::Centered, inner, lines)
        }
        LineKind::Transition => {
            emphasised(ElementKind::Transition, text.strip_prefix('>').unwrap_or(text).trim(), lines)
        }
    }
}

fn emphasised(kind: ElementKind, text: &str, lines: Range<usize>) -> Element {
    let (text, emphasis) = emphasis::read(text);
    Element { kind, text, emphasis, lines, ..Element::default() }
}

/// What a wholly hidden line says, without its marks.
fn hidden_text(raw: &str, line: &Line<'_>) -> String {
    let words = line.hidden.iter().map(|(range, hiding)| {
        let part = raw[range.clone()].trim();
        let part = part.strip_prefix(hiding.opening()).unwrap_or(part);
        part.strip_suffix(hiding.closing()).unwrap_or(part).trim()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Adds an element, or appends a line to the last one if both are of a kind that spans lines.
fn push(elements: &mut Vec<Element>, next: Element) {
    let runs_on = matches!(
        next.kind,
        ElementKind::Action
            | ElementKind::Speech
            | ElementKind::Song
            | ElementKind::Note
            | ElementKind::Boneyard
            | ElementKind::Centered
    );
    match elements.last_mut() {
        Some(last) if runs_on && last.kind == next.kind && last.lines.end == next.lines.start => {
            last.text.push('\n');
            let at = last.text.len();
            last.text.push_str(&next.text);
            let moved = |(range, how): (Range<usize>, _)| (range.start + at..range.end + at, how);
            last.emphasis.extend(next.emphasis.into_iter().map(moved));
            last.lines.end = next.lines.end;
        }
        _ => elements.push(next),
    }
}
