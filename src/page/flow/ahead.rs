//! Paragraphs set before their pages are found: those of a long text on all cores at once.

use rayon::prelude::*;

use super::strip::{Hold, holds};
use crate::page::text::{Part, Source};
use crate::page::{Block, Fonts, Paragraph, SetText};

/// A paragraph set whole.
pub(super) struct Ready {
    pub source: Source,
    pub set: SetText,
    /// Of each line to the one above.
    pub holds: Vec<Hold>,
}

impl Ready {
    /// For a column of `width` on pages of `height` points.
    pub fn new(fonts: &mut Fonts, paragraph: &Paragraph, width: f32, height: f32) -> Self {
        let source = Source::new(&paragraph.spans);
        let part = Part { range: 0..source.text.len(), is_first: true, label: paragraph.label.as_deref() };
        let set = fonts.set_part(&source, paragraph, width, &part);
        let holds = holds(paragraph, &source, &set, height);
        Self { source, set, holds }
    }
}

/// The paragraphs among many blocks; of few ones none, which are sooner set one by one.
pub(super) fn of(blocks: &[Block], width: f32, height: f32) -> impl Iterator<Item = Option<Ready>> {
    /// Blocks that are worth a thread's own store of words.
    const LEAST: usize = 128;
    let many = if blocks.len() < 2 * LEAST { &[] } else { blocks };
    let part = many.len().div_ceil(rayon::current_num_threads()).max(LEAST);
    let parts = many.par_chunks(part).map(|part| {
        let mut fonts = Fonts::new();
        let set = |block: &Block| match block {
            Block::Paragraph(paragraph) => Some(Ready::new(&mut fonts, paragraph, width, height)),
            _ => None,
        };
        part.iter().map(set).collect::<Vec<_>>()
    });
    let ready: Vec<Vec<_>> = parts.collect();
    ready.into_iter().flatten().chain(std::iter::repeat_with(|| None))
}
