//! The airings: a line of fields for each, or for all districts that share it.

use std::collections::BTreeSet;

use iced::widget::{checkbox, container, space, text};
use iced::{Alignment, Length};

use super::airing_group::AiringGroup;
use super::field::{Fields, PieceField};
use super::finding::point_out;
use super::{Inspector, Message};
use crate::calendar::wording;
use crate::fold::capital;
use crate::piece::check::Severity;
use crate::piece::{Airing, Piece};
use crate::plan::{Activity, Locality, Medium, Plan, SlotId};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{
    button_icon, button_label, column, field, focusable, icon_button, label, picker, row, tag, tip,
};
use crate::ui::{Context, Element, Icon, font};

impl Inspector {
    pub(super) fn airings_view<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Element<'a, Message> {
        let medium = context.newsroom.plan().activity(&piece.header.activity).map(|activity| activity.medium);
        let lines = self
            .groups
            .iter()
            .enumerate()
            .map(|(index, group)| self.group_view(index, group, piece, medium, context));
        let none = self.groups.is_empty().then(|| {
            let message = if piece.header.airings.is_empty() {
                "Bài chưa gắn với kỳ nào. Kéo bài từ hàng Chưa xếp ngày vào lịch, hoặc chọn ngày rồi bấm Alt →."
            } else {
                "Bài không có kỳ nào của địa bàn đang lọc."
            };
            text(message)
                .size(size::CAPTION)
                .line_height(1.5)
                .style(ink::secondary)
        });
        let add = (!self.groups.is_empty())
            .then(|| button_icon(Icon::Plus, add_again(medium), style::ghost, Some(Message::RerunAdded)));
        column![label(heading(medium))]
            .push(self.scope_view(piece, context))
            .extend(lines)
            .push(none)
            .push(add)
            .spacing(6)
            .into()
    }

    /// The choice of localities to edit, if several share the piece.
    fn scope_view<'a>(&'a self, piece: &'a Piece, context: &'a Context) -> Option<Element<'a, Message>> {
        let plan = context.newsroom.plan();
        let mut known = BTreeSet::new();
        let slot = piece.header.airings.first().map(|airing| &airing.slot);
        let localities = piece.header.airings.iter().filter_map(|airing| airing.slot.locality());
        let localities: Vec<&str> = localities.filter(|id| known.insert(*id)).collect();
        if localities.len() < 2 {
            return None;
        }
        let name = |id: &str| plan.locality(id).map_or_else(|| id.to_owned(), Locality::full_name);
        if let Some(id) = &self.filter {
            let message = format!("Chỉ xem và sửa lần của {}, theo bộ lọc địa bàn.", name(id));
            return Some(text(message).size(size::CAPTION).line_height(1.5).style(ink::secondary).into());
        }
        let all = Scope(None, format!("Cả {} {}", localities.len(), unit(slot, plan)));
        let one = localities.into_iter().map(|id| Scope(Some(id.to_owned()), format!("Riêng {}", name(id))));
        let options: Vec<Scope> = std::iter::once(all).chain(one).collect();
        let chosen = options.iter().find(|scope| scope.0 == self.choice).cloned();
        let pick = picker(options, chosen, |Scope(locality, _)| Message::LocalityChosen(locality));
        Some(pick.width(Length::Fill).into())
    }

    fn group_view<'a>(
        &'a self,
        index: usize,
        group: &'a AiringGroup,
        piece: &'a Piece,
        medium: Option<Medium>,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let plan = context.newsroom.plan();
        let slot = group.airings.first().and_then(|&at| Some(&piece.header.airings.get(at)?.slot));
        let programme = slot.and_then(|slot| context.newsroom.settings().programme_of(slot));
        let programme = programme.as_deref();
        let hour = programme.and_then(|programme| programme.time).map(wording::clock).unwrap_or_default();
        let length =
            programme.and_then(|programme| programme.minutes).map(|n| n.to_string()).unwrap_or_default();
        let hour = if hour.is_empty() { "giờ".to_owned() } else { hour };
        let length = if length.is_empty() { "–".to_owned() } else { length };
        let lasts = !matches!(medium, Some(Medium::Press | Medium::Web | Medium::Notice | Medium::Outdoor));
        let edits = row![
            cell(&self.fields, PieceField::Date(index), "ngày", plan.year).width(104),
            cell(&self.fields, PieceField::Time(index), &hour, plan.year).width(62),
        ]
        .push(lasts.then(|| cell(&self.fields, PieceField::Minutes(index), &length, plan.year).width(46)))
        .push(lasts.then(|| text("phút").size(size::CAPTION).style(ink::secondary)))
        .push(space().width(Length::Fill))
        .push(icon_button(
            Icon::Close,
            "Xóa lần này khỏi bài",
            style::ghost,
            Some(Message::AiringRemoved(index)),
        ))
        .spacing(5)
        .align_y(Alignment::Center);
        let rerun = checkbox(group.is_rerun)
            .label(again(medium))
            .size(15)
            .text_size(size::CAPTION)
            .spacing(6)
            .style(style::check)
            .on_toggle(move |_| Message::RerunToggled(index));
        let rerun = focusable(rerun, Some(Message::RerunToggled(index)));
        let is_shared = group.airings.len() > 1;
        let is_done = !is_shared && is_out(group, piece);
        let outcome = is_done.then(|| self.outcome(index, medium, plan.year));
        let can_confirm = !is_shared && !is_done && !is_to_come(group, context);
        let facts = row![container(rerun).width(Length::Fill)]
            .push(can_confirm.then(|| confirm_button(done(medium), group)))
            .push(is_done.then(|| tag(None, done(medium).to_owned(), Mood::Ok)))
            .push(is_done.then(|| {
                let undo = Some(Message::Withdrawn(group.airings.clone()));
                icon_button(Icon::Undo, "Huỷ xác nhận", style::ghost, undo)
            }))
            .height(32)
            .spacing(4)
            .align_y(Alignment::Center);
        let localities = is_shared.then(|| localities(group, piece, medium, context));
        let name = (self.groups.len() > 1 || group.is_rerun || self.locality().is_some()).then(|| {
            let weekday = group.date.map(|date| wording::weekday(chrono::Datelike::weekday(&date)));
            text(format!(
                "{}{}",
                slot_name(group, piece, context),
                weekday.map(|day| format!(", {day}")).unwrap_or_default()
            ))
            .size(size::CAPTION)
            .font(font::MEDIUM)
        });
        column![]
            .push(name)
            .push(edits)
            .push(self.trouble(index, context))
            .push(facts)
            .push(outcome)
            .push(localities)
            .spacing(4)
            .into()
    }

    /// What is wrong with the line's day or time.
    fn trouble<'a>(&self, index: usize, context: &Context) -> Option<Element<'a, Message>> {
        let year = context.newsroom.plan().year;
        let message = if !self.fields.is_valid(PieceField::Date(index), year) {
            "Ghi ngày như 20/03/2014."
        } else if !self.fields.is_valid(PieceField::Time(index), year) {
            "Ghi giờ như 19:45."
        } else if !self.fields.is_valid(PieceField::Minutes(index), year) {
            "Ghi số phút, ví dụ 15; nhiều nhất 1440 (một ngày)."
        } else if !self.fields.is_valid(PieceField::RanOn(index), year) {
            "Ghi ngày thực hiện như 20/03/2014."
        } else if !self.fields.is_valid(PieceField::RanAt(index), year) {
            "Ghi giờ thực hiện như 19:47."
        } else if !self.fields.is_valid(PieceField::Ran(index), year) {
            "Ghi thời lượng thực như 14:52; dài nhất một ngày (1440 phút)."
        } else {
            return None;
        };
        Some(point_out(Severity::Error, message))
    }

    /// The editable fields of the as-run record.
    fn outcome(&self, index: usize, medium: Option<Medium>, year: i32) -> Element<'_, Message> {
        let real = |name, placeholder, width, hint| {
            tip(cell(&self.fields, name, placeholder, year).width(width), hint)
        };
        let ran = matches!(medium, Some(Medium::Television | Medium::Radio))
            .then(|| real(PieceField::Ran(index), "thực", 58, "Thời lượng thực phát, phút:giây"));
        row![
            real(PieceField::RanOn(index), "ngày", 104, "Ngày thực hiện"),
            real(PieceField::RanAt(index), "giờ", 62, "Giờ thực hiện"),
        ]
        .push(ran)
        .push(text("thực tế").size(size::CAPTION).style(ink::secondary))
        .spacing(5)
        .align_y(Alignment::Center)
        .into()
    }
}

