//! The paged preview: rasters of finished pages, shown as images.
//!
//! Pages are set and painted off the window's thread; the newest request wins.

use std::sync::{Arc, Mutex};

use iced::widget::{column, container, image, text};
use iced::{Alignment, Length, Shadow, Task, Vector};

use crate::page::{Document, Fonts, raster};
use crate::ui::theme::Tokens;
use crate::ui::theme::size;
use crate::ui::theme::style::ink;
use crate::ui::{Element, background};

/// A document's pages as pictures.
#[derive(Debug, Clone, Default)]
pub struct Preview {
    pages: Vec<Sheet>,
    /// Counts requests: an answer to an older one is dropped.
    generation: u64,
}

#[derive(Debug, Clone)]
struct Sheet {
    picture: image::Handle,
    /// Points.
    width: f32,
    height: f32,
}

/// A finished rendering.
#[derive(Debug, Clone)]
pub struct Rendered {
    generation: u64,
    pages: Vec<Sheet>,
}

impl Preview {
    /// Sets and paints a document off the window's thread, each page `width` pixels wide.
    pub fn request<Message: Send + 'static>(
        &mut self,
        fonts: &Arc<Mutex<Fonts>>,
        width: f32,
        make: impl FnOnce(&mut Fonts) -> Document + Send + 'static,
        then: impl Fn(Rendered) -> Message + Send + 'static,
    ) -> Task<Message> {
        self.generation += 1;
        let generation = self.generation;
        let fonts = Arc::clone(fonts);
        let work = move || {
            let mut fonts = fonts.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let document = make(&mut fonts);
            let pages = document
                .pages
                .iter()
                .map(|page| {
                    let raster = raster::render(page, width / page.size.width, &mut fonts);
                    Sheet {
                        picture: image::Handle::from_rgba(raster.width, raster.height, raster.rgba),
                        width: page.size.width,
                        height: page.size.height,
                    }
                })
                .collect();
            Rendered { generation, pages }
        };
        background(work).map(then)
    }

    /// Takes in a rendering unless a newer one is under way.
    pub fn receive(&mut self, rendered: Rendered) {
        if rendered.generation == self.generation {
            self.pages = rendered.pages;
        }
    }

    pub fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// The pages under each other, `width` logical pixels wide.
    pub fn view<'a, Message: 'a>(&'a self, width: f32) -> Element<'a, Message> {
        let count = self.pages.len();
        column(self.pages.iter().enumerate().map(|(index, sheet)| {
            let height = width * sheet.height / sheet.width;
            let picture = image(sheet.picture.clone()).width(width).height(height);
            let paper = container(picture).style(|theme| container::Style {
                shadow: Shadow {
                    color: Tokens::of(theme).shadow,
                    offset: Vector::new(0.0, 2.0),
                    blur_radius: 10.0,
                },
                ..container::Style::default()
            });
            let caption =
                text(format!("Trang {} / {count}", index + 1)).size(size::CAPTION).style(ink::secondary);
            column![paper, caption].spacing(6).align_x(Alignment::Center).into()
        }))
        .spacing(16)
        .width(Length::Fill)
        .align_x(Alignment::Center)
        .into()
    }
}
