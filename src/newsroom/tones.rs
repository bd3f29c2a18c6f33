//! A cache of the pieces' tones, read once from their texts.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::piece::{self, Piece, PieceId, Tone};

/// The tones read from the pieces, and the pieces that have changed since. Clones share the tones read.
#[derive(Debug, Clone, Default)]
pub struct Tones {
    /// Only for pieces with tones.
    read: Arc<OnceLock<HashMap<PieceId, Box<[Tone]>>>>,
    changed: BTreeSet<PieceId>,
}

impl Tones {
    /// Reads all pieces on all cores, once.
    pub fn read(&self, pieces: &[Arc<Piece>]) {
        let toned = |piece: &Arc<Piece>| {
            let tones = piece::tones(piece);
            (!tones.is_empty()).then(|| (piece.id().clone(), tones.into_boxed_slice()))
        };
        let _ = self.read.get_or_init(|| pieces.par_iter().filter_map(toned).collect());
    }

    /// A piece was added, or changed since it was read.
    pub fn forget(&mut self, piece: &PieceId) {
        if !self.changed.contains(piece) {
            let _ = self.changed.insert(piece.clone());
        }
    }

    /// The tones of each of these pieces; missing ones are read, on all cores.
    pub fn of<'a>(&self, pieces: impl Iterator<Item = &'a Piece>) -> Vec<Cow<'_, [Tone]>> {
        let pieces: Vec<&Piece> = pieces.collect();
        let read = self.read.get();
        let tones = |piece: &&Piece| match read {
            Some(read) if !self.changed.contains(piece.id()) => {
                Cow::Borrowed(read.get(piece.id()).map_or(&[][..], AsRef::as_ref))
            }
            _ => Cow::Owned(piece::tones(piece)),
        };
        pieces.par_iter().map(tones).collect()
    }
}
