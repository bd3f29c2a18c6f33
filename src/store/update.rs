//! New versions of the program, from a folder, a share or an address that the office sets.
//!
//! A manifest names the version and the programs with their checksums; its signature (Ed25519) is checked against
//! the publisher's key that the user has set, before anything else is believed. So the way by which it came needs no
//! protection of its own. Nothing is looked for unless the user asks.

mod manifest;
mod publish;
mod source;
mod swap;

use std::io::{self, Read};
use std::path::{Path, PathBuf};

pub use manifest::{Key, Manifest, Program};
pub use publish::publish;
use source::Source;
pub use swap::{former, install, return_to_former};

use super::files::{Files, Kind};
use super::write;
use crate::fault;

/// The file that says what is new, and its signature.
const MANIFEST: &str = "toasoan-moi.ron";
const SIGNATURE: &str = "toasoan-moi.sig";
/// Bytes of a manifest at most.
const LONGEST: u64 = 64 * 1024;

/// Why there is no new version.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("khóa của người phát hành phải là 64 chữ số hệ 16, như tệp .pub họ đưa; hãy chép lại")]
    Key,
    #[error(
        "địa chỉ https chưa dùng được ở đây; hãy dùng thư mục chung hoặc địa chỉ http: chữ ký vẫn bảo vệ bản mới"
    )]
    Secure,
    #[error("không thấy {name} ở {place}: {reason}")]
    Unreachable { place: String, name: String, reason: String },
    #[error("chữ ký của bản mới không đúng với khóa đã đặt, nên không dùng; hãy hỏi người phát hành")]
    Forged,
    #[error("thông tin về bản mới không đọc được; hãy báo người phát hành")]
    Unreadable,
    #[error("bản {0} không có chương trình cho máy này; hãy báo người phát hành")]
    NoProgram(String),
    #[error("tải chưa trọn hoặc tệp bị đổi trên đường đi; hãy thử lại")]
    Damaged,
    #[error("không ghi được {}: {}", path.display(), fault::explain(source))]
    Write { path: PathBuf, source: io::Error },
    #[error("chưa có bản trước để trở về")]
    NoFormer,
}

/// A version newer than this one, for this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub version: String,
    /// What is new, in the publisher's words.
    pub words: String,
    program: Program,
}

impl Offer {
    /// Bytes of the program.
    pub fn size(&self) -> u64 {
        self.program.size
    }
}

/// Looks for a version newer than `present` ("0.1.0") at a place; none when there is none.
pub fn look(place: &str, key: &str, present: &str) -> Result<Option<Offer>, Trouble> {
    let (source, key) = (Source::new(place)?, Key::read(key).ok_or(Trouble::Key)?);
    let fetch = |name| {
        let mut bytes = Vec::new();
        let read = source.open(name)?.take(LONGEST).read_to_end(&mut bytes);
        read.map(|_| bytes).map_err(|error| source.unreachable(name, &error))
    };
    let (manifest, signature) = (fetch(MANIFEST)?, fetch(SIGNATURE)?);
    let manifest = key.open(&manifest, &signature)?;
    if !manifest.is_newer_than(present) {
        return Ok(None);
    }
    let program = manifest.programs.into_iter().find(|program| program.system == manifest::system());
    let program = program.ok_or_else(|| Trouble::NoProgram(manifest.version.clone()))?;
    Ok(Some(Offer { version: manifest.version, words: manifest.words, program }))
}

/// Brings the offered program into a folder beside the user's data and checks it; its path. A part of a program is
/// never left there, and one that was brought before is not brought again.
pub fn bring(place: &str, offer: &Offer, files: &dyn Files, data: &Path) -> Result<PathBuf, Trouble> {
    let source = Source::new(place)?;
    let folder = data.join("ban-moi");
    let path = folder.join(swap::named(&format!("toasoan-{}", offer.version)));
    let failed = |source: io::Error| Trouble::Write { path: path.clone(), source };
    if files.read(&path, offer.program.size).is_ok_and(|(bytes, _)| offer.program.is(&bytes)) {
        return Ok(path);
    }
    for folder in [data, &folder] {
        if files.metadata(folder).is_err() {
            files.create_folder(folder).map_err(failed)?;
        }
    }
    if files.metadata(&path).is_ok_and(|meta| meta.kind == Kind::File) {
        files.remove_file(&path).map_err(failed)?;
    }
    let incoming = source.open(&offer.program.file)?.take(offer.program.size + 1);
    let mut incoming = Checked { incoming, hasher: blake3::Hasher::new(), size: 0, program: &offer.program };
    write::copy_new(files, &path, &mut incoming).map_err(|error| match error.get_ref() {
        Some(inner) if inner.is::<Damage>() => Trouble::Damaged,
        Some(inner) if inner.is::<Cut>() => source.unreachable(&offer.program.file, &error),
        _ => Trouble::Write { path: path.clone(), source: error },
    })?;
    Ok(path)
}

/// What arrives is not what the manifest says.
#[derive(Debug, thiserror::Error)]
#[error("damaged")]
struct Damage;

/// The way to the source broke.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Cut(io::Error);

/// A program on its way: its end is an error unless it is whole.
struct Checked<'a, R> {
    incoming: R,
    hasher: blake3::Hasher,
    size: u64,
    program: &'a Program,
}

impl<R: Read> Read for Checked<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.incoming.read(buffer).map_err(|error| io::Error::other(Cut(error)))?;
        self.size += count as u64;
        let _ = self.hasher.update(&buffer[..count]);
        let is_over = count == 0 || self.size > self.program.size;
        let is_whole = self.size == self.program.size && self.program.has_hash(self.hasher.finalize());
        if is_over && !is_whole { Err(io::Error::other(Damage)) } else { Ok(count) }
    }
}
