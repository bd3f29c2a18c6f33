//! A budget as an Excel workbook: the estimate, the settlement and the vouchers, with formulas whose values are stored
//! beside them. A changed price, quantity or voucher changes all sums.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, XlsxError};

use super::{Error, HEAD, base, letterhead_rows, print_setup, properties};
use crate::budget::{Expense, Line, in_words};
use crate::document::budget::cells::{
    ESTIMATE, ExpenseColumn, GROUP, KEY, Key, LINE, LineColumn, SETTLEMENT, TOTAL, VOUCHERS,
};
use crate::document::budget::{Kind, Request, roman};
use crate::document::letterhead::{Letterhead, office_of};
use crate::document::schedule::cells::cut;
use crate::ledger::{By, Filter, Spending, Sum, spending};
use crate::newsroom::Newsroom;

/// Columns of the estimate: number, content, spender, unit, quantity, price, amount, source, note; then the key.
const ESTIMATE_WIDTHS: [f64; 9] = [6.0, 46.0, 22.0, 11.0, 10.0, 14.0, 16.0, 18.0, 26.0];
const SETTLEMENT_WIDTHS: [f64; 6] = [6.0, 50.0, 24.0, 18.0, 18.0, 18.0];
const VOUCHER_WIDTHS: [f64; 6] = [6.0, 46.0, 18.0, 14.0, 18.0, 34.0];

/// The workbook; that of `request.kind` is the sheet shown first.
pub fn write(newsroom: &Newsroom, request: &Request) -> Result<Vec<u8>, Error> {
    let found = request.spending(newsroom);
    let mut workbook = Workbook::new();
    let _ = workbook.set_properties(&properties(newsroom, &request.title(newsroom))?);
    let formats = Formats::new();
    let vouchers = vouchers(newsroom, &found);

    let sheet = workbook.add_worksheet();
    head(sheet, newsroom, request, Kind::Estimate, (3, 8))?;
    let rows = estimate(sheet, newsroom, &found, &formats)?;
    finish(sheet, request.kind == Kind::Estimate)?;

    let sheet = workbook.add_worksheet();
    head(sheet, newsroom, request, Kind::Settlement, (2, 5))?;
    settlement(sheet, newsroom, &found, (&rows, vouchers.len()), &formats)?;
    finish(sheet, request.kind == Kind::Settlement)?;

    let sheet = workbook.add_worksheet();
    let rows: Vec<(&Line, Option<&Expense>)> =
        vouchers.iter().map(|(line, expense)| (*line, Some(*expense))).collect();
    list(sheet, &rows, &formats)?;
    let _ = sheet.set_freeze_panes(1, 0)?;
    Ok(crate::export::workbook::bytes(&mut workbook)?)
}

/// Adds a body's own lines with their vouchers and, for each, a row for another one. Nothing where it has no lines.
pub fn add_own(workbook: &mut Workbook, newsroom: &Newsroom, body: &str) -> Result<(), XlsxError> {
    let mut own = newsroom.budget().clone();
    own.lines.retain(|line| line.is_of(body));
    if own.lines.is_empty() {
        return Ok(());
    }
    let found = spending(&own, newsroom.plan(), By::Activity, &Filter::default(), newsroom.today());
    let formats = Formats::new();
    let sheet = workbook.add_worksheet();
    head(sheet, newsroom, &Request::default(), Kind::Estimate, (3, 8))?;
    let _ = estimate(sheet, newsroom, &found, &formats)?;
    print_setup(sheet)?;
    let lines = found.groups.iter().flat_map(|group| &group.lines).map(|(line, _)| *line);
    let rows = lines.flat_map(|line| {
        let paid = line.paid(newsroom.today()).map(move |expense| (line, Some(expense)));
        paid.chain([(line, None)])
    });
    let rows: Vec<(&Line, Option<&Expense>)> = rows.collect();
    let sheet = workbook.add_worksheet();
    list(sheet, &rows, &formats)?;
    let _ = sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

struct Formats {
    heading: Format,
    text: Format,
    center: Format,
    number: Format,
    money: Format,
    date: Format,
    bold: Format,
    bold_center: Format,
    bold_money: Format,
    words: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = base(11.0).set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        let text = cell.clone().set_text_wrap();
        let center = cell.clone().set_align(FormatAlign::Center);
        // Excel shows the separators of the user's language.
        let money = cell.clone().set_num_format("#,##0");
        let bold = text.clone().set_bold();
        Self {
            heading: center.clone().set_bold().set_text_wrap().set_background_color(Color::RGB(0x00E7_EBF3)),
            number: cell.clone().set_num_format("#,##0.####"),
            date: center.clone().set_num_format("dd/mm/yyyy"),
            bold_center: bold.clone().set_align(FormatAlign::Center),
            bold_money: money.clone().set_bold(),
            words: base(12.0).set_italic(),
            text,
            center,
            money,
            bold,
        }
    }
}

