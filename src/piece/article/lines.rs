//! Blocks: headings, lists, quotes, tables. Every other line is a paragraph.

use super::inline::spans;
use super::{Block, Span};

/// Maximum nesting of lists and quotes: a page has no room for more, and recursion over blocks needs stack
/// for each level.
const DEEPEST: usize = 8;

/// Bytes of marks at the start of a line beyond which it is shown as typed.
const LONGEST: usize = 96;

/// The blocks of some lines, which are `depth` levels deep.
pub(super) fn blocks(lines: &[&str], depth: usize) -> Vec<Block> {
    let mut reader = Reader { blocks: Vec::new(), depth, last_number: None };
    let mut at = 0;
    while at < lines.len() {
        at += reader.take(&lines[at..]).max(1);
    }
    reader.blocks
}

struct Reader {
    blocks: Vec<Block>,
    depth: usize,
    /// The number of the last item of a numbered list: a list goes on after the paragraphs between.
    last_number: Option<u64>,
}

impl Reader {
    /// Reads the block at the start of these lines; returns how many it has.
    fn take(&mut self, lines: &[&str]) -> usize {
        let line = lines[0];
        let text = line.trim();
        if text.is_empty() {
            return 1;
        }
        if let Some(count) = self.verbatim(lines) {
            return count;
        }
        if is_rule(text) {
            self.blocks.push(Block::Rule);
            return 1;
        }
        if let Some((level, title)) = heading(text) {
            self.blocks.push(Block::Heading { level, spans: spans(title) });
            return 1;
        }
        if text.starts_with('>') {
            // Marks alone are no quote.
            if text.len() - text.trim_start_matches(['>', ' ', '\t']).len() > LONGEST {
                self.as_typed(&lines[..1]);
                return 1;
            }
            return self.quote(lines);
        }
        if let Some(item) = self.item(line) {
            return self.list(lines, &item);
        }
        if let Some(count) = self.table(lines) {
            return count;
        }
        self.paragraph(lines)
    }

    /// Lines between two lines of three backticks.
    fn verbatim(&mut self, lines: &[&str]) -> Option<usize> {
        let is_fence = |line: &str| line.trim().len() >= 3 && line.trim().bytes().all(|byte| byte == b'`');
        if !is_fence(lines[0]) {
            return None;
        }
        let end = lines[1..].iter().position(|line| is_fence(line))?;
        let text: String = lines[1..=end].iter().flat_map(|line| [line, "\n"]).collect();
        self.blocks.push(Block::Verbatim(text));
        Some(end + 2)
    }

    fn quote(&mut self, lines: &[&str]) -> usize {
        let count = lines.iter().take_while(|line| line.trim_start().starts_with('>')).count();
        if self.depth >= DEEPEST {
            self.as_typed(&lines[..count]);
            return count;
        }
        let inner: Vec<&str> = lines[..count]
            .iter()
            .map(|line| {
                let text = &line.trim_start()[1..];
                text.strip_prefix(' ').unwrap_or(text)
            })
            .collect();
        self.blocks.push(Block::Quote(blocks(&inner, self.depth + 1)));
        count
    }

    fn as_typed(&mut self, lines: &[&str]) {
        let text: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
        self.blocks.push(Block::Verbatim(text));
    }

    /// An item of a list. A number begins or continues a list only when it is the next one: "1986. Đó là
    /// năm …" and "30. 4. 1975" are text.
    fn item<'a>(&self, line: &'a str) -> Option<Item<'a>> {
        let item = item(line)?;
        match item.number {
            Some(number) if number > 1 && self.last_number.is_none_or(|last| number != last + 1) => None,
            _ => Some(item),
        }
    }

    fn list(&mut self, lines: &[&str], first: &Item<'_>) -> usize {
        if self.depth >= DEEPEST {
            let count = 1 + belonging(&lines[1..]);
            self.as_typed(&lines[..count]);
            return count;
        }
        let mut items = Vec::new();
        let mut next = first.number;
        let mut at = 0;
        while at < lines.len() {
            let Some(item) = item(lines[at]).filter(|item| item.number == next && !is_rule(lines[at].trim()))
            else {
                break;
            };
            let count = 1 + belonging(&lines[at + 1..]);
            let mut content = Vec::new();
            if !item.text.is_empty() {
                content.push(Block::Paragraph(spans(item.text)));
            }
            let rest: Vec<&str> =
                lines[at + 1..at + count].iter().map(|line| dedented(line, item.width)).collect();
            content.extend(blocks(&rest, self.depth + 1));
            items.push(content);
            if next.is_some() {
                self.last_number = next;
            }
            next = next.map(|number| number + 1);
            at += count;
            // Blank lines between items.
            let blanks = lines[at..].iter().take_while(|line| line.trim().is_empty()).count();
            if lines
                .get(at + blanks)
                .is_some_and(|line| self::item(line).is_some_and(|item| item.number == next))
            {
                at += blanks;
            } else {
                break;
            }
        }
        self.blocks.push(Block::List { start: first.number, items });
        at
    }

    /// A table: a row of cells, a row of dashes, more rows.
    fn table(&mut self, lines: &[&str]) -> Option<usize> {
        let is_row = |line: &str| line.contains('|');
        if !is_row(lines[0]) || !lines.get(1).is_some_and(|line| is_row(line)) {
            return None;
        }
        let columns = cells(lines[0]).len();
        if !is_delimiter(lines[1], columns) {
            return None;
        }
        let count = 2 + lines[2..].iter().take_while(|line| is_row(line)).count();
        let rows = std::iter::once(lines[0]).chain(lines[2..count].iter().copied());
        let rows =
            rows.map(|row| cells(row).into_iter().map(|cell| spans(&cell)).collect::<Vec<Vec<Span>>>());
        self.blocks.push(Block::Table(rows.collect()));
        Some(count)
    }

    /// One line; two blanks or a backslash at its end let the next line follow without a new paragraph.
    fn paragraph(&mut self, lines: &[&str]) -> usize {
        let mut set: Vec<Span> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let text = line.trim();
            let goes_on = lines.get(at + 1).is_some_and(|next| self.is_plain(next));
            let broken = text.strip_suffix('\\').filter(|text| goes_on && !text.ends_with('\\'));
            for span in spans(broken.unwrap_or(text)) {
                match set.last_mut() {
                    Some(last) if last.is_like(&span) => last.text.push_str(&span.text),
                    _ => set.push(span),
                }
            }
            if !goes_on || (broken.is_none() && !line.ends_with("  ")) {
                self.blocks.push(Block::Paragraph(set));
                return at + 1;
            }
            if let Some(last) = set.last_mut() {
                last.text.push('\n');
            }
        }
        self.blocks.push(Block::Paragraph(set));
        lines.len()
    }

    /// Whether a line is neither blank nor the beginning of another block.
    fn is_plain(&self, line: &str) -> bool {
        let text = line.trim();
        !text.is_empty()
            && !is_rule(text)
            && heading(text).is_none()
            && !text.starts_with('>')
            && self.item(line).is_none()
    }
}

