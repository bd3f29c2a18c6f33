//! What is wrong with a dialogue's own file.

use std::collections::HashSet;

use super::{Dialogue, Phase};

/// Something to be mended before it is held, in Vietnamese with the remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub message: String,
    /// Something is wrong; else something is only missing.
    pub is_error: bool,
}

impl Dialogue {
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut found = |is_error: bool, message: String| problems.push(Problem { message, is_error });
        for (is_missing, what) in [
            (self.guests.is_empty(), "chưa có khách mời; thêm ở mục Khách mời"),
            (self.programme.is_empty(), "chưa có chương trình; thêm giờ và việc ở mục Chương trình"),
            (self.place.is_empty(), "chưa ghi nơi tổ chức"),
        ] {
            if is_missing {
                found(false, what.to_owned());
            }
        }
        let lists: [(&str, Vec<&str>); 3] = [
            ("khách mời", self.guests.iter().map(|guest| guest.id.as_str()).collect()),
            ("mục chương trình", self.programme.iter().map(|item| item.id.as_str()).collect()),
            ("góp ý", self.remarks.iter().map(|remark| remark.id.as_str()).collect()),
        ];
        for (what, ids) in lists {
            let mut seen = HashSet::new();
            for id in ids.into_iter().filter(|id| !seen.insert(*id)) {
                found(true, format!("hai {what} cùng mã “{id}”; đổi mã của một"));
            }
        }
        let mut last = None;
        for item in &self.programme {
            let time = minutes(&item.time);
            match (time, last) {
                (None, _) => {
                    found(true, format!("chương trình: “{}” không phải giờ; ghi như 8:10", item.time));
                }
                (Some(time), Some(before)) if time < before => {
                    found(
                        true,
                        format!("chương trình: {} đứng sau một mục muộn hơn; xếp lại thứ tự", item.time),
                    );
                }
                _ => {}
            }
            last = time.or(last);
        }
        if self.phase == Phase::Agreed {
            if self.minutes.trim().is_empty() {
                found(true, "biên bản ghi là đã thống nhất nhưng chưa có diễn biến".to_owned());
            }
            let open = self.remarks.iter().filter(|remark| !remark.is_settled).count();
            if open > 0 {
                found(true, format!("biên bản ghi là đã thống nhất nhưng còn {open} góp ý chưa tiếp thu"));
            }
        }
        problems
    }
}

/// "8:10", "8h10", "8 giờ": minutes since midnight.
fn minutes(time: &str) -> Option<u32> {
    let time = time.trim().trim_end_matches("giờ").trim();
    let (hours, minutes) = time.split_once([':', 'h', 'g']).unwrap_or((time, "0"));
    let minutes = if minutes.trim().is_empty() { "0" } else { minutes.trim() };
    let hours: u32 = hours.trim().parse().ok().filter(|hours| *hours < 24)?;
    let minutes: u32 = minutes.parse().ok().filter(|minutes| *minutes < 60)?;
    Some(hours * 60 + minutes)
}

#[cfg(test)]
mod tests {
    use super::super::{Dialogue, Guest, Item, Phase, Remark};

    #[test]
    fn what_is_missing_or_contradicts_itself_is_said() {
        let item = |time: &str| Item { id: time.into(), time: time.into(), ..Item::default() };
        let whole = Dialogue {
            place: "Hội trường".into(),
            guests: vec![Guest { id: "1".into(), ..Guest::default() }],
            programme: vec![item("7:30"), item("8h"), item("8 giờ"), item("9g15")],
            ..Dialogue::default()
        };
        assert_eq!(whole.problems(), []);
        let said = |dialogue: &Dialogue| {
            let problems = dialogue.problems();
            problems.into_iter().map(|one| (one.is_error, one.message)).collect::<Vec<_>>()
        };
        assert_eq!(said(&Dialogue::default()).len(), 3);
        for (dialogue, expected) in [
            (Dialogue { programme: vec![item("8:75")], ..whole.clone() }, "không phải giờ"),
            (Dialogue { programme: vec![item("9:00"), item("8:00")], ..whole.clone() }, "xếp lại thứ tự"),
            (
                Dialogue { guests: [whole.guests.clone(), whole.guests.clone()].concat(), ..whole.clone() },
                "cùng mã “1”",
            ),
            (Dialogue { phase: Phase::Agreed, ..whole.clone() }, "chưa có diễn biến"),
            (
                Dialogue {
                    phase: Phase::Agreed,
                    minutes: "Ổn".into(),
                    remarks: vec![Remark::default()],
                    ..whole.clone()
                },
                "còn 1 góp ý",
            ),
        ] {
            let problems = said(&dialogue);
            assert!(matches!(&problems[..], [(true, message)] if message.contains(expected)), "{problems:?}");
        }
    }
}
