//! Workbooks: their sheets, with limits on what a hostile one may unpack.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xlsx};

/// Maximum bytes of all parts of a workbook, unpacked.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The sheets of a workbook, with their names.
pub fn sheets(bytes: &[u8]) -> Result<Vec<(String, Range<Data>)>, String> {
    check(bytes)?;
    let broken =
        |_| "Không đọc được bảng Excel này; mở bằng Excel, lưu lại dạng .xlsx rồi thử lại.".to_owned();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(broken)?;
    let names = book.sheet_names();
    names
        .into_iter()
        .map(|name| book.worksheet_range(&name).map(|range| (name, range)).map_err(broken))
        .collect()
}

/// The sizes that a workbook gives may be wrong, so what is unpacked is counted.
fn check(bytes: &[u8]) -> Result<(), String> {
    let refused = "Tệp không phải bảng Excel (.xlsx), hoặc bị khóa bằng mật khẩu. Mở bằng Excel, bỏ mật khẩu, lưu dạng \
                   .xlsx rồi thử lại.";
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| refused.to_owned())?;
    let mut total = 0;
    for at in 0..zip.len() {
        let part = zip.by_index(at).map_err(|_| refused.to_owned())?;
        let most = LARGEST - total + 1;
        total += std::io::copy(&mut part.take(most), &mut std::io::sink()).map_err(|_| refused.to_owned())?;
        if total > LARGEST {
            return Err("Bảng Excel lớn bất thường nên không đọc.".to_owned());
        }
    }
    Ok(())
}

/// "A", "Z", "AA": the name of a column, from 0.
pub fn letters(mut column: u32) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + (column % 26) as u8));
        match (column / 26).checked_sub(1) {
            Some(next) => column = next,
            None => return name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_named_as_in_excel() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }
}
