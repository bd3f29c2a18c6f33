//! Two people edit one piece: the merge has both changes, and conflicts are shown side by side.

use proptest::prelude::*;
use toasoan::piece::diff::{ChunkKind, diff};
use toasoan::piece::merge::{Choice, Merged, merge, merge_without_base};
use toasoan::piece::{Airing, Format, Header, Piece, PieceId, Status};
use toasoan::plan::SlotId;
use toasoan::poster::{Element, ElementId, ElementKind, Frame, Ink, Poster, Text, Typeface, size};

fn piece(format: Format, body: &str) -> Piece {
    Piece::new(
        Header::new(PieceId("01HQ0000000000000000000001".into()), "Một cửa", "chuyen-muc-cchc"),
        format,
        body,
    )
}

fn merged(format: Format, base: &str, mine: &str, theirs: &str) -> Merged {
    merge(&piece(format, base), &piece(format, mine), &piece(format, theirs))
}

#[test]
fn comments_of_two_machines_stand_together() {
    use toasoan::piece::comment::{Reply, Resolution};
    let day = chrono::NaiveDate::from_ymd_opt(2014, 3, 18).expect("a day");
    let reply = |by: &str| Reply { by: by.into(), date: day, text: "Đã sửa.".into() };
    let settled = Some(Resolution { by: "Cô Thu".into(), date: day });
    let mut base = piece(Format::Article, "Một.\n\nHai.\n");
    let anchor = base.anchor(2, "");
    let id = base.header.add_comment(anchor, "Chị Lan", day, "Con số lấy ở đâu?");
    let same = base.header.clone();
    let twice = base.header.add_comment(None, "Chị Lan", day, "Con số lấy ở đâu?");
    assert_ne!(id, twice);
    base.header = same;
    let changed = |act: &dyn Fn(&mut Header)| {
        let mut piece = base.clone();
        act(&mut piece.header);
        piece
    };
    let mine = changed(&|header| {
        let _ = header.add_comment(None, "Anh Minh", day, "Bài hay.");
        header.comment_mut(&id).expect("it").replies.push(reply("Anh Minh"));
    });
    let theirs = changed(&|header| {
        let _ = header.add_comment(None, "Cô Thu", day, "Thêm ảnh.");
        let comment = header.comment_mut(&id).expect("it");
        comment.replies.push(reply("Cô Thu"));
        comment.resolved = settled.clone();
    });
    let gone = changed(&|header| header.comments.clear());
    for (mine, theirs) in [(&mine, &theirs), (&theirs, &mine)] {
        let merged = merge(&base, mine, theirs);
        assert!(merged.is_clean());
        let header = &merged.piece.header;
        let mut names: Vec<_> = header.comments.iter().map(|comment| comment.by.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["Anh Minh", "Chị Lan", "Cô Thu"]);
        let comment = header.comment(&id).expect("it");
        assert_eq!((comment.replies.len(), &comment.resolved), (2, &settled));
        assert_eq!(comment.anchor, base.header.comments[0].anchor);
    }
    // What one deleted and the other answered stays; what nobody touched is deleted.
    assert_eq!(merge(&base, &gone, &mine).piece.header.comment(&id), mine.header.comment(&id));
    assert!(merge(&base, &gone, &base).piece.header.comments.is_empty());

    // A machine where only the text above was written has moved the comment's place, and says nothing about it.
    let mut written = base.clone();
    for comment in &mut written.header.comments {
        if let Some(anchor) = &mut comment.anchor {
            anchor.at += 1;
        }
    }
    let place = written.header.comments[0].anchor.clone();
    assert_ne!(place, base.header.comments[0].anchor);
    let answered = merge(&base, &written, &mine).piece.header;
    let comment = answered.comment(&id).expect("it");
    assert_eq!((&comment.anchor, comment.replies.len()), (&place, 1));
    for (one, other) in [(&gone, &written), (&written, &gone)] {
        assert!(merge(&base, one, other).piece.header.comments.is_empty());
    }
    for one in [&mine, &theirs, &gone] {
        assert_eq!(merge(&base, one, &base).piece.header, one.header);
        assert_eq!(merge(&base, &base, one).piece.header, one.header);
        assert_eq!(merge(&base, one, one).piece.header, one.header);
    }
}

