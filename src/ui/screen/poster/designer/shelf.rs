//! "Kho hình": figures and icons chosen by their pictures, in the place of the inspector.

use iced::widget::canvas::{self, Canvas, Geometry, Path};
use iced::widget::{Space, container, grid, text};
use iced::{Alignment, Length, Padding, Point, Rectangle, Renderer, Theme, mouse};

use crate::document::poster::{form_outline, icon_outline, icons};
use crate::fold::fold;
use crate::page::{self, Segment};
use crate::poster::{
    Edit, Element as PosterElement, ElementId, ElementKind, Fill, Icon as Mark, Ink, Motif, Shape, ShapeForm,
};
use crate::ui::icon::Icon;
use crate::ui::theme::style;
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{
    button, caption, column, field, icon_button, label, row, scroll, section_title, tip,
};
use crate::ui::{Action, Element};

use super::{Designer, Message as Parent};

/// Logical pixels.
const PICTURE: f32 = 40.0;
/// More icons of the whole set than these are not shown at once.
const MOST: usize = 30;

const FORMS: [(ShapeForm, &str); 8] = [
    (ShapeForm::Rectangle { radius: 0.0 }, "Hình chữ nhật"),
    (ShapeForm::Ellipse, "Hình bầu dục"),
    (ShapeForm::Line, "Đường kẻ"),
    (ShapeForm::Chevron, "Mũi tên"),
    (ShapeForm::Polygon { corners: 3 }, "Tam giác"),
    (ShapeForm::Polygon { corners: 6 }, "Lục giác"),
    (ShapeForm::Star { points: 5 }, "Ngôi sao"),
    (ShapeForm::Star { points: 16 }, "Hoa mười sáu cánh"),
];

