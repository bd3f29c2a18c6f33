//! The look of the dialog: what is looked for, the hits by piece, what to put in their place.

use iced::widget::{container, rich_text, space, span, text};
use iced::{Alignment, Length};

use super::group::{Group, Row};
use super::{Dialog, Message, REPLACEMENT, Scope, WORDS};
use crate::calendar::wording;
use crate::ui::icon::{Icon, icon};
use crate::ui::theme::size;
use crate::ui::theme::style::{self, ink};
use crate::ui::widget::{
    button, button_label, caption, check, column, field, row, row_button, rows_in_view, scroll,
    section_title, segmented, tip, toggle,
};
use crate::ui::{Element, font};

/// Logical pixels.
const WIDTH: f32 = 920.0;
const HEIGHT: f32 = 600.0;
const LINE: f32 = 34.0;
const PLACE: f32 = 120.0;
const TICK: f32 = 24.0;

impl Dialog {
    pub fn view(&self) -> Element<'_, Message> {
        let words = field("Chữ cần tìm, có dấu hay không dấu", &self.sought.words)
            .id(WORDS)
            .width(Length::Fill)
            .on_input(Message::WordsChanged)
            .on_submit(Message::Submitted);
        let scope = self.open.as_ref().map(|_| {
            let scopes =
                [(Scope::Piece, "Bài này"), (Scope::Activity, "Hình thức này"), (Scope::All, "Mọi bài")];
            segmented(scopes, self.scope, Message::ScopeChosen)
        });
        let first = row![
            words,
            toggle("Đúng dấu", "Phân biệt dấu và chữ hoa", self.sought.is_exact, Message::ExactChosen),
            toggle("Cả từ", "Không tìm trong lòng từ dài hơn", self.sought.is_whole, Message::WholeChosen),
        ]
        .push(scope)
        .spacing(8)
        .align_y(Alignment::Center);
        let (hits, pieces) = self.chosen();
        let label = if hits == 0 {
            "Thay".to_owned()
        } else {
            format!("Thay {} trong {}", wording::counted(hits, "chỗ"), wording::counted(pieces, "bài"))
        };
        let can_replace = hits > 0 && !self.is_busy && self.replacement != self.sought.words;
        let second = row![
            field("Thay bằng", &self.replacement)
                .id(REPLACEMENT)
                .width(Length::Fill)
                .on_input(Message::ReplacementChanged),
            button(container(text(label).size(size::DENSE).font(font::MEDIUM)).center_y(Length::Fill))
                .height(32)
                .padding([0, 12])
                .style(style::primary)
                .on_press_maybe(can_replace.then_some(Message::Replaced)),
        ]
        .spacing(8)
        .align_y(Alignment::Center);
        let are_all = self
            .found
            .iter()
            .all(|group| group.rows.iter().all(|row| row.is_chosen || !group.can_choose(row)));
        let all =
            (!self.found.is_empty()).then(|| check("Chọn tất cả", are_all && hits > 0, Message::AllChosen));
        let foot = row![caption(self.counted()), space().width(Length::Fill),]
            .push(all)
            .push(button_label("Đóng", style::ghost, Some(Message::Closed)))
            .spacing(16)
            .align_y(Alignment::Center);
        let list = container(self.list()).width(Length::Fill).height(Length::Fill).style(style::sunken);
        column![section_title("Tìm và thay trong mọi bài"), first, second, list, foot]
            .spacing(12)
            .width(WIDTH)
            .height(HEIGHT)
            .into()
    }

    /// How much was found.
    fn counted(&self) -> String {
        let listed: usize = self.found.iter().map(|group| group.rows.len()).sum();
        let wait = if self.is_busy { "Đang tìm… " } else { "" };
        match self.count {
            0 if self.sought.words.trim().is_empty() || self.is_busy => wait.to_owned(),
            0 => "Không thấy ở bài nào.".to_owned(),
            count => {
                let all = format!(
                    "{} chỗ trong {} bài",
                    wording::grouped(count as u64),
                    wording::grouped(self.pieces as u64)
                );
                let rest = if count > listed {
                    format!("; liệt kê {} chỗ ở các bài mới nhất", wording::grouped(listed as u64))
                } else {
                    String::new()
                };
                format!("{wait}{all}{rest}.")
            }
        }
    }

    fn list(&self) -> Element<'_, Message> {
        if self.found.is_empty() {
            let hint = "Tìm trong tên bài, tên người, nội dung và góp ý. Nhãn của dòng (Lời:, Hình:…), lời góp ý và bài \
                        đã phát, đăng được liệt kê nhưng không thay.";
            return container(caption(hint)).padding(24).into();
        }
        // The heads and the hits are lines of one height: only the visible ones are made.
        let mut starts = Vec::with_capacity(self.found.len());
        let mut count = 0;
        for group in &self.found {
            starts.push(count);
            count += 1 + group.rows.len();
        }
        let line = |line: usize| {
            let group = starts.partition_point(|start| *start <= line) - 1;
            let of = &self.found[group];
            match (line - starts[group]).checked_sub(1) {
                None => head(group, of),
                Some(hit) => found(group, hit, of, &of.rows[hit]),
            }
        };
        let list = rows_in_view(self.seen, LINE, count, |shown| shown.map(line));
        scroll(container(list).padding([6, 10]))
            .width(Length::Fill)
            .height(Length::Fill)
            .on_scroll(|viewport| Message::Scrolled(viewport.absolute_offset().y, viewport.bounds().height))
            .into()
    }
}

