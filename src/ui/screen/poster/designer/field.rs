//! The inspector's fields: the value each shows, and the edit for a typed value.

use crate::poster::edit::BoardProperties;
use crate::poster::{
    Edit, Element as PosterElement, ElementKind, Eyelets, Fill, Finishing, Fit, Frame, GuideLine, Ink,
    Middle, Poster, Shape, ShapeForm, Stop, Text,
};
use crate::ui::screen::poster::figure::{millimetres, number, read};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property {
    Title,
    /// The day it is put up.
    Date,
    X,
    Y,
    Width,
    Height,
    Turn,
    Size,
    LeastSize,
    LineHeight,
    /// Percent of the size.
    LetterSpacing,
    /// Of the line around letters, percent of the size.
    Rim,
    /// To the right and down, percent of the size.
    ShadowX,
    ShadowY,
    /// Degrees.
    Arc,
    Radius,
    /// How many corners or points a polygon or a star has.
    Corners,
    Stroke,
    /// The gradient's angle.
    Angle,
    Code,
    Ink(InkRole, Channel),
    /// "#C8102E" or "200, 16, 46".
    Screen(InkRole),
    /// A picture's size in percent of what its frame gives it.
    Zoom,
    /// Percent.
    Opacity,
    BoardWidth,
    BoardHeight,
    Bleed,
    Safe,
    Distance,
    Hem,
    EyeletPitch,
    EyeletDiameter,
    BoardAngle,
    /// Where an ink lies between the ends of its gradient, percent.
    StopAt(InkRole),
    /// The place of a guide line, by its number.
    Guide(usize),
}

/// An ink of an element or of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InkRole {
    /// Of a text, a QR code's modules, an icon.
    Mark,
    Fill,
    /// The end of a gradient.
    FillEnd,
    /// Between the ends of a gradient, by its number.
    FillMiddle(usize),
    Stroke,
    /// The line around letters.
    Rim,
    /// The letters' shadow.
    Shadow,
    /// The background of a QR code.
    Paper,
    Board,
    BoardEnd,
    BoardMiddle(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    C,
    M,
    Y,
    K,
}

impl Channel {
    pub const ALL: [Self; 4] = [Self::C, Self::M, Self::Y, Self::K];

    pub fn name(self) -> &'static str {
        match self {
            Self::C => "C",
            Self::M => "M",
            Self::Y => "Y",
            Self::K => "K",
        }
    }

    pub fn of(self, ink: Ink) -> f32 {
        match self {
            Self::C => ink.c,
            Self::M => ink.m,
            Self::Y => ink.y,
            Self::K => ink.k,
        }
    }

    fn with(self, mut ink: Ink, value: f32) -> Ink {
        let value = value.clamp(0.0, 100.0);
        match self {
            Self::C => ink.c = value,
            Self::M => ink.m = value,
            Self::Y => ink.y = value,
            Self::K => ink.k = value,
        }
        ink
    }
}

impl InkRole {
    pub fn ink(self, poster: &Poster, part: Option<&PosterElement>) -> Option<Ink> {
        match (self, part.map(|part| &part.kind)) {
            (Self::Board, _) => poster.background.inks().next(),
            (Self::BoardEnd, _) => poster.background.inks().nth(1),
            (Self::BoardMiddle(index), _) => {
                poster.background.middle().stops().nth(index).map(|stop| stop.ink)
            }
            (Self::FillMiddle(index), Some(ElementKind::Shape(shape))) => {
                shape.fill?.middle().stops().nth(index).map(|stop| stop.ink)
            }
            (Self::Mark, Some(ElementKind::Text(text))) => Some(text.ink),
            (Self::Rim, Some(ElementKind::Text(text))) => text.outline.map(|outline| outline.ink),
            (Self::Shadow, Some(ElementKind::Text(text))) => text.shadow.map(|shadow| shadow.ink),
            (Self::Mark, Some(ElementKind::Qr(code))) => Some(code.ink),
            (Self::Mark, Some(ElementKind::Icon(icon))) => Some(icon.ink),
            (Self::Paper, Some(ElementKind::Qr(code))) => code.paper,
            (Self::Fill, Some(ElementKind::Shape(shape))) => shape.fill?.inks().next(),
            (Self::FillEnd, Some(ElementKind::Shape(shape))) => shape.fill?.inks().nth(1),
            (Self::Stroke, Some(ElementKind::Shape(shape))) => shape.stroke.map(|(ink, _)| ink),
            _ => None,
        }
    }

