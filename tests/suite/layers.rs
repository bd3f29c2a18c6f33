//! The dependencies between the layers, checked in the sources.

mod circle;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the crate that each module may import. A module that is not listed fails the test.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("calendar", &[]),
    ("record", &[]),
    ("fault", &[]),
    ("page", &[]),
    ("fold", &[]),
    ("decimal", &["calendar"]),
    ("spelling", &["record", "fold"]),
    ("pasted", &["calendar", "fold"]),
    ("plan", &["calendar", "record", "fold", "pasted"]),
    ("place", &["calendar", "plan", "record", "fold", "pasted"]),
    // A piece refers to its slots; the plan never to a piece.
    // The faces say which letters cannot be printed.
    ("piece", &["calendar", "plan", "record", "poster", "page", "fold", "contest", "dialogue"]),
    ("poster", &["calendar", "plan", "record", "page", "fold"]),
    // Reads font files; a poster names them only.
    ("fontbook", &["poster", "page"]),
    // A case refers to the pieces it was raised and answered in, never the other way.
    ("case", &["calendar", "plan", "piece", "record", "fold"]),
    ("budget", &["calendar", "decimal", "plan", "record", "fold"]),
    ("bank", &["record", "fold"]),
    ("contest", &["decimal", "record"]),
    ("dialogue", &["record", "fold"]),
    ("duty", &["calendar", "plan", "piece", "record", "fold"]),
    ("reporting", &["calendar", "plan", "record"]),
    // Counts the plan, the pieces, the places, the cases and the money together.
    ("ledger", &["calendar", "plan", "piece", "place", "poster", "case", "budget", "dialogue", "reporting"]),
    (
        "newsroom",
        &[
            "calendar",
            "plan",
            "piece",
            "place",
            "poster",
            "case",
            "record",
            "fold",
            "ledger",
            "budget",
            "duty",
            "reporting",
        ],
    ),
    // Sheets are read without the newsroom.
    ("survey", &["calendar", "plan", "piece", "record", "fold", "bank", "pasted"]),
    // The newsroom combines plan, settings and pieces in memory.
    (
        "document",
        &[
            "fontbook",
            "calendar",
            "plan",
            "piece",
            "place",
            "poster",
            "page",
            "newsroom",
            "record",
            "ledger",
            "fold",
            "survey",
            "case",
            "budget",
            "decimal",
            "contest",
            "dialogue",
            "duty",
            "reporting",
            "bank",
        ],
    ),
    (
        "export",
        &[
            "calendar",
            "plan",
            "piece",
            "place",
            "poster",
            "page",
            "newsroom",
            "document",
            "fault",
            "fold",
            "ledger",
            "case",
            "budget",
            "contest",
            "reporting",
            "survey",
            "bank",
        ],
    ),
    // Bytes are passed in.
    (
        "import",
        &[
            "calendar",
            "plan",
            "piece",
            "place",
            "pasted",
            "fold",
            "newsroom",
            "document",
            "survey",
            "case",
            "budget",
            "decimal",
            "reporting",
            "bank",
        ],
    ),
    // A picture is looked at before it is taken in.
    (
        "store",
        &[
            "calendar",
            "plan",
            "piece",
            "place",
            "poster",
            "page",
            "record",
            "fault",
            "fold",
            "spelling",
            "survey",
            "case",
            "budget",
            "duty",
            "reporting",
            "bank",
        ],
    ),
    (
        "ui",
        &[
            "fontbook",
            "calendar",
            "plan",
            "piece",
            "poster",
            "page",
            "newsroom",
            "document",
            "record",
            "store",
            "export",
            "import",
            "fold",
            "ledger",
            "spelling",
            "pasted",
            "place",
            "case",
            "budget",
            "decimal",
            "contest",
            "dialogue",
            "duty",
            "reporting",
            "survey",
            "bank",
        ],
    ),
    ("app", ALL),
    ("cli", ALL),
    ("main", ALL),
];

const ALL: &[&str] = &[
    "calendar",
    "record",
    "fault",
    "page",
    "fold",
    "plan",
    "piece",
    "poster",
    "ledger",
    "newsroom",
    "document",
    "export",
    "import",
    "store",
    "ui",
    "app",
    "cli",
    "spelling",
    "survey",
    "pasted",
    "place",
    "case",
    "budget",
    "decimal",
    "contest",
    "dialogue",
    "duty",
    "reporting",
    "bank",
];

/// Names that may be used only in some modules.
const RESERVED: &[(&[&str], &[&str])] = &[
    (&["iced", "iced_test", "rfd"], &["app", "ui"]),
    (&["std::fs", "fs::File", "File::open", "OpenOptions"], &["store", "export/file"]),
    (
        &["Utc::now", "Local::now", "SystemTime", "Instant::now", "Ulid::new", "Ulid::generate", "rand::"],
        &["app", "cli", "store", "ui"],
    ),
    (&["std::env::", "env::var"], &["app", "cli", "store", "main"]),
    (&["println!", "eprintln!", "print!", "eprint!", "dbg!"], &[]),
];

struct Source {
    /// `plan`, `export/file`: the path below `src` without its extension.
    module: String,
    code: String,
}