/// Whether the airings of a group have an as-run record.
fn is_out(group: &AiringGroup, piece: &Piece) -> bool {
    let airing = group.airings.first().and_then(|&at| piece.header.airings.get(at));
    airing.is_some_and(|airing| airing.outcome.is_some())
}

/// All localities or one, with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Scope(Option<String>, String);

impl std::fmt::Display for Scope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.1)
    }
}

/// More places than this are only counted: the screen Địa điểm lists them.
const PLACES: usize = 24;

/// The districts or places with a check box each.
fn localities<'a>(
    group: &'a AiringGroup,
    piece: &'a Piece,
    medium: Option<Medium>,
    context: &'a Context,
) -> Element<'a, Message> {
    let is_future = is_to_come(group, context);
    let airings: Vec<(usize, &Airing)> =
        group.airings.iter().filter_map(|&index| Some((index, piece.header.airings.get(index)?))).collect();
    let confirmed = airings.iter().filter(|(_, airing)| airing.outcome.is_some()).count();
    let has_places = airings.iter().any(|(_, airing)| !airing.place.is_empty());
    let more = (airings.len() > PLACES)
        .then(|| text("Từng nơi xem ở màn hình Địa điểm.").size(size::CAPTION).style(ink::secondary));
    let checks: Vec<Element<'_, Message>> = airings
        .iter()
        .take(if airings.len() > PLACES { 0 } else { PLACES })
        .map(|&(index, airing)| {
            let is_done = airing.outcome.is_some();
            let place = context.newsroom.places().place(&airing.place).map(|place| place.name.clone());
            let name = place.unwrap_or_else(|| short_name(&airing.slot, context.newsroom.plan()));
            let check = checkbox(is_done)
                .label(name)
                .size(15)
                .text_size(size::CAPTION)
                .spacing(6)
                .width(Length::Fill)
                .style(style::check);
            let toggled = move |is_on: bool| {
                if is_on { Message::Confirmed(vec![index]) } else { Message::Withdrawn(vec![index]) }
            };
            let can_toggle = !is_future || is_done;
            let on_press = can_toggle.then(|| toggled(!is_done));
            focusable(check.on_toggle_maybe(can_toggle.then_some(toggled)), on_press)
        })
        .collect();
    let mut columns: [Vec<Element<'_, Message>>; 3] = Default::default();
    // A place's name is long.
    let across = if has_places { 1 } else { 3 };
    for (index, check) in checks.into_iter().enumerate() {
        columns[index % across].push(check);
    }
    let head =
        row![
            text(format!("{confirmed}/{} {}", airings.len(), done(medium).to_lowercase()))
                .size(size::CAPTION)
                .style(ink::secondary)
                .width(Length::Fill)
        ]
        .push((confirmed < airings.len() && !is_future).then(|| confirm_button("Xác nhận tất cả", group)))
        .push((confirmed == airings.len()).then(|| {
            button_label("Huỷ tất cả", style::ghost, Some(Message::Withdrawn(group.airings.clone())))
        }))
        .align_y(Alignment::Center);
    let columns = columns.into_iter().take(across);
    let columns = columns.map(|checks| column(checks).spacing(6).width(Length::Fill).into());
    column![head].push(more).push(row(columns).spacing(6)).spacing(4).into()
}

