//! Documents that an office, a studio and a stage can use.

use std::path::Path;

use chrono::NaiveDate;
use toasoan::document::print::Paper;
use toasoan::document::schedule::{self, Grouping, Request};
use toasoan::document::{self, PrintOptions, quiz, report, stage};
use toasoan::newsroom::Newsroom;
use toasoan::page::{Document, Fonts, Item, Link, MM, Page, Rect};
use toasoan::piece::av::Script;
use toasoan::piece::stage::parse;
use toasoan::piece::{Airing, Format, Header, Piece, PieceId, Status};
use toasoan::plan::{LocalSettings, Office, Plan, Programme, Settings, SlotId};

mod skit;

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(super) fn content() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/content"))
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("the sample workspace is part of the repository")
}

pub(super) fn newsroom(pieces: impl IntoIterator<Item = Piece>) -> Newsroom {
    let plan = Plan::parse(&read(&content().join("plan.ron"))).expect("the plan reads");
    let settings = Settings::parse(&read(&content().join("settings.ron"))).expect("the settings read");
    Newsroom::new(plan, settings, pieces, day("2014-03-18"))
}

pub(super) fn samples(folder: &Path, pieces: &mut Vec<Piece>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the sample workspace").flatten() {
        let path = entry.path();
        if path.is_dir() {
            samples(&path, pieces);
        } else if let Some(format) =
            path.extension().and_then(|extension| Format::from_extension(extension.to_str()?))
        {
            pieces.push(Piece::parse(&read(&path), format).expect("a sample piece reads"));
        }
    }
}

fn piece(id: u32, title: &str, activity: &str, airings: Vec<Airing>) -> Piece {
    let mut header = Header::new(PieceId(format!("{id:026}").into()), title, activity);
    header.status = Status::Approved;
    header.airings = airings;
    Piece::new(header, Format::Radio, "")
}

fn airing(slot: &str, date: Option<&str>, is_rerun: bool) -> Airing {
    Airing { date: date.map(day), is_rerun, ..Airing::undated(SlotId(slot.to_owned())) }
}

pub(super) fn text(document: &Document) -> String {
    document.pages.iter().map(Page::text).collect::<Vec<_>>().join("\n")
}

fn lines(page: &Page) -> Vec<String> {
    page.text().lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

/// The words of `wanted` around the first one missing from `found` in this order; empty when all are there.
fn lost(wanted: &str, found: &str) -> Vec<String> {
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let mut found = found.split_whitespace();
    let missing = words.iter().position(|word| !found.any(|other| other == *word));
    missing.map_or_else(Vec::new, |at| {
        words[at.saturating_sub(6)..words.len().min(at + 6)].iter().map(|word| (*word).to_owned()).collect()
    })
}

/// No glyph is missing from its face, and none is outside the sheet.
fn assert_sound(document: &Document) {
    for (number, page) in document.pages.iter().enumerate() {
        for item in &page.items {
            let Item::Glyphs(run) = item else { continue };
            let width: f32 = run.glyphs.iter().map(|glyph| glyph.advance).sum();
            let place = format!("{}, page {}: {}", document.title, number + 1, run.text);
            assert!(run.glyphs.iter().all(|glyph| glyph.id != 0), "no glyph: {place}");
            assert!(run.origin.x > 20.0 && run.origin.x + width < page.size.width - 20.0, "{place}");
            assert!(run.origin.y > 20.0 && run.origin.y < page.size.height - 20.0, "{place}");
        }
    }
}

#[test]
fn a_year_gives_each_slot_a_row() {
    let newsroom = newsroom([]);
    let rows = schedule::rows(&newsroom, &Request::new(day("2014-01-01"), day("2014-12-31")));
    assert_eq!(rows.len(), 551);
    for (activity, count) in [
        ("chuyen-muc-cchc", 24),
        ("gap-go-doi-thoai", 7),
        ("dien-dan-bao", 52),
        ("truyen-thanh", 468),
        ("tieu-pham", 0),
    ] {
        assert_eq!(rows.iter().filter(|row| row.activity == activity).count(), count, "{activity}");
    }
    assert!(rows.iter().all(|row| row.content() == "(chưa có bài)"));
    let dates: Vec<_> =
        rows.iter().map(|row| (row.date.is_none(), row.date, row.time.is_none(), row.time)).collect();
    assert!(dates.is_sorted());
}

#[test]
fn a_request_chooses_days_activities_and_locality() {
    let newsroom = newsroom([]);
    let march = Request::new(day("2014-03-01"), day("2014-03-31"));
    let rows = schedule::rows(&newsroom, &march);
    assert!(rows.iter().all(|row| row.date.is_none_or(|date| march.from <= date && date <= march.to)));
    assert_eq!(rows.iter().filter(|row| row.activity == "chuyen-muc-cchc").count(), 2);

    let year = Request::new(day("2014-01-01"), day("2014-12-31"));
    let one = schedule::rows(&newsroom, &Request { locality: Some("o-mon".into()), ..year.clone() });
    // Each week, a dialogue, two surveys and the notice boards.
    assert_eq!(one.len(), 56);
    assert!(one.iter().all(|row| row.locality_name == "quận Ô Môn"));
    let dialogues = Request { activities: vec!["doi-thoai-doanh-nghiep".into()], ..year };
    let rows = schedule::rows(&newsroom, &dialogues);
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row.date.is_none()), "the plan names no day and the station set none");
}

