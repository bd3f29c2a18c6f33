//! The desk of a large city: 10,000 cases, 5,000 places, 900 posters, 630 notice houses. What a person waits for: the
//! screens opened, filtered and searched, a case opened and answered, a poster sent to 900 places.
//!
//! Each step asserts that it did what it is named for.

mod window;

use std::fs;
use std::hint::black_box;
use std::path::Path;

use chrono::{Days, NaiveDate};
use criterion::{Criterion, criterion_group, criterion_main};
use tempfile::TempDir;
use toasoan::app::{App, Message};
use toasoan::case::{Case, Step, StepKind};
use toasoan::document::cases::{Paper, Request};
use toasoan::document::{PrintOptions, places};
use toasoan::export::job;
use toasoan::ledger::{CaseTiming, coverage, grievances, stays};
use toasoan::newsroom::{Command, Distribution, Newsroom};
use toasoan::page::Fonts;
use toasoan::piece::{Format, Header, Piece, PieceId};
use toasoan::place::{Fitness, Place, PlaceKind, Places};
use toasoan::plan::{CaseSource, Plan, Settings};
use toasoan::record::write;
use toasoan::store::profile::Places as Folders;
use toasoan::store::{Profile, Workspace};
use toasoan::ui::screen::cases::list::{Choice, Filter, Quick};
use toasoan::ui::screen::{cases, palette, places as register};
use toasoan::ui::{Effect, Route};
use window::Screen;

const CASES: usize = 10_000;
const PLACES: usize = 5_000;
const HOUSES: usize = 630;
const FIT: usize = 512;
const POSTERS: usize = 900;
const TODAY: &str = "2014-03-18";
const CONTENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/content");

const TOPICS: [&str; 8] = [
    "Trích lục khai sinh chờ hai tuần chưa có",
    "Giấy chứng nhận quyền sử dụng đất ghi sai tên đệm",
    "Bảng niêm yết treo cao, người già không đọc được",
    "Hẹn thứ hai, tới thứ sáu vẫn chưa ký",
    "Đăng ký kinh doanh phải đi bốn lần",
    "Cán bộ một cửa giải thích tận tình",
    "Số điện thoại phản ánh không ai nghe",
    "Xin chứng thực bản sao phải chờ qua trưa",
];

fn plan() -> Plan {
    Plan::parse(&fs::read_to_string(Path::new(CONTENT).join("plan.ron")).expect("the sample's plan"))
        .expect("a plan")
}

fn settings() -> Settings {
    let text = fs::read_to_string(Path::new(CONTENT).join("settings.ron")).expect("the sample's settings");
    Settings { working_date: TODAY.parse().ok(), ..Settings::parse(&text).expect("settings") }
}

fn day(number: usize) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2014, 1, 2).expect("a day");
    first + Days::new((number % 76) as u64)
}

fn case(number: usize, plan: &Plan) -> Case {
    let mut case = Case::new(&format!("01HQ{number:022}"), day(number));
    let unit = &plan.localities[number % 9];
    case.source = CaseSource::ALL[number % CaseSource::ALL.len()];
    case.locality.clone_from(&unit.id);
    ["dat-dai", "ho-tich", "xay-dung"][number % 3].clone_into(&mut case.field);
    case.topic = format!("{} ({number})", TOPICS[number % TOPICS.len()]);
    case.text = format!("{} Tôi đã đến {} ba lần.", case.topic, unit.full_name()).repeat(2);
    case.person = format!("Ông Nguyễn Văn {number}");
    case.is_praise = number % TOPICS.len() == 5;
    let mut step = |kind, after: u64| {
        let id = format!("01HR{number:018}{:04}", case.steps.len());
        let mut step = Step::new(&id, kind, case.received + Days::new(after));
        step.agency = (kind == StepKind::Forwarded).then(|| unit.id.clone());
        step.number = format!("{number}/SNV-CCHC");
        case.add(step);
    };
    if !number.is_multiple_of(4) {
        step(StepKind::Forwarded, 1);
    }
    if number % 4 > 1 {
        step(StepKind::Answered, 4 + number as u64 % 20);
    }
    case
}

