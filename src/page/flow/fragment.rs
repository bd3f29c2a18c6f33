//! Paragraphs and tables that may be broken across pages and then repeat a part.

use std::collections::VecDeque;

use super::table::SetRow;
use crate::page::text::Source;
use crate::page::{Paragraph, Span, Style};

/// Something that may be broken across pages and then repeats a part.
pub(super) enum Fragment<'a> {
    Paragraph(Broken<'a>),
    Table { head: Vec<SetRow> },
}

/// By number; finished ones at the beginning may be dropped.
#[derive(Default)]
pub(super) struct Fragments<'a> {
    all: VecDeque<Fragment<'a>>,
    forgotten: usize,
}

impl<'a> Fragments<'a> {
    pub fn get(&self, id: usize) -> Option<&Fragment<'a>> {
        self.all.get(id.checked_sub(self.forgotten)?)
    }

    pub fn get_mut(&mut self, id: usize) -> Option<&mut Fragment<'a>> {
        self.all.get_mut(id.checked_sub(self.forgotten)?)
    }

    /// The number of the next one.
    pub fn next(&self) -> usize {
        self.forgotten + self.all.len()
    }

    pub fn add(&mut self, run: Fragment<'a>) -> usize {
        self.all.push_back(run);
        self.next() - 1
    }

    pub fn forget_before(&mut self, id: Option<usize>) {
        let kept = id.unwrap_or_else(|| self.next());
        while self.forgotten < kept && self.all.pop_front().is_some() {
            self.forgotten += 1;
        }
    }
}

/// A paragraph of which a part has been set.
pub(super) struct Broken<'a> {
    pub paragraph: &'a Paragraph,
    pub source: Source,
    /// Where the part that has not been placed begins, bytes.
    pub start: usize,
    pub is_first: bool,
}

impl<'a> Broken<'a> {
    /// The content of the label's column: the label, or on a later page its repetition.
    pub fn label(&self) -> Option<&'a [Span]> {
        let paragraph = self.paragraph;
        let label = paragraph.label.as_deref()?;
        if self.is_first {
            return Some(label);
        }
        let continuation = paragraph.continuation.as_ref().filter(|_| self.has_label_column());
        continuation.map(|continuation| continuation.head.as_slice())
    }

    /// The number's style of the continued part, where its first line has the name beside it.
    pub fn counted_beside(&self) -> Option<Style> {
        let continuation = self.paragraph.continuation.as_ref()?;
        continuation.number.filter(|_| !self.is_first && self.has_label_column())
    }

    /// Whether the repeated name is beside the text, not above it.
    pub fn has_label_column(&self) -> bool {
        self.paragraph.label.is_some() && self.paragraph.label_width > 0.0
    }
}
