//! The columns of a list of places by their heads, and a row's values by its columns or by what its cells look like.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::{Fitness, PlaceKind};
use crate::fold::fold;
use crate::pasted::{self, date, is_contact, is_number};
use crate::plan::Plan;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Number,
    Code,
    Kind,
    Name,
    Address,
    Locality,
    Size,
    Owner,
    Contact,
    Fitness,
    Reason,
    From,
    To,
    Agency,
    Opinions,
    Checked,
}

/// The heads, folded; each is a whole head or its beginning.
const HEADS: &[(&str, Column)] = &[
    ("stt", Column::Number),
    ("tt", Column::Number),
    ("so tt", Column::Number),
    ("so thu tu", Column::Number),
    ("ma", Column::Code),
    ("loai", Column::Kind),
    ("ten", Column::Name),
    ("dia diem", Column::Name),
    ("diem", Column::Name),
    ("nha thong tin", Column::Name),
    ("noi treo", Column::Name),
    ("dia chi", Column::Address),
    ("vi tri", Column::Address),
    ("xa, phuong", Column::Address),
    ("phuong, xa", Column::Address),
    ("dia ban", Column::Locality),
    ("quan", Column::Locality),
    ("huyen", Column::Locality),
    ("quan, huyen", Column::Locality),
    ("quan/huyen", Column::Locality),
    ("kich thuoc", Column::Size),
    ("kho", Column::Size),
    ("dien tich", Column::Size),
    ("suc chua", Column::Size),
    ("so cho", Column::Size),
    ("don vi quan ly", Column::Owner),
    ("quan ly", Column::Owner),
    ("chu quan", Column::Owner),
    ("chu so huu", Column::Owner),
    ("lien he", Column::Contact),
    ("nguoi lien he", Column::Contact),
    ("dien thoai", Column::Contact),
    ("so dien thoai", Column::Contact),
    ("sdt", Column::Contact),
    ("dt", Column::Contact),
    ("dieu kien", Column::Fitness),
    ("du dieu kien", Column::Fitness),
    ("dat", Column::Fitness),
    ("ly do", Column::Reason),
    ("ghi chu", Column::Reason),
    ("tu ngay", Column::From),
    ("co tu ngay", Column::From),
    ("den ngay", Column::To),
    ("den het ngay", Column::To),
    ("co quan", Column::Agency),
    ("so, nganh", Column::Agency),
    ("muc y kien", Column::Opinions),
    ("y kien", Column::Opinions),
    ("muc gop y", Column::Opinions),
    ("ngay kiem tra", Column::Checked),
    ("kiem tra", Column::Checked),
];

/// What each column holds; none where the head says nothing known.
#[derive(Debug)]
pub(super) struct Columns(Vec<Option<Column>>);

impl Columns {
    /// The columns of a row of heads: one names places and another is known too.
    pub fn of_head(cells: &[String]) -> Option<Self> {
        let columns: Vec<Option<Column>> = cells.iter().map(|cell| pasted::column(HEADS, cell)).collect();
        let known = columns.iter().flatten().count();
        // "Nhà thông tin khu vực 3" begins like a head, a row of heads has more of them.
        let is_head = columns.contains(&Some(Column::Name)) && (known > 1 || cells.len() == 1);
        let is_short = cells.iter().all(|cell| cell.chars().count() <= 40);
        (is_head && is_short && !cells.iter().any(|cell| is_number(cell))).then_some(Self(columns))
    }
}

impl Columns {
    /// The field of each column, in the words of [`Fate::Changed`](crate::pasted::Fate).
    pub fn fields(&self) -> impl Iterator<Item = Option<&'static str>> {
        self.0.iter().map(|column| {
            Some(match (*column)? {
                Column::Kind => "Loại",
                Column::Name => "Tên",
                Column::Address => "Địa chỉ",
                Column::Locality => "Địa bàn",
                Column::Size => "Kích thước",
                Column::Owner => "Đơn vị quản lý",
                Column::Contact => "Liên hệ",
                Column::Fitness => "Điều kiện",
                Column::Reason => "Lý do",
                Column::From => "Từ ngày",
                Column::To => "Đến ngày",
                Column::Agency => "Cơ quan",
                Column::Opinions => "Mục ý kiến",
                Column::Checked => "Ngày kiểm tra",
                Column::Number | Column::Code => return None,
            })
        })
    }
}

