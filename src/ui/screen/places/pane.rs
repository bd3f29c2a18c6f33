//! Beside the list: the place that was pressed, its fields, what hangs or plays there now and before.

use std::fmt;

use chrono::NaiveDate;
use iced::widget::{container, text};
use iced::{Alignment, Length, Padding};

use super::line::Hung;
use super::{Field, Message, NAME, Places};
use crate::calendar::wording;
use crate::fold::capital;
use crate::place::{Fitness, Place, PlaceKind};
use crate::plan::Plan;
use crate::ui::screen::typed::Typed;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button_icon, caption, clamp, column, divider, dot, field, icon_button, inspector, label, picker, row,
    row_button, scroll, section_title, segmented, tag,
};
use crate::ui::{Context, Element, Icon, font};

/// What was here before is listed up to this many.
const BEFORE: usize = 12;

/// A value in a drop-down.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Choice<T> {
    pub value: T,
    name: String,
}

impl<T> Choice<T> {
    pub fn new(value: T, name: &str) -> Self {
        Self { value, name: name.to_owned() }
    }
}

impl<T> fmt::Display for Choice<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// The localities of the day directly under the city.
pub(super) fn localities(plan: &Plan, day: NaiveDate) -> Vec<Choice<Option<String>>> {
    let units = plan.localities.iter().filter(|unit| unit.parent.is_none() && unit.exists_on(day));
    units.map(|unit| Choice::new(Some(unit.id.clone()), &capital(&unit.full_name()))).collect()
}

/// The days of the place in the pane as typed.
#[derive(Debug, Clone)]
pub(super) struct DayText {
    from: Typed<Option<NaiveDate>>,
    to: Typed<Option<NaiveDate>>,
    checked: Typed<Option<NaiveDate>>,
}

fn day_text(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, wording::date)
}

impl DayText {
    pub fn new(place: &Place) -> Self {
        let typed = |day: Option<NaiveDate>| Typed::new(day, day_text(day));
        Self { from: typed(place.valid_from), to: typed(place.valid_to), checked: typed(place.checked) }
    }

    pub fn follow(&mut self, place: &Place) {
        self.from.follow(place.valid_from, day_text(place.valid_from));
        self.to.follow(place.valid_to, day_text(place.valid_to));
        self.checked.follow(place.checked, day_text(place.checked));
    }

    pub fn set(&mut self, field: Field, text: &str, year: i32) {
        let typed = match field {
            Field::From => &mut self.from,
            Field::To => &mut self.to,
            Field::Checked => &mut self.checked,
            _ => return,
        };
        typed.set(text.to_owned(), |text| match wording::parse_date(text, year) {
            None if !text.is_empty() => Err("ngày ghi như 20/03/2014, hoặc để trống"),
            day => Ok(day),
        });
    }

    pub fn write(&self, place: &mut Place) {
        place.valid_from = *self.from.value();
        place.valid_to = *self.to.value();
        place.checked = *self.checked.value();
    }
}

