//! Three-way merge of two versions of a record: lists by entry, records by field.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value};

use super::{Keys, Record, key_of_list};

/// The result of a merge.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged<T> {
    /// With all changes of both sides; where they conflict, mine.
    pub record: T,
    /// Fields that both sides changed differently.
    pub conflicts: Vec<Conflict>,
}

/// A field that both sides changed differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    path: Vec<Step>,
    /// Its path for people: "Diễn đàn Báo Cần Thơ › Tên ngắn".
    pub place: String,
    /// The base value for people; empty where there was none.
    pub base: String,
    pub mine: String,
    pub theirs: String,
    value: Option<Value>,
}

/// A step from a record to a value within it.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Field(String),
    /// The entry of a list with this key, made of these fields.
    Entry(&'static [&'static str], String),
}

/// Merges the changes of each side. Where both changed a field differently, mine stays.
pub fn merge<T: Record>(base: &T, mine: &T, theirs: &T) -> Merged<T> {
    merge_from(Some(base), mine, theirs)
}

/// Merges two versions without a known base: what only one side has is taken over, what differs is a
/// conflict.
pub fn merge_without_base<T: Record>(mine: &T, theirs: &T) -> Merged<T> {
    merge_from(None, mine, theirs)
}

fn merge_from<T: Record>(base: Option<&T>, mine: &T, theirs: &T) -> Merged<T> {
    let clean = |record: &T| Merged { record: record.clone(), conflicts: Vec::new() };
    if base == Some(mine) || mine == theirs {
        return clean(theirs);
    }
    if base == Some(theirs) {
        return clean(mine);
    }
    let [my_value, their_value] = [mine, theirs].map(|side| serde_json::to_value(side).ok());
    let base = base.and_then(|base| serde_json::to_value(base).ok());
    let mut merge = Merge { keys: T::KEYS, labels: Labels(T::LABELS), at: Vec::new(), conflicts: Vec::new() };
    let merged = merge.one(base.as_ref(), my_value.as_ref(), their_value.as_ref());
    if let Some(record) = merged.and_then(|merged| serde_json::from_value(merged).ok()) {
        return Merged { record, conflicts: merge.conflicts };
    }
    // A merged value that is no longer a valid record is discarded.
    merge.conflicts.clear();
    merge.conflict(base.as_ref(), my_value.as_ref(), their_value.as_ref());
    Merged { record: mine.clone(), conflicts: merge.conflicts }
}

/// The record with these fields replaced by the other side's.
pub fn take_theirs<'a, T: Record>(record: &T, conflicts: impl IntoIterator<Item = &'a Conflict>) -> T {
    let Ok(mut value) = serde_json::to_value(record) else { return record.clone() };
    for conflict in conflicts {
        put(&mut value, &conflict.path, conflict.value.as_ref());
    }
    serde_json::from_value(value).unwrap_or_else(|_| record.clone())
}

fn put(value: &mut Value, path: &[Step], new: Option<&Value>) {
    let Some((step, rest)) = path.split_first() else {
        if let Some(new) = new {
            *value = new.clone();
        }
        return;
    };
    match (step, value) {
        (Step::Field(name), Value::Object(fields)) => match (new, rest.is_empty()) {
            (Some(new), true) => drop(fields.insert(name.clone(), new.clone())),
            (None, true) => drop(fields.remove(name)),
            (_, false) => {
                if let Some(field) = fields.get_mut(name) {
                    put(field, rest, new);
                }
            }
        },
        (Step::Entry(fields, key), Value::Array(entries)) => {
            let at = entries.iter().position(|entry| key_of(entry, fields).as_ref() == Some(key));
            match (at, new, rest.is_empty()) {
                (Some(at), None, true) => drop(entries.remove(at)),
                (Some(at), ..) => put(&mut entries[at], rest, new),
                (None, Some(new), true) => entries.push(new.clone()),
                (None, ..) => {}
            }
        }
        _ => {}
    }
}

struct Merge {
    keys: Keys,
    labels: Labels,
    /// The path to the current value, each step with its label for people.
    at: Vec<(Step, String)>,
    conflicts: Vec<Conflict>,
}

impl Merge {
    /// Merges one value; `None` where a side does not have it.
    fn one(&mut self, base: Option<&Value>, mine: Option<&Value>, theirs: Option<&Value>) -> Option<Value> {
        if mine == base || mine == theirs {
            return theirs.cloned();
        }
        if theirs == base {
            return mine.cloned();
        }
        // What both added is merged with an empty base.
        let (no_fields, no_entries) = (Map::new(), Vec::new());
        let merged = match (mine, theirs) {
            (Some(Value::Object(mine)), Some(Value::Object(theirs))) => {
                let base = base.map_or(Some(&no_fields), Value::as_object);
                base.filter(|base| [*base, mine, theirs].into_iter().all(is_struct))
                    .map(|base| self.fields(base, mine, theirs))
            }
            (Some(Value::Array(mine)), Some(Value::Array(theirs))) => {
                let base = base.map_or(Some(&no_entries), Value::as_array);
                base.and_then(|base| self.entries(base, mine, theirs))
            }
            _ => None,
        };
        if merged.is_none() {
            self.conflict(base, mine, theirs);
        }
        merged.or_else(|| mine.cloned())
    }

