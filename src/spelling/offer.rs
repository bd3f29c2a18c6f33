//! What a misspelled word may have been meant to be.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::LazyLock;

use super::letter::{self, Tone, parts, plain, with_tone};
use super::{Misspelling, is_syllable, syllables};
use crate::fold::capital;

/// The most offers for a word.
const MOST: usize = 5;
/// What is farther from the word than this is no offer: see [`distance`].
const FARTHEST: u32 = 4;

/// What may stand for a misspelling of this line, the likeliest first, in its capitals.
pub fn offers(line: &str, found: &Misspelling) -> Vec<String> {
    let text = line.get(found.range()).unwrap_or_default();
    if let Some(right) = found.right {
        return vec![in_capitals_of(text, right)];
    }
    let word = letter::lower(text);
    let form = Form::of(&word);
    let mut near: Vec<_> = SYLLABLES
        .iter()
        .filter_map(|(syllable, other)| {
            let far = distance(&form, other);
            let alike = form.bases.iter().zip(&other.bases).take_while(|(one, two)| one == two).count();
            let longer = form.bases.len().abs_diff(other.bases.len());
            // One hook on two letters, the commonest of what keyboards leave out.
            let is_hooked = form.has("uo") && other.has("ươ") && longer == 0;
            let far = far.saturating_sub(u32::from(is_hooked));
            (far <= FARTHEST).then_some((far, longer, Reverse((is_hooked, alike)), syllable.as_str()))
        })
        .collect();
    near.sort_unstable();
    // Only the tone at the wrong letter.
    let same = near.partition_point(|(far, ..)| *far == 0);
    let near: Vec<String> = near.into_iter().map(|(.., syllable)| syllable.to_owned()).collect();
    let mut offers = near[..same].to_vec();
    offers.extend(typed(&word));
    // The same letters without their marks, as where no Vietnamese keyboard is, rather than two words.
    let is_bare =
        |offer: &&String| word.is_ascii() && offer.chars().map(|c| plain(parts(c).0)).eq(word.chars());
    offers.extend(near.iter().filter(is_bare).cloned());
    offers.extend(parted(&word));
    offers.extend_from_slice(&near[same..]);
    let mut seen = HashSet::new();
    offers.retain(|offer| seen.insert(offer.clone()));
    offers.truncate(MOST);
    offers.iter().map(|offer| in_capitals_of(text, offer)).collect()
}

/// Each syllable with its letters, the tone once in its usual place.
static SYLLABLES: LazyLock<Vec<(String, Form)>> =
    LazyLock::new(|| syllables().map(|syllable| (syllable.clone(), Form::of(&syllable))).collect());

struct Form {
    /// The letters without the tone.
    bases: Vec<char>,
    tone: Option<Tone>,
}

impl Form {
    fn of(word: &str) -> Self {
        let tone = word.chars().rev().find_map(|c| parts(c).1);
        Self { bases: word.chars().map(|c| parts(c).0).collect(), tone }
    }

    /// Whether two letters stand beside each other.
    fn has(&self, pair: &str) -> bool {
        self.bases.windows(2).any(|two| pair.chars().eq(two.iter().copied()))
    }
}

/// How far two words are: a wrong mark or tone counts one, as does h, c for k, y for i, or two letters in the wrong
/// order; any other letter two.
fn distance(one: &Form, two: &Form) -> u32 {
    let (a, b) = (&one.bases, &two.bases);
    if a.len().abs_diff(b.len()) > 2 {
        return u32::MAX;
    }
    let lone = |c: char| if c == 'h' { 1 } else { 2 };
    let mut rows: Vec<Vec<u32>> = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (at, c) in b.iter().enumerate() {
        rows[0][at + 1] = rows[0][at] + lone(*c);
    }
    for (i, left) in a.iter().enumerate() {
        rows[i + 1][0] = rows[i][0] + lone(*left);
        for (j, right) in b.iter().enumerate() {
            let mut best = (rows[i][j] + instead(*left, *right))
                .min(rows[i][j + 1] + lone(*left))
                .min(rows[i + 1][j] + lone(*right));
            if i > 0 && j > 0 && a[i - 1] == *right && *left == b[j - 1] {
                best = best.min(rows[i - 1][j - 1] + 1);
            }
            rows[i + 1][j + 1] = best;
        }
    }
    rows[a.len()][b.len()] + u32::from(one.tone != two.tone)
}

fn instead(one: char, two: char) -> u32 {
    if one == two {
        return 0;
    }
    let is_alike = |a, b| (one, two) == (a, b) || (two, one) == (a, b);
    if plain(one) == plain(two) || is_alike('c', 'k') || is_alike('i', 'y') || is_alike('s', 'x') {
        1
    } else {
        2
    }
}

/// Two syllables typed without a blank: `cảicách`.
fn parted(word: &str) -> Vec<String> {
    let ends = word.char_indices().map(|(at, _)| at).skip(2);
    let parts = ends
        .map(|at| word.split_at(at))
        .filter(|(first, rest)| rest.chars().nth(1).is_some() && is_syllable(first) && is_syllable(rest));
    parts.map(|(first, rest)| format!("{first} {rest}")).collect()
}

/// What was typed in Telex while the keyboard was not: `dduwowcj` is `được`.
fn typed(word: &str) -> Option<String> {
    if !word.is_ascii() {
        return None;
    }
    let mut letters: Vec<char> = Vec::new();
    let mut tone = None;
    let mut keys = word.chars().peekable();
    while let Some(key) = keys.next() {
        let doubled = match key {
            'a' => 'â',
            'e' => 'ê',
            'o' => 'ô',
            'd' => 'đ',
            _ => key,
        };
        let count = letters.len();
        match (key, letters.last().copied()) {
            ('w', Some('a')) => letters[count - 1] = 'ă',
            ('w', Some('o')) => {
                letters[count - 1] = 'ơ';
                // `uow` is ươ.
                if count > 1 && letters[count - 2] == 'u' && letters[0] != 'q' {
                    letters[count - 2] = 'ư';
                }
            }
            ('w', Some('u')) => letters[count - 1] = 'ư',
            (_, Some(last)) if last == key && doubled != key => letters[count - 1] = doubled,
            ('f' | 'r' | 's' | 'x' | 'j', Some(_)) if keys.peek().is_none() => {
                tone = Some(match key {
                    'f' => Tone::Huyen,
                    'r' => Tone::Hoi,
                    'x' => Tone::Nga,
                    's' => Tone::Sac,
                    _ => Tone::Nang,
                });
            }
            _ => letters.push(key),
        }
    }
    let toned = |place: Option<usize>| -> String {
        let letters = letters.iter().enumerate();
        letters
            .map(|(at, c)| match tone {
                Some(tone) if place == Some(at) => with_tone(*c, tone),
                _ => *c,
            })
            .collect()
    };
    let places = std::iter::once(None).filter(|_| tone.is_none()).chain((0..letters.len()).rev().map(Some));
    let mut words = places.map(toned).filter(|typed| typed != word && is_syllable(typed));
    words.next()
}

/// `right` in capitals, or with one, as the text it replaces.
pub fn in_capitals_of(text: &str, right: &str) -> String {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    if letters().all(char::is_uppercase) && letters().count() > 1 {
        return right.to_uppercase();
    }
    if text.starts_with(char::is_uppercase) {
        return capital(right);
    }
    right.to_owned()
}
