//! Text conversions: search without diacritics, capitalisation, file names, Vietnamese sort order.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use unicode_normalization::UnicodeNormalization;

/// Lower case without diacritics, đ as d: "Thủ tục Đất đai" becomes "thu tuc dat dai".
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// Like [`fold`], appending to `folded`.
pub fn fold_into(folded: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            c if c.is_ascii() => folded.push(c.to_ascii_lowercase()),
            '\u{300}'..='\u{36f}' => {}
            c => match latin(c) {
                Some(letter) => folded.push(letter),
                None => fold_char(folded, c),
            },
        }
    }
}

/// Whether a text has no letters but those of Vietnamese and of ASCII, all composed, and no signs but those of
/// Latin-1 and the usual quotes and dashes: then each letter folds to one ([`fold_letter`]), and of consonants only đ
/// has a form outside ASCII. Compares bytes without decoding them, which the compiler does for many at once.
pub fn is_simple(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_other = |first: &u8| *first >= 0xC7 && *first != 0xE1 && *first != 0xE2;
    let is_outside = |first: u8, second: u8, third: u8| {
        // Ç and Ñ.
        let latin = first == 0xC3 && (second & 0x1F == 0x07 || second & 0x1F == 0x11);
        // All but Ă, Đ and Ĩ; Ũ; Ơ and Ư, of either case.
        let extended = (first == 0xC4 && second | 1 != 0x83 && second | 1 != 0x91 && second | 1 != 0xA9)
            || (first == 0xC5 && second | 1 != 0xA9)
            || (first == 0xC6 && second | 1 != 0xA1 && second != 0xAF && second != 0xB0);
        let additional = first == 0xE1 && second != 0xBB && !(second == 0xBA && third >= 0xA0);
        latin || extended || additional || (first == 0xE2 && second != 0x80)
    };
    let ends_outside = matches!(bytes, [.., first, second] if is_outside(*first, *second, 0));
    !ends_outside
        && !bytes.iter().fold(false, |found, first| found | is_other(first))
        && !bytes.windows(3).fold(false, |found, letter| {
            found | matches!(*letter, [first, second, third] if is_outside(first, second, third))
        })
}

/// How many bytes [`fold_into`] makes of a letter; 0 for a mark that stands apart from its letter.
pub fn folded_length(c: char) -> usize {
    match c {
        c if c.is_ascii() => 1,
        '\u{300}'..='\u{36f}' => 0,
        c if latin(c).is_some() => 1,
        c => {
            let mut folded = String::new();
            fold_char(&mut folded, c);
            folded.len()
        }
    }
}

fn fold_char(folded: &mut String, c: char) {
    for c in std::iter::once(c).nfd() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            // Ð (U+00D0) looks like Đ and is typed for it by some keyboards.
            'đ' | 'Đ' | 'ð' | 'Ð' => folded.push('d'),
            // The blanks that Word puts between words which must stay together.
            '\u{a0}' | '\u{202f}' => folded.push(' '),
            c => folded.extend(c.to_lowercase()),
        }
    }
}

/// The base letter a–z of a Latin letter, from a table: 100,000 titles are folded at start-up.
fn latin(c: char) -> Option<char> {
    /// Latin-1 to Latin Extended-B, and Latin Extended Additional, which has most of the Vietnamese letters.
    const BLOCKS: [std::ops::Range<u32>; 2] = [0xC0..0x250, 0x1E00..0x1F00];
    const LENGTH: usize = (0x250 - 0xC0) + 0x100;
    static LETTERS: std::sync::OnceLock<[u8; LENGTH]> = std::sync::OnceLock::new();
    let code = u32::from(c);
    let at = match code {
        0xC0..0x250 => code - 0xC0,
        0x1E00..0x1F00 => code - 0x1E00 + (0x250 - 0xC0),
        _ => return None,
    };
    let letters = LETTERS.get_or_init(|| {
        let mut letters = [0; LENGTH];
        for (letter, code) in letters.iter_mut().zip(BLOCKS.into_iter().flatten()) {
            let mut folded = String::new();
            if let Some(letter) = char::from_u32(code) {
                fold_char(&mut folded, letter);
            }
            // Letters that fold to more than one character are left to the slow path.
            *letter = if let [one] = folded.as_bytes() { *one } else { 0 };
        }
        letters
    });
    letters.get(at as usize).filter(|letter| **letter != 0).map(|letter| char::from(*letter))
}

/// Whether every word of the query (folded, see [`Query`]) occurs in the text, ignoring diacritics and case.
/// An empty query matches everything.
pub fn matches<S: AsRef<str>>(folded_words: &[S], text: &str) -> bool {
    if folded_words.is_empty() {
        return true;
    }
    let text = fold(text);
    folded_words.iter().all(|word| text.contains(word.as_ref()))
}

