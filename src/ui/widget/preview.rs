//! The paged preview: finished pages as images.
//!
//! Pages are set and rendered on a background thread; the newest request wins. For a long document only the
//! pages near the view are rendered and cached.

mod document;
mod page_cache;

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use iced::widget::{container, image, space, text};
use iced::{Alignment, Length, Task};

use super::steady::column_of as column;
use crate::document::Proof;
use crate::page::{Breaks, Fonts, MM, PaperSize, Size};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::{Element, Worker};
use document::PreviewDocument;
use page_cache::{PageCache, Painted};

/// Space between a page and its caption, height of a caption, and space between two pages; logical pixels.
const GAP: f32 = 6.0;
const CAPTION: f32 = 16.0;
const SPACING: f32 = 16.0;
/// Border around a page.
const EDGE: f32 = 1.0;

/// Documents are set and rendered one after another, because they share their fonts.
static PAGES: Worker = Worker::new();

/// A document's pages as images.
#[derive(Debug, Default)]
pub struct Preview {
    /// None while it is being set again: there is never more than one copy of a long document.
    paper: Option<Arc<PreviewDocument>>,
    breaks: Option<Arc<Breaks>>,
    /// The size of each page, points.
    sizes: Arc<[Size]>,
    kept: PageCache,
    /// Width of a page, pixels.
    width: f32,
    /// The visible part of the pages: offset, height; logical pixels. None until they are scrolled.
    view: Option<(f32, f32)>,
    /// Pages being rendered in addition to the cached ones.
    asked: Range<usize>,
    /// The number of requests: results of older ones are dropped, and older ones not yet begun are skipped.
    generation: u64,
    newest: Arc<AtomicU64>,
}

/// A finished rendering.
#[derive(Debug, Clone)]
pub struct Rendered {
    generation: u64,
    /// None when these are more pages of the same document.
    paper: Option<Arc<PreviewDocument>>,
    painted: Vec<Painted>,
}

