//! What approvals and comments ask of the person here: to answer, to take up again, to look at after an edit.

use crate::ledger::{self, Mine};
use crate::newsroom::Newsroom;
use crate::piece::{Comment, Format, Piece, StepState};
use crate::ui::screen::listing::Entry;
use crate::ui::theme::style::Mood;
use crate::ui::{Effect, Route, Selection};

/// Why a piece is listed, most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cause {
    AskedOfMe,
    Returned,
    Edited,
    /// A colleague's comment waits for an answer.
    Commented,
    WaitsTooLong,
}

/// A piece with the reason why it is listed.
#[derive(Debug)]
pub(super) struct Found<'a> {
    cause: Cause,
    /// Days it has waited.
    days: i64,
    /// The comment for which it is listed.
    commented: Option<&'a Comment>,
    piece: &'a Piece,
}

/// The pieces that ask something of a person. Who named no agency or locality sees what became of all pieces, but
/// nothing waits for them more than for others. `me` is their name: a comment waits for others than its author.
pub(super) fn of<'a>(newsroom: &'a Newsroom, mine: &Mine, me: &str) -> Vec<Found<'a>> {
    let (plan, settings, today) = (newsroom.plan(), newsroom.settings(), newsroom.today());
    let cause = |piece: &Piece| {
        if !mine.is_everything() && mine.is_asked(plan, settings, piece) {
            return Some(Cause::AskedOfMe);
        }
        // What others write asks only for answers where they took part: what they agreed to, what they talk about.
        if !mine.makes(&piece.header) {
            let is_edited =
                mine.has_header(&piece.header) && mine.agreed_to_other_words(plan, settings, piece);
            let is_answered =
                || piece.header.waiting_comment(me).is_some_and(|comment| comment.has_voice(me));
            return if is_edited { Some(Cause::Edited) } else { is_answered().then_some(Cause::Commented) };
        }
        if piece.returned(plan, settings).is_some() {
            Some(Cause::Returned)
        } else if piece.is_edited_since_approval(plan, settings) {
            Some(Cause::Edited)
        } else if piece.header.waiting_comment(me).is_some() {
            Some(Cause::Commented)
        } else {
            ledger::waits_too_long(piece, plan, settings, today).then_some(Cause::WaitsTooLong)
        }
    };
    let found = newsroom.pieces().filter_map(|piece| {
        let cause = cause(piece)?;
        let commented = piece.header.waiting_comment(me).filter(|_| cause == Cause::Commented);
        let days = match commented {
            Some(comment) => (today - comment.last_word().1).num_days().max(0),
            None => ledger::days_waiting(&piece.header, today),
        };
        Some(Found { cause, days, commented, piece })
    });
    let mut found: Vec<Found<'_>> = found.collect();
    found.sort_by_key(|found| (found.cause, std::cmp::Reverse(found.days)));
    found
}

impl Found<'_> {
    pub fn entry(&self, newsroom: &Newsroom) -> Option<Entry> {
        let Self { cause, days, commented, piece } = *self;
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
            Cause::Commented => {
                let said = commented.map(|comment| {
                    let (by, _, words) = comment.last_word();
                    format!("{title} – {by}: {words}")
                });
                ("Góp ý chờ trả lời", Mood::Neutral, said.unwrap_or(title))
            }
            Cause::WaitsTooLong => ("Chờ duyệt quá lâu", Mood::Warn, title),
        };
        Some(Entry {
            hue: activity.hue,
            when: if days > 0 { format!("{days} ngày") } else { "Hôm nay".to_owned() },
            title,
            tag: tag.to_owned(),
            mood,
            open: if cause == Cause::Commented { edit(piece) } else { open(piece) },
            act: None,
        })
    }
}

/// Opens a piece where its words are.
fn edit(piece: &Piece) -> Effect {
    Effect::Open(Route::of(piece))
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