/// A search query, folded once and matched against many texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    pub fn new(text: &str) -> Self {
        Self { words: fold(text).split_whitespace().map(str::to_owned).collect() }
    }

    /// An empty query matches everything.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The folded words.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    pub fn matches(&self, text: &str) -> bool {
        matches(&self.words, text)
    }

    /// Like [`Query::matches`], for a text that is already folded.
    pub fn matches_folded(&self, folded: &str) -> bool {
        self.words.iter().all(|word| folded.contains(word.as_str()))
    }
}

/// The rest of `text` after the words `folded` (already folded); blanks of every kind and length count as one
/// space. None when the text does not begin with them.
pub fn strip_prefix<'a>(text: &'a str, folded: &str) -> Option<&'a str> {
    let mut letters = text.char_indices().peekable();
    for wanted in folded.chars() {
        loop {
            let (_, c) = letters.next()?;
            if matches!(c, '\u{300}'..='\u{36f}') {
                continue;
            }
            if wanted == ' ' {
                if !c.is_whitespace() {
                    return None;
                }
                while letters.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            } else if fold_letter(c) != Some(wanted) {
                return None;
            }
            break;
        }
    }
    while letters.next_if(|(_, c)| matches!(c, '\u{300}'..='\u{36f}')).is_some() {}
    Some(letters.next().map_or("", |(at, _)| &text[at..]))
}

/// A letter folded to one; none if it folds to more or to nothing. Outside [`is_simple`] texts only Latin letters lose
/// their diacritics.
pub fn fold_letter(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    if matches!(c, '\u{a0}' | '\u{202f}') {
        return Some(' ');
    }
    latin(c).or_else(|| {
        let mut lower = c.to_lowercase();
        lower.next().filter(|_| lower.next().is_none())
    })
}

/// The Unicode sign for a character of Word's symbol fonts (Symbol, Wingdings), which only these fonts show.
pub fn symbol(c: char) -> Option<char> {
    Some(match c {
        '\u{f028}' => '☎',
        '\u{f02a}' => '✉',
        '\u{f046}' => '☞',
        '\u{f04a}' => '☺',
        '\u{f06c}' => '●',
        '\u{f06e}' => '■',
        '\u{f06f}' | '\u{f0a8}' => '□',
        '\u{f071}' => '❑',
        '\u{f075}' => '◆',
        '\u{f076}' => '❖',
        '\u{f0a7}' => '▪',
        '\u{f0ab}' => '★',
        '\u{f0b7}' => '•',
        '\u{f0d8}' => '➢',
        '\u{f0e0}' => '→',
        '\u{f0e8}' => '➔',
        '\u{f0fb}' => '✗',
        '\u{f0fc}' => '✓',
        '\u{f0fe}' => '☑',
        _ => return None,
    })
}

/// Capitalises the first letter: "thứ Ba" becomes "Thứ Ba".
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Lowercases the first letter: "Thứ Ba" becomes "thứ Ba"; of a word in capitals it stays.
pub fn lowercase_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if letters.clone().next().is_some_and(char::is_uppercase) => {
            std::iter::once(first).chain(letters).collect()
        }
        first => first.into_iter().flat_map(char::to_lowercase).chain(letters).collect(),
    }
}

/// Longest file name made of a title, in bytes: with date, id and extension it stays under 120.
const FILE_NAME_BYTES: usize = 80;

/// A title as a file name of at most 80 bytes: see [`file_name_within`].
pub fn file_name(title: &str) -> String {
    file_name_within(title, FILE_NAME_BYTES)
}

/// A title as part of a file name, valid on Windows, macOS and Linux: NFC with its diacritics; no reserved,
/// control or bidirectional characters, no dot or space at either end, no device name, no tilde at the start
/// (Word marks a file in use by "~$" before its name); at most `longest` bytes, cut between words where possible; never empty.
pub fn file_name_within(title: &str, longest: usize) -> String {
    let mut name = String::with_capacity(title.len());
    for c in title.nfc() {
        if c.is_whitespace() || c == '\u{fffd}' || is_forbidden(c) {
            if !name.is_empty() && !name.ends_with(' ') {
                name.push(' ');
            }
        } else if !(name.is_empty() && matches!(c, '.' | '~')) {
            name.push(c);
        }
    }
    if name.len() > longest {
        let mut end = longest;
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        let is_between_words = name[end..].starts_with(' ');
        let last_word = name[..end].rfind(' ').filter(|at| *at > end / 2);
        name.truncate(if is_between_words { end } else { last_word.unwrap_or(end) });
    }
    name.truncate(name.trim_end_matches([' ', '.', ',', ';', '-', '–']).len());
    if name.is_empty() {
        return "không tên".into();
    }
    if is_device(&name) {
        name.insert(0, '_');
    }
    name
}

