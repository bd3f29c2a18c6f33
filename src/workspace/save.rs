//! Saving: atomic, durable, and never over words that were not seen.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use chrono::Utc;

use super::{FOLDER, SETTINGS, SaveError, Stamp, Stored, Workspace, history, lock, name, read, text, write};
use crate::piece::{Header, Piece};
use crate::plan::Settings;
use crate::record;

impl Workspace {
    /// Writes a piece. `previous` is where its file is and what it was when last read or written; none for
    /// a new piece, which is given a name. When this returns, the words survive a power cut.
    ///
    /// The file keeps its path; its old content is kept as a revision.
    pub fn save(&self, piece: Piece, previous: Option<(String, Stamp)>) -> Result<Stored, SaveError> {
        let title = || previous.as_ref().map_or_else(|| piece.header.title.clone(), |(path, _)| path.clone());
        if piece.header.schema > Header::SCHEMA {
            return Err(SaveError::Newer { path: title(), schema: piece.header.schema });
        }
        if !name::is_safe_id(&piece.header.id) {
            return Err(SaveError::refused(title(), format!("mã bài \"{}\" không hợp lệ", piece.header.id)));
        }
        let (piece, text) = compose(piece)?;
        self.prepare()?;
        let _guard = lock::take(&self.writing, &self.root.join(FOLDER));
        match previous {
            Some((path, stamp)) => self.replace(piece, &text, path, &stamp),
            None => self.add(piece, &text),
        }
    }

