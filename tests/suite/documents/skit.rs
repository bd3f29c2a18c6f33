//! Rules of pagination (reference: Fountain tools and stage custom), on skits made by a fixed rule.

use std::fmt::Write;

use toasoan::document::stage::{self, Layout, Options};
use toasoan::page::{Document, Fonts, Page};
use toasoan::piece::Format;
use toasoan::piece::stage::{Kind, parse};

use super::{lines, newsroom, piece};

const NAMES: [&str; 5] = ["BÀ NGHIỆP", "ÔNG TƯ ĐIỂN", "ANH LÀNH", "CÔ THẮM", "CHÚ BẢY"];
const WORDS: [&str; 12] =
    ["giấy", "một", "cửa", "hồ", "sơ", "chờ", "hoài", "mà", "sao", "chưa", "được", "vậy"];

/// Even numbers from a seed: the same skits on each run (Knuth's linear congruence).
struct Dice(u64);

impl Dice {
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
    let mut dice = Dice(seed * 2 + 1);
    let mut body = String::from("# Nhân vật\n\n!- BÀ NGHIỆP | hàng xóm | 45 tuổi\n\n# Nội dung\n");
    for turn in 0..turns {
        if turn % 11 == 0 {
            let _ = writeln!(body, "\n.CẢNH {} – SÂN NHÀ", turn / 11 + 1);
        }
        if dice.roll(4) == 0 {
            let count = 1 + dice.roll(6);
            let sentences: Vec<String> = (0..count).map(|_| dice.sentence(14)).collect();
            let _ = writeln!(body, "\n{}", sentences.join(" "));
        }
        let _ = writeln!(body, "\n{}", NAMES[dice.roll(NAMES.len())]);
        if dice.roll(3) == 0 {
            body.push_str("(cười)\n");
        }
        let count = 1 + dice.roll(9);
        let sentences: Vec<String> = (0..count).map(|_| dice.sentence(16)).collect();
        body.push_str(&sentences.join(" "));
        body.push('\n');
    }
    body
}

/// What the actors say, in order.
pub(super) fn spoken(body: &str) -> String {
    let play = parse(body);
    let voiced = play.content().iter().filter(|element| matches!(element.kind, Kind::Speech | Kind::Song));
    voiced.flat_map(|element| [element.text.as_str(), "\n"]).collect()
}

pub(super) fn printed(body: &str, options: Options) -> Document {
    let mut skit = piece(1, "Tiểu phẩm thử", "tieu-pham", Vec::new());
    skit.format = Format::Stage;
    body.clone_into(&mut skit.body);
    stage::document(&newsroom([]), &skit, options, &mut Fonts::new())
}

/// The body's lines, without the running foot.
fn body_lines(page: &Page) -> Vec<String> {
    let mut lines = lines(page);
    while lines.last().is_some_and(|line| line.starts_with("Trang ") || line.starts_with("Tiểu phẩm thử"))
    {
        let _ = lines.pop();
    }
    lines
}

#[test]
fn no_heading_or_cue_is_stranded_over_two_hundred_skits() {
    let (mut pages, mut broken) = (0, 0);
    for seed in 0..200 {
        let layout = [Layout::Stage, Layout::RunIn, Layout::Screenplay][seed as usize % 3];
        let paper = printed(&generated(seed, 40), Options { layout, is_large: seed % 7 == 0 });
        let bodies: Vec<Vec<String>> = paper.pages.iter().map(body_lines).collect();
        for (index, body) in bodies.iter().enumerate() {
            let place = format!("skit {seed}, {layout:?}, page {}", index + 1);
            let (first, last) = (body.first().expect("a line"), body.last().expect("a line"));
            pages += 1;
            assert!(!last.starts_with("CẢNH "), "{place}: heading at the foot: {last}");
            assert!(!NAMES.contains(&last.as_str()), "{place}: cue at the foot: {last}");
            assert!(!last.ends_with("(cười)"), "{place}: parenthetical at the foot: {last}");

            // A broken speech says so below and above, and ends with a sentence.
            let goes_on = last == "(còn tiếp)";
            let next = bodies.get(index + 1);
            if goes_on {
                broken += 1;
                let before = &body[body.len() - 2];
                assert!(before.ends_with(['.', '!', '?']), "{place}: broken within a sentence: {before}");
                let head = next.expect("it goes on").iter().take(2).cloned().collect::<Vec<_>>().join(" ");
                assert!(head.contains("(tiếp)"), "{place}: {head}");
                assert!(NAMES.iter().any(|name| head.starts_with(name)), "{place}: {head}");
            }
            if first.contains("(tiếp)") {
                assert!(
                    index > 0 && bodies[index - 1].last().is_some_and(|line| line == "(còn tiếp)"),
                    "{place}"
                );
            }
        }
    }
    assert!(pages > 1000 && broken > 100, "{broken} of {pages} pages end within a speech");
}
