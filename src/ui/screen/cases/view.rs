//! The screen: search, quick filters, filters, the table, and the pane beside it.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::list::{Choice, Filter, Quick};
use super::table::head;
use super::{Cases, Message, SEARCH};
use crate::calendar::wording;
use crate::case::StepKind;
use crate::document::cases::Paper;
use crate::plan::CaseSource;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button, button_icon, button_label, caption, column, divider, empty_state, field, icon_button, picker,
    row, tip,
};
use crate::ui::{Context, Element, font, mine};

/// Widths of the filters, logical pixels.
const FILTER: f32 = 168.0;

impl Cases {
    pub(super) fn whole<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let body: Element<'a, Message> = if self.list.has_none() && self.form.is_none() {
            nothing(context)
        } else {
            let list: Element<'a, Message> = if self.list.count_shown() == 0 {
                let said = "Không có ý kiến nào khớp. Thử ít chữ hơn, có dấu hay không dấu đều được, hoặc bỏ bớt bộ lọc.";
                container(caption(said)).padding([8, 16]).height(Length::Fill).into()
            } else {
                self.table(context)
            };
            let table = column![head(), divider(), list].spacing(8);
            let table =
                container(table).padding([12, 0]).width(Length::Fill).height(Length::Fill).style(style::card);
            column![self.quick(), self.filters(context)]
                .push(self.several())
                .push(table)
                .spacing(10)
                .height(Length::Fill)
                .into()
        };
        let main = column![self.bar(context), body]
            .spacing(12)
            .padding([16, 24])
            .width(Length::Fill)
            .height(Length::Fill);
        row![main].push(self.pane(context)).height(Length::Fill).into()
    }

    fn bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        row![
            text("Ý kiến").size(size::TITLE).font(font::SEMIBOLD),
            field("Tìm tóm tắt, nội dung, người nêu, số văn bản", &self.list.query)
                .id(SEARCH)
                .on_input(Message::Searched)
                .width(300),
            space().width(Length::Fill),
            mine::toggle(context, Message::Effect),
            icon_button(
                Icon::Warning,
                "In danh sách quá hạn theo cơ quan",
                style::secondary,
                Some(Message::PrintAsked(Paper::Overdue))
            ),
            icon_button(
                Icon::Print,
                "In sổ theo dõi (Ctrl P)",
                style::secondary,
                Some(Message::PrintAsked(Paper::Register))
            ),
            tip(
                button_icon(Icon::Plus, "Nhận ý kiến", style::primary, Some(Message::NewAsked)),
                "Nhập ý kiến mới (N)"
            ),
        ]
        .spacing(12)
        .align_y(Alignment::Center)
        .into()
    }

    /// The quick filters, each with how many it lists.
    fn quick(&self) -> Element<'_, Message> {
        let parts = Quick::ALL.into_iter().map(|quick| {
            let is_chosen = self.list.quick == quick;
            let count = self.list.count(quick);
            let ink = match quick {
                Quick::Overdue if count > 0 => ink::danger,
                Quick::Soon if count > 0 => ink::warn,
                _ => ink::tertiary,
            };
            let name = text(quick.name()).size(size::DENSE).wrapping(text::Wrapping::None);
            let name = if is_chosen { name.font(font::SEMIBOLD) } else { name };
            let count =
                text(wording::grouped(count as u64)).size(size::CAPTION).font(font::FIGURES).style(ink);
            button(row![name, count].spacing(6).align_y(Alignment::Center))
                .padding([4, 10])
                .style(style::choice(is_chosen))
                .on_press(Message::QuickChosen(quick))
                .into()
        });
        row(parts).spacing(2).into()
    }

    fn filters<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let settings = &context.newsroom.settings().cases;
        let agencies = plan.askable().into_iter().map(|(id, name)| Choice::new(id, name));
        let fields = settings.fields().into_iter().map(|(id, name)| Choice::new(id, name));
        let localities = plan.localities.iter().map(|one| Choice::new(&one.id, one.full_name()));
        let sources = CaseSource::ALL.into_iter().map(|source| Choice::new(source.code(), source.name()));
        row![
            self.filter(Filter::Agency, "Mọi cơ quan", agencies),
            self.filter(Filter::Field, "Mọi lĩnh vực", fields),
            self.filter(Filter::Locality, "Mọi địa bàn", localities),
            self.filter(Filter::Source, "Mọi nguồn", sources),
        ]
        .push(
            self.list
                .is_filtered()
                .then(|| button_label("Bỏ lọc", style::ghost, Some(Message::FiltersReset))),
        )
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    }

    fn filter<'a>(
        &'a self,
        filter: Filter,
        all: &str,
        options: impl Iterator<Item = Choice>,
    ) -> Element<'a, Message> {
        let options: Vec<Choice> = std::iter::once(Choice::none(all)).chain(options).collect();
        let chosen = self.list.chosen(filter);
        let chosen = options.iter().find(|choice| choice.id.as_deref() == chosen).cloned();
        picker(options, chosen, move |choice| Message::Filtered(filter, choice)).small().width(FILTER).into()
    }

    /// What can be done with several at once.
    fn several(&self) -> Option<Element<'_, Message>> {
        if self.chosen.len() < 2 {
            return None;
        }
        let act = |kind: StepKind, word| button_label(word, style::secondary, Some(Message::ActAsked(kind)));
        let bar = row![
            text(format!("Đã chọn {}", wording::counted(self.chosen.len(), "ý kiến")))
                .size(size::DENSE)
                .font(font::MEDIUM),
            act(StepKind::Forwarded, "Chuyển…"),
            act(StepKind::Reminded, "Nhắc…"),
            act(StepKind::Published, "Đăng…"),
            act(StepKind::Closed, "Kết thúc…"),
            tip(
                button_label("Trùng nhau", style::secondary, Some(Message::TwinsJoined)),
                "Cùng một việc: nối vào ý kiến đến trước, trả lời chung"
            ),
            icon_button(
                Icon::Print,
                "In phiếu chuyển, mỗi cơ quan một phiếu",
                style::ghost,
                Some(Message::PrintAsked(Paper::Transfer))
            ),
            icon_button(Icon::Trash, "Xóa (Delete)", style::ghost, Some(Message::DeleteAsked)),
            space().width(Length::Fill),
            icon_button(Icon::Close, "Bỏ chọn (Esc)", style::ghost, Some(Message::Closed)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        Some(
            container(bar)
                .padding([6, 12])
                .width(Length::Fill)
                .style(style::notice(style::Mood::Accent))
                .into(),
        )
    }
}

/// Nothing was raised yet, or nothing is asked of the person here.
fn nothing<'a>(context: &Context) -> Element<'a, Message> {
    if context.identity.is_mine_only {
        return empty_state(
            Icon::Message,
            "Không có ý kiến nào chờ cơ quan, địa bàn của bạn",
            "Bấm “Của tôi” để xem mọi ý kiến.",
            None,
        );
    }
    empty_state(
        Icon::Message,
        "Chưa nhận ý kiến nào",
        "Ý kiến từ diễn đàn, đối thoại, hộp thư góp ý, cổng thông tin, điện thoại và thư được ghi ở đây, để biết ai phải trả lời, hạn nào.",
        Some(button_icon(Icon::Plus, "Nhận ý kiến", style::primary, Some(Message::NewAsked))),
    )
}