fn confirm_button<'a>(word: &'a str, group: &AiringGroup) -> Element<'a, Message> {
    button_icon(Icon::Check, word, style::secondary, Some(Message::Confirmed(group.airings.clone())))
}

fn is_to_come(group: &AiringGroup, context: &Context) -> bool {
    group.date.is_none_or(|date| date > context.newsroom.today())
}

fn cell<'a>(
    fields: &Fields,
    name: PieceField,
    placeholder: &str,
    year: i32,
) -> crate::ui::widget::TextField<'a, Message> {
    let is_valid = fields.is_valid(name, year);
    field(placeholder, fields.text(name))
        .font(font::FIGURES)
        .size(size::CAPTION)
        .padding([6, 8])
        .on_input(move |text| Message::Typed(name, text))
        .on_submit(Message::Submitted)
        .style(move |theme, status| {
            let mut face = style::field(theme, status);
            if !is_valid {
                face.border.color = crate::ui::theme::Tokens::of(theme).danger;
            }
            face
        })
}

/// The unit in which an activity's bodies are counted: "đài", "điểm", "địa bàn".
fn unit<'a>(slot: Option<&SlotId>, plan: &'a Plan) -> &'a str {
    slot.and_then(|slot| plan.activity(slot.activity())).map_or("địa bàn", Activity::unit)
}

