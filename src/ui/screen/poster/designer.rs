//! The designer of one poster: selection, dragging, typing.
//!
//! The poster is kept parsed; each action changes it by an [`Edit`] and passes the new body to the newsroom.

mod act;
mod bar;
mod board_text;
mod camera;
mod canvas;
mod check;
mod clipboard;
mod comments;
mod cropping;
mod eyedropper;
mod family;
mod field;
mod gesture;
mod grouping;
mod guide;
mod header;
mod inspector;
mod key;
mod letters;
mod lifting;
mod paint;
mod palette;
mod pointer;
mod shelf;
mod sides;
mod text;
mod typefaces;
mod typing;

use std::mem::{Discriminant, discriminant};
use std::sync::Arc;
use std::time::Instant;

use iced::widget::{container, text_editor};
use iced::{Length, Size, Task};

use crate::newsroom::{Change, Command};
use crate::piece::{Piece, PieceId, Status};
use crate::poster::{Edit, Element as PosterElement, ElementId, ElementKind, Frame, Guide, Poster};
use crate::ui::approval::{self, Approvals};
use crate::ui::comment;
use crate::ui::icon::Icon;
use crate::ui::theme::style;
use crate::ui::widget::{column, divider, empty_state, inspector as pane, row};
use crate::ui::{Action, Burst, Context, Effect, Element, Export, Notice, Pictures, Route, banner};

pub use act::Act;
pub use camera::Camera;
pub(in crate::ui::screen) use check::severity_face;
pub(super) use clipboard::Clip;
pub use clipboard::is_picture;
pub use family::{Message as FamilyMessage, Verdict};
pub use field::{Channel, InkRole, Property};
pub use letters::{LetterMessage, Selecting, Step};
pub use paint::{Checks, Painted, SharedFonts};
pub use palette::Message as PaletteMessage;
pub use pointer::Pointer;
pub use shelf::{Figure, Message as ShelfMessage};
pub use sides::Message as SideMessage;
pub use typefaces::Message as TypefaceMessage;

use super::keep::keep;
use gesture::Gesture;
use paint::{BoardRenderer, Checking, Order};
use text::TEXT;
use typing::Typing;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tool {
    Select,
    Text,
    Picture,
    Shape,
    Qr,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zoom {
    In,
    Out,
    Fit,
    Actual,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// The size of the board's view.
    Seen(Size),
    /// Physical pixels per logical pixel.
    Factor(f32),
    Painted(Arc<Painted>),
    Pointer(Pointer),
    Take(Tool),
    Zoom(Zoom),
    Edit(Box<Edit>),
    /// Of the selected letters only, where there are any.
    Restyle(Box<Edit>),
    Typed(Property, String),
    /// Enter in a field.
    Submit,
    /// The pause after this many keystrokes is over.
    TypingPaused(u64),
    TextEdited(text_editor::Action),
    Letters(LetterMessage),
    Choose(ElementId),
    /// A layer's row is taken hold of.
    Lifted(ElementId),
    /// The pointer has come to the row of another one.
    LiftedOver(ElementId),
    /// The button is let go over the list, or elsewhere.
    LayerDropped,
    LiftEnded,
    /// Clears the selection: the panel shows the board.
    ChooseBoard,
    Act(Act),
    /// The words in the system's clipboard; none where there are none.
    Pasted(Option<String>),
    /// Move the picture within its frame by dragging; none ends it.
    Crop(Option<ElementId>),
    /// Whether a change of an ink changes it wherever it is used.
    Everywhere(bool),
    /// Whether several elements are aligned to the board instead of each other.
    AlignToBoard(bool),
    /// Whether the grid is shown and drawn to.
    ShowGrid(bool),
    /// The distance of its lines, mm.
    SetGrid(f32),
    PickPicture,
    /// For this frame.
    PickPictureFor(ElementId),
    /// Whether to show the seam and the eyelets.
    ShowFinishing(bool),
    Approval(approval::Message),
    /// Whether the comments are shown in the place of the inspector.
    ShowComments(bool),
    Comment(comment::Message),
    Family(family::Message),
    Shelf(shelf::Message),
    Typefaces(typefaces::Message),
    Palette(palette::Message),
    Side(sides::Message),
    /// A preflight's fix of an element, on whichever side it lies.
    Mend(ElementId, Box<Edit>),
    /// Take an ink for this part from the board; none ends it.
    PickInk(Option<InkRole>),
    SetStatus(Status),
    ShowTopics(bool),
    /// By the topic's clause.
    TopicToggled(String),
    /// Keep the design as a template of the office.
    Kept,
    /// Delete the poster.
    Removed,
    ShowChecks(bool),
    /// Open the conflict dialog.
    Decide,
    Export,
    Back,
}

/// Display of the seam and the eyelets over the print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FinishingOverlay {
    Shown,
    Hidden,
}

