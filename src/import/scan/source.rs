//! Where a scan's bytes come from: a file, which is read as far as needed, or memory.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Mutex;

pub trait Bytes: Read + Seek + Send {}

impl<T: Read + Seek + Send> Bytes for T {}

/// Read by several threads, one after another.
pub(super) struct Source {
    bytes: Mutex<Box<dyn Bytes>>,
    length: u64,
}

impl Source {
    pub fn new(mut bytes: impl Bytes + 'static) -> io::Result<Self> {
        let length = bytes.seek(SeekFrom::End(0))?;
        Ok(Self { bytes: Mutex::new(Box::new(bytes)), length })
    }

    pub fn length(&self) -> u64 {
        self.length
    }

    /// The bytes from a place on; fewer at the end.
    pub fn read(&self, at: u64, count: usize) -> io::Result<Vec<u8>> {
        let left = usize::try_from(self.length.saturating_sub(at)).unwrap_or(usize::MAX);
        let mut read = vec![0; count.min(left)];
        let mut bytes = self.bytes.lock().map_err(|_| io::ErrorKind::Other)?;
        let _ = bytes.seek(SeekFrom::Start(at))?;
        bytes.read_exact(&mut read)?;
        Ok(read)
    }

    pub fn whole(&self) -> io::Result<Vec<u8>> {
        self.read(0, usize::MAX)
    }

    /// A reader of its own.
    pub fn reader(&self) -> Reader<'_> {
        Reader { source: self, at: 0 }
    }
}

pub(super) struct Reader<'a> {
    source: &'a Source,
    at: u64,
}

impl Read for Reader<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(self.at, to.len())?;
        to[..read.len()].copy_from_slice(&read);
        self.at += read.len() as u64;
        Ok(read.len())
    }
}

impl Seek for Reader<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.source.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
