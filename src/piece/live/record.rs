//! What really happened, as text: it does not change when the rundown is edited later.

use chrono::NaiveDateTime;

use super::{Act, Desk, Now, State};
use crate::piece::as_run::AsRun;

pub(super) fn write(desk: &Desk, state: &Now) -> Option<AsRun> {
    let began = state.began?;
    let mut lines = vec![heading(desk, state, began)];
    for (item, row) in desk.items.iter().zip(&state.rows) {
        // The parts are separated by a sign that no name may then have.
        let name = item.name.replace('|', "/");
        let (from, to, actual) = match row.state {
            State::Done | State::OnAir => (
                row.started.map_or_else(String::new, hms),
                row.ended.map_or_else(String::new, hms),
                length(row.actual),
            ),
            State::Skipped => ("bỏ".into(), String::new(), String::new()),
            State::Floated => ("để lại".into(), String::new(), String::new()),
            State::Waiting => ("không phát".into(), String::new(), String::new()),
        };
        let planned = length(i64::from(item.planned));
        lines.push(format!("{} | {name} | {from} | {to} | {actual} | {planned}", item.number));
    }
    let (mut held, mut others) = (None, Vec::new());
    for (at, act) in desk.acts() {
        match act {
            Act::Hold => held = Some(*at),
            Act::Resume | Act::Start(_) | Act::End => {
                if let Some(from) = held.take() {
                    let seconds = length((*at - from).num_seconds());
                    others.push((from, format!("{}–{} Tạm dừng {seconds}", hms(from), hms(*at))));
                }
            }
            Act::Note(text) => {
                let text = text.replace('|', "/");
                others.push((*at, format!("{} Câu hỏi, ghi nhận: {}", hms(*at), text.trim())));
            }
            Act::Skip(_) | Act::Float(_) | Act::Return(_) => {}
        }
    }
    others.sort_by_key(|(at, _)| *at);
    lines.extend(others.into_iter().map(|(_, line)| line));
    let id = began.format("%Y-%m-%dT%H:%M:%S").to_string();
    Some(AsRun { id, date: began.date(), text: lines.join("\n") })
}

fn heading(desk: &Desk, state: &Now, began: NaiveDateTime) -> String {
    let planned = length(i64::from(desk.frame));
    match state.ended {
        Some(ended) => {
            let over = match state.over {
                0 => "đúng giờ".to_owned(),
                over if over > 0 => format!("quá giờ {}", length(over)),
                spare => format!("sớm {}", length(-spare)),
            };
            format!(
                "Lên sóng {}, kết thúc {}, dài {} (kế hoạch {planned}), {over}.",
                hms(began),
                hms(ended),
                length(state.elapsed)
            )
        }
        None => format!("Lên sóng {}, chưa kết thúc (kế hoạch {planned}).", hms(began)),
    }
}

fn hms(at: NaiveDateTime) -> String {
    at.format("%H:%M:%S").to_string()
}

/// 12", 1'30"
fn length(seconds: i64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, rest) => format!("{rest}\""),
        (minutes, rest) => format!("{minutes}'{rest:02}\""),
    }
}
