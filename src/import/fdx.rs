//! A Final Draft document (.fdx): its paragraphs as Fountain.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::source::{Ready, Source};
use super::xml::attribute;
use crate::piece::Format;

/// The skit in it; its title page gives the title.
///
/// # Errors
/// No Final Draft document; in Vietnamese, with what to do.
pub(super) fn read(xml: &str) -> Result<Source, String> {
    const BROKEN: &str =
        "Tệp Final Draft này bị hỏng hoặc không phải .fdx. Hãy mở nó bằng Final Draft, lưu lại rồi chọn lại.";
    let mut reader = Reader::from_str(xml);
    let mut skit = Skit::default();
    let (mut kind, mut text) = (None::<String>, String::new());
    let (mut is_content, mut is_title, mut is_text, mut is_document) = (false, false, false, false);
    loop {
        match reader.read_event().map_err(|_| BROKEN.to_owned())? {
            Event::Start(tag) => match tag.name().as_ref() {
                "FinalDraft" => is_document = true,
                "TitlePage" => is_title = true,
                "Content" => is_content = true,
                "Paragraph" if is_content => {
                    kind = Some(attribute(&tag, "Type").unwrap_or_default());
                    text.clear();
                }
                "Text" => is_text = true,
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "TitlePage" => is_title = false,
                "Content" => is_content = false,
                "Text" => is_text = false,
                "Paragraph" => {
                    if let Some(kind) = kind.take() {
                        if is_title { skit.title(&text) } else { skit.paragraph(&kind, &text) }
                    }
                }
                _ => {}
            },
            Event::Text(words) if is_text => text.push_str(&words.xml10_content()),
            Event::GeneralRef(name) if is_text => {
                let letter = name.resolve_char_ref().map_err(|_| BROKEN.to_owned())?;
                match letter {
                    Some(letter) => text.push(letter),
                    None => {
                        text.push_str(resolve_predefined_entity(&name.xml10_content()).unwrap_or_default());
                    }
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !is_document {
        return Err(BROKEN.to_owned());
    }
    skit.name_cast();
    let mut source = Source::of_text(&skit.body);
    source.title = skit.titles.first().cloned();
    source.told =
        skit.titles.iter().skip(1).map(|text| format!("Trang đầu có “{text}”, không vào bài.")).collect();
    source.ready = Some(Ready { format: Format::Stage, body: skit.body });
    Ok(source)
}

#[derive(Default)]
struct Skit {
    body: String,
    titles: Vec<String>,
    is_speaking: bool,
    /// In the list of the cast or the props.
    is_in_list: bool,
}

impl Skit {
    fn title(&mut self, text: &str) {
        let text = text.trim();
        if !text.is_empty() {
            self.titles.push(text.to_owned());
        }
    }

    fn paragraph(&mut self, kind: &str, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let is_part = matches!(kind, "Parenthetical" | "Dialogue" | "Singing" | "Lyrics");
        let is_entry = kind == "Action" && text.starts_with("- ");
        let goes_on = is_part && self.is_speaking || is_entry && self.is_in_list;
        if !goes_on && !self.body.is_empty() {
            self.body.push('\n');
        }
        self.is_in_list = is_entry;
        self.is_speaking = is_part || kind == "Character";
        let lines = text.lines().map(str::trim);
        match kind {
            "Scene Heading" => self.line(&format!(".{}", text.replace('\n', " "))),
            "Character" if text.chars().any(char::is_lowercase) => self.line(&format!("@{text}")),
            "Character" => self.line(text),
            "Parenthetical" => {
                let inner = text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(text);
                self.line(&format!("({})", inner.replace('\n', " ")));
            }
            "Singing" | "Lyrics" => lines.for_each(|line| self.line(&format!("~{line}"))),
            "Dialogue" => lines.for_each(|line| self.line(line)),
            "New Act" | "Section" | "Outline 1" => self.line(&format!("# {text}")),
            _ => lines.for_each(|line| {
                // Capitals would be a cue, other signs something else.
                let is_sign = line.starts_with(['.', '#', '@', '~', '=', '>', '-'])
                    || !line.chars().any(char::is_lowercase);
                self.line(&format!("{}{line}", if is_sign { "!" } else { "" }));
            }),
        }
    }

    /// Other programs leave out the names of sections: a list of characters at the beginning gets its own back.
    fn name_cast(&mut self) {
        let is_entry = |line: &&str| line.starts_with("!- ") && line.contains(" | ");
        let length: usize = self.body.split_inclusive('\n').take_while(is_entry).map(str::len).sum();
        if length > 0 && !self.body.lines().any(|line| line.starts_with("# ")) {
            let (cast, rest) = self.body.split_at(length);
            self.body = format!("# Nhân vật\n\n{cast}\n# Nội dung\n\n{}", rest.trim_start());
        }
    }

    fn line(&mut self, line: &str) {
        self.body.push_str(line);
        self.body.push('\n');
    }
}
