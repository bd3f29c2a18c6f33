//! The left pane: search, filters, the list of pieces, and the outline of the open piece.

use iced::widget::{button as button_style, container, mouse_area, space, text};
use iced::{Alignment, Element as IcedElement, Length, Theme, border};

use super::digest::Measure;
use super::group::Group;
use super::list::{List, Row, WIDTH, fitted, when};
use super::open_piece::OpenPiece;
use super::{LIST, Message, SEARCH};
use crate::newsroom::Newsroom;
use crate::piece::timing::clock;
use crate::piece::{Piece, PieceId, StepState};
use crate::ui::bodies::Bodies;
use crate::ui::icon::Icon;
use crate::ui::theme::style::{self, ink};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{
    button, caption, clamp, column, divider, dropdown, field, icon_button, picker, row, row_button,
    rows_in_view, scroll, status_dot, tip,
};
use crate::ui::{Context, Element, comment, font, many, mine};

pub fn view<'a>(
    list: &'a List,
    group: &'a Group,
    menu: Option<&'a PieceId>,
    bodies: &'a Bodies,
    open_piece: Option<&'a OpenPiece>,
    marked: Option<&'a PieceId>,
    context: &'a Context,
) -> Element<'a, Message> {
    let newsroom = &context.newsroom;
    let search = row![
        field("Tìm bài, người viết…", &list.query)
            .id(SEARCH)
            .on_input(Message::Searched)
            .on_submit(Message::MarkedOpened),
        icon_button(
            Icon::Filter,
            "Lọc theo hình thức, trạng thái, người",
            if list.is_filtering || list.is_filtered() { style::secondary } else { style::ghost },
            Some(Message::FilterToggled)
        ),
        mine::small(context, Message::Pressed),
    ]
    .spacing(4)
    .align_y(Alignment::Center);
    let filters = list.is_filtering.then(|| {
        let activity = list.activities.iter().find(|choice| choice.value == list.activity).cloned();
        let review = list.reviews.iter().find(|choice| choice.value == list.review).cloned();
        let status = list.statuses.iter().find(|choice| choice.value == list.status).cloned();
        let person = list.people.iter().find(|choice| choice.value == list.person).cloned();
        column![
            picker(list.activities.as_slice(), activity, |choice| Message::ActivityChosen(choice.value))
                .width(Length::Fill),
            picker(list.statuses.as_slice(), status, |choice| Message::StatusFiltered(choice.value))
                .width(Length::Fill),
            picker(list.reviews.as_slice(), review, |choice| Message::ReviewFiltered(choice.value))
                .width(Length::Fill),
            picker(list.people.as_slice(), person, |choice| Message::PersonFiltered(choice.value))
                .width(Length::Fill),
        ]
        .spacing(6)
    });
    let head = container(column![search].push(filters).spacing(6)).padding([12, 12]);
    // Below the rows, which stay under the pointer for the next press.
    let bar = (!group.is_empty())
        .then(|| container(many::small_bar(group.len()).map(Message::Many)).padding(12).width(Length::Fill));
    let open = open_piece.map(|open_piece| &open_piece.id);
    let outline = open_piece.filter(|open_piece| !open_piece.headings().is_empty()).map(outline);
    let voices = open_piece.and_then(|open_piece| voices(&open_piece.digest.measure));
    let rows = rows(list, group, menu, bodies, open, marked, newsroom);
    let pane = column![head, rows].push(bar).push(outline).push(voices);
    container(pane).width(WIDTH).height(Length::Fill).style(style::surface).into()
}

fn rows<'a>(
    list: &'a List,
    group: &'a Group,
    menu: Option<&'a PieceId>,
    bodies: &'a Bodies,
    open: Option<&'a PieceId>,
    marked: Option<&'a PieceId>,
    newsroom: &'a Newsroom,
) -> Element<'a, Message> {
    if list.rows().is_empty() && bodies.count == 0 {
        let message = if list.query.is_empty() && !list.is_filtered() {
            "Chưa có bài nào."
        } else {
            "Không thấy bài nào. Thử ít chữ hơn (không dấu cũng được) hoặc bỏ bớt điều kiện lọc."
        };
        return container(caption(message)).padding([8, 22]).height(Length::FillPortion(3)).into();
    }
    let (window, above, below) = list.window();
    let shown = list.rows()[window].iter().map(|line| {
        let content: Element<'a, Message> = match line {
            Row::Head { name, count } => row![
                text(name).size(size::CAPTION).style(ink::tertiary).wrapping(text::Wrapping::None),
                space().width(Length::Fill),
                text(count).size(size::CAPTION).font(font::FIGURES).style(ink::tertiary),
            ]
            .padding(iced::Padding { left: 10.0, right: 10.0, bottom: 4.0, ..iced::Padding::ZERO })
            .height(Length::Fill)
            .align_y(Alignment::End)
            .into(),
            Row::Entry(index) => list.piece(*index, newsroom).map_or_else(
                || space().into(),
                |piece| {
                    let id = &piece.header.id;
                    let is_chosen = group.contains(id);
                    let row = row_of(piece, newsroom, open == Some(id), marked == Some(id), is_chosen);
                    let row = mouse_area(row).on_right_press(Message::MenuAsked(Some(id.clone())));
                    let menu = (menu == Some(id)).then(super::menu::view);
                    dropdown(row, menu, Message::MenuAsked(None))
                },
            ),
        };
        container(content).height(list.height(line)).width(Length::Fill).into()
    });
    let all = column![space().height(above)]
        .extend(shown)
        .push(space().height(below))
        .push(super::bodies::view(bodies));
    scroll(container(all).padding([0, 12]))
        .id(LIST)
        .on_scroll(|viewport| Message::ListScrolled(viewport.absolute_offset().y, viewport.bounds().height))
        .height(Length::FillPortion(3))
        .into()
}

