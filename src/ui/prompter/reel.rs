//! The moving text. It asks for its own frames and computes its place from the frame's time.
//!
//! The renderer draws what differs from the last frame, part by part. The text lies in a layer of its own whose bounds
//! differ a little in each frame: then it is one part, drawn once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use iced::advanced::image::{Image, Renderer as _};
use iced::advanced::widget::{Tree, tree};
use iced::advanced::{Clipboard, Layout, Renderer as _, Shell, Widget, layout, mouse, renderer};
use iced::{Border, Color, Event, Length, Rectangle, Shadow, Size, Theme, window};

use super::layout::{color, line};
use super::tiles::{Tile, draw};
use super::{BAR, LINE, Message, Prompter};
use crate::page::{Face, Fonts, Style};
use crate::piece::timing::clock;
use crate::ui::Element;

/// Between two frames, microseconds.
const FRAME: u128 = 16_667;
/// Until pictures are looked for again, and a standing clock is drawn anew.
const LOOK: Duration = Duration::from_millis(30);
/// Windows above and below for which pictures are kept.
const AHEAD: f32 = 2.0;

/// Height of the line with the keys, where they have no room beside the times; logical pixels.
const HINTS: f32 = 30.0;

const HINT: &str = "Dấu cách: chạy · ↑ ↓: nhanh, chậm · ← →: dòng · PgUp PgDn: mục · số, Enter: đến mục · + −: cỡ chữ · M: \
                    gương · L: vạch · F: toàn màn hình · Esc: đóng";

pub struct Reel<'a> {
    prompter: &'a Prompter,
}

/// What the last frame showed.
#[derive(Default)]
struct Shown {
    /// Lines with their tops in the window, pixels.
    lines: Vec<(f32, Arc<[Tile]>)>,
    /// Changes with each place.
    frame: u64,
    top: f32,
    left: Label,
    middle: Label,
    right: Label,
    countdown: Label,
    fonts: Fonts,
}

/// A line of the bar.
#[derive(Default)]
struct Label {
    text: String,
    size: f32,
    is_mirrored: bool,
    width: f32,
    tiles: Arc<[Tile]>,
}

impl<'a> Reel<'a> {
    pub fn new(prompter: &'a Prompter) -> Self {
        Self { prompter }
    }

    /// Prepares the frame; returns when the next one is due.
    fn advance(&self, shown: &mut Shown, now: Instant) -> Option<Instant> {
        let Prompter { prompt, motion, layout, scale, size, is_mirrored, .. } = self.prompter;
        let second = self.prompter.second(now);
        let place = motion.place(prompt, second);
        let height = (size.height - BAR).max(1.0) * scale;
        let letters = size.height * scale * self.prompter.letters;
        let y = layout.y_of(place);
        let top = (size.height * scale * LINE - letters * 0.7 - y).round();
        let ahead = height * AHEAD;
        let lines = self.prompter.tiles.of(layout.lines(-top - ahead, -top + height + ahead), *is_mirrored);
        let is_seen = |y: f32| y + top > -3.0 * letters && y + top < height;
        let is_complete = lines.iter().all(|(y, tiles)| tiles.is_some() || !is_seen(*y));
        let seen = lines.into_iter().filter(|(y, _)| is_seen(*y));
        shown.lines = seen.filter_map(|(y, tiles)| Some(((y + top).round(), tiles?))).collect();
        shown.frame += u64::from((shown.top - top).abs() > 0.1);
        shown.top = top;
        self.label(shown, place, second);
        if motion.countdown(second).is_some() || !is_complete {
            Some(now + LOOK)
        } else if motion.is_going() && place < prompt.end() {
            // On a grid of frames, however long the last one took.
            let passed = now.saturating_duration_since(self.prompter.origin).as_micros();
            let next = (passed / FRAME + 1) * FRAME;
            Some(self.prompter.origin + Duration::from_micros(u64::try_from(next).unwrap_or(u64::MAX)))
        } else if motion.is_going() {
            Some(now + Duration::from_millis(500))
        } else {
            None
        }
    }

