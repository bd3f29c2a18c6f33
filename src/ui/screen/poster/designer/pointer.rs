//! Pointer actions on the board.

use iced::keyboard::Modifiers;
use iced::{Point, Vector};

use crate::poster::preflight::NEW_TEXT;
use crate::poster::snap::Edges;
use crate::poster::{
    Edit, Element as PosterElement, ElementId, ElementKind, Fill, Frame, Ink, Picture, PictureFit, Qr, Shape,
    ShapeForm, Text, Typeface,
};
use crate::ui::{Action, Context, Effect};

use super::gesture::{DragModifiers, Gesture, HANDLES, Handle, frames, handle_position, spanned, tidy};
use super::{Designer, Message, Tool};

/// In logical pixels of the board's view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pointer {
    Down {
        at: Point,
        is_double: bool,
        modifiers: Modifiers,
    },
    /// Panning begins.
    Grab {
        at: Point,
    },
    Moved {
        at: Point,
        modifiers: Modifiers,
    },
    Up,
    Wheel {
        by: Vector,
        at: Point,
        is_zoom: bool,
    },
}

/// Of a new shape.
pub(super) const NEW_INK: Ink = Ink::new(92.0, 38.0, 42.0, 16.0);
/// Distance at which a handle is hit, logical pixels.
const NEAR: f32 = 7.0;
pub(super) const SNAP: f32 = 6.0;
/// How far the pointer must move to start a drag.
const SLACK: f32 = 3.0;
/// Distance of the rotation handle above the frame.
pub(super) const TURN_REACH: f32 = 26.0;

impl Designer {
    pub(super) fn pointer(&mut self, pointer: Pointer, _context: &Context) -> Action<Message> {
        match pointer {
            Pointer::Down { at, is_double, modifiers } => self.press(at, is_double, modifiers),
            Pointer::Grab { at } => {
                self.gesture = Some(Gesture::Pan { from: at, origin: self.camera.origin });
                self.is_dragging = false;
                Action::none()
            }
            Pointer::Moved { at, modifiers } => self.drag(at, modifiers),
            Pointer::Up => self.release(),
            Pointer::Wheel { by, at, is_zoom } => {
                self.is_fit = false;
                self.camera = if is_zoom {
                    let scale = self.camera.scale * 1.0015_f32.powf(by.y);
                    self.camera.zoomed(scale, at, &self.poster)
                } else {
                    self.camera.moved(by)
                };
                self.paint().into()
            }
        }
    }

    /// The handle of the only selected element at a point of the view.
    pub(super) fn handle_at(&self, at: Point) -> Option<(ElementId, Handle)> {
        let part = self.chosen().filter(|part| !part.is_locked && !part.is_hidden)?;
        let near = |point: (f32, f32)| self.camera.view(point).distance(at) <= NEAR;
        if self.turn_position(part.frame).distance(at) <= NEAR + 1.0 {
            return Some((part.id, Handle::Turn));
        }
        self.handles(part)
            .find(|edges| near(handle_position(part.frame, *edges)))
            .map(|edges| (part.id, Handle::Edges(edges)))
    }

    /// The handles that an element shows: a thin line has no side handles, a small frame only corners.
    pub(super) fn handles<'a>(&'a self, part: &'a PosterElement) -> impl Iterator<Item = Edges> + 'a {
        let wide = part.frame.width * self.camera.scale;
        let high = part.frame.height * self.camera.scale;
        HANDLES.into_iter().filter(move |edges| match (edges.across.is_some(), edges.down.is_some()) {
            (true, true) => high > 6.0 || part.frame.height > 0.0,
            (true, false) => high >= 34.0 || part.frame.height <= 0.0,
            _ => wide >= 34.0,
        })
    }

    /// The position of the rotation handle in the view.
    pub(super) fn turn_position(&self, frame: Frame) -> Point {
        let above = self.camera.millimetres(TURN_REACH);
        self.camera.view(frame.place(frame.x + frame.width / 2.0, frame.y - above))
    }

    pub(super) fn element_at(&self, at: Point) -> Option<ElementId> {
        let (x, y) = self.camera.board(at);
        self.poster.hit(x, y, self.camera.millimetres(3.0))
    }

