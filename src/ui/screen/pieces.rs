//! Bài: the list of pieces and, for each format, its editor with outline, live timing, checks and paged preview.

mod bodies;
mod body;
mod comments;
pub mod contest;
mod convert;
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
mod paste;
mod pause;
mod sidebar;
mod spelling;
mod table;
mod walk;

use iced::keyboard::{Key, Modifiers};
use iced::widget::operation::{self, AbsoluteOffset};
use iced::widget::{container, sensor, space, stack, text_editor};
use iced::{Length, Size, Task};

use super::Screen;
use crate::newsroom::{Change, Command};
use crate::piece::block;
use crate::piece::marks::Act;
use crate::piece::{Format, PieceId, Status};
use crate::store;
use crate::ui::approval::{self, Approvals};
use crate::ui::bodies::{Bodies, Found};
use crate::ui::comment;
use crate::ui::many::{self, Many};
use crate::ui::prompter::Prompter;
use crate::ui::steps::{self, Steps};
use crate::ui::theme::{metric, style};
use crate::ui::widget::{column, dialog, divider, inspector, row, scroll, vertical_divider};
use crate::ui::{Action, Context, Effect, Element, Export, Route, Selection, banner, preview};
use convert::Conversion;
use digest::Digest;
use find::Find;
pub use find::Message as FindMessage;
use list::List;
pub use list::Review;
use open_piece::OpenPiece;
pub use open_piece::{Mode, Snippet};
pub use table::Message as RowMessage;
use table::{Copied, Table};
pub use walk::SpellingMessage;
use walk::Walk;

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
            Some((open_piece, piece)) => {
                let is_shown = self.is_preview_shown();
                let pages = is_shown.then(|| {
                    let pages = scroll(
                        container(open_piece.preview.view_printed(self.preview_width())).padding([20, 22]),
                    )
                    .on_scroll(|viewport| {
                        let height = viewport.bounds().height;
                        Message::PreviewScrolled(viewport.absolute_offset().y, height)
                    });
                    row![
                        vertical_divider(),
                        container(pages).width(self.preview_pane()).height(Length::Fill).style(style::well)
                    ]
                });
                let comments = self.comments.is_shown.then(|| {
                    let placed = open_piece.digest.comments.iter().cloned();
                    inspector(self.comments.comments.view(piece, placed, context).map(Message::Comment))
                });
                let beside = match (self.comments.is_shown, is_shown) {
                    (true, _) => metric::INSPECTOR,
                    (false, true) => self.preview_pane(),
                    (false, false) => 0.0,
                };
                let width = self.size.width - list::WIDTH - beside;
                let marks = comments::marks(&open_piece.digest.comments);
                let editor = match (&open_piece.conversion, &open_piece.table) {
                    (None, None) if open_piece.contest.is_some() => match &open_piece.contest {
                        Some(contest) => contest.view(width, context).map(Message::Contest),
                        None => space().into(),
                    },
                    (Some(conversion), _) => conversion.view(),
                    (None, Some(table)) => table.view(open_piece.row_times(), &marks, width, context).map(
                        |message| match message {
                            RowMessage::MarkPressed(line) => Message::MarkPressed(line),
                            message => Message::Row(message),
                        },
                    ),
                    (None, None) => body::view(open_piece, marks, self.find.marks(), width),
                };
                let measure =
                    header::measure(&open_piece.digest.measure, width).map(|bar| column![bar, divider()]);
                let chain = self.is_chain_shown.then(|| self.approvals.view(piece, context)).flatten();
                let chain = chain.map(|chain| header::chain(chain.map(Message::Approval)));
                let steps = self.steps.opened(piece, context);
                let steps = steps.map(|steps| header::chain(steps.map(Message::Step)));
                let shown =
                    header::Shown { preview: is_shown, chain: chain.is_some(), steps: steps.is_some() };
                let middle = column![header::view(open_piece, piece, shown, context), divider()]
                    .push(chain)
                    .push(steps)
                    .push(banner::of_piece(piece, context, Message::DecideAsked))
                    .push(open_piece.legacy.as_ref().map(|legacy| {
                        banner::legacy(legacy.page.name(), Message::LegacyTaken, Message::LegacyLeft)
                    }))
                    .push(approval::returned(piece, context))
                    .push(measure)
                    .push(open_piece.walk.as_ref().map(Walk::view))
                    .push(open_piece.is_conversion_offered().then(convert::offer))
                    .push(self.find.view().filter(|_| open_piece.conversion.is_none()))
                    .push(container(editor).height(Length::Fill).width(Length::Fill))
                    .push(space().height(footer::HEIGHT));
                // The footer is in a layer above: its list of findings opens over the text.
                let foot = footer::view(open_piece, self.is_listing_findings, width > 560.0);
                let foot = column![space().height(Length::Fill), container(foot).style(style::surface)];
                let middle = stack![middle, foot];
                row![container(middle).width(Length::Fill).height(Length::Fill).style(style::surface)]
                    .push(pages)
                    .push(comments)
                    .into()
            }
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

