//! The board: the rendered poster, with screen-only marks over it.

mod finishing;
mod fold;
mod guide;
mod letters;
mod ruler;

pub(super) use ruler::RULER;

use iced::advanced::mouse::click::{self, Click};
use iced::mouse::{self, Button, Cursor, Interaction, ScrollDelta};
use iced::widget::canvas::{self, Canvas, Event, Frame as Sketch, Geometry, Path, Stroke, Text};
use iced::widget::{image, sensor, stack};
use iced::{Color, Length, Pixels, Point, Rectangle, Renderer, Size, Theme, Vector, alignment, keyboard};

use crate::poster::snap::{Axis, Edges, Side};
use crate::poster::{ElementId, ElementKind, Frame, ShapeForm};
use crate::ui::screen::poster::figure::{length, millimetres, number};
use crate::ui::theme::Tokens;
use crate::ui::{Element, font};

use super::gesture::{Gesture, Handle, handle_position, spanned};
use super::{Designer, Message, Pointer, Tool};

/// Marks do not follow the theme: they are drawn over the poster's own colours.
const GUIDE: Color = Color::from_rgb(0.89, 0.16, 0.63);
const SAFE: Color = Color::from_rgba(1.0, 1.0, 1.0, 0.45);
const SAFE_DARK: Color = Color::from_rgba(0.0, 0.0, 0.0, 0.22);
const HALO: Color = Color::from_rgba(1.0, 1.0, 1.0, 0.6);

impl Designer {
    pub(super) fn board(&self) -> Element<'_, Message> {
        let print = Canvas::new(PrintLayer(self)).width(Length::Fill).height(Length::Fill);
        let marks = Canvas::new(MarksLayer(self)).width(Length::Fill).height(Length::Fill);
        sensor(
            stack![print, marks].push(self.board_text()).width(Length::Fill).height(Length::Fill).clip(true),
        )
        .key(self.id.clone())
        .on_show(Message::Seen)
        .on_resize(Message::Seen)
        .into()
    }

    /// A frame as being dragged, else as it is.
    pub(super) fn shown(&self, id: ElementId) -> Option<Frame> {
        let dragged = self.frames.iter().find(|(one, _)| *one == id).map(|(_, frame)| *frame);
        dragged.or_else(|| self.poster.element(id).map(|part| part.frame))
    }

    fn outline(&self, frame: Frame) -> Path {
        Path::new(|path| {
            let [first, rest @ ..] = frame.corners().map(|corner| self.camera.view(corner));
            path.move_to(first);
            for corner in rest {
                path.line_to(corner);
            }
            path.close();
        })
    }
}

/// The sheet with the rendered poster.
struct PrintLayer<'a>(&'a Designer);

impl canvas::Program<Message> for PrintLayer<'_> {
    type State = ();

    fn draw(
        &self,
        (): &(),
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _: Cursor,
    ) -> Vec<Geometry> {
        let designer = self.0;
        let camera = designer.camera;
        let mut sketch = Sketch::new(renderer, bounds.size());
        let board = camera.rectangle(Frame::new(0.0, 0.0, designer.poster.width, designer.poster.height));
        for (grown, alpha) in [(7.0, 0.025), (5.0, 0.035), (3.0, 0.045), (1.0, 0.06)] {
            let at = Point::new(board.x - grown, board.y - grown + 2.0);
            let size = Size::new(board.width + 2.0 * grown, board.height + 2.0 * grown);
            sketch.fill(
                &Path::rounded_rectangle(at, size, grown.into()),
                Color::from_rgba(0.0, 0.0, 0.0, alpha),
            );
        }
        // Beneath a rendering of this view a white line would show beside it.
        let size = (designer.poster.width, designer.poster.height);
        // One of a board of another size would hang over the edges.
        let picture = designer.renderer.picture.as_ref().filter(|picture| picture.board == size);
        let is_painted = picture.is_some_and(|picture| picture.camera == camera);
        if !is_painted {
            let corner = Point::new((board.x + board.width).round(), (board.y + board.height).round());
            let at = Point::new(board.x.round(), board.y.round());
            sketch.fill_rectangle(at, Size::new(corner.x - at.x, corner.y - at.y), Color::WHITE);
        }
        if let Some(picture) = picture {
            // A rendering of an older view is transformed to its new place until the new one arrives.
            let factor = camera.scale / picture.camera.scale;
            let is_exact = (factor - 1.0).abs() < 1e-4;
            let filter = if is_exact { image::FilterMethod::Nearest } else { image::FilterMethod::Linear };
            for tile in std::iter::once(&picture.whole).chain(&picture.patch) {
                let at = camera.view(picture.camera.board(tile.area.position()));
                let size = Size::new(tile.area.width * factor, tile.area.height * factor);
                let print =
                    iced::advanced::image::Image::new(tile.handle.clone()).filter_method(filter).snap(true);
                sketch.draw_image(Rectangle::new(at, size), print);
            }
        }
        vec![sketch.into_geometry()]
    }
}

