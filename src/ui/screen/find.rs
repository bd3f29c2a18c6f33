//! Ctrl+Shift+F: words in all pieces, and other words in their place as one step.

mod group;
mod view;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use iced::Task;
use iced::widget::operation;

use crate::calendar::wording;
use crate::newsroom::{Command, Texts};
use crate::piece::find::{self, Hit, Pattern, Sought};
use crate::piece::{Piece, PieceId};
use crate::ui::{Context, Effect, streamed};
use group::{Group, Names};

/// How many hits are listed; all are counted.
const MOST: usize = 2000;
/// Ids of the fields.
const WORDS: &str = "find-words";
const REPLACEMENT: &str = "find-replacement";

/// Where the words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Piece,
    Activity,
    All,
}

/// The state of the dialog.
#[derive(Debug)]
pub struct Dialog {
    sought: Sought,
    replacement: String,
    scope: Scope,
    /// The piece that was open, and its activity.
    open: Option<(PieceId, String)>,
    texts: Texts,
    names: Arc<Names>,
    /// The number of the search that counts; a search with another number ends.
    generation: Arc<AtomicU64>,
    found: Vec<Group>,
    /// Of all that was found, listed or not.
    count: usize,
    pieces: usize,
    is_busy: bool,
    /// Offset and height of the visible part of the list, logical pixels.
    seen: (f32, f32),
}

#[derive(Debug, Clone)]
pub enum Message {
    WordsChanged(String),
    ReplacementChanged(String),
    ExactChosen(bool),
    WholeChosen(bool),
    ScopeChosen(Scope),
    /// Found by the search with this number; none at its end.
    Found(u64, Option<Vec<Group>>),
    /// A hit of a group is to be replaced or not.
    Chosen(usize, usize),
    /// All of a group are, or none.
    GroupChosen(usize),
    AllChosen(bool),
    /// Open the piece at a hit of a group.
    Opened(usize, usize),
    Scrolled(f32, f32),
    Submitted,
    Replaced,
    Closed,
}

/// What the app must do.
#[derive(Debug)]
pub enum Reply {
    Stay(Task<Message>),
    Show(Box<Effect>),
    /// Carry this out as one step, and say so.
    Apply(Command, String),
    Close,
}

