//! Bài: the list of pieces and, for each format, its editor with outline, live timing, checks and paged preview.

mod digest;
mod empty;
mod fit;
mod foot;
mod head;
mod highlight;
mod key;
mod list;
mod paper;
mod pause;
mod reveal;
mod sheet;
mod shelf;
mod table;

use iced::keyboard::{Key, Modifiers};
use iced::widget::operation::{self, AbsoluteOffset};
use iced::widget::{container, sensor, space, stack, text_editor};
use iced::{Length, Size, Task};

use super::Screen;
use crate::newsroom::{Change, Command};
use crate::piece::{Format, Piece, PieceId, Status};
use crate::ui::theme::style;
use crate::ui::widget::{column, divider, row, scroll, vertical_divider};
use crate::ui::{Action, Desk, Effect, Element, Export, Place, Selection, banner, preview};
use digest::Digest;
use list::List;
use sheet::Sheet;
pub use sheet::{Mode, Snippet};
pub use table::Message as RowMessage;

/// Ids of widgets that are focused or scrolled.
const SEARCH: &str = "draft-search";
const TITLE: &str = "draft-title";
const TEXT: &str = "draft-text";
const LIST: &str = "draft-list";

/// Number of recently changed pieces to remember.
const RECENT: usize = 8;

#[derive(Debug)]
pub struct Draft {
    list: List,
    sheet: Option<Sheet>,
    /// The list's row selected with the keyboard.
    marked: Option<PieceId>,
    /// Pieces changed while the window is open, most recent first.
    recent: Vec<PieceId>,
    size: Size,
    /// The user's choice; none lets the width decide.
    preview_wish: Option<bool>,
    is_listing_findings: bool,
    /// Whether the keyboard controls the list instead of the open piece.
    is_searching: bool,
    /// Ticks since the last edit; none while no timer runs.
    quiet: Option<u8>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Searched(String),
    FilterToggled,
    ActivityChosen(Option<String>),
    StatusFiltered(Option<Status>),
    ListScrolled(f32, f32),
    PieceChosen(PieceId),
    MarkedOpened,
    DraftAsked(String),
    HeadingChosen(usize),
    OutlineScrolled(f32, f32),
    TitleChanged(String),
    TitleSubmitted,
    StatusChosen(Status),
    ModeChosen(Mode),
    PreviewToggled,
    PrintAsked,
    CalendarAsked,
    HistoryAsked,
    DecideAsked,
    Wrote(text_editor::Action),
    Inserted(Snippet),
    Row(RowMessage),
    FindingsToggled,
    FindingChosen(usize),
    Ticked,
    Digested(PieceId, u64, Box<Digest>),
    Previewed(preview::Rendered),
    PreviewScrolled(f32, f32),
    Resized(Size),
}

impl Screen for Draft {
    type Message = Message;

    fn new(desk: &Desk) -> (Self, Task<Message>) {
        let draft = Self {
            list: List::new(&desk.newsroom),
            sheet: None,
            marked: None,
            recent: Vec::new(),
            size: Size::new(1368.0, 848.0),
            preview_wish: None,
            is_listing_findings: false,
            is_searching: true,
            quiet: None,
        };
        (draft, Task::none())
    }

