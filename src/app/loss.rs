//! Files that disappeared all at once: a bar on every screen until they are written back, given up or found
//! again.

use std::sync::Arc;

use iced::widget::{container, space, text};
use iced::{Alignment, Length, Task};

use super::message::{LossMessage as Message, SaveOutcome};
use super::{App, Message as AppMessage, Phase, Session};
use crate::calendar::wording;
use crate::newsroom::Change;
use crate::store::{Key, Lost};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{button_label, row, tip};
use crate::ui::{Element, Notice, background};

/// "48 bài và 12 ảnh"; none when nothing is lost.
pub(super) fn count(lost: &Lost) -> Option<String> {
    let count = |count: usize, what: &str| (count > 0).then(|| wording::counted(count, what));
    let pieces = lost.files.iter().filter(|(key, _)| matches!(key, Key::Piece(_))).count();
    let others = lost.files.len() - pieces;
    let parts = [
        count(pieces, "bài mất tệp"),
        count(others, "mục trong sổ mất tệp"),
        count(lost.pictures.len(), "ảnh mất tệp"),
    ];
    let said = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    (!said.is_empty()).then_some(said)
}

/// What is lost, and where it still exists.
pub(super) fn description(lost: &Lost) -> String {
    let folders: std::collections::BTreeSet<&str> =
        lost.paths().filter_map(|path| path.split_once('/')).map(|(folder, _)| folder).collect();
    format!(
        "{}: thư mục {} đã bị chuyển, đổi tên hoặc xóa. Nội dung vẫn còn trong cửa sổ này.",
        count(lost).unwrap_or_default(),
        folders.into_iter().collect::<Vec<_>>().join(", ")
    )
}

impl App {
    pub(super) fn loss(&mut self, message: Message) -> Task<AppMessage> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        match message {
            Message::WriteBack => session.write_back(),
            Message::WrittenBack(outcomes, trouble) => {
                let mut tasks: Vec<_> =
                    outcomes.into_iter().map(|(key, outcome)| self.saved(&key, outcome)).collect();
                if let Phase::Open(session) = &mut self.phase {
                    tasks.push(session.rescan());
                }
                tasks.extend(trouble.map(|trouble| self.toasts.push(Notice::error(trouble))));
                tasks.push(self.written());
                Task::batch(tasks)
            }
            Message::GiveUp => {
                let task = session.give_up();
                Task::batch([task, self.written()])
            }
        }
    }
}

impl Session {
    /// Writes lost files back to their paths, on a background thread.
    fn write_back(&mut self) -> Task<AppMessage> {
        let pictures = self.saver.lost().pictures.clone();
        let files = self.saver.write_lost();
        let with_content = |(key, path, heads)| Some((self.content(&key)?, key, path, heads));
        let files: Vec<_> = files.into_iter().filter_map(with_content).collect();
        self.context.save = self.saver.state();
        let workspace = self.workspace.clone();
        let loaded = Arc::clone(&self.context.pictures);
        background(move || {
            let outcomes = files.into_iter().map(|(content, key, path, heads)| {
                let outcome = match workspace.write_back(content, path, &heads) {
                    Ok(stored) => SaveOutcome::Written(Box::new(stored)),
                    Err(error) => SaveOutcome::Failed(error),
                };
                (key, outcome)
            });
            let outcomes = outcomes.collect();
            let written = pictures
                .iter()
                .filter_map(|path| Some((path, loaded.get(path)?)))
                .try_for_each(|(path, bytes)| workspace.write_back_picture(path, bytes));
            Message::WrittenBack(outcomes, written.err().map(|error| error.to_string()))
        })
        .map(AppMessage::Loss)
    }

    /// Accepts the loss; unsaved text gets new files.
    fn give_up(&mut self) -> Task<AppMessage> {
        let lost = self.saver.lost().clone();
        self.saver.lose(Lost::default());
        let mut change = Change { is_outside: true, ..Change::default() };
        for (key, _) in lost.files {
            if self.saver.has_changes(&key) {
                self.saver.detach(&key);
                continue;
            }
            self.saver.forget(&key);
            change.join(self.forget_file(key));
        }
        if !lost.pictures.is_empty() {
            let kept = self.context.pictures.iter().filter(|(path, _)| !lost.pictures.contains(path));
            self.context.pictures =
                Arc::new(kept.map(|(path, data)| (path.clone(), Arc::clone(data))).collect());
        }
        self.context.save = self.saver.state();
        let refreshed = self.refresh(&change);
        Task::batch([refreshed, self.flush()])
    }

    /// Empty when nothing is lost.
    pub(super) fn loss_bar(&self) -> Element<'_, AppMessage> {
        let lost = self.saver.lost();
        if lost.is_empty() {
            return container(space()).into();
        }
        let act = |words, style, message| button_label(words, style, Some(AppMessage::Loss(message)));
        let bar = row![
            icon(Icon::Warning, 16.0).style(ink::danger),
            text(description(lost)).size(size::DENSE).width(Length::Fill),
            tip(
                act("Ghi lại", style::primary, Message::WriteBack),
                "Ghi lại từng tệp vào chỗ cũ từ nội dung trong cửa sổ"
            ),
            tip(
                act("Bỏ theo thư mục", style::ghost, Message::GiveUp),
                "Chấp nhận mất: bỏ các bài và ảnh này khỏi cửa sổ. Lịch sử của bài vẫn giữ các bản đã lưu"
            ),
        ]
        .spacing(10)
        .align_y(Alignment::Center);
        container(bar).padding([6, 16]).width(Length::Fill).style(style::notice(Mood::Warn)).into()
    }
}
