//! The styles of a Word document, as far as they say what a paragraph is and how its letters look.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Refusal;
use super::numbering::value_of;

/// How letters look; none where another style decides.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Look {
    pub is_bold: Option<bool>,
    pub is_italic: Option<bool>,
    pub is_struck: Option<bool>,
    /// "superscript", "subscript".
    pub place: Option<String>,
    pub font: Option<String>,
}

impl Look {
    /// Takes a run property; whether it is one that counts here.
    pub fn take(&mut self, tag: &BytesStart<'_>) {
        let is_on = || !matches!(value_of(tag, "w:val").as_deref(), Some("0" | "false" | "off" | "none"));
        match tag.name().as_ref() {
            "w:b" => self.is_bold = Some(is_on()),
            "w:i" => self.is_italic = Some(is_on()),
            "w:strike" | "w:dstrike" => self.is_struck = Some(is_on()),
            "w:vertAlign" => self.place = value_of(tag, "w:val"),
            "w:rFonts" => {
                self.font =
                    value_of(tag, "w:ascii").or_else(|| value_of(tag, "w:hAnsi")).or(self.font.take());
            }
            _ => {}
        }
    }

    /// Its own properties, else those of `base`.
    pub fn or(self, base: &Self) -> Self {
        Self {
            is_bold: self.is_bold.or(base.is_bold),
            is_italic: self.is_italic.or(base.is_italic),
            is_struck: self.is_struck.or(base.is_struck),
            place: self.place.or_else(|| base.place.clone()),
            font: self.font.or_else(|| base.font.clone()),
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Style {
    base: Option<String>,
    look: Look,
    /// From 1; 0 for text.
    heading: u8,
    is_centered: Option<bool>,
    is_quote: bool,
    list: Option<(String, usize)>,
}

/// Whether an alignment (`w:jc`) is in the middle.
pub(super) fn is_center(tag: &BytesStart<'_>) -> bool {
    value_of(tag, "w:val").is_some_and(|value| value == "center")
}

/// Styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The look of what has no style.
    normal: Look,
    /// The default style of paragraphs.
    default: Option<String>,
}

/// What a paragraph has of its style.
#[derive(Debug, Clone, Default)]
pub(super) struct Base {
    pub look: Look,
    pub heading: u8,
    pub is_centered: Option<bool>,
    pub is_quote: bool,
    /// Its list and level.
    pub list: Option<(String, usize)>,
}

/// Maximum number of styles that a style builds upon.
const DEEPEST: usize = 16;

impl Styles {
    /// Parses `styles.xml`.
    pub fn parse(xml: &str) -> Result<Self, Refusal> {
        let mut reader = Reader::from_str(xml);
        let mut all = Self::default();
        let (mut id, mut style) = (None, Style::default());
        loop {
            match reader.read_event().map_err(|_| Refusal::Broken)? {
                Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                    "w:style" => {
                        id = value_of(&tag, "w:styleId");
                        style = Style::default();
                        let is_default = value_of(&tag, "w:default").is_some_and(|value| value == "1");
                        if is_default && value_of(&tag, "w:type").is_some_and(|kind| kind == "paragraph") {
                            all.default.clone_from(&id);
                        }
                    }
                    "w:name" => {
                        let name = value_of(&tag, "w:val").unwrap_or_default().to_lowercase();
                        if let Some(level) =
                            name.strip_prefix("heading ").and_then(|level| level.parse().ok())
                        {
                            style.heading = level;
                        } else if name == "title" {
                            style.heading = 1;
                        }
                        style.is_quote = name.starts_with("quote") || name == "intense quote";
                    }
                    "w:outlineLvl" => {
                        let level = value_of(&tag, "w:val").and_then(|level| level.parse::<u8>().ok());
                        if let Some(level) = level.filter(|level| *level < 9 && style.heading == 0) {
                            style.heading = level + 1;
                        }
                    }
                    "w:jc" => style.is_centered = Some(is_center(&tag)),
                    "w:basedOn" => style.base = value_of(&tag, "w:val"),
                    "w:numId" => {
                        let level = style.list.take().map_or(0, |(_, level)| level);
                        style.list = value_of(&tag, "w:val").map(|list| (list, level));
                    }
                    "w:ilvl" => {
                        let level = value_of(&tag, "w:val").and_then(|level| level.parse().ok()).unwrap_or(0);
                        let list = style.list.take().map_or_else(String::new, |(list, _)| list);
                        style.list = Some((list, level));
                    }
                    _ if id.is_some() => style.look.take(&tag),
                    _ => all.normal.take(&tag),
                },
                Event::End(tag) if tag.name().as_ref() == "w:style" => {
                    if let Some(id) = id.take() {
                        let _ = all.by_id.insert(id, std::mem::take(&mut style));
                    }
                }
                Event::Eof => return Ok(all),
                _ => {}
            }
        }
    }

    /// A paragraph's or a run's style with what it builds upon; `id` none for the default of paragraphs.
    pub fn base(&self, id: Option<&str>) -> Base {
        let mut base = Base::default();
        let mut next = id.or(self.default.as_deref());
        for _ in 0..DEEPEST {
            let Some(style) = next.and_then(|id| self.by_id.get(id)) else { break };
            base.look = std::mem::take(&mut base.look).or(&style.look);
            if base.heading == 0 {
                base.heading = style.heading;
            }
            base.is_quote |= style.is_quote;
            base.is_centered = base.is_centered.or(style.is_centered);
            if base.list.is_none() {
                base.list.clone_from(&style.list);
            }
            next = style.base.as_deref();
        }
        base
    }

    /// The look of letters that no style describes.
    pub fn normal(&self) -> &Look {
        &self.normal
    }
}