    fn update(&mut self, message: Message, desk: &Desk) -> Action<Message> {
        match message {
            Message::Searched(query) => {
                self.is_searching = true;
                self.list.query = query;
                self.found(desk)
            }
            Message::FilterToggled => {
                self.list.is_filtering = !self.list.is_filtering;
                if !self.list.is_filtering && self.list.is_filtered() {
                    self.list.activity = None;
                    self.list.status = None;
                    return self.found(desk);
                }
                Action::none()
            }
            Message::ActivityChosen(activity) => {
                self.list.activity = activity;
                self.found(desk)
            }
            Message::StatusFiltered(status) => {
                self.list.status = status;
                self.found(desk)
            }
            Message::ListScrolled(from, height) => {
                self.list.view = (from, height);
                Action::none()
            }
            Message::PieceChosen(id) => self.choose(id, desk),
            Message::MarkedOpened => {
                let first = || self.list.found().next().map(|entry| entry.id.clone());
                match self.marked.clone().or_else(first) {
                    Some(id) => {
                        let mut action = self.choose(id, desk);
                        action.task = Task::batch([action.task, self.enter()]);
                        action
                    }
                    None => Action::none(),
                }
            }
            Message::DraftAsked(activity) => {
                Action::effect(Effect::Draft { activity, slots: Vec::new(), is_opened: true })
            }
            Message::FindingsToggled => {
                self.is_listing_findings = !self.is_listing_findings;
                Action::none()
            }
            Message::PreviewToggled => {
                self.preview_wish = Some(!self.is_preview_shown());
                Action::run(self.refresh_preview(desk))
            }
            Message::Ticked => self.ticked(desk),
            Message::Digested(id, edits, digest) => {
                if let Some(sheet) =
                    self.sheet.as_mut().filter(|sheet| sheet.id == id && sheet.edits == edits)
                {
                    sheet.digest = *digest;
                }
                Action::none()
            }
            Message::Previewed(rendered) => {
                let Some(sheet) = &mut self.sheet else { return Action::none() };
                Action::run(sheet.preview.receive(rendered, &desk.fonts, Message::Previewed))
            }
            Message::OutlineScrolled(from, height) => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.outline_view = (from, height);
                }
                Action::none()
            }
            // Scrolling does not change which part has the focus.
            Message::Row(message @ (RowMessage::Scrolled(..) | RowMessage::Sized(..))) => {
                if let Some(table) = self.sheet.as_mut().and_then(|sheet| sheet.table.as_mut()) {
                    let _ = table.update(message);
                }
                Action::none()
            }
            Message::PreviewScrolled(from, height) => {
                let Some(sheet) = &mut self.sheet else { return Action::none() };
                Action::run(sheet.preview.scrolled((from, height), &desk.fonts, Message::Previewed))
            }
            Message::Resized(size) => {
                let before = self.is_preview_shown().then(|| self.preview_width());
                self.size = size;
                let after = self.is_preview_shown().then(|| self.preview_width());
                if after.is_some() && after != before {
                    return Action::run(self.refresh_preview(desk));
                }
                Action::none()
            }
            message => {
                self.is_searching = false;
                self.update_sheet(message, desk)
            }
        }
    }

    fn view<'a>(&'a self, desk: &'a Desk) -> Element<'a, Message> {
        let open = self.sheet.as_ref().and_then(|sheet| Some((sheet, desk.newsroom.piece(&sheet.id)?)));
        let shelf =
            shelf::view(&self.list, open.map(|(sheet, _)| sheet), self.marked.as_ref(), &desk.newsroom);
        let body: Element<'a, Message> = match open {
            None => container({
                let (title, recent) = self.recent(desk);
                empty::view(title, recent, desk)
            })
            .width(Length::Fill)
            .height(Length::Fill)
            .style(style::ground)
            .into(),
            Some((sheet, piece)) => {
                let is_shown = self.is_preview_shown();
                let pages = is_shown.then(|| {
                    let pages =
                        scroll(container(sheet.preview.view_printed(self.preview_width())).padding([20, 22]))
                            .on_scroll(|viewport| {
                                let height = viewport.bounds().height;
                                Message::PreviewScrolled(viewport.absolute_offset().y, height)
                            });
                    row![
                        vertical_divider(),
                        container(pages).width(self.preview_pane()).height(Length::Fill).style(style::well)
                    ]
                });
                let width = self.size.width - list::WIDTH - if is_shown { self.preview_pane() } else { 0.0 };
                let editor = match &sheet.table {
                    Some(table) => table.view(sheet.row_times(), width).map(Message::Row),
                    None => paper::view(sheet, width),
                };
                let measure = head::measure(&sheet.digest.measure, width).map(|bar| column![bar, divider()]);
                let middle = column![head::view(sheet, piece, is_shown, desk), divider()]
                    .push(banner::of_piece(piece, desk, Message::DecideAsked))
                    .push(measure)
                    .push(container(editor).height(Length::Fill).width(Length::Fill))
                    .push(space().height(foot::HEIGHT));
                // The footer is in a layer above: its list of findings opens over the text.
                let foot = foot::view(sheet, self.is_listing_findings, width > 560.0);
                let foot = column![space().height(Length::Fill), container(foot).style(style::surface)];
                let middle = stack![middle, foot];
                row![container(middle).width(Length::Fill).height(Length::Fill).style(style::surface)]
                    .push(pages)
                    .into()
            }
        };
        sensor(row![shelf, vertical_divider(), body])
            .on_show(Message::Resized)
            .on_resize(Message::Resized)
            .into()
    }

    fn key(&mut self, key: &Key, modifiers: Modifiers, desk: &Desk) -> Action<Message> {
        self.press_key(key, modifiers, desk)
    }

    fn changed(&mut self, change: &Change, desk: &Desk) -> Task<Message> {
        self.list.changed(change, &desk.newsroom);
        for id in &change.pieces {
            self.recent.retain(|other| other != id);
            self.recent.insert(0, id.clone());
        }
        self.recent.truncate(RECENT);
        let Some(sheet) = &mut self.sheet else { return Task::none() };
        if !change.is_of_records() && !change.pieces.contains(&sheet.id) {
            return Task::none();
        }
        let Some(piece) = desk.newsroom.piece(&sheet.id) else {
            // It was removed, or its creation was undone.
            self.sheet = None;
            return Task::none();
        };
        // The editors' own edit: it is measured after a pause.
        let is_own = change.edits.iter().any(|(id, _)| *id == sheet.id);
        let is_news = sheet.changed(piece, change);
        if !is_news && (is_own || self.is_typing()) {
            return Task::none();
        }
        // Undone, changed outside, or only the header: nothing is being typed, so update everything at once.
        if let Some(sheet) = &mut self.sheet {
            let _ = sheet.measure(piece, &desk.newsroom);
        }
        self.wait()
    }

    fn flush(&mut self, desk: &Desk) -> Action<Message> {
        self.keep_title(desk).map_or_else(Action::none, Action::command)
    }

    fn open_piece(&self) -> Option<&PieceId> {
        self.sheet.as_ref().map(|sheet| &sheet.id)
    }
}

