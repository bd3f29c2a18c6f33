//! A budget as a workbook: formulas that give the stored values, and what comes back after it was edited.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use toasoan::budget::Budget;
use toasoan::document::budget::Request;
use toasoan::export::xlsx;
use toasoan::import::budget::{Reading, paste, read};
use toasoan::newsroom::Newsroom;

use super::{LINES, office, sample};

/// A sheet's values and formulas by address: "Dự toán!G9".
struct Book {
    values: HashMap<String, Data>,
    formulas: HashMap<String, String>,
}

fn address(sheet: &str, row: u32, column: u32) -> String {
    format!("{sheet}!{}{}", char::from(b'A' + column as u8), row + 1)
}

impl Book {
    fn open(bytes: &[u8]) -> Self {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("it opens");
        let (mut values, mut formulas) = (HashMap::new(), HashMap::new());
        for sheet in book.sheet_names() {
            let range = book.worksheet_range(&sheet).expect("values");
            let (top, left) = range.start().expect("cells");
            for (row, column, data) in range.used_cells() {
                let _ = values.insert(address(&sheet, top + row as u32, left + column as u32), data.clone());
            }
            let range = book.worksheet_formula(&sheet).expect("formulas");
            let Some((top, left)) = range.start() else { continue };
            for (row, column, text) in range.used_cells().filter(|(.., text)| !text.is_empty()) {
                let _ =
                    formulas.insert(address(&sheet, top + row as u32, left + column as u32), text.clone());
            }
        }
        Self { values, formulas }
    }

    fn stored(&self, cell: &str) -> f64 {
        match self.values.get(cell) {
            Some(Data::Float(number)) => *number,
            Some(Data::Int(number)) => *number as f64,
            Some(Data::String(text)) => text.parse().unwrap_or(0.0),
            _ => 0.0,
        }
    }

    /// A cell's value, calculated from the cells that nobody calculated.
    fn value(&self, cell: &str) -> f64 {
        let Some(formula) = self.formulas.get(cell) else { return self.stored(cell) };
        let sheet = cell.split('!').next().expect("a sheet");
        self.calculate(sheet, formula)
    }

    fn calculate(&self, sheet: &str, text: &str) -> f64 {
        let text = text.trim_start_matches('=');
        let inner = |name: &str| text.strip_prefix(name)?.strip_suffix(')');
        if let Some(range) = inner("SUM(") {
            return Self::range(sheet, range).iter().map(|cell| self.value(cell)).sum();
        }
        if let Some(product) = inner("ROUND(") {
            let (one, other) = product.trim_end_matches(",0").split_once('*').expect("a product");
            let product = self.calculate(sheet, one) * self.calculate(sheet, other);
            return (product + 1e-6).round();
        }
        if let Some(arguments) = inner("SUMIF(") {
            let [keys, key, amounts] = arguments.split(',').collect::<Vec<_>>()[..] else { panic!("{text}") };
            let pairs = Self::range(sheet, keys).into_iter().zip(Self::range(sheet, amounts));
            let is_it =
                |cell: &str| self.values.get(cell) == Some(&Data::String(key.trim_matches('"').to_owned()));
            return pairs.filter(|(cell, _)| is_it(cell)).map(|(_, cell)| self.value(&cell)).sum();
        }
        if let Some((one, other)) = text.split_once('-') {
            return self.calculate(sheet, one) - self.calculate(sheet, other);
        }
        text.split('+').map(|part| self.value(&full(sheet, part))).sum()
    }

    fn range(sheet: &str, text: &str) -> Vec<String> {
        let cell = full(sheet, text);
        let (sheet, cells) = cell.split_once('!').expect("a sheet");
        let (from, to) = cells.split_once(':').unwrap_or((cells, cells));
        let row = |cell: &str| cell[1..].parse::<u32>().expect("a row");
        (row(from)..=row(to)).map(|row| format!("{sheet}!{}{row}", &from[..1])).collect()
    }
}

