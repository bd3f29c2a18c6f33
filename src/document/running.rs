//! The running time of each row of a script, and when it starts.

use crate::newsroom::Newsroom;
use crate::piece::Tone;
use crate::piece::av::{Row, Script};
use crate::piece::prompt::Prompt;

/// A row with its start and length, in seconds from the start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Timed<'a> {
    pub row: &'a Row,
    pub seconds: u32,
    pub from: u32,
}

impl Timed<'_> {
    pub fn to(self) -> u32 {
        self.from.saturating_add(self.seconds)
    }
}

pub(super) fn timed<'a>(newsroom: &Newsroom, script: &'a Script) -> Vec<Timed<'a>> {
    let mut from = 0_u32;
    script
        .rows
        .iter()
        .map(|row| {
            let seconds = row.seconds(newsroom.settings());
            let timed = Timed { row, seconds, from };
            from = timed.to();
            timed
        })
        .collect()
}

/// "Biểu dương 6'12" (42%), phê phán 4'05" (28%) trong 14'40"": the balance that IV.1.a and IV.2 require.
pub(super) fn balance(rows: &[Timed<'_>]) -> Option<String> {
    let sum =
        |rows: &mut dyn Iterator<Item = &Timed<'_>>| rows.map(|timed| u64::from(timed.seconds)).sum::<u64>();
    let total = sum(&mut rows.iter());
    let of = |tone: Tone| sum(&mut rows.iter().filter(|timed| timed.row.tones.contains(&tone)));
    let (praise, critique) = (of(Tone::Praise), of(Tone::Critique));
    if total == 0 || praise + critique == 0 {
        return None;
    }
    let part = |seconds: u64| match seconds {
        0 => "chưa có".to_owned(),
        seconds => {
            let shown = super::duration(u32::try_from(seconds).unwrap_or(u32::MAX));
            format!("{shown} ({}%)", (seconds * 100 + total / 2) / total)
        }
    };
    Some(format!("Biểu dương: {}; phê phán: {}.", part(praise), part(critique)))
}

/// "Theo giọng: Lan Anh 1204 tiếng, 5'02" (62%); …": what each voice has to say.
pub(super) fn voices(newsroom: &Newsroom, script: &Script) -> Option<String> {
    let shares = Prompt::new(script, newsroom.settings()).voices();
    let shares = shares.iter().map(|share| {
        let name = if share.name.is_empty() { "không ghi tên" } else { &share.name };
        let time = super::duration(share.seconds);
        format!("{name} {} tiếng, {time} ({}%)", share.syllables, share.percent)
    });
    let shares = shares.collect::<Vec<_>>().join("; ");
    (!shares.is_empty()).then(|| format!("Theo giọng: {shares}."))
}
