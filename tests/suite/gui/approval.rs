//! Approvals in the window: given in one form everywhere, bound to the words, given at once by two.

use iced::widget::text_editor::{Action, Edit};
use toasoan::app::Message;
use toasoan::piece::av::Label;
use toasoan::piece::{PieceId, Status, StepState};
use toasoan::ui::approval::{self, FormField};
use toasoan::ui::screen::export;
use toasoan::ui::screen::pieces::{self, Review, RowMessage};
use toasoan::ui::{Effect, Export, Route, steps};

use super::window::Window;

const EDITED: &str = "Đã sửa sau khi duyệt";

/// A script that waits for its head of department.
fn script(window: &Window) -> PieceId {
    let piece =
        window.newsroom().pieces().find(|piece| piece.header.title.starts_with("Cấp giấy chứng nhận"));
    piece.expect("the sample script").header.id.clone()
}

fn act(window: &mut Window, message: approval::Message) {
    window.send(Message::Pieces(pieces::Message::Approval(message)));
}

fn answer(window: &mut Window, step: &str, by: &str, reason: Option<&str>) {
    act(window, approval::Message::Opened(step.to_owned()));
    act(window, approval::Message::Typed(FormField::By, by.to_owned()));
    if let Some(reason) = reason {
        act(window, approval::Message::Typed(FormField::Note, reason.to_owned()));
    }
    act(window, approval::Message::Answered { is_agreed: reason.is_none() });
}

fn states(window: &Window, id: &PieceId) -> Vec<StepState> {
    let piece = window.newsroom().piece(id).expect("the piece");
    let chain = piece.approval_chain(window.newsroom().plan(), window.newsroom().settings());
    chain.iter().map(|step| step.state).collect()
}

fn status(window: &Window, id: &PieceId) -> Status {
    window.newsroom().piece(id).expect("the piece").header.status
}

fn speak(window: &mut Window, words: &str) {
    window.send(Message::Pieces(pieces::Message::Row(RowMessage::Pressed(1, Label::Speech))));
    for letter in words.chars() {
        let edit = Action::Edit(Edit::Insert(letter));
        window.send(Message::Pieces(pieces::Message::Row(RowMessage::Edited(Label::Speech, edit))));
    }
}

#[test]
fn a_changed_word_shows_until_it_is_agreed_to_again() {
    use StepState::{Agreed, Edited, Returned, Waiting};
    let mut window = Window::on_sample();
    let id = script(&window);
    window.effect(Effect::Open(Route::Piece(id.clone())));
    window.send(Message::Pieces(pieces::Message::ChainToggled));
    answer(&mut window, "truong-phong", "Anh Minh", None);
    answer(&mut window, "lanh-dao", "Cô Thu", None);
    assert_eq!(states(&window, &id), [Agreed; 3]);
    assert_eq!(status(&window, &id), Status::Approved);
    window.save();
    assert!(!window.shows(EDITED));

    speak(&mut window, " Thêm một câu.");
    // The editor's agreement is from before approvals were bound to words.
    assert_eq!(states(&window, &id), [Agreed, Edited, Edited]);
    assert!(window.shows(EDITED));
    // The list finds it, and the calendar's inspector says so.
    window.send(Message::Pieces(pieces::Message::ReviewFiltered(Some(Review::Edited))));
    assert!(window.shows(EDITED));
    window.save();
    act(&mut window, approval::Message::Compared("lanh-dao".to_owned()));
    window.wait_until_shown("So với");
    window.wait_until_shown("Bản đang mở");
    window.send(Message::Dismiss);

    // It is asked again, and returned with a reason for the author.
    act(&mut window, approval::Message::AskedAgain("truong-phong".to_owned()));
    assert_eq!(states(&window, &id), [Agreed, Waiting, Edited]);
    assert_eq!(status(&window, &id), Status::InReview);
    answer(&mut window, "truong-phong", "Anh Minh", Some("Thiếu nguồn."));
    assert_eq!(states(&window, &id), [Agreed, Returned, Edited]);
    assert_eq!(status(&window, &id), Status::Drafting);
    assert!(window.shows("Bị trả lại (Anh Minh, 18/03/2014): Thiếu nguồn."));
    window.effect(Effect::Undo);
    assert_eq!(status(&window, &id), Status::InReview, "one undo takes a return back");
}

