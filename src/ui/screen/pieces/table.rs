//! The rows of a TV or radio script: one row at a time has editors, the others show text.

mod act;
mod cell;
mod mark;
mod misspelled;
pub mod row;
pub mod view;
mod window;

use std::collections::BTreeSet;
use std::sync::Arc;

use iced::Task;
use iced::keyboard::Modifiers;
use iced::widget::operation::focus;
use iced::widget::text_editor::{self, Content, Edit, Motion};

use crate::piece::av::{Label, Row, Script};
use crate::piece::edit::Edit as Change;
use crate::piece::sequence::compare;
use crate::piece::{Format, Tone};
use crate::spelling::Vocabulary;
use crate::ui::patch;
use crate::ui::widget::reveal;
pub use act::Copied;
pub use mark::{Cell, Marked};
use window::Heights;

/// Ids of the scrolled list of rows and of the selected row.
pub const SCROLL: &str = "pieces-rows";
pub const CHOSEN: &str = "pieces-row";

#[derive(Debug)]
pub struct Table {
    pub script: Script,
    pub format: Format,
    /// The selected row.
    pub chosen: Option<usize>,
    /// Other rows that are selected with it.
    pub others: BTreeSet<usize>,
    /// From where Shift selects.
    anchor: Option<usize>,
    /// The modifier keys that are held down.
    held: Modifiers,
    /// While rows are dragged, the one under the pointer.
    pub dragged_over: Option<usize>,
    /// The selected row's editors, while it is being edited.
    pub editors: Option<Editors>,
    /// Words to mark in the rows.
    pub marked: Option<Marked>,
    heights: Heights,
    /// The workspace's own words.
    vocabulary: Arc<Vocabulary>,
}

/// One row's fields in editors.
#[derive(Debug)]
pub struct Editors {
    fields: Vec<(Label, Content)>,
    /// The last focused field.
    focus: Label,
    vocabulary: Arc<Vocabulary>,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// A cell of a row was pressed.
    Pressed(usize, Label),
    Edited(Label, text_editor::Action),
    /// To the next or the previous field or row.
    Moved {
        is_back: bool,
    },
    /// Back to the list of rows.
    Left,
    Added,
    /// Split the row at the cursor of this field, or add one below.
    Split(Label),
    Removed,
    Duplicated,
    Shifted {
        is_up: bool,
    },
    /// Select one more row above or below.
    Extended {
        is_up: bool,
    },
    AllChosen,
    /// Copy the selected rows; the screen keeps them.
    Copied {
        is_cut: bool,
    },
    PasteAsked,
    /// Insert these rows.
    Inserted(Vec<Row>),
    /// The modifier keys held down have changed.
    Held(Modifiers),
    /// The handle of a row was pressed: a drag of the selected rows may begin.
    Grabbed(usize),
    DraggedOver(usize),
    Dropped,
    DragLeft,
    ToneToggled(Tone),
    /// A known name was chosen as the voice.
    VoiceChosen(String),
    /// The scroll position and the visible height; logical pixels.
    Scrolled(f32, f32),
    /// The comment mark of the row that begins at this line of the body (from 0); handled by the screen.
    MarkPressed(usize),
    /// The height of a row in a long script, logical pixels.
    Sized(usize, f32),
}

/// The effect of an update on the script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    Nothing,
    /// The cursor moved elsewhere: what is typed next is a new burst.
    Moved,
    /// With the change of the body, if any.
    Typed(Option<Change>),
    /// A line break: following text belongs to the same step.
    Broken(Option<Change>),
    /// A step of its own.
    Done,
}

impl Table {
    pub fn new(body: &str, format: Format, vocabulary: Arc<Vocabulary>) -> Self {
        Self {
            script: Script::parse(body),
            format,
            chosen: None,
            others: BTreeSet::new(),
            anchor: None,
            held: Modifiers::default(),
            dragged_over: None,
            editors: None,
            marked: None,
            heights: Heights::default(),
            vocabulary,
        }
    }

    pub fn learn(&mut self, vocabulary: &Arc<Vocabulary>) {
        self.vocabulary = Arc::clone(vocabulary);
        if let Some(editors) = &mut self.editors {
            editors.vocabulary = Arc::clone(vocabulary);
        }
    }

    /// Takes in a body changed elsewhere. The cursor goes to the change, or keeps its place after an outside
    /// change.
    pub fn changed(&mut self, body: &str, is_outside: bool) -> Task<super::Message> {
        let script = Script::parse(body);
        let before = std::mem::replace(&mut self.script, script);
        if is_outside {
            self.follow(&before);
            Task::none()
        } else {
            self.go_to_change(&before, body)
        }
    }

