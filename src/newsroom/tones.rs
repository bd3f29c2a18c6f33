//! A cache of the tones of the pieces' rows, read once from their texts.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::piece::{self, Piece, PieceId, Tone};

/// The tones read from the pieces, and the pieces whose rows have changed since. Clones share the tones read.
#[derive(Debug, Clone, Default)]
pub struct Tones {
    /// Only for pieces with tones in their rows.
    read: Arc<OnceLock<HashMap<PieceId, Box<[Tone]>>>>,
    changed: BTreeSet<PieceId>,
}

impl Tones {
    /// Reads all pieces on all cores, once.
    pub fn read(&self, pieces: &[Arc<Piece>]) {
        let _ = self.read.get_or_init(|| {
            let pieces: Vec<&Piece> = pieces.iter().map(Arc::as_ref).collect();
            let toned = pieces.iter().zip(of_rows(&pieces)).filter(|(_, tones)| !tones.is_empty());
            toned.map(|(piece, tones)| (piece.id().clone(), tones.into_boxed_slice())).collect()
        });
    }

    /// A piece was added, or its body or activity has changed since it was read.
    pub fn forget(&mut self, piece: &PieceId) {
        if !self.changed.contains(piece) {
            let _ = self.changed.insert(piece.clone());
        }
    }

    /// The tones of each of these pieces; missing ones are read, on all cores.
    pub fn of<'a>(&self, pieces: impl Iterator<Item = &'a Piece>) -> Vec<Cow<'_, [Tone]>> {
        let pieces: Vec<&Piece> = pieces.collect();
        let known = |piece: &&Piece| {
            let read = self.read.get().filter(|_| !self.changed.contains(piece.id()))?;
            Some(read.get(piece.id()).map_or(&[][..], AsRef::as_ref))
        };
        let known: Vec<Option<&[Tone]>> = pieces.par_iter().map(known).collect();
        let missing = pieces.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(piece, _)| *piece);
        let mut missing = of_rows(&missing.collect::<Vec<_>>()).into_iter();
        let of_rows = known.into_iter().map(|known| match known {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(missing.next().unwrap_or_default()),
        });
        let tones = pieces.iter().zip(of_rows).map(|(piece, of_rows)| match &*piece.header.tones {
            [] => of_rows,
            own => Cow::Owned(piece::tones_together(own, &of_rows)),
        });
        tones.collect()
    }
}

/// The tones of the rows of each of these pieces, on all cores, read in the order in which the texts are packed.
fn of_rows(pieces: &[&Piece]) -> Vec<Vec<Tone>> {
    let mut order: Vec<usize> = (0..pieces.len()).collect();
    order.sort_by_key(|at| pieces[*at].body.place());
    let read: Vec<_> = order.par_iter().map(|at| (*at, piece::tones_of_rows(pieces[*at]))).collect();
    let mut tones = vec![Vec::new(); pieces.len()];
    for (at, found) in read {
        tones[at] = found;
    }
    tones
}
