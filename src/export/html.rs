//! An article as a web page for the portal (IV.12): its meaning without any look.

use std::fmt::Write;

use crate::document::Manuscript;
use crate::piece::article::{self, Article, Block, Span, plain};
use crate::piece::{Format, Piece};

use super::escape::push as escape;

/// The page; none for other formats. The title is its first heading, those in the text come below it.
pub fn write(piece: &Piece) -> Option<String> {
    if piece.format != Format::Article {
        return None;
    }
    let article = Article::parse(&piece.body);
    let title = &piece.header.title;
    let mut out =
        String::from("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    escape(&mut out, title);
    out.push_str("</title>\n</head>\n<body>\n<article>\n<h1>");
    escape(&mut out, title);
    out.push_str("</h1>\n");
    let is_title = |block: &Block| matches!(block, Block::Heading { level: 1, spans } if plain(spans).trim() == title.trim());
    article.blocks.iter().filter(|block| !is_title(block)).for_each(|block| push(&mut out, block));
    out.push_str("</article>\n</body>\n</html>\n");
    Some(out)
}

fn push(out: &mut String, block: &Block) {
    match block {
        Block::Heading { level, spans } => {
            let level = (*level).clamp(2, 6);
            let _ = write!(out, "<h{level}>");
            inline(out, spans);
            let _ = writeln!(out, "</h{level}>");
        }
        Block::Paragraph(spans) => {
            out.push_str("<p>");
            inline(out, spans);
            out.push_str("</p>\n");
        }
        Block::List { start, items } => {
            let end = if let Some(start) = start {
                match start {
                    1 => out.push_str("<ol>\n"),
                    start => {
                        let _ = writeln!(out, "<ol start=\"{start}\">");
                    }
                }
                "</ol>\n"
            } else {
                out.push_str("<ul>\n");
                "</ul>\n"
            };
            for item in items {
                out.push_str("<li>");
                match item.as_slice() {
                    [Block::Paragraph(spans)] => inline(out, spans),
                    blocks => blocks.iter().for_each(|block| push(out, block)),
                }
                out.push_str("</li>\n");
            }
            out.push_str(end);
        }
        Block::Quote(blocks) => {
            out.push_str("<blockquote>\n");
            for block in blocks {
                push(out, block);
            }
            out.push_str("</blockquote>\n");
        }
        Block::Verbatim(text) => {
            out.push_str("<pre>");
            escape(out, text.trim_end_matches('\n'));
            out.push_str("</pre>\n");
        }
        Block::Table(rows) => table(out, rows),
        Block::Rule => out.push_str("<hr>\n"),
    }
}

fn table(out: &mut String, rows: &[Vec<Vec<Span>>]) {
    out.push_str("<table>\n");
    for (at, row) in rows.iter().enumerate() {
        let (begin, end) = if at == 0 { ("<th>", "</th>") } else { ("<td>", "</td>") };
        out.push_str("<tr>");
        for spans in row {
            out.push_str(begin);
            inline(out, spans);
            out.push_str(end);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

fn inline(out: &mut String, spans: &[Span]) {
    for runs in article::of_one_link(spans) {
        // Other addresses could run a script, or open a file on the reader's machine.
        let link = runs[0].link.as_deref().filter(|link| Manuscript::can_open(link));
        if let Some(link) = link {
            out.push_str("<a href=\"");
            escape(out, link);
            out.push_str("\">");
        }
        for run in runs {
            let (open, close) = match (run.is_bold, run.is_italic) {
                (true, true) => ("<strong><em>", "</em></strong>"),
                (true, false) => ("<strong>", "</strong>"),
                (false, true) => ("<em>", "</em>"),
                (false, false) => ("", ""),
            };
            out.push_str(open);
            for (at, line) in run.text.split('\n').enumerate() {
                out.push_str(if at > 0 { "<br>\n" } else { "" });
                escape(out, line);
            }
            out.push_str(close);
        }
        match (link, article::unsaid_address(runs)) {
            (Some(_), _) => out.push_str("</a>"),
            (None, Some(address)) => {
                out.push_str(" (");
                escape(out, address);
                out.push(')');
            }
            (None, None) => {}
        }
    }
}