/// The body of an airing as a narrow list has it: a locality without its kind.
fn short_name(slot: &SlotId, plan: &Plan) -> String {
    let locality = slot.locality().and_then(|id| plan.locality(id)).map(|locality| locality.name.clone());
    locality.or_else(|| plan.body_name(slot)).unwrap_or_else(|| slot.to_string())
}

/// "kỳ 2 tháng 3", "tuần 12, quận Ninh Kiều", "tuần 12, 9 đài"
fn slot_name(group: &AiringGroup, piece: &Piece, context: &Context) -> String {
    let plan = context.newsroom.plan();
    let first = group.airings.first().and_then(|&index| piece.header.airings.get(index));
    let slot = first.map(|airing| &airing.slot);
    let place = first.and_then(|airing| context.newsroom.places().place(&airing.place));
    let mut name =
        slot.and_then(crate::plan::SlotId::period).map(crate::plan::Period::label).unwrap_or_default();
    if group.airings.len() > 1 && place.is_some() {
        name = format!("{name}, {} nơi", group.airings.len());
    } else if let Some(place) = place {
        name = format!("{name}, {}", place.name);
    } else if group.airings.len() > 1 {
        name = format!("{name}, {} {}", group.airings.len(), unit(slot, plan));
    } else if let Some(body) = slot.and_then(|slot| plan.body_name(slot)) {
        name = format!("{name}, {body}");
    }
    capital(&name)
}

/// The past participle of "air" for this medium.
pub(super) fn done(medium: Option<Medium>) -> &'static str {
    match medium {
        Some(Medium::Television | Medium::Radio) => "Đã phát",
        Some(Medium::Press | Medium::Web) => "Đã đăng",
        Some(Medium::Stage) => "Đã diễn",
        Some(Medium::Outdoor | Medium::Notice) => "Đã treo",
        _ => "Đã làm",
    }
}

fn again(medium: Option<Medium>) -> &'static str {
    match medium {
        Some(Medium::Television | Medium::Radio) => "Phát lại",
        Some(Medium::Press | Medium::Web) => "Đăng lại",
        Some(Medium::Stage) => "Diễn lại",
        Some(Medium::Outdoor | Medium::Notice) => "Treo lại",
        _ => "Tổ chức lại",
    }
}

fn add_again(medium: Option<Medium>) -> &'static str {
    match medium {
        Some(Medium::Television | Medium::Radio) => "Thêm lần phát lại",
        Some(Medium::Press | Medium::Web) => "Thêm lần đăng lại",
        Some(Medium::Stage) => "Thêm buổi diễn lại",
        Some(Medium::Outdoor | Medium::Notice) => "Thêm lần treo lại",
        _ => "Thêm lần tổ chức lại",
    }
}

fn heading(medium: Option<Medium>) -> &'static str {
    match medium {
        Some(Medium::Television | Medium::Radio) => "Phát sóng",
        Some(Medium::Press | Medium::Web) => "Đăng",
        Some(Medium::Stage) => "Diễn",
        Some(Medium::Outdoor | Medium::Notice) => "Treo",
        _ => "Thực hiện",
    }
}
