//! How some characters of a text look otherwise than the text as a whole.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{Text, Typeface};
use crate::poster::Ink;

/// What is not given is as in the text as a whole.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typeface: Option<Typeface>,
    /// A multiple of the text's size, so that it stays in proportion where the text shrinks or is set anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ink: Option<Ink>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_italic: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_underlined: bool,
}

/// Characters with a look of their own. The spans of a text are in order and apart, and neighbours differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first character, counted from 0 in the composed text (NFC); a line break counts, too.
    pub from: usize,
    /// The character after the last.
    pub to: usize,
    pub look: Look,
}

/// Characters that look alike, with everything resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Run<'a> {
    pub words: &'a str,
    pub typeface: &'a Typeface,
    /// A multiple of the text's size.
    pub scale: f32,
    pub ink: Ink,
    pub is_italic: bool,
    pub is_underlined: bool,
}

/// Texts whose changed parts have a larger product of lengths are not compared letter by letter.
const COMPARED: usize = 1 << 22;

impl Text {
    /// The runs in order; one without words in a text without any.
    pub fn runs(&self) -> Vec<Run<'_>> {
        let mut runs = Vec::with_capacity(2 * self.spans.len() + 1);
        let (mut at, mut rest) = (0, self.text.as_str());
        let spans = self.spans.iter().flat_map(|span| [(span.from, None), (span.to, Some(&span.look))]);
        for (to, look) in spans.chain([(usize::MAX, None)]) {
            let count = to.saturating_sub(at);
            let end = rest.char_indices().nth(count).map_or(rest.len(), |(end, _)| end);
            let (words, after) = rest.split_at(end);
            if !words.is_empty() {
                runs.push(self.run(words, look));
            }
            (at, rest) = (to, after);
        }
        if runs.is_empty() {
            runs.push(self.run("", None));
        }
        runs
    }

    fn run<'a>(&'a self, words: &'a str, look: Option<&'a Look>) -> Run<'a> {
        Run {
            words,
            typeface: look.and_then(|look| look.typeface.as_ref()).unwrap_or(&self.typeface),
            scale: look.and_then(|look| look.scale).unwrap_or(1.0),
            ink: look.and_then(|look| look.ink).unwrap_or(self.ink),
            is_italic: look.is_some_and(|look| look.is_italic),
            is_underlined: look.is_some_and(|look| look.is_underlined),
        }
    }

    /// The look of each character.
    pub fn looks(&self) -> Vec<Look> {
        let mut looks = vec![Look::default(); self.text.chars().count()];
        for span in &self.spans {
            let to = span.to.min(looks.len());
            looks[span.from.min(to)..to].fill(span.look.clone());
        }
        looks
    }

    /// Gives each character a look; without one for each the last are plain.
    pub fn set_looks(&mut self, looks: &[Look]) {
        self.spans.clear();
        for (at, look) in looks.iter().take(self.text.chars().count()).enumerate() {
            match self.spans.last_mut() {
                Some(last) if last.to == at && last.look == *look => last.to += 1,
                _ if *look == Look::default() => {}
                _ => self.spans.push(Span { from: at, to: at + 1, look: look.clone() }),
            }
        }
    }

    /// Replaces the words; what stays keeps its look, and what is new looks like what it follows.
    pub fn set_words(&mut self, words: String) {
        if self.spans.is_empty() {
            self.text = words;
            return;
        }
        let looks = self.looks_in(&words);
        self.text = words;
        self.set_looks(&looks);
    }

    /// The text with other words.
    #[must_use]
    pub fn with_words(&self, words: &str) -> Self {
        let mut text = self.clone();
        text.set_words(words.to_owned());
        text
    }

    /// The look that each character has when the words become these.
    pub fn looks_in(&self, words: &str) -> Vec<Look> {
        let looks = self.looks();
        let (old, new): (Vec<char>, Vec<char>) = (self.text.chars().collect(), words.chars().collect());
        let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let same_end =
            old[start..].iter().rev().zip(new[start..].iter().rev()).take_while(|(a, b)| a == b).count();
        let (old_end, new_end) = (old.len() - same_end, new.len() - same_end);
        let mut kept = looks[..start].to_vec();
        let (before, after) = (&old[start..old_end], &new[start..new_end]);
        // At the beginning of a line, what is new belongs to what follows.
        let is_line_start = start == 0 || old[start - 1] == '\n';
        let follows = |kept: &[Look], at: usize| {
            let last = kept.last().filter(|_| !(is_line_start && kept.len() == start));
            last.or(looks.get(at)).cloned().unwrap_or_default()
        };
        if before.is_empty() || after.is_empty() || before.len() * after.len() > COMPARED {
            let look = if before.is_empty() { follows(&kept, start) } else { looks[start].clone() };
            kept.extend(std::iter::repeat_n(look, after.len()));
        } else {
            for op in capture_diff_slices(Algorithm::Myers, before, after) {
                let (tag, old, new) = op.as_tag_tuple();
                match tag {
                    DiffTag::Equal => kept.extend_from_slice(&looks[start + old.start..start + old.end]),
                    DiffTag::Delete => {}
                    DiffTag::Insert => {
                        let look = follows(&kept, start + old.start);
                        kept.extend(std::iter::repeat_n(look, new.len()));
                    }
                    DiffTag::Replace => {
                        let look = looks[start + old.start].clone();
                        kept.extend(std::iter::repeat_n(look, new.len()));
                    }
                }
            }
        }
        kept.extend_from_slice(&looks[old_end..]);
        kept
    }

    /// Changes the look of some characters.
    pub fn restyle(&mut self, range: Range<usize>, change: impl Fn(&mut Look)) {
        let mut looks = self.looks();
        let to = range.end.min(looks.len());
        looks[range.start.min(to)..to].iter_mut().for_each(change);
        self.set_looks(&looks);
    }

    /// Composes the text (NFC); spans keep their letters.
    pub(in crate::poster) fn compose(&mut self) {
        use unicode_normalization::{UnicodeNormalization as _, is_nfc};
        if is_nfc(&self.text) {
            return;
        }
        let ends: Vec<usize> = self.text.char_indices().map(|(at, _)| at).chain([self.text.len()]).collect();
        let composed = |at: usize| ends.get(at).map_or(usize::MAX, |end| self.text[..*end].nfc().count());
        let mut text = Self { text: self.text.nfc().collect(), ..self.clone() };
        let count = text.text.chars().count();
        let mut looks = vec![Look::default(); count];
        for span in &self.spans {
            let to = composed(span.to).min(count);
            looks[composed(span.from).min(to)..to].fill(span.look.clone());
        }
        text.set_looks(&looks);
        *self = text;
    }

    /// Why the spans cannot be set, if so.
    pub(in crate::poster) fn fault_of_spans(&self) -> Option<&'static str> {
        let count = self.text.chars().count();
        let is_apart = self.spans.windows(2).all(|pair| pair[0].to <= pair[1].from);
        if !is_apart || self.spans.iter().any(|span| span.from >= span.to || span.to > count) {
            return Some(
                "các đoạn chữ (spans) phải theo thứ tự, không chồng nhau và nằm trong số chữ của khung",
            );
        }
        let mut scales = self.spans.iter().filter_map(|span| span.look.scale);
        scales
            .any(|scale| !(0.05..=20.0).contains(&scale))
            .then_some("cỡ của đoạn chữ phải từ 0,05 đến 20 lần")
    }

    /// The same look with the typeface that all letters share as that of the text.
    #[must_use]
    pub fn with_common_face(mut self) -> Self {
        let mut faces = self.runs().into_iter().map(|run| run.typeface);
        let first = faces.next().cloned();
        if faces.any(|face| Some(face) != first.as_ref()) {
            return self;
        }
        self.typeface = first.unwrap_or(self.typeface);
        self.restyle(0..usize::MAX, |look| look.typeface = None);
        self
    }

    /// With all letters in one ink.
    #[must_use]
    pub fn in_one_ink(&self, ink: Ink) -> Self {
        let mut text = Self { ink, ..self.clone() };
        text.restyle(0..usize::MAX, |look| look.ink = None);
        text
    }

    /// All its inks: of the text as a whole, of spans, of the outline and the shadow.
    pub fn inks(&self) -> impl Iterator<Item = Ink> + '_ {
        let own = self.spans.iter().filter_map(|span| span.look.ink);
        let around = self.outline.map(|outline| outline.ink).into_iter();
        std::iter::once(self.ink).chain(own).chain(around).chain(self.shadow.map(|shadow| shadow.ink))
    }

    /// Like [`Self::inks`].
    pub fn inks_mut(&mut self) -> impl Iterator<Item = &mut Ink> {
        let own = self.spans.iter_mut().filter_map(|span| span.look.ink.as_mut());
        let around = self.outline.as_mut().map(|outline| &mut outline.ink).into_iter();
        let shadow = self.shadow.as_mut().map(|shadow| &mut shadow.ink);
        std::iter::once(&mut self.ink).chain(own).chain(around).chain(shadow)
    }
}
