//! Địa điểm: the register of places, what hangs or plays there now and did before.

mod edit;
mod line;
mod pane;
mod paste;
mod photo;
pub mod run;
pub mod sheet;
mod view;

use std::collections::BTreeSet;

use iced::Task;
use iced::keyboard::{Key, Modifiers, key};
use iced::widget::operation;

use super::Screen;
use crate::calendar::wording;
use crate::document::places::Request;
use crate::ledger::Coverage;
use crate::newsroom::{Change, Command};
use crate::piece::PieceId;
use crate::place::{self, Fitness, PlaceKind};
use crate::record::Record;
use crate::store;
use crate::ui::burst::Burst;
use crate::ui::{Action, Context, Effect, Element, Export, Notice, Route, Selection};
use line::Lines;
pub use line::Shown;
use pane::DayText;
use paste::Preview;
use photo::{Photo, Photos};
use run::Run;
use sheet::Sheet;

const LIST: &str = "places-list";
const SEARCH: &str = "places-search";
const NAME: &str = "places-name";

/// A text field of the place in the pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    Name,
    Kind,
    Address,
    Size,
    Owner,
    Contact,
    Reason,
    From,
    To,
    Checked,
}

#[derive(Debug, Clone)]
pub enum Message {
    Searched(String),
    KindFiltered(Option<PlaceKind>),
    LocalityFiltered(Option<String>),
    ShownChosen(Shown),
    Scrolled(f32, f32),
    /// A place was pressed.
    Chosen(String),
    /// The box of a place was ticked, or not.
    Marked(String),
    /// Ticks all that are listed, or none.
    AllMarked,
    Typed(Field, String),
    KindChosen(PlaceKind),
    LocalityChosen(Option<String>),
    AgencyChosen(Option<String>),
    FitnessChosen(Fitness),
    OpinionsChosen(Option<bool>),
    PhotoAsked,
    /// A file was taken into the workspace, at this path.
    EvidencePicked(String),
    PhotoOpened,
    /// The small picture of the photo at this path; none for what is no picture.
    PhotoRead(String, Option<Photo>),
    PhotoRemoved,
    /// Of all that are ticked.
    ManyFit(Fitness),
    ManyKind(PlaceKind),
    NewAsked,
    RemoveAsked,
    PasteAsked,
    Pasted(Option<String>),
    PreviewScrolled(f32, f32),
    PasteTaken,
    PieceOpened(PieceId),
    PageChosen(Page),
    /// In the list of where a piece hangs, or of its tour.
    Run(run::Message),
    /// Ask what is sent to the places that are ticked, or to all of a kind.
    SendAsked,
    Sheet(sheet::Message),
    /// What is sent is decided.
    Sent,
    PrintAsked,
    /// Closes what is open: the preview, the ticks, the chosen one, the search.
    Dismissed,
}

/// The register, or where one piece hangs or plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Page {
    #[default]
    Register,
    Run,
}

#[derive(Debug, Default)]
pub struct Places {
    page: Page,
    run: Run,
    sheet: Option<Sheet>,
    lines: Lines,
    query: String,
    kind: Option<PlaceKind>,
    locality: Option<String>,
    shown: Shown,
    /// The place in the pane.
    chosen: Option<String>,
    marked: BTreeSet<String>,
    days: Option<DayText>,
    photos: Photos,
    preview: Option<Preview>,
    /// Shown while no place is chosen, and only then counted: not while a place is typed in.
    coverage: Option<Vec<Coverage>>,
    burst: Burst<(String, Field)>,
    /// The visible part of the list: offset, height.
    visible: (f32, f32),
}

impl Screen for Places {
    type Message = Message;

    fn new(_context: &Context) -> (Self, Task<Message>) {
        (Self::default(), Task::none())
    }

    fn changed(&mut self, change: &Change, context: &Context) -> Task<Message> {
        // While a place is being edited, nothing that hangs there changes.
        let is_of_places =
            change.pieces.is_empty() && change.records.iter().all(|path| *path == place::Places::PATH);
        if !is_of_places {
            self.lines.forget();
        }
        if let Some(preview) = &mut self.preview {
            preview.read_again(context);
        }
        Task::none()
    }