#[test]
fn an_answer_needs_a_name_and_a_return_its_reason() {
    let mut window = Window::on_sample();
    let id = script(&window);
    window.effect(Effect::Open(Route::Piece(id.clone())));
    window.send(Message::Pieces(pieces::Message::ChainToggled));
    let before = window.newsroom().piece(&id).expect("the piece").header.clone();
    act(&mut window, approval::Message::Opened("truong-phong".to_owned()));
    for (field, text, fault) in [
        (FormField::By, "", "Ghi họ tên người cho ý kiến."),
        (FormField::By, "Anh Minh", "Ghi lý do trả lại để người viết biết phải sửa gì."),
        (FormField::Note, "Thiếu nguồn.", ""),
        (FormField::Date, "hôm qua", "Ngày ghi như 18/3/2014."),
        (FormField::Date, "19/3/2014", "Ngày cho ý kiến chưa tới."),
    ] {
        act(&mut window, approval::Message::Typed(field, text.to_owned()));
        if !fault.is_empty() {
            act(&mut window, approval::Message::Answered { is_agreed: false });
            assert!(window.shows(fault), "{fault}");
        }
        assert_eq!(window.newsroom().piece(&id).expect("the piece").header, before);
    }
    act(&mut window, approval::Message::Typed(FormField::Date, "12/3/2014".to_owned()));
    act(&mut window, approval::Message::Answered { is_agreed: false });
    let header = &window.newsroom().piece(&id).expect("the piece").header;
    let given = header.approval("truong-phong").expect("an answer");
    assert_eq!(given.date.to_string(), "2014-03-12");
    assert_eq!(given.returned.as_deref(), Some("Thiếu nguồn."));
}

#[test]
fn editing_what_is_approved_is_said_once() {
    let mut window = Window::on_sample();
    let approved = window
        .newsroom()
        .pieces()
        .find(|piece| piece.header.status == Status::Published && piece.format == toasoan::piece::Format::Av);
    let id = approved.expect("a published script").header.id.clone();
    let title = window.newsroom().piece(&id).expect("the piece").header.title.clone();
    window.effect(Effect::Open(Route::Piece(id.clone())));
    let words = format!(
        "“{title}” đã phát, đăng. Sửa chữ thì các ý kiến đã cho được ghi là sửa sau khi duyệt: xin duyệt lại, hoặc \
         xác nhận là không đáng kể. Không định sửa thì bấm Ctrl Z."
    );
    assert!(!window.shows(&words));
    speak(&mut window, " A");
    assert!(window.shows(&words));
    window.send(Message::ToastClosed(1));
    speak(&mut window, " B");
    assert!(!window.shows(&words), "once per piece and session");
}

#[test]
fn two_windows_answer_at_once_and_both_stand() {
    use StepState::Agreed;
    let mut lan = Window::on_sample();
    let mut minh = Window::beside(&lan);
    let id = script(&lan);
    for window in [&mut lan, &mut minh] {
        window.effect(Effect::Open(Route::Piece(id.clone())));
    }
    answer(&mut lan, "truong-phong", "Chị Lan", None);
    answer(&mut minh, "lanh-dao", "Anh Minh", None);
    lan.save();
    minh.save();
    assert_eq!(states(&minh, &id), [Agreed; 3]);
    assert_eq!(status(&minh, &id), Status::Approved, "together they were the last two");
    lan.send(Message::FilesChanged);
    lan.wait_until_complete("the other answer comes in", |window| states(window, &id) == [Agreed; 3]);
    assert_eq!(status(&lan, &id), Status::Approved);

    // Both answer the same step: the later answer is kept, and the other person gets a notice.
    for window in [&mut lan, &mut minh] {
        act(window, approval::Message::TakenBack("lanh-dao".to_owned()));
        window.save();
        window.send(Message::FilesChanged);
    }
    lan.wait_until_complete("taken back", |window| status(window, &id) == Status::InReview);
    answer(&mut lan, "lanh-dao", "Chị Lan", Some("Thiếu nguồn."));
    answer(&mut minh, "lanh-dao", "Anh Minh", None);
    lan.save();
    minh.save();
    let header = &minh.newsroom().piece(&id).expect("the piece").header;
    assert_eq!(header.approval("lanh-dao").map(|given| given.by.as_str()), Some("Chị Lan"));
    assert_eq!(header.status, Status::Drafting);
    let title = &header.title;
    assert!(minh.shows(&format!(
        "Bước “Lãnh đạo cơ quan” của “{title}”: Chị Lan cũng vừa ghi trả lại ngày 18/03/2014. Ý kiến ấy được giữ thay \
         cho ý kiến ghi ở đây; bản kia còn trong lịch sử."
    )));
}

