//! Finding words in the open text and in all texts, and replacing them.

use iced::keyboard::key::Named;
use iced::widget::text_editor::{Action, Edit};
use toasoan::app::Message;
use toasoan::newsroom::Command;
use toasoan::piece::av::{Label, Script};
use toasoan::piece::{Format, Piece, PieceId, Status};
use toasoan::poster::{ElementKind, Poster};
use toasoan::ui::screen::find as everywhere;
use toasoan::ui::screen::palette;
use toasoan::ui::screen::pieces::{self, FindMessage as Find, RowMessage};
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn open(window: &mut Window, title: &str) -> PieceId {
    let piece = window.newsroom().pieces().find(|piece| piece.header.title.starts_with(title));
    let id = piece.unwrap_or_else(|| panic!("no piece {title}")).header.id.clone();
    window.effect(Effect::Open(Route::Piece(id.clone())));
    id
}

fn body(window: &Window, id: &PieceId) -> String {
    window.newsroom().piece(id).expect("the piece").body.to_string()
}

fn find(window: &mut Window, message: Find) {
    window.send(Message::Pieces(pieces::Message::Find(message)));
    window.catch_up();
}

fn wrote(window: &mut Window, text: &str) {
    let edit = Edit::Paste(std::sync::Arc::new(text.to_owned()));
    window.send(Message::Pieces(pieces::Message::Wrote(Action::Edit(edit))));
}

#[test]
fn words_of_a_text_are_counted_stepped_through_and_the_caret_is_left_at_them() {
    let mut window = Window::on_sample();
    let id = open(&mut window, "Bụi chuối");
    let before = body(&window, &id);
    window.press_with_control("f");
    find(&mut window, Find::WordsChanged("ong bay".into()));
    let all = toasoan::fold::fold(&before).matches("ong bay").count();
    assert!(all > 3 && window.shows(&format!("1/{all}")), "without diacritics");
    window.press(Named::F3);
    window.press(Named::Enter);
    assert!(window.shows(&format!("3/{all}")));
    find(&mut window, Find::Stepped { is_back: true });
    assert!(window.shows(&format!("2/{all}")));
    find(&mut window, Find::ExactChosen(true));
    assert!(window.shows("Không thấy"), "exactly so, nobody wrote it");
    find(&mut window, Find::ExactChosen(false));
    find(&mut window, Find::Closed);
    assert!(!window.shows(&format!("2/{all}")));
    // The words are selected: what is typed replaces them.
    wrote(&mut window, "CHỊ BẢY");
    let place = toasoan::fold::fold(&before).matches("ong bay").count();
    assert_eq!(toasoan::fold::fold(&body(&window, &id)).matches("ong bay").count(), place - 1);
    assert_eq!(body(&window, &id).matches("CHỊ BẢY").count(), 1);
}

#[test]
fn words_are_replaced_one_by_one_or_all_at_once_and_one_undo_takes_all_back() {
    let mut window = Window::on_sample();
    let id = open(&mut window, "Bụi chuối");
    let before = body(&window, &id);
    window.press_with_control("h");
    find(&mut window, Find::WordsChanged("ÔNG BẢY".into()));
    find(&mut window, Find::ExactChosen(true));
    let count = before.matches("ÔNG BẢY").count();
    find(&mut window, Find::ReplacementChanged("ÔNG BẢY BA".into()));
    find(&mut window, Find::Replaced);
    assert_eq!(body(&window, &id), before.replacen("ÔNG BẢY", "ÔNG BẢY BA", 1));
    assert!(window.shows(&format!("2/{count}")), "the next one, not what was just written");
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), before);

    find(&mut window, Find::AllReplaced);
    assert_eq!(body(&window, &id), before.replace("ÔNG BẢY", "ÔNG BẢY BA"));
    window.effect(Effect::Undo);
    assert_eq!(body(&window, &id), before, "one step");
    // The editor has followed.
    find(&mut window, Find::Closed);
    window.send(Message::Pieces(pieces::Message::Wrote(Action::Move(
        iced::widget::text_editor::Motion::DocumentEnd,
    ))));
    wrote(&mut window, "!");
    assert_eq!(body(&window, &id), format!("{before}!"));
}

