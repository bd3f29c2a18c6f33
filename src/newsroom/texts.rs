//! The texts of all pieces, to be searched on a background thread.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::piece::{Piece, Reader};

/// Hits are reported each time this many pieces have been searched.
const BATCH: usize = 4096;
/// How many pieces a thread takes at once.
const TOGETHER: usize = 64;

/// Pieces as they were when a search began. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    pieces: Arc<[Arc<Piece>]>,
    /// The newest first; of packed texts, those together that are packed together.
    order: Arc<OnceLock<Vec<u32>>>,
}

impl Texts {
    pub fn new(pieces: impl Iterator<Item = Arc<Piece>>) -> Self {
        Self { pieces: pieces.collect(), order: Arc::default() }
    }

    /// Looks at each piece and its body, on all processors, and tells what was found, batch by batch, until `is_over`.
    /// `look` gets a buffer that is kept from body to body.
    pub fn search<T: Send>(
        &self,
        look: impl Fn(&Arc<Piece>, &str, &mut String) -> Option<T> + Sync,
        is_over: impl Fn() -> bool + Sync,
        mut found: impl FnMut(Vec<T>),
    ) {
        let order = self.order.get_or_init(|| {
            let mut order: Vec<u32> = (0..self.pieces.len() as u32).rev().collect();
            order.sort_by_key(|at| self.pieces[*at as usize].body.place());
            order
        });
        for batch in order.chunks(BATCH) {
            if is_over() {
                return;
            }
            let look_at = |(reader, folded): &mut (Reader, String), at: &u32| {
                let piece = &self.pieces[*at as usize];
                look(piece, reader.read(&piece.body), folded)
            };
            let all = batch.par_iter().with_min_len(TOGETHER).map_init(<(Reader, String)>::default, look_at);
            let hits: Vec<T> = all.flatten_iter().collect();
            if !hits.is_empty() && !is_over() {
                found(hits);
            }
        }
    }
}
