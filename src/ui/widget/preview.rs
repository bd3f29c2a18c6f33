//! The paged preview: rasters of finished pages, shown as images.
//!
//! Pages are set and painted off the window's thread; the newest request wins.

use std::sync::{Arc, Mutex};

use iced::widget::{column, container, image, text};
use iced::{Alignment, Length, Task};

use crate::page::{Document, Fonts, raster};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
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
        self.pages_under(width, |_| String::new())
    }

    /// As [`Self::view`], saying under each page what paper it is: "Trang 1 / 3 · A4 · như bản in".
    pub fn view_printed<'a, Message: 'a>(&'a self, width: f32) -> Element<'a, Message> {
        self.pages_under(width, |sheet| format!(" · {} · như bản in", paper_name(sheet.width, sheet.height)))
    }

    fn pages_under<'a, Message: 'a>(
        &'a self,
        width: f32,
        detail: impl Fn(&Sheet) -> String,
    ) -> Element<'a, Message> {
        let count = self.pages.len();
        column(self.pages.iter().enumerate().map(|(index, sheet)| {
            let height = width * sheet.height / sheet.width;
            let picture = image(sheet.picture.clone()).width(width).height(height);
            let paper = container(picture).padding(1).style(style::paper);
            let caption = text(format!("Trang {} / {count}{}", index + 1, detail(sheet)))
                .size(size::CAPTION)
                .style(ink::secondary);
            column![paper, caption].spacing(6).align_x(Alignment::Center).into()
        }))
        .spacing(16)
        .width(Length::Fill)
        .align_x(Alignment::Center)
        .into()
    }
}

/// The name of a paper of this size in points: "A4", "A3 ngang", "297 × 900 mm".
fn paper_name(width: f32, height: f32) -> String {
    const POINTS_PER_MM: f32 = 72.0 / 25.4;
    let (short, long) = (width.min(height) / POINTS_PER_MM, width.max(height) / POINTS_PER_MM);
    let known = [("A5", 148.0, 210.0), ("A4", 210.0, 297.0), ("A3", 297.0, 420.0), ("A2", 420.0, 594.0)];
    let name =
        known.iter().find(|(_, x, y): &&(_, f32, f32)| (short - x).abs() < 1.0 && (long - y).abs() < 1.0);
    match name {
        Some((name, ..)) if width > height => format!("{name} ngang"),
        Some((name, ..)) => (*name).to_owned(),
        None => format!("{:.0} × {:.0} mm", width / POINTS_PER_MM, height / POINTS_PER_MM),
    }
}
