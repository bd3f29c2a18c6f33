//! Bài: the list of pieces and, for each format, its editor with outline, live timing, checks and paged preview.

mod bodies;
mod body;
mod comments;
pub mod contest;
mod convert;
pub mod dialogue;
mod digest;
mod empty;
mod find;
mod fit;
mod footer;
mod group;
mod header;
mod highlight;
mod key;
mod list;
pub mod menu;
mod open_piece;
mod opinion;
mod paste;
mod pause;
mod sheet;
mod show;
mod sidebar;
mod spelling;
mod table;
mod view;
mod walk;

use iced::keyboard::{Key, Modifiers};
use iced::widget::{container, sensor, text_editor};
use iced::{Length, Size, Task};

use super::Screen;
use crate::case::Case;
use crate::newsroom::Change;
use crate::piece::block;
use crate::piece::marks::Act;
use crate::piece::{PieceId, Status};
use crate::store;
use crate::ui::approval::{self, Approvals};
use crate::ui::bodies::{Bodies, Found};
use crate::ui::comment;
use crate::ui::many::{self, Many};
use crate::ui::steps::{self, Steps};
use crate::ui::theme::style;
use crate::ui::widget::{dialog, row, vertical_divider};
use crate::ui::{Action, Context, Effect, Element, preview};
use digest::Digest;
use find::Find;
pub use find::Message as FindMessage;
use list::List;
pub use list::Review;
use open_piece::OpenPiece;
pub use open_piece::{Mode, Snippet};
use table::Copied;
pub use table::Message as RowMessage;
pub use walk::SpellingMessage;

/// Ids of widgets that are focused or scrolled.
const SEARCH: &str = "pieces-search";
const TITLE: &str = "pieces-title";
const TEXT: &str = "pieces-text";
const LIST: &str = "pieces-list";

#[derive(Debug)]
pub struct Pieces {
    list: List,
    open_piece: Option<OpenPiece>,
    /// The list's row selected with the keyboard.
    marked: Option<PieceId>,
    /// The pieces of the list chosen together.
    group: group::Group,
    /// The piece whose menu is open in the list.
    menu: Option<PieceId>,
    many: Many,
    /// Pieces changed while the window is open, most recent first.
    recent: Vec<PieceId>,
    size: Size,
    /// The user's choice; none lets the width decide.
    preview_wish: Option<bool>,
    is_listing_findings: bool,
    approvals: Approvals,
    steps: Steps,
    comments: comments::Pane,
    find: Find,
    /// Pieces whose bodies have what is searched for in the list.
    bodies: Bodies,
    /// Whether the approval chain is shown under the head.
    is_chain_shown: bool,
    /// Whether the keyboard controls the list instead of the open piece.
    is_searching: bool,
    /// Ticks since the last edit; none while no timer runs.
    quiet: Option<u8>,
    /// The rows that were copied last.
    copied: Option<Copied>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Searched(String),
    /// In the bodies and comments of pieces.
    BodiesFound(Found),
    FilterToggled,
    ActivityChosen(Option<String>),
    StatusFiltered(Option<Status>),
    ReviewFiltered(Option<Review>),
    PersonFiltered(Option<String>),
    Many(many::Message),
    /// Pressed in the sidebar.
    Pressed(Effect),
    ListScrolled(f32, f32),
    PieceChosen(PieceId),
    /// The menu of a row of the list, or none.
    MenuAsked(Option<PieceId>),
    MenuChosen(menu::Act),
    MarkedOpened,
    DraftAsked(String),
    HeadingChosen(usize),
    OutlineScrolled(f32, f32),
    /// Show or hide the approval chain.
    ChainToggled,
    Approval(approval::Message),
    Step(steps::Message),
    /// Show or hide the comments.
    CommentsToggled,
    /// Write a comment at the cursor.
    CommentBegun,
    /// The mark at a line of the body (from 0) was pressed.
    MarkPressed(usize),
    Comment(comment::Message),
    Find(find::Message),
    TitleChanged(String),
    TitleSubmitted,
    StatusChosen(Status),
    ModeChosen(Mode),
    PreviewToggled,
    PrintAsked,
    /// Show its spoken words in the prompter.
    PrompterAsked,
    /// Open the live desk.
    LiveAsked,
    /// Open the score board and clock of a contest.
    BoardAsked,
    CalendarAsked,
    HistoryAsked,
    DuplicateAsked,
    DecideAsked,
    Wrote(text_editor::Action),
    /// Move, split, join, double or select the speech or the paragraph at the cursor.
    Block(block::Act),
    /// Converts what was pasted in an old code page, or leaves it.
    LegacyTaken,
    LegacyLeft,
    Inserted(Snippet),
    /// Bold, italic, heading, list: at the selection or the cursor.
    Formatted(Act),
    Spelling(SpellingMessage),
    /// Show what a skit typed as `Tên: lời` would become.
    ConversionAsked,
    ConversionClosed,
    Converted,
    /// The offer to convert the open piece, which stays as it is.
    OfferClosed,
    Row(RowMessage),
    /// In the editor of a contest.
    Contest(contest::Message),
    /// In the editor of a dialogue.
    Dialogue(dialogue::Message),
    /// The selected words become a case.
    OpinionMarked,
    /// What the clipboard holds is to become rows.
    RowsPasted(Option<String>),
    FindingsToggled,
    FindingChosen(usize),
    Ticked,
    Digested(PieceId, u64, Box<Digest>),
    Previewed(preview::Rendered),
    PreviewScrolled(f32, f32),
    Resized(Size),
}

