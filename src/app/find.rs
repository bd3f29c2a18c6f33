//! Words in all pieces: the dialog, the way to what it found, and the replacement as one step.

use iced::Task;

use super::{App, Message, Phase, Session};
use crate::piece::find::{self, Hit, Pattern, Place, Sought};
use crate::piece::{Format, Piece, PieceId};
use crate::poster::{ElementId, ElementKind, Poster};
use crate::store::Key;
use crate::ui::screen::find::{Dialog, Message as DialogMessage, Reply};
use crate::ui::screen::poster::{self, DesignerMessage};
use crate::ui::{Notice, Route};

impl App {
    pub(super) fn find(&mut self, message: DialogMessage) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let Some(dialog) = session.dialogs.get_mut::<Dialog>() else { return Task::none() };
        match dialog.update(message, &session.context) {
            Reply::Stay(task) => task.map(Message::Find),
            Reply::Show(effect) => {
                session.dialogs.close::<Dialog>();
                self.carry_out(*effect)
            }
            Reply::Apply(command, said) => {
                session.dialogs.close::<Dialog>();
                let applied = session.apply(command);
                Task::batch([applied, self.toasts.push(Notice::undoable(said))])
            }
            Reply::Close => {
                session.dialogs.close::<Dialog>();
                Task::none()
            }
        }
    }
}

impl Session {
    /// Shows the dialog; it can be limited to the open piece.
    pub(super) fn find_everywhere(&mut self, sought: Option<Sought>) -> Task<Message> {
        let open = match self.screens.open_file(self.tab) {
            Some(Key::Piece(id)) => Some(id),
            _ => None,
        };
        let (dialog, task) = Dialog::new(sought.unwrap_or_default(), open, &self.context);
        self.dialogs.open(dialog);
        task.map(Message::Find)
    }

    /// Opens a piece, with the bar at what was found in its body.
    pub(super) fn show_found(&mut self, id: PieceId, sought: Sought, hit: &Hit) -> Task<Message> {
        let piece = self.context.newsroom.piece(&id);
        if let Some(piece) = piece.filter(|piece| piece.format == Format::Poster) {
            let choose = |element| {
                let message = DesignerMessage::Choose(element);
                Task::done(Message::Poster(poster::Message::Designer(message)))
            };
            let chosen = element(piece, &sought, hit).map_or_else(Task::none, choose);
            return Task::batch([self.open(Route::Poster(id)), chosen]);
        }
        let opened = self.open(Route::Piece(id));
        if !matches!(hit.place, Place::Body { .. }) {
            return opened;
        }
        let shown = self.screens.pieces.show_found(sought, hit.range.start, &self.context);
        opened.chain(shown.map(Message::Pieces))
    }
}

/// The element of a poster in whose words a hit is.
fn element(piece: &Piece, sought: &Sought, hit: &Hit) -> Option<ElementId> {
    let pattern = Pattern::new(sought)?;
    let hits = find::hits(&pattern, &piece.header, piece.format, &piece.body, &mut String::new());
    let mut in_body = hits.iter().filter(|hit| matches!(hit.place, Place::Body { .. }));
    let mut before = in_body.position(|other| other == hit)?;
    let poster = Poster::parse(&piece.body).ok()?;
    poster.elements.iter().find_map(|element| {
        let ElementKind::Text(text) = &element.kind else { return None };
        let count = pattern.find(&text.text, &mut String::new()).len();
        if before < count {
            return Some(element.id);
        }
        before -= count;
        None
    })
}
