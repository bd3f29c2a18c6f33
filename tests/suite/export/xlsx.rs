//! Schedules that exceed Excel's limits, and the notice about it.

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