    fn fields(
        &mut self,
        base: &Map<String, Value>,
        mine: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Value {
        let names: BTreeSet<&String> = base.keys().chain(mine.keys()).chain(theirs.keys()).collect();
        let mut fields = Map::new();
        for name in names {
            self.at.push((Step::Field(name.clone()), self.labels.of(name).to_owned()));
            let value = self.one(base.get(name), mine.get(name), theirs.get(name));
            let _ = self.at.pop();
            if let Some(value) = value {
                let _ = fields.insert(name.clone(), value);
            }
        }
        Value::Object(fields)
    }

    /// Merges a list by its entries, in the order of the side that reordered it; none when entries have no
    /// unique keys, for example while one is being typed.
    fn entries(&mut self, base: &[Value], mine: &[Value], theirs: &[Value]) -> Option<Value> {
        let list = match self.at.last() {
            Some((Step::Field(name), _)) => name.as_str(),
            _ => "",
        };
        let fields = key_of_list(self.keys, list);
        let keyed = |side: &[Value]| -> Option<Vec<String>> {
            let keys: Vec<String> = side.iter().map(|entry| key_of(entry, fields)).collect::<Option<_>>()?;
            (keys.iter().collect::<HashSet<_>>().len() == keys.len()).then_some(keys)
        };
        let [base_keys, my_keys, their_keys] = [keyed(base)?, keyed(mine)?, keyed(theirs)?];
        let order = if my_keys == base_keys {
            their_keys.iter().chain(&my_keys)
        } else {
            my_keys.iter().chain(&their_keys)
        };
        let mut seen = HashSet::new();
        let order: Vec<&String> = order.filter(|key| seen.insert(*key)).collect();
        let mut merged = Vec::with_capacity(order.len());
        for key in order {
            let sides = [(&base_keys, base), (&my_keys, mine), (&their_keys, theirs)];
            let [base, mine, theirs] =
                sides.map(|(keys, side)| keys.iter().position(|other| other == key).map(|at| &side[at]));
            let name = mine.or(theirs).or(base).map_or_else(String::new, |entry| name_of(entry, fields));
            self.at.push((Step::Entry(fields, key.clone()), name));
            merged.extend(self.one(base, mine, theirs));
            let _ = self.at.pop();
        }
        Some(Value::Array(merged))
    }

    fn conflict(&mut self, base: Option<&Value>, mine: Option<&Value>, theirs: Option<&Value>) {
        let [base, mine, their_words] = [base, mine, theirs]
            .map(|side| side.map_or_else(String::new, |value| self.labels.display(value)));
        let place: Vec<&str> = self.at.iter().map(|(_, name)| name.as_str()).collect();
        self.conflicts.push(Conflict {
            path: self.at.iter().map(|(step, _)| step.clone()).collect(),
            place: place.join(" › "),
            base,
            mine,
            theirs: their_words,
            value: theirs.cloned(),
        });
    }
}

/// The user-facing labels of a record's fields and enum values: [`Record::LABELS`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Labels(pub &'static [(&'static str, &'static str)]);

impl Labels {
    /// A field's label for people.
    pub fn of(self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| *field == name).map_or(name, |(_, label)| label)
    }

    /// The position of a field in the order of labels; unlabelled ones come last.
    pub fn place(self, name: &str) -> usize {
        self.0.iter().position(|(field, _)| *field == name).unwrap_or(usize::MAX)
    }

    /// A value for people.
    pub fn display(self, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::Bool(true) => "có".to_owned(),
            Value::Bool(false) => "không".to_owned(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => self.of(text).to_owned(),
            Value::Array(items) => {
                let separator = if items.iter().any(Value::is_object) { "\n" } else { ", " };
                items.iter().map(|item| self.display(item)).collect::<Vec<_>>().join(separator)
            }
            Value::Object(fields) => {
                let field =
                    |(name, value): (&String, &Value)| format!("{}: {}", self.of(name), self.display(value));
                fields.iter().map(field).collect::<Vec<_>>().join("; ")
            }
        }
    }
}

/// Whether an object is a record; the fields of an enum variant are merged as one.
pub(super) fn is_struct(object: &Map<String, Value>) -> bool {
    object.keys().all(|name| !name.starts_with(char::is_uppercase))
}

fn key_of(entry: &Value, fields: &[&str]) -> Option<String> {
    let values: Vec<&Value> = fields.iter().map(|field| entry.get(field).unwrap_or(&Value::Null)).collect();
    // An entry without any of these fields has no key.
    (entry.is_object() && values.iter().any(|value| !value.is_null()))
        .then(|| values.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

/// The label of an entry for people.
pub(super) fn name_of(entry: &Value, fields: &[&str]) -> String {
    let mut named = ["short", "name", "title", "activity", "locality", "clause"]
        .into_iter()
        .chain(fields.iter().copied());
    named.find_map(|field| entry.get(field)?.as_str()).unwrap_or_default().to_owned()
}
