//! Who takes part in the chosen locality.

use super::{new_id, set, told};
use crate::calendar::wording;
use crate::survey::answers::Answers;
use crate::survey::people::{add, forget_names, read, rooms};
use crate::ui::{Action, Effect, Notice};

#[derive(Debug)]
pub struct Pane {
    /// Seats of a room, as typed.
    pub seats: String,
    pub visible: (f32, f32),
}

impl Default for Pane {
    fn default() -> Self {
        Self { seats: "30".into(), visible: (0.0, 0.0) }
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    PasteAsked,
    Pasted(Option<String>),
    SeatsTyped(String),
    RoomsAsked,
    NamesForgotten,
    Removed(String),
    Scrolled(f32, f32),
}

impl Pane {
    /// `answers` of the chosen survey and locality, whose numbers begin after `before`.
    pub fn update(&mut self, message: Message, mut answers: Answers, before: u32) -> Action<super::Message> {
        let keep = |answers: Answers, said: String| {
            Action::command(set(answers)).and(Effect::Notify(Notice::undoable(said)))
        };
        match message {
            Message::PasteAsked => {
                let then = |text| super::Message::People(Message::Pasted(text));
                Action::run(iced::clipboard::read().map(then))
            }
            Message::Pasted(text) => {
                let list = read(&text.unwrap_or_default());
                if list.people.is_empty() {
                    return told(
                        "Bảng chép không có dòng nào có họ tên. Hãy chép bảng trong Excel có các cột Họ và tên, Đơn vị, Chức vụ.",
                    );
                }
                let count = add(&mut answers.participants, &list, before, &mut new_id);
                let mut said = format!("Đã thêm {}", wording::counted(count, "người"));
                let same = list.people.len() - count;
                if same > 0 {
                    said = format!("{said}; {same} đã có");
                }
                if let Some(first) = list.missed.first() {
                    said = format!(
                        "{said}; bỏ qua {} dòng (dòng {}: {})",
                        list.missed.len(),
                        first.row,
                        first.reason
                    );
                }
                keep(answers, format!("{said}."))
            }
            Message::SeatsTyped(seats) => {
                self.seats = seats;
                Action::none()
            }
            Message::RoomsAsked => {
                let Some(seats) = self.seats.trim().parse::<usize>().ok().filter(|seats| *seats > 0) else {
                    return told("Số chỗ của một phòng là một số, như 30.");
                };
                rooms(&mut answers.participants, seats);
                let count = answers.participants.len().div_ceil(seats);
                keep(answers, format!("Đã xếp {}.", wording::counted(count, "phòng")))
            }
            Message::NamesForgotten => {
                forget_names(&mut answers.participants);
                keep(answers, "Đã xóa họ tên; số báo danh, đơn vị còn để tính kết quả.".into())
            }
            Message::Removed(id) => {
                answers.participants.retain(|one| one.id != id);
                keep(answers, "Đã xóa một người.".into())
            }
            Message::Scrolled(from, height) => {
                self.visible = (from, height);
                Action::none()
            }
        }
    }
}
