//! A PDF file without the bytes of its pictures, which are most of a scan: a thousand pages are some hundred kilobytes.
//!
//! The file is walked through once from its start, object by object, as a reader does when the table of objects is
//! damaged (ISO 32000-1, 7.3.10 and C.4); a later object of the same number replaces an earlier one.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use memchr::memmem;

use super::Error;
use super::source::Source;

/// Read at once.
const CHUNK: usize = 64 * 1024;
/// The longest object that is no picture, and all of them.
const LONGEST: usize = 16 * 1024 * 1024;
const MOST: usize = 256 * 1024 * 1024;

pub(super) type ObjectId = (u32, u16);

/// What a PDF file is made of.
#[derive(Debug, Default)]
pub(super) struct Skeleton {
    /// A PDF file of the same objects, in which pictures are dictionaries.
    pub bytes: Vec<u8>,
    /// Where the bytes of each picture are.
    pub pictures: BTreeMap<ObjectId, Range<u64>>,
}

/// # Errors
/// No objects, or encrypted, or too large.
pub(super) fn skeleton(source: &Source) -> Result<Skeleton, Error> {
    let mut window = Window { source, start: 0, bytes: Vec::new() };
    let mut found = Found::default();
    let mut at = 0;
    while let Some(object) = next(&mut window, at, &mut found)? {
        at = object;
    }
    found.trailer(window.tail(at)?);
    found.finished()
}

/// A part of the file in memory.
struct Window<'a> {
    source: &'a Source,
    start: u64,
    bytes: Vec<u8>,
}

impl Window<'_> {
    /// What follows a place, at least `count` bytes unless the file ends.
    fn at(&mut self, place: u64, count: usize) -> Result<&[u8], Error> {
        let end = place + count as u64;
        let held = self.start..self.start + self.bytes.len() as u64;
        if place < held.start || end.min(self.source.length()) > held.end {
            let bytes = self.source.read(place, count.max(CHUNK)).map_err(|_| Error::BrokenPdf)?;
            (self.start, self.bytes) = (place, bytes);
        }
        Ok(&self.bytes[(place - self.start).min(self.bytes.len() as u64) as usize..])
    }

    /// Where these bytes come next.
    fn find(&mut self, mut place: u64, bytes: &[u8]) -> Result<Option<u64>, Error> {
        while place + bytes.len() as u64 <= self.source.length() {
            let here = self.at(place, CHUNK)?;
            if let Some(found) = memmem::find(here, bytes) {
                return Ok(Some(place + found as u64));
            }
            place += (here.len() - (bytes.len() - 1)) as u64;
        }
        Ok(None)
    }

    fn tail(&mut self, place: u64) -> Result<&[u8], Error> {
        self.at(place, LONGEST)
    }
}

#[derive(Default)]
struct Found {
    objects: BTreeMap<ObjectId, Vec<u8>>,
    pictures: BTreeMap<ObjectId, Range<u64>>,
    size: usize,
    root: Option<String>,
}

/// Takes the object after a place; the place behind it.
fn next(window: &mut Window<'_>, from: u64, found: &mut Found) -> Result<Option<u64>, Error> {
    let Some(word) = window.find(from, b"obj")? else { return Ok(None) };
    // A trailer stands there, and the object's number.
    let near = word.saturating_sub(CHUNK as u64).max(from);
    let before = window.at(near, (word - near) as usize)?[..(word - near) as usize].to_vec();
    found.trailer(&before);
    let Some(id) = numbered(&before) else { return Ok(Some(word + 3)) };
    let start = word + 3;
    let mut reach = CHUNK;
    let (length, is_stream) = loop {
        let here = window.at(start, reach)?;
        match body(here) {
            Some(ended) => break ended,
            None if here.len() >= LONGEST => return Err(Error::TooLarge),
            // Cut off: what there is of it is no object.
            None if start + here.len() as u64 >= window.source.length() => return Ok(None),
            None => reach *= 4,
        }
    };
    let dictionary = window.at(start, length)?[..length].to_vec();
    if !is_stream {
        found.put(id, dictionary)?;
        return Ok(Some(start + length as u64));
    }
    let keyword = start + length as u64 + 6;
    let line = window.at(keyword, 2)?;
    let data = keyword + if line.starts_with(b"\r\n") { 2 } else { 1 };
    let end = end_of_stream(window, data, &dictionary)?;
    let text = String::from_utf8_lossy(&dictionary).into_owned();
    if has(&text, "/Type", "/XRef") {
        found.trailer(&dictionary);
    } else if has(&text, "/Subtype", "/Image") {
        let _ = found.pictures.insert(id, data..end);
        found.put(id, dictionary)?;
    } else {
        let count =
            usize::try_from(end - data).ok().filter(|count| *count <= LONGEST).ok_or(Error::TooLarge)?;
        let content = window.at(data, count)?.get(..count).ok_or(Error::BrokenPdf)?;
        let object = [&dictionary, &b"stream\n"[..], content, b"\nendstream"].concat();
        let _ = found.pictures.remove(&id);
        found.put(id, object)?;
    }
    Ok(Some(end))
}

