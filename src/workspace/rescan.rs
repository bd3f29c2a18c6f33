//! What others changed since the files were last read.

use std::collections::HashMap;

use rayon::prelude::*;

use super::load::twin;
use super::{Problem, SETTINGS, Stamp, Stored, Workspace, read, walk};
use crate::piece::PieceId;
use crate::plan::Settings;

/// What the caller knows of the files, by path.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub pieces: HashMap<String, (PieceId, Stamp)>,
    pub settings: Option<Stamp>,
}

impl Known {
    pub fn of<'a>(pieces: impl IntoIterator<Item = &'a Stored>, settings: Option<Stamp>) -> Self {
        let pieces = pieces
            .into_iter()
            .map(|stored| (stored.path.clone(), (stored.piece.header.id.clone(), stored.stamp)))
            .collect();
        Self { pieces, settings }
    }
}

/// One outside change.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// The content of a known file is another.
    Changed(Stored),
    /// A file with a new id.
    Added(Stored),
    /// A known piece stands under another path; its content may have changed too.
    Moved {
        from: String,
        stored: Stored,
    },
    /// A known file is gone.
    Removed {
        id: PieceId,
        path: String,
    },
    /// A known file no longer reads: its piece in memory is the last good one.
    Broken {
        id: PieceId,
        problem: Problem,
    },
    /// What a sync program set aside of a known piece.
    Copied(Stored),
    Settings(Box<Settings>, Stamp),
    /// A trouble that concerns no known piece.
    Problem(Problem),
}

impl Workspace {
    /// Compares the files with what is known. Files whose size and time stand are not read again.
    pub fn rescan(&self, known: &Known) -> Vec<Event> {
        let walk::Walked { found, copies, .. } = walk::walk(&*self.files, &self.root);
        let mut missing: HashMap<&str, &PieceId> =
            known.pieces.iter().map(|(path, (id, _))| (path.as_str(), id)).collect();
        for found in &found {
            let _ = missing.remove(found.path.as_str());
        }
        // A file gone for a moment while a program replaces it is not gone.
        missing.retain(|path, _| self.files.metadata(&self.root.join(path)).is_err());
        let mut gone: HashMap<&PieceId, &str> = missing.into_iter().map(|(path, id)| (id, path)).collect();
        let read: Vec<_> = found
            .par_iter()
            .filter_map(|found| {
                let before = known.pieces.get(&found.path);
                if let Some((_, stamp)) = before
                    && self.files.metadata(&found.file).is_ok_and(|meta| stamp.still_fits(&meta))
                {
                    return None;
                }
                match read::piece(&*self.files, &self.root, found) {
                    Ok((stored, _))
                        if before.is_some_and(|(_, stamp)| stamp.has_content_of(&stored.stamp)) =>
                    {
                        None
                    }
                    read => Some((before.map(|(id, _)| id), read)),
                }
            })
            .collect();
        let mut events = Vec::new();
        for (before, read) in read {
            let (id, stored) = match (before, read) {
                (Some(id), Err(problem)) => {
                    events.push(Event::Broken { id: id.clone(), problem });
                    continue;
                }
                (None, Err(problem)) => {
                    events.push(Event::Problem(problem));
                    continue;
                }
                (id, Ok((stored, _))) => (id, stored),
            };
            let now = &stored.piece.header.id;
            if id == Some(now) {
                events.push(Event::Changed(stored));
                continue;
            }
            let from = gone.remove(now);
            if let Some(id) = id {
                // Another piece was put in the place of this one.
                events.push(Event::Removed { id: id.clone(), path: stored.path.clone() });
            }
            events.push(match from {
                Some(from) => Event::Moved { from: from.into(), stored },
                None => match self.original(known, &stored) {
                    Some(original) => Event::Problem(twin(&stored, original)),
                    None => Event::Added(stored),
                },
            });
        }
        let removed = |(id, path): (&PieceId, &str)| Event::Removed { id: id.clone(), path: path.into() };
        events.extend(gone.into_iter().map(removed));
        // A share that went away took no piece with it.
        let is_loss = |event: &Event| matches!(event, Event::Removed { .. } | Event::Broken { .. });
        if events.iter().any(is_loss) && !self.is_there() {
            return Vec::new();
        }
        let is_known = |stored: &Stored| known.pieces.values().any(|(id, _)| *id == stored.piece.header.id);
        let copies = copies.iter().filter_map(|copy| read::piece(&*self.files, &self.root, copy).ok());
        let copies = copies.map(|(stored, _)| stored).filter(is_known);
        events.extend(copies.map(Event::Copied));
        events.extend(self.rescan_settings(known.settings.as_ref()));
        events
    }

    /// The known file that has the piece's id.
    fn original<'a>(&self, known: &'a Known, stored: &Stored) -> Option<&'a str> {
        let id = &stored.piece.header.id;
        let mut holders = known.pieces.iter().filter(|(_, (other, _))| other == id);
        holders
            .find(|(path, _)| self.files.metadata(&self.root.join(path)).is_ok())
            .map(|(path, _)| path.as_str())
    }

    fn rescan_settings(&self, known: Option<&Stamp>) -> Option<Event> {
        let meta = self.files.metadata(&self.root.join(SETTINGS)).ok()?;
        if known.is_some_and(|stamp| stamp.still_fits(&meta)) {
            return None;
        }
        let mut problems = Vec::new();
        let (settings, stamp) = self.read_settings(&mut problems);
        match stamp {
            Some(stamp) if known.is_some_and(|known| known.has_content_of(&stamp)) => None,
            Some(stamp) => Some(Event::Settings(Box::new(settings), stamp)),
            None => problems.pop().map(Event::Problem),
        }
    }
}
