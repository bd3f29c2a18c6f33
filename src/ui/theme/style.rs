//! Widget styles, as iced style functions.

use iced::widget::{button, checkbox, container, pick_list, rule, scrollable, text, text_editor, text_input};
use iced::{Background, Border, Color, Shadow, Theme, border};

use super::{Tokens, metric, mix};
use crate::piece::Status;
use crate::plan::Hue;

/// The text colours, as style functions.
pub mod ink {
    use super::{Hue, Theme, Tokens, text};

    macro_rules! ink {
        ($($name:ident => $token:ident),* $(,)?) => {$(
            pub fn $name(theme: &Theme) -> text::Style {
                text::Style { color: Some(Tokens::of(theme).$token) }
            }
        )*};
    }

    ink! {
        primary => text,
        secondary => text_secondary,
        tertiary => text_tertiary,
        accent => accent,
        on_accent => on_accent,
        danger => danger,
        warn => warn,
        ok => ok,
    }

    pub fn hue(hue: Hue) -> impl Fn(&Theme) -> text::Style + Copy {
        move |theme| text::Style { color: Some(Tokens::of(theme).hue(hue)) }
    }
}

/// The meaning of a coloured tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    Neutral,
    Accent,
    Ok,
    Warn,
    Danger,
    Activity(Hue),
}

impl Mood {
    /// The colour of a status in all tags.
    pub fn of_status(status: Status) -> Self {
        match status {
            Status::Idea | Status::Drafting | Status::Dropped => Self::Neutral,
            Status::InReview => Self::Warn,
            Status::Approved | Status::Published => Self::Ok,
        }
    }

    /// Text and background.
    pub fn colors(self, tokens: &Tokens) -> (Color, Color) {
        match self {
            Self::Neutral => (tokens.text_secondary, tokens.sunken),
            Self::Accent => (tokens.accent, tokens.accent_weak),
            Self::Ok => (tokens.ok, tokens.ok_weak),
            Self::Warn => (tokens.warn, tokens.warn_weak),
            Self::Danger => (tokens.danger, tokens.danger_weak),
            Self::Activity(hue) => (tokens.hue(hue), tokens.hue_weak(hue)),
        }
    }
}

fn filled(background: Color, text: Color, border: Border) -> button::Style {
    button::Style {
        background: Some(Background::Color(background)),
        text_color: text,
        border,
        shadow: Shadow::default(),
        snap: true,
    }
}

fn faded(style: &button::Style) -> button::Style {
    let fade = |color: Color| color.scale_alpha(0.45);
    button::Style {
        background: style.background.map(|background| background.scale_alpha(0.45)),
        text_color: fade(style.text_color),
        ..*style
    }
}

/// The main action of a view.
/// Behind words that were found, in both themes: the letters keep their contrast.
pub const FOUND: iced::Color = iced::Color::from_rgba(0.96, 0.68, 0.13, 0.32);
/// Behind those that are shown.
pub const FOUND_CURRENT: iced::Color = iced::Color::from_rgba(0.96, 0.56, 0.10, 0.55);

pub fn primary(theme: &Theme, status: button::Status) -> button::Style {
    let tokens = Tokens::of(theme);
    let base = filled(tokens.accent, tokens.on_accent, border::rounded(metric::RADIUS));
    match status {
        button::Status::Active => base,
        button::Status::Hovered => {
            button::Style { background: Some(mix(tokens.accent, tokens.text, 0.12).into()), ..base }
        }
        button::Status::Pressed => {
            button::Style { background: Some(mix(tokens.accent, tokens.text, 0.24).into()), ..base }
        }
        button::Status::Disabled => faded(&base),
    }
}

pub fn secondary(theme: &Theme, status: button::Status) -> button::Style {
    let tokens = Tokens::of(theme);
    let border = border::rounded(metric::RADIUS).color(tokens.line).width(1);
    let base = filled(tokens.surface, tokens.text, border);
    match status {
        button::Status::Active => base,
        button::Status::Hovered => button::Style { background: Some(tokens.sunken.into()), ..base },
        button::Status::Pressed => button::Style { background: Some(tokens.pressed.into()), ..base },
        button::Status::Disabled => faded(&base),
    }
}

/// Without a border: toolbar buttons, list rows.
pub fn ghost(theme: &Theme, status: button::Status) -> button::Style {
    let tokens = Tokens::of(theme);
    let base = filled(Color::TRANSPARENT, tokens.text_secondary, border::rounded(metric::RADIUS));
    match status {
        button::Status::Active => base,
        button::Status::Hovered => filled(tokens.sunken, tokens.text, base.border),
        button::Status::Pressed => filled(tokens.pressed, tokens.text, base.border),
        button::Status::Disabled => faded(&base),
    }
}

pub fn danger(theme: &Theme, status: button::Status) -> button::Style {
    let tokens = Tokens::of(theme);
    let style = ghost(theme, status);
    if status == button::Status::Disabled {
        style
    } else {
        button::Style { text_color: tokens.danger, ..style }
    }
}

/// A button that is on, for places that take a plain function.
pub fn pressed(theme: &Theme, status: button::Status) -> button::Style {
    choice(true)(theme, status)
}