    fn page(&self) -> u64 {
        u64::from(self.page == Page::Run)
    }

    fn prepare(&mut self, context: &Context) {
        self.lines.build(&context.newsroom);
        let places = context.newsroom.places();
        self.chosen = self.chosen.take().filter(|id| places.place(id).is_some());
        self.coverage = None;
        self.count(context);
        self.marked.retain(|id| self.lines.line(id).is_some());
        let chosen = self.chosen.as_ref().and_then(|id| places.place(id));
        match (&mut self.days, chosen) {
            (Some(days), Some(place)) => days.follow(place),
            (days, chosen) => *days = chosen.map(DayText::new),
        }
        self.list();
        if self.page == Page::Run {
            self.run.build(context);
        }
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let action = self.act(message, context);
        let place = self.chosen.as_ref().and_then(|id| context.newsroom.places().place(id));
        let evidence = (self.page == Page::Run).then(|| self.run.evidence(context)).into_iter().flatten();
        let shown = place.map(|place| place.photo.as_str()).into_iter().chain(evidence);
        action.and_task(self.photos.read(&context.root, shown))
    }

    fn key(&mut self, key: &Key, modifiers: Modifiers, context: &Context) -> Action<Message> {
        match key {
            Key::Character(letter) if letter == "v" && modifiers.command() => {
                self.update(Message::PasteAsked, context)
            }
            Key::Character(letter) if letter == "f" && modifiers.command() => {
                Action::run(operation::focus(SEARCH))
            }
            Key::Character(letter) if letter == "a" && modifiers.command() => {
                let all = Message::Run(run::Message::AllMarked);
                self.update(if self.page == Page::Run { all } else { Message::AllMarked }, context)
            }
            Key::Named(key::Named::Escape) => self.update(Message::Dismissed, context),
            Key::Named(key::Named::ArrowDown) => self.step(true, context),
            Key::Named(key::Named::ArrowUp) => self.step(false, context),
            Key::Named(key::Named::Delete) if self.page == Page::Run => {
                self.update(Message::Run(run::Message::Removed), context)
            }
            Key::Named(key::Named::Delete) => self.update(Message::RemoveAsked, context),
            _ => Action::none(),
        }
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        self.whole(context)
    }

    fn open_file(&self) -> Option<store::Key> {
        Some(store::Key::Record(place::Places::PATH)).filter(|_| self.chosen.is_some())
    }
}

