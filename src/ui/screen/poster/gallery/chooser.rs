//! What a new poster begins with: the office's own templates first, then those that come along, or an empty board.

use iced::widget::{container, mouse_area, operation, text};
use iced::{Alignment, Length, Task};

use super::menu;
use super::{card_style, well};
use crate::newsroom::Command;
use crate::poster::template::TEMPLATES;
use crate::poster::{OwnTemplate, Poster, size as board};
use crate::record::EntryId;
use crate::ui::icon::{Icon, icon};
use crate::ui::screen::poster::thumbnail::{Key, Source, Thumbnails, key};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button, caption, clamp, column, dropdown, field, icon_button, row, scroll, section_title, tip,
};
use crate::ui::{Action, Context, Effect, Element, Notice, font};

/// Of the field for a template's new name.
const NAME: &str = "template-name";

/// What a new poster begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beginning {
    Blank,
    /// One of [`TEMPLATES`], by its place.
    Standard(usize),
    /// One of the office's own, by its id.
    Own(String),
}

impl Beginning {
    /// The poster, and the title it suggests. None for a template that is gone or damaged.
    pub fn poster(&self, context: &Context) -> Option<(Poster, Option<String>)> {
        match self {
            Self::Blank => Some((Poster::blank(&board::STANDARDS[2]), None)),
            Self::Standard(index) => {
                let template = TEMPLATES.get(*index)?;
                Some(((template.poster)(), Some(template.name.to_owned())))
            }
            Self::Own(id) => {
                let template = context.newsroom.entry::<OwnTemplate>(id)?;
                Some((template.begin().ok()?, Some(template.name.clone())))
            }
        }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    /// The menu of one of the office's templates; none hides it.
    MenuAsked(Option<String>),
    MenuChosen(Act),
    NameTyped(String),
    NameEntered,
}

/// On one of the office's templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Rename,
    Trash,
}

impl Act {
    const ALL: [(Self, Icon, &'static str); 2] =
        [(Self::Rename, Icon::Pen, "Đổi tên mẫu"), (Self::Trash, Icon::Trash, "Xóa mẫu")];
}

/// A card of one of the office's own.
#[derive(Debug)]
pub struct Own {
    pub id: String,
    pub name: String,
    /// "8 × 4 m"; for one that cannot be laid out, the reason.
    size: Result<String, String>,
    key: Key,
}

#[derive(Debug, Default)]
pub(super) struct Chooser {
    pub is_shown: bool,
    own: Vec<Own>,
    menu: Option<String>,
    /// The template being renamed, and what is typed.
    renamed: Option<(String, String)>,
}

impl Chooser {
    pub fn own(&self) -> &[Own] {
        &self.own
    }

    /// Lists the office's templates anew, latest first.
    pub fn refresh(&mut self, context: &Context) {
        let templates = context.newsroom.entries::<OwnTemplate>().map(|template| Own {
            id: template.id.clone(),
            name: template.name.clone(),
            size: template.begin().map(|poster| poster.size_name()).map_err(|error| error.to_string()),
            key: key(&template.poster.to_text(), Some(&template.poster), &context.pictures),
        });
        self.own = templates.collect();
        self.own.reverse();
    }

    pub fn keys(&self) -> impl Iterator<Item = Key> {
        self.own.iter().map(|own| own.key).chain((0..TEMPLATES.len()).map(|index| index as Key))
    }

    /// Queues the thumbnails.
    pub fn paint(&self, thumbnails: &mut Thumbnails, context: &Context) {
        for own in &self.own {
            let Some(template) = context.newsroom.entry::<OwnTemplate>(&own.id) else { continue };
            if let Ok(poster) = template.begin() {
                thumbnails.want(own.key, || Source::Poster(Box::new(poster)));
            }
        }
        for (index, template) in TEMPLATES.iter().enumerate() {
            thumbnails.want(index as Key, || Source::Template(template.poster));
        }
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::MenuAsked(id) => self.menu = id,
            Message::MenuChosen(act) => return self.chosen(act, context),
            Message::NameTyped(name) => {
                if let Some((_, typed)) = &mut self.renamed {
                    *typed = name;
                }
            }
            Message::NameEntered => return self.rename(context),
        }
        Action::none()
    }

    fn chosen(&mut self, act: Act, context: &Context) -> Action<Message> {
        let Some(id) = self.menu.take() else { return Action::none() };
        let Some(template) = context.newsroom.entry::<OwnTemplate>(&id) else { return Action::none() };
        match act {
            Act::Rename => {
                self.renamed = Some((id, template.name.clone()));
                let focused = operation::focus(NAME);
                Action::run(Task::batch([focused, operation::select_all(NAME)]))
            }
            Act::Trash => {
                let notice = format!("Đã xóa mẫu “{}”. Các áp phích đã làm từ mẫu vẫn còn.", template.name);
                Action::command(Command::RemoveEntry(EntryId::of::<OwnTemplate>(&id)))
                    .and(Effect::Notify(Notice::undoable(notice)))
            }
        }
    }

    /// Gives the template the typed name, unless it is empty.
    pub fn rename(&mut self, context: &Context) -> Action<Message> {
        let Some((id, typed)) = self.renamed.take() else { return Action::none() };
        let Some(template) = context.newsroom.entry::<OwnTemplate>(&id) else { return Action::none() };
        let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name == template.name {
            return Action::none();
        }
        let template = OwnTemplate { name, ..template.clone() };
        Action::command(Command::SetRecord { record: template.into(), is_typing: false })
    }

    /// Hides what is open on top; returns whether something was.
    pub fn dismiss(&mut self) -> bool {
        self.renamed.take().is_some() || self.menu.take().is_some() || std::mem::take(&mut self.is_shown)
    }

    pub fn view<'a>(&'a self, thumbnails: &'a Thumbnails) -> Element<'a, super::Message> {
        let back =
            icon_button(Icon::Left, "Về danh sách (Esc)", style::ghost, Some(super::Message::Choose(false)));
        let content = column![
            text("Bắt đầu từ mẫu nào?").size(size::TITLE).font(font::SEMIBOLD),
            caption("Chữ, ảnh, màu và khổ của mẫu nào cũng đổi được.")
        ]
        .spacing(2);
        let head = row![back, content].spacing(8).align_y(Alignment::Center);
        let standard = TEMPLATES.iter().enumerate().map(|(index, template)| {
            let picture = thumbnails.view(index as Key, 200.0, 120.0);
            choice(picture, template.name, template.about, Beginning::Standard(index))
        });
        let blank = choice(
            icon(Icon::NewFile, 28.0).style(ink::tertiary).into(),
            "Trang trắng",
            "Bản vẽ trống khổ A2, chọn khổ khác trong bảng bên phải",
            Beginning::Blank,
        );
        let cards = |cards: Vec<Element<'a, super::Message>>| {
            iced::widget::grid(cards).fluid(280.0).spacing(16).height(Length::Shrink)
        };
        let own = (!self.own.is_empty()).then(|| {
            let own = self.own.iter().map(|own| self.own_card(own, thumbnails)).collect();
            column![section_title("Mẫu của đơn vị"), cards(own)].spacing(10)
        });
        let title = own.is_some().then(|| section_title("Mẫu có sẵn"));
        let standard =
            column![].push(title).push(cards(std::iter::once(blank).chain(standard).collect())).spacing(10);
        let body = column![].push(own).push(standard).spacing(24);
        let body = scroll(container(body).padding([0, 24])).height(Length::Fill).width(Length::Fill);
        let page = column![container(head).padding([0, 16]), body].spacing(16);
        container(page).padding([20, 0]).width(Length::Fill).height(Length::Fill).into()
    }

