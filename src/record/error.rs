//! Why a record cannot be parsed: RON's errors in Vietnamese, in one place for all RON files.

use ron::error::{Error as Ron, Position, SpannedError};

use super::scan;

/// A record that cannot be parsed: where and why, with the remedy.
///
/// A field's deserialiser (see [`crate::calendar::field`]) reports a refused value as "reason; hãy remedy".
/// Messages of another form come from libraries and are not shown.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("dòng {line}, cột {column}: {reason}; {remedy}")]
pub struct Error {
    /// From 1, within the parsed text.
    pub line: u32,
    /// Characters, from 1.
    pub column: u32,
    /// In Vietnamese: the field and what is wrong with it.
    pub reason: String,
    /// In Vietnamese: what to do.
    pub remedy: String,
}

impl Error {
    pub(super) fn new(source: &str, error: &SpannedError) -> Self {
        let place = error.span.start;
        let (reason, remedy) = words(&error.code);
        let field = is_of_value(&error.code).then(|| scan::path(source, offset(source, place))).flatten();
        Self {
            line: place.line.max(1) as u32,
            column: place.col.max(1) as u32,
            reason: field.map_or(reason.clone(), |field| format!("mục “{field}”: {reason}")),
            remedy,
        }
    }
}

/// The byte offset of a position.
fn offset(source: &str, place: Position) -> usize {
    let before: usize = source.split_inclusive('\n').take(place.line.saturating_sub(1)).map(str::len).sum();
    let line = &source[before..];
    before + line.char_indices().nth(place.col.saturating_sub(1)).map_or(line.len(), |(at, _)| at)
}

/// Whether the fault is in one field's value; then the field is named.
fn is_of_value(error: &Ron) -> bool {
    matches!(
        error,
        Ron::Message(_)
            | Ron::InvalidValueForType { .. }
            | Ron::ExpectedDifferentLength { .. }
            | Ron::IntegerOutOfBounds
            | Ron::InvalidIntegerDigit { .. }
            | Ron::ExpectedInteger
            | Ron::ExpectedFloat
            | Ron::ExpectedBoolean
            | Ron::ExpectedString
            | Ron::ExpectedArray
            | Ron::ExpectedStructLike
            | Ron::ExpectedNamedStructLike(_)
            | Ron::NoSuchEnumVariant { .. }
    )
}

