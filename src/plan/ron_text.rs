//! The plan and the settings as RON text, and what is said when a text cannot be read.

use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Why a plan or settings text cannot be read, in words for the person who edits it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    #[error("Dòng {line}, cột {column}: {problem}. {remedy}.")]
    Syntax { line: usize, column: usize, problem: String, remedy: String },
    #[error(
        "Tệp thuộc phiên bản {found}, chương trình này chỉ đọc được đến phiên bản {known}. \
         Hãy cập nhật chương trình Tòa soạn rồi mở lại."
    )]
    Newer { found: u32, known: u32 },
}

impl ParseError {
    /// Line and column of the fault, from 1, where it has a place.
    pub fn place(&self) -> Option<(usize, usize)> {
        match self {
            Self::Syntax { line, column, .. } => Some((*line, *column)),
            Self::Newer { .. } => None,
        }
    }
}

/// Optional fields are written plainly, `date: "2014-03-20"`, without `Some`.
fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// What a newer version wrote is read as far as it is known; where it is not, the version is the reason.
pub(super) fn read<T: DeserializeOwned>(text: &str, known: u32) -> Result<T, ParseError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    options().from_str(text).map_err(|error| match options().from_str::<Schema>(text) {
        Ok(Schema { schema: found }) if found > known => ParseError::Newer { found, known },
        _ => explain(&error),
    })
}

pub(super) fn write<T: Serialize>(value: &T) -> String {
    let pretty = PrettyConfig::new().indentor("    ").new_line("\n");
    let mut text = options()
        .to_string_pretty(value, pretty)
        .expect("the plan's types hold nothing that RON cannot write");
    text.push('\n');
    text
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Schema {
    schema: u32,
}

fn explain(error: &SpannedError) -> ParseError {
    let place = error.span.start;
    let (problem, remedy) = words(&error.code);
    ParseError::Syntax { line: place.line, column: place.col, problem, remedy }
}

fn words(code: &Error) -> (String, String) {
    let say = |problem: &str, remedy: &str| (problem.to_owned(), remedy.to_owned());
    match code {
        Error::Eof => say("tệp kết thúc giữa chừng", "Hãy kiểm tra dấu ) hoặc ] còn thiếu ở cuối tệp"),
        Error::ExpectedArray => say("thiếu dấu [", "Hãy viết danh sách trong cặp dấu [ ]"),
        Error::ExpectedArrayEnd => say("thiếu dấu ]", "Hãy đóng danh sách bằng dấu ]"),
        Error::ExpectedComma => say("thiếu dấu phẩy", "Hãy thêm dấu phẩy giữa hai mục"),
        Error::ExpectedMapColon => say("thiếu dấu hai chấm", "Hãy viết dấu : sau tên trường"),
        Error::ExpectedString | Error::ExpectedStringEnd => {
            say("chuỗi chữ chưa đúng", "Hãy đặt chữ trong cặp dấu nháy kép \" \"")
        }
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::IntegerOutOfBounds => {
            say("cần một số nguyên không âm", "Hãy viết số bằng chữ số, không có dấu nháy")
        }
        Error::ExpectedBoolean => say("cần giá trị đúng hoặc sai", "Hãy viết true hoặc false"),
        Error::ExpectedStructLike
        | Error::ExpectedNamedStructLike(_)
        | Error::ExpectedStructLikeEnd
        | Error::ExpectedOptionEnd => say("thiếu dấu ngoặc tròn", "Hãy kiểm tra cặp dấu ( ) của mục này"),
        Error::TrailingCharacters => {
            say("còn chữ thừa sau khi tệp đã hết", "Hãy xóa phần nằm sau dấu ) cuối cùng")
        }
        Error::UnclosedBlockComment => say("ghi chú /* chưa được đóng", "Hãy thêm */ vào cuối ghi chú"),
        Error::Utf8Error(_) => say("chữ không thuộc bảng mã UTF-8", "Hãy lưu lại tệp theo bảng mã UTF-8"),
        Error::NoSuchStructField { expected, found, .. } => (
            format!("không có trường nào tên là “{found}”"),
            format!("Hãy dùng một trong các trường: {}", expected.join(", ")),
        ),
        Error::NoSuchEnumVariant { expected, found, .. } => (
            format!("không có giá trị “{found}”"),
            format!("Hãy dùng một trong các giá trị: {}", expected.join(", ")),
        ),
        Error::MissingStructField { field, .. } => {
            (format!("thiếu trường “{field}”"), format!("Hãy thêm dòng {field}: … vào mục này"))
        }
        Error::DuplicateStructField { field, .. } => {
            (format!("trường “{field}” có hai lần"), "Hãy xóa bớt một dòng".to_owned())
        }
        Error::InvalidValueForType { expected, found } => (
            format!("giá trị chưa đúng: cần {expected}, gặp {found}"),
            "Hãy sửa lại giá trị; ngày viết \"2014-03-20\", giờ viết \"19:45:00\"".to_owned(),
        ),
        // What chrono says of a date or a weekday it cannot read.
        Error::Message(message) => (
            format!("giá trị không hợp lệ: {}", value_fault(message)),
            "Hãy sửa lại giá trị; ngày viết \"2014-03-20\", giờ viết \"19:45:00\", thứ viết \"Thu\""
                .to_owned(),
        ),
        other => (
            format!("viết chưa đúng cú pháp ({other})"),
            "Hãy so với phần đã đúng ở trên và sửa lại chỗ này".to_owned(),
        ),
    }
}

/// The messages of chrono's readers, in Vietnamese; what is not known stays as it is.
fn value_fault(message: &str) -> &str {
    match message {
        "input is out of range" => "số vượt quá giới hạn",
        "input contains invalid characters" => "có ký tự không đúng chỗ",
        "premature end of input" => "còn thiếu phần cuối",
        "trailing input" => "thừa phần cuối",
        "short or long weekday names expected" => "cần tên thứ bằng tiếng Anh, từ Mon đến Sun",
        other => other,
    }
}