    /// Selects the row that was changed by an undo, with the cursor behind the change if a row is being edited.
    fn go_to_change(&mut self, before: &Script, body: &str) -> Task<super::Message> {
        let Some(change) = Change::between(&before.write(), body) else { return Task::none() };
        if self.chosen.is_none() {
            return Task::none();
        }
        // A row that comes back begins behind the blank line before it.
        let blank = change.text.len() - change.text.trim_start().len();
        let start = change.range.start + blank;
        let line = memchr::memchr_iter(b'\n', &body.as_bytes()[..start]).count();
        let last = self.script.rows.len().checked_sub(1);
        let row = self.script.row_at(line).or(last);
        let focus = self.editors.take().map(|editors| editors.focus);
        self.chosen = row;
        let (Some(row), Some(focus)) = (row, focus) else { return show() };
        let is_same = before.rows.len() == self.script.rows.len();
        let old = before.rows.get(row).filter(|_| is_same);
        let now = &self.script.rows[row];
        let changed = old.and_then(|old| {
            let change = |field: &Label| Some((*field, Change::between(old.get(*field), now.get(*field))?));
            self.fields().iter().find_map(change)
        });
        let task = self.open(row, changed.as_ref().map_or(focus, |(field, _)| *field));
        if let (Some((field, change)), Some(editors)) = (changed, &mut self.editors)
            && let Some((_, content)) = editors.fields.iter_mut().find(|(other, _)| *other == field)
        {
            patch::go_to(content, change.range.start + change.text.len());
        }
        task
    }

    /// The selected row stays the same one, and the cursor stays in its text.
    fn follow(&mut self, before: &Script) {
        let Some(chosen) = self.chosen else { return };
        if self.script.rows.len() != before.rows.len() {
            self.others.clear();
            let same = same_row(&before.rows, &self.script.rows, chosen);
            let last = self.script.rows.len().checked_sub(1);
            self.chosen = same.or_else(|| last.map(|last| chosen.min(last)));
            if same.is_none() {
                self.editors = None;
            }
        }
        let (Some(editors), Some(row)) =
            (&mut self.editors, self.chosen.and_then(|chosen| self.script.rows.get(chosen)))
        else {
            return;
        };
        for (field, content) in &mut editors.fields {
            patch::patch_words(content, row.get(*field));
        }
    }

