//! Places of the caret in a laid-out text, for editing it where it stands.

/// The caret before a character: a line from above the letters to below them, millimetres in the coordinates of the
/// unrotated frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Caret {
    /// Characters before it.
    pub at: usize,
    pub head: (f32, f32),
    pub foot: (f32, f32),
}

impl Caret {
    fn middle(&self) -> (f32, f32) {
        (f32::midpoint(self.head.0, self.foot.0), f32::midpoint(self.head.1, self.foot.1))
    }
}

/// The line that the caret is in, and the caret. Where a line was broken, it stands at the beginning of the next.
pub fn find(lines: &[Vec<Caret>], at: usize) -> Option<(usize, Caret)> {
    let (index, line) =
        lines.iter().enumerate().rev().find(|(_, line)| line.first().is_some_and(|first| first.at <= at))?;
    let caret = line.iter().rev().find(|caret| caret.at <= at)?;
    Some((index, *caret))
}

/// The place nearest to a point of the unrotated frame.
pub fn nearest(lines: &[Vec<Caret>], (x, y): (f32, f32)) -> Option<usize> {
    let apart = |caret: &Caret| {
        let (cx, cy) = caret.middle();
        let half = (caret.foot.1 - caret.head.1).abs() / 2.0;
        // Within a line's height, only the distance along it counts.
        let down = ((cy - y).abs() - half).max(0.0);
        // Lines overlap a little: of two, the one whose middle is nearer.
        (cx - x).abs() + down * 20.0 + (cy - y).abs() * 0.01
    };
    let all = lines.iter().flatten();
    all.min_by(|a, b| apart(a).total_cmp(&apart(b))).map(|caret| caret.at)
}

/// The place one line above (-1) or below (1); the text's beginning or end beyond them.
pub fn beside(lines: &[Vec<Caret>], at: usize, by: isize) -> Option<usize> {
    let (index, caret) = find(lines, at)?;
    match index.checked_add_signed(by).and_then(|index| lines.get(index)) {
        Some(line) => {
            let apart = |one: &&Caret| (one.middle().0 - caret.middle().0).abs();
            line.iter().min_by(|a, b| apart(a).total_cmp(&apart(b))).map(|caret| caret.at)
        }
        None if by < 0 => Some(0),
        None => lines.iter().flatten().map(|caret| caret.at).max(),
    }
}

/// The first and the last place of the line that the caret is in.
pub fn ends(lines: &[Vec<Caret>], at: usize) -> Option<(usize, usize)> {
    let (index, _) = find(lines, at)?;
    Some((lines[index].first()?.at, lines[index].last()?.at))
}
