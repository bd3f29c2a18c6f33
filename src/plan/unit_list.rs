//! Administrative units from a list as people have it in Excel or Word: what each row would do to the plan.

mod cell;
mod column;

use std::collections::HashMap;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::id::free_id;
use super::slot::is_id;
use super::{Locality, LocalityKind, Plan};
use crate::fold::fold;
use crate::pasted::{self, Fate, Missed};
use cell::{key, kind_and_name};
use column::{Columns, Draft};

/// The units of Cần Thơ since 1 July 2025 (Resolution 1668/NQ-UBTVQH15); its first line says so.
const CAN_THO: &str = include_str!("../../assets/units/can-tho-2025.tsv");

/// What a list of administrative units would do to a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitList {
    pub rows: Vec<UnitRow>,
    /// Rows that are left out, in the list's order.
    pub missed: Vec<Missed>,
}

/// A row of the list and the unit it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    /// The row in the list, from 1.
    pub row: usize,
    /// As it would be in the plan: what the row leaves empty stays as it was.
    pub unit: Locality,
    pub fate: Fate,
}

impl UnitList {
    /// The rows that would change the plan.
    pub fn changes(&self) -> impl Iterator<Item = &UnitRow> {
        self.rows.iter().filter(|row| row.fate != Fate::Same)
    }
}

impl Plan {
    /// Reads a list of units: tab-separated cells as Excel copies them, or a unit a line ("phường Ninh Kiều"). Columns
    /// are recognised by their heads, else cells by their content. A row names a unit of the plan by its code, or by
    /// kind and name. A new unit without a day exists from the day after the last of the plan's units that end.
    pub fn read_units(&self, list: &str) -> UnitList {
        let list: String = list.nfc().collect();
        let mut read = UnitList::default();
        let mut columns: Option<Columns> = None;
        let mut drafts = Vec::new();
        for (row, cells) in pasted::rows(&list) {
            if columns.is_none() && drafts.is_empty() {
                columns = Columns::of_head(&cells);
                if columns.is_some() {
                    continue;
                }
            }
            match Draft::read(columns.as_ref(), &cells, self.year) {
                Ok(draft) => drafts.push((row, cells, draft)),
                Err(reason) => read.missed.push(Missed::new(row, &cells, reason)),
            }
        }
        self.place(drafts, &mut read);
        read.missed.sort_by_key(|missed| missed.row);
        read
    }

    /// The plan with the rows of a list.
    #[must_use]
    pub fn with_units(&self, list: &UnitList) -> Self {
        let mut plan = self.clone();
        let places: HashMap<&str, usize> =
            self.localities.iter().enumerate().map(|(at, unit)| (unit.id.as_str(), at)).collect();
        for UnitRow { unit, .. } in list.changes() {
            match places.get(unit.id.as_str()) {
                Some(at) => plan.localities[*at].clone_from(unit),
                None => plan.localities.push(unit.clone()),
            }
        }
        plan
    }

    /// The units of the plan's city that the program knows, while the plan's year has none of the time they cover.
    pub fn units_on_record(&self) -> Option<UnitList> {
        let first = NaiveDate::from_ymd_opt(2025, 7, 1)?.max(NaiveDate::from_ymd_opt(self.year, 1, 1)?);
        let last = NaiveDate::from_ymd_opt(self.year, 12, 31)?;
        let exists = |unit: &Locality| {
            unit.parent.is_none()
                && unit.valid_from.is_none_or(|from| from <= last)
                && unit.valid_to.is_none_or(|to| first <= to)
        };
        if fold(&self.city) != "can tho" || last < first || self.localities.iter().any(exists) {
            return None;
        }
        CAN_THO.split_once('\n').map(|(_, list)| self.read_units(list))
    }

    /// The unit that a cell names, with or without its kind ("Q. Ninh Kiều", "ninh kieu"); of several that of the day.
    pub fn locality_named(&self, cell: &str, day: NaiveDate) -> Option<&Locality> {
        let cell: String = cell.nfc().collect();
        // "Quận Ninh Kiều, thành phố Cần Thơ"
        let cell = cell.split(',').next().unwrap_or_default().trim();
        let (kind, name) = kind_and_name(cell);
        let is_kind = |unit: &&Locality| kind.is_none_or(|kind| kind == unit.kind);
        let named = |is: &dyn Fn(&Locality) -> bool| {
            let all = || self.localities.iter().filter(is_kind).filter(|unit| is(unit));
            all().find(|unit| unit.exists_on(day)).or_else(|| all().next())
        };
        let (own, folded) = (key(&name), fold(&name));
        self.locality(cell)
            .or_else(|| named(&|unit| key(&unit.name) == own))
            .or_else(|| named(&|unit| fold(&unit.name) == folded))
    }