impl Places {
    pub(super) fn pane<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let place = self.chosen.as_ref().and_then(|id| context.newsroom.places().place(id));
        let content = match place.zip(self.days.as_ref()) {
            Some((place, days)) => self.place(place, days, context),
            None => self.reach(context),
        };
        inspector(container(content).padding([14, 16]))
    }

    /// How far everything reaches, while no place is chosen.
    fn reach<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let lines = self.coverage.iter().flatten().filter_map(|coverage| {
            let activity = plan.activity(&coverage.activity)?;
            let figure = text(coverage.label()).size(size::SECTION).font(font::SEMIBOLD);
            let figure = if coverage.is_reached() { figure.style(ink::ok) } else { figure };
            let what = capital(coverage.measure.description());
            let head = row![
                dot(activity.hue),
                text(format!("{} {}", activity.clause, activity.short)).size(size::DENSE)
            ]
            .spacing(8)
            .align_y(Alignment::Center);
            Some(column![head, figure, caption(what)].spacing(2).into())
        });
        column![section_title("Độ phủ")]
            .extend(lines)
            .push(caption(
                "Bấm vào một địa điểm để sửa và xem ở đó đang có gì. Ctrl hoặc Shift và bấm để chọn nhiều.",
            ))
            .spacing(14)
            .into()
    }

    fn place<'a>(
        &'a self,
        place: &'a Place,
        days: &'a DayText,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let head = row![
            container(section_title(if place.name.is_empty() {
                "(chưa có tên)"
            } else {
                place.name.as_str()
            }))
            .width(Length::Fill),
            icon_button(Icon::Trash, "Bỏ khỏi danh mục (Delete)", style::ghost, Some(Message::RemoveAsked)),
            icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(Message::Dismissed)),
        ]
        .align_y(Alignment::Center);
        let is_site = place.kind == PlaceKind::Website;
        let content = column![self.now_and_before(place)]
            .push(divider())
            .push(facts(place, context))
            .push(if is_site { site(place, days, plan) } else { fitness(place) })
            .push(texts(place, is_site))
            .push(days_view(days))
            .push(self.photo(place))
            .spacing(12);
        let content = scroll(container(content).padding(Padding::ZERO.right(10))).height(Length::Fill);
        column![head, content].spacing(8).into()
    }

    fn photo<'a>(&'a self, place: &'a Place) -> Element<'a, Message> {
        if place.photo.is_empty() {
            let ask = button_icon(Icon::Picture, "Chọn ảnh…", style::secondary, Some(Message::PhotoAsked));
            return column![label("Ảnh"), ask].spacing(4).into();
        }
        let name = place.photo.rsplit('/').next().unwrap_or_default();
        let file = row![
            container(clamp(name, 1).size(size::DENSE, 20.0)).width(Length::Fill),
            icon_button(Icon::External, "Mở ảnh", style::ghost, Some(Message::PhotoOpened)),
            icon_button(Icon::Close, "Bỏ ảnh", style::ghost, Some(Message::PhotoRemoved)),
        ]
        .align_y(Alignment::Center);
        column![label("Ảnh")].push(self.photos.view(&place.photo)).push(file).spacing(4).into()
    }

    fn now_and_before<'a>(&'a self, place: &'a Place) -> Element<'a, Message> {
        let (before, now): (Vec<&Hung>, Vec<&Hung>) =
            self.lines.hung(&place.id).iter().partition(|hung| hung.is_over());
        let nothing = now.is_empty().then(|| caption("Chưa có gì treo hay diễn ở đây."));
        let older =
            (before.len() > BEFORE).then(|| caption(format!("và {} lần trước nữa", before.len() - BEFORE)));
        column![label("Đang có")]
            .push(nothing)
            .extend(now.into_iter().map(entry))
            .push((!before.is_empty()).then(|| label("Trước đây")))
            .extend(before.into_iter().take(BEFORE).map(entry))
            .push(older)
            .spacing(4)
            .into()
    }
}

/// A piece that hangs or plays at the place.
fn entry(hung: &Hung) -> Element<'_, Message> {
    let mood = match hung.state {
        _ if hung.is_outdated => Mood::Warn,
        crate::ledger::StayState::Up => Mood::Ok,
        crate::ledger::StayState::Overdue | crate::ledger::StayState::Unconfirmed => Mood::Warn,
        _ => Mood::Neutral,
    };
    let mut said = vec![hung.when()];
    said.extend(hung.until.map(|day| format!("đến {}", wording::date(day))));
    said.extend(hung.copies.map(|copies| format!("{copies} bản")));
    said.extend((!hung.troupe.is_empty()).then(|| hung.troupe.clone()));
    let words = column![
        clamp(hung.title.as_str(), 2).size(size::DENSE, 18.0),
        clamp(said.join(", "), 1).size(size::CAPTION, 17.0).style(ink::secondary),
    ];
    let state = if hung.is_outdated { "Bản cũ" } else { hung.state.name(hung.medium) };
    let content = row![container(words).width(Length::Fill), tag(None, state, mood)]
        .spacing(8)
        .align_y(Alignment::Center);
    row_button(container(content).padding([4, 0]), false, Message::PieceOpened(hung.piece.clone()))
}