impl Preview {
    /// Sets a document and renders its visible pages on a background thread, each `width` pixels wide.
    pub fn request<Message: Send + 'static>(
        &mut self,
        fonts: &Arc<Mutex<Fonts>>,
        width: f32,
        make: impl FnOnce(&mut Fonts) -> Proof + Send + 'static,
        then: impl Fn(Rendered) -> Message + Send + 'static,
    ) -> Task<Message> {
        self.generation += 1;
        self.newest.store(self.generation, Ordering::Relaxed);
        self.width = width;
        self.asked = 0..0;
        let (generation, newest) = (self.generation, Arc::clone(&self.newest));
        let (before, view) = (self.breaks.clone(), self.view());
        self.paper = None;
        let fonts = Arc::clone(fonts);
        let work = move || {
            let mut fonts = fonts.lock().unwrap_or_else(PoisonError::into_inner);
            if newest.load(Ordering::Relaxed) != generation {
                return Rendered { generation, paper: None, painted: Vec::new() };
            }
            let proof = make(&mut fonts);
            let paper = PreviewDocument::new(proof, before.as_deref(), &mut fonts);
            let seen = pages_in(&tops(paper.sizes(), width), view);
            let pages = page_cache::affordable(paper.sizes(), width, seen, page_cache::AT_ONCE);
            let painted = paper.paint(pages, width, &mut fonts);
            Rendered { generation, paper: Some(Arc::new(paper)), painted }
        };
        PAGES.run(work).map(then)
    }

    /// Takes in a rendering unless a newer one is running, and renders pages scrolled into view meanwhile.
    pub fn receive<Message: Send + 'static>(
        &mut self,
        rendered: Rendered,
        fonts: &Arc<Mutex<Fonts>>,
        then: impl Fn(Rendered) -> Message + Send + 'static,
    ) -> Task<Message> {
        if rendered.generation != self.generation {
            return Task::none();
        }
        self.asked = 0..0;
        if let Some(paper) = rendered.paper {
            self.kept = PageCache::default();
            self.breaks = paper.breaks().cloned();
            self.sizes = Arc::clone(paper.sizes());
            self.paper = Some(paper);
        }
        let is_all = rendered.painted.is_empty();
        let seen = self.seen();
        self.kept.add(rendered.painted, &seen);
        if is_all { Task::none() } else { self.paint(fonts, then) }
    }

    /// Updates the visible part, and renders missing pages.
    pub fn scrolled<Message: Send + 'static>(
        &mut self,
        view: (f32, f32),
        fonts: &Arc<Mutex<Fonts>>,
        then: impl Fn(Rendered) -> Message + Send + 'static,
    ) -> Task<Message> {
        self.view = Some(view);
        self.paint(fonts, then)
    }

    fn paint<Message: Send + 'static>(
        &mut self,
        fonts: &Arc<Mutex<Fonts>>,
        then: impl Fn(Rendered) -> Message + Send + 'static,
    ) -> Task<Message> {
        let (Some((from, height)), Some(paper)) = (self.view, &self.paper) else { return Task::none() };
        // One view before and one after, so that scrolling shows no blank pages.
        let tops = tops(&self.sizes, self.width);
        let wanted = pages_in(&tops, (from - height, 3.0 * height));
        let seen = pages_in(&tops, (from, height));
        let payable = page_cache::affordable(&self.sizes, self.width, seen, page_cache::BUDGET);
        let wanted = wanted.start.max(payable.start)..wanted.end.min(payable.end);
        let mut missing = wanted.filter(|page| self.kept.get(*page).is_none() && !self.asked.contains(page));
        let Some(first) = missing.next() else { return Task::none() };
        let pages = first..missing.next_back().unwrap_or(first) + 1;
        self.asked = pages.clone();
        let (generation, newest) = (self.generation, Arc::clone(&self.newest));
        let (paper, width, fonts) = (Arc::clone(paper), self.width, Arc::clone(fonts));
        let work = move || {
            let mut fonts = fonts.lock().unwrap_or_else(PoisonError::into_inner);
            let is_newest = newest.load(Ordering::Relaxed) == generation;
            let painted = if is_newest { paper.paint(pages, width, &mut fonts) } else { Vec::new() };
            Rendered { generation, paper: None, painted }
        };
        PAGES.run(work).map(then)
    }

    /// Size of the cached images, bytes.
    pub fn weight(&self) -> usize {
        self.kept.weight()
    }

    fn view(&self) -> (f32, f32) {
        self.view.unwrap_or((0.0, 900.0))
    }

    fn seen(&self) -> Range<usize> {
        pages_in(&tops(&self.sizes, self.width), self.view())
    }

    /// The pages below each other, `width` logical pixels wide, each with a caption: "Trang 1 / 3 · A4 · như
    /// bản in".
    pub fn view_printed<'a, Message: 'a>(&'a self, width: f32) -> Element<'a, Message> {
        /// Drawn beyond the visible part.
        const MARGIN: f32 = 400.0;
        let sizes = &self.sizes;
        let tops = tops(sizes, width);
        let end = tops.last().copied().unwrap_or_default();
        let (from, height) = self.view();
        // If the document has become shorter, do not scroll beyond its end.
        let from = from.min(end - height).max(0.0);
        let pages = pages_in(&tops, (from - MARGIN, height + 2.0 * MARGIN));
        let above = tops.get(pages.start).copied().unwrap_or_default();
        let below = end - tops.get(pages.end).copied().unwrap_or(end);
        let count = sizes.len();
        let shown = pages.filter_map(|page| Some((page, sizes.get(page)?))).map(|(page, paper)| {
            let height = width * paper.height / paper.width;
            let picture: Element<'a, Message> = match self.kept.get(page) {
                Some(picture) => image(picture.clone()).width(width).height(height).into(),
                None => space().width(width).height(height).into(),
            };
            let sheet = container(picture).padding(EDGE).style(style::paper);
            let name = paper_name(paper.width, paper.height);
            let caption = text(format!("Trang {} / {count} · {name} · như bản in", page + 1))
                .size(size::CAPTION)
                .style(ink::secondary);
            let caption = container(caption).center_y(CAPTION);
            container(column![sheet, caption].spacing(GAP).align_x(Alignment::Center))
                .height(height_of(*paper, width))
                .into()
        });
        column![space().height(above)]
            .extend(shown)
            .push(space().height((below - SPACING).max(0.0)))
            .width(Length::Fill)
            .align_x(Alignment::Center)
            .into()
    }
}

/// A page with its caption and the space after it, logical pixels.
fn height_of(page: Size, width: f32) -> f32 {
    width * page.height / page.width.max(1.0) + 2.0 * EDGE + GAP + CAPTION + SPACING
}

/// The top of each page, and the bottom of the last; logical pixels.
fn tops(sizes: &[Size], width: f32) -> Vec<f32> {
    let mut tops = Vec::with_capacity(sizes.len() + 1);
    let mut top = 0.0;
    for size in sizes {
        tops.push(top);
        top += height_of(*size, width);
    }
    tops.push(top);
    tops
}

/// The pages within a range: offset, height.
fn pages_in(tops: &[f32], (from, height): (f32, f32)) -> Range<usize> {
    let count = tops.len() - 1;
    let first = tops.partition_point(|top| *top <= from).saturating_sub(1).min(count);
    let last = tops.partition_point(|top| *top < from + height).min(count);
    first..last.max(first)
}

/// The paper size for a page size in points: "A4", "A3 ngang", "297 × 900 mm".
fn paper_name(width: f32, height: f32) -> String {
    match PaperSize::find(Size { width, height }) {
        Some(paper) if width > height => format!("{} ngang", paper.name),
        Some(paper) => paper.name.to_owned(),
        None => format!("{:.0} × {:.0} mm", width / MM, height / MM),
    }
}