#[test]
fn rows_are_searched_in_their_fields_and_labels_stay() {
    let mut window = Window::on_sample();
    let id = open(&mut window, "Cấp giấy chứng nhận");
    let before = body(&window, &id);
    window.press_with_control("h");
    find(&mut window, Find::WordsChanged("Lời".into()));
    find(&mut window, Find::ExactChosen(true));
    find(&mut window, Find::ReplacementChanged("Tiếng".into()));
    find(&mut window, Find::AllReplaced);
    let [old, new] = [&before, &body(&window, &id)].map(|body| Script::parse(body));
    for (old, new) in old.rows.iter().zip(&new.rows) {
        assert_eq!(new.speech, old.speech.replace("Lời", "Tiếng"), "a label stays a label");
    }
    find(&mut window, Find::WordsChanged("Ngọc Hân".into()));
    let fields =
        [Label::Picture, Label::Name, Label::Caption, Label::Speech, Label::Voice, Label::Sound, Label::Note];
    let count: usize =
        new.rows.iter().flat_map(|row| fields.map(|field| row.get(field).matches("Ngọc Hân").count())).sum();
    assert!(count > 1 && window.shows(&format!("1/{count}")), "{count}");
    // Closed, the row is open at the words: what is typed replaces them.
    let first = new.rows.iter().position(|row| row.source().contains("Ngọc Hân")).expect("a row");
    let field = fields.into_iter().filter(|field| new.rows[first].get(*field).contains("Ngọc Hân"));
    let at = |field: &Label| new.rows[first].source().find(&format!("{}:", field.label()));
    let field = field.min_by_key(at).expect("a field");
    find(&mut window, Find::Closed);
    let edit = Action::Edit(Edit::Paste(std::sync::Arc::new("Mai Anh".to_owned())));
    window.send(Message::Pieces(pieces::Message::Row(RowMessage::Edited(field, edit))));
    let now = Script::parse(&body(&window, &id));
    assert_eq!(now.rows[first].get(field), new.rows[first].get(field).replacen("Ngọc Hân", "Mai Anh", 1));
}

#[test]
fn escape_closes_the_bar_even_from_its_field() {
    let mut window = Window::on_sample();
    let _ = open(&mut window, "Bụi chuối");
    window.press_with_control("f");
    let messages = window.try_out(|screen| {
        let _ = screen.tap_key(Named::Escape);
    });
    assert!(
        messages
            .iter()
            .any(|message| matches!(message, Message::Pieces(pieces::Message::Find(Find::Closed)))),
        "{messages:?}"
    );
}

#[test]
fn the_first_piece_opened_takes_the_keys_itself() {
    let mut window = Window::on_sample();
    let id = open(&mut window, "Cấp giấy chứng nhận");
    window.press(Named::Enter);
    // Enter has opened its first row; it has not opened the first piece of the list.
    let edit = Action::Edit(Edit::Paste(std::sync::Arc::new(" Xin chào.".to_owned())));
    window.send(Message::Pieces(pieces::Message::Row(RowMessage::Edited(Label::Speech, edit))));
    assert!(Script::parse(&body(&window, &id)).rows[0].speech.ends_with("Xin chào."));
}

/// The bodies of all pieces, by id.
fn bodies(window: &Window) -> Vec<(PieceId, Status, String)> {
    let pieces = window.newsroom().pieces();
    pieces.map(|piece| (piece.id().clone(), piece.header.status, piece.body.to_string())).collect()
}

fn everywhere(window: &mut Window, message: everywhere::Message) {
    window.send(Message::Find(message));
}

