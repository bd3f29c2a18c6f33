//! All posters as cards, and the templates for new ones.

use iced::keyboard::key::Named;
use iced::keyboard::{Key as Pressed, Modifiers};
use iced::widget::{button as button_style, checkbox, container, grid, mouse_area, space, text};
use iced::{Alignment, Length, Task, Theme, border};

use crate::calendar::wording;
use crate::fold::fold;
use crate::newsroom::{Change, Command};
use crate::piece::{Format, Piece, PieceId, Status, StepState};
use crate::poster::{OwnTemplate, Poster};
use crate::ui::approval;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::theme::{Tokens, metric, size};
use crate::ui::widget::{
    button, button_icon, caption, clamp, column, dropdown, empty_state, field, icon_button, row, scroll, tag,
    tip,
};
use crate::ui::{Action, Context, Effect, Element, Export, Notice, Route, comment, font};

mod chooser;
mod menu;
mod several;

pub use chooser::{Act as TemplateAct, Beginning, Message as ChooserMessage, Own};
pub use menu::Act as CardAct;

use super::designer::SharedFonts;
use super::keep::keep;
use super::thumbnail::{Key, Source, Thumbnail, Thumbnails, key};
use chooser::Chooser;

#[derive(Debug, Clone)]
pub enum Message {
    Open(PieceId),
    /// Whether to show the templates.
    Choose(bool),
    /// Start a poster.
    Begin(Beginning),
    Chooser(chooser::Message),
    Painted((Key, Thumbnail)),
    Sought(String),
    /// The menu of a card; none hides it.
    MenuAsked(Option<PieceId>),
    MenuChosen(menu::Act),
    /// Whether a card is among the chosen.
    Picked(PieceId, bool),
    /// Of all chosen cards.
    AllChosen(menu::Act),
    /// Whether the steps that the chosen ones wait for are listed.
    AgreementAsked(bool),
    /// All chosen ones are agreed to in this step.
    Agreed(String),
    Unchosen,
}

/// A poster's card.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    pub id: PieceId,
    pub title: String,
    /// "8 × 4 m"; for one that cannot be parsed, the reason.
    pub size: Result<String, String>,
    pub status: Status,
    /// The day it is put up, as "07/04/2014".
    pub date: Option<String>,
    /// Its words or its layout were changed after someone agreed to them.
    is_edited: bool,
    /// Agreements given, of how many; none when no approval chain is set.
    pub agreed: Option<(usize, usize)>,
    /// The steps that it waits for: id and name.
    waiting: Vec<(String, String)>,
    open_comments: usize,
    key: Key,
}

#[derive(Debug)]
pub struct Gallery {
    cards: Vec<Card>,
    thumbnails: Thumbnails,
    chooser: Chooser,
    sought: String,
    menu: Option<PieceId>,
    /// In the order of the cards.
    chosen: Vec<PieceId>,
    /// Whether the steps that the chosen ones wait for are listed.
    is_agreeing: bool,
}

impl Gallery {
    pub fn new(shaper: SharedFonts) -> Self {
        Self {
            cards: Vec::new(),
            thumbnails: Thumbnails::new(shaper),
            chooser: Chooser::default(),
            sought: String::new(),
            menu: None,
            chosen: Vec::new(),
            is_agreeing: false,
        }
    }

    /// The posters that are chosen together.
    pub fn chosen(&self) -> &[PieceId] {
        &self.chosen
    }

    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    /// The office's own templates, latest first.
    pub fn own_templates(&self) -> &[Own] {
        self.chooser.own()
    }