#[test]
fn edits_of_different_parts_stand_together() {
    let quiz =
        "1. Một cửa là gì?\nA. Một nơi\nB. Nhiều nơi\nĐáp án: A\n\n2. Mấy ngày?\nA. 5\nB. 7\nĐáp án: B\n";
    for (format, base, mine, theirs, both) in [
        (
            Format::Article,
            "Một.\n\nHai.\n\nBa.\n",
            "Một!\n\nHai.\n\nBa.\n",
            "Một.\n\nHai!\n\nBa.\n",
            "Một!\n\nHai!\n\nBa.\n",
        ),
        // Adjacent changes, also at the end; a missing final newline is added.
        (Format::Article, "Một.\n\nHai.", "Một.\n\nHai!", "Một.\n\nHai.\n\nBa.", "Một.\n\nHai!\n\nBa."),
        (
            Format::Article,
            "Một.\n\nHai.\n\nBa.\n",
            "Một.\n\nBa.\n",
            "Một.\n\nHai.\n\nBa!\n\nBốn.\n",
            "Một.\n\nBa!\n\nBốn.\n",
        ),
        // The same row, different labels.
        (
            Format::Av,
            "## 01\nHình: Chợ\nLời: Sáng nay.\n",
            "## 01\nHình: Chợ An Bình\nLời: Sáng nay.\n",
            "## 01\nHình: Chợ\nLời: Sáng nay, bà con đến.\n",
            "## 01\nHình: Chợ An Bình\nLời: Sáng nay, bà con đến.\n",
        ),
        // An inserted row renumbers all later ones, one of which they edited.
        (
            Format::Av,
            "## 01\nLời: Một\n\n## 02\nLời: Hai\n\n## 03\nLời: Ba\n",
            "## 01\nLời: Một\n\n## 02\nLời: Xen vào\n\n## 03\nLời: Hai\n\n## 04\nLời: Ba\n",
            "## 01\nLời: Một\n\n## 02\nLời: Hai\n\n## 03\nLời: Ba rồi\n",
            "## 01\nLời: Một\n\n## 02\nLời: Xen vào\n\n## 03\nLời: Hai\n\n## 04\nLời: Ba rồi\n",
        ),
        (
            Format::Radio,
            "## 01\nLời: Một\n\n## 02\nLời: Hai\n",
            "## 01\nLời: Hai\n",
            "## 01\nLời: Một\n\n## 02\nLời: Hai\n\n## 03\nLời: Ba\n",
            "## 01\nLời: Hai\n\n## 02\nLời: Ba\n",
        ),
        (
            Format::Stage,
            "BÀ TƯ\nChào chú.\n\nCHÚ BA\nChào bà.\n",
            "BÀ TƯ\nChào chú Ba.\n\nCHÚ BA\nChào bà.\n",
            "BÀ TƯ\nChào chú.\n\nCHÚ BA\nChào bà Tư.\n",
            "BÀ TƯ\nChào chú Ba.\n\nCHÚ BA\nChào bà Tư.\n",
        ),
        (
            Format::Quiz,
            quiz,
            &quiz.replace("A. 5", "A. 4"),
            &quiz.replace("án: B", "án: A"),
            &quiz.replace("A. 5", "A. 4").replace("án: B", "án: A"),
        ),
    ] {
        let merged = merged(format, base, mine, theirs);
        assert!(merged.is_clean(), "{base:?}: {:?}", merged.conflicts);
        assert_eq!(merged.piece.body, both);
    }
}

