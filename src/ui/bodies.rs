//! What is typed into a search field, looked for in the bodies and comments of all pieces.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use iced::Task;

use super::streamed;
use crate::newsroom::{Newsroom, Texts};
use crate::piece::find::{self, Hit, Pattern, Place, Snippet, Sought, Words};
use crate::piece::{Format, Piece, PieceId};
use crate::ui::{Effect, Route};

/// How many letters are shown before and after a hit.
const AROUND: usize = 40;
/// How many pieces are shown; all are counted.
pub const MOST: usize = 30;

/// A search that the next key ends.
#[derive(Debug, Default)]
pub struct Bodies {
    /// Taken at the first key.
    texts: Option<Texts>,
    generation: Arc<AtomicU64>,
    /// The best of the pieces found.
    pub hits: Vec<BodyHit>,
    /// How many pieces have the words.
    pub count: usize,
}

/// A piece whose body or comments have the words.
#[derive(Debug, Clone)]
pub struct BodyHit {
    pub id: PieceId,
    pub title: String,
    pub format: Format,
    pub snippet: Snippet,
    /// What leads there.
    pub open: Effect,
}

/// What a search has found so far.
#[derive(Debug, Clone)]
pub struct Found {
    generation: u64,
    hits: Vec<BodyHit>,
    count: usize,
}

impl Bodies {
    /// Looks for what is typed, on other threads.
    pub fn search(&mut self, typed: &str, newsroom: &Newsroom) -> Task<Found> {
        self.end();
        let Some(words) = Words::new(typed) else { return Task::none() };
        let texts = self.texts.get_or_insert_with(|| newsroom.texts()).clone();
        let current = Arc::clone(&self.generation);
        let generation = current.load(Ordering::Relaxed);
        streamed(move |tell| {
            let look = |piece: &Arc<Piece>, body: &str, folded: &mut String| {
                if words.are_in(body, folded) {
                    // A record's file has more words than people read.
                    let text = find::read_text(piece.format, body);
                    if find::word_fields(piece.format).is_none() || words.are_in(&text, folded) {
                        return Some((Arc::clone(piece), words.are_together(&text, folded)));
                    }
                }
                let comment = words.comment(&piece.header, folded)?;
                Some((Arc::clone(piece), words.are_together(comment, folded)))
            };
            let is_over = || current.load(Ordering::Relaxed) != generation;
            // The words together come before the same words apart, newer pieces before older ones.
            let mut best: BTreeMap<(bool, PieceId), BodyHit> = BTreeMap::new();
            let mut count = 0;
            texts.search(look, is_over, |pieces| {
                count += pieces.len();
                for (piece, are_together) in pieces {
                    let key = (are_together, piece.id().clone());
                    let is_better =
                        best.len() < MOST || best.first_key_value().is_some_and(|(last, _)| *last < key);
                    if let Some(hit) = is_better.then(|| BodyHit::new(&words, &piece)).flatten() {
                        let _ = best.insert(key, hit);
                    }
                    if best.len() > MOST {
                        let _ = best.pop_first();
                    }
                }
                let hits = best.values().rev().cloned().collect();
                tell(Found { generation, hits, count });
            });
        })
    }

    /// Takes in what was found, unless another search has begun.
    pub fn take(&mut self, found: Found) {
        if found.generation == self.generation.load(Ordering::Relaxed) {
            (self.hits, self.count) = (found.hits, found.count);
        }
    }

    /// Ends the search and forgets what it found.
    pub fn end(&mut self) {
        let _ = self.generation.fetch_add(1, Ordering::Relaxed);
        self.hits.clear();
        self.count = 0;
    }

    /// Texts have changed: the next search takes them anew.
    pub fn forget(&mut self) {
        self.texts = None;
    }
}

impl Drop for Bodies {
    fn drop(&mut self) {
        self.end();
    }
}

impl BodyHit {
    fn new(words: &Words, piece: &Arc<Piece>) -> Option<Self> {
        let body = piece.body.peek();
        let read = find::read_text(piece.format, &body);
        let is_in_body = words.are_in(&read, &mut String::new());
        let comment = if is_in_body { None } else { words.comment(&piece.header, &mut String::new()) };
        let text = comment.unwrap_or(&read);
        let (sought, range) = words.place(text)?;
        let mut hit = Hit { place: Place::Body { is_mark: false }, range };
        let snippet = hit.snippet(Format::Article, text, AROUND);
        if find::word_fields(piece.format).is_some() && comment.is_none() {
            let hits = |pattern| find::hits(&pattern, &piece.header, piece.format, &body, &mut String::new());
            let hits = Pattern::new(sought).map(hits).unwrap_or_default();
            hit = hits.into_iter().find(|hit| matches!(hit.place, Place::Body { .. }))?;
        }
        let id = piece.id().clone();
        let open = match (piece.format, comment) {
            (Format::Poster, Some(_)) => Effect::Open(Route::Poster(id.clone())),
            (_, Some(_)) => Effect::Open(Route::Piece(id.clone())),
            (_, None) => Effect::ShowFound(id.clone(), Sought::clone(sought), hit),
        };
        Some(Self { id, title: piece.header.title.clone(), format: piece.format, snippet, open })
    }
}