    /// Finds each draft's unit, gives new units their ids, and resolves the units that the cells name.
    fn place(&self, drafts: Vec<(usize, Vec<String>, Draft)>, read: &mut UnitList) {
        let ends = self.localities.iter().filter(|one| one.parent.is_none()).filter_map(|one| one.valid_to);
        let next = ends.max().and_then(|day| day.succ_opt());
        let mut known = self.localities.clone();
        // Of each unit the row that named it first.
        let mut rows: HashMap<String, usize> = HashMap::new();
        let mut placed = Vec::new();
        for (row, cells, draft) in drafts {
            let old = self.unit_of(&draft, next);
            let new = || Locality { valid_from: next, ..Locality::new(draft.kind) };
            let mut unit = old.cloned().unwrap_or_else(new);
            unit.kind = draft.kind;
            // "ninh kiều" and "Bình Thuỷ" are no other names.
            if key(&unit.name) != key(&draft.name) {
                unit.name.clone_from(&draft.name);
            }
            unit.valid_from = draft.from.or(unit.valid_from);
            unit.valid_to = draft.to.or(unit.valid_to);
            if !draft.contact.is_empty() {
                unit.contact.clone_from(&draft.contact);
            }
            let twin = old.map(|old| old.id.clone()).or_else(|| {
                let is_twin = |other: &&Locality| {
                    other.kind == unit.kind && key(&other.name) == key(&unit.name) && overlap(other, &unit)
                };
                known[self.localities.len()..].iter().find(is_twin).map(|other| other.id.clone())
            });
            if let Some(first) = twin.as_ref().and_then(|id| rows.get(id)) {
                let reason = format!("{} đã có ở dòng {first} của danh sách.", unit.full_name());
                read.missed.push(Missed::new(row, &cells, reason));
                continue;
            }
            if unit.valid_from.zip(unit.valid_to).is_some_and(|(from, to)| to < from) {
                let reason = "Ngày kết thúc trước ngày bắt đầu: sửa một trong hai ngày.".to_owned();
                read.missed.push(Missed::new(row, &cells, reason));
                continue;
            }
            if old.is_none() {
                let is_free = |id: &str| is_id(id) && known.iter().all(|other| other.id != id);
                let code = fold(&draft.code);
                unit.id = if is_free(&code) {
                    code
                } else {
                    free_id(&unit.full_name(), || known.iter().map(|other| other.id.as_str()))
                };
                known.push(unit.clone());
            }
            let _ = rows.insert(unit.id.clone(), row);
            placed.push((row, cells, draft, unit));
        }
        for (row, cells, draft, mut unit) in placed {
            match self.resolve(&draft, &mut unit, &known) {
                Ok(()) => {
                    let fate = self.locality(&unit.id).map_or(Fate::New, |old| fate(old, &unit));
                    read.rows.push(UnitRow { row, unit, fate });
                }
                Err(reason) => read.missed.push(Missed::new(row, &cells, reason)),
            }
        }
        self.leave_out_orphans(read);
    }

    /// The plan's unit that a row stands for. Names return for other areas, so the day decides between them; for a row
    /// without one the plan's year, then the day on which new units begin.
    fn unit_of(&self, draft: &Draft, next: Option<NaiveDate>) -> Option<&Locality> {
        let code = fold(&draft.code);
        if let Some(unit) = self.locality(&code).filter(|_| !code.is_empty()) {
            return Some(unit);
        }
        let name = key(&draft.name);
        let is_named = |unit: &&Locality| unit.kind == draft.kind && key(&unit.name) == name;
        let on = |day: NaiveDate| self.localities.iter().filter(is_named).find(|unit| unit.exists_on(day));
        if let Some(from) = draft.from {
            return on(from);
        }
        let first = NaiveDate::from_ymd_opt(self.year, 1, 1)?;
        let last = NaiveDate::from_ymd_opt(self.year, 12, 31)?;
        let exists = |unit: &&Locality| {
            unit.valid_from.is_none_or(|from| from <= last) && unit.valid_to.is_none_or(|to| first <= to)
        };
        self.localities.iter().filter(is_named).find(exists).or_else(|| on(next?))
    }

