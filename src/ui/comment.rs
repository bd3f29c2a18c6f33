//! The comments on a piece beside its text or its board: read, answered, settled, alike in the scripts and the
//! designer.

mod view;

use iced::Task;
use iced::widget::operation::focus;
use iced::widget::text_editor::{self, Content};

use super::widget::reveal;
use super::{Action, Context, Effect, Notice};
use crate::newsroom::Command;
use crate::piece::comment::{Anchor, Reply, Resolution};
use crate::piece::{Comment, Header, Piece, PieceId};
pub use view::count;

/// Ids of widgets that are focused or scrolled.
const TEXT: &str = "comment-text";
const LIST: &str = "comment-list";
const CHOSEN: &str = "comment-chosen";

/// What is listed and being written.
#[derive(Debug, Default)]
pub struct Comments {
    /// The piece that the draft and the choice belong to.
    piece: Option<PieceId>,
    filter: Filter,
    draft: Option<Draft>,
    /// The comment last opened from its mark or by its place.
    chosen: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Filter {
    #[default]
    Open,
    Settled,
}

/// A comment or an answer being written.
#[derive(Debug)]
struct Draft {
    target: Target,
    content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    /// A new comment; without an anchor, on the piece as a whole.
    New(Option<Anchor>),
    /// An answer to the comment with this id.
    Reply(String),
}

#[derive(Debug, Clone)]
pub enum Message {
    Filtered(Filter),
    /// Write a comment at the selected place, which the screen knows: see [`Comments::begin`].
    Asked,
    Wrote(text_editor::Action),
    Sent,
    DraftClosed,
    ReplyAsked(String),
    Settled(String),
    Reopened(String),
    Deleted(String),
    /// Go to the place of a comment: the screen does.
    Chosen(String),
    /// Hide the pane: the screen does.
    Closed,
}

impl Comments {
    /// Begins a comment at a place; what was already written stays.
    pub fn begin<T: Send + 'static>(&mut self, piece: &PieceId, anchor: Option<Anchor>) -> Task<T> {
        self.belong_to(piece);
        let content = match self.draft.take() {
            Some(Draft { target: Target::New(_), content }) => content,
            _ => Content::new(),
        };
        self.draft = Some(Draft { target: Target::New(anchor), content });
        focus(TEXT)
    }

    /// Selects a comment and scrolls to it.
    pub fn choose<T: Send + 'static>(&mut self, header: &Header, id: &str) -> Task<T> {
        self.belong_to(&header.id);
        let Some(comment) = header.comment(id) else { return Task::none() };
        self.filter = if comment.is_open() { Filter::Open } else { Filter::Settled };
        self.chosen = Some(id.to_owned());
        reveal(LIST.into(), CHOSEN.into())
    }

    pub fn update(&mut self, message: Message, piece: &Piece, context: &Context) -> Action<Message> {
        self.belong_to(piece.id());
        match message {
            Message::Filtered(filter) => self.filter = filter,
            Message::Wrote(action) => {
                if let Some(draft) = &mut self.draft {
                    draft.content.perform(action);
                }
            }
            Message::DraftClosed => self.draft = None,
            Message::ReplyAsked(id) => {
                self.draft = Some(Draft { target: Target::Reply(id), content: Content::new() });
                return Action::run(focus(TEXT));
            }
            Message::Sent => return self.send(piece, context),
            Message::Settled(id) => {
                let (by, date) = (context.identity.name.clone(), context.newsroom.today());
                return signed(context, piece, &id, |comment| {
                    comment.resolved = Some(Resolution { by, date });
                });
            }
            Message::Reopened(id) => return signed(context, piece, &id, |comment| comment.resolved = None),
            Message::Deleted(id) => {
                let mut header = piece.header.clone();
                header.comments.retain(|comment| comment.id != id);
                return set(header).and(Effect::Notify(Notice::undoable("Đã xóa góp ý.")));
            }
            Message::Chosen(id) => return Action::run(self.choose(&piece.header, &id)),
            Message::Asked | Message::Closed => {}
        }
        Action::none()
    }

    fn belong_to(&mut self, piece: &PieceId) {
        if self.piece.as_ref() != Some(piece) {
            *self = Self { piece: Some(piece.clone()), filter: self.filter, ..Self::default() };
        }
    }

    fn send(&mut self, piece: &Piece, context: &Context) -> Action<Message> {
        let Some(draft) = &self.draft else { return Action::none() };
        let text = draft.content.text().trim().to_owned();
        if text.is_empty() {
            return Action::none();
        }
        let (by, date) = (&context.identity.name, context.newsroom.today());
        if by.is_empty() {
            return Action::effect(Effect::Identify);
        }
        let mut header = piece.header.clone();
        match &draft.target {
            Target::New(anchor) => {
                let id = header.add_comment(anchor.clone(), by, date, &text);
                self.filter = Filter::Open;
                self.chosen = Some(id);
            }
            Target::Reply(id) => {
                let Some(comment) = header.comment_mut(id) else {
                    self.draft = None;
                    let gone = "Góp ý này đã bị xóa ở máy khác, câu trả lời không còn chỗ để ghi.";
                    return Action::effect(Effect::Notify(Notice::error(gone)));
                };
                comment.replies.push(Reply { by: by.clone(), date, text });
                // An answer to what was settled opens the matter again.
                comment.resolved = None;
                self.filter = Filter::Open;
                self.chosen = Some(id.clone());
            }
        }
        self.draft = None;
        set(header)
    }
}

/// Changes a comment in the name of the person here, who is asked for it if it is not known.
fn signed(context: &Context, piece: &Piece, id: &str, change: impl FnOnce(&mut Comment)) -> Action<Message> {
    if context.identity.name.is_empty() {
        return Action::effect(Effect::Identify);
    }
    let mut header = piece.header.clone();
    let Some(comment) = header.comment_mut(id) else { return Action::none() };
    change(comment);
    set(header)
}

fn set(header: Header) -> Action<Message> {
    Action::command(Command::SetHeader(Box::new(header)))
}