fn row_of<'a>(
    piece: &'a Piece,
    newsroom: &'a Newsroom,
    is_open: bool,
    is_marked: bool,
    is_chosen: bool,
) -> Element<'a, Message> {
    let (header, day) = (&piece.header, newsroom.first_day(&piece.header));
    let face = if is_open { font::SEMIBOLD } else { font::REGULAR };
    let fitted = fitted(&header.title);
    let title =
        text(fitted.text).size(size::DENSE).line_height(1.5).font(face).wrapping(text::Wrapping::None);
    let status = row![
        status_dot(header.status),
        text(when(day)).size(size::CAPTION).font(font::FIGURES).style(ink::secondary),
        state(piece, newsroom),
    ]
    .push(comment::count(header.open_comments()))
    .spacing(6)
    .align_y(Alignment::Center);
    let content = column![title.style(if is_open { ink::accent } else { ink::primary }), status].spacing(2);
    let face = button(content)
        .width(Length::Fill)
        .height(Length::Fill)
        .padding([6, 10])
        .style(move |theme, status| {
            let base = style::choice(is_open)(theme, status);
            if is_chosen {
                let tokens = Tokens::of(theme);
                return button_style::Style {
                    background: Some(tokens.accent_weak.into()),
                    border: border::rounded(6).color(tokens.accent).width(1.5),
                    ..base
                };
            }
            if is_marked && !is_open {
                let tokens = Tokens::of(theme);
                button_style::Style {
                    background: Some(tokens.sunken.into()),
                    border: border::rounded(6).color(tokens.line).width(1),
                    ..base
                }
            } else {
                base
            }
        })
        .on_press(Message::PieceChosen(header.id.clone()));
    let face: IcedElement<'_, Message> = face.into();
    let face = if fitted.is_cut { tip(face, header.title.as_str()) } else { face };
    container(face).padding([1, 0]).height(Length::Fill).into()
}

/// The status, or what became of its approval.
fn state<'a>(piece: &'a Piece, newsroom: &'a Newsroom) -> text::Text<'a, Theme> {
    let (words, ink): (_, fn(&Theme) -> text::Style) =
        if piece.returned(newsroom.plan(), newsroom.settings()).is_some() {
            ("Bị trả lại", ink::danger)
        } else if piece.is_edited_since_approval(newsroom.plan(), newsroom.settings()) {
            (StepState::Edited.name(), ink::warn)
        } else {
            (piece.header.status.name(), ink::tertiary)
        };
    text(words).size(size::CAPTION).style(ink).wrapping(text::Wrapping::None)
}

fn outline(open_piece: &OpenPiece) -> Element<'_, Message> {
    /// Height of a row, logical pixels.
    const ROW: f32 = size::DENSE * 1.5 + 12.0;
    let current = open_piece.heading();
    let headings = open_piece.headings();
    let line = |index: usize| {
        let heading = &headings[index];
        let is_current = current == Some(index);
        let word =
            super::fit::fit(&heading.title, WIDTH - 46.0 - f32::from(heading.level) * 12.0, size::DENSE, 1);
        let label = text(word.text)
            .size(size::DENSE)
            .line_height(1.5)
            .font(if is_current { font::SEMIBOLD } else { font::REGULAR })
            .style(if is_current { ink::accent } else { ink::primary })
            .wrapping(text::Wrapping::None);
        let inset = space().width(f32::from(heading.level) * 12.0);
        let face = row_button(row![inset, label], is_current, Message::HeadingChosen(index));
        let face = if word.is_cut { tip(face, heading.title.as_str()) } else { face };
        container(face).height(ROW).into()
    };
    let rows = rows_in_view(open_piece.outline_view, ROW, headings.len(), |shown| shown.map(line));
    let list = scroll(container(rows).padding([0, 12])).height(Length::Fill).on_scroll(|viewport| {
        Message::OutlineScrolled(viewport.absolute_offset().y, viewport.bounds().height)
    });
    column![
        divider(),
        container(text("Bố cục").size(size::CAPTION).style(ink::tertiary)).padding([10, 22]),
        list
    ]
    .height(Length::FillPortion(2))
    .into()
}

/// What each voice of a script has to say: its syllables, time and share.
fn voices(measure: &Measure) -> Option<Element<'_, Message>> {
    /// A script with more voices shows the first ones; the paper has them all.
    const MOST: usize = 6;
    let Measure::Script(script) = measure else { return None };
    if script.voices.is_empty() {
        return None;
    }
    let shares = script.voices.iter().take(MOST).map(|share| {
        let name = if share.name.is_empty() { "Không tên" } else { share.name.as_str() };
        let figures = format!("{} tiếng · {} · {} %", share.syllables, clock(share.seconds), share.percent);
        let figures = text(figures)
            .size(size::CAPTION)
            .font(font::FIGURES)
            .style(ink::secondary)
            .wrapping(text::Wrapping::None);
        row![clamp(name, 1).size(size::DENSE, 20.0), figures].spacing(8).align_y(Alignment::Center).into()
    });
    let shares = container(column(shares).spacing(4)).padding(iced::Padding {
        top: 0.0,
        bottom: 12.0,
        left: 22.0,
        right: 16.0,
    });
    let title = container(text("Theo giọng").size(size::CAPTION).style(ink::tertiary)).padding([10, 22]);
    Some(column![divider(), title, shares].into())
}
