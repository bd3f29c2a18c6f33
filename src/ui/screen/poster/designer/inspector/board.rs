//! The board itself: size, margins, viewing distance, background.

use iced::widget::{checkbox, container};
use iced::{Alignment, Length};

use crate::poster::edit::BoardProperties;
use crate::poster::size::{STANDARDS, SizeGroup, Standard, find};
use crate::poster::snap::Axis;
use crate::poster::{Edit, EyeletEdges, Eyelets, Fill, Finishing, GuideLine, Ink};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::screen::poster::figure::millimetres;
use crate::ui::theme::style;
use crate::ui::theme::{metric, size as text_size};
use crate::ui::widget::{button_icon, caption, column, icon_button, label, picker, row, segmented};

use super::super::guide::STEPS;
use super::super::{Designer, FinishingOverlay, InkRole, Message, Property};
use super::element::filled;

/// A standard size in the drop-down.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Choice(&'static Standard);

impl std::fmt::Display for Choice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.name)?;
        if self.0.group == SizeGroup::Paper {
            write!(f, " ({})", crate::poster::size::name(self.0.width, self.0.height))?;
        }
        Ok(())
    }
}

impl Designer {
    pub(super) fn page(&self) -> Element<'_, Message> {
        let poster = &self.poster;
        let is_wide = poster.width > poster.height;
        let sizes: Vec<Choice> = STANDARDS.iter().map(Choice).collect();
        let chosen = find(poster.width, poster.height).map(Choice);
        let presets = picker(sizes, chosen, move |Choice(size)| {
            let turns = size.group == SizeGroup::Paper && is_wide != (size.width > size.height);
            let (width, height) = if turns { (size.height, size.width) } else { (size.width, size.height) };
            let board = BoardProperties { width, height, ..size.board() };
            Message::Edit(Box::new(poster.resized(board)))
        })
        .placeholder("Khổ riêng")
        .width(Length::Fill);
        let turned = segmented([(false, "Đứng"), (true, "Ngang")], is_wide, move |wants_wide| {
            let board = poster.board();
            let turned = BoardProperties { width: board.height, height: board.width, ..board };
            let edit = if wants_wide == is_wide { Edit::All(Vec::new()) } else { poster.resized(turned) };
            Message::Edit(Box::new(edit))
        });
        let kind = if matches!(poster.background, Fill::Solid(_)) { 1 } else { 2 };
        let first = poster.background.inks().next().unwrap_or(Ink::WHITE);
        let ground = segmented([(1_u8, "Một màu"), (2, "Chuyển màu")], kind, move |kind| {
            let fill = filled(kind, first, Some(poster.background)).unwrap_or(poster.background);
            Message::Edit(Box::new(Edit::SetBackground(fill)))
        });
        let is_graded = kind == 2;
        column![
            column![label("Khổ"), presets].spacing(4),
            turned,
            row![self.entry("Rộng", Property::BoardWidth), self.entry("Cao", Property::BoardHeight)]
                .spacing(8),
            row![self.entry("Tràn lề", Property::Bleed), self.entry("Lề an toàn", Property::Safe)].spacing(8),
            column![
                self.entry("Nhìn từ xa", Property::Distance),
                caption("Khoảng cách này quyết định cỡ chữ, độ nét ảnh và mã QR cần có."),
            ]
            .spacing(6),
            self.side_fields(),
            self.guide_fields(),
            self.finishing(),
            column![label("Nền"), ground].spacing(6),
            self.ink(if is_graded { "Màu đầu" } else { "Màu nền (CMYK)" }, InkRole::Board, true),
            is_graded.then(|| self.stops(poster.background, InkRole::Board)),
            is_graded.then(|| self.ink("Màu cuối", InkRole::BoardEnd, true)),
            is_graded.then(|| self.entry("Hướng chuyển màu", Property::BoardAngle)),
        ]
        .spacing(12)
        .into()
    }

    /// The grid and the guide lines.
    fn guide_fields(&self) -> Element<'_, Message> {
        let poster = &self.poster;
        let grid = check("Lưới, bắt dính (Ctrl ')", self.habits.grid.is_some(), Message::ShowGrid);
        let steps = self.habits.grid.map(|step| {
            let choice = STEPS.map(Step);
            container(picker(choice, Some(Step(step)), |Step(step)| Message::SetGrid(step))).width(110)
        });
        let set = |guides: Vec<GuideLine>| Message::Edit(Box::new(Edit::SetGuides(guides)));
        let lines = poster.guides.iter().enumerate().map(|(index, guide)| {
            let word = if guide.axis() == Axis::Vertical { "Đứng" } else { "Ngang" };
            let mut rest = poster.guides.clone();
            let _ = rest.remove(index);
            row![
                container(caption(word)).width(52),
                self.bare_entry(Property::Guide(index)),
                icon_button(Icon::Close, "Bỏ đường gióng này", style::ghost, Some(set(rest)))
            ]
            .spacing(8)
            .align_y(Alignment::Center)
            .into()
        });
        let add = |word, axis, length: f32| {
            let mut guides = poster.guides.clone();
            guides.push(GuideLine::new(axis, (length / 2.0).round()));
            button_icon(Icon::Plus, word, style::secondary, Some(set(guides)))
        };
        column![
            row![grid].push(steps).spacing(8).align_y(Alignment::Center).height(metric::CONTROL),
            label("Đường gióng"),
        ]
        .push((!poster.guides.is_empty()).then(|| column(lines).spacing(4)))
        .push(
            row![
                add("Gióng đứng", Axis::Vertical, poster.width),
                add("Gióng ngang", Axis::Horizontal, poster.height)
            ]
            .spacing(8),
        )
        .push(caption("Kéo từ thước ra bản vẽ để thêm, kéo trả về thước để bỏ. Không in ra."))
        .spacing(6)
        .into()
    }

    /// Hems and eyelets.
    fn finishing(&self) -> Element<'_, Message> {
        let poster = &self.poster;
        let set = |finishing| {
            Message::Edit(Box::new(Edit::SetBoard(BoardProperties { finishing, ..poster.board() })))
        };
        let switch = check("May viền, đóng khuyết", poster.finishing.is_some(), move |is_on| {
            set(is_on.then_some(Finishing::BANNER))
        });
        let Some(finishing) = poster.finishing else { return switch };
        let rings = row![
            self.entry("Khuyết: cách nhau (mm)", Property::EyeletPitch),
            self.entry("Đường kính (mm)", Property::EyeletDiameter),
        ]
        .spacing(8);
        let edges = finishing.eyelets.map(|eyelets| {
            let choice = EyeletEdges::ALL.map(|edges| Named(edges, edges.name()));
            let chosen = Named(eyelets.edges, eyelets.edges.name());
            let edges = picker(choice, Some(chosen), move |Named(edges, _)| {
                set(Some(Finishing { eyelets: Some(Eyelets { edges, ..eyelets }), ..finishing }))
            });
            column![label("Đóng khuyết ở"), edges.width(Length::Fill)].spacing(4)
        });
        column![switch, self.entry("Viền may (mm)", Property::Hem), rings]
            .push(edges)
            .push(check(
                "Hiện trên bản vẽ",
                self.finishing_overlay == FinishingOverlay::Shown,
                Message::ShowFinishing,
            ))
            .push(caption(
                "Xưởng may nhìn thấy trong PDF, máy in không in ra. Cách nhau 0 là không đóng khuyết.",
            ))
            .spacing(12)
            .into()
    }
}

fn check<'a>(word: &'a str, is_on: bool, on_toggle: impl Fn(bool) -> Message + 'a) -> Element<'a, Message> {
    checkbox(is_on)
        .label(word)
        .on_toggle(on_toggle)
        .size(16)
        .text_size(text_size::DENSE)
        .style(style::check)
        .into()
}

/// The distance of the grid's lines, mm.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step(f32);

impl std::fmt::Display for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&millimetres(self.0))
    }
}

/// The edges with eyelets, with a label.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Named(EyeletEdges, &'static str);

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.1)
    }
}
