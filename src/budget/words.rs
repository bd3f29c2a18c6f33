//! Amounts in Vietnamese words, as vouchers and estimates have them.

use crate::fold::capital;

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const BILLION: u128 = 1_000_000_000;

/// "Một triệu hai trăm nghìn đồng chẵn". "Chẵn" follows an amount of whole thousands.
pub fn in_words(amount: i128) -> String {
    let size = amount.unsigned_abs();
    let mut words = Vec::new();
    if amount < 0 {
        words.push("âm");
    }
    if size == 0 {
        words.push("không");
    }
    number(size, false, &mut words);
    words.push("đồng");
    if size > 0 && size.is_multiple_of(1000) {
        words.push("chẵn");
    }
    capital(&words.join(" "))
}

/// `follows`: after a higher group, whose zeros are read: "một triệu không trăm linh năm".
fn number(size: u128, follows: bool, words: &mut Vec<&'static str>) {
    let (billions, rest) = (size / BILLION, size % BILLION);
    if billions > 0 {
        // A billion of billions is "tỷ tỷ".
        number(billions, follows, words);
        words.push("tỷ");
    }
    let mut follows = follows || billions > 0;
    for (unit, name) in [(1_000_000, Some("triệu")), (1000, Some("nghìn")), (1, None)] {
        let group = rest / unit % 1000;
        if group > 0 {
            three_digits(group as usize, follows, words);
            words.extend(name);
            follows = true;
        }
    }
}

fn three_digits(group: usize, follows: bool, words: &mut Vec<&'static str>) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    if hundreds > 0 || follows {
        words.extend([DIGITS[hundreds], "trăm"]);
    }
    match tens {
        0 if ones > 0 && (hundreds > 0 || follows) => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([DIGITS[tens], "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(DIGITS[ones]),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::in_words;

    #[test]
    fn amounts_are_read_by_the_rules_of_the_language() {
        for (amount, words) in [
            (0, "Không đồng"),
            (5, "Năm đồng"),
            (10, "Mười đồng"),
            (11, "Mười một đồng"),
            (14, "Mười bốn đồng"),
            (15, "Mười lăm đồng"),
            (20, "Hai mươi đồng"),
            (21, "Hai mươi mốt đồng"),
            (24, "Hai mươi tư đồng"),
            (55, "Năm mươi lăm đồng"),
            (100, "Một trăm đồng"),
            (101, "Một trăm linh một đồng"),
            (105, "Một trăm linh năm đồng"),
            (110, "Một trăm mười đồng"),
            (115, "Một trăm mười lăm đồng"),
            (1_000, "Một nghìn đồng chẵn"),
            (1_005, "Một nghìn không trăm linh năm đồng"),
            (1_050, "Một nghìn không trăm năm mươi đồng"),
            (21_000, "Hai mươi mốt nghìn đồng chẵn"),
            (105_000, "Một trăm linh năm nghìn đồng chẵn"),
            (1_200_000, "Một triệu hai trăm nghìn đồng chẵn"),
            (1_005_000, "Một triệu không trăm linh năm nghìn đồng chẵn"),
            (1_000_005, "Một triệu không trăm linh năm đồng"),
            (
                987_654_321,
                "Chín trăm tám mươi bảy triệu sáu trăm năm mươi tư nghìn ba trăm hai mươi mốt đồng",
            ),
            (1_000_000_000, "Một tỷ đồng chẵn"),
            (2_015_000_000, "Hai tỷ không trăm mười lăm triệu đồng chẵn"),
            (1_000_000_001, "Một tỷ không trăm linh một đồng"),
            (25_000_000_000, "Hai mươi lăm tỷ đồng chẵn"),
            (1_001_000_000_000, "Một nghìn không trăm linh một tỷ đồng chẵn"),
            (1_000_000_000_000_000, "Một triệu tỷ đồng chẵn"),
            (-50_000, "Âm năm mươi nghìn đồng chẵn"),
        ] {
            assert_eq!(in_words(amount), words, "{amount}");
        }
    }

    /// Reads words back, word by word, without the writer's rules.
    fn read_back(text: &str) -> u128 {
        let (mut total, mut millions, mut group, mut last) = (0_u128, 0_u128, 0_u128, 0_u128);
        for word in text.to_lowercase().split(' ') {
            let digit = match word {
                "không" => 0,
                "một" | "mốt" => 1,
                "hai" => 2,
                "ba" => 3,
                "bốn" | "tư" => 4,
                "năm" | "lăm" => 5,
                "sáu" => 6,
                "bảy" => 7,
                "tám" => 8,
                "chín" => 9,
                "trăm" => {
                    group += last * 100;
                    last = 0;
                    continue;
                }
                "mươi" => {
                    group += last * 10;
                    last = 0;
                    continue;
                }
                "mười" => {
                    group += 10;
                    continue;
                }
                "linh" | "chẵn" | "đồng" => continue,
                "nghìn" => {
                    millions += (group + last) * 1000;
                    (group, last) = (0, 0);
                    continue;
                }
                "triệu" => {
                    millions += (group + last) * 1_000_000;
                    (group, last) = (0, 0);
                    continue;
                }
                "tỷ" => {
                    total = (total + millions + group + last) * 1_000_000_000;
                    (millions, group, last) = (0, 0, 0);
                    continue;
                }
                other => panic!("{other:?} in {text:?}"),
            };
            last = digit;
        }
        total + millions + group + last
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            amount in prop_oneof![0..2000_u64, 0..=1_000_000_000_000_000_u64],
            zeros in 0..15_u32,
        ) {
            // Amounts with many zeros are those that go wrong.
            let round = amount / 10_u64.pow(zeros) * 10_u64.pow(zeros);
            for amount in [amount, round] {
                let words = in_words(i128::from(amount));
                prop_assert_eq!(read_back(&words), u128::from(amount), "{}", words);
                prop_assert!(!words.contains("mươi một") && !words.contains("mươi năm"));
                prop_assert!(!words.contains("mười mốt") && !words.contains("mươi bốn"));
            }
        }
    }
}
