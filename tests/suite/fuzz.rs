//! No parser panics on any input, and what parses is written back unchanged. A fuzzer can use these targets
//! as they are; here each runs a limited number of rounds.

mod mutation;
mod workspace;

use std::fs;
use std::panic::{AssertUnwindSafe, RefUnwindSafe};
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;
use toasoan::export::fountain;
use toasoan::piece::article::Article;
use toasoan::piece::av::Script;
use toasoan::piece::check;
use toasoan::piece::quiz::Quiz;
use toasoan::piece::{Format, Header, Piece, PieceId, normalize, stage};
use toasoan::plan::{Plan, Settings};
use toasoan::poster::Poster;
use toasoan::store::backup::restore;
use toasoan::store::journal::{self, Journal};
use toasoan::store::{Event, Known, Workspace};
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::bounds::foreign;
use super::storage::memory::{Memory, ROOT};
use super::storage::small_plan;

const ROUNDS: usize = 1500;
/// For targets that sync files on disk in each round.
const ROUNDS_ON_DISK: usize = 60;

const HEADER: &str = "(\n  schema: 1, // ghi chú\n  id: \"01HQ0000000000000000000001\",\n  title: \"Một \\\"cửa\\\"\",\n  \
    activity: \"truyen-thanh\",\n  status: Approved,\n  tones: [Praise, Critique],\n  people: [(role: \"MC\", name: \"Lan\")],\n  \
    airings: [(slot: \"truyen-thanh/2014-W10@ninh-kieu\", date: \"2014-03-05\", time: \"05:30:00\")],\n  lạ: {1: r#\"x\"#},\n)\n---\n";

/// The bytes themselves, and a valid text damaged by them: each four bytes are a position, an operation and a
/// byte.
fn texts(seed: &[u8], input: &[u8]) -> [Vec<u8>; 2] {
    let mut damaged = seed.to_vec();
    for edit in input.as_chunks::<4>().0 {
        let at = usize::from(u16::from_le_bytes([edit[0], edit[1]])) % (damaged.len() + 1);
        match edit[2] % 4 {
            0 => damaged.insert(at, edit[3]),
            1 if at < damaged.len() => damaged[at] = edit[3],
            2 => drop(damaged.drain(at..damaged.len().min(at + usize::from(edit[3] % 16)))),
            _ => {
                let copied = damaged[at..damaged.len().min(at + usize::from(edit[3]))].to_vec();
                damaged.extend(copied);
            }
        }
    }
    [input.to_vec(), damaged]
}

/// Runs a text parser on both.
fn on_text(seed: &str, read: impl Fn(&str) + RefUnwindSafe) {
    bolero::check!().with_iterations(ROUNDS).with_max_len(96).for_each(|input: &[u8]| {
        for bytes in texts(seed.as_bytes(), input) {
            read(&String::from_utf8_lossy(&bytes));
        }
    });
}

/// No error message contains a library's English text.
fn told_in_vietnamese(error: Option<&impl ToString>) {
    if let Some(message) = error.map(ToString::to_string) {
        assert_eq!(foreign(&message), None, "{message}");
    }
}

#[test]
fn headers() {
    on_text(&format!("{HEADER}Nội dung.\n"), |text| {
        let read = Piece::parse(text, Format::Article);
        told_in_vietnamese(read.as_ref().err());
        if let Ok(piece) = read {
            let written = piece.to_text();
            let normal = normalize(text);
            assert!(written == normal || written == format!("{normal}\n"), "{written}");
            let fresh = Piece { header_source: String::new().into(), ..piece.clone() };
            let back = Piece::parse(&fresh.to_text(), Format::Article).expect("what was written reads");
            assert_eq!((back.header, back.body), (piece.header, piece.body));
        }
    });
}

#[test]
fn scripts() {
    on_text(
        "Lời tựa\n## 01\nHình: Chợ.\nLời: Sáng nay,\n  bà con.\nTính chất: Biểu dương\nLạ: x\n## 02\n",
        |text| {
            let script = Script::parse(text);
            assert_eq!(script.write(), text);
            for row in 0..script.rows.len() {
                let mut moved = script.clone();
                let _ = moved.move_rows(&[row].into(), 0);
                moved.renumber();
                assert_eq!(Script::parse(&moved.write()).rows.len(), script.rows.len(), "{text:?}");
            }
        },
    );
}