fn head(
    sheet: &mut Worksheet,
    newsroom: &Newsroom,
    request: &Request,
    kind: Kind,
    (middle, last): (u16, u16),
) -> Result<(), XlsxError> {
    let _ = sheet.set_name(match kind {
        Kind::Estimate => ESTIMATE,
        Kind::Settlement => SETTLEMENT,
    })?;
    let office = office_of(newsroom, None, request.filter.agency.as_deref());
    letterhead_rows(sheet, &Letterhead::of(newsroom, &office), (middle, last))?;
    let title = base(14.0).set_bold().set_align(FormatAlign::Center);
    let bold = base(12.0).set_align(FormatAlign::Center).set_bold();
    let _ = sheet.merge_range(4, 0, 4, last, &kind.name().to_uppercase(), &title)?;
    let subject = Request { kind, ..request.clone() }.subject(newsroom).join(" ");
    let _ = sheet.merge_range(5, 0, 5, last, &cut(&subject), &bold)?;
    Ok(())
}

fn heads(
    sheet: &mut Worksheet,
    row: u32,
    names: &[&str],
    widths: &[f64],
    format: &Format,
) -> Result<(), XlsxError> {
    for ((column, name), width) in (0..).zip(names).zip(widths) {
        let _ = sheet.set_column_width(column, *width)?;
        let _ = sheet.write_string_with_format(row, column, *name, format)?;
    }
    Ok(())
}