    pub fn edit(self, ink: Ink, poster: &Poster, part: Option<&PosterElement>) -> Option<Edit> {
        let fill = |fill: Fill, is_end: bool| match fill {
            Fill::Solid(_) => Fill::Solid(ink),
            Fill::Linear { to, angle, middle, .. } if !is_end => {
                Fill::Linear { from: ink, to, angle, middle }
            }
            Fill::Linear { from, angle, middle, .. } => Fill::Linear { from, to: ink, angle, middle },
        };
        if let Self::FillMiddle(_) | Self::BoardMiddle(_) = self {
            return self.stop_edit(poster, part, |stop| stop.ink = ink);
        }
        if matches!(self, Self::Board | Self::BoardEnd) {
            return Some(Edit::SetBackground(fill(poster.background, self == Self::BoardEnd)));
        }
        let part = part?;
        let mut kind = part.kind.clone();
        match (self, &mut kind) {
            (Self::Mark, ElementKind::Text(text)) => text.ink = ink,
            (Self::Rim, ElementKind::Text(text)) => text.outline.as_mut()?.ink = ink,
            (Self::Shadow, ElementKind::Text(text)) => text.shadow.as_mut()?.ink = ink,
            (Self::Mark, ElementKind::Qr(code)) => code.ink = ink,
            (Self::Mark, ElementKind::Icon(icon)) => icon.ink = ink,
            (Self::Paper, ElementKind::Qr(code)) => code.paper = Some(ink),
            (Self::Fill | Self::FillEnd, ElementKind::Shape(shape)) => {
                let old = shape.fill.unwrap_or(Fill::Solid(ink));
                shape.fill = Some(fill(old, self == Self::FillEnd));
            }
            (Self::Stroke, ElementKind::Shape(shape)) => {
                shape.stroke = Some((ink, shape.stroke.map_or(hairline(poster), |(_, width)| width)));
            }
            _ => return None,
        }
        Some(Edit::SetKind { id: part.id, kind: Box::new(kind) })
    }
}

impl InkRole {
    /// The gradient that it is an ink of.
    fn gradient(self, poster: &Poster, part: Option<&PosterElement>) -> Option<Fill> {
        match (self, part.map(|part| &part.kind)) {
            (Self::Board | Self::BoardEnd | Self::BoardMiddle(_), _) => Some(poster.background),
            (Self::Fill | Self::FillEnd | Self::FillMiddle(_), Some(ElementKind::Shape(shape))) => shape.fill,
            _ => None,
        }
    }

    /// The stop between the ends of a gradient.
    fn stop(self, poster: &Poster, part: Option<&PosterElement>) -> Option<Stop> {
        let (Self::FillMiddle(index) | Self::BoardMiddle(index)) = self else { return None };
        self.gradient(poster, part)?.middle().stops().nth(index)
    }

    /// Changes such a stop.
    fn stop_edit(
        self,
        poster: &Poster,
        part: Option<&PosterElement>,
        change: impl Fn(&mut Stop),
    ) -> Option<Edit> {
        let (Self::FillMiddle(index) | Self::BoardMiddle(index)) = self else { return None };
        let fill = self.gradient(poster, part)?;
        let mut stops: Vec<Stop> = fill.middle().stops().collect();
        change(stops.get_mut(index)?);
        fill_edit(self, fill.with_middle(Middle::new(stops)?), part)
    }
}

/// Gives the board or a shape another fill.
pub fn fill_edit(role: InkRole, fill: Fill, part: Option<&PosterElement>) -> Option<Edit> {
    if matches!(role, InkRole::Board | InkRole::BoardEnd | InkRole::BoardMiddle(_)) {
        return Some(Edit::SetBackground(fill));
    }
    let part = part?;
    let ElementKind::Shape(shape) = &part.kind else { return None };
    let kind = ElementKind::Shape(Shape { fill: Some(fill), ..shape.clone() });
    Some(Edit::SetKind { id: part.id, kind: Box::new(kind) })
}

/// A stroke visible from the viewing distance.
pub fn hairline(poster: &Poster) -> f32 {
    (poster.width.min(poster.height) * 0.004).max(0.5)
}

/// A colour of the screen as people write it.
fn screen_color(typed: &str) -> Option<[u8; 3]> {
    let typed = typed.trim();
    let digits = typed.strip_prefix('#').unwrap_or(typed);
    if digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let value = u32::from_str_radix(digits, 16).ok()?;
        let [_, rgb @ ..] = value.to_be_bytes();
        return Some(rgb);
    }
    let parts: Option<Vec<u8>> = typed
        .split([',', ';', ' '])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<u8>().ok())
        .collect();
    parts?.try_into().ok()
}

