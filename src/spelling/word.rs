//! The words of a line that are spelled; numbers, addresses and what hangs on them are not.

use unicode_normalization::char::is_combining_mark;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'a> {
    /// Byte of the line.
    pub start: usize,
    pub text: &'a str,
}

impl Word<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

pub(super) fn words(line: &str) -> impl Iterator<Item = Word<'_>> {
    let chunks = line.split(char::is_whitespace);
    chunks.filter(|chunk| !is_address(chunk)).flat_map(move |chunk| {
        // A chunk is a part of the line.
        let offset = chunk.as_ptr() as usize - line.as_ptr() as usize;
        runs(chunk).map(move |(start, text)| Word { start: offset + start, text })
    })
}

/// Runs of letters.
fn runs(chunk: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + chunk[at..].find(char::is_alphabetic)?;
            let length = chunk[start..].find(|c| !is_letter(c)).unwrap_or(chunk.len() - start);
            at = start + length;
            if !is_joined(&chunk[..start], &chunk[at..]) {
                return Some((start, &chunk[start..at]));
            }
        }
    })
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

/// Whether a run belongs to a number, a code or a foreign word: `30kg`, `A4`, `QĐ-UBND`, `in-tơ-nét`, `D’Artagnan`.
fn is_joined(before: &str, after: &str) -> bool {
    let mut before = before.chars().rev();
    let mut after = after.chars();
    is_joint(before.next(), before.next()) || is_joint(after.next(), after.next())
}

fn is_joint(next: Option<char>, then: Option<char>) -> bool {
    match next {
        Some('-' | '‐' | '‑' | '\'' | '’') => then.is_some_and(|c| is_letter(c) || c.is_numeric()),
        Some(c) => c.is_numeric(),
        None => false,
    }
}

/// `http://…`, `ten@noi.vn`, `cantho.gov.vn`, `bai.docx`, `#CCHC`.
fn is_address(chunk: &str) -> bool {
    let is_tag = |rest: &str| rest.starts_with(char::is_alphabetic);
    if chunk.contains("://") || chunk.contains('@') || chunk.strip_prefix('#').is_some_and(is_tag) {
        return true;
    }
    let is_name = |c: char| c.is_ascii_graphic();
    let has_dot = chunk.match_indices('.').any(|(at, _)| {
        let is_after_letter = chunk[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
        is_after_letter && chunk[at + 1..].starts_with(|c: char| c.is_ascii_lowercase())
    });
    has_dot && chunk.trim_matches(|c: char| !c.is_alphanumeric()).chars().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn numbers_addresses_and_codes_are_no_words() {
        for (line, expected) in [
            ("Cần Thơ, ngày 18/3/2014.", "Cần Thơ ngày"),
            ("Xem http://cantho.gov.vn/tin, hoặc hoi-dap@cantho.gov.vn nhé", "Xem hoặc nhé"),
            ("(cantho.gov.vn) và bai.docx; xong.Rồi", "và xong Rồi"),
            ("127/KH-UBND, QĐ-UBND, khổ A4, 30kg", "khổ"),
            ("in-tơ-nét – mạng", "mạng"),
            ("**đậm** _gạch_ [[ghi chú]] #CCHC", "đậm gạch ghi chú"),
            ("ca\u{302}\u{300}n", "ca\u{302}\u{300}n"),
        ] {
            let found: Vec<&str> = words(line).map(|word| word.text).collect();
            assert_eq!(found.join(" "), expected, "{line}");
            assert!(words(line).all(|word| &line[word.start..word.end()] == word.text));
        }
    }
}