/// Kind and locality.
fn facts<'a>(place: &'a Place, context: &'a Context) -> Element<'a, Message> {
    let plan = context.newsroom.plan();
    let mut kinds: Vec<Choice<PlaceKind>> =
        context.newsroom.places().kinds().iter().map(|kind| Choice::new(kind.clone(), kind.name())).collect();
    if !place.kind.is_own() {
        kinds.push(Choice::new(PlaceKind::Own(String::new()), "Loại khác…"));
    }
    let kind = kinds.iter().find(|choice| choice.value == place.kind).cloned();
    let own = place.kind.is_own().then(|| {
        field("Loại, ví dụ: Chợ", place.kind.name()).on_input(|text| Message::Typed(Field::Kind, text))
    });
    let mut units = localities(plan, context.newsroom.today());
    units.insert(0, Choice::new(None, "Toàn thành phố"));
    let of = Some(place.locality.clone()).filter(|id| !id.is_empty());
    // A place may lie in a unit below a district, or in one that is gone.
    if units.iter().all(|choice| choice.value != of) {
        units.push(Choice::new(of.clone(), &capital(&place.locality_name(plan))));
    }
    let unit = units.iter().find(|choice| choice.value == of).cloned();
    column![
        label("Loại"),
        picker(kinds, kind, |choice| Message::KindChosen(choice.value)).width(Length::Fill),
    ]
    .push(own)
    .push(label("Địa bàn"))
    .push(picker(units, unit, |choice| Message::LocalityChosen(choice.value)).width(Length::Fill))
    .spacing(4)
    .into()
}

fn fitness(place: &Place) -> Element<'_, Message> {
    let choices = [(Fitness::Fit, "Đủ"), (Fitness::Unfit, "Chưa đủ"), (Fitness::Unknown, "Chưa xét")];
    let reason = match place.fitness {
        Fitness::Unfit => "Còn thiếu gì",
        _ => "Ghi chú về điều kiện",
    };
    column![
        label("Điều kiện"),
        segmented(choices, place.fitness, Message::FitnessChosen),
        input(reason, &place.reason, Field::Reason),
    ]
    .spacing(4)
    .into()
}

/// A web site: whose, and whether people can give their opinion there (IV.12).
fn site<'a>(place: &'a Place, days: &'a DayText, plan: &'a Plan) -> Element<'a, Message> {
    let mut agencies = vec![Choice::new(None, "Chưa ghi cơ quan")];
    agencies.extend(plan.agencies.iter().map(|agency| Choice::new(Some(agency.id.clone()), &agency.short)));
    let of = Some(place.agency.clone()).filter(|id| !id.is_empty());
    let agency = agencies.iter().find(|choice| choice.value == of).cloned();
    let choices = [(Some(true), "Có"), (Some(false), "Chưa có"), (None, "Chưa xem")];
    column![
        label("Cơ quan"),
        picker(agencies, agency, |choice| Message::AgencyChosen(choice.value)).width(Length::Fill),
        label("Mục ý kiến của người dân (IV.12)"),
        segmented(choices, place.opinions, Message::OpinionsChosen),
        label("Kiểm tra ngày"),
        days.checked.field("").on_input(|text| Message::Typed(Field::Checked, text)),
    ]
    .push(days.checked.remark())
    .spacing(4)
    .into()
}

fn texts(place: &Place, is_site: bool) -> Element<'_, Message> {
    let name = field("Tên", &place.name).id(NAME).on_input(|text| Message::Typed(Field::Name, text));
    let address = if is_site { "Địa chỉ trang" } else { "Địa chỉ" };
    let size = (!is_site).then(|| labelled("Kích thước, sức chứa", &place.size, Field::Size));
    column![label("Tên"), name]
        .push(labelled(address, &place.address, Field::Address))
        .push(size)
        .push(labelled("Đơn vị quản lý", &place.owner, Field::Owner))
        .push(labelled("Liên hệ", &place.contact, Field::Contact))
        .spacing(4)
        .into()
}

fn days_view(days: &DayText) -> Element<'_, Message> {
    let day = |name: &'static str, typed: &Typed<Option<NaiveDate>>, field: Field| {
        column![label(name), typed.field("").on_input(move |text| Message::Typed(field, text))]
            .spacing(4)
            .width(Length::Fill)
    };
    column![
        row![day("Có từ ngày", &days.from, Field::From), day("Đến hết ngày", &days.to, Field::To)].spacing(8)
    ]
    .push(days.from.remark())
    .push(days.to.remark())
    .spacing(4)
    .into()
}

fn labelled<'a>(name: &'a str, value: &'a str, of: Field) -> Element<'a, Message> {
    column![label(name), input("", value, of)].spacing(4).into()
}

fn input<'a>(placeholder: &str, value: &'a str, of: Field) -> Element<'a, Message> {
    field(placeholder, value).on_input(move |text| Message::Typed(of, text)).into()
}
