//! A locality: its row in the table, its texts while it is edited, the pane with the rest.

use std::collections::BTreeMap;
use std::fmt;

use chrono::NaiveDate;
use iced::widget::{container, mouse_area, text};
use iced::{Alignment, Length};

use super::listed::{Listed, ROW};
use super::{Field, Message};
use crate::calendar::wording;
use crate::plan::{Locality, LocalityKind, Plan};
use crate::ui::screen::typed::Typed;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button, clamp, column, icon_button, label, picker, row, section_title};
use crate::ui::{Element, Icon};

/// Widths of the columns, logical pixels; the name and the last two share the rest.
const KIND: f32 = 116.0;
const PARENT: f32 = 150.0;
const DATE: f32 = 104.0;

/// A kind in a drop-down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind(pub LocalityKind);

pub(super) const KINDS: [Kind; 5] = {
    let all = LocalityKind::ALL;
    [Kind(all[0]), Kind(all[1]), Kind(all[2]), Kind(all[3]), Kind(all[4])]
};

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.name())
    }
}

/// A unit in a drop-down; none for the city.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Unit {
    id: Option<String>,
    name: String,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Unit {
    fn new(unit: &Locality) -> Self {
        Self { id: Some(unit.id.clone()), name: unit.full_name() }
    }

    fn city() -> Self {
        Self { id: None, name: "thành phố".to_owned() }
    }
}

/// The texts of a locality's fields.
#[derive(Debug)]
pub(super) struct UnitText {
    name: Typed<String>,
    from: Typed<Option<NaiveDate>>,
    to: Typed<Option<NaiveDate>>,
    contact: Typed<String>,
}

fn day_text(day: Option<NaiveDate>) -> String {
    day.map_or_else(String::new, wording::date)
}

impl UnitText {
    pub fn new(unit: &Locality) -> Self {
        Self {
            name: Typed::new(unit.name.clone(), unit.name.clone()),
            from: Typed::new(unit.valid_from, day_text(unit.valid_from)),
            to: Typed::new(unit.valid_to, day_text(unit.valid_to)),
            contact: Typed::new(unit.contact.clone(), unit.contact.clone()),
        }
    }

    pub fn follow(&mut self, unit: &Locality) {
        self.name.follow(unit.name.clone(), unit.name.clone());
        self.from.follow(unit.valid_from, day_text(unit.valid_from));
        self.to.follow(unit.valid_to, day_text(unit.valid_to));
        self.contact.follow(unit.contact.clone(), unit.contact.clone());
    }

    /// Sets a field's text; `year` counts for a day without one.
    pub fn set(&mut self, field: Field, text: String, year: i32) {
        let day = |text: &str| match wording::parse_date(text, year) {
            None if !text.is_empty() => Err("ngày ghi như 01/07/2025, hoặc để trống"),
            day => Ok(day),
        };
        match field {
            Field::Name => self
                .name
                .set(text, |text| if text.is_empty() { Err("ghi tên đơn vị") } else { Ok(text.to_owned()) }),
            Field::From => {
                let to = *self.to.value();
                self.from.set(text, |text| match (day(text)?, to) {
                    (Some(from), Some(to)) if to < from => Err("ngày bắt đầu đứng sau ngày kết thúc"),
                    (from, _) => Ok(from),
                });
            }
            Field::To => {
                let from = *self.from.value();
                self.to.set(text, |text| match (from, day(text)?) {
                    (Some(from), Some(to)) if to < from => Err("ngày kết thúc đứng trước ngày bắt đầu"),
                    (_, to) => Ok(to),
                });
            }
            Field::Contact => self.contact.set(text, |text| Ok(text.to_owned())),
            _ => {}
        }
    }

    /// Keeps the unit's day until the user has seen what its new one would leave over.
    pub fn hold(&mut self, field: Field, unit: &Locality) {
        const REASON: &str = "đổi như thế thì có lần phát không còn kỳ, bấm Enter để xem";
        match field {
            Field::From => self.from.hold(unit.valid_from, day_text(unit.valid_from), REASON),
            Field::To => self.to.hold(unit.valid_to, day_text(unit.valid_to), REASON),
            _ => {}
        }
    }

