//! A dialogue (IV.3, IV.4, `.dialogue`): who is invited, the programme, minutes in phases, the review.
//!
//! What is asked and promised there are cases of their own: each has a body that answers by a day.

mod check;

pub use check::Problem;

use serde::{Deserialize, Serialize};

use crate::record::{self, ParseError, Record};

/// The body of the piece; lists are merged by id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dialogue {
    pub schema: u32,
    /// What it is about: "Thủ tục gia nhập thị trường, đất đai và vay vốn"
    #[serde(skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// "Hội trường Ủy ban nhân dân quận Ô Môn"
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// How it is held: agreed ways of asking and answering, for the programme.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub manner: String,
    pub guests: Vec<Guest>,
    pub programme: Vec<Item>,
    /// Ids of the fields of procedures that were spoken of, beside those asked about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// How many people came; none while nobody has counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attended: Option<u32>,
    /// The course of it, a paragraph a line.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub minutes: String,
    pub phase: Phase,
    /// What those present want changed in the minutes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// What was concluded, a paragraph a line; promises with a day are cases.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub conclusion: String,
    /// "Sơ kết, đánh giá, rút kinh nghiệm" (IV.4).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub review: String,
}

/// A body or a person invited.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Guest {
    pub id: String,
    /// Id of an agency or a locality of the plan; empty for others.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// A person, or a body that is not in the plan: "Công ty nông sản Miền Sông".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// "Phó Giám đốc"
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub address: String,
    pub reply: Reply,
    pub came: bool,
}

/// What an invited body answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Reply {
    #[default]
    Waiting,
    Coming,
    /// Someone else in its place.
    Deputy,
    Declined,
}

impl Reply {
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Coming, Self::Deputy, Self::Declined];

    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "chưa trả lời",
            Self::Coming => "sẽ dự",
            Self::Deputy => "cử người thay",
            Self::Declined => "không dự",
        }
    }
}

impl std::fmt::Display for Reply {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&crate::fold::capital(self.name()))
    }
}

/// A line of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    pub id: String,
    /// "8:10"
    pub time: String,
    pub text: String,
    /// Who does it: "Sở Kế hoạch và Đầu tư".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
}

/// How far the minutes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Phase {
    #[default]
    Draft,
    /// Sent to those present.
    Comments,
    Agreed,
}

impl Phase {
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Draft, "Dự thảo"), (Self::Comments, "Lấy ý kiến"), (Self::Agreed, "Đã thống nhất")];

    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// What someone present wants changed in the minutes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Remark {
    pub id: String,
    pub by: String,
    pub text: String,
    /// Taken into the minutes, or answered.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_settled: bool,
}

impl Default for Dialogue {
    fn default() -> Self {
        Self {
            schema: Self::SCHEMA,
            topic: String::new(),
            place: String::new(),
            manner: String::new(),
            guests: Vec::new(),
            programme: Vec::new(),
            fields: Vec::new(),
            attended: None,
            minutes: String::new(),
            phase: Phase::default(),
            remarks: Vec::new(),
            conclusion: String::new(),
            review: String::new(),
        }
    }
}

/// It stands in a piece's file, not in one of its own; what a record gives is the merge by id and field.
impl Record for Dialogue {
    const PATH: &'static str = "dialogue.ron";
    const NAME: &'static str = "đối thoại";
    const SCHEMA: u32 = 1;
    const LABELS: &'static [(&'static str, &'static str)] = &[
        ("topic", "Chủ đề"),
        ("place", "Địa điểm"),
        ("manner", "Cách làm việc"),
        ("guests", "Khách mời"),
        ("body", "Cơ quan"),
        ("name", "Tên"),
        ("title", "Chức danh"),
        ("address", "Địa chỉ"),
        ("reply", "Trả lời giấy mời"),
        ("came", "Có dự"),
        ("programme", "Chương trình"),
        ("time", "Giờ"),
        ("text", "Nội dung"),
        ("by", "Người thực hiện"),
        ("fields", "Lĩnh vực đã trao đổi"),
        ("attended", "Số người dự"),
        ("minutes", "Diễn biến"),
        ("phase", "Biên bản"),
        ("remarks", "Góp ý vào biên bản"),
        ("is_settled", "Đã tiếp thu"),
        ("conclusion", "Kết luận"),
        ("review", "Sơ kết, rút kinh nghiệm"),
        ("Waiting", "chưa trả lời"),
        ("Coming", "sẽ dự"),
        ("Deputy", "cử người thay"),
        ("Declined", "không dự"),
        ("Draft", "dự thảo"),
        ("Comments", "lấy ý kiến"),
        ("Agreed", "đã thống nhất"),
        ("id", "Mã"),
    ];

    fn schema(&self) -> u32 {
        self.schema
    }
}

impl Dialogue {
    /// Parses the body of a piece.
    ///
    /// # Errors
    /// A text that is no dialogue, with the line and the remedy.
    pub fn parse(body: &str) -> Result<Self, ParseError> {
        record::parse(body)
    }

    /// What is agreed to before it is held: not who answered or came, nor what was said there.
    #[must_use]
    pub fn planned(self) -> Self {
        let guests =
            self.guests.into_iter().map(|guest| Guest { reply: Reply::default(), came: false, ..guest });
        let Self { schema, topic, place, manner, programme, .. } = self;
        Self { schema, topic, place, manner, guests: guests.collect(), programme, ..Self::default() }
    }

    /// The body with what differs in this dialogue; unknown fields and comments stay.
    pub fn text_over(&self, body: &str) -> String {
        record::update(body, self, Self::KEYS)
    }
}