/// Returns the row of each line, and those of the groups and the total, from 0.
fn estimate(
    sheet: &mut Worksheet,
    newsroom: &Newsroom,
    found: &Spending<'_>,
    formats: &Formats,
) -> Result<Vec<(String, u32)>, XlsxError> {
    use LineColumn::{Content, Note, Price, Quantity, Source, Spender, Unit};
    let names = [Content, Spender, Unit, Quantity, Price, Source, Note].map(LineColumn::name);
    let [content, spender, unit, quantity, price, source, note] = names;
    let names = ["TT", content, spender, unit, quantity, price, "Thành tiền", source, note];
    heads(sheet, HEAD, &names, &ESTIMATE_WIDTHS, &formats.heading)?;
    let _ = sheet.set_column_hidden(9)?.write_string(HEAD, 9, KEY)?;
    let (plan, budget) = (newsroom.plan(), newsroom.budget());
    let mut rows = Vec::new();
    let mut groups = Vec::new();
    let mut at = HEAD + 1;
    for (number, group) in found.groups.iter().enumerate() {
        let first = at;
        let last = at + group.lines.len() as u32;
        let _ = sheet.write_string_with_format(at, 0, roman(number + 1), &formats.bold_center)?;
        let _ = sheet.merge_range(at, 1, at, 5, &cut(&group.name), &formats.bold)?;
        let sum = sum_formula(&format!("SUM(G{}:G{})", first + 2, last + 1), group.sum.planned);
        let _ = sheet.write_formula_with_format(at, 6, sum, &formats.bold_money)?;
        let _ = sheet.merge_range(at, 7, at, 8, "", &formats.bold)?;
        let _ = sheet.write_string(at, 9, format!("{GROUP}{}", group.key))?;
        groups.push(at);
        at += 1;
        for (number, (line, sum)) in group.lines.iter().enumerate() {
            let text = |column: LineColumn| column.of(line, plan, budget);
            let _ = sheet.write_number_with_format(at, 0, number as f64 + 1.0, &formats.center)?;
            for (column, cell) in [(1, Content), (2, Spender), (7, Source), (8, Note)] {
                let _ = sheet.write_string_with_format(at, column, cut(&text(cell)), &formats.text)?;
            }
            let _ = sheet.write_string_with_format(at, 3, cut(&text(Unit)), &formats.center)?;
            let quantity = line.quantity.to_string().parse::<f64>().unwrap_or_default();
            let _ = sheet.write_number_with_format(at, 4, quantity, &formats.number)?;
            if line.price == 0 {
                let _ = sheet.write_blank(at, 5, &formats.money)?;
            } else {
                let _ = sheet.write_number_with_format(at, 5, line.price as f64, &formats.money)?;
            }
            let product = sum_formula(&format!("ROUND(E{0}*F{0},0)", at + 1), sum.planned);
            let _ = sheet.write_formula_with_format(at, 6, product, &formats.money)?;
            let _ = sheet.write_string(at, 9, Key::of_line(line, plan, budget).write())?;
            rows.push((line.id.clone(), at));
            at += 1;
        }
    }
    let _ = sheet.merge_range(at, 0, at, 5, "Tổng cộng", &formats.bold_center)?;
    let total = sum_formula(&added("G", &groups), found.total.planned);
    let _ = sheet.write_formula_with_format(at, 6, total, &formats.bold_money)?;
    let _ = sheet.merge_range(at, 7, at, 8, "", &formats.bold)?;
    let _ = sheet.write_string(at, 9, TOTAL)?;
    let words = format!("Bằng chữ: {}.", in_words(found.total.planned));
    let _ = sheet.write_string_with_format(at + 1, 1, words, &formats.words)?;
    Ok(rows)
}

/// "G9+G14"; 0 for none.
fn added(column: &str, rows: &[u32]) -> String {
    let cells: Vec<String> = rows.iter().map(|row| format!("{column}{}", row + 1)).collect();
    // Excel allows 8192 letters in a formula; a plan has a dozen activities.
    if cells.is_empty() { "0".to_owned() } else { cells.join("+") }
}

/// A formula with its value, so that it shows where nothing is calculated.
fn sum_formula(formula: &str, value: i128) -> Formula {
    Formula::new(format!("={formula}")).set_result(value.to_string())
}

fn settlement(
    sheet: &mut Worksheet,
    newsroom: &Newsroom,
    found: &Spending<'_>,
    (rows, vouchers): (&[(String, u32)], usize),
    formats: &Formats,
) -> Result<(), XlsxError> {
    let names = ["TT", "Nội dung chi", "Cơ quan thực hiện", "Dự toán", "Quyết toán", "Còn lại"];
    heads(sheet, HEAD, &names, &SETTLEMENT_WIDTHS, &formats.heading)?;
    let plan = newsroom.plan();
    let mut rows = rows.iter();
    let mut groups = Vec::new();
    let mut at = HEAD + 1;
    for (number, group) in found.groups.iter().enumerate() {
        let (first, last) = (at + 2, at + 1 + group.lines.len() as u32);
        let _ = sheet.write_string_with_format(at, 0, roman(number + 1), &formats.bold_center)?;
        let _ = sheet.merge_range(at, 1, at, 2, &cut(&group.name), &formats.bold)?;
        let sums = ["D", "E"].map(|column| format!("SUM({column}{first}:{column}{last})"));
        sums_row(sheet, at, sums, group.sum, &formats.bold_money)?;
        groups.push(at);
        at += 1;
        for (number, (line, sum)) in group.lines.iter().enumerate() {
            let _ = sheet.write_number_with_format(at, 0, number as f64 + 1.0, &formats.center)?;
            let _ = sheet.write_string_with_format(at, 1, cut(&line.content), &formats.text)?;
            let _ = sheet.write_string_with_format(at, 2, cut(&line.spender(plan)), &formats.text)?;
            let of_estimate = rows.next().map_or(0, |(_, row)| row + 1);
            let most = vouchers.max(1) + 1;
            let of_vouchers =
                format!("SUMIF('{VOUCHERS}'!$G$2:$G${most},\"{}\",'{VOUCHERS}'!$E$2:$E${most})", line.id);
            sums_row(sheet, at, [format!("'{ESTIMATE}'!G{of_estimate}"), of_vouchers], *sum, &formats.money)?;
            at += 1;
        }
    }
    let _ = sheet.merge_range(at, 0, at, 2, "Tổng cộng", &formats.bold_center)?;
    let sums = ["D", "E"].map(|column| added(column, &groups));
    sums_row(sheet, at, sums, found.total, &formats.bold_money)?;
    let words = format!("Bằng chữ: {}.", in_words(found.total.spent));
    let _ = sheet.write_string_with_format(at + 1, 1, words, &formats.words)?;
    Ok(())
}

