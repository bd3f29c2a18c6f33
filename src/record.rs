//! A RON record edited field by field: what an edit does not touch keeps its text.
//!
//! Comments, order, layout and unknown fields survive, also in nested records and lists. `Some` is never
//! written: reading and writing use RON's `implicit_some`.

mod any;
mod edit;
mod entry;
mod error;
mod file;
mod layout;
mod list;
mod merge;
mod scan;
mod words;

pub use any::{AnyRecord, Kind};
pub use entry::EntryId;
pub use error::Error;
pub use file::{ParseError, Record, parse, to_text};
pub use layout::layout;
pub use merge::{Conflict, Merged, merge, merge_without_base, take_theirs};
pub use scan::end;
pub use words::{NameOf, words};

use std::collections::HashMap;

use ron::extensions::Extensions;
use ron::options::Options;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Maximum nesting of brackets: a workspace's own records need six; deeper ones are refused, so that no
/// thread's stack overflows.
const DEEPEST: usize = 24;

/// Options for reading and writing all records: optional fields without `Some`, for example `date:
/// "2014-03-20"`.
pub(crate) fn options() -> Options {
    // RON counts the brackets of a list or record, each of its values and each optional value as a level.
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).with_recursion_limit(3 * DEEPEST)
}

/// Reads a record. Fields that `T` does not know are ignored, unless `T` denies them.
pub fn read<T: DeserializeOwned>(source: &str) -> Result<T, Error> {
    options().from_str(source).map_err(|error| Error::new(source, &error))
}

/// Lists whose entries have a key other than `id`: the list's name and the fields of its key.
pub type Keys = &'static [(&'static str, &'static [&'static str])];

/// The fields that form the key of a list's entries.
fn key_of_list(keys: Keys, list: &str) -> &'static [&'static str] {
    keys.iter().find(|(name, _)| *name == list).map_or(&["id"], |(_, key)| key)
}

/// A new record, laid out for people, ending in a newline.
///
/// # Panics
/// Never for our records: structs of strings, numbers, enums and lists, each of which RON can write.
pub fn write<T: Serialize>(value: &T) -> String {
    let mut text = layout(&compact(value), 0);
    text.push('\n');
    text
}

/// `source` with the fields updated that differ in `value`; everything else stays byte for byte.
///
/// A field that `value` no longer writes (`skip_serializing_if`) is removed, a new one is added at the end,
/// and an absent field that has its default stays absent. A list entry keeps its own text whatever happens to
/// the others; `keys` identifies entries. A source that cannot be parsed is replaced by a new record.
pub fn update<T: Serialize + DeserializeOwned>(source: &str, value: &T, keys: Keys) -> String {
    let Ok(old) = read::<T>(source) else { return write(value) };
    let (old, new) = (compact(&old), compact(value));
    if old == new {
        return source.to_owned();
    }
    // The value matters more than the layout: if the edited text does not parse back to it, write a new
    // record.
    edit::rewrite(source, &old, &new, keys)
        .filter(|text| read::<T>(text).is_ok_and(|back| compact(&back) == new))
        .unwrap_or_else(|| write(value))
}

/// Applies the changes from `base` to `from` in fields that are not `known` to `into`. A field that `into`
/// has changed as well keeps the value of `into`.
pub fn carry(base: &str, from: &str, into: &str, known: &[&str]) -> String {
    let Some((base, from, own)) = scan::fields(base)
        .zip(scan::fields(from))
        .zip(scan::fields(into))
        .map(|((base, from), own)| (base, from, own))
    else {
        return into.to_owned();
    };
    let values = |fields: &[(&'_ str, &'_ str)]| -> HashMap<String, String> {
        fields.iter().rev().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    };
    let (ours, before) = (values(&own), values(&base));
    let is_open = |name: &str| !known.contains(&name) && ours.get(name) == before.get(name);
    let text = |fields: &[(&str, &str)]| {
        let kept = fields.iter().filter(|(name, _)| is_open(name));
        let fields: Vec<String> = kept.map(|(name, text)| format!("{name}:{text}")).collect();
        format!("({})", fields.join(","))
    };
    edit::rewrite(into, &text(&base), &text(&from), &[]).unwrap_or_else(|| into.to_owned())
}

fn compact<T: Serialize>(value: &T) -> String {
    options().to_string(value).expect("records hold only strings, numbers, enums and lists")
}

#[cfg(test)]
mod tests;
