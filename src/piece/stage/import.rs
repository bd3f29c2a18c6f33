//! Converts skits typed in the local style, `Tên (hành động): lời`, to Fountain.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::folded;
use super::parse::{Part, cast_member, cue};
use crate::fold::fold;

/// Converts a skit typed with "Phân vai", "Đạo cụ", "Nội dung" and `Tên (hành động): lời` to the body of a
/// `.fountain` file. Only names in the cast can speak, so that "Lưu ý:" cannot; anything not understood is
/// action.
pub fn import(text: &str) -> String {
    let text: String = text.strip_prefix('\u{feff}').unwrap_or(text).nfc().collect();
    let mut skit = Skit::default();
    for line in text.lines() {
        skit.take(line.trim());
    }
    let mut out = skit.out;
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[derive(Default)]
struct Skit {
    out: String,
    /// The speakers: names in the cast, by their spelling key.
    cast: HashMap<String, String>,
    part: Option<Part>,
    /// A following line continues the speech.
    is_speaking: bool,
}

impl Skit {
    fn take(&mut self, line: &str) {
        if line.is_empty() {
            self.is_speaking = false;
            return;
        }
        if let Some((part, rest)) = heading(line) {
            self.begin(part);
            // "Đạo cụ: bàn, ghế" has its entries on the same line.
            for entry in rest.split([';', ',']).map(str::trim).filter(|entry| !entry.is_empty()) {
                self.entry(part, entry.trim_end_matches('.'));
            }
            return;
        }
        if is_scene(line) {
            self.begin_content();
            self.block(&format!(".{}", line.trim_end_matches([':', '.']).to_uppercase()));
            return;
        }
        if let Some((member, action, words)) = self.speech(line) {
            self.begin_content();
            self.block(&member);
            self.is_speaking = true;
            if !action.is_empty() {
                self.line(&format!("({action})"));
            }
            self.say(&words);
            return;
        }
        match self.part {
            Some(part) if part != Part::Content => self.entry(part, line),
            Some(_) if self.is_speaking && !line.starts_with('(') && !is_labelled(line) => self.say(line),
            _ => self.action(line),
        }
    }

    fn begin(&mut self, part: Part) {
        let title = match part {
            Part::Cast => "# Nhân vật",
            Part::Props => "# Đạo cụ",
            Part::Effects => "# Âm thanh – ánh sáng",
            Part::Content => "# Nội dung",
        };
        if self.part != Some(part) {
            self.block(title);
            self.part = Some(part);
            self.out.push('\n');
        }
    }

    /// A scene or a speech ends the lists, with or without a heading.
    fn begin_content(&mut self) {
        if self.part.is_some_and(|part| part != Part::Content) {
            self.begin(Part::Content);
        }
    }

    fn entry(&mut self, part: Part, line: &str) {
        let entry = bare(line);
        match part {
            Part::Content => self.action(line),
            Part::Cast => {
                let mut member = cast_member(entry);
                member.name = member.name.to_uppercase();
                let mut row = format!("!- {}", member.name);
                for field in [&member.description, &member.note] {
                    if !(field.is_empty() && member.note.is_empty()) {
                        row.push_str(" | ");
                        row.push_str(field);
                    }
                }
                self.line(row.trim_end_matches([' ', '|']));
                let _ = self.cast.entry(folded(&member.name)).or_insert(member.name);
            }
            Part::Props | Part::Effects => self.line(&format!("!- {entry}")),
        }
    }

    /// Cue, action and dialogue of `Tên (hành động): lời`, for a name in the cast.
    fn speech(&self, line: &str) -> Option<(String, String, String)> {
        let (left, words) = split_cue(bare(line))?;
        let (name, action) = match left.split_once('(') {
            Some((name, action)) => (name.trim(), action.trim_end().trim_end_matches(')').trim()),
            None => (left.trim(), ""),
        };
        let cast = self.cast.get(&folded(name))?;
        Some((cast.clone(), action.to_owned(), words.trim().to_owned()))
    }

    /// Writes dialogue; an action in parentheses before it gets its own line.
    fn say(&mut self, words: &str) {
        let mut words = words.trim();
        while let Some((action, after)) = words.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            self.line(&format!("({})", action.trim()));
            words = after.trim_start();
        }
        if !words.is_empty() {
            self.line(words);
        }
    }

    fn action(&mut self, line: &str) {
        self.is_speaking = false;
        let is_marked = line.starts_with(['.', '#', '@', '~', '=', '!']) && !line.starts_with("...");
        let sign = if is_marked || cue(line).is_some() { "!" } else { "" };
        self.block(&format!("{sign}{line}"));
    }

    /// Writes a line after a blank one.
    fn block(&mut self, line: &str) {
        if !self.out.is_empty() {
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str("\n\n");
        }
        self.is_speaking = false;
        self.line(line);
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }
}

/// Splits at the first colon outside parentheses.
fn split_cue(line: &str) -> Option<(&str, &str)> {
    let mut depth = 0_u32;
    let at = line.char_indices().find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ':' if depth == 0 => return Some(at),
            _ => {}
        }
        None
    })?;
    Some((&line[..at], &line[at + 1..]))
}

/// Without a leading bullet or number: "- ", "1. ", "2) ", "IV. ".
fn bare(line: &str) -> &str {
    let line = line.trim_start_matches(['-', '+', '*', '•', '–', ' ', '\t']);
    let end = line.find(['.', ')']).filter(|at| {
        let number = &line[..*at];
        let is_number =
            number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'I' | b'V' | b'X'));
        (1..=4).contains(&number.len()) && is_number && line[at + 1..].starts_with(' ')
    });
    end.map_or(line, |at| line[at + 1..].trim_start())
}

/// "Phân vai:", "II. ĐẠO CỤ", "Đạo cụ: bàn, ghế": short, and alone on its line except for text after a colon.
fn heading(line: &str) -> Option<(Part, &str)> {
    let line = bare(line.trim_start_matches('#'));
    let (title, rest) = line.split_once(':').unwrap_or((line, ""));
    let part = Part::of(title.trim()).filter(|_| title.split_whitespace().count() <= 6)?;
    Some((part, rest.trim()))
}

/// "Cảnh 1: Sân nhà", "MÀN II", ".CẢNH 3"
fn is_scene(line: &str) -> bool {
    let folded = fold(line.trim_start_matches('.'));
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_scene = matches!(words.next(), Some("canh" | "man" | "lop" | "hoi"));
    let is_counted = words.next().is_some_and(|number| {
        number.bytes().all(|byte| byte.is_ascii_digit())
            || number.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'))
            || matches!(number, "mot" | "hai" | "ba" | "bon" | "nam" | "cuoi" | "dau")
    });
    // A sentence of action may also begin like this: "Cảnh hai vợ chồng ngồi ăn cơm, …".
    is_scene && is_counted && line.chars().count() <= 80 && !line.ends_with(['!', '?'])
}

/// "Lưu ý: …": a few words before a colon.
fn is_labelled(line: &str) -> bool {
    line.split_once(':').is_some_and(|(label, _)| label.split_whitespace().count() <= 3)
}
