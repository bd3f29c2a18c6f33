//! What most people raised, beside the list while no case is opened: the topics of the next live dialogue (IV.1.b).

use std::fmt::Write;

use iced::widget::{container, text};
use iced::{Alignment, Length};

use super::{Cases, Message};
use crate::calendar::wording;
use crate::ledger::{CaseView, grievances};
use crate::newsroom::{Command, Newsroom};
use crate::piece::{Piece, PieceId, Text};
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::widget::{caption, column, icon_button, row, section_title, tip};
use crate::ui::{Action, Context, Effect, Element, Notice, Route, font};

/// How many are shown, and how many questions of one a programme begins with.
const SHOWN: usize = 8;
const ASKED: usize = 5;

/// What several people raised.
#[derive(Debug)]
pub struct Upset {
    name: String,
    detail: String,
    field: String,
    procedure: String,
}

/// The first of the ranking, most people first. Reads all cases.
pub fn ranking(newsroom: &Newsroom) -> Vec<Upset> {
    let views = newsroom.cases();
    let plan = newsroom.plan();
    let named =
        grievances(&views).into_iter().filter(|one| !(one.field.is_empty() && one.procedure.is_empty()));
    named
        .take(SHOWN)
        .map(|one| {
            let field = newsroom.settings().cases.field_name(one.field);
            let name = if one.procedure.is_empty() { field } else { one.procedure };
            let places = one.localities.iter().take(2).filter_map(|(id, _)| plan.locality(id));
            let places: Vec<String> = places.map(crate::plan::Locality::full_name).collect();
            let mut detail = wording::counted(one.count, "người nêu");
            if one.overdue > 0 {
                let _ = write!(detail, ", {} quá hạn", one.overdue);
            }
            if !places.is_empty() {
                let _ = write!(detail, " · {}", places.join(", "));
            }
            Upset {
                name: name.to_owned(),
                detail,
                field: one.field.to_owned(),
                procedure: one.procedure.to_owned(),
            }
        })
        .collect()
}

/// A rundown on what people raised, for the next free slot of the plan's live dialogue, with their open questions as
/// items. None where the plan has no such programme, or no slot is left.
fn programme(newsroom: &Newsroom, upset: &Upset, id: PieceId) -> Option<Piece> {
    let activity = newsroom.plan().activities.iter().find(|activity| activity.live == Some(true))?;
    let today = newsroom.today();
    let mut slots = newsroom.obligations().of_activity(&activity.id);
    let slot = slots.find(|view| view.is_vacant() && today <= view.slot.to)?.slot.id.clone();
    let mut piece = newsroom.draft(&activity.id, &[slot], id)?;
    piece.header.title = format!("{}: {}", activity.short, crate::fold::lowercase_first(&upset.name));
    let is_it = |view: &CaseView<'_>| {
        view.case.field == upset.field && view.case.procedure == upset.procedure && view.timing.is_open()
    };
    let mut body = piece.body.trim_end().to_owned();
    let number = crate::piece::av::Script::parse(&body).rows.len() + 1;
    for (view, number) in newsroom.cases().into_iter().filter(is_it).take(ASKED).zip(number..) {
        let raised = if view.case.text.is_empty() { &view.case.topic } else { &view.case.text };
        let raised = raised.split_whitespace().collect::<Vec<_>>().join(" ");
        let topic = view.case.topic.trim_end_matches(['.', '?', '!']);
        let _ =
            write!(body, "\n\n## {number:02}\nMục: {topic}\nLời: Có ý kiến hỏi: {raised}\nThời lượng: 3:00");
    }
    body.push('\n');
    piece.body = Text::from(body);
    Some(piece)
}

impl Cases {
    /// Begins the next live dialogue on a topic of the ranking.
    pub(super) fn take_topic(&mut self, at: usize, context: &Context) -> Action<Message> {
        let Some(upset) = self.upset.get(at) else { return Action::none() };
        let id = PieceId::from(ulid::Ulid::generate().to_string());
        let Some(piece) = programme(&context.newsroom, upset, id.clone()) else {
            let said = "Kế hoạch không còn kỳ đối thoại trực tiếp nào trống.";
            return Action::effect(Effect::Notify(Notice::error(said)));
        };
        let said = format!("Đã dựng “{}”, kèm những câu hỏi còn chờ.", piece.header.title);
        Action::command(Command::Add(Box::new(piece)))
            .and(Effect::Open(Route::Piece(id)))
            .and(Effect::Notify(Notice::undoable(said)))
    }

    pub(super) fn upset(&self) -> Option<Element<'_, Message>> {
        if self.upset.is_empty() {
            return None;
        }
        let rows = self.upset.iter().enumerate().map(|(at, upset)| {
            let words = column![
                text(upset.name.as_str()).size(size::DENSE).font(font::MEDIUM).width(Length::Fill),
                caption(upset.detail.as_str()),
            ]
            .spacing(2)
            .width(Length::Fill);
            let take = icon_button(
                Icon::Tv,
                "Dựng chương trình đối thoại trực tiếp về việc này",
                crate::ui::theme::style::ghost,
                Some(Message::TopicTaken(at)),
            );
            row![words, take].spacing(8).align_y(Alignment::Center).into()
        });
        let title = tip(
            section_title("Nhiều người nêu nhất"),
            "Gợi ý chuyên đề cho kỳ đối thoại trực tiếp tới (IV.1.b)",
        );
        Some(container(column![title].extend(rows).spacing(14)).into())
    }
}
