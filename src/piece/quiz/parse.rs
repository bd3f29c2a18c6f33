//! Reads a survey line by line.

use std::collections::{HashMap, HashSet};

use super::key::{self, Suspicion};
use super::line::{
    self, explained, is_blank_to_fill, is_key_heading, keyed, lettered, numbered, pictured, trim,
    weakly_keyed,
};
use super::{Answer, Question, Quiz};

/// What an unmarked line continues.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Intro,
    Question,
    Answer,
    Key,
    Explanation,
    /// The list of all keys at the end.
    Table,
}

/// The largest number of a question without "Câu" before it: "2014. Vậy là đúng?" is no question.
const LARGEST: u32 = 999;

pub(super) struct Reader<'a> {
    lines: Vec<&'a str>,
    quiz: Quiz,
    part: Part,
    is_after_blank: bool,
    /// Keys by the number of the question.
    table: HashMap<u32, Vec<char>>,
    /// A row of numbers, above the row of their letters.
    numbers: Vec<u32>,
    /// The numbers of the questions.
    known: HashSet<u32>,
    /// Lines printed on the sheet that may look like a key.
    suspects: Vec<(usize, usize, Suspicion)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(body: &'a str) -> Self {
        Self {
            lines: body.lines().map(trim).collect(),
            quiz: Quiz::default(),
            part: Part::Intro,
            is_after_blank: true,
            table: HashMap::new(),
            numbers: Vec::new(),
            known: HashSet::new(),
            suspects: Vec::new(),
        }
    }

    pub(super) fn read(mut self) -> Quiz {
        for at in 0..self.lines.len() {
            let text = self.lines[at];
            if text.is_empty() {
                self.blank();
            } else {
                self.line(at, text);
            }
            self.is_after_blank = text.is_empty();
        }
        self.finish()
    }

    fn blank(&mut self) {
        if self.part == Part::Intro && !self.quiz.intro.is_empty() {
            self.quiz.intro.push('\n');
        }
    }

    fn line(&mut self, at: usize, text: &str) {
        if self.part == Part::Table && self.table_line(at, text) {
            return;
        }
        if let Some(numbered) = numbered(text).filter(|found| self.is_question(at, found)) {
            self.question(at, &numbered);
        } else if is_key_heading(text) && self.is_list_of_keys(at, text) {
            self.part = Part::Table;
            self.quiz.key_notes.push((at, text.to_owned()));
        } else if let Some(numbers) = key::numbers(text) {
            self.numbers = numbers;
            self.part = Part::Table;
            self.quiz.key_notes.push((at, text.to_owned()));
        } else if let Some(keyed) = keyed(text).filter(|keyed| self.is_key(keyed)) {
            self.key(at, keyed.rest, text);
        } else if let Some(letter) = weakly_keyed(text).filter(|letter| self.has_answer(letter)) {
            self.key(at, letter, text);
        } else if self.quiz.questions.is_empty() {
            self.sheet(at, text);
            self.quiz.intro.push_str(text);
            self.quiz.intro.push('\n');
        } else if let Some(path) = pictured(text) {
            if let Some(question) = self.last() {
                path.clone_into(&mut question.picture);
            }
        } else if let Some(rest) = explained(text).filter(|rest| !is_blank_to_fill(rest)) {
            self.explain(rest);
            self.part = Part::Explanation;
        } else if let Some(answer) = lettered(text).filter(|answer| self.is_answer(answer)) {
            self.answers(at, text, answer.is_marked);
        } else {
            self.continued(at, text);
        }
    }

    /// Whether a labelled line is a key: "Trả lời: ……" is a line to write on, "Đáp án nào đúng?" a question,
    /// and "Trả lời: đánh dấu X …" before the questions an instruction.
    fn is_key(&self, keyed: &line::Keyed<'_>) -> bool {
        let is_short = key::letters(keyed.rest).is_some() || key::pairs(keyed.rest).is_some();
        if keyed.rest.is_empty() || is_short || self.quiz.questions.is_empty() {
            return is_short || !self.quiz.questions.is_empty();
        }
        keyed.has_sign && !is_blank_to_fill(keyed.rest)
    }

    /// Whether an answer with this letter has just been read.
    fn has_answer(&self, written: &str) -> bool {
        let letter = written.chars().next().and_then(line::letter);
        let answers = self.quiz.questions.last().map_or(&[][..], |question| question.answers.as_slice());
        self.part == Part::Answer && answers.iter().any(|answer| Some(answer.letter) == letter)
    }

    fn last(&mut self) -> Option<&mut Question> {
        self.quiz.questions.last_mut()
    }

    /// Whether the next written line begins an answer or a question with answers.
    fn is_followed_by_answer(&self, at: usize) -> bool {
        self.lines[at + 1..].iter().find(|line| !line.is_empty()).is_some_and(|line| lettered(line).is_some())
    }

    fn is_question(&self, at: usize, found: &line::Numbered<'_>) -> bool {
        if found.is_named {
            return true;
        }
        let Some(last) = self.quiz.questions.last() else { return found.number <= LARGEST };
        let is_expected = last.number.checked_add(1) == Some(found.number);
        found.number <= LARGEST
            && match self.part {
                _ if is_expected || self.is_after_blank => true,
                Part::Answer => last.answers.len() > 1,
                Part::Key => true,
                Part::Intro | Part::Question | Part::Explanation | Part::Table => {
                    self.is_followed_by_answer(at)
                }
            }
    }

    fn question(&mut self, at: usize, found: &line::Numbered<'_>) {
        let heading = if self.quiz.questions.is_empty() {
            title_of_first_part(&mut self.quiz.intro)
        } else {
            self.quiz.pending.take()
        };
        let heading = heading.unwrap_or_default();
        let question = Question { number: found.number, line: at, heading, ..Question::default() };
        self.quiz.questions.push(question);
        let _ = self.known.insert(found.number);
        self.part = Part::Question;
        let mut rest = found.rest;
        let key = inline_key(rest);
        if let Some((before, key)) = key {
            rest = before;
            self.key(at, key, "");
            self.part = Part::Question;
        }
        let cut = options_within(rest, 'A').filter(|starts| starts.len() > 1 && !self.next_is(at, 'A'));
        let (text, options) = cut.map_or((rest, ""), |starts| rest.split_at(starts[0]));
        self.sheet(at, text);
        if let Some(question) = self.last() {
            trim(text).clone_into(&mut question.text);
        }
        if !options.is_empty() {
            self.answers(at, trim(options), false);
        }
    }

    /// Whether the next written line begins the answer `letter`.
    fn next_is(&self, at: usize, letter: char) -> bool {
        let next = self.lines[at + 1..].iter().find(|line| !line.is_empty());
        next.and_then(|line| lettered(line)).is_some_and(|answer| answer.letter == letter)
    }

    fn is_answer(&self, found: &line::Lettered<'_>) -> bool {
        let Some(question) = self.quiz.questions.last() else { return false };
        let last = question.answers.last().map(|answer| answer.letter);
        let is_expected =
            found.letter == line::next(last) || (last.is_none() && matches!(found.letter, 'Đ' | 'S'));
        if matches!(found.letter, 'Đ' | 'S') && !is_expected {
            return false;
        }
        let is_known = || question.answers.iter().any(|answer| answer.letter == found.letter);
        match self.part {
            // "A. sai vì …" explains.
            Part::Key | Part::Explanation if is_known() => false,
            _ => found.is_spaced || is_expected || found.is_marked,
        }
    }

    /// One or more answers on a line, and the key if it stands there too.
    fn answers(&mut self, at: usize, text: &str, is_marked: bool) {
        let key = inline_key(text);
        let text = key.map_or(text, |(before, _)| before);
        let Some(first) = lettered(text) else { return };
        let starts = options_within(first.rest, line::next(Some(first.letter))).unwrap_or_default();
        // "B. Bà Tư" on the next line: what looks like B here is an initial.
        let starts: Vec<usize> = match starts.first() {
            Some(start)
                if self.next_is(at, line::next(Some(first.letter))) && !is_wide(first.rest, *start) =>
            {
                Vec::new()
            }
            _ => starts,
        };
        let ends = starts.iter().copied().chain([first.rest.len()]);
        let begins = std::iter::once(0).chain(starts.iter().copied());
        for (index, (from, to)) in begins.zip(ends).enumerate() {
            let part = trim(&first.rest[from..to]);
            let (letter, rest, mark) = match lettered(part).filter(|_| index > 0) {
                Some(answer) => (answer.letter, answer.rest, answer.is_marked),
                None => (first.letter, part, is_marked),
            };
            let line = format!("{letter}. {rest}");
            self.sheet(at, &line);
            if let Some(question) = self.last() {
                question.answers.push(Answer { letter, text: rest.to_owned(), line: at, is_marked: mark });
            }
        }
        self.part = Part::Answer;
        if let Some((_, key)) = key {
            self.key(at, key, "");
        }
    }

    /// A key: the value after its label. `whole` is the line, kept where there is no question for it.
    fn key(&mut self, at: usize, value: &str, whole: &str) {
        if let Some(pairs) = key::pairs(value) {
            self.table.extend(pairs);
            self.quiz.key_notes.push((at, if whole.is_empty() { value } else { whole }.to_owned()));
            if !self.quiz.questions.is_empty() {
                self.part = Part::Table;
            }
            return;
        }
        if !self.numbers.is_empty() {
            self.letters_row(value);
            self.quiz.key_notes.push((at, if whole.is_empty() { value } else { whole }.to_owned()));
            return;
        }
        let Some(question) = self.quiz.questions.last_mut() else {
            self.quiz.key_notes.push((at, whole.to_owned()));
            return;
        };
        if !question.key_text.is_empty() && !value.is_empty() {
            question.key_text.push('\n');
        }
        question.key_text.push_str(value);
        question.key_line = Some(at);
        self.part = Part::Key;
    }

    /// "ĐÁP ÁN" begins the list of all keys when it has no colon, or when pairs follow.
    fn is_list_of_keys(&self, at: usize, text: &str) -> bool {
        let mut following = self.lines[at + 1..].iter().filter(|line| !line.is_empty());
        let Some(next) = following.next() else { return false };
        let is_list = key::pairs(next).is_some_and(|pairs| pairs.len() > 1)
            || key::numbers(next).is_some()
            || (key::pairs(next).is_some()
                && following.next().is_some_and(|line| key::pairs(line).is_some()));
        is_list || (!text.contains([':', '：']) && self.is_after_blank && key::letters(next).is_none())
    }

    /// A line in the list of keys; false when a new question begins there.
    fn table_line(&mut self, at: usize, text: &str) -> bool {
        if let Some(pairs) = key::pairs(text) {
            self.table.extend(pairs);
        } else if let Some(numbers) = key::numbers(text) {
            self.numbers = numbers;
        } else if !self.numbers.is_empty() && keyed(text).is_some() {
            let row = keyed(text).map_or("", |keyed| keyed.rest).to_owned();
            self.letters_row(&row);
        } else if let Some(found) = numbered(text) {
            let is_known = self.known.contains(&found.number);
            if !is_known && self.is_followed_by_answer(at) {
                return false;
            }
            if !is_known {
                self.quiz.strays.push(at);
            }
            let letters = lettered(found.rest).map(|answer| vec![answer.letter]);
            self.table.extend(letters.map(|letters| (found.number, letters)));
        }
        self.quiz.key_notes.push((at, text.to_owned()));
        true
    }

    fn letters_row(&mut self, row: &str) {
        let numbers = std::mem::take(&mut self.numbers);
        let letters = key::cells(row).into_iter().map(|cell| key::letters(cell).unwrap_or_default());
        self.table.extend(numbers.into_iter().zip(letters).filter(|(_, letters)| !letters.is_empty()));
    }

    fn explain(&mut self, text: &str) {
        if let Some(question) = self.last() {
            join(&mut question.explanation, text);
        }
    }

    fn continued(&mut self, at: usize, text: &str) {
        let is_heading = self.is_after_blank && is_section(text);
        match self.part {
            // What follows a key stays with it, except the title of the next part.
            Part::Key | Part::Explanation | Part::Answer if is_heading => {
                self.sheet(at, text);
                join_line(self.quiz.pending.get_or_insert_default(), text);
            }
            Part::Key if self.quiz.questions.last().is_some_and(|question| question.key_text.is_empty()) => {
                self.key(at, text, text);
            }
            _ if self.quiz.pending.is_some() => {
                self.sheet(at, text);
                join_line(self.quiz.pending.get_or_insert_default(), text);
            }
            Part::Key | Part::Explanation | Part::Table => self.explain(text),
            Part::Intro | Part::Question | Part::Answer => {
                let (text, key) = inline_key(text).map_or((text, None), |(before, key)| (before, Some(key)));
                self.sheet(at, text);
                let part = self.part;
                if let Some(question) = self.quiz.questions.last_mut() {
                    let target = match question.answers.last_mut().filter(|_| part == Part::Answer) {
                        Some(answer) => &mut answer.text,
                        None => &mut question.text,
                    };
                    join(target, text);
                }
                if let Some(key) = key {
                    self.key(at, key, "");
                }
            }
        }
    }

    /// Notes that a line is printed on the sheet.
    fn sheet(&mut self, at: usize, text: &str) {
        if let Some(suspicion) = key::suspicion(text) {
            let question = self.quiz.questions.len();
            self.suspects.push((at, question, suspicion));
        }
    }

    fn finish(mut self) -> Quiz {
        self.quiz.intro.truncate(self.quiz.intro.trim_end().len());
        for question in &mut self.quiz.questions {
            if !question.key_text.is_empty() {
                question.key = question.resolve(&question.key_text);
            } else if let Some(letters) = self.table.get(&question.number) {
                question.key.clone_from(letters);
            } else {
                let marked = question.answers.iter().filter(|answer| answer.is_marked);
                question.key = marked.map(|answer| answer.letter).collect();
            }
        }
        for (line, number, suspicion) in std::mem::take(&mut self.suspects) {
            let question = number.checked_sub(1).and_then(|index| self.quiz.questions.get(index));
            let is_sure = match suspicion {
                Suspicion::Sure => true,
                Suspicion::IfAnswer(words) => question.is_some_and(|question| question.has_answer(&words)),
            };
            if is_sure && self.quiz.leaks.last() != Some(&line) {
                self.quiz.leaks.push(line);
            }
        }
        self.quiz
    }
}

