//! Fountain's syntax (fountain.io/syntax), point by point: what a skit's line is, what is on paper, and that
//! the file handed on is the one that was typed.

use std::collections::{BTreeMap, HashSet};

use toasoan::document::PrintOptions;
use toasoan::document::print::SurveyPart;
use toasoan::document::stage::Layout;
use toasoan::export::fountain;
use toasoan::page::{Face, Item};
use toasoan::piece::stage::{Element, ElementKind, parse};
use toasoan::piece::{Format, Header, Piece, PieceId};

use super::skit::printed;
use super::{assert_sound, text};

/// `body` with its elements ("kind: text"), what its paper must say and what it must not.
struct Point {
    name: &'static str,
    body: &'static str,
    elements: &'static [&'static str],
    printed: &'static [&'static str],
    unprinted: &'static [&'static str],
}

const POINTS: &[Point] = &[
    Point {
        name: "title page",
        body: "Title: Vở của người khác\nCredit: viết bởi\nAuthor: Lê Văn A\nContact:\n    Số 1 đường B\n    Cần Thơ\n\nLAN\nChào.",
        elements: &[
            "TitlePage: Title: Vở của người khác",
            "TitlePage: Credit: viết bởi",
            "TitlePage: Author: Lê Văn A",
            "TitlePage: Contact:",
            "TitlePage: Số 1 đường B",
            "TitlePage: Cần Thơ",
            "Cue: LAN",
            "Speech: Chào.",
        ],
        printed: &["Tên vở: Vở của người khác", "viết bởi", "Tác giả: Lê Văn A", "Số 1 đường B", "Cần Thơ"],
        unprinted: &["Credit"],
    },
    Point {
        name: "words with a colon at the beginning are no title page",
        body: "Kịch vui: một màn\n\nLAN\nChào.",
        elements: &["Action: Kịch vui: một màn", "Cue: LAN", "Speech: Chào."],
        printed: &["Kịch vui: một màn"],
        unprinted: &[],
    },
    Point {
        name: "scene heading by INT., EXT., INT./EXT., I/E",
        body: "INT. NHÀ VĂN HÓA ẤP - SÁNG\n\next. bờ sông\n\nINT./EXT. XE - ĐÊM\n\nI/E GHE\n\nINTERNET XÃ\n",
        elements: &[
            "Scene: INT. NHÀ VĂN HÓA ẤP - SÁNG",
            "Scene: ext. bờ sông",
            "Scene: INT./EXT. XE - ĐÊM",
            "Scene: I/E GHE",
            "Action: INTERNET XÃ",
        ],
        printed: &["INT. NHÀ VĂN HÓA ẤP - SÁNG", "ext. bờ sông"],
        unprinted: &[],
    },
    Point {
        name: "scene heading forced, by its word, and not by an ellipsis",
        body: ".SÂN NHÀ\n\nCẢNH 1: SÂN NHÀ\n\nMàn 2\n\n...rồi trời tối.\n\nCẢNH 3\nLAN ra sân.\n",
        elements: &[
            "Scene: SÂN NHÀ",
            "Scene: CẢNH 1: SÂN NHÀ",
            "Scene: Màn 2",
            "Action: ...rồi trời tối.",
            "Scene: CẢNH 3",
            "Action: LAN ra sân.",
        ],
        printed: &["SÂN NHÀ", "CẢNH 1: SÂN NHÀ", "Màn 2", "...rồi trời tối."],
        unprinted: &[".SÂN"],
    },
    Point {
        name: "scene numbers",
        body: ".CẢNH 1 – SÂN NHÀ #1A#\n\nEXT. BỜ SÔNG - CHIỀU #2-B.#\n",
        elements: &["Scene[1A]: CẢNH 1 – SÂN NHÀ", "Scene[2-B.]: EXT. BỜ SÔNG - CHIỀU"],
        printed: &["1A.", "CẢNH 1 – SÂN NHÀ", "2-B."],
        unprinted: &["#"],
    },
    Point {
        name: "action, its lines and its indent",
        body: "Ông Bảy bước ra.\n    Dòng thụt vào bốn dấu cách.\n\tDòng thụt bằng tab.\n\nRồi đi.",
        elements: &[
            "Action: Ông Bảy bước ra.|    Dòng thụt vào bốn dấu cách.|    Dòng thụt bằng tab.",
            "Action: Rồi đi.",
        ],
        printed: &["Ông Bảy bước ra.", "Dòng thụt vào bốn dấu cách.", "Dòng thụt bằng tab."],
        unprinted: &[],
    },
    Point {
        name: "action forced",
        body: "!HÀNH ĐỘNG BẮT BUỘC\nvà tiếp.\n\n!.không là cảnh\n",
        elements: &["Action: HÀNH ĐỘNG BẮT BUỘC|và tiếp.", "Action: .không là cảnh"],
        printed: &["HÀNH ĐỘNG BẮT BUỘC", ".không là cảnh"],
        unprinted: &["!"],
    },
    Point {
        name: "capitals alone are action",
        body: "ĐÈN TẮT\n\nLAN (cười)\n\n",
        elements: &["Action: ĐÈN TẮT", "Action: LAN (cười)"],
        printed: &["ĐÈN TẮT", "LAN (cười)"],
        unprinted: &[],
    },
    Point {
        name: "an action with a parenthesis in it is no cue",
        body: "ÔNG TƯ (đang nằm võng) bật dậy, la lớn.\nBà con ơi!\n",
        elements: &["Action: ÔNG TƯ (đang nằm võng) bật dậy, la lớn.|Bà con ơi!"],
        printed: &["ÔNG TƯ (đang nằm võng) bật dậy, la lớn.", "Bà con ơi!"],
        unprinted: &[],
    },
    Point {
        name: "character: extension, force, digits, colon, full stop",
        body: "CÔNG AN 2 (từ ngoài)\nMột.\n\n@Mc Lan (O.S.)\nHai.\n\nÔNG BẢY:\nBa.\n\nÔNG BẢY.\nBốn.\n\nC-3PO\nNăm.\n\n    LAN\n    Sáu.",
        elements: &[
            "Cue: CÔNG AN 2 (từ ngoài)",
            "Speech: Một.",
            "Cue: Mc Lan (O.S.)",
            "Speech: Hai.",
            "Cue: ÔNG BẢY",
            "Speech: Ba.",
            "Cue: ÔNG BẢY",
            "Speech: Bốn.",
            "Cue: C-3PO",
            "Speech: Năm.",
            "Cue: LAN",
            "Speech: Sáu.",
        ],
        printed: &["CÔNG AN 2", "(từ ngoài)", "Mc Lan", "(O.S.)", "ÔNG BẢY", "Bốn."],
        unprinted: &["@", "ÔNG BẢY.", "ÔNG BẢY::"],
    },
    Point {
        name: "parentheticals",
        body: "ĐÀO\n(vui)\nCâu một.\n(ngừng)\nCâu hai (cười) rồi.\n",
        elements: &[
            "Cue: ĐÀO",
            "Parenthetical: vui",
            "Speech: Câu một.",
            "Parenthetical: ngừng",
            "Speech: Câu hai (cười) rồi.",
        ],
        printed: &["(vui) Câu một. (ngừng) Câu hai (cười) rồi."],
        unprinted: &[],
    },
    Point {
        name: "dual dialogue",
        body: "LAN\nChào anh.\n\nTÂM ^\nChào chị.\n",
        elements: &["Cue: LAN", "Speech: Chào anh.", "Cue^: TÂM", "Speech: Chào chị."],
        printed: &["LAN", "TÂM", "Chào anh.", "Chào chị."],
        unprinted: &["^"],
    },
    Point {
        name: "a line of two spaces carries a speech on",
        body: "ĐÀO\nCâu một.\n  \nCâu hai.\n\nCâu này là lời dẫn.",
        elements: &["Cue: ĐÀO", "Speech: Câu một.||Câu hai.", "Action: Câu này là lời dẫn."],
        printed: &["Câu một.", "Câu hai."],
        unprinted: &[],
    },
    Point {
        name: "lyrics",
        body: "~Hò ơ, câu hát một\n~câu hát hai\n\nLAN\n~Hát trong lời\nRồi nói.",
        elements: &[
            "Song: Hò ơ, câu hát một|câu hát hai",
            "Cue: LAN",
            "Song: Hát trong lời",
            "Speech: Rồi nói.",
        ],
        printed: &["Hò ơ, câu hát một", "câu hát hai", "Hát trong lời"],
        unprinted: &["~"],
    },
    Point {
        name: "transitions",
        body: "> CHUYỂN CẢNH:\n\nCUT TO:\n\nCẮT SANG:\n\n> tối dần.\n",
        elements: &[
            "Transition: CHUYỂN CẢNH:",
            "Transition: CUT TO:",
            "Action: CẮT SANG:",
            "Transition: tối dần.",
        ],
        printed: &["CHUYỂN CẢNH:", "CUT TO:", "CẮT SANG:", "tối dần."],
        unprinted: &[">"],
    },
    Point {
        name: "centered",
        body: "> VÀO GIỮA <\n>HẾT<\n",
        elements: &["Centered: VÀO GIỮA|HẾT"],
        printed: &["VÀO GIỮA", "HẾT"],
        unprinted: &[">", "<"],
    },
    Point {
        name: "emphasis, and signs that are none",
        body: "LAN\nBà con *nghiêng* **đậm** ***cả hai*** _gạch chân_ và \\*không\\*, 5*3*2, gọi *69.\n",
        elements: &["Cue: LAN", "Speech: Bà con nghiêng đậm cả hai gạch chân và *không*, 5*3*2, gọi *69."],
        printed: &["Bà con nghiêng đậm cả hai gạch chân và *không*, 5*3*2, gọi *69."],
        unprinted: &["_", "**", "\\"],
    },
    Point {
        name: "a note at the head of a line leaves the line's words",
        body: "[[nhạc nổi lên]] Bà Tư bước ra sân [[trái]].\n\nBÀ TƯ\n[[nói nhỏ]] Bà con ơi!\n",
        elements: &["Action: Bà Tư bước ra sân.", "Cue: BÀ TƯ", "Speech: Bà con ơi!"],
        printed: &["Bà Tư bước ra sân.", "Bà con ơi!"],
        unprinted: &["nhạc", "nói nhỏ", "[[", "]]"],
    },
    Point {
        name: "a note over several lines, from within one",
        body: "BÀ TƯ\nNói lớn [[hỏi đạo diễn: có\ncần lặp lại không]] thêm lần nữa.\n\n[[một\n  \nhai]]\n\nRồi đi.",
        elements: &["Cue: BÀ TƯ", "Speech: Nói lớn|thêm lần nữa.", "Note: một||hai", "Action: Rồi đi."],
        printed: &["Nói lớn", "thêm lần nữa.", "Rồi đi."],
        unprinted: &["đạo diễn", "lặp lại", "một", "hai"],
    },
    Point {
        name: "a note that is never closed is text",
        body: "[[mở mà không đóng\n\nÔNG BẢY\nTôi nghe rồi.\n\n[[Ghi chú nhiều dòng\n\ncó dòng trống ở giữa]]\n",
        elements: &[
            "Action: [[mở mà không đóng",
            "Cue: ÔNG BẢY",
            "Speech: Tôi nghe rồi.",
            "Action: [[Ghi chú nhiều dòng",
            "Action: có dòng trống ở giữa]]",
        ],
        printed: &["[[mở mà không đóng", "Tôi nghe rồi.", "có dòng trống ở giữa]]"],
        unprinted: &[],
    },
    Point {
        name: "boneyard: what is removed does not speak",
        body: "/* chú thích\n\nNGƯỜI BỊ XÓA\nLời này đã bỏ.\n\n*/\n\nLAN\nChào anh /* bỏ khúc này */ nghen.\n",
        elements: &[
            "Boneyard: chú thích||NGƯỜI BỊ XÓA|Lời này đã bỏ.||",
            "Cue: LAN",
            "Speech: Chào anh nghen.",
        ],
        printed: &["Chào anh nghen."],
        unprinted: &["BỊ XÓA", "đã bỏ", "khúc này", "*/"],
    },
    Point {
        name: "a boneyard that is never closed is text",
        body: "Đi /* rồi về.\n\nLAN\nDạ.\n",
        elements: &["Action: Đi /* rồi về.", "Cue: LAN", "Speech: Dạ."],
        printed: &["Đi /* rồi về.", "Dạ."],
        unprinted: &[],
    },
    Point {
        name: "sections and synopses are for the outline",
        body: "# Hồi một\n\n## Phần hai\n\n= Tóm tắt cảnh này.\n\n=> chạy ra\n\nLAN\n#1 là tui.\n= bằng nhau.",
        elements: &[
            "Section: Hồi một",
            "Section: Phần hai",
            "Synopsis: Tóm tắt cảnh này.",
            "Action: => chạy ra",
            "Cue: LAN",
            "Speech: #1 là tui.|= bằng nhau.",
        ],
        printed: &["=> chạy ra", "#1 là tui.", "= bằng nhau."],
        unprinted: &["Hồi một", "Phần hai", "Tóm tắt"],
    },
    Point {
        name: "page breaks",
        body: "Một.\n\n===\n\nHai.\n\n=====\n",
        elements: &["Action: Một.", "PageBreak:", "Action: Hai.", "PageBreak:"],
        printed: &["Một.", "Hai."],
        unprinted: &["="],
    },
];