#[test]
fn airings_take_the_place_of_their_slot() {
    let slot = "chuyen-muc-cchc/2014-03/2";
    let newsroom = newsroom([
        piece(
            1,
            "Một cửa",
            "chuyen-muc-cchc",
            vec![airing(slot, Some("2014-03-20"), false), airing(slot, Some("2014-03-22"), true)],
        ),
        piece(2, "Để dành", "chuyen-muc-cchc", vec![airing("chuyen-muc-cchc/2014-03/1", None, false)]),
    ]);
    let request = Request {
        activities: vec!["chuyen-muc-cchc".into()],
        ..Request::new(day("2014-03-01"), day("2014-03-31"))
    };
    let rows = schedule::rows(&newsroom, &request);
    let seen: Vec<_> = rows.iter().map(|row| (row.date, row.content(), row.run())).collect();
    assert_eq!(
        seen,
        [
            (Some(day("2014-03-20")), "Một cửa", "Phát mới"),
            (Some(day("2014-03-22")), "Một cửa", "Phát lại"),
            (None, "Để dành", "Phát mới"),
        ]
    );
    let print = PrintOptions { has_drafts: true, ..PrintOptions::default() };
    let paper = text(&schedule::document(&newsroom, &request, &print, &mut Fonts::new()));
    let order = "Thứ Năm, ngày 20 tháng 3 năm 2014 Một cửa Thứ Bảy, ngày 22 tháng 3 năm 2014 Một cửa Chưa xếp ngày Để dành";
    assert_eq!(lost(order, &paper), [""; 0]);
}

#[test]
fn the_schedule_is_laid_out_as_an_official_paper() {
    let newsroom = newsroom([]);
    let request = Request::new(day("2014-01-01"), day("2014-12-31"));
    let paper = schedule::document(&newsroom, &request, &PrintOptions::default(), &mut Fonts::new());
    assert_sound(&paper);
    let first = &paper.pages[0];
    assert!((first.size.width - 841.89).abs() < 0.1 && (first.size.height - 595.28).abs() < 0.1);
    let head = first.text();
    for expected in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Cần Thơ, ngày 18 tháng 3 năm 2014",
        "LỊCH PHÁT SÓNG",
        "Năm 2014",
    ] {
        assert!(head.contains(expected), "{expected} in {head}");
    }
    for (index, page) in paper.pages.iter().enumerate() {
        let lines = lines(page);
        let has_number = lines.contains(&(index + 1).to_string());
        assert_eq!(has_number, index > 0, "page {}", index + 1);
        assert_eq!(
            page.text().matches("Người phụ trách").count(),
            1,
            "the head stands once on page {}",
            index + 1
        );
    }
    let last = paper.pages.last().expect("a page").text();
    assert!(last.contains("Nơi nhận:") && last.contains("Lưu: VT."), "{last}");
}

