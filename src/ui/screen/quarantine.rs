//! A file that cannot be opened, or that needs attention: the problem, its content, its last good revision.

use iced::widget::{button, container, space, text};
use iced::{Alignment, Length};

use crate::store::{Copy, Problem};
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, Mood, ink};
use crate::ui::widget::{button_icon, button_label, caption, column, label, row, scroll, section_title};
use crate::ui::{Element, font};

/// Logical pixels.
const WIDTH: f32 = 820.0;
const HEIGHT: f32 = 520.0;
const NUMBER: f32 = 44.0;
/// Lines shown, and how many of them before the faulty one.
const LINES: usize = 120;
const BEFORE: usize = 6;
/// Maximum letters shown of a line.
const LONGEST: usize = 400;

#[derive(Debug)]
pub struct Dialog {
    problem: Problem,
    /// None until it is read.
    content: Option<Result<Vec<String>, String>>,
    is_busy: bool,
    trouble: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Message {
    Read(Result<String, String>),
    FolderAsked,
    Chosen(Way),
    MergeAsked,
    /// The copy to merge, or why it cannot be.
    CopyRead(Result<Box<Copy>, String>),
    /// A message, or why it failed.
    Repaired(Result<String, String>),
    /// Make a piece of the text.
    Adopted,
    Closed,
}

/// What to do with the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Replace it by the last good revision.
    LastGood,
    /// Give its piece a new id.
    NewId,
    /// Move it to the trash.
    Discard,
}

/// What the app must do.
#[derive(Debug)]
pub enum Reply {
    Stay,
    /// Show the file in its folder.
    Show,
    Repair(Way),
    /// Read the file as a conflict copy of its record.
    ReadCopy,
    /// Merge this copy.
    Merge(Box<Copy>),
    /// Make a piece of this text, and move the file to the trash.
    Adopt(String),
    /// Done, with a message.
    Repaired(String),
    Close,
}

impl Dialog {
    pub fn new(problem: Problem) -> Self {
        Self { problem, content: None, is_busy: false, trouble: None }
    }

    pub fn problem(&self) -> &Problem {
        &self.problem
    }

    pub fn update(&mut self, message: Message) -> Reply {
        match message {
            Message::Read(content) => {
                self.content = Some(content.map(|content| content.lines().map(str::to_owned).collect()));
            }
            Message::FolderAsked => return Reply::Show,
            Message::Chosen(way) => {
                if !std::mem::replace(&mut self.is_busy, true) {
                    self.trouble = None;
                    return Reply::Repair(way);
                }
            }
            Message::Repaired(result) => {
                self.is_busy = false;
                match result {
                    Ok(message) => return Reply::Repaired(message),
                    Err(trouble) => self.trouble = Some(trouble),
                }
            }
            Message::Adopted => {
                let Some(Ok(lines)) = &self.content else { return Reply::Stay };
                if !std::mem::replace(&mut self.is_busy, true) {
                    return Reply::Adopt(lines.join("\n") + "\n");
                }
            }
            Message::MergeAsked => {
                if !std::mem::replace(&mut self.is_busy, true) {
                    self.trouble = None;
                    return Reply::ReadCopy;
                }
            }
            Message::CopyRead(copy) => {
                self.is_busy = false;
                match copy {
                    Ok(copy) => return Reply::Merge(copy),
                    Err(trouble) => self.trouble = Some(trouble),
                }
            }
            Message::Closed => return Reply::Close,
        }
        Reply::Stay
    }

    pub fn view(&self) -> Element<'_, Message> {
        let problem = &self.problem;
        let place = problem.line.map_or_else(String::new, |line| format!("Dòng {line}: "));
        let (why, remedy) = if problem.can_adopt() {
            ("chưa phải là bài: tệp chỉ có chữ", "đưa vào thành một bài mới; tệp này sẽ vào thùng rác")
        } else {
            (problem.reason.as_str(), problem.remedy.as_str())
        };
        let reason = row![
            icon(Icon::Warning, 16.0).style(ink::warn),
            column![
                text(format!("{place}{why}")).size(size::BODY),
                text(format!("Cách xử lý: {remedy}.")).size(size::DENSE).style(ink::secondary),
            ]
            .spacing(2),
        ]
        .spacing(10);
        let content: Element<'_, Message> = match &self.content {
            None => caption("Đang đọc tệp…"),
            Some(Err(trouble)) => text(trouble).size(size::DENSE).style(ink::danger).into(),
            Some(Ok(lines)) if lines.is_empty() => caption("Tệp trống."),
            Some(Ok(lines)) => self.lines(lines),
        };
        let body = container(scroll(container(content).padding([8, 0]).width(Length::Fill)))
            .width(Length::Fill)
            .height(Length::Fill)
            .style(style::sunken);
        let way = |body, face: fn(&iced::Theme, button::Status) -> button::Style, way| {
            button_label(body, face, (!self.is_busy).then_some(Message::Chosen(way)))
        };
        let adopt = problem.can_adopt().then(|| {
            let is_read = matches!(&self.content, Some(Ok(lines)) if !lines.is_empty());
            let message = (is_read && !self.is_busy).then_some(Message::Adopted);
            button_label("Đưa vào thành bài", style::primary, message)
        });
        let repair =
            problem.can_restore().then(|| way("Lấy lại bản tốt gần nhất", style::primary, Way::LastGood));
        let hint = problem.can_restore().then(|| caption("Tệp hỏng vẫn còn trong lịch sử."));
        let part = problem.twin.is_some().then(|| {
            // Only a piece has an id that can be changed.
            let last = if problem.can_merge() {
                button_label("Gộp", style::primary, (!self.is_busy).then_some(Message::MergeAsked))
            } else {
                way("Là bài khác: cấp mã mới", style::primary, Way::NewId)
            };
            row![way("Bỏ tệp này vào thùng rác", style::secondary, Way::Discard), last].spacing(8)
        });
        let acts = row![
            button_icon(Icon::OpenFolder, "Mở thư mục", style::ghost, Some(Message::FolderAsked)),
            space().width(Length::Fill),
        ]
        .push(hint)
        .push(button_label("Đóng", style::secondary, Some(Message::Closed)))
        .push(repair)
        .push(adopt)
        .push(part)
        .spacing(8)
        .align_y(Alignment::Center);
        column![section_title(problem.path.as_str()), reason, label("Tệp như đang có"), body]
            .push(self.trouble.as_ref().map(|trouble| text(trouble).size(size::DENSE).style(ink::danger)))
            .push(acts)
            .spacing(10)
            .width(WIDTH)
            .height(HEIGHT)
            .into()
    }

    fn lines<'a>(&'a self, lines: &'a [String]) -> Element<'a, Message> {
        let wrong = self.problem.line.map(|line| (line as usize).saturating_sub(1));
        let from = wrong.map_or(0, |wrong| wrong.saturating_sub(BEFORE)).min(lines.len() - 1);
        let rows = lines.iter().enumerate().skip(from).take(LINES).map(|(index, line)| {
            let number = text((index + 1).to_string())
                .size(size::CAPTION)
                .font(font::FIGURES)
                .style(ink::tertiary)
                .width(NUMBER)
                .align_x(Alignment::End);
            let shown = line.char_indices().nth(LONGEST).map_or(line.as_str(), |(end, _)| &line[..end]);
            let line = row![number, text(shown).size(size::DENSE).width(Length::Fill)].spacing(12);
            let line = container(line).padding([1, 12]).width(Length::Fill);
            if wrong == Some(index) { line.style(style::notice(Mood::Warn)) } else { line }.into()
        });
        column(rows).into()
    }
}
