//! The first steps in a new workspace. They tick themselves off, and vanish when all are done or dismissed.

use iced::widget::{container, text};
use iced::{Alignment, Length};

use super::Message;
use crate::newsroom::{Command, Newsroom};
use crate::plan::{PlanIssue, Settings};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_label, caption, card, column, row, section_title};
use crate::ui::{Context, Effect, Element, Route};

struct Step {
    is_done: bool,
    name: &'static str,
    why: &'static str,
    /// Where it is done.
    place: Effect,
}

pub(super) fn view<'a>(context: &Context) -> Option<Element<'a, Message>> {
    let steps = steps(context);
    let done = steps.iter().filter(|step| step.is_done).count();
    if !context.newsroom.settings().is_new || done == steps.len() {
        return None;
    }
    let head = row![
        container(section_title("Bắt đầu")).width(Length::Fill),
        caption(format!("Xong {done} trong {}", steps.len())),
        button_label("Ẩn", style::ghost, Some(Message::StepsDismissed)),
    ]
    .spacing(12)
    .align_y(Alignment::Center);
    let content = column![head].extend(steps.into_iter().map(line)).spacing(8);
    Some(card(content))
}

/// The settings with the steps dismissed.
pub(super) fn dismissed(newsroom: &Newsroom) -> Command {
    let settings = Settings { is_new: false, ..newsroom.settings().clone() };
    Command::SetRecord { record: settings.into(), is_typing: false }
}

fn steps(context: &Context) -> Vec<Step> {
    let newsroom = &context.newsroom;
    let (plan, settings) = (newsroom.plan(), newsroom.settings());
    let office = &settings.office;
    let has_hours = settings.programmes.iter().any(|one| one.weekday.is_some() || one.time.is_some());
    let has_people = !settings.presenters.is_empty()
        || !settings.people.is_empty()
        || settings.programmes.iter().any(|programme| !programme.editor.is_empty());
    let mut steps = vec![
        Step {
            is_done: !context.identity.name.is_empty(),
            name: "Cho biết bạn là ai",
            why: "Tên bạn đứng ở ý kiến duyệt, góp ý; cơ quan của bạn cho biết việc nào là của bạn.",
            place: Effect::Identify,
        },
        Step {
            is_done: !office.name.is_empty() && !office.signer.is_empty(),
            name: "Ghi đơn vị của bạn và người ký",
            why: "Đứng ở đầu và cuối mọi văn bản in.",
            place: Effect::Open(Route::Settings),
        },
        Step {
            is_done: !plan.activities.is_empty(),
            name: "Ghi các hình thức tuyên truyền",
            why: "Từ đó chương trình tính ra các kỳ phải thực hiện.",
            place: Effect::Open(Route::Plan(None)),
        },
    ];
    if plan.activities.iter().any(|activity| activity.per_locality) {
        steps.push(Step {
            is_done: !plan.check().iter().any(PlanIssue::is_gap),
            name: "Ghi các địa bàn của năm",
            why: "Có hình thức giao cho từng địa bàn. Chép danh sách trong Excel hoặc Word rồi dán vào bảng.",
            place: Effect::Open(Route::Units),
        });
    }
    steps.extend([
        Step {
            is_done: has_hours,
            name: "Chọn thứ, giờ phát và đăng",
            why: "Kế hoạch không ghi; lịch xếp ngày dự kiến theo đó.",
            place: Effect::Open(Route::Settings),
        },
        Step {
            is_done: has_people,
            name: "Ghi người phụ trách và giọng đọc",
            why: "Thời lượng kịch bản tính theo tốc độ đọc của từng người.",
            place: Effect::Open(Route::Settings),
        },
        Step {
            is_done: newsroom.pieces().next().is_some(),
            name: "Viết bài đầu tiên",
            why: "Bấm vào một kỳ còn trống trong lịch, hoặc Ctrl N.",
            place: Effect::Open(Route::Calendar(None)),
        },
    ]);
    steps
}

fn line<'a>(step: Step) -> Element<'a, Message> {
    let mark = if step.is_done {
        icon(Icon::Done, 16.0).style(ink::ok)
    } else {
        icon(Icon::Circle, 16.0).style(ink::tertiary)
    };
    let name = text(step.name).size(size::DENSE);
    let name = if step.is_done { name.style(ink::tertiary) } else { name };
    let why = (!step.is_done).then(|| caption(step.why));
    let open = (!step.is_done)
        .then(|| button_label("Làm ngay", style::secondary, Some(Message::Pressed(step.place))));
    row![mark, column![name].push(why).spacing(2).width(Length::Fill)]
        .push(open)
        .spacing(10)
        .align_y(Alignment::Center)
        .into()
}