/// Characters that some system does not allow in file names, and invisible or bidirectional ones, which
/// disguise names.
pub fn is_forbidden(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
        || c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// Names that Windows keeps for devices, whatever their extension.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let number = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || number.is_some_and(|number| {
            matches!(number, "¹" | "²" | "³") || number.parse::<u8>().is_ok_and(|n| n < 10)
        })
}

/// Collates text in Vietnamese order: a à ả ã á ạ ă … â … đ … ê … ô ơ … ư. Cheap to create; create one for
/// each sort.
#[derive(Debug)]
pub struct Sorter(CollatorBorrowed<'static>);

impl Sorter {
    /// # Panics
    /// Never: the collation's data is compiled in.
    pub fn new() -> Self {
        let collator = Collator::try_new(locale!("vi").into(), CollatorOptions::default());
        Self(collator.expect("the Vietnamese collation is compiled in"))
    }

    pub fn compare(&self, left: &str, right: &str) -> Ordering {
        self.0.compare(left, right)
    }

    /// Sorts by `name`; the sort is stable.
    pub fn sort_by<T>(&self, items: &mut [T], name: impl Fn(&T) -> &str) {
        items.sort_by(|left, right| self.compare(name(left), name(right)));
    }
}

impl Default for Sorter {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::{Query, Sorter, capital, file_name, fold, matches};

    #[test]
    fn search_ignores_diacritics_and_case() {
        assert_eq!(fold("Thủ tục ĐẤT đai, ngày 24"), "thu tuc dat dai, ngay 24");
        assert_eq!(fold("Ắ Ễ Ợ Ỹ ư ß Æ Ж “…”"), "a e o y u ß æ ж “…”", "letters of every block");
        assert_eq!(fold("ty\u{309} Ơ\u{300}"), "ty o", "decomposed letters fold alike");
        assert_eq!(fold("Ðài ðiện"), "dai dien", "eth is typed for Đ");
        for (text, words, rest) in [
            ("Đáp  án\u{a0}đúng: A", "dap an dung", Some(": A")),
            ("ĐÁP ÁN", "dap an", Some("")),
            ("Đa\u{301}p án: B", "dap an", Some(": B")),
            ("Đáp", "dap an", None),
            ("Lời bình", "loi b", Some("ình")),
        ] {
            assert_eq!(super::strip_prefix(text, words), rest, "{text}");
        }
        for (query, text, is_found) in [
            ("dat dai", "Thủ tục đất đai một cửa", true),
            ("CỬA ĐẤT", "Thủ tục đất đai một cửa", true),
            ("", "gì cũng được", true),
            ("hộ tịch", "Thủ tục đất đai", false),
            ("can tho", "Cần Thơ", true),
        ] {
            let query = Query::new(query);
            assert_eq!(query.matches(text), is_found, "{query:?} in {text}");
            assert_eq!(matches(query.words(), text), is_found);
            assert_eq!(query.matches_folded(&fold(text)), is_found);
        }
    }

    #[test]
    fn file_names_are_safe_and_still_vietnamese() {
        for (title, name) in [
            ("Thủ tục đất đai: một cửa?", "Thủ tục đất đai một cửa"),
            ("C\u{1ea7}n Tho\u{31b}", "Cần Thơ"),
            ("../..\\etc/passwd", "etc passwd"),
            (" ...  ", "không tên"),
            ("", "không tên"),
            ("~$ Bảng kê", "$ Bảng kê"),
            ("CON", "_CON"),
            ("com1.av", "_com1.av"),
            ("Con đường", "Con đường"),
            ("Kỳ 2/3 \u{202e}…\n", "Kỳ 2 3 …"),
            ("Hết. ", "Hết"),
        ] {
            assert_eq!(file_name(title), name, "{title:?}");
        }
        let long = file_name(&"đường ".repeat(50));
        assert!(long.len() <= 80 && long.ends_with("đường"), "{long}");
        assert_eq!(["thứ Ba", "đài", ""].map(capital), ["Thứ Ba", "Đài", ""]);
        let unbroken = file_name(&"ế".repeat(100));
        assert!((70..=80).contains(&unbroken.len()), "{unbroken}");
    }

    #[test]
    fn sorts_as_a_vietnamese_index() {
        let sorted = [
            "an", "àn", "ản", "ãn", "án", "ạn", "ăn", "ân", "bà", "da", "đa", "em", "êm", "ô", "ơ", "u", "ư",
        ];
        let mut shuffled = sorted;
        shuffled.reverse();
        Sorter::new().sort_by(&mut shuffled, |word| word);
        assert_eq!(shuffled, sorted);
    }
}
