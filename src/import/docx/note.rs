//! The small texts beside a document: footnotes, comments, headers.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::numbering::value_of;
use super::{OldFont, Refusal};

/// A footnote, a comment, or a whole header.
#[derive(Debug, Default)]
pub(super) struct Note {
    pub id: String,
    pub author: String,
    pub text: String,
}

/// The texts of the elements of this name, their paragraphs joined by spaces; fields such as page numbers are left out.
pub(super) fn read(xml: &str, element: &str, old: OldFont<'_>) -> Result<Vec<Note>, Refusal> {
    let mut reader = Reader::from_str(xml);
    let mut notes = Vec::new();
    let (mut note, mut is_text, mut fields) = (None::<Note>, false, 0_usize);
    // The run's own font.
    let mut font = String::new();
    loop {
        let event = reader.read_event().map_err(|_| Refusal::Broken)?;
        if let Event::Start(tag) | Event::Empty(tag) = &event {
            match tag.name().as_ref() {
                "w:r" => font.clear(),
                "w:rFonts" => font = value_of(tag, "w:ascii").unwrap_or_default(),
                "w:tab" | "w:br" | "w:cr" | "w:ptab" => {
                    note.as_mut().into_iter().for_each(|note| note.text.push(' '));
                }
                "w:noBreakHyphen" => note.as_mut().into_iter().for_each(|note| note.text.push('-')),
                _ => {}
            }
        }
        let mut write = |text: &str| {
            if let Some(note) = note.as_mut().filter(|_| is_text && fields == 0) {
                note.text.push_str(old(&font, text).as_deref().unwrap_or(text));
            }
        };
        match event {
            Event::Start(tag) => match tag.name().as_ref() {
                name if name == element => {
                    let value = |name| value_of(&tag, name).unwrap_or_default();
                    note = Some(Note { id: value("w:id"), author: value("w:author"), text: String::new() });
                }
                "w:t" | "a:t" => is_text = true,
                "w:fldSimple" => fields += 1,
                "w:p" | "a:p" => note.as_mut().into_iter().for_each(|note| {
                    if !note.text.is_empty() {
                        note.text.push(' ');
                    }
                }),
                _ => {}
            },
            Event::Empty(tag) if tag.name().as_ref() == "w:fldChar" => {
                match value_of(&tag, "w:fldCharType").as_deref() {
                    Some("begin") => fields += 1,
                    Some("end") => fields = fields.saturating_sub(1),
                    _ => {}
                }
            }
            Event::End(tag) => match tag.name().as_ref() {
                name if name == element => {
                    let note = note.take().filter(|note| !note.text.trim().is_empty());
                    notes.extend(note.map(|note| Note { text: note.text.trim().to_owned(), ..note }));
                }
                "w:t" | "a:t" => is_text = false,
                "w:fldSimple" => fields = fields.saturating_sub(1),
                _ => {}
            },
            Event::Text(text) => write(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let letter = name.resolve_char_ref().map_err(|_| Refusal::Broken)?;
                let known =
                    || resolve_predefined_entity(&name.xml10_content()).unwrap_or_default().to_owned();
                write(&letter.map_or_else(known, String::from));
            }
            Event::Eof => return Ok(notes),
            _ => {}
        }
    }
}