/// Bytes of a key at the end of a line: longer ones are text.
const LONGEST_KEY: usize = 60;

/// A key at the end of a line of the sheet, "… (Đáp án: A)": what stands before it, and its value.
fn inline_key(text: &str) -> Option<(&str, &str)> {
    let starts = text.char_indices().zip(std::iter::once('\0').chain(text.chars()));
    for ((at, c), before) in starts {
        if at == 0 || !c.is_alphabetic() || before.is_alphanumeric() {
            continue;
        }
        let Some(keyed) = keyed(&text[at..]).filter(|keyed| keyed.has_sign) else { continue };
        let value = keyed.rest.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_short = value.len() <= LONGEST_KEY && !keyed.rest.ends_with('?');
        if is_short && key::letters(value).is_some() {
            let before = text[..at].trim_end_matches(|c: char| {
                c.is_whitespace() || matches!(c, '(' | '[' | '*' | '→' | '-' | '–' | '=')
            });
            return Some((before, value));
        }
    }
    None
}

/// Where the answers from `letter` on begin within a text.
fn options_within(text: &str, letter: char) -> Option<Vec<usize>> {
    let mut wanted = letter;
    let mut starts = Vec::new();
    let mut blanks = 0;
    for (at, c) in text.char_indices() {
        if blanks > 0
            && line::letter(c) == Some(wanted)
            && let Some(answer) = lettered(&text[at..])
            && !answer.rest.is_empty()
            && text[at + c.len_utf8()..].starts_with(['.', ')', '/', ':'])
            && (answer.is_spaced || is_wide(text, at))
            && (c.is_uppercase()
                || is_wide(text, at)
                || matches!(text.as_bytes()[at + c.len_utf8()], b')' | b'/'))
        {
            starts.push(at);
            wanted = line::next(Some(wanted));
        }
        blanks = if c.is_whitespace() { blanks + 1 } else { 0 };
    }
    (!starts.is_empty()).then_some(starts)
}

