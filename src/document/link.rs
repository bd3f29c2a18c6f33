//! Addresses on paper, which a screen can open.

use crate::page::{Document, Item, Link, Page, Rect};

/// Makes every printed address open, also where lines or faces part it. Pairs of what is printed and what it opens.
pub(super) fn open(document: &mut Document, addresses: &[(String, String)]) {
    // The longest first: one may begin as another does.
    let mut addresses: Vec<(String, &str)> = addresses
        .iter()
        .map(|(shown, url)| (shown.split_whitespace().collect(), url.as_str()))
        // A mere word stands elsewhere, too.
        .filter(|(shown, _): &(String, &str)| shown.contains(['.', '@']))
        .collect();
    addresses.sort_by_key(|(shown, _)| std::cmp::Reverse(shown.len()));
    addresses.dedup();
    if addresses.is_empty() {
        return;
    }
    for page in &mut document.pages {
        let links = links(page, &addresses);
        page.items.extend(links.into_iter().map(Item::Link));
    }
}

fn links(page: &Page, addresses: &[(String, &str)]) -> Vec<Link> {
    let (letters, places) = letters(page);
    let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
    let mut links: Vec<Link> = Vec::new();
    for (shown, url) in addresses {
        for (start, _) in letters.match_indices(shown.as_str()) {
            let range = start..start + shown.len();
            if taken.iter().any(|other| other.start < range.end && range.start < other.end) {
                continue;
            }
            let first = links.len();
            for (_, rect) in places.iter().filter(|(at, _)| range.contains(at)) {
                match links[first..].last_mut() {
                    Some(link) if link.rect.y.to_bits() == rect.y.to_bits() => {
                        link.rect.width = rect.x + rect.width - link.rect.x;
                    }
                    _ => links.push(Link { rect: *rect, url: (*url).to_owned() }),
                }
            }
            taken.push(range);
        }
    }
    links
}

/// A page's letters without spaces; where each glyph begins among them, and its place on the page.
fn letters(page: &Page) -> (String, Vec<(usize, Rect)>) {
    let mut letters = String::new();
    let mut places = Vec::new();
    for item in &page.items {
        let Item::Glyphs(run) = item else { continue };
        let metrics = run.face.metrics();
        let (ascent, descent) = (metrics.ascent * run.size, metrics.descent * run.size);
        for glyph in run.glyphs.iter() {
            let text = run.text.get(glyph.start as usize..glyph.end as usize).unwrap_or_default().trim();
            if text.is_empty() {
                continue;
            }
            let x = run.origin.x + glyph.x;
            places
                .push((letters.len(), Rect::new(x, run.origin.y - ascent, glyph.advance, ascent + descent)));
            letters.push_str(text);
        }
    }
    (letters, places)
}
