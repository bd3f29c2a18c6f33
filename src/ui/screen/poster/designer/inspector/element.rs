//! One element: its frame, then the properties of its kind.

use iced::Length;
use iced::widget::{container, text};

use crate::poster::{
    Dash, Edit, Element as PosterElement, ElementId, ElementKind, Fill, Icon as PosterIcon, Ink, Motif,
    Picture, PictureFit, Qr, Shape, ShapeForm,
};
use crate::ui::Element;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink as tint};
use crate::ui::widget::{Column, button_icon, caption, check, column, label, picker, row, segmented, tip};

use super::super::field::hairline;
use super::super::{Designer, InkRole, Message, Property, ShelfMessage};

/// A choice with its label, for drop-downs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Named<T>(pub T, pub &'static str);

impl<T> std::fmt::Display for Named<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.1)
    }
}

/// The forms a shape can have, including an icon.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    Rectangle,
    Ellipse,
    Line,
    Chevron,
    Polygon,
    Star,
    Motif,
    Icon,
}

const FORMS: [Named<Form>; 8] = [
    Named(Form::Rectangle, "Hình chữ nhật"),
    Named(Form::Ellipse, "Hình bầu dục"),
    Named(Form::Line, "Đường kẻ"),
    Named(Form::Chevron, "Mũi tên"),
    Named(Form::Polygon, "Đa giác"),
    Named(Form::Star, "Ngôi sao"),
    Named(Form::Motif, "Hình vẽ sẵn"),
    Named(Form::Icon, "Biểu tượng"),
];

/// The forms that a picture is cropped to.
const MASKS: [Named<Option<ShapeForm>>; 7] = [
    Named(None, "Khung chữ nhật"),
    Named(Some(ShapeForm::Ellipse), "Hình bầu dục"),
    Named(Some(ShapeForm::Chevron), "Mũi tên"),
    Named(Some(ShapeForm::Polygon { corners: 6 }), "Lục giác"),
    Named(Some(ShapeForm::Star { points: 5 }), "Ngôi sao"),
    Named(Some(ShapeForm::Motif(Motif::Lotus)), "Hoa sen"),
    Named(Some(ShapeForm::Motif(Motif::Flag)), "Lá cờ"),
];

fn set(id: ElementId, kind: ElementKind) -> Message {
    Message::Edit(Box::new(Edit::SetKind { id, kind: Box::new(kind) }))
}

