//! Exports several posters for the print shop into one folder.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError};

use iced::Task;

use super::{Message, Session};
use crate::calendar::wording;
use crate::document::PrintOptions;
use crate::export::{file, job};
use crate::fold;
use crate::piece::PieceId;
use crate::ui::{Effect, Notice, background};

impl Session {
    /// A PDF for each. One with errors of the preflight is left out, and told.
    pub(super) fn export_posters(&self, ids: Vec<PieceId>, folder: PathBuf) -> Task<Message> {
        let newsroom = self.context.newsroom.snapshot_of(&ids);
        let (pictures, fonts) = (Arc::clone(&self.context.pictures), Arc::clone(&self.context.fonts));
        let workspace = self.workspace.clone();
        let write = move || {
            workspace.check_destination(&folder).map_err(|error| error.to_string())?;
            let pictures = |path: &str| pictures.get(path).cloned();
            let (mut failed, mut names) = (Vec::new(), Vec::<String>::new());
            for piece in ids.iter().filter_map(|id| newsroom.piece(id)) {
                let title = &piece.header.title;
                let stem = fold::file_name(title);
                let same = names.iter().filter(|known| **known == stem).count();
                let name = if same == 0 { stem.clone() } else { format!("{stem} ({})", same + 1) };
                names.push(stem);
                // The lock is not held from one poster to the next: the previews use it, too.
                let mut fonts = fonts.lock().unwrap_or_else(PoisonError::into_inner);
                let written = file::write_with(&folder.join(format!("{name}.pdf")), |out| {
                    job::poster(piece, "pdf", &pictures, &PrintOptions::default(), &mut fonts, out)
                });
                if let Err(error) = written {
                    failed.push(format!("“{title}”: {error}"));
                }
            }
            let written = wording::counted(names.len() - failed.len(), "bản in");
            let done = format!("Đã xuất {written} vào {}", folder.display());
            if failed.is_empty() {
                return Ok(done);
            }
            let left = wording::counted(failed.len(), "bản");
            Err(format!("{done}. Chưa xuất {left}: {}", failed.join("; ")))
        };
        background(write).map(|done: Result<String, String>| {
            let notice = done.map_or_else(Notice::waiting, Notice::done);
            Message::Effect(Effect::Notify(notice))
        })
    }
}