/// The icons that such posters use, by their names in lucide.
const ICONS: [(&str, &str); 84] = [
    ("phone", "Điện thoại"),
    ("smartphone", "Điện thoại di động"),
    ("mail", "Thư"),
    ("globe", "Trang web"),
    ("map-pin", "Địa điểm"),
    ("map", "Bản đồ"),
    ("route", "Đường đi"),
    ("qr-code", "Mã QR"),
    ("clock-4", "Giờ"),
    ("alarm-clock", "Đồng hồ báo"),
    ("hourglass", "Chờ đợi"),
    ("calendar", "Lịch"),
    ("calendar-days", "Lịch ngày"),
    ("calendar-check", "Đúng ngày hẹn"),
    ("door-open", "Một cửa"),
    ("inbox", "Nộp hồ sơ"),
    ("ticket-check", "Giấy hẹn"),
    ("badge-check", "Kết quả"),
    ("check", "Dấu kiểm"),
    ("check-circle", "Đạt"),
    ("x", "Dấu chéo"),
    ("ban", "Cấm"),
    ("file-text", "Văn bản"),
    ("files", "Hồ sơ"),
    ("file-pen-line", "Điền đơn"),
    ("clipboard-list", "Danh mục"),
    ("clipboard-check", "Kiểm đủ"),
    ("search", "Tra cứu"),
    ("pencil-line", "Viết"),
    ("signature", "Chữ ký"),
    ("stamp", "Con dấu"),
    ("id-card", "Thẻ"),
    ("printer", "Máy in"),
    ("user", "Người dân"),
    ("user-check", "Cán bộ"),
    ("users", "Nhiều người"),
    ("baby", "Trẻ nhỏ"),
    ("accessibility", "Người khuyết tật"),
    ("handshake", "Bắt tay"),
    ("hand", "Bàn tay"),
    ("hand-heart", "Giúp đỡ"),
    ("heart-handshake", "Tận tâm"),
    ("heart", "Trái tim"),
    ("thumbs-up", "Hài lòng"),
    ("message-circle", "Góp ý"),
    ("messages-square", "Đối thoại"),
    ("megaphone", "Loa"),
    ("bell", "Chuông"),
    ("mic", "Micrô"),
    ("radio", "Phát thanh"),
    ("tv", "Truyền hình"),
    ("newspaper", "Báo"),
    ("laptop", "Máy tính"),
    ("wifi", "Mạng"),
    ("camera", "Máy ảnh"),
    ("landmark", "Trụ sở"),
    ("building-2", "Tòa nhà"),
    ("home", "Nhà"),
    ("school", "Trường học"),
    ("graduation-cap", "Học tập"),
    ("book-open", "Sách"),
    ("hospital", "Bệnh viện"),
    ("stethoscope", "Khám bệnh"),
    ("store", "Cửa hàng"),
    ("factory", "Nhà máy"),
    ("tractor", "Máy kéo"),
    ("wheat", "Lúa"),
    ("sprout", "Mầm cây"),
    ("palmtree", "Cây dừa"),
    ("fish", "Cá"),
    ("ship", "Tàu thuyền"),
    ("waves-horizontal", "Sông nước"),
    ("sun", "Mặt trời"),
    ("bus", "Xe buýt"),
    ("bike", "Xe đạp"),
    ("wallet", "Lệ phí"),
    ("banknote", "Tiền"),
    ("scale", "Công bằng"),
    ("gavel", "Pháp luật"),
    ("shield-check", "Bảo đảm"),
    ("lock", "Bảo mật"),
    ("star", "Sao"),
    ("trophy", "Giải thưởng"),
    ("lightbulb", "Sáng kiến"),
];

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Figure {
    Form(ShapeForm),
    /// By its name in lucide.
    Icon(&'static str),
}

#[derive(Debug, Clone)]
pub enum Message {
    /// To add what is chosen, or to show it in the place of an element.
    Opened(Option<ElementId>),
    Closed,
    Sought(String),
    Chosen(Figure),
}

#[derive(Debug, Default)]
pub(super) struct Shelf {
    pub is_shown: bool,
    /// The element whose figure is chosen anew.
    of: Option<ElementId>,
    sought: String,
}

impl Designer {
    pub(super) fn shelf_message(&mut self, message: Message) -> Action<Parent> {
        match message {
            Message::Opened(of) => {
                self.shelf.is_shown = !self.shelf.is_shown || of != self.shelf.of;
                self.shelf.of = of;
                self.commenting.is_shown = false;
                self.typefaces.is_shown = false;
            }
            Message::Closed => self.shelf.is_shown = false,
            Message::Sought(sought) => self.shelf.sought = sought,
            Message::Chosen(figure) => {
                let replaced = self.shelf.of.and_then(|id| self.poster.element(id)).cloned();
                return match replaced {
                    Some(part) => self.put_figure(&part, figure),
                    None => self.add_figure(figure),
                };
            }
        }
        Action::none()
    }

    /// Adds it in the middle of what is seen of the board.
    fn add_figure(&mut self, figure: Figure) -> Action<Parent> {
        let least = self.poster.width.min(self.poster.height) * 0.3;
        let ratio = ratio(figure);
        let (width, height) = if ratio > 1.0 { (least, least / ratio) } else { (least * ratio, least) };
        let height = if figure == Figure::Form(ShapeForm::Line) { 0.0 } else { height };
        let frame = self.in_view(width, height);
        let fill = Fill::Solid(super::pointer::NEW_INK);
        let kind = self.figure_kind(figure, fill, None);
        self.add(vec![PosterElement::new(self.poster.free_id(), frame, kind)])
    }

    /// Shows it in the place of an element, with its ink.
    fn put_figure(&mut self, part: &PosterElement, figure: Figure) -> Action<Parent> {
        let (fill, stroke) = match &part.kind {
            ElementKind::Icon(mark) => (Fill::Solid(mark.ink), None),
            ElementKind::Shape(shape) => {
                let line = shape.stroke.map(|(ink, _)| Fill::Solid(ink));
                (
                    shape.fill.or(line).unwrap_or(Fill::Solid(Ink::BLACK)),
                    shape.stroke.filter(|_| shape.fill.is_some()),
                )
            }
            _ => return Action::none(),
        };
        let kind = Box::new(self.figure_kind(figure, fill, stroke));
        self.commit(Edit::SetKind { id: part.id, kind }, false)
    }

    fn figure_kind(&self, figure: Figure, fill: Fill, stroke: Option<(Ink, f32)>) -> ElementKind {
        let ink = fill.inks().next().unwrap_or(Ink::BLACK);
        match figure {
            Figure::Icon(name) => ElementKind::Icon(Mark { name: name.to_owned(), ink }),
            Figure::Form(ShapeForm::Line) => {
                let line = stroke.unwrap_or((ink, super::field::hairline(&self.poster)));
                ElementKind::Shape(Shape::new(ShapeForm::Line, None, Some(line)))
            }
            Figure::Form(form) => ElementKind::Shape(Shape::new(form, Some(fill), stroke)),
        }
    }

    pub(super) fn shelf_pane(&self) -> Element<'_, Parent> {
        let title = if self.shelf.of.is_some() { "Chọn hình khác" } else { "Kho hình" };
        let close = icon_button(Icon::Close, "Đóng (Esc)", style::ghost, Some(Message::Closed));
        let head =
            row![container(section_title(title)).width(Length::Fill), close].align_y(Alignment::Center);
        let sought = fold(self.shelf.sought.trim());
        let is_found = |name: &str| sought.is_empty() || fold(name).contains(&sought);
        let search = field("Tìm hình: sen, cầu, giấy hẹn…", &self.shelf.sought).on_input(Message::Sought);
        let motifs = Motif::ALL.map(|motif| (Figure::Form(ShapeForm::Motif(motif)), motif.name()));
        let forms = FORMS.map(|(form, name)| (Figure::Form(form), name));
        let marks = ICONS.map(|(name, shown)| (Figure::Icon(name), shown));
        // The rest of the set has English names only.
        let is_more = |name: &&str| {
            sought.len() > 2
                && name.contains(sought.as_str())
                && !ICONS.iter().any(|(known, _)| known == name)
        };
        let more: Vec<(Figure, &str)> =
            icons().filter(is_more).take(MOST).map(|name| (Figure::Icon(name), name)).collect();
        let section = |name, figures: Vec<(Figure, &'static str)>| {
            let is_sought =
                |(figure, name): &(Figure, &'static str)| *figure == Figure::Icon(name) || is_found(name);
            let found: Vec<_> = figures.into_iter().filter(is_sought).collect();
            (!found.is_empty()).then(|| {
                let cells = found.into_iter().map(|(figure, name)| cell(figure, name));
                column![label(name), grid(cells).columns(3).spacing(4).height(Length::Shrink)].spacing(6)
            })
        };
        let parts = [
            section("Hình vẽ sẵn", motifs.into()),
            section("Hình cơ bản", forms.into()),
            section("Biểu tượng", marks.into()),
            section("Biểu tượng khác", more),
        ];
        let none = parts.iter().all(Option::is_none).then(|| caption("Không có hình nào tên như vậy."));
        let list = column(parts.into_iter().flatten().map(Element::from)).spacing(18);
        let body = column![list].push(none).padding(Padding {
            right: 16.0,
            bottom: 24.0,
            left: 16.0,
            ..Padding::ZERO
        });
        let pane = column![
            container(column![head, search].spacing(8)).padding(Padding {
                top: 10.0,
                right: 10.0,
                bottom: 0.0,
                left: 16.0
            }),
            scroll(body.width(Length::Fill)).height(Length::Fill)
        ];
        Element::from(pane.spacing(12).height(Length::Fill)).map(Parent::Shelf)
    }

    /// The button beside the tools.
    pub(super) fn shelf_button<'a>() -> Element<'a, Parent> {
        let hint = "Kho hình: hình vẽ sẵn, hình cơ bản, biểu tượng (H)";
        icon_button(Icon::Shapes, hint, style::ghost, Some(Parent::Shelf(Message::Opened(None))))
    }
}

/// Width to height of a figure as it was drawn.
fn ratio(figure: Figure) -> f32 {
    match figure {
        Figure::Form(ShapeForm::Motif(motif)) => motif.size().0 / motif.size().1,
        Figure::Form(ShapeForm::Chevron) => 1.6,
        Figure::Form(ShapeForm::Rectangle { .. }) => 1.5,
        Figure::Form(_) | Figure::Icon(_) => 1.0,
    }
}

fn cell<'a>(figure: Figure, name: &'static str) -> Element<'a, Message> {
    let picture = Canvas::new(Drawing(figure)).width(PICTURE).height(PICTURE);
    let words = text(name).size(size::CAPTION).wrapping(text::Wrapping::None);
    let face = column![picture, Space::new().height(2), words].spacing(2).align_x(Alignment::Center);
    let face = button(container(face).center_x(Length::Fill)).padding([8, 4]).width(Length::Fill);
    tip(face.style(style::ghost).on_press(Message::Chosen(figure)), name)
}