    /// The bar's words: voice and speed, row, time left.
    fn label(&self, shown: &mut Shown, place: f64, second: f64) {
        let Prompter { prompt, motion, scale, size, planned, typed, is_mirrored, .. } = self.prompter;
        let turn = prompt.turn_at(place);
        let voice = turn.map(|turn| &prompt.turns[turn]);
        let left = voice.map_or_else(String::new, |turn| {
            let faster = match motion.faster() {
                0 => String::new(),
                by => format!(" ({by:+})"),
            };
            let name = if turn.voice.is_empty() { String::new() } else { format!("{} · ", turn.voice) };
            format!("{name}{} tiếng/phút{faster}", turn.speed(motion.faster()))
        });
        let middle = match turn {
            _ if !typed.is_empty() => format!("Đến mục {typed}, Enter"),
            _ if !motion.is_going() => HINT.to_owned(),
            Some(turn) => format!("{}/{}", turn + 1, prompt.turns.len()),
            None => String::new(),
        };
        let middle = if prompt.turns.is_empty() {
            "Bài chưa có lời nào để đọc.".to_owned()
        } else {
            middle
        };
        let whole = motion.whole(prompt, second).round() as u32;
        let rest = (motion.whole(prompt, second) - motion.moved(second)).max(0.0).round() as u32;
        let right = match planned {
            Some(planned) if whole > *planned => {
                format!("Còn {} · quá {}", clock(rest), clock(whole - planned))
            }
            Some(planned) => format!("Còn {} · dư {}", clock(rest), clock(planned - whole)),
            None => format!("Còn {}", clock(rest)),
        };
        let small = if motion.is_going() || !typed.is_empty() { 24.0 } else { 14.0 };
        let Shown { fonts, .. } = shown;
        shown.left.set(left, 24.0 * scale, *is_mirrored, fonts);
        shown.middle.set(middle, small * scale, *is_mirrored, fonts);
        shown.right.set(right, 24.0 * scale, *is_mirrored, fonts);
        let count = motion.countdown(second).map_or_else(String::new, |left| format!("{}", left.ceil()));
        shown.countdown.set(count, (size.height * 0.4).min(190.0) * scale, *is_mirrored, fonts);
    }
}

impl Label {
    fn set(&mut self, text: String, size: f32, is_mirrored: bool, fonts: &mut Fonts) {
        if self.text == text && self.is_mirrored == is_mirrored && (self.size - size).abs() < f32::EPSILON {
            return;
        }
        let ink = if size > 100.0 { 0xFF_5A4F } else { 0xB8_BEC8 };
        let style = Style { face: Face::SansMedium, size, color: color(ink), is_underlined: false };
        let line = line(fonts, &text, style);
        let tiles = if text.is_empty() { Arc::default() } else { draw(&line, is_mirrored, fonts) };
        *self = Self { text, size, is_mirrored, width: line.width.ceil().max(1.0), tiles };
    }

    fn draw(&self, renderer: &mut iced::Renderer, x: f32, y: f32, clip: Rectangle, scale: f32) {
        paint(renderer, &self.tiles, x.round(), (y - self.size * 0.7).round(), clip, scale);
    }
}

/// Draws a line's pictures, pixels.
fn paint(renderer: &mut iced::Renderer, tiles: &[Tile], x: f32, y: f32, clip: Rectangle, scale: f32) {
    for tile in tiles {
        let bounds = Rectangle {
            x: (x + tile.x as f32) / scale,
            y: (y + tile.y as f32) / scale,
            width: tile.width as f32 / scale,
            height: tile.height as f32 / scale,
        };
        if bounds.y < clip.y + clip.height && bounds.y + bounds.height > clip.y {
            renderer.draw_image(Image::new(tile.picture.clone()), bounds, clip);
        }
    }
}