    /// The fields of its rows in tab order.
    pub fn fields(&self) -> &'static [Label] {
        match self.format {
            Format::Radio => {
                &[Label::Speech, Label::Name, Label::Voice, Label::Sound, Label::Note, Label::Duration]
            }
            _ => &[
                Label::Picture,
                Label::Name,
                Label::Caption,
                Label::Speech,
                Label::Voice,
                Label::Sound,
                Label::Note,
                Label::Duration,
            ],
        }
    }

    fn first_field(&self) -> Label {
        self.fields()[0]
    }

    pub fn update(&mut self, message: Message) -> (Reply, Task<super::Message>) {
        match message {
            Message::Pressed(row, _) if self.is_selecting() => {
                self.select(row);
                (Reply::Moved, focus(super::LIST))
            }
            Message::Pressed(row, field) => {
                let is_open = self.chosen == Some(row) && self.editors.is_some();
                if is_open { (Reply::Nothing, Task::none()) } else { (Reply::Moved, self.open(row, field)) }
            }
            Message::Edited(field, action) => self.edit(field, action),
            Message::VoiceChosen(name) => {
                let _ = self.edit(Label::Voice, text_editor::Action::SelectAll);
                self.edit(Label::Voice, text_editor::Action::Edit(Edit::Paste(name.into())))
            }
            Message::Moved { is_back } => (Reply::Moved, self.step(is_back)),
            Message::Left => {
                self.editors = None;
                (Reply::Moved, Task::none())
            }
            Message::Added => {
                let at = self.chosen.map_or(self.script.rows.len(), |chosen| chosen + 1);
                let at = self.in_order(|script, format| script.insert(at, format));
                (Reply::Done, self.open(at, self.first_field()))
            }
            Message::Split(label) => self.split(label).unwrap_or_else(|| self.update(Message::Added)),
            Message::Removed => self.remove(),
            Message::Duplicated => self.duplicate(),
            Message::Shifted { is_up } => self.shift(is_up),
            Message::Extended { is_up } => self.extend(is_up),
            Message::AllChosen => self.select_every(),
            Message::Inserted(rows) => self.insert(rows),
            Message::Held(modifiers) => self.hold(modifiers),
            Message::Grabbed(row) => self.grab(row),
            Message::DraggedOver(row) => self.drag_over(row),
            Message::Dropped => self.drop_rows(),
            Message::DragLeft => {
                self.dragged_over = None;
                (Reply::Nothing, Task::none())
            }
            Message::Scrolled(from, height) => {
                self.heights.view = (from, height);
                (Reply::Nothing, Task::none())
            }
            Message::MarkPressed(_) | Message::Copied { .. } | Message::PasteAsked => {
                (Reply::Nothing, Task::none())
            }
            Message::Sized(row, height) => {
                self.heights.measured(row, height, self.editors.is_some() && self.chosen == Some(row));
                (Reply::Nothing, Task::none())
            }
            Message::ToneToggled(tone) => {
                let Some(row) = self.chosen else { return (Reply::Nothing, Task::none()) };
                (if self.toggle(row, tone) { Reply::Done } else { Reply::Nothing }, self.refocus())
            }
        }
    }

    /// Changes the rows' order; rows numbered 01, 02, … are renumbered.
    fn in_order<T>(&mut self, act: impl FnOnce(&mut Script, Format) -> T) -> T {
        let is_numbered = self
            .script
            .rows
            .iter()
            .enumerate()
            .all(|(index, row)| row.number.parse::<usize>().is_ok_and(|number| number == index + 1));
        let result = act(&mut self.script, self.format);
        if is_numbered {
            self.script.renumber();
        }
        result
    }

    fn toggle(&mut self, row: usize, tone: Tone) -> bool {
        let Some(current) = self.script.rows.get(row) else { return false };
        let mut tones = current.tones.clone();
        match tones.iter().position(|other| *other == tone) {
            Some(at) => {
                let _ = tones.remove(at);
            }
            None => tones.push(tone),
        }
        let names: Vec<_> = tones.iter().map(|tone| tone.name().to_lowercase()).collect();
        self.script.set(row, Label::Tones, &names.join(", "));
        true
    }

    fn edit(&mut self, field: Label, action: text_editor::Action) -> (Reply, Task<super::Message>) {
        let joined = match &action {
            text_editor::Action::Edit(Edit::Backspace) => self.join_above(field),
            text_editor::Action::Edit(Edit::Delete) => self.join_below(field),
            _ => None,
        };
        if let Some(joined) = joined {
            return joined;
        }
        let (Some(chosen), Some(editors)) = (self.chosen, &mut self.editors) else {
            return (Reply::Nothing, Task::none());
        };
        editors.focus = field;
        let Some((_, content)) = editors.fields.iter_mut().find(|(other, _)| *other == field) else {
            return (Reply::Nothing, Task::none());
        };
        let action = match action {
            // A single-line field takes a pasted text as one line.
            text_editor::Action::Edit(Edit::Paste(text)) if is_single_line(field) && text.contains('\n') => {
                let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
                text_editor::Action::Edit(Edit::Paste(line.into()))
            }
            other => other,
        };
        let is_edit = action.is_edit();
        let is_break = matches!(action, text_editor::Action::Edit(Edit::Enter));
        let is_move = !is_edit && !matches!(action, text_editor::Action::Scroll { .. });
        let lines = content.line_count();
        patch::perform(content, action);
        if !is_edit {
            return (if is_move { Reply::Moved } else { Reply::Nothing }, Task::none());
        }
        let has_grown = content.line_count() != lines;
        let value = content.text();
        let change = self.set(chosen, field, &value);
        let outcome = if is_break { Reply::Broken(change) } else { Reply::Typed(change) };
        (outcome, if has_grown { show() } else { Task::none() })
    }

    /// Sets the value of a row's field. Returns the change of the body.
    fn set(&mut self, row: usize, field: Label, value: &str) -> Option<Change> {
        let before = self.script.rows.get(row)?.source().to_owned();
        self.script.set(row, field, value);
        let change = Change::between(&before, self.script.rows.get(row)?.source())?;
        Some(change.behind(self.script.offset(row)))
    }

    /// Opens a row's editors with the cursor at the end of a field.
    pub fn open(&mut self, row: usize, field: Label) -> Task<super::Message> {
        let Some(current) = self.script.rows.get(row) else { return Task::none() };
        let fields = self
            .fields()
            .iter()
            .map(|field| {
                let mut content = Content::with_text(current.get(*field));
                content.perform(text_editor::Action::Move(Motion::DocumentEnd));
                (*field, content)
            })
            .collect();
        self.forget_others();
        self.chosen = Some(row);
        self.editors = Some(Editors { fields, focus: field, vocabulary: Arc::clone(&self.vocabulary) });
        Task::batch([focus(field_id(field)), show()])
    }

    /// Like [`Self::open`], with these bytes of the field selected.
    pub fn open_at(
        &mut self,
        row: usize,
        field: Label,
        range: Option<std::ops::Range<usize>>,
    ) -> Task<super::Message> {
        let opened = self.open(row, field);
        let content = self.editors.as_mut().and_then(|editors| {
            editors.fields.iter_mut().find(|(other, _)| *other == field).map(|(_, content)| content)
        });
        if let Some((content, range)) = content.zip(range) {
            patch::select(content, range);
        }
        opened
    }

    /// Selects a row without opening it.
    pub fn choose(&mut self, row: usize) -> Task<super::Message> {
        if row >= self.script.rows.len() {
            return Task::none();
        }
        if self.chosen != Some(row) {
            self.editors = None;
        }
        self.forget_others();
        self.chosen = Some(row);
        show()
    }

    fn forget_others(&mut self) {
        self.others.clear();
        self.anchor = None;
    }

    /// Opens the selected row at the last focused field.
    pub fn enter(&mut self) -> Task<super::Message> {
        let field = self.editors.as_ref().map_or(Label::Speech, |editors| editors.focus);
        self.chosen.map_or_else(Task::none, |row| self.open(row, field))
    }

    fn step(&mut self, is_back: bool) -> Task<super::Message> {
        let fields = self.fields();
        let (Some(chosen), Some(editors)) = (self.chosen, &mut self.editors) else { return Task::none() };
        let at = fields.iter().position(|field| *field == editors.focus).unwrap_or(0);
        let next = if is_back { at.checked_sub(1) } else { Some(at + 1) };
        if let Some(field) = next.and_then(|next| fields.get(next)) {
            editors.focus = *field;
            return focus(field_id(*field));
        }
        if is_back {
            let Some(row) = chosen.checked_sub(1) else { return Task::none() };
            self.open(row, *fields.last().unwrap_or(&Label::Speech))
        } else if chosen + 1 < self.script.rows.len() {
            self.open(chosen + 1, self.first_field())
        } else {
            Task::none()
        }
    }
}