/// "## Đầu đề": the level and the text.
pub fn heading(text: &str) -> Option<(u8, &str)> {
    let level = text.bytes().take_while(|byte| *byte == b'#').count();
    let title = text[level..].strip_prefix([' ', '\t', '\u{a0}'])?.trim();
    let bare = title.trim_end_matches('#');
    let title = if bare.is_empty() || bare.ends_with(' ') { bare.trim_end() } else { title };
    ((1..=6).contains(&level) && !title.is_empty()).then_some((level as u8, title))
}

/// "---", "***", "- - -": a thematic break of any length.
fn is_rule(text: &str) -> bool {
    let Some(sign) = text.chars().next().filter(|sign| matches!(sign, '-' | '*' | '_')) else { return false };
    text.chars().all(|c| c == sign || c == ' ' || c == '\t')
        && text.chars().filter(|c| *c == sign).count() >= 3
}

struct Item<'a> {
    number: Option<u64>,
    text: &'a str,
    /// Columns of the marker and the blanks before it.
    width: usize,
}

/// "- …", "* …", "• …", "12. …".
fn item(line: &str) -> Option<Item<'_>> {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = if digits == 0 {
        (None, text.strip_prefix(['-', '*', '•'])?)
    } else if digits <= 3 {
        (Some(text[..digits].parse().ok()?), text[digits..].strip_prefix('.')?)
    } else {
        return None;
    };
    if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let text_at = rest.trim();
    if text_at.is_empty() && number.is_some() {
        return None;
    }
    Some(Item { number, text: text_at, width: indent + digits + 2 })
}

/// How many lines belong to the item before them: indented ones, and blank ones between these.
fn belonging(lines: &[&str]) -> usize {
    let mut count = 0;
    for (at, line) in lines.iter().enumerate() {
        if line.starts_with("  ") || line.starts_with('\t') {
            if !line.trim().is_empty() {
                count = at + 1;
            }
        } else if !line.trim().is_empty() {
            break;
        }
    }
    count
}

/// Without at most `width` blanks at the start.
fn dedented(line: &str, width: usize) -> &str {
    let blanks = line.bytes().take(width).take_while(|byte| *byte == b' ').count();
    let rest = &line[blanks..];
    if blanks == 0 { rest.strip_prefix('\t').unwrap_or(rest) } else { rest }
}

/// The cells of a table's row; `\|` is a bar within a cell.
fn cells(line: &str) -> Vec<String> {
    let text = line.trim();
    let text = text.strip_prefix('|').unwrap_or(text);
    let text = text.strip_suffix('|').filter(|text| !text.ends_with('\\')).unwrap_or(text);
    let mut cells = vec![String::new()];
    let mut is_escaped = false;
    for c in text.chars() {
        if c == '|' && !is_escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            if c == '|' {
                let _ = cell.pop();
            }
            cell.push(c);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    cells.into_iter().map(|cell| cell.trim().to_owned()).collect()
}

/// "|---|:--:|" with as many columns as the head.
fn is_delimiter(line: &str, columns: usize) -> bool {
    let cells = cells(line);
    let is_dashes =
        |cell: &String| cell.contains('-') && cell.bytes().all(|byte| matches!(byte, b'-' | b':'));
    cells.len() == columns && cells.iter().all(is_dashes)
}
