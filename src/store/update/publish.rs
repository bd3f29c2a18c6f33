//! The publisher's side: the programs of a folder under one signature.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use tempfile::NamedTempFile;

use super::manifest::{self, Key, Manifest, Program};
use super::{MANIFEST, SIGNATURE};

/// The programs that a folder may hold, and the machines they are for.
const PROGRAMS: [(&str, &str); 2] = [("toasoan.exe", "windows-x86_64"), ("toasoan", "linux-x86_64")];

/// Why nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum Unsigned {
    #[error("phiên bản ghi như 0.2.0")]
    Version,
    #[error("thư mục {} không có toasoan.exe hay toasoan nào để ký", .0.display())]
    Nothing(PathBuf),
    #[error("{} không phải khóa do lệnh này tạo; hãy chỉ đúng tệp, hoặc một tệp chưa có để tạo khóa mới", .0.display())]
    Key(PathBuf),
    #[error("không đọc hay ghi được {}: {}", path.display(), crate::fault::explain(source))]
    Io { path: PathBuf, source: io::Error },
}

/// Signs the programs in a folder as one version; the key whose owner can be believed. A secret key that does not exist
/// is made; who has it can publish, so it stays with the publisher.
pub fn publish(folder: &Path, secret: &Path, version: &str, words: &str) -> Result<Key, Unsigned> {
    let _ = manifest::numbers(version).ok_or(Unsigned::Version)?;
    let io = |path: &Path| {
        let path = path.to_path_buf();
        move |source| Unsigned::Io { path, source }
    };
    let mut programs = Vec::new();
    for (file, system) in PROGRAMS {
        match fs::read(folder.join(file)) {
            Ok(bytes) => programs.push(Program::of(system.to_owned(), file, &bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(io(&folder.join(file))(error)),
        }
    }
    if programs.is_empty() {
        return Err(Unsigned::Nothing(folder.to_path_buf()));
    }
    let signer = signing_key(secret)?;
    let manifest = Manifest { version: version.to_owned(), words: words.trim().to_owned(), programs };
    let (text, signature) = manifest::sign(&manifest, &signer);
    // The signature first: a manifest is never beside an older one that fits.
    for (name, text) in [(SIGNATURE, signature), (MANIFEST, text)] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(io(&path))?;
    }
    Ok(Key::of(&signer))
}

fn signing_key(file: &Path) -> Result<SigningKey, Unsigned> {
    let io = |source| Unsigned::Io { path: file.to_path_buf(), source };
    match fs::read_to_string(file) {
        Ok(text) => {
            let secret = manifest::bytes(text.trim()).ok_or_else(|| Unsigned::Key(file.to_path_buf()))?;
            Ok(SigningKey::from_bytes(&secret))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut secret = [0; 32];
            getrandom::fill(&mut secret).map_err(|_| io(io::ErrorKind::Other.into()))?;
            // A temporary file is made so that only its user may read it.
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
            let mut made = NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(io)?;
            made.write_all(manifest::digits(&secret).as_bytes()).map_err(io)?;
            made.persist_noclobber(file).map(drop).map_err(|failed| io(failed.error))?;
            Ok(SigningKey::from_bytes(&secret))
        }
        Err(error) => Err(io(error)),
    }
}
