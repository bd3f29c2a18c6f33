//! Amounts of whole đồng as people write them.

use crate::calendar::wording;

/// The largest amount that is read, đồng: larger ones are typing mistakes.
const MOST: u64 = 1_000_000_000_000_000;

/// "1.200.000"; "-50.000"
pub fn dong(amount: i128) -> String {
    let size = u64::try_from(amount.unsigned_abs()).unwrap_or(u64::MAX);
    format!("{}{}", if amount < 0 { "-" } else { "" }, wording::grouped(size))
}

/// Parses an amount: "1.200.000", "1200000", "1,200,000 đ", "1.200.000,00". An empty text is 0.
///
/// # Errors
/// For anything else, in Vietnamese with the remedy.
pub fn amount(text: &str) -> Result<u64, String> {
    let bare = text.trim().to_lowercase();
    let bare = ["đồng", "vnđ", "vnd", "đ", "₫"]
        .into_iter()
        .find_map(|unit| bare.strip_suffix(unit))
        .unwrap_or(&bare)
        .replace([' ', '\u{a0}'], "");
    if bare.is_empty() {
        return Ok(0);
    }
    let refused = || format!("“{}” không phải số tiền; gõ số đồng nguyên, như 1.200.000", text.trim());
    let whole = bare.strip_suffix(",00").or_else(|| bare.strip_suffix(".00")).unwrap_or(&bare);
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let is_mixed = whole.contains('.') && whole.contains(',');
    let is_grouped = groups.len() == 1
        || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3);
    let digits = groups.concat();
    if is_mixed || !is_grouped || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(refused());
    }
    match digits.parse() {
        Ok(number) if number <= MOST => Ok(number),
        _ => Err(format!("“{}” quá lớn; kiểm tra lại số chữ số", text.trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::{amount, dong};

    #[test]
    fn amounts_are_read_as_people_and_spreadsheets_write_them() {
        for (typed, read) in [
            ("1.200.000", Some(1_200_000)),
            ("1200000", Some(1_200_000)),
            ("1,200,000 đ", Some(1_200_000)),
            ("1.200.000,00", Some(1_200_000)),
            ("50.000 đồng", Some(50_000)),
            (" ", Some(0)),
            ("1.000.000.000.000.000", Some(1_000_000_000_000_000)),
            ("1,5", None),
            ("1.20.000", None),
            ("1.200,000", None),
            ("-5", None),
            ("hai triệu", None),
            ("9.000.000.000.000.000", None),
        ] {
            assert_eq!(amount(typed).ok(), read, "{typed:?}");
        }
        assert_eq!(
            (dong(1_200_000), dong(-50_000), dong(0)),
            ("1.200.000".into(), "-50.000".into(), "0".into())
        );
    }
}
