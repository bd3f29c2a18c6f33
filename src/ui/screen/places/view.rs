//! The list as it looks: search, filters, rows, the bar over what is ticked, the pane beside them.

use iced::widget::{checkbox, container, space, text};
use iced::{Alignment, Length};

use super::line::{CONTENT, ROW};
use super::pane::{Choice, localities};
use super::{LIST, Message, Page, Places, SEARCH, Shown};
use crate::calendar::wording;
use crate::fold::capital;
use crate::place::{Fitness, Place, PlaceKind};
use crate::plan::Plan;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button_icon, button_label, caption, clamp, column, dialog, divider, empty_state, field, focusable,
    icon_button, label, list_in_view, picker, row, row_button, rows_in_view, segmented, tag,
};
use crate::ui::{Context, Element, Icon, font};

/// Widths of the columns, logical pixels; the name and what hangs there share the rest.
const BOX: f32 = 24.0;
const KIND: f32 = 104.0;
const LOCALITY: f32 = 132.0;
const FITNESS: f32 = 128.0;

const SHOWN: [(Shown, &str); 6] = [
    (Shown::All, "Tất cả"),
    (Shown::Fit, "Đủ"),
    (Shown::Unfit, "Chưa đủ"),
    (Shown::Unknown, "Chưa xét"),
    (Shown::Used, "Đang có"),
    (Shown::Free, "Còn trống"),
];

