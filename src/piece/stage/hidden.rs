//! What a skit's author hides from the paper: notes `[[…]]` and the boneyard `/*…*/` (fountain.io, syntax).

use std::borrow::Cow;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hiding {
    /// `[[…]]`, within a paragraph: a blank line ends it, one of two spaces does not.
    Note,
    /// `/*…*/`
    Boneyard,
}

impl Hiding {
    pub fn opening(self) -> &'static str {
        if self == Self::Note { "[[" } else { "/*" }
    }

    pub fn closing(self) -> &'static str {
        if self == Self::Note { "]]" } else { "*/" }
    }
}

/// A hidden part of one line, with its marks.
pub type HiddenPart = (Range<usize>, Hiding);

/// The hidden parts of a line. `open` is what is hidden where the line begins and, afterwards, where the next
/// one does. `is_closed` says whether what this line opens is closed on a later one; otherwise it is text.
pub(super) fn hidden_parts(
    line: &str,
    open: &mut Option<Hiding>,
    mut is_closed: impl FnMut(Hiding) -> bool,
) -> Vec<HiddenPart> {
    let mut parts = Vec::new();
    let mut at = 0;
    if let Some(hiding) = *open {
        at = line.find(hiding.closing()).map_or(line.len(), |end| end + 2);
        parts.push((0..at, hiding));
        if at == line.len() && !line.ends_with(hiding.closing()) {
            return parts;
        }
        *open = None;
    }
    // Where each is opened next; none when nothing of its kind can be hidden any more in this line. Each part
    // of the line is searched once.
    let mut next = [Hiding::Note, Hiding::Boneyard].map(|hiding| (hiding, find(line, at, hiding.opening())));
    loop {
        let first =
            next.iter().filter_map(|(hiding, start)| Some(((*start)?, *hiding))).min_by_key(|(at, _)| *at);
        let Some((start, hiding)) = first else { return parts };
        let end = find(line, start + 2, hiding.closing()).map(|end| end + 2);
        match end {
            Some(end) => {
                parts.push((start..end, hiding));
                at = end;
            }
            None if is_closed(hiding) => {
                *open = Some(hiding);
                parts.push((start..line.len(), hiding));
                return parts;
            }
            None => at = start,
        }
        for (other, start) in &mut next {
            if end.is_none() && *other == hiding {
                *start = None;
            } else if start.is_some_and(|start| start < at) {
                *start = find(line, at, other.opening());
            }
        }
    }
}

fn find(line: &str, from: usize, sign: &str) -> Option<usize> {
    line.get(from..)?.find(sign).map(|at| from + at)
}

/// What remains of a line. Of two spaces around a hidden part one remains, and none before a full stop.
pub(super) fn visible<'a>(line: &'a str, hidden: &[HiddenPart]) -> Cow<'a, str> {
    if hidden.is_empty() {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    let mut at = 0;
    for (range, _) in hidden.iter().chain([&(line.len()..line.len(), Hiding::Note)]) {
        let part = &line[at..range.start];
        if at > 0 && part.starts_with(['.', ',', ';', ':', '!', '?', '…', ')']) {
            text.truncate(text.trim_end().len());
        }
        let is_spaced = at > 0 && (text.is_empty() || text.ends_with(char::is_whitespace));
        text.push_str(if is_spaced { part.trim_start() } else { part });
        at = range.end;
    }
    Cow::Owned(text)
}

/// Finds, for each line in order, whether something that it opens is closed on a later one.
pub(super) struct Closers<'a> {
    lines: &'a [&'a str],
    /// The last line with the end of a boneyard.
    last_boneyard: usize,
    /// The answer for notes opened on the lines of this range.
    note: (Range<usize>, bool),
}

impl<'a> Closers<'a> {
    pub fn new(lines: &'a [&'a str]) -> Self {
        let last = lines.iter().rposition(|line| line.contains(Hiding::Boneyard.closing()));
        Self { lines, last_boneyard: last.unwrap_or(0), note: (0..0, false) }
    }

    /// Whether `hiding`, opened on line `at`, is closed on a later line.
    pub fn is_closed(&mut self, hiding: Hiding, at: usize) -> bool {
        if hiding == Hiding::Boneyard {
            return self.last_boneyard > at;
        }
        if !self.note.0.contains(&at) {
            let after = self.lines.get(at + 1..).unwrap_or_default();
            let ends = |line: &&str| is_blank(line) || line.contains(Hiding::Note.closing());
            let ahead = after.iter().position(ends);
            let is_closed = ahead.is_some_and(|ahead| !is_blank(after[ahead]));
            self.note = (at..at + 1 + ahead.unwrap_or(after.len()), is_closed);
        }
        self.note.1
    }
}

/// Nothing, or less than the two spaces that carry a note or a speech on.
pub(super) fn is_blank(line: &str) -> bool {
    line.trim().is_empty() && !is_gap(line)
}

/// A line of two spaces or more.
pub(super) fn is_gap(line: &str) -> bool {
    line.len() >= 2 && line.bytes().all(|byte| byte == b' ')
}
