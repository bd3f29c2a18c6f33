//! The rows as a table: number, picture, speech, time.

use iced::widget::{container, mouse_area, rich_text, sensor, space, span, text};
use iced::{Alignment, Length, Padding, Theme};

use super::cell::{number, times};
use super::mark::{self, Span};
use super::window::{Heights, NUMBER, PADDING, PICTURE, SPEECH, TIME};
use super::{CHOSEN, Message, SCROLL, Table, row as open_row};
use crate::piece::Format;
use crate::piece::av::{Label, Row, RowTime};
use crate::ui::icon::Icon;
use crate::ui::theme::style::{self, ink};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{button_icon, column, divider, empty_state, held_keys, icon_button, row, scroll};
use crate::ui::{Context, Element, font};

/// The key of the selected row; the other rows use their index.
const OPEN: u32 = u32::MAX;

impl Table {
    /// `marks`: the number of comments at each line of the body with some; `width` of the pane, logical pixels.
    pub fn view<'a>(
        &'a self,
        times: &'a [RowTime],
        marks: &[(usize, usize)],
        width: f32,
        context: &'a Context,
    ) -> Element<'a, Message> {
        if self.script.rows.is_empty() {
            return empty_state(
                Icon::List,
                "Kịch bản chưa có mục nào",
                "Mỗi mục là một cảnh hay một đoạn lời, có thời lượng riêng.",
                Some(button_icon(Icon::Plus, "Thêm mục đầu tiên", style::primary, Some(Message::Added))),
            );
        }
        let preface = (!self.script.preface.trim().is_empty()).then(|| {
            container(
                text(self.script.preface.trim()).size(size::DENSE).line_height(1.5).style(ink::secondary),
            )
            .padding([10, 16])
        });
        let add = container(button_icon(Icon::Plus, "Thêm mục", style::ghost, Some(Message::Added)))
            .padding([8, 12]);
        let list = column![preface.map(|preface| column![preface, divider()])];
        let list = if Heights::is_long(&self.script) {
            list.extend(self.window(times, marks, width, context))
        } else {
            // The row being edited has its own key, however many rows come before it.
            list.extend_keyed((0..).take(self.script.rows.len()).map(|key| {
                let index = key as usize;
                let key = if self.chosen == Some(index) { OPEN } else { key };
                (key, self.row(index, times, marks, context))
            }))
        };
        let list =
            scroll(list.push(add)).id(SCROLL).height(Length::Fill).width(Length::Fill).on_scroll(
                |viewport| Message::Scrolled(viewport.absolute_offset().y, viewport.bounds().height),
            );
        let mut list = mouse_area(list);
        if self.dragged_over.is_some() {
            list = list.on_release(Message::Dropped).on_exit(Message::DragLeft);
        }
        held_keys(column![self.head(), divider(), list], Message::Held)
    }

    /// The visible rows, and the selected one wherever it is, so that its editors keep the focus. Always
    /// three parts, so that the selected row keeps its state.
    fn window<'a>(
        &'a self,
        times: &'a [RowTime],
        marks: &[(usize, usize)],
        width: f32,
        context: &'a Context,
    ) -> [Element<'a, Message>; 3] {
        let open = self.chosen.filter(|_| self.editors.is_some());
        let tops = self.heights.tops(&self.script, self.format, width, open);
        let shown = self.heights.shown(&tops);
        let count = self.script.rows.len();
        let chosen = self.chosen.filter(|chosen| *chosen < count);
        let part = |from: usize, to: usize| {
            let (first, last) = (shown.start.clamp(from, to), shown.end.clamp(from, to));
            let rows = (first..last).map(|index| {
                let sized = move |size: iced::Size| Message::Sized(index, size.height);
                sensor(self.row(index, times, marks, context))
                    .key(index)
                    .on_show(sized)
                    .on_resize(sized)
                    .into()
            });
            column![space().height(tops[first] - tops[from])]
                .extend(rows)
                .push(space().height(tops[to] - tops[last]))
                .into()
        };
        let own = chosen.map(|index| {
            let sized = move |size: iced::Size| Message::Sized(index, size.height);
            sensor(self.row(index, times, marks, context))
                .key((index, open.is_some()))
                .on_show(sized)
                .on_resize(sized)
        });
        [
            part(0, chosen.unwrap_or(count)),
            column![own].into(),
            part(chosen.map_or(count, |chosen| chosen + 1), count),
        ]
    }

    fn row<'a>(
        &'a self,
        index: usize,
        times: &'a [RowTime],
        marks: &[(usize, usize)],
        context: &'a Context,
    ) -> Element<'a, Message> {
        let row = &self.script.rows[index];
        let comments =
            marks.binary_search_by_key(&row.lines.start, |(line, _)| *line).map_or(0, |at| marks[at].1);
        let is_chosen = self.chosen == Some(index);
        let is_selected = is_chosen || self.others.contains(&index);
        let time = times.get(index);
        let content = match &self.editors {
            Some(editors) if is_chosen => open_row::view(self, editors, row, time, context, comments),
            _ => closed(index, row, time, self, is_selected, comments),
        };
        let content = container(content).padding(PADDING).width(Length::Fill).style(ground(is_selected));
        let content = if is_chosen { content.id(CHOSEN) } else { content };
        let place = self.drop_place().filter(|(over, _)| *over == index).map(|(_, is_behind)| is_behind);
        let line = |is_shown: bool| is_shown.then(drop_line);
        let content = column![line(place == Some(false)), content, divider(), line(place == Some(true))];
        let mut area = mouse_area(content);
        if self.dragged_over.is_some() {
            area = area.on_enter(Message::DraggedOver(index));
        }
        area.into()
    }

    /// What may be done with several rows.
    fn selection_bar(&self) -> Element<'_, Message> {
        let act = |mark, hint, message| icon_button(mark, hint, style::ghost, Some(message));
        let count = self.others.len() + 1;
        let bar = row![
            text(format!("Đã chọn {count} mục"))
                .size(size::CAPTION)
                .style(ink::secondary)
                .width(Length::Fill),
            act(Icon::ArrowUp, "Đưa lên (Alt ↑)", Message::Shifted { is_up: true }),
            act(Icon::ArrowDown, "Đưa xuống (Alt ↓)", Message::Shifted { is_up: false }),
            act(
                Icon::Clipboard,
                "Chép (Ctrl C); cắt: Ctrl X, dán: Ctrl V",
                Message::Copied { is_cut: false }
            ),
            act(Icon::Copy, "Nhân đôi (Ctrl D)", Message::Duplicated),
            act(Icon::Trash, "Bỏ các mục này (Delete)", Message::Removed),
        ]
        .height(32)
        .align_y(Alignment::Center);
        container(bar).padding(Padding { top: 0.0, bottom: 0.0, ..PADDING }).into()
    }

    fn head(&self) -> Element<'_, Message> {
        if !self.others.is_empty() {
            return self.selection_bar();
        }
        let word = |word| text(word).size(size::CAPTION).style(ink::tertiary);
        let picture = (self.format == Format::Av).then(|| word("Hình").width(Length::FillPortion(PICTURE)));
        let head = row![word("#").width(NUMBER)]
            .push(picture)
            .push(word("Lời").width(Length::FillPortion(SPEECH)))
            .push(word("Lúc").width(TIME).align_x(Alignment::End))
            .spacing(12)
            .height(32)
            .align_y(Alignment::Center);
        container(head).padding(Padding { top: 0.0, bottom: 0.0, ..PADDING }).into()
    }
}

