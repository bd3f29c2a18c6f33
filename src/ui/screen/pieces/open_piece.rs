//! The open piece: its editors, and where its cursor is.

mod follow;
mod legacy;
mod write;

use std::sync::Arc;

use iced::Task;

use super::contest::Editor;
use super::convert::Conversion;
use super::dialogue;
use super::digest::{self, Digest, Heading, Measure};
use super::table::Table;
use super::walk::{self, Walk};
use crate::newsroom::Newsroom;
use crate::piece::av::RowTime;
use crate::piece::edit::Edit;
use crate::piece::{Format, Piece, PieceId};
use crate::spelling::Vocabulary;
use crate::ui::patch;
use crate::ui::widget::Preview;
use crate::ui::widget::long_editor::Content;
use legacy::Legacy;

/// A body up to this size, in bytes, is measured on the window's thread; a longer one in the background.
const AT_ONCE: usize = 128 << 10;

/// How the body is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    Table,
    Text,
}

/// A snippet that a button inserts into a skit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Snippet {
    Scene,
    Cue(String),
    Note,
}

#[derive(Debug)]
pub struct OpenPiece {
    pub id: PieceId,
    pub format: Format,
    /// The text in its field.
    pub title: String,
    /// The newsroom's last title.
    known_title: String,
    /// Length in bytes of the body in the editors. The newsroom's differs only after a change from elsewhere.
    length: usize,
    /// Edits sent to the newsroom but not yet applied.
    asked: Vec<Edit>,
    pub mode: Mode,
    pub text: Content,
    /// For a script, while it is shown as rows.
    pub table: Option<Table>,
    /// For a contest whose body can be read.
    pub contest: Option<Editor>,
    /// For a dialogue whose body can be read.
    pub dialogue: Option<dialogue::Editor>,
    pub digest: Digest,
    pub preview: Preview,
    /// The visible part of the outline: offset, height; logical pixels.
    pub outline_view: (f32, f32),
    /// What a skit typed as `Tên: lời` would become, while it is shown.
    pub conversion: Option<Conversion>,
    /// The offer to convert it was declined.
    pub is_offer_closed: bool,
    /// The number of edits: results computed from an older text are dropped.
    pub edits: u64,
    /// Whether the next edit continues the last undo step.
    is_burst: bool,
    /// What stands in an old code page, until it is converted or left.
    pub legacy: Option<Legacy>,
    /// The workspace's own words.
    pub vocabulary: Arc<Vocabulary>,
    /// The walk through the misspellings, while it is shown.
    pub(super) walk: Option<Walk>,
}

impl OpenPiece {
    pub fn new(piece: &Piece, newsroom: &Newsroom) -> Self {
        let mut open_piece = Self {
            id: piece.header.id.clone(),
            format: piece.format,
            title: piece.header.title.clone(),
            known_title: piece.header.title.clone(),
            length: 0,
            asked: Vec::new(),
            mode: Mode::Text,
            text: Content::new(),
            table: None,
            contest: None,
            dialogue: None,
            digest: Digest::default(),
            preview: Preview::default(),
            outline_view: (0.0, 600.0),
            conversion: None,
            is_offer_closed: false,
            edits: 0,
            is_burst: false,
            legacy: legacy::of_body(&piece.body),
            vocabulary: walk::vocabulary(newsroom),
            walk: None,
        };
        open_piece.set_mode(if open_piece.has_table() { Mode::Table } else { Mode::Text }, &piece.body);
        if piece.format == Format::Contest {
            open_piece.contest = Editor::new(&piece.body);
        }
        if piece.format == Format::Dialogue {
            open_piece.dialogue = dialogue::Editor::new(piece, newsroom);
        }
        let _ = open_piece.measure(piece, newsroom);
        open_piece
    }

    pub fn has_table(&self) -> bool {
        matches!(self.format, Format::Av | Format::Radio)
    }

    /// Whether the text should be converted, and nobody declined.
    pub fn is_conversion_offered(&self) -> bool {
        self.digest.is_run_in && !self.is_offer_closed && self.conversion.is_none()
    }

    /// Shows the body as rows or as text; the cursor keeps its place.
    pub fn set_mode(&mut self, mode: Mode, body: &str) {
        self.end_burst();
        self.length = body.len();
        let line = self.line();
        match mode {
            Mode::Text => {
                self.text = Content::with_text(body);
                self.table = None;
                if let Some(line) = line {
                    patch::go_to_line(&mut self.text, line);
                }
            }
            Mode::Table => {
                let mut table = Table::new(body, self.format, Arc::clone(&self.vocabulary));
                table.chosen = line.and_then(|line| table.script.row_at(line));
                self.text = Content::new();
                self.table = Some(table);
            }
        }
        self.mode = mode;
    }

    /// The line of the body (from 0) with the cursor; none when no row is selected.
    pub fn line(&self) -> Option<usize> {
        match &self.table {
            Some(table) => table.chosen.and_then(|row| table.script.rows.get(row)).map(|row| row.lines.start),
            None => Some(self.text.cursor().position.line),
        }
    }

    /// The byte of the body at the cursor, or where the selected row begins.
    pub fn caret(&self, body: &str) -> usize {
        match &self.table {
            Some(table) => table.chosen.map_or(0, |row| table.script.offset(row)),
            None => patch::offset(body, self.text.cursor().position),
        }
    }

    /// Takes in the workspace's own words.
    pub fn learn(&mut self, newsroom: &Newsroom) {
        self.vocabulary = walk::vocabulary(newsroom);
        if let Some(table) = &mut self.table {
            table.learn(&self.vocabulary);
        }
    }

    /// The heading above the cursor.
    pub fn heading(&self) -> Option<usize> {
        digest::heading_at(&self.digest.outline, self.line()?)
    }

    pub fn headings(&self) -> &[Heading] {
        &self.digest.outline
    }

    /// Moves the cursor to a line of the body (from 0).
    pub fn go_to(&mut self, line: usize) -> Task<super::Message> {
        self.end_burst();
        if let Some(table) = &mut self.table {
            return table.script.row_at(line).map_or_else(Task::none, |row| table.choose(row));
        }
        patch::go_to_line(&mut self.text, line);
        iced::widget::operation::focus(super::TEXT)
    }

    /// Ends the burst: what is typed next is a new undo step.
    pub fn end_burst(&mut self) {
        self.is_burst = false;
    }

    /// Computes at once what usually waits for a pause; returns whether it did: a long piece is measured in
    /// the background.
    pub fn measure(&mut self, piece: &Piece, newsroom: &Newsroom) -> bool {
        let is_short = piece.body.len() <= AT_ONCE;
        if is_short {
            self.digest = Digest::new(piece, newsroom);
        }
        is_short
    }

    /// Finds the comments' places at once after a change of the header, in a short piece.
    pub fn place_comments(&mut self, piece: &Piece) {
        if piece.body.len() <= AT_ONCE {
            self.digest.comments = piece.placed_comments();
        }
    }

    /// Measures the rows in the editors, before the newsroom has them.
    pub fn measure_rows(&mut self, piece: &Piece, newsroom: &Newsroom) {
        if let Some(table) = self.table.as_ref().filter(|_| self.length <= AT_ONCE) {
            let piece = Piece { body: table.script.write().into(), ..piece.clone() };
            let _ = self.measure(&piece, newsroom);
        }
    }

    pub fn row_times(&self) -> &[RowTime] {
        match &self.digest.measure {
            Measure::Script(script) => &script.rows,
            _ => &[],
        }
    }
}
