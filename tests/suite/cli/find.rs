//! `toasoan find`: words in all pieces, and other words in their place.

use std::path::Path;

use serde_json::Value;

use super::{CONTENT, Program, copy};

/// Places, by piece: the title and how many hits.
fn hits(found: &[Value]) -> Vec<(String, usize)> {
    let of = |piece: &Value| {
        let hits = piece["hits"].as_array().map_or(0, Vec::len);
        (piece["title"].as_str().unwrap_or_default().to_owned(), hits)
    };
    found.iter().map(of).collect()
}

#[test]
fn words_are_found_in_titles_people_and_bodies_and_replaced_without_touching_anything_else() {
    let program = Program::new();
    copy(Path::new(CONTENT), &program.path("kho"));
    let loose = program.json(["find", "kho", "ngoc han", "--json"]);
    let exact = program.json(["find", "kho", "Ngọc Hân", "--exact", "--whole-words", "--json"]);
    assert!(!hits(&exact).is_empty() && hits(&loose).len() >= hits(&exact).len());
    assert!(exact.iter().any(|piece| piece["hits"].as_array().is_some_and(|hits| {
        hits.iter().any(|hit| hit["place"] == "person") && hits.iter().any(|hit| hit["place"] == "body")
    })));

    let before: Vec<(String, String)> = texts(&program, &exact);
    let dry =
        program.json(["find", "kho", "Ngọc Hân", "--exact", "--replace", "Mai Anh", "--dry-run", "--json"]);
    assert_eq!(texts(&program, &exact), before, "only told");
    let done = program.json(["find", "kho", "Ngọc Hân", "--exact", "--replace", "Mai Anh", "--json"]);
    let replaced = |found: &[Value]| found.iter().filter_map(|piece| piece["replaced"].as_u64()).sum::<u64>();
    assert_eq!(replaced(&dry), replaced(&done));
    assert!(replaced(&done) > 0);
    for (path, text) in before {
        let piece = done.iter().find(|piece| piece["path"] == path.as_str()).expect("found before");
        let is_published = piece["status"] == "published";
        assert_eq!(piece["kept"].is_string(), is_published, "{path}");
        let expected = if is_published { text } else { text.replace("Ngọc Hân", "Mai Anh") };
        let now = String::from_utf8(program.read(&format!("kho/{path}"))).expect("UTF-8");
        assert_eq!(now, expected, "every other byte stays");
    }
    let on_poster = program.json(["find", "kho", "giấy hẹn ghi rõ", "--json"]);
    let hit = &on_poster[0]["hits"][0];
    assert_eq!((hit["before"].as_str(), hit["after"].as_str()), (Some(""), Some(" ngày trả kết quả.")));
    let said = program.ok(["find", "kho", "không có chữ này đâu"]);
    assert!(said.contains("Không thấy “không có chữ này đâu”"), "{said}");
    assert!(program.fails(2, ["find", "kho", " "]).contains("chữ cần tìm đang trống"));
}

fn texts(program: &Program, found: &[Value]) -> Vec<(String, String)> {
    let paths = found.iter().filter_map(|piece| piece["path"].as_str());
    let read = |path: &str| String::from_utf8(program.read(&format!("kho/{path}"))).expect("UTF-8");
    paths.map(|path| (path.to_owned(), read(path))).collect()
}