impl Property {
    /// The field's text while nobody types in it.
    pub fn value(self, poster: &Poster, part: Option<&PosterElement>) -> String {
        let frame = part.map_or(Frame::new(0.0, 0.0, 0.0, 0.0), |part| part.frame);
        let text = match part.map(|part| &part.kind) {
            Some(ElementKind::Text(text)) => Some(text),
            _ => None,
        };
        let shape = match part.map(|part| &part.kind) {
            Some(ElementKind::Shape(shape)) => Some(shape),
            _ => None,
        };
        match self {
            Self::Title | Self::Date => String::new(),
            Self::X => millimetres(frame.x),
            Self::Y => millimetres(frame.y),
            Self::Width => millimetres(frame.width),
            Self::Height => millimetres(frame.height),
            Self::Turn => format!("{}°", number(frame.rotation)),
            Self::Size => text.map_or_else(String::new, |text| millimetres(text.size)),
            Self::LeastSize => match text.map(|text| text.fit) {
                Some(Fit::Shrink { min }) => millimetres(min),
                _ => String::new(),
            },
            Self::LineHeight => {
                text.map_or_else(String::new, |text| crate::poster::size::decimal(text.line_height))
            }
            Self::LetterSpacing => text.map_or_else(String::new, |text| percent(text.letter_spacing)),
            Self::Rim => {
                let outline = text.and_then(|text| text.outline);
                outline.map_or_else(String::new, |outline| percent(outline.width))
            }
            Self::ShadowX | Self::ShadowY => {
                let shadow = text.and_then(|text| text.shadow);
                let by = shadow.map(|shadow| if self == Self::ShadowX { shadow.dx } else { shadow.dy });
                by.map_or_else(String::new, percent)
            }
            Self::Arc => text.map_or_else(String::new, |text| format!("{}°", number(text.arc))),
            Self::Radius => match shape.map(|shape| shape.form) {
                Some(ShapeForm::Rectangle { radius }) => millimetres(radius),
                _ => String::new(),
            },
            Self::Corners => match shape.map(|shape| shape.form) {
                Some(ShapeForm::Polygon { corners: count } | ShapeForm::Star { points: count }) => {
                    count.to_string()
                }
                _ => String::new(),
            },
            Self::Stroke => shape
                .and_then(|shape| shape.stroke)
                .map_or_else(|| "0 mm".to_owned(), |(_, width)| millimetres(width)),
            Self::Angle => shape.and_then(|shape| shape.fill).map_or_else(String::new, angle),
            Self::BoardAngle => angle(poster.background),
            Self::Code => match part.map(|part| &part.kind) {
                Some(ElementKind::Qr(code)) => code.content.clone(),
                _ => String::new(),
            },
            Self::Ink(slot, channel) => {
                slot.ink(poster, part).map_or_else(String::new, |ink| number(channel.of(ink)))
            }
            Self::Screen(slot) => slot.ink(poster, part).map_or_else(String::new, |ink| {
                let [r, g, b] = crate::document::poster::screen_of(ink);
                format!("#{r:02X}{g:02X}{b:02X}")
            }),
            Self::Zoom => match part.map(|part| &part.kind) {
                Some(ElementKind::Picture(picture)) => format!("{} %", number(picture.zoom * 100.0)),
                _ => String::new(),
            },
            Self::Opacity => part.map_or_else(String::new, |part| format!("{} %", number(part.opacity))),
            Self::BoardWidth => millimetres(poster.width),
            Self::BoardHeight => millimetres(poster.height),
            Self::Bleed => millimetres(poster.bleed),
            Self::Safe => millimetres(poster.safe),
            Self::Distance => format!("{} m", number(poster.viewing_distance)),
            Self::StopAt(role) => role
                .stop(poster, part)
                .map_or_else(String::new, |stop| format!("{} %", number(stop.at * 100.0))),
            Self::Guide(index) => {
                poster.guides.get(index).map_or_else(String::new, |guide| millimetres(guide.at()))
            }
            Self::Hem => poster.finishing.map_or_else(String::new, |one| number(one.hem)),
            Self::EyeletPitch => eyelets(poster).map_or_else(|| "0".to_owned(), |one| number(one.pitch)),
            Self::EyeletDiameter => eyelets(poster).map_or_else(String::new, |one| number(one.diameter)),
        }
    }