    fn own_card<'a>(&'a self, own: &'a Own, thumbnails: &'a Thumbnails) -> Element<'a, super::Message> {
        let (picture, about) = match &own.size {
            Ok(size) => (thumbnails.view(own.key, 200.0, 120.0), size),
            Err(trouble) => (icon(Icon::Error, 24.0).style(ink::danger).into(), trouble),
        };
        let begin = || super::Message::Begin(Beginning::Own(own.id.clone()));
        if let Some((_, typed)) = self.renamed.as_ref().filter(|(id, _)| *id == own.id) {
            let name = field("Tên mẫu", typed)
                .id(NAME)
                .on_input(|name| super::Message::Chooser(Message::NameTyped(name)))
                .on_submit(super::Message::Chooser(Message::NameEntered));
            let hint = caption("Enter để giữ tên mới, Esc để thôi");
            let words = column![name, hint].spacing(4).padding([10, 12]).height(82);
            return container(column![framed(picture), words]).padding(1).style(style::card).into();
        }
        let menu = |id| super::Message::Chooser(Message::MenuAsked(id));
        let more = icon_button(Icon::More, "Đổi tên, xóa", style::ghost, Some(menu(Some(own.id.clone()))));
        let name = tip(clamp(own.name.as_str(), 1).size(size::DENSE, 19.0).font(font::SEMIBOLD), &own.name);
        let words = column![name, caption(about.as_str())].spacing(4).width(Length::Fill);
        let words = row![words, more].spacing(4).padding([10, 12]).height(82);
        let face = button(column![framed(picture), words])
            .padding(1)
            .width(Length::Fill)
            .style(card_style)
            .on_press_maybe(own.size.is_ok().then(begin));
        let face = mouse_area(face).on_right_press(menu(Some(own.id.clone())));
        let acts = (self.menu.as_ref() == Some(&own.id)).then(|| {
            menu::rows(
                Act::ALL
                    .map(|(act, mark, name)| (mark, name, super::Message::Chooser(Message::MenuChosen(act)))),
            )
        });
        dropdown(face, acts, menu(None))
    }
}

fn framed(picture: Element<'_, super::Message>) -> Element<'_, super::Message> {
    container(picture).center_x(Length::Fill).center_y(148).padding([0, 12]).style(well).into()
}

fn choice<'a>(
    picture: Element<'a, super::Message>,
    name: &'a str,
    about: &'a str,
    beginning: Beginning,
) -> Element<'a, super::Message> {
    let words = column![
        text(name).size(size::DENSE).font(font::SEMIBOLD).wrapping(text::Wrapping::None),
        text(about).size(size::CAPTION).line_height(1.5).style(ink::secondary)
    ];
    button(column![framed(picture), words.spacing(4).padding([10, 12]).height(82)])
        .padding(1)
        .width(Length::Fill)
        .style(card_style)
        .on_press(super::Message::Begin(beginning))
        .into()
}
