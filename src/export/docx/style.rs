//! Paragraph styles: each look of a paragraph is one style, so that whoever edits the file changes all its paragraphs
//! at once.

use std::fmt::Write;

use rustc_hash::FxHashMap;

use super::xml::{Look, SERIF};
use crate::page::Align;

/// What a paragraph is for; it gives the style its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Role {
    Title,
    Heading,
    Body,
    List,
    Quote,
    Centered,
    TableHead,
    Cell,
}

impl Role {
    /// The style's id and name; Word knows the English names and shows its own.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Title => ("Title", "Title"),
            Self::Heading => ("Heading", "heading"),
            Self::Body => ("BodyText", "Body Text"),
            Self::List => ("ListParagraph", "List Paragraph"),
            Self::Quote => ("Quote", "Quote"),
            Self::Centered => ("GiuaDong", "Giữa dòng"),
            Self::TableHead => ("DauCot", "Đầu cột"),
            Self::Cell => ("OBang", "Ô bảng"),
        }
    }
}

/// A paragraph's look. Lengths in twips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    pub role: Role,
    pub align: Align,
    /// 240ths of the typeface's own line height.
    pub line: i32,
    pub left: i32,
    pub right: i32,
    /// Negative for a hanging indent.
    pub first: i32,
    pub before: i32,
    pub after: i32,
    pub is_kept_together: bool,
    pub look: Look,
}

/// The styles in use, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct Styles {
    known: FxHashMap<Shape, usize>,
    ids: Vec<String>,
    xml: String,
    counts: FxHashMap<Role, usize>,
}

/// Levels of headings in Word.
const LEVELS: usize = 9;

/// 13 pt, the body of official documents.
pub(super) const NORMAL: Look =
    Look { family: SERIF, is_bold: false, is_italic: false, size: 26, color: None };

impl Styles {
    /// The id of a paragraph's style.
    pub fn id(&mut self, shape: Shape) -> &str {
        let at = match self.known.get(&shape) {
            Some(at) => *at,
            None => self.add(shape),
        };
        &self.ids[at]
    }

    fn add(&mut self, shape: Shape) -> usize {
        let count = self.counts.entry(shape.role).or_default();
        *count += 1;
        let (id, name) = shape.role.names();
        let (id, name) = match (shape.role, *count) {
            (Role::Heading, count) if count <= LEVELS => (format!("{id}{count}"), format!("{name} {count}")),
            (_, 1) => (id.to_owned(), name.to_owned()),
            (_, count) => (format!("{id}{count}"), format!("{name} {count}")),
        };
        let level = (shape.role == Role::Heading && *count <= LEVELS).then(|| *count - 1);
        let xml = &mut self.xml;
        let _ = write!(
            xml,
            r#"<w:style w:type="paragraph" w:styleId="{id}"{}><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>"#,
            if name.starts_with(|letter: char| letter.is_ascii()) && *count == 1 {
                ""
            } else {
                r#" w:customStyle="1""#
            },
        );
        if matches!(shape.role, Role::Title | Role::Heading) {
            xml.push_str("<w:keepNext/>");
        }
        if shape.is_kept_together {
            xml.push_str("<w:keepLines/>");
        }
        if shape.first < 0 {
            let _ = write!(xml, r#"<w:tabs><w:tab w:val="left" w:pos="{}"/></w:tabs>"#, shape.left);
        }
        let Shape { before, after, line, left, right, first, .. } = shape;
        let _ = write!(
            xml,
            r#"<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>"#
        );
        if (left, right, first) != (0, 0, 0) {
            let (kind, first) = if first < 0 { ("hanging", -first) } else { ("firstLine", first) };
            let _ = write!(xml, r#"<w:ind w:left="{left}" w:right="{right}" w:{kind}="{first}"/>"#);
        }
        let align = match shape.align {
            Align::Left => "left",
            Align::Center => "center",
            Align::Right => "right",
            Align::Justify => "both",
        };
        let _ = write!(xml, r#"<w:jc w:val="{align}"/>"#);
        if let Some(level) = level {
            let _ = write!(xml, r#"<w:outlineLvl w:val="{level}"/>"#);
        }
        xml.push_str("</w:pPr><w:rPr>");
        shape.look.write(xml, NORMAL);
        xml.push_str("</w:rPr></w:style>");
        self.ids.push(id);
        let at = self.ids.len() - 1;
        let _ = self.known.insert(shape, at);
        at
    }

    /// `styles.xml`.
    pub fn write(&self) -> String {
        let (family, size) = (NORMAL.family, NORMAL.size);
        let border = |side| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#);
        let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
        format!(
            r#"{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:eastAsia="{family}" w:cs="{family}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style><w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style><w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/></w:style><w:style w:type="paragraph" w:customStyle="1" w:styleId="KhoangCach"><w:name w:val="Khoảng cách"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>{}</w:styles>"#,
            self.xml
        )
    }
}

pub(super) const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
"#;
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
