//! What is sent to places: which piece, how many copies, from when to when; of a skit the nights.

use iced::widget::{space, text};
use iced::{Alignment, Length};

use super::pane::Choice;
use crate::calendar::wording;
use crate::ledger::lasts;
use crate::newsroom::{Distribution, Newsroom};
use crate::piece::{PieceId, Status};
use crate::place::{Fitness, PlaceKind};
use crate::plan::Medium;
use crate::ui::screen::typed::count;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_label, caption, column, divider, field, label, picker, row, section_title};
use crate::ui::{Context, Element};

/// Logical pixels.
const WIDTH: f32 = 460.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Copies,
    Date,
    Until,
    Time,
    Every,
    Troupe,
}

#[derive(Debug, Clone)]
pub enum Message {
    PieceChosen(PieceId),
    KindChosen(PlaceKind),
    Typed(Field, String),
}

#[derive(Debug)]
pub(super) struct Sheet {
    piece: PieceId,
    medium: Medium,
    /// Those that were ticked; else all fit ones of a kind.
    ticked: Vec<String>,
    kind: PlaceKind,
    copies: String,
    date: String,
    until: String,
    time: String,
    every: String,
    troupe: String,
}

/// The pieces that hang or are played, those not yet out first.
pub(super) fn pieces(newsroom: &Newsroom) -> Vec<(PieceId, String, Medium)> {
    let plan = newsroom.plan();
    let sent = |medium: Medium| lasts(medium) || medium == Medium::Stage;
    let all = newsroom.pieces().filter(|piece| piece.header.status != Status::Dropped);
    let all = all.filter_map(|piece| {
        let medium = plan.activity(&piece.header.activity)?.medium;
        sent(medium).then(|| (piece.header.id.clone(), piece.header.title.clone(), medium))
    });
    all.collect()
}

/// Where a piece of this medium usually goes.
fn kind_of(medium: Medium) -> PlaceKind {
    match medium {
        Medium::Notice => PlaceKind::NoticeHouse,
        Medium::Stage => PlaceKind::Stage,
        Medium::Web => PlaceKind::Website,
        _ => PlaceKind::Billboard,
    }
}

impl Sheet {
    /// None when there is no piece to send.
    pub fn new(ticked: Vec<String>, piece: Option<&PieceId>, context: &Context) -> Option<Self> {
        let pieces = pieces(&context.newsroom);
        let chosen = pieces.iter().find(|(id, ..)| Some(id) == piece).or_else(|| pieces.first())?;
        Some(Self {
            piece: chosen.0.clone(),
            medium: chosen.2,
            ticked,
            kind: kind_of(chosen.2),
            copies: if chosen.2 == Medium::Stage { String::new() } else { "1".to_owned() },
            date: wording::date(context.newsroom.today()),
            until: String::new(),
            time: String::new(),
            every: "7".to_owned(),
            troupe: String::new(),
        })
    }

    pub fn update(&mut self, message: Message, context: &Context) {
        match message {
            Message::PieceChosen(id) => {
                let found = pieces(&context.newsroom).into_iter().find(|(known, ..)| *known == id);
                let Some((id, _, medium)) = found else { return };
                if medium != self.medium {
                    self.kind = kind_of(medium);
                }
                (self.piece, self.medium) = (id, medium);
            }
            Message::KindChosen(kind) => self.kind = kind,
            Message::Typed(field, text) => *self.text(field) = text,
        }
    }

    fn text(&mut self, field: Field) -> &mut String {
        match field {
            Field::Copies => &mut self.copies,
            Field::Date => &mut self.date,
            Field::Until => &mut self.until,
            Field::Time => &mut self.time,
            Field::Every => &mut self.every,
            Field::Troupe => &mut self.troupe,
        }
    }

    fn places(&self, context: &Context) -> Vec<String> {
        if !self.ticked.is_empty() {
            return self.ticked.clone();
        }
        let today = context.newsroom.today();
        let places = context.newsroom.places().places.iter();
        let fit = places.filter(|place| {
            place.kind == self.kind && place.exists_on(today) && place.fitness != Fitness::Unfit
        });
        fit.map(|place| place.id.clone()).collect()
    }