impl Places {
    fn act(&mut self, message: Message, context: &Context) -> Action<Message> {
        let places = context.newsroom.places();
        match message {
            Message::Searched(query) => {
                self.query = query;
                return self.filtered();
            }
            Message::KindFiltered(kind) => {
                self.kind = kind;
                return self.filtered();
            }
            Message::LocalityFiltered(locality) => {
                self.locality = locality;
                return self.filtered();
            }
            Message::ShownChosen(shown) => {
                self.shown = shown;
                return self.filtered();
            }
            Message::Scrolled(from, height) => self.visible = (from, height),
            Message::Chosen(id) if context.modifiers.command() => {
                return self.update(Message::Marked(id), context);
            }
            Message::Chosen(id) if context.modifiers.shift() => self.mark_to(&id),
            Message::Chosen(id) => self.choose(id, context),
            Message::Marked(id) => {
                if !self.marked.remove(&id) {
                    let _ = self.marked.insert(id);
                }
            }
            Message::AllMarked => {
                let listed: BTreeSet<String> = self.lines.listed().map(|line| line.id.clone()).collect();
                self.marked = if self.marked.is_superset(&listed) { BTreeSet::new() } else { listed };
            }
            Message::Typed(field, text) => return self.typed(field, &text, context),
            Message::KindChosen(kind) => return self.change(context, |place| place.kind = kind.clone()),
            Message::LocalityChosen(id) => {
                return self.change(context, |place| place.locality = id.clone().unwrap_or_default());
            }
            Message::AgencyChosen(id) => {
                return self.change(context, |place| place.agency = id.clone().unwrap_or_default());
            }
            Message::FitnessChosen(fitness) => return self.change(context, |place| place.fitness = fitness),
            Message::OpinionsChosen(opinions) => {
                let today = context.newsroom.today();
                return self.change(context, |place| {
                    place.opinions = opinions;
                    place.checked = opinions.map(|_| today);
                });
            }
            Message::PageChosen(page) => {
                self.page = page;
                self.run.build(context);
            }
            Message::Run(message) => return self.run.update(message, context).map(Message::Run),
            Message::SendAsked => {
                let ids: Vec<String> = self.marked.iter().cloned().collect();
                self.sheet =
                    Sheet::new(ids, self.run.piece.as_ref().filter(|_| self.page == Page::Run), context);
                if self.sheet.is_none() {
                    let notice =
                        "Chưa có pano, áp phích, bản niêm yết hay tiểu phẩm nào để gửi tới địa điểm.";
                    return Action::effect(Effect::Notify(Notice::error(notice)));
                }
            }
            Message::Sheet(message) => {
                if let Some(sheet) = &mut self.sheet {
                    sheet.update(message, context);
                }
            }
            Message::Sent => return self.send(context),
            Message::PrintAsked => return Action::effect(Effect::Export(self.printed())),
            Message::PhotoAsked => return Action::effect(Effect::PickEvidence),
            Message::EvidencePicked(path) if self.page == Page::Run => {
                return self.run.update(run::Message::EvidencePicked(path), context).map(Message::Run);
            }
            Message::EvidencePicked(path) => {
                return self.change(context, |place| place.photo.clone_from(&path));
            }
            Message::PhotoOpened => {
                let photo = self.chosen.as_ref().and_then(|id| Some(places.place(id)?.photo.clone()));
                return photo.map_or_else(Action::none, |path| Action::effect(Effect::OpenEvidence(path)));
            }
            Message::PhotoRead(path, photo) => self.photos.receive(path, photo),
            Message::PhotoRemoved => return self.change(context, |place| place.photo.clear()),
            Message::ManyFit(fitness) => {
                return self.change_many(context, fitness.name(), |place| place.fitness = fitness);
            }
            Message::ManyKind(kind) => {
                return self.change_many(context, kind.name(), |place| place.kind.clone_from(&kind));
            }
            Message::NewAsked => return self.add(context),
            Message::RemoveAsked => return self.remove(context),
            Message::PasteAsked => return Action::run(iced::clipboard::read().map(Message::Pasted)),
            Message::Pasted(text) => {
                let text = text.unwrap_or_default();
                if text.trim().is_empty() {
                    let notice =
                        "Chưa có gì để dán: chọn các ô trong Excel hoặc Word, bấm Ctrl C, rồi dán lại.";
                    return Action::effect(Effect::Notify(Notice::error(notice)));
                }
                self.preview = Some(Preview::new(text, self.kind.clone().unwrap_or_default(), context));
            }
            Message::PreviewScrolled(from, height) => {
                if let Some(preview) = &mut self.preview {
                    preview.view = (from, height);
                }
            }
            Message::PasteTaken => {
                let Some(preview) = self.preview.take() else { return Action::none() };
                let count = preview.list().changes().count();
                let notice = format!("Đã nhận {} vào danh mục.", wording::counted(count, "địa điểm"));
                let taken = places.with_list(preview.list());
                return set(taken, false).and(Effect::Notify(Notice::undoable(notice)));
            }
            Message::PieceOpened(piece) => {
                return Action::open(Route::Calendar(Some(Selection::Piece(piece))));
            }
            Message::Dismissed => {
                if self.preview.take().is_some() || self.sheet.take().is_some() {
                    return Action::none();
                }
                if self.page == Page::Run {
                    self.run.dismiss();
                } else if !self.marked.is_empty() {
                    self.marked.clear();
                } else if self.chosen.take().is_none() {
                    return self.update(Message::Searched(String::new()), context);
                }
                self.count(context);
            }
        }
        Action::none()
    }

