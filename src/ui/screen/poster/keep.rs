//! Keeps a poster's design as a template of the office.

use crate::newsroom::Command;
use crate::piece::Piece;
use crate::poster::{OwnTemplate, Poster};
use crate::ui::{Action, Context, Effect, Notice};

/// What the menus call it.
pub(super) const KEEP: &str = "Lưu làm mẫu của đơn vị";

pub(super) fn keep<Message>(piece: &Piece, context: &Context) -> Action<Message> {
    let poster = match Poster::parse(&piece.body) {
        Ok(poster) => poster,
        Err(error) => return Action::effect(Effect::Notify(Notice::error(error.to_string()))),
    };
    let name = free_name(&piece.header.title, context);
    let template = OwnTemplate::of(&ulid::Ulid::generate().to_string(), &name, poster);
    let notice =
        format!("Đã lưu mẫu “{name}”. Khi làm áp phích mới, mẫu của đơn vị đứng trước các mẫu có sẵn.");
    Action::command(Command::SetRecord { record: template.into(), is_typing: false })
        .and(Effect::Notify(Notice::undoable(notice)))
}

/// The title, numbered when a template has it.
fn free_name(title: &str, context: &Context) -> String {
    let is_free = |name: &String| {
        let mut held = context.newsroom.entries::<OwnTemplate>();
        held.all(|template| template.name != *name)
    };
    let numbered = (2..).map(|number| format!("{title} ({number})"));
    std::iter::once(title.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}
