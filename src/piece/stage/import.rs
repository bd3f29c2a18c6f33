//! Converts skits typed in the local style, `Tên (hành động): lời`, to Fountain.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::cue::{age, cast_member, cue, is_scene_title};
use super::hidden::{Closers, Hiding, hidden_parts};
use super::line::forced_scene;
use super::part::Part;
use super::run_in::{RunIn, bare, before_colon, is_collective, is_label, run_in, speaker};
use super::{ElementKind, Play, folded, speakers};
use crate::fold::fold;

/// A skit made of a text, and what should be looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// The body of a `.fountain` file.
    pub body: String,
    /// By line.
    pub remarks: Vec<Remark>,
}

/// A line of the text that was not understood for certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Line of the text, from 0.
    pub line: usize,
    /// In Vietnamese, with the remedy.
    pub message: String,
}

/// Converts a skit typed with "Phân vai", "Đạo cụ", "Nội dung" and `Tên (hành động): lời` to the body of a
/// `.fountain` file. Names in the cast speak, and names that stand before a colon more than once; "Lưu ý:" and
/// anything else not understood is action. What is Fountain already stays as it is, so that converting twice
/// changes nothing more.
pub fn import(text: &str) -> Imported {
    let text: String = text.strip_prefix('\u{feff}').unwrap_or(text).nfc().collect();
    let lines: Vec<&str> = text.lines().collect();
    let mut closers = Closers::new(&lines);
    let mut skit = Skit { repeated: names(&lines), ..Skit::default() };
    let mut hiding: Option<Hiding> = None;
    for (at, line) in lines.iter().enumerate() {
        skit.at = at;
        let was_hidden = hiding.is_some();
        let hidden = hidden_parts(line, &mut hiding, |hiding| closers.is_closed(hiding, at));
        let next = lines.get(at + 1).map(|next| next.trim()).filter(|next| !next.is_empty());
        if was_hidden {
            skit.line(line);
        } else if hidden.first().is_some_and(|(range, _)| line[..range.start].trim().is_empty()) {
            let is_after_blank = std::mem::take(&mut skit.is_after_blank);
            skit.keep(line.trim(), is_after_blank);
        } else {
            skit.take(line.trim(), next);
        }
    }
    skit.finish()
}

/// Whether the body of a play holds speeches in the local style that are not read as such: it should be converted.
pub fn is_run_in(play: &Play, body: &str) -> bool {
    let lines: Vec<&str> = body.lines().collect();
    let repeated = repeated(&lines);
    let cast: HashSet<String> = play.cast.iter().map(|member| folded(&member.name)).collect();
    // "NHÂN VẬT:" is a heading in the local style only.
    let has_list = lines.iter().any(|line| {
        let line = line.trim();
        !line.starts_with('#') && heading(line).is_some_and(|(part, ..)| part == Part::Cast)
    });
    let others = play.elements.iter().filter(|element| {
        matches!(element.kind, ElementKind::Action | ElementKind::Speech | ElementKind::Entry)
    });
    let speeches = others.flat_map(|element| {
        let is_speech = element.kind == ElementKind::Speech;
        let lines = lines.get(element.lines.clone()).unwrap_or_default().iter();
        lines.map(move |line| (is_speech, line))
    });
    let is_missed = |(is_speech, line): &(bool, &&str)| {
        speaker(line).is_some_and(|name| {
            let key = folded(name);
            cast.contains(&key) || !is_speech && (has_list || repeated.contains(&key))
        })
    };
    speeches.filter(is_missed).take(2).count() == 2
}

/// The names that stand before a colon at the head of more than one line.
fn repeated(lines: &[&str]) -> HashSet<String> {
    let (mut once, mut more) = (HashSet::new(), HashSet::new());
    for line in lines {
        if let Some(RunIn { name, .. }) = run_in(line.trim()) {
            let key = folded(name);
            if !once.insert(key.clone()) {
                let _ = more.insert(key);
            }
        }
    }
    more
}

/// The names that speak without a cast: those before a colon more than once, or in capitals on a line of their own
/// elsewhere; in a play without any of these, all.
fn names(lines: &[&str]) -> HashSet<String> {
    let mut names = repeated(lines);
    let before_colon =
        || lines.iter().filter_map(|line| run_in(line.trim())).map(|speech| folded(speech.name));
    let cues: HashSet<String> = lines
        .windows(2)
        .filter(|two| !two[1].trim().is_empty() && two[0].contains(char::is_alphabetic))
        .filter_map(|two| cue(two[0]).map(|cue| folded(cue.name)))
        .collect();
    names.extend(before_colon().filter(|name| cues.contains(name)));
    let has_cast =
        || lines.iter().any(|line| heading(line.trim()).is_some_and(|(part, ..)| part == Part::Cast));
    if names.is_empty() && !has_cast() {
        let all: HashSet<String> = before_colon().collect();
        return if all.len() > 1 { all } else { names };
    }
    names
}