#[test]
fn a_schedule_to_be_signed_has_what_is_approved_and_dated() {
    let slot = |nth: u32| format!("chuyen-muc-cchc/2014-03/{nth}");
    let of = |id, title, airings, status| {
        let mut piece = piece(id, title, "chuyen-muc-cchc", airings);
        piece.header.status = status;
        piece
    };
    let newsroom = newsroom([
        of(1, "Đã duyệt", vec![airing(&slot(1), Some("2014-03-06"), false)], Status::Approved),
        of(2, "Còn viết", vec![airing(&slot(2), Some("2014-03-20"), false)], Status::Drafting),
        of(3, "Chờ duyệt", vec![airing(&slot(2), Some("2014-03-22"), true)], Status::InReview),
        of(4, "Không ngày", vec![airing(&slot(2), None, false)], Status::Approved),
    ]);
    let request = Request {
        activities: vec!["chuyen-muc-cchc".into()],
        ..Request::new(day("2014-03-01"), day("2014-03-31"))
    };
    let paper = |has_drafts| {
        let print = PrintOptions { has_drafts, ..PrintOptions::default() };
        text(&schedule::document(&newsroom, &request, &print, &mut Fonts::new()))
    };
    let signed = paper(false);
    let has = |paper: &str, title: &str| lost(title, paper).is_empty() && paper.contains(title);
    assert!(has(&signed, "Đã duyệt"), "{signed}");
    for title in ["Còn viết", "Chờ duyệt", "Không ngày", "Chưa xếp ngày"] {
        assert!(!has(&signed, title), "{title} in {signed}");
    }
    // A draft still shows the programme's time.
    assert!(signed.contains("(bài chưa duyệt)") && !signed.contains("(chưa có bài)"), "{signed}");
    let all = paper(true);
    for title in ["Đã duyệt", "Còn viết", "Chờ duyệt", "Không ngày", "Chưa xếp ngày"] {
        assert!(has(&all, title), "{title} in {all}");
    }
}

/// The slot stands on its programme's day as long as its piece has none.
#[test]
fn a_schedule_to_be_signed_keeps_the_slot_of_a_piece_without_a_day() {
    let request = Request {
        activities: vec!["chuyen-muc-cchc".into()],
        ..Request::new(day("2014-03-01"), day("2014-03-31"))
    };
    for (status, said) in [
        (Status::Drafting, Some("(bài chưa duyệt)")),
        (Status::Approved, Some("(bài chưa xếp ngày)")),
        // It went out, nobody knows when.
        (Status::Published, None),
    ] {
        let mut undated =
            piece(1, "Không ngày", "chuyen-muc-cchc", vec![airing("chuyen-muc-cchc/2014-03/1", None, false)]);
        undated.header.status = status;
        let mut other = piece(
            2,
            "Kỳ sau",
            "chuyen-muc-cchc",
            vec![airing("chuyen-muc-cchc/2014-03/2", Some("2014-03-20"), false)],
        );
        other.header.status = Status::Approved;
        let newsroom = newsroom([undated, other]);
        let paper =
            text(&schedule::document(&newsroom, &request, &PrintOptions::default(), &mut Fonts::new()));
        let words = paper.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!words.contains("Không ngày") && words.contains("Kỳ sau"), "{status}: {words}");
        assert_eq!(words.contains("Thứ Năm, ngày 6 tháng 3 năm 2014"), said.is_some(), "{status}: {words}");
        if let Some(said) = said {
            let place = words.find(said).unwrap_or_else(|| panic!("{status}: {words}"));
            assert!(place < words.find("Kỳ sau").expect("the next"), "{status}: in order of days");
        }
    }
}

