//! Sheets with the margins and page numbers of official documents.

use crate::page::block::Furniture;
use crate::page::{MM, PaperSize, Sheet, Size};

use super::style::regular;

/// A4 portrait. Margins in mm: top and bottom 20, left 30, right 15 (Decree 30/2020, appendix I).
pub fn portrait() -> Sheet {
    sheet(PaperSize::A4.size(), [20.0, 15.0, 20.0, 30.0])
}

/// A4 landscape, which the decree permits for tables.
pub fn landscape() -> Sheet {
    sheet(PaperSize::A4.size().landscape(), [20.0, 15.0, 20.0, 30.0])
}

/// A4 portrait for working documents that are not filed: margins of 20 mm all round.
pub fn working() -> Sheet {
    sheet(PaperSize::A4.size(), [20.0, 20.0, 18.0, 20.0])
}

/// Page number centred in the top margin, except on the first page.
fn sheet(size: Size, margins: [f32; 4]) -> Sheet {
    Sheet {
        size,
        margins: margins.map(|margin| margin * MM),
        is_duplex: false,
        header: Some(Furniture {
            left: String::new(),
            center: "{trang}".to_owned(),
            right: String::new(),
            style: regular(13.0),
            is_on_first_page: false,
            offset: 12.0 * MM,
        }),
        footer: None,
    }
}

/// A footer on every page: the title, and the page number with the total.
pub(super) fn footed(mut sheet: Sheet, title: &str) -> Sheet {
    sheet.header = None;
    sheet.footer = Some(Furniture {
        left: shortened(title, 80),
        center: String::new(),
        right: "Trang {trang}/{số trang}".to_owned(),
        style: regular(10.5),
        is_on_first_page: true,
        offset: 11.0 * MM,
    });
    sheet
}

/// Width between the margins, points.
pub(super) fn text_width(sheet: &Sheet) -> f32 {
    sheet.size.width - sheet.margins[1] - sheet.margins[3]
}

/// At most this many characters, cut between words.
fn shortened(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([',', ':', ';', '.', '–', '-', ' ']))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn titles_are_cut_at_a_word() {
        assert_eq!(shortened("Một cửa liên thông", 40), "Một cửa liên thông");
        assert_eq!(shortened("Một cửa, liên thông", 9), "Một cửa…");
        assert_eq!(shortened("Nghiệp", 3), "Ngh…");
    }
}
