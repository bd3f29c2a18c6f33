//! Rules of pagination (as in Fountain tools and stage custom), on generated skits.

use std::fmt::Write;

use toasoan::document::PrintOptions;
use toasoan::document::print::{Content, RoleExtent};
use toasoan::document::stage::{self, Layout};
use toasoan::page::{Color, Document, Face, Fonts, GlyphRun, Item, MM, Page, Path, Segment};
use toasoan::piece::Format;
use toasoan::piece::stage::{ElementKind, parse};

use super::{assert_sound, lines, lost, newsroom, piece, text};

const NAMES: [&str; 5] = ["BÀ NGHIỆP", "ÔNG TƯ ĐIỂN", "ANH LÀNH", "CÔ THẮM", "CHÚ BẢY"];
const WORDS: [&str; 12] =
    ["giấy", "một", "cửa", "hồ", "sơ", "chờ", "hoài", "mà", "sao", "chưa", "được", "vậy"];

/// A deterministic generator (linear congruential, Knuth): the same skits on each run.
struct Rng(u64);

impl Rng {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn sentence(&mut self, longest: usize) -> String {
        let count = 3 + self.roll(longest);
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.roll(WORDS.len())]).collect();
        format!("{}{}", words.join(" "), [".", "!", "?"][self.roll(3)])
    }
}

pub(super) fn generated(seed: u64, turns: usize) -> String {
    let mut rng = Rng(seed * 2 + 1);
    let mut body = String::from("# Nhân vật\n\n!- BÀ NGHIỆP | hàng xóm | 45 tuổi\n\n# Nội dung\n");
    for turn in 0..turns {
        if turn % 11 == 0 {
            let _ = writeln!(body, "\n.CẢNH {} – SÂN NHÀ", turn / 11 + 1);
        }
        if rng.roll(4) == 0 {
            let count = 1 + rng.roll(6);
            let sentences: Vec<String> = (0..count).map(|_| rng.sentence(14)).collect();
            let _ = writeln!(body, "\n{}", sentences.join(" "));
        }
        let _ = writeln!(body, "\n{}", NAMES[rng.roll(NAMES.len())]);
        if rng.roll(3) == 0 {
            body.push_str("(cười)\n");
        }
        let count = 1 + rng.roll(9);
        let sentences: Vec<String> = (0..count).map(|_| rng.sentence(16)).collect();
        body.push_str(&sentences.join(" "));
        body.push('\n');
    }
    body
}

/// The dialogue, in order.
pub(super) fn spoken(body: &str) -> String {
    let play = parse(body);
    let voiced = play
        .content()
        .iter()
        .filter(|element| matches!(element.kind, ElementKind::Speech | ElementKind::Song));
    voiced.flat_map(|element| [element.text.as_str(), "\n"]).collect()
}

pub(super) fn printed(body: &str, print: &PrintOptions) -> Document {
    let mut skit = piece(1, "Tiểu phẩm thử", "tieu-pham", Vec::new());
    skit.format = Format::Stage;
    body.clone_into(&mut skit.body);
    let mut fonts = Fonts::new();
    stage::manuscript(&newsroom([]), &skit, print, &mut fonts).set(&mut fonts)
}

/// The numbers in the margin, from the top of the page.
fn numbers(page: &Page) -> Vec<u32> {
    margin(page).filter_map(|run| run.text.parse().ok()).collect()
}

/// Glyph runs left of the body, where no paragraph extends.
fn margin(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    let runs =
        page.items.iter().filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None });
    runs.filter(|run| run.face == Face::Figures)
}

/// The body's lines, without the margin's numbers and the footer.
fn body_lines(page: &Page) -> Vec<String> {
    let mut page = page.clone();
    page.items.retain(|item| !matches!(item, Item::Glyphs(run) if run.face == Face::Figures));
    let mut lines = lines(&page);
    while lines.last().is_some_and(|line| line.starts_with("Trang ") || line.starts_with("Tiểu phẩm thử"))
    {
        let _ = lines.pop();
    }
    lines
}

fn is_end(line: &str) -> bool {
    line.ends_with(['.', '!', '?'])
}

#[test]
fn pages_end_where_they_may_over_two_hundred_skits() {
    let (mut pages, mut broken) = (0, 0);
    for seed in 0..200 {
        let body = generated(seed, 40);
        for layout in Layout::ALL {
            // Large print takes twice the pages, so only every fifth skit is checked in it.
            for is_large in [false, true].into_iter().take(1 + usize::from(seed % 5 == 0)) {
                let paper = printed(&body, &PrintOptions { layout, is_large, ..PrintOptions::default() });
                pages += paper.pages.len();
                broken += ends(&paper, &body, layout, &format!("skit {seed}, {layout:?}, large {is_large}"));
            }
        }
    }
    assert!(pages > 4000 && broken > 500, "{broken} of {pages} pages end within a speech");
}

