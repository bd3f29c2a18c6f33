//! A RON record edited field by field: what an edit does not touch stays as it was written.
//!
//! Comments, order, layout and fields this program does not know survive, down into nested records and lists.
//! `Some` is never written: both ways use RON's `implicit_some`.

mod edit;
mod layout;
mod scan;

pub use layout::layout;
pub use scan::end;

use ron::extensions::Extensions;
use ron::options::Options;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A record that cannot be read: where and why, with the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("dòng {line}, cột {column}: {reason}; {remedy}")]
pub struct Error {
    /// From 1, in the text given.
    pub line: u32,
    /// Characters from 1.
    pub column: u32,
    /// In Vietnamese: what is wrong.
    pub reason: String,
    /// In Vietnamese: what to do about it.
    pub remedy: String,
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Reads a record. Fields that `T` does not know are passed over.
pub fn read<T: DeserializeOwned>(source: &str) -> Result<T, Error> {
    options().from_str(source).map_err(|error| {
        let (reason, remedy) = words(&error.code);
        Error {
            line: error.span.start.line.max(1) as u32,
            column: error.span.start.col.max(1) as u32,
            reason,
            remedy,
        }
    })
}

/// A fresh record, laid out to be read by people, with a line end after it.
///
/// # Panics
/// Never for our records: structs of strings, numbers, enums and lists, each of which RON can write.
pub fn write<T: Serialize>(value: &T) -> String {
    let mut text = layout(&compact(value), 0);
    text.push('\n');
    text
}

/// `source` with the fields of `value` that differ from what `source` says; the rest byte for byte.
///
/// A field that `value` no longer writes (`skip_serializing_if`) is removed, a new one is added at the end, and one
/// that is absent because it has its default stays absent. A source that cannot be read gives a fresh record.
pub fn update<T: Serialize + DeserializeOwned>(source: &str, value: &T) -> String {
    let Ok(old) = read::<T>(source) else { return write(value) };
    let (old, new) = (compact(&old), compact(value));
    if old == new {
        return source.to_owned();
    }
    // The value is worth more than the layout: should the edit not read back, it is written afresh.
    edit::rewrite(source, &old, &new)
        .filter(|text| read::<T>(text).is_ok_and(|back| compact(&back) == new))
        .unwrap_or_else(|| write(value))
}

/// `into` with what changed from `base` to `from` among the fields that are not `known`. A field that `into` has
/// changed as well stays as it is there.
pub fn carry(base: &str, from: &str, into: &str, known: &[&str]) -> String {
    let Some((base, from, own)) = scan::fields(base)
        .zip(scan::fields(from))
        .zip(scan::fields(into))
        .map(|((base, from), own)| (base, from, own))
    else {
        return into.to_owned();
    };
    let value = |fields: &[(&str, &str)], name: &str| -> Option<String> {
        fields.iter().find(|(other, _)| *other == name).map(|(_, text)| (*text).to_owned())
    };
    let is_open = |name: &str| !known.contains(&name) && value(&own, name) == value(&base, name);
    let text = |fields: &[(&str, &str)]| {
        let kept = fields.iter().filter(|(name, _)| is_open(name));
        let fields: Vec<String> = kept.map(|(name, text)| format!("{name}:{text}")).collect();
        format!("({})", fields.join(","))
    };
    edit::rewrite(into, &text(&base), &text(&from)).unwrap_or_else(|| into.to_owned())
}

fn compact<T: Serialize>(value: &T) -> String {
    options().to_string(value).expect("records hold only strings, numbers, enums and lists")
}

/// RON's errors in Vietnamese: the reason and the remedy.
fn words(error: &ron::Error) -> (String, String) {
    use ron::Error as E;
    let (reason, remedy) = match error {
        E::Eof => ("bản ghi bị cắt ngang", "hãy kiểm tra dấu “)” hoặc “]” đóng còn thiếu"),
        E::ExpectedStringEnd => ("chuỗi chưa đóng", "hãy thêm dấu \" ở cuối chuỗi"),
        E::ExpectedString => ("cần một chuỗi", "hãy đặt chữ trong dấu \"…\""),
        E::ExpectedComma => ("thiếu dấu phẩy giữa hai mục", "hãy thêm dấu phẩy"),
        E::ExpectedMapColon => ("thiếu dấu hai chấm sau tên mục", "hãy viết “tên: giá trị”"),
        E::ExpectedArray => ("cần một danh sách", "hãy đặt các mục trong dấu […]"),
        E::ExpectedArrayEnd => ("danh sách chưa đóng", "hãy thêm dấu “]”"),
        E::ExpectedStructLike | E::ExpectedNamedStructLike(_) => {
            ("cần một bản ghi", "hãy đặt các mục trong dấu (…)")
        }
        E::ExpectedStructLikeEnd | E::ExpectedOptionEnd => ("bản ghi chưa đóng", "hãy thêm dấu “)”"),
        E::ExpectedInteger | E::InvalidIntegerDigit { .. } => {
            ("cần một số nguyên", "hãy viết chữ số, không có dấu ngoặc kép")
        }
        E::ExpectedFloat => ("cần một số", "hãy viết chữ số, dấu thập phân là dấu chấm"),
        E::ExpectedBoolean => ("cần true hoặc false", "hãy viết một trong hai"),
        E::IntegerOutOfBounds => ("số nằm ngoài khoảng cho phép", "hãy viết số nhỏ hơn"),
        E::UnclosedBlockComment => ("chú thích /* chưa đóng", "hãy thêm */"),
        E::TrailingCharacters => ("còn chữ thừa sau khi bản ghi đã đóng", "hãy xóa phần thừa"),
        E::ExceededRecursionLimit => ("các dấu ngoặc lồng nhau quá sâu", "hãy bỏ bớt tầng"),
        other => return particular(other),
    };
    (reason.into(), remedy.into())
}

/// The errors that name a part of the text.
fn particular(error: &ron::Error) -> (String, String) {
    use ron::Error as E;
    match error {
        E::UnexpectedChar(c) => {
            (format!("ký tự “{c}” không đúng chỗ"), "hãy xóa hoặc đặt trong dấu \"…\"".into())
        }
        E::MissingStructField { field, .. } => {
            (format!("thiếu mục “{field}”"), format!("hãy thêm “{field}: …,”"))
        }
        E::DuplicateStructField { field, .. } => {
            (format!("mục “{field}” có hai lần"), "hãy bỏ một trong hai".into())
        }
        E::NoSuchStructField { found, expected, .. } => {
            (format!("không có mục “{found}”"), format!("các mục được dùng: {}", expected.join(", ")))
        }
        E::NoSuchEnumVariant { found, expected, .. } => {
            (format!("không có giá trị “{found}”"), format!("hãy dùng một trong: {}", expected.join(", ")))
        }
        E::InvalidValueForType { expected, found } => {
            (format!("giá trị {found} không hợp"), format!("cần {expected}"))
        }
        E::Message(text) => (format!("giá trị không đọc được ({text})"), "hãy sửa lại theo mẫu".into()),
        other => (format!("sai cú pháp ({other})"), "hãy sửa lại theo mẫu".into()),
    }
}

#[cfg(test)]
mod tests;
