//! A new program in the place of the present one, which is kept for a way back. Windows does not write over a program
//! that runs, but lets it be renamed; so does Linux.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Trouble;

/// A program's name on this system.
pub(super) fn named(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// Where the version before the present program is kept; whether it is there or not.
pub fn former(program: &Path) -> PathBuf {
    program.with_file_name(named("toasoan-truoc"))
}

/// Puts the program at `new` in the place of the one at `program`, from its next start. Where this fails, the present
/// one stays.
pub fn install(new: &Path, program: &Path) -> Result<(), Trouble> {
    let staged = program.with_file_name(named("toasoan-moi"));
    let put = || {
        let _ = fs::copy(new, &staged)?;
        fs::set_permissions(&staged, fs::metadata(program)?.permissions())?;
        fs::File::open(&staged)?.sync_all().or_else(not_on_windows)?;
        exchange(&staged, program, &former(program))
    };
    put().map_err(|source| {
        let _ = fs::remove_file(&staged);
        Trouble::Write { path: program.to_path_buf(), source }
    })
}

/// Puts the former program in the place of the present one, and keeps that in turn.
pub fn return_to_former(program: &Path) -> Result<(), Trouble> {
    let former = former(program);
    if !former.is_file() {
        return Err(Trouble::NoFormer);
    }
    let aside = program.with_file_name(named("toasoan-doi"));
    let put = || {
        fs::rename(&former, &aside)?;
        exchange(&aside, program, &former).inspect_err(|_| drop(fs::rename(&aside, &former)))
    };
    put().map_err(|source| Trouble::Write { path: program.to_path_buf(), source })
}

/// Moves `program` to `kept` and `new` to `program`, or nothing.
fn exchange(new: &Path, program: &Path, kept: &Path) -> io::Result<()> {
    match fs::remove_file(kept) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => fs::rename(program, kept)?,
    }
    fs::rename(new, program).inspect_err(|_| drop(fs::rename(kept, program)))
}

/// Windows syncs only what may be written.
fn not_on_windows(error: io::Error) -> io::Result<()> {
    if cfg!(windows) { Ok(()) } else { Err(error) }
}