    /// What Ctrl P prints.
    pub fn printed(&self) -> Export {
        let piece = self.run.piece.clone().filter(|_| self.page == Page::Run);
        Export::Places(match piece {
            Some(piece) if self.run.is_tour => Request::Tour(piece),
            Some(piece) => Request::Hanging(piece),
            None => Request::Register { kind: self.kind.clone(), locality: self.locality.clone() },
        })
    }

    /// Shows one place, without filters that would hide it.
    pub fn show(&mut self, id: String, context: &Context) -> Task<Message> {
        self.page = Page::Register;
        if !self.lines.listed().any(|line| line.id == id) {
            self.query.clear();
            (self.kind, self.locality, self.shown) = (None, None, Shown::All);
            self.list();
        }
        self.reveal(id, context)
    }

    /// Sends a piece to places, as one step, and shows where it hangs.
    fn send(&mut self, context: &Context) -> Action<Message> {
        let Some(sheet) = &self.sheet else { return Action::none() };
        let Some((piece, wish)) = sheet.wish(context) else { return Action::none() };
        let Some(header) = context.newsroom.piece(&piece).map(|piece| &piece.header) else {
            return Action::none();
        };
        let after = context.newsroom.distributed(header, &wish);
        let placed = |header: &crate::piece::Header| {
            header.airings.iter().filter(|airing| !airing.place.is_empty()).count()
        };
        let count = placed(&after) - placed(header);
        self.sheet = None;
        self.marked.clear();
        self.page = Page::Run;
        self.run.piece = Some(piece);
        let notice = match count {
            0 => "Bài này đã có ở các nơi ấy.".to_owned(),
            count => format!("Đã xếp bài tới {}.", wording::counted(count, "địa điểm")),
        };
        Action::command(Command::SetHeader(Box::new(after))).and(Effect::Notify(Notice::undoable(notice)))
    }

    fn count(&mut self, context: &Context) {
        if self.chosen.is_none() && self.coverage.is_none() {
            self.coverage = Some(context.newsroom.coverage());
        }
    }

    fn list(&mut self) {
        self.lines.list(&self.query, self.kind.as_ref(), self.locality.as_deref(), self.shown);
    }

    fn filtered(&mut self) -> Action<Message> {
        self.list();
        self.visible.0 = 0.0;
        Action::run(operation::scroll_to(LIST, operation::AbsoluteOffset { x: 0.0, y: 0.0 }))
    }

    fn choose(&mut self, id: String, context: &Context) {
        self.days = context.newsroom.places().place(&id).map(DayText::new);
        self.chosen = Some(id);
        self.burst.end();
    }

    /// Chooses the next or the previous place.
    fn step(&mut self, is_down: bool, context: &Context) -> Action<Message> {
        if self.preview.is_some() || self.sheet.is_some() || self.page == Page::Run {
            return Action::none();
        }
        let Some(id) = self.lines.beside(self.chosen.as_deref(), is_down) else { return Action::none() };
        Action::run(self.reveal(id, context))
    }

    /// Chooses a listed place and scrolls to it.
    fn reveal(&mut self, id: String, context: &Context) -> Task<Message> {
        let scrolled = self.lines.reveal(&id, self.visible);
        self.choose(id, context);
        let offset = |y| operation::scroll_to(LIST, operation::AbsoluteOffset { x: 0.0, y });
        scrolled.map_or_else(Task::none, offset)
    }

    /// Ticks everything from the place in the pane to this one.
    fn mark_to(&mut self, id: &str) {
        let from = self.chosen.clone().unwrap_or_else(|| id.to_owned());
        self.marked.extend(self.lines.between(&from, id));
    }
}

fn set(places: place::Places, is_typing: bool) -> Action<Message> {
    Action::command(Command::SetRecord { record: places.into(), is_typing })
}
