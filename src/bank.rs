//! The question bank of the surveys (IV.10.đ–e): questions over the years, with their field, level and source.
//!
//! It keeps no counts: which survey used a question, and how hard it was, is asked of the surveys themselves, which
//! know a question by its [fingerprint](Question::fingerprint).

mod coverage;
mod duplicate;

pub use coverage::{Coverage, coverage};
pub use duplicate::{Twin, twins};

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::fold::fold;
use crate::record::Record;

/// The workspace's `bank.ron`; merged question by question and field by field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bank {
    pub schema: u32,
    pub fields: Vec<Field>,
    pub questions: Vec<Question>,
}

/// What a question is about: one of the contents of IV.10.đ.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Field {
    pub id: String,
    /// As a paper prints it above its questions.
    pub name: String,
    /// For tables and lists.
    pub short: String,
}

/// How hard a question is meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// Remembers.
    #[default]
    Easy,
    /// Understands.
    Medium,
    /// Applies.
    Hard,
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Easy, Self::Medium, Self::Hard];

    pub fn name(self) -> &'static str {
        match self {
            Self::Easy => "nhận biết",
            Self::Medium => "thông hiểu",
            Self::Hard => "vận dụng",
        }
    }

    /// For files of others: `easy`, `medium`, `hard`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A question with its options and key.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Question {
    pub id: String,
    /// Id of the field; empty while nobody has sorted it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub field: String,
    pub level: Level,
    pub text: String,
    /// In the order of the letters A, B, C…; none for a statement that is true or false, and for an open question.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The letters of the right options: "B", "AC"; "Đ" or "S" for a statement.
    pub key: String,
    /// Hundredths of a point; none for one point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
    /// Where the answer stands: "Kế hoạch 127, mục IV.10.đ".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub clause: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub explanation: String,
    /// A picture of the workspace.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub picture: String,
    /// Kept for the surveys of earlier years, never drawn again.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_retired: bool,
}

impl Default for Bank {
    /// Without questions, with the fields of IV.10.đ.
    fn default() -> Self {
        const FIELDS: [(&str, &str, &str); 6] = [
            ("tin-hoc", "Sử dụng Internet, email, soạn thảo văn bản", "Tin học"),
            ("ke-hoach", "Kế hoạch cải cách hành chính của thành phố và của quận, huyện", "Kế hoạch CCHC"),
            (
                "chuong-trinh",
                "Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2011 - 2020 và các quy định có liên quan",
                "Chương trình 2011–2020",
            ),
            ("luat-can-bo", "Luật Cán bộ, công chức", "Luật CBCC"),
            ("thu-tuc", "Bộ thủ tục hành chính áp dụng chung cấp huyện và cấp xã", "Bộ thủ tục"),
            (
                "nguoi-dung-dau",
                "Trách nhiệm người đứng đầu cơ quan hành chính và đơn vị sự nghiệp nhà nước về thực hiện cải cách hành chính",
                "Người đứng đầu",
            ),
        ];
        let field = |(id, name, short): (&str, &str, &str)| Field {
            id: id.into(),
            name: name.into(),
            short: short.into(),
        };
        Self { schema: Self::SCHEMA, fields: FIELDS.map(field).into(), questions: Vec::new() }
    }
}

impl Record for Bank {
    const PATH: &'static str = "bank.ron";
    const NAME: &'static str = "ngân hàng câu hỏi";
    const SCHEMA: u32 = 1;
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("fields", "Lĩnh vực"),
        ("name", "Tên"),
        ("short", "Tên ngắn"),
        ("questions", "Câu hỏi"),
        ("field", "Lĩnh vực"),
        ("level", "Mức độ"),
        ("text", "Lời hỏi"),
        ("options", "Phương án"),
        ("key", "Đáp án"),
        ("points", "Điểm"),
        ("clause", "Căn cứ"),
        ("explanation", "Giải thích"),
        ("picture", "Hình"),
        ("is_retired", "Không dùng nữa"),
        ("id", "Mã"),
        ("Easy", "nhận biết"),
        ("Medium", "thông hiểu"),
        ("Hard", "vận dụng"),
    ];

    fn schema(&self) -> u32 {
        self.schema
    }
}

impl Bank {
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == id)
    }

    /// The field with this name or short name, whatever its capitals and accents; a title may also only begin or end
    /// with it ("Phần 2. Luật Cán bộ, công chức").
    pub fn field_named(&self, title: &str) -> Option<&Field> {
        let title = words(title);
        if title.is_empty() {
            return None;
        }
        let is = |field: &&Field| [&field.name, &field.short].iter().any(|name| title == words(name));
        let holds = |field: &&Field| {
            [&field.name, &field.short].iter().any(|name| {
                let name = words(name);
                !name.is_empty() && (title.ends_with(&name) || title.starts_with(&name))
            })
        };
        self.fields.iter().find(is).or_else(|| self.fields.iter().find(holds))
    }
}

impl Question {
    /// The same for the same question in any order of its options, whatever its capitals, accents and punctuation.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.text, self.options.iter().map(String::as_str))
    }

    /// Whether the right answer is not among the options.
    pub fn is_keyless(&self) -> bool {
        let is_statement = self.options.is_empty();
        let is_letter = |letter: char| match letter {
            'Đ' | 'S' => is_statement,
            'A'..='Z' => (letter as usize - 'A' as usize) < self.options.len(),
            _ => false,
        };
        self.key.is_empty() || !self.key.chars().all(is_letter)
    }
}

/// As [`Question::fingerprint`], of a question that stands elsewhere.
pub fn fingerprint<'a>(text: &str, options: impl IntoIterator<Item = &'a str>) -> String {
    let mut options: Vec<String> = options.into_iter().map(words).collect();
    options.sort();
    format!("{}|{}", words(text), options.join("|"))
}

/// Folded words, a space between them; points in brackets at the end are no words of a question.
fn words(text: &str) -> String {
    let folded = fold(text);
    let split = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    split.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
