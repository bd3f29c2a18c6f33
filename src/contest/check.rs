//! What is wrong with a contest's rules and marks.

use std::collections::HashSet;

use super::score::{MOST_JUDGES, MOST_POINTS, MOST_ROUNDS, MOST_WEIGHT};
use super::{Contest, Tie};
use crate::decimal::Decimal;

/// Something to be mended before the contest is held, in Vietnamese with the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub message: String,
    /// It makes the ranking wrong; else something is only missing.
    pub is_error: bool,
}

impl Contest {
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut found = |is_error: bool, message: String| problems.push(Problem { message, is_error });
        for (is_empty, what) in [
            (self.teams.is_empty(), "chưa có đội nào; thêm đội ở mục Đội"),
            (self.rounds.is_empty(), "chưa có phần thi nào; thêm phần thi và tiêu chí chấm"),
            (self.judges.is_empty(), "chưa có giám khảo; thêm giám khảo"),
        ] {
            if is_empty {
                found(false, what.to_owned());
            }
        }
        let lists: [(&str, Vec<&str>); 3] = [
            ("đội", self.teams.iter().map(|team| team.id.as_str()).collect()),
            ("giám khảo", self.judges.iter().map(|judge| judge.id.as_str()).collect()),
            ("phần thi", self.rounds.iter().map(|round| round.id.as_str()).collect()),
        ];
        for (what, ids) in lists {
            let mut seen = HashSet::new();
            for id in ids.into_iter().filter(|id| !seen.insert(*id)) {
                found(true, format!("hai {what} cùng mã “{id}”; đổi mã của một"));
            }
        }
        if self.rounds.len() > MOST_ROUNDS {
            found(true, format!("quá {MOST_ROUNDS} phần thi; các phần sau không được tính"));
        }
        if self.judges.len() > MOST_JUDGES {
            found(true, format!("quá {MOST_JUDGES} giám khảo; những người sau không được tính"));
        }
        for round in &self.rounds {
            let name = &round.name;
            if round.criteria.is_empty() {
                found(false, format!("phần “{name}” chưa có tiêu chí chấm"));
            }
            if round.weight > MOST_WEIGHT || round.weight <= Decimal::ZERO {
                found(
                    true,
                    format!(
                        "phần “{name}” có hệ số {}; ghi số lớn hơn 0, nhiều nhất 100",
                        round.weight.shown()
                    ),
                );
            }
            for criterion in &round.criteria {
                if criterion.most <= Decimal::ZERO || criterion.most > MOST_POINTS {
                    let (what, most) = (&criterion.name, criterion.most.shown());
                    found(true, format!("phần “{name}”, “{what}” có điểm tối đa {most}; ghi từ 0 đến 1.000"));
                }
            }
            for id in round.judges.iter().filter(|id| self.judge(id).is_none()) {
                found(true, format!("phần “{name}” giao cho giám khảo “{id}” không có trong danh sách"));
            }
            let judges = self.judges_of(round).count();
            if self.dropped > 0 && judges > 0 && judges <= 2 * usize::from(self.dropped) {
                found(
                    false,
                    format!(
                        "phần “{name}” có {judges} giám khảo, không đủ để bỏ phiếu cao nhất và thấp nhất"
                    ),
                );
            }
        }
        for tie in &self.ties {
            if let Tie::Round(id) = tie
                && self.round(id).is_none()
            {
                found(true, format!("xét bằng điểm theo phần thi “{id}” không có trong danh sách"));
            }
        }
        let most = |id: &str| {
            let mut parts = id.split('/');
            let (_, round, _, criterion) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
            let criteria = &self.round(round)?.criteria;
            criteria.iter().find(|one| one.id == criterion).map(|one| (one.name.as_str(), one.most))
        };
        for mark in &self.marks {
            let (Some(points), Some((name, most))) = (mark.points, most(&mark.id)) else { continue };
            if points.is_negative() || points > most {
                let (points, most) = (points.shown(), most.shown());
                found(
                    true,
                    format!(
                        "một phiếu ghi {points} điểm cho “{name}”, tối đa là {most}; điểm này không được tính"
                    ),
                );
            }
        }
        problems
    }
}
