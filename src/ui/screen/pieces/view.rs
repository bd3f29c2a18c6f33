//! The open piece: its head, its editor, and the pages or the comments beside it.

use iced::Length;
use iced::widget::{container, space, stack};

use super::open_piece::OpenPiece;
use super::walk::Walk;
use super::{Message, Pieces, RowMessage, body, comments, convert, footer, header, list};
use crate::piece::Piece;
use crate::ui::theme::{metric, style};
use crate::ui::widget::{column, divider, inspector, row, scroll, vertical_divider};
use crate::ui::{Context, Element, approval, banner};

impl Pieces {
    pub(super) fn view_open<'a>(
        &'a self,
        open_piece: &'a OpenPiece,
        piece: &'a Piece,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let is_shown = self.is_preview_shown();
        let pages = is_shown.then(|| {
            let pages =
                scroll(container(open_piece.preview.view_printed(self.preview_width())).padding([20, 22]))
                    .on_scroll(|viewport| {
                        let height = viewport.bounds().height;
                        Message::PreviewScrolled(viewport.absolute_offset().y, height)
                    });
            row![
                vertical_divider(),
                container(pages).width(self.preview_pane()).height(Length::Fill).style(style::well)
            ]
        });
        let comments = self.comments.is_shown.then(|| {
            let placed = open_piece.digest.comments.iter().cloned();
            inspector(self.comments.comments.view(piece, placed, context).map(Message::Comment))
        });
        let beside = match (self.comments.is_shown, is_shown) {
            (true, _) => metric::INSPECTOR,
            (false, true) => self.preview_pane(),
            (false, false) => 0.0,
        };
        let width = self.size.width - list::WIDTH - beside;
        let marks = comments::marks(&open_piece.digest.comments);
        let editor = match (&open_piece.conversion, &open_piece.table) {
            (None, None) if open_piece.dialogue.is_some() => match &open_piece.dialogue {
                Some(dialogue) => dialogue.view(context).map(Message::Dialogue),
                None => space().into(),
            },
            (None, None) if open_piece.contest.is_some() => match &open_piece.contest {
                Some(contest) => contest.view(width, context).map(Message::Contest),
                None => space().into(),
            },
            (Some(conversion), _) => conversion.view(),
            (None, Some(table)) => {
                table.view(open_piece.row_times(), &marks, width, context).map(|message| match message {
                    RowMessage::MarkPressed(line) => Message::MarkPressed(line),
                    message => Message::Row(message),
                })
            }
            (None, None) => body::view(open_piece, marks, self.find.marks(), width),
        };
        let measure = header::measure(&open_piece.digest.measure, width).map(|bar| column![bar, divider()]);
        let chain = self.is_chain_shown.then(|| self.approvals.view(piece, context)).flatten();
        let chain = chain.map(|chain| header::chain(chain.map(Message::Approval)));
        let steps = self.steps.opened(piece, context);
        let steps = steps.map(|steps| header::chain(steps.map(Message::Step)));
        let shown = header::Shown { preview: is_shown, chain: chain.is_some(), steps: steps.is_some() };
        let middle =
            column![header::view(open_piece, piece, shown, context), divider()]
                .push(chain)
                .push(steps)
                .push(banner::of_piece(piece, context, Message::DecideAsked))
                .push(open_piece.legacy.as_ref().map(|legacy| {
                    banner::legacy(legacy.page.name(), Message::LegacyTaken, Message::LegacyLeft)
                }))
                .push(approval::returned(piece, context))
                .push(measure)
                .push(open_piece.walk.as_ref().map(Walk::view))
                .push(open_piece.is_conversion_offered().then(convert::offer))
                .push(self.find.view().filter(|_| open_piece.conversion.is_none()))
                .push(container(editor).height(Length::Fill).width(Length::Fill))
                .push(space().height(footer::HEIGHT));
        // The footer is in a layer above: its list of findings opens over the text.
        let foot = footer::view(open_piece, self.is_listing_findings, width > 560.0);
        let foot = column![space().height(Length::Fill), container(foot).style(style::surface)];
        let middle = stack![middle, foot];
        row![container(middle).width(Length::Fill).height(Length::Fill).style(style::surface)]
            .push(pages)
            .push(comments)
            .into()
    }
}