impl Places {
    pub(super) fn whole<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let sheet = self.sheet.as_ref().map(|sheet| sheet.view(context));
        if self.page == Page::Run {
            let run = column![self.pages(), self.run.view(context).map(Message::Run)]
                .spacing(12)
                .padding([16, 24])
                .width(Length::Fill)
                .height(Length::Fill);
            let pane = self.run.pane(context, &self.photos).map(|pane| pane.map(Message::Run));
            return dialog(row![run].push(pane).height(Length::Fill), sheet, Message::Dismissed);
        }
        let places = &context.newsroom.places().places;
        let body = if places.is_empty() { nothing() } else { self.table(context) };
        let main = column![self.pages()]
            .push((!places.is_empty()).then(|| self.bar(context)))
            .push((!places.is_empty()).then(|| self.filters(context)))
            .push((!self.marked.is_empty()).then(|| self.many(context)))
            .push(body)
            .spacing(12)
            .padding([16, 24])
            .width(Length::Fill)
            .height(Length::Fill);
        let under = row![main].push((!places.is_empty()).then(|| self.pane(context))).height(Length::Fill);
        let preview = || self.preview.as_ref().map(|preview| preview.view(context));
        dialog(under, sheet.or_else(preview), Message::Dismissed)
    }

    fn bar<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let total = context.newsroom.places().places.len();
        let count = match self.lines.listed().len() {
            shown if shown == total => wording::counted(total, "địa điểm"),
            shown => format!("{}/{}", wording::grouped(shown as u64), wording::counted(total, "địa điểm")),
        };
        row![
            field("Tìm tên, đường, người quản lý", &self.query)
                .id(SEARCH)
                .on_input(Message::Searched)
                .width(240),
            caption(count),
            space().width(Length::Fill),
            button_icon(Icon::Upload, "Gửi bài…", style::secondary, Some(Message::SendAsked)),
            button_icon(Icon::Clipboard, "Dán từ Excel…", style::secondary, Some(Message::PasteAsked)),
            button_icon(Icon::Plus, "Thêm", style::secondary, Some(Message::NewAsked)),
        ]
        .spacing(12)
        .align_y(Alignment::Center)
        .into()
    }

    /// The head of the screen: the register, or where a piece hangs.
    fn pages(&self) -> Element<'_, Message> {
        const PAGES: [(Page, &str); 2] = [(Page::Register, "Danh mục"), (Page::Run, "Phân phối, lưu diễn")];
        let send = (self.page == Page::Run).then(|| {
            button_icon(Icon::Upload, "Gửi bài tới nơi…", style::secondary, Some(Message::SendAsked))
        });
        row![
            text("Địa điểm").size(size::TITLE).font(font::SEMIBOLD),
            segmented(PAGES, self.page, Message::PageChosen),
            space().width(Length::Fill),
        ]
        .push(send)
        .push(icon_button(Icon::Print, "In, xuất (Ctrl P)", style::secondary, Some(Message::PrintAsked)))
        .spacing(12)
        .align_y(Alignment::Center)
        .into()
    }

    fn filters<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let kinds = std::iter::once(Choice::new(None, "Mọi loại"));
        let kinds = kinds.chain(
            context
                .newsroom
                .places()
                .kinds()
                .into_iter()
                .map(|kind| Choice::new(Some(kind.clone()), kind.name())),
        );
        let kinds: Vec<Choice<Option<PlaceKind>>> = kinds.collect();
        let kind = kinds.iter().find(|choice| choice.value == self.kind).cloned();
        let mut units = localities(context.newsroom.plan(), context.newsroom.today());
        units.insert(0, Choice::new(None, "Mọi địa bàn"));
        let unit = units.iter().find(|choice| choice.value == self.locality).cloned();
        row![
            picker(kinds, kind, |choice| Message::KindFiltered(choice.value)).small().width(132),
            picker(units, unit, |choice| Message::LocalityFiltered(choice.value)).small().width(168),
            segmented(SHOWN, self.shown, Message::ShownChosen),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    }

    /// What can be done with all that are ticked.
    fn many<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let kinds: Vec<Choice<PlaceKind>> = context
            .newsroom
            .places()
            .kinds()
            .into_iter()
            .map(|kind| Choice::new(kind.clone(), kind.name()))
            .collect();
        let count = format!("Đã chọn {}", wording::counted(self.marked.len(), "địa điểm"));
        let bar = row![
            text(count).size(size::DENSE).font(font::SEMIBOLD),
            space().width(Length::Fill),
            button_icon(Icon::Upload, "Gửi bài…", style::ghost, Some(Message::SendAsked)),
            button_icon(Icon::Check, "Đủ điều kiện", style::ghost, Some(Message::ManyFit(Fitness::Fit))),
            button_icon(Icon::Ban, "Chưa đủ", style::ghost, Some(Message::ManyFit(Fitness::Unfit))),
            picker(kinds, None::<Choice<PlaceKind>>, |choice| Message::ManyKind(choice.value))
                .placeholder("Đổi loại…")
                .small()
                .width(116),
            button_icon(Icon::Trash, "Bỏ", style::ghost, Some(Message::RemoveAsked)),
            icon_button(Icon::Close, "Bỏ chọn (Esc)", style::ghost, Some(Message::Dismissed)),
        ]
        .spacing(4)
        .align_y(Alignment::Center);
        container(bar).padding([2, 12]).style(style::tag(Mood::Accent)).into()
    }

    fn table<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let places = &context.newsroom.places().places;
        let listed = self.lines.positions();
        let is_all = !listed.is_empty() && self.lines.listed().all(|line| self.marked.contains(&line.id));
        let head = row![
            container(tick(is_all, Message::AllMarked)).width(BOX),
            container(label("Tên, địa chỉ")).width(Length::FillPortion(5)),
            container(label("Loại")).width(KIND),
            container(label("Địa bàn")).width(LOCALITY),
            container(label("Điều kiện")).width(FITNESS),
            container(label("Đang có")).width(Length::FillPortion(4)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let list: Element<'a, Message> = if listed.is_empty() {
            let said = "Không thấy địa điểm nào. Thử ít chữ hơn, không dấu cũng được; hoặc bỏ bớt bộ lọc.";
            container(caption(said)).padding([8, 16]).height(Length::Fill).into()
        } else {
            let rows = rows_in_view(self.visible, ROW, listed.len(), |shown| {
                let shown = listed[shown].iter().filter_map(|at| places.get(*at));
                shown.map(|place| self.line(place, plan))
            });
            list_in_view(rows, Message::Scrolled).id(LIST).into()
        };
        let content = column![container(head).padding([0, 16]), divider(), list].spacing(8);
        container(content).padding([14, 0]).width(Length::Fill).height(Length::Fill).style(style::card).into()
    }

    fn line<'a>(&'a self, place: &'a Place, plan: &'a Plan) -> Element<'a, Message> {
        let name = if place.name.is_empty() { "(chưa có tên)" } else { place.name.as_str() };
        let name = clamp(name, 1).size(size::DENSE, 19.0).font(font::MEDIUM);
        let detail = (!place.address.is_empty())
            .then(|| clamp(place.address.as_str(), 1).size(size::CAPTION, 17.0).style(ink::secondary));
        let mood = match place.fitness {
            Fitness::Unknown => Mood::Neutral,
            Fitness::Fit => Mood::Ok,
            Fitness::Unfit => Mood::Warn,
        };
        let fitness = match place.opinions {
            _ if place.kind != PlaceKind::Website => tag(None, place.fitness.name(), mood),
            Some(true) => tag(None, "Có mục ý kiến", Mood::Ok),
            Some(false) => tag(None, "Chưa có mục", Mood::Warn),
            None => tag(None, "Chưa xem", Mood::Neutral),
        };
        let now: Vec<&str> = self
            .lines
            .hung(&place.id)
            .iter()
            .filter(|one| !one.is_over())
            .map(|one| one.title.as_str())
            .collect();
        let is_chosen = self.chosen.as_deref() == Some(place.id.as_str());
        let secondary = |content: String, width: Length| {
            container(clamp(content, 1).size(size::DENSE, 20.0).style(ink::secondary)).width(width)
        };
        let content = row![
            container(tick(self.marked.contains(&place.id), Message::Marked(place.id.clone()))).width(BOX),
            container(column![name].push(detail)).width(Length::FillPortion(5)),
            secondary(place.kind.name().to_owned(), KIND.into()),
            secondary(capital(&place.locality_name(plan)), LOCALITY.into()),
            container(fitness).width(FITNESS),
            secondary(now.join("; "), Length::FillPortion(4)),
        ]
        .spacing(8)
        .height(CONTENT)
        .align_y(Alignment::Center);
        row_button(content, is_chosen, Message::Chosen(place.id.clone()))
    }
}

fn tick<'a>(is_on: bool, toggled: Message) -> Element<'a, Message> {
    let message = toggled.clone();
    let tick = checkbox(is_on).size(15).style(style::check).on_toggle(move |_| message.clone());
    focusable(tick, Some(toggled))
}

fn nothing<'a>() -> Element<'a, Message> {
    let paste = button_label("Dán từ Excel…", style::primary, Some(Message::PasteAsked));
    empty_state(
        Icon::Place,
        "Chưa có địa điểm nào",
        "Chép danh sách nhà thông tin, bảng pano, điểm diễn, trang tin trong Excel rồi bấm Ctrl V ở đây; chương \
         trình nhận ra các cột và cho xem trước khi nhận.",
        Some(paste),
    )
}
