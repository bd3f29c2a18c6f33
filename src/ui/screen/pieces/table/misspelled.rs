//! The colour of misspelled words in a row's small editors, which cannot underline.

use std::ops::Range;
use std::sync::Arc;

use iced::advanced::text::highlighter::{self, Highlighter};
use iced::widget::text_editor::Position;
use iced::{Font, Theme};

use crate::spelling::{self, Vocabulary};
use crate::ui::theme::Tokens;

/// What the colours depend on besides the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    pub vocabulary: Arc<Vocabulary>,
    /// The word being typed is not judged yet.
    pub caret: Position,
}

#[derive(Debug)]
pub struct Misspelled {
    setting: Setting,
    line: usize,
}

impl Highlighter for Misspelled {
    type Settings = Setting;
    type Highlight = ();
    type Iterator<'a> = std::vec::IntoIter<(Range<usize>, ())>;

    fn new(setting: &Setting) -> Self {
        Self { setting: setting.clone(), line: 0 }
    }

    fn update(&mut self, setting: &Setting) {
        self.setting = setting.clone();
        self.line = 0;
    }

    fn change_line(&mut self, line: usize) {
        self.line = line;
    }

    fn highlight_line(&mut self, line: &str) -> Self::Iterator<'_> {
        let caret = self.setting.caret;
        let mut found = spelling::check(line, &self.setting.vocabulary);
        found.retain(|found| (self.line, found.end) != (caret.line, caret.column));
        self.line += 1;
        found.iter().map(|found| (found.range(), ())).collect::<Vec<_>>().into_iter()
    }

    fn current_line(&self) -> usize {
        self.line
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the editor's signature")]
pub fn format((): &(), theme: &Theme) -> highlighter::Format<Font> {
    highlighter::Format { color: Some(Tokens::of(theme).danger), font: None }
}
