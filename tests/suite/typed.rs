//! What a person types is what prints: nothing disappears or changes its meaning without being shown.

mod article;
mod letters;
mod script;
mod survey;

use std::collections::BTreeMap;

use toasoan::document::{self, PrintOptions};
use toasoan::fold::fold;
use toasoan::page::Fonts;
use toasoan::piece::{Format, Header, Piece, PieceId, check};
use toasoan::plan::{Plan, Settings};

use super::documents::{content, newsroom, text};

fn piece(format: Format, body: &str) -> Piece {
    let activity = match format {
        Format::Av => "chuyen-muc-cchc",
        Format::Radio => "truyen-thanh",
        Format::Quiz => "khao-sat",
        _ => "dien-dan-bao",
    };
    Piece::new(Header::new(PieceId("01HQ0000000000000000000001".into()), "Bài", activity), format, body)
}

/// The words of the piece on paper.
fn on_paper(piece: &Piece, print: &PrintOptions) -> String {
    text(&document::of_piece(&newsroom([]), piece, &|_| None, print, &mut Fonts::new()))
}

/// The messages of the checks.
fn findings(piece: &Piece) -> Vec<String> {
    let read = |name| std::fs::read_to_string(content().join(name)).expect("the sample workspace");
    let plan = Plan::parse(&read("plan.ron")).expect("the plan reads");
    let settings = Settings::parse(&read("settings.ron")).expect("the settings read");
    check::piece(piece, &plan, &settings).into_iter().map(|finding| finding.message).collect()
}

/// With single spaces, as the lines of a page may break anywhere.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How often each letter and figure occurs, without diacritics and case.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut count = BTreeMap::new();
    for letter in fold(text).chars().filter(|letter| letter.is_alphanumeric()) {
        *count.entry(letter).or_default() += 1;
    }
    count
}

/// How often each word of more than one letter occurs, without diacritics and case.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut count = BTreeMap::new();
    let folded = fold(text);
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 1) {
        *count.entry(word.to_owned()).or_default() += 1;
    }
    count
}

/// The letters that are typed more often than they are shown.
fn unshown(typed: &str, shown: &str) -> Vec<char> {
    let shown = letters(shown);
    let is_short = |(letter, count): &(char, usize)| shown.get(letter).is_none_or(|shown| shown < count);
    letters(typed).into_iter().filter(is_short).map(|(letter, _)| letter).collect()
}