#[test]
fn words_are_replaced_in_all_pieces_that_may_be_changed_and_one_undo_takes_all_back() {
    use everywhere::Message as All;
    let mut window = Window::on_sample();
    let before = bodies(&window);
    let titles = |window: &Window| -> Vec<_> {
        window
            .newsroom()
            .pieces()
            .map(|piece| (piece.header.title.clone(), piece.header.people.clone()))
            .collect()
    };
    let headers = titles(&window);
    window.effect(Effect::FindEverywhere(None));
    assert!(window.shows("Tìm và thay trong mọi bài"));
    everywhere(&mut window, All::ExactChosen(true));
    everywhere(&mut window, All::WordsChanged("Ngọc Hân".into()));
    // What has been aired stays.
    window.wait_until_shown("Không thay: đã phát, đăng");
    everywhere(&mut window, All::ReplacementChanged("Mai Anh".into()));
    everywhere(&mut window, All::Replaced);
    let mut changed = 0;
    for ((id, status, old), (_, _, new)) in before.iter().zip(bodies(&window)) {
        let expected =
            if *status == Status::Published { old.clone() } else { old.replace("Ngọc Hân", "Mai Anh") };
        changed += usize::from(expected != *old);
        assert_eq!(new, expected, "{id}");
    }
    assert!(changed > 1);
    let piece = |window: &Window| {
        window
            .newsroom()
            .pieces()
            .find(|piece| piece.header.title.starts_with("Cấp giấy chứng nhận"))
            .cloned()
    };
    let presenter = piece(&window).expect("the piece");
    assert_eq!(presenter.header.person("MC"), Some("Mai Anh"), "those who make it too");
    window.effect(Effect::Undo);
    assert_eq!(bodies(&window), before, "one step for all pieces");
    assert_eq!(titles(&window), headers);
}

#[test]
fn only_the_chosen_hits_are_replaced_and_the_scope_can_be_the_open_piece() {
    use everywhere::{Message as All, Scope};
    let mut window = Window::on_sample();
    let id = open(&mut window, "Cấp giấy chứng nhận");
    let before = bodies(&window);
    find(&mut window, Find::Asked { is_replacing: false });
    find(&mut window, Find::WordsChanged("Quốc Huy".into()));
    find(&mut window, Find::Widened);
    everywhere(&mut window, All::ExactChosen(true));
    everywhere(&mut window, All::ScopeChosen(Scope::Piece));
    let own = before.iter().find(|(other, ..)| *other == id).expect("the piece").2.clone();
    let count = own.matches("Quốc Huy").count() + 1;
    // In the body and among the people.
    window.wait_until_shown(&format!("{count} chỗ trong 1 bài."));
    everywhere(&mut window, All::AllChosen(false));
    everywhere(&mut window, All::Chosen(0, 1));
    everywhere(&mut window, All::ReplacementChanged("Minh".into()));
    everywhere(&mut window, All::Replaced);
    for ((other, _, old), (_, _, new)) in before.iter().zip(bodies(&window)) {
        let expected = if *other == id { old.replacen("Quốc Huy", "Minh", 1) } else { old.clone() };
        assert_eq!(new, expected);
    }
    window.effect(Effect::Undo);
    assert_eq!(bodies(&window), before);
}

#[test]
fn a_hit_leads_to_its_words_in_the_text() {
    let mut window = Window::on_sample();
    window.effect(Effect::FindEverywhere(None));
    everywhere(&mut window, everywhere::Message::WordsChanged("đòn bẩy không có ở đâu".into()));
    window.wait_until_shown("Không thấy ở bài nào.");
    everywhere(&mut window, everywhere::Message::WordsChanged("boc hai ba lop ni long".into()));
    window.wait_until_shown("1 chỗ trong 1 bài.");
    everywhere(&mut window, everywhere::Message::Opened(0, 0));
    window.wait_until_shown("1/1");
    assert!(!window.shows("Tìm và thay trong mọi bài") && window.shows("Trong mọi bài…"), "the bar is at it");
}