    fn replace(&self, piece: Piece, text: &str, path: String, stamp: &Stamp) -> Result<Stored, SaveError> {
        let target = self.target(&path)?;
        let (current, seen) = match read::bytes(&target, read::LARGEST) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                return Err(SaveError::ChangedOutside { path, mine: Box::new(piece), theirs: None });
            }
            Err(error) => return Err(SaveError::io("đọc", path)(error)),
        };
        if current == text.as_bytes() {
            return Ok(Stored { piece, path, stamp: seen });
        }
        if !stamp.has_content(&current) {
            return Err(changed(piece, path, &current, seen));
        }
        history::keep(&self.root, &piece.header.id, piece.format.extension(), &current, Utc::now())
            .map_err(SaveError::io("giữ bản cũ của", &path))?;
        let folder = target.parent().unwrap_or(&self.root);
        let temp = write::stage(folder, text.as_bytes()).map_err(SaveError::io("ghi", &path))?;
        // Staging took its time; someone who wrote meanwhile must not be overwritten.
        if !fs::symlink_metadata(&target).is_ok_and(|metadata| metadata.is_file() && seen.fits(&metadata)) {
            match read::bytes(&target, read::LARGEST) {
                Ok((now, _)) if now == current => {}
                Ok((now, stamp)) => return Err(changed(piece, path, &now, stamp)),
                Err(_) => {
                    return Err(SaveError::ChangedOutside { path, mine: Box::new(piece), theirs: None });
                }
            }
        }
        write::replace(temp, &target).map_err(SaveError::io("ghi", &path))?;
        tracing::info!(path, bytes = text.len(), "saved");
        Self::stored(piece, path, &target, text)
    }

    fn add(&self, piece: Piece, text: &str) -> Result<Stored, SaveError> {
        for is_long in [false, true] {
            let path = name::path_of(&piece, self.year, is_long);
            let target = self.target(&path)?;
            let folder = target.parent().unwrap_or(&self.root);
            write::create_folders(&self.root, folder).map_err(SaveError::io("tạo thư mục cho", &path))?;
            // Checked again: the folders made may have met a link.
            let target = self.target(&path)?;
            match write::create_new(&target, text.as_bytes()) {
                Ok(()) => {
                    tracing::info!(path, bytes = text.len(), "created");
                    return Self::stored(piece, path, &target, text);
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    let (there, stamp) =
                        read::bytes(&target, read::LARGEST).map_err(SaveError::io("đọc", &path))?;
                    if there == text.as_bytes() {
                        return Ok(Stored { piece, path, stamp });
                    }
                    if is_long {
                        return Err(changed(piece, path, &there, stamp));
                    }
                }
                Err(error) => return Err(SaveError::io("ghi", path)(error)),
            }
        }
        unreachable!("the long name returns in every case")
    }

    fn stored(piece: Piece, path: String, target: &Path, text: &str) -> Result<Stored, SaveError> {
        let metadata = fs::metadata(target).map_err(SaveError::io("đọc lại", &path))?;
        let stamp = Stamp::new(&metadata, text.as_bytes());
        Ok(Stored { piece, path, stamp })
    }

    /// Writes `settings.ron`. `previous` as [`super::Opened::settings_stamp`] or the last save gave it.
    pub fn save_settings(&self, settings: &Settings, previous: Option<&Stamp>) -> Result<Stamp, SaveError> {
        if settings.schema > Settings::SCHEMA {
            return Err(SaveError::Newer { path: SETTINGS.into(), schema: settings.schema });
        }
        self.prepare()?;
        let _guard = lock::take(&self.writing, &self.root.join(FOLDER));
        let target = self.target(SETTINGS)?;
        let outside = || SaveError::RecordChangedOutside { path: SETTINGS.into() };
        let current = match read::bytes(&target, read::LARGEST) {
            Ok((current, _)) => Some(current),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(SaveError::io("đọc", SETTINGS)(error)),
        };
        // The text as it stands: what this program does not know survives.
        let source = current.as_deref().and_then(|bytes| text::decode(bytes).ok()).map(|(text, _)| text);
        let text = source.map_or_else(|| settings.to_text(), |source| record::update(&source, settings));
        match (&current, previous) {
            (Some(current), _) if current == text.as_bytes() => {}
            (Some(current), Some(stamp)) if stamp.has_content(current) => {
                let temp =
                    write::stage(&self.root, text.as_bytes()).map_err(SaveError::io("ghi", SETTINGS))?;
                write::replace(temp, &target).map_err(SaveError::io("ghi", SETTINGS))?;
            }
            (Some(_), _) => return Err(outside()),
            // Deleted by someone: the settings in the window are all there is left.
            (None, _) => match write::create_new(&target, text.as_bytes()) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(outside()),
                done => done.map_err(SaveError::io("ghi", SETTINGS))?,
            },
        }
        let metadata = fs::metadata(&target).map_err(SaveError::io("đọc lại", SETTINGS))?;
        Ok(Stamp::new(&metadata, text.as_bytes()))
    }

    /// The program's own folder; the first save makes it.
    pub(super) fn prepare(&self) -> Result<(), SaveError> {
        write::create_folders(&self.root, &self.root.join(FOLDER))
            .map_err(SaveError::io("tạo thư mục", FOLDER))
    }

    /// Where a path is written: inside the workspace, through no link.
    pub(super) fn target(&self, path: &str) -> Result<std::path::PathBuf, SaveError> {
        let target =
            name::resolve(&self.root, path).map_err(|refusal| SaveError::refused(path, refusal.reason()))?;
        let mut part = target.as_path();
        while part != self.root {
            if fs::symlink_metadata(part).is_ok_and(|metadata| metadata.is_symlink()) {
                return Err(SaveError::refused(path, "đường dẫn đi qua một liên kết, có thể dẫn ra ngoài"));
            }
            part = part.parent().unwrap_or(&self.root);
        }
        Ok(target)
    }
}

/// The piece's text, and the piece as that text reads: what would not read back is not written.
fn compose(mut piece: Piece) -> Result<(Piece, String), SaveError> {
    let refused = |piece: &Piece, reason: String| SaveError::refused(&piece.header.title, reason);
    piece.body = text::compose(std::mem::take(&mut piece.body)).0;
    if piece.body.contains('\r') {
        piece.body = piece.body.replace("\r\n", "\n").replace('\r', "\n");
    }
    let (text, _) = text::compose(piece.to_text());
    let read = Piece::parse(&text, piece.format).map_err(|error| refused(&piece, error.to_string()))?;
    if read.header.id == piece.header.id && read.body.trim() == piece.body.trim() {
        Ok((read, text))
    } else {
        Err(refused(&piece, "nội dung ghi ra không đọc lại được nguyên vẹn".into()))
    }
}

fn changed(mine: Piece, path: String, there: &[u8], stamp: Stamp) -> SaveError {
    let theirs = read::parse(there, &path, mine.format)
        .ok()
        .map(|(piece, _)| Box::new(Stored { piece, path: path.clone(), stamp }));
    SaveError::ChangedOutside { path, mine: Box::new(mine), theirs }
}
