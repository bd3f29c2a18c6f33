//! The numbers that Word counts itself: "I.", "1.", "a)", "-".

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::Refusal;
use crate::import::figure::roman;

/// Maximum depth of a list in Word.
const LEVELS: usize = 9;

/// The lists of a document, with how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The levels of each definition.
    definitions: HashMap<String, [Level; LEVELS]>,
    /// The definition of each list.
    lists: HashMap<String, String>,
    /// Where levels of a list begin anew, other than their definition says.
    starts: HashMap<String, [Option<u32>; LEVELS]>,
    /// Lists of one definition go on counting together.
    counts: HashMap<String, [u32; LEVELS]>,
}

#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    /// "%1.", "%1.%2."
    text: String,
}

impl Numbering {
    /// Parses `numbering.xml`.
    pub fn parse(xml: &str) -> Result<Self, Refusal> {
        let mut reader = Reader::from_str(xml);
        let mut all = Self::default();
        let (mut definition, mut level, mut list) = (String::new(), 0, String::new());
        loop {
            let event = reader.read_event().map_err(|_| Refusal::Broken)?;
            let (Event::Start(tag) | Event::Empty(tag)) = event else {
                if matches!(event, Event::Eof) {
                    return Ok(all);
                }
                continue;
            };
            let value = value_of(&tag, "w:val").unwrap_or_default();
            let at = |all: &mut Self, set: &dyn Fn(&mut Level)| {
                let levels = all.definitions.get_mut(&definition);
                levels.and_then(|levels| levels.get_mut(level)).into_iter().for_each(set);
            };
            match tag.name().as_ref() {
                "w:abstractNum" => {
                    definition = value_of(&tag, "w:abstractNumId").unwrap_or_default();
                    let first = Level { start: 1, ..Level::default() };
                    let _ =
                        all.definitions.insert(definition.clone(), std::array::from_fn(|_| first.clone()));
                }
                "w:lvl" => {
                    level = value_of(&tag, "w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(LEVELS);
                }
                "w:start" => at(&mut all, &|level| level.start = value.parse().unwrap_or(1)),
                "w:numFmt" => at(&mut all, &|level| level.format.clone_from(&value)),
                "w:lvlText" => at(&mut all, &|level| level.text.clone_from(&value)),
                "w:num" => {
                    list = value_of(&tag, "w:numId").unwrap_or_default();
                    // Levels that the list itself defines are not read, only where they begin.
                    definition.clear();
                }
                "w:lvlOverride" => {
                    level = value_of(&tag, "w:ilvl").and_then(|level| level.parse().ok()).unwrap_or(LEVELS);
                }
                "w:startOverride" => {
                    let starts = all.starts.entry(list.clone()).or_default();
                    starts.get_mut(level).into_iter().for_each(|start| *start = value.parse().ok());
                }
                "w:abstractNumId" => drop(all.lists.insert(list.clone(), value)),
                _ => {}
            }
        }
    }

    /// The label of the next paragraph of a list, with a space after it; empty for an unknown list.
    pub fn next(&mut self, list: &str, level: usize) -> String {
        let Some(levels) = self.lists.get(list).and_then(|id| Some((id, self.definitions.get(id)?))) else {
            return String::new();
        };
        let (id, levels) = levels;
        let Some(own) = levels.get(level) else { return String::new() };
        let counts = self.counts.entry(id.clone()).or_default();
        // The list's first paragraph of this level begins where the list says.
        let start = self.starts.get_mut(list).and_then(|starts| starts[level].take());
        counts[level] = if let Some(start) = start {
            start
        } else if counts[level] == 0 {
            own.start
        } else {
            counts[level].saturating_add(1)
        };
        counts[level + 1..].fill(0);
        if own.format == "bullet" {
            return "- ".to_owned();
        }
        let mut label = own.text.clone();
        for (at, one) in levels.iter().enumerate().take(level + 1) {
            let count = if counts[at] == 0 { one.start } else { counts[at] };
            label = label.replace(&format!("%{}", at + 1), &number(count, &one.format));
        }
        if label.is_empty() { label } else { label + " " }
    }
}

/// A count in the format of a list: decimal where the format is not known.
fn number(count: u32, format: &str) -> String {
    let letter = |first: u8| char::from(first + ((count.max(1) - 1) % 26) as u8).to_string();
    match format {
        "lowerLetter" => letter(b'a'),
        "upperLetter" => letter(b'A'),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

/// The value of an attribute.
pub(super) fn value_of(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = tag.try_get_attribute(name).ok().flatten()?;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