#[test]
fn search_fields_look_into_bodies_and_say_how_many_have_the_words() {
    let mut window = Window::on_sample();
    let folded = |piece: &toasoan::piece::Piece| toasoan::fold::fold(&piece.body.peek());
    let sought = "ni long";
    let having: Vec<String> = window
        .newsroom()
        .pieces()
        .filter(|piece| sought.split(' ').all(|word| folded(piece).contains(word)))
        .map(|piece| piece.header.title.clone())
        .collect();
    assert!(!having.is_empty());
    let said = format!("Trong nội dung và góp ý: {} bài", having.len());
    window.effect(Effect::Palette);
    window.send(Message::Palette(palette::Message::QueryChanged(sought.into())));
    window.wait_until_shown(&said);
    window.send(Message::Palette(palette::Message::QueryChanged(String::new())));
    window.wait_until_gone(&said);
    window.send(Message::Dismiss);
    window.effect(Effect::Open(Route::Pieces));
    window.send(Message::Pieces(pieces::Message::Searched(sought.into())));
    window.wait_until_shown(&said);
}

#[test]
fn the_words_of_a_poster_are_found_and_lead_to_their_element() {
    let mut window = Window::on_sample();
    let sought = "buom buom";
    let is_poster = |piece: &&Piece| piece.body.contains("Thiếu giấy tờ gì,");
    let poster = window.newsroom().pieces().find(is_poster).expect("the poster");
    let body = poster.body.replace("Thiếu giấy tờ gì,", "Thiếu bươm bướm,");
    let set = Command::SetBody { id: poster.header.id.clone(), body, is_typing: false };
    window.effect(Effect::Apply(set));
    window.effect(Effect::Palette);
    // A name of the file is on no poster.
    window.send(Message::Palette(palette::Message::QueryChanged("line_height".into())));
    window.wait_until_shown("Không thấy gì có những chữ này. Thử ít chữ hơn, có dấu hay không dấu đều được.");
    window.send(Message::Palette(palette::Message::QueryChanged(sought.into())));
    window.wait_until_shown("Trong nội dung và góp ý: 1 bài");
    window.send(Message::Palette(palette::Message::Submitted));
    window.settle();
    // The element is chosen: the key deletes it alone.
    let poster = |window: &Window| {
        let posters = window.newsroom().pieces().filter(|piece| piece.format == Format::Poster);
        let all: Vec<_> = posters.filter_map(|piece| Poster::parse(&piece.body).ok()).collect();
        let elements = all.into_iter().flat_map(|poster| poster.elements);
        let texts = elements.map(|element| match element.kind {
            ElementKind::Text(text) => text.text,
            kind => kind.name().to_owned(),
        });
        texts.collect::<Vec<String>>()
    };
    let before = poster(&window);
    window.press(Named::Delete);
    let after = poster(&window);
    let words = "Thiếu bươm bướm, cán bộ nói rõ ngay từ đầu.";
    assert!(before.iter().any(|label| label == words) && after.iter().all(|label| label != words));
    assert_eq!(after.len(), before.len() - 1);
}

#[test]
fn the_palette_finds_what_the_registers_hold_and_opens_it() {
    let mut window = Window::on_sample();
    let line = window.newsroom().budget().lines.iter().find(|line| line.content.contains("bộ đề"));
    let line = line.expect("a line of the budget").content.clone();
    for (query, title) in [
        ("phuoc thoi thong tin", "Nhà thông tin khu vực Bình Hưng"),
        ("nhen giang to", "Thư góp ý nằm trên cùng, có con nhện giăng tơ"),
        ("bo de kinh phi", line.as_str()),
        ("hoi thi tim hieu cai cach", "Hội thi tìm hiểu Chương trình cải cách hành chính thành phố"),
        ("bot mot lan di", "Đối thoại với doanh nghiệp quý I: bớt một lần đi, thêm một ngày làm"),
    ] {
        window.effect(Effect::Palette);
        window.send(Message::Palette(palette::Message::QueryChanged(query.into())));
        assert!(window.shows(title), "{query}");
        window.send(Message::Palette(palette::Message::Submitted));
        window.settle();
        assert!(window.shows(title), "{query}: it is open");
    }
}