/// One figure in the colour of text.
#[derive(Debug)]
struct Drawing(Figure);

impl canvas::Program<Message> for Drawing {
    type State = ();

    fn draw(
        &self,
        _state: &(),
        renderer: &Renderer,
        theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<Geometry> {
        let mut frame = canvas::Frame::new(renderer, bounds.size());
        let color = Tokens::of(theme).text;
        let ratio = ratio(self.0);
        let (width, height) =
            if ratio > 1.0 { (PICTURE, PICTURE / ratio) } else { (PICTURE * ratio, PICTURE) };
        let square = page::Rect::new((PICTURE - width) / 2.0, (PICTURE - height) / 2.0, width, height);
        match self.0 {
            Figure::Form(form) => {
                let path = path(&form_outline(form, square, 1.0));
                if form == ShapeForm::Line {
                    frame.stroke(&path, canvas::Stroke::default().with_color(color).with_width(2.0));
                } else {
                    frame.fill(&path, color);
                }
            }
            Figure::Icon(name) => frame.fill(&path(&icon_outline(name, square)), color),
        }
        vec![frame.into_geometry()]
    }
}

pub(super) fn path(segments: &[Segment]) -> Path {
    let at = |point: page::Point| Point::new(point.x, point.y);
    Path::new(|builder| {
        for segment in segments {
            match *segment {
                Segment::Move(to) => builder.move_to(at(to)),
                Segment::Line(to) => builder.line_to(at(to)),
                Segment::Curve(a, b, to) => builder.bezier_curve_to(at(a), at(b), at(to)),
                Segment::Close => builder.close(),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::poster::is_icon;

    #[test]
    fn every_icon_of_the_shelf_is_in_the_set_once_and_has_a_name_of_its_own() {
        for (index, (name, shown)) in ICONS.iter().enumerate() {
            assert!(is_icon(name), "{name}");
            let same = |(other, told): &&(&str, &str)| other == name || told == shown;
            assert_eq!(ICONS.iter().filter(same).count(), 1, "{index} {name} {shown}");
        }
    }
}
