//! The form for an answer to a step: who, for which agency, when, on which paper.

use std::fmt;

use chrono::NaiveDate;
use iced::widget::container;
use iced::{Alignment, Length};

use crate::calendar::wording;
use crate::piece::{Approval, Piece};
use crate::plan::Plan;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button_icon, button_label, column, field, icon_button, label, picker, row};
use crate::ui::{Context, Element, Icon};

use super::Message;

/// An answer being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    pub step: String,
    by: String,
    agency: String,
    date: String,
    number: String,
    note: String,
    evidence: String,
    fault: Option<&'static str>,
}

/// A field of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormField {
    By,
    Date,
    Number,
    /// The remark, or the reason for a return.
    Note,
    Evidence,
}

/// An agency to choose, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyChoice {
    /// Empty for none.
    pub id: String,
    name: String,
}

impl fmt::Display for AgencyChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Form {
    /// Prefilled for a step: the person at this machine, the step's agency, today.
    pub fn new(step: &str, piece: &Piece, context: &Context) -> Self {
        let identity = &context.identity;
        let (plan, settings) = (context.newsroom.plan(), context.newsroom.settings());
        let known = piece.header.approval_steps(plan, settings).find(|known| known.id == step);
        let of_step = known.and_then(|known| known.agency_id(plan));
        let agency = of_step.or(identity.agency.as_deref());
        Self {
            step: step.to_owned(),
            by: identity.name.clone(),
            agency: agency.unwrap_or_default().to_owned(),
            date: wording::date(context.newsroom.today()),
            number: String::new(),
            note: String::new(),
            evidence: String::new(),
            fault: None,
        }
    }

    pub fn set(&mut self, field: FormField, text: String) {
        *match field {
            FormField::By => &mut self.by,
            FormField::Date => &mut self.date,
            FormField::Number => &mut self.number,
            FormField::Note => &mut self.note,
            FormField::Evidence => &mut self.evidence,
        } = text;
        self.fault = None;
    }

    pub fn choose_agency(&mut self, id: String) {
        self.agency = id;
    }

    /// The answer, unless a field is wrong: then the form says which.
    pub fn answer(&mut self, is_agreed: bool, plan: &Plan, today: NaiveDate) -> Option<Approval> {
        let trimmed = |text: &str| text.trim().to_owned();
        let date = wording::parse_date(self.date.trim(), plan.year);
        self.fault = if self.by.trim().is_empty() {
            Some("Ghi họ tên người cho ý kiến.")
        } else if !is_agreed && self.note.trim().is_empty() {
            Some("Ghi lý do trả lại để người viết biết phải sửa gì.")
        } else if date.is_none() {
            Some("Ngày ghi như 18/3/2014.")
        } else if date.is_some_and(|date| date > today) {
            Some("Ngày cho ý kiến chưa tới.")
        } else {
            None
        };
        let date = date.filter(|_| self.fault.is_none())?;
        let note = trimmed(&self.note);
        let (returned, note) = if is_agreed { (None, note) } else { (Some(note), String::new()) };
        Some(Approval {
            step: self.step.clone(),
            date,
            returned,
            by: trimmed(&self.by),
            agency: self.agency.clone(),
            number: trimmed(&self.number),
            note,
            evidence: trimmed(&self.evidence),
            ..Approval::default()
        })
    }

    /// The file that proves the answer: shown, changed, taken off; none until one is chosen.
    fn evidence(&self, context: &Context) -> Option<Element<'_, Message>> {
        (!self.evidence.is_empty()).then(|| {
            let off = icon_button(Icon::Close, "Bỏ tệp này", style::ghost, Some(Message::EvidenceRemoved));
            let file = container(super::evidence(&self.evidence, context)).width(Length::Fill);
            row![file, off, choose("Đổi")].spacing(4).align_y(Alignment::Center).into()
        })
    }

    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let cell = |name, placeholder, value: &str, which| {
            column![
                label(name),
                field(placeholder, value)
                    .size(size::CAPTION)
                    .padding([6, 8])
                    .on_input(move |text| Message::Typed(which, text))
            ]
            .spacing(2)
            .width(Length::Fill)
        };
        let none = AgencyChoice { id: String::new(), name: "Không ghi".to_owned() };
        let agencies = context.newsroom.plan().agencies.iter();
        let agencies: Vec<AgencyChoice> = std::iter::once(none)
            .chain(agencies.map(|one| AgencyChoice { id: one.id.clone(), name: one.short.clone() }))
            .collect();
        let chosen = agencies.iter().find(|choice| choice.id == self.agency).cloned();
        let agency = column![
            label("Cơ quan"),
            picker(agencies, chosen, |choice: AgencyChoice| Message::AgencyChosen(choice.id))
                .width(Length::Fill)
                .small()
        ]
        .spacing(2)
        .width(Length::Fill);
        let fault = self
            .fault
            .map(|fault| iced::widget::text(fault).size(size::CAPTION).line_height(1.5).style(ink::danger));
        let acts = row![
            button_label("Đồng ý", style::primary, Some(Message::Answered { is_agreed: true })),
            button_label("Trả lại", style::secondary, Some(Message::Answered { is_agreed: false })),
            button_label("Thôi", style::ghost, Some(Message::Closed)),
        ]
        .push(self.evidence.is_empty().then(|| choose("Chọn tệp minh chứng")))
        .spacing(6)
        .wrap()
        .vertical_spacing(6);
        let form = column![
            row![cell("Người cho ý kiến", "Họ tên", &self.by, FormField::By), agency].spacing(8),
            row![
                cell("Ngày", "18/3/2014", &self.date, FormField::Date),
                cell("Số văn bản", "nếu có", &self.number, FormField::Number),
            ]
            .spacing(8),
            cell("Ý kiến, lý do trả lại", "", &self.note, FormField::Note),
        ]
        .push(self.evidence(context))
        .push(fault)
        .push(acts)
        .spacing(8);
        container(form).padding([10, 12]).width(Length::Fill).style(style::sunken).into()
    }
}

fn choose(words: &str) -> Element<'_, Message> {
    button_icon(Icon::OpenFolder, words, style::secondary, Some(Message::EvidenceAsked))
}