#[test]
fn a_final_script_without_every_agreement_takes_a_second_press() {
    let mut window = Window::on_sample();
    let folder = tempfile::tempdir().expect("a folder for the test");
    let id = script(&window);
    for (name, paper, presses) in [("cuối.pdf", None, 2), ("trình.pdf", Some("Phiếu trình duyệt"), 1)]
    {
        let file = folder.path().join(name);
        window.effect(Effect::Export(Export::Piece(id.clone())));
        window.send(Message::Export(export::Message::PathChanged(file.display().to_string())));
        if let Some(paper) = paper {
            window.click(paper);
        }
        for press in 1..=presses {
            assert!(!file.exists(), "{name}: {press}");
            window.send_and_finish(Message::Export(export::Message::Confirmed));
        }
        assert!(file.exists(), "{name}");
        window.send(Message::Dismiss);
    }
}

/// The chain and the steps take the room of the text: opening one closes the other.
#[test]
fn one_list_is_open_under_the_head_of_a_script() {
    let mut window = Window::on_sample();
    let id = script(&window);
    window.effect(Effect::Open(Route::Piece(id)));
    let remark = "Trần Mỹ Duyên · Đã cắt 40 giây ở phỏng vấn ông Phước; phần phê phán giữ nguyên.";
    let steps = || Message::Pieces(pieces::Message::Step(steps::Message::Toggled));
    let chain = || Message::Pieces(pieces::Message::ChainToggled);
    let seen = |window: &Window| (window.shows(remark), window.shows("Phiếu giao việc"));
    for (pressed, expected) in [
        (chain(), (true, false)),
        (steps(), (false, true)),
        (chain(), (true, false)),
        (chain(), (false, false)),
    ] {
        window.send(pressed);
        assert_eq!(seen(&window), expected);
    }
}

#[test]
fn evidence_is_copied_into_the_workspace_and_a_missing_one_is_said() {
    let mut window = Window::on_sample();
    let id = script(&window);
    let desk = tempfile::tempdir().expect("a folder for the test");
    let [scan, program] = ["Công văn 215.pdf", "Công văn 215.exe"].map(|name| desk.path().join(name));
    for file in [&scan, &program] {
        std::fs::write(file, "một bản quét").expect("a file");
    }
    window.effect(Effect::Open(Route::Piece(id.clone())));
    window.send(Message::Pieces(pieces::Message::ChainToggled));
    act(&mut window, approval::Message::Opened("truong-phong".to_owned()));
    act(&mut window, approval::Message::Typed(FormField::By, "Anh Minh".to_owned()));
    let workspace = toasoan::store::Workspace::open(window.root()).expect("the workspace").workspace;
    assert!(workspace.import_evidence(&program).is_err(), "nothing that would run");
    let path = workspace.import_evidence(&scan).expect("it is copied");
    assert_eq!(workspace.import_evidence(&scan).ok().as_ref(), Some(&path), "one copy");
    window.send(Message::EvidencePicked(Some(scan)));
    let name = path.rsplit('/').next().expect("a name").to_owned();
    window.wait_until_shown(&name);
    act(&mut window, approval::Message::Answered { is_agreed: true });
    let header = &window.newsroom().piece(&id).expect("the piece").header;
    assert_eq!(header.approval("truong-phong").map(|given| given.evidence.as_str()), Some(path.as_str()));
    assert!(window.shows(&name), "it is shown with the answer");
    assert_eq!(std::fs::read(window.root().join(&path)).expect("the copy"), "một bản quét".as_bytes());

    // What is gone is said; what leads outside or would run is never opened.
    std::fs::remove_file(window.root().join(&path)).expect("it goes");
    act(&mut window, approval::Message::EvidenceOpened(path.clone()));
    window.wait_until_shown(&format!(
        "không dùng được tệp minh chứng {path}: không còn tệp này trong không gian làm việc; chép lại tệp vào đó, \
         hoặc chọn tệp khác"
    ));
    window.send(Message::LeaseTick);
    window.wait_until_shown(&format!("Mất tệp: {name}"));
    window.save();
    let mut check = std::process::Command::new(env!("CARGO_BIN_EXE_toasoan"));
    let checked = check.arg("check").arg(window.root()).output().expect("the command runs");
    let checked = String::from_utf8_lossy(&checked.stdout);
    assert!(
        checked.contains(&format!("bước Trưởng phòng: không dùng được tệp minh chứng {path}")),
        "{checked}"
    );
    for odd in ["../ngoài.pdf", "plan.ron", "evidence/chạy.exe", ""] {
        assert!(workspace.evidence(odd).is_err(), "{odd}");
    }
}
