//! What the window shows as a whole. Where it changes, all is drawn once: drawn by parts, each of the many
//! parts that differ would draw the large surfaces behind it again.

use std::mem::{Discriminant, discriminant};

use iced::Theme;
use iced::theme::{Base, Style};

use super::{App, Phase, Tab};
use crate::store::Key;

/// The window's phase, the open screen with its file and page, and the dialogs over it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Scene {
    phase: Discriminant<Phase>,
    screen: Option<(Tab, Option<Key>, u64)>,
    dialogs: usize,
}

impl App {
    pub(super) fn scene(&self) -> Scene {
        let session = if let Phase::Open(session) = &self.phase { Some(session) } else { None };
        Scene {
            phase: discriminant(&self.phase),
            screen: session.map(|session| {
                let (screens, tab) = (&session.screens, session.tab);
                (tab, screens.open_file(tab), screens.page(tab))
            }),
            dialogs: session.map_or(0, |session| session.dialogs.len())
                + usize::from(self.new_year.is_some())
                + usize::from(self.help.is_some())
                + usize::from(self.exit.is_some()),
        }
    }

    /// The renderer draws all anew where the background's colour differs from the last frame's. It lies under
    /// opaque surfaces, and the difference between two scenes is too small for any pixel.
    pub(super) fn style(&self, theme: &Theme) -> Style {
        let mut style = theme.base();
        if self.scenes % 2 == 1 {
            style.background_color.r = (style.background_color.r - f32::EPSILON).abs();
        }
        style
    }
}
