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
    const PART: usize = 128;
    let ready: Vec<_> = if blocks.len() < 2 * PART {
        Vec::new()
    } else {
        let set = |fonts: &mut Fonts, block: &Block| match block {
            Block::Paragraph(paragraph) => Some(Ready::new(fonts, paragraph, width, height)),
            _ => None,
        };
        blocks.par_iter().with_min_len(PART).map_init(Fonts::new, set).collect()
    };
    ready.into_iter().chain(std::iter::repeat_with(|| None))
}
