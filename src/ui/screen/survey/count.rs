//! What is counted for the screen, on a background thread.

use std::collections::HashMap;

use crate::bank::{Bank, Coverage, coverage, twins};
use crate::newsroom::Newsroom;
use crate::piece::quiz::Quiz;
use crate::piece::{Format, Piece, PieceId};
use crate::record::Record;
use crate::survey::answers::Answers;
use crate::survey::draw;
use crate::survey::outcome::Outcome;

/// Where a question of the bank was asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Use {
    pub title: String,
    /// The part of the people who answered right; none while nobody was marked.
    pub right: Option<f64>,
}

#[derive(Debug, Clone, Default)]
pub struct Counted {
    pub outcome: Outcome,
    /// The survey before this one that has results: its title and what it gave.
    pub before: Option<(String, Outcome)>,
    /// By fingerprint.
    pub uses: HashMap<String, Vec<Use>>,
    pub coverage: Vec<Coverage>,
    /// Pairs of questions that are much alike.
    pub alike: usize,
}

/// The surveys, by their day; those without one come last.
pub fn surveys(newsroom: &Newsroom) -> Vec<&Piece> {
    let mut all: Vec<&Piece> = newsroom.pieces().filter(|piece| piece.format == Format::Quiz).collect();
    all.sort_by_cached_key(|piece| {
        let day = newsroom.first_day(&piece.header);
        (day.is_none(), day, piece.header.id.clone())
    });
    all
}

/// The workspace's bank; without a file, an empty one.
pub fn bank(newsroom: &Newsroom) -> Bank {
    newsroom.record(Bank::PATH).and_then(|record| record.get::<Bank>()).cloned().unwrap_or_default()
}

/// A survey's answers in all localities.
pub fn answers<'a>(newsroom: &'a Newsroom, survey: &PieceId) -> Vec<&'a Answers> {
    newsroom.entries::<Answers>().filter(|answers| answers.survey == survey.as_str()).collect()
}

pub fn count(newsroom: &Newsroom, chosen: Option<&PieceId>) -> Counted {
    let bank = bank(newsroom);
    let mut counted = Counted { coverage: coverage(&bank), alike: twins(&bank).len(), ..Counted::default() };
    let mut is_before = true;
    for piece in surveys(newsroom) {
        let quiz = Quiz::parse(&piece.body);
        let all = answers(newsroom, piece.id());
        let outcome = Outcome::new(&quiz, &all);
        for (at, question) in quiz.questions.iter().enumerate() {
            let right = outcome.items.iter().find(|item| item.question == at).map(|item| item.difficulty);
            let title = piece.header.title.clone();
            counted.uses.entry(draw::fingerprint(question)).or_default().push(Use { title, right });
        }
        let is_chosen = Some(piece.id()) == chosen;
        is_before &= !is_chosen;
        if is_chosen {
            counted.outcome = outcome;
        } else if is_before && outcome.all.people > 0 {
            counted.before = Some((piece.header.title.clone(), outcome));
        }
    }
    counted
}
