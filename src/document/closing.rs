//! The end of an official document: recipients and signature. Never broken across pages.

use crate::newsroom::Newsroom;
use crate::page::{Block, Paragraph};
use crate::plan::Office;

use super::head::end_with;
use super::letterhead::line;
use super::style::{bold, bold_italic, regular, span};

/// Space for the signature and the seal, points.
const SIGNATURE: f32 = 62.0;

/// "Nơi nhận" on the left, the signature on the right. `recipients` come without dashes and full stops.
pub(super) fn closing(newsroom: &Newsroom, office: &Office, recipients: &[String]) -> Block {
    let mut left = vec![Block::Paragraph(Paragraph {
        line_height: 1.2,
        ..Paragraph::text("Nơi nhận:", bold_italic(12.0))
    })];
    let archive = if office.filing.is_empty() { "Lưu: VT".to_owned() } else { office.filing.clone() };
    let count = recipients.len() + 1;
    left.extend(recipients.iter().chain([&archive]).enumerate().map(|(index, recipient)| {
        let stop = if index + 1 == count { '.' } else { ';' };
        Block::Paragraph(Paragraph {
            left: 8.0,
            label: Some(vec![span("-", regular(11.0))]),
            label_width: 8.0,
            line_height: 1.2,
            ..Paragraph::text(format!("{recipient}{stop}"), regular(11.0))
        })
    }));

    let right = signature(newsroom, office);
    Block::Together(vec![Block::Space(14.0), Block::Columns(vec![(0.5, left), (0.5, right)])])
}

/// Ends the words of an official paper with "./.", and closes it. The signature never stands alone on a page.
pub(super) fn conclude(blocks: &mut Vec<Block>, newsroom: &Newsroom, office: &Office, recipients: &[String]) {
    if let Some(Block::Paragraph(last)) = blocks.last_mut()
        && let Some(words) = last.spans.last_mut()
    {
        let bare = words.text.trim_end().trim_end_matches('.').len();
        words.text.truncate(bare);
        words.text.push_str("./.");
    }
    end_with(blocks, closing(newsroom, office, recipients));
}

/// The signature alone, of a sheet that goes to nobody in particular.
pub(super) fn signed_by(newsroom: &Newsroom, office: &Office) -> Block {
    let right = signature(newsroom, office);
    Block::Together(vec![Block::Space(14.0), Block::Columns(vec![(0.5, Vec::new()), (0.5, right)])])
}

/// Capacity, room to sign, name.
fn signature(newsroom: &Newsroom, office: &Office) -> Vec<Block> {
    // Without a signatory there is space to write by hand.
    let (capacity, name) = if office.signer_title.is_empty() {
        let signature = &newsroom.plan().signature;
        if office.name.is_empty() && !signature.capacity.is_empty() {
            (signature.capacity.clone(), signature.name.clone())
        } else {
            (vec!["THỦ TRƯỞNG ĐƠN VỊ".to_owned()], office.signer.clone())
        }
    } else {
        (office.signer_title.lines().map(str::to_uppercase).collect(), office.signer.clone())
    };
    let mut right: Vec<Block> = capacity.into_iter().map(|text| line(text, bold(13.0))).collect();
    right.push(Block::Space(SIGNATURE));
    if !name.is_empty() {
        right.push(line(name, bold(13.0)));
    }
    right
}

/// The leading agencies of these activities, each once, in the plan's wording.
pub(super) fn leads<'a>(newsroom: &Newsroom, activities: impl Iterator<Item = &'a str>) -> Vec<String> {
    let plan = newsroom.plan();
    let mut names: Vec<String> = Vec::new();
    for agency in activities.filter_map(|id| plan.activity(id)).flat_map(|activity| &activity.lead) {
        let name = plan.agency(agency).map_or(agency.as_str(), |agency| agency.name.as_str());
        if !newsroom.settings().office.is_called(name) && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}
