//! Circular dependencies between the files of the crate.
//!
//! A file depends on another when it contains a path to it: in a `use` (also grouped or renamed) or inline,
//! through `crate::`, `super::`, `self::`, a child module or an imported name. Paths are resolved through
//! re-exports (`pub use`, also `*`) to the file that declares the item, so using a sibling through the
//! parent's re-export counts as using the sibling.
//!
//! Two files are compared in the folder where their paths diverge; there each one stands for its module with
//! everything below: `app/save` for `app/save.rs` and `app/save/…`. No folder may contain a cycle, of
//! whatever length.
//!
//! Not counted: a file and the files below it (`app.rs` and `app/save.rs`) may use each other. Methods are
//! not detected: only paths are read. Unit tests are left out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::{Source, sources};

type Path = Vec<String>;

/// A source file with the paths in it.
#[derive(Default)]
struct File {
    /// The names imported by `use`, with the path as written.
    bound: BTreeMap<String, Path>,
    /// The targets of `use …::*`.
    globs: Vec<Path>,
    inline: BTreeSet<Path>,
    declared: BTreeSet<String>,
}

struct House(BTreeMap<Path, File>);

impl House {
    fn new(sources: &[Source]) -> Self {
        let files = sources.iter().filter(|source| source.module != "main").map(|source| {
            let module = match source.module.as_str() {
                "lib" => Path::new(),
                module => module.split('/').map(String::from).collect(),
            };
            (module, File::read(&source.code))
        });
        Self(files.collect())
    }

    /// The file that declares the item at `path`, written in `from`; none for other crates and for names that
    /// are not module paths.
    fn followed(&self, from: &Path, path: &[String], depth: usize) -> Option<Path> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" | "toasoan" => self.declaring(&Path::new(), rest, depth),
            "self" => self.declaring(from, rest, depth),
            "super" => {
                let parent = from.split_last()?.1.to_vec();
                if rest.first().is_some_and(|next| next == "super") {
                    self.followed(&parent, rest, depth)
                } else {
                    self.declaring(&parent, rest, depth)
                }
            }
            // A child module, or an imported name.
            name if self.0.contains_key(&child(from, name)) || self.0.get(from)?.bound.contains_key(name) => {
                self.declaring(from, path, depth)
            }
            _ => None,
        }
    }

    fn declaring(&self, module: &Path, path: &[String], depth: usize) -> Option<Path> {
        let Some((name, rest)) = path.split_first() else { return Some(module.clone()) };
        let below = child(module, name);
        if self.0.contains_key(&below) {
            return self.declaring(&below, rest, depth);
        }
        let file = self.0.get(module)?;
        if depth < 8 && !file.declared.contains(name) {
            if let Some(bound) = file.bound.get(name) {
                let whole: Path = bound.iter().chain(rest).cloned().collect();
                return self.followed(module, &whole, depth + 1);
            }
            let through = file.globs.iter().filter_map(|glob| self.followed(module, glob, depth + 1));
            let declares = |file: &Path| self.0.get(file).is_some_and(|file| file.declared.contains(name));
            if let Some(found) = through.into_iter().find(declares) {
                return Some(found);
            }
        }
        Some(module.clone())
    }

    /// The dependencies, in the folder where two files diverge: folder → module → modules that it uses, with
    /// the files and the path.
    fn arrows(&self) -> BTreeMap<Path, BTreeMap<String, BTreeMap<String, String>>> {
        let mut arrows: BTreeMap<Path, BTreeMap<String, BTreeMap<String, String>>> = BTreeMap::new();
        for (from, file) in &self.0 {
            for path in file.bound.values().chain(&file.globs).chain(&file.inline) {
                let Some(to) = self.followed(from, path, 0) else { continue };
                let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
                let (Some(one), Some(other)) = (from.get(shared), to.get(shared)) else { continue };
                let sides = arrows.entry(from[..shared].to_vec()).or_default();
                let by = format!("{} names {} of {}", from.join("/"), path.join("::"), to.join("/"));
                let _ = sides.entry(one.clone()).or_default().entry(other.clone()).or_insert(by);
            }
        }
        arrows
    }

    /// Every cycle in every folder, with the paths that form it.
    fn circles(&self) -> Vec<String> {
        let mut circles = Vec::new();
        for (folder, sides) in self.arrows() {
            let mut reported: BTreeSet<&String> = BTreeSet::new();
            for side in sides.keys() {
                let ring: BTreeSet<&String> = reached(&sides, side)
                    .into_iter()
                    .filter(|other| reached(&sides, other).contains(side))
                    .collect();
                if ring.is_empty() || !reported.insert(side) {
                    continue;
                }
                reported.extend(&ring);
                let mut circle = format!("in src/{}:", folder.join("/"));
                for one in &ring {
                    for (_, by) in sides[*one].iter().filter(|(other, _)| ring.contains(other)) {
                        let _ = write!(circle, "\n    {by}");
                    }
                }
                circles.push(circle);
            }
        }
        circles
    }
}

/// The modules reachable from `side`; `side` itself only if there is a cycle.
fn reached<'a>(sides: &'a BTreeMap<String, BTreeMap<String, String>>, side: &String) -> BTreeSet<&'a String> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&String> = sides.get(side).into_iter().flat_map(BTreeMap::keys).collect();
    while let Some(next) = open.pop() {
        if found.insert(next) {
            open.extend(sides.get(next).into_iter().flat_map(BTreeMap::keys));
        }
    }
    found
}