/// "'Dự toán'!$G$9" and "G9" as "Dự toán!G9".
fn full(sheet: &str, text: &str) -> String {
    let text = text.replace(['$', '\''], "");
    if text.contains('!') { text } else { format!("{sheet}!{text}") }
}

fn exported(office: &Newsroom) -> Vec<u8> {
    xlsx::budget::write(office, &Request::default()).expect("a workbook")
}

#[test]
fn each_formula_gives_the_value_that_is_stored_beside_it() {
    for office in [sample(), office(LINES), office("")] {
        let book = Book::open(&exported(&office));
        for (cell, formula) in &book.formulas {
            let (stored, value) = (book.stored(cell), book.value(cell));
            assert!((stored - value).abs() < 0.5, "{cell}: ={formula} is {value}, stored {stored}");
        }
        let lines = office.budget().lines.len();
        // A formula for each line's amount; three for each line and sum of the settlement.
        assert!(book.formulas.len() > 4 * lines, "{} formulas", book.formulas.len());
        let total = Request::default().spending(&office).total;
        let has = |sheet: &str, amount: i128| {
            book.formulas
                .keys()
                .any(|cell| cell.starts_with(sheet) && (book.value(cell) - amount as f64).abs() < 0.5)
        };
        assert!(has("Dự toán", total.planned) && has("Quyết toán", total.spent));
    }
}