#[test]
fn what_both_changed_is_kept_apart_to_choose_from() {
    for (format, base, mine, theirs, place, kept) in [
        (
            Format::Article,
            "Một.\n\nHai.\n",
            "Một.\n\nHai hoa.\n",
            "Một.\n\nHai bèo.\n",
            "Dòng 3",
            "Một.\n\nHai hoa.\n\nHai bèo.\n",
        ),
        (
            Format::Av,
            "## 01\nLời: Một\n\n## 02\nHình: Chợ\nLời: Hai\n",
            "## 01\nLời: Một\n\n## 02\nHình: Chợ\nLời: Hai hoa\n",
            "## 01\nLời: Một\n\n## 02\nHình: Chợ\nLời: Hai bèo\n",
            "Mục 02",
            "## 01\nLời: Một\n\n## 02\nHình: Chợ\nLời: Hai hoa\nLời: Hai bèo\n",
        ),
        // A trailing space before a word still to be typed.
        (Format::Article, "Một.\n", "Một hoa \n", "Một bèo\n", "Dòng 1", "Một hoa \n\nMột bèo\n"),
        // Removed by one, edited by the other: the text stays.
        (Format::Article, "Một.\n\nHai.\n", "Một.\n", "Một.\n\nHai bèo.\n", "Dòng 3", "Một.\n\nHai bèo.\n"),
        // Both added at the same place.
        (
            Format::Radio,
            "## 01\nLời: Một\n",
            "## 01\nLời: Một\n\n## 02\nLời: Hoa\n",
            "## 01\nLời: Một\n\n## 02\nLời: Bèo\n",
            "Mục 02",
            "## 01\nLời: Một\n\n## 02\nLời: Hoa\n\n## 03\nLời: Bèo\n",
        ),
    ] {
        let merged = merged(format, base, mine, theirs);
        assert_eq!(merged.conflicts.len(), 1, "{base:?}: {:?}", merged.conflicts);
        assert_eq!(merged.conflicts[0].place, place);
        assert_eq!(merged.piece.body.trim_end(), mine.trim_end(), "mine until someone chooses otherwise");
        assert_eq!(merged.resolve(&[Choice::Mine]).body.trim_end(), mine.trim_end());
        assert_eq!(merged.resolve(&[Choice::Theirs]).body.trim_end(), theirs.trim_end());
        assert_eq!(merged.keep_all().body, kept);
    }
}

#[test]
fn headers_merge_field_by_field() {
    let slot = |name: &str| SlotId(name.into());
    let source = "(\n    id: \"01HQ0000000000000000000001\", // mã\n    title: \"Một cửa\",\n    activity: \"a\",\n    kho: 1,\n)\n";
    let base = Piece::parse(&format!("{source}---\nNội dung\n"), Format::Article).expect("a piece");
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    mine.header.title = "Một cửa liên thông".into();
    mine.header.topics = vec!["III.1.a".into(), "III.2.b".into()];
    mine.header.airings = vec![Airing::undated(slot("a/2014-03/1"))];
    theirs.header.status = Status::InReview;
    theirs.header.topics = vec!["III.2.b".into(), "III.3.c".into()];
    theirs.header.airings = vec![Airing::undated(slot("a/2014-03/2"))];
    theirs.header_source = source.replace("kho: 1", "kho: 2, phim: [\"X\"]").into();
    let both = merge(&base, &mine, &theirs);
    assert!(both.is_clean(), "{:?}", both.conflicts);
    let header = &both.piece.header;
    assert_eq!((header.title.as_str(), header.status), ("Một cửa liên thông", Status::InReview));
    assert_eq!(header.topics, ["III.1.a", "III.2.b", "III.3.c"]);
    let slots: Vec<_> = header.airings.iter().map(|airing| airing.slot.0.as_str()).collect();
    assert_eq!(slots, ["a/2014-03/1", "a/2014-03/2"]);
    let text = both.piece.to_text();
    for kept in ["// mã", "kho: 2", "phim: [\"X\"]", "Một cửa liên thông"] {
        assert!(text.contains(kept), "{kept} in {text}");
    }

    theirs.header.title = "Một cửa điện tử".into();
    let clash = merge(&base, &mine, &theirs);
    assert_eq!(clash.conflicts.len(), 1);
    assert_eq!(clash.piece.header.title, "Một cửa liên thông");
    assert_eq!(clash.resolve(&[Choice::Theirs]).header.title, "Một cửa điện tử");
    assert!(!clash.conflicts[0].can_keep_both());
}