    /// The edit for a typed value; none when it is invalid or changes nothing.
    pub fn edit(self, typed: &str, poster: &Poster, part: Option<&PosterElement>) -> Option<Edit> {
        if typed.trim() == self.value(poster, part) {
            return None;
        }
        match self {
            Self::Title | Self::Date => None,
            Self::Ink(slot, _) | Self::Screen(slot) => {
                slot.edit(self.ink(typed, poster, part)?, poster, part)
            }
            Self::Opacity => {
                let opacity = read(typed).filter(|percent| (0.0..=100.0).contains(percent))?;
                Some(Edit::SetOpacity { id: part?.id, opacity })
            }
            Self::StopAt(role) => {
                let at = read(typed).filter(|percent| (0.0..=100.0).contains(percent))? / 100.0;
                role.stop_edit(poster, part, |stop| stop.at = at)
            }
            Self::Guide(index) => {
                let (mut guides, at) = (poster.guides.clone(), read(typed)?);
                let guide = guides.get_mut(index)?;
                *guide = GuideLine::new(guide.axis(), at);
                Some(Edit::SetGuides(guides))
            }
            Self::BoardAngle => turned(poster.background, read(typed)?).map(Edit::SetBackground),
            Self::BoardWidth | Self::BoardHeight | Self::Bleed | Self::Safe | Self::Distance => {
                self.board_edit(typed, poster)
            }
            Self::Hem | Self::EyeletPitch | Self::EyeletDiameter => {
                let finishing = self.finishing(read(typed)?, poster)?;
                Some(Edit::SetBoard(BoardProperties { finishing: Some(finishing), ..poster.board() }))
            }
            Self::X | Self::Y | Self::Width | Self::Height | Self::Turn => {
                let part = part?;
                Some(Edit::SetFrame { id: part.id, frame: self.frame(read(typed)?, part)? })
            }
            Self::Code => Some(Edit::SetText { id: part?.id, text: typed.trim().to_owned() }),
            _ => {
                let part = part?;
                let kind = self.kind(typed, &part.kind, poster)?;
                Some(Edit::SetKind { id: part.id, kind: Box::new(kind) })
            }
        }
    }

    /// The ink that a typed value means.
    pub fn ink(self, typed: &str, poster: &Poster, part: Option<&PosterElement>) -> Option<Ink> {
        match self {
            Self::Ink(slot, channel) => Some(channel.with(slot.ink(poster, part)?, read(typed)?)),
            Self::Screen(_) => screen_color(typed).map(crate::document::poster::ink_of),
            _ => None,
        }
    }

    fn frame(self, value: f32, part: &PosterElement) -> Option<Frame> {
        let frame = part.frame;
        let is_square = matches!(part.kind, ElementKind::Qr(_) | ElementKind::Icon(_));
        let frame = match self {
            Self::X => Frame { x: value, ..frame },
            Self::Y => Frame { y: value, ..frame },
            Self::Width | Self::Height if value < 0.0 => return None,
            Self::Width | Self::Height if is_square => Frame { width: value, height: value, ..frame },
            Self::Width => Frame { width: value, ..frame },
            Self::Height => Frame { height: value, ..frame },
            _ => Frame { rotation: (value + 180.0).rem_euclid(360.0) - 180.0, ..frame },
        };
        Some(frame)
    }

    fn kind(self, typed: &str, kind: &ElementKind, poster: &Poster) -> Option<ElementKind> {
        let value = read(typed).filter(|value| *value >= 0.0);
        match kind {
            ElementKind::Text(text) => {
                if let Some(text) = self.dressed(text, read(typed)?) {
                    return Some(ElementKind::Text(text));
                }
                let value = value.filter(|value| *value > 0.0)?;
                let text = match (self, text.fit) {
                    (Self::Size, Fit::Shrink { min }) => {
                        Text { size: value, fit: Fit::Shrink { min: min.min(value) }, ..text.clone() }
                    }
                    (Self::Size, Fit::Fixed) => Text { size: value, ..text.clone() },
                    (Self::LeastSize, _) => {
                        Text { fit: Fit::Shrink { min: value.min(text.size) }, ..text.clone() }
                    }
                    (Self::LineHeight, _) => Text { line_height: value.clamp(0.5, 5.0), ..text.clone() },
                    _ => return None,
                };
                Some(ElementKind::Text(text))
            }
            ElementKind::Shape(shape) => {
                let shape = match self {
                    Self::Radius => Shape { form: ShapeForm::Rectangle { radius: value? }, ..shape.clone() },
                    Self::Corners => {
                        let count = value.filter(|count| (3.0..=24.0).contains(count))? as u8;
                        let form = match shape.form {
                            ShapeForm::Star { .. } => ShapeForm::Star { points: count },
                            _ => ShapeForm::Polygon { corners: count },
                        };
                        Shape { form, ..shape.clone() }
                    }
                    Self::Stroke => {
                        let ink = shape.stroke.map_or(Ink::BLACK, |(ink, _)| ink);
                        let width = value?.min(poster.width);
                        Shape { stroke: (width > 0.0).then_some((ink, width)), ..shape.clone() }
                    }
                    Self::Angle => Shape { fill: Some(turned(shape.fill?, read(typed)?)?), ..shape.clone() },
                    _ => return None,
                };
                Some(ElementKind::Shape(shape))
            }
            ElementKind::Picture(picture) if self == Self::Zoom => {
                let zoom = (value? / 100.0).clamp(0.05, 50.0);
                Some(ElementKind::Picture(crate::poster::Picture { zoom, ..picture.clone() }))
            }
            _ => None,
        }
    }