/// The index of a row after rows were added or removed; none when it was removed. Its number and some of its
/// text may have changed.
fn same_row(before: &[Row], after: &[Row], at: usize) -> Option<usize> {
    let text = |row: &Row| row.source().split_once('\n').map_or(String::new(), |(_, text)| text.to_owned());
    let [old, new] = [before, after].map(|rows| rows.iter().map(text).collect::<Vec<_>>());
    let [was, is] = [&old, &new].map(|rows| rows.iter().map(String::as_str).collect::<Vec<_>>());
    let changes = compare(&was, &is);
    let change = changes.iter().find(|change| change.old_range().contains(&at))?;
    let same = change.new_range().start + (at - change.old_range().start);
    change.new_range().contains(&same).then_some(same)
}

/// Scrolls to the selected row.
fn show() -> Task<super::Message> {
    reveal(SCROLL.into(), CHOSEN.into())
}

impl Editors {
    pub fn get(&self, field: Label) -> Option<&Content> {
        self.fields.iter().find(|(other, _)| *other == field).map(|(_, content)| content)
    }

    fn spelling(&self, content: &Content) -> misspelled::Setting {
        let caret = content.cursor().position;
        misspelled::Setting { vocabulary: Arc::clone(&self.vocabulary), caret }
    }

    /// The words selected in the focused field.
    pub fn selection(&self) -> Option<String> {
        self.get(self.focus)?.selection()
    }
}

/// Fields that contain a single word or name.
pub fn is_single_line(field: Label) -> bool {
    matches!(field, Label::Name | Label::Duration | Label::Voice | Label::Tones)
}

/// The id of a field's editor: only one row at a time has editors.
pub fn field_id(field: Label) -> &'static str {
    match field {
        Label::Name => "pieces-name",
        Label::Duration => "pieces-duration",
        Label::Picture => "pieces-picture",
        Label::Speech => "pieces-speech",
        Label::Voice => "pieces-voice",
        Label::Sound => "pieces-sound",
        Label::Caption => "pieces-caption",
        Label::Tones => "pieces-tones",
        Label::Note => "pieces-note",
    }
}
