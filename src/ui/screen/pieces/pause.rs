//! What waits for a pause in typing: the title's command, the measures and checks, the pages.

use std::sync::Arc;
use std::time::Duration;

use iced::Task;

use super::digest::Digest;
use super::{Message, Pieces};
use crate::document::{self, PrintOptions, Proof};
use crate::page::{Document, Fonts};
use crate::ui::{Action, Context, Effect, Worker, after};

/// Below this width the preview is shown only on request; logical pixels.
const WIDE: f32 = 1180.0;
/// How often to check whether typing has paused.
const TICK: Duration = Duration::from_millis(250);
/// Ticks without typing until the piece is measured, its pages are set, and the burst of typing ends.
const MEASURE_AFTER: u8 = 2;
const PREVIEW_AFTER: u8 = 3;
const BURST_AFTER: u8 = 7;

/// Pieces are measured and checked one after another.
static DIGESTS: Worker = Worker::new();

impl Pieces {
    /// Starts or continues waiting for a pause.
    pub(super) fn wait(&mut self) -> Task<Message> {
        if self.quiet.replace(0).is_some() { Task::none() } else { tick() }
    }

    pub(super) fn ticked(&mut self, context: &Context) -> Action<Message> {
        let Some(quiet) = self.quiet else { return Action::none() };
        let quiet = quiet + 1;
        self.quiet = (quiet < BURST_AFTER).then_some(quiet);
        let title = if quiet == MEASURE_AFTER { self.keep_title(context) } else { None };
        let work = match quiet {
            MEASURE_AFTER => {
                let id = self.open_piece.as_ref().map(|open_piece| open_piece.id.clone());
                if let Some(piece) = id.and_then(|id| context.newsroom.piece(&id)) {
                    self.find_anew(piece);
                }
                self.refresh_digest(context)
            }
            PREVIEW_AFTER => self.refresh_preview(context),
            BURST_AFTER => {
                if let Some(open_piece) = &mut self.open_piece {
                    open_piece.end_burst();
                }
                Task::none()
            }
            _ => Task::none(),
        };
        let next = if self.quiet.is_some() { tick() } else { Task::none() };
        Action { effects: title.map(Effect::Apply).into_iter().collect(), task: Task::batch([work, next]) }
    }

    pub(super) fn is_typing(&self) -> bool {
        self.quiet.is_some_and(|quiet| quiet < MEASURE_AFTER)
    }

    /// Measures and checks the open piece on a background thread.
    pub(super) fn refresh_digest(&self, context: &Context) -> Task<Message> {
        let Some(open_piece) = &self.open_piece else { return Task::none() };
        let (id, edits) = (open_piece.id.clone(), open_piece.edits);
        let newsroom = context.newsroom.snapshot_of([&id]);
        DIGESTS.run(move || {
            let digest = newsroom.piece(&id).map(|piece| Digest::new(piece, &newsroom)).unwrap_or_default();
            Message::Digested(id, edits, Box::new(digest))
        })
    }

    /// Sets and renders the open piece's pages on a background thread.
    pub(super) fn refresh_preview(&mut self, context: &Context) -> Task<Message> {
        if !self.is_preview_shown() {
            return Task::none();
        }
        let width = self.preview_width();
        let Some(open_piece) = &mut self.open_piece else { return Task::none() };
        let id = open_piece.id.clone();
        let newsroom = context.newsroom.snapshot_of([&id]);
        let pictures = Arc::clone(&context.pictures);
        let make = move |fonts: &mut Fonts| {
            let pictures = |path: &str| pictures.get(path).cloned();
            let print = PrintOptions::default();
            let piece = newsroom.piece(&id);
            let proof =
                piece.map(|piece| document::proof_of_piece(&newsroom, piece, &pictures, &print, fonts));
            proof.unwrap_or_else(|| Proof::Document(Document::default()))
        };
        open_piece.preview.request(&context.fonts, width, make, Message::Previewed)
    }

    pub(super) fn is_preview_shown(&self) -> bool {
        // The grid of a contest and its ranking need the width.
        let is_contest = self.open_piece.as_ref().is_some_and(|open_piece| open_piece.contest.is_some());
        let is_usual = self.size.width >= WIDE && !is_contest;
        !self.comments.is_shown && self.preview_wish.unwrap_or(is_usual)
    }

    /// Width of the pane, logical pixels.
    pub(super) fn preview_pane(&self) -> f32 {
        (self.size.width * 0.3).clamp(330.0, 420.0).round()
    }

    /// Width of a page, logical pixels.
    pub(super) fn preview_width(&self) -> f32 {
        self.preview_pane() - 44.0
    }
}

fn tick() -> Task<Message> {
    after(TICK).map(|()| Message::Ticked)
}