/// Whether a tab or several blanks stand before this place.
fn is_wide(text: &str, at: usize) -> bool {
    let before = &text[..at];
    before.ends_with('\t') || before.chars().rev().take_while(|c| c.is_whitespace()).count() > 1
}

/// Whether a line is the title of a part: in capitals, or "Phần …", "Mục …", "Chương …"; "ANSWER: B" is none.
pub fn is_section(text: &str) -> bool {
    let has_capitals = text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
    let is_named = |start: &&str| crate::fold::strip_prefix(text, start).is_some();
    (has_capitals || ["phan ", "muc ", "chuong "].iter().any(is_named)) && line::keyed(text).is_none()
}

/// Takes the title of the first part off the introduction: its last paragraph, when it is a title and follows running
/// text.
fn title_of_first_part(intro: &mut String) -> Option<String> {
    let text = intro.trim_end();
    let start = text.rfind("\n\n")? + 2;
    let (before, title) = (&text[..start], &text[start..]);
    let is_title = title.lines().all(is_section) && !before.trim_end().lines().all(is_section);
    if !is_title {
        return None;
    }
    let title = title.to_owned();
    intro.truncate(start);
    Some(title)
}

/// Appends a line: a sentence that has ended keeps its end of line.
fn join(text: &mut String, line: &str) {
    if !text.is_empty() {
        let is_ended =
            text.ends_with(['.', ':', ';', '?', '!', '…']) || line.starts_with(['-', '–', '•', '+', '*']);
        text.push(if is_ended { '\n' } else { ' ' });
    }
    text.push_str(line);
}

fn join_line(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(line);
}