impl Draft {
    /// An uncommitted title, as a command.
    pub fn keep_title(&mut self, desk: &Desk) -> Option<Command> {
        let sheet = self.sheet.as_mut()?;
        sheet.commit_title(&desk.newsroom.piece(&sheet.id)?.header)
    }

    /// Lists the pieces, before the screen is first shown.
    pub fn fill(&mut self, desk: &Desk) {
        self.list.fill(&desk.newsroom);
    }

    /// Opens a piece in its editor; none shows the list.
    pub fn show(&mut self, piece: Option<PieceId>, desk: &Desk) -> Task<Message> {
        self.fill(desk);
        let Some(piece) = piece.and_then(|id| desk.newsroom.piece(&id)) else {
            self.sheet = None;
            return Task::none();
        };
        if self.sheet.as_ref().is_some_and(|sheet| sheet.id == piece.header.id) {
            return Task::none();
        }
        let sheet = Sheet::new(piece, &desk.newsroom);
        let is_measured = sheet.digest.is_known;
        self.sheet = Some(sheet);
        self.marked = Some(piece.header.id.clone());
        self.is_listing_findings = false;
        let reveal = self
            .list
            .offset_of(&piece.header.id)
            .map_or_else(Task::none, |y| operation::scroll_to(LIST, AbsoluteOffset { x: 0.0, y }));
        // The text gets the focus at once.
        let ready = match self.sheet.as_mut().and_then(|sheet| sheet.table.as_mut()) {
            Some(table) => table.choose(0),
            None => operation::focus(TEXT),
        };
        let measured = if is_measured { Task::none() } else { self.refresh_digest(desk) };
        Task::batch([reveal, ready, measured, self.refresh_preview(desk)])
    }

