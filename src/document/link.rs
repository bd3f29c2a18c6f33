//! Printed addresses that can be clicked on a screen.

use std::collections::HashSet;

use crate::page::{Document, Item, Link, Page, Rect};

/// Maximum number of distinct addresses that are made clickable; each is searched for on every page.
const MOST: usize = 256;
/// Maximum length of a clickable address.
const LONGEST: usize = 2048;

/// Whether an address may be clickable: web, mail or telephone. A path could open files on the reader's
/// machine.
pub(super) fn can_open(url: &str) -> bool {
    let scheme = ["https://", "http://", "mailto:", "tel:"]
        .into_iter()
        .find(|scheme| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    url.len() <= LONGEST && scheme.is_some_and(|scheme| url.len() > scheme.len())
}

/// Makes every printed address clickable where allowed, even if line or face changes divide it. Takes pairs
/// of printed text and address.
pub(super) fn open(document: &mut Document, addresses: &[(String, String)]) {
    let mut known = HashSet::new();
    let mut addresses: Vec<(String, &str)> = addresses
        .iter()
        .filter(|(_, url)| can_open(url))
        .map(|(shown, url)| (shown.split_whitespace().collect(), url.as_str()))
        // An ordinary word would also match elsewhere.
        .filter(|(shown, _): &(String, &str)| shown.contains(['.', '@']))
        .filter(|address| known.insert(address.clone()))
        .take(MOST)
        .collect();
    if addresses.is_empty() {
        return;
    }
    // Longest first: one may be a prefix of another.
    addresses.sort_by_key(|(shown, _)| std::cmp::Reverse(shown.len()));
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

/// A page's letters without spaces, and for each glyph its index among them and its position on the page.
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