impl Pieces {
    /// An uncommitted title, as a command.
    pub fn keep_title(&mut self, context: &Context) -> Option<Command> {
        let open_piece = self.open_piece.as_mut()?;
        open_piece.commit_title(&context.newsroom.piece(&open_piece.id)?.header)
    }

    /// Lists the pieces, before the screen is first shown.
    pub fn fill(&mut self, context: &Context) {
        self.list.fill(&context.newsroom);
    }

    /// Opens a piece in its editor; none shows the list.
    pub fn show(&mut self, piece: Option<PieceId>, context: &Context) -> Task<Message> {
        self.fill(context);
        let Some(piece) = piece.and_then(|id| context.newsroom.piece(&id)) else {
            self.open_piece = None;
            return Task::none();
        };
        // Whoever opens a piece wants to write in it: the keys are the text's, not the list's.
        self.is_searching = false;
        if self.open_piece.as_ref().is_some_and(|open_piece| open_piece.id == piece.header.id) {
            return Task::none();
        }
        let open_piece = OpenPiece::new(piece, &context.newsroom);
        let is_measured = open_piece.digest.is_known;
        self.open_piece = Some(open_piece);
        self.find.forget();
        self.find_anew(piece);
        self.marked = Some(piece.header.id.clone());
        self.is_listing_findings = false;
        let reveal = self
            .list
            .offset_of(&piece.header.id)
            .map_or_else(Task::none, |y| operation::scroll_to(LIST, AbsoluteOffset { x: 0.0, y }));
        // The text gets the focus at once.
        let ready = match self.open_piece.as_mut().and_then(|open_piece| open_piece.table.as_mut()) {
            Some(table) => table.choose(0),
            None => operation::focus(TEXT),
        };
        let measured = if is_measured { Task::none() } else { self.refresh_digest(context) };
        Task::batch([reveal, ready, measured, self.refresh_preview(context)])
    }

