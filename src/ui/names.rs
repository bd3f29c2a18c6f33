//! Names of people while they are typed.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::widget::{Suggestion, completion};
use super::{Context, Element};
use crate::fold::{Query, fold};
use crate::plan::{Plan, Settings};

/// Lines of the list.
const MOST: usize = 8;

/// A field for a person's name, completed with the people and voices of the settings.
pub fn field<'a, Message: 'a>(
    field: impl Into<Element<'a, Message>>,
    typed: impl Into<String>,
    context: &'a Context,
    on_choose: impl Fn(String) -> Message + 'a,
) -> Element<'a, Message> {
    with(field, typed, Vec::new, context, on_choose)
}

/// Like [`field`], with further names, which are asked for only while the list is open.
pub fn with<'a, Message: 'a>(
    field: impl Into<Element<'a, Message>>,
    typed: impl Into<String>,
    others: impl Fn() -> Vec<&'a str> + 'a,
    context: &'a Context,
    on_choose: impl Fn(String) -> Message + 'a,
) -> Element<'a, Message> {
    let newsroom = &context.newsroom;
    let find = move |typed: &str| known(typed, &others(), newsroom.settings(), newsroom.plan());
    completion(field, typed, find, on_choose)
}

/// A person's name where there is little room, as colleagues say it: "Nghĩa" of "Lê Trọng Nghĩa", "Gia Bảo" of "Trần Gia
/// Bảo". What is no such name stays whole.
pub fn short(name: &str) -> Cow<'_, str> {
    /// Letters of a middle and a given name that fit.
    const MOST: usize = 7;
    let words: Vec<&str> = name.split_whitespace().collect();
    let is_name = words.iter().all(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(|letter| !letter.is_uppercase())
    });
    match words.as_slice() {
        [.., middle, given] if is_name && words.len() <= 5 => {
            let both = format!("{middle} {given}");
            if both.chars().count() <= MOST { both.into() } else { (*given).into() }
        }
        _ => name.into(),
    }
}

/// The people whose name, role or agency is typed, those first whose name begins so: a Vietnamese name is also known by
/// its last word.
fn known(typed: &str, others: &[&str], settings: &Settings, plan: &Plan) -> Vec<Suggestion> {
    let query = Query::new(typed);
    let people = settings.people.iter().map(|person| {
        let agency = plan.agency(&person.agency).map(|agency| agency.short.as_str());
        let parts = [Some(person.role.as_str()), agency].into_iter().flatten();
        let detail = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        Suggestion { text: person.name.clone(), detail }
    });
    let voices = settings.presenters.iter().map(|voice| voice.name.as_str()).chain(others.iter().copied());
    let voices = voices.map(|name| Suggestion { text: name.to_owned(), detail: String::new() });
    let mut seen = BTreeSet::new();
    let found = people.chain(voices).filter(|one| !one.text.is_empty() && seen.insert(one.text.clone()));
    let mut found: Vec<(bool, Suggestion)> = found
        .filter(|one| begins(&query, &format!("{} {}", one.text, one.detail)))
        .map(|one| (!begins(&query, &one.text), one))
        .collect();
    found.sort_by_key(|(is_later, _)| *is_later);
    found.into_iter().take(MOST).map(|(_, one)| one).collect()
}

/// Whether each word typed begins a word of the text.
fn begins(query: &Query, text: &str) -> bool {
    let text = fold(text);
    query.words().iter().all(|typed| text.split_whitespace().any(|word| word.starts_with(typed.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Person, Presenter};

    #[test]
    fn a_name_is_found_by_any_word_without_diacritics() {
        let person =
            |name: &str, role: &str| Person { name: name.into(), role: role.into(), ..Person::default() };
        let voice = |name: &str| Presenter { name: name.into(), syllables_per_minute: 240 };
        let settings = Settings {
            people: vec![
                person("Nguyễn Văn Tâm", "Quay phim"),
                person("Trần Mỹ Duyên", "Biên tập"),
                person("Ngọc Hân", "MC"),
            ],
            presenters: vec![voice("Ngọc Hân"), voice("Quốc Huy")],
            ..Settings::default()
        };
        let plan = Plan::parse(include_str!("../../content/plan.ron")).expect("the plan");
        let found = |typed: &str| {
            let found = known(typed, &["Bà Tư Sen", "Quốc Huy"], &settings, &plan);
            found.into_iter().map(|one| one.text).collect::<Vec<_>>().join(", ")
        };
        for (typed, names) in [
            ("duyen", "Trần Mỹ Duyên"),
            ("ng", "Nguyễn Văn Tâm, Ngọc Hân"),
            ("hu", "Quốc Huy"),
            ("quay", "Nguyễn Văn Tâm"),
            ("tran my", "Trần Mỹ Duyên"),
            ("Lê Thị Mới", ""),
            ("sen", "Bà Tư Sen"),
            ("", "Nguyễn Văn Tâm, Trần Mỹ Duyên, Ngọc Hân, Quốc Huy, Bà Tư Sen"),
        ] {
            assert_eq!(found(typed), names, "{typed:?}");
        }
    }

    #[test]
    fn a_long_name_is_shortened_to_how_people_are_called_and_a_groups_name_stays() {
        for (name, called) in [
            ("Phạm Tấn Đạt", "Tấn Đạt"),
            ("Nguyễn Thị Ngọc Hân", "Hân"),
            ("Lê Trọng Nghĩa", "Nghĩa"),
            ("Trần Gia Bảo", "Gia Bảo"),
            ("Bà Tư", "Bà Tư"),
            ("Tổ truyền hình", "Tổ truyền hình"),
            ("Đài TT Ninh Kiều", "Đài TT Ninh Kiều"),
            ("", ""),
        ] {
            assert_eq!(short(name), called, "{name:?}");
        }
    }
}
