//! The preview of a pasted list: what each row becomes, before anything changes.

use iced::widget::{container, space, text};
use iced::{Alignment, Length};

use super::theme::style::{self, Mood, ink};
use super::theme::{metric, size};
use super::widget::{
    button, button_label, caption, clamp, column, divider, list_in_view, row, rows_in_view, section_title,
    tag, tip,
};
use super::{Element, font};
use crate::calendar::wording;
use crate::pasted::{Fate, Missed};

/// Logical pixels.
const WIDTH: f32 = 860.0;
pub const HEIGHT: f32 = 440.0;
const ROW: f32 = 38.0;

/// What a list would do.
pub struct Pasted<'a, Message> {
    pub title: &'a str,
    /// What is counted: "đơn vị".
    pub noun: &'a str,
    /// Of each row that was understood.
    pub fates: Vec<&'a Fate>,
    pub missed: &'a [Missed],
    /// The visible part: offset, height.
    pub view: (f32, f32),
    pub on_scroll: fn(f32, f32) -> Message,
    pub taken: Message,
    pub dismissed: Message,
}

/// The dialog; `line` draws the row of a fate.
pub fn preview<'a, Message: Clone + 'a>(
    pasted: Pasted<'a, Message>,
    line: impl Fn(usize) -> Option<Element<'a, Message>>,
) -> Element<'a, Message> {
    let Pasted { title, noun, fates, missed, view, on_scroll, taken, dismissed } = pasted;
    let count = |is: fn(&Fate) -> bool| fates.iter().filter(|fate| is(fate)).count();
    let new = count(|fate| *fate == Fate::New);
    let same = count(|fate| *fate == Fate::Same);
    let changed = fates.len() - new - same;
    let sums = [(new, "mới"), (changed, "đổi"), (same, "đã có")];
    let sums = sums.into_iter().filter(|(count, _)| *count > 0);
    let mut sums: Vec<String> =
        sums.map(|(count, what)| wording::counted(count, &format!("{noun} {what}"))).collect();
    if !missed.is_empty() {
        sums.push(wording::counted(missed.len(), "dòng chưa hiểu, để lại"));
    }
    // What was not understood comes first: it is what the user must mend.
    let rows = rows_in_view(view, ROW, missed.len() + fates.len(), |shown| {
        shown.filter_map(|at| match missed.get(at) {
            Some(missed) => Some(missed_row(missed)),
            None => line(at - missed.len()),
        })
    });
    let list = list_in_view(rows, on_scroll).height(HEIGHT);
    let count = new + changed;
    let take = text(format!("Nhận {}", wording::counted(count, "dòng"))).size(size::DENSE).font(font::MEDIUM);
    let take = button(container(take).center_y(Length::Fill))
        .padding([0, 12])
        .height(metric::CONTROL)
        .style(style::primary)
        .on_press_maybe((count > 0).then_some(taken));
    column![
        section_title(title),
        caption(if sums.is_empty() { format!("Không thấy {noun} nào.") } else { sums.join(" · ") }),
        divider(),
        list,
        divider(),
        row![space().width(Length::Fill), button_label("Thôi", style::ghost, Some(dismissed)), take]
            .spacing(8),
    ]
    .spacing(10)
    .width(WIDTH)
    .into()
}

/// A row that was understood: its number, its cells, and what it does.
pub fn line<'a, Message: 'a>(
    number: usize,
    cells: impl IntoIterator<Item = Element<'a, Message>>,
    fate: &Fate,
) -> Element<'a, Message> {
    let (word, mood) = match fate {
        Fate::New => ("Mới".to_owned(), Mood::Ok),
        Fate::Changed(fields) => (format!("Đổi: {}", fields.join(", ")), Mood::Warn),
        Fate::Same => ("Đã có".to_owned(), Mood::Neutral),
    };
    let content = row![self::number(number)]
        .extend(cells)
        .push(tag(None, word, mood))
        .spacing(8)
        .align_y(Alignment::Center);
    container(content).padding([0, 8]).center_y(ROW).into()
}

/// A cell of secondary text.
pub fn cell<'a, Message: 'a>(content: String, width: Length) -> Element<'a, Message> {
    container(clamp(content, 1).size(size::DENSE, 20.0).style(ink::secondary)).width(width).into()
}

/// The cell that names what the row is about.
pub fn name<'a, Message: 'a>(content: String, width: Length) -> Element<'a, Message> {
    container(clamp(content, 1).size(size::DENSE, 20.0)).width(width).into()
}

fn number<'a, Message: 'a>(row: usize) -> Element<'a, Message> {
    text(row).size(size::CAPTION).font(font::FIGURES).style(ink::tertiary).width(36).into()
}

fn missed_row<'a, Message: 'a>(missed: &'a Missed) -> Element<'a, Message> {
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