/// "12 0 " at the end.
fn numbered(before: &[u8]) -> Option<ObjectId> {
    let tail = &before[before.len().saturating_sub(40)..];
    let text =
        std::str::from_utf8(tail).map_or_else(|_| String::from_utf8_lossy(tail).into_owned(), str::to_owned);
    let mut words = text.split_ascii_whitespace().rev();
    let generation = words.next()?.parse().ok()?;
    // It may stick to what is before it.
    let number = words.next()?.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
    Some((number, generation))
}

/// How long the object is up to `endobj` or `stream`, and whether it is a stream; none when neither is there.
fn body(bytes: &[u8]) -> Option<(usize, bool)> {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'(' => at = behind_text(bytes, at)?,
            b'%' => at += bytes[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r'))?,
            b's' if bytes[at..].starts_with(b"stream") && bytes.len() > at + 8 => return Some((at, true)),
            b'e' if bytes[at..].starts_with(b"endobj") => return Some((at, false)),
            _ => at += 1,
        }
    }
    None
}

/// The place behind a string in parentheses, which nest.
fn behind_text(bytes: &[u8], start: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = start;
    loop {
        match bytes.get(at)? {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return Some(at + 1),
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
}

/// By its length, if `endstream` stands there; else where that word is.
fn end_of_stream(window: &mut Window<'_>, data: u64, dictionary: &[u8]) -> Result<u64, Error> {
    let text = String::from_utf8_lossy(dictionary);
    let length = text.rfind("/Length").and_then(|at| {
        let mut words =
            text[at + "/Length".len()..].split(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>');
        let mut words = words.by_ref().filter(|word| !word.is_empty());
        let length: u64 = words.next()?.parse().ok()?;
        // "12 0 R" is a length elsewhere.
        (words.next().is_none_or(|word| word.parse::<u32>().is_err())).then_some(length)
    });
    if let Some(end) =
        length.and_then(|length| data.checked_add(length)).filter(|end| *end < window.source.length())
        && window.at(end, 16)?.trim_ascii_start().starts_with(b"endstream")
    {
        return Ok(end);
    }
    let end = window.find(data, b"endstream")?.ok_or(Error::BrokenPdf)?;
    // The line's end before the word is not part of the stream.
    let before = window.at(end.saturating_sub(2).max(data), 2)?;
    let extra = match before {
        [b'\r', b'\n', ..] => 2,
        [_, b'\n' | b'\r', ..] => 1,
        _ => 0,
    };
    Ok((end - extra).max(data))
}

fn has(text: &str, key: &str, value: &str) -> bool {
    text.match_indices(key).any(|(at, _)| {
        let rest = text[at + key.len()..].trim_start();
        rest.strip_prefix(value).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    })
}

impl Found {
    fn put(&mut self, id: ObjectId, object: Vec<u8>) -> Result<(), Error> {
        self.size += object.len();
        if self.size > MOST {
            return Err(Error::TooLarge);
        }
        let _ = self.objects.insert(id, object);
        Ok(())
    }

    /// Notes the root that a trailer names.
    fn trailer(&mut self, bytes: &[u8]) {
        let Some(at) = memmem::rfind(bytes, b"/Root") else { return };
        let text = String::from_utf8_lossy(&bytes[at + 5..bytes.len().min(at + 40)]);
        let words: Vec<&str> = text.split_ascii_whitespace().take(2).collect();
        if let [number, generation] = words[..] {
            self.root = Some(format!("{number} {generation} R"));
        }
        if memmem::find(bytes, b"/Encrypt").is_some() {
            self.root = None;
            self.objects.clear();
        }
    }

    fn finished(self) -> Result<Skeleton, Error> {
        let root = self.root.filter(|_| !self.objects.is_empty()).ok_or(Error::BrokenPdf)?;
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut table = String::new();
        let mut size = 0;
        for ((number, generation), object) in &self.objects {
            let _ = write!(table, "{number} 1\n{:010} {generation:05} n \n", bytes.len());
            size = size.max(number + 1);
            bytes.extend(format!("{number} {generation} obj\n").bytes());
            bytes.extend(object);
            bytes.extend(b"\nendobj\n");
        }
        let start = bytes.len();
        bytes.extend(format!("xref\n0 1\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root {root} >>\nstartxref\n{start}\n%%EOF\n").bytes());
        Ok(Skeleton { bytes, pictures: self.pictures })
    }
}