/// The exported workbook with some cells typed anew: all values, no formulas, as other programs may save it.
pub(crate) fn edited(bytes: &[u8], changes: &[(&str, &str)]) -> Vec<u8> {
    let mut from: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("it opens");
    let mut workbook = Workbook::new();
    for name in from.sheet_names() {
        let range = from.worksheet_range(&name).expect("values");
        let (top, left) = range.start().expect("cells");
        let sheet = workbook.add_worksheet();
        let _ = sheet.set_name(&name).expect("a name");
        for (row, column, data) in range.used_cells() {
            let (row, column) = (top + row as u32, (left + column as u32) as u16);
            let _ = match data {
                Data::Float(number) => sheet.write_number(row, column, *number),
                Data::DateTime(moment) => sheet.write_number(row, column, moment.as_f64()),
                other => sheet.write_string(row, column, other.to_string()),
            }
            .expect("a cell");
        }
        for (cell, text) in changes {
            let Some(cell) = cell.strip_prefix(&format!("{name}!")) else { continue };
            let (row, column) =
                (cell[1..].parse::<u32>().expect("a row") - 1, u16::from(cell.as_bytes()[0] - b'A'));
            let _ = sheet.write_string(row, column, *text).expect("a cell");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

fn taken(office: &Newsroom, bytes: &[u8]) -> Reading {
    let mut next = 0;
    let new_id = &mut || {
        next += 1;
        format!("new-{next}")
    };
    read(office, bytes, new_id).expect("a budget")
}

#[test]
fn an_edited_budget_comes_back_by_cell() {
    let office = office(LINES);
    let bytes = exported(&office);
    let same = taken(&office, &edited(&bytes, &[]));
    assert!(same.changes.is_empty() && same.faults.is_empty(), "{same:?}");
    assert!(same.command().is_none());

    // Row 10 has the first line, 11 the hall of a district; 12 begins the contest's part.
    let changes = [
        ("Dự toán!F10", "1.500.000"),
        ("Dự toán!E11", "1,5"),
        ("Dự toán!C11", "UBND quận Thốt Nốt"),
        ("Chứng từ!E2", "6"),
        ("Chứng từ!B5", "Hỗ trợ"),
        ("Chứng từ!C5", "PC 9"),
        ("Chứng từ!D5", "1/9"),
        ("Chứng từ!E5", "300"),
    ];
    let reading = taken(&office, &edited(&bytes, &changes));
    assert!(reading.faults.is_empty(), "{:?}", reading.faults);
    let said: Vec<_> = reading
        .changes
        .iter()
        .map(|change| (change.cell.as_str(), change.before.as_str(), change.after.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("Dự toán!F10", "3", "1.500.000"),
            ("Dự toán!C11", "UBND quận Ô Môn", "UBND quận Thốt Nốt"),
            ("Dự toán!E11", "1", "1,5"),
            ("Chứng từ!E2", "5", "6"),
            ("Chứng từ!C5", "", "PC 9 300"),
        ]
    );
    let budget: &Budget = reading.budget();
    assert_eq!(budget.lines[0].price, 1_500_000);
    // What was not in the workbook stays: a voucher of a later day.
    assert_eq!(budget.lines[0].expenses.len(), 2);
    assert_eq!(budget.lines[2].expenses[0].day.map(|day| day.to_string()).as_deref(), Some("2014-09-01"));
    assert!(reading.command().is_some());
}

#[test]
fn nothing_is_taken_while_a_cell_is_wrong() {
    let office = office(LINES);
    let bytes = exported(&office);
    let changes = [
        ("Dự toán!F10", "ba nghìn"),
        ("Dự toán!E11", "-1"),
        ("Dự toán!H11", "xổ số"),
        ("Chứng từ!D2", "31/2"),
        ("Chứng từ!B5", "Mua xe"),
        ("Chứng từ!E5", "300"),
        ("Dự toán!C10", "Sở Nội vụ và ai đó"),
    ];
    let reading = taken(&office, &edited(&bytes, &changes));
    let cells: Vec<&str> = reading.faults.iter().map(|fault| fault.cell.as_str()).collect();
    assert_eq!(
        cells,
        ["Dự toán!C10", "Dự toán!F10", "Dự toán!H11", "Dự toán!E11", "Chứng từ!D2", "Chứng từ!B5"]
    );
    assert!(reading.command().is_none());
    assert!(read(&office, b"PK\x03\x04", &mut String::new).is_err());
}

#[test]
fn a_colleagues_newer_value_is_said_and_an_untouched_cell_never_overwrites_it() {
    let before = office(LINES);
    let bytes = exported(&before);
    let after = office(&LINES.replace("price: 3,", "price: 4,").replace("price: 500", "price: 600"));
    let reading = taken(&after, &edited(&bytes, &[("Dự toán!F10", "5")]));
    let said: Vec<_> = reading.changes.iter().map(|change| (change.cell.as_str(), change.is_newer)).collect();
    assert_eq!(said, [("Dự toán!F10", true)]);
    assert_eq!(reading.budget().lines[2].price, 600);
}

#[test]
fn rows_copied_from_a_table_become_lines() {
    let office = office("");
    let mut next = 0;
    let new_id = &mut || {
        next += 1;
        next.to_string()
    };
    let plain = "In áp phích\ttờ\t900\t12.500\nDựng pano\tm²\t62,5\t180000\tbến Ninh Kiều\n";
    let reading = paste(&office, plain, "pano-ap-phich", new_id).expect("a table");
    let lines = &reading.budget().lines;
    let seen: Vec<_> =
        lines.iter().map(|line| (line.content.as_str(), line.planned(), line.note.as_str())).collect();
    assert_eq!(seen, [("In áp phích", 11_250_000, ""), ("Dựng pano", 11_250_000, "bến Ninh Kiều")]);
    assert!(lines.iter().all(|line| line.activity == "pano-ap-phich" && line.agency == "so-vhttdl"));

    let headed = "TT\tHạng mục\tĐơn giá\tSL\n1\tThuê loa\t500.000\t2\n\tTổng cộng\t1.000.000\t\n";
    let reading = paste(&office, headed, "hoi-thi", new_id).expect("a table");
    assert_eq!((reading.added, reading.budget().lines[0].planned()), (1, 1_000_000));

    let bad = paste(&office, "Thuê loa\tbộ\thai\t5\n", "hoi-thi", new_id).expect("a table");
    assert_eq!((bad.faults[0].cell.as_str(), bad.command().is_none()), ("C1", true));
    assert!(paste(&office, "một dòng chữ", "hoi-thi", new_id).is_err());
}