#[test]
fn stations_that_are_alike_are_one_row() {
    let localities = newsroom([]).plan().localities.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let shared = |time: &dyn Fn(&str) -> &'static str| {
        let airings = localities.iter().take(9).map(|id| Airing {
            time: time(id).parse().ok(),
            ..airing(&format!("truyen-thanh/2014-W10@{id}"), Some("2014-03-05"), false)
        });
        newsroom([piece(1, "Một cửa", "truyen-thanh", airings.collect())])
    };
    let week = Request::new(day("2014-03-05"), day("2014-03-05"));
    let print = PrintOptions::default();
    let paper = |newsroom: &Newsroom| text(&schedule::document(newsroom, &week, &print, &mut Fonts::new()));
    let alike = paper(&shared(&|_| "05:30:00"));
    assert_eq!((alike.matches("Một cửa").count(), alike.matches("9 đài").count()), (1, 1), "{alike}");
    let other = paper(&shared(&|id| if id == "co-do" { "17:00:00" } else { "05:30:00" }));
    assert_eq!((other.matches("Một cửa").count(), other.matches("đài").count()), (9, 0), "{other}");
    assert!(other.contains("Cờ Đỏ"), "{other}");
    // Eight have a draft, one has nothing.
    let mut draft = shared(&|_| "05:30:00").pieces().next().expect("the piece").clone();
    draft.header.status = Status::Drafting;
    let _ = draft.header.airings.pop();
    let half = paper(&newsroom([draft]));
    let counts = ["(bài chưa duyệt)", "(chưa có bài)"].map(|said| half.matches(said).count());
    assert_eq!((counts, half.matches("9 đài").count()), ([8, 1], 0), "{half}");
}

#[test]
fn a_district_has_its_own_days_people_and_paper() {
    let plan = newsroom([]).plan().clone();
    let mut settings = newsroom([]).settings().clone();
    let office =
        Office {
            signer: "Lê Văn Chín".into(), signer_title: "TRƯỞNG ĐÀI".into(), ..Office::default()
        };
    let programme = Programme {
        activity: "truyen-thanh".into(),
        weekday: Some(chrono::Weekday::Fri),
        time: "17:00:00".parse().ok(),
        minutes: None,
        refinement: None,
        editor: "Trần Thị Mười".into(),
    };
    settings.localities =
        vec![LocalSettings { locality: "co-do".into(), office, programmes: vec![programme] }];
    assert_eq!(Settings::parse(&settings.to_text()).expect("it reads"), settings);
    let dialogue = "doi-thoai-nguoi-dan/2014-06..2014-07@co-do";
    let pieces = [piece(
        1,
        "Đối thoại ở Cờ Đỏ",
        "doi-thoai-nguoi-dan",
        vec![airing(dialogue, Some("2014-06-05"), false)],
    )];
    let newsroom = Newsroom::new(plan, settings, pieces, day("2014-03-18"));
    let slot = |locality: &str| {
        let view = newsroom.obligations().get(&SlotId(format!("truyen-thanh/2014-W23@{locality}")));
        view.map(|view| (view.date, view.time, view.minutes)).expect("a slot")
    };
    assert_eq!(slot("co-do"), (Some(day("2014-06-06")), "17:00:00".parse().ok(), Some(10)));
    assert_eq!(slot("o-mon"), (Some(day("2014-06-04")), "05:30:00".parse().ok(), Some(10)));

    let request =
        Request { locality: Some("co-do".into()), ..Request::new(day("2014-06-01"), day("2014-06-30")) };
    let paper = text(&schedule::document(&newsroom, &request, &PrintOptions::default(), &mut Fonts::new()));
    let paper = paper.split_whitespace().collect::<Vec<_>>().join(" ");
    for expected in [
        "ỦY BAN NHÂN DÂN HUYỆN CỜ ĐỎ",
        "Cờ Đỏ, ngày",
        "TRƯỞNG ĐÀI",
        "Lê Văn Chín",
        "Đối thoại ở Cờ Đỏ",
        "17:00",
        "Trần Thị Mười",
    ] {
        assert!(paper.contains(expected), "{expected} in {paper}");
    }
    for foreign in ["05:30", "Trần Quốc Thịnh", "Huỳnh Ngọc Bích"] {
        assert!(!paper.contains(foreign), "{foreign} in {paper}");
    }
}

#[test]
fn no_day_is_left_alone_at_a_page_s_foot() {
    let newsroom = newsroom([]);
    let mut fonts = Fonts::new();
    // Each first day shifts the rows slightly relative to the pages.
    for shift in 0..60 {
        let from = day("2014-01-01") + chrono::Days::new(shift);
        let request = Request::new(from, from + chrono::Days::new(120));
        for page in &schedule::document(&newsroom, &request, &PrintOptions::default(), &mut fonts).pages {
            let last = lines(page).pop().unwrap_or_default();
            assert!(!last.contains(", ngày "), "from {from}: {last}");
        }
    }
}

