//! The document of a preview, whose pages are set when they are rendered.

use std::ops::Range;
use std::sync::Arc;

use iced::widget::image;

use super::page_cache::{Painted, scale};
use crate::document::Proof;
use crate::page::{Breaks, Fonts, Page, Size, raster};

/// A document and its page breaks.
#[derive(Debug)]
pub struct PreviewDocument {
    proof: Proof,
    /// For a manuscript.
    breaks: Option<Arc<Breaks>>,
    /// The manuscript's pages to show.
    chosen: Vec<usize>,
    /// The size of each page shown, points.
    sizes: Arc<[Size]>,
}

impl PreviewDocument {
    /// `before` are the breaks of an earlier version: unchanged parts are not set again.
    pub fn new(proof: Proof, before: Option<&Breaks>, fonts: &mut Fonts) -> Self {
        match &proof {
            Proof::Document(document) => {
                let sizes = document.pages.iter().map(|page| page.size).collect();
                Self { proof, breaks: None, chosen: Vec::new(), sizes }
            }
            Proof::Manuscript(manuscript) => {
                let breaks = manuscript.breaks(fonts, before);
                let chosen = manuscript.chosen(&breaks);
                let sizes = vec![manuscript.size(); chosen.len()].into();
                Self { proof, breaks: Some(Arc::new(breaks)), chosen, sizes }
            }
        }
    }

    pub fn sizes(&self) -> &Arc<[Size]> {
        &self.sizes
    }

    pub fn breaks(&self) -> Option<&Arc<Breaks>> {
        self.breaks.as_ref()
    }

    /// Renders some of the pages, each `width` pixels wide.
    pub fn paint(&self, pages: Range<usize>, width: f32, fonts: &mut Fonts) -> Vec<Painted> {
        let paint = |(page, content): (usize, &Page), fonts: &mut Fonts| {
            let raster = raster::render(content, scale(content.size, width), fonts);
            let weight = raster.rgba.len();
            let picture = image::Handle::from_rgba(raster.width, raster.height, raster.rgba);
            Painted { page, picture, weight }
        };
        match (&self.proof, &self.breaks) {
            (Proof::Document(document), _) => {
                let some = document.pages.get(pages.clone()).unwrap_or_default();
                pages.zip(some).map(|page| paint(page, fonts)).collect()
            }
            (Proof::Manuscript(manuscript), Some(breaks)) => {
                let chosen = self.chosen.get(pages.clone()).unwrap_or_default();
                let is_run = |a: &usize, b: &usize| a + 1 == *b;
                let runs = chosen.chunk_by(is_run).map(|run| run[0]..run[0] + run.len());
                let some: Vec<Page> = runs.flat_map(|run| manuscript.pages(fonts, breaks, run)).collect();
                pages.zip(&some).map(|page| paint(page, fonts)).collect()
            }
            (Proof::Manuscript(_), None) => Vec::new(),
        }
    }
}