    /// A field's text as it is; none for fields that never wait.
    pub fn text(&self, field: Field) -> Option<&str> {
        match field {
            Field::From => Some(self.from.text()),
            Field::To => Some(self.to.text()),
            _ => None,
        }
    }

    pub fn write(&self, unit: &mut Locality) {
        unit.name.clone_from(self.name.value());
        unit.valid_from = *self.from.value();
        unit.valid_to = *self.to.value();
        unit.contact.clone_from(self.contact.value());
    }

    /// The names of invalid fields.
    pub fn bad(&self) -> impl Iterator<Item = String> {
        let name = self.name.value();
        let faults =
            [("Tên", self.name.fault()), ("Từ ngày", self.from.fault()), ("Đến ngày", self.to.fault())];
        faults
            .into_iter()
            .filter(|(_, fault)| fault.is_some())
            .map(move |(what, _)| format!("{what} của {name}"))
    }

    pub fn give_up(&mut self) {
        self.name.give_up();
        self.from.give_up();
        self.to.give_up();
    }
}

pub(super) fn table<'a>(
    listed: &'a Listed,
    chosen: Option<&str>,
    texts: &'a BTreeMap<String, UnitText>,
    plan: &'a Plan,
) -> Element<'a, Message> {
    let head = row![
        container(label("Tên")).width(Length::FillPortion(3)),
        container(label("Loại")).width(KIND),
        container(label("Trực thuộc")).width(PARENT),
        container(label("Từ ngày")).width(DATE),
        container(label("Đến ngày")).width(DATE),
        container(label("Thay bằng")).width(Length::FillPortion(2)),
        container(label("Liên hệ")).width(Length::FillPortion(2)),
    ]
    .spacing(8);
    let line = |at: usize| {
        let unit = plan.localities.get(at)?;
        let is_chosen = chosen == Some(unit.id.as_str());
        let content = match texts.get(&unit.id) {
            Some(texts) if is_chosen => edited(unit, texts, plan),
            texts => shown_row(unit, texts, plan),
        };
        Some(container(content).height(ROW).width(Length::Fill).into())
    };
    listed.view_of(
        head.into(),
        line,
        if plan.localities.is_empty() {
            "Chưa có địa bàn nào. Chép danh sách trong Excel rồi bấm Ctrl V, hoặc bấm Thêm địa bàn."
        } else {
            "Không thấy địa bàn nào. Thử ít chữ hơn, không dấu cũng được."
        },
    )
}

fn name_of<'a>(id: &'a str, plan: &'a Plan) -> std::borrow::Cow<'a, str> {
    plan.locality(id).map_or(id.into(), |unit| unit.full_name().into())
}

fn shown_row<'a>(unit: &'a Locality, texts: Option<&UnitText>, plan: &'a Plan) -> Element<'a, Message> {
    let bad = |is_bad: bool| if is_bad { ink::danger } else { ink::primary };
    let (is_bad_name, is_bad_from, is_bad_to) = texts.map_or((false, false, false), |texts| {
        (texts.name.fault().is_some(), texts.from.fault().is_some(), texts.to.fault().is_some())
    });
    let cell = |content: std::borrow::Cow<'a, str>, field: Field, width: Length, ink| {
        let text = clamp(content, 1).size(size::DENSE, 20.0).style(ink);
        let area = container(text).width(width).center_y(Length::Fill);
        mouse_area(area).on_press(Message::Chosen(unit.id.clone(), field)).into()
    };
    let parent = unit.parent.as_deref().map_or("".into(), |id| name_of(id, plan));
    let successors: Vec<_> = unit.successors.iter().map(|id| name_of(id, plan)).collect();
    let cells: [Element<'a, Message>; 7] = [
        cell(unit.name.as_str().into(), Field::Name, Length::FillPortion(3), bad(is_bad_name)),
        cell(unit.kind.name().into(), Field::Name, KIND.into(), ink::secondary),
        cell(parent, Field::Name, PARENT.into(), ink::secondary),
        cell(day_text(unit.valid_from).into(), Field::From, DATE.into(), bad(is_bad_from)),
        cell(day_text(unit.valid_to).into(), Field::To, DATE.into(), bad(is_bad_to)),
        cell(successors.join(", ").into(), Field::Name, Length::FillPortion(2), ink::secondary),
        cell(unit.contact.as_str().into(), Field::Contact, Length::FillPortion(2), ink::secondary),
    ];
    button(row(cells).spacing(8).height(Length::Fill))
        .padding([0, 8])
        .width(Length::Fill)
        .height(Length::Fill)
        .style(style::choice(false))
        .on_press(Message::Chosen(unit.id.clone(), Field::Name))
        .into()
}