fn shape(element: &Element) -> String {
    let text = element.text.replace('\n', "|");
    let kind = match &element.kind {
        ElementKind::Cue { extension, .. } => {
            let extension = if extension.is_empty() { String::new() } else { format!(" ({extension})") };
            return format!("Cue{}: {text}{extension}", if element.is_dual { "^" } else { "" });
        }
        ElementKind::Scene if !element.number.is_empty() => format!("Scene[{}]", element.number),
        kind => format!("{kind:?}"),
    };
    format!("{kind}: {text}").trim_end().to_owned()
}

#[test]
fn each_point_of_the_syntax_is_read_printed_and_handed_on() {
    for Point { name, body, elements, printed: on_paper, unprinted } in POINTS {
        let play = parse(body);
        assert_eq!(play.elements.iter().map(shape).collect::<Vec<_>>(), *elements, "{name}");

        for layout in Layout::ALL {
            let paper = printed(body, &PrintOptions { layout, ..PrintOptions::default() });
            assert_sound(&paper);
            // The head and the foot of the paper are not the skit's.
            let all = text(&paper).replace('\u{a0}', " ");
            let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
            let shown = all.replace("Tiểu phẩm thử", "");
            for words in *on_paper {
                assert!(shown.contains(words), "{name}, {layout:?}: “{words}” is not in {shown}");
            }
            for words in *unprinted {
                assert!(!shown.contains(words), "{name}, {layout:?}: “{words}” is in {shown}");
            }
        }

        let header = Header::new(PieceId("01HQ0000000000000000000001".into()), "Vở", "tieu-pham");
        let file = fountain::write(&Piece::new(header, Format::Stage, *body)).expect("a skit");
        let (page, rest) = file.split_once("\n\n").expect("a title page");
        assert!(page.starts_with("Title: Vở"), "{name}: {page}");
        let typed =
            if play.title_page.is_empty() { body } else { body.split_once("\n\n").expect("a play").1 };
        assert_eq!(rest, typed, "{name}");
        for entry in &play.title_page {
            assert!(entry.value.lines().all(|line| page.contains(line)), "{name}: {page}");
        }
        let again = parse(&file);
        let performed = |play: &[Element]| {
            let all = play.iter().filter(|element| element.kind != ElementKind::TitlePage);
            all.map(shape).collect::<Vec<_>>()
        };
        assert_eq!(performed(&again.elements), performed(&play.elements), "{name}: read back");
    }
}