/// Edges, handles, guides and measures; and pointer handling.
struct MarksLayer<'a>(&'a Designer);

#[derive(Debug, Default)]
struct Hand {
    modifiers: keyboard::Modifiers,
    click: Option<Click>,
    is_down: bool,
    /// The space bar switches to panning.
    is_space: bool,
    hover: Option<ElementId>,
}

impl canvas::Program<Message> for MarksLayer<'_> {
    type State = Hand;

    fn update(
        &self,
        hand: &mut Hand,
        event: &Event,
        bounds: Rectangle,
        cursor: Cursor,
    ) -> Option<canvas::Action<Message>> {
        let publish = |pointer: Pointer| canvas::Action::publish(Message::Pointer(pointer));
        match event {
            Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) => {
                hand.modifiers = *modifiers;
                None
            }
            Event::Keyboard(
                keyboard::Event::KeyPressed { key, .. } | keyboard::Event::KeyReleased { key, .. },
            ) if *key == keyboard::Key::Named(keyboard::key::Named::Space) => {
                hand.is_space = matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { .. }));
                None
            }
            Event::Mouse(mouse::Event::ButtonPressed(button @ (Button::Left | Button::Middle))) => {
                let at = cursor.position_in(bounds)?;
                hand.is_down = true;
                if *button == Button::Middle || hand.is_space {
                    return Some(publish(Pointer::Grab { at }).and_capture());
                }
                let click = Click::new(at, Button::Left, hand.click);
                let is_double = click.kind() == click::Kind::Double;
                hand.click = Some(click);
                Some(publish(Pointer::Down { at, is_double, modifiers: hand.modifiers }).and_capture())
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) => {
                if hand.is_down {
                    let at = cursor.position_from(bounds.position())?;
                    return Some(publish(Pointer::Moved { at, modifiers: hand.modifiers }).and_capture());
                }
                let hover = cursor.position_in(bounds).and_then(|at| self.0.element_at(at));
                let is_new = hover != hand.hover;
                hand.hover = hover;
                is_new.then(canvas::Action::request_redraw)
            }
            Event::Mouse(mouse::Event::ButtonReleased(Button::Left | Button::Middle)) if hand.is_down => {
                hand.is_down = false;
                Some(publish(Pointer::Up))
            }
            Event::Mouse(mouse::Event::ButtonReleased(Button::Left)) if self.0.lifted.is_some() => {
                cursor.position_in(bounds).map(|_| canvas::Action::publish(Message::LiftEnded))
            }
            Event::Mouse(mouse::Event::WheelScrolled { delta }) => {
                let at = cursor.position_in(bounds)?;
                let mut by = match delta {
                    ScrollDelta::Lines { x, y } => Vector::new(x * 60.0, y * 60.0),
                    ScrollDelta::Pixels { x, y } => Vector::new(*x, *y),
                };
                let is_zoom = hand.modifiers.command();
                if hand.modifiers.shift() && by.x == 0.0 {
                    by = Vector::new(by.y, 0.0);
                }
                if is_zoom {
                    by *= 2.5;
                }
                Some(publish(Pointer::Wheel { by, at, is_zoom }).and_capture())
            }
            _ => None,
        }
    }

    fn mouse_interaction(&self, hand: &Hand, bounds: Rectangle, cursor: Cursor) -> Interaction {
        let designer = self.0;
        match &designer.gesture {
            Some(Gesture::Pan { .. } | Gesture::Turn { .. }) => return Interaction::Grabbing,
            Some(Gesture::Move { .. }) if designer.is_dragging => return Interaction::Move,
            Some(Gesture::Resize { edges, before, .. }) => return arrows(*edges, before.rotation),
            Some(Gesture::Guide { axis, .. }) => return across(*axis),
            _ => {}
        }
        let Some(at) = cursor.position_in(bounds) else { return Interaction::None };
        if hand.is_space {
            return Interaction::Grab;
        }
        if designer.picking.is_some() {
            return Interaction::Crosshair;
        }
        if let Some(axis) = designer.ruler_at(at) {
            return across(axis);
        }
        if designer.tool != Tool::Select {
            return Interaction::Crosshair;
        }
        match designer.handle_at(at) {
            Some((id, Handle::Edges(edges))) => {
                arrows(edges, designer.shown(id).map_or(0.0, |frame| frame.rotation))
            }
            Some((_, Handle::Turn)) => Interaction::Grab,
            None if let Some(index) = designer.guide_at(at) => across(designer.poster.guides[index].axis()),
            None if designer.element_at(at).is_some() => Interaction::Move,
            None => Interaction::Idle,
        }
    }

    fn draw(
        &self,
        hand: &Hand,
        renderer: &Renderer,
        theme: &Theme,
        bounds: Rectangle,
        _cursor: Cursor,
    ) -> Vec<Geometry> {
        let tokens = Tokens::of(theme);
        let mut sketch = Sketch::new(renderer, bounds.size());
        self.grid(&mut sketch);
        self.edges(&mut sketch, tokens);
        self.finishing(&mut sketch);
        self.folds(&mut sketch, tokens);
        self.guides(&mut sketch);
        if let Some(id) = hand.hover.filter(|id| !hand.is_down && !self.0.selection.contains(id))
            && let Some(frame) = self.0.shown(id)
        {
            sketch.stroke(
                &self.0.outline(frame),
                Stroke::default().with_color(accent().scale_alpha(0.8)).with_width(1.5),
            );
        }
        self.0.draw_comments(&mut sketch);
        self.selection(&mut sketch);
        self.letters(&mut sketch);
        self.gesture(&mut sketch);
        self.ruler(&mut sketch, tokens);
        vec![sketch.into_geometry()]
    }
}

