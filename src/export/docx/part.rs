//! The other parts of the package.

use std::fmt::Write;

use super::body::furniture_text;
use super::figure;
use super::style::{HEAD, W};
use super::xml::{Look, twips};
use crate::document::Manuscript;
use crate::export::escape::xml as escaped;
use crate::page::Furniture;

const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";

/// A header or footer with the pages it stands on.
struct Strip<'a> {
    part: &'static str,
    id: &'static str,
    /// "header" or "footer".
    kind: &'static str,
    /// "default", "first" or "even".
    pages: &'static str,
    furniture: &'a Furniture,
    is_empty: bool,
    is_mirrored: bool,
}

fn strips(manuscript: &Manuscript) -> Vec<Strip<'_>> {
    const NAMES: [[(&str, &str, &str); 3]; 2] = [
        [
            ("word/header1.xml", "header1", "default"),
            ("word/header2.xml", "header2", "first"),
            ("word/header3.xml", "header3", "even"),
        ],
        [
            ("word/footer1.xml", "footer1", "default"),
            ("word/footer2.xml", "footer2", "first"),
            ("word/footer3.xml", "footer3", "even"),
        ],
    ];
    let sheet = manuscript.sheet();
    let has_first = has_first_page(manuscript);
    let mut strips = Vec::new();
    for (kind, names, furniture) in [("header", NAMES[0], &sheet.header), ("footer", NAMES[1], &sheet.footer)]
    {
        let Some(furniture) = furniture else { continue };
        for (part, id, pages) in names {
            let is_used = match pages {
                "first" => has_first,
                "even" => sheet.is_duplex,
                _ => true,
            };
            if is_used {
                let is_empty = pages == "first" && !furniture.is_on_first_page;
                strips.push(Strip {
                    part,
                    id,
                    kind,
                    pages,
                    furniture,
                    is_empty,
                    is_mirrored: pages == "even",
                });
            }
        }
    }
    strips
}

/// Whether the first page has another header or footer than the rest.
fn has_first_page(manuscript: &Manuscript) -> bool {
    let sheet = manuscript.sheet();
    [&sheet.header, &sheet.footer].into_iter().flatten().any(|furniture| !furniture.is_on_first_page)
}