/// The chosen row: its fields in the places of their texts.
fn edited<'a>(unit: &'a Locality, texts: &'a UnitText, plan: &'a Plan) -> Element<'a, Message> {
    let typed = |field: Field| move |text| Message::Typed(field, text);
    let kinds = picker(KINDS, Some(Kind(unit.kind)), |kind| Message::KindChosen(kind.0)).small().width(KIND);
    let date = |text: &Typed<Option<NaiveDate>>, field: Field| {
        let typed = text.field("").id(field.id()).on_input(typed(field));
        typed.on_submit(Message::Submitted(field)).width(DATE)
    };
    let above = std::iter::once(Unit::city()).chain(
        plan.localities
            .iter()
            .filter(|other| other.id != unit.id && other.parent.as_deref() != Some(&unit.id))
            .map(Unit::new),
    );
    let above: Vec<Unit> = above.collect();
    let parent = above.iter().find(|choice| choice.id == unit.parent).cloned();
    let parents = picker(above, parent, |choice| Message::ParentChosen(choice.id)).small().width(PARENT);
    let successors: Vec<_> = unit.successors.iter().map(|id| name_of(id, plan)).collect();
    let cells = row![
        container(texts.name.field("Tên").id(Field::Name.id()).on_input(typed(Field::Name)))
            .width(Length::FillPortion(3)),
        kinds,
        parents,
        date(&texts.from, Field::From),
        date(&texts.to, Field::To),
        container(clamp(successors.join(", "), 1).size(size::DENSE, 20.0).style(ink::secondary))
            .width(Length::FillPortion(2)),
        container(texts.contact.field("").id(Field::Contact.id()).on_input(typed(Field::Contact)))
            .width(Length::FillPortion(2)),
    ]
    .spacing(8)
    .height(Length::Fill)
    .align_y(Alignment::Center);
    container(cells).padding([0, 8]).height(Length::Fill).style(style::sunken).into()
}

/// The name, the faults, the units that replaced it.
pub(super) fn pane<'a>(unit: &'a Locality, texts: &'a UnitText, plan: &'a Plan) -> Element<'a, Message> {
    let chips = unit.successors.iter().map(|id| {
        row![
            text(name_of(id, plan)).size(size::DENSE).width(Length::Fill),
            icon_button(
                Icon::Close,
                "Bỏ đơn vị này",
                style::ghost,
                Some(Message::SuccessorRemoved(id.clone()))
            ),
        ]
        .align_y(Alignment::Center)
        .into()
    });
    let others =
        plan.localities.iter().filter(|other| other.id != unit.id && !unit.successors.contains(&other.id));
    let choices: Vec<Unit> = others.map(Unit::new).collect();
    let add = picker(choices, None::<Unit>, |choice| Message::SuccessorAdded(choice.id.unwrap_or_default()))
        .placeholder("Thêm đơn vị thay thế…")
        .width(Length::Fill);
    column![section_title(crate::fold::capital(&unit.full_name()))]
        .push(texts.name.remark())
        .push(texts.from.remark())
        .push(texts.to.remark())
        .push(column![label("Thay bằng")].extend(chips).push(add).spacing(4))
        .spacing(12)
        .into()
}