    fn press(&mut self, at: Point, is_double: bool, modifiers: Modifiers) -> Action<Message> {
        let from = self.camera.board(at);
        self.press = at;
        self.is_dragging = false;
        if self.picking.is_some() {
            return self.pick_ink(at);
        }
        if self.ruler_at(at).is_some() {
            self.gesture = self.grab_guide(at);
            return Action::none();
        }
        if self.tool != Tool::Select {
            self.gesture = Some(Gesture::Place { tool: self.tool, from, to: from });
            return Action::none();
        }
        if let Some((id, handle)) = self.handle_at(at)
            && let Some(part) = self.poster.element(id)
        {
            let before = part.frame;
            self.gesture = Some(match handle {
                Handle::Edges(edges) => Gesture::Resize { id, edges, from, before },
                Handle::Turn => Gesture::Turn { id, before },
            });
            return Action::none();
        }
        if let Some(gesture) = self.grab_guide(at) {
            self.gesture = Some(gesture);
            return Action::none();
        }
        let hit = self.element_at(at);
        if let Some(id) = self.editing {
            if hit == Some(id) {
                self.put_caret_at(at, modifiers.shift());
                if is_double {
                    self.text_editor.perform(iced::widget::text_editor::Action::SelectWord);
                }
                self.gesture = Some(Gesture::Letters);
                return Action::none();
            }
            let _ = self.leave_letters();
        }
        if modifiers.shift() {
            if let Some(id) = hit {
                let mut ids = self.selection.clone();
                match ids.iter().position(|one| *one == id) {
                    Some(index) => {
                        let _ = ids.remove(index);
                    }
                    None => ids.push(id),
                }
                self.choose(ids);
            } else {
                self.gesture = Some(Gesture::Band { from, to: from, kept: self.selection.clone() });
            }
            return Action::none();
        }
        let Some(id) = hit else {
            self.choose(Vec::new());
            self.gesture = Some(Gesture::Band { from, to: from, kept: Vec::new() });
            return Action::none();
        };
        if !self.selection.contains(&id) {
            self.choose(self.with_group(id));
        }
        if is_double {
            return self.open_up(id);
        }
        if self.is_cropping(id)
            && let Some(ElementKind::Picture(picture)) = self.poster.element(id).map(|part| &part.kind)
        {
            self.gesture = Some(Gesture::Crop { id, from, before: picture.place });
            return Action::none();
        }
        let before = self.poster.elements.iter().filter(|part| self.selection.contains(&part.id));
        let before = before.filter(|part| !part.is_locked).map(|part| (part.id, part.frame)).collect();
        self.gesture = Some(Gesture::Move { from, before });
        Action::none()
    }

    /// A double click opens an element's content.
    fn open_up(&mut self, id: ElementId) -> Action<Message> {
        self.choose(vec![id]);
        match self.poster.element(id).map(|part| &part.kind) {
            Some(ElementKind::Text(_)) => self.edit_letters(id, Some(self.press)).into(),
            Some(ElementKind::Picture(picture)) if picture.path.is_empty() => {
                Action::effect(Effect::PickPicture)
            }
            Some(ElementKind::Picture(_)) => {
                self.cropping = Some(id);
                Action::none()
            }
            _ => Action::none(),
        }
    }

    fn drag(&mut self, at: Point, modifiers: Modifiers) -> Action<Message> {
        let Some(gesture) = &mut self.gesture else { return Action::none() };
        if !self.is_dragging && self.press.distance(at) < SLACK && !matches!(gesture, Gesture::Pan { .. }) {
            return Action::none();
        }
        let is_first = !std::mem::replace(&mut self.is_dragging, true);
        let here = self.camera.board(at);
        // With Alt, copies are moved and the originals stay.
        if is_first && modifiers.alt() && matches!(gesture, Gesture::Move { .. }) {
            return self.drag_copies(at, modifiers);
        }
        if let Some(Gesture::Guide { axis, .. }) = &self.gesture {
            let stop = self.guide_stop(*axis, here, modifiers.command());
            if let Some(Gesture::Guide { at, .. }) = &mut self.gesture {
                *at = stop;
            }
            return Action::none();
        }
        let Some(gesture) = &mut self.gesture else { return Action::none() };
        match gesture {
            Gesture::Pan { from, origin } => {
                self.is_fit = false;
                self.camera.origin = *origin + (at - *from);
                return self.paint().into();
            }
            Gesture::Band { from, to, kept } => {
                *to = here;
                let mut ids = kept.clone();
                let area = spanned(*from, here);
                ids.extend(self.poster.within(area).into_iter().filter(|id| !kept.contains(id)));
                self.choose(self.with_groups(ids));
                return Action::none();
            }
            Gesture::Letters => {
                self.put_caret_at(at, true);
                return Action::none();
            }
            Gesture::Crop { id, from, before } => {
                let (id, before, by) = (*id, *before, (here.0 - from.0, here.1 - from.1));
                return self.crop(id, before, by);
            }
            Gesture::Place { tool, from, to } => {
                *to = here;
                if modifiers.shift() || *tool == Tool::Qr {
                    let side = (here.0 - from.0).abs().max((here.1 - from.1).abs());
                    *to = (from.0 + side.copysign(here.0 - from.0), from.1 + side.copysign(here.1 - from.1));
                }
                return Action::none();
            }
            Gesture::Move { .. } | Gesture::Resize { .. } | Gesture::Turn { .. } | Gesture::Guide { .. } => {}
        }
        let mut drag_modifiers = DragModifiers { is_strict: modifiers.shift(), is_free: modifiers.command() };
        // A QR code is square.
        if let Gesture::Resize { id, .. } = gesture
            && matches!(
                self.poster.element(*id).map(|part| &part.kind),
                Some(ElementKind::Qr(_) | ElementKind::Icon(_))
            )
        {
            drag_modifiers.is_strict = true;
        }
        let Some(gesture) = &self.gesture else { return Action::none() };
        let folds = self.poster.folds_of(self.side);
        let (frames, guides) = frames(gesture, here, drag_modifiers, &self.poster, self.snapping(&folds));
        (self.frames, self.guides) = (frames, guides);
        self.paint().into()
    }

