//! Page layout: text as typographers set it, page breaks as actors and readers need them.

use toasoan::page::{Block, Color, Face, Paragraph, SetText, Sheet, Size, Span, Style};

mod breaks;
mod flow;
mod picture;
mod raster;
mod text;

fn style(face: Face, size: f32) -> Style {
    Style { face, size, color: Color::BLACK, is_underlined: false }
}

fn serif() -> Style {
    style(Face::Serif, 13.0)
}

fn span(text: &str) -> Span {
    Span { text: text.to_owned(), style: serif() }
}

fn lines(set: &SetText) -> Vec<String> {
    set.lines
        .iter()
        .map(|line| line.runs.iter().map(|run| &*run.text).collect::<Vec<_>>().join("|"))
        .collect()
}

/// A sheet whose body is `width` × `height` points, with margins of 50 points.
fn sheet(width: f32, height: f32) -> Sheet {
    Sheet {
        size: Size { width: width + 100.0, height: height + 100.0 },
        margins: [50.0; 4],
        is_duplex: false,
        header: None,
        footer: None,
    }
}

fn paragraphs(texts: &[&str]) -> Vec<Block> {
    texts.iter().map(|text| Block::Paragraph(Paragraph::text(*text, serif()))).collect()
}

/// A deterministic generator (xorshift, Marsaglia 2003): the same skits on each run.
struct Rng(u64);

impl Rng {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn sentence(&mut self, number: &mut usize) -> String {
        let mut sentence = Vec::new();
        for _ in 0..3 + self.roll(14) {
            *number += 1;
            sentence.push(format!("tiếng{number}"));
        }
        format!("{}{}", sentence.join(" "), [".", "!", "?", "…"][self.roll(4)])
    }

    fn text(&mut self, number: &mut usize, sentences: usize) -> String {
        (0..sentences).map(|_| self.sentence(number)).collect::<Vec<_>>().join(" ")
    }
}