impl Widget<Message, Theme, iced::Renderer> for Reel<'_> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Shown>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Shown::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(
        &mut self,
        _tree: &mut Tree,
        _renderer: &iced::Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        layout::atomic(limits, Length::Fill, Length::Fill)
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        _layout: Layout<'_>,
        _cursor: mouse::Cursor,
        _renderer: &iced::Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        _viewport: &Rectangle,
    ) {
        let shown = tree.state.downcast_mut::<Shown>();
        match event {
            Event::Window(window::Event::RedrawRequested(now)) => {
                if let Some(next) = self.advance(shown, *now) {
                    shell.request_redraw_at(next);
                }
            }
            Event::Mouse(mouse::Event::WheelScrolled { delta }) => {
                let scale = self.prompter.scale;
                let pixels = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => y * 60.0 * scale,
                    mouse::ScrollDelta::Pixels { y, .. } => y * scale,
                };
                let now = self.prompter.second(Instant::now());
                let place = self.prompter.motion.place(&self.prompter.prompt, now);
                let y = self.prompter.layout.y_of(place) - pixels;
                let place = self.prompter.layout.place_at(y.max(0.0));
                shell.publish(Message::Moved(place));
                shell.capture_event();
            }
            _ => {}
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut iced::Renderer,
        _theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        _viewport: &Rectangle,
    ) {
        let shown = tree.state.downcast_ref::<Shown>();
        let (bounds, scale) = (layout.bounds(), self.prompter.scale);
        let text = &self.prompter.layout;
        let pixels = Size::new(bounds.width * scale, bounds.height * scale);
        let height = (bounds.height - BAR).max(1.0);
        let moving = Rectangle {
            x: text.left / scale,
            y: 0.0,
            width: text.width / scale,
            // See above: within a thousandth of a pixel, so nothing else changes.
            height: height + (shown.frame % 31) as f32 * 0.001,
        };
        if self.prompter.has_line {
            let y = bounds.height * LINE;
            for x in [0.0, bounds.width - text.left / scale * 0.6] {
                let mark = Rectangle { x, y: y - 3.0, width: text.left / scale * 0.6, height: 6.0 };
                fill(renderer, mark, Color::from_rgb8(0xE5, 0x48, 0x4D));
            }
        }
        renderer.with_layer(moving, |renderer| {
            for (y, tiles) in &shown.lines {
                paint(renderer, tiles, text.left, *y, moving, scale);
            }
        });
        let whole = Rectangle::with_size(bounds.size());
        renderer.with_layer(whole, |renderer| {
            let count = &shown.countdown;
            if !count.text.is_empty() {
                let x = (pixels.width - count.width) / 2.0;
                let side = count.size * 1.3 / scale;
                let ground = Rectangle {
                    x: (bounds.width - side) / 2.0,
                    y: (bounds.height - side) / 2.0,
                    width: side,
                    height: side,
                };
                fill(renderer, ground, Color::BLACK);
                count.draw(renderer, x, pixels.height / 2.0, whole, scale);
            }
            fill(renderer, Rectangle { y: height, height: 1.0, ..whole }, Color::from_rgb8(0x30, 0x34, 0x3A));
            let y = (height + BAR / 2.0) * scale;
            let edge = 24.0 * scale;
            let (mut left, mut right) = (&shown.left, &shown.right);
            if self.prompter.is_mirrored {
                (left, right) = (right, left);
            }
            left.draw(renderer, edge, y, whole, scale);
            let middle = &shown.middle;
            let room = pixels.width - 2.0 * (2.0 * edge + left.width.max(right.width));
            let x = (pixels.width - middle.width) / 2.0;
            if middle.width <= room {
                middle.draw(renderer, x, y, whole, scale);
            } else {
                // The keys, in a narrow window: a line of their own while the text stands.
                let ground = Rectangle { y: height - HINTS, height: HINTS, ..whole };
                fill(renderer, ground, Color::BLACK);
                middle.draw(renderer, x.max(0.0), (height - HINTS / 2.0) * scale, whole, scale);
            }
            right.draw(renderer, pixels.width - edge - right.width, y, whole, scale);
        });
    }

    fn mouse_interaction(
        &self,
        _tree: &Tree,
        _layout: Layout<'_>,
        _cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &iced::Renderer,
    ) -> mouse::Interaction {
        mouse::Interaction::Hidden
    }
}

fn fill(renderer: &mut iced::Renderer, bounds: Rectangle, color: Color) {
    let (border, shadow) = (Border::default(), Shadow::default());
    renderer.fill_quad(renderer::Quad { bounds, border, shadow, snap: true }, color);
}

impl<'a> From<Reel<'a>> for Element<'a, Message> {
    fn from(reel: Reel<'a>) -> Self {
        Self::new(reel)
    }
}
