//! Places from a table as offices have it in Excel: what each row would do to the register.

use std::collections::HashMap;

use chrono::NaiveDate;
use unicode_normalization::UnicodeNormalization;

use super::column::{Columns, Draft, Names};
use super::ids::Ids;
use super::{Fitness, Place, PlaceKind, Places};
use crate::calendar::wording;
use crate::fold::fold;
use crate::pasted::{self, Fate, Missed};
use crate::plan::Plan;

/// What a list of places would do to the register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlaceList {
    pub rows: Vec<PlaceRow>,
    /// Rows that are left out, in the list's order.
    pub missed: Vec<Missed>,
    /// The field that each column holds, where the list has heads.
    pub fields: Vec<Option<&'static str>>,
}

/// A row of the list and the place it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    /// The row in the list, from 1.
    pub row: usize,
    /// As it would be in the register: what the row leaves empty stays as it was.
    pub place: Place,
    pub fate: Fate,
}

impl PlaceList {
    /// The rows that would change the register.
    pub fn changes(&self) -> impl Iterator<Item = &PlaceRow> {
        self.rows.iter().filter(|row| row.fate != Fate::Same)
    }
}

/// What places are called, for comparison: name, locality.
type Called = (String, String);

impl Places {
    /// Reads a list as Excel copies it: tab-separated cells, or a name a line.
    pub fn read_list(&self, list: &str, plan: &Plan, day: NaiveDate, kind: &PlaceKind) -> PlaceList {
        let list: String = list.nfc().collect();
        self.read_rows(pasted::rows(&list), plan, day, kind)
    }

    /// Reads numbered rows of cells. Columns are recognised by their heads, else cells by their content. A row names a
    /// place by its code, or by name and locality, where several are called alike with its address. `kind` is that of
    /// places whose row and name do not say it; of localities with one name that of the `day` is meant.
    pub fn read_rows(
        &self,
        rows: Vec<(usize, Vec<String>)>,
        plan: &Plan,
        day: NaiveDate,
        kind: &PlaceKind,
    ) -> PlaceList {
        let mut read = PlaceList::default();
        let mut names = Names { plan, day, localities: HashMap::new() };
        let mut columns: Option<Columns> = None;
        let mut drafts = Vec::new();
        for (row, cells) in rows {
            if columns.is_none() {
                columns = Columns::of_head(&cells);
                if columns.is_some() {
                    // What stands over the heads is the table's title.
                    drafts.clear();
                    read.missed.clear();
                    continue;
                }
            }
            match Draft::read(columns.as_ref(), &cells, &mut names) {
                Ok(draft) => drafts.push((row, cells, draft)),
                Err((column, reason)) => {
                    read.missed.push(Missed { column, ..Missed::new(row, &cells, reason) });
                }
            }
        }
        self.identify(drafts, (plan, kind), &mut read);
        read.fields = columns.map_or_else(Vec::new, |columns| columns.fields().collect());
        read.missed.sort_by_key(|missed| missed.row);
        read
    }

    /// The register with the rows of a list.
    #[must_use]
    pub fn with_list(&self, list: &PlaceList) -> Self {
        let mut places = self.clone();
        let at: HashMap<&str, usize> =
            self.places.iter().enumerate().map(|(at, place)| (place.id.as_str(), at)).collect();
        for PlaceRow { place, .. } in list.changes() {
            match at.get(place.id.as_str()) {
                Some(at) => places.places[*at].clone_from(place),
                None => places.places.push(place.clone()),
            }
        }
        places
    }