impl Screen for Pieces {
    type Message = Message;

    fn new(context: &Context) -> (Self, Task<Message>) {
        let pieces = Self {
            list: List::new(&context.newsroom),
            open_piece: None,
            marked: None,
            group: group::Group::default(),
            menu: None,
            many: Many::default(),
            recent: Vec::new(),
            size: Size::new(1368.0, 848.0),
            preview_wish: None,
            is_listing_findings: false,
            approvals: Approvals::default(),
            steps: Steps::default(),
            comments: comments::Pane::default(),
            find: Find::default(),
            bodies: Bodies::default(),
            is_chain_shown: false,
            is_searching: true,
            quiet: None,
            copied: None,
        };
        (pieces, Task::none())
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Searched(query) => {
                self.is_searching = true;
                self.list.query = query;
                let search = self.bodies.search(&self.list.query, &context.newsroom);
                self.found(context).and_task(search.map(Message::BodiesFound))
            }
            Message::BodiesFound(found) => {
                self.bodies.take(found);
                Action::none()
            }
            Message::FilterToggled => {
                self.list.is_filtering = !self.list.is_filtering;
                if !self.list.is_filtering && self.list.is_filtered() {
                    self.list.activity = None;
                    self.list.status = None;
                    self.list.review = None;
                    self.list.person = None;
                    return self.found(context);
                }
                if self.list.is_filtering {
                    self.list.name_people(&context.newsroom);
                }
                Action::none()
            }
            Message::ActivityChosen(activity) => {
                self.list.activity = activity;
                self.found(context)
            }
            Message::StatusFiltered(status) => {
                self.list.status = status;
                self.found(context)
            }
            Message::ReviewFiltered(review) => {
                self.list.review = review;
                self.found(context)
            }
            Message::PersonFiltered(person) => {
                self.list.person = person;
                self.found(context)
            }
            Message::Many(message) => self.update_many(message, context),
            Message::Pressed(effect) => Action::effect(effect),
            Message::ListScrolled(from, height) => {
                self.list.view = (from, height);
                Action::none()
            }
            Message::PieceChosen(id) => {
                if self.group.press(&id, context.modifiers, self.marked.as_ref(), &self.list) {
                    self.is_searching = true;
                    return Action::none();
                }
                self.group.clear();
                self.choose(id, context)
            }
            Message::MenuAsked(id) => {
                self.menu = id;
                Action::none()
            }
            Message::MenuChosen(act) => self.act(act, context),
            Message::MarkedOpened => {
                let first = || self.list.found().next().map(|entry| entry.id.clone());
                match self.marked.clone().or_else(first) {
                    Some(id) => {
                        let mut action = self.choose(id, context);
                        action.task = Task::batch([action.task, self.enter()]);
                        action
                    }
                    None => Action::none(),
                }
            }
            Message::DraftAsked(activity) => {
                Action::effect(Effect::BeginPiece { activity, slots: Vec::new(), is_opened: true })
            }
            Message::FindingsToggled => {
                self.is_listing_findings = !self.is_listing_findings;
                Action::none()
            }
            Message::ChainToggled => {
                self.is_chain_shown = !self.is_chain_shown;
                // The text keeps its room: one of both is open.
                self.steps.close();
                Action::none()
            }
            Message::Approval(message) => {
                // An answer is bound to the words, and the title is one of them.
                if message.is_commit()
                    && let Some(command) = self.keep_title(context)
                {
                    let then = Task::done(Message::Approval(message));
                    return Action { effects: vec![Effect::Apply(command)], task: then };
                }
                let piece = self.open_piece.as_ref().and_then(|open| context.newsroom.piece(&open.id));
                match piece {
                    Some(piece) => self.approvals.update(message, piece, context).map(Message::Approval),
                    None => Action::none(),
                }
            }
            Message::Step(message) => {
                if matches!(message, steps::Message::Toggled) {
                    self.is_chain_shown = false;
                }
                let piece = self.open_piece.as_ref().and_then(|open| context.newsroom.piece(&open.id));
                match piece {
                    Some(piece) => self.steps.update(message, piece, context).map(Message::Step),
                    None => Action::none(),
                }
            }
            Message::CommentsToggled => self.toggle_comments(context),
            Message::CommentBegun => self.begin_comment(context),
            Message::MarkPressed(line) => self.show_comment_at(line, context),
            Message::Comment(message) => self.comment(message, context),
            Message::Spelling(message) => self.spell(&message, context),
            Message::Find(message) => self.find(message, context),
            Message::PreviewToggled => {
                self.preview_wish = Some(!self.is_preview_shown());
                self.comments.is_shown = false;
                Action::run(self.refresh_preview(context))
            }
            Message::Ticked => self.ticked(context),
            Message::Digested(id, edits, digest) => {
                if let Some(open_piece) = self
                    .open_piece
                    .as_mut()
                    .filter(|open_piece| open_piece.id == id && open_piece.edits == edits)
                {
                    open_piece.digest = *digest;
                }
                Action::none()
            }
            Message::Previewed(rendered) => {
                let Some(open_piece) = &mut self.open_piece else { return Action::none() };
                Action::run(open_piece.preview.receive(rendered, &context.fonts, Message::Previewed))
            }
            Message::OutlineScrolled(from, height) => {
                if let Some(open_piece) = &mut self.open_piece {
                    open_piece.outline_view = (from, height);
                }
                Action::none()
            }
            // Scrolling does not change which part has the focus.
            Message::Row(
                message @ (RowMessage::Scrolled(..)
                | RowMessage::Sized(..)
                | RowMessage::Held(_)
                | RowMessage::DraggedOver(_)
                | RowMessage::DragLeft),
            ) => {
                if let Some(table) = self.open_piece.as_mut().and_then(|open_piece| open_piece.table.as_mut())
                {
                    let _ = table.update(message);
                }
                Action::none()
            }
            Message::PreviewScrolled(from, height) => {
                let Some(open_piece) = &mut self.open_piece else { return Action::none() };
                Action::run(open_piece.preview.scrolled((from, height), &context.fonts, Message::Previewed))
            }
            Message::Resized(size) => {
                let before = self.is_preview_shown().then(|| self.preview_width());
                self.size = size;
                let after = self.is_preview_shown().then(|| self.preview_width());
                if after.is_some() && after != before {
                    return Action::run(self.refresh_preview(context));
                }
                Action::none()
            }
            // The keys belong to the search.
            Message::Block(_) if self.is_searching => Action::none(),
            message => {
                self.is_searching = false;
                self.update_sheet(message, context)
            }
        }
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let open = self
            .open_piece
            .as_ref()
            .and_then(|open_piece| Some((open_piece, context.newsroom.piece(&open_piece.id)?)));
        let sidebar = sidebar::view(
            &self.list,
            &self.group,
            self.menu.as_ref(),
            &self.bodies,
            open.map(|(open_piece, _)| open_piece),
            self.marked.as_ref(),
            context,
        );
        let body: Element<'a, Message> = match open {
            None => container(empty::view(&self.recent, &self.list, context))
                .width(Length::Fill)
                .height(Length::Fill)
                .style(style::ground)
                .into(),
            Some((open_piece, piece)) => self.view_open(open_piece, piece, context),
        };
        let sheet = self.many.view(context).map(|sheet| sheet.map(Message::Many));
        let screen = sensor(row![sidebar, vertical_divider(), body])
            .on_show(Message::Resized)
            .on_resize(Message::Resized);
        dialog(screen, sheet, Message::Many(many::Message::Closed))
    }

    fn key(&mut self, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
        self.press_key(key, modifiers, context)
    }

    fn prepare(&mut self, context: &Context) {
        let (mine, is_mine_only) = (context.mine(), context.identity.is_mine_only);
        if (&mine, is_mine_only) != (&self.list.mine, self.list.is_mine_only) {
            (self.list.mine, self.list.is_mine_only) = (mine, is_mine_only);
            self.list.arrange(&context.newsroom);
        }
    }

    fn changed(&mut self, change: &Change, context: &Context) -> Task<Message> {
        self.list.changed(change, &context.newsroom);
        self.group.follow(&context.newsroom);
        self.many.changed(context);
        self.bodies.forget();
        // Of very many, the others would be pushed out at once.
        for id in change.pieces.iter().rev().take(empty::RECENT).rev() {
            self.recent.retain(|other| other != id);
            self.recent.insert(0, id.clone());
        }
        self.recent.truncate(empty::RECENT);
        let Some(open_piece) = &mut self.open_piece else { return Task::none() };
        let is_followed = change.is_of::<Case>() || change.pieces.contains(&open_piece.id);
        if is_followed && let Some(piece) = context.newsroom.piece(&open_piece.id) {
            open_piece.follow_dialogue(piece, change, &context.newsroom);
        }
        if !change.is_of_records() && !change.pieces.contains(&open_piece.id) {
            return Task::none();
        }
        let Some(piece) = context.newsroom.piece(&open_piece.id) else {
            // It was removed, or its creation was undone.
            self.open_piece = None;
            return Task::none();
        };
        // The editors' own edit: it is measured after a pause.
        if change.is_of_records() {
            open_piece.learn(&context.newsroom);
        }
        let is_own = change.edits.iter().any(|(id, _)| *id == open_piece.id);
        let (is_news, way) = open_piece.changed(piece, change);
        if !is_own {
            open_piece.place_comments(piece);
        }
        let shown = if is_news || change.is_of_records() {
            open_piece.show_misspelling(&piece.body)
        } else {
            Task::none()
        };
        self.find_again(piece);
        if !is_news && (is_own || self.is_typing()) {
            return Task::batch([way, shown]);
        }
        // Undone, changed outside, or only the header: nothing is being typed, so update everything at once.
        if let Some(open_piece) = &mut self.open_piece {
            let _ = open_piece.measure(piece, &context.newsroom);
        }
        Task::batch([way, shown, self.wait()])
    }

    fn flush(&mut self, context: &Context) -> Action<Message> {
        self.keep_title(context).map_or_else(Action::none, Action::command)
    }

    fn open_file(&self) -> Option<store::Key> {
        self.open_piece.as_ref().map(|open_piece| store::Key::from(&open_piece.id))
    }
}