    /// A text with another letter spacing, outline, shadow or arc.
    fn dressed(self, text: &Text, value: f32) -> Option<Text> {
        let share = value / 100.0;
        let mut text = text.clone();
        match self {
            Self::LetterSpacing => text.letter_spacing = share.clamp(-0.5, 5.0),
            Self::Rim => text.outline.as_mut()?.width = share.clamp(0.0, 1.0),
            Self::ShadowX => text.shadow.as_mut()?.dx = share.clamp(-2.0, 2.0),
            Self::ShadowY => text.shadow.as_mut()?.dy = share.clamp(-2.0, 2.0),
            Self::Arc => text.arc = value.clamp(-360.0, 360.0),
            _ => return None,
        }
        Some(text)
    }

    /// A pitch of zero removes the eyelets.
    fn finishing(self, value: f32, poster: &Poster) -> Option<Finishing> {
        let before = poster.finishing?;
        let usual = before.eyelets.or(Finishing::BANNER.eyelets)?;
        Some(match self {
            Self::Hem => Finishing { hem: value.clamp(0.0, poster.width.min(poster.height) / 4.0), ..before },
            Self::EyeletPitch => {
                let eyelets = (value > 0.0).then(|| Eyelets { pitch: value.clamp(10.0, 100_000.0), ..usual });
                Finishing { eyelets, ..before }
            }
            _ => {
                let eyelets = before.eyelets.map(|one| Eyelets { diameter: value.clamp(1.0, 200.0), ..one });
                Finishing { eyelets, ..before }
            }
        })
    }

    fn board_edit(self, typed: &str, poster: &Poster) -> Option<Edit> {
        let board = poster.board();
        let short = board.width.min(board.height);
        if self == Self::Distance {
            // In metres unless a unit is given.
            let plain = typed.trim().trim_end_matches(|one: char| one.is_alphabetic()).trim();
            let value = if typed.contains("cm") || typed.contains("mm") {
                read(typed)? / 1000.0
            } else {
                read(plain)?
            };
            return Some(Edit::SetBoard(BoardProperties {
                viewing_distance: value.clamp(0.1, 1000.0),
                ..board
            }));
        }
        let value = read(typed).filter(|value| *value >= 0.0)?;
        let length = value.clamp(10.0, 100_000.0);
        let within = |board: BoardProperties| BoardProperties {
            safe: board.safe.min(board.width.min(board.height) / 4.0),
            ..board
        };
        Some(Edit::SetBoard(match self {
            Self::BoardWidth => within(BoardProperties { width: length, ..board }),
            Self::BoardHeight => within(BoardProperties { height: length, ..board }),
            Self::Bleed => BoardProperties { bleed: value.min(500.0), ..board },
            _ => BoardProperties { safe: value.min(short / 2.0), ..board },
        }))
    }
}

fn eyelets(poster: &Poster) -> Option<Eyelets> {
    poster.finishing.and_then(|finishing| finishing.eyelets)
}

fn percent(share: f32) -> String {
    format!("{} %", number(share * 100.0))
}

fn angle(fill: Fill) -> String {
    match fill {
        Fill::Solid(_) => String::new(),
        Fill::Linear { angle, .. } => format!("{}°", number(angle)),
    }
}

fn turned(fill: Fill, angle: f32) -> Option<Fill> {
    match fill {
        Fill::Solid(_) => None,
        Fill::Linear { from, to, middle, .. } => Some(Fill::Linear { from, to, angle, middle }),
    }
}
