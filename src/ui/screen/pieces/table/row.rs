//! The row being edited: an editor for each of its fields.

use iced::keyboard::{Key, key::Named};
use iced::widget::text_editor::{Binding, KeyPress, Status};
use iced::widget::{container, space, text, text_editor};
use iced::{Alignment, Length};

use super::cell::{number, times};
use super::misspelled::{self, Misspelled};
use super::window::{PICTURE, SPEECH, TIME};
use super::{Editors, Message, Table, field_id, is_single_line};
use crate::piece::av::{Label, Row, RowTime};
use crate::piece::{Format, Tone};
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{button, column, icon_button, icon_label, row, still};
use crate::ui::{Context, Element, names};

/// Width of the labels before small fields, logical pixels.
const LABEL: f32 = 70.0;
const SHORT_LABEL: f32 = 34.0;

pub fn view<'a>(
    table: &'a Table,
    editors: &'a Editors,
    current: &'a Row,
    time: Option<&'a RowTime>,
    context: &'a Context,
    comments: usize,
) -> Element<'a, Message> {
    let small = |label: &'a str, width: f32, field: Label, hint: &'a str| {
        row![
            text(label).size(size::CAPTION).style(ink::secondary).width(width).wrapping(text::Wrapping::None),
            editor(editors, field, hint, size::DENSE),
        ]
        .spacing(6)
        .align_y(Alignment::Center)
    };
    let picture = (table.format == Format::Av).then(|| {
        column![
            editor(editors, Label::Picture, "Cảnh quay, cỡ cảnh…", size::DENSE),
            small("Mục", SHORT_LABEL, Label::Name, "Tên trong bố cục"),
            small("Chữ", SHORT_LABEL, Label::Caption, "Chữ trên màn hình"),
        ]
        .spacing(6)
        .width(Length::FillPortion(PICTURE))
    });
    let name = (table.format == Format::Radio).then(|| small("Mục", LABEL, Label::Name, "Tên trong bố cục"));
    let speech = column![editor(editors, Label::Speech, "Lời đọc, lời dẫn, phỏng vấn…", size::BODY)]
        .push(name)
        .push(voice(table, editors, context))
        .push(small("Tiếng động", LABEL, Label::Sound, "Nhạc, tiếng nền"))
        .push(small("Ghi chú", LABEL, Label::Note, "Cho đồng nghiệp"))
        .push(tones(current))
        .spacing(6)
        .width(Length::FillPortion(SPEECH));
    let length = column![
        text("Thời lượng").size(11).style(ink::secondary).wrapping(text::Wrapping::None),
        editor(editors, Label::Duration, "tự tính", size::DENSE),
        times(time),
        acts(table),
    ]
    .spacing(4)
    .width(TIME)
    .align_x(Alignment::End);
    row![number(table.chosen.unwrap_or_default(), current, true, true, comments)]
        .push(picture)
        .push(speech)
        .push(length)
        .spacing(12)
        .into()
}

/// Who speaks, completed while typing with people, voices and who speaks elsewhere in the script.
fn voice<'a>(table: &'a Table, editors: &'a Editors, context: &'a Context) -> Element<'a, Message> {
    let typed = editors.get(Label::Voice).map(text_editor::Content::text).unwrap_or_default();
    let field = editor(editors, Label::Voice, "Ai nói: tốc độ đọc lấy theo người này", size::DENSE);
    row![
        text("Giọng").size(size::CAPTION).style(ink::secondary).width(LABEL).wrapping(text::Wrapping::None),
        names::with(field, typed.trim_end(), move || table.voices(), context, Message::VoiceChosen),
    ]
    .spacing(6)
    .align_y(Alignment::Center)
    .into()
}

/// The row's tones: praise, critique, a model official.
fn tones(current: &Row) -> Element<'_, Message> {
    let tones = [Tone::Praise, Tone::Critique, Tone::ModelOfficial].map(|tone| {
        let mark = match tone {
            Tone::Critique => Icon::ThumbDown,
            Tone::ModelOfficial => Icon::Star,
            _ => Icon::ThumbUp,
        };
        button(container(icon_label(mark, tone.name())).center_y(Length::Fill))
            .height(28)
            .padding([0, 6])
            .style(style::segment(current.tones.contains(&tone)))
            .on_press(Message::ToneToggled(tone))
            .into()
    });
    row(tones).spacing(2).wrap().into()
}

/// The actions for the row.
fn acts(table: &Table) -> Element<'_, Message> {
    let chosen = table.chosen.unwrap_or_default();
    let can_rise = chosen > 0;
    let can_sink = chosen + 1 < table.script.rows.len();
    let shift = |can: bool, is_up: bool| can.then_some(Message::Shifted { is_up });
    column![
        row![
            icon_button(Icon::ArrowUp, "Đưa lên (Alt ↑)", style::ghost, shift(can_rise, true)),
            icon_button(Icon::ArrowDown, "Đưa xuống (Alt ↓)", style::ghost, shift(can_sink, false)),
        ],
        row![
            icon_button(
                Icon::Plus,
                "Thêm mục ngay dưới; Ctrl Enter giữa lời: tách mục",
                style::ghost,
                Some(Message::Added)
            ),
            icon_button(Icon::Trash, "Bỏ mục này (Ctrl Shift Delete)", style::ghost, Some(Message::Removed)),
        ],
    ]
    .into()
}

fn editor<'a>(editors: &'a Editors, field: Label, hint: &'a str, type_size: f32) -> Element<'a, Message> {
    let Some(content) = editors.get(field) else { return space().into() };
    let editor = text_editor(content)
        .id(field_id(field))
        .placeholder(hint)
        .size(type_size)
        .line_height(1.5)
        .padding([5, 8])
        .min_height(if field == Label::Speech || field == Label::Picture { 52.0 } else { 0.0 })
        .style(style::editor)
        .key_binding(move |press| binding(press, field))
        .on_action(move |action| Message::Edited(field, action))
        .highlight_with::<Misspelled>(editors.spelling(content), misspelled::format);
    still(editor)
}

/// The key bindings of a row's editors, in addition to the usual ones.
fn binding(press: KeyPress, field: Label) -> Option<Binding<Message>> {
    if !matches!(press.status, Status::Focused { .. }) {
        return None;
    }
    let modifiers = press.modifiers;
    let message = match press.key.as_ref() {
        Key::Named(Named::Escape) => {
            return Some(Binding::Sequence(vec![Binding::Unfocus, Binding::Custom(Message::Left)]));
        }
        Key::Named(Named::Enter) if modifiers.command() => Message::Split(field),
        Key::Named(Named::Enter) if is_single_line(field) => Message::Moved { is_back: false },
        Key::Named(Named::Tab) if !modifiers.command() => Message::Moved { is_back: modifiers.shift() },
        Key::Named(Named::ArrowUp) if modifiers.alt() => Message::Shifted { is_up: true },
        Key::Named(Named::ArrowDown) if modifiers.alt() => Message::Shifted { is_up: false },
        Key::Named(Named::Delete) if modifiers.command() && modifiers.shift() => Message::Removed,
        _ => return Binding::from_key_press(press),
    };
    Some(Binding::Custom(message))
}