impl Dialog {
    /// `open`: the piece in the editor.
    pub fn new(sought: Sought, open: Option<PieceId>, context: &Context) -> (Self, Task<Message>) {
        let activity = |id: &PieceId| context.newsroom.piece(id).map(|piece| piece.header.activity.clone());
        let mut dialog = Self {
            sought,
            replacement: String::new(),
            scope: Scope::All,
            open: open.and_then(|id| Some((id.clone(), activity(&id)?))),
            texts: context.newsroom.texts(),
            names: Arc::new(Names::new(context)),
            generation: Arc::default(),
            found: Vec::new(),
            count: 0,
            pieces: 0,
            is_busy: false,
            seen: (0.0, 0.0),
        };
        let search = dialog.search();
        let ready = Task::batch([operation::focus(WORDS), operation::select_all(WORDS)]);
        (dialog, Task::batch([ready, search]))
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Reply {
        match message {
            Message::WordsChanged(words) => self.sought.words = words,
            Message::ExactChosen(is_exact) => self.sought.is_exact = is_exact,
            Message::WholeChosen(is_whole) => self.sought.is_whole = is_whole,
            Message::ScopeChosen(scope) => self.scope = scope,
            Message::ReplacementChanged(words) => {
                self.replacement = words;
                return Reply::Stay(Task::none());
            }
            Message::Found(generation, groups) => {
                if generation == self.generation.load(Ordering::Relaxed) {
                    self.take(groups);
                }
                return Reply::Stay(Task::none());
            }
            Message::Chosen(group, hit) => {
                if let Some(row) = self.found.get_mut(group).and_then(|group| group.rows.get_mut(hit)) {
                    row.is_chosen = !row.is_chosen;
                }
                return Reply::Stay(Task::none());
            }
            Message::GroupChosen(group) => {
                if let Some(group) = self.found.get_mut(group) {
                    group.choose(group.chosen() == 0);
                }
                return Reply::Stay(Task::none());
            }
            Message::AllChosen(is_chosen) => {
                self.found.iter_mut().for_each(|group| group.choose(is_chosen));
                return Reply::Stay(Task::none());
            }
            Message::Opened(group, hit) => {
                let group = self.found.get(group);
                let row = group.and_then(|group| Some((group, group.rows.get(hit)?)));
                return match row {
                    Some((group, row)) => Reply::Show(Box::new(Effect::ShowFound(
                        group.id.clone(),
                        self.sought.clone(),
                        row.hit.clone(),
                    ))),
                    None => Reply::Stay(Task::none()),
                };
            }
            Message::Scrolled(from, height) => {
                self.seen = (from, height);
                return Reply::Stay(Task::none());
            }
            Message::Submitted => return Reply::Stay(operation::focus(REPLACEMENT)),
            Message::Replaced => return self.replace(context),
            Message::Closed => return Reply::Close,
        }
        Reply::Stay(self.search())
    }

    /// Searches anew, on other threads; the search before ends.
    fn search(&mut self) -> Task<Message> {
        let generation = self.generation.fetch_add(1, Ordering::Relaxed) + 1;
        (self.count, self.pieces, self.seen.0) = (0, 0, 0.0);
        self.found.clear();
        let Some(pattern) = Pattern::new(&self.sought) else {
            self.is_busy = false;
            return Task::none();
        };
        self.is_busy = true;
        let (texts, names, current) =
            (self.texts.clone(), Arc::clone(&self.names), Arc::clone(&self.generation));
        let (scope, open) = (self.scope, self.open.clone());
        let is_within = move |piece: &Piece| match (scope, &open) {
            (Scope::All, _) | (_, None) => true,
            (Scope::Piece, Some((id, _))) => piece.id() == id,
            (Scope::Activity, Some((_, activity))) => piece.header.activity == *activity,
        };
        streamed(move |tell| {
            let look = |piece: &Arc<Piece>, body: &str, folded: &mut String| {
                if is_within(piece) { Group::new(&pattern, piece, body, &names, folded) } else { None }
            };
            let is_over = || current.load(Ordering::Relaxed) != generation;
            texts.search(look, is_over, |groups| tell(Message::Found(generation, Some(groups))));
            tell(Message::Found(generation, None));
        })
    }

    /// Takes in what was found, the newest piece first.
    fn take(&mut self, groups: Option<Vec<Group>>) {
        let Some(groups) = groups else {
            self.is_busy = false;
            return;
        };
        self.count += groups.iter().map(|group| group.rows.len()).sum::<usize>();
        self.pieces += groups.len();
        self.found.extend(groups);
        self.found.sort_by(|one, other| other.id.cmp(&one.id));
        let mut listed = 0;
        self.found.retain(|group| {
            let is_listed = listed < MOST;
            listed += group.rows.len();
            is_listed
        });
    }

    /// How many hits are to be replaced, and in how many pieces.
    fn chosen(&self) -> (usize, usize) {
        let counts = self.found.iter().map(Group::chosen).filter(|count| *count > 0);
        counts.fold((0, 0), |(hits, pieces), count| (hits + count, pieces + 1))
    }

    /// Puts the other words in the place of the chosen hits that are still there.
    fn replace(&self, context: &Context) -> Reply {
        let Some(pattern) = Pattern::new(&self.sought) else { return Reply::Stay(Task::none()) };
        let mut commands = Vec::new();
        let (mut replaced, mut pieces) = (0, 0);
        for group in self.found.iter().filter(|group| group.chosen() > 0) {
            let Some(piece) = context.newsroom.piece(&group.id) else { continue };
            let body = piece.body.peek();
            let now = find::hits(&pattern, &piece.header, piece.format, &body, &mut String::new());
            let chosen = group.rows.iter().filter(|row| row.is_chosen && now.contains(&row.hit));
            let hits: Vec<Hit> = chosen.map(|row| row.hit.clone()).collect();
            if hits.is_empty() || find::refusal(&piece.header).is_some() {
                continue;
            }
            let with = find::replace(&piece.header, piece.format, &hits, &self.replacement);
            let header = with.header.map(|header| Command::SetHeader(Box::new(header)));
            let edits = (!with.edits.is_empty()).then(|| Command::EditBody {
                id: group.id.clone(),
                edits: with.edits,
                is_typing: false,
            });
            (replaced, pieces) = (replaced + hits.len(), pieces + 1);
            commands.extend(header.into_iter().chain(edits));
        }
        if commands.is_empty() {
            return Reply::Stay(Task::none());
        }
        let [hits, bodies] = [wording::counted(replaced, "chỗ"), wording::counted(pieces, "bài")];
        let missed = self.chosen().0 - replaced;
        let missed = match missed {
            0 => String::new(),
            count => format!(" Bỏ qua {count} chỗ vừa bị sửa từ lúc tìm."),
        };
        Reply::Apply(Command::All(commands), format!("Đã thay {hits} trong {bodies}.{missed}"))
    }
}

impl Drop for Dialog {
    /// A search still running ends.
    fn drop(&mut self) {
        let _ = self.generation.fetch_add(1, Ordering::Relaxed);
    }
}
