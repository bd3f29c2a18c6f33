//! Thumbnails of posters, rendered one at a time in the background and cached by content.

use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, PoisonError};

use iced::widget::{center, container, image, space};
use iced::{ContentFit, Length, Task};

use crate::document::poster::layout;
use crate::page::{Fonts, MM, raster};
use crate::poster::Poster;
use crate::ui::theme::Tokens;
use crate::ui::{Element, Pictures, background};

use super::designer::SharedFonts;

/// Maximum size of a thumbnail, pixels.
const WIDTH: f32 = 440.0;
const HEIGHT: f32 = 320.0;

/// Identifies a content, which is rendered only once.
pub type Key = u64;

pub fn key(body: &str, poster: Option<&Poster>, pictures: &Pictures) -> Key {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    for path in poster.into_iter().flat_map(Poster::pictures) {
        // A picture that was read anew has other bytes in memory.
        pictures.get(path).map(|data| (data.as_ptr().addr(), data.len())).hash(&mut hasher);
    }
    hasher.finish()
}

#[derive(Debug, Default)]
pub struct Thumbnails {
    shaper: SharedFonts,
    done: HashMap<Key, Thumbnail>,
    waiting: VecDeque<(Key, Source)>,
    is_busy: bool,
}

#[derive(Debug, Clone)]
pub struct Thumbnail {
    handle: image::Handle,
    width: f32,
    height: f32,
}

/// What to render.
#[derive(Debug, Clone)]
pub enum Source {
    Poster(Box<Poster>),
    Template(fn() -> Poster),
}

impl Thumbnails {
    pub fn new(shaper: SharedFonts) -> Self {
        Self { shaper, ..Self::default() }
    }

    /// Queues what has not been rendered.
    pub fn want(&mut self, key: Key, source: impl FnOnce() -> Source) {
        if !self.done.contains_key(&key) && !self.waiting.iter().any(|(one, _)| *one == key) {
            self.waiting.push_back((key, source()));
        }
    }

    /// Drops all thumbnails with other keys.
    pub fn keep(&mut self, keys: &[Key]) {
        self.done.retain(|key, _| keys.contains(key));
        self.waiting.retain(|(key, _)| keys.contains(key));
    }

    /// Renders the next one in the queue, unless one is being rendered.
    pub fn next<Message: Send + 'static>(
        &mut self,
        pictures: &Pictures,
        then: impl Fn((Key, Thumbnail)) -> Message + Send + 'static,
    ) -> Task<Message> {
        if self.is_busy {
            return Task::none();
        }
        let Some((key, source)) = self.waiting.pop_front() else { return Task::none() };
        self.is_busy = true;
        let (shaper, pictures) = (Arc::clone(&self.shaper), Arc::clone(pictures));
        let work = move || {
            let mut shaper = shaper.lock().unwrap_or_else(PoisonError::into_inner);
            let fonts = shaper.get_or_insert_with(Fonts::new);
            let poster = match source {
                Source::Poster(poster) => *poster,
                Source::Template(make) => make(),
            };
            let scale = (WIDTH / poster.width).min(HEIGHT / poster.height) / MM;
            let page = layout(&poster, &|path| pictures.get(path).cloned(), fonts).page;
            let raster = raster::render(&page, scale, fonts);
            let (width, height) = (raster.width as f32, raster.height as f32);
            let handle = image::Handle::from_rgba(raster.width, raster.height, raster.rgba);
            (key, Thumbnail { handle, width, height })
        };
        background(work).map(then)
    }

    pub fn receive(&mut self, (key, thumbnail): (Key, Thumbnail)) {
        self.is_busy = false;
        let _ = self.done.insert(key, thumbnail);
    }

    /// The thumbnail in a box of this size; blank until it is rendered.
    pub fn view<'a, Message: 'a>(&'a self, key: Key, width: f32, height: f32) -> Element<'a, Message> {
        let Some(thumbnail) = self.done.get(&key) else {
            return space().width(width).height(height).into();
        };
        let scale = (width / thumbnail.width).min(height / thumbnail.height);
        let picture = image(thumbnail.handle.clone())
            .content_fit(ContentFit::Fill)
            .width((thumbnail.width * scale).round())
            .height((thumbnail.height * scale).round());
        // A hairline instead of a shadow: shadows are painted again whenever a part of the window is.
        let paper = container(picture).padding(1).style(|theme| container::Style {
            background: Some(Tokens::of(theme).line.into()),
            ..container::Style::default()
        });
        center(paper).width(Length::Fill).height(height).into()
    }
}
