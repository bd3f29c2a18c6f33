//! Lines of a budget: changed and added ones.

use super::{Change, Reading};
use crate::budget::{Budget, Line, amount};
use crate::decimal::Decimal;
use crate::document::budget::cells::{GROUP, KEY, Key, LineColumn, TOTAL};
use crate::fold::fold;
use crate::import::grid::Grid;
use crate::newsroom::Newsroom;
use crate::plan::Plan;

const COUNT: usize = LineColumn::ALL.len();

/// Takes the lines of a sheet; false when it has no table of lines.
pub(super) fn take(
    newsroom: &Newsroom,
    grid: &Grid,
    reading: &mut Reading,
    new_id: &mut dyn FnMut() -> String,
) -> bool {
    let names = LineColumn::ALL.map(names);
    let heads: [&[&str]; COUNT + 2] = std::array::from_fn(|at| match at.checked_sub(COUNT) {
        None => names[at].as_slice(),
        Some(0) => &[KEY],
        Some(_) => &["Hình thức"],
    });
    let Some((head, found)) = grid.heads(heads) else { return false };
    let (columns, key, named) = (&found[..COUNT], found[COUNT], found[COUNT + 1]);
    let is_of_lines = columns[LineColumn::Content as usize].is_some()
        && (columns[LineColumn::Price as usize].is_some()
            || columns[LineColumn::Quantity as usize].is_some());
    if !is_of_lines {
        return false;
    }
    let plan = newsroom.plan();
    // The activity of the rows that follow.
    let mut activity = String::new();
    let mut seen = Vec::new();
    for row in head + 1..grid.rows.len() {
        let written = grid.cell(row, key).unwrap_or_default().trim();
        if let Some(id) = written.strip_prefix(GROUP) {
            id.clone_into(&mut activity);
            continue;
        }
        let content = grid.cell(row, columns[LineColumn::Content as usize]).unwrap_or_default();
        let is_sum = written == TOTAL || fold(content).starts_with("tong cong") || fold(content) == "cong";
        if is_sum {
            activity.clear();
            continue;
        }
        let cells: Vec<usize> = columns.iter().flatten().copied().collect();
        if cells.iter().all(|column| grid.cell(row, Some(*column)) == Ok("")) {
            continue;
        }
        let first = grid.address(row, cells[0]);
        match Key::parse(written) {
            Some(key) if reading.budget.line(&key.id).is_none() => {
                reading.fault(
                    first,
                    "mục chi này không còn trong Tòa soạn; xuất lại bảng rồi sửa trên bảng mới",
                );
            }
            Some(key) if seen.contains(&key.id) => {
                reading.fault(
                    first,
                    "dòng này chép từ dòng khác; xóa ô “Mã dòng” của dòng chép để thêm thành mục mới",
                );
            }
            Some(key) => {
                seen.push(key.id.clone());
                edit(newsroom, grid, row, columns, &key, reading);
            }
            None => {
                // Words under the table have no price and no quantity.
                let price = grid.cell(row, columns[LineColumn::Price as usize]);
                let quantity = grid.cell(row, columns[LineColumn::Quantity as usize]);
                if price == Ok("") && quantity == Ok("") {
                    continue;
                }
                let own = grid.cell(row, named).unwrap_or_default();
                let found = if own.is_empty() { Some(activity.clone()) } else { activity_named(plan, own) };
                match found.filter(|id| !id.is_empty()) {
                    Some(id) => add(newsroom, grid, row, columns, &id, reading, new_id),
                    None if own.is_empty() => reading.fault(
                        first,
                        "không rõ mục chi này thuộc hình thức nào; chèn dòng vào phần của hình thức, hoặc thêm cột “Hình thức”",
                    ),
                    None => {
                        let cell = grid.address(row, named.unwrap_or_default());
                        reading.fault(cell, format!("kế hoạch không có hình thức “{own}”"));
                    }
                }
            }
        }
    }
    true
}

/// Takes copied rows as new lines of an activity.
pub(super) fn paste(
    newsroom: &Newsroom,
    grid: &Grid,
    activity: &str,
    reading: &mut Reading,
    new_id: &mut dyn FnMut() -> String,
) {
    let names = LineColumn::ALL.map(names);
    let heads: [&[&str]; COUNT] = std::array::from_fn(|at| names[at].as_slice());
    let (first, columns) = if let Some((head, columns)) = grid.heads(heads) {
        (head + 1, columns)
    } else {
        use LineColumn::{Content, Note, Price, Quantity, Unit};
        let usual = [Content, Unit, Quantity, Price, Note];
        (0, LineColumn::ALL.map(|column| usual.iter().position(|one| *one == column)))
    };
    for row in first..grid.rows.len() {
        let content = grid.cell(row, columns[LineColumn::Content as usize]).unwrap_or_default();
        if content.is_empty() || fold(content).starts_with("tong cong") {
            continue;
        }
        add(newsroom, grid, row, &columns, activity, reading, new_id);
    }
}

fn names(column: LineColumn) -> Vec<&'static str> {
    std::iter::once(column.name()).chain(column.other_names().iter().copied()).collect()
}

