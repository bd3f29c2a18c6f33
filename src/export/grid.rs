//! A plain table as an Excel workbook: heads that stay in sight, numbers as numbers.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::xlsx::Error;
use crate::document::places::Grid;

/// Excel's number for A4.
const A4: u8 = 9;

/// The table under its heads; the first row is the heads, so that the list can be read back.
pub fn write(grid: &Grid, title: &str) -> Result<Vec<u8>, Error> {
    write_all(&[(title.to_owned(), grid.clone())])
}

/// A sheet for each table.
pub fn write_all(grids: &[(String, Grid)]) -> Result<Vec<u8>, Error> {
    let mut workbook = Workbook::new();
    for (title, grid) in grids {
        fill(workbook.add_worksheet(), grid, title)?;
    }
    Ok(super::workbook::bytes(&mut workbook)?)
}

/// Without the signs that Excel refuses, of whole words within the letters that it allows.
fn sheet_name(title: &str) -> String {
    const MOST: usize = 31;
    let name: String = title.chars().filter(|letter| !"[]:*?/\\".contains(*letter)).collect();
    let cut: String = name.chars().take(MOST).collect();
    let is_within_word = name.chars().nth(MOST).is_some_and(|next| !next.is_whitespace());
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    let cut = if is_within_word { whole } else { &cut };
    cut.trim_matches([' ', ',']).to_owned()
}

fn fill(sheet: &mut Worksheet, grid: &Grid, title: &str) -> Result<(), Error> {
    let _ = sheet.set_name(sheet_name(title))?;
    let cell = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    let head = Format::new()
        .set_border(FormatBorder::Thin)
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter);
    for (at, column) in grid.heads.iter().enumerate() {
        let at = at as u16;
        let _ = sheet.set_column_width(at, f64::from(column.width))?;
        let _ = sheet.write_with_format(0, at, column.name, &head)?;
    }
    for (number, row) in grid.rows.iter().enumerate() {
        let number = number as u32 + 1;
        for (at, said) in row.iter().enumerate() {
            let is_number = grid.heads.get(at).is_some_and(|head| head.is_number);
            match said.parse::<u32>() {
                Ok(value) if is_number => drop(sheet.write_with_format(number, at as u16, value, &cell)?),
                _ => drop(sheet.write_with_format(number, at as u16, said, &cell)?),
            }
        }
    }
    let _ = sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    let _ = sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}
