//! The appearance of a chip: in a day, in the tray, under the pointer.

use iced::widget::{canvas, container, space, stack};
use iced::{Border, Color, Length, Point, Rectangle, Renderer, Size, Theme, border, mouse};

use super::Message;
use super::model::Chip;
use crate::calendar::wording;
use crate::newsroom::Newsroom;
use crate::piece::{Status, StepState};
use crate::plan::Hue;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::Tokens;
use crate::ui::theme::style::ink;
use crate::ui::widget::{clamp, column, press_area, row, tip_unless};
use crate::ui::{Element, font};

/// Height of a one-line chip, and of each additional line.
pub(super) const ONE_LINE: f32 = 22.0;
pub(super) const LINE: f32 = 17.0;
const RADIUS: f32 = 5.0;

pub(super) fn status_icon(status: Status) -> Option<Icon> {
    match status {
        Status::Idea => None,
        Status::Drafting => Some(Icon::Pen),
        Status::InReview => Some(Icon::Clock),
        Status::Approved => Some(Icon::Check),
        Status::Published => Some(Icon::OnAir),
        Status::Dropped => Some(Icon::Ban),
    }
}

/// The icon before a chip's text.
fn mark(chip: &Chip) -> Option<Icon> {
    if chip.is_late() || chip.clash.is_some() {
        return Some(Icon::Warning);
    }
    if chip.late_steps > 0 {
        return Some(Icon::Clipboard);
    }
    match chip.approval {
        Some(StepState::Returned) => return Some(Icon::Undo),
        Some(_) => return Some(Icon::Refresh),
        None => {}
    }
    let is_out =
        chip.count.is_some_and(|(count, total)| count == total) && chip.status == Some(Status::Approved);
    match chip.status? {
        Status::Approved if is_out => Some(Icon::Check),
        // It went out before; this run is to come.
        Status::Published if !chip.is_out => Some(Icon::Check),
        status => status_icon(status),
    }
}

/// A chip of at most `lines` lines with its full text in a tooltip, which is hidden while a chip `is_dragged`.
pub(super) fn view<'a>(
    chip: &'a Chip,
    newsroom: &Newsroom,
    is_selected: bool,
    lines: u8,
    is_dragged: bool,
) -> Element<'a, Message> {
    let face = press_area(content(chip, lines), ground(chip.hue, is_selected, chip.is_empty_slot()))
        .padding([2, 6])
        .width(Length::Fill)
        .on_press(Message::ChipPressed(chip.key.clone()))
        .on_double(Message::ChipOpened(chip.key.clone()));
    let face: Element<'_, Message> =
        if chip.is_empty_slot() { dashed(face, chip.hue, chip.is_overdue) } else { face.into() };
    tip_unless(is_dragged, face, chip.hint(newsroom))
}

/// The chip that follows the pointer during a drag, with the number of pieces in its `group` and, in `trouble`, why
/// it should not be dropped there.
pub(super) fn ghost<'a, M: 'a>(chip: &Chip, group: Option<usize>, trouble: Option<&str>) -> Element<'a, M> {
    let hue = chip.hue;
    let title = group.map_or_else(|| chip.title.clone(), |count| wording::counted(count, "bài"));
    let title = clamp(title, 1).font(font::MEDIUM).size(12.0, LINE);
    let reason = trouble.map(|reason| {
        let mark = container(icon(Icon::Warning, 12.0).style(ink::danger)).padding([3, 0]);
        row![mark, clamp(reason.to_owned(), 4).size(12.0, LINE).style(ink::danger)].spacing(5)
    });
    let is_bad = trouble.is_some();
    container(column![title].push(reason).spacing(2))
        .padding([3, 8])
        .width(if is_bad { 260 } else { 180 })
        .style(move |theme: &Theme| {
            let tokens = Tokens::of(theme);
            let line = if is_bad { tokens.danger } else { tokens.hue(hue) };
            container::Style {
                text_color: Some(tokens.hue(hue)),
                background: Some(if is_bad { tokens.surface } else { tokens.hue_weak(hue) }.into()),
                border: border::rounded(RADIUS).color(line).width(1),
                ..container::Style::default()
            }
        })
        .into()
}

