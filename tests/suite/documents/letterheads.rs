//! Whose paper a paper is: the head, the number, the signature and the last recipient of each agency.

use toasoan::document::{self, PrintOptions, report};
use toasoan::newsroom::Newsroom;
use toasoan::page::{Document, Fonts};
use toasoan::plan::Office;

use super::{content, day, newsroom, samples, text};

fn words(document: &Document) -> String {
    text(document).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_pieces_paper_carries_the_agency_that_makes_it() {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    let newsroom = newsroom(pieces.clone());
    let committee = "ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ";
    let station = "ĐÀI PHÁT THANH VÀ TRUYỀN HÌNH THÀNH PHỐ CẦN THƠ";
    for (activity, parent, agency) in [
        ("chuyen-muc-cchc", committee, station),
        ("gap-go-doi-thoai", committee, station),
        ("dien-dan-bao", "", "BÁO CẦN THƠ"),
        ("tieu-pham", committee, "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"),
    ] {
        let made = pieces.iter().filter(|piece| piece.header.activity == activity);
        let mut count = 0;
        for piece in made {
            let print = PrintOptions::default();
            let paper = document::of_piece(&newsroom, piece, &|_| None, &print, &mut Fonts::new());
            let paper = words(&paper);
            let title = &piece.header.title;
            assert!(paper.contains(agency) && paper.contains(parent), "{title}: {paper}");
            let is_theirs = agency == station;
            assert!(is_theirs || !paper.contains(station) && !paper.contains("LÃNH ĐẠO ĐÀI"), "{title}");
            assert!(!parent.is_empty() || !paper.contains(committee), "{title}");
            count += 1;
        }
        assert!(count > 0, "{activity}");
    }
}

#[test]
fn the_report_has_the_offices_symbol_filing_and_every_line_of_its_signature() {
    let sample = newsroom([]);
    let office = |office: Office| {
        let mut settings = sample.settings().clone();
        settings.office = office;
        let newsroom = Newsroom::new(sample.plan().clone(), settings, [], day("2014-03-18"));
        words(&report::document(&newsroom, None, &PrintOptions::default(), &mut Fonts::new()))
    };
    let named = Office { name: "Sở Nội vụ".into(), ..Office::default() };
    // What the settings leave empty is as the plan has it of the agency.
    let paper = office(named.clone());
    for said in ["ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", "SỞ NỘI VỤ", "/BC-SNV", "Lưu: VT, CCHC.", "GIÁM ĐỐC"]
    {
        assert!(paper.contains(said), "{said}: {paper}");
    }
    let deputy = Office {
        signer_title: "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC".into(),
        signer: "Trần Thị Lan".into(),
        symbol: "SNV2".into(),
        filing: "Lưu: VT".into(),
        ..named
    };
    let paper = office(deputy);
    for said in ["/BC-SNV2", "Lưu: VT.", "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Trần Thị Lan"] {
        assert!(paper.contains(said), "{said}: {paper}");
    }
    // An office that the plan does not name has only its own.
    let other = office(Office { name: "Sở Xây dựng".into(), ..Office::default() });
    assert!(
        other.contains("SỞ XÂY DỰNG") && other.contains("/BC-…") && other.contains("Lưu: VT."),
        "{other}"
    );
    assert!(!other.contains("SNV"), "{other}");
}