/// The line of a piece above its hits.
fn head(index: usize, group: &Group) -> Element<'_, Message> {
    let can_choose = group.rows.iter().any(|row| group.can_choose(row));
    let tick: Element<'_, Message> = if can_choose {
        check("", group.chosen() > 0, move |_| Message::GroupChosen(index))
    } else {
        space().into()
    };
    let remark = match group.kept {
        Some(reason) => Some(text(format!("Không thay: {reason}")).style(ink::warn)),
        None if group.is_agreed => {
            Some(text("Đã có nơi duyệt: thay thì thành sửa sau khi duyệt").style(ink::warn))
        }
        None => None,
    };
    row![
        container(tick).width(TICK),
        text(&group.title).size(size::DENSE).font(font::SEMIBOLD).wrapping(text::Wrapping::None),
        text(&group.detail).size(size::CAPTION).style(ink::tertiary).wrapping(text::Wrapping::None),
    ]
    .push(remark.map(|remark| remark.size(size::CAPTION).wrapping(text::Wrapping::None)))
    .spacing(8)
    .height(LINE)
    .align_y(Alignment::Center)
    .into()
}

fn found<'a>(group: usize, hit: usize, of: &'a Group, row: &'a Row) -> Element<'a, Message> {
    let tick: Element<'_, Message> = if of.can_choose(row) {
        check("", row.is_chosen, move |_| Message::Chosen(group, hit))
    } else {
        let why = of.kept.unwrap_or("nhãn của dòng, hay lời góp ý: giữ nguyên");
        tip(icon(Icon::Lock, 14.0).style(ink::tertiary), why)
    };
    let snippet = &row.snippet;
    let words = rich_text::<(), _, _, _>([
        span(snippet.before.as_str()),
        span(snippet.words.as_str()).font(font::SEMIBOLD).background(style::FOUND),
        span(snippet.after.as_str()),
    ])
    .size(size::DENSE)
    .wrapping(text::Wrapping::None);
    let line = row![
        text(&row.place)
            .size(size::CAPTION)
            .style(ink::secondary)
            .width(PLACE)
            .wrapping(text::Wrapping::None),
        container(words).width(Length::Fill).clip(true),
    ]
    .spacing(8)
    .align_y(Alignment::Center);
    row![
        space().width(TICK),
        container(tick).width(TICK),
        container(row_button(line, false, Message::Opened(group, hit))).width(Length::Fill),
    ]
    .height(LINE)
    .align_y(Alignment::Center)
    .into()
}
