//! What a rehearsal needs to know: who is in which scene, and which props.

use std::collections::HashMap;

use super::{Element, ElementKind, Play, folded, speakers, turns};

/// A character's part in one scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Presence {
    pub turns: u32,
    /// Named in the action, for example a mute entrance.
    pub is_named: bool,
}

impl Play {
    /// For each character (as [`Play::characters`] lists them) the part in each scene (as [`Play::scenes`]).
    pub fn presences(&self) -> Vec<Vec<Presence>> {
        let characters = self.characters();
        let scenes = self.scenes();
        let keys: Vec<String> = characters.iter().map(|one| folded(&one.name)).collect();
        let rows: HashMap<&str, usize> =
            keys.iter().enumerate().map(|(at, key)| (key.as_str(), at)).collect();
        let mut presences = vec![vec![Presence::default(); scenes.len()]; characters.len()];
        for (column, scene) in scenes.iter().enumerate() {
            for turn in turns(scene.elements) {
                let whole = rows.get(folded(turn.name).as_str()).copied();
                let each = || speakers(turn.name).filter_map(|name| rows.get(folded(name).as_str()).copied());
                for row in whole.map_or_else(|| each().collect(), |row| vec![row]) {
                    presences[row][column].turns += 1;
                }
            }
            // Nobody has a larger cast; a hostile file might.
            if keys.len() > 300 {
                continue;
            }
            let action = folded(&words(scene.elements, |kind| *kind == ElementKind::Action));
            for (row, key) in keys.iter().enumerate() {
                presences[row][column].is_named = has_words(&action, key);
            }
        }
        presences
    }

    /// Each prop of the list with the scenes (indexes of [`Play::scenes`]) whose text names it.
    pub fn props_by_scene(&self) -> Vec<(String, Vec<usize>)> {
        let scenes = self.scenes();
        let texts: Vec<String> =
            scenes.iter().map(|scene| folded(&words(scene.elements, |_| true))).collect();
        let items = self.props.iter().flat_map(|entry| entry.split([';', ','])).map(str::trim);
        let items = items.filter(|item| !item.is_empty()).map(|item| {
            let key = key_of(item);
            let named = (0..texts.len()).filter(|at| !key.is_empty() && has_words(&texts[*at], &key));
            (item.trim_end_matches('.').to_owned(), named.collect())
        });
        items.collect()
    }
}

fn words(elements: &[Element], is_wanted: impl Fn(&ElementKind) -> bool) -> String {
    let wanted = elements.iter().filter(|element| element.is_performed() && is_wanted(&element.kind));
    wanted.flat_map(|element| [element.text.as_str(), " "]).collect()
}

/// Whether a text has these words, and not only as parts of others.
fn has_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let is_letter = |c: char| c.is_alphanumeric();
        !text[..at].ends_with(is_letter) && !text[at + words.len()..].starts_with(is_letter)
    })
}

/// What a prop is called in the play: its first two words, without "hai cái".
fn key_of(item: &str) -> String {
    const COUNTS: [&str; 12] =
        ["một", "hai", "ba", "bốn", "năm", "vài", "mấy", "cái", "chiếc", "bộ", "cây", "con"];
    let item = folded(item.split(['(', ':', '–', '"', '“']).next().unwrap_or_default());
    let is_count = |word: &&str| COUNTS.contains(word) || word.bytes().all(|byte| byte.is_ascii_digit());
    item.split(' ').skip_while(is_count).take(2).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Presence;
    use crate::piece::stage::parse;

    #[test]
    fn a_rehearsal_knows_who_and_what_is_in_which_scene() {
        let play = parse(
            "# Nhân vật\n!- LAN\n!- TÂM\n!- BÉ ÚT\n\n# Đạo cụ\n!- Hai cái xe đạp; nón lá (rách)\n!- Bàn\n\n\
             # Nội dung\n\n.CẢNH 1\n\nBé Út dắt xe đạp ra.\n\nLAN\nDạ.\n\nLAN VÀ TÂM\nĐi!\n\n\
             .CẢNH 2\n\nTÂM\nCái nón lá đâu? Bàn bạc gì!\n",
        );
        let at = |turns, is_named| Presence { turns, is_named };
        assert_eq!(
            play.presences(),
            [
                vec![at(2, false), at(0, false)],
                vec![at(1, false), at(1, false)],
                vec![at(0, true), at(0, false)]
            ]
        );
        let props = play.props_by_scene();
        let props: Vec<_> = props.iter().map(|(name, scenes)| (name.as_str(), scenes.as_slice())).collect();
        assert_eq!(props, [("Hai cái xe đạp", &[0][..]), ("nón lá (rách)", &[1]), ("Bàn", &[1])]);
    }
}