#[test]
fn radio_scripts() {
    let seed = "Chào bà con.\n## 01\nMục: Tin\nGiọng: Hai Lúa\nLời: Hôm nay 5/3/2014,\n  bà con.\nTiếng động: Chim\n\
                Thời lượng: 1p15s\nTính chất: phê phán\nLạ: x\n## 2b\nLời: \n";
    let (plan, settings) = (small_plan(), Settings::default());
    on_text(seed, move |text| {
        let script = Script::parse(text);
        assert_eq!(script.write(), text);
        for at in 0..=script.rows.len() {
            let mut longer = script.clone();
            let at = longer.insert(at, Format::Radio);
            let written = longer.write();
            let back = Script::parse(&written);
            assert_eq!(back.rows.len(), script.rows.len() + 1, "{written:?}");
            assert!(back.rows[at].speech.is_empty() && !back.rows[at].source().contains("Hình:"));
        }
        let header = Header::new(PieceId("01HQ0000000000000000000001".into()), "Cửa", "truyen-thanh");
        let piece = Piece::new(header, Format::Radio, text);
        let lines = text.lines().count() as u32 + piece.body_line();
        let findings = check::piece(&piece, &plan, &settings);
        assert!(findings.iter().filter_map(|finding| finding.line).all(|line| line <= lines), "{text:?}");
    });
}

#[test]
fn articles_quizzes_and_skits() {
    on_text(
        "# Tít\n\n> “Trích”\n\n1. Nộp ở đâu?\n- [x] Một cửa\nA. Chợ\nĐáp án: A\n\nINT. CHỢ - SÁNG\n\nBẢY (cười)\nĐi đâu đó?\n\
         [[ghi chú]]\n===\n~ Hát\nPhân vai:\n- Bảy, chủ quán\nĐạo cụ: bàn\n\
         > cắt:\n\n/* bỏ\n*/ LAN (ừ) ^\n*Dạ* **[[x\n  \ny]] z**\n= ý\nTitle: t\n#1#\nBảy: ừ\n",
        |text| {
            let _ = Article::parse(text).plain_text();
            let _ = Quiz::parse(text).problems();
            let play = stage::parse(text);
            let covered: Vec<usize> =
                play.elements.iter().flat_map(|element| element.lines.clone()).collect();
            assert!(covered.is_sorted_by(|one, next| one < next), "a line is read twice");
            let mut full = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            assert!(full.all(|(at, _)| covered.binary_search(&at).is_ok()), "a line is lost");
            let imported = stage::import(text);
            let _ = stage::parse(&imported.body);
            let header = Header::new(PieceId("01HQ0000000000000000000001".into()), text, "tieu-pham");
            let written = fountain::write(&Piece::new(header, Format::Stage, text)).expect("a skit");
            let (page, body) = written.split_once("\n\n").expect("a title page and the play");
            let read_back = stage::parse(&written);
            if play.title_page.is_empty() {
                assert_eq!((page.lines().count(), body), (1, text.trim_start_matches('\n')));
            }
            assert_eq!(read_back.turns().count(), play.turns().count(), "{text:?}");
        },
    );
}

#[test]
fn posters() {
    let posters = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/posters");
    let sample = fs::read_dir(posters).expect("the samples").flatten().next().expect("a poster").path();
    let sample = fs::read_to_string(sample).expect("a text");
    let (_, body) = sample.split_once("\n---\n").expect("a header and a body");
    on_text(body, |text| {
        let read = Poster::parse(text);
        told_in_vietnamese(read.as_ref().err());
        if let Ok(poster) = read {
            assert_eq!(Poster::parse(&poster.to_text()).expect("what was written reads"), poster);
        }
    });
}

#[test]
fn plans_and_settings() {
    on_text(&small_plan().to_text(), |text| {
        let read = Plan::parse(text);
        told_in_vietnamese(read.as_ref().err());
        if let Ok(plan) = read {
            let _ = plan.check();
            assert_eq!(Plan::parse(&plan.to_text()).expect("what was written reads"), plan);
        }
    });
    on_text(include_str!("../../content/settings.ron"), |text| {
        let read = Settings::parse(text);
        told_in_vietnamese(read.as_ref().err());
        if let Ok(settings) = read {
            assert_eq!(Settings::parse(&settings.to_text()).expect("what was written reads"), settings);
        }
    });
}

#[test]
fn files_of_any_bytes() {
    let disk = Memory::new();
    let workspace =
        Workspace::create_on(disk.files(), ROOT, &small_plan(), &Settings::default()).expect("a workspace");
    let header = Header::new(PieceId("01HQ0000000000000000000001".into()), "Cửa", "dien-dan-bao");
    let stored = workspace.save(Piece::new(header, Format::Article, "Chữ.\n"), None).expect("a save");
    let file = Path::new(ROOT).join(&stored.path);
    let plain = disk.content()[&file].clone();
    let text = String::from_utf8(plain.clone()).expect("text");
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let old = text.replace("Cửa", "Cua").into_bytes().into_iter();
    let old: Vec<u8> = old.chain(*b"B\xE9 ph\xCBn ti\xD5p nh\xCBn\n").collect();
    let workspace = AssertUnwindSafe(workspace);
    for seed in [plain, wide, old, text.nfd().collect::<String>().into_bytes()] {
        bolero::check!().with_iterations(ROUNDS / 4).with_max_len(48).for_each(|input: &[u8]| {
            for bytes in texts(&seed, input) {
                disk.overwrite(&file, &bytes);
                for event in workspace.rescan(&Known::default()) {
                    if let Event::Added(read) = event
                        && let Some(piece) = read.piece()
                    {
                        let text = piece.to_text();
                        assert!(is_nfc(&text) && !text.contains(['\r', '\0']), "{text:?}");
                        assert_eq!(Piece::parse(&text, Format::Article), Ok(piece.clone()));
                    }
                }
            }
        });
    }
}

