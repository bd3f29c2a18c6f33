//! Three-way merge of two versions of a piece.
//!
//! The header is merged field by field, the body by row, paragraph, question or poster element. Where both
//! sides changed the same part, both versions are kept for a person to choose; no change of either side is
//! lost silently.

mod block;
mod diff3;
mod header;
mod poster;

use super::av::Script;
use super::quiz::Quiz;
use super::{Approval, Format, Header, Piece, Text};
use crate::contest::Contest;
use crate::dialogue::Dialogue;
use crate::poster::Poster;
use crate::record::{self, AnyRecord};
use diff3::Part;

/// The result of a merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// With all changes of both sides; where they conflict, mine.
    pub piece: Piece,
    /// The parts that both sides changed, in document order.
    pub conflicts: Vec<Conflict>,
    body: Body,
}

/// A part that both sides changed differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// Its place for people: "Tên bài", "Mục 03", "Dòng 12".
    pub place: String,
    /// The base text; empty where both sides added the part.
    pub base: String,
    /// Empty where this side removed it.
    pub mine: String,
    pub theirs: String,
    part: ConflictPart,
}

/// The resolution of a conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    Mine,
    Theirs,
    /// Mine, then theirs. A fact that can have only one value stays mine.
    Both,
}

/// What a conflict refers to.
#[derive(Debug, Clone, PartialEq)]
enum ConflictPart {
    Header(header::Fact),
    /// The n-th conflict of the merged body.
    Text(usize),
    Poster(poster::ElementConflict),
    Record(record::Conflict),
}

#[derive(Debug, Clone, PartialEq)]
enum Body {
    /// `is_numbered`: the rows are numbered by position, and renumbered after the merge.
    Woven {
        parts: Vec<Part>,
        is_numbered: bool,
    },
    Poster(Box<Poster>),
    /// With the text of mine, whose unknown fields are kept.
    Record(AnyRecord, String),
    /// One side's text as it is.
    Whole(String),
}

/// Merges two versions of a piece with their common base.
///
/// `merge(b, x, b) = merge(b, b, x) = merge(b, x, x) = x`; swapping the sides swaps only their names.
pub fn merge(base: &Piece, mine: &Piece, theirs: &Piece) -> Merged {
    let (header, mut conflicts) = header::merge(&base.header, &mine.header, &theirs.header);
    let (body, of_body) = Body::merge(mine.format, &base.body, &mine.body, &theirs.body);
    conflicts.extend(of_body);
    let mut piece = Piece {
        header,
        header_source: header::merge_sources(base, mine, theirs).into(),
        format: mine.format,
        body: Text::default(),
    };
    piece.body = body.resolve(&[], &conflicts).into();
    Merged { piece, conflicts, body }
}

/// The answers that mine gave since the base and that the merge did not keep: the other side answered the same step
/// later.
pub fn outdone<'a>(base: Option<&Piece>, mine: &'a Piece, merged: &Piece) -> Vec<&'a Approval> {
    let is_new = |approval: &&Approval| base.is_none_or(|base| !base.header.approvals.contains(approval));
    let mine = mine.header.approvals.iter().filter(is_new);
    mine.filter(|approval| merged.header.approval(&approval.step).is_some_and(|kept| kept != *approval))
        .collect()
}

/// Merges two versions without a known base: what only one side has is taken over, what differs is a
/// conflict.
pub fn merge_without_base(mine: &Piece, theirs: &Piece) -> Merged {
    let header = Header::new(mine.header.id.clone(), "", "");
    merge(&Piece::new(header, mine.format, ""), mine, theirs)
}

impl Merged {
    pub fn is_clean(&self) -> bool {
        self.conflicts.is_empty()
    }

    /// The piece with a choice for each conflict, in order; mine where a choice is missing.
    pub fn resolve(&self, choices: &[Choice]) -> Piece {
        let mut piece = self.piece.clone();
        for (conflict, choice) in self.conflicts.iter().zip(choices) {
            if let (ConflictPart::Header(fact), Choice::Theirs) = (&conflict.part, choice) {
                fact.put(&mut piece.header);
            }
        }
        piece.body = self.body.resolve(choices, &self.conflicts).into();
        piece
    }

    /// The piece until someone has chosen: texts keep both versions, facts are mine.
    pub fn keep_all(&self) -> Piece {
        let choice = |conflict: &Conflict| match conflict.part {
            ConflictPart::Text(_) => Choice::Both,
            ConflictPart::Header(_) | ConflictPart::Poster(_) | ConflictPart::Record(_) => Choice::Mine,
        };
        self.resolve(&self.conflicts.iter().map(choice).collect::<Vec<_>>())
    }
}

impl Conflict {
    /// Whether both versions can be kept: texts can, a fact such as a status cannot.
    pub fn can_keep_both(&self) -> bool {
        let is_fact = matches!(self.part, ConflictPart::Header(_) | ConflictPart::Record(_));
        !is_fact && !self.mine.is_empty() && !self.theirs.is_empty()
    }
}

/// The record that a body of this format is, merged field by field.
fn kind_of(format: Format) -> Option<record::Kind> {
    match format {
        Format::Contest => Some(record::Kind::of::<Contest>()),
        Format::Dialogue => Some(record::Kind::of::<Dialogue>()),
        Format::Av | Format::Radio | Format::Article | Format::Stage | Format::Poster | Format::Quiz => None,
    }
}