/// Planned, spent, left.
fn sums_row(
    sheet: &mut Worksheet,
    at: u32,
    [planned, spent]: [String; 2],
    sum: Sum,
    format: &Format,
) -> Result<(), XlsxError> {
    let _ = sheet.write_formula_with_format(at, 3, sum_formula(&planned, sum.planned), format)?;
    let _ = sheet.write_formula_with_format(at, 4, sum_formula(&spent, sum.spent), format)?;
    let left = sum_formula(&format!("D{0}-E{0}", at + 1), sum.left());
    let _ = sheet.write_formula_with_format(at, 5, left, format)?;
    Ok(())
}

/// The expenses paid by the newsroom's day, line by line.
fn vouchers<'a>(newsroom: &Newsroom, found: &Spending<'a>) -> Vec<(&'a Line, &'a Expense)> {
    let lines = found.groups.iter().flat_map(|group| &group.lines);
    lines.flat_map(|(line, _)| line.paid(newsroom.today()).map(|expense| (*line, expense))).collect()
}

/// A row a voucher; an empty one where a line may get another.
fn list(
    sheet: &mut Worksheet,
    vouchers: &[(&Line, Option<&Expense>)],
    formats: &Formats,
) -> Result<(), XlsxError> {
    let _ = sheet.set_name(VOUCHERS)?;
    let [voucher, day, amount, note] = ExpenseColumn::ALL.map(ExpenseColumn::name);
    let names = ["TT", "Mục chi", voucher, day, amount, note];
    heads(sheet, 0, &names, &VOUCHER_WIDTHS, &formats.heading)?;
    let _ = sheet.set_column_hidden(6)?.write_string(0, 6, LINE)?;
    let _ = sheet.set_column_hidden(7)?.write_string(0, 7, KEY)?;
    for (at, (line, expense)) in (1..).zip(vouchers) {
        let _ = sheet.write_number_with_format(at, 0, f64::from(at), &formats.center)?;
        let _ = sheet.write_string_with_format(at, 1, cut(&line.content), &formats.text)?;
        let _ = sheet.write_string(at, 6, &line.id)?;
        let Some(expense) = expense else {
            for (column, format) in
                [(2, &formats.text), (3, &formats.date), (4, &formats.money), (5, &formats.text)]
            {
                let _ = sheet.write_blank(at, column, format)?;
            }
            continue;
        };
        let _ = sheet.write_string_with_format(at, 2, cut(&expense.voucher), &formats.text)?;
        match expense.day {
            Some(day) => drop(sheet.write_date_with_format(at, 3, day, &formats.date)?),
            None => drop(sheet.write_blank(at, 3, &formats.date)?),
        }
        let _ = sheet.write_number_with_format(at, 4, expense.amount as f64, &formats.money)?;
        let _ = sheet.write_string_with_format(at, 5, cut(&expense.note), &formats.text)?;
        let _ = sheet.write_string(at, 7, Key::of_expense(expense).write())?;
    }
    Ok(())
}

fn finish(sheet: &mut Worksheet, is_first: bool) -> Result<(), XlsxError> {
    if is_first {
        let _ = sheet.set_active(true).set_first_tab(true);
    }
    print_setup(sheet)
}