/// Why a row was not understood, and the column at fault.
pub(super) type Fault = (Option<usize>, String);

/// The values of a row; those it leaves empty are not meant to change.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub code: String,
    pub kind: Option<PlaceKind>,
    pub name: String,
    pub address: String,
    pub locality: String,
    pub size: String,
    pub owner: String,
    pub contact: String,
    pub fitness: Option<Fitness>,
    pub reason: String,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub agency: String,
    pub opinions: Option<bool>,
    pub checked: Option<NaiveDate>,
}

/// What the names in cells mean.
pub(super) struct Names<'a> {
    pub plan: &'a Plan,
    /// Of two units with one name, that of this day is meant.
    pub day: NaiveDate,
    /// Lists name the same few again and again.
    pub localities: HashMap<String, Option<String>>,
}

impl Names<'_> {
    fn locality(&mut self, cell: &str) -> Option<String> {
        if let Some(known) = self.localities.get(cell) {
            return known.clone();
        }
        let found = self.plan.locality_named(cell, self.day).map(|unit| unit.id.clone());
        let _ = self.localities.insert(cell.to_owned(), found.clone());
        found
    }

    fn agency(&self, cell: &str) -> Option<String> {
        let said = fold(cell);
        let mut agencies = self.plan.agencies.iter();
        let is_meant = |name: &String| !name.is_empty() && fold(name) == said;
        let found =
            agencies.find(|agency| [&agency.id, &agency.name, &agency.short].into_iter().any(is_meant));
        found.map(|agency| agency.id.clone())
    }
}

impl Draft {
    pub fn read(columns: Option<&Columns>, cells: &[String], names: &mut Names<'_>) -> Result<Self, Fault> {
        let mut draft = Self::default();
        let filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        for (at, cell) in filled {
            let column = match columns {
                Some(Columns(columns)) => columns.get(at).copied().flatten(),
                None => Some(draft.guess(cell, names)),
            };
            if let Some(column) = column {
                draft.set(column, cell, names).map_err(|reason| (Some(at), reason))?;
            }
        }
        if draft.name.is_empty() {
            return Err((None, "Dòng này chưa có tên địa điểm.".to_owned()));
        }
        Ok(draft)
    }

    /// What a cell without a head looks like.
    fn guess(&self, cell: &str, names: &mut Names<'_>) -> Column {
        let is_day = date(cell, names.day.year()).is_some();
        let is_kind =
            self.kind.is_none() && PlaceKind::KNOWN.iter().any(|kind| fold(kind.name()) == fold(cell));
        match cell {
            _ if is_number(cell) && self.name.is_empty() => Column::Number,
            _ if is_kind => Column::Kind,
            _ if is_day => {
                if self.from.is_none() {
                    Column::From
                } else {
                    Column::To
                }
            }
            _ if is_contact(cell) => Column::Contact,
            _ if fitness(cell).is_some() => Column::Fitness,
            _ if is_size(cell) => Column::Size,
            _ if self.locality.is_empty() && names.locality(cell).is_some() => Column::Locality,
            _ if self.name.is_empty() => Column::Name,
            _ if self.address.is_empty() => Column::Address,
            _ if self.owner.is_empty() => Column::Owner,
            _ => Column::Reason,
        }
    }

