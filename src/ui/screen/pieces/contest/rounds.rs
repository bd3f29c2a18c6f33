//! Rounds with their criteria, what decides between equal teams, awards.

use std::fmt;

use iced::widget::{container, text};
use iced::{Alignment, Length};

use super::{Editor, Message, decimal, new_id};
use crate::contest::{Award, Contest, Criterion, Round, Tie};
use crate::decimal::Decimal;
use crate::ui::icon::Icon;
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button_icon, caption, card, column, field, icon_button, label, picker, row, section_title, segmented,
};
use crate::ui::{Context, Element};

/// How many rules for equal teams can be set.
const TIES: usize = 3;

/// "5:00" as seconds; an empty text is 0. None for what is no time.
pub(super) fn seconds(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.is_empty() {
        return Some(0);
    }
    let (minutes, seconds) = text.split_once([':', '\'', '.']).unwrap_or((text, "0"));
    let seconds = seconds.trim_end_matches('"');
    let minutes: u32 = minutes.trim().parse().ok().filter(|minutes| *minutes < 24 * 60)?;
    let seconds: u32 =
        if seconds.is_empty() { 0 } else { seconds.parse().ok().filter(|seconds| *seconds < 60)? };
    Some(minutes * 60 + seconds)
}

/// "5:00"; empty for 0.
pub(super) fn clock(seconds: u32) -> String {
    if seconds == 0 { String::new() } else { format!("{}:{:02}", seconds / 60, seconds % 60) }
}

/// "xét phần Vấn đáp"
pub(super) fn tie_name(tie: &Tie, contest: &Contest) -> String {
    match tie {
        Tie::Round(id) => {
            let name = contest.round(id).map_or(id.as_str(), |round| round.name.as_str());
            format!("xét phần {name}")
        }
        Tie::RoundsWon => "xét số phần nhất".to_owned(),
        Tie::LeastPenalty => "xét điểm trừ".to_owned(),
    }
}

/// A rule in the picker.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule(Option<Tie>, String);

impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.1)
    }
}

fn whole(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|number| *number <= 100_000)
}

impl Editor {
    pub(super) fn change_rules(&mut self, contest: &mut Contest, message: Message) {
        match message {
            Message::RoundAdded => contest.rounds.push(Round {
                id: new_id(),
                name: format!("Phần {}", contest.rounds.len() + 1),
                criteria: vec![criterion()],
                ..Round::default()
            }),
            Message::RoundRemoved(at) if at < contest.rounds.len() => drop(contest.rounds.remove(at)),
            Message::DroppedChosen(count) => contest.dropped = count,
            Message::TieChosen(at, tie) => {
                contest.ties.truncate(TIES);
                match tie {
                    Some(tie) if at < contest.ties.len() => contest.ties[at] = tie,
                    Some(tie) => contest.ties.push(tie),
                    None if at < contest.ties.len() => drop(contest.ties.remove(at)),
                    None => {}
                }
            }
            Message::AwardAdded => {
                contest.awards.push(Award { id: new_id(), name: "Giải".to_owned(), count: 1 });
            }
            Message::AwardRemoved(at) if at < contest.awards.len() => drop(contest.awards.remove(at)),
            Message::AwardNamed(at, name) => {
                if let Some(award) = contest.awards.get_mut(at) {
                    award.name = name;
                }
            }
            Message::CountChanged(at, text) => {
                let Some(award) = contest.awards.get_mut(at) else { return };
                award.count = whole(&text).unwrap_or(award.count);
                let _ = self.texts.insert(format!("count {}", award.id), text);
            }
            message => self.change_round(contest, message),
        }
    }

