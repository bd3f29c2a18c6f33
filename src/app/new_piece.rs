//! Creates new pieces.

use iced::Task;

use super::{Message, Session};
use crate::newsroom::{Command, Newsroom};
use crate::piece::{Airing, Format, Piece, PieceId, Role, Status, template};
use crate::plan::{Settings, SlotId};
use crate::ui::{Route, Selection};

impl Session {
    /// A new piece from its activity's template, selected in the calendar or opened in its editor.
    pub(super) fn begin_piece(&mut self, activity: &str, slots: &[SlotId], is_opened: bool) -> Task<Message> {
        let Some(piece) = draft(&self.context.newsroom, activity, slots) else { return Task::none() };
        let id = piece.header.id.clone();
        let is_poster = piece.format == Format::Poster;
        let changed = self.apply(Command::Add(Box::new(piece)));
        let route = match (is_opened, is_poster) {
            (true, true) => Route::Poster(id),
            (true, false) => Route::Piece(id),
            (false, _) => Route::Calendar(Some(Selection::Piece(id))),
        };
        Task::batch([changed, self.open(route)])
    }
}

/// A new piece for slots of one activity, with the date and time of the programme.
fn draft(newsroom: &Newsroom, activity: &str, slots: &[SlotId]) -> Option<Piece> {
    let activity = newsroom.plan().activity(activity)?;
    let views: Vec<_> = slots.iter().filter_map(|id| newsroom.obligations().get(id)).collect();
    let id = PieceId(ulid::Ulid::generate().to_string().into());
    let first = views.first().map(|view| &view.slot);
    let mut piece = template::draft(activity, first, id);
    piece.header.status = Status::Drafting;
    piece.header.status_since = Some(newsroom.today());
    piece.header.airings = views
        .iter()
        .map(|view| Airing { date: view.date, time: view.time, ..Airing::undated(view.slot.id.clone()) })
        .collect();
    piece.header.people.extend(
        own_editor(newsroom.settings(), slots)
            .map(|name| Role { role: "Biên tập".to_owned(), name: name.to_owned() }),
    );
    if piece.format == Format::Poster {
        // The day of a poster that already fills the slot is not the day of a new one.
        for airing in &mut piece.header.airings {
            airing.date = airing.date.filter(|date| *date >= newsroom.today());
        }
    }
    let vacancies = newsroom.vacancies();
    for (airing, view) in piece.header.airings.iter_mut().zip(&views) {
        airing.id = view.pieces.is_empty().then(|| vacancies.id(&airing.slot));
    }
    Some(piece)
}

/// Who answers for slots of localities that have an editor of their own; none where they have several or the office's.
fn own_editor<'a>(settings: &'a Settings, slots: &[SlotId]) -> Option<&'a str> {
    let editor = |slot: &SlotId| settings.local_programme(slot).map(|own| own.editor.as_str());
    let first = editor(slots.first()?)?;
    (!first.is_empty() && slots.iter().all(|slot| editor(slot) == Some(first))).then_some(first)
}
