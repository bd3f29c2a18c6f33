//! Those who take part: a list pasted from Excel, numbers, rooms.

use super::answers::Participant;
use crate::fold::fold;
use crate::pasted::{Missed, rows};

/// A list as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// Without ids and numbers, unless the list gives numbers.
    pub people: Vec<Participant>,
    pub missed: Vec<Missed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Unit,
    Office,
    Level,
    Number,
    Room,
}

/// The columns by their heads: "Họ và tên", "Đơn vị", "Chức vụ", "Cấp", "Số báo danh", "Phòng"; without a head the
/// first four in this order, after a column of ordinal numbers if there is one.
pub fn read(text: &str) -> List {
    let rows = rows(text);
    let mut list = List::default();
    let head: Vec<Option<Column>> =
        rows.first().map_or_else(Vec::new, |(_, cells)| cells.iter().map(|cell| column(cell)).collect());
    let has_head = head.contains(&Some(Column::Name));
    let is_ordinal = |cells: &[String]| cells.first().is_some_and(|cell| cell.parse::<u32>().is_ok());
    let columns = if has_head {
        head
    } else {
        let usual = [Column::Name, Column::Unit, Column::Office, Column::Level].map(Some);
        let ordinal = rows.first().filter(|(_, cells)| is_ordinal(cells)).map(|_| None);
        ordinal.into_iter().chain(usual).collect()
    };
    for (row, cells) in rows.iter().skip(usize::from(has_head)) {
        let cell = |column: Column| {
            let at = columns.iter().position(|one| *one == Some(column));
            at.and_then(|at| cells.get(at)).map_or_else(String::new, |cell| cell.trim().to_owned())
        };
        let digits = cell(Column::Number);
        let number = match digits.parse::<u32>() {
            Ok(number) if number <= 999_999 => format!("{number:06}"),
            _ if digits.is_empty() => String::new(),
            _ => {
                list.missed.push(Missed::new(*row, cells, "số báo danh phải là số có nhiều nhất sáu chữ số"));
                continue;
            }
        };
        let participant = Participant {
            id: String::new(),
            number,
            name: cell(Column::Name),
            unit: cell(Column::Unit),
            office: cell(Column::Office),
            level: cell(Column::Level),
            room: cell(Column::Room),
        };
        if participant.name.is_empty() {
            list.missed.push(Missed::new(*row, cells, "dòng không có họ tên"));
        } else {
            list.people.push(participant);
        }
    }
    list
}

fn column(head: &str) -> Option<Column> {
    let head = fold(head);
    let has = |words: &[&str]| words.iter().any(|word| head.contains(word));
    match () {
        () if has(&["so bao danh", "sbd"]) => Some(Column::Number),
        () if has(&["ho va ten", "ho ten", "ten nguoi"]) => Some(Column::Name),
        () if has(&["chuc vu", "chuc danh"]) => Some(Column::Office),
        () if has(&["don vi", "co quan", "noi cong tac"]) => Some(Column::Unit),
        () if has(&["phong thi", "phong khao sat"]) || head.trim() == "phong" => Some(Column::Room),
        () if head.trim().starts_with("cap") => Some(Column::Level),
        () => None,
    }
}

/// The number before the first one of a locality, by its place in the list of localities. A number's leading digits
/// name the locality, so the sheets of several may lie in one pile.
pub fn first_number(locality: usize, localities: usize) -> u32 {
    let step = if localities < 100 { 10_000 } else { 1_000 };
    if localities < 1_000 { (locality as u32 + 1) * step } else { 0 }
}

/// Adds a list to those who are there: who is there already (name, unit and office) stays as he is. Numbers go on
/// after the highest, the first after `before`. Returns how many are new.
pub fn add(
    people: &mut Vec<Participant>,
    list: &List,
    before: u32,
    new_id: &mut dyn FnMut() -> String,
) -> usize {
    let same = |one: &Participant, other: &Participant| {
        (&one.name, &one.unit, &one.office) == (&other.name, &other.unit, &other.office)
    };
    let there = people.len();
    for one in &list.people {
        if people.iter().any(|other| same(one, other)) {
            continue;
        }
        let is_taken = people.iter().any(|other| !one.number.is_empty() && other.number == one.number);
        let highest =
            people.iter().filter_map(|other| other.number.parse::<u32>().ok()).max().unwrap_or(before);
        let number = if one.number.is_empty() || is_taken {
            format!("{:06}", highest + 1)
        } else {
            one.number.clone()
        };
        people.push(Participant { id: new_id(), number, ..one.clone() });
    }
    people.len() - there
}

/// Puts those without a room, or all, into rooms of at most `seats`, by number: "Phòng 1", "Phòng 2".
pub fn rooms(people: &mut [Participant], seats: usize) {
    people.sort_by(|one, other| one.number.cmp(&other.number));
    // Rooms as full as each other rather than a last one with two people.
    let count = people.len().div_ceil(seats.max(1)).max(1);
    let (least, more) = (people.len() / count, people.len() % count);
    let mut at = 0;
    for room in 0..count {
        for _ in 0..least + usize::from(room < more) {
            people[at].room = format!("Phòng {}", room + 1);
            at += 1;
        }
    }
}

/// Takes the names away; numbers, units and levels stay for the results.
pub fn forget_names(people: &mut [Participant]) {
    for one in people {
        one.name.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_from_excel_gets_numbers_and_rooms() {
        let text = "TT\tHọ và tên\tChức vụ\tĐơn vị công tác\tCấp\n1\tLê Thị Hoa\tPhó Chủ tịch\tUBND phường An Cư\txã\n\
                    2\tTrần Văn Bé\tCông chức\tPhòng Nội vụ\thuyện\n3\t\tx\ty\tz\n";
        let list = read(text);
        assert_eq!((list.people.len(), list.missed.len()), (2, 1));
        let mut people = Vec::new();
        let mut id = 0;
        let mut new_id = || {
            id += 1;
            format!("p{id}")
        };
        assert_eq!(add(&mut people, &list, 0, &mut new_id), 2);
        assert_eq!(add(&mut people, &list, 0, &mut new_id), 0);
        // The second of nine districts.
        let mut others = Vec::new();
        assert_eq!(add(&mut others, &list, first_number(1, 9), &mut new_id), 2);
        assert_eq!(others[0].number, "020001");
        let more = read("Võ Năm\tBan Tổ chức\nVõ Sáu\tBan Tổ chức\nVõ Bảy\tBan Tổ chức");
        assert_eq!(add(&mut people, &more, 0, &mut new_id), 3);
        rooms(&mut people, 2);
        let seats: Vec<(&str, &str, &str)> =
            people.iter().map(|one| (&*one.number, &*one.unit, &*one.room)).collect();
        assert_eq!(
            seats,
            [
                ("000001", "UBND phường An Cư", "Phòng 1"),
                ("000002", "Phòng Nội vụ", "Phòng 1"),
                ("000003", "Ban Tổ chức", "Phòng 2"),
                ("000004", "Ban Tổ chức", "Phòng 2"),
                ("000005", "Ban Tổ chức", "Phòng 3"),
            ]
        );
        assert_eq!(people[0].level, "xã");
    }
}
