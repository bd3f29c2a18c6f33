//! Tôi là ai: asked once for each workspace on a machine; signs what is done here, and tells what is mine.

use std::fmt;

use iced::widget::{operation, space};
use iced::{Length, Task};

use crate::plan::Plan;
use crate::store::profile::Identity;
use crate::ui::Element;
use crate::ui::theme::style;
use crate::ui::widget::{button_label, caption, column, field, label, picker, row, section_title};

/// Logical pixels.
const WIDTH: f32 = 440.0;
const NAME: &str = "identity-name";

#[derive(Debug)]
pub struct Dialog {
    identity: Identity,
    agencies: Vec<Choice>,
    localities: Vec<Choice>,
}

/// An agency or a locality of the plan, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    id: Option<String>,
    name: String,
}

impl fmt::Display for Choice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

#[derive(Debug, Clone)]
pub enum Message {
    Named(String),
    AgencyChosen(Choice),
    LocalityChosen(Choice),
    Done,
    Skipped,
}

impl Dialog {
    /// For the one who sits here now, or nobody yet.
    pub fn new(identity: Identity, plan: &Plan) -> Self {
        let none = |name: &str| std::iter::once(Choice { id: None, name: name.to_owned() });
        let agencies = plan.agencies.iter();
        let agencies = agencies.map(|one| Choice { id: Some(one.id.clone()), name: one.name.clone() });
        let localities = plan.localities.iter();
        let localities = localities.map(|one| Choice { id: Some(one.id.clone()), name: one.full_name() });
        Self {
            identity,
            agencies: none("Xem tất cả").chain(agencies).collect(),
            localities: none("Cả thành phố").chain(localities).collect(),
        }
    }

    /// Puts the caret where the name is typed.
    pub fn focus<T: Send + 'static>() -> Task<T> {
        operation::focus(NAME)
    }

    /// Who it is, once they have said so; who would not say stays as before.
    pub fn update(&mut self, message: Message) -> Option<Option<Identity>> {
        match message {
            Message::Named(name) => self.identity.name = name,
            Message::AgencyChosen(choice) => self.identity.agency = choice.id,
            Message::LocalityChosen(choice) => self.identity.locality = choice.id,
            Message::Done => {
                let mut identity = self.identity.clone();
                identity.name = identity.name.trim().to_owned();
                // Who sees everything has nothing of their own to be limited to.
                identity.is_mine_only &= identity.agency.is_some() || identity.locality.is_some();
                return Some(Some(identity));
            }
            Message::Skipped => return Some(None),
        }
        None
    }

    pub fn view(&self) -> Element<'_, Message> {
        let chosen = |choices: &[Choice], id: &Option<String>| {
            choices.iter().find(|choice| choice.id == *id).or(choices.first()).cloned()
        };
        let agency = chosen(&self.agencies, &self.identity.agency);
        let locality = chosen(&self.localities, &self.identity.locality);
        let acts = row![
            space().width(Length::Fill),
            button_label("Để sau", style::ghost, Some(Message::Skipped)),
            button_label("Xong", style::primary, Some(Message::Done)),
        ]
        .spacing(8);
        column![
            section_title("Bạn là ai?"),
            caption(
                "Tên này ký các ý kiến duyệt, các bản lưu và báo cho đồng nghiệp biết ai đang sửa. Chỉ nhớ trên máy \
                 này, đổi lại được trong Thiết lập; không phải mật khẩu."
            ),
            column![
                label("Họ tên"),
                field("Nguyễn Thị Lan", &self.identity.name)
                    .id(NAME)
                    .on_input(Message::Named)
                    .on_submit(Message::Done)
            ]
            .spacing(4),
            column![
                label("Cơ quan"),
                picker(self.agencies.as_slice(), agency, Message::AgencyChosen).width(Length::Fill)
            ]
            .spacing(4),
            column![
                label("Địa bàn"),
                picker(self.localities.as_slice(), locality, Message::LocalityChosen).width(Length::Fill)
            ]
            .spacing(4),
            acts,
        ]
        .spacing(14)
        .width(WIDTH)
        .into()
    }
}