impl Body {
    fn merge(format: Format, base: &str, mine: &str, theirs: &str) -> (Self, Vec<Conflict>) {
        if mine == theirs || theirs == base {
            return (Self::Whole(mine.to_owned()), Vec::new());
        }
        if mine == base {
            return (Self::Whole(theirs.to_owned()), Vec::new());
        }
        if format == Format::Poster
            && let (Ok(mine), Ok(theirs)) = (Poster::parse(mine), Poster::parse(theirs))
        {
            let base = Poster::parse(base).ok();
            let (poster, conflicts) = poster::merge(base.as_ref(), &mine, &theirs);
            return (Self::Poster(Box::new(poster)), conflicts);
        }
        if let Some(kind) = kind_of(format)
            && let (Ok(ours), Ok(other)) = (kind.parse(mine), kind.parse(theirs))
        {
            let record::Merged { record, conflicts } = ours.merge(kind.parse(base).ok().as_ref(), &other);
            let conflict = |conflict: record::Conflict| Conflict {
                place: conflict.place.clone(),
                base: conflict.base.clone(),
                mine: conflict.mine.clone(),
                theirs: conflict.theirs.clone(),
                part: ConflictPart::Record(conflict),
            };
            let conflicts = conflicts.into_iter().map(conflict).collect();
            return (Self::Record(record, mine.to_owned()), conflicts);
        }
        let is_numbered = matches!(format, Format::Av | Format::Radio)
            && [base, mine, theirs].into_iter().all(block::is_numbered);
        let text = |text: &str| if is_numbered { block::unnumbered(text) } else { text.to_owned() };
        let (level, finer) = block::levels(format);
        let parts = diff3::merge(&text(base), &text(mine), &text(theirs), level, finer);
        let conflicts = conflicts(format, &parts);
        (Self::Woven { parts, is_numbered }, conflicts)
    }

    fn resolve(&self, choices: &[Choice], conflicts: &[Conflict]) -> String {
        match self {
            Self::Whole(text) => text.clone(),
            Self::Woven { parts, is_numbered } => {
                // The conflicts of the body come last, in order.
                let first =
                    conflicts.iter().position(|conflict| matches!(conflict.part, ConflictPart::Text(_)));
                let text = diff3::assemble(parts, |conflict| {
                    let choice = first.and_then(|first| choices.get(first + conflict));
                    choice.copied().unwrap_or(Choice::Mine)
                });
                if *is_numbered { block::numbered(&text) } else { text }
            }
            Self::Poster(poster) => {
                let mut poster = (**poster).clone();
                for (conflict, choice) in conflicts.iter().zip(choices) {
                    if let ConflictPart::Poster(conflict) = &conflict.part {
                        conflict.put(*choice, &mut poster);
                    }
                }
                poster.to_text()
            }
            Self::Record(record, source) => {
                let chosen = conflicts.iter().zip(choices);
                let chosen = chosen.filter_map(|(conflict, choice)| match &conflict.part {
                    ConflictPart::Record(conflict) if *choice == Choice::Theirs => Some(conflict),
                    _ => None,
                });
                record.take_theirs(&chosen.collect::<Vec<_>>()).text_over(Some(source))
            }
        }
    }
}

/// The conflicts of a merged body, with their places.
fn conflicts(format: Format, parts: &[Part]) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    // The number of lines, rows or questions before the current part.
    let mut before = 0;
    for part in parts {
        let conflict = match part {
            Part::Text(text) => {
                before += count(format, text);
                continue;
            }
            Part::Conflict(conflict) => conflict,
        };
        let text = if conflict.mine.is_empty() { &conflict.theirs } else { &conflict.mine };
        let bare = |text: &str| block::without_heading(text).to_owned();
        conflicts.push(Conflict {
            place: place(format, before, text),
            base: bare(&conflict.base),
            mine: bare(&conflict.mine),
            theirs: bare(&conflict.theirs),
            part: ConflictPart::Text(conflicts.len()),
        });
        before += count(format, &diff3::assemble(std::slice::from_ref(part), |_| Choice::Mine));
    }
    conflicts
}

/// The number of lines, rows or questions in a text, by format.
fn count(format: Format, text: &str) -> usize {
    match format {
        Format::Av | Format::Radio => Script::parse(text).rows.len(),
        Format::Quiz => Quiz::parse(text).questions.len(),
        Format::Article | Format::Stage | Format::Poster | Format::Contest | Format::Dialogue => {
            text.matches('\n').count()
        }
    }
}

/// The place, for people, of a text after this many rows, questions or lines.
fn place(format: Format, before: usize, text: &str) -> String {
    match format {
        Format::Av | Format::Radio => {
            let rows = before + usize::from(text.starts_with("##"));
            if rows == 0 { "Phần đầu".into() } else { format!("Mục {rows:02}") }
        }
        Format::Quiz => {
            let begins = Quiz::parse(text).questions.first().is_some_and(|question| question.line == 0);
            match before + usize::from(begins) {
                0 => "Lời mở đầu".into(),
                number => format!("Câu {number}"),
            }
        }
        Format::Article | Format::Stage | Format::Poster | Format::Contest | Format::Dialogue => {
            format!("Dòng {}", before + 1)
        }
    }
}