/// The reason and the remedy.
fn words(error: &Ron) -> (String, String) {
    let (reason, remedy) = match error {
        Ron::Eof => ("nội dung kết thúc giữa chừng", "hãy kiểm tra dấu “)” hoặc “]” còn thiếu"),
        Ron::ExpectedStringEnd => ("chuỗi chữ chưa đóng", "hãy thêm dấu \" ở cuối chuỗi"),
        Ron::ExpectedString | Ron::ExpectedByteString | Ron::ExpectedChar | Ron::ExpectedByteLiteral => {
            ("chỗ này phải là chữ", "hãy đặt chữ trong dấu \"…\"")
        }
        Ron::InvalidEscape(_) => ("dấu \\ trong chuỗi không đúng cách", "hãy viết \\\\ cho một dấu \\"),
        Ron::ExpectedComma => ("thiếu dấu phẩy giữa hai mục", "hãy thêm dấu phẩy trước chỗ này"),
        Ron::ExpectedMapColon => ("thiếu dấu hai chấm sau tên mục", "hãy viết “tên: giá trị”"),
        Ron::ExpectedArray => ("chỗ này phải là một danh sách", "hãy đặt các giá trị trong dấu […]"),
        Ron::ExpectedArrayEnd => ("danh sách chưa đóng", "hãy thêm dấu “]”"),
        Ron::ExpectedMap | Ron::ExpectedMapEnd => {
            ("bảng tra chưa đủ dấu ngoặc", "hãy đặt các mục trong dấu {…}")
        }
        Ron::ExpectedStructLike | Ron::ExpectedNamedStructLike(_) | Ron::ExpectedUnit => {
            ("chỗ này phải là một bản ghi", "hãy đặt các mục trong dấu (…)")
        }
        Ron::ExpectedStructLikeEnd | Ron::ExpectedOption | Ron::ExpectedOptionEnd => {
            ("bản ghi chưa đóng", "hãy thêm dấu “)”")
        }
        Ron::ExpectedInteger | Ron::InvalidIntegerDigit { .. } => {
            ("chỗ này phải là một số nguyên", "hãy viết chữ số, không có dấu ngoặc kép")
        }
        Ron::ExpectedFloat | Ron::FloatUnderscore | Ron::UnderscoreAtBeginning => {
            ("chỗ này phải là một con số", "hãy viết chữ số, phần thập phân sau dấu chấm, ví dụ 12.5")
        }
        Ron::IntegerOutOfBounds => ("số nằm ngoài mức cho phép", "hãy viết số nhỏ hơn, không âm"),
        Ron::ExpectedBoolean => ("chỗ này phải là đúng hoặc sai", "hãy viết true hoặc false"),
        Ron::UnclosedBlockComment | Ron::UnclosedLineComment => {
            ("ghi chú /* chưa đóng", "hãy thêm */ vào cuối ghi chú")
        }
        Ron::TrailingCharacters => ("còn chữ thừa sau dấu ngoặc cuối", "hãy xóa phần thừa"),
        Ron::ExceededRecursionLimit => ("các dấu ngoặc lồng nhau quá sâu", "hãy bỏ bớt tầng"),
        Ron::Utf8Error(_) => ("chữ không thuộc bảng mã UTF-8", "hãy lưu lại tệp theo bảng mã UTF-8"),
        Ron::ExpectedAttribute | Ron::ExpectedAttributeEnd | Ron::NoSuchExtension(_) => {
            ("dòng #![…] ở đầu không dùng được", "hãy xóa dòng này")
        }
        Ron::ExpectedDifferentLength { .. } => {
            ("số giá trị trong ngoặc không đúng", "hãy so với phần đã đúng ở trên và sửa lại")
        }
        Ron::InvalidValueForType { .. } => {
            ("giá trị không đúng loại", "hãy so với phần đã đúng ở trên và sửa lại")
        }
        named => return particular(named),
    };
    (reason.into(), remedy.into())
}

/// Errors that quote a part of the text.
fn particular(error: &Ron) -> (String, String) {
    match error {
        Ron::UnexpectedChar(character) => {
            (format!("ký tự “{character}” không đúng chỗ"), "hãy xóa hoặc đặt trong dấu \"…\"".into())
        }
        Ron::MissingStructField { field, .. } => {
            (format!("thiếu mục “{field}”"), format!("hãy thêm “{field}: …,”"))
        }
        Ron::DuplicateStructField { field, .. } => {
            (format!("mục “{field}” có hai lần"), "hãy bỏ một trong hai".into())
        }
        Ron::NoSuchStructField { found, expected, .. } => {
            (format!("không có mục “{found}”"), format!("hãy dùng một trong: {}", expected.join(", ")))
        }
        Ron::NoSuchEnumVariant { found, expected, .. } => {
            (format!("không có giá trị “{found}”"), format!("hãy dùng một trong: {}", expected.join(", ")))
        }
        Ron::ExpectedDifferentStructName { found, .. } => {
            (format!("tên “{found}” trước dấu ngoặc không đúng"), "hãy bỏ tên này".into())
        }
        Ron::Message(message) => {
            let own = message.split_once("; ").filter(|(_, remedy)| remedy.starts_with("hãy "));
            own.map_or_else(
                || ("giá trị không đọc được".into(), "hãy so với phần đã đúng ở trên và sửa lại".into()),
                |(reason, remedy)| (reason.to_owned(), remedy.to_owned()),
            )
        }
        _ => ("viết chưa đúng cách".into(), "hãy so với phần đã đúng ở trên và sửa lại chỗ này".into()),
    }
}
