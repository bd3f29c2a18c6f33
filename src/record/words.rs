//! A record as readable text, one fact per line, for comparing two versions.

use serde_json::Value;

use super::Record;
use super::merge::{Labels, name_of};

/// A record's labelled values in the order of [`Record::LABELS`], without empty ones and the schema.
pub fn words<T: Record>(record: &T) -> String {
    let mut text = String::new();
    if let Ok(value) = serde_json::to_value(record) {
        facts(&value, Labels(T::LABELS), 0, &mut text);
    }
    text
}

fn facts(value: &Value, labels: Labels, indent: usize, text: &mut String) {
    let Value::Object(fields) = value else { return };
    let mut fields: Vec<(&String, &Value)> = fields.iter().filter(|(name, _)| *name != "schema").collect();
    // Unlabelled fields come last.
    fields.sort_by_key(|(name, _)| labels.place(name));
    for (name, value) in fields {
        fact(labels.of(name), value, labels, indent, text);
    }
}

fn fact(name: &str, value: &Value, labels: Labels, indent: usize, text: &mut String) {
    let is_record = |value: &Value| value.as_object().is_some_and(super::merge::is_struct);
    let margin = "  ".repeat(indent);
    match value {
        Value::Object(_) if is_record(value) => {
            text.extend([&margin, name, "\n"]);
            facts(value, labels, indent + 1, text);
        }
        Value::Array(items) if items.iter().any(is_record) => {
            text.extend([&margin, name, "\n"]);
            for item in items {
                text.extend([&margin, "  – ", &name_of(item, &[]), "\n"]);
                facts(item, labels, indent + 2, text);
            }
        }
        _ => {
            let display = labels.display(value);
            if !display.is_empty() {
                text.extend([&margin, name, ": ", &display, "\n"]);
            }
        }
    }
}
