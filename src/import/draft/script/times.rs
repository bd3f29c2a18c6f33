//! Times in a table: from when to when a row plays, or when it begins, as lengths.

use crate::import::draft::Finding;
use crate::import::draft::record::{Record, duration};
use crate::piece::av::Label;
use crate::piece::timing::parse_duration;

/// Makes lengths of the times that begin and end rows, and tells it.
pub(super) fn settle(records: &mut [(String, Record)], findings: &mut Vec<Finding>) {
    let written: Vec<String> =
        records.iter().map(|(_, record)| record.get(Label::Duration).to_owned()).collect();
    let starts: Vec<Option<u32>> = written.iter().map(|text| start(text)).collect();
    let known: Vec<u32> = starts.iter().flatten().copied().collect();
    // Lengths do not begin with nothing and grow row by row.
    let are_starts = known.len() > 2 && known[0] == 0 && known.windows(2).all(|two| two[0] < two[1]);
    for (at, (_, record)) in records.iter_mut().enumerate() {
        let length = range(&written[at]).map(|(from, to)| to - from).or_else(|| {
            let next = starts[at + 1..].iter().find_map(|start| *start)?;
            are_starts.then(|| starts[at].map(|start| next - start)).flatten()
        });
        if let Some(length) = length {
            let message = format!("Giờ của mục được ghi thành thời lượng {}.", duration(length));
            findings.push(Finding::new(&written[at], message));
            record.set(Label::Duration, &duration(length));
        } else if are_starts && starts[at].is_some() {
            findings.push(Finding::new(&written[at], "Giờ bắt đầu của mục cuối không cho biết thời lượng."));
            record.set(Label::Duration, "");
        }
    }
}

/// When a row begins, seconds.
fn start(text: &str) -> Option<u32> {
    range(text).map(|(from, _)| from).or_else(|| parse_duration(text))
}

/// "0’20’’ – 0’45’’", "00:20-00:45": seconds.
fn range(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once(['–', '-', '—', '→']).or_else(|| text.split_once(" đến "))?;
    let (from, to) = (parse_duration(from)?, parse_duration(to)?);
    (from < to).then_some((from, to))
}