fn edit(
    newsroom: &Newsroom,
    grid: &Grid,
    row: usize,
    columns: &[Option<usize>],
    key: &Key,
    reading: &mut Reading,
) {
    let (plan, budget) = (newsroom.plan(), newsroom.budget());
    for (at, column) in LineColumn::ALL.into_iter().enumerate() {
        let Some(place) = columns[at] else { continue };
        let cell = grid.address(row, place);
        let text = match grid.cell(row, Some(place)) {
            Ok(text) => text.to_owned(),
            Err(message) => {
                let message = message.to_owned();
                reading.fault(cell, message);
                continue;
            }
        };
        let Some(line) = budget.line(&key.id) else { return };
        let before = column.of(line, plan, budget).into_owned();
        let mut changed = line.clone();
        if let Err(message) = set(&mut changed, column, &text, plan, budget) {
            // What the program itself wrote is no mistake of today.
            if !key.is_as_written(at, &text) {
                reading.fault(cell, message);
            }
            continue;
        }
        let after = column.of(&changed, plan, budget).into_owned();
        // A cell as it was written says nothing, whatever a colleague has changed since.
        if key.is_as_written(at, &after) || after == before {
            continue;
        }
        let is_newer = !key.is_as_written(at, &before);
        reading.changes.push(Change {
            cell,
            row: line.content.clone(),
            field: column.name(),
            before,
            after,
            is_newer,
        });
        if let Some(line) = reading.budget.line_mut(&key.id) {
            let _ = set(line, column, &text, plan, budget);
        }
    }
}

fn add(
    newsroom: &Newsroom,
    grid: &Grid,
    row: usize,
    columns: &[Option<usize>],
    activity: &str,
    reading: &mut Reading,
    new_id: &mut dyn FnMut() -> String,
) {
    let (plan, budget) = (newsroom.plan(), newsroom.budget());
    let source = budget.sources.first().map(|source| source.id.clone()).unwrap_or_default();
    let agency =
        plan.maker(newsroom.settings(), activity).map(|agency| agency.id.clone()).unwrap_or_default();
    let mut line = Line {
        id: new_id(),
        activity: activity.to_owned(),
        agency,
        source,
        quantity: Decimal::ONE,
        ..Line::default()
    };
    let mut is_whole = true;
    for (at, column) in LineColumn::ALL.into_iter().enumerate() {
        let Some(place) = columns[at] else { continue };
        let done = match grid.cell(row, Some(place)) {
            Ok("") => Ok(()),
            Ok(text) => set(&mut line, column, text, plan, budget),
            Err(message) => Err(message.to_owned()),
        };
        if let Err(message) = done {
            is_whole = false;
            reading.fault(grid.address(row, place), message);
        }
    }
    let place = columns.iter().flatten().copied().next().unwrap_or_default();
    let cell = grid.address(row, place);
    if line.content.is_empty() {
        reading.fault(cell, "mục chi chưa có nội dung; ghi nội dung, hoặc xóa dòng");
    } else if is_whole {
        reading.added += 1;
        let after = format!("{} × {}", line.quantity.shown(), crate::budget::dong(line.price.into()));
        let row = line.content.clone();
        reading.changes.push(Change {
            cell,
            row,
            field: "Mục mới",
            before: String::new(),
            after,
            is_newer: false,
        });
        reading.budget.lines.push(line);
    }
}

/// Sets a field from what people typed.
fn set(line: &mut Line, column: LineColumn, text: &str, plan: &Plan, budget: &Budget) -> Result<(), String> {
    match column {
        LineColumn::Content => text.clone_into(&mut line.content),
        LineColumn::Unit => text.clone_into(&mut line.unit),
        LineColumn::Note => text.clone_into(&mut line.note),
        LineColumn::Price => line.price = amount(text)?,
        LineColumn::Quantity => {
            let quantity = Decimal::typed(text).map_err(|error| format!("“{text}” {error}"))?;
            if quantity.is_negative() {
                return Err(format!("“{text}” là số âm; gõ số lượng từ 0 trở lên"));
            }
            line.quantity = quantity;
        }
        LineColumn::Source => {
            let is = |name: &str| !name.is_empty() && fold(name) == fold(text);
            let mut sources = budget.sources.iter();
            let source = sources.find(|one| is(&one.name) || is(&one.short) || one.id == text);
            let known =
                || budget.sources.iter().map(crate::budget::Source::short).collect::<Vec<_>>().join(", ");
            let source = source.ok_or_else(|| format!("không có nguồn “{text}”. Các nguồn: {}", known()))?;
            line.source.clone_from(&source.id);
        }
        LineColumn::Spender => {
            let is = |name: &str| !name.is_empty() && fold(name) == fold(text);
            if let Some(locality) =
                plan.localities.iter().find(|one| is(&format!("UBND {}", one.full_name())))
            {
                line.locality.clone_from(&locality.id);
                return Ok(());
            }
            let mut agencies = plan.agencies.iter();
            let agency = agencies.find(|one| is(&one.name) || is(&one.short) || one.id == text);
            let agency = agency.ok_or_else(|| format!("kế hoạch không có cơ quan, địa bàn “{text}”"))?;
            line.agency.clone_from(&agency.id);
            line.locality.clear();
        }
    }
    Ok(())
}

fn activity_named(plan: &Plan, text: &str) -> Option<String> {
    let is = |name: &str| fold(name) == fold(text);
    let mut activities = plan.activities.iter();
    activities
        .find(|one| is(&one.short) || is(&one.title) || is(&one.clause) || one.id == text)
        .map(|one| one.id.clone())
}
