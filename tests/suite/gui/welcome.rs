//! The first start, a new year's workspace, and opening an existing one, by typed paths.

use toasoan::app::Message;
use toasoan::case::Case;
use toasoan::ledger::SlotState;
use toasoan::newsroom::Command;
use toasoan::place::{Place, Places};
use toasoan::plan::{Cadence, Person, Reading, Settings, SlotId, sample};
use toasoan::record::Record;
use toasoan::spelling::Vocabulary;
use toasoan::store::Workspace;
use toasoan::ui::screen::identity::Message as IdentityMessage;
use toasoan::ui::screen::new_year::{Field, Message as NewMessage, Part, Role, Source, Step};
use toasoan::ui::screen::plan::edit::{Change, Kind};
use toasoan::ui::screen::welcome;
use toasoan::ui::{Effect, Route};

use super::window::Window;
use crate::plan::reading::docx;

fn send(window: &mut Window, message: welcome::Message) {
    window.send(Message::Welcome(message));
}

fn ask(window: &mut Window, message: NewMessage) {
    window.send(Message::NewYear(message));
}

/// Fills in the dialog for a new plan in the test's folder.
fn fill(window: &mut Window, source: Source, fields: &[(Field, &str)]) {
    let place = window.folder().join("mới").display().to_string();
    ask(window, NewMessage::FolderChanged(format!(" {place} ")));
    ask(window, NewMessage::SourceChosen(source));
    for (field, text) in fields {
        ask(window, NewMessage::Typed(*field, (*text).to_owned()));
    }
}

/// Makes it, and waits until it is open.
fn make(window: &mut Window, year: i32) {
    window.click("Lập kế hoạch");
    let is_made =
        |app: &toasoan::app::App| app.newsroom().is_some_and(|newsroom| newsroom.plan().year == year);
    window.wait_until("the new year opens", is_made);
}

/// Every file of the new workspace as one text.
fn files(window: &Window, year: i32) -> String {
    let mut folders = vec![window.folder().join(format!("mới/Kế hoạch tuyên truyền {year}"))];
    let mut all = String::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                all.push_str(&String::from_utf8_lossy(&std::fs::read(entry.path()).expect("a file")));
            }
        }
    }
    all
}

/// The people of the sample, all invented.
fn invented() -> Vec<String> {
    let (plan, settings) = sample().expect("the sample");
    let editors = settings.programmes.into_iter().map(|programme| programme.editor);
    let local = settings.localities.into_iter().flat_map(|local| local.programmes).map(|one| one.editor);
    let presenters = settings.presenters.into_iter().map(|presenter| presenter.name);
    let people = editors.chain(local).chain(presenters).chain([settings.office.signer, plan.signature.name]);
    people.filter(|name| !name.is_empty()).collect()
}

