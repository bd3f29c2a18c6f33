//! Short words at the window's foot that leave by themselves.

use std::time::Duration;

use iced::Task;

use super::Message;
use crate::ui::Notice;
use crate::workspace::Key;

const STAY: Duration = Duration::from_secs(6);
/// Bad news stays until it can be read twice, what was exported until it can be opened.
const STAY_LONG: Duration = Duration::from_secs(15);

#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<(u64, Notice)>,
    last: u64,
}

impl Toasts {
    /// Shows a notice; the task takes it away again.
    pub fn push(&mut self, notice: Notice) -> Task<Message> {
        self.last += 1;
        let id = self.last;
        // The same words again take their place.
        self.shown.retain(|(_, shown)| shown.text != notice.text);
        let stay = if notice.is_error || notice.file.is_some() { STAY_LONG } else { STAY };
        self.shown.push((id, notice));
        if self.shown.len() > 3 {
            let _ = self.shown.remove(0);
        }
        crate::ui::after(stay).map(move |()| Message::ToastClosed(id))
    }

    pub fn close(&mut self, id: u64) {
        self.shown.retain(|(shown, _)| *shown != id);
    }

    /// After another change "Hoàn tác" would take back that one: the offers end.
    pub fn end_offers(&mut self) {
        self.shown.retain(|(_, notice)| !notice.can_undo);
    }

    /// Nothing is left to choose in this.
    pub fn end_choice(&mut self, key: &Key) {
        self.shown.retain(|(_, notice)| notice.undecided.as_ref() != Some(key));
    }

    pub fn iter(&self) -> impl Iterator<Item = &(u64, Notice)> {
        self.shown.iter()
    }
}
