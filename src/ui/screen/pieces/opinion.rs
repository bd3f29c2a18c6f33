//! Words marked in a text become a case: an opinion in a forum article, a question in a live programme.

use super::open_piece::OpenPiece;
use crate::case::Case;
use crate::ledger::AsOf;
use crate::piece::Piece;
use crate::plan::{CaseSource, Medium};
use crate::ui::Context;

/// Most letters of the summary that is made of the words.
const LONGEST: usize = 90;

impl OpenPiece {
    /// The case that the selected words raise; none without a selection.
    pub fn opinion(&self, piece: &Piece, context: &Context) -> Option<Case> {
        let words = self.text.selection()?.trim().to_owned();
        if words.is_empty() {
            return None;
        }
        let newsroom = &context.newsroom;
        let activity = newsroom.plan().activity(&piece.header.activity);
        let source = match activity.map(|activity| (activity.medium, activity.live)) {
            Some((_, Some(true))) => CaseSource::Live,
            Some((Medium::Event, _)) => CaseSource::Dialogue,
            Some((Medium::Web, _)) => CaseSource::Portal,
            _ => CaseSource::Forum,
        };
        let today = newsroom.today();
        let day = AsOf::new(&piece.header, today).first_day().filter(|day| *day <= today);
        let locality = piece.header.airings.iter().find_map(|airing| airing.slot.locality());
        let id = ulid::Ulid::generate().to_string();
        Some(Case {
            source,
            raised_in: Some(piece.id().clone()),
            locality: locality.unwrap_or_default().to_owned(),
            topic: summary(&words),
            text: words,
            ..Case::new(&id, day.unwrap_or(today))
        })
    }
}

/// The first sentence, without the signs of headings and quotations; cut at a word where it is long.
fn summary(words: &str) -> String {
    let line = words.lines().map(|line| line.trim_start_matches(['#', '>', '-', '*', ' ']).trim());
    let line = line.into_iter().find(|line| !line.is_empty()).unwrap_or_default();
    let end = line.find(['.', '?', '!', '…']).map_or(line.len(), |at| at);
    let first = line[..end].trim().trim_matches('*');
    if first.chars().count() <= LONGEST {
        return first.to_owned();
    }
    let cut: String = first.chars().take(LONGEST).collect();
    let whole = cut.rfind(' ').map_or(cut.as_str(), |at| &cut[..at]);
    format!("{whole}…")
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn an_opinion_is_named_by_its_first_sentence() {
        let long = "Chờ giấy ".repeat(20);
        for (words, expected) in [
            ("## Ý kiến: **Một cửa mở muộn.** Bà con chờ lâu.", "Ý kiến: **Một cửa mở muộn"),
            ("> Nộp hồ sơ ở đâu? Nhà tôi xa.", "Nộp hồ sơ ở đâu"),
            ("\n- \nTách thửa chậm", "Tách thửa chậm"),
            ("", ""),
        ] {
            assert_eq!(summary(words), expected);
        }
        let cut = summary(&long);
        assert!(cut.ends_with('…') && cut.chars().count() <= 91, "{cut}");
    }
}