    fn change_round(&mut self, contest: &mut Contest, message: Message) {
        let at = match &message {
            Message::RoundNamed(at, _)
            | Message::RuleChanged(at, _)
            | Message::WeightChanged(at, _)
            | Message::LimitChanged(at, _)
            | Message::PenaltyChanged(at, _)
            | Message::StepChanged(at, _)
            | Message::CriterionAdded(at)
            | Message::CriterionRemoved(at, _)
            | Message::CriterionNamed(at, ..)
            | Message::QuestionRemoved(at, _)
            | Message::QuestionsCounted(at, _)
            | Message::MostChanged(at, ..) => *at,
            _ => return,
        };
        let Some(round) = contest.rounds.get_mut(at) else { return };
        let id = round.id.clone();
        let mut keep = |name: &str, text: String| drop(self.texts.insert(format!("{name} {id}"), text));
        match message {
            Message::RoundNamed(_, name) => round.name = name,
            Message::RuleChanged(_, rule) => round.rule = rule,
            Message::WeightChanged(_, text) => {
                round.weight = decimal(&text).unwrap_or(round.weight);
                keep("weight", text);
            }
            Message::LimitChanged(_, text) => {
                round.seconds = seconds(&text).unwrap_or(round.seconds);
                keep("limit", text);
            }
            Message::PenaltyChanged(_, text) => {
                round.penalty = decimal(&text).unwrap_or(round.penalty);
                keep("penalty", text);
            }
            Message::StepChanged(_, text) => {
                round.penalty_step = whole(&text).filter(|step| *step > 0).unwrap_or(round.penalty_step);
                keep("step", text);
            }
            Message::CriterionAdded(_) => round.criteria.push(criterion()),
            Message::CriterionRemoved(_, one) if one < round.criteria.len() => {
                drop(round.criteria.remove(one));
            }
            Message::CriterionNamed(_, one, name) => {
                if let Some(criterion) = round.criteria.get_mut(one) {
                    criterion.name = name;
                }
            }
            Message::QuestionRemoved(_, one) if one < round.questions.len() => {
                drop(round.questions.remove(one));
            }
            Message::QuestionsCounted(_, text) => keep("questions", text),
            Message::MostChanged(_, one, text) => {
                if let Some(criterion) = round.criteria.get_mut(one) {
                    criterion.most = decimal(&text).unwrap_or(criterion.most);
                    keep(&format!("most {}", criterion.id), text);
                }
            }
            _ => {}
        }
    }

