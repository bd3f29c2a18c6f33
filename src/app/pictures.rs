//! The pictures of the posters, templates and surveys: read when a workspace is opened, and again when its folder has changed.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use iced::Task;

use super::{Message, Session};
use crate::newsroom::Change;
use crate::piece::quiz::Quiz;
use crate::piece::{Format, Piece};
use crate::poster::{OwnTemplate, Poster};
use crate::store::files::Meta;
use crate::ui::{Pictures, background};

/// What each picture's file was like when it was read, by path.
pub(super) type Stamps = Arc<Mutex<HashMap<String, Meta>>>;

impl Session {
    /// Reads the used pictures that are new or were changed.
    pub(super) fn load_pictures(&self) -> Task<Message> {
        let may_use = |piece: &&Arc<Piece>| matches!(piece.format, Format::Poster | Format::Quiz);
        let pieces: Vec<Arc<Piece>> = self.context.newsroom.all().filter(may_use).cloned().collect();
        let templates: Vec<OwnTemplate> = self.context.newsroom.entries().cloned().collect();
        let (workspace, stamps) = (self.workspace.clone(), Arc::clone(&self.picture_stamps));
        let held = Arc::clone(&self.context.pictures);
        let look = move || {
            let mut stamps = stamps.lock().unwrap_or_else(PoisonError::into_inner);
            let mut found = HashMap::new();
            for path in used(&pieces, &templates) {
                let Some(stamp) = workspace.picture_stamp(&path) else { continue };
                if held.contains_key(&path) && stamps.get(&path) == Some(&stamp) {
                    continue;
                }
                let Ok(data) = workspace.picture(&path) else { continue };
                let _ = stamps.insert(path.clone(), stamp);
                if held.get(&path) != Some(&data) {
                    let _ = found.insert(path, data);
                }
            }
            Arc::new(found)
        };
        background(look).map(Message::PicturesLoaded)
    }

    /// Takes in what was read. A picture whose file is gone stays in memory, to be written back.
    pub(super) fn take_pictures(&mut self, found: &Pictures) -> Task<Message> {
        if found.is_empty() {
            return Task::none();
        }
        let mut pictures = (*self.context.pictures).clone();
        pictures.extend(found.iter().map(|(path, data)| (path.clone(), Arc::clone(data))));
        self.context.pictures = Arc::new(pictures);
        self.refresh(&Change::default())
    }
}

/// Relative paths of all pictures on these posters and templates, and in these surveys.
fn used(pieces: &[Arc<Piece>], templates: &[OwnTemplate]) -> Vec<String> {
    let kept = templates.iter().flat_map(|template| template.poster.pictures());
    let of_piece = |piece: &Arc<Piece>| -> Vec<String> {
        match piece.format {
            Format::Quiz => {
                let questions = Quiz::parse(&piece.body.peek()).questions.into_iter();
                questions.map(|question| question.picture).filter(|path| !path.is_empty()).collect()
            }
            _ => {
                let poster = Poster::parse(&piece.body.peek()).ok();
                poster.iter().flat_map(Poster::pictures).map(str::to_owned).collect()
            }
        }
    };
    let mut paths: Vec<String> = pieces.iter().flat_map(of_piece).chain(kept.map(str::to_owned)).collect();
    paths.sort();
    paths.dedup();
    paths
}
