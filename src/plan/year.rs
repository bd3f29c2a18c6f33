//! A plan for another year.

use super::Plan;

impl Plan {
    /// A draft for another year with the same activities, topics, agencies and localities. What only that
    /// year's document can say is cleared: number, date, legal basis, signatory. The year in names and texts
    /// is replaced, but not in the dates of other documents ("ngày 05 tháng 02 năm 2009").
    #[must_use]
    pub fn for_year(&self, year: i32) -> Self {
        let mut plan = self.clone();
        let renew = |text: &mut String| *text = with_year(text, self.year, year);
        plan.year = year;
        plan.number.clear();
        plan.date = None;
        plan.preamble.clear();
        plan.signature.name.clear();

        renew(&mut plan.name);
        renew(&mut plan.title);
        for goal in &mut plan.goals {
            renew(&mut goal.title);
            renew(&mut goal.text);
        }
        plan.requirements.iter_mut().for_each(renew);
        for topic in plan.audiences.iter_mut().flat_map(|audience| &mut audience.topics) {
            renew(&mut topic.text);
        }
        for activity in &mut plan.activities {
            renew(&mut activity.title);
            activity.text.iter_mut().for_each(renew);
        }
        for duty in &mut plan.duties {
            renew(&mut duty.title);
            renew(&mut duty.text);
        }
        plan
    }
}

/// Replaces the year as a whole number, except within a full date.
fn with_year(text: &str, old: i32, new: i32) -> String {
    let old = old.to_string();
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(&old) {
        let (before, after) = (&rest[..at], &rest[at + old.len()..]);
        let is_number = before.ends_with(|last: char| last.is_ascii_digit())
            || after.starts_with(|first: char| first.is_ascii_digit());
        result.push_str(before);
        if is_number || ends_in_day_and_month(&result) {
            result.push_str(&old);
        } else {
            result.push_str(&new.to_string());
        }
        rest = after;
    }
    result.push_str(rest);
    result
}

/// "… ngày 25 tháng 12 năm " or "… 25/12/": the year of a date follows.
fn ends_in_day_and_month(text: &str) -> bool {
    if text.ends_with('/') {
        return true;
    }
    let words: Vec<&str> = text.split_whitespace().rev().take(5).collect();
    matches!(words.as_slice(), ["năm", _, "tháng", _, "ngày"])
}
