//! A skit as a Final Draft document (.fdx).

use std::fmt::Write;

use crate::piece::stage::{self, ElementKind};
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
    let lists = play.elements.len() - play.content().len();
    for (at, element) in play.elements.iter().enumerate() {
        let text = element.text.as_str();
        let (kind, text) = match &element.kind {
            ElementKind::Scene => ("Scene Heading", text.to_owned()),
            ElementKind::Section => ("Outline 1", text.to_owned()),
            ElementKind::Synopsis => ("Synopsis", text.to_owned()),
            ElementKind::Cue { name, extension } if extension.is_empty() => ("Character", name.clone()),
            ElementKind::Cue { name, extension } => ("Character", format!("{name} ({extension})")),
            ElementKind::Parenthetical => ("Parenthetical", format!("({text})")),
            ElementKind::Speech => ("Dialogue", text.to_owned()),
            ElementKind::Song => ("Lyrics", text.to_owned()),
            // For colleagues only; the title page is written below.
            ElementKind::Note | ElementKind::Boneyard | ElementKind::TitlePage => continue,
            ElementKind::PageBreak => {
                is_new_page = true;
                continue;
            }
            // Cast, props and effects.
            ElementKind::Entry => ("Action", format!("- {text}")),
            ElementKind::Action if at < lists => ("Action", format!("- {text}")),
            ElementKind::Transition => ("Transition", text.to_owned()),
            ElementKind::Action | ElementKind::Centered => ("Action", text.to_owned()),
        };
        let page = if std::mem::take(&mut is_new_page) { " StartsNewPage=\"Yes\"" } else { "" };
        let _ = writeln!(out, "<Paragraph Type=\"{kind}\"{page}><Text>{}</Text></Paragraph>", escape(&text));
    }
    out.push_str("</Content>\n<TitlePage>\n<Content>\n");
    let people = piece.header.people.iter().map(|one| format!("{}: {}", one.role, one.name));
    for line in std::iter::once(piece.header.title.clone()).chain(people) {
        let _ = writeln!(out, "<Paragraph Alignment=\"Center\"><Text>{}</Text></Paragraph>", escape(&line));
    }
    out.push_str("</Content>\n</TitlePage>\n</FinalDraft>\n");
    Some(out)
}
