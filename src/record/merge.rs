//! Two versions of a record made one, against the version both sides began with: lists by entry, records by field.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Map, Value};

use super::Record;

/// What each side changed. Where both changed the same field differently, mine stays; the second value says whether
/// that was so anywhere.
pub fn merge<T: Record>(base: &T, mine: &T, theirs: &T) -> (T, bool) {
    if mine == base || mine == theirs {
        return (theirs.clone(), false);
    }
    if theirs == base {
        return (mine.clone(), false);
    }
    let value = |side: &T| serde_json::to_value(side).ok();
    let both = value(base).zip(value(mine)).zip(value(theirs)).and_then(|((base, mine), theirs)| {
        let mut merge = Merge { keys: T::KEYS, has_clash: false };
        let merged = merge.one("", Some(&base), Some(&mine), Some(&theirs))?;
        Some((serde_json::from_value(merged).ok()?, merge.has_clash))
    });
    // A sum that is no such record any more is none.
    both.unwrap_or_else(|| (mine.clone(), true))
}

struct Merge {
    keys: &'static [(&'static str, &'static [&'static str])],
    has_clash: bool,
}

impl Merge {
    /// A value of the field `name`; none where a side does not have it.
    fn one(
        &mut self,
        name: &str,
        base: Option<&Value>,
        mine: Option<&Value>,
        theirs: Option<&Value>,
    ) -> Option<Value> {
        if mine == base || mine == theirs {
            return theirs.cloned();
        }
        if theirs == base {
            return mine.cloned();
        }
        let merged = match (base, mine, theirs) {
            (Some(Value::Object(base)), Some(Value::Object(mine)), Some(Value::Object(theirs)))
                if [base, mine, theirs].into_iter().all(is_struct) =>
            {
                Some(self.fields(base, mine, theirs))
            }
            (Some(Value::Array(base)), Some(Value::Array(mine)), Some(Value::Array(theirs))) => {
                self.entries(name, base, mine, theirs)
            }
            _ => None,
        };
        self.has_clash |= merged.is_none();
        merged.or_else(|| mine.cloned())
    }

    fn fields(
        &mut self,
        base: &Map<String, Value>,
        mine: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Value {
        let names: BTreeSet<&String> = base.keys().chain(mine.keys()).chain(theirs.keys()).collect();
        let fields = names.into_iter().filter_map(|name| {
            let value = self.one(name, base.get(name), mine.get(name), theirs.get(name))?;
            Some((name.clone(), value))
        });
        Value::Object(fields.collect())
    }

    /// A list by its entries, in the order of the side that changed the order; none for a list whose entries cannot be
    /// told apart, as while one is being written.
    fn entries(&mut self, name: &str, base: &[Value], mine: &[Value], theirs: &[Value]) -> Option<Value> {
        let key = self.keys.iter().find(|(list, _)| *list == name).map_or(&["id"][..], |(_, key)| key);
        let keyed = |side: &[Value]| -> Option<Vec<String>> {
            let keys: Vec<String> = side.iter().map(|entry| key_of(entry, key)).collect::<Option<_>>()?;
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
        let merged = order.into_iter().filter_map(|key| {
            let find = |keys: &[String], side: &'_ [Value]| {
                keys.iter().position(|other| other == key).map(|at| side[at].clone())
            };
            let sides = [find(&base_keys, base), find(&my_keys, mine), find(&their_keys, theirs)];
            let [base, mine, theirs] = &sides;
            self.one("", base.as_ref(), mine.as_ref(), theirs.as_ref())
        });
        Some(Value::Array(merged.collect()))
    }
}

/// Whether an object is a record and no enum's variant, whose fields belong together.
fn is_struct(object: &Map<String, Value>) -> bool {
    object.keys().all(|name| !name.starts_with(char::is_uppercase))
}

fn key_of(entry: &Value, fields: &[&str]) -> Option<String> {
    let values: Vec<&Value> = fields.iter().map(|field| entry.get(field).unwrap_or(&Value::Null)).collect();
    // An entry with none of them has no key.
    (entry.is_object() && values.iter().any(|value| !value.is_null()))
        .then(|| values.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}
