//! Teams with their members, judges, and the draw.

use std::fmt;

use iced::widget::container;
use iced::{Alignment, Length};

use super::{Editor, Message, new_id};
use crate::contest::{Contest, Judge, Member, Team};
use crate::plan::Plan;
use crate::ui::icon::Icon;
use crate::ui::theme::style;
use crate::ui::widget::{
    button_icon, caption, card, column, field, icon_button, label, picker, row, section_title,
};
use crate::ui::{Context, Element};

/// The body that a team comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    agency: String,
    locality: String,
    name: String,
}

impl Choice {
    fn all(plan: &Plan) -> Vec<Self> {
        let none =
            Self { agency: String::new(), locality: String::new(), name: "Đơn vị khác".to_owned() };
        let agencies = plan.agencies.iter().map(|one| Self {
            agency: one.id.clone(),
            locality: String::new(),
            name: one.short.clone(),
        });
        let localities = plan.localities.iter().filter(|one| one.parent.is_none()).map(|one| Self {
            agency: String::new(),
            locality: one.id.clone(),
            name: format!("UBND {}", one.full_name()),
        });
        std::iter::once(none).chain(agencies).chain(localities).collect()
    }
}

impl fmt::Display for Choice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.name)
    }
}

/// "Nguyễn Văn A (Đội trưởng); Trần Thị B"
fn members_text(members: &[Member]) -> String {
    let one = |member: &Member| {
        if member.role.is_empty() {
            member.name.clone()
        } else {
            format!("{} ({})", member.name, member.role)
        }
    };
    members.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// Members keep their ids by name, so that two machines' changes merge.
fn members(text: &str, known: &[Member]) -> Vec<Member> {
    let one = |part: &str| {
        let (name, role) = match part.split_once('(') {
            Some((name, role)) => (name.trim(), role.trim_end_matches(')').trim()),
            None => (part, ""),
        };
        let id =
            known.iter().find(|member| member.name == name).map_or_else(new_id, |member| member.id.clone());
        Member { id, name: name.to_owned(), role: role.to_owned() }
    };
    text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(one).collect()
}

impl Editor {
    pub(super) fn change_people(&mut self, contest: &mut Contest, message: Message) {
        match message {
            Message::TeamAdded => contest.teams.push(Team {
                id: new_id(),
                name: format!("Đội {}", contest.teams.len() + 1),
                ..Team::default()
            }),
            Message::TeamRemoved(at) if at < contest.teams.len() => drop(contest.teams.remove(at)),
            Message::TeamNamed(at, name) => {
                if let Some(team) = contest.teams.get_mut(at) {
                    team.name = name;
                }
            }
            Message::TeamOf(at, choice) => {
                if let Some(team) = contest.teams.get_mut(at) {
                    (team.agency, team.locality) = (choice.agency, choice.locality);
                }
            }
            Message::MembersChanged(at, text) => {
                if let Some(team) = contest.teams.get_mut(at) {
                    team.members = members(&text, &team.members);
                    let _ = self.texts.insert(format!("members {}", team.id), text);
                }
            }
            Message::JudgeAdded => contest.judges.push(Judge { id: new_id(), ..Judge::default() }),
            Message::JudgeRemoved(at) if at < contest.judges.len() => drop(contest.judges.remove(at)),
            Message::JudgeNamed(at, name) => {
                if let Some(judge) = contest.judges.get_mut(at) {
                    judge.name = name;
                }
            }
            Message::JudgeTitled(at, title) => {
                if let Some(judge) = contest.judges.get_mut(at) {
                    judge.title = title;
                }
            }
            _ => {}
        }
    }

    pub(super) fn teams<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let choices = Choice::all(context.newsroom.plan());
        let rows = self.contest.teams.iter().enumerate().map(|(at, team)| {
            let chosen =
                choices.iter().find(|one| one.agency == team.agency && one.locality == team.locality);
            let kept = members_text(&team.members);
            let same = |text: &str| Some(members_text(&members(text, &team.members)));
            let (typed, _) = self.typed(&format!("members {}", team.id), &kept, same);
            let first = row![
                field("Tên đội", &team.name)
                    .on_input(move |name| Message::TeamNamed(at, name))
                    .width(Length::Fill),
                picker(choices.clone(), chosen.cloned(), move |one| Message::TeamOf(at, one)).width(240),
                icon_button(Icon::Close, "Bỏ đội này", style::ghost, Some(Message::TeamRemoved(at))),
            ]
            .spacing(8)
            .align_y(Alignment::Center);
            let second =
                field("Thành viên, cách bằng dấu chấm phẩy: Nguyễn Văn A (Đội trưởng); Trần Thị B", &typed)
                    .on_input(move |text| Message::MembersChanged(at, text));
            column![first, second].spacing(6).into()
        });
        let drawn = match self.contest.draw {
            Some(number) => {
                let order: Vec<String> = self.contest.order().iter().map(|team| team.name.clone()).collect();
                format!("Số bốc thăm {number}; thứ tự: {}.", order.join(", "))
            }
            None => {
                "Chưa bốc thăm. Thứ tự do một con số quyết định: ai có số ấy cũng lập lại được đúng thứ tự."
                    .to_owned()
            }
        };
        let acts = row![
            button_icon(Icon::Plus, "Thêm đội", style::secondary, Some(Message::TeamAdded)),
            button_icon(
                Icon::Refresh,
                "Bốc thăm thứ tự",
                style::secondary,
                (self.contest.teams.len() > 1).then_some(Message::Drawn)
            ),
        ]
        .spacing(8);
        card(column![section_title("Các đội")].extend(rows).push(acts).push(caption(drawn)).spacing(12))
    }

    pub(super) fn judges(&self) -> Element<'_, Message> {
        let rows = self.contest.judges.iter().enumerate().map(|(at, judge)| {
            row![
                container(label(format!("{}", at + 1))).width(20),
                field("Họ tên", &judge.name)
                    .on_input(move |name| Message::JudgeNamed(at, name))
                    .width(Length::Fill),
                field("Chức danh, cơ quan", &judge.title)
                    .on_input(move |title| Message::JudgeTitled(at, title))
                    .width(Length::Fill),
                icon_button(Icon::Close, "Bỏ giám khảo này", style::ghost, Some(Message::JudgeRemoved(at))),
            ]
            .spacing(8)
            .align_y(Alignment::Center)
            .into()
        });
        let add = button_icon(Icon::Plus, "Thêm giám khảo", style::secondary, Some(Message::JudgeAdded));
        card(column![section_title("Ban giám khảo")].extend(rows).push(add).spacing(10))
    }
}
