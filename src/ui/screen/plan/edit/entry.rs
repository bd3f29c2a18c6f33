//! A text as typed, with the text in the plan.

use iced::widget::text_editor::{self, Content};

use super::line::Line;
use crate::plan::Plan;
use crate::ui::patch;

/// Only the plan's text is saved: a text that cannot be read changes nothing.
#[derive(Debug)]
pub(super) struct Entry {
    pub typed: Typed,
    /// The text in the plan.
    pub kept: String,
    /// Why the typed text is not in the plan.
    pub fault: Option<String>,
}

#[derive(Debug)]
pub(super) enum Typed {
    Field(String),
    Editor(Box<Content>),
}

impl Entry {
    pub fn new(line: Line, kept: String) -> Self {
        let typed = if line.is_long() {
            Typed::Editor(Box::new(Content::with_text(&kept)))
        } else {
            Typed::Field(kept.clone())
        };
        Self { typed, kept, fault: None }
    }

    pub fn text(&self) -> String {
        match &self.typed {
            Typed::Field(text) => text.clone(),
            Typed::Editor(content) => content.text(),
        }
    }

    /// Performs an editor's action; returns whether the text may have changed.
    pub fn perform(&mut self, line: Line, action: text_editor::Action) -> bool {
        let Typed::Editor(content) = &mut self.typed else { return false };
        let action = match action {
            text_editor::Action::Edit(text_editor::Edit::Enter) if !line.has_paragraphs() => return false,
            text_editor::Action::Edit(text_editor::Edit::Paste(text)) if !line.has_paragraphs() => {
                let text = text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
                text_editor::Action::Edit(text_editor::Edit::Paste(text.into()))
            }
            action => action,
        };
        let is_edit = action.is_edit();
        content.perform(action);
        is_edit
    }

    /// Puts the typed text into the plan, where it can be read.
    pub fn write(&mut self, line: Line, plan: &mut Plan) {
        self.fault = line.write(plan, &self.text()).err();
    }

    /// Follows the plan. A text that cannot be read stays in its field.
    pub fn follow(&mut self, now: String) {
        if self.kept == now {
            return;
        }
        if self.fault.is_none() {
            match &mut self.typed {
                Typed::Field(text) => text.clone_from(&now),
                Typed::Editor(content) => {
                    let shown = content.text();
                    patch::patch_around(content, &shown, &now);
                }
            }
        }
        self.kept = now;
    }
}