#[test]
fn every_sample_prints_whole_and_in_order() {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    assert!(pieces.len() > 20, "the sample workspace is filled");
    let newsroom = newsroom(pieces);
    let mut fonts = Fonts::new();
    for piece in newsroom.pieces().filter(|piece| piece.format != Format::Poster) {
        let paper = document::of_piece(&newsroom, piece, &|_| None, &PrintOptions::default(), &mut fonts);
        assert_sound(&paper);
        let wanted: String = match piece.format {
            Format::Av | Format::Radio => {
                let script = Script::parse(&piece.body);
                script.rows.iter().flat_map(|row| [row.speech.as_str(), "\n"]).collect()
            }
            Format::Stage => skit::spoken(&piece.body),
            _ => continue,
        };
        assert_eq!(lost(&wanted, &text(&paper)), [""; 0], "{}", piece.header.title);
        let plain = document::plain_text(&newsroom, piece);
        assert_eq!(lost(&wanted, &plain), [""; 0], "{} as text", piece.header.title);
    }
    let report = report::document(&newsroom, None, &PrintOptions::default(), &mut fonts);
    assert_sound(&report);
    assert!(text(&report).contains("BÁO CÁO"));
}

#[test]
fn the_key_does_not_go_out_with_the_sheet() {
    let mut survey = piece(1, "Khảo sát", "khao-sat", Vec::new());
    survey.format = Format::Quiz;
    survey.body = "1. Hỏi?\nA. Một\nB. Hai\nĐáp án: B\nGiải thích: Vì hai hơn một.\n".into();
    let newsroom = newsroom([]);
    let mut fonts = Fonts::new();
    let mut printed = |part| {
        text(&{
            let print = PrintOptions { part, ..PrintOptions::default() };
            quiz::manuscript(&newsroom, &survey, &print, &mut fonts).set(&mut fonts)
        })
    };
    let (sheet, key) = (printed(quiz::Part::Questionnaire), printed(quiz::Part::Key));
    assert!(sheet.contains("Một") && !sheet.contains("Vì hai hơn một"), "{sheet}");
    assert!(key.contains("Vì hai hơn một") && !key.contains("Một"), "{key}");
}

#[test]
fn a_live_rundown_counts_back_from_its_end() {
    let mut live = piece(1, "Đối thoại", "gap-go-doi-thoai", Vec::new());
    live.format = Format::Av;
    live.header.airings = vec![Airing {
        time: chrono::NaiveTime::from_hms_opt(20, 0, 0),
        minutes: Some(10),
        ..airing("gap-go-doi-thoai/2014-04", Some("2014-04-26"), false)
    }];
    live.body = "## 01\nMục: Mở đầu\nThời lượng: 2:00\n\n## 02\nMục: Hỏi đáp\nThời lượng: 7:30\n".into();
    let newsroom = newsroom([]);
    let paper =
        text(&document::of_piece(&newsroom, &live, &|_| None, &PrintOptions::default(), &mut Fonts::new()));
    // With half a minute to spare, each item may start half a minute later.
    let order = "01 20:00:00 20:00:30 2' Mở đầu 02 20:02:00 20:02:30 7'30\" Hỏi đáp 20:09:30 20:10:00";
    assert_eq!(lost(order, &paper), [""; 0], "{paper}");
}

#[test]
fn a_schedule_groups_its_rows_as_asked_on_any_paper() {
    let newsroom = newsroom([]);
    let request = Request::new(day("2014-03-01"), day("2014-04-30"));
    let rows = schedule::rows(&newsroom, &request);
    // Nine identical districts are one row, unless the slots of one differ.
    let joined = rows.iter().filter(|row| [None, Some("o-mon")].contains(&row.locality.as_deref())).count();
    for (grouping, groups) in [
        (Grouping::Day, "Thứ Tư, ngày 5 tháng 3 năm 2014"),
        (Grouping::Week, "Tuần 10 (từ ngày 03/03/2014 đến ngày 09/03/2014)"),
        (Grouping::Month, "Tháng 3 năm 2014 Tháng 4 năm 2014"),
        (Grouping::Year, "Năm 2014"),
        (Grouping::Locality, "Toàn thành phố Quận Ninh Kiều Huyện Vĩnh Thạnh"),
    ] {
        for (paper, width) in [(Paper::A4, 210.0), (Paper::A4Landscape, 297.0), (Paper::A3Landscape, 420.0)] {
            for is_large in [false, true] {
                let print =
                    PrintOptions { grouping, paper, is_large, has_drafts: true, ..PrintOptions::default() };
                let document = schedule::document(&newsroom, &request, &print, &mut Fonts::new());
                assert_sound(&document);
                assert!(document.pages.iter().all(|page| (page.size.width - width * MM).abs() < 0.1));
                let text = text(&document);
                assert_eq!(lost(groups, &text), [""; 0], "{grouping:?} on {paper:?}");
                let count = text.split_whitespace().collect::<Vec<_>>().join(" ").matches("(chưa có").count();
                let rows = if grouping == Grouping::Locality { rows.len() } else { joined };
                assert_eq!(count, rows, "{grouping:?} on {paper:?}, large: {is_large}");
            }
        }
    }
}