/// Checks the top and bottom of each page; returns the number of speeches that continue on the next page.
fn ends(paper: &Document, source: &str, layout: Layout, place: &str) -> usize {
    // A paragraph is one line of the source.
    let is_one = |lines: &[&String]| {
        source.contains(&lines.iter().map(|line| line.as_str()).collect::<Vec<_>>().join(" "))
    };
    let bodies: Vec<Vec<String>> = paper.pages.iter().map(body_lines).collect();
    let mut broken = 0;
    for (index, body) in bodies.iter().enumerate() {
        let place = format!("{place}, page {}", index + 1);
        let last = body.last().expect("a line");
        assert!(!last.starts_with("CẢNH "), "{place}: heading at the foot: {last}");
        assert!(!NAMES.contains(&last.as_str()), "{place}: cue at the foot: {last}");
        assert!(!last.ends_with("(cười)"), "{place}: parenthetical at the foot: {last}");

        let page = &paper.pages[index];
        let count = numbers(page);
        assert_eq!(count, (1..=count.len() as u32).collect::<Vec<_>>(), "{place}: numbered afresh");
        let speakers = body.iter().filter(|line| NAMES.iter().any(|name| line.starts_with(name))).count();
        let in_cast = body.iter().filter(|line| line.contains("hàng xóm")).count();
        assert_eq!(count.len(), speakers - in_cast, "{place}: each speech has its number");

        // A broken speech is marked on both pages, with at least two lines on each.
        let Some(next) = bodies.get(index + 1) else { continue };
        // A long name's "(tiếp)" goes on the column's second line.
        let head = next.iter().take(2).cloned().collect::<Vec<_>>().join(" ");
        let goes_on = head.contains("(tiếp)");
        assert_eq!(goes_on, last == "(còn tiếp)", "{place}: {last} / {head}");
        if goes_on {
            broken += 1;
            let before = &body[body.len() - 2];
            assert!(is_end(before), "{place}: broken within a sentence: {before}");
            assert!(NAMES.iter().any(|name| head.starts_with(name)), "{place}: {head}");
            let (above, below) = (speech_above(body), speech_below(next, layout));
            assert!(above >= 2, "{place}: {above} line left at the foot");
            assert!(below >= 2, "{place}: {below} line carried over");
        } else if is_one(&[last, &next[0]]) {
            // A broken action has at least two lines on either side.
            assert!(is_one(&[&body[body.len() - 2], last]), "{place}: one line of an action at the foot");
            assert!(is_one(&[&next[0], &next[1]]), "{place}: one line of an action carried over");
        }
    }
    broken
}

/// Whether a line begins something other than the speech above it.
fn is_starting(line: &str) -> bool {
    line.starts_with("CẢNH ") || line == "– HẾT –" || NAMES.iter().any(|name| line.starts_with(name))
}

/// The number of lines of the last speech above "(còn tiếp)", including the line with the name.
fn speech_above(body: &[String]) -> usize {
    let lines = &body[..body.len() - 1];
    let begin = lines.iter().rposition(|line| NAMES.iter().any(|name| line.starts_with(name)));
    let begin = begin.expect("a name");
    let is_alone = NAMES.contains(&lines[begin].as_str());
    lines.len() - begin - usize::from(is_alone)
}

fn speech_below(body: &[String], layout: Layout) -> usize {
    // Speech is beside the name; in the other layouts the name has its own line.
    let first = usize::from(layout != Layout::Stage);
    body[first..].iter().enumerate().take_while(|(at, line)| *at == 0 || !is_starting(line)).count()
}

#[test]
fn an_actor_s_paper_marks_the_own_lines_and_keeps_their_cues() {
    let body = "# Nhân vật\n\n!- LAN | con\n!- TƯ | cha\n\n.CẢNH 1\n\nTƯ\nMột.\n\nBÀ\nHai.\n\nLAN\nBa.\n\n\
                Bà ra.\n\nTƯ\nBốn.\n\n.CẢNH 2\n\nTƯ\nNăm.\n\nBÀ\nSáu.\n";
    for layout in Layout::ALL {
        let print = PrintOptions { layout, role: Some("LAN".to_owned()), ..PrintOptions::default() };
        let paper = printed(body, &print);
        assert_eq!(paper.title, "Tiểu phẩm thử – vai LAN");
        let page = &paper.pages[0];
        let runs = || {
            page.items.iter().filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None })
        };
        let tone = |word: &str| {
            let run = runs().find(|run| run.text.contains(word)).expect("a word");
            (run.color == Color::BLACK, run.origin.y)
        };
        let plain: Vec<bool> =
            ["Một.", "Hai.", "Ba.", "ra.", "Bốn.", "Năm.", "Sáu."].map(|word| tone(word).0).to_vec();
        assert_eq!(plain, [false, true, true, false, false, false, false], "{layout:?}");
        let bars: Vec<(f32, f32)> = page.items.iter().filter_map(bar).collect();
        let [(top, bottom)] = bars[..] else { panic!("{layout:?}: one speech has one bar: {bars:?}") };
        let inside = |word| (top..bottom).contains(&tone(word).1);
        assert!(inside("Ba.") && !inside("Hai.") && !inside("ra."), "{layout:?}");
        assert!(page.text().contains("1 lượt lời"), "{}", page.text());
    }
}

