//! Sets the paragraphs of a long text on all cores, before pagination.

use super::break_class::{BreakClass, break_classes};
use crate::page::text::{Part, Source};
use crate::page::{Block, Fonts, Paragraph, SetText};

/// A paragraph that has been set.
pub(super) struct Ready {
    pub source: Source,
    pub set: SetText,
    /// For each line, the penalty of a page break before it.
    pub break_classes: Vec<BreakClass>,
}

impl Ready {
    /// For a column of `width` on pages of `height`, points.
    pub fn new(fonts: &mut Fonts, paragraph: &Paragraph, width: f32, height: f32) -> Self {
        let source = Source::of(paragraph);
        let part = Part { range: 0..source.text.len(), is_first: true, label: paragraph.label.as_deref() };
        let set = fonts.set_part(&source, paragraph, width, &part);
        let break_classes = break_classes(paragraph, &source, &set, height);
        Self { source, set, break_classes }
    }
}

/// The paragraphs among many blocks; none for few blocks, which are faster to set one by one.
pub(super) fn of(
    fonts: &mut Fonts,
    blocks: &[Block],
    width: f32,
    height: f32,
) -> impl Iterator<Item = Option<Ready>> + use<> {
    /// The number of blocks for which another core, with its own cache of words, pays off.
    const LEAST: usize = 256;
    let set = |fonts: &mut Fonts, blocks: &[Block]| -> Vec<Option<Ready>> {
        let one = |block: &Block| match block {
            Block::Paragraph(paragraph) => Some(Ready::new(fonts, paragraph, width, height)),
            _ => None,
        };
        blocks.iter().map(one).collect()
    };
    let mut ready = Vec::new();
    if blocks.len() >= 2 * LEAST {
        let part = blocks.len().div_ceil(rayon::current_num_threads()).max(LEAST);
        let (own, others) = blocks.split_at(part);
        ready.resize_with(1 + others.len().div_ceil(part), Vec::new);
        // The first part runs on this thread, whose word cache is warm.
        rayon::in_place_scope(|scope| {
            let (first, rest) = ready.split_at_mut(1);
            for (slot, blocks) in rest.iter_mut().zip(others.chunks(part)) {
                scope.spawn(move |_| *slot = set(&mut Fonts::new(), blocks));
            }
            first[0] = set(fonts, own);
        });
    }
    ready.into_iter().flatten().chain(std::iter::repeat_with(|| None))
}
