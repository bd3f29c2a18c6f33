//! A poster for each locality: in one PDF, or in a file each.

use std::path::Path;

use super::job::{self, Error, Pictures};
use super::{file, pdf};
use crate::document::PrintOptions;
use crate::document::poster::local::{self, Local};
use crate::fold;
use crate::page::{Document, Fonts};
use crate::poster::Poster;
use crate::poster::preflight::Finding;

/// Where the localities' posters go.
#[derive(Debug, Clone, Copy)]
pub enum Target<'a> {
    /// A PDF with the pages of all, in the order of the plan.
    File(&'a Path),
    /// A folder with a PDF for each.
    Folder(&'a Path),
}

/// Writes them. The preflight looks at each; a finding of several is returned once.
///
/// # Errors
/// The first poster that has errors of the preflight, unless the options force it, or a file that cannot be written.
/// The poster with the longest words comes first: what does not fit is known before anything is written.
pub fn write(
    poster: &Poster,
    title: &str,
    locals: &[Local],
    target: Target<'_>,
    pictures: Pictures<'_>,
    print: &PrintOptions,
    fonts: &mut Fonts,
) -> Result<Vec<Finding>, Error> {
    if !local::has_fields(poster) {
        return Err(Error::NoFields(title.to_owned()));
    }
    let longest = local::longest(locals).map(|one| one.id.clone());
    let mut order: Vec<(usize, &Local)> = locals.iter().enumerate().collect();
    order.sort_by_key(|(_, one)| Some(&one.id) != longest.as_ref());
    let mut findings: Vec<Finding> = Vec::new();
    let mut pages = Vec::new();
    if let Target::Folder(folder) = target {
        file::create_folder(folder)?;
    }
    for (place, one) in order {
        let filled = local::filled(poster, one);
        let name = format!("{title} – {}", one.name);
        let found = match target {
            Target::Folder(folder) => {
                let path = folder.join(format!("{}.pdf", fold::file_name(&name)));
                file::write_with(&path, |file| {
                    job::board(&filled, &name, "pdf", pictures, print, fonts, file)
                })?
            }
            Target::File(_) => {
                let (document, found) = job::printed_board(&filled, &name, pictures, print, fonts)?;
                pages.push((place, document.pages));
                found
            }
        };
        for finding in found {
            let is_known = |other: &Finding| (other.rule, other.element) == (finding.rule, finding.element);
            if !findings.iter().any(is_known) {
                findings.push(finding);
            }
        }
    }
    if let Target::File(path) = target {
        pages.sort_by_key(|(place, _)| *place);
        let pages = pages.into_iter().flat_map(|(_, pages)| pages).collect();
        let exchange = print.poster.exchange;
        let document = Document { title: title.to_owned(), pages, exchange, ..Document::default() };
        file::write(path, &pdf::write(&document)?)?;
    }
    Ok(findings)
}