fn child(module: &Path, name: &str) -> Path {
    let mut path = module.clone();
    path.push(name.to_owned());
    path
}

impl File {
    fn read(code: &str) -> Self {
        let mut file = Self::default();
        let words = words(code);
        let mut at = 0;
        while at < words.len() {
            match words[at].as_str() {
                "use" => {
                    let end =
                        words[at..].iter().position(|word| word == ";").map_or(words.len(), |end| at + end);
                    file.tree(&Path::new(), &words[at + 1..end]);
                    at = end;
                }
                "fn" | "struct" | "enum" | "trait" | "type" | "const" | "static" | "union" => {
                    if let Some(name) = words.get(at + 1) {
                        let _ = file.declared.insert(name.clone());
                    }
                }
                word if is_name(word) && at.checked_sub(1).is_none_or(|before| words[before] != "::") => {
                    let path: Path =
                        words[at..].iter().step_by(2).take_while(|word| is_name(word)).cloned().collect();
                    let joined = words[at + 1..].iter().step_by(2).take_while(|word| *word == "::").count();
                    if joined > 0 {
                        let _ = file.inline.insert(path[..path.len().min(joined + 1)].to_vec());
                    }
                }
                _ => {}
            }
            at += 1;
        }
        file
    }

    /// Parses the tree of a `use`: `a::{b, c as d, e::*}`.
    fn tree(&mut self, above: &Path, words: &[String]) {
        let mut path = above.clone();
        for (at, word) in words.iter().enumerate() {
            match word.as_str() {
                "::" => {}
                "*" => return self.globs.push(path),
                "{" => {
                    let mut depth = 0;
                    let branches = words[at + 1..].split(|word| {
                        depth += i32::from(word == "{") - i32::from(word == "}");
                        depth == 0 && word == ","
                    });
                    return branches.for_each(|branch| self.tree(&path, branch));
                }
                "as" => {
                    if let Some(name) = words.get(at + 1) {
                        let _ = self.bound.insert(name.clone(), path);
                    }
                    return;
                }
                "self" if !path.is_empty() => {}
                name if is_name(name) => path.push(name.to_owned()),
                _ => break,
            }
        }
        if (path != *above || words.first().is_some_and(|word| word == "self"))
            && let Some(name) = path.last().cloned()
        {
            let _ = self.bound.insert(name, path);
        }
    }
}

/// Tokens: names, `::` and single characters, without strings and whitespace.
fn words(code: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let name = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(rest.len());
        let length = match first {
            _ if name > 0 => name,
            ':' if rest.starts_with("::") => 2,
            '"' => text(rest),
            _ => first.len_utf8(),
        };
        let word = &rest[..length];
        if !first.is_whitespace() && first != '"' {
            words.push(word.to_owned());
        }
        rest = &rest[length..];
    }
    words
}

/// The length of the string literal that begins here.
fn text(code: &str) -> usize {
    let mut escaped = false;
    for (at, sign) in code.char_indices().skip(1) {
        match sign {
            '"' if !escaped => return at + 1,
            _ => escaped = sign == '\\' && !escaped,
        }
    }
    code.len()
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

#[test]
fn no_files_of_a_folder_and_no_modules_name_each_other() {
    let circles = House::new(&sources()).circles();
    assert!(circles.is_empty(), "{} circles\n{}", circles.len(), circles.join("\n"));
}

#[test]
fn a_circle_is_seen_however_it_is_written() {
    let circles = |files: &[(&str, &str)]| {
        let sources: Vec<Source> = files
            .iter()
            .map(|(module, code)| Source { module: (*module).to_owned(), code: (*code).to_owned() })
            .collect();
        House::new(&sources).circles().len()
    };
    for (one, other) in [
        ("use super::b::B; struct A;", "use crate::m::a::A; struct B;"),
        ("use super::{c, b::{self, B as Other}}; struct A;", "fn f(a: super::a::A) {} struct B;"),
        ("use super::B; struct A;", "use super::A; struct B;"),
        ("use super::b; fn f() { b::g() }", "fn g() { crate::m::a::f() }"),
        ("use super::Two; struct A;", "fn f() { super::super::m::A::new() } struct B;"),
        ("use super::c::C; struct A;", "use super::A; struct B;"),
    ] {
        let parent = "mod a; mod b; mod c; pub use a::A; pub use self::b::{B, B as Two};";
        let third = "pub use super::b::B; struct C;";
        assert_eq!(
            circles(&[("lib", ""), ("m", parent), ("m/a", one), ("m/b", other), ("m/c", third)]),
            1,
            "{one}"
        );
    }
    let globs = ("m", "mod a; mod b; pub use a::*;");
    assert_eq!(
        circles(&[globs, ("m/a", "use super::b::B; struct A;"), ("m/b", "use super::A; struct B;")]),
        1
    );
    // No two files use each other, but the folders do.
    let files = [
        ("a", ""),
        ("b", ""),
        ("a/x", "use crate::b::y::Y;"),
        ("b/y", ""),
        ("b/z", "use crate::a::w::W;"),
        ("a/w", ""),
    ];
    assert_eq!(circles(&files), 1);
    // A parent and its child, and two files of which one uses the other.
    let family = [
        ("m", "mod a; mod b; use a::A; struct M;"),
        ("m/a", "use super::{M, b::B}; struct A;"),
        ("m/b", "use super::M; struct B;"),
    ];
    assert_eq!(circles(&family), 0);
    assert_eq!(circles(&[("m", ""), ("m/a", "let text = \"super::b::B\";"), ("m/b", "use super::a::A;")]), 0);
}
