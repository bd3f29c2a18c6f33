//! The preview of a pasted list of units: what each row becomes, before anything changes.

use iced::Length;

use super::Message;
use crate::calendar::wording;
use crate::plan::{Plan, UnitList, UnitRow};
use crate::ui::Element;
use crate::ui::paste::{self, HEIGHT, Pasted};

#[derive(Debug)]
pub(super) struct Preview {
    text: String,
    list: UnitList,
    /// The visible part: offset, height.
    pub view: (f32, f32),
}

impl Preview {
    pub fn new(text: String, plan: &Plan) -> Self {
        let list = plan.read_units(&text);
        Self { text, list, view: (0.0, HEIGHT) }
    }

    /// Compares the list with a plan that changed meanwhile.
    pub fn read_again(&mut self, plan: &Plan) {
        self.list = plan.read_units(&self.text);
    }

    pub fn list(&self) -> &UnitList {
        &self.list
    }

    pub fn view(&self) -> Element<'_, Message> {
        let pasted = Pasted {
            title: "Dán danh sách địa bàn",
            noun: "đơn vị",
            fates: self.list.rows.iter().map(|row| &row.fate).collect(),
            missed: &self.list.missed,
            view: self.view,
            on_scroll: Message::PreviewScrolled,
            taken: Message::PasteTaken,
            dismissed: Message::Dismissed,
        };
        paste::preview(pasted, |at| self.list.rows.get(at).map(unit_row))
    }
}

fn unit_row(line: &UnitRow) -> Element<'_, Message> {
    let unit = &line.unit;
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, wording::date);
    let dates = match (unit.valid_from, unit.valid_to) {
        (None, None) => String::new(),
        (Some(from), None) => format!("từ {}", day(Some(from))),
        (from, to) => format!("{} – {}", day(from), day(to)),
    };
    let cells = [
        paste::name(unit.full_name(), Length::FillPortion(3)),
        paste::cell(dates, Length::FillPortion(3)),
        paste::cell(unit.contact.clone(), Length::FillPortion(2)),
    ];
    paste::line(line.row, cells, &line.fate)
}