#[derive(Default)]
struct Skit {
    out: String,
    remarks: Vec<Remark>,
    /// Line of the text.
    at: usize,
    /// The speakers: names in the cast, by their spelling key.
    cast: HashMap<String, String>,
    repeated: HashSet<String>,
    /// Speakers who are not in the cast, in order, and as a set.
    others: Vec<String>,
    heard: HashSet<String>,
    part: Option<Part>,
    /// The part's list stood on the line of its heading: a blank line ends it.
    is_one_line: bool,
    /// Bytes of `out` before the performed part.
    begins: Option<usize>,
    speech: Speech,
    /// The last line was blank.
    is_after_blank: bool,
}

/// What a following line may continue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Speech {
    #[default]
    None,
    Typed,
    /// A name whose words are on a later line.
    Awaited,
    /// It is Fountain already: its lines stay as they are.
    Kept,
}

impl Skit {
    fn take(&mut self, line: &str, next: Option<&str>) {
        if line.is_empty() {
            if self.speech != Speech::Awaited {
                self.speech = Speech::None;
            }
            self.is_after_blank = true;
            return;
        }
        if self.is_one_line && self.is_after_blank && heading(line).is_none() && !is_marked(line) {
            self.is_one_line = false;
            self.begin_content();
        }
        let is_after_blank = std::mem::replace(&mut self.is_after_blank, false) || self.out.is_empty();
        let is_of_turn = self.speech == Speech::Kept && !line.starts_with(['#', '.']);
        if is_of_turn && run_in(line).is_none_or(|speech| !self.cast.contains_key(&folded(speech.name))) {
            self.line(line);
        } else if let Some((part, title, rest)) = heading(line) {
            self.begin(part, title);
            // "Đạo cụ: bàn, ghế" has its entries on the same line.
            self.is_one_line = !rest.is_empty();
            let sign = if rest.contains(';') { ';' } else { ',' };
            for entry in rest.split(sign).map(str::trim).filter(|entry| !entry.is_empty()) {
                self.entry(part, entry.trim_end_matches('.'));
            }
        } else if line.starts_with("!-") && self.part.is_some_and(|part| part != Part::Content) {
            self.row(line);
        } else if is_marked(line) {
            self.keep(line, is_after_blank);
        } else if is_scene_title(line) {
            self.begin_content();
            self.block(&format!(".{}", line.trim_end_matches([':', '.']).to_uppercase()));
        } else if let Some((name, speech)) = self.speech(line) {
            self.begin_content();
            self.speak(&name, speech);
        } else if (is_after_blank || self.is_name_of_cast(line))
            && next.is_some_and(|next| self.is_cue(line, next))
        {
            self.begin_content();
            self.block(&if cue(line).is_some() { line.to_owned() } else { in_capitals(line) });
            self.speech = if is_after_blank { Speech::Kept } else { Speech::Typed };
        } else if let Some(part) = self.part.filter(|part| *part != Part::Content && !is_direction(line)) {
            self.entry(part, line);
        } else if self.speech != Speech::None && self.goes_on(line, next) {
            self.say(line);
            self.speech = Speech::Typed;
        } else {
            // Before the lists stand the title and the author.
            if self.part.is_some() || line.starts_with(['(', '[']) {
                self.begin_content();
            }
            self.undeclared(line);
            self.action(line);
        }
    }

    fn finish(mut self) -> Imported {
        if self.cast.is_empty() && !self.others.is_empty() {
            let mut list = String::from("# Nhân vật\n\n");
            for name in &self.others {
                list.push_str("!- ");
                list.push_str(name);
                list.push('\n');
            }
            list.push_str("\n# Nội dung\n\n");
            self.out.insert_str(self.begins.unwrap_or(0), &list);
            let message = "Không có bảng nhân vật: đã lập từ các tên đứng trước lời thoại.".to_owned();
            self.remarks.insert(0, Remark { line: 0, message });
        }
        let mut body = self.out;
        body.truncate(body.trim_end().len());
        body.push('\n');
        Imported { body, remarks: self.remarks }
    }

    fn remark(&mut self, message: String) {
        self.remarks.push(Remark { line: self.at, message });
    }

    fn begin(&mut self, part: Part, title: &str) {
        if part == Part::Content {
            let _ = self.begins.get_or_insert(self.out.len());
        }
        let lower = title.to_lowercase();
        let mut letters = lower.chars();
        let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        self.block(&format!("# {capital}{}", letters.as_str()));
        self.part = Some(part);
        self.out.push('\n');
    }

