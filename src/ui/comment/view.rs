//! The pane with the comments.

use iced::keyboard::{Key, key::Named};
use iced::widget::text_editor::{Binding, KeyPress, Status};
use iced::widget::{container, space, text, text_editor};
use iced::{Alignment, Length, Padding, Theme};

use super::{CHOSEN, Comments, Draft, Filter, LIST, Message, TEXT, Target};
use crate::calendar::wording;
use crate::piece::comment::Anchor;
use crate::piece::{Comment, Piece, Placed, Spot};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{Tokens, size};
use crate::ui::widget::{
    Clamp, button, button_icon, button_label, caption, clamp, column, divider, icon_button, row, scroll,
    section_title, segmented, still, tag, tip, vertical_divider,
};
use crate::ui::{Context, Element, font};

impl Comments {
    /// `placed` are the piece's comments with their places.
    pub fn view<'a>(
        &'a self,
        piece: &'a Piece,
        placed: impl IntoIterator<Item = Placed>,
        context: &'a Context,
    ) -> Element<'a, Message> {
        let is_own = self.piece.as_ref() == Some(piece.id());
        let open = piece.header.open_comments();
        let settled = piece.header.comments.len() - open;
        let filters = [(Filter::Open, "Đang mở"), (Filter::Settled, "Đã xong")];
        let head = row![
            container(section_title("Góp ý")).width(Length::Fill),
            segmented(filters, self.filter, Message::Filtered),
            icon_button(Icon::Close, "Đóng", style::ghost, Some(Message::Closed)),
        ]
        .spacing(4)
        .align_y(Alignment::Center);
        let composer = match self.draft.as_ref().filter(|_| is_own) {
            Some(draft) => draft.view(piece),
            None => tip(
                button_icon(Icon::Plus, "Thêm góp ý", style::secondary, Some(Message::Asked)),
                "Góp ý ở chỗ đang chọn (Ctrl M)",
            ),
        };
        let shown = placed.into_iter().filter(|placed| placed.is_open == (self.filter == Filter::Open));
        let cards = shown.filter_map(|placed| {
            let comment = piece.header.comment(&placed.id)?;
            let is_chosen = is_own && self.chosen.as_ref() == Some(&comment.id);
            Some(card(comment, &placed, is_chosen, context))
        });
        let cards: Vec<Element<'_, Message>> = cards.collect();
        let nothing = cards.is_empty().then(|| {
            let words = match (self.filter, open + settled) {
                (_, 0) => {
                    "Chưa có góp ý nào. Chọn một chỗ trong bài rồi bấm Ctrl M. Góp ý không bao giờ tự in ra."
                }
                (Filter::Open, _) => "Không còn góp ý nào đang mở.",
                (Filter::Settled, _) => "Chưa có góp ý nào đã xong.",
            };
            container(text(words).size(size::DENSE).line_height(1.5).style(ink::secondary)).padding([4, 10])
        });
        let list = column(cards).push(nothing).spacing(10).padding(Padding { right: 10.0, ..Padding::ZERO });
        column![
            container(head).padding(Padding { top: 10.0, right: 8.0, bottom: 0.0, left: 16.0 }),
            container(composer).padding([0, 16]),
            divider(),
            scroll(container(list).padding([0, 6]).width(Length::Fill)).id(LIST).height(Length::Fill),
        ]
        .spacing(10)
        .height(Length::Fill)
        .into()
    }
}

impl Draft {
    fn view<'a>(&'a self, piece: &'a Piece) -> Element<'a, Message> {
        let (title, quote) = match &self.target {
            Target::New(Some(anchor)) => (anchor.place.clone(), anchor.quoted()),
            Target::New(None) => ("Cả bài".to_owned(), None),
            Target::Reply(id) => match piece.header.comment(id) {
                Some(comment) => (format!("Trả lời {}", comment.by), Some(comment.text.clone())),
                None => ("Trả lời".to_owned(), None),
            },
        };
        let quote = quote.map(said_quietly);
        let editor = text_editor(&self.content)
            .id(TEXT)
            .placeholder("Viết góp ý…")
            .size(size::DENSE)
            .line_height(1.5)
            .padding([8, 10])
            .height(84)
            .style(style::editor)
            .key_binding(binding)
            .on_action(Message::Wrote);
        let is_empty = self.content.text().trim().is_empty();
        let acts = row![
            tip(
                button_label("Gửi", style::primary, (!is_empty).then_some(Message::Sent)),
                "Gửi góp ý (Ctrl Enter)"
            ),
            button_label("Thôi", style::ghost, Some(Message::DraftClosed)),
        ]
        .spacing(6);
        column![text(title).size(size::CAPTION).font(font::MEDIUM)]
            .push(quote)
            .extend([still(editor), acts.into()])
            .spacing(6)
            .into()
    }
}

