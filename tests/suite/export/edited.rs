//! A schedule that was edited in Excel comes back: each change shown with its cell, all taken or nothing.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::{Format as CellFormat, Workbook};
use toasoan::document::schedule::{self, Request};
use toasoan::export::xlsx;
use toasoan::import::schedule::{Change, Reading, read};
use toasoan::newsroom::Newsroom;
use toasoan::piece::{Airing, Format, Header, Outcome, Piece, PieceId, Role, Status};
use toasoan::plan::SlotId;

use super::super::documents::{day, newsroom};

fn piece(id: u32, title: &str, airings: Vec<Airing>) -> Piece {
    let mut header = Header::new(PieceId(format!("{id:026}").into()), title, airings[0].slot.activity());
    header.status = Status::Approved;
    header.people = vec![Role { role: "Biên tập".into(), name: "Trần Mỹ Duyên".into() }];
    header.airings = airings;
    Piece::new(header, Format::Radio, "Lời của bài")
}

fn airing(slot: &str, date: &str) -> Airing {
    Airing { date: Some(day(date)), minutes: Some(15), ..Airing::undated(SlotId(slot.into())) }
}

/// An aired piece, a planned one, one in two districts; the second March slot of the TV programme is filled, the first
/// empty.
fn office() -> Newsroom {
    let mut aired = airing("truyen-thanh/2014-W10@o-mon", "2014-03-05");
    aired.outcome =
        Some(Outcome { date: day("2014-03-06"), time: None, seconds: None, note: "mất điện".into() });
    newsroom([
        piece(1, "Đã phát rồi", vec![aired]),
        piece(2, "Một cửa ở phường", vec![airing("chuyen-muc-cchc/2014-03/2", "2014-03-20")]),
        piece(
            3,
            "Bản tin hai quận",
            vec![
                airing("truyen-thanh/2014-W12@ninh-kieu", "2014-03-19"),
                airing("truyen-thanh/2014-W12@cai-rang", "2014-03-19"),
            ],
        ),
    ])
}

fn exported(newsroom: &Newsroom) -> Vec<u8> {
    let request = Request::new(day("2014-03-01"), day("2014-03-31"));
    xlsx::write(newsroom, &request, &schedule::rows(newsroom, &request)).expect("a workbook")
}

/// A workbook's cells by address, as another program reads them.
fn cells(bytes: &[u8]) -> BTreeMap<(u32, u16), Data> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("it opens");
    let range = book.worksheet_range_at(0).expect("a sheet").expect("it reads");
    let (top, left) = range.start().expect("cells");
    let used = range.used_cells();
    used.map(|(row, column, data)| ((top + row as u32, left as u16 + column as u16), data.clone())).collect()
}

/// The row (from 0) whose content begins so, and whose place is this.
fn row_of(cells: &BTreeMap<(u32, u16), Data>, title: &str, place: &str) -> u32 {
    let text = |row: u32, column: u16| cells.get(&(row, column)).map(Data::to_string).unwrap_or_default();
    let mut found = cells
        .keys()
        .map(|(row, _)| *row)
        .filter(|row| text(*row, 6).starts_with(title) && text(*row, 5).contains(place));
    found.next().unwrap_or_else(|| panic!("no row {title} in {place}"))
}

