//! A record as readable text, one fact per line, for comparing two versions.

use serde_json::Value;

use super::Record;
use super::merge::{Labels, name_of};

/// The name of what has this id: of an activity, an agency, a locality.
pub type NameOf<'a> = &'a dyn Fn(&str) -> Option<String>;

/// A record's labelled values in the order of [`Record::LABELS`], without empty ones and the schema. Ids of
/// other entries are given by their names.
pub fn words<T: Record>(record: &T, name_of: NameOf<'_>) -> String {
    let mut text = String::new();
    if let Ok(value) = serde_json::to_value(record) {
        Writer { labels: Labels(T::LABELS), name_of, text: &mut text }.facts(&value, 0);
    }
    text
}

struct Writer<'a> {
    labels: Labels,
    name_of: NameOf<'a>,
    text: &'a mut String,
}

impl Writer<'_> {
    fn facts(&mut self, value: &Value, indent: usize) {
        let Value::Object(fields) = value else { return };
        let mut fields: Vec<(&String, &Value)> =
            fields.iter().filter(|(name, _)| *name != "schema").collect();
        // Unlabelled fields come last.
        fields.sort_by_key(|(name, _)| self.labels.place(name));
        for (name, value) in fields {
            self.fact(name, value, indent);
        }
    }

    fn fact(&mut self, name: &str, value: &Value, indent: usize) {
        let is_record = |value: &Value| value.as_object().is_some_and(super::merge::is_struct);
        let margin = "  ".repeat(indent);
        let label = self.labels.of(name).to_owned();
        match value {
            Value::Object(_) if is_record(value) => {
                self.text.extend([&margin, &label, "\n"]);
                self.facts(value, indent + 1);
            }
            Value::Array(items) if items.iter().any(is_record) => {
                self.text.extend([&margin, &label, "\n"]);
                for item in items {
                    let name = name_of(item, &[]);
                    let name = (self.name_of)(&name).unwrap_or(name);
                    self.text.extend([&margin, "  – ", &name, "\n"]);
                    self.facts(item, indent + 2);
                }
            }
            _ => {
                let display = if name == "id" { self.labels.display(value) } else { self.display(value) };
                if !display.is_empty() {
                    self.text.extend([&margin, &label, ": ", &display, "\n"]);
                }
            }
        }
    }

    fn display(&self, value: &Value) -> String {
        let named = |value: &Value| value.as_str().and_then(self.name_of);
        match value {
            Value::Array(items) if items.iter().any(|item| named(item).is_some()) => {
                items.iter().map(|item| self.display(item)).collect::<Vec<_>>().join(", ")
            }
            value => named(value).unwrap_or_else(|| self.labels.display(value)),
        }
    }
}
