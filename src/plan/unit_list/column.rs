//! The columns of a list by their heads, and a row's values by its columns or by what its cells look like.

use chrono::NaiveDate;

use super::cell::kind_and_name;
use crate::pasted::{self, date, is_contact, is_number};
use crate::plan::LocalityKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Code,
    Kind,
    Name,
    Parent,
    From,
    To,
    Successors,
    Contact,
}

/// The heads, folded; each is a whole head or its beginning.
const HEADS: &[(&str, Column)] = &[
    ("stt", Column::Number),
    ("tt", Column::Number),
    ("so tt", Column::Number),
    ("so thu tu", Column::Number),
    ("ma", Column::Code),
    ("loai", Column::Kind),
    ("cap", Column::Kind),
    ("ten", Column::Name),
    ("don vi hanh chinh", Column::Name),
    ("don vi thay the", Column::Successors),
    ("don vi cap tren", Column::Parent),
    ("don vi", Column::Name),
    ("dia ban", Column::Name),
    ("xa, phuong", Column::Name),
    ("phuong, xa", Column::Name),
    ("truc thuoc", Column::Parent),
    ("thuoc", Column::Parent),
    ("cap tren", Column::Parent),
    ("quan, huyen", Column::Parent),
    ("quan/huyen", Column::Parent),
    ("tu ngay", Column::From),
    ("tu", Column::From),
    ("co tu ngay", Column::From),
    ("ngay thanh lap", Column::From),
    ("hieu luc tu", Column::From),
    ("den ngay", Column::To),
    ("den het ngay", Column::To),
    ("den", Column::To),
    ("hieu luc den", Column::To),
    ("het hieu luc", Column::To),
    ("thay bang", Column::Successors),
    ("thay the", Column::Successors),
    ("duoc thay bang", Column::Successors),
    ("dien thoai", Column::Contact),
    ("so dien thoai", Column::Contact),
    ("sdt", Column::Contact),
    ("dt", Column::Contact),
    ("lien he", Column::Contact),
    ("nguoi lien he", Column::Contact),
    ("dau moi", Column::Contact),
    ("email", Column::Contact),
    ("thu dien tu", Column::Contact),
    ("dia chi", Column::Contact),
];

/// What each column holds; none where the head says nothing known.
#[derive(Debug)]
pub(super) struct Columns(Vec<Option<Column>>);

impl Columns {
    /// The columns of a row of heads: one that names units, and nothing in it is a unit itself.
    pub fn of_head(cells: &[String]) -> Option<Self> {
        let columns: Vec<Option<Column>> = cells.iter().map(|cell| head(cell)).collect();
        let is_head = columns.contains(&Some(Column::Name))
            && cells.iter().all(|cell| cell.is_empty() || head(cell).is_some() || !is_number(cell));
        is_head.then_some(Self(columns))
    }
}

fn head(cell: &str) -> Option<Column> {
    pasted::column(HEADS, cell)
}

/// The values of a row, before other units are looked up by the names in it.
#[derive(Debug)]
pub(super) struct Draft {
    pub code: String,
    pub kind: LocalityKind,
    pub name: String,
    pub parent: String,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub successors: String,
    pub contact: String,
}

/// A row's cells, sorted by what they say.
#[derive(Default)]
struct Texts<'a> {
    code: &'a str,
    kind: &'a str,
    name: &'a str,
    parent: &'a str,
    from: &'a str,
    to: &'a str,
    successors: &'a str,
    contact: Vec<&'a str>,
}

impl Draft {
    /// Reads a row; `year` counts for days without one. The error says what to mend.
    pub fn read(columns: Option<&Columns>, cells: &[String], year: i32) -> Result<Self, String> {
        let texts = match columns {
            Some(columns) => {
                let by_head = by_columns(columns, cells);
                // A row may stray from the heads, as one without number does.
                let is_unit = kind_and_name(by_head.name).0.is_some()
                    || LocalityKind::from_word(by_head.kind).is_some();
                if is_unit { by_head } else { by_content(cells, year) }
            }
            None => by_content(cells, year),
        };
        let (own, name) = kind_and_name(texts.name);
        let kind = if texts.kind.is_empty() { own } else { LocalityKind::from_word(texts.kind) };
        let Some(kind) = kind else {
            return Err("Không thấy loại đơn vị (quận, huyện, phường, xã, thị trấn) ở dòng này.".to_owned());
        };
        // "phường" in its own column and before the name too; but xã "Phường Hiệp" keeps its whole name.
        let name = if own.is_none_or(|own| own == kind) { name } else { texts.name.to_owned() };
        if name.is_empty() {
            return Err("Dòng này chưa có tên đơn vị.".to_owned());
        }
        let day = |text: &str| match date(text, year) {
            _ if text.is_empty() => Ok(None),
            Some(day) => Ok(Some(day)),
            None => Err(format!("“{text}” không phải là một ngày. Ngày ghi như 01/07/2025.")),
        };
        Ok(Self {
            code: texts.code.to_owned(),
            kind,
            name,
            parent: texts.parent.to_owned(),
            from: day(texts.from)?,
            to: day(texts.to)?,
            successors: texts.successors.to_owned(),
            contact: texts.contact.join(", "),
        })
    }
}

fn by_columns<'a>(columns: &Columns, cells: &'a [String]) -> Texts<'a> {
    let mut texts = Texts::default();
    for (column, cell) in columns.0.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
        let text = match column {
            Some(Column::Code) => &mut texts.code,
            Some(Column::Kind) => &mut texts.kind,
            Some(Column::Name) => &mut texts.name,
            Some(Column::Parent) => &mut texts.parent,
            Some(Column::From) => &mut texts.from,
            Some(Column::To) => &mut texts.to,
            Some(Column::Successors) => &mut texts.successors,
            Some(Column::Contact) => {
                texts.contact.push(cell);
                continue;
            }
            Some(Column::Number) | None => continue,
        };
        if text.is_empty() {
            *text = cell;
        }
    }
    texts
}

fn by_content(cells: &[String], year: i32) -> Texts<'_> {
    let mut texts = Texts::default();
    let mut numbers: Vec<&str> = Vec::new();
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        if texts.kind.is_empty() && LocalityKind::from_word(cell).is_some() {
            texts.kind = cell;
        } else if date(cell, year).is_some() {
            if texts.from.is_empty() { texts.from = cell } else { texts.to = cell }
        } else if is_contact(cell) {
            texts.contact.push(cell);
        } else if is_number(cell) {
            numbers.push(cell);
        } else if texts.name.is_empty() {
            texts.name = cell;
        } else if texts.parent.is_empty() {
            texts.parent = cell;
        } else {
            texts.contact.push(cell);
        }
    }
    // "phường" and "12": a number may be a name.
    if texts.name.is_empty() && !texts.kind.is_empty() {
        texts.name = numbers.last().copied().unwrap_or_default();
    }
    texts
}