/// The lists that are open.
#[derive(Debug, Clone, Copy, Default)]
struct Opened {
    checks: bool,
    topics: bool,
}

/// How changes are meant, until chosen otherwise.
#[derive(Debug, Clone, Copy, Default)]
struct Habits {
    /// A change of an ink changes it wherever it is used.
    everywhere: bool,
    /// Several elements are aligned to the board instead of each other.
    to_board: bool,
    /// The distance of the grid's lines, mm, where it is shown.
    grid: Option<f32>,
}

#[derive(Debug)]
pub struct Designer {
    pub id: PieceId,
    /// The newsroom's text.
    body: String,
    /// Turned to the side that is shown.
    poster: Poster,
    /// The side that is shown.
    side: usize,
    /// Why the body cannot be parsed.
    trouble: Option<String>,
    pictures: Pictures,
    selection: Vec<ElementId>,
    tool: Tool,
    view: Size,
    factor: f32,
    camera: Camera,
    /// Whether the whole board is kept in view, until the user zooms or pans.
    is_fit: bool,
    gesture: Option<Gesture>,
    /// Whether the pointer has moved far enough for a drag.
    is_dragging: bool,
    press: iced::Point,
    /// Frames during a drag, not yet applied to the poster.
    frames: Vec<(ElementId, Frame)>,
    guides: Vec<Guide>,
    renderer: BoardRenderer,
    checks: Option<Arc<Checks>>,
    opened: Opened,
    finishing_overlay: FinishingOverlay,
    typing: Option<Typing>,
    typed: u64,
    text_editor: text_editor::Content,
    text_of: Option<ElementId>,
    /// The text that is edited on the board.
    editing: Option<ElementId>,
    pub(super) clip: Clip,
    /// The picture that is moved within its frame.
    cropping: Option<ElementId>,
    habits: Habits,
    /// The layer that is being dragged in the list.
    lifted: Option<lifting::Lifted>,
    burst: Burst<(Discriminant<Edit>, Vec<ElementId>)>,
    approvals: Approvals,
    commenting: comments::Pane,
    family: family::Family,
    shelf: shelf::Shelf,
    typefaces: typefaces::Typefaces,
    palette: palette::Palette,
    /// What the eyedropper takes an ink for.
    picking: Option<InkRole>,
}

impl Designer {
    pub fn new(piece: &Piece, shaper: SharedFonts, view: Size, context: &Context) -> (Self, Task<Message>) {
        let (poster, trouble) = read(&piece.body);
        let camera = Camera::fit(&poster, view);
        let mut designer = Self {
            id: piece.header.id.clone(),
            body: piece.body.to_string(),
            poster,
            side: 0,
            trouble,
            pictures: Arc::clone(&context.pictures),
            selection: Vec::new(),
            tool: Tool::Select,
            view,
            factor: 1.0,
            camera,
            is_fit: true,
            gesture: None,
            is_dragging: false,
            press: iced::Point::ORIGIN,
            frames: Vec::new(),
            guides: Vec::new(),
            renderer: BoardRenderer::new(shaper),
            checks: None,
            opened: Opened::default(),
            finishing_overlay: FinishingOverlay::Shown,
            typing: None,
            typed: 0,
            text_editor: text_editor::Content::new(),
            text_of: None,
            editing: None,
            clip: Clip::default(),
            cropping: None,
            habits: Habits::default(),
            lifted: None,
            burst: Burst::default(),
            approvals: Approvals::default(),
            commenting: comments::Pane::new(&piece.header),
            family: family::Family::default(),
            shelf: shelf::Shelf::default(),
            typefaces: typefaces::Typefaces::default(),
            palette: palette::Palette::default(),
            picking: None,
        };
        designer.palette.inks.clone_from(&context.newsroom.settings().palette);
        designer.family.find(&designer.id, &designer.poster, context);
        let factor = iced::window::latest().and_then(iced::window::scale_factor).map(Message::Factor);
        let paint = designer.paint();
        let check = designer.check_kin();
        (designer, Task::batch([paint, factor, check]))
    }

    pub fn poster(&self) -> &Poster {
        &self.poster
    }

    pub fn selection(&self) -> &[ElementId] {
        &self.selection
    }