    fn drag_copies(&mut self, at: Point, modifiers: Modifiers) -> Action<Message> {
        let Some(Gesture::Move { from, .. }) = self.gesture else { return Action::none() };
        let (edits, ids) = self.copies(0.0);
        let copied = self.commit(Edit::All(edits), false);
        self.choose(ids);
        let before = self.chosen_parts().map(|part| (part.id, part.frame)).collect();
        self.gesture = Some(Gesture::Move { from, before });
        super::join(copied, self.drag(at, modifiers))
    }

    fn release(&mut self) -> Action<Message> {
        let frames = std::mem::take(&mut self.frames);
        self.guides.clear();
        let Some(gesture) = self.gesture.take() else { return Action::none() };
        if let Gesture::Place { tool, from, to } = gesture {
            return self.place(tool, spanned(from, to), from);
        }
        if let Gesture::Guide { index, axis, at } = gesture {
            let was_moved = std::mem::take(&mut self.is_dragging);
            return if was_moved { self.drop_guide(index, axis, at) } else { Action::none() };
        }
        if !std::mem::take(&mut self.is_dragging) || frames.is_empty() {
            return Action::none();
        }
        let moves = frames.into_iter().map(|(id, frame)| Edit::SetFrame { id, frame });
        let mut edits: Vec<Edit> = moves.collect();
        let edit = if edits.len() == 1 { edits.remove(0) } else { Edit::All(edits) };
        self.commit(edit, false)
    }

    /// Adds an element in the drawn frame, or of a standard size around the clicked point.
    fn place(&mut self, tool: Tool, drawn: Frame, at: (f32, f32)) -> Action<Message> {
        let was_drawn = std::mem::take(&mut self.is_dragging);
        self.tool = Tool::Select;
        let (wide, high) = (self.poster.width, self.poster.height);
        let least = wide.min(high);
        let (width, height) = match tool {
            Tool::Text => (wide * 0.5, least * 0.16),
            Tool::Picture => (least * 0.5, least * 0.375),
            Tool::Qr => (least * 0.2, least * 0.2),
            Tool::Shape | Tool::Select => (least * 0.3, least * 0.2),
        };
        let frame = if was_drawn && drawn.width > least * 0.01 && drawn.height > least * 0.01 {
            drawn
        } else {
            Frame::new(at.0 - width / 2.0, at.1 - height / 2.0, width, height)
        };
        let kind = match tool {
            Tool::Select => return Action::none(),
            Tool::Text => {
                let size = (frame.height / 1.6).min(least * 0.1).max(1.0);
                let ink = self.readable(frame);
                ElementKind::Text(
                    Text::new(NEW_TEXT, Typeface::BeVietnamProBold, size, ink).shrink(size / 3.0),
                )
            }
            Tool::Picture => ElementKind::Picture(Picture::new(String::new(), PictureFit::Cover)),
            Tool::Qr => {
                ElementKind::Qr(Qr { content: String::new(), ink: Ink::BLACK, paper: Some(Ink::WHITE) })
            }
            Tool::Shape => {
                let fill = Some(Fill::Solid(NEW_INK));
                ElementKind::Shape(Shape::new(ShapeForm::Rectangle { radius: 0.0 }, fill, None))
            }
        };
        let id = self.poster.free_id();
        let part = PosterElement::new(id, tidy(frame), kind);
        let action = self.commit(Edit::Add { index: usize::MAX, element: Box::new(part) }, false);
        self.choose(vec![id]);
        match tool {
            Tool::Text => super::join(action, self.edit_letters(id, None).into()),
            Tool::Picture => action.and(Effect::PickPicture),
            _ => action,
        }
    }

    /// Black or white, whichever contrasts with the board's background.
    pub(super) fn readable(&self, _frame: Frame) -> Ink {
        let dark = |ink: Ink| ink.k + (ink.c + ink.m + ink.y) / 3.0 > 45.0;
        if self.poster.background.inks().any(dark) { Ink::WHITE } else { Ink::BLACK }
    }
}