fn register() -> Places {
    let plan = plan();
    let place = |number: usize| {
        let is_house = number < HOUSES;
        Place {
            id: format!("noi-{number}"),
            kind: if is_house { PlaceKind::NoticeHouse } else { PlaceKind::Billboard },
            name: format!("{} số {number}", if is_house { "Nhà thông tin" } else { "Bảng pano" }),
            address: format!("đường số {}", number % 97),
            locality: plan.localities[number % 9].id.clone(),
            fitness: if is_house && number >= FIT { Fitness::Unfit } else { Fitness::Fit },
            ..Place::default()
        }
    };
    Places { places: (0..PLACES).map(place).collect(), ..Places::default() }
}

/// A poster that is not sent anywhere yet.
fn poster() -> Piece {
    let header =
        Header::new(PieceId("01J0000000000000000POSTER1".into()), "Một cửa, một lần hẹn", "pano-ap-phich");
    let sample = fs::read_dir(Path::new(CONTENT).join("posters")).expect("the posters").flatten().next();
    let text = fs::read_to_string(sample.expect("a poster").path()).expect("a poster");
    let body = Piece::parse(&text, Format::Poster).expect("a poster reads").body.to_string();
    Piece::new(header, Format::Poster, body)
}

fn wish() -> Distribution {
    let places = (HOUSES..HOUSES + POSTERS).map(|number| format!("noi-{number}")).collect();
    Distribution { places, copies: Some(1), date: TODAY.parse().ok(), ..Distribution::default() }
}

fn newsroom() -> Newsroom {
    let plan = plan();
    let all = (0..CASES).map(|number| case(number, &plan).into());
    let records = std::iter::once(register().into()).chain(all).collect::<Vec<_>>();
    let today = TODAY.parse().expect("a day");
    let mut newsroom = Newsroom::new(plan, settings(), [poster()], today).with_records(records);
    let header = newsroom.distributed(&poster().header, &wish());
    let _ = newsroom.apply(Command::SetHeader(Box::new(header)));
    newsroom
}

/// A window on the same, in files.
fn app(folder: &TempDir) -> App {
    let plan = plan();
    let _ = Workspace::create(folder.path(), &plan, &settings()).expect("a workspace");
    fs::write(folder.path().join("places.ron"), write(&register())).expect("the register");
    fs::create_dir_all(folder.path().join("cases/2014")).expect("a folder");
    for number in 0..CASES {
        let case = case(number, &plan);
        let name = format!("cases/2014/{} {number} {}.case", case.received, &case.id[..10]);
        fs::write(folder.path().join(name), write(&case)).expect("a case");
    }
    let mut piece = poster();
    piece.header = newsroom().distributed(&piece.header, &wish());
    fs::create_dir_all(folder.path().join("posters")).expect("a folder");
    fs::write(folder.path().join("posters/2014 Một cửa 01J0000000.poster"), piece.to_text())
        .expect("a poster");
    let opened = Workspace::open(folder.path()).expect("a workspace");
    let (mut app, _) = App::boot(Profile::default(), Folders::default(), None, None);
    drop(app.update(Message::Opened(Box::new(Ok(opened)))));
    app
}

fn counted(bench: &mut Criterion) {
    let mut newsroom = newsroom();
    let today = newsroom.today();
    let mut group = bench.benchmark_group("10,000 cases, 5,000 places");
    let _ = group.sample_size(20);
    let _ = group.bench_function("all cases as of a day", |bencher| {
        bencher.iter(|| {
            let views = newsroom.cases();
            assert_eq!(views.len(), CASES);
            assert!(views.iter().any(|view| view.timing == CaseTiming::Overdue));
        });
    });
    let _ = group.bench_function("what people are most upset about", |bencher| {
        bencher.iter(|| assert!(grievances(&newsroom.cases()).len() > 1));
    });
    let _ = group.bench_function("coverage of 900 posters", |bencher| {
        bencher.iter(|| {
            let headers = newsroom.pieces().map(|piece| &piece.header);
            let stays = stays(newsroom.plan(), headers, today);
            let found = coverage(newsroom.plan(), newsroom.settings(), newsroom.places(), stays, today);
            assert!(found.iter().any(|one| one.of == FIT as u32), "512 of 630 houses are fit");
        });
    });
    let before = poster().header;
    let _ = group.bench_function("a poster sent to 900 places", |bencher| {
        bencher.iter(|| {
            let after = newsroom.distributed(black_box(&before), &wish());
            assert_eq!(after.airings.iter().filter(|airing| !airing.place.is_empty()).count(), POSTERS);
        });
    });
    let id = format!("01HQ{:022}", 4000);
    let mut number = 0;
    let _ = group.bench_function("a step added to a case", |bencher| {
        bencher.iter(|| {
            number += 1;
            let mut case = newsroom.case(&id).expect("the case").clone();
            let steps = case.steps.len();
            case.add(Step::new(&format!("01HS{number:022}"), StepKind::Reminded, today));
            let _ = newsroom.apply(Command::SetRecord { record: case.into(), is_typing: false });
            assert_eq!(newsroom.case(&id).map(|case| case.steps.len()), Some(steps + 1));
            let _ = newsroom.undo();
        });
    });
    let print = PrintOptions::default();
    let mut fonts = Fonts::new();
    let _ = group.sample_size(10);
    let request = Request { paper: Paper::Register, ..Request::default() };
    let _ = group.bench_function("the register of cases as .xlsx", |bencher| {
        bencher.iter(|| {
            let bytes = job::cases(&newsroom, &request, "xlsx", &print, &mut fonts).expect("a workbook");
            assert!(bytes.len() > CASES);
        });
    });
    let hanging = places::Request::Hanging(poster().header.id);
    let _ = group.bench_function("where 900 posters hang, as .pdf", |bencher| {
        bencher.iter(|| {
            let bytes =
                job::places(&newsroom, &hanging, "pdf", &|_| None, &print, &mut fonts).expect("a document");
            assert!(bytes.len() > POSTERS);
        });
    });
    group.finish();
}

