//! Numbers written out in Vietnamese, in the Southern form ("lẻ", not "linh").

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const BILLION: u64 = 1_000_000_000;

/// Says a whole number, word by word.
pub(super) fn read(number: u64, say: &mut impl FnMut(&str)) {
    if number == 0 {
        say("không");
    } else {
        read_from(number, false, say);
    }
}

/// `is_inner`: a larger place came before, so zeros are spoken ("không trăm lẻ").
fn read_from(number: u64, is_inner: bool, say: &mut impl FnMut(&str)) {
    let mut is_inner = is_inner;
    if number >= BILLION {
        read_from(number / BILLION, is_inner, say);
        say("tỷ");
        is_inner = true;
    }
    for (unit, name) in [(1_000_000, "triệu"), (1000, "nghìn"), (1, "")] {
        let group = number % BILLION / unit % 1000;
        if group == 0 {
            continue;
        }
        read_group(group as usize, is_inner, say);
        if !name.is_empty() {
            say(name);
        }
        is_inner = true;
    }
}

/// 1 to 999.
fn read_group(group: usize, is_inner: bool, say: &mut impl FnMut(&str)) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let has_hundreds = hundreds > 0 || is_inner;
    if has_hundreds {
        say(DIGITS[hundreds]);
        say("trăm");
    }
    match tens {
        0 if has_hundreds && ones > 0 => say("lẻ"),
        0 => {}
        1 => say("mười"),
        tens => {
            say(DIGITS[tens]);
            say("mươi");
        }
    }
    match ones {
        0 => {}
        1 if tens > 1 => say("mốt"),
        4 if tens > 1 => say("tư"),
        5 if tens > 0 => say("lăm"),
        ones => say(DIGITS[ones]),
    }
}

/// Says digits one by one, for telephone numbers.
pub(super) fn spell(digits: &str, say: &mut impl FnMut(&str)) {
    for digit in digits.bytes().filter(u8::is_ascii_digit) {
        say(DIGITS[usize::from(digit - b'0')]);
    }
}

/// "XXI" is 21; none for anything but a numeral from 1 to 89.
pub(super) fn roman(text: &str) -> Option<u64> {
    const TENS: [&str; 9] = ["", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX"];
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = TENS.iter().enumerate();
    let value = tens.into_iter().find_map(|(ten, prefix)| {
        let rest = text.strip_prefix(prefix)?;
        ONES.iter().position(|one| *one == rest).map(|one| ten * 10 + one)
    })?;
    (value > 0).then_some(value as u64)
}