    fn set(&mut self, column: Column, cell: &str, names: &mut Names<'_>) -> Result<(), String> {
        let year = names.day.year();
        let day = |cell: &str| {
            date(cell, year)
                .map(Some)
                .ok_or_else(|| format!("“{cell}” không phải là một ngày. Ngày ghi như 20/03/{year}."))
        };
        match column {
            Column::Number => {}
            Column::Code => cell.clone_into(&mut self.code),
            Column::Kind => self.kind = Some(PlaceKind::from_word(cell)),
            Column::Name => add(&mut self.name, cell),
            Column::Address => add(&mut self.address, cell),
            Column::Size => add(&mut self.size, cell),
            Column::Owner => add(&mut self.owner, cell),
            Column::Contact => add(&mut self.contact, cell),
            Column::Reason => add(&mut self.reason, cell),
            Column::Locality => {
                self.locality = names.locality(cell).ok_or_else(|| {
                    format!("Kế hoạch không có địa bàn “{cell}”. Sửa tên, hoặc thêm địa bàn ở Kế hoạch.")
                })?;
            }
            Column::Agency => {
                self.agency = names.agency(cell).ok_or_else(|| {
                    format!("Kế hoạch không có cơ quan “{cell}”. Sửa tên, hoặc thêm cơ quan ở Kế hoạch.")
                })?;
            }
            Column::Fitness => {
                let (fitness, why) = fitness(cell).ok_or_else(|| {
                    format!("“{cell}” chưa rõ là đủ hay chưa đủ điều kiện. Ghi “Đủ” hoặc “Chưa đủ”.")
                })?;
                self.fitness = Some(fitness);
                if !why.is_empty() {
                    add(&mut self.reason, why);
                }
            }
            Column::Opinions => {
                let (has, _) = fitness(cell)
                    .ok_or_else(|| format!("“{cell}” chưa rõ là có hay không. Ghi “Có” hoặc “Không”."))?;
                self.opinions = Some(has == Fitness::Fit);
            }
            Column::From => self.from = day(cell)?,
            Column::To => self.to = day(cell)?,
            Column::Checked => self.checked = day(cell)?,
        }
        Ok(())
    }
}

/// Two columns may say the same thing: commune and street.
fn add(field: &mut String, cell: &str) {
    if field.is_empty() {
        cell.clone_into(field);
    } else {
        field.push_str(", ");
        field.push_str(cell);
    }
}

/// "x", "Đủ", "Có": yes; "Không", "Chưa đủ: mái dột": no, with the reason after the sign.
fn fitness(cell: &str) -> Option<(Fitness, &str)> {
    let (said, why) = cell.split_once([':', '(', ';']).unwrap_or((cell, ""));
    let folded = fold(said).trim().replace("dieu kien", "dk").replace('.', "");
    // "k", "ko", "kg": how people shorten "không".
    let (no, rest) = match folded.split_once(' ').unwrap_or((folded.as_str(), "")) {
        ("khong" | "ko" | "k" | "kg" | "chua", rest) => (true, rest),
        _ => (false, folded.as_str()),
    };
    let is_known = ["du", "dat", "co", "du dk", "dat dk", "da co"].contains(&rest);
    let fitness = match (no, rest) {
        (true, "") | (false, "0") => Fitness::Unfit,
        (true, _) if is_known => Fitness::Unfit,
        (false, "x" | "v" | "1" | "✓" | "✔") => Fitness::Fit,
        (false, _) if is_known => Fitness::Fit,
        _ => return None,
    };
    Some((fitness, why.trim().trim_end_matches(')')))
}

/// "3 × 2 m", "8x4m", "200 ghế"
fn is_size(cell: &str) -> bool {
    let folded = fold(cell);
    let starts = folded.starts_with(|first: char| first.is_ascii_digit());
    let ends = ["m", "m2", "m²", "cm", "ghe", "cho", "cho ngoi"].iter().any(|unit| folded.ends_with(unit));
    starts && ends && cell.chars().count() <= 20
}

#[cfg(test)]
mod tests {
    use super::{Fitness, fitness};

    #[test]
    fn whether_a_place_is_fit_is_read_as_people_write_it() {
        for (cell, fit) in [
            ("Đủ", Some(Fitness::Fit)),
            ("đủ đk", Some(Fitness::Fit)),
            ("ĐẠT", Some(Fitness::Fit)),
            ("x", Some(Fitness::Fit)),
            ("Đủ điều kiện", Some(Fitness::Fit)),
            ("ko đủ", Some(Fitness::Unfit)),
            ("Chưa đủ đ.k", Some(Fitness::Unfit)),
            ("không", Some(Fitness::Unfit)),
            ("Chưa đạt (mái dột)", Some(Fitness::Unfit)),
            ("0", Some(Fitness::Unfit)),
            ("chưa xét", None),
            ("dột", None),
        ] {
            assert_eq!(fitness(cell).map(|(fit, _)| fit), fit, "{cell}");
        }
        assert_eq!(fitness("Chưa đủ: mái dột"), Some((Fitness::Unfit, "mái dột")));
    }
}
