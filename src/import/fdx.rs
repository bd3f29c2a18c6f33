//! A Final Draft document (.fdx): its paragraphs as Fountain.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::source::{Ready, Source};
use super::xml::attribute;
use crate::piece::Format;
use crate::piece::stage::{self, ElementKind, Emphasis};

/// The skit in it; its title page gives the title.
///
/// # Errors
/// No Final Draft document; in Vietnamese, with what to do.
pub(super) fn read(xml: &str) -> Result<Source, String> {
    const BROKEN: &str =
        "Tệp Final Draft này bị hỏng hoặc không phải .fdx. Hãy mở nó bằng Final Draft, lưu lại rồi chọn lại.";
    let mut reader = Reader::from_str(xml);
    let mut skit = Skit::default();
    let (mut paragraph, mut look) = (None::<Paragraph>, Emphasis::default());
    let (mut is_content, mut is_title, mut is_text, mut is_document) = (false, false, false, false);
    // Paragraphs within one are remarks: a note at its words, the summary of its scene.
    let (mut outer, mut remarks, mut struck) = (Vec::new(), Vec::new(), Vec::new());
    let mut is_struck = false;
    loop {
        match reader.read_event().map_err(|_| BROKEN.to_owned())? {
            Event::Start(tag) => match tag.name().as_ref() {
                "FinalDraft" => is_document = true,
                "TitlePage" => is_title = true,
                "Content" => is_content = true,
                "Paragraph" if is_content => {
                    outer.extend(paragraph.replace(Paragraph::new(&tag)).map(|one| (one, look)));
                }
                "DualDialogue" => {
                    // The paragraph around it has no words of its own.
                    paragraph = None;
                    skit.together = Some(0);
                }
                "Text" => {
                    is_text = true;
                    look = style(&tag);
                    is_struck = has_style(&tag, "Strikeout");
                }
                _ => {}
            },
            Event::End(tag) => match tag.name().as_ref() {
                "TitlePage" => is_title = false,
                "Content" => is_content = false,
                "DualDialogue" => skit.together = None,
                "Text" => is_text = false,
                "Paragraph" => {
                    let Some(ended) = paragraph.take() else { continue };
                    if let Some((around, its_look)) = outer.pop() {
                        remarks.push(ended.words().trim().to_owned());
                        (paragraph, look) = (Some(around), its_look);
                    } else if is_title {
                        skit.title(&ended);
                    } else {
                        skit.paragraph(&ended);
                    }
                }
                _ => {}
            },
            Event::Text(words) if is_text => {
                struck.extend(is_struck.then(|| words.xml10_content().trim().to_owned()));
                paragraph.iter_mut().for_each(|one| one.add(&words.xml10_content(), look));
            }
            Event::CData(words) if is_text => {
                paragraph.iter_mut().for_each(|one| one.add(&words.xml10_content(), look));
            }
            Event::GeneralRef(name) if is_text => {
                let letter = name.resolve_char_ref().map_err(|_| BROKEN.to_owned())?;
                let text = match letter {
                    Some(letter) => letter.to_string(),
                    None => resolve_predefined_entity(&name.xml10_content()).unwrap_or_default().to_owned(),
                };
                paragraph.iter_mut().for_each(|one| one.add(&text, look));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !is_document {
        return Err(BROKEN.to_owned());
    }
    let is_guessed = skit.name_lists();
    let mut source = Source::of_text(&skit.body);
    source.title = skit.titles.first().cloned();
    source.comments = remarks.into_iter().filter(|text| !text.is_empty()).collect();
    source.told =
        skit.titles.iter().skip(1).map(|text| format!("Trang đầu có “{text}”, không vào bài.")).collect();
    let is_said = |text: &String| !text.is_empty();
    let crossed = |text| format!("Chữ có nét gạch ngang vào bài như chữ thường: “{text}”.");
    source.told.extend(struck.into_iter().filter(is_said).map(crossed));
    if is_guessed {
        let told = "Tệp không còn tên các phần: danh sách sau nhân vật được hiểu là đạo cụ, rồi âm thanh – ánh sáng.";
        source.told.push(told.to_owned());
    }
    source.ready = Some(Ready { format: Format::Stage, body: skit.body });
    Ok(source)
}

/// A paragraph of the file: its type, how it stands, its text in pieces that are set alike.
#[derive(Default)]
struct Paragraph {
    kind: String,
    number: String,
    is_centered: bool,
    is_new_page: bool,
    runs: Vec<(String, Emphasis)>,
}

impl Paragraph {
    fn new(tag: &BytesStart<'_>) -> Self {
        let is = |name, value| attribute(tag, name).as_deref() == Some(value);
        Self {
            kind: attribute(tag, "Type").unwrap_or_default(),
            number: attribute(tag, "Number").unwrap_or_default(),
            is_centered: is("Alignment", "Center"),
            is_new_page: is("StartsNewPage", "Yes"),
            runs: Vec::new(),
        }
    }

    fn add(&mut self, text: &str, look: Emphasis) {
        match self.runs.last_mut() {
            Some((last, known)) if *known == look => last.push_str(text),
            _ => self.runs.push((text.to_owned(), look)),
        }
    }

    /// Its words, without the signs of their looks.
    fn words(&self) -> String {
        self.runs.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// Its lines as Fountain.
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![Vec::new()];
        for (text, look) in &self.runs {
            for (nth, part) in text.split('\n').enumerate() {
                if nth > 0 {
                    lines.push(Vec::new());
                }
                lines.iter_mut().last().into_iter().for_each(|line| line.push((part, *look)));
            }
        }
        let lines = lines.iter().map(|line| marked(line));
        let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
        let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(lines.len());
        let last = lines.iter().rposition(|line| !line.is_empty()).map_or(first, |last| last + 1);
        lines[first..last].to_vec()
    }
}

/// A line with the signs of its looks, and nothing in it that would hide or change words.
fn marked(runs: &[(&str, Emphasis)]) -> String {
    let plain: String = runs.iter().map(|(text, _)| *text).collect();
    let plain = plain.replace("[[", "[ [").replace("/*", "/ *");
    let mut line = String::new();
    for (text, look) in runs {
        let words = text.trim();
        let signs: String = [("_", look.is_underlined), ("**", look.is_bold), ("*", look.is_italic)]
            .iter()
            .filter(|(_, is_so)| *is_so && !words.is_empty())
            .map(|(sign, _)| *sign)
            .collect();
        let start = text.len() - text.trim_start().len();
        let end = start + words.len();
        line.push_str(&text[..start]);
        line.push_str(&signs);
        line.push_str(words);
        line.extend(signs.chars().rev());
        line.push_str(&text[end..]);
    }
    let line = line.replace("[[", "[ [").replace("/*", "/ *");
    if stage::plain(&line) == plain {
        return line;
    }
    if stage::plain(&plain) == plain {
        return plain;
    }
    plain.replace('*', "\\*").replace('_', "\\_")
}

fn style(tag: &BytesStart<'_>) -> Emphasis {
    let has = |name| has_style(tag, name);
    Emphasis { is_bold: has("Bold"), is_italic: has("Italic"), is_underlined: has("Underline") }
}

fn has_style(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, "Style").unwrap_or_default().split('+').any(|part| part == name)
}

#[derive(Default)]
struct Skit {
    body: String,
    titles: Vec<String>,
    is_speaking: bool,
    /// Entries of the cast or the props came last, one for each paragraph.
    is_in_list: bool,
    /// In turns that are spoken together: how many cues so far.
    together: Option<usize>,
}

impl Skit {
    fn title(&mut self, paragraph: &Paragraph) {
        let words = paragraph.words();
        let text = words.trim();
        if !text.is_empty() {
            self.titles.push(text.to_owned());
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let lines = paragraph.lines();
        if lines.is_empty() {
            return;
        }
        let kind = paragraph.kind.as_str();
        let is_part = matches!(kind, "Parenthetical" | "Dialogue" | "Singing" | "Lyrics") && self.is_speaking;
        let is_list = kind == "Action" && lines.iter().all(|line| line.starts_with("- "));
        let is_entry = is_list && lines.len() == 1;
        let goes_on = is_part || is_entry && self.is_in_list;
        if !goes_on && !self.body.is_empty() {
            self.body.push('\n');
        }
        if paragraph.is_new_page {
            self.body.push_str("===\n\n");
        }
        self.is_in_list = is_entry;
        self.is_speaking = is_part || kind == "Character";
        let joined = || lines.join(" ");
        match kind {
            "Scene Heading" if paragraph.number.is_empty() => self.line(&format!(".{}", joined())),
            "Scene Heading" => self.line(&format!(".{} #{}#", joined(), paragraph.number.trim())),
            "Character" => self.cue(&joined()),
            "Parenthetical" if is_part => {
                let text = joined();
                let inner = text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
                self.line(&format!("({})", inner.unwrap_or(&text)));
            }
            "Singing" | "Lyrics" => lines.iter().for_each(|line| self.line(&format!("~{line}"))),
            // A blank line would end the speech.
            "Dialogue" if is_part => {
                for line in &lines {
                    self.line(if line.is_empty() { "  " } else { line });
                }
            }
            "Transition" => self.line(&format!("> {}", joined())),
            "Synopsis" => self.line(&format!("= {}", joined())),
            "New Act" | "Section" => self.line(&format!("# {}", joined())),
            _ if kind.starts_with("Outline ") => {
                let level = kind["Outline ".len()..].trim().parse().unwrap_or(1);
                self.line(&format!("{} {}", "#".repeat(level), joined()));
            }
            _ if paragraph.is_centered => {
                for line in &lines {
                    self.line(&format!("> {line} <"));
                }
            }
            _ => lines.iter().for_each(|line| {
                // Capitals would be a cue, other signs something else.
                let is_plain = !line.starts_with("- ") && line.chars().any(char::is_lowercase);
                let is_action = is_plain && is_as_written(line);
                self.line(&format!("{}{line}", if is_action || line.is_empty() { "" } else { "!" }));
            }),
        }
    }

    /// A speaker's name; of two who speak together, the second has the sign for it.
    fn cue(&mut self, name: &str) {
        let is_cue = |element: &stage::Element| matches!(element.kind, ElementKind::Cue { .. });
        let play = stage::parse(&format!("{name}\nX"));
        let sign = if play.elements.first().is_some_and(is_cue) { "" } else { "@" };
        let nth = self.together.as_mut().map_or(0, |count| std::mem::replace(count, *count + 1));
        self.line(&format!("{sign}{name}{}", if nth > 0 { " ^" } else { "" }));
    }

    /// Other programs leave out the names of sections: lists at the beginning get their own back. Whether lists after
    /// the cast were named by their order.
    fn name_lists(&mut self) -> bool {
        let groups: Vec<&str> = self.body.split("\n\n").collect();
        let is_list = |group: &&&str| group.lines().all(|line| line.starts_with("!- "));
        let lists = groups.iter().take_while(is_list).count();
        let is_cast = groups
            .first()
            .is_some_and(|group| !group.is_empty() && group.lines().all(|line| line.contains(" | ")));
        if lists == 0 || !is_cast || self.body.lines().any(|line| line.starts_with("# ")) {
            return false;
        }
        let names = ["# Nhân vật", "# Đạo cụ", "# Âm thanh – ánh sáng"];
        let named = groups[..lists].iter().enumerate().map(|(nth, group)| match names.get(nth) {
            Some(name) => format!("{name}\n\n{}\n", group.trim_end()),
            None => format!("{}\n", group.trim_end()),
        });
        let named: Vec<String> = named.collect();
        let rest = groups[lists..].join("\n\n");
        self.body = format!("{}\n# Nội dung\n\n{}", named.join("\n"), rest.trim_start());
        lists > 1
    }

    fn line(&mut self, line: &str) {
        self.body.push_str(line);
        self.body.push('\n');
    }
}

/// Whether a line alone is an action with these words.
fn is_as_written(line: &str) -> bool {
    match stage::parse(line).elements.as_slice() {
        [element] => element.kind == ElementKind::Action && element.text == stage::plain(line),
        _ => false,
    }
}
