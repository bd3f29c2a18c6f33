//! Working days to answer a case by its source, and the fields of procedures.

use std::fmt;

use iced::widget::{container, text};
use iced::{Alignment, Length};

use crate::plan::{CaseField, CaseSettings, CaseSource, Deadline, slug};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style;
use crate::ui::widget::{
    button_icon, caption, card, column, field, icon_button, label, picker, row, section_title,
};

/// The longest time to answer that can be chosen, working days.
const LONGEST: u32 = 60;

#[derive(Debug, Clone)]
pub enum CaseMessage {
    DaysChosen(CaseSource, Days),
    FieldNamed(usize, String),
    FieldAdded,
    FieldRemoved(usize),
}

/// A number of working days to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days(u32);

impl fmt::Display for Days {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} ngày làm việc", self.0)
    }
}

impl CaseMessage {
    /// The index of the field typed in.
    pub fn typed(&self) -> Option<usize> {
        match self {
            Self::FieldNamed(at, _) => Some(*at),
            _ => None,
        }
    }

    pub fn apply(self, cases: &mut CaseSettings) {
        match self {
            Self::DaysChosen(source, Days(days)) => {
                cases.deadlines.retain(|deadline| deadline.source != source);
                if cases.days(source) != days {
                    cases.deadlines.push(Deadline { source, days });
                }
            }
            Self::FieldNamed(at, name) => {
                let fields = own_fields(cases);
                if let Some(field) = fields.get_mut(at) {
                    field.name = name;
                }
            }
            Self::FieldAdded => {
                let fields = own_fields(cases);
                let name = format!("Lĩnh vực {}", fields.len() + 1);
                let mut id = slug(&name);
                while fields.iter().any(|field| field.id == id) {
                    id.push('a');
                }
                fields.push(CaseField { id, name });
            }
            Self::FieldRemoved(at) => {
                let fields = own_fields(cases);
                if at < fields.len() && fields.len() > 1 {
                    drop(fields.remove(at));
                }
            }
        }
    }
}

/// The office's own fields; before the first change they are those that the plan names.
fn own_fields(cases: &mut CaseSettings) -> &mut Vec<CaseField> {
    if cases.fields.is_empty() {
        let usual = cases.fields().into_iter();
        cases.fields =
            usual.map(|(id, name)| CaseField { id: id.to_owned(), name: name.to_owned() }).collect();
    }
    &mut cases.fields
}

pub fn view(cases: &CaseSettings) -> Element<'_, CaseMessage> {
    let days: Vec<Days> = (1..=LONGEST).map(Days).collect();
    let sources = CaseSource::ALL.into_iter().map(|source| {
        row![
            container(text(source.name()).size(size::DENSE)).width(180),
            picker(days.clone(), Some(Days(cases.days(source))), move |days| CaseMessage::DaysChosen(
                source, days
            ))
            .width(180),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    });
    let fields = cases.fields().into_iter().enumerate().map(|(at, (_, name))| {
        row![
            field("Tên lĩnh vực", name)
                .on_input(move |name| CaseMessage::FieldNamed(at, name))
                .width(Length::Fill),
            icon_button(Icon::Close, "Bỏ lĩnh vực này", style::ghost, Some(CaseMessage::FieldRemoved(at))),
        ]
        .spacing(8)
        .align_y(Alignment::Center)
        .into()
    });
    let left = column![label("Hạn trả lời, tính theo lịch làm việc")].extend(sources).spacing(6);
    let add = button_icon(Icon::Plus, "Thêm lĩnh vực", style::secondary, Some(CaseMessage::FieldAdded));
    let right = column![label("Lĩnh vực")].extend(fields).push(row![add]).spacing(6);
    card(
        column![
            section_title("Ý kiến, kiến nghị"),
            caption("Kế hoạch chỉ yêu cầu xử lý kịp thời; số ngày do đơn vị đặt. Lời hứa có ngày thì theo ngày đã hứa."),
            row![container(left).width(Length::Fill), container(right).width(Length::Fill)].spacing(24),
        ]
        .spacing(10),
    )
}