    /// A scene or a speech ends the lists, with or without a heading.
    fn begin_content(&mut self) {
        if self.part.is_some_and(|part| part != Part::Content) {
            self.begin(Part::Content, "Nội dung");
        }
        self.end_paragraph();
        let _ = self.begins.get_or_insert(self.out.len());
    }

    fn entry(&mut self, part: Part, line: &str) {
        let entry = bare(line);
        match part {
            Part::Content => self.action(line),
            Part::Cast => {
                let mut member = cast_member(entry);
                member.name = member.name.trim_matches(['*', '_']).to_uppercase();
                if member.note.is_empty() {
                    (member.description, member.note) = age(&member.description);
                } else if member.description.is_empty() && !member.note.contains(|c: char| c.is_ascii_digit())
                {
                    std::mem::swap(&mut member.description, &mut member.note);
                }
                let mut row = format!("!- {}", member.name);
                for field in [&member.description, &member.note] {
                    row.push_str(" | ");
                    row.push_str(field);
                }
                self.row(row.trim_end_matches([' ', '|']));
            }
            Part::Props | Part::Effects => self.line(&format!("!- {entry}")),
        }
    }

    /// `!- BÀ NGHIỆP | vợ ông Thịnh`
    fn row(&mut self, row: &str) {
        if self.part == Some(Part::Cast) {
            let name = cast_member(row.trim_start_matches(['!', '-', ' '])).name.to_uppercase();
            let _ = self.cast.entry(folded(&name)).or_insert(name);
        }
        self.line(row);
    }

    /// Whether a line is a name of the cast and nothing else, which begins a speech without a blank line too.
    fn is_name_of_cast(&self, line: &str) -> bool {
        let name =
            line.split_once('(').filter(|(_, rest)| rest.ends_with(')')).map_or(line, |(name, _)| name);
        self.begins.is_some() && self.cast.contains_key(&folded(name.trim_end_matches([' ', ':', '.'])))
    }

    /// Whether a name on a line of its own announces `next`. In the front, titles are in capitals as well.
    fn is_cue(&self, line: &str, next: &str) -> bool {
        if !is_plain(next) && !next.starts_with(['(', '~']) {
            return false;
        }
        let is_known = |name: &str| self.cast.contains_key(&folded(name));
        is_known(line)
            || self.is_name_of_cast(line)
            || cue(line).is_some_and(|cue| {
                self.begins.is_some() || is_known(cue.name) || next.ends_with(['.', '!', '?', '…', ')'])
            })
    }