#[test]
fn large_print_is_eighteen_points_and_facing_pages_mirror_each_other() {
    let body = skit::generated(3, 80);
    let print = PrintOptions { is_large: true, is_duplex: true, ..PrintOptions::default() };
    let paper = skit::printed(&body, &print);
    assert_sound(&paper);
    let left = |page: &Page| {
        let runs = page.items.iter().filter_map(|item| match item {
            Item::Glyphs(run) if (run.size - 18.0).abs() < 0.01 => Some(run.origin.x),
            _ => None,
        });
        runs.fold(f32::MAX, f32::min)
    };
    let (right_page, left_page) = (left(&paper.pages[2]), left(&paper.pages[1]));
    assert!(
        (right_page - 24.0 * MM).abs() < 1.0 && (left_page - 16.0 * MM).abs() < 1.0,
        "{right_page} {left_page}"
    );
    // The number is on the outside: last on a right page, first on a left one.
    let foot = |page: &Page| lines(page).pop().unwrap_or_default();
    let total = paper.pages.len();
    assert!(foot(&paper.pages[2]).ends_with(&format!("Trang 3/{total}")), "{}", foot(&paper.pages[2]));
    assert!(foot(&paper.pages[1]).starts_with(&format!("Trang 2/{total}")), "{}", foot(&paper.pages[1]));
}

#[test]
fn layouts_of_a_skit_hold_the_same_words() {
    let body = skit::generated(7, 60);
    let play = parse(&body);
    assert!(play.turns().count() > 40);
    let wanted = skit::spoken(&body);
    for (layout, is_large) in [
        (stage::Layout::Stage, false),
        (stage::Layout::RunIn, false),
        (stage::Layout::Screenplay, false),
        (stage::Layout::Stage, true),
    ] {
        let paper = skit::printed(&body, &PrintOptions { layout, is_large, ..PrintOptions::default() });
        assert_sound(&paper);
        assert_eq!(lost(&wanted, &text(&paper)), [""; 0], "{layout:?}");
    }
}

#[test]
fn a_reader_s_outline_leads_to_every_part() {
    let mut pieces = Vec::new();
    samples(&content().join("pieces"), &mut pieces);
    let newsroom = newsroom(pieces);
    let mut fonts = Fonts::new();
    let print = PrintOptions::default();
    let assert_led = |paper: &Document, least: usize| {
        assert!(paper.bookmarks.len() >= least, "{}: {:?}", paper.title, paper.bookmarks);
        assert!(paper.bookmarks.is_sorted_by_key(|mark| mark.page), "{}", paper.title);
        for mark in &paper.bookmarks {
            let page = paper.pages[mark.page].text().to_uppercase();
            assert_eq!(lost(&mark.title.to_uppercase(), &page), [""; 0], "{}", paper.title);
        }
    };
    for piece in newsroom.pieces() {
        let parts = match piece.format {
            Format::Av | Format::Radio => {
                Script::parse(&piece.body).rows.iter().filter(|row| !row.name.is_empty()).count()
            }
            Format::Stage => parse(&piece.body).scenes().len(),
            Format::Article | Format::Quiz => 0,
            Format::Poster => continue,
        };
        let paper = document::of_piece(&newsroom, piece, &|_| None, &print, &mut fonts);
        assert_led(&paper, 1 + parts);
    }
    assert_led(&report::document(&newsroom, None, &print, &mut fonts), 6);
    let year = Request::new(day("2014-01-01"), day("2014-12-31"));
    for (grouping, parts) in
        [(Grouping::Day, 12), (Grouping::Week, 52), (Grouping::Month, 12), (Grouping::Locality, 10)]
    {
        let print = PrintOptions { grouping, ..PrintOptions::default() };
        let paper = schedule::document(&newsroom, &year, &print, &mut fonts);
        assert_led(&paper, 1 + parts);
        assert!(paper.bookmarks.len() < parts + 5, "{grouping:?}: {:?}", paper.bookmarks);
    }
}

