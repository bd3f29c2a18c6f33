//! What approvals ask of the person here: to answer, to take up again, to look at after an edit.

use crate::ledger::{self, Mine};
use crate::newsroom::Newsroom;
use crate::piece::{Format, Piece, StepState};
use crate::ui::screen::listing::Entry;
use crate::ui::theme::style::Mood;
use crate::ui::{Effect, Route, Selection};

/// Why a piece is listed, most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    AskedOfMe,
    Returned,
    Edited,
    WaitsTooLong,
}

/// A piece with the reason why it is listed.
#[derive(Debug)]
pub(super) struct Found<'a> {
    cause: Cause,
    /// Days it has waited.
    days: i64,
    piece: &'a Piece,
}

/// The pieces that ask something of a person. Who named no agency or locality sees what became of all pieces, but
/// nothing waits for them more than for others.
pub(super) fn of<'a>(newsroom: &'a Newsroom, mine: &Mine) -> Vec<Found<'a>> {
    let (plan, settings, today) = (newsroom.plan(), newsroom.settings(), newsroom.today());
    let cause = |piece: &Piece| {
        if !mine.is_everything() && mine.is_asked(plan, settings, piece) {
            return Some(Cause::AskedOfMe);
        }
        if !mine.has_header(&piece.header) {
            return None;
        }
        if piece.returned(plan, settings).is_some() {
            Some(Cause::Returned)
        } else if piece.is_edited_since_approval(plan, settings) {
            Some(Cause::Edited)
        } else {
            ledger::waits_too_long(piece, plan, settings, today).then_some(Cause::WaitsTooLong)
        }
    };
    let found = newsroom.pieces().filter_map(|piece| {
        let days = ledger::days_waiting(&piece.header, today);
        Some(Found { cause: cause(piece)?, days, piece })
    });
    let mut found: Vec<Found<'_>> = found.collect();
    found.sort_by_key(|found| (found.cause, std::cmp::Reverse(found.days)));
    found
}

impl Found<'_> {
    pub fn entry(&self, newsroom: &Newsroom) -> Option<Entry> {
        let Self { cause, days, piece } = *self;
        let activity = newsroom.plan().activity(&piece.header.activity)?;
        let title = piece.header.title.clone();
        let (tag, mood, title) = match cause {
            Cause::AskedOfMe => ("Chờ bạn duyệt", Mood::Warn, title),
            Cause::Returned => {
                let reason = piece
                    .returned(newsroom.plan(), newsroom.settings())
                    .and_then(|given| given.returned.clone());
                ("Bị trả lại", Mood::Danger, format!("{title}: {}", reason.unwrap_or_default()))
            }
            Cause::Edited => (StepState::Edited.name(), Mood::Warn, title),
            Cause::WaitsTooLong => ("Chờ duyệt quá lâu", Mood::Warn, title),
        };
        Some(Entry {
            hue: activity.hue,
            when: if days > 0 { format!("{days} ngày") } else { "Hôm nay".to_owned() },
            title,
            tag: tag.to_owned(),
            mood,
            open: open(piece),
            act: None,
        })
    }
}

/// Opens a piece where its approval can be given.
pub(super) fn open(piece: &Piece) -> Effect {
    let id = piece.header.id.clone();
    Effect::Open(if piece.format == Format::Poster {
        Route::Poster(id)
    } else {
        Route::Calendar(Some(Selection::Piece(id)))
    })
}