#[test]
fn emphasis_is_set_in_its_face_and_underlined() {
    let paper = printed("LAN\nBà *nghiêng* **đậm** ***cảhai*** _gạch_ thường.\n", &PrintOptions::default());
    let face = |word: &str| {
        let runs = paper.pages.iter().flat_map(|page| &page.items);
        let mut runs = runs.filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None });
        let run = runs.find(|run| run.text.contains(word)).unwrap_or_else(|| panic!("{word} is on paper"));
        (run.face, run.is_underlined)
    };
    assert_eq!(face("nghiêng"), (Face::SerifItalic, false));
    assert_eq!(face("đậm"), (Face::SerifBold, false));
    assert_eq!(face("cảhai"), (Face::SerifBoldItalic, false));
    assert_eq!(face("gạch"), (Face::Serif, true));
    assert_eq!(face("thường"), (Face::Serif, false));
}

#[test]
fn two_who_speak_at_once_stand_side_by_side() {
    let body = "LAN\nChào anh.\n\n[[cùng lúc]]\n\nTÂM ^\nChào chị.\n";
    for layout in Layout::ALL {
        let paper = printed(body, &PrintOptions { layout, ..PrintOptions::default() });
        let at = |word: &str| {
            let runs = paper.pages[0].items.iter();
            let mut runs =
                runs.filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None });
            runs.find(|run| run.text.contains(word)).expect("on paper").origin
        };
        let (one, other) = (at("Chào anh"), at("Chào chị"));
        assert!((one.y - other.y).abs() < 0.1 && other.x > one.x + 100.0, "{layout:?}: {one:?} {other:?}");
    }
    // An actor's paper has them one after the other, and says that they speak at once.
    let print = PrintOptions { role: Some("TÂM".to_owned()), ..PrintOptions::default() };
    // The name's column is narrow: it may take two lines.
    let paper = text(&printed(body, &print));
    assert!(paper.contains("(cùng") && paper.contains("lúc)"), "{paper}");
}

