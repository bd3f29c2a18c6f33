//! The preview of a pasted list: what each row becomes, before anything changes.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::Message;
use super::listed::ROW;
use crate::calendar::wording;
use crate::pasted::{Fate, Missed};
use crate::plan::{Plan, UnitList, UnitRow};
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{metric, size};
use crate::ui::widget::{
    button, button_label, caption, clamp, column, divider, row, scroll, section_title, tag, tip,
    window_of_rows,
};
use crate::ui::{Element, font};

/// Logical pixels.
const WIDTH: f32 = 860.0;
const HEIGHT: f32 = 440.0;

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
        let count = |is: fn(&Fate) -> bool| self.list.rows.iter().filter(|row| is(&row.fate)).count();
        let new = count(|fate| *fate == Fate::New);
        let same = count(|fate| *fate == Fate::Same);
        let changed = self.list.rows.len() - new - same;
        let sums = [(new, "đơn vị mới"), (changed, "đơn vị đổi"), (same, "đơn vị đã có")];
        let mut sums: Vec<String> = sums
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| wording::counted(count, what))
            .collect();
        if !self.list.missed.is_empty() {
            sums.push(wording::counted(self.list.missed.len(), "dòng chưa hiểu, để lại"));
        }
        // What was not understood comes first: it is what the user must mend.
        let missed = self.list.missed.len();
        let (shown, above, below) = window_of_rows(self.view, ROW, missed + self.list.rows.len());
        let rows = shown.filter_map(|at| match self.list.missed.get(at) {
            Some(missed) => Some(missed_row(missed)),
            None => self.list.rows.get(at - missed).map(unit_row),
        });
        let rows = column![space().height(above)].extend(rows).push(space().height(below));
        let list = scroll(container(rows).padding([0, 8]))
            .on_scroll(|viewport| {
                Message::PreviewScrolled(viewport.absolute_offset().y, viewport.bounds().height)
            })
            .height(HEIGHT)
            .width(Length::Fill);
        let taken = new + changed;
        let take =
            text(format!("Nhận {}", wording::counted(taken, "dòng"))).size(size::DENSE).font(font::MEDIUM);
        let take = button(container(take).center_y(Length::Fill))
            .padding([0, 12])
            .height(metric::CONTROL)
            .style(style::primary)
            .on_press_maybe((taken > 0).then_some(Message::PasteTaken));
        column![
            section_title("Dán danh sách địa bàn"),
            caption(if sums.is_empty() {
                "Không thấy đơn vị nào.".to_owned()
            } else {
                sums.join(" · ")
            }),
            divider(),
            list,
            divider(),
            row![
                space().width(Length::Fill),
                button_label("Thôi", style::ghost, Some(Message::Dismissed)),
                take,
            ]
            .spacing(8),
        ]
        .spacing(10)
        .width(WIDTH)
        .into()
    }
}

fn number<'a>(row: usize) -> Element<'a, Message> {
    text(row).size(size::CAPTION).font(font::FIGURES).style(ink::tertiary).width(36).into()
}

fn missed_row(missed: &Missed) -> Element<'_, Message> {
    let words = column![
        clamp(missed.text.as_str(), 1).size(size::DENSE, 18.0),
        clamp(missed.reason.as_str(), 1).size(size::CAPTION, 16.0).style(ink::danger),
    ];
    let content = row![
        number(missed.row),
        container(tip(words, missed.reason.as_str())).width(Length::Fill),
        tag(None, "Chưa hiểu", Mood::Danger),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    container(content).padding([0, 8]).center_y(ROW).into()
}

fn unit_row(line: &UnitRow) -> Element<'_, Message> {
    let unit = &line.unit;
    let (word, mood) = match &line.fate {
        Fate::New => ("Mới".to_owned(), Mood::Ok),
        Fate::Changed(fields) => (format!("Đổi: {}", fields.join(", ")), Mood::Warn),
        Fate::Same => ("Đã có".to_owned(), Mood::Neutral),
    };
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, wording::date);
    let dates = match (unit.valid_from, unit.valid_to) {
        (None, None) => String::new(),
        (Some(from), None) => format!("từ {}", day(Some(from))),
        (from, to) => format!("{} – {}", day(from), day(to)),
    };
    let cell = |content: String, width: Length| {
        container(clamp(content, 1).size(size::DENSE, 20.0).style(ink::secondary)).width(width)
    };
    let content = row![
        number(line.row),
        container(clamp(unit.full_name(), 1).size(size::DENSE, 20.0)).width(Length::FillPortion(3)),
        cell(dates, Length::FillPortion(3)),
        cell(unit.contact.clone(), Length::FillPortion(2)),
        tag(None, word, mood),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    container(content).padding([0, 8]).center_y(ROW).into()
}
