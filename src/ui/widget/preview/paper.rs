//! What a preview shows: a paper whose pages are set when they are painted.

use std::ops::Range;

use iced::widget::image;

use super::kept::{Painted, scale};
use crate::document::Proof;
use crate::page::{Breaks, Fonts, Page, Size, raster};

/// A paper and where its pages begin.
#[derive(Debug)]
pub struct Paper {
    proof: Proof,
    breaks: Breaks,
    /// The manuscript's pages that are shown.
    chosen: Vec<usize>,
    /// Of each page that is shown, points.
    sizes: Vec<Size>,
}

impl Paper {
    /// `before` is an earlier state of the paper: what is still the same is not set again.
    pub fn new(proof: Proof, before: Option<&Self>, fonts: &mut Fonts) -> Self {
        let (breaks, chosen, sizes) = match &proof {
            Proof::Document(document) => {
                let sizes = document.pages.iter().map(|page| page.size).collect();
                (Breaks::default(), Vec::new(), sizes)
            }
            Proof::Manuscript(manuscript) => {
                let before = before.and_then(|before| match &before.proof {
                    Proof::Manuscript(old) => Some((old, &before.breaks)),
                    Proof::Document(_) => None,
                });
                let breaks = manuscript.breaks(fonts, before);
                let chosen = manuscript.chosen(&breaks);
                let sizes = vec![manuscript.size(); chosen.len()];
                (breaks, chosen, sizes)
            }
        };
        Self { proof, breaks, chosen, sizes }
    }

    pub fn sizes(&self) -> &[Size] {
        &self.sizes
    }

    /// Paints some of the pages, each `width` pixels wide.
    pub fn paint(&self, pages: Range<usize>, width: f32, fonts: &mut Fonts) -> Vec<Painted> {
        let paint = |(page, content): (usize, &Page), fonts: &mut Fonts| {
            let raster = raster::render(content, scale(content.size, width), fonts);
            let weight = raster.rgba.len();
            let picture = image::Handle::from_rgba(raster.width, raster.height, raster.rgba);
            Painted { page, picture, weight }
        };
        match &self.proof {
            Proof::Document(document) => {
                let some = document.pages.get(pages.clone()).unwrap_or_default();
                pages.zip(some).map(|page| paint(page, fonts)).collect()
            }
            Proof::Manuscript(manuscript) => {
                let chosen = self.chosen.get(pages.clone()).unwrap_or_default();
                let is_run = |a: &usize, b: &usize| a + 1 == *b;
                let runs = chosen.chunk_by(is_run).map(|run| run[0]..run[0] + run.len());
                let some: Vec<Page> =
                    runs.flat_map(|run| manuscript.pages(fonts, &self.breaks, run)).collect();
                pages.zip(&some).map(|page| paint(page, fonts)).collect()
            }
        }
    }
}
