//! The small texts beside a document: footnotes, comments, headers.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::Refusal;
use super::numbering::value_of;

/// A footnote, a comment, or a whole header.
#[derive(Debug, Default)]
pub(super) struct Note {
    pub id: String,
    pub author: String,
    pub text: String,
}

/// The texts of the elements of this name, their paragraphs joined by spaces; fields such as page numbers are left out.
pub(super) fn read(xml: &str, element: &str) -> Result<Vec<Note>, Refusal> {
    let mut reader = Reader::from_str(xml);
    let mut notes = Vec::new();
    let (mut note, mut is_text, mut fields) = (None::<Note>, false, 0_usize);
    loop {
        let mut write = |text: &str| {
            if let Some(note) = note.as_mut().filter(|_| is_text && fields == 0) {
                note.text.push_str(text);
            }
        };
        match reader.read_event().map_err(|_| Refusal::Broken)? {
            Event::Start(tag) => match tag.name().as_ref() {
                name if name == element => {
                    let value = |name| value_of(&tag, name).unwrap_or_default();
                    note = Some(Note { id: value("w:id"), author: value("w:author"), text: String::new() });
                }
                "w:t" => is_text = true,
                "w:fldSimple" => fields += 1,
                "w:p" => note.as_mut().into_iter().for_each(|note| {
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
                "w:t" => is_text = false,
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
