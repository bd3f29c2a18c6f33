//! What the report says beside the definitions.

use std::collections::HashMap;
use std::fmt::Write;

use chrono::Datelike;
use toasoan::calendar::wording::grouped;
use toasoan::document::{PrintOptions, report};
use toasoan::ledger::SlotState;
use toasoan::newsroom::Newsroom;
use toasoan::page::{Block, Cell, Fonts, Paragraph};
use toasoan::plan::Slot;

/// As its columns have them.
const STATES: [SlotState; 7] = [
    SlotState::InTime,
    SlotState::Late,
    SlotState::Unconfirmed,
    SlotState::Missing,
    SlotState::Ready,
    SlotState::InHand,
    SlotState::Empty,
];

/// Its totals, those of the month so far, and a line for each form, locality and topic.
pub fn assert_report(
    newsroom: &Newsroom,
    states: &HashMap<&str, SlotState>,
    slots: &[Slot],
    fonts: &mut Fonts,
    case: &str,
) {
    let (plan, day) = (newsroom.plan(), newsroom.today());
    let first = day.with_day(1).expect("a day");
    let manuscript = report::manuscript(newsroom, Some(first), &PrintOptions::default(), fonts);
    let said = text(manuscript.blocks());
    let figures = |of: &dyn Fn(&Slot) -> bool| -> [usize; 9] {
        let own: Vec<&Slot> = slots.iter().filter(|slot| of(slot)).collect();
        let due = own.iter().filter(|slot| slot.to <= day).count();
        let count = |state| own.iter().filter(|slot| states[slot.id.as_str()] == state).count();
        let [in_time, late, unconfirmed, missing, ready, in_hand, empty] = STATES.map(count);
        [own.len(), due, in_time, late, unconfirmed, missing, ready, in_hand, empty]
    };
    let words = |figure: usize| grouped(figure as u64);
    let row = |name: &str, figures: [usize; 9]| {
        let cells = figures.map(|figure| if figure == 0 { "–".to_owned() } else { words(figure) });
        format!("{name}|{}|\n", cells.join("|"))
    };
    let all = figures(&|_| true);
    let [owed, due, in_time, late, unconfirmed, missing, ready, in_hand, empty] = all.map(words);
    let mut wanted = vec![
        format!("Cả năm phải thực hiện {owed} kỳ; đến nay {due} kỳ đã đến hạn."),
        format!(
            "đúng hạn {in_time} kỳ, trễ {late} kỳ; {unconfirmed} kỳ đã qua ngày nhưng chưa xác nhận; {missing} kỳ"
        ),
        format!("đã duyệt {ready} kỳ, đang soạn hoặc chờ duyệt {in_hand} kỳ, chưa có bài {empty} kỳ."),
        row("Cộng", all),
    ];
    let [_, due, in_time, late, unconfirmed, missing, ..] =
        figures(&|slot| (first..=day).contains(&slot.to)).map(words);
    wanted.push(format!(
        ": {due} kỳ đến hạn; đã phát, đăng hoặc tổ chức đúng hạn {in_time} kỳ, trễ {late} kỳ; chưa xác nhận \
         {unconfirmed} kỳ; chưa thực hiện {missing} kỳ."
    ));
    for activity in &plan.activities {
        let name = format!("{} ({})", activity.short, activity.clause);
        wanted.push(row(&name, figures(&|slot| slot.id.activity() == activity.id)));
    }
    for locality in &plan.localities {
        let own = figures(&|slot| slot.id.locality() == Some(&locality.id));
        if own[0] > 0 {
            // The first letter of a row is a capital.
            let name: String = locality.full_name().chars().skip(1).collect();
            wanted.push(row(&name, own));
        }
    }
    let progress = newsroom.progress();
    for topic in plan.audiences.iter().flat_map(|audience| &audience.topics) {
        // What was counted is compared with the definitions beside the commands.
        let row = progress.topic(&topic.clause).expect("the topic");
        let [pieces, published] =
            [row.pieces, row.published].map(|count| if count == 0 { "–".to_owned() } else { grouped(count) });
        wanted.push(format!("|{}|{}|{pieces}|{published}|", topic.clause, topic.short));
    }
    let tones = progress.year_tones();
    wanted.push(format!(
        "Trong {} bài đã xếp lịch: {} bài có biểu dương, {} bài có phê phán, {} bài nêu gương",
        tones.pieces, tones.praise, tones.critique, tones.model_official
    ));
    for wanted in wanted {
        assert!(said.contains(&wanted), "{case}: {wanted:?} in {said}");
    }
}

/// A line for a paragraph, a table's cells between bars.
fn text(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let _ = writeln!(text, "{}", of_paragraph(paragraph));
            }
            Block::Table(table) => {
                for row in &table.rows {
                    let _ =
                        writeln!(text, "|{}|", row.cells.iter().map(of_cell).collect::<Vec<_>>().join("|"));
                }
            }
            Block::Together(blocks) => text.push_str(&self::text(blocks)),
            Block::Columns(columns) => {
                for (_, blocks) in columns {
                    text.push_str(&self::text(blocks));
                }
            }
            Block::Space(_) | Block::Rule { .. } | Block::Figure(_) | Block::PageBreak => {}
        }
    }
    text
}

fn of_paragraph(paragraph: &Paragraph) -> String {
    paragraph.spans.iter().map(|span| span.text.as_str()).collect()
}

fn of_cell(cell: &Cell) -> String {
    cell.paragraphs.iter().map(of_paragraph).collect::<Vec<_>>().join(" ")
}