/// The ends of a bar in the margin.
fn bar(item: &Item) -> Option<(f32, f32)> {
    let Item::Path(Path { segments, fill: Some(_), .. }) = item else { return None };
    let [Segment::Move(from), _, Segment::Line(to), ..] = segments[..] else { return None };
    (to.x - from.x < 3.0).then_some((from.y, to.y))
}

#[test]
fn large_print_is_eighteen_points_and_facing_pages_mirror_each_other() {
    let body = generated(3, 80);
    let print = PrintOptions { is_large: true, is_duplex: true, ..PrintOptions::default() };
    let paper = printed(&body, &print);
    assert_sound(&paper);
    let left = |page: &Page| {
        let runs = page.items.iter().filter_map(|item| match item {
            Item::Glyphs(run) if (run.size - 18.0).abs() < 0.01 => Some(run.origin.x),
            _ => None,
        });
        runs.fold(f32::MAX, f32::min)
    };
    let (right_page, left_page) = (left(&paper.pages[2]), left(&paper.pages[1]));
    assert!(
        (right_page - 24.0 * MM).abs() < 1.0 && (left_page - 16.0 * MM).abs() < 1.0,
        "{right_page} {left_page}"
    );
    // The number is on the outside: last on a right page, first on a left one.
    let foot = |page: &Page| lines(page).pop().unwrap_or_default();
    let total = paper.pages.len();
    assert!(foot(&paper.pages[2]).ends_with(&format!("Trang 3/{total}")), "{}", foot(&paper.pages[2]));
    assert!(foot(&paper.pages[1]).starts_with(&format!("Trang 2/{total}")), "{}", foot(&paper.pages[1]));
}

#[test]
fn layouts_of_a_skit_hold_the_same_words() {
    let body = generated(7, 60);
    let play = parse(&body);
    assert!(play.turns().count() > 40);
    let wanted = spoken(&body);
    for (layout, is_large) in [
        (stage::Layout::Stage, false),
        (stage::Layout::RunIn, false),
        (stage::Layout::Screenplay, false),
        (stage::Layout::Stage, true),
    ] {
        let paper = printed(&body, &PrintOptions { layout, is_large, ..PrintOptions::default() });
        assert_sound(&paper);
        assert_eq!(lost(&wanted, &text(&paper)), [""; 0], "{layout:?}");
    }
}

#[test]
fn a_rehearsal_has_tables_of_scenes_and_a_short_paper_of_the_own_lines() {
    let body = "# Nhân vật\n\n!- LAN | con\n!- TƯ | cha\n\n# Đạo cụ\n!- Cái nón lá\n\n# Nội dung\n\n\
                .CẢNH 1\n\nTƯ\nMột.\n\nBÀ\nHai, cái nón lá.\n\nLAN\nBa.\n\nTƯ\nBốn.\n\n\
                .CẢNH 2\n\nTƯ\nNăm.\n\n.CẢNH 3\n\nTƯ\nSáu.\n\nLAN\nBảy.\n";
    let print =
        PrintOptions { role: Some("LAN".to_owned()), extent: RoleExtent::Own, ..PrintOptions::default() };
    let paper = text(&printed(body, &print));
    let has = |words: &str| paper.contains(words);
    assert_eq!(["Hai,", "Ba.", "Sáu.", "Bảy.", "CẢNH 1", "CẢNH 3"].map(has), [true; 6], "{paper}");
    assert_eq!(["Một.", "Bốn.", "Năm.", "CẢNH 2"].map(has), [false; 4], "{paper}");

    let mut skit = piece(1, "Tiểu phẩm thử", "tieu-pham", Vec::new());
    skit.format = Format::Stage;
    body.clone_into(&mut skit.body);
    let print = PrintOptions { content: Content::Rehearsal, ..PrintOptions::default() };
    let paper = toasoan::document::of_piece(&newsroom([]), &skit, &|_| None, &print, &mut Fonts::new());
    assert_sound(&paper);
    let paper = lines(&paper.pages[0]).join("\n");
    // Turns in scenes 1 and 3, and in all.
    assert!(paper.contains("LAN 1 1 2"), "{paper}");
    assert!(paper.contains("TƯ 2 1 1 4"), "{paper}");
    assert!(paper.contains("Cái nón lá 1"), "{paper}");
}
