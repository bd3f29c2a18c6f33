//! People from a list as offices have it in Excel or Word.

use super::{Person, Plan};
use crate::fold::fold;
use crate::pasted::{self, is_contact, is_number, rows};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Agency,
    Role,
    Phone,
    /// Not read.
    Other,
}

/// The heads, folded; each is a whole head or its beginning.
const HEADS: &[(&str, Column)] = &[
    ("ho va ten", Column::Name),
    ("ho ten", Column::Name),
    ("ho, ten", Column::Name),
    ("ten", Column::Name),
    ("co quan", Column::Agency),
    ("don vi", Column::Agency),
    ("noi cong tac", Column::Agency),
    ("vai tro", Column::Role),
    ("chuc vu", Column::Role),
    ("chuc danh", Column::Role),
    ("cong viec", Column::Role),
    ("nhiem vu", Column::Role),
    ("dien thoai", Column::Phone),
    ("so dien thoai", Column::Phone),
    ("sdt", Column::Phone),
    ("dt", Column::Phone),
    ("di dong", Column::Phone),
    ("lien he", Column::Phone),
];

impl Plan {
    /// Reads a list of people: tab-separated cells as Excel copies them, or a name a line. Columns are recognised by
    /// their heads, else cells by their content; an agency by its name, short name or id. Returns the people, each name
    /// once, and what was not understood.
    pub fn read_people(&self, list: &str) -> (Vec<Person>, Vec<String>) {
        let mut people: Vec<Person> = Vec::new();
        let mut unread = Vec::new();
        let mut columns: Option<Vec<Column>> = None;
        for (row, cells) in rows(list) {
            if columns.is_none() && people.is_empty() {
                columns = head(&cells);
                if columns.is_some() {
                    continue;
                }
            }
            let mut person = Person::default();
            for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let column = columns.as_ref().and_then(|columns| columns.get(at).copied());
                self.read_cell(cell, column, row, &mut person, &mut unread);
            }
            if person.name.is_empty() {
                unread.push(format!("dòng {row} không có họ tên"));
            } else if people.iter().any(|known| known.name == person.name) {
                unread.push(format!("dòng {row} ghi lại {}", person.name));
            } else {
                people.push(person);
            }
        }
        (people, unread)
    }

    fn read_cell(
        &self,
        cell: &str,
        column: Option<Column>,
        row: usize,
        person: &mut Person,
        unread: &mut Vec<String>,
    ) {
        let agency = self.agency_of(cell);
        let column = column.unwrap_or_else(|| match cell {
            _ if is_contact(cell) => Column::Phone,
            _ if is_number(cell) => Column::Other,
            _ if agency.is_some() => Column::Agency,
            _ if person.name.is_empty() => Column::Name,
            _ => Column::Role,
        });
        let (field, said) = match column {
            Column::Name => (&mut person.name, cell.to_owned()),
            Column::Role => (&mut person.role, cell.to_owned()),
            Column::Phone => (&mut person.phone, cell.to_owned()),
            Column::Agency => {
                let Some(id) = agency else {
                    unread.push(format!("dòng {row}: kế hoạch không có cơ quan “{cell}”"));
                    return;
                };
                (&mut person.agency, id.to_owned())
            }
            Column::Other => return,
        };
        if field.is_empty() {
            *field = said;
        }
    }

    fn agency_of(&self, cell: &str) -> Option<&str> {
        let said = fold(cell);
        let is_meant = |name: &str| !name.is_empty() && fold(name) == said;
        let mut agencies = self.agencies.iter();
        let found = agencies
            .find(|agency| [&agency.id, &agency.name, &agency.short].into_iter().any(|name| is_meant(name)));
        found.map(|agency| agency.id.as_str())
    }
}

/// The columns, if these cells are the heads of a table with names.
fn head(cells: &[String]) -> Option<Vec<Column>> {
    let column = |cell: &String| pasted::column(HEADS, cell).unwrap_or(Column::Other);
    let columns: Vec<Column> = cells.iter().map(column).collect();
    columns.contains(&Column::Name).then_some(columns)
}