impl Designer {
    pub(super) fn part<'a>(
        &'a self,
        pane: Column<'a, Message>,
        part: &'a PosterElement,
    ) -> Column<'a, Message> {
        if part.is_locked {
            return pane.push(
                text("Phần tử đang khóa. Bấm ổ khóa ở trên để sửa.")
                    .size(size::DENSE)
                    .line_height(1.5)
                    .style(tint::secondary),
            );
        }
        let pane = pane.push(self.frame_fields(part));
        match &part.kind {
            ElementKind::Text(text) => self.text(pane, part, text),
            ElementKind::Shape(shape) => self.shape(pane, part, shape),
            ElementKind::Picture(picture) => self.picture(pane, part, picture),
            ElementKind::Qr(code) => self.code(pane, part, code),
            ElementKind::Icon(_) => self.mark(pane, part),
        }
    }

    fn frame_fields<'a>(&'a self, part: &'a PosterElement) -> Element<'a, Message> {
        let is_square = matches!(part.kind, ElementKind::Qr(_) | ElementKind::Icon(_));
        let last: Element<'_, Message> = if is_square {
            row![self.entry("Cạnh", Property::Width), self.entry("Xoay", Property::Turn)].spacing(8).into()
        } else {
            row![
                self.entry("Rộng", Property::Width),
                self.entry("Cao", Property::Height),
                container(self.entry("Xoay", Property::Turn)).width(72)
            ]
            .spacing(8)
            .into()
        };
        column![row![self.entry("X", Property::X), self.entry("Y", Property::Y)].spacing(8), last]
            .spacing(8)
            .into()
    }

    fn shape<'a>(
        &'a self,
        pane: Column<'a, Message>,
        part: &'a PosterElement,
        shape: &'a Shape,
    ) -> Column<'a, Message> {
        let id = part.id;
        let with = move |new: Shape| set(id, ElementKind::Shape(new));
        let form = match shape.form {
            ShapeForm::Rectangle { .. } => Form::Rectangle,
            ShapeForm::Ellipse => Form::Ellipse,
            ShapeForm::Line => Form::Line,
            ShapeForm::Chevron => Form::Chevron,
            ShapeForm::Polygon { .. } => Form::Polygon,
            ShapeForm::Star { .. } => Form::Star,
            ShapeForm::Motif(_) => Form::Motif,
        };
        let forms = self.forms(part, form);
        let cut = check("Đường cắt (CutContour), không in", shape.is_cut, move |is_cut| {
            with(Shape { is_cut, ..shape.clone() })
        });
        let is_printed = !shape.is_cut;
        let fills = (is_printed && shape.form != ShapeForm::Line).then(|| self.fills(id, shape));
        let stroke = is_printed.then(|| self.entry("Nét viền", Property::Stroke));
        let radius = match shape.form {
            ShapeForm::Rectangle { .. } => Some(self.entry("Bo góc", Property::Radius)),
            ShapeForm::Polygon { .. } => Some(self.entry("Số cạnh", Property::Corners)),
            ShapeForm::Star { .. } => Some(self.entry("Số cánh", Property::Corners)),
            _ => None,
        };
        let ink = (is_printed && shape.stroke.is_some())
            .then(|| self.ink("Màu viền (CMYK)", InkRole::Stroke, true));
        let dash = (is_printed && shape.stroke.is_some()).then(|| {
            let kinds = Dash::ALL.map(|dash| Named(dash, dash.name()));
            let dashes = picker(kinds, Some(Named(shape.dash, shape.dash.name())), move |Named(dash, _)| {
                with(Shape { dash, ..shape.clone() })
            });
            column![label("Kiểu nét"), dashes.width(Length::Fill)].spacing(4)
        });
        let edges = (stroke.is_some() || radius.is_some()).then(|| row![stroke, radius].spacing(8));
        let other = matches!(form, Form::Motif | Form::Polygon | Form::Star).then(|| choose_figure(id));
        pane.push(column![label("Dạng"), forms].push(other).spacing(6))
            .push(cut)
            .push(fills)
            .push(edges)
            .push(dash)
            .push(self.entry("Độ đục", Property::Opacity))
            .push(ink)
    }

    /// A shape's fill and its inks.
    fn fills<'a>(&'a self, id: ElementId, shape: &'a Shape) -> Element<'a, Message> {
        let kinds = [(0_u8, "Không"), (1, "Một màu"), (2, "Chuyển màu")];
        let now = match shape.fill {
            None => 0,
            Some(Fill::Solid(_)) => 1,
            Some(Fill::Linear { .. }) => 2,
        };
        let first = shape.fill.and_then(|fill| fill.inks().next()).unwrap_or(Ink::WHITE);
        let fills = segmented(kinds, now, move |kind| {
            set(id, ElementKind::Shape(Shape { fill: filled(kind, first, shape.fill), ..shape.clone() }))
        });
        let ink = if now == 2 { "Màu đầu" } else { "Màu nền (CMYK)" };
        column![
            column![label("Nền"), fills].spacing(6),
            (now > 0).then(|| self.ink(ink, InkRole::Fill, true)),
            shape.fill.filter(|_| now == 2).map(|fill| self.stops(fill, InkRole::Fill)),
            (now == 2).then(|| self.ink("Màu cuối", InkRole::FillEnd, true)),
            (now == 2).then(|| self.entry("Hướng chuyển màu", Property::Angle)),
        ]
        .spacing(16)
        .into()
    }

    fn forms<'a>(&'a self, part: &'a PosterElement, now: Form) -> Element<'a, Message> {
        let id = part.id;
        let stroke = hairline(&self.poster);
        let chosen = FORMS.into_iter().find(|Named(form, _)| *form == now);
        let become_form = move |Named(form, _): Named<Form>| {
            let (fill, line) = match &part.kind {
                ElementKind::Shape(shape) => (shape.fill, shape.stroke),
                ElementKind::Icon(mark) => (Some(Fill::Solid(mark.ink)), None),
                _ => (None, None),
            };
            let ink =
                fill.and_then(|fill| fill.inks().next()).or(line.map(|(ink, _)| ink)).unwrap_or(Ink::BLACK);
            let shape = |form, fill, stroke| ElementKind::Shape(Shape::new(form, fill, stroke));
            let fill = Some(fill.unwrap_or(Fill::Solid(ink)));
            set(
                id,
                match form {
                    Form::Rectangle => shape(ShapeForm::Rectangle { radius: 0.0 }, fill, line),
                    Form::Ellipse => shape(ShapeForm::Ellipse, fill, line),
                    Form::Chevron => shape(ShapeForm::Chevron, fill, line),
                    Form::Polygon => shape(ShapeForm::Polygon { corners: 6 }, fill, line),
                    Form::Star => shape(ShapeForm::Star { points: 5 }, fill, line),
                    Form::Motif => shape(ShapeForm::Motif(Motif::Lotus), fill, line),
                    Form::Line => shape(ShapeForm::Line, None, Some(line.unwrap_or((ink, stroke)))),
                    Form::Icon => ElementKind::Icon(PosterIcon { name: "door-open".to_owned(), ink }),
                },
            )
        };
        picker(FORMS, chosen, become_form).width(Length::Fill).into()
    }

    fn picture<'a>(
        &'a self,
        pane: Column<'a, Message>,
        part: &'a PosterElement,
        picture: &'a Picture,
    ) -> Column<'a, Message> {
        let id = part.id;
        let name = picture.path.rsplit('/').next().unwrap_or_default();
        let file: Element<'_, Message> = if name.is_empty() {
            caption("Chưa có ảnh: khung sẽ in trống.")
        } else {
            let content =
                text(name).size(size::CAPTION).wrapping(text::Wrapping::None).style(tint::secondary);
            tip(container(content).width(Length::Fill).clip(true), picture.path.as_str())
        };
        let fit = segmented(
            [(PictureFit::Cover, "Lấp đầy khung"), (PictureFit::Contain, "Trọn ảnh")],
            picture.fit,
            move |fit| set(id, ElementKind::Picture(Picture { fit, ..picture.clone() })),
        );
        let now = MASKS.into_iter().find(|Named(mask, _)| *mask == picture.mask);
        let masks = picker(MASKS, now, move |Named(mask, _)| {
            set(id, ElementKind::Picture(Picture { mask, ..picture.clone() }))
        })
        .placeholder("Bo góc khác")
        .width(Length::Fill);
        let word = if name.is_empty() { "Chọn ảnh…" } else { "Đổi ảnh…" };
        pane.push(
            column![button_icon(Icon::Picture, word, style::secondary, Some(Message::PickPicture)), file]
                .spacing(6),
        )
        .push(column![label("Cách đặt ảnh"), fit].spacing(6))
        .push(row![self.entry("Phóng", Property::Zoom), self.entry("Độ đục", Property::Opacity)].spacing(8))
        .push(check("Kéo để dời ảnh trong khung", self.is_cropping(id), move |is_on| {
            Message::Crop(is_on.then_some(id))
        }))
        .push(column![label("Cắt theo hình"), masks].spacing(4))
    }

    fn code<'a>(
        &'a self,
        pane: Column<'a, Message>,
        part: &'a PosterElement,
        code: &'a Qr,
    ) -> Column<'a, Message> {
        let id = part.id;
        let paper = segmented(
            [(true, "Nền giấy"), (false, "Trong suốt")],
            code.paper.is_some(),
            move |has_paper| {
                set(id, ElementKind::Qr(Qr { paper: has_paper.then_some(Ink::WHITE), ..code.clone() }))
            },
        );
        pane.push(
            column![
                self.entry("Nội dung: địa chỉ trang hoặc lời nhắn", Property::Code),
                caption("Điện thoại quét mã sẽ mở đúng nội dung này."),
            ]
            .spacing(6),
        )
        .push(self.ink("Màu mã (CMYK)", InkRole::Mark, true))
        .push(column![label("Sau mã"), paper].spacing(6))
        .push(code.paper.map(|_| self.ink("Màu giấy (CMYK)", InkRole::Paper, true)))
    }

    fn mark<'a>(&'a self, pane: Column<'a, Message>, part: &'a PosterElement) -> Column<'a, Message> {
        pane.push(column![label("Dạng"), self.forms(part, Form::Icon)].spacing(4))
            .push(choose_figure(part.id))
            .push(self.ink("Màu (CMYK)", InkRole::Mark, true))
    }
}

/// Opens the shelf of figures for an element.
fn choose_figure<'a>(id: ElementId) -> Element<'a, Message> {
    let open = Message::Shelf(ShelfMessage::Opened(Some(id)));
    button_icon(Icon::Shapes, "Chọn hình khác…", style::secondary, Some(open))
}

/// A fill of another kind with the same first ink.
pub(super) fn filled(kind: u8, first: Ink, old: Option<Fill>) -> Option<Fill> {
    match kind {
        0 => None,
        1 => Some(Fill::Solid(first)),
        _ => {
            let deep = Ink { k: (first.k + 30.0).min(100.0), ..first };
            let fresh = Fill::linear(first, deep, 0.0);
            old.filter(|fill| matches!(fill, Fill::Linear { .. })).or(Some(fresh))
        }
    }
}