fn seen(bench: &mut Criterion) {
    let folder = TempDir::new().expect("a folder");
    let mut app = app(&folder);
    let mut screen = Screen::new();
    let open = |route| Message::Effect(Effect::Open(route));
    let cases = |message| Message::Cases(message);
    let places = |message| Message::Places(message);
    drop(app.update(open(Route::Cases(None))));
    let _ = screen.paint(&app);
    let mut group = bench.benchmark_group("the window");
    let _ = group.sample_size(20);
    let mut turn = 0_usize;
    // Two messages in turn, so that each does its work anew; then the frame.
    let mut step = |group: &mut criterion::BenchmarkGroup<'_, criterion::measurement::WallTime>,
                    name: &str,
                    messages: [Vec<Message>; 2]| {
        let _ = group.bench_function(name, |bencher| {
            bencher.iter(|| {
                turn += 1;
                for message in messages[turn % 2].clone() {
                    drop(app.update(message));
                }
                screen.paint(&app)
            });
        });
    };
    step(
        &mut group,
        "Ý kiến: a quick filter",
        [Quick::Overdue, Quick::All].map(|quick| vec![cases(cases::Message::QuickChosen(quick))]),
    );
    step(
        &mut group,
        "Ý kiến: an agency's",
        ["o-mon", "ninh-kieu"]
            .map(|id| vec![cases(cases::Message::Filtered(Filter::Agency, Choice::new(id, id)))]),
    );
    step(
        &mut group,
        "Ý kiến: words sought",
        ["giay chung nhan", "khai sinh 44"].map(|query| {
            vec![cases(cases::Message::FiltersReset), cases(cases::Message::Searched(query.into()))]
        }),
    );
    step(
        &mut group,
        "Ý kiến: a case opened",
        [4000, 4001].map(|number| vec![cases(cases::Message::CaseOpened(format!("01HQ{number:022}")))]),
    );
    step(
        &mut group,
        "Địa điểm opened",
        [Route::Places(None), Route::Settings].map(|route| vec![open(route)]),
    );
    step(&mut group, "Tổng quan opened", [Route::Home, Route::Settings].map(|route| vec![open(route)]));
    step(
        &mut group,
        "Địa điểm: words sought",
        ["so 12", "pano duong so 5"]
            .map(|query| vec![open(Route::Places(None)), places(register::Message::Searched(query.into()))]),
    );
    step(
        &mut group,
        "Địa điểm: a place shown",
        ["noi-900", "noi-4000"].map(|id| vec![open(Route::Places(Some(id.into())))]),
    );
    step(
        &mut group,
        "Địa điểm: a letter in a place's name",
        ["Bảng A", "Bảng B"]
            .map(|name| vec![places(register::Message::Typed(register::Field::Name, name.into()))]),
    );
    step(
        &mut group,
        "Ctrl K, opened and typed",
        ["nha thong tin 44", "khai sinh 88"].map(|query| {
            vec![
                Message::Effect(Effect::Palette),
                Message::Palette(palette::Message::QueryChanged(query.into())),
                Message::Dismiss,
            ]
        }),
    );
    group.finish();
}

criterion_group!(benches, counted, seen);
criterion_main!(benches);
