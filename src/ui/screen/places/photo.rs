//! Small pictures of the photos in the pane: read and reduced once each, in the background.

use std::collections::HashMap;
use std::path::PathBuf;

use iced::widget::image;
use iced::{ContentFit, Length, Task};

use super::Message;
use crate::document::poster::thumbnail;
use crate::page::{Fonts, Page, Size, raster};
use crate::store::picture_below;
use crate::ui::{Element, background};

/// The most that a photo takes, pixels: twice the pane's width, for sharp screens.
const MOST: Size = Size { width: 576.0, height: 400.0 };
/// The most that are kept; a pane shows a few.
const KEPT: usize = 60;

#[derive(Debug, Default)]
pub(super) struct Photos {
    /// By path; none while it is read, and for what is no picture.
    done: HashMap<String, Option<Photo>>,
}

#[derive(Debug, Clone)]
pub struct Photo(image::Handle);

impl Photos {
    /// Reads those of these paths in the workspace with this root that are not here yet.
    pub fn read<'a>(&mut self, root: &str, paths: impl Iterator<Item = &'a str>) -> Task<Message> {
        let mut tasks = Vec::new();
        for path in paths.filter(|path| !path.is_empty()) {
            if self.done.contains_key(path) {
                continue;
            }
            if self.done.len() >= KEPT {
                self.done.clear();
            }
            let _ = self.done.insert(path.to_owned(), None);
            let (root, path) = (PathBuf::from(root), path.to_owned());
            let work = move || {
                let bytes = |path: &str| picture_below(&root, path).ok();
                let fonts = &mut Fonts::new();
                let photo = thumbnail(&path, MOST, &bytes, fonts).map(|figure| {
                    let page = Page { size: figure.size, trim: None, bleed: None, items: figure.items };
                    let raster = raster::render(&page, 1.0, fonts);
                    Photo(image::Handle::from_rgba(raster.width, raster.height, raster.rgba))
                });
                Message::PhotoRead(path, photo)
            };
            tasks.push(background(work));
        }
        Task::batch(tasks)
    }

    pub fn receive(&mut self, path: String, photo: Option<Photo>) {
        let _ = self.done.insert(path, photo);
    }

    /// The photo as wide as there is room; none for what is no picture.
    pub fn view<'a, M: 'a>(&'a self, path: &str) -> Option<Element<'a, M>> {
        let Photo(handle) = self.done.get(path)?.as_ref()?;
        let height = MOST.height / 2.0;
        let shown = image(handle.clone()).content_fit(ContentFit::Contain).width(Length::Fill).height(height);
        Some(shown.into())
    }
}
