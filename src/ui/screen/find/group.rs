//! What was found in one piece.

use std::collections::HashMap;

use crate::piece::find::{self, Hit, Pattern, Snippet};
use crate::piece::{Approval, Piece, PieceId, part};
use crate::ui::Context;

/// How many letters are shown before and after a hit.
const AROUND: usize = 60;

/// What is shown of pieces besides their texts, for threads that have no newsroom.
#[derive(Debug)]
pub struct Names(HashMap<String, String>);

/// A piece with its hits.
#[derive(Debug, Clone)]
pub struct Group {
    pub id: PieceId,
    pub title: String,
    /// Its activity and its status.
    pub detail: String,
    /// Why nothing is replaced in it; none when it may be.
    pub kept: Option<&'static str>,
    /// A replacement makes agreements to it those of other words.
    pub is_agreed: bool,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone)]
pub struct Row {
    pub hit: Hit,
    /// "Mục 03", "Tên bài".
    pub place: String,
    pub snippet: Snippet,
    pub is_chosen: bool,
}

impl Names {
    pub fn new(context: &Context) -> Self {
        let activities = context.newsroom.plan().activities.iter();
        Self(activities.map(|activity| (activity.id.clone(), activity.short.clone())).collect())
    }
}

impl Group {
    /// None when the piece has no hit.
    pub fn new(
        pattern: &Pattern,
        piece: &Piece,
        body: &str,
        names: &Names,
        folded: &mut String,
    ) -> Option<Self> {
        let header = &piece.header;
        let hits = find::hits(pattern, header, piece.format, body, folded);
        if hits.is_empty() {
            return None;
        }
        let parts = part::of_body(piece.format, body);
        let kept = find::refusal(header);
        let row = |hit: Hit| Row {
            place: hit.place_name(piece, body, &parts),
            snippet: hit.snippet(piece.format, hit.text(header, body), AROUND),
            is_chosen: kept.is_none() && hit.is_replaceable(),
            hit,
        };
        let activity = names.0.get(&header.activity).unwrap_or(&header.activity);
        Some(Self {
            id: header.id.clone(),
            title: header.title.clone(),
            detail: format!("{activity} · {}", header.status.name()),
            kept,
            is_agreed: header.approvals.iter().any(Approval::is_agreed),
            rows: hits.into_iter().map(row).collect(),
        })
    }

    pub fn can_choose(&self, row: &Row) -> bool {
        self.kept.is_none() && row.hit.is_replaceable()
    }

    /// How many of its hits are to be replaced.
    pub fn chosen(&self) -> usize {
        self.rows.iter().filter(|row| row.is_chosen).count()
    }

    /// Chooses all of its hits that may be replaced, or none.
    pub fn choose(&mut self, is_chosen: bool) {
        let is_kept = self.kept.is_some();
        for row in &mut self.rows {
            row.is_chosen = is_chosen && !is_kept && row.hit.is_replaceable();
        }
    }
}