#[test]
fn approvals_follow_words_on_their_page() {
    let newsroom = newsroom([]);
    let mut fonts = Fonts::new();
    let line = "Bà con đem giấy hẹn tới, cán bộ trả kết quả ngay tại quầy.";
    for (format, activity, row) in [
        (Format::Av, "chuyen-muc-cchc", format!("## 1\nHình: Chợ\nLời: {line}\n\n")),
        (Format::Av, "gap-go-doi-thoai", format!("## 1\nMục: Hỏi\nThời lượng: 1:00\nLời: {line}\n\n")),
        (Format::Radio, "truyen-thanh", format!("## 1\nGiọng: Lan\nLời: {line}\n\n")),
        (Format::Article, "dien-dan-bao", format!("{line}\n\n")),
        (Format::Stage, "tieu-pham", format!("BÀ NGHIỆP\n{line}\n\n")),
    ] {
        // Each additional row moves the end of the page relative to the approvals.
        let mut ends = 0;
        for rows in 1..90 {
            let mut one = piece(1, "Thử", activity, Vec::new());
            (one.format, one.body) = (format, row.repeat(rows).into());
            let print = PrintOptions::default();
            let paper = document::of_piece(&newsroom, &one, &|_| None, &print, &mut fonts);
            let last = paper.pages.last().expect("a page").text();
            ends += usize::from(paper.pages.len() > 1 && last.matches("kết quả").count() < 3);
            assert!(last.contains("(ký, ghi rõ họ tên)"), "{format:?}: {last}");
            assert!(last.contains("trả kết quả"), "{format:?} {activity}, {rows} rows: {last}");
        }
        assert!(ends > 0, "{format:?} {activity}: some page began with the approvals' last words");
    }
}

#[test]
fn a_printed_address_opens() {
    let long = format!("https://cantho.gov.vn/{}", "thu-tuc/".repeat(20));
    let mut web = piece(1, "Hỏi đáp", "cong-thong-tin", Vec::new());
    web.format = Format::Article;
    web.body = format!(
        "Xem [cổng thành phố](https://cantho.gov.vn), [baocantho.com.vn](http://baocantho.com.vn), [thủ tục]({long}).\n"
    )
    .into();
    let newsroom = newsroom([]);
    let print = PrintOptions::default();
    let paper = document::of_piece(&newsroom, &web, &|_| None, &print, &mut Fonts::new());
    let items = &paper.pages[0].items;
    let links: Vec<&Link> =
        items.iter().filter_map(|item| if let Item::Link(link) = item { Some(link) } else { None }).collect();
    // The letters whose centre is within a link's area.
    let below = |link: &Link| {
        let Rect { x: left, y: top, width, height } = link.rect;
        let mut letters = String::new();
        for item in items {
            let Item::Glyphs(run) = item else { continue };
            let is_on_line = (top..top + height).contains(&(run.origin.y - 1.0));
            for glyph in run.glyphs.iter().filter(|_| is_on_line) {
                let middle = run.origin.x + glyph.x + glyph.advance / 2.0;
                if (left..left + width).contains(&middle) {
                    letters.push_str(&run.text[glyph.start as usize..glyph.end as usize]);
                }
            }
        }
        letters
    };
    for (shown, url) in [
        ("https://cantho.gov.vn", "https://cantho.gov.vn"),
        ("baocantho.com.vn", "http://baocantho.com.vn"),
        (&*long, &*long),
    ] {
        let found: String = links.iter().filter(|link| link.url == url).map(|link| below(link)).collect();
        assert_eq!(found, shown);
    }
    assert!(links.len() > 3, "the long one goes over lines");
}
