//! Whether the file may be written, and how.

use std::path::PathBuf;

use super::{Dialog, FileFormat, Job, Purpose, Reply};
use crate::calendar::wording;
use crate::document::print::Pages;
use crate::piece::Format;
use crate::ui::{Context, Export};

impl Dialog {
    pub(super) fn write(&mut self, path: PathBuf, purpose: Purpose, context: &Context) -> Reply {
        self.is_busy = true;
        self.trouble = None;
        let mut print = self.print(context).unwrap_or_default();
        if self.format != FileFormat::Pdf {
            print.pages = Pages::default();
        }
        print.poster.is_forced = self.is_told;
        print.poster.exchange = self.print_form.is_exchanged.then(|| context.newsroom.today());
        Reply::Write(Job { what: self.what.clone(), path, print, purpose })
    }

    /// Whether a press writes the file: the first press on something final that has errors, or that not everyone
    /// has agreed to, only says so.
    pub(super) fn may_write(&mut self, context: &Context) -> bool {
        if !self.can_confirm(context) {
            return false;
        }
        let warnings: Vec<String> = self.faults().into_iter().chain(self.not_agreed(context)).collect();
        if warnings.is_empty() || self.is_told {
            return true;
        }
        (self.is_told, self.trouble) = (true, Some(warnings.join("\n")));
        false
    }

    /// What the preflight holds against printing the poster, unless the file only asks for agreement.
    pub(super) fn faults(&self) -> Option<String> {
        let count = self.proof.errors();
        (count > 0 && !self.print_form.is_proof(self.format)).then(|| {
            format!(
                "Bản in còn {}: bấm vào từng lỗi ở trên để sửa; vẫn xuất thì bấm Xuất lần nữa.",
                wording::counted(count, "lỗi")
            )
        })
    }

    /// Who has not agreed to a piece as it is, unless the file only asks for agreement.
    pub(super) fn not_agreed(&self, context: &Context) -> Option<String> {
        let Export::Piece(id) = &self.what else { return None };
        let (plan, settings) = (context.newsroom.plan(), context.newsroom.settings());
        let piece = context.newsroom.piece(id).filter(|_| !self.print_form.is_proof(self.format))?;
        let missing = piece.missing_agreements(plan, settings)?;
        let (what, ask) = match piece.format {
            Format::Poster => ("thống nhất", "Để xin ý kiến, chọn “Bản xin ý kiến”"),
            _ => ("duyệt", "Để trình duyệt, chọn “Phiếu trình duyệt”"),
        };
        Some(format!("Chưa đủ ý kiến {what}: {missing}. {ask}; vẫn xuất bản cuối thì bấm Xuất lần nữa."))
    }

    pub(super) fn can_confirm(&self, context: &Context) -> bool {
        !self.is_busy
            && !self.path.trim().is_empty()
            && self.period_trouble(context).is_none()
            && self.print_form.options().is_ok()
    }
}