impl Source {
    fn top(&self) -> &str {
        self.module.split('/').next().unwrap_or_default()
    }

    fn is_in(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.module == *place || self.module.starts_with(&format!("{place}/")))
    }
}

/// The code of every module, without comments, strings and unit tests.
fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of sources") {
            let path: PathBuf = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let module = path.strip_prefix(&root).expect("below src").with_extension("");
                let module = module.to_string_lossy().replace('\\', "/");
                if module.ends_with("/tests") {
                    continue;
                }
                let code = bare(&fs::read_to_string(&path).expect("a source"));
                sources.push(Source { module, code });
            }
        }
    }
    sources
}

fn bare(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut code = String::with_capacity(text.len());
    for line in text.lines() {
        // A string may contain `//`, so a comment must begin its line or follow a space.
        let line = match line.trim_start() {
            comment if comment.starts_with("//") => "",
            _ => line.split(" // ").next().unwrap_or_default(),
        };
        code.push_str(line);
        code.push('\n');
    }
    code
}

/// Whether `word` occurs in `code` as a path of its own, not as a part of a longer name.
fn uses(code: &str, word: &str) -> bool {
    let is_name = |character: char| character.is_alphanumeric() || character == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(is_name)
            && (word.ends_with([':', '!']) || !after.is_some_and(is_name))
            // `iced` is a crate: it occurs in a path or an import.
            && (word.contains([':', '!']) || code[at + word.len()..].starts_with("::") || code[..at].ends_with("use "))
    })
}

/// The modules of the crate used in `code`: `crate::plan::…`, `use crate::{plan, …}`.
fn imports(code: &str) -> Vec<String> {
    names_in(code, "crate::")
}

/// The names used in `code` below a path: `iced::widget::row`, `use iced::widget::{row, text}`.
fn names_in(code: &str, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(path) {
        let rest = &code[at + path.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            found.push(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = 0;
        for (index, character) in group.char_indices() {
            match character {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    found.push(name(group[start..index].trim_start()));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.push(name(group[start..index].trim_start()));
                    start = index + 1;
                }
                _ => {}
            }
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

fn name(rest: &str) -> String {
    rest.chars().take_while(|character| character.is_alphanumeric() || *character == '_').collect()
}

#[test]
fn modules_import_only_what_lies_below_them() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let sources = sources();
    assert!(sources.len() > 30, "only {} sources were found", sources.len());
    let mut breaches = Vec::new();
    for source in &sources {
        if source.module == "lib" {
            continue;
        }
        let Some(allowed) = allowed.get(source.top()) else {
            breaches.push(format!("{} is in no layer", source.module));
            continue;
        };
        for import in imports(&source.code) {
            // A name that is not a module is a macro or an item of the crate's root.
            if import != source.top() && ALL.contains(&import.as_str()) && !allowed.contains(&import.as_str())
            {
                breaches.push(format!("{} imports {import}", source.module));
            }
        }
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn the_window_the_files_and_the_clock_stay_where_they_belong() {
    let mut breaches = Vec::new();
    for source in &sources() {
        for (words, places) in RESERVED {
            if source.is_in(places) {
                continue;
            }
            for word in *words {
                if uses(&source.code, word) {
                    breaches.push(format!("{} uses {word}", source.module));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn the_window_sees_only_the_faces_of_storage_and_export() {
    // `ui` may use the results of a save or an export, but never their inner modules.
    let inner = ["store::write", "store::save", "store::read", "export::pdf", "export::xlsx", "export::file"];
    let mut breaches = Vec::new();
    for source in sources().iter().filter(|source| source.is_in(&["ui"])) {
        breaches.extend(
            inner
                .iter()
                .filter(|path| source.code.contains(*path))
                .map(|path| format!("{} uses {path}", source.module)),
        );
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
}

/// iced's own match children by index: an added one would take over the next one's state and focus.
#[test]
fn columns_and_rows_are_those_that_keep_the_state_of_their_children() {
    let mut breaches = Vec::new();
    for source in sources().iter().filter(|source| source.is_in(&["app", "ui"])) {
        let of_iced = names_in(&source.code, "iced::widget::");
        let is_line = |name: &&String| matches!(name.as_str(), "column" | "row" | "Column" | "Row");
        breaches.extend(of_iced.iter().filter(is_line).map(|name| format!("{} uses {name}", source.module)));
    }
    assert!(breaches.is_empty(), "{breaches:#?}");
}

#[test]
fn the_reader_of_sources_sees_what_it_should() {
    assert_eq!(
        imports("use crate::plan::Slot;\nuse crate::{piece::{Piece, Status}, page};"),
        ["plan", "piece", "page"]
    );
    assert_eq!(names_in("use iced::widget::{container, row};", "iced::widget::"), ["container", "row"]);
    assert!(uses("use iced::Task;", "iced") && uses("fn f() -> iced::Result", "iced"));
    assert!(!uses("let iced_tea = 1;", "iced"));
    assert!(!uses(&bare("// iced::Task\n"), "iced"));
    assert!(uses("std::fs::read(x)", "std::fs") && uses("let t = Utc::now();", "Utc::now"));
}