fn board(words: &[(u32, &str, f32)]) -> Poster {
    let mut poster = Poster::blank(size::find(420.0, 594.0).expect("A2"));
    let element = |(id, words, x): &(u32, &str, f32)| {
        Element::new(
            ElementId(*id),
            Frame { x: *x, y: 10.0, width: 100.0, height: 50.0, rotation: 0.0 },
            ElementKind::Text(Text::new(*words, Typeface::Anton, 20.0, Ink::new(0.0, 0.0, 0.0, 100.0))),
        )
    };
    poster.elements = words.iter().map(element).collect();
    poster
}

#[test]
fn posters_merge_by_element() {
    let base = board(&[(1, "MỘT CỬA", 10.0), (2, "Nhanh", 10.0)]);
    let run = |mine: &[(u32, &str, f32)], theirs: &[(u32, &str, f32)]| {
        merged(Format::Poster, &base.to_text(), &board(mine).to_text(), &board(theirs).to_text())
    };
    let shown = |piece: &Piece| -> Vec<(u32, String, f32)> {
        let poster = Poster::parse(&piece.body).expect("a poster");
        let element = |element: Element| match element.kind {
            ElementKind::Text(text) => (element.id.0, text.text, element.frame.x),
            _ => unreachable!("only texts here"),
        };
        poster.elements.into_iter().map(element).collect()
    };
    // One moves what the other rewrites; both add with the same free number.
    let both = run(
        &[(1, "MỘT CỬA", 30.0), (2, "Nhanh", 10.0), (3, "Đúng hẹn", 10.0)],
        &[(1, "MỘT CỬA LIÊN THÔNG", 10.0), (3, "Thân thiện", 10.0)],
    );
    assert!(both.is_clean(), "{:?}", both.conflicts);
    let expected = [(1, "MỘT CỬA LIÊN THÔNG", 30.0), (3, "Đúng hẹn", 10.0), (4, "Thân thiện", 10.0)];
    assert_eq!(shown(&both.piece), expected.map(|(id, words, x)| (id, words.to_owned(), x)));

    let clash = run(&[(1, "HOA", 10.0), (2, "Nhanh", 10.0)], &[(1, "BÈO", 10.0), (2, "Nhanh", 10.0)]);
    assert_eq!(clash.conflicts.len(), 1);
    let first = |choice| shown(&clash.resolve(&[choice]))[0].1.clone();
    assert_eq!((first(Choice::Mine), first(Choice::Theirs)), ("HOA".into(), "BÈO".into()));
    assert_eq!(shown(&clash.resolve(&[Choice::Both])).len(), 3);
}

#[test]
fn two_versions_of_unknown_origin_keep_what_they_share() {
    let mine = piece(Format::Article, "Chung.\n\nHoa.\n");
    let theirs = piece(Format::Article, "Chung.\n\nBèo.\n\nThêm.\n");
    let merged = merge_without_base(&mine, &theirs);
    assert_eq!(merged.keep_all().body.matches("Chung.").count(), 1);
    for words in ["Hoa.", "Bèo.", "Thêm."] {
        assert!(merged.keep_all().body.contains(words), "{words}");
    }
}

#[test]
fn changes_are_shown_by_the_word() {
    let chunks = diff("Bà con nộp hồ sơ đất đai.", "Bà con nộp 3 hồ sơ nhà đất.");
    let shown: String = chunks
        .iter()
        .map(|chunk| match chunk.kind {
            ChunkKind::Same => chunk.text.clone(),
            ChunkKind::Removed => format!("[-{}-]", chunk.text),
            ChunkKind::Added => format!("[+{}+]", chunk.text),
        })
        .collect();
    assert_eq!(shown, "Bà con nộp [+3 +]hồ sơ [+nhà +]đất[- đai-].");
}

