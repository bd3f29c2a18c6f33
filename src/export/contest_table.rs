//! A contest as an Excel workbook: the ranking with totals as formulas, every mark, the questions.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Workbook, Worksheet, utility};

use super::xlsx::Error;
use crate::contest::Contest;
use crate::document::contest::{answer, bank};
use crate::newsroom::Newsroom;

/// Excel's number for A4.
const A4: u8 = 9;
/// Decimals with which points are written; they are shown with two.
const DECIMALS: usize = 8;

struct Looks {
    head: Format,
    text: Format,
    points: Format,
    whole: Format,
}

pub fn write(newsroom: &Newsroom, contest: &Contest) -> Result<Vec<u8>, Error> {
    let cell = || Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    let looks = Looks {
        head: cell().set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter),
        text: cell(),
        points: cell().set_num_format("0.00"),
        whole: cell().set_num_format("0"),
    };
    let mut workbook = Workbook::new();
    ranking(workbook.add_worksheet(), newsroom, contest, &looks)?;
    marks(workbook.add_worksheet(), contest, &looks)?;
    if contest.rounds.iter().any(|round| !round.questions.is_empty()) {
        questions(workbook.add_worksheet(), newsroom, contest, &looks)?;
    }
    Ok(super::workbook::bytes(&mut workbook)?)
}

fn begin(sheet: &mut Worksheet, name: &str, heads: &[(&str, f64)], looks: &Looks) -> Result<(), Error> {
    let _ = sheet.set_name(name)?;
    for (at, (head, width)) in (0..).zip(heads) {
        let _ = sheet.set_column_width(at, *width)?;
        let _ = sheet.write_with_format(0, at, *head, &looks.head)?;
    }
    let _ = sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    let _ = sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Rank, team, the points of each round, their sum, the award.
fn ranking(
    sheet: &mut Worksheet,
    newsroom: &Newsroom,
    contest: &Contest,
    looks: &Looks,
) -> Result<(), Error> {
    let mut heads = vec![("Hạng", 7.0), ("Đội", 26.0), ("Đơn vị", 26.0)];
    heads.extend(contest.rounds.iter().map(|round| (round.name.as_str(), 14.0)));
    heads.extend([("Tổng", 10.0), ("Giải", 18.0)]);
    begin(sheet, "Xếp hạng", &heads, looks)?;
    let plan = newsroom.plan();
    for (row, place) in (1..).zip(contest.ranking().places) {
        let team = place.team;
        let body = plan.locality(&team.locality).map(crate::plan::Locality::full_name);
        let body = body.or_else(|| plan.agency(&team.agency).map(|agency| agency.name.clone()));
        let _ = sheet.write_with_format(row, 0, place.rank as u32, &looks.whole)?;
        let _ = sheet.write_with_format(row, 1, &team.name, &looks.text)?;
        let _ = sheet.write_with_format(row, 2, body.unwrap_or_default(), &looks.text)?;
        let mut column = 3;
        for round in &place.rounds {
            let _ =
                sheet.write_with_format(row, column, number(&round.points.shown(DECIMALS)), &looks.points)?;
            column += 1;
        }
        let cells = format!(
            "{}:{}",
            utility::row_col_to_cell(row, 3),
            utility::row_col_to_cell(row, column.saturating_sub(1))
        );
        if place.rounds.is_empty() {
            let _ = sheet.write_with_format(row, column, 0, &looks.points)?;
        } else {
            let sum = Formula::new(format!("=SUM({cells})"))
                .set_result(number(&place.total.shown(DECIMALS)).to_string());
            let _ = sheet.write_formula_with_format(row, column, sum, &looks.points)?;
        }
        let award = place.award.map_or("", |award| award.name.as_str());
        let _ = sheet.write_with_format(row, column + 1, award, &looks.text)?;
    }
    Ok(())
}

/// A row a mark: as the judges' papers have them, with who typed it when.
fn marks(sheet: &mut Worksheet, contest: &Contest, looks: &Looks) -> Result<(), Error> {
    let heads = [
        ("Phần thi", 24.0),
        ("Đội", 24.0),
        ("Giám khảo", 24.0),
        ("Tiêu chí", 24.0),
        ("Điểm", 9.0),
        ("Tối đa", 9.0),
        ("Người ghi", 20.0),
        ("Ghi lúc", 19.0),
        ("Đã sửa", 9.0),
    ];
    begin(sheet, "Phiếu chấm", &heads, looks)?;
    let mut row = 0;
    for round in &contest.rounds {
        for team in contest.order() {
            for judge in contest.judges_of(round) {
                for criterion in &round.criteria {
                    row += 1;
                    let texts = [&round.name, &team.name, &judge.name, &criterion.name];
                    for (at, text) in (0..).zip(texts) {
                        let _ = sheet.write_with_format(row, at, text, &looks.text)?;
                    }
                    let id = Contest::mark_id(&team.id, &round.id, &judge.id, &criterion.id);
                    let mark = contest.marks.iter().find(|mark| mark.id == id);
                    let points = mark.and_then(|mark| mark.points);
                    match points {
                        Some(points) => {
                            let points = number(&points.fraction().shown(DECIMALS));
                            let _ = sheet.write_with_format(row, 4, points, &looks.points)?;
                        }
                        None => drop(sheet.write_blank(row, 4, &looks.points)?),
                    }
                    let most = number(&criterion.most.fraction().shown(DECIMALS));
                    let _ = sheet.write_with_format(row, 5, most, &looks.points)?;
                    let (by, at) = mark.map_or(("", ""), |mark| (&mark.by, &mark.at));
                    let _ = sheet.write_with_format(row, 6, by, &looks.text)?;
                    let _ = sheet.write_with_format(row, 7, at, &looks.text)?;
                    let corrections = mark.map_or(0, |mark| mark.was.len()) as u32;
                    let _ = sheet.write_with_format(row, 8, corrections, &looks.whole)?;
                }
            }
        }
    }
    Ok(())
}

fn questions(
    sheet: &mut Worksheet,
    newsroom: &Newsroom,
    contest: &Contest,
    looks: &Looks,
) -> Result<(), Error> {
    let heads = [
        ("Phần thi", 20.0),
        ("Câu", 6.0),
        ("Câu hỏi", 60.0),
        ("Phương án", 48.0),
        ("Đáp án", 36.0),
        ("Căn cứ", 28.0),
    ];
    begin(sheet, "Câu hỏi", &heads, looks)?;
    let bank = bank(newsroom);
    let mut row = 0;
    for round in &contest.rounds {
        for (at, id) in (1_u32..).zip(&round.questions) {
            let Some(question) = bank.and_then(|bank| bank.question(id)) else { continue };
            row += 1;
            let options = question.options.iter().zip('A'..='Z');
            let options: Vec<String> =
                options.map(|(option, letter)| format!("{letter}. {option}")).collect();
            let _ = sheet.write_with_format(row, 0, &round.name, &looks.text)?;
            let _ = sheet.write_with_format(row, 1, at, &looks.whole)?;
            let texts =
                [question.text.clone(), options.join("\n"), answer(question), question.clause.clone()];
            for (column, text) in (2..).zip(texts) {
                let _ = sheet.write_with_format(row, column, text, &looks.text)?;
            }
        }
    }
    Ok(())
}

/// Points as the program shows them, "7,25".
fn number(shown: &str) -> f64 {
    shown.replace(',', ".").parse().unwrap_or_default()
}