/// Where the dragged rows would be put.
fn drop_line<'a>() -> Element<'a, Message> {
    let accent = |theme: &Theme| container::Style {
        background: Some(Tokens::of(theme).accent.into()),
        ..container::Style::default()
    };
    container(space()).width(Length::Fill).height(2).style(accent).into()
}

fn ground(is_chosen: bool) -> impl Fn(&Theme) -> container::Style {
    move |theme| {
        let tokens = Tokens::of(theme);
        container::Style {
            background: is_chosen.then(|| tokens.accent_weak.into()),
            ..container::Style::default()
        }
    }
}

/// A row that is not being edited.
fn closed<'a>(
    index: usize,
    row: &'a Row,
    time: Option<&'a RowTime>,
    table: &'a Table,
    is_selected: bool,
    comments: usize,
) -> Element<'a, Message> {
    let format = table.format;
    let marked = |words: &'a str, field: Label| mark::spans(words, table.marked.as_ref(), index, field);
    let cell = |content: Element<'a, Message>, field: Label| {
        mouse_area(content)
            .on_press(Message::Pressed(index, field))
            .interaction(iced::mouse::Interaction::Text)
    };
    let picture = (format == Format::Av).then(|| {
        let words = column![]
            .push((!row.picture.is_empty()).then(|| paragraph(marked(&row.picture, Label::Picture))))
            .push(labelled("Chữ", marked(&row.caption, Label::Caption)))
            .spacing(4)
            .width(Length::Fill);
        container(cell(words.into(), Label::Picture)).width(Length::FillPortion(PICTURE))
    });
    let words = column![]
        .push(speech(marked(&row.voice, Label::Voice), marked(&row.speech, Label::Speech)))
        .push(labelled("Tiếng động", marked(&row.sound, Label::Sound)))
        .push(if format == Format::Av {
            None
        } else {
            labelled("Chữ", marked(&row.caption, Label::Caption))
        })
        .push(labelled("Ghi chú", marked(&row.note, Label::Note)))
        .spacing(4)
        .width(Length::Fill);
    let words = if row.speech.is_empty() && row.sound.is_empty() && row.note.is_empty() {
        words.push(text("Chưa có lời").size(size::DENSE).line_height(1.5).style(ink::tertiary))
    } else {
        words
    };
    let line = row![number(index, row, false, is_selected, comments)]
        .push(picture)
        .push(container(cell(words.into(), Label::Speech)).width(Length::FillPortion(SPEECH)))
        .push(times(time))
        .spacing(12);
    mouse_area(line).on_press(Message::Pressed(index, Label::Speech)).into()
}