    /// Messages that need an open piece.
    fn update_sheet(&mut self, message: Message, desk: &Desk) -> Action<Message> {
        let Some(sheet) = &mut self.sheet else { return Action::none() };
        let Some(piece) = desk.newsroom.piece(&sheet.id) else { return Action::none() };
        match message {
            Message::HeadingChosen(index) => {
                let line = sheet.headings().get(index).map(|heading| heading.line);
                line.map_or_else(Action::none, |line| Action::run(sheet.go_to(line)))
            }
            Message::FindingChosen(index) => {
                let line = sheet.digest.findings.get(index).and_then(|finding| finding.line);
                match line {
                    Some(line) => Action::run(sheet.go_to(line.saturating_sub(1) as usize)),
                    // Findings about the whole piece are fixed where its facts are edited.
                    None => Action::open(Place::Calendar(Some(Selection::Piece(sheet.id.clone())))),
                }
            }
            Message::TitleChanged(title) => {
                sheet.title = title;
                Action::run(self.wait())
            }
            Message::TitleSubmitted => {
                let command = sheet.commit_title(&piece.header);
                let mut action = command.map_or_else(Action::none, Action::command);
                action.task = if sheet.table.is_some() { Task::none() } else { operation::focus(TEXT) };
                action
            }
            Message::StatusChosen(status) => {
                let mut header = piece.header.clone();
                header.set_status(status, desk.newsroom.today());
                Action::command(Command::SetHeader(Box::new(header)))
            }
            Message::ModeChosen(mode) => {
                sheet.set_mode(mode, &piece.body);
                Action::none()
            }
            Message::DecideAsked => Action::effect(Effect::Decide((&sheet.id).into())),
            Message::HistoryAsked => Action::effect(Effect::History(sheet.id.clone().into())),
            Message::PrintAsked => Action::effect(Effect::Export(Export::Piece(sheet.id.clone()))),
            Message::CalendarAsked => Action::open(Place::Calendar(Some(Selection::Piece(sheet.id.clone())))),
            Message::Wrote(action) => {
                let command = sheet.write(action, &piece.body);
                self.committed(command, Task::none())
            }
            Message::Inserted(snippet) => {
                let command = sheet.insert(&snippet, &piece.body);
                self.committed(command, operation::focus(TEXT))
            }
            Message::Row(message) => {
                let rows = sheet.table.as_ref().map(|table| table.script.rows.len());
                let (command, task) = sheet.write_row(message, &piece.body);
                // Added or removed rows shift the times of all later rows: measure at once.
                if sheet.table.as_ref().map(|table| table.script.rows.len()) != rows {
                    sheet.measure_rows(piece, &desk.newsroom);
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

    fn choose(&mut self, id: PieceId, desk: &Desk) -> Action<Message> {
        let is_poster = desk.newsroom.piece(&id).is_some_and(|piece| piece.format == Format::Poster);
        if is_poster {
            return Action::open(Place::Poster(id));
        }
        let title = self.keep_title(desk);
        let task = self.show(Some(id), desk);
        Action { effects: title.map(Effect::Apply).into_iter().collect(), task }
    }

    /// Gives the focus to the open piece.
    fn enter(&mut self) -> Task<Message> {
        self.is_searching = false;
        match self.sheet.as_mut().and_then(|sheet| sheet.table.as_mut()) {
            Some(table) => {
                let row = table.chosen.unwrap_or(0);
                // No widget has this id: it removes the focus from any other.
                Task::batch([operation::focus(LIST), table.choose(row)])
            }
            None => operation::focus(TEXT),
        }
    }

    fn found(&mut self, desk: &Desk) -> Action<Message> {
        self.list.arrange(&desk.newsroom);
        self.marked = self.list.found().next().map(|entry| entry.id.clone());
        self.list.view.0 = 0.0;
        Action::run(operation::scroll_to(LIST, AbsoluteOffset { x: 0.0, y: 0.0 }))
    }

    /// Pieces to continue with: recently changed ones, else the newest.
    fn recent<'a>(&self, desk: &'a Desk) -> (&'static str, Vec<&'a Piece>) {
        let piece = |id| desk.newsroom.piece(id);
        let recent: Vec<_> = self.recent.iter().filter_map(piece).collect();
        if recent.is_empty() {
            let unfinished = self.list.unfinished(RECENT).filter_map(|entry| piece(&entry.id));
            return ("Đang viết dở", unfinished.collect());
        }
        ("Vừa thay đổi", recent)
    }
}