/// A deterministic generator (linear congruential, Knuth): the same skits on each run.
struct Writer {
    state: u64,
    count: u32,
    body: String,
}

impl Writer {
    fn roll(&mut self, sides: usize) -> usize {
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % sides
    }

    /// A word of its own: with "w" it must be on paper, with "h" it must not.
    fn word(&mut self, kind: char) -> String {
        self.count += 1;
        format!("{kind}{}", self.count)
    }

    fn line(&mut self) {
        let [a, b] = ['w', 'w'].map(|kind| self.word(kind));
        let [x, y] = ['h', 'h'].map(|kind| self.word(kind));
        let name = ["LAN", "ÔNG BẢY", "BÀ TƯ"][self.roll(3)];
        let line = match self.roll(34) {
            0..=5 => String::new(),
            6 | 7 => format!("\n{name}\n{a} nói {b}."),
            8 => format!("\n{name} ({a}) ^\n({b})\nDạ."),
            9 => format!("\n{name}:\n{a}\n  \n{b}"),
            10 => format!("\n.CẢNH {a} #{b}#\n"),
            11 => format!("\nCẢNH 3: SÂN {a}\n\nINT. NHÀ {b}\n"),
            12 => format!("~{a}\n~{b}"),
            13 => format!("\n> {a}:\n\n> {b} <\n"),
            14 => format!("{a} [[{x}]] {b} /* {y} */."),
            15 => format!("{a} [[{x}\n  \n{y}]] {b}"),
            16 => format!("/*\n{x}\n\n{name}\n{y}\n*/ {a}"),
            17 => format!("\n[[{a} {b}\n"),
            18 => format!("*{a}* **{b}"),
            19 => format!("***{a}*** _{b}_ \\*"),
            20 => format!("\n= {x}\n\n## {y}\n"),
            21 => format!("\n===\n\t{a}\n    {b}"),
            22 => format!("\n# Nhân vật\n!- {a} | {b}\n- NGA ({}) {}\n", self.word('w'), self.word('w')),
            23 => format!("\n# Đạo cụ\n!- {a}\n{b}\n"),
            24 => format!("\n# Nội dung\n{a} {b}"),
            25 => format!("\n@Cậu {a}\n({b}"),
            26 => format!("\n{name} ({a}\n{b}"),
            27 => format!("{name} (đi) {a}: {b}"),
            28 => format!("Lan: {a}\n{b}:"),
            29 => format!("!{a}\n!!{b}"),
            30 => format!("=> {a} == {b}"),
            31 => format!("({a}) {b} ()"),
            32 => format!("#{a}\n.{b}"),
            _ => format!("{a}, {b}."),
        };
        self.body.push_str(&line);
        self.body.push('\n');
    }
}