/// Bodies of few different lines, so that edits often collide.
fn body(format: Format) -> BoxedStrategy<String> {
    let word = prop::sample::select(vec!["hoa", "bèo", "chợ đêm", "một cửa", "hồ sơ đất", "đúng hẹn"]);
    let unit = (word.clone(), word).prop_map(move |(one, other)| match format {
        Format::Av | Format::Radio => format!("Hình: {one}\nLời: {other}\n"),
        Format::Quiz => format!("{one}?\nA. {other}\nĐáp án: A\n"),
        Format::Stage => format!("BÀ TƯ\n{one} {other}\n"),
        _ => format!("{one} {other}\n"),
    });
    prop::collection::vec(unit, 0..6)
        .prop_map(move |units| {
            let numbered = units.into_iter().enumerate().map(|(at, unit)| match format {
                Format::Av | Format::Radio => format!("## {:02}\n{unit}", at + 1),
                Format::Quiz => format!("{}. {unit}", at + 1),
                _ => unit,
            });
            numbered.collect::<Vec<_>>().join("\n")
        })
        .boxed()
}

fn format_and_bodies() -> impl Strategy<Value = (Format, String, String, String)> {
    let format =
        prop::sample::select(vec![Format::Av, Format::Radio, Format::Article, Format::Stage, Format::Quiz]);
    format.prop_flat_map(|format| (Just(format), body(format), body(format), body(format)))
}

/// The lines with text, without numbers that only give the order.
fn lines(text: &str) -> Vec<&str> {
    text.lines()
        .map(|line| {
            line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '#' || c == ' ').trim()
        })
        .filter(|line| !line.is_empty())
        .collect()
}

proptest! {
    #[test]
    fn no_line_of_either_side_vanishes((format, base, mine, theirs) in format_and_bodies()) {
        let merged = merged(format, &base, &mine, &theirs);
        let kept = merged.keep_all().body;
        let there = lines(&kept);
        for (side, other) in [(&mine, &theirs), (&theirs, &mine)] {
            for line in lines(side) {
                let count = |text: &str| lines(text).iter().filter(|other| **other == line).count();
                let is_deleted_there = count(&base) > count(other);
                let is_reported = merged.conflicts.iter().any(|conflict| {
                    lines(&conflict.mine).contains(&line) || lines(&conflict.theirs).contains(&line)
                });
                prop_assert!(there.contains(&line) || is_deleted_there || is_reported, "{line:?} is gone from {kept:?}");
            }
        }
    }

    #[test]
    fn the_sides_can_be_swapped((format, base, mine, theirs) in format_and_bodies()) {
        let one = merged(format, &base, &mine, &theirs);
        let other = merged(format, &base, &theirs, &mine);
        let all = |merged: &Merged, choice| merged.resolve(&vec![choice; merged.conflicts.len()]).body;
        prop_assert_eq!(one.conflicts.len(), other.conflicts.len());
        prop_assert_eq!(all(&one, Choice::Mine), all(&other, Choice::Theirs));
        prop_assert_eq!(all(&one, Choice::Theirs), all(&other, Choice::Mine));
    }

    #[test]
    fn one_side_alone_is_taken_as_it_is((format, base, mine, _) in format_and_bodies()) {
        for (mine, theirs) in [(&mine, &base), (&base, &mine), (&mine, &mine)] {
            let merged = merged(format, &base, mine, theirs);
            prop_assert!(merged.is_clean());
            let expected = if mine == &base { theirs } else { mine };
            prop_assert_eq!(&merged.piece.body, expected);
        }
    }

    #[test]
    fn a_difference_gives_back_both_texts(old in "\\PC{0,40}", new in "\\PC{0,40}") {
        let chunks = diff(&old, &new);
        let without = |kind| chunks.iter().filter(|chunk| chunk.kind != kind).map(|chunk| chunk.text.as_str()).collect::<String>();
        prop_assert_eq!(without(ChunkKind::Added), old);
        prop_assert_eq!(without(ChunkKind::Removed), new);
    }
}
