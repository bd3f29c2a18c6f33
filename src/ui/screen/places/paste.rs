//! The preview of a pasted list of places.

use iced::Length;

use super::Message;
use crate::place::{PlaceKind, PlaceList, PlaceRow};
use crate::ui::paste::{self, HEIGHT, Pasted};
use crate::ui::{Context, Element};

#[derive(Debug)]
pub(super) struct Preview {
    text: String,
    /// Of places whose row does not say it.
    kind: PlaceKind,
    list: PlaceList,
    /// The visible part: offset, height.
    pub view: (f32, f32),
}

impl Preview {
    pub fn new(text: String, kind: PlaceKind, context: &Context) -> Self {
        let mut preview = Self { text, kind, list: PlaceList::default(), view: (0.0, HEIGHT) };
        preview.read_again(context);
        preview
    }

    /// Compares the list with a register that changed meanwhile.
    pub fn read_again(&mut self, context: &Context) {
        let newsroom = &context.newsroom;
        self.list = newsroom.places().read_list(&self.text, newsroom.plan(), newsroom.today(), &self.kind);
    }

    pub fn list(&self) -> &PlaceList {
        &self.list
    }

    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let pasted = Pasted {
            title: "Dán danh sách địa điểm",
            noun: "địa điểm",
            fates: self.list.rows.iter().map(|row| &row.fate).collect(),
            missed: &self.list.missed,
            view: self.view,
            on_scroll: Message::PreviewScrolled,
            taken: Message::PasteTaken,
            dismissed: Message::Dismissed,
        };
        paste::preview(pasted, move |at| self.list.rows.get(at).map(|row| place_row(row, context)))
    }
}

fn place_row<'a>(row: &'a PlaceRow, context: &'a Context) -> Element<'a, Message> {
    let place = &row.place;
    let cells = [
        paste::name(place.full_name(), Length::FillPortion(4)),
        paste::cell(place.kind.name().to_owned(), Length::FillPortion(2)),
        paste::cell(place.locality_name(context.newsroom.plan()), Length::FillPortion(2)),
        paste::cell(place.fitness.name().to_owned(), Length::FillPortion(2)),
    ];
    paste::line(row.row, cells, &row.fate)
}