/// The rule of the house: nothing that was typed disappears without being shown.
#[test]
fn every_word_is_on_paper_or_pointed_out_and_what_is_hidden_is_not_printed() {
    let newsroom = super::newsroom([]);
    for seed in 0..300 {
        let mut writer = Writer { state: seed * 2 + 1, count: 0, body: String::new() };
        if seed % 3 == 0 {
            let [title, author] = ['w', 'w'].map(|kind| writer.word(kind));
            writer.body = format!("Title: {title}\nAuthor:\n    {author}\nGhi chú khác: x\n\n");
        }
        for _ in 0..25 {
            writer.line();
        }
        let body = &writer.body;
        let play = parse(body);
        let told: String =
            play.problems().into_iter().flat_map(|problem| [problem.message, "\n".into()]).collect();
        let mut skit = super::piece(1, "Tiểu phẩm thử", "tieu-pham", Vec::new());
        skit.format = Format::Stage;
        body.clone_into(&mut skit.body);
        let plain = toasoan::document::plain_text(&newsroom, &skit, SurveyPart::default());
        let layout = Layout::ALL[seed as usize % Layout::ALL.len()];
        let paper = printed(body, &PrintOptions { layout, ..PrintOptions::default() });
        for shown in [text(&paper), plain] {
            let words = |text: &str| -> HashSet<String> {
                text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect()
            };
            let (on_paper, told) = (words(&shown), words(&told));
            for word in words(body) {
                let is_one =
                    |kind: char| word.strip_prefix(kind).is_some_and(|rest| rest.parse::<u32>().is_ok());
                if is_one('w') {
                    assert!(
                        on_paper.contains(&word) || told.contains(&word),
                        "{word} of {body}\n---\n{shown}"
                    );
                } else if is_one('h') {
                    assert!(!on_paper.contains(&word), "{word} of {body}\n---\n{shown}");
                }
            }
        }
        // Nor does it when the local custom is converted.
        let converted = toasoan::piece::stage::import(body).body;
        let letters = |text: &str| -> BTreeMap<char, usize> {
            let mut count = BTreeMap::new();
            for c in text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
                *count.entry(c).or_default() += 1;
            }
            count
        };
        let (typed, kept) = (letters(body), letters(&converted));
        let lost: Vec<_> =
            typed.iter().filter(|(c, count)| kept.get(c).is_none_or(|kept| kept < *count)).collect();
        assert!(lost.is_empty(), "{lost:?} of {body}\n---\n{converted}");
    }
}
