//! Which bodies each owe an activity, as a plan's words name them: "mỗi phường, xã", "từng cơ quan".

use crate::fold::fold;
use crate::plan::LocalityKind;

/// The bodies that each owe an activity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Each {
    pub is_locality: bool,
    /// The kinds of these localities; empty for all.
    pub kinds: Vec<LocalityKind>,
    pub is_agency: bool,
}

impl Each {
    pub fn read(sentence: &str) -> Self {
        let folded = fold(sentence);
        let words: Vec<&str> = folded.split(|letter: char| !letter.is_alphanumeric()).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let mut each = Self::default();
        let mut at = 0;
        while at < words.len() {
            at += 1;
            let word = words[at - 1];
            if matches!(word, "moi" | "tung") {
                let had_agency = each.is_agency;
                while let Some(length) = each.take(&words[at..]) {
                    at += length;
                }
                // "Trang tin của từng sở, ngành" tells whose pages they are, not who owes one.
                each.is_agency &= had_agency || word == "moi";
            }
        }
        each
    }

    /// Takes the body that begins here: the number of its words.
    fn take(&mut self, words: &[&str]) -> Option<usize> {
        let kind = |each: &mut Self, kind| {
            each.is_locality = true;
            if !each.kinds.contains(&kind) {
                each.kinds.push(kind);
            }
        };
        match words {
            ["dia", "ban" | "phuong", ..] => self.is_locality = true,
            ["co", "quan", ..] => self.is_agency = true,
            ["don", "vi", ..] => {}
            ["thi", "tran", ..] => kind(self, LocalityKind::Township),
            _ => {
                match words.first()? {
                    &"quan" => kind(self, LocalityKind::UrbanDistrict),
                    &"huyen" => kind(self, LocalityKind::RuralDistrict),
                    &"phuong" => kind(self, LocalityKind::Ward),
                    &"xa" => kind(self, LocalityKind::Commune),
                    &"so" | &"nganh" => self.is_agency = true,
                    &"va" | &"ban" => {}
                    _ => return None,
                }
                return Some(1);
            }
        }
        Some(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use LocalityKind::{Commune, RuralDistrict, UrbanDistrict, Ward};

    #[test]
    fn the_words_name_who_owes_it() {
        for (sentence, is_locality, kinds, is_agency) in [
            ("Mỗi phường, xã mỗi tháng một tin", true, vec![Ward, Commune], false),
            ("mỗi tháng hai kỳ ở từng quận và huyện", true, vec![UrbanDistrict, RuralDistrict], false),
            ("Mỗi địa phương ít nhất 02 buổi", true, vec![], false),
            ("Mỗi cơ quan, đơn vị ít nhất 01 bài mỗi quý", false, vec![], true),
            ("mỗi sở, ban, ngành và từng huyện", true, vec![RuralDistrict], true),
            ("Trang tin của từng sở, ngành", false, vec![], false),
            ("Mỗi tháng hai kỳ trong năm 2014", false, vec![], false),
            ("UBND quận, huyện; các sở, ban ngành", false, vec![], false),
        ] {
            assert_eq!(Each::read(sentence), Each { is_locality, kinds, is_agency }, "{sentence}");
        }
    }
}
