//! Short notices at the bottom of the window. Most disappear by themselves.

use std::time::Duration;

use iced::Task;

use super::Message;
use crate::store::Key;
use crate::ui::Notice;

const STAY: Duration = Duration::from_secs(6);
/// Long enough to read an error twice, or to open what was exported.
const STAY_LONG: Duration = Duration::from_secs(15);

#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<(u64, Notice)>,
    last: u64,
}

impl Toasts {
    /// Shows a notice; the task removes it later.
    pub fn push(&mut self, notice: Notice) -> Task<Message> {
        self.last += 1;
        let id = self.last;
        // A notice with the same text replaces the old one.
        self.shown.retain(|(_, shown)| shown.text != notice.text);
        let is_waiting = notice.is_waiting;
        let stay = if notice.is_error || notice.file.is_some() || notice.unnamed.is_some() {
            STAY_LONG
        } else {
            STAY
        };
        self.shown.push((id, notice));
        if self.shown.len() > 3 {
            let _ = self.shown.remove(0);
        }
        if is_waiting {
            return Task::none();
        }
        crate::ui::after(stay).map(move |()| Message::ToastClosed(id))
    }

    pub fn close(&mut self, id: u64) {
        self.shown.retain(|(shown, _)| *shown != id);
    }

    /// After another change "Hoàn tác" would undo that one instead: remove the button.
    pub fn end_offers(&mut self) {
        self.shown.retain(|(_, notice)| !notice.can_undo);
    }

    /// Removes the offer to choose: this has no conflicts left.
    pub fn end_choice(&mut self, key: &Key) {
        self.shown.retain(|(_, notice)| notice.undecided.as_ref() != Some(key));
    }

    pub fn iter(&self) -> impl Iterator<Item = &(u64, Notice)> {
        self.shown.iter()
    }
}