    /// The other sizes, with what the preflight says of each; none while it looks.
    pub fn family_verdicts(&self) -> impl Iterator<Item = (&PieceId, Option<Verdict>)> {
        self.family.verdicts()
    }

    pub fn camera(&self) -> Camera {
        self.camera
    }

    pub fn view_size(&self) -> Size {
        self.view
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let is_quiet = matches!(
            message,
            Message::Seen(_)
                | Message::Factor(_)
                | Message::Painted(_)
                | Message::Typed(..)
                | Message::TypingPaused(_)
                | Message::LiftedOver(_)
                | Message::Pointer(Pointer::Moved { .. } | Pointer::Wheel { .. })
        );
        // A value being typed into a field is committed before any other action.
        let mut committed = if is_quiet { Action::none() } else { self.commit_typing(context) };
        // An answer is bound to the words, so what was typed must be in the newsroom first.
        if matches!(message, Message::Approval(_)) && !committed.effects.is_empty() {
            committed.task = Task::batch([committed.task, Task::done(message)]);
            return committed;
        }
        join(committed, self.carry_out(message, context))
    }

    fn carry_out(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Seen(view) => {
                self.view = view;
                if self.is_fit {
                    self.camera = Camera::fit(&self.poster, view);
                }
                self.paint().into()
            }
            Message::Factor(factor) => {
                let is_new = (self.factor - factor).abs() > 0.001;
                self.factor = factor.clamp(0.5, 4.0);
                if is_new { self.paint().into() } else { Action::none() }
            }
            Message::Painted(painted) => {
                let is_wanted = self.renderer.receive(&painted);
                if let Some(checks) = &painted.checks {
                    self.checks = Some(Arc::clone(checks));
                }
                drop(painted);
                if is_wanted { self.paint().into() } else { Action::none() }
            }
            Message::Pointer(pointer) => self.pointer(pointer, context),
            Message::Take(tool) => {
                self.tool = tool;
                Action::none()
            }
            Message::Zoom(zoom) => self.zoom(zoom).into(),
            Message::Edit(edit) => self.commit(*edit, false),
            Message::Restyle(edit) => {
                let action = self.commit(self.for_letters(*edit), false);
                self.refocused(action)
            }
            Message::Typed(field, text) => self.typed(field, text, context),
            Message::Submit => Action::none(),
            Message::TypingPaused(count) => {
                if self.typing.as_ref().is_some_and(|typing| typing.count == count && self.means(typing)) {
                    self.commit_typing(context)
                } else {
                    Action::none()
                }
            }
            Message::TextEdited(action) => self.write(action),
            Message::Letters(message) => self.letter_message(message),
            Message::Lifted(id) => {
                self.lift(id);
                Action::none()
            }
            Message::LiftedOver(id) => {
                self.lift_over(id);
                Action::none()
            }
            Message::LayerDropped => self.drop_layer(),
            Message::LiftEnded => {
                self.lifted = None;
                Action::none()
            }
            Message::Choose(id) => {
                let shown = self.show_side_of(id);
                self.choose(vec![id]);
                shown
            }
            Message::ChooseBoard => {
                self.choose(Vec::new());
                Action::none()
            }
            Message::Act(act) => self.act(act),
            Message::Pasted(words) => self.pasted(words),
            Message::Crop(id) => {
                self.cropping = id;
                Action::none()
            }
            Message::Everywhere(is_on) => {
                self.habits.everywhere = is_on;
                Action::none()
            }
            Message::AlignToBoard(is_on) => {
                self.habits.to_board = is_on;
                Action::none()
            }
            Message::ShowGrid(is_shown) => {
                self.show_grid(is_shown);
                Action::none()
            }
            Message::SetGrid(step) => {
                self.habits.grid = Some(step);
                Action::none()
            }
            Message::PickPicture => Action::effect(Effect::PickPicture),
            Message::PickPictureFor(id) => {
                let shown = self.show_side_of(id);
                self.choose(vec![id]);
                shown.and(Effect::PickPicture)
            }
            Message::ShowFinishing(is_shown) => {
                self.finishing_overlay =
                    if is_shown { FinishingOverlay::Shown } else { FinishingOverlay::Hidden };
                Action::none()
            }
            Message::Approval(message) => match context.newsroom.piece(&self.id) {
                Some(piece) => self.approvals.update(message, piece, context).map(Message::Approval),
                None => Action::none(),
            },
            Message::ShowComments(is_shown) => {
                self.commenting.is_shown = is_shown;
                Action::none()
            }
            Message::Comment(message) => self.comment(message, context),
            Message::Family(message) => self.family_message(message, context),
            Message::Shelf(message) => self.shelf_message(message),
            Message::Typefaces(message) => self.typeface_message(message, context),
            Message::Palette(message) => self.palette_message(message, context),
            Message::Side(message) => self.side_message(message),
            Message::Mend(id, edit) => {
                let shown = self.show_side_of(id);
                join(shown, self.commit(*edit, false))
            }
            Message::PickInk(role) => {
                self.picking = role;
                Action::none()
            }
            Message::SetStatus(status) => {
                let today = context.newsroom.today();
                self.edit_header(context, |header| header.set_status(status, today))
            }
            Message::ShowTopics(is_open) => {
                self.opened.topics = is_open;
                Action::none()
            }
            Message::TopicToggled(clause) => self.toggle_topic(&clause, context),
            Message::Kept => match context.newsroom.piece(&self.id) {
                Some(piece) => keep(piece, context),
                None => Action::none(),
            },
            Message::Removed => self.remove(context),
            Message::ShowChecks(is_open) => {
                self.opened.checks = is_open;
                if is_open { self.paint().into() } else { Action::none() }
            }
            Message::Decide => Action::effect(Effect::Decide((&self.id).into())),
            Message::Export => Action::effect(Effect::Export(Export::Piece(self.id.clone()))),
            Message::Back => Action::open(Route::Posters),
        }
    }

    /// After a change of the newsroom; none when the poster is gone.
    pub fn changed(&mut self, change: &Change, context: &Context) -> Option<Task<Message>> {
        let piece = context.newsroom.piece(&self.id)?;
        let mut is_new = false;
        if change.pieces.contains(&self.id) {
            self.commenting.count(&piece.header);
        }
        if !Arc::ptr_eq(&self.pictures, &context.pictures) {
            self.pictures = Arc::clone(&context.pictures);
            is_new = true;
        }
        if change.pieces.contains(&self.id) && piece.body != self.body {
            self.body.clone_from(&piece.body);
            (self.poster, self.trouble) = read(&self.body);
            self.side = self.side.min(self.poster.side_count() - 1);
            self.poster.turn(self.side);
            self.gesture = None;
            self.frames.clear();
            self.guides.clear();
            self.burst.end();
            let chosen = self.selection.len();
            self.selection.retain(|id| self.poster.element(*id).is_some());
            if self.selection.len() < chosen {
                // The text was typed for an element that is gone.
                self.typing = None;
            }
            self.sync_text();
            if self.is_fit {
                self.camera = Camera::fit(&self.poster, self.view);
            }
            is_new = true;
        }
        if self.palette.inks != context.newsroom.settings().palette {
            self.palette.inks.clone_from(&context.newsroom.settings().palette);
        }
        // What was typed here was compared with the family when it was committed.
        let is_beside = is_new || change.pieces.iter().any(|one| *one != self.id);
        if change.is_of_records() || change == &Change::default() || is_beside {
            let whole = self.whole().into_owned();
            self.family.find(&self.id, &whole, context);
        }
        let check = self.check_kin();
        if !is_new {
            return Some(check);
        }
        Some(Task::batch([self.paint(), check]))
    }

    /// Puts the picture that the app copied into the workspace into the selected frame.
    pub fn picture_picked(&mut self, path: String, context: &Context) -> Action<Message> {
        self.take_in(context);
        let Some(PosterElement { id, kind: ElementKind::Picture(picture), .. }) = self.chosen() else {
            return Action::effect(Effect::Notify(Notice::done("Hãy chọn một khung ảnh rồi chọn lại ảnh.")));
        };
        let kind = Box::new(ElementKind::Picture(crate::poster::Picture { path, ..picture.clone() }));
        self.commit(Edit::SetKind { id: *id, kind }, false)
    }

    /// Takes in the pictures of the workspace as they are now.
    fn take_in(&mut self, context: &Context) {
        self.pictures = Arc::clone(&context.pictures);
    }

    /// The only selected element.
    fn chosen(&self) -> Option<&PosterElement> {
        match self.selection.as_slice() {
            [id] => self.poster.element(*id),
            _ => None,
        }
    }

    fn choose(&mut self, ids: Vec<ElementId>) {
        self.cropping = self.cropping.filter(|id| ids == [*id]);
        if self.selection != ids {
            (self.palette.of, self.picking) = (None, None);
        }
        self.selection = ids;
        self.sync_text();
    }

    /// Changes the poster and passes its text to the newsroom.
    fn commit(&mut self, edit: Edit, is_typing: bool) -> Action<Message> {
        let place = is_typing.then(|| (discriminant(&edit), self.selection.clone()));
        let inverse = match edit.apply(&mut self.poster) {
            Ok(inverse) => inverse,
            Err(error) => return Action::effect(Effect::Notify(Notice::error(error.to_string()))),
        };
        let body = self.whole().to_text();
        if body == self.body {
            return Action::none();
        }
        // A text that does not parse is not saved.
        if let Err(error) = Poster::parse(&body) {
            let _ = inverse.apply(&mut self.poster);
            return Action::effect(Effect::Notify(Notice::error(error.to_string())));
        }
        self.body.clone_from(&body);
        let whole = self.whole().into_owned();
        self.family.compare(&whole);
        self.selection.retain(|id| self.poster.element(*id).is_some());
        self.sync_text();
        if self.is_fit {
            self.camera = Camera::fit(&self.poster, self.view);
        }
        let is_typing = self.burst.continues(place, Instant::now());
        let command = Command::SetBody { id: self.id.clone(), body, is_typing };
        let paint = self.paint();
        Action { effects: vec![Effect::Apply(command)], task: paint }
    }

    /// Requests a rendering of the current state, including a drag.
    fn paint(&mut self) -> Task<Message> {
        if self.trouble.is_some() {
            return Task::none();
        }
        let dragged = (!self.frames.is_empty()).then(|| {
            let mut poster = self.poster.clone();
            for (id, frame) in &self.frames {
                if let Some(part) = poster.elements.iter_mut().find(|part| part.id == *id) {
                    part.frame = *frame;
                }
            }
            poster
        });
        let checking = match (&dragged, self.opened.checks) {
            (Some(_), _) => Checking::No,
            (None, false) => Checking::Findings,
            (None, true) => Checking::Mends,
        };
        self.renderer.request(&Order {
            poster: dragged.as_ref().unwrap_or(&self.poster),
            pictures: &self.pictures,
            side: self.side,
            camera: self.camera,
            view: self.view,
            factor: self.factor,
            checking,
        })
    }

    fn zoom(&mut self, zoom: Zoom) -> Task<Message> {
        let middle = iced::Point::new(self.view.width / 2.0, self.view.height / 2.0);
        self.is_fit = zoom == Zoom::Fit;
        let scale = match zoom {
            Zoom::In => self.camera.scale * 1.25,
            Zoom::Out => self.camera.scale / 1.25,
            Zoom::Actual => Camera::scale_at(100.0, &self.poster),
            Zoom::Fit => {
                self.camera = Camera::fit(&self.poster, self.view);
                return self.paint();
            }
        };
        self.camera = self.camera.zoomed(scale, middle, &self.poster);
        self.paint()
    }

    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let Some(piece) = context.newsroom.piece(&self.id) else { return column![].into() };
        if let Some(trouble) = &self.trouble {
            let back = crate::ui::widget::button_icon(
                Icon::Left,
                "Về danh sách",
                style::secondary,
                Some(Message::Back),
            );
            return empty_state(
                Icon::Error,
                format!("Không đọc được “{}”", piece.header.title),
                trouble.clone(),
                Some(back),
            );
        }
        let board = container(self.board()).width(Length::Fill).height(Length::Fill).style(style::well);
        let left = column![self.bar(piece), divider()]
            .push(banner::of_piece(piece, context, Message::Decide))
            .push(approval::returned(piece, context))
            .extend([board.into(), divider(), self.foot(piece, context)]);
        let right = if self.commenting.is_shown {
            self.comments(piece, context)
        } else if self.shelf.is_shown {
            self.shelf_pane()
        } else if self.typefaces.is_shown && self.text_of.is_some() {
            self.typeface_pane(context)
        } else if let Some(role) = self.palette.of {
            self.palette_pane(role)
        } else {
            self.inspector(piece, context)
        };
        row![left.width(Length::Fill), pane(right)].into()
    }
}

/// Parses the poster in a body, or explains why not.
fn read(body: &str) -> (Poster, Option<String>) {
    match Poster::parse(body) {
        Ok(poster) => (poster, None),
        Err(error) => (Poster::blank(&crate::poster::size::STANDARDS[2]), Some(error.to_string())),
    }
}

fn join(mut first: Action<Message>, second: Action<Message>) -> Action<Message> {
    first.effects.extend(second.effects);
    Action { effects: first.effects, task: Task::batch([first.task, second.task]) }
}