/// A selectable row or tab.
pub fn choice(is_chosen: bool) -> impl Fn(&Theme, button::Status) -> button::Style + Copy {
    move |theme, status| {
        let tokens = Tokens::of(theme);
        if is_chosen {
            filled(tokens.accent_weak, tokens.accent, border::rounded(metric::RADIUS))
        } else {
            ghost(theme, status)
        }
    }
}

/// A card that is pressed.
pub fn tile(is_chosen: bool) -> impl Fn(&Theme, button::Status) -> button::Style + Copy {
    move |theme, status| {
        let tokens = Tokens::of(theme);
        let rounded = border::rounded(metric::CARD_RADIUS);
        let is_hovered = matches!(status, button::Status::Hovered | button::Status::Pressed);
        let (line, width) = match (is_chosen, is_hovered) {
            (true, _) => (tokens.accent, 2.0),
            (false, true) => (tokens.outline, 1.0),
            (false, false) => (tokens.line, 1.0),
        };
        filled(tokens.surface, tokens.text, rounded.color(line).width(width))
    }
}

/// One part of a segmented control.
pub fn segment(is_chosen: bool) -> impl Fn(&Theme, button::Status) -> button::Style + Copy {
    move |theme, status| {
        let tokens = Tokens::of(theme);
        let rounded = border::rounded(metric::RADIUS);
        match status {
            _ if is_chosen => filled(tokens.surface, tokens.text, rounded.color(tokens.line).width(1)),
            button::Status::Hovered | button::Status::Pressed => {
                filled(Color::TRANSPARENT, tokens.text, rounded)
            }
            _ => filled(Color::TRANSPARENT, tokens.text_secondary, rounded),
        }
    }
}

/// An activity's chip that can be clicked.
pub fn chip(hue: Hue, is_selected: bool) -> impl Fn(&Theme, button::Status) -> button::Style + Copy {
    move |theme, status| {
        let tokens = Tokens::of(theme);
        let (ink, ground) = (tokens.hue(hue), tokens.hue_weak(hue));
        let ground = match status {
            button::Status::Hovered | button::Status::Pressed => mix(ground, ink, 0.12),
            _ => ground,
        };
        let border = border::rounded(5).color(if is_selected { ink } else { ground }).width(1.0);
        filled(ground, ink, border)
    }
}

fn plain(background: Color, border: Border) -> container::Style {
    container::Style {
        text_color: None,
        background: Some(background.into()),
        border,
        shadow: Shadow::default(),
        snap: true,
    }
}

/// The window's background.
pub fn ground(theme: &Theme) -> container::Style {
    plain(Tokens::of(theme).background, Border::default())
}

/// Bars, the inspector, text panes.
pub fn surface(theme: &Theme) -> container::Style {
    plain(Tokens::of(theme).surface, Border::default())
}

/// Behind previews and segmented controls.
pub fn sunken(theme: &Theme) -> container::Style {
    plain(Tokens::of(theme).sunken, border::rounded(8))
}

pub fn well(theme: &Theme) -> container::Style {
    plain(Tokens::of(theme).sunken, Border::default())
}

pub fn card(theme: &Theme) -> container::Style {
    let tokens = Tokens::of(theme);
    plain(tokens.surface, border::rounded(metric::CARD_RADIUS).color(tokens.line).width(1))
}

/// Menus, dialogs, the palette. A hairline instead of a shadow: `iced_tiny_skia` 0.14 paints shadows over the
/// whole window when only a part is redrawn, so they darken with each redraw.
pub fn floating(theme: &Theme) -> container::Style {
    let tokens = Tokens::of(theme);
    plain(tokens.surface, border::rounded(metric::CARD_RADIUS).color(tokens.outline).width(1))
}

/// Dims the screen beneath a dialog.
pub fn scrim(_theme: &Theme) -> container::Style {
    plain(Color { a: 0.35, ..Color::BLACK }, Border::default())
}

pub fn tag(mood: Mood) -> impl Fn(&Theme) -> container::Style + Copy {
    move |theme| {
        let (ink, ground) = mood.colors(Tokens::of(theme));
        container::Style { text_color: Some(ink), ..plain(ground, border::rounded(12)) }
    }
}

/// A small key cap: "Ctrl K".
pub fn key_cap(theme: &Theme) -> container::Style {
    let tokens = Tokens::of(theme);
    container::Style {
        text_color: Some(tokens.text_tertiary),
        ..plain(tokens.surface, border::rounded(4).color(tokens.line).width(1))
    }
}

pub fn field(theme: &Theme, status: text_input::Status) -> text_input::Style {
    let tokens = Tokens::of(theme);
    let line = match status {
        text_input::Status::Focused { .. } => tokens.accent,
        text_input::Status::Hovered => tokens.text_tertiary,
        _ => tokens.line,
    };
    text_input::Style {
        background: tokens.surface.into(),
        border: border::rounded(metric::RADIUS).color(line).width(1),
        icon: tokens.text_tertiary,
        placeholder: tokens.text_tertiary,
        value: tokens.text,
        selection: tokens.accent.scale_alpha(0.25),
    }
}

