//! What the QR code of an answer sheet says: enough to read the sheet without the piece.

use super::capacity::per_page;
use crate::piece::PieceId;

/// Identifies a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SheetCode {
    /// See [`survey_number`].
    pub survey: u32,
    /// The seed of its versions.
    pub seed: u32,
    /// How many versions were printed.
    pub versions: u8,
    /// The printed version; none on a sheet for all, where the candidate marks it.
    pub version: Option<u16>,
    /// From 1.
    pub page: u8,
    /// Questions with boxes, on all pages.
    pub questions: u8,
    /// Boxes of each question.
    pub options: u8,
}

/// A survey's number on its sheets.
pub fn survey_number(piece: &PieceId) -> u32 {
    let digest = blake3::hash(piece.as_str().as_bytes());
    let [a, b, c, d, ..] = *digest.as_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// Crockford's base 32: capitals and digits, which a QR code packs densely, without I, L, O, U.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The code of a survey's first version: three digits, none of them a leading 0.
pub const FIRST_VERSION: u16 = 101;

/// Names the program and the form of the code.
const PREFIX: &str = "KS1";
const LENGTH: usize = 13;

impl SheetCode {
    /// How many pages a sheet of this survey has.
    pub fn pages(&self) -> u8 {
        let per_page = per_page(self.options);
        (u16::from(self.questions).div_ceil(per_page)).max(1) as u8
    }

    /// 27 capitals and digits, with a checksum.
    pub fn text(&self) -> String {
        let bytes = self.bytes();
        let sum = checksum(&bytes);
        let bits = bytes.iter().chain(&sum).fold(0u128, |bits, byte| bits << 8 | u128::from(*byte));
        let digits = (0..24).rev().map(|place| char::from(DIGITS[(bits >> (5 * place) & 31) as usize]));
        PREFIX.chars().chain(digits).collect()
    }

    /// None for any other text, and for a code that no sheet has.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(PREFIX)?;
        if digits.len() != 24 {
            return None;
        }
        let bits = digits.bytes().try_fold(0u128, |bits, digit| {
            let value = DIGITS.iter().position(|one| *one == digit)?;
            Some(bits << 5 | value as u128)
        })?;
        let all: Vec<u8> = (0..LENGTH + 2).rev().map(|place| (bits >> (8 * place)) as u8).collect();
        let (bytes, sum) = all.split_at(LENGTH);
        if checksum(bytes) != sum {
            return None;
        }
        let number = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
        let code = Self {
            survey: number(0),
            seed: number(4),
            versions: bytes[8],
            version: bytes[9].checked_sub(1).map(|index| FIRST_VERSION + u16::from(index)),
            page: bytes[10],
            questions: bytes[11],
            options: bytes[12],
        };
        let is_sound = (2..=8).contains(&code.options) && (1..=code.pages()).contains(&code.page);
        is_sound.then_some(code)
    }

    /// Whether a version of this code was printed.
    pub fn has_version(&self, version: u16) -> bool {
        (FIRST_VERSION..FIRST_VERSION + u16::from(self.versions)).contains(&version)
    }

    fn bytes(&self) -> [u8; LENGTH] {
        let mut bytes = [0; LENGTH];
        bytes[..4].copy_from_slice(&self.survey.to_be_bytes());
        bytes[4..8].copy_from_slice(&self.seed.to_be_bytes());
        // 0 is a sheet for all, 1 the first version.
        let version = self.version.and_then(|version| version.checked_sub(FIRST_VERSION - 1)).unwrap_or(0);
        bytes[8..].copy_from_slice(&[self.versions, version as u8, self.page, self.questions, self.options]);
        bytes
    }
}

fn checksum(bytes: &[u8]) -> [u8; 2] {
    let digest = blake3::hash(bytes);
    [digest.as_bytes()[0], digest.as_bytes()[1]]
}