    /// Lists the posters anew and renders missing thumbnails.
    pub fn refresh(&mut self, context: &Context) -> Task<Message> {
        let is_poster =
            |piece: &&Piece| piece.format == Format::Poster && piece.header.status != Status::Dropped;
        let mut posters: Vec<&Piece> = context.newsroom.pieces().filter(is_poster).collect();
        // Latest first; undated ones before all.
        posters.sort_by_key(|piece| {
            std::cmp::Reverse(context.newsroom.first_day(&piece.header).unwrap_or(chrono::NaiveDate::MAX))
        });
        self.cards.clear();
        for piece in posters {
            let body = piece.body.peek();
            let poster = Poster::parse(&body);
            let key = key(&body, poster.as_ref().ok(), &context.pictures);
            let size = poster.as_ref().map(Poster::size_name).map_err(ToString::to_string);
            if let Ok(poster) = poster {
                self.thumbnails.want(key, || Source::Poster(Box::new(poster)));
            }
            let chain = piece.approval_chain(context.newsroom.plan(), context.newsroom.settings());
            self.cards.push(Card {
                id: piece.header.id.clone(),
                title: piece.header.title.clone(),
                size,
                status: piece.header.status,
                date: context
                    .newsroom
                    .first_day(&piece.header)
                    .map(|date| date.format("%d/%m/%Y").to_string()),
                waiting: several::waiting(&chain),
                is_edited: chain.iter().any(|step| step.state == StepState::Edited),
                agreed: (!chain.is_empty()).then(|| {
                    (chain.iter().filter(|step| step.state == StepState::Agreed).count(), chain.len())
                }),
                open_comments: piece.header.open_comments(),
                key,
            });
        }
        let is_there = |id: &PieceId| self.cards.iter().any(|card| card.id == *id);
        self.chosen.retain(is_there);
        self.chooser.refresh(context);
        let keys: Vec<Key> = self.cards.iter().map(|card| card.key).chain(self.chooser.keys()).collect();
        self.thumbnails.keep(&keys);
        if self.chooser.is_shown {
            self.chooser.paint(&mut self.thumbnails, context);
        }
        self.thumbnails.next(&context.pictures, Message::Painted)
    }