#[test]
fn a_new_year_is_made_filled_left_and_opened_again() {
    let mut window = Window::first();
    window.click("Lập năm mới…");
    fill(&mut window, Source::Sample, &[(Field::Year, "2026"), (Field::Start, "")]);
    make(&mut window, 2026);
    let all = files(&window, 2026);
    for person in invented() {
        assert!(!all.contains(&person), "{person}");
    }

    // The first steps are ticked off by what is done, and vanish when dismissed.
    window.effect(Effect::Open(Route::Home));
    assert!(window.shows("Xong 2 trong 7") && window.shows("Ghi các địa bàn của năm"));
    let mut settings = window.newsroom().settings().clone();
    settings.office.signer = "Trần Thị Lan".into();
    window.effect(Effect::Apply(Command::SetRecord { record: settings.into(), is_typing: false }));
    assert!(window.shows("Xong 3 trong 7"));
    let lan = Person { name: "Trần Thị Lan".into(), ..Person::default() };
    let settings = Settings { people: vec![lan], ..window.newsroom().settings().clone() };
    window.effect(Effect::Apply(Command::SetRecord { record: settings.into(), is_typing: false }));
    assert!(window.shows("Xong 4 trong 7"));
    window.effect(Effect::Identify);
    window.send(Message::Identity(IdentityMessage::Named("Trần Thị Lan".into())));
    window.send_and_finish(Message::Identity(IdentityMessage::Done));
    assert!(window.shows("Xong 5 trong 7"));
    window.click("Ẩn");
    assert!(!window.shows("Bắt đầu"));

    let slot = SlotId("dien-dan-bao/2026-W10".into());
    let state = |window: &Window| window.newsroom().obligations().get(&slot).expect("the slot").state;
    window.effect(Effect::BeginPiece {
        activity: "dien-dan-bao".into(),
        slots: vec![slot.clone()],
        is_opened: true,
    });
    let filled = state(&window);
    assert_ne!(filled, SlotState::Empty);

    window.effect(Effect::OpenWorkspace);
    window.wait_until("the workspace is left", |app| app.newsroom().is_none());
    let path = window.folder().join("mới/Kế hoạch tuyên truyền 2026");
    send(&mut window, welcome::Message::PathChanged(path.display().to_string()));
    window.click("Mở");
    window.wait_until("it opens again", |app| app.newsroom().is_some());
    assert_eq!(state(&window), filled);
    window.effect(Effect::Open(Route::Calendar(None)));
    assert!(window.shows("Chủ Nhật"));
}

#[test]
fn the_next_year_comes_from_the_open_plan_by_choice() {
    let mut window = Window::on_sample();
    let before = (window.newsroom().plan().clone(), window.newsroom().settings().clone());
    window.effect(Effect::NewWorkspace);
    fill(&mut window, Source::Open, &[(Field::Year, "2020"), (Field::Start, "2020-13-01")]);
    assert!(window.shows("Ngày ghi như 15/2/2027, hoặc để trống."));
    // The sample has a fixed working date: its people are invented.
    fill(&mut window, Source::Open, &[(Field::Start, "1/7/2020"), (Field::Number, "5/KH-UBND")]);
    ask(&mut window, NewMessage::Kept(Part::Approvals, false));
    make(&mut window, 2020);
    let (plan, settings) = (window.newsroom().plan(), window.newsroom().settings());
    assert_eq!((plan.number.as_str(), plan.localities.len(), plan.activities.len()), ("5/KH-UBND", 9, 13));
    assert!(settings.approvals.is_empty() && settings.presenters.is_empty());
    assert_eq!(settings.programmes.len(), before.1.programmes.len());
    // Half a year of two slots a month, and the weeks that end on 5 July or later.
    let obligations = window.newsroom().obligations();
    assert_eq!(obligations.of_activity("chuyen-muc-cchc").count(), 12);
    assert_eq!(obligations.of_activity("truyen-thanh").count(), 27 * 9);
    assert_eq!(window.newsroom().pieces().count(), 0);
    // The plan that was open is as it was.
    let old = Workspace::open(window.root()).expect("the sample");
    assert_eq!((old.plan, old.settings), before);
}