    pub(super) fn rules<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let contest = &self.contest;
        let about = card(
            column![
                section_title("Giới thiệu"),
                column![
                    label("Lời mở đầu của thể lệ"),
                    field("Mục đích, đối tượng", &contest.intro).on_input(Message::IntroChanged)
                ]
                .spacing(4),
                column![
                    label("Địa điểm"),
                    field("Hội trường", &contest.place).on_input(Message::PlaceChanged)
                ]
                .spacing(4),
            ]
            .spacing(10),
        );
        let rounds = contest.rounds.iter().enumerate().map(|(at, round)| self.round_card(at, round, context));
        let add = button_icon(Icon::Plus, "Thêm phần thi", style::secondary, Some(Message::RoundAdded));
        column![about].extend(rounds).push(add).push(self.judging()).push(self.awards()).spacing(14).into()
    }

    fn round_card<'a>(&'a self, at: usize, round: &'a Round, context: &'a Context) -> Element<'a, Message> {
        let id = &round.id;
        let amount = |text: &str| decimal(text).map(Decimal::shown);
        let narrow = |name: &'static str, field: crate::ui::widget::TextField<'a, Message>| {
            column![label(name), field.width(110)].spacing(4)
        };
        let limit = clock(round.seconds);
        let read_limit = |text: &str| seconds(text).map(clock);
        let step = round.penalty_step.to_string();
        let numbers = row![
            narrow(
                "Hệ số",
                self.number(&format!("weight {id}"), &round.weight.shown(), amount)
                    .on_input(move |text| Message::WeightChanged(at, text))
            ),
            narrow(
                "Phút:giây",
                self.number(&format!("limit {id}"), &limit, read_limit)
                    .on_input(move |text| Message::LimitChanged(at, text))
            ),
            narrow(
                "Trừ điểm",
                self.number(&format!("penalty {id}"), &round.penalty.shown(), amount)
                    .on_input(move |text| Message::PenaltyChanged(at, text))
            ),
            narrow(
                "mỗi số giây quá",
                self.number(&format!("step {id}"), &step, |text| whole(text)
                    .filter(|step| *step > 0)
                    .map(|step| step.to_string()))
                    .on_input(move |text| Message::StepChanged(at, text))
            ),
        ]
        .spacing(8);
        let criteria = round.criteria.iter().enumerate().map(|(one, criterion)| {
            row![
                field("Tiêu chí", &criterion.name)
                    .on_input(move |name| Message::CriterionNamed(at, one, name))
                    .width(Length::Fill),
                self.number(&format!("most {} {id}", criterion.id), &criterion.most.shown(), amount)
                    .on_input(move |text| Message::MostChanged(at, one, text))
                    .width(90),
                text("điểm").size(size::CAPTION).style(ink::secondary),
                icon_button(
                    Icon::Close,
                    "Bỏ tiêu chí",
                    style::ghost,
                    Some(Message::CriterionRemoved(at, one))
                ),
            ]
            .spacing(8)
            .align_y(Alignment::Center)
            .into()
        });
        let head = row![
            field("Tên phần thi", &round.name)
                .on_input(move |name| Message::RoundNamed(at, name))
                .width(Length::Fill),
            icon_button(Icon::Trash, "Bỏ phần thi này", style::ghost, Some(Message::RoundRemoved(at))),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let rule =
            field("Yêu cầu của phần thi", &round.rule).on_input(move |rule| Message::RuleChanged(at, rule));
        let add = button_icon(Icon::Plus, "Thêm tiêu chí", style::ghost, Some(Message::CriterionAdded(at)));
        let questions = self.questions(at, round, context);
        card(column![head, rule, numbers].extend(criteria).push(add).push(questions).spacing(10))
    }

    fn judging(&self) -> Element<'_, Message> {
        let contest = &self.contest;
        let none = Rule(None, "(không xét thêm)".to_owned());
        let of = |tie: Tie| {
            let name = tie_name(&tie, contest);
            Rule(Some(tie), name)
        };
        let rounds = contest.rounds.iter().map(|round| of(Tie::Round(round.id.clone())));
        let rules: Vec<Rule> =
            std::iter::once(none).chain(rounds).chain([of(Tie::RoundsWon), of(Tie::LeastPenalty)]).collect();
        let shown = (contest.ties.len() + 1).min(TIES);
        let ties = (0..shown).map(|at| {
            let chosen = contest.ties.get(at).cloned().map_or_else(|| rules[0].clone(), of);
            picker(rules.clone(), Some(chosen), move |Rule(tie, _)| Message::TieChosen(at, tie))
                .width(220)
                .into()
        });
        let dropped = segmented(
            [(0_u8, "Tính mọi phiếu"), (1, "Bỏ 1 cao nhất, 1 thấp nhất")],
            contest.dropped.min(1),
            Message::DroppedChosen,
        );
        card(
            column![
                section_title("Cách tính"),
                dropped,
                caption("Chỉ bỏ khi đủ phiếu của mọi giám khảo và còn ít nhất một phiếu để tính."),
                label("Bằng tổng điểm thì lần lượt"),
                row(ties).spacing(8),
            ]
            .spacing(10),
        )
    }

    fn awards(&self) -> Element<'_, Message> {
        let rows = self.contest.awards.iter().enumerate().map(|(at, award)| {
            let count = award.count.to_string();
            row![
                field("Tên giải", &award.name)
                    .on_input(move |name| Message::AwardNamed(at, name))
                    .width(Length::Fill),
                self.number(&format!("count {}", award.id), &count, |text| whole(text)
                    .map(|count| count.to_string()))
                    .on_input(move |text| Message::CountChanged(at, text))
                    .width(70),
                container(text("giải").size(size::CAPTION).style(ink::secondary)),
                icon_button(Icon::Close, "Bỏ giải này", style::ghost, Some(Message::AwardRemoved(at))),
            ]
            .spacing(8)
            .align_y(Alignment::Center)
            .into()
        });
        let add = button_icon(Icon::Plus, "Thêm giải", style::secondary, Some(Message::AwardAdded));
        card(column![section_title("Giải thưởng, từ cao xuống")].extend(rows).push(add).spacing(10))
    }
}

fn criterion() -> Criterion {
    Criterion { id: new_id(), name: String::new(), most: Decimal::whole(10) }
}
