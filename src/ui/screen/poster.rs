//! Pano, áp phích: the gallery, and the designer of the open poster.

mod designer;
mod figure;
mod gallery;
mod keep;
mod thumbnail;

pub(super) use designer::severity_face;
pub use designer::{
    Act, Camera, Channel, Designer, FamilyMessage, Figure, InkRole, LetterMessage,
    Message as DesignerMessage, PaletteMessage, Pointer, Property, Selecting, ShelfMessage, SideMessage,
    Step, Tool, is_picture,
};
pub use gallery::{
    Beginning, Card, CardAct, ChooserMessage, Message as GalleryMessage, Own as OwnCard, TemplateAct,
};

use iced::keyboard::{Key, Modifiers};
use iced::{Size, Task};

use super::Screen;
use crate::newsroom::{Change, Command};
use crate::piece::PieceId;
use crate::store;
use crate::ui::{Action, Context, Effect, Element, Notice};

use designer::SharedFonts;
use gallery::Gallery;

/// The size of the view until it is measured.
const VIEW: Size = Size::new(1000.0, 700.0);

#[derive(Debug)]
pub struct Poster {
    gallery: Gallery,
    designer: Option<Designer>,
    shaper: SharedFonts,
    view: Size,
    /// The first layout of the poster being drafted.
    beginning: Option<Beginning>,
    /// What was copied, while no poster is open.
    clip: designer::Clip,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// The app has copied a picture into the workspace; with its relative path.
    PicturePicked(String),
    /// The app has copied a picture that was dropped or pasted into the workspace; with its relative path, its width and its
    /// height.
    PictureDropped(String, Option<(f32, f32)>),
    Gallery(gallery::Message),
    Designer(designer::Message),
    /// Gives a new poster its first layout.
    Begin(PieceId, Beginning),
}

impl Screen for Poster {
    type Message = Message;

    fn new(_context: &Context) -> (Self, Task<Message>) {
        let shaper = SharedFonts::default();
        let gallery = Gallery::new(SharedFonts::clone(&shaper));
        // Nothing is read or rendered before the screen is first shown.
        (
            Self {
                gallery,
                designer: None,
                shaper,
                view: VIEW,
                beginning: None,
                clip: designer::Clip::default(),
            },
            Task::none(),
        )
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::PicturePicked(path) => match &mut self.designer {
                Some(designer) => lift(designer.picture_picked(path, context), Message::Designer),
                None => Action::none(),
            },
            Message::PictureDropped(path, size) => match &mut self.designer {
                Some(designer) => lift(designer.picture_dropped(path, size, context), Message::Designer),
                None => Action::none(),
            },
            Message::Gallery(message) => {
                if let gallery::Message::Begin(beginning) = &message {
                    self.beginning = Some(beginning.clone());
                }
                lift(self.gallery.update(message, context), Message::Gallery)
            }
            Message::Designer(message) => match &mut self.designer {
                Some(designer) => lift(designer.update(message, context), Message::Designer),
                None => Action::none(),
            },
            Message::Begin(id, beginning) => begin(id, &beginning, context),
        }
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        match &self.designer {
            Some(designer) => designer.view(context).map(Message::Designer),
            None => self.gallery.view().map(Message::Gallery),
        }
    }

    fn key(&mut self, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
        if let Some(designer) = &mut self.designer {
            return lift(designer.key(key, modifiers, context), Message::Designer);
        }
        lift(self.gallery.key(key, modifiers, context), Message::Gallery)
    }

    fn changed(&mut self, change: &Change, context: &Context) -> Task<Message> {
        if let Some(designer) = &mut self.designer {
            if let Some(task) = designer.changed(change, context) {
                return task.map(Message::Designer);
            }
            self.designer = None;
            return self.gallery.refresh(context).map(Message::Gallery);
        }
        // A gallery never shown needs no refresh.
        if self.gallery.cards().is_empty() || !self.gallery.is_touched(change, context) {
            return Task::none();
        }
        self.gallery.refresh(context).map(Message::Gallery)
    }

    /// Uncommitted text in a field of the designer.
    fn flush(&mut self, context: &Context) -> Action<Message> {
        match &mut self.designer {
            Some(designer) => lift(designer.commit_typing(context), Message::Designer),
            None => Action::none(),
        }
    }

    fn open_file(&self) -> Option<store::Key> {
        self.designer.as_ref().map(|designer| store::Key::from(&designer.id))
    }

    fn owns_tab(&self) -> bool {
        self.designer.is_some()
    }
}

impl Poster {
    /// The open poster.
    pub fn designer(&self) -> Option<&Designer> {
        self.designer.as_ref()
    }

    /// The posters in the gallery.
    pub fn cards(&self) -> &[Card] {
        self.gallery.cards()
    }

    /// The posters that are chosen together in the gallery.
    pub fn chosen(&self) -> &[PieceId] {
        self.gallery.chosen()
    }

    /// The office's own templates, latest first.
    pub fn own_templates(&self) -> &[OwnCard] {
        self.gallery.own_templates()
    }

    /// Opens a poster in the designer; none shows the gallery.
    pub fn show(&mut self, piece: Option<PieceId>, context: &Context) -> Task<Message> {
        let beginning = self.beginning.take();
        let _ = self.gallery.dismiss();
        if let Some(designer) = &self.designer {
            self.view = designer.view_size();
        }
        let Some(piece) = piece.and_then(|id| context.newsroom.piece(&id)) else {
            if let Some(before) = self.designer.take() {
                self.clip = before.clip;
            }
            return self.gallery.refresh(context).map(Message::Gallery);
        };
        let id = &piece.header.id;
        if self.designer.as_ref().is_some_and(|designer| designer.id == *id) {
            return Task::none();
        }
        let (mut designer, task) = Designer::new(piece, SharedFonts::clone(&self.shaper), self.view, context);
        // What was copied on one poster is pasted on another.
        if let Some(before) = self.designer.take() {
            self.clip = before.clip;
        }
        designer.clip = std::mem::take(&mut self.clip);
        self.designer = Some(designer);
        let begin = beginning.map(|beginning| Task::done(Message::Begin(id.clone(), beginning)));
        Task::batch([task.map(Message::Designer), begin.unwrap_or_else(Task::none)])
    }
}

/// Replaces the generic draft's layout and title by the template's.
fn begin(id: PieceId, beginning: &Beginning, context: &Context) -> Action<Message> {
    let Some(piece) = context.newsroom.piece(&id) else { return Action::none() };
    let Some((board, title)) = beginning.poster(context) else {
        return Action::effect(Effect::Notify(Notice::error("Mẫu này không còn, hoặc tệp của mẫu đã hỏng.")));
    };
    let body = Command::SetBody { id, body: board.to_text(), is_typing: false };
    let mut header = piece.header.clone();
    if let Some(title) = title {
        header.title = title;
    }
    Action::command(Command::All(vec![Command::SetHeader(Box::new(header)), body]))
}

fn lift<M: Send + 'static>(
    action: Action<M>,
    wrap: impl Fn(M) -> Message + Send + 'static,
) -> Action<Message> {
    Action { effects: action.effects, task: action.task.map(wrap) }
}
