//! A skit as a Final Draft document (.fdx).

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::piece::stage::{self, Element, ElementKind, Emphasis};
use crate::piece::{Format, Piece};

use super::escape::xml as escape;

/// The skit with a title page; none for other formats.
pub fn write(piece: &Piece) -> Option<String> {
    if piece.format != Format::Stage {
        return None;
    }
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<FinalDraft DocumentType=\"Script\" \
         Template=\"No\" Version=\"1\">\n<Content>\n",
    );
    let mut is_new_page = false;
    let play = stage::parse(&piece.body);
    let lines: Vec<&str> = piece.body.lines().collect();
    let lists = play.elements.len() - play.content().len();
    let (begun, ended) = duals(&play.elements);
    for (at, element) in play.elements.iter().enumerate() {
        let words = || runs(&element.text, &element.emphasis);
        let (mut kind, mut looks) = (String::new(), String::new());
        let text = match &element.kind {
            ElementKind::Scene => {
                kind.push_str("Scene Heading");
                if !element.number.is_empty() {
                    let _ = write!(looks, " Number=\"{}\"", escape(&element.number));
                }
                words()
            }
            ElementKind::Section => {
                let line = lines.get(element.lines.start).map_or("", |line| line.trim_start());
                let _ = write!(kind, "Outline {}", (line.len() - line.trim_start_matches('#').len()).max(1));
                words()
            }
            ElementKind::Cue { name, extension } => {
                kind.push_str("Character");
                let name = if extension.is_empty() { name.clone() } else { format!("{name} ({extension})") };
                runs(&name, &[])
            }
            ElementKind::Parenthetical => {
                kind.push_str("Parenthetical");
                format!("{}{}{}", runs("(", &[]), words(), runs(")", &[]))
            }
            // For colleagues only; the title page is written below.
            ElementKind::Note | ElementKind::Boneyard | ElementKind::TitlePage => continue,
            ElementKind::PageBreak => {
                is_new_page = true;
                continue;
            }
            ElementKind::Synopsis => {
                kind.push_str("Synopsis");
                words()
            }
            ElementKind::Speech => {
                kind.push_str("Dialogue");
                words()
            }
            ElementKind::Song => {
                kind.push_str("Lyrics");
                words()
            }
            ElementKind::Transition => {
                kind.push_str("Transition");
                words()
            }
            ElementKind::Centered => {
                kind.push_str("Action");
                looks.push_str(" Alignment=\"Center\"");
                words()
            }
            ElementKind::Entry | ElementKind::Action => {
                kind.push_str("Action");
                // Cast, props and effects.
                let is_listed = at < lists || element.kind == ElementKind::Entry;
                let mark = if is_listed { runs("- ", &[]) } else { String::new() };
                mark + &words()
            }
        };
        if std::mem::take(&mut is_new_page) {
            looks.push_str(" StartsNewPage=\"Yes\"");
        }
        if begun.contains(&at) {
            out.push_str("<Paragraph><DualDialogue>\n");
        }
        let _ = writeln!(out, "<Paragraph Type=\"{kind}\"{looks}>{text}</Paragraph>");
        if ended.contains(&at) {
            out.push_str("</DualDialogue></Paragraph>\n");
        }
    }
    out.push_str("</Content>\n<TitlePage>\n<Content>\n");
    let people = piece.header.people.iter().map(|one| format!("{}: {}", one.role, one.name));
    for line in std::iter::once(piece.header.title.clone()).chain(people) {
        let _ = writeln!(out, "<Paragraph Alignment=\"Center\"><Text>{}</Text></Paragraph>", escape(&line));
    }
    out.push_str("</Content>\n</TitlePage>\n</FinalDraft>\n");
    Some(out)
}

/// The elements at which two turns spoken together begin, and those at which they end.
fn duals(elements: &[Element]) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let is_cue = |element: &Element| matches!(element.kind, ElementKind::Cue { .. });
    let (mut begun, mut ended) = (BTreeSet::new(), BTreeSet::new());
    for at in (0..elements.len()).filter(|at| elements[*at].is_dual) {
        let first = elements[..at].iter().rposition(is_cue).filter(|first| !elements[*first].is_dual);
        let Some(first) = first else { continue };
        let is_part = |element: &&Element| {
            matches!(
                element.kind,
                ElementKind::Parenthetical | ElementKind::Speech | ElementKind::Song | ElementKind::Note
            )
        };
        let parts = elements[at + 1..].iter().take_while(is_part);
        let written = |element: &Element| element.kind != ElementKind::Note;
        let last = parts.enumerate().filter(|(_, part)| written(part)).last();
        let _ = begun.insert(first);
        let _ = ended.insert(last.map_or(at, |(nth, _)| at + 1 + nth));
    }
    (begun, ended)
}

/// A text in pieces that are set alike.
fn runs(text: &str, emphasis: &[(std::ops::Range<usize>, Emphasis)]) -> String {
    let ends: BTreeSet<usize> = emphasis
        .iter()
        .flat_map(|(range, _)| [range.start, range.end])
        .chain([0, text.len()])
        .filter(|at| text.is_char_boundary(*at))
        .collect();
    let ends: Vec<usize> = ends.into_iter().collect();
    let mut out = String::new();
    for (from, to) in ends.iter().zip(ends.iter().skip(1)) {
        let over = emphasis.iter().filter(|(range, _)| range.start <= *from && *to <= range.end);
        let over: Vec<Emphasis> = over.map(|(_, how)| *how).collect();
        let looks = [
            ("Bold", over.iter().any(|how| how.is_bold)),
            ("Italic", over.iter().any(|how| how.is_italic)),
            ("Underline", over.iter().any(|how| how.is_underlined)),
        ];
        let looks: Vec<&str> = looks.into_iter().filter(|(_, is_so)| *is_so).map(|(name, _)| name).collect();
        let style = if looks.is_empty() { String::new() } else { format!(" Style=\"{}\"", looks.join("+")) };
        let _ = write!(out, "<Text{style}>{}</Text>", escape(&text[*from..*to]));
    }
    out
}