/// The selection's colour over any print: the light theme's accent.
fn accent() -> Color {
    crate::ui::theme::LIGHT.accent
}

impl MarksLayer<'_> {
    /// The edges of the bleed and of the safe area.
    fn edges(&self, sketch: &mut Sketch, tokens: &Tokens) {
        let (poster, camera) = (&self.0.poster, self.0.camera);
        let crisp = |area: Rectangle| {
            let (x, y) = (area.x.floor() + 0.5, area.y.floor() + 0.5);
            let right = (area.x + area.width).floor() + 0.5;
            let bottom = (area.y + area.height).floor() + 0.5;
            Path::rectangle(Point::new(x, y), Size::new(right - x, bottom - y))
        };
        if poster.bleed > 0.0 {
            let bleed = poster.bleed.max(camera.millimetres(5.0));
            let area = camera.rectangle(Frame::new(
                -bleed,
                -bleed,
                poster.width + 2.0 * bleed,
                poster.height + 2.0 * bleed,
            ));
            let dash = canvas::LineDash { segments: &[4.0, 3.0], offset: 0 };
            let stroke =
                Stroke { line_dash: dash, ..Stroke::default().with_color(tokens.danger).with_width(1.0) };
            sketch.stroke(&crisp(area), stroke);
        }
        if poster.safe > 0.0 {
            let area = camera.rectangle(Frame::new(
                poster.safe,
                poster.safe,
                poster.width - 2.0 * poster.safe,
                poster.height - 2.0 * poster.safe,
            ));
            // Two lines, one of which is visible on any background.
            sketch.stroke(&crisp(area), Stroke::default().with_color(SAFE).with_width(1.0));
            let dash = canvas::LineDash { segments: &[3.0, 3.0], offset: 0 };
            let stroke =
                Stroke { line_dash: dash, ..Stroke::default().with_color(SAFE_DARK).with_width(1.0) };
            sketch.stroke(&crisp(area), stroke);
        }
    }

    fn selection(&self, sketch: &mut Sketch) {
        let designer = self.0;
        for id in &designer.selection {
            let Some(frame) = designer.shown(*id) else { continue };
            let outline = designer.outline(frame);
            sketch.stroke(&outline, Stroke::default().with_color(HALO).with_width(3.0));
            sketch.stroke(&outline, Stroke::default().with_color(accent()).with_width(1.5));
        }
        let Some(part) = designer.chosen().filter(|part| !part.is_locked && !part.is_hidden) else { return };
        if designer.is_dragging {
            return;
        }
        let is_line = matches!(&part.kind, ElementKind::Shape(shape) if shape.form == ShapeForm::Line);
        let top = designer.camera.view(part.frame.place(part.frame.x + part.frame.width / 2.0, part.frame.y));
        let turn = designer.turn_position(part.frame);
        sketch.stroke(&Path::line(top, turn), Stroke::default().with_color(HALO).with_width(3.0));
        sketch.stroke(&Path::line(top, turn), Stroke::default().with_color(accent()).with_width(1.5));
        knob(sketch, &Path::circle(turn, 5.0));
        for edges in designer.handles(part) {
            if is_line && edges.across.is_none() && part.frame.height <= 0.0 {
                continue;
            }
            let at = designer.camera.view(handle_position(part.frame, edges));
            let corner = Point::new(at.x.round() - 4.5, at.y.round() - 4.5);
            knob(sketch, &Path::rounded_rectangle(corner, Size::new(9.0, 9.0), 2.0.into()));
        }
    }

    /// Guides, the rubber band, the frame being drawn, and the measures during a drag.
    fn gesture(&self, sketch: &mut Sketch) {
        let designer = self.0;
        let camera = designer.camera;
        let dash = canvas::LineDash { segments: &[5.0, 4.0], offset: 0 };
        let guide = Stroke { line_dash: dash, ..Stroke::default().with_color(GUIDE).with_width(1.25) };
        for line in &designer.guides {
            let ends = match line.axis {
                Axis::Vertical => [(line.at, line.from), (line.at, line.to)],
                Axis::Horizontal => [(line.from, line.at), (line.to, line.at)],
            };
            let [from, to] = ends.map(|end| camera.view(end));
            sketch.stroke(&Path::line(from, to), guide);
        }
        match &designer.gesture {
            Some(Gesture::Band { from, to, .. }) if designer.is_dragging => {
                let area = camera.rectangle(spanned(*from, *to));
                sketch.fill_rectangle(area.position(), area.size(), accent().scale_alpha(0.12));
                sketch.stroke(
                    &Path::rectangle(area.position(), area.size()),
                    Stroke::default().with_color(accent()).with_width(1.0),
                );
            }
            Some(Gesture::Place { from, to, .. }) if designer.is_dragging => {
                let frame = spanned(*from, *to);
                sketch.stroke(&designer.outline(frame), Stroke::default().with_color(HALO).with_width(3.0));
                sketch
                    .stroke(&designer.outline(frame), Stroke::default().with_color(accent()).with_width(1.5));
                let message = format!("{} × {}", length(frame.width), length(frame.height));
                self.measure(sketch, frame, message);
            }
            Some(gesture) if !designer.frames.is_empty() => {
                let whole = Frame::around(designer.frames.iter().map(|(_, frame)| frame.bounds()));
                let first = designer.frames[0].1;
                let message = match gesture {
                    Gesture::Resize { .. } => format!("{} × {}", length(first.width), length(first.height)),
                    Gesture::Turn { .. } => format!("{}°", number(first.rotation)),
                    _ => format!("X {}   Y {}", millimetres(whole.x), millimetres(whole.y)),
                };
                self.measure(sketch, whole, message);
            }
            _ => {}
        }
    }

    /// A small label under a frame.
    fn measure(&self, sketch: &mut Sketch, frame: Frame, message: String) {
        let area = self.0.camera.rectangle(frame);
        let width = message.chars().count() as f32 * 6.4 + 16.0;
        let room = self.0.view;
        let x = (area.x + area.width / 2.0 - width / 2.0).clamp(4.0, (room.width - width - 4.0).max(4.0));
        let y = (area.y + area.height + 10.0).clamp(4.0, (room.height - 26.0).max(4.0));
        let plate = Path::rounded_rectangle(Point::new(x, y), Size::new(width, 22.0), 5.0.into());
        sketch.fill(&plate, accent());
        sketch.fill_text(Text {
            content: message,
            position: Point::new(x + width / 2.0, y + 11.0),
            color: Color::WHITE,
            size: Pixels(11.5),
            font: font::FIGURES,
            align_x: alignment::Horizontal::Center.into(),
            align_y: alignment::Vertical::Center,
            ..Text::default()
        });
    }
}

fn knob(sketch: &mut Sketch, shape: &Path) {
    sketch.fill(shape, Color::WHITE);
    sketch.stroke(shape, Stroke::default().with_color(accent()).with_width(1.5));
}

/// The cursor that moves a guide line.
fn across(axis: Axis) -> Interaction {
    match axis {
        Axis::Vertical => Interaction::ResizingHorizontally,
        Axis::Horizontal => Interaction::ResizingVertically,
    }
}

/// The resize cursor for an edge of a rotated frame.
fn arrows(edges: Edges, rotation: f32) -> Interaction {
    let toward = |side: Option<Side>| match side {
        Some(Side::Near) => -1.0_f32,
        Some(Side::Far) => 1.0,
        None => 0.0,
    };
    let (x, y) = (toward(edges.across), toward(edges.down));
    let angle = (y.atan2(x).to_degrees() + rotation).rem_euclid(180.0);
    match angle {
        22.5..67.5 => Interaction::ResizingDiagonallyDown,
        67.5..112.5 => Interaction::ResizingVertically,
        112.5..157.5 => Interaction::ResizingDiagonallyUp,
        _ => Interaction::ResizingHorizontally,
    }
}