#[test]
fn archives() {
    let folder = TempDir::new().expect("a folder");
    let workspace = Workspace::create(folder.path().join("kho"), &small_plan(), &Settings::default())
        .expect("a workspace");
    let zip = folder.path().join("kho.zip");
    let _ = workspace.backup(&zip, &mut |_, _| {}).expect("a backup");
    let seed = fs::read(&zip).expect("the archive");
    bolero::check!().with_iterations(ROUNDS_ON_DISK).with_max_len(24).for_each(|input: &[u8]| {
        for bytes in texts(&seed, input) {
            fs::write(&zip, bytes).expect("an archive");
            let target = folder.path().join("đích");
            match restore(&zip, &target, &mut |_, _| {}) {
                Ok(_) => fs::remove_dir_all(&target).expect("a restored folder"),
                Err(_) => assert!(!target.exists(), "nothing is left of what was not restored"),
            }
        }
    });
}

#[test]
fn journals() {
    let folder = TempDir::new().expect("a folder");
    let workspace = Workspace::create(folder.path().join("kho"), &small_plan(), &Settings::default())
        .expect("a workspace");
    let data = folder.path().join("dữ liệu");
    let header = Header::new(PieceId("01HQ0000000000000000000001".into()), "Cửa", "dien-dan-bao");
    let piece = Piece::new(header, Format::Article, "Chữ chưa lưu.\n");
    let window = Journal::begin(&data, &workspace).expect("a journal");
    window.keep(window.turn(), &workspace, &piece.into(), None).expect("an entry");
    drop(window);
    let kept = journal::pending(&data, &workspace).pop().expect("the entry");
    let kept = kept.content.piece().map(|piece| piece.body.to_string());
    let mut folders = vec![data.clone()];
    let mut entry = None;
    while let Some(folder) = folders.pop() {
        for found in fs::read_dir(folder).expect("a folder").flatten() {
            match found.path() {
                path if path.is_dir() => folders.push(path),
                path if path.extension().is_some_and(|extension| extension == "ron") => entry = Some(path),
                _ => {}
            }
        }
    }
    let entry = entry.expect("the entry's file");
    let seed = fs::read(&entry).expect("the entry");
    let workspace = AssertUnwindSafe(workspace);
    bolero::check!().with_iterations(ROUNDS / 4).with_max_len(16).for_each(|input: &[u8]| {
        for bytes in texts(&seed, input) {
            fs::write(&entry, bytes).expect("an entry");
            for unsaved in journal::pending(&data, &workspace) {
                let body = unsaved.content.piece().map(|piece| piece.body.to_string());
                assert_eq!(body, kept, "no word but those that were written down");
            }
            assert!(entry.exists(), "what cannot be read is left where it is");
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_words_go_to_the_file_and_come_back(
        title in ".{0,40}|[~$. ]{1,3}.{0,10}",
        body in "(?s:.{0,120})|[a-zñÇ\u{e0}-\u{ff} ]{0,12}|[ -~\n\r\u{300}-\u{323}ăâơưđ]{0,60}",
    ) {
        let disk = Memory::new();
        let workspace = Workspace::create_on(disk.files(), ROOT, &small_plan(), &Settings::default())
            .expect("a workspace");
        let header = Header::new(PieceId("01HQ0000000000000000000001".into()), title.clone(), "dien-dan-bao");
        // A file with a NUL byte counts as damaged: such text is refused, and stays in the window.
        let saved = workspace.save(Piece::new(header, Format::Article, body.clone()), None);
        prop_assert_eq!(saved.is_err(), body.contains('\0'));
        let Ok(saved) = saved else { return Ok(()) };
        let opened = Workspace::open_on(disk.files(), ROOT).expect("the workspace");
        prop_assert_eq!(&opened.problems, &[]);
        let read = &opened.pieces[0].piece;
        prop_assert_eq!(&saved.piece, read);
        let lines = body.replace("\r\n", "\n").replace('\r', "\n");
        prop_assert_eq!(&read.body, &lines.nfc().collect::<String>());
        prop_assert_eq!(&read.header.title, &title.nfc().collect::<String>());
    }
}