fn content<'a, M: 'a>(chip: &'a Chip, lines: u8) -> Element<'a, M> {
    let lead = match (chip.time.map(wording::clock), chip.count_label()) {
        (Some(time), Some(count)) => Some(format!("{time} {count}")),
        (time, count) => time.or(count),
    };
    let title = clamp(chip.title.as_str(), lines).lead(lead, font::FIGURES).size(12.0, LINE);
    let mark = mark(chip).map(|mark| {
        let mark = icon(mark, 12.0);
        let is_bad = chip.is_late() || chip.clash.is_some() || chip.late_steps > 0;
        let mark = match chip.approval {
            _ if is_bad => mark.style(ink::danger),
            Some(StepState::Returned) => mark.style(ink::danger),
            Some(_) => mark.style(ink::warn),
            None => mark,
        };
        container(mark).padding([3, 0])
    });
    row![].push(mark).push(title).spacing(5).into()
}

fn ground(hue: Hue, is_selected: bool, is_empty: bool) -> impl Fn(&Theme, bool) -> container::Style {
    move |theme, is_hovered| {
        let tokens = Tokens::of(theme);
        let (ink, weak) = (tokens.hue(hue), tokens.hue_weak(hue));
        let ground = match (is_empty, is_hovered) {
            (true, false) => Color::TRANSPARENT,
            (false, true) => mix(weak, ink, 0.14),
            (true, true) | (false, false) => weak,
        };
        let line = if is_selected { ink } else { Color::TRANSPARENT };
        container::Style {
            text_color: Some(ink),
            background: Some(ground.into()),
            border: Border { radius: RADIUS.into(), width: if is_selected { 1.5 } else { 0.0 }, color: line },
            ..container::Style::default()
        }
    }
}

fn mix(from: Color, to: Color, share: f32) -> Color {
    let blend = |a: f32, b: f32| a + (b - a) * share;
    Color { r: blend(from.r, to.r), g: blend(from.g, to.g), b: blend(from.b, to.b), a: 1.0 }
}

/// The dashed outline of an empty slot.
fn dashed<'a, M: 'a>(content: impl Into<Element<'a, M>>, hue: Hue, is_overdue: bool) -> Element<'a, M> {
    let outline = canvas(Outline { hue, is_overdue }).width(Length::Fill).height(Length::Fill);
    stack![content.into()].push_under(outline).into()
}

struct Outline {
    hue: Hue,
    is_overdue: bool,
}

impl<M> canvas::Program<M> for Outline {
    type State = ();

    fn draw(
        &self,
        _state: &(),
        renderer: &Renderer,
        theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<canvas::Geometry> {
        let tokens = Tokens::of(theme);
        let color = if self.is_overdue { tokens.danger } else { tokens.hue(self.hue) };
        let mut frame = canvas::Frame::new(renderer, bounds.size());
        let size = Size::new(bounds.width - 1.0, bounds.height - 1.0);
        let path = canvas::Path::rounded_rectangle(Point::new(0.5, 0.5), size, RADIUS.into());
        let stroke = canvas::Stroke {
            line_dash: canvas::LineDash { segments: &[3.5, 2.5], offset: 0 },
            ..canvas::Stroke::default().with_color(color.scale_alpha(0.75)).with_width(1.0)
        };
        frame.stroke(&path, stroke);
        vec![frame.into_geometry()]
    }
}

/// A day's first chips of `count` in the given height: two lines each if they fit, else one; the number of the
/// rest is shown.
pub(super) fn pile<'a>(
    (chips, count): (&'a [Chip], usize),
    newsroom: &Newsroom,
    is_selected: impl Fn(&super::ChipKey) -> bool,
    room: f32,
    is_dragged: bool,
    more: impl Fn(usize) -> Element<'a, Message>,
) -> Element<'a, Message> {
    let fit = Fit::new(count, room);
    let shown = chips.iter().take(fit.shown).enumerate().map(|(index, chip)| {
        let lines = if index < fit.tall { fit.lines } else { 1 };
        view(chip, newsroom, is_selected(&chip.key), lines, is_dragged)
    });
    let rest = count - fit.shown.min(chips.len());
    column(shown).push((rest > 0).then(|| more(rest))).push(space().height(0)).spacing(2).into()
}

/// How many chips fit in a cell, and how many of them may have more than one line.
#[derive(Debug, PartialEq, Eq)]
struct Fit {
    shown: usize,
    /// The first `tall` chips have `lines` lines.
    tall: usize,
    lines: u8,
}

impl Fit {
    /// `room` is the height in logical pixels.
    fn new(count: usize, room: f32) -> Self {
        let gap = 2.0;
        let heights = |ones: usize| ones as f32 * (ONE_LINE + gap) - gap;
        let shown = if heights(count) <= room {
            count
        } else {
            (1..count).rev().find(|shown| heights(*shown) + gap + MORE <= room).unwrap_or(0)
        };
        let used = heights(shown) + if shown < count { gap + MORE } else { 0.0 };
        let spare = ((room - used) / LINE).max(0.0) as usize;
        let lines = if shown == 1 { (1 + spare.min(3)) as u8 } else { 2 };
        Self { shown, tall: spare.min(shown), lines }
    }
}

/// Height of the line with the number of the rest.
pub(super) const MORE: f32 = 18.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_what_fits_and_counts_the_rest() {
        for (count, room, shown, tall) in [
            (0, 90.0, 0, 0),
            (1, 90.0, 1, 1),
            (2, 90.0, 2, 2),
            (3, 90.0, 3, 1),
            (4, 90.0, 3, 0),
            (3, 46.0, 1, 0),
            (2, 46.0, 2, 0),
        ] {
            let fit = Fit::new(count, room);
            assert_eq!((fit.shown, fit.tall), (shown, tall), "{count} chips in {room}");
        }
    }
}