pub(super) fn furniture(manuscript: &Manuscript) -> impl Iterator<Item = (&'static str, String)> {
    let scale = manuscript.scale();
    let width = manuscript.text_width() * scale;
    let (middle, right) = (twips(width / 2.0), twips(width));
    strips(manuscript).into_iter().map(move |strip| {
        let Furniture { left, center, right: last, style, .. } = strip.furniture;
        let (left, last) = if strip.is_mirrored { (last, left) } else { (left, last) };
        // A long text at the left would pass over a tab stop in the middle.
        let (parts, stops) = match (center.as_str(), last.as_str()) {
            ("", last) => (vec![left.as_str(), last], vec![("right", right)]),
            (center, "") => (vec![left.as_str(), center], vec![("center", middle)]),
            (center, last) => {
                (vec![left.as_str(), center, last], vec![("center", middle), ("right", right)])
            }
        };
        let tabs = stops.iter().map(|(kind, at)| format!(r#"<w:tab w:val="{kind}" w:pos="{at}"/>"#));
        let tabs: String = tabs.collect();
        let text = if strip.is_empty {
            String::new()
        } else {
            furniture_text(&parts, Look::new(style.face, style.size * scale, style.color))
        };
        let (tag, name) = if strip.kind == "header" { ("hdr", "Header") } else { ("ftr", "Footer") };
        let xml = format!(
            r#"{HEAD}<w:{tag} xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="{name}"/><w:tabs>{tabs}</w:tabs></w:pPr>{text}</w:p></w:{tag}>"#
        );
        (strip.part, xml)
    })
}

pub(super) fn document(manuscript: &Manuscript, body: &str) -> String {
    let sheet = manuscript.sheet();
    let scale = manuscript.scale();
    let size = manuscript.size();
    let [top, right, bottom, left] = sheet.margins.map(|margin| twips(margin * scale));
    let mut references = String::new();
    for Strip { id, kind, pages, .. } in strips(manuscript) {
        let _ = write!(references, r#"<w:{kind}Reference w:type="{pages}" r:id="{id}"/>"#);
    }
    // From the paper's edge to the strip's upper or lower edge; on paper the offset is that of its middle.
    let edge = |furniture: &Option<Furniture>| {
        furniture.as_ref().map_or(0, |one| twips((one.offset - one.style.size * 0.6) * scale).max(0))
    };
    let (header, footer) = (edge(&sheet.header), edge(&sheet.footer));
    let orientation = if size.width > size.height { r#" w:orient="landscape""# } else { "" };
    let title = if has_first_page(manuscript) { "<w:titlePg/>" } else { "" };
    let (width, height) = (twips(size.width), twips(size.height));
    format!(
        r#"{HEAD}<w:document xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:wp="{DRAWING}/wordprocessingDrawing" xmlns:a="{DRAWING}/main" xmlns:pic="{DRAWING}/picture"><w:body>{body}<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"{orientation}/><w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{header}" w:footer="{footer}" w:gutter="0"/>{title}</w:sectPr></w:body></w:document>"#
    )
}

pub(super) fn content_types(manuscript: &Manuscript) -> String {
    let mut parts = String::new();
    for (name, kind) in [
        ("word/document.xml", "document.main"),
        ("word/styles.xml", "styles"),
        ("word/settings.xml", "settings"),
        ("word/fontTable.xml", "fontTable"),
    ]
    .into_iter()
    .chain(strips(manuscript).iter().map(|strip| (strip.part, strip.kind)))
    {
        let _ = write!(parts, r#"<Override PartName="/{name}" ContentType="{WORD}.{kind}+xml"/>"#);
    }
    format!(
        r#"{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/>{parts}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#
    )
}

pub(super) fn package() -> String {
    format!(
        r#"{HEAD}<Relationships xmlns="{RELATIONS}"><Relationship Id="document" Type="{OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#
    )
}

/// `figures`: how many there are.
pub(super) fn relations(manuscript: &Manuscript, links: &[&str], figures: usize) -> String {
    let mut relations = String::new();
    for part in ["styles", "settings", "fontTable"] {
        let _ =
            write!(relations, r#"<Relationship Id="{part}" Type="{OFFICE}/{part}" Target="{part}.xml"/>"#);
    }
    for Strip { id, kind, .. } in strips(manuscript) {
        let _ = write!(relations, r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{id}.xml"/>"#);
    }
    for (at, address) in links.iter().enumerate() {
        let _ = write!(
            relations,
            r#"<Relationship Id="link{}" Type="{OFFICE}/hyperlink" Target="{}" TargetMode="External"/>"#,
            at + 1,
            escaped(address)
        );
    }
    for number in 1..=figures {
        let target = figure::target(number);
        let _ =
            write!(relations, r#"<Relationship Id="hinh{number}" Type="{OFFICE}/image" Target="{target}"/>"#);
    }
    format!(r#"{HEAD}<Relationships xmlns="{RELATIONS}">{relations}</Relationships>"#)
}

/// Title and author, without a date: the clock is no part of a document.
pub(super) fn core(manuscript: &Manuscript) -> String {
    format!(
        r#"{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>vi-VN</dc:language></cp:coreProperties>"#,
        escaped(manuscript.title()),
        escaped(manuscript.author())
    )
}

pub(super) fn settings(manuscript: &Manuscript) -> String {
    let (mirrored, even) = if manuscript.sheet().is_duplex {
        ("<w:mirrorMargins/>", "<w:evenAndOddHeaders/>")
    } else {
        ("", "")
    };
    format!(
        r#"{HEAD}<w:settings xmlns:w="{W}">{mirrored}<w:defaultTabStop w:val="720"/>{even}<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>"#
    )
}

/// The typefaces that a machine may lack, with what stands in for them.
pub(super) fn fonts() -> String {
    format!(
        r#"{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/><w:family w:val="roman"/></w:font><w:font w:name="Be Vietnam Pro"><w:altName w:val="Arial"/><w:family w:val="swiss"/></w:font><w:font w:name="Noto Sans"><w:altName w:val="Arial"/><w:family w:val="swiss"/></w:font></w:fonts>"#
    )
}
