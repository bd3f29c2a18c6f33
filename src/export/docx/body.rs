//! The body: paragraphs, tables, rules.

use std::fmt::Write;
use std::ops::Range;

use super::figure;
use super::style::{Role, Shape, Styles};
use super::xml::{Look, text, twips};
use crate::document::Manuscript;
use crate::page::{Align, Block, Cell, Color, Face, Figure, Paragraph, Row, Span, Table};

/// The height of a line of the serif typeface, in em: a line spacing of 1 in Word.
const OWN_LINE: f32 = 1.149;
/// The height of a paragraph that only separates tables, points.
const LEAST: f32 = 1.0;

/// What a paragraph stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Page,
    /// A column without borders.
    Column,
    Cell,
    TableHead,
}

/// The body's XML with the styles and links that it uses.
pub(super) struct Body<'a> {
    pub xml: String,
    pub styles: Styles,
    /// The addresses linked to, in the order of their relations.
    pub links: Vec<&'a str>,
    /// In the order of their files.
    pub figures: Vec<Figure>,
    /// What is printed of an address, with the address, in the order of the text.
    addresses: std::slice::Iter<'a, (String, String)>,
    address: Option<&'a (String, String)>,
    scale: f32,
    /// Width of the text, points.
    width: f32,
    place: Place,
    /// Space before the next paragraph, points.
    gap: f32,
    is_page_broken: bool,
    /// Kept on the page of what follows.
    is_kept: bool,
    has_title: bool,
    last: Last,
}

/// What was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Paragraph,
    Table,
}

impl<'a> Body<'a> {
    pub fn new(manuscript: &'a Manuscript) -> Self {
        let scale = manuscript.scale();
        let mut addresses = manuscript.addresses().iter();
        Self {
            xml: String::new(),
            styles: Styles::default(),
            links: Vec::new(),
            figures: Vec::new(),
            address: addresses.next(),
            addresses,
            scale,
            width: manuscript.text_width() * scale,
            place: Place::Page,
            gap: 0.0,
            is_page_broken: false,
            is_kept: false,
            has_title: false,
            last: Last::Paragraph,
        }
    }

    /// The whole body, with a bookmark around the piece's own text, by which the program knows it again.
    pub fn write(mut self, manuscript: &Manuscript) -> Self {
        let text = manuscript.text();
        for (at, block) in manuscript.blocks().iter().enumerate() {
            if let Some((format, range)) = &text {
                self.bookmark(at, format.extension(), range);
            }
            self.blocks(std::slice::from_ref(block));
        }
        if let Some((format, range)) = &text {
            self.bookmark(manuscript.blocks().len(), format.extension(), range);
        }
        // A document ends with a paragraph, and not with an empty page.
        (self.is_page_broken, self.gap) = (false, 0.0);
        if self.last == Last::Table {
            self.spacer();
        }
        self
    }

