//! The styles of an `OpenDocument` text.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::import::figure::roman;
use crate::import::xml::attribute;

/// How letters look; none where another style decides.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub is_bold: Option<bool>,
    pub is_italic: Option<bool>,
    pub is_struck: Option<bool>,
    /// "superscript", "subscript".
    pub place: Option<String>,
    pub font: Option<String>,
}

impl Look {
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

/// A level of a list.
#[derive(Debug, Clone)]
enum Level {
    Bullet,
    /// What stands before and after the number, and the first one.
    Number {
        prefix: String,
        suffix: String,
        start: u32,
        format: String,
    },
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    /// Looks with the style that they build upon.
    looks: HashMap<String, (Look, Option<String>)>,
    lists: HashMap<String, Vec<Level>>,
}

/// "bold", "700".
fn is_bold(weight: &str) -> bool {
    weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600)
}

/// A text's place (ODF 1.3, 20.383): "super 58%", "-33% 58%", as Word calls it.
fn place(position: &str) -> Option<String> {
    let first = position.split(' ').next().unwrap_or_default();
    let height = first.trim_end_matches('%').parse::<f32>().unwrap_or(0.0);
    let place = match first {
        "super" => "superscript",
        "sub" => "subscript",
        _ if height > 0.0 => "superscript",
        _ if height < 0.0 => "subscript",
        _ => return None,
    };
    Some(place.to_owned())
}

/// Maximum number of styles that a style builds upon.
const DEEPEST: usize = 16;

impl Styles {
    /// Adds the styles of a part; none for broken XML.
    pub fn read(&mut self, xml: &str) -> Option<()> {
        let mut reader = Reader::from_str(xml);
        let (mut style, mut list) = (String::new(), String::new());
        loop {
            match reader.read_event().ok()? {
                Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                    "style:style" => {
                        list.clear();
                        style = attribute(&tag, "style:name").unwrap_or_default();
                        let base = attribute(&tag, "style:parent-style-name");
                        let _ = self.looks.insert(style.clone(), (Look::default(), base));
                    }
                    // Those of a list are its labels'.
                    "style:text-properties" if list.is_empty() => {
                        if let Some((look, _)) = self.looks.get_mut(&style) {
                            look.is_bold = attribute(&tag, "fo:font-weight").map(|value| is_bold(&value));
                            look.is_italic = attribute(&tag, "fo:font-style").map(|value| value == "italic");
                            look.is_struck = attribute(&tag, "style:text-line-through-style")
                                .or_else(|| attribute(&tag, "style:text-line-through-type"))
                                .map(|value| value != "none");
                            look.place =
                                attribute(&tag, "style:text-position").and_then(|value| place(&value));
                            look.font = attribute(&tag, "style:font-name")
                                .or_else(|| attribute(&tag, "fo:font-family"))
                                .map(|font| font.trim_matches('\'').to_owned());
                        }
                    }
                    "style:default-style" => {
                        list.clear();
                        style.clear();
                    }
                    "text:list-style" | "text:outline-style" => {
                        list = attribute(&tag, "style:name").unwrap_or_default();
                        let _ = self.lists.insert(list.clone(), Vec::new());
                    }
                    "text:list-level-style-bullet" => {
                        self.lists.entry(list.clone()).or_default().push(Level::Bullet);
                    }
                    "text:list-level-style-number" => {
                        let value = |name| attribute(&tag, name).unwrap_or_default();
                        let level = Level::Number {
                            prefix: value("style:num-prefix"),
                            suffix: value("style:num-suffix"),
                            start: value("text:start-value").parse().unwrap_or(1),
                            format: value("style:num-format"),
                        };
                        self.lists.entry(list.clone()).or_default().push(level);
                    }
                    _ => {}
                },
                Event::Eof => return Some(()),
                _ => {}
            }
        }
    }

    pub fn look(&self, style: &str) -> Look {
        let mut look = Look::default();
        let mut next = Some(style);
        for _ in 0..DEEPEST {
            let Some((own, base)) = next.and_then(|style| self.looks.get(style)) else { break };
            look = look.or(own);
            next = base.as_deref();
        }
        look
    }

    /// Whether a paragraph's style is that of titles.
    pub fn is_title(&self, style: &str) -> bool {
        let base = self.looks.get(style).and_then(|(_, base)| base.as_deref());
        style == "Title" || base == Some("Title")
    }

    /// The first number of a list's level.
    pub fn start(&self, list: &str, level: usize) -> u32 {
        match self.lists.get(list).and_then(|levels| levels.get(level)) {
            Some(Level::Number { start, .. }) => *start,
            _ => 1,
        }
    }

    /// The label of a list's item, with a space after it.
    pub fn label(&self, list: &str, level: usize, count: u32) -> String {
        match self.lists.get(list).and_then(|levels| levels.get(level)) {
            Some(Level::Number { prefix, suffix, start, format }) => {
                let count = (*start).saturating_add(count).saturating_sub(1);
                let letter = |first: u8| char::from(first + ((count.max(1) - 1) % 26) as u8).to_string();
                let number = match format.as_str() {
                    "a" => letter(b'a'),
                    "A" => letter(b'A'),
                    "I" => roman(count),
                    "i" => roman(count).to_lowercase(),
                    _ => count.to_string(),
                };
                format!("{prefix}{number}{suffix} ")
            }
            Some(Level::Bullet) | None => "- ".to_owned(),
        }
    }
}