    /// Finds each draft's place, and gives new places their ids.
    fn identify(
        &self,
        drafts: Vec<(usize, Vec<String>, Draft)>,
        (plan, kind): (&Plan, &PlaceKind),
        read: &mut PlaceList,
    ) {
        let by_id = self.by_id();
        let mut known: HashMap<Called, Vec<&Place>> = HashMap::new();
        for place in &self.places {
            known.entry(called(&place.name, &place.locality)).or_default().push(place);
        }
        let mut alike: HashMap<Called, usize> = HashMap::new();
        for (_, _, draft) in &drafts {
            *alike.entry(called(&draft.name, &draft.locality)).or_default() += 1;
        }
        let mut ids = Ids::of(&self.places);
        // Of each place, and of each new name and address, the row that named it first.
        let mut rows: HashMap<(Called, String), usize> = HashMap::new();
        let mut taken: HashMap<String, usize> = HashMap::new();
        for (row, cells, draft) in drafts {
            let name = called(&draft.name, &draft.locality);
            let named = known.get(&name).map_or(&[][..], Vec::as_slice);
            let is_there = |place: &&&Place| fold(&place.address) == fold(&draft.address);
            let old = by_id.get(draft.code.as_str()).copied().or_else(|| match named {
                // Its address may have changed.
                [one] if alike.get(&name) == Some(&1) || draft.address.is_empty() => Some(*one),
                several => several.iter().find(is_there).copied(),
            });
            let twin = match old {
                Some(old) => taken.insert(old.id.clone(), row),
                None => rows.insert((name, fold(&draft.address)), row),
            };
            if let Some(first) = twin {
                let reason = format!("{} đã có ở dòng {first} của danh sách.", draft.name);
                read.missed.push(Missed::new(row, &cells, reason));
                continue;
            }
            let mut place = old.cloned().unwrap_or_default();
            draft.put(&mut place, kind, old.is_none());
            if place.valid_from.zip(place.valid_to).is_some_and(|(from, to)| to < from) {
                let reason = "Ngày kết thúc trước ngày bắt đầu: sửa một trong hai ngày.";
                read.missed.push(Missed::new(row, &cells, reason));
                continue;
            }
            if old.is_none() {
                place.id = ids.free(&place.name);
            }
            let fate = old.map_or(Fate::New, |old| fate(old, &place, plan));
            read.rows.push(PlaceRow { row, place, fate });
        }
    }
}

impl Draft {
    /// What the row says, put into the place.
    fn put(self, place: &mut Place, kind: &PlaceKind, is_new: bool) {
        // "nhà thông tin ấp 1" is no other name.
        if fold(&place.name) != fold(&self.name) {
            place.name.clone_from(&self.name);
        }
        match self.kind {
            Some(kind) => place.kind = kind,
            None if is_new => place.kind = PlaceKind::of_name(&self.name).unwrap_or_else(|| kind.clone()),
            None => {}
        }
        let texts = [
            (&mut place.address, self.address),
            (&mut place.locality, self.locality),
            (&mut place.size, self.size),
            (&mut place.owner, self.owner),
            (&mut place.contact, self.contact),
            (&mut place.reason, self.reason),
            (&mut place.agency, self.agency),
        ];
        for (field, said) in texts.into_iter().filter(|(_, said)| !said.is_empty()) {
            *field = said;
        }
        if let Some(fitness) = self.fitness.filter(|fitness| *fitness != Fitness::Unknown) {
            place.fitness = fitness;
        }
        place.valid_from = self.from.or(place.valid_from);
        place.valid_to = self.to.or(place.valid_to);
        place.opinions = self.opinions.or(place.opinions);
        place.checked = self.checked.or(place.checked);
    }
}

fn called(name: &str, locality: &str) -> Called {
    (fold(name), locality.to_owned())
}

/// The fields that a list gives, by the words of its heads.
const FIELDS: [&str; 14] = [
    "Loại",
    "Tên",
    "Địa chỉ",
    "Địa bàn",
    "Kích thước",
    "Đơn vị quản lý",
    "Liên hệ",
    "Điều kiện",
    "Lý do",
    "Từ ngày",
    "Đến ngày",
    "Cơ quan",
    "Mục ý kiến",
    "Ngày kiểm tra",
];

impl Place {
    /// What a field of a list says, for people; empty for none.
    pub fn field_text(&self, field: &str, plan: &Plan) -> String {
        let day = |day: Option<NaiveDate>| day.map_or_else(String::new, wording::date);
        match field {
            "Loại" => self.kind.name().to_owned(),
            "Tên" => self.name.clone(),
            "Địa chỉ" => self.address.clone(),
            "Địa bàn" if self.locality.is_empty() => String::new(),
            "Địa bàn" => self.locality_name(plan),
            "Kích thước" => self.size.clone(),
            "Đơn vị quản lý" => self.owner.clone(),
            "Liên hệ" => self.contact.clone(),
            "Điều kiện" => self.fitness.name().to_owned(),
            "Lý do" => self.reason.clone(),
            "Từ ngày" => day(self.valid_from),
            "Đến ngày" => day(self.valid_to),
            "Cơ quan" => plan.agency(&self.agency).map_or(&self.agency, |agency| &agency.short).clone(),
            "Mục ý kiến" => self.opinions.map_or("", |has| if has { "Có" } else { "Không" }).to_owned(),
            _ => day(self.checked),
        }
    }
}

fn fate(old: &Place, new: &Place, plan: &Plan) -> Fate {
    let differs = |field: &&&str| old.field_text(field, plan) != new.field_text(field, plan);
    let changed: Vec<&'static str> = FIELDS.iter().filter(differs).copied().collect();
    if changed.is_empty() { Fate::Same } else { Fate::Changed(changed) }
}
