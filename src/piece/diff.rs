//! What differs between two versions, for display: a word-by-word diff of the texts, and the facts of the headers.

use similar::DiffTag;

use super::sequence::{compare, words};
use super::{Airing, Approval, Header};
use crate::calendar::wording;

/// Words all kept, all removed or all added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    pub kind: ChunkKind,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChunkKind {
    Same,
    /// Only in the old text.
    Removed,
    /// Only in the new text.
    Added,
}

/// The chunks of both texts in order: without the added ones they form `old`, without the removed ones `new`. Words
/// replaced one after another are one change, not one each.
pub fn diff(old: &str, new: &str) -> Vec<Chunk> {
    let (old, new) = (words(old), words(new));
    let mut chunks = Vec::new();
    let mut change = Replaced::default();
    for part in compare(&old, &new) {
        let (was, is) = (&old[part.old_range()], &new[part.new_range()]);
        if part.tag() == DiffTag::Equal {
            change.keep(&was.concat(), &mut chunks);
        } else {
            change.side(|change| &mut change.removed).extend(was.iter().copied());
            change.side(|change| &mut change.added).extend(is.iter().copied());
        }
    }
    change.end(&mut chunks);
    chunks
}

/// Words that others replace, and the blanks after them, which a further replaced word makes part of the change.
#[derive(Default)]
struct Replaced {
    removed: String,
    added: String,
    blanks: String,
}

impl Replaced {
    fn keep(&mut self, text: &str, chunks: &mut Vec<Chunk>) {
        let is_replacement = !self.removed.is_empty() && !self.added.is_empty();
        if is_replacement && text.chars().all(|letter| letter == ' ') {
            self.blanks.push_str(text);
            return;
        }
        self.end(chunks);
        push(chunks, ChunkKind::Same, text);
    }

    fn side(&mut self, of: fn(&mut Self) -> &mut String) -> &mut String {
        let blanks = std::mem::take(&mut self.blanks);
        self.removed.push_str(&blanks);
        self.added.push_str(&blanks);
        of(self)
    }

    fn end(&mut self, chunks: &mut Vec<Chunk>) {
        let Self { removed, added, blanks } = std::mem::take(self);
        push(chunks, ChunkKind::Removed, &removed);
        push(chunks, ChunkKind::Added, &added);
        push(chunks, ChunkKind::Same, &blanks);
    }
}

fn push(chunks: &mut Vec<Chunk>, kind: ChunkKind, text: &str) {
    match chunks.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.kind == kind => last.text.push_str(text),
        _ => chunks.push(Chunk { kind, text: text.to_owned() }),
    }
}

/// What else differs between two versions, as people say it: status, people, airings, approvals, comments; and how much
/// of the text (`chunks`, from the old to the new).
pub fn facts(old: &Header, new: &Header, chunks: &[Chunk]) -> Vec<String> {
    let mut facts = Vec::new();
    let counted = |kind| -> usize {
        let parts = chunks.iter().filter(|chunk| chunk.kind == kind);
        parts
            .map(|chunk| {
                chunk.text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
            })
            .sum()
    };
    match (counted(ChunkKind::Added), counted(ChunkKind::Removed)) {
        (0, 0) => {}
        (added, 0) => facts.push(format!("Thêm {added} tiếng")),
        (0, removed) => facts.push(format!("Bỏ {removed} tiếng")),
        (added, removed) => facts.push(format!("Thêm {added} tiếng, bỏ {removed} tiếng")),
    }
    if old.status != new.status {
        facts.push(format!("Trạng thái: {} → {}", old.status.name(), new.status.name()));
    }
    let listed =
        |names: Vec<String>| if names.is_empty() { "chưa có".to_owned() } else { names.join(", ") };
    let mut differ = |what: &str, [old, new]: [Vec<String>; 2]| {
        if old != new {
            let (gone, come): (Vec<_>, Vec<_>) = (without(&old, &new), without(&new, &old));
            facts.push(match (gone.is_empty(), come.is_empty()) {
                (true, false) => format!("{what}: thêm {}", listed(come)),
                (false, true) => format!("{what}: bỏ {}", listed(gone)),
                (false, false) => format!("{what}: {} → {}", listed(gone), listed(come)),
                (true, true) => format!("{what}: đổi thứ tự"),
            });
        }
    };
    differ(
        "Người làm",
        [old, new].map(|header| {
            header.people.iter().map(|person| format!("{} ({})", person.name, person.role)).collect()
        }),
    );
    differ(
        "Lịch phát, đăng",
        [old, new].map(|header| {
            let day = |airing: &Airing| airing.date.map(wording::date);
            header.airings.iter().filter_map(day).collect()
        }),
    );
    differ(
        "Ý kiến duyệt",
        [old, new].map(|header| {
            let said = |approval: &Approval| {
                let what = if approval.is_agreed() { "đồng ý" } else { "trả lại" };
                format!("{} {what} {}", approval.by, wording::date(approval.date))
            };
            header.approvals.iter().map(said).collect()
        }),
    );
    differ(
        "Góp ý",
        [old, new]
            .map(|header| header.comments.iter().map(|comment| format!("của {}", comment.by)).collect()),
    );
    facts
}

fn without(names: &[String], others: &[String]) -> Vec<String> {
    names.iter().filter(|name| !others.contains(name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::{ChunkKind, diff, facts};
    use crate::piece::{Header, PieceId, Role, Status};

    #[test]
    fn a_name_of_two_words_is_one_change() {
        let chunks = diff("Giọng: Ngọc Hân đọc", "Giọng: Mai Anh đọc");
        let shown: Vec<_> = chunks.iter().map(|chunk| (chunk.kind, chunk.text.as_str())).collect();
        let (same, removed, added) = (ChunkKind::Same, ChunkKind::Removed, ChunkKind::Added);
        assert_eq!(shown, [(same, "Giọng: "), (removed, "Ngọc Hân"), (added, "Mai Anh"), (same, " đọc")]);
    }

    #[test]
    fn what_changed_is_said_in_words() {
        let old = Header::new(PieceId("A".into()), "Một cửa", "x");
        let mut new = old.clone();
        assert!(facts(&old, &new, &diff("a", "a")).is_empty());
        new.status = Status::InReview;
        new.people.push(Role { role: "MC".into(), name: "Ngọc Hân".into() });
        assert_eq!(
            facts(&old, &new, &diff("Một hai ba.", "Một hai, bốn năm.")),
            ["Thêm 2 tiếng, bỏ 1 tiếng", "Trạng thái: Ý tưởng → Chờ duyệt", "Người làm: thêm Ngọc Hân (MC)"]
        );
        let mut other = new.clone();
        other.people[0].name = "Mai Anh".into();
        assert_eq!(facts(&new, &other, &[]), ["Người làm: Ngọc Hân (MC) → Mai Anh (MC)"]);
    }
}