#[test]
fn a_text_is_shown_as_a_proposal_before_anything_is_written() {
    let text = include_str!("../../fixtures/ke-hoach-127.txt");
    let mut window = Window::first();
    window.click("Lập từ văn bản…");
    fill(&mut window, Source::Text, &[(Field::Year, "2014"), (Field::Start, "")]);
    ask(&mut window, NewMessage::Pasted(Some("Không phải kế hoạch.".into())));
    assert!(window.shows("Đọc được 0 hình thức, 0 cơ quan, 0 nội dung, 0 việc phân công; 1 chỗ chưa hiểu."));
    let word = window.folder().join("kế hoạch.docx");
    let read = |window: &mut Window, bytes: &[u8]| {
        std::fs::write(&word, bytes).expect("a document");
        ask(window, NewMessage::PathChanged(word.display().to_string()));
        ask(window, NewMessage::PathEntered);
    };
    read(&mut window, &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    window.wait_until_shown(
        "Tệp này có mật khẩu, hoặc do Word đời cũ lưu (.doc). Hãy mở nó bằng Word, bỏ mật khẩu, lưu thành “Tài liệu \
         Word (.docx)” rồi chọn lại.",
    );
    read(&mut window, &docx(text, &[]));
    let read = Reading::new(text, 2014);
    window.wait_until_shown(&format!(
        "Đọc được 13 hình thức, {} cơ quan, 9 nội dung, {} việc phân công; 2 chỗ chưa hiểu.",
        read.plan.agencies.len(),
        read.plan.duties.len()
    ));
    assert!(!window.folder().join("mới").exists(), "nothing is written yet");

    window.click("Xem đề xuất…");
    for words in
        ["Hình thức (13)", "mỗi tháng hai kỳ", "“- Thời gian thực hiện: Mỗi tháng hai kỳ trong năm 2014;”"]
    {
        assert!(window.shows(words), "{words}");
    }
    let skit =
        read.proposals().into_iter().find(|one| one.title.starts_with("IV.8 ")).expect("the skits").item;
    ask(&mut window, NewMessage::Taken(skit, false));

    // Another is mended before it is taken: name, time, bodies, one of them new.
    let forum = read.plan.activities.iter().position(|one| one.clause == "IV.2").expect("the forum");
    let mended = |window: &mut Window, step| ask(window, NewMessage::Mended(step));
    mended(&mut window, Step::Opened(forum));
    assert!(window.shows("Thêm cơ quan…") && window.shows("Xong"));
    for step in [
        Step::Titled("Trang Cải cách hành chính".into()),
        Step::Timed(Change::Kind(Kind::PerMonth)),
        Step::Timed(Change::Count(3)),
        Step::Removed(Role::Lead, 0),
        Step::OtherTyped("Báo Hậu Giang ".into()),
        Step::OtherAdded(Role::Lead),
        Step::Added(Role::Partner, "Sở Tư pháp".into()),
    ] {
        mended(&mut window, step);
    }
    assert!(window.shows("mỗi tháng ba kỳ") && window.shows("chủ trì: Báo Hậu Giang"));
    mended(&mut window, Step::Opened(forum));
    assert!(window.shows("Đã sửa") && !window.shows("Thêm cơ quan…"));
    // What was typed for the year keeps it; what is mended by mistake is as it was read again.
    ask(&mut window, NewMessage::Typed(Field::Year, "2015".into()));
    ask(&mut window, NewMessage::Typed(Field::Year, "2014".into()));
    let talk = read.plan.activities.iter().position(|one| one.clause == "IV.1.b").expect("the talk");
    mended(&mut window, Step::Opened(talk));
    mended(&mut window, Step::Timed(Change::Kind(Kind::Weekly)));
    mended(&mut window, Step::Forgotten);
    make(&mut window, 2014);
    let plan = window.newsroom().plan();
    assert_eq!((plan.number.as_str(), plan.activities.len()), ("127/KH-UBND", 12));
    assert_eq!(plan.agencies.len(), read.plan.agencies.len() + 1);
    let activity = |clause: &str| plan.activities.iter().find(|one| one.clause == clause).expect("taken");
    let forum = activity("IV.2");
    assert_eq!((forum.title.as_str(), &forum.cadence), ("Trang Cải cách hành chính", &Cadence::PerMonth(3)));
    let names = |ids: &[String]| -> Vec<&str> {
        ids.iter().map(|id| plan.agency(id).expect("an agency").name.as_str()).collect()
    };
    assert_eq!(names(&forum.lead), ["Báo Hậu Giang"]);
    assert!(names(&forum.partners).contains(&"Sở Tư pháp"));
    assert_eq!(activity("IV.1.b").cadence, read.plan.activities[talk].cadence);
}

#[test]
fn a_blank_plan_says_that_it_is_not_issued() {
    let mut window = Window::first();
    window.click("Lập năm mới…");
    fill(&mut window, Source::Blank, &[(Field::Year, "2027"), (Field::City, "Huế"), (Field::Start, "")]);
    assert!(window.shows("Kế hoạch (chưa ban hành): 0 hình thức, 0 kỳ phải thực hiện trong năm 2027."));
    make(&mut window, 2027);
    assert_eq!(window.newsroom().plan().name, "Huế 2027");
    window.effect(Effect::Open(Route::Plan(None)));
    assert!(window.shows("Chưa ban hành, Huế"));
    // The same place cannot hold two plans of one year.
    window.effect(Effect::NewWorkspace);
    fill(&mut window, Source::Blank, &[(Field::Year, "2027")]);
    window.click("Lập kế hoạch");
    window.wait_until_shown("Ở nơi này đã có kế hoạch năm 2027. Hãy chọn thư mục khác, hoặc mở kế hoạch ấy.");
}

#[test]
fn a_folder_that_is_no_workspace_is_refused_with_a_reason_and_stays_to_be_corrected() {
    let mut window = Window::first();
    let path = window.folder().join("không có").display().to_string();
    send(&mut window, welcome::Message::PathChanged(path.clone()));
    window.click("Mở");
    window.wait_until_shown("Mở kế hoạch đang làm");
    assert!(window.newsroom_if_open().is_none());
    assert!(
        window.shows(&format!("Không có thư mục {path}. Hãy kiểm tra lại đường dẫn, hoặc chọn thư mục."))
    );
    std::fs::create_dir(&path).expect("the folder");
    // The path is still in its field.
    window.click("Mở");
    window.wait_until_shown(&format!(
        "Thư mục {path} chưa có kế hoạch nào. Hãy chọn thư mục khác, hoặc bấm “Lập năm mới…” để lập."
    ));
}

#[test]
fn a_backup_is_restored_and_opened() {
    let mut window = Window::on_sample();
    let file = window.folder().join("kho.zip");
    let opened = Workspace::open_headers(window.root()).expect("the sample");
    let _ = opened.workspace.backup(&file, &mut |_, _| {}).expect("a backup");
    window.effect(Effect::OpenWorkspace);
    window.wait_until("the workspace is left", |app| app.newsroom().is_none());
    let other = window.root().join("plan.ron").display().to_string();
    send(&mut window, welcome::Message::BackupChanged(other));
    window.click("Khôi phục");
    window.wait_until_shown("Khôi phục");
    assert!(window.newsroom_if_open().is_none());
    send(&mut window, welcome::Message::BackupChanged(file.display().to_string()));
    window.click("Khôi phục");
    window.wait_until("it opens", |app| app.newsroom().is_some());
    assert!(window.folder().join("kho").is_dir(), "in a folder of its name beside it");
    assert_eq!(window.newsroom().pieces().count(), opened.pieces.len());
}

#[test]
fn the_sample_is_handed_out_whole_and_opened_again() {
    let mut window = Window::first();
    let place = window.folder().to_path_buf();
    for round in ["handed out", "opened again"] {
        window.send(Message::SamplePlacePicked(Some(place.clone())));
        window.wait_until(round, |app| app.newsroom().is_some());
        window.effect(Effect::OpenWorkspace);
        window.wait_until("it is left", |app| app.newsroom().is_none());
        assert!(window.shows("Mở bản mẫu"));
    }
    let content = Workspace::open(concat!(env!("CARGO_MANIFEST_DIR"), "/content")).expect("the sample");
    let copy = Workspace::open(place.join("Tòa soạn – bản mẫu 2014")).expect("its copy");
    assert_eq!((&copy.plan, &copy.settings), (&content.plan, &content.settings));
    let pieces = |opened: &toasoan::store::Opened| -> Vec<_> {
        opened.pieces.iter().map(|stored| (stored.path.clone(), stored.piece.clone())).collect()
    };
    assert_eq!(pieces(&copy), pieces(&content));
}

#[test]
fn what_has_not_gone_out_goes_along_by_choice_as_a_draft() {
    use toasoan::piece::Status;
    let mut window = Window::on_sample();
    let unfinished: Vec<_> =
        window.newsroom().pieces().filter(|piece| piece.header.is_unfinished()).cloned().collect();
    let all = window.newsroom().pieces().count();
    assert!(!unfinished.is_empty() && unfinished.len() < all);
    // Places that are still there go along without their contacts, and the office's own words.
    let place = |id: &str, locality: &str, valid_to: Option<&str>| Place {
        id: id.into(),
        name: id.into(),
        locality: locality.into(),
        contact: "Cô Bảy".into(),
        valid_to: valid_to.and_then(|day| day.parse().ok()),
        ..Place::default()
    };
    let places = vec![
        place("nha-thong-tin", "ninh-kieu", None),
        place("san-khau", "", None),
        place("bang-cu", "", Some("2015-12-31")),
        place("noi-khac", "khong-co", None),
    ];
    let places = Places { places, ..Places::default() };
    window.effect(Effect::Apply(Command::SetRecord { record: places.into(), is_typing: false }));
    let words = Vocabulary::default().with("rờ-mốt");
    window.effect(Effect::Apply(Command::SetRecord { record: words.clone().into(), is_typing: false }));
    window.effect(Effect::NewWorkspace);
    fill(&mut window, Source::Open, &[(Field::Year, "2020"), (Field::Start, "")]);
    assert!(window.shows(&format!("{} bài chưa phát, làm bản nháp", unfinished.len())));
    let waiting: Vec<String> = window
        .newsroom()
        .entries::<Case>()
        .filter(|case| case.goes_along())
        .map(|case| case.id.clone())
        .collect();
    assert!(!waiting.is_empty() && waiting.len() < window.newsroom().entries::<Case>().count());
    assert!(window.shows(&format!("{} ý kiến chưa trả lời", waiting.len())));
    ask(&mut window, NewMessage::Kept(Part::Cases, true));
    ask(&mut window, NewMessage::Kept(Part::Drafts, true));
    make(&mut window, 2020);
    let drafts: Vec<_> = window.newsroom().pieces().cloned().collect();
    assert_eq!(drafts.len(), unfinished.len());
    for (draft, old) in drafts.iter().zip(&unfinished) {
        let header = &draft.header;
        assert_eq!((&header.title, &header.activity), (&old.header.title, &old.header.activity));
        assert_eq!(draft.body.to_string(), old.body.to_string(), "{}", header.title);
        assert!(header.airings.is_empty() && header.approvals.is_empty() && header.tasks.is_empty());
        // The sample's people are invented.
        assert!(header.people.is_empty() && header.comments.is_empty(), "{}", header.title);
        assert!(matches!(header.status, Status::Idea | Status::Drafting), "{}", header.title);
    }
    let made = window.newsroom();
    let places: Vec<_> =
        made.places().places.iter().map(|one| (one.id.as_str(), one.contact.as_str())).collect();
    assert_eq!(places, [("nha-thong-tin", ""), ("san-khau", "")]);
    assert_eq!(made.record(Vocabulary::PATH).and_then(|record| record.get::<Vocabulary>()), Some(&words));
    assert!(made.entries::<Case>().map(|case| &case.id).eq(&waiting));
    assert!(made.entries::<Case>().all(|case| case.raised_in.is_none()));
    let made = Workspace::open(window.folder().join("mới/Kế hoạch tuyên truyền 2020")).expect("it opens");
    assert_eq!(made.problems.len(), 0, "{:?}", made.problems);
    let posters = drafts.iter().filter(|piece| piece.format == toasoan::piece::Format::Poster);
    let posters = posters.map(|piece| toasoan::poster::Poster::parse(&piece.body).expect("a poster"));
    for poster in posters {
        for path in poster.pictures() {
            assert!(made.workspace.picture(path).is_ok(), "{path}");
        }
    }
}
