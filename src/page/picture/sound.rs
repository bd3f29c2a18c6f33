//! Which pictures can be decoded to the last pixel: each is decoded once for this, however often it is used.

use std::sync::{Arc, Weak};

use super::{Error, Head, Rows, check, verify};
use crate::page::jpeg;

/// The pictures looked at so far.
#[derive(Default)]
pub(crate) struct Sound {
    known: Vec<(Weak<[u8]>, Verdict)>,
}

type Verdict = Result<Head, Error>;

impl Sound {
    /// The header of a picture that is sound throughout.
    pub fn head(&mut self, data: &Arc<[u8]>) -> Result<Head, Error> {
        self.known.retain(|(known, _)| known.strong_count() > 0);
        let is_it = |known: &Weak<[u8]>| std::ptr::addr_eq(known.as_ptr(), Arc::as_ptr(data));
        if let Some((_, found)) = self.known.iter().find(|(known, _)| is_it(known)) {
            return found.clone();
        }
        let found = check(data).and_then(|head| decode(data).map(|()| head));
        self.known.push((Arc::downgrade(data), found.clone()));
        found
    }
}

/// Decodes the whole picture and drops its pixels.
fn decode(data: &Arc<[u8]>) -> Result<(), Error> {
    verify(data)?;
    if data.starts_with(&[0xFF, 0xD8])
        && let Some(rows) = jpeg::Rows::open(data)
    {
        return rows.verify().map_err(|reason| Error::Damaged(reason.into()));
    }
    let mut rows = Rows::open(data)?;
    while rows.next()?.is_some() {}
    Ok(())
}