    fn bookmark(&mut self, at: usize, kind: &str, range: &Range<usize>) {
        if at == range.start {
            let _ = write!(self.xml, r#"<w:bookmarkStart w:id="1" w:name="toasoan_{kind}"/>"#);
        }
        if at == range.end {
            self.xml.push_str(r#"<w:bookmarkEnd w:id="1"/>"#);
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph, false),
                Block::Table(table) => self.table(table),
                Block::Space(space) => self.gap += space * self.scale,
                Block::Rule { length, thickness, align } => self.rule(*length, *thickness, *align),
                Block::Columns(columns) => self.columns(columns),
                Block::Together(inner) => {
                    let is_kept = self.is_kept;
                    let Some((last, rest)) = inner.split_last() else { continue };
                    self.is_kept = true;
                    self.blocks(rest);
                    self.is_kept = is_kept;
                    self.blocks(std::slice::from_ref(last));
                }
                Block::Figure(figure) => self.figure(figure),
                // Space above the end of a page is the rest of it.
                Block::PageBreak => (self.is_page_broken, self.gap) = (true, 0.0),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph, is_kept: bool) {
        let scale = self.scale;
        let role = self.role(paragraph);
        let look = |style: crate::page::Style| Look::new(style.face, style.size * scale, style.color);
        let widest = paragraph.spans.iter().max_by_key(|span| span.text.len());
        let base = widest.map_or(super::style::NORMAL, |span| look(span.style));
        let first = match &paragraph.label {
            Some(_) => -paragraph.label_width,
            None => paragraph.first_line_indent,
        };
        let shape = Shape {
            role,
            align: paragraph.align,
            line: (paragraph.line_height / OWN_LINE * 240.0).round() as i32,
            left: twips(paragraph.left * scale),
            right: twips(paragraph.right * scale),
            first: twips(first * scale),
            before: twips(paragraph.space_before * scale),
            after: twips(paragraph.space_after * scale),
            is_kept_together: paragraph.keep_together,
            look: base,
        };
        let is_kept = is_kept || self.is_kept || paragraph.keep_with_next;
        let is_kept = is_kept && !matches!(role, Role::Title | Role::Heading);
        let gap = std::mem::take(&mut self.gap);
        let width = self.width;
        let leader = leader(paragraph);
        let id = self.styles.id(shape);
        let xml = &mut self.xml;
        let _ = write!(xml, r#"<w:p><w:pPr><w:pStyle w:val="{id}"/>"#);
        if is_kept {
            xml.push_str("<w:keepNext/>");
        }
        if std::mem::take(&mut self.is_page_broken) {
            xml.push_str("<w:pageBreakBefore/>");
        }
        if let Some(color) = paragraph.bar {
            let [r, g, b] = color.to_rgb8();
            let _ = write!(
                xml,
                r#"<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="{r:02X}{g:02X}{b:02X}"/></w:pBdr>"#
            );
        }
        if leader.is_some() {
            let _ = write!(
                xml,
                r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{}"/></w:tabs>"#,
                twips(width)
            );
        }
        if gap > 0.0 {
            let before = twips(paragraph.space_before * scale + gap);
            let _ = write!(xml, r#"<w:spacing w:before="{before}"/>"#);
        }
        xml.push_str("</w:pPr>");
        if let Some(label) = &paragraph.label {
            for (at, span) in label.iter().enumerate() {
                let is_last = at + 1 == label.len() && paragraph.label_width > 0.0;
                let tab = if is_last { "\t" } else { "" };
                self.run(&Span { text: format!("{}{tab}", span.text), style: span.style }, base);
            }
        }
        match leader {
            Some(label) => {
                let style = paragraph.spans[0].style;
                self.run(&Span { text: format!("{label}\t"), style }, base);
            }
            None => paragraph.spans.iter().for_each(|span| self.linked(span, base)),
        }
        self.xml.push_str("</w:p>");
        self.last = Last::Paragraph;
    }

    fn role(&mut self, paragraph: &Paragraph) -> Role {
        match self.place {
            Place::TableHead => Role::TableHead,
            Place::Cell => Role::Cell,
            Place::Page if paragraph.bookmark.is_some() => {
                let is_title = !std::mem::replace(&mut self.has_title, true);
                if is_title { Role::Title } else { Role::Heading }
            }
            Place::Page | Place::Column if paragraph.label.is_some() => Role::List,
            Place::Page | Place::Column if paragraph.align == Align::Center => Role::Centered,
            // A quotation is narrower on both sides.
            Place::Page if paragraph.left > 0.0 && paragraph.right > 0.0 => Role::Quote,
            Place::Page | Place::Column => Role::Body,
        }
    }

    /// A span, with the address that is printed in it made a link.
    fn linked(&mut self, span: &Span, base: Look) {
        let Some((shown, address)) = self.address else { return self.run(span, base) };
        let Some(start) = span.text.find(shown.as_str()).filter(|_| !shown.is_empty()) else {
            return self.run(span, base);
        };
        let end = start + shown.len();
        let part = |text: &str| Span { text: text.to_owned(), style: span.style };
        self.address = self.addresses.next();
        if start > 0 {
            self.run(&part(&span.text[..start]), base);
        }
        let is_open = Manuscript::can_open(address);
        if is_open {
            self.links.push(address);
            let _ = write!(self.xml, r#"<w:hyperlink r:id="link{}">"#, self.links.len());
        }
        self.run(&part(shown), base);
        if is_open {
            self.xml.push_str("</w:hyperlink>");
        }
        if end < span.text.len() {
            self.linked(&part(&span.text[end..]), base);
        }
    }

    fn run(&mut self, span: &Span, base: Look) {
        if span.text.is_empty() {
            return;
        }
        let style = span.style;
        let look = Look::new(style.face, style.size * self.scale, style.color);
        self.xml.push_str("<w:r>");
        if look != base {
            self.xml.push_str("<w:rPr>");
            look.write(&mut self.xml, base);
            self.xml.push_str("</w:rPr>");
        }
        text(&mut self.xml, &span.text);
        self.xml.push_str("</w:r>");
    }

    fn figure(&mut self, figure: &Figure) {
        if self.is_page_broken {
            self.spacer();
        }
        self.figures.push(figure.clone());
        let before = twips(std::mem::take(&mut self.gap));
        figure::paragraph(&mut self.xml, figure, self.figures.len(), self.scale, before, self.is_kept);
        self.last = Last::Paragraph;
    }

    /// A line above nothing: the lower border of a paragraph as wide as the rule.
    fn rule(&mut self, length: f32, thickness: f32, align: Align) {
        let rest = (self.width - length * self.scale).max(0.0);
        let (left, right) = match align {
            Align::Left => (0.0, rest),
            Align::Right => (rest, 0.0),
            Align::Center | Align::Justify => (rest / 2.0, rest / 2.0),
        };
        let eighths = (thickness * self.scale * 8.0).round().max(2.0) as i32;
        let before = twips(std::mem::take(&mut self.gap));
        let (left, right) = (twips(left), twips(right));
        let is_kept = if self.is_kept { "<w:keepNext/>" } else { "" };
        let _ = write!(
            self.xml,
            r#"<w:p><w:pPr><w:pStyle w:val="KhoangCach"/>{is_kept}<w:pBdr><w:bottom w:val="single" w:sz="{eighths}" w:space="0" w:color="auto"/></w:pBdr><w:spacing w:before="{before}" w:line="20" w:lineRule="exact"/><w:ind w:left="{left}" w:right="{right}"/></w:pPr></w:p>"#
        );
        self.last = Last::Paragraph;
    }

    /// An empty paragraph as high as the space that is due.
    fn spacer(&mut self) {
        let height = twips(std::mem::take(&mut self.gap).max(LEAST));
        let is_kept = if self.is_kept { "<w:keepNext/>" } else { "" };
        let is_broken = if std::mem::take(&mut self.is_page_broken) { "<w:pageBreakBefore/>" } else { "" };
        let _ = write!(
            self.xml,
            r#"<w:p><w:pPr><w:pStyle w:val="KhoangCach"/>{is_kept}{is_broken}<w:spacing w:line="{height}" w:lineRule="exact"/></w:pPr></w:p>"#
        );
        self.last = Last::Paragraph;
    }

    /// Space before a table; two tables with nothing between them would become one.
    fn before_table(&mut self) {
        if self.gap > 0.0 || self.is_page_broken || self.last == Last::Table {
            // It stays with the table.
            let is_kept = std::mem::replace(&mut self.is_kept, true);
            self.spacer();
            self.is_kept = is_kept;
        }
    }

    /// A table without borders.
    fn columns(&mut self, columns: &[(f32, Vec<Block>)]) {
        self.before_table();
        let sum: f32 = columns.iter().map(|(share, _)| share).sum::<f32>().max(f32::EPSILON);
        let whole = self.width;
        let widths: Vec<f32> = columns.iter().map(|(share, _)| whole * share / sum).collect();
        self.open_table(None, &widths, (0.0, 0.0));
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let place = std::mem::replace(&mut self.place, Place::Column);
        // Room to sign: at the end of a page the rest of it is that.
        let mut below = 0.0_f32;
        for ((_, blocks), width) in columns.iter().zip(widths) {
            let _ =
                write!(self.xml, r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>"#, twips(width));
            self.width = width;
            let before = self.xml.len();
            self.blocks(blocks);
            below = below.max(std::mem::take(&mut self.gap));
            if self.xml.len() == before || self.last == Last::Table {
                self.spacer();
            }
            self.xml.push_str("</w:tc>");
        }
        (self.place, self.width, self.gap) = (place, whole, below);
        self.xml.push_str("</w:tr></w:tbl>");
        self.last = Last::Table;
    }

    fn table(&mut self, table: &Table) {
        self.before_table();
        let widths: Vec<f32> = table
            .edges(self.width / self.scale)
            .windows(2)
            .map(|edge| (edge[1] - edge[0]) * self.scale)
            .collect();
        let padding = (table.padding.0 * self.scale, table.padding.1 * self.scale);
        self.open_table(Some(table.border * self.scale), &widths, padding);
        let place = self.place;
        self.place = Place::TableHead;
        table.head.iter().for_each(|row| self.row(row, &widths, true));
        self.place = Place::Cell;
        table.rows.iter().for_each(|row| self.row(row, &widths, false));
        self.place = place;
        self.xml.push_str("</w:tbl>");
        self.last = Last::Table;
    }

    fn open_table(&mut self, border: Option<f32>, widths: &[f32], (across, down): (f32, f32)) {
        let xml = &mut self.xml;
        let style = if border.is_some_and(|border| border > 0.0) { "TableGrid" } else { "TableNormal" };
        let width: i32 = widths.iter().map(|width| twips(*width)).sum();
        let (across, down) = (twips(across), twips(down));
        let _ = write!(
            xml,
            r#"<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{down}" w:type="dxa"/><w:left w:w="{across}" w:type="dxa"/><w:bottom w:w="{down}" w:type="dxa"/><w:right w:w="{across}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>"#
        );
        for width in widths {
            let _ = write!(xml, r#"<w:gridCol w:w="{}"/>"#, twips(*width));
        }
        xml.push_str("</w:tblGrid>");
    }

    fn row(&mut self, row: &Row, widths: &[f32], is_head: bool) {
        self.xml.push_str("<w:tr>");
        if is_head || !row.may_split {
            self.xml.push_str("<w:trPr><w:cantSplit/>");
            self.xml.push_str(if is_head { "<w:tblHeader/></w:trPr>" } else { "</w:trPr>" });
        }
        let mut column = 0;
        for cell in &row.cells {
            let span = cell.columns.max(1);
            let width: f32 = widths.iter().skip(column).take(span).sum();
            column += span;
            self.cell(cell, span, width, row);
        }
        // A row is as wide as its table.
        for width in widths.iter().skip(column) {
            self.cell(&Cell::default(), 1, *width, row);
        }
        self.xml.push_str("</w:tr>");
    }

    fn cell(&mut self, cell: &Cell, span: usize, width: f32, row: &Row) {
        let _ = write!(self.xml, r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>"#, twips(width));
        if span > 1 {
            let _ = write!(self.xml, r#"<w:gridSpan w:val="{span}"/>"#);
        }
        if let Some(fill) = row.fill {
            let [r, g, b] = fill.to_rgb8();
            let _ =
                write!(self.xml, r#"<w:shd w:val="clear" w:color="auto" w:fill="{r:02X}{g:02X}{b:02X}"/>"#);
        }
        if cell.is_middle {
            self.xml.push_str(r#"<w:vAlign w:val="center"/>"#);
        }
        self.xml.push_str("</w:tcPr>");
        for paragraph in &cell.paragraphs {
            self.paragraph(paragraph, row.keep_with_next);
        }
        if cell.paragraphs.is_empty() {
            let empty = Paragraph::text(
                "",
                crate::page::Style {
                    face: Face::Serif,
                    size: 12.0,
                    color: Color::BLACK,
                    is_underlined: false,
                },
            );
            self.paragraph(&empty, row.keep_with_next);
        }
        self.xml.push_str("</w:tc>");
    }
}

/// A label with dots to write on up to the margin: in Word a tab stop with a leader. The label.
fn leader(paragraph: &Paragraph) -> Option<&str> {
    const LEAST_DOTS: usize = 10;
    let [span] = paragraph.spans.as_slice() else { return None };
    let label = span.text.trim_end_matches('.');
    let is_at_left = matches!(paragraph.align, Align::Left | Align::Justify);
    (is_at_left && span.text.len() - label.len() >= LEAST_DOTS).then_some(label)
}

/// A paragraph of a header or footer: its parts one tab stop after another.
pub(super) fn furniture_text(parts: &[&str], look: Look) -> String {
    let mut properties = String::new();
    look.write(&mut properties, super::style::NORMAL);
    let run = |out: &mut String, inner: &str| {
        let _ = write!(out, "<w:r><w:rPr>{properties}</w:rPr>{inner}</w:r>");
    };
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            run(&mut out, "<w:tab/>");
        }
        let mut rest = *part;
        while let Some((start, end)) = rest.find('{').and_then(|at| Some((at, at + rest[at..].find('}')?))) {
            let field = match &rest[start + 1..end] {
                "trang" => "PAGE",
                "số trang" => "NUMPAGES",
                _ => break,
            };
            if start > 0 {
                let mut words = String::new();
                text(&mut words, &rest[..start]);
                run(&mut out, &words);
            }
            let _ = write!(out, r#"<w:fldSimple w:instr=" {field} ">"#);
            run(&mut out, "<w:t>1</w:t>");
            out.push_str("</w:fldSimple>");
            rest = &rest[end + 1..];
        }
        if !rest.is_empty() {
            let mut words = String::new();
            text(&mut words, rest);
            run(&mut out, &words);
        }
    }
    out
}