fn paragraph(words: Vec<Span<'_>>) -> Element<'_, Message> {
    match mark::unmarked(&words) {
        Some(words) => text(words).size(size::DENSE).line_height(1.5).style(ink::secondary).into(),
        None => rich_text(words).size(size::DENSE).line_height(1.5).style(ink::secondary).into(),
    }
}

/// The speech, after the name of the voice.
fn speech<'a>(voice: Vec<Span<'a>>, words: Vec<Span<'a>>) -> Option<Element<'a, Message>> {
    if words.is_empty() {
        return None;
    }
    let mut spans: Vec<Span<'a>> = voice.into_iter().map(|span| span.font(font::SEMIBOLD)).collect();
    if !spans.is_empty() {
        spans.push(span(": ").font(font::SEMIBOLD));
    }
    spans.extend(words);
    Some(rich_text(spans).size(size::BODY).line_height(1.55).into())
}

/// A small line with a label.
fn labelled<'a>(label: &'a str, words: Vec<Span<'a>>) -> Option<Element<'a, Message>> {
    (!words.is_empty()).then(|| {
        row![
            text(label)
                .size(size::CAPTION)
                .line_height(1.5)
                .style(ink::tertiary)
                .wrapping(text::Wrapping::None),
            rich_text(words).size(size::CAPTION).line_height(1.5).font(font::ITALIC).style(ink::secondary),
        ]
        .spacing(6)
        .into()
    })
}
