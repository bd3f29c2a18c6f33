//! Kinh phí: lines and vouchers by keyboard, sums as the ledger has them, all of it undone.

use iced::keyboard::key::Named;
use toasoan::app::Message;
use toasoan::budget::dong;
use toasoan::ledger::{By, Filter, spending};
use toasoan::ui::screen::budget::{self, ExpenseField, LineField};
use toasoan::ui::{Effect, Route};

use super::window::Window;

fn opened() -> Window {
    let mut window = Window::on_sample();
    window.effect(Effect::Open(Route::Budget(None)));
    window
}

fn send(window: &mut Window, message: budget::Message) {
    window.send(Message::Budget(message));
}

/// The sums that the ledger gives are those on the screen.
fn agrees(window: &Window) {
    let newsroom = window.newsroom();
    let found =
        spending(newsroom.budget(), newsroom.plan(), By::Activity, &Filter::default(), newsroom.today());
    for amount in [found.total.planned, found.total.spent, found.total.left()] {
        assert!(window.shows(&dong(amount)), "{amount}");
    }
}

#[test]
fn a_line_and_its_voucher_are_typed_and_undone() {
    let mut window = opened();
    agrees(&window);
    let before = window.newsroom().budget().clone();

    send(&mut window, budget::Message::LineAdded(None));
    let added = window.newsroom().budget().lines.last().expect("a new line").clone();
    assert_eq!(window.newsroom().budget().lines.len(), before.lines.len() + 1);
    for field in [
        LineField::Content("Thuê âm thanh".into()),
        LineField::Quantity("2,5".into()),
        LineField::Price("1.200.000".into()),
    ] {
        send(&mut window, budget::Message::LineChanged(field));
    }
    assert!(window.shows("Ba triệu đồng chẵn"));
    // A number that is not understood is pointed out and changes nothing.
    send(&mut window, budget::Message::LineChanged(LineField::Price("một triệu".into())));
    assert!(
        window.shows("Chưa lưu ô này: gõ số đồng nguyên, như 1.200.000. Vẫn dùng giá trị cũ: 1.200.000.")
    );
    send(&mut window, budget::Message::LineChanged(LineField::Price("1200000".into())));

    send(&mut window, budget::Message::ExpenseAdded);
    for field in [
        ExpenseField::Voucher("PC 99".into()),
        ExpenseField::Day("17/3".into()),
        ExpenseField::Amount("3.100.000".into()),
    ] {
        send(&mut window, budget::Message::ExpenseChanged(0, field));
    }
    assert!(window.shows("Đã chi 3.100.000, vượt dự toán 100.000"));
    let line = window.newsroom().budget().line(&added.id).expect("the line").clone();
    assert_eq!((line.planned(), line.expenses[0].voucher.as_str()), (3_000_000, "PC 99"));
    agrees(&window);

    window.press(Named::Delete);
    assert!(window.newsroom().budget().line(&added.id).is_none());
    window.effect(Effect::Undo);
    assert_eq!(window.newsroom().budget().line(&added.id), Some(&line));
    while *window.newsroom().budget() != before {
        window.effect(Effect::Undo);
    }
    agrees(&window);
    window.draw();
}

#[test]
fn the_table_is_walked_and_filtered_by_keyboard_and_choice() {
    let mut window = opened();
    window.press(Named::ArrowDown);
    assert!(window.shows("Cơ quan thực hiện"), "the first line is shown beside the table");
    window.press(Named::Escape);
    send(&mut window, budget::Message::Pasted(Some("In tờ rơi\ttờ\t1000\t500\n".into())));
    assert!(window.shows("Đã thêm 1 mục vào Chuyên mục CCHC"));
    let pasted = window.newsroom().budget().lines.last().expect("a line").clone();
    assert_eq!((pasted.planned(), pasted.activity.as_str()), (500_000, "chuyen-muc-cchc"));
    send(&mut window, budget::Message::Pasted(Some("In tờ rơi\ttờ\tnhiều\t500\n".into())));
    assert!(window.shows("Chưa dán: ô C1 của bảng chép, “nhiều” không phải một số; hãy viết như 12 hoặc 2,5, nhiều nhất bốn chữ số thập phân."));
    assert_eq!(window.newsroom().budget().lines.last(), Some(&pasted));
}

#[test]
fn an_empty_budget_starts_with_the_plans_own_items() {
    let mut window = opened();
    let mut budget = window.newsroom().budget().clone();
    budget.lines.clear();
    let command = toasoan::newsroom::Command::SetRecord { record: budget.into(), is_typing: false };
    window.effect(Effect::Apply(command));
    assert!(window.shows("Chưa có mục chi nào"));
    window.click("Lấy các mục chi của kế hoạch");
    assert!(window.newsroom().budget().lines.iter().any(|line| line.content == "Biên soạn bộ đề"));
    assert!(window.shows("chưa có giá"));
}