/// The workbook as another program saves it, with cells changed or cleared.
fn saved(cells: &BTreeMap<(u32, u16), Data>, edits: &[((u32, u16), &str)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let edited = |place: &(u32, u16)| edits.iter().any(|(edited, _)| edited == place);
    for ((row, column), data) in cells.iter().filter(|(place, _)| !edited(place)) {
        let _ = match data {
            Data::DateTime(moment) => {
                let format = if moment.as_f64() < 1.0 { "hh:mm" } else { "dd/mm/yyyy" };
                let format = CellFormat::new().set_num_format(format);
                sheet.write_number_with_format(*row, *column, moment.as_f64(), &format)
            }
            Data::Float(number) => sheet.write_number(*row, *column, *number),
            other => sheet.write_string(*row, *column, other.to_string()),
        }
        .expect("a cell");
    }
    for ((row, column), text) in edits {
        let _ = sheet.write_string(*row, *column, *text).expect("a cell");
    }
    book.save_to_buffer().expect("a workbook")
}

fn reading(newsroom: &Newsroom, bytes: &[u8]) -> Reading {
    read(newsroom, bytes, &mut || PieceId("01NEW000000000000000000001".into())).expect("a schedule")
}

fn named(changes: &[Change]) -> Vec<String> {
    let named = |change: &Change| format!("{}: {} → {}", change.field, change.before, change.after);
    changes.iter().map(named).collect()
}

#[test]
fn what_was_edited_is_listed_and_taken_as_one_step() {
    let mut newsroom = office();
    let cells = cells(&exported(&newsroom));
    let untouched = reading(&newsroom, &saved(&cells, &[]));
    assert!(
        untouched.changes.is_empty() && untouched.faults.is_empty() && untouched.remarks.is_empty(),
        "{untouched:?}"
    );
    assert!(untouched.command().is_none());

    let (tv, radio) = (row_of(&cells, "Một cửa", ""), row_of(&cells, "Bản tin", "Ninh Kiều"));
    let (aired, empty) = (row_of(&cells, "Đã phát", ""), row_of(&cells, "(chưa có bài)", "Bình Thủy"));
    let book = saved(
        &cells,
        &[
            ((tv, 0), "21/3"),
            ((tv, 1), "Thứ Sáu"),
            ((tv, 2), "20h05"),
            ((tv, 3), "20"),
            ((tv, 8), "Lê Văn Tám"),
            ((tv, 9), "Chờ duyệt"),
            ((tv, 10), "chờ Sở góp ý"),
            ((radio, 5), "huyện Phong Điền"),
            ((radio, 9), "Đã phát"),
            ((aired, 10), "dời từ 05/03; mất điện cả buổi"),
            ((empty, 6), "Bản tin mới"),
            ((empty, 2), "5:30"),
        ],
    );
    let reading = reading(&newsroom, &book);
    assert!(reading.faults.is_empty() && reading.remarks.is_empty(), "{reading:?}");
    let listed = named(&reading.changes);
    for line in [
        "Ngày: 20/03/2014 → 21/03/2014",
        "Số phút: 15 → 20",
        "Người phụ trách: Trần Mỹ Duyên → Lê Văn Tám",
        "Trạng thái: Đã duyệt → Chờ duyệt",
        "Ghi chú:  → chờ Sở góp ý",
        "Địa bàn: quận Ninh Kiều → huyện Phong Điền",
        "Nội dung: (chưa có bài) → Bản tin mới",
    ] {
        assert!(listed.iter().any(|change| change == line), "{line} is not among {listed:?}");
    }
    let day_cell = reading.changes.iter().find(|change| change.field == "Ngày").expect("the day");
    assert_eq!(day_cell.cell, format!("A{}", tv + 1));
    assert!(day_cell.row.contains("Một cửa ở phường"));

    let before: Vec<Piece> = newsroom.pieces().cloned().collect();
    let _ = newsroom.apply(reading.command().expect("it is taken"));
    let header =
        |id: u32| newsroom.piece(&PieceId(format!("{id:026}").into())).expect("the piece").header.clone();
    let tv = header(2);
    assert_eq!(tv.airings[0].date, Some(day("2014-03-21")));
    assert_eq!(tv.airings[0].time.map(|time| time.to_string()).as_deref(), Some("20:05:00"));
    assert_eq!((tv.airings[0].minutes, tv.status), (Some(20), Status::InReview));
    assert_eq!((tv.people[0].name.as_str(), tv.note.as_str()), ("Lê Văn Tám", "Lịch: chờ Sở góp ý"));
    let radio = header(3);
    assert_eq!(radio.airings[0].slot.as_str(), "truyen-thanh/2014-W12@phong-dien");
    assert_eq!(radio.airings[0].outcome.as_ref().map(|outcome| outcome.date), Some(day("2014-03-19")));
    assert!(radio.airings[1].outcome.is_none(), "the other district is as it was");
    assert_eq!(
        header(1).airings[0].outcome.as_ref().map(|outcome| outcome.note.as_str()),
        Some("mất điện cả buổi")
    );
    let new = newsroom.pieces().find(|piece| piece.header.title == "Bản tin mới").expect("a new piece");
    assert_eq!(new.header.airings[0].time.map(|time| time.to_string()).as_deref(), Some("05:30:00"));

    let _ = newsroom.undo();
    assert!(newsroom.pieces().eq(&before), "one undo");
}

#[test]
fn one_cell_that_is_not_understood_keeps_all_out() {
    let newsroom = office();
    let cells = cells(&exported(&newsroom));
    let row = row_of(&cells, "Một cửa", "");
    let radio = row_of(&cells, "Bản tin", "Ninh Kiều");
    let other = row_of(&cells, "Bản tin", "Cái Răng");
    let empty = row_of(&cells, "(chưa có bài)", "Bình Thủy");
    let below = cells.keys().map(|(row, _)| row + 1).max().expect("rows");
    for (edits, cell, words) in [
        (vec![((row, 0), "cuối tháng")], format!("A{}", row + 1), "không phải ngày"),
        (vec![((row, 2), "tối")], format!("C{}", row + 1), "không phải giờ"),
        (vec![((row, 3), "nửa tiếng")], format!("D{}", row + 1), "không phải số phút"),
        (vec![((row, 9), "xong")], format!("J{}", row + 1), "Chờ duyệt"),
        (vec![((radio, 5), "quận 1")], format!("F{}", radio + 1), "không có ở “quận 1”"),
        (vec![((row, 6), "")], format!("G{}", row + 1), "không để trống"),
        (vec![((empty, 2), "6:15")], format!("C{}", empty + 1), "chưa có bài"),
        (
            vec![((radio, 6), "Một"), ((other, 6), "Hai")],
            format!("G{}", radio.max(other) + 1),
            "ghi như nhau",
        ),
        (vec![((below, 6), "Dòng thêm")], format!("G{}", below + 1), "không có mã"),
        (vec![((row, 11), "sửa mã")], format!("A{}", row + 1), "Mã dòng"),
    ] {
        let with_right = [vec![((row, 8), "Lê Văn Tám")], edits].concat();
        let reading = reading(&newsroom, &saved(&cells, &with_right));
        let [fault] = &reading.faults[..] else { panic!("{words}: {:?}", reading.faults) };
        assert_eq!(fault.cell, cell, "{words}");
        assert!(fault.message.contains(words), "{}", fault.message);
        assert!(reading.command().is_none(), "{words}: nothing is half taken");
    }
    // What the program computes has no effect, and that is said.
    let reading = reading(&newsroom, &saved(&cells, &[((row, 7), "Phát lại")]));
    assert!(reading.changes.is_empty() && reading.remarks[0].message.contains("Phát"), "{reading:?}");
}

#[test]
fn rows_may_be_sorted_and_left_out_and_others_changes_are_seen() {
    let mut newsroom = office();
    let cells = cells(&exported(&newsroom));
    let row = row_of(&cells, "Một cửa", "");
    // Sorted the other way round, with only this row and another left.
    let other = row_of(&cells, "Đã phát", "");
    let swapped: BTreeMap<(u32, u16), Data> = cells
        .iter()
        .filter(|((at, _), _)| *at < 8 || *at == row || *at == other)
        .map(|((at, column), data)| {
            let at = if *at == row {
                8
            } else if *at == other {
                9
            } else {
                *at
            };
            ((at, *column), data.clone())
        })
        .collect();
    let reading_of = |newsroom: &Newsroom| reading(newsroom, &saved(&swapped, &[((8, 2), "21:00")]));
    let first = reading_of(&newsroom);
    assert_eq!(
        (first.changes.len(), first.changes[0].cell.as_str(), first.changes[0].is_newer),
        (1, "C9", false)
    );

    // A colleague has changed the hour since.
    let mut header =
        newsroom.pieces().find(|piece| piece.header.title == "Một cửa ở phường").expect("it").header.clone();
    header.airings[0].time = chrono::NaiveTime::from_hms_opt(18, 0, 0);
    let _ = newsroom.apply(toasoan::newsroom::Command::SetHeader(Box::new(header)));
    let later = reading_of(&newsroom);
    assert_eq!(named(&later.changes), ["Giờ: 18:00 → 21:00"]);
    assert!(later.changes[0].is_newer);

    for bytes in [b"PK\x03\x04".to_vec(), b"x".to_vec(), saved(&BTreeMap::new(), &[((0, 0), "Ngày")])] {
        assert!(read(&newsroom, &bytes, &mut || PieceId("x".into())).is_err());
    }
}

/// A workbook as another program saves it, with this cell changed.
pub fn with_cell(bytes: &[u8], place: (u32, u16), text: &str) -> Vec<u8> {
    saved(&cells(bytes), &[(place, text)])
}