/// The number of open comments, for lists; none without one.
pub fn count<'a, Message: 'a>(open: usize) -> Option<Element<'a, Message>> {
    (open > 0).then(|| {
        let number = text(open.to_string()).size(size::CAPTION).font(font::FIGURES).style(ink::warn);
        let mark = row![icon(Icon::Message, 12.0).style(ink::warn), number];
        tip(mark.spacing(3).align_y(Alignment::Center), format!("{open} góp ý đang mở"))
    })
}

fn card<'a>(
    comment: &'a Comment,
    placed: &Placed,
    is_chosen: bool,
    context: &'a Context,
) -> Element<'a, Message> {
    let quote = comment.anchor.as_ref().and_then(Anchor::quoted).map(said_quietly);
    let name = text(placed.place.clone()).size(size::CAPTION).font(font::MEDIUM);
    let place: Element<'_, Message> = if placed.spot == Spot::Lost {
        let lost = tag(None, "đoạn này đã được sửa", Mood::Warn);
        let hint = "Lời được góp ý không còn trong bài; góp ý vẫn giữ nguyên ở đây";
        row![name.style(ink::tertiary), tip(lost, hint)].spacing(8).align_y(Alignment::Center).into()
    } else if placed.spot == Spot::Whole {
        name.style(ink::tertiary).into()
    } else {
        let face = row![icon(Icon::Message, 12.0).style(ink::accent), name.style(ink::accent)];
        let face = face.spacing(5).align_y(Alignment::Center);
        let face =
            button(face).padding([2, 0]).style(style::ghost).on_press(Message::Chosen(comment.id.clone()));
        row![tip(face, "Tới chỗ được góp ý")].into()
    };
    let replies = comment.replies.iter().map(|reply| {
        let words = said(&reply.by, reply.date, &reply.text, context);
        row![vertical_divider(), words].spacing(10).into()
    });
    let settled = comment.resolved.as_ref().map(|by| {
        let words = format!("{} ghi là đã xong, {}", by.by, wording::day_month(by.date));
        row![icon(Icon::Check, 13.0).style(ink::ok), text(words).size(size::CAPTION).style(ink::secondary)]
            .spacing(5)
            .align_y(Alignment::Center)
    });
    let id = || comment.id.clone();
    let settle = if comment.is_open() {
        button_label("Đã xong", style::ghost, Some(Message::Settled(id())))
    } else {
        button_label("Mở lại", style::ghost, Some(Message::Reopened(id())))
    };
    let acts = row![
        button_label("Trả lời", style::ghost, Some(Message::ReplyAsked(id()))),
        settle,
        space().width(Length::Fill),
        icon_button(Icon::Trash, "Xóa góp ý (Ctrl Z lấy lại)", style::ghost, Some(Message::Deleted(id()))),
    ]
    .spacing(2)
    .align_y(Alignment::Center);
    let content = column![place]
        .push(quote)
        .push(said(&comment.by, comment.date, &comment.text, context))
        .extend(replies)
        .push(settled)
        .push(acts)
        .spacing(6);
    let face = container(content).padding(Padding { top: 8.0, right: 8.0, bottom: 2.0, left: 12.0 });
    let face = face.width(Length::Fill).style(ground(is_chosen));
    if is_chosen { face.id(CHOSEN).into() } else { face.into() }
}

/// Who said what, and when.
fn said<'a>(by: &'a str, date: chrono::NaiveDate, words: &'a str, context: &Context) -> Element<'a, Message> {
    let when =
        if date == context.newsroom.today() { "hôm nay".to_owned() } else { wording::day_month(date) };
    column![
        row![text(by).size(size::CAPTION).font(font::SEMIBOLD), caption(when),].spacing(6),
        text(words).size(size::DENSE).line_height(1.5),
    ]
    .spacing(2)
    .width(Length::Fill)
    .into()
}

/// Two lines of what a comment or an answer is about.
fn said_quietly<'a>(words: String) -> Clamp<'a> {
    clamp(words, 2).size(size::CAPTION, 18.0).style(ink::secondary)
}

fn ground(is_chosen: bool) -> impl Fn(&Theme) -> container::Style {
    move |theme| {
        let tokens = Tokens::of(theme);
        let color = if is_chosen { tokens.accent } else { tokens.line };
        container::Style {
            border: iced::border::rounded(8).color(color).width(1),
            ..container::Style::default()
        }
    }
}

fn binding(press: KeyPress) -> Option<Binding<Message>> {
    if !matches!(press.status, Status::Focused { .. }) {
        return None;
    }
    match press.key.as_ref() {
        Key::Named(Named::Enter) if press.modifiers.command() => Some(Binding::Custom(Message::Sent)),
        Key::Named(Named::Escape) => {
            Some(Binding::Sequence(vec![Binding::Unfocus, Binding::Custom(Message::DraftClosed)]))
        }
        _ => Binding::from_key_press(press),
    }
}
