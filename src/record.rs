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
#[error("dòng {line}, cột {column}: {message}")]
pub struct Error {
    /// From 1, in the text given.
    pub line: u32,
    /// Characters from 1.
    pub column: u32,
    /// In Vietnamese, with the remedy, without the place.
    pub message: String,
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Reads a record. Fields that `T` does not know are passed over.
pub fn read<T: DeserializeOwned>(source: &str) -> Result<T, Error> {
    options().from_str(source).map_err(|error| Error {
        line: error.span.start.line.max(1) as u32,
        column: error.span.start.col.max(1) as u32,
        message: message(&error.code),
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

fn compact<T: Serialize>(value: &T) -> String {
    options().to_string(value).expect("records hold only strings, numbers, enums and lists")
}

/// RON's errors in Vietnamese, each with its remedy.
fn message(error: &ron::Error) -> String {
    use ron::Error as E;
    match error {
        E::Eof => "bản ghi bị cắt ngang; hãy kiểm tra dấu “)” hoặc “]” đóng còn thiếu".into(),
        E::ExpectedStringEnd => "chuỗi chưa đóng; hãy thêm dấu \" ở cuối chuỗi".into(),
        E::ExpectedString => "cần một chuỗi trong dấu \"…\"".into(),
        E::ExpectedComma => "thiếu dấu phẩy giữa hai mục".into(),
        E::ExpectedMapColon => "thiếu dấu hai chấm sau tên mục".into(),
        E::ExpectedArray => "cần một danh sách trong dấu […]".into(),
        E::ExpectedArrayEnd => "danh sách chưa đóng; hãy thêm dấu “]”".into(),
        E::ExpectedStructLike | E::ExpectedNamedStructLike(_) => "cần một bản ghi trong dấu (…)".into(),
        E::ExpectedStructLikeEnd | E::ExpectedOptionEnd => "bản ghi chưa đóng; hãy thêm dấu “)”".into(),
        E::ExpectedInteger | E::InvalidIntegerDigit { .. } => "cần một số nguyên".into(),
        E::ExpectedFloat => "cần một số".into(),
        E::ExpectedBoolean => "cần true hoặc false".into(),
        E::IntegerOutOfBounds => "số nằm ngoài khoảng cho phép".into(),
        E::UnclosedBlockComment => "chú thích /* chưa đóng; hãy thêm */".into(),
        E::UnexpectedChar(c) => format!("ký tự “{c}” không đúng chỗ; hãy xóa hoặc đặt trong dấu \"…\""),
        E::TrailingCharacters => "còn chữ thừa sau khi bản ghi đã đóng; hãy xóa phần thừa".into(),
        E::MissingStructField { field, .. } => format!("thiếu mục “{field}”; hãy thêm “{field}: …,”"),
        E::DuplicateStructField { field, .. } => format!("mục “{field}” có hai lần; hãy bỏ một"),
        E::NoSuchStructField { found, expected, .. } => {
            format!("không có mục “{found}”; các mục được dùng: {}", expected.join(", "))
        }
        E::NoSuchEnumVariant { found, expected, .. } => {
            format!("không có giá trị “{found}”; hãy dùng một trong: {}", expected.join(", "))
        }
        E::InvalidValueForType { expected, found } => {
            format!("giá trị {found} không hợp; cần {expected}")
        }
        E::ExceededRecursionLimit => "lồng nhau quá sâu".into(),
        E::Message(text) => format!("giá trị không đọc được ({text}); hãy sửa lại theo mẫu"),
        other => format!("sai cú pháp ({other}); hãy sửa lại theo mẫu"),
    }
}

#[cfg(test)]
mod tests;