    /// The speaker and the speech of `Tên (hành động): lời`.
    fn speech<'a>(&mut self, line: &'a str) -> Option<(String, RunIn<'a>)> {
        let speech = before_colon(line)?;
        let key = folded(speech.name);
        if let Some(name) = self.cast.get(&key) {
            return Some((name.clone(), speech));
        }
        let speech = run_in(line)?;
        // In the cast list, "Út Lượm: con gái" describes somebody.
        if self.part == Some(Part::Cast) || is_label(speech.name) {
            return None;
        }
        let name = speech.name.to_uppercase();
        if self.heard.contains(&name) || is_collective(speech.name) || self.is_of_cast(&name) {
            return Some((name, speech));
        }
        if let Some(full) = self.full_name(&key) {
            self.remark(format!("“{}” được hiểu là {full}.", speech.name));
            let _ = self.cast.insert(key, full.clone());
            return Some((full, speech));
        }
        if !self.repeated.contains(&key) {
            return None;
        }
        if !self.cast.is_empty() {
            self.remark(format!("“{name}” có lời nhưng không có trong bảng nhân vật; hãy thêm vào bảng."));
        }
        self.others.push(name.clone());
        let _ = self.heard.insert(name.clone());
        Some((name, speech))
    }

    /// Whether several of the cast speak together: "Ông Ba và bà Năm".
    fn is_of_cast(&self, name: &str) -> bool {
        let names: Vec<&str> = speakers(name).collect();
        names.len() > 1 && names.iter().all(|name| self.cast.contains_key(&folded(name)))
    }

    /// The one name of the cast that begins or ends with a shorter one: "Hùng" for "Cán bộ Hùng".
    fn full_name(&self, key: &str) -> Option<String> {
        // Nobody has a larger cast; a hostile file might.
        if self.cast.len() > 200 {
            return None;
        }
        let is_part = |full: &str| {
            full.strip_suffix(key).is_some_and(|rest| rest.ends_with(' '))
                || full.strip_prefix(key).is_some_and(|rest| rest.starts_with(' '))
        };
        let mut found = self.cast.iter().filter(|(full, _)| is_part(full)).map(|(_, name)| name);
        let name = found.next()?;
        found.all(|other| other == name).then(|| name.clone())
    }

    fn speak(&mut self, name: &str, RunIn { action, words, .. }: RunIn<'_>) {
        self.block(name);
        self.speech = if words.is_empty() { Speech::Awaited } else { Speech::Typed };
        if !action.is_empty() {
            self.line(&format!("({action})"));
        }
        self.say(words);
    }

    /// Whether an unlabelled line belongs to the speech above: a direction in brackets does when the speech
    /// goes on after it.
    fn goes_on(&self, line: &str, next: Option<&str>) -> bool {
        if self.speech == Speech::Awaited {
            return true;
        }
        if line.starts_with('(') && line.ends_with(')') {
            return next.is_some_and(is_plain);
        }
        is_plain(line)
    }

    /// Writes dialogue; an action in parentheses before it gets its own line.
    fn say(&mut self, words: &str) {
        let mut words = words.trim();
        while let Some((action, after)) = words.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            if action.contains('(') {
                break;
            }
            self.line(&format!("({})", action.trim()));
            words = after.trim_start();
        }
        if !words.is_empty() {
            self.line(words);
        }
    }

    fn undeclared(&mut self, line: &str) {
        if let Some(RunIn { name, words, .. }) = run_in(line)
            && !is_label(name)
            && !words.is_empty()
            && self.begins.is_some()
            && !(self.cast.is_empty() && self.others.is_empty())
        {
            self.remark(format!("“{name}” không có trong bảng nhân vật nên dòng này là lời dẫn."));
        }
    }

    fn action(&mut self, line: &str) {
        // Otherwise a line in capitals would be a name, and one with a sign what the sign means.
        let sign = if is_marked(line) || cue(line).is_some() { "!" } else { "" };
        self.block(&format!("{sign}{line}"));
    }

    /// A line that is Fountain already.
    fn keep(&mut self, line: &str, is_after_blank: bool) {
        if line.starts_with('#') || forced_scene(line).is_some() {
            self.part = Some(Part::Content);
            self.end_paragraph();
            let _ = self.begins.get_or_insert(self.out.len());
        }
        if is_after_blank || self.speech != Speech::None && !line.starts_with(['~', '[', '/']) {
            self.block(line);
        } else {
            self.line(line);
        }
        if line.starts_with('@') {
            self.speech = Speech::Kept;
        }
    }

    /// Writes a line after a blank one.
    fn block(&mut self, line: &str) {
        self.end_paragraph();
        self.speech = Speech::None;
        self.line(line);
    }

    fn end_paragraph(&mut self) {
        if !self.out.is_empty() {
            self.out.truncate(self.out.trim_end().len());
            self.out.push_str("\n\n");
        }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }
}

/// "Phân vai:", "II. ĐẠO CỤ", "Đạo cụ: bàn, ghế": short, and alone on its line except for text after a colon.
fn heading(line: &str) -> Option<(Part, &str, &str)> {
    let is_marked = line.starts_with('#');
    let line = bare(line.trim_start_matches('#').trim_start());
    let (title, rest) = line.split_once(':').unwrap_or((line, ""));
    let title = title.trim().trim_matches(['*', '_']).trim_end_matches('.');
    let part = if is_marked { Part::of(title) } else { Part::named(title) };
    let part = part.filter(|_| title.split_whitespace().count() <= 6)?;
    // "Kịch bản: Lê Minh Tâm" names its author.
    if part == Part::Content && !rest.trim().is_empty() && fold(title) == "kich ban" {
        return None;
    }
    Some((part, title, rest.trim().trim_matches(['*', '_'])))
}

/// A name in capitals; what stands in its parentheses stays.
fn in_capitals(line: &str) -> String {
    let (name, rest) = line.split_at(line.find('(').unwrap_or(line.len()));
    format!("{}{rest}", name.to_uppercase())
}

/// Whether the first sign means something in Fountain.
fn is_marked(line: &str) -> bool {
    line.starts_with(['#', '@', '~', '=', '!', '>']) || forced_scene(line).is_some()
}

/// Words of a speech: nothing else that a line may be.
fn is_plain(line: &str) -> bool {
    !is_direction(line)
        && !is_curtain(line)
        && !is_marked(line)
        && !is_scene_title(line)
        && heading(line).is_none()
        && run_in(line).is_none()
}

/// "(Mở màn, ông Ba ngồi uống trà)", "Bối cảnh: sân nhà": no entry of a list.
fn is_direction(line: &str) -> bool {
    line.starts_with(['(', '[']) || run_in(line).is_some_and(|RunIn { name, .. }| is_label(name))
}

/// "HẠ MÀN", "Hết.", "* Nhạc nổi lên": nobody says it.
fn is_curtain(line: &str) -> bool {
    const WORDS: [&str; 8] =
        ["ha man", "man ha", "dong man", "mo man", "het", "het man", "het kich", "tat den"];
    let words = line.trim_matches(|c: char| !c.is_alphanumeric());
    line.starts_with("* ") || WORDS.contains(&fold(words).as_str())
}
