//! The workspace's records in the window: saved in the background, merged with outside changes.

use iced::Task;

use super::message::Outcome;
use super::{App, Message, Phase, Session};
use crate::fold::capital;
use crate::newsroom::Change;
use crate::record::{AnyRecord, Merged};
use crate::store::{Key, SaveError, StoredRecord};
use crate::ui::Notice;

impl App {
    /// Takes in the outcome of a record's write.
    pub(super) fn record_saved(&mut self, path: &'static str, outcome: Outcome) -> Task<Message> {
        let Phase::Open(session) = &mut self.phase else { return Task::none() };
        let key = Key::Record(path);
        session.rescan.touch(key.clone());
        // Someone else wrote it: rescan for their version.
        let is_outside = matches!(
            outcome,
            Outcome::Failed(SaveError::RecordChangedOutside { .. } | SaveError::Unsettled { .. })
        );
        let is_written = matches!(outcome, Outcome::WrittenRecord(_));
        session.complete(&key, outcome);
        let mut tasks = vec![session.written_down(&key)];
        if is_written {
            tasks.push(session.discard_copy(&key));
        }
        if is_outside || session.rescan.is_due() {
            tasks.push(session.rescan());
        }
        Task::batch(tasks)
    }
}

impl Session {
    /// Takes in a record changed by someone else; unsaved changes of this window are applied on top.
    pub(super) fn record_came(&mut self, theirs: &StoredRecord) -> (Change, Notice) {
        let kind = theirs.record.kind();
        let key = Key::Record(kind.path);
        let is_held = self.saver.has_changes(key.clone());
        let base = self.saver.record_base(kind.path);
        let mine = self.context.newsroom.record(kind.path).cloned();
        self.saver.adopt_record(theirs);
        let (Some(mine), Some(base), true) = (mine, base, is_held) else {
            let name = capital(kind.name);
            let notice = Notice::done(format!("{name} vừa được sửa ở nơi khác: đã lấy bản mới."));
            return (self.context.newsroom.absorb_record(theirs.record.clone()), notice);
        };
        self.put_merged(mine.merge(Some(&base), &theirs.record))
    }

    /// Someone deleted the file of a record, which the window needs: it is written again.
    pub(super) fn record_removed(&mut self, path: &'static str) -> Notice {
        self.saver.lose_record(path);
        self.saver.mark(Key::Record(path));
        let name = self.context.newsroom.record(path).map_or(path, |record| record.kind().name);
        Notice::error(format!("Tệp {path} ({name}) vừa bị xóa ở nơi khác: đang ghi lại bản đang mở."))
    }

    /// Replaces a record by the merged one, to be saved; conflicts wait for the user's choice.
    pub(super) fn bring_record(&mut self, merged: Merged<AnyRecord>) -> (Task<Message>, Notice) {
        let (change, notice) = self.put_merged(merged);
        (self.changed(&change), notice)
    }

    fn put_merged(&mut self, merged: Merged<AnyRecord>) -> (Change, Notice) {
        let kind = merged.record.kind();
        let change = self.context.newsroom.absorb_record(merged.record.clone());
        self.saver.mark(Key::Record(kind.path));
        let notice = if merged.conflicts.is_empty() {
            Notice::done(format!("Đã gộp {} người khác vừa đổi với phần của bạn.", kind.name))
        } else {
            self.ask_to_choose_in(merged)
        };
        (change, notice)
    }
}
