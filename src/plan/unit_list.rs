//! Administrative units from a list as people have it in Word or Excel.

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::id::free_id;
use super::{Locality, LocalityKind, Plan};
use crate::calendar::wording;

impl Plan {
    /// The plan with the units of a list beside its own, and how many they are. A line names one unit: "phường Ninh
    /// Kiều", or number, kind, name and first day in cells of their own; a heading is passed over. A unit without a day
    /// exists from the day after the last of the plan's units that end. The error says what to mend in the list.
    pub fn with_units(&self, list: &str) -> Result<(Self, usize), String> {
        let list: String = list.nfc().collect();
        let ends = self.localities.iter().filter(|one| one.parent.is_none()).filter_map(|one| one.valid_to);
        let next = ends.max().and_then(|day| day.succ_opt());
        let mut plan = self.clone();
        let lines = list.lines().map(str::trim).filter(|line| !line.is_empty());
        for (at, line) in lines.enumerate() {
            let Some((kind, name, from)) = read(line, self.year) else {
                if at == 0 {
                    continue;
                }
                return Err(format!(
                    "Không đọc được dòng “{line}”. Mỗi dòng ghi loại và tên một đơn vị, ví dụ “phường Ninh Kiều”."
                ));
            };
            let valid_from = from.or(next);
            let is_known = |one: &Locality| {
                one.kind == kind && one.name == name && valid_from.is_none_or(|day| one.exists_on(day))
            };
            if !plan.localities.iter().any(is_known) {
                let known = || plan.localities.iter().map(|locality| locality.id.as_str());
                let id = free_id(&format!("{} {name}", kind.name()), known);
                plan.localities.push(Locality {
                    id,
                    name,
                    kind,
                    parent: None,
                    valid_from,
                    valid_to: None,
                    successors: Vec::new(),
                });
            }
        }
        match plan.localities.len() - self.localities.len() {
            0 => {
                Err("Danh sách không có đơn vị nào mới. Mỗi dòng ghi loại và tên một đơn vị, ví dụ “phường \
                      Ninh Kiều”."
                    .to_owned())
            }
            added => Ok((plan, added)),
        }
    }
}

/// Kind, name and first day of a line.
fn read(line: &str, year: i32) -> Option<(LocalityKind, String, Option<NaiveDate>)> {
    let mut cells: Vec<&str> = line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let is_number = |cell: &&str| cell.trim_end_matches('.').bytes().all(|byte| byte.is_ascii_digit());
    if cells.len() > 1 && cells.first().is_some_and(is_number) {
        let _ = cells.remove(0);
    }
    let from = cells.last().and_then(|cell| wording::parse_date(cell, year));
    if from.is_some() {
        let _ = cells.pop();
    }
    let words: Vec<&str> = cells.iter().flat_map(|cell| cell.split_whitespace()).collect();
    // "Thị trấn" has two words.
    [1, 2].into_iter().find_map(|count| {
        let (kind, name) = words.split_at_checked(count).filter(|(_, name)| !name.is_empty())?;
        let kind = kind.join(" ").to_lowercase();
        let kind = LocalityKind::ALL.into_iter().find(|one| one.name() == kind)?;
        Some((kind, name.join(" "), from))
    })
}
