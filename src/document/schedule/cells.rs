//! The columns of the schedule as a workbook, and the key by which an edited row is found again.

use std::borrow::Cow;

use chrono::Datelike;

use super::Row;
use crate::calendar::wording;
use crate::piece::{AiringId, PieceId};
use crate::plan::SlotId;

/// A column, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    Date,
    Weekday,
    Time,
    Minutes,
    Activity,
    Place,
    Content,
    Run,
    Person,
    Status,
    Note,
}

impl Column {
    pub const ALL: [Self; 11] = [
        Self::Date,
        Self::Weekday,
        Self::Time,
        Self::Minutes,
        Self::Activity,
        Self::Place,
        Self::Content,
        Self::Run,
        Self::Person,
        Self::Status,
        Self::Note,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "Ngày",
            Self::Weekday => "Thứ",
            Self::Time => "Giờ",
            Self::Minutes => "Số phút",
            Self::Activity => "Hình thức",
            Self::Place => "Địa bàn",
            Self::Content => "Nội dung",
            Self::Run => "Phát",
            Self::Person => "Người phụ trách",
            Self::Status => "Trạng thái",
            Self::Note => "Ghi chú",
        }
    }
}

/// The head of the hidden column with the keys.
pub const KEY: &str = "Mã dòng";

/// A date of a row without a day.
pub const UNDATED: &str = "Chưa xếp ngày";

/// Excel's limit of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

impl Row {
    /// The value of a cell as text: days as 2014-03-20, times as 19:45; empty for none.
    pub fn cell(&self, column: Column) -> String {
        match column {
            Column::Date => self.date.map(|date| date.to_string()).unwrap_or_default(),
            Column::Weekday => {
                self.date.map(|day| wording::weekday(day.weekday()).to_owned()).unwrap_or_default()
            }
            Column::Time => self.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default(),
            Column::Minutes => self.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            Column::Activity => self.short.clone(),
            Column::Place => self.body_name.clone(),
            Column::Content => self.content().to_owned(),
            Column::Run => self.run().to_owned(),
            Column::Person => self.person.clone(),
            Column::Status => self.status.clone(),
            Column::Note => self.note.clone(),
        }
    }

    /// A row's name for people: its day and its piece.
    pub fn name(&self) -> String {
        let day = self.date.map_or_else(|| UNDATED.to_lowercase(), wording::date);
        let mut title: String = self.content().chars().take(60).collect();
        if title.len() < self.content().len() {
            title.push('…');
        }
        format!("{day}, {}, “{title}”", self.short)
    }

    /// What the row is, and how its cells were when it was written.
    pub fn key(&self) -> Key {
        let cells = Column::ALL.map(|column| mark(&cut(&self.cell(column))));
        Key { slot: self.slot.clone(), piece: self.piece.clone(), airing: self.airing, cells }
    }
}

/// As much of a text as a cell can hold; one that was cut ends in "…".
pub fn cut(text: &str) -> Cow<'_, str> {
    // No letter takes more UTF-16 units than bytes.
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let mut units = 1;
    let kept = text.chars().take_while(|letter| {
        units += letter.len_utf16();
        units <= LONGEST
    });
    Cow::Owned(kept.chain(['…']).collect())
}

/// A few letters that differ where cells do.
pub(crate) fn mark(text: &str) -> String {
    let lines = text.replace("\r\n", "\n");
    blake3::hash(lines.trim().as_bytes()).to_hex()[..8].to_owned()
}

/// Names a row of an exported schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    pub slot: SlotId,
    pub piece: Option<PieceId>,
    pub airing: Option<AiringId>,
    /// A digest of each cell as it was written.
    cells: [String; Column::ALL.len()],
}

impl Key {
    pub fn write(&self) -> String {
        let piece = self.piece.as_ref().map_or("-", PieceId::as_str);
        let airing = self.airing.map_or_else(|| "-".to_owned(), |airing| airing.to_string());
        format!("{} {piece} {airing} {}", self.slot, self.cells.join(","))
    }

    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().rsplitn(4, ' ');
        let cells: Vec<String> = parts.next()?.split(',').map(str::to_owned).collect();
        let known = |part: &str| (part != "-").then(|| part.to_owned());
        let airing = match known(parts.next()?) {
            Some(airing) => Some(AiringId::parse(&airing)?),
            None => None,
        };
        let piece = known(parts.next()?).map(PieceId::from);
        Some(Self { slot: SlotId(parts.next()?.into()), piece, airing, cells: cells.try_into().ok()? })
    }

    /// Whether a cell still says what was written.
    pub fn is_as_written(&self, column: Column, text: &str) -> bool {
        self.cells[column as usize] == mark(text)
    }
}
