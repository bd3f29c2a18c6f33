//! The broadcast schedule: its rows, its paper, what a district's has of its own.

use toasoan::document::PrintOptions;
use toasoan::document::print::Paper;
use toasoan::document::schedule::{self, Grouping, Issuer, Request};
use toasoan::newsroom::Newsroom;
use toasoan::page::{Fonts, MM};
use toasoan::piece::{Airing, Piece, Status};
use toasoan::plan::{LocalSettings, Office, Plan, Programme, Settings, SlotId};

use super::{airing, assert_sound, day, lines, lost, newsroom, piece, text};

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
    assert!(one.iter().all(|row| row.body_name == "quận Ô Môn"));
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

/// A hundred rows that say the same are one; those that say something else are named.
#[test]
fn a_hundred_equal_stations_are_one_row_of_the_month() {
    let plan = Plan::parse(include_str!("../../fixtures/plan-103-units.ron")).expect("the plan reads");
    let stations: Vec<String> = plan.localities_on(day("2026-03-01")).map(|unit| unit.id.clone()).collect();
    assert_eq!(stations.len(), 103);
    let march = Request::new(day("2026-03-01"), day("2026-03-31"));
    let paper = |pieces: Vec<Piece>| {
        let newsroom =
            Newsroom::new(plan.clone(), newsroom([]).settings().clone(), pieces, day("2026-03-18"));
        text(&schedule::document(&newsroom, &march, &PrintOptions::default(), &mut Fonts::new()))
    };
    let empty = paper(Vec::new());
    // Four Wednesdays of March, and no station by its name.
    assert_eq!((empty.matches("103 đài").count(), empty.matches("phường").count()), (4, 0), "{empty}");
    let airings = stations
        .iter()
        .take(7)
        .map(|id| airing(&format!("truyen-thanh/2026-W10@{id}"), Some("2026-03-04"), false));
    let some = paper(vec![piece(1, "Một cửa", "truyen-thanh", airings.collect())]);
    let counts = ["103 đài", "96 đài", "Một cửa"].map(|said| some.matches(said).count());
    assert_eq!(counts, [3, 1, 7], "{some}");
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
fn a_schedule_groups_its_rows_as_asked_on_any_paper() {
    let newsroom = newsroom([]);
    let request = Request::new(day("2014-03-01"), day("2014-04-30"));
    let rows = schedule::rows(&newsroom, &request);
    // Nine identical districts are one row, unless the slots of one differ.
    let joined = rows.iter().filter(|row| [None, Some("o-mon")].contains(&row.body.as_deref())).count();
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
fn an_agencys_own_schedule_has_its_rows_and_its_letterhead() {
    let newsroom = newsroom([]);
    let year = Request::new(day("2014-01-01"), day("2014-12-31"));
    let all = schedule::rows(&newsroom, &year);
    let mine = |agency: &str| Request {
        issuer: Box::new(Issuer::of_agency(newsroom.plan(), agency)),
        ..year.clone()
    };
    let press = schedule::rows(&newsroom, &mine("bao-can-tho"));
    assert_eq!(press.len(), 52, "the forum of each week");
    assert!(press.iter().all(|row| row.activity == "dien-dan-bao"));
    let justice = schedule::rows(&newsroom, &mine("so-tu-phap"));
    assert!(!justice.is_empty() && justice.len() < all.len());

    let print = PrintOptions { has_drafts: true, ..PrintOptions::default() };
    let paper = schedule::document(&newsroom, &mine("bao-can-tho"), &print, &mut Fonts::new());
    assert_sound(&paper);
    let text = text(&paper);
    assert!(text.contains("BÁO CẦN THƠ") && text.contains("Năm 2014 – Báo Cần Thơ"), "{text}");
    let whole = schedule::document(&newsroom, &year, &print, &mut Fonts::new());
    assert!(!self::text(&whole).contains("BÁO CẦN THƠ"), "the office's paper is its own");
}
