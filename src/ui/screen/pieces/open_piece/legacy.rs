//! Text in an old code page, pasted into the open piece or found in it: converted on offer.

use iced::widget::text_editor::Edit as Act;

use super::OpenPiece;
use crate::newsroom::Command;
use crate::piece::edit::Edit;
use crate::piece::normalize;
use crate::store::legacy::{self, CodePage};

/// Text in TCVN3 or VNI.
#[derive(Debug)]
pub struct Legacy {
    /// As it stands in the body.
    pasted: String,
    text: String,
    pub page: CodePage,
}

/// A body in an old code page, for the offer.
pub(super) fn of_body(body: &str) -> Option<Legacy> {
    let (text, page) = legacy::from_text(body)?;
    Some(Legacy { pasted: body.to_owned(), text, page })
}

impl OpenPiece {
    /// Looks at what is pasted: text of old fonts is offered in Unicode.
    pub(super) fn note_legacy(&mut self, act: &Act) {
        /// An input method commits single letters as pastes.
        const LEAST: usize = 8;
        let Act::Paste(text) = act else { return };
        if text.chars().nth(LEAST).is_none() {
            return;
        }
        if let Some((converted, page)) = legacy::from_text(text) {
            let pasted = text.replace("\r\n", "\n").replace('\r', "\n");
            self.legacy = Some(Legacy { pasted: normalize(&pasted).into_owned(), text: converted, page });
        }
    }

    /// Converts what was pasted, as a step of its own; nothing when it was changed meanwhile.
    pub fn convert(&mut self, body: &str) -> Option<Command> {
        let Legacy { pasted, text, .. } = self.legacy.take()?;
        let start = body.rfind(&pasted)?;
        self.end_burst();
        let edit =
            Edit { range: start..start + pasted.len(), text: text.replace("\r\n", "\n").replace('\r', "\n") };
        Some(Command::EditBody { id: self.id.clone(), edits: vec![edit], is_typing: false })
    }
}