/// An invalid field.
pub fn bad_field(theme: &Theme, status: text_input::Status) -> text_input::Style {
    let line = Tokens::of(theme).danger;
    text_input::Style { border: border::rounded(metric::RADIUS).color(line).width(1), ..field(theme, status) }
}

/// A field without a border until it is used (titles, the palette).
pub fn bare_field(theme: &Theme, status: text_input::Status) -> text_input::Style {
    text_input::Style {
        background: Color::TRANSPARENT.into(),
        border: Border::default(),
        ..field(theme, status)
    }
}

pub fn editor(theme: &Theme, status: text_editor::Status) -> text_editor::Style {
    let tokens = Tokens::of(theme);
    let line = match status {
        text_editor::Status::Focused { .. } => tokens.accent,
        text_editor::Status::Hovered => tokens.text_tertiary,
        _ => tokens.line,
    };
    text_editor::Style {
        background: tokens.surface.into(),
        border: border::rounded(metric::RADIUS).color(line).width(1),
        placeholder: tokens.text_tertiary,
        value: tokens.text,
        selection: tokens.accent.scale_alpha(0.25),
    }
}

/// The page of a script: no border.
pub fn bare_editor(theme: &Theme, status: text_editor::Status) -> text_editor::Style {
    text_editor::Style {
        background: Color::TRANSPARENT.into(),
        border: Border::default(),
        ..editor(theme, status)
    }
}

pub fn picker(theme: &Theme, status: pick_list::Status) -> pick_list::Style {
    let tokens = Tokens::of(theme);
    let line = match status {
        pick_list::Status::Active => tokens.line,
        pick_list::Status::Hovered => tokens.text_tertiary,
        pick_list::Status::Opened { .. } => tokens.accent,
    };
    pick_list::Style {
        text_color: tokens.text,
        placeholder_color: tokens.text_tertiary,
        handle_color: tokens.text_secondary,
        background: tokens.surface.into(),
        border: border::rounded(metric::RADIUS).color(line).width(1),
    }
}

pub fn check(theme: &Theme, status: checkbox::Status) -> checkbox::Style {
    let tokens = Tokens::of(theme);
    let (checkbox::Status::Active { is_checked }
    | checkbox::Status::Hovered { is_checked }
    | checkbox::Status::Disabled { is_checked }) = status;
    let (ground, line) =
        if is_checked { (tokens.accent, tokens.accent) } else { (tokens.surface, tokens.text_tertiary) };
    checkbox::Style {
        background: ground.into(),
        icon_color: tokens.on_accent,
        border: border::rounded(4).color(line).width(1),
        text_color: None,
    }
}

pub fn divider(theme: &Theme) -> rule::Style {
    rule::Style {
        color: Tokens::of(theme).line,
        radius: 0.into(),
        fill_mode: rule::FillMode::Full,
        snap: true,
    }
}

/// A thin, unobtrusive scroll bar.
pub fn scroll(theme: &Theme, status: scrollable::Status) -> scrollable::Style {
    let tokens = Tokens::of(theme);
    let is_used = matches!(
        status,
        scrollable::Status::Dragged { .. }
            | scrollable::Status::Hovered { is_vertical_scrollbar_hovered: true, .. }
            | scrollable::Status::Hovered { is_horizontal_scrollbar_hovered: true, .. }
    );
    let color = if is_used { tokens.text_tertiary } else { tokens.text_tertiary.scale_alpha(0.45) };
    let rail = scrollable::Rail {
        background: None,
        border: Border::default(),
        scroller: scrollable::Scroller { background: color.into(), border: border::rounded(4) },
    };
    scrollable::Style {
        container: container::Style::default(),
        vertical_rail: rail,
        horizontal_rail: rail,
        gap: None,
        ..scrollable::default(theme, status)
    }
}

/// A screen's button in the rail.
pub fn rail(is_chosen: bool) -> impl Fn(&Theme, button::Status) -> button::Style + Copy {
    move |theme, status| {
        let style = choice(is_chosen)(theme, status);
        button::Style { border: border::rounded(metric::CARD_RADIUS), ..style }
    }
}

/// The search in the top bar: a button styled like a text field.
pub fn search(theme: &Theme, status: button::Status) -> button::Style {
    let tokens = Tokens::of(theme);
    let (ground, ink) = match status {
        button::Status::Hovered | button::Status::Pressed => (tokens.pressed, tokens.text_secondary),
        _ => (tokens.sunken, tokens.text_tertiary),
    };
    filled(ground, ink, border::rounded(8))
}

/// A pane with an important message.
pub fn notice(mood: Mood) -> impl Fn(&Theme) -> container::Style + Copy {
    move |theme| container::Style {
        border: border::rounded(metric::CARD_RADIUS),
        ..plain(mood.colors(Tokens::of(theme)).1, Border::default())
    }
}

/// A hairline around a sheet of paper.
pub fn paper(theme: &Theme) -> container::Style {
    plain(Color::WHITE, border::color(Tokens::of(theme).outline).width(1))
}
