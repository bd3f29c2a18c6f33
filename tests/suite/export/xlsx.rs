//! Schedules that exceed Excel's limits, and the notice about it.

use std::io::Read;

use calamine::{Data, Reader, Xlsx};
use toasoan::document::schedule::{self, Request};
use toasoan::export::xlsx;
use toasoan::piece::{Airing, Format, Header, Piece, PieceId};
use toasoan::plan::SlotId;

use super::super::documents::{day, newsroom};

fn long(title: &str) -> Piece {
    let header = Header::new(PieceId("01TEST00000000000000000001".into()), title, "chuyen-muc-cchc");
    let airing = Airing {
        date: Some(day("2014-03-20")),
        ..Airing::undated(SlotId("chuyen-muc-cchc/2014-03/2".into()))
    };
    Piece::new(Header { airings: vec![airing], ..header }, Format::Av, "")
}

/// A part of the workbook's archive.
fn part(workbook: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).expect("an archive");
    let mut text = String::new();
    let _ = archive.by_name(name).expect("a part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn a_cell_that_is_cut_says_so_and_is_named() {
    let request = Request::new(day("2014-03-20"), day("2014-03-20"));
    for (title, is_cut) in
        [("Một cửa".repeat(4_000), false), ("Một cửa".repeat(5_000), true), ("📻".repeat(17_000), true)]
    {
        let newsroom = newsroom([long(&title)]);
        let rows = schedule::rows(&newsroom, &request);
        let write = || xlsx::write(&newsroom, &request, &rows).expect("a workbook");
        let bytes = write();
        assert!(bytes == write(), "the same input gives the same bytes");
        // Nor does it depend on the clock: the day of its making is the newsroom's.
        let made = part(&bytes, "docProps/core.xml");
        assert!(made.contains(&format!("{}T00:00:00Z</dcterms:created>", newsroom.today())), "{made}");
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        let heights =
            sheet.split(" ht=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok());
        let tallest = heights.fold(0.0, f64::max);
        assert!((tallest - 409.5).abs() < 1e-9, "Excel's limit, not {tallest} pt");
        let mut book: Xlsx<_> =
            calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).expect("it opens");
        let sheet = book.worksheet_range_at(0).expect("a sheet").expect("it reads");
        let cells = sheet.rows().flatten().filter_map(|cell| match cell {
            Data::String(text) => Some(text.clone()),
            _ => None,
        });
        let cell = cells.max_by_key(String::len).expect("cells");
        assert!(cell.encode_utf16().count() <= 32_767);
        assert_eq!((cell != title, cell.ends_with('…')), (is_cut, is_cut));
        let notice = xlsx::notice(&rows);
        assert_eq!(notice.is_some(), is_cut);
        assert!(notice.is_none_or(|notice| notice.contains("20/03/2014, Chuyên mục CCHC, “")));
    }
}