    /// Whether a change affects the gallery.
    pub fn is_touched(&self, change: &Change, context: &Context) -> bool {
        change.is_of_records()
            || change.is_of::<OwnTemplate>()
            || change == &Change::default()
            || change.pieces.iter().any(|id| {
                context.newsroom.piece(id).is_some_and(|piece| piece.format == Format::Poster)
                    || self.cards.iter().any(|card| card.id == *id)
            })
    }

    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Open(id) if context.modifiers.command() => {
                let is_picked = self.chosen.contains(&id);
                self.pick(&id, !is_picked);
                Action::none()
            }
            Message::Open(id) => Action::open(Route::Poster(id)),
            Message::Picked(id, is_picked) => {
                self.pick(&id, is_picked);
                Action::none()
            }
            Message::AllChosen(act) => self.all_chosen(act, context),
            Message::AgreementAsked(is_asked) => {
                self.is_agreeing = is_asked;
                Action::none()
            }
            Message::Agreed(step) => self.agree(&step, context),
            Message::Unchosen => {
                self.chosen.clear();
                Action::none()
            }
            Message::Choose(is_choosing) => {
                self.chooser.is_shown = is_choosing;
                if !is_choosing {
                    return self.chooser.rename(context).map(Message::Chooser);
                }
                self.chooser.paint(&mut self.thumbnails, context);
                self.thumbnails.next(&context.pictures, Message::Painted).into()
            }
            Message::Begin(_) => {
                self.chooser.is_shown = false;
                let Some(activity) =
                    context.newsroom.plan().activities.iter().find(|one| one.format == Format::Poster)
                else {
                    return Action::none();
                };
                let slot = context.newsroom.obligations().of_activity(&activity.id).next();
                let slots = slot.map(|view| view.slot.id.clone()).into_iter().collect();
                Action::effect(Effect::BeginPiece { activity: activity.id.clone(), slots, is_opened: true })
            }
            Message::Sought(words) => {
                self.sought = words;
                Action::none()
            }
            Message::Chooser(message) => self.chooser.update(message, context).map(Message::Chooser),
            Message::MenuAsked(id) => {
                self.menu = id;
                Action::none()
            }
            Message::MenuChosen(act) => self.act(act, context),
            Message::Painted(painted) => {
                self.thumbnails.receive(painted);
                self.thumbnails.next(&context.pictures, Message::Painted).into()
            }
        }
    }

    fn act(&mut self, act: menu::Act, context: &Context) -> Action<Message> {
        let Some(id) = self.menu.take() else { return Action::none() };
        let Some(piece) = context.newsroom.piece(&id) else { return Action::none() };
        match act {
            menu::Act::Open => Action::open(Route::Poster(id)),
            menu::Act::Duplicate => {
                Action::effect(Effect::Duplicate { piece: id, slots: Vec::new(), is_opened: true })
                    .and(Effect::Notify(Notice::undoable("Đã nhân bản; bản mới chưa có ngày treo.")))
            }
            menu::Act::Keep => keep(piece, context),
            menu::Act::Print => Action::effect(Effect::Export(Export::Piece(id))),
            menu::Act::Trash => {
                let notice = format!("Đã xóa “{}”. Tệp nằm trong thùng rác của thư mục.", piece.header.title);
                Action::command(Command::Remove(id)).and(Effect::Notify(Notice::undoable(notice)))
            }
        }
    }

    /// The cards whose title, size or status holds what is sought.
    fn found(&self) -> impl Iterator<Item = &Card> {
        let sought = fold(self.sought.trim());
        self.cards.iter().filter(move |card| {
            sought.is_empty() || {
                let size = card.size.as_deref().unwrap_or_default();
                let words = format!("{} {size} {}", card.title, card.status.name_of(Format::Poster));
                fold(&words).contains(&sought)
            }
        })
    }

    /// Hides what is open on top; returns whether something was.
    pub fn dismiss(&mut self) -> bool {
        let had_menu = self.menu.take().is_some();
        let had_menu = std::mem::take(&mut self.is_agreeing) || had_menu;
        had_menu || self.chooser.dismiss() || !std::mem::take(&mut self.chosen).is_empty()
    }

    pub fn key(&mut self, key: &Pressed, modifiers: Modifiers, context: &Context) -> Action<Message> {
        match key.as_ref() {
            Pressed::Named(Named::Escape) => {
                let _ = self.dismiss();
            }
            _ if self.chooser.is_shown => {}
            Pressed::Character("a") if modifiers.command() => {
                self.chosen = self.found().map(|card| card.id.clone()).collect();
            }
            Pressed::Character("t" | "T") if !self.chosen.is_empty() => self.is_agreeing = true,
            Pressed::Character(digit) if self.is_agreeing => {
                if let Some(step) = digit.parse().ok().and_then(|number| self.asked_step(number)) {
                    return self.agree(&step, context);
                }
            }
            Pressed::Named(Named::Delete) => {
                return self.all_chosen(menu::Act::Trash, context);
            }
            _ => {}
        }
        Action::none()
    }

    pub fn view(&self) -> Element<'_, Message> {
        if self.chooser.is_shown {
            return self.chooser.view(&self.thumbnails);
        }
        let add = || button_icon(Icon::Plus, "Áp phích mới", style::primary, Some(Message::Choose(true)));
        let content = column![
            text("Pano, áp phích").size(size::TITLE).font(font::SEMIBOLD),
            caption(match self.cards.len() {
                0 => "Chưa có bài nào".to_owned(),
                count => wording::counted(count, "bài"),
            })
        ]
        .spacing(2);
        let search = || {
            container(field("Tìm theo tên, khổ, trạng thái", &self.sought).on_input(Message::Sought))
                .width(280)
        };
        let head = if self.chosen.is_empty() {
            row![content, space().width(Length::Fill)]
                .push((!self.cards.is_empty()).then(search))
                .push((!self.cards.is_empty()).then(add))
        } else {
            self.chosen_bar()
        };
        let head = head.spacing(12).align_y(Alignment::Center);
        let body: Element<'_, Message> = if self.cards.is_empty() {
            empty_state(
                Icon::Picture,
                "Chưa có pano, áp phích nào",
                "Chọn một mẫu có sẵn, thay chữ và ảnh, rồi xuất tệp in cho nhà in.",
                Some(add()),
            )
        } else {
            let cards = grid(self.found().map(|card| self.card(card)))
                .fluid(320.0)
                .spacing(16)
                .height(Length::Shrink);
            scroll(container(cards).padding([0, 24])).height(Length::Fill).width(Length::Fill).into()
        };
        let page = column![container(head).padding([0, 24]), body].spacing(16);
        container(page).padding([20, 0]).width(Length::Fill).height(Length::Fill).into()
    }

    fn card<'a>(&'a self, card: &'a Card) -> Element<'a, Message> {
        let picture: Element<'_, Message> = match &card.size {
            Ok(_) => self.thumbnails.view(card.key, 232.0, 164.0),
            Err(trouble) => column![
                icon(Icon::Error, 24.0).style(ink::danger),
                text(trouble.as_str()).size(size::CAPTION).line_height(1.5).style(ink::secondary)
            ]
            .spacing(8)
            .align_x(Alignment::Center)
            .into(),
        };
        let well = container(picture).center_x(Length::Fill).center_y(196).padding([0, 16]).style(well);
        let title = clamp(card.title.as_str(), 1).size(size::BODY, 21.0).font(font::SEMIBOLD);
        let title = container(tip(title, card.title.as_str())).width(Length::Fill);
        let more = Message::MenuAsked(Some(card.id.clone()));
        let more = icon_button(Icon::More, "Việc khác", style::ghost, Some(more));
        let id = card.id.clone();
        let is_picked = self.chosen.contains(&card.id);
        let pick = checkbox(is_picked).size(16).style(style::check);
        let pick =
            tip(pick.on_toggle(move |is| Message::Picked(id.clone(), is)), "Chọn cùng bản khác (Ctrl bấm)");
        let title = row![pick, title, more].spacing(4).align_y(Alignment::Center);
        let mut facts: Vec<&str> = Vec::new();
        if let Ok(size) = &card.size {
            facts.push(size);
        }
        facts.push(card.date.as_deref().unwrap_or("chưa có ngày treo"));
        let mut tags = row![tag(None, card.status.name_of(Format::Poster), Mood::of_status(card.status))]
            .spacing(8)
            .align_y(Alignment::Center);
        if let Some((given, all)) = card.agreed {
            let (mark, style): (_, fn(&Theme) -> text::Style) =
                if given == all { (Icon::Check, ink::ok) } else { (Icon::Clock, ink::warn) };
            let message = format!("Thống nhất {given}/{all}");
            tags = tags.push(
                row![
                    icon(mark, 13.0).style(style),
                    text(message).size(size::CAPTION).style(style).wrapping(text::Wrapping::None)
                ]
                .spacing(5)
                .align_y(Alignment::Center),
            );
        }
        let edited = card.is_edited.then(approval::edited_tag);
        let message = column![
            title,
            caption(facts.join(" · ")),
            tags.push(edited).push(comment::count(card.open_comments)).wrap().vertical_spacing(4)
        ]
        .spacing(7)
        .padding([12, 14]);
        let face = button(column![well, message])
            .padding(1)
            .width(Length::Fill)
            .style(if is_picked { picked_style } else { card_style })
            .on_press(Message::Open(card.id.clone()));
        let face = mouse_area(face).on_right_press(Message::MenuAsked(Some(card.id.clone())));
        let menu = (self.menu.as_ref() == Some(&card.id)).then(menu::view);
        dropdown(face, menu, Message::MenuAsked(None))
    }
}

/// The background of a thumbnail, with the card's rounded top.
fn well(theme: &Theme) -> container::Style {
    container::Style {
        background: Some(Tokens::of(theme).sunken.into()),
        border: border::rounded(border::top(metric::CARD_RADIUS - 1.0)),
        ..container::Style::default()
    }
}

fn picked_style(theme: &Theme, status: button_style::Status) -> button_style::Style {
    let style = card_style(theme, status);
    button_style::Style { border: style.border.color(Tokens::of(theme).accent).width(2), ..style }
}

fn card_style(theme: &Theme, status: button_style::Status) -> button_style::Style {
    let tokens = Tokens::of(theme);
    let line = match status {
        button_style::Status::Hovered => tokens.text_tertiary,
        button_style::Status::Pressed => tokens.accent,
        _ => tokens.line,
    };
    button_style::Style {
        background: Some(tokens.surface.into()),
        text_color: tokens.text,
        border: border::rounded(metric::CARD_RADIUS).color(line).width(1),
        ..button_style::Style::default()
    }
}
