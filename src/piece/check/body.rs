//! Checks of the body, by format.

use std::collections::{HashMap, HashSet};

use super::{Check, Content, Severity};
use crate::contest::Contest;
use crate::dialogue::Dialogue;
use crate::piece::av::{Row, Running, Script};
use crate::piece::stage::{Play, is_collective};
use crate::piece::timing::{self, Rate, clock};
use crate::piece::{Format, Status, quiz::Quiz};
use crate::poster::Poster;
use crate::record;

/// How far a programme may fall short of its minutes, as a fraction, before it is reported.
const UNDER: f32 = 0.10;

impl Check<'_> {
    pub(super) fn body(&mut self) {
        if self.piece.body.trim().is_empty() {
            if self.piece.header.status != Status::Idea {
                let severity = self.once_handed_in();
                self.add(severity, "Bài chưa có nội dung.");
            }
            return;
        }
        // Taken out and put back later, because findings are added to `self` meanwhile.
        match std::mem::replace(&mut self.content, Content::Other) {
            Content::Script(script, running) => self.script(&script, &running),
            Content::Play(play) => self.play(&play),
            Content::Other => match self.piece.format {
                Format::Quiz => self.quiz(),
                Format::Poster => self.poster(),
                Format::Contest => self.contest(),
                Format::Dialogue => self.dialogue(),
                Format::Av | Format::Radio | Format::Stage | Format::Article => {}
            },
        }
    }

    fn script(&mut self, script: &Script, running: &Running) {
        if script.rows.is_empty() {
            self.add(Severity::Warning, "Kịch bản chưa có mục nào; mỗi mục bắt đầu bằng một dòng “## 01”.");
        }
        let mut numbers = HashSet::new();
        for row in &script.rows {
            let (line, number) = (row.lines.start, &row.number);
            if row.duration.is_none() && !row.duration_text.is_empty() {
                let message = format!(
                    "Mục {number}: không hiểu thời lượng “{}”; hãy ghi như 12s, 1:30 hoặc 1'30.",
                    row.duration_text
                );
                self.add_line(Severity::Warning, line, message);
            } else if row.duration.is_none() && row.speech.is_empty() {
                let message =
                    format!("Mục {number}: chưa có lời cũng chưa ghi thời lượng nên không tính được giờ.");
                self.add_line(self.once_handed_in(), line, message);
            }
            if row.is_interview() && row.caption.is_empty() {
                let message =
                    format!("Mục {number}: phỏng vấn chưa có chữ ghi tên và chức danh người trả lời.");
                self.add_line(Severity::Warning, line, message);
            }
            for label in row.unknown_labels() {
                let message = format!(
                    "Mục {number}: chương trình không có nhãn “{label}”; chữ của nó in như đã gõ, không tính vào lời."
                );
                self.add_line(Severity::Advice, line, message);
            }
            if row.other.lines().any(|line| !line.trim().is_empty() && !Row::is_unknown_label(line)) {
                let message = format!(
                    "Mục {number}: có chữ đứng trước mọi nhãn; in như đã gõ, không tính vào lời. Hãy ghi “Lời: …” hoặc “Hình: …” ở đầu dòng."
                );
                self.add_line(Severity::Advice, line, message);
            }
            if row.tones.is_empty() && !row.tones_text.is_empty() {
                let message = format!(
                    "Mục {number}: không rõ tính chất “{}”; hãy ghi biểu dương, phê phán hoặc nêu gương.",
                    row.tones_text
                );
                self.add_line(Severity::Advice, line, message);
            }
            if !numbers.insert(number) {
                let message = format!("Số mục {number} dùng hai lần; hãy đánh số lại.");
                self.add_line(Severity::Advice, line, message);
            }
        }
        if !script.rows.is_empty() {
            self.length(running.total(), true);
        }
    }

    /// Compares the length with the minutes on air. An idea has no length yet, and what has gone out can no
    /// longer be cut.
    fn length(&mut self, seconds: u32, may_be_short: bool) {
        let header = &self.piece.header;
        let planned = header.planned_minutes(self.settings);
        let is_open = !matches!(header.status, Status::Idea | Status::Published);
        let Some(minutes) = planned.filter(|_| is_open) else { return };
        let (planned, actual) = (minutes as f32 * 60.0, seconds as f32);
        if timing::is_over(seconds, minutes * 60) {
            let over = clock(seconds - minutes * 60);
            let message = format!("Dài {}, vượt {over} so với {minutes} phút; hãy cắt bớt.", clock(seconds));
            self.add(Severity::Warning, message);
        } else if may_be_short && actual < planned * (1.0 - UNDER) {
            let under = clock(minutes * 60 - seconds);
            let severity = self.once_handed_in();
            self.add(severity, format!("Dài {}, thiếu {under} so với {minutes} phút.", clock(seconds)));
        }
    }

    fn play(&mut self, play: &Play) {
        if play.cast.is_empty() {
            self.add(
                Severity::Warning,
                "Chưa có bảng nhân vật; hãy thêm “# Nhân vật” và các dòng “!- TÊN | mô tả | tuổi”.",
            );
        }
        let characters = play.characters();
        let mut first_lines = HashMap::new();
        for turn in play.turns() {
            let _ = first_lines.entry(turn.name).or_insert(turn.cue.lines.start);
        }
        for character in characters.iter().filter(|character| !character.is_declared) {
            let line = first_lines.get(character.name.as_str()).copied().unwrap_or(0);
            if !play.cast.is_empty() && !is_collective(&character.name) {
                let message = format!("“{}” lên tiếng nhưng không có trong bảng nhân vật.", character.name);
                self.add_line(Severity::Warning, line, message);
            }
        }
        for character in characters.iter().filter(|character| character.speeches == 0) {
            self.add(Severity::Advice, format!("Nhân vật {} chưa có lời nào.", character.name));
        }
        if !characters.iter().any(|character| character.speeches > 0) {
            let severity = self.once_handed_in();
            self.add(severity, "Tiểu phẩm chưa có lời thoại.");
        }
        for problem in play.problems() {
            let severity = if problem.is_serious { Severity::Warning } else { Severity::Advice };
            self.add_line(severity, problem.line, problem.message);
        }
        // A performance takes longer than its speech, so only excess can be reported.
        self.length(play.seconds(Rate::new(self.settings.syllables_per_minute)).round() as u32, false);
    }

    fn quiz(&mut self) {
        for problem in Quiz::parse(&self.piece.body).problems() {
            let message = sentence(&problem.message);
            self.add_line(Severity::Error, problem.line, message);
        }
    }

    fn contest(&mut self) {
        match Contest::parse(&self.piece.body) {
            Err(error) => self.add(Severity::Error, sentence(&error.to_string())),
            Ok(contest) => {
                for problem in contest.problems() {
                    let severity = if problem.is_error { Severity::Error } else { self.once_handed_in() };
                    self.add(severity, sentence(&problem.message));
                }
            }
        }
    }

    fn dialogue(&mut self) {
        match Dialogue::parse(&self.piece.body) {
            Err(error) => self.add(Severity::Error, sentence(&error.to_string())),
            Ok(dialogue) => {
                for problem in dialogue.problems() {
                    let severity = if problem.is_error { Severity::Error } else { self.once_handed_in() };
                    self.add(severity, sentence(&problem.message));
                }
            }
        }
    }

    fn poster(&mut self) {
        if let Err(error) = record::read::<Poster>(&self.piece.body) {
            let message = sentence(&format!("bố cục không đọc được: {}; {}", error.reason, error.remedy));
            self.add_line(Severity::Error, error.line.saturating_sub(1) as usize, message);
        }
    }
}

/// With a capital at the start and a full stop at the end.
fn sentence(message: &str) -> String {
    let mut chars = message.chars();
    let mut text: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    text.push_str(chars.as_str());
    if !text.ends_with('.') {
        text.push('.');
    }
    text
}