    /// Sets parent and successors from the names in their cells.
    fn resolve(&self, draft: &Draft, unit: &mut Locality, known: &[Locality]) -> Result<(), String> {
        let find = |text: &str, column: &str| -> Result<String, String> {
            let (kind, name) = kind_and_name(text);
            let name = key(&name);
            let is_meant = |other: &&Locality| {
                other.id != unit.id
                    && (other.id == text
                        || (key(&other.name) == name && kind.is_none_or(|kind| kind == other.kind)))
            };
            let named: Vec<&Locality> = known.iter().filter(is_meant).collect();
            let day = unit.valid_from;
            let living = named.iter().filter(|other| day.is_none_or(|day| other.exists_on(day)));
            let living: Vec<&Locality> = living.copied().collect();
            let meant = if named.len() > 1 && column == "Trực thuộc" { living } else { named };
            match meant.as_slice() {
                [one] => Ok(one.id.clone()),
                [] => Err(format!("{column}: không có đơn vị “{text}” trong kế hoạch hay trong danh sách.")),
                _ => Err(format!("{column}: có nhiều đơn vị tên “{text}”, ghi cả loại (quận, xã …).")),
            }
        };
        if !draft.parent.is_empty() {
            unit.parent =
                if self.is_city(&draft.parent) { None } else { Some(find(&draft.parent, "Trực thuộc")?) };
        }
        if !draft.successors.is_empty() {
            let names = draft.successors.split([';', ',']).map(str::trim).filter(|name| !name.is_empty());
            unit.successors = names.map(|name| find(name, "Thay bằng")).collect::<Result<_, _>>()?;
        }
        Ok(())
    }

    fn is_city(&self, text: &str) -> bool {
        let (text, city) = (fold(text), fold(&self.city));
        ["", "thanh pho ", "tp ", "tp. ", "tp.", "tinh "]
            .iter()
            .any(|kind| text.strip_prefix(kind) == Some(city.as_str()))
    }

    /// Leaves out rows that name a unit of another row that is left out.
    fn leave_out_orphans(&self, read: &mut UnitList) {
        loop {
            let ids: Vec<&str> = read.rows.iter().map(|row| row.unit.id.as_str()).collect();
            let is_known = |id: &String| self.locality(id).is_some() || ids.contains(&id.as_str());
            let is_orphan =
                |row: &UnitRow| !row.unit.parent.iter().chain(&row.unit.successors).all(&is_known);
            let Some(at) = read.rows.iter().position(is_orphan) else { return };
            let UnitRow { row, unit, .. } = read.rows.remove(at);
            let reason = "Dòng này nhắc đến một đơn vị mà danh sách ghi chưa đúng.".to_owned();
            read.missed.push(Missed::new(row, &[unit.full_name()], reason));
        }
    }
}

fn overlap(left: &Locality, right: &Locality) -> bool {
    let starts_before = |left: &Locality, right: &Locality| {
        left.valid_from.zip(right.valid_to).is_none_or(|(from, to)| from <= to)
    };
    starts_before(left, right) && starts_before(right, left)
}

fn fate(old: &Locality, new: &Locality) -> Fate {
    let fields = [
        ("Tên", old.name != new.name),
        ("Loại", old.kind != new.kind),
        ("Trực thuộc", old.parent != new.parent),
        ("Từ ngày", old.valid_from != new.valid_from),
        ("Đến ngày", old.valid_to != new.valid_to),
        ("Thay bằng", old.successors != new.successors),
        ("Liên hệ", old.contact != new.contact),
    ];
    let changed: Vec<_> = fields.into_iter().filter_map(|(name, differs)| differs.then_some(name)).collect();
    if changed.is_empty() { Fate::Same } else { Fate::Changed(changed) }
}

impl LocalityKind {
    /// The kind that a word or an abbreviation names, in any case and with or without diacritics.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = fold(word);
        let word = word.trim().trim_end_matches('.').split_whitespace().collect::<Vec<_>>().join(" ");
        Some(match word.as_str() {
            "quan" | "q" => Self::UrbanDistrict,
            "huyen" | "h" => Self::RuralDistrict,
            "phuong" | "p" => Self::Ward,
            "xa" | "x" => Self::Commune,
            "thi tran" | "tt" => Self::Township,
            _ => return None,
        })
    }
}
