//! "Thể lệ".

use super::{Setting, heading, lasting, said};
use crate::contest::{Round, Tie};
use crate::document::closing::conclude;
use crate::page::{Block, Fonts};

pub(super) fn blocks(setting: &Setting<'_>, fonts: &mut Fonts) -> Vec<Block> {
    let contest = setting.contest;
    let mut blocks = setting.head("THỂ LỆ", true, fonts);
    blocks.extend(contest.intro.lines().filter(|line| !line.trim().is_empty()).map(said));
    let mut number = 0;
    let mut article = |name: &str| {
        number += 1;
        heading(&format!("{number}. {name}"))
    };
    if !contest.place.is_empty() {
        blocks.push(article("Địa điểm"));
        blocks.push(said(contest.place.as_str()));
    }
    blocks.push(article("Đội thi"));
    let names: Vec<String> = contest.teams.iter().map(|team| team.name.clone()).collect();
    blocks.push(said(format!("Có {} đội: {}.", names.len(), names.join("; "))));
    blocks.push(article("Các phần thi"));
    for (at, round) in contest.rounds.iter().enumerate() {
        blocks.extend(of_round(at, round));
    }
    blocks.push(article("Cách chấm và xếp hạng"));
    let judges = contest.judges.len();
    blocks.push(said(format!(
        "Ban giám khảo có {judges} người. Mỗi người chấm từng tiêu chí trên phiếu riêng; điểm một phần thi của đội là \
         trung bình cộng điểm các phiếu, trừ điểm quá giờ rồi nhân hệ số. Điểm toàn cuộc là tổng điểm các phần thi."
    )));
    if contest.dropped > 0 {
        let count = contest.dropped;
        blocks.push(said(format!(
            "Trước khi tính trung bình, bỏ {count} phiếu cao nhất và {count} phiếu thấp nhất của mỗi phần thi."
        )));
    }
    if !contest.ties.is_empty() {
        let ties = contest.ties.iter().map(|tie| tie_words(tie, |id| contest.round(id)));
        let ties = ties.collect::<Vec<_>>().join("; sau đó ");
        blocks.push(said(format!(
            "Khi các đội bằng điểm, xếp trên đội có {ties}. Vẫn bằng nhau thì đồng hạng."
        )));
    }
    if !contest.awards.is_empty() {
        blocks.push(article("Giải thưởng"));
        let awards: Vec<String> =
            contest.awards.iter().map(|award| format!("{:02} {}", award.count, award.name)).collect();
        blocks.push(said(format!("{}.", awards.join(", "))));
    }
    let recipients = ["Các đội thi".to_owned(), "Ban giám khảo".to_owned()];
    conclude(&mut blocks, setting.newsroom, &setting.office, &recipients);
    blocks
}

fn of_round(at: usize, round: &Round) -> Vec<Block> {
    let letter = char::from(b'a' + (at % 26) as u8);
    let mut facts = format!("{letter}) {}", round.name);
    if round.seconds > 0 {
        facts = format!("{facts}, không quá {}", lasting(round.seconds));
    }
    let mut blocks = vec![heading(&facts)];
    blocks.extend(round.rule.lines().filter(|line| !line.trim().is_empty()).map(said));
    let criteria: Vec<String> = round
        .criteria
        .iter()
        .map(|one| format!("{} {} điểm", one.name.to_lowercase(), one.most.shown()))
        .collect();
    let weight = round.weight.shown();
    blocks.push(said(format!(
        "Điểm tối đa {} ({}); hệ số {weight}.",
        round.most().shown(0),
        criteria.join(", ")
    )));
    if round.seconds > 0 && round.penalty > crate::decimal::Decimal::ZERO {
        blocks.push(said(format!(
            "Quá giờ, cứ mỗi {} trừ {} điểm; phần lẻ tính tròn.",
            lasting(round.penalty_step),
            round.penalty.shown()
        )));
    }
    blocks
}

/// "điểm phần Vấn đáp cao hơn"
pub(super) fn tie_words<'a>(tie: &Tie, round: impl Fn(&str) -> Option<&'a Round>) -> String {
    match tie {
        Tie::Round(id) => {
            let name = round(id).map_or(id.as_str(), |round| round.name.as_str());
            format!("điểm phần {name} cao hơn")
        }
        Tie::RoundsWon => "nhiều phần thi nhất hơn".to_owned(),
        Tie::LeastPenalty => "ít điểm trừ quá giờ hơn".to_owned(),
    }
}