    /// Messages that need an open piece.
    fn update_sheet(&mut self, message: Message, context: &Context) -> Action<Message> {
        let Some(open_piece) = &mut self.open_piece else { return Action::none() };
        let Some(piece) = context.newsroom.piece(&open_piece.id) else { return Action::none() };
        match message {
            Message::HeadingChosen(index) => {
                let line = open_piece.headings().get(index).map(|heading| heading.line);
                line.map_or_else(Action::none, |line| Action::run(open_piece.go_to(line)))
            }
            Message::FindingChosen(index) => {
                let line = open_piece.digest.findings.get(index).and_then(|finding| finding.line);
                match line {
                    Some(line) => Action::run(open_piece.go_to(line.saturating_sub(1) as usize)),
                    // Findings about the whole piece are fixed where its facts are edited.
                    None => Action::open(Route::Calendar(Some(Selection::Piece(open_piece.id.clone())))),
                }
            }
            Message::TitleChanged(title) => {
                open_piece.title = title;
                Action::run(self.wait())
            }
            Message::TitleSubmitted => {
                let command = open_piece.commit_title(&piece.header);
                let mut action = command.map_or_else(Action::none, Action::command);
                action.task = if open_piece.table.is_some() { Task::none() } else { operation::focus(TEXT) };
                action
            }
            Message::StatusChosen(status) => {
                let mut header = piece.header.clone();
                header.set_status(status, context.newsroom.today());
                Action::command(Command::SetHeader(Box::new(header)))
            }
            Message::ModeChosen(mode) => {
                open_piece.set_mode(mode, &piece.body);
                self.find.forget();
                self.find_anew(piece);
                Action::none()
            }
            Message::DecideAsked => Action::effect(Effect::Decide((&open_piece.id).into())),
            Message::HistoryAsked => Action::effect(Effect::History(open_piece.id.clone().into())),
            Message::DuplicateAsked => menu::duplicate(open_piece.id.clone()),
            Message::PrintAsked => Action::effect(Effect::Export(Export::Piece(open_piece.id.clone()))),
            Message::PrompterAsked if Prompter::takes(piece) => {
                Action::effect(Effect::Prompter(open_piece.id.clone()))
            }
            Message::BoardAsked => Action::effect(Effect::Board(open_piece.id.clone())),
            Message::LiveAsked => Action::effect(Effect::Live(open_piece.id.clone())),
            Message::CalendarAsked => {
                Action::open(Route::Calendar(Some(Selection::Piece(open_piece.id.clone()))))
            }
            Message::Block(act) => {
                let command = open_piece.act_on_block(act, &piece.body);
                self.committed(command, Task::none())
            }
            Message::Wrote(text_editor::Action::Edit(text_editor::Edit::Paste(text)))
                if open_piece.format == Format::Article =>
            {
                let is_within = open_piece.text.cursor().position.column > 0;
                let table = paste::article(&text, is_within, context.newsroom.settings());
                let text = table.map_or(text, std::sync::Arc::new);
                let action = text_editor::Action::Edit(text_editor::Edit::Paste(text));
                let command = open_piece.write(action, &piece.body);
                self.committed(command, Task::none())
            }
            Message::Wrote(action) => {
                let command = open_piece.write(action, &piece.body);
                self.committed(command, Task::none())
            }
            Message::LegacyTaken => {
                let command = open_piece.convert(&piece.body);
                self.committed(command, Task::none())
            }
            Message::LegacyLeft => {
                open_piece.legacy = None;
                Action::none()
            }
            Message::Formatted(act) => match open_piece.format_text(act, &piece.body) {
                Some(command) => self.committed(Some(command), operation::focus(TEXT)),
                None => Action::none(),
            },
            Message::Inserted(snippet) => {
                let command = open_piece.insert(&snippet, &piece.body);
                self.committed(command, operation::focus(TEXT))
            }
            Message::ConversionAsked => {
                open_piece.end_burst();
                open_piece.conversion = Some(Conversion::new(&piece.body));
                Action::none()
            }
            Message::ConversionClosed => {
                open_piece.conversion = None;
                Action::run(operation::focus(TEXT))
            }
            Message::OfferClosed => {
                open_piece.is_offer_closed = true;
                Action::none()
            }
            Message::Converted => {
                let accepted = open_piece.conversion.as_mut().and_then(|one| one.accept(&piece.body));
                let Some(body) = accepted else { return Action::none() };
                open_piece.conversion = None;
                open_piece.end_burst();
                let command = Command::SetBody { id: open_piece.id.clone(), body, is_typing: false };
                Action::command(command).and_task(operation::focus(TEXT))
            }
            Message::Contest(message) => {
                let (command, task) = open_piece.write_contest(message, &piece.body, context);
                self.committed(command, task)
            }
            Message::RowsPasted(Some(text)) => {
                let rows = paste::rows(&text, self.copied.as_ref(), context.newsroom.settings());
                self.update_sheet(Message::Row(RowMessage::Inserted(rows)), context)
            }
            Message::Row(RowMessage::PasteAsked) => {
                Action::run(iced::clipboard::read().map(Message::RowsPasted))
            }
            Message::Row(RowMessage::Copied { is_cut }) => {
                let Some(copied) = open_piece.table.as_ref().and_then(Table::copied) else {
                    return Action::none();
                };
                let written = iced::clipboard::write(copied.text.clone());
                self.copied = Some(copied);
                let removed = is_cut.then(|| self.update_sheet(Message::Row(RowMessage::Removed), context));
                removed.unwrap_or_else(Action::none).and_task(written)
            }
            Message::Row(RowMessage::Edited(
                _,
                text_editor::Action::Edit(text_editor::Edit::Paste(text)),
            )) if paste::is_rows(&text, self.copied.as_ref()) => {
                self.update_sheet(Message::RowsPasted(Some(text.as_str().to_owned())), context)
            }
            Message::Row(message) => {
                let rows = open_piece.table.as_ref().map(|table| table.script.rows.len());
                let (command, task) = open_piece.write_row(message, &piece.body);
                // Added or removed rows shift the times of all later rows: measure at once.
                if open_piece.table.as_ref().map(|table| table.script.rows.len()) != rows {
                    open_piece.measure_rows(piece, &context.newsroom);
                }
                self.committed(command, task)
            }
            _ => Action::none(),
        }
    }

    /// The command of an edit, and the timer that detects the pause after it.
    fn committed(&mut self, command: Option<Command>, task: Task<Message>) -> Action<Message> {
        match command {
            Some(command) => {
                let wait = self.wait();
                Action { effects: vec![Effect::Apply(command)], task: Task::batch([task, wait]) }
            }
            None => Action::run(task),
        }
    }

    fn choose(&mut self, id: PieceId, context: &Context) -> Action<Message> {
        let is_poster = context.newsroom.piece(&id).is_some_and(|piece| piece.format == Format::Poster);
        if is_poster {
            return Action::open(Route::Poster(id));
        }
        let title = self.keep_title(context);
        let task = self.show(Some(id), context);
        Action { effects: title.map(Effect::Apply).into_iter().collect(), task }
    }

    /// Gives the focus to the open piece.
    fn enter(&mut self) -> Task<Message> {
        self.is_searching = false;
        match self.open_piece.as_mut().and_then(|open_piece| open_piece.table.as_mut()) {
            Some(table) => {
                let row = table.chosen.unwrap_or(0);
                // No widget has this id: it removes the focus from any other.
                Task::batch([operation::focus(LIST), table.choose(row)])
            }
            None => operation::focus(TEXT),
        }
    }

    fn found(&mut self, context: &Context) -> Action<Message> {
        self.list.arrange(&context.newsroom);
        self.marked = self.list.found().next().map(|entry| entry.id.clone());
        self.list.view.0 = 0.0;
        Action::run(operation::scroll_to(LIST, AbsoluteOffset { x: 0.0, y: 0.0 }))
    }
}
