//! Files that cannot be opened: view their content, or restore the last good revision.

use std::io::ErrorKind;

use super::read;
use super::{Content, Error, Key, Problem, SaveError, Workspace, text};

/// Maximum number of bytes shown.
const SHOWN: u64 = 256 * 1024;

impl Workspace {
    /// A file's content for display, whatever it is; bytes that are not text become dots. Files above the
    /// size limit of pieces are refused.
    pub fn as_text(&self, path: &str) -> Result<String, Error> {
        let file = self.locate(path)?;
        let (bytes, _) =
            read::bytes(&*self.files, &file, read::LARGEST).map_err(Error::io("đọc được tệp", &file))?;
        let bytes = &bytes[..bytes.len().min(SHOWN as usize)];
        let text = text::decode(bytes)
            .map_or_else(|_| String::from_utf8_lossy(bytes).into_owned(), |(text, _)| text.into_owned());
        let shown = |c: char| if c.is_control() && c != '\n' && c != '\t' { '·' } else { c };
        Ok(text.replace("\r\n", "\n").chars().map(shown).collect())
    }

    /// Replaces a broken file by its last good revision; the broken content stays in its history. A file
    /// above the size limit of pieces goes to the trash.
    pub fn restore_last_good(&self, problem: &Problem) -> Result<Content, SaveError> {
        let path = &problem.path;
        let refused = |reason: &str| SaveError::refused(path, reason);
        if let Some(kind) = self.kinds().iter().find(|kind| kind.path == *path) {
            return self.mend_record(kind.path);
        }
        let good =
            problem.last_good.as_deref().ok_or_else(|| refused("không có bản tốt nào trong lịch sử"))?;
        let failed = |path| SaveError::io("đọc được", path);
        let (bytes, _) =
            read::bytes(&*self.files, &self.target(good)?, read::LARGEST).map_err(failed(good))?;
        let content = match self.kind_of_entry(path) {
            // The history of a record is not in its folder: the name of the broken file says what it is.
            Some(_) => self.parse_at(&bytes, path),
            None => Self::parse_piece(&bytes, good).map(Content::from),
        };
        let content = content.map_err(|problem| refused(&problem.reason))?;
        let stored = match read::bytes(&*self.files, &self.target(path)?, read::LARGEST) {
            Ok((_, broken)) => self.save_content(content, Some((path.clone(), broken)), &[])?,
            Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                let _ = self.trash(path)?;
                self.save_content(content, None, &[])?
            }
            Err(error) => return Err(failed(path)(error)),
        };
        Ok(stored.content)
    }

    fn mend_record(&self, path: &'static str) -> Result<Content, SaveError> {
        let good = self.last_good_of(&Key::Record(path));
        let (content, good) =
            good.ok_or_else(|| SaveError::refused(path, "không có bản tốt nào trong lịch sử"))?;
        let broken = match read::bytes(&*self.files, &self.target(path)?, read::LARGEST) {
            Ok((_, broken)) => Some(broken),
            Err(error) if error.kind() == ErrorKind::FileTooLarge => {
                let _ = self.trash(path)?;
                None
            }
            Err(error) => return Err(SaveError::io("đọc được", path)(error)),
        };
        let _ = self.write_record(path, |_| good, broken.as_ref(), &[])?;
        Ok(content)
    }
}
