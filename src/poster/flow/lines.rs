//! The words of a text in lines of nearly one length.

/// What a word of two syllables that is torn apart counts for.
const TORN: f32 = 1.3;

/// A text in lines.
pub(super) struct Broken {
    pub lines: Vec<String>,
    /// The longest line's width.
    pub ems: f32,
    /// The least longest line, with torn words counted longer.
    pub cost: f32,
}

/// A [`flat`] text's words in this many lines of nearly one length; `ems_of` measures words on one line.
pub(super) fn broken(flat: &str, count: usize, ems_of: &mut dyn FnMut(&str) -> f32) -> Broken {
    let words: Vec<&str> = flat.split_whitespace().collect();
    let width = words.len();
    let count = count.clamp(1, width.max(1));
    if count == 1 {
        let ems = ems_of(flat);
        return Broken { lines: vec![flat.to_owned()], ems, cost: ems };
    }
    // The width of words from one to another.
    let mut ems = vec![vec![0.0; width + 1]; width];
    let singles: Vec<f32> = words.iter().map(|word| ems_of(word)).collect();
    let space = (ems_of("n n") - 2.0 * ems_of("n")).max(0.0);
    for (from, ems) in ems.iter_mut().enumerate() {
        let mut line = 0.0;
        for to in from + 1..=width {
            line += singles[to - 1] + if to - 1 > from { space } else { 0.0 };
            ems[to] = line;
        }
    }
    // cost[n][end]: the least longest line of the first `end` words in n lines, and where its last begins.
    let mut cost = vec![vec![(f32::INFINITY, 0); width + 1]; count + 1];
    cost[0][0] = (0.0, 0);
    for line in 1..=count {
        for end in line..=width {
            for start in line - 1..end {
                // Most words of two syllables begin at an even place; a comma ends a line well.
                let is_odd =
                    end < width && (end - start) % 2 == 1 && !words[end - 1].ends_with([',', '.', ';', '·']);
                let length = ems[start][end] * if is_odd { TORN } else { 1.0 };
                let whole = cost[line - 1][start].0.max(length);
                if whole < cost[line][end].0 {
                    cost[line][end] = (whole, start);
                }
            }
        }
    }
    let mut lines = Vec::new();
    let (mut end, mut widest) = (width, 0.0_f32);
    for line in (1..=count).rev() {
        let start = cost[line][end].1;
        widest = widest.max(ems[start][end]);
        lines.push(words[start..end].join(" "));
        end = start;
    }
    lines.reverse();
    Broken { lines, ems: widest, cost: cost[count][width].0 }
}

/// A text without the line breaks that an earlier layout needed; lists keep theirs.
pub(super) fn flat(text: &str) -> String {
    let is_listed = |line: &str| line.trim_start().starts_with(['-', '•', '–', '+']);
    let mut joined = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !joined.is_empty() {
            joined.push(if is_listed(line) { '\n' } else { ' ' });
        }
        joined.push_str(line);
    }
    joined
}