    fn fault(&self, context: &Context) -> Option<&'static str> {
        let year = context.newsroom.plan().year;
        let is_day = |text: &str| text.trim().is_empty() || wording::parse_date(text, year).is_some();
        let is_stage = self.medium == Medium::Stage;
        if !is_day(&self.date) || !is_day(&self.until) {
            Some("Ghi ngày như 20/03/2014, hoặc để trống.")
        } else if !self.time.trim().is_empty() && wording::parse_time(&self.time).is_none() {
            Some("Ghi giờ như 19:30, hoặc để trống.")
        } else if !is_stage && !self.copies.trim().is_empty() && count(self.copies.trim()).is_none() {
            Some("Số bản ở mỗi nơi là số từ 1 đến 1000, hoặc để trống.")
        } else if is_stage && self.every.trim().parse::<u32>().is_err() {
            Some("Ghi số ngày giữa hai buổi, ví dụ 1 hoặc 7; 0 là cùng một ngày.")
        } else if self.places(context).is_empty() {
            Some(
                "Chưa có nơi nào đủ điều kiện thuộc loại này. Chọn loại khác, hoặc đánh dấu nơi trong danh mục.",
            )
        } else {
            None
        }
    }

    /// What is to be done, once all is filled in.
    pub fn wish(&self, context: &Context) -> Option<(PieceId, Distribution)> {
        if self.fault(context).is_some() {
            return None;
        }
        let year = context.newsroom.plan().year;
        let is_stage = self.medium == Medium::Stage;
        let wish = Distribution {
            places: self.places(context),
            copies: count(self.copies.trim()).filter(|_| !is_stage),
            date: wording::parse_date(&self.date, year),
            until: wording::parse_date(&self.until, year).filter(|_| !is_stage),
            time: wording::parse_time(&self.time).filter(|_| is_stage),
            every: if is_stage { self.every.trim().parse().unwrap_or(0) } else { 0 },
            troupe: if is_stage { self.troupe.trim().to_owned() } else { String::new() },
        };
        Some((self.piece.clone(), wish))
    }

    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, super::Message> {
        let fault = self.fault(context);
        let sent = fault.is_none().then_some(super::Message::Sent);
        let form = self.form(context).map(super::Message::Sheet);
        let hint = fault.map(|fault| text(fault).size(size::CAPTION).style(ink::danger));
        column![section_title("Gửi bài tới địa điểm"), form]
            .push(hint)
            .push(divider())
            .push(
                row![
                    space().width(Length::Fill),
                    button_label("Thôi", style::ghost, Some(super::Message::Dismissed)),
                    button_label("Lập danh sách", style::primary, sent),
                ]
                .spacing(8),
            )
            .spacing(10)
            .width(WIDTH)
            .into()
    }

    fn form<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let pieces: Vec<Choice<PieceId>> =
            pieces(&context.newsroom).into_iter().map(|(id, title, _)| Choice::new(id, &title)).collect();
        let piece = pieces.iter().find(|choice| choice.value == self.piece).cloned();
        let kinds: Vec<Choice<PlaceKind>> = context
            .newsroom
            .places()
            .kinds()
            .into_iter()
            .map(|kind| Choice::new(kind.clone(), kind.name()))
            .collect();
        let kind = kinds.iter().find(|choice| choice.value == self.kind).cloned();
        let places = self.places(context);
        let register = context.newsroom.places().by_id();
        let localities: std::collections::BTreeSet<&str> =
            places.iter().filter_map(|id| Some(register.get(id.as_str())?.locality.as_str())).collect();
        let count = format!(
            "{} ở {}",
            wording::counted(places.len(), "nơi"),
            wording::counted(localities.iter().filter(|id| !id.is_empty()).count(), "địa bàn")
        );
        let of_kind = self
            .ticked
            .is_empty()
            .then(|| picker(kinds, kind, |choice| Message::KindChosen(choice.value)).width(Length::Fill));
        let where_to = row![].push(of_kind).push(caption(if self.ticked.is_empty() {
            format!("mọi nơi không vướng điều kiện: {count}")
        } else {
            format!("Các nơi đã đánh dấu: {count}")
        }));
        let input = |name: &'static str, hint: &str, value: &str, of: Field| {
            column![label(name), field(hint, value).on_input(move |text| Message::Typed(of, text))]
                .spacing(4)
                .width(Length::Fill)
        };
        let rest: Element<'a, Message> = if self.medium == Medium::Stage {
            column![
                row![
                    input("Buổi đầu ngày", "ngày", &self.date, Field::Date),
                    input("Giờ", "theo Thiết lập", &self.time, Field::Time),
                    input("Cách nhau mấy ngày", "7", &self.every, Field::Every),
                ]
                .spacing(8),
                input("Đoàn diễn", "Tên đoàn, đội", &self.troupe, Field::Troupe),
                caption("Trung tâm thành phố diễn trước, rồi lần lượt các quận, huyện; sửa từng buổi sau."),
            ]
            .spacing(10)
            .into()
        } else {
            row![
                input("Số bản mỗi nơi", "1", &self.copies, Field::Copies),
                input("Treo từ ngày", "ngày", &self.date, Field::Date),
                input("Đến hết ngày", "không hạn", &self.until, Field::Until),
            ]
            .spacing(8)
            .into()
        };
        column![
            label("Bài"),
            picker(pieces, piece, |choice| Message::PieceChosen(choice.value)).width(Length::Fill),
            label("Nơi"),
            where_to.spacing(8).align_y(Alignment::Center),
            rest,
        ]
        .spacing(6)
        .into()
    }
}
