//! The closed set of syllables: an onset, a rime, a tone.
//!
//! After the rules of the national spelling (Quyết định 240/QĐ of 1984 and the school books): k, gh, ngh stand before
//! e, ê, i and c, g, ng before all others; qu has a medial of its own; a rime that ends in c, ch, p or t takes only
//! sắc and nặng. The tone of `oa`, `oe`, `uy` may stand on either letter (hoà, hòa).

use super::letter::{Tone, parts, with_tone};

/// Those that begin with another's letters before it.
const ONSETS: &[&str] = &[
    "ngh", "ng", "nh", "n", "ch", "c", "gh", "gi", "g", "kh", "k", "ph", "qu", "th", "tr", "t", "b", "d",
    "đ", "h", "l", "m", "r", "s", "v", "x", "",
];

// The rimes are sorted.

/// Rimes without a medial.
const PLAIN: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en",
    "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên",
    "iêng", "iêp", "iêt", "iêu", "o", "oc", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "u", "ua",
    "uc", "ui", "um", "un", "ung", "up", "ut", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "âc", "âm", "ân",
    "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm",
    "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư",
    "ưa", "ưc", "ưi", "ưm", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Rimes with the medial o or u.
const MEDIAL: &[&str] = &[
    "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oe", "oem", "oen",
    "oeo", "oet", "oăc", "oăm", "oăn", "oăng", "oăt", "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt",
    "uyu", "uyên", "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", "uơ",
];

/// Rimes after qu, which has the medial.
const AFTER_QU: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "en", "eo", "ep",
    "et", "i", "it", "y", "ych", "yn", "ynh", "yt", "yu", "yên", "yêt", "ân", "âng", "ât", "ây", "ê", "êch",
    "ên", "ênh", "ôc", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi", "ơn", "ơt",
];

/// Rimes in i after gi, which drops their i: `gì`, `giếng`.
const AFTER_GI: &[&str] = &["i", "im", "in", "iêc", "iêm", "iên", "iêng", "iêt"];

/// Rimes that stand alone: i is written y before ê.
const ALONE: &[&str] = &["y", "yêm", "yên", "yêng", "yêt", "yêu"];

/// Onsets that y follows as well as i: `kỹ`, `lý`.
const BEFORE_Y: &[&str] = &["h", "k", "l", "m", "n", "s", "t", "th", "v"];

/// Onsets that no medial follows.
const WITHOUT_MEDIAL: &[&str] = &["b", "c", "gh", "gi", "k", "m", "ngh", "ph", "qu", "r", "v"];

/// Whether an onset and a rime are written together.
fn is_pair(onset: &str, rime: &str) -> bool {
    let is_in = |rimes: &[&str]| rimes.binary_search(&rime).is_ok();
    match onset {
        "qu" => return is_in(AFTER_QU),
        "" if is_in(ALONE) => return true,
        // `góa`.
        "g" if rime == "oa" || is_in(AFTER_GI) => return true,
        _ => {}
    }
    if rime == "y" {
        return BEFORE_Y.contains(&onset);
    }
    if is_in(MEDIAL) {
        return onset != "g" && !WITHOUT_MEDIAL.contains(&onset);
    }
    let is_front = rime.starts_with(['e', 'ê', 'i']);
    is_in(PLAIN)
        && match onset {
            "k" | "gh" | "ngh" => is_front,
            "c" | "g" | "ng" => !is_front,
            // gi and ia are one: `gia`; what begins with iê is in [`AFTER_GI`].
            "gi" => rime == "ê" || !rime.starts_with(['i', 'ê']),
            // `yêu`, not `iêu`.
            "" => !rime.starts_with("iê"),
            _ => true,
        }
}

fn tones(rime: &str) -> impl Iterator<Item = Option<Tone>> {
    let is_stopped = rime.ends_with(['c', 'p', 't']) || rime.ends_with("ch");
    let all = std::iter::once(None).chain(Tone::ALL.map(Some));
    all.filter(move |tone| !is_stopped || matches!(tone, Some(Tone::Sac | Tone::Nang)))
}

/// The letters of a rime that may carry the tone, by number: one, or two in `oa`, `oe`, `uy`.
fn places(rime: &str) -> (usize, Option<usize>) {
    if matches!(rime, "oa" | "oe" | "uy") {
        return (1, Some(0));
    }
    // ươ carries it on ơ, uyê on ê.
    if let Some(at) = rime.chars().collect::<Vec<_>>().iter().rposition(|c| "ăâêôơư".contains(*c)) {
        return (at, None);
    }
    let vowels = rime.chars().take_while(|c| "aeiouy".contains(*c)).count();
    let is_open = vowels == rime.chars().count();
    let at = match (vowels, is_open) {
        (3, _) => 1,
        (2, true) | (1, _) => 0,
        _ => vowels - 1,
    };
    (at, None)
}

/// Whether this is a syllable, in small letters, composed.
pub fn is_syllable(word: &str) -> bool {
    /// `nghiêng`.
    const LONGEST: usize = 7;
    let mut letters = [0_u8; 4 * LONGEST];
    let (mut length, mut tone) = (0, None);
    for (at, letter) in word.chars().enumerate() {
        if at == LONGEST {
            return false;
        }
        let (base, own) = parts(letter);
        if let Some(own) = own
            && tone.replace((own, length)).is_some()
        {
            return false;
        }
        length += base.encode_utf8(&mut letters[length..]).len();
    }
    let Ok(base) = std::str::from_utf8(&letters[..length]) else { return false };
    ONSETS.iter().any(|onset| {
        let Some(rime) = base.strip_prefix(onset).filter(|rime| is_pair(onset, rime)) else { return false };
        let Some((tone, place)) = tone else { return tones(rime).any(|tone| tone.is_none()) };
        let is_place =
            |at: usize| rime.char_indices().nth(at).is_some_and(|(at, _)| onset.len() + at == place);
        let (at, other) = places(rime);
        tones(rime).any(|other| other == Some(tone)) && (is_place(at) || other.is_some_and(is_place))
    })
}

/// Every syllable, in small letters; a tone that may stand on two letters gives two.
pub fn syllables() -> impl Iterator<Item = String> {
    let rimes = || [PLAIN, MEDIAL, AFTER_QU, ALONE].concat();
    let pairs = ONSETS.iter().flat_map(move |onset| {
        let mut rimes = rimes();
        rimes.sort_unstable();
        rimes.dedup();
        rimes.into_iter().filter(|rime| is_pair(onset, rime)).map(move |rime| (*onset, rime))
    });
    pairs.flat_map(|(onset, rime)| tones(rime).flat_map(move |tone| written(onset, rime, tone)))
}

/// A syllable, with the tone at each of its places.
fn written(onset: &str, rime: &str, tone: Option<Tone>) -> Vec<String> {
    let Some(tone) = tone else { return vec![format!("{onset}{rime}")] };
    let (at, other) = places(rime);
    let toned = |place: usize| {
        let letters = rime.chars().enumerate();
        let rime: String = letters.map(|(at, c)| if at == place { with_tone(c, tone) } else { c }).collect();
        format!("{onset}{rime}")
    };
    std::iter::once(at).chain(other).map(toned).collect()
}

#[cfg(test)]
mod tests {
    use super::{AFTER_GI, AFTER_QU, ALONE, MEDIAL, PLAIN};

    #[test]
    fn the_rimes_are_sorted() {
        for rimes in [PLAIN, MEDIAL, AFTER_QU, AFTER_GI, ALONE] {
            assert!(rimes.is_sorted(), "{rimes:?}");
        }
    }
}
