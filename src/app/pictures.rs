//! The pictures of the posters, templates and surveys: read when a workspace is opened, and again when its folder has changed.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use iced::Task;

use super::message::{Arrival, ImportedPicture};
use super::{App, Message, Phase, Session, Tab};
use crate::newsroom::Change;
use crate::piece::quiz::Quiz;
use crate::piece::{Format, Piece};
use crate::poster::{OwnTemplate, Poster};
use crate::store::Workspace;
use crate::store::files::Meta;
use crate::ui::screen::poster;
use crate::ui::screen::survey::{self, bank};
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

    /// Copies a picture into the workspace.
    pub(super) fn import_picture(&self, source: PathBuf, arrival: Arrival) -> Task<Message> {
        let workspace = self.workspace.clone();
        let import = move || imported(&workspace, &source);
        background(import).map(move |imported| Message::PictureImported(imported, arrival))
    }

    /// Copies the picture in the system's clipboard into the workspace, if there is one.
    pub(super) fn paste_picture(&self) -> Task<Message> {
        let workspace = self.workspace.clone();
        let paste = move || {
            let Ok(mut clipboard) = arboard::Clipboard::new() else { return Ok(None) };
            let Ok(copied) = clipboard.get_image() else { return Ok(None) };
            let broken = || {
                "Ảnh trong bộ nhớ tạm không đọc được. Hãy lưu ảnh ra tệp rồi kéo tệp vào bản vẽ.".to_owned()
            };
            let (width, height) = (copied.width as u32, copied.height as u32);
            let pixels =
                image::RgbaImage::from_raw(width, height, copied.bytes.into_owned()).ok_or_else(broken)?;
            let folder = tempfile::tempdir().map_err(|_| broken())?;
            let file = folder.path().join("ảnh dán.png");
            pixels.save(&file).map_err(|_| broken())?;
            imported(&workspace, &file).map(Some)
        };
        background(paste).map(Message::PicturePasted)
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

impl App {
    /// Tells the screen that a picture has been added to the workspace.
    pub(super) fn picture_arrived(&mut self, picture: ImportedPicture, arrival: Arrival) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let ImportedPicture { path, data, size } = picture;
        let mut pictures = (*session.context.pictures).clone();
        let _ = pictures.insert(path.clone(), data);
        session.context.pictures = Arc::new(pictures);
        let message = match arrival {
            Arrival::Picked if session.tab == Tab::Survey => {
                Message::Survey(survey::Message::Bank(bank::Message::PicturePicked(path)))
            }
            Arrival::Picked => Message::Poster(poster::Message::PicturePicked(path)),
            Arrival::Dropped => Message::Poster(poster::Message::PictureDropped(path, size)),
        };
        self.screen(message)
    }
}

fn imported(workspace: &Workspace, source: &Path) -> Result<ImportedPicture, String> {
    let path = workspace.import_picture(source).map_err(|error| error.to_string())?;
    let data = workspace.picture(&path).map_err(|error| error.to_string())?;
    let size = crate::document::poster::picture_size(&data);
    Ok(ImportedPicture { path, data, size })
}

/// Relative paths of all pictures on these posters and templates, and in these surveys.
fn used(pieces: &[Arc<Piece>], templates: &[OwnTemplate]) -> Vec<String> {
    let kept = templates.iter().flat_map(|template| template.poster.pictures());
    let of_piece = |piece: &Arc<Piece>| -> Vec<String> {
        if piece.format == Format::Quiz {
            let questions = Quiz::parse(&piece.body.peek()).questions.into_iter();
            questions.map(|question| question.picture).filter(|path| !path.is_empty()).collect()
        } else {
            let poster = Poster::parse(&piece.body.peek()).ok();
            poster.iter().flat_map(Poster::pictures).map(str::to_owned).collect()
        }
    };
    let mut paths: Vec<String> = pieces.iter().flat_map(of_piece).chain(kept.map(str::to_owned)).collect();
    paths.sort();
    paths.dedup();
    paths
}
