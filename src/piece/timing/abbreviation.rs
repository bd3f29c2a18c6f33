//! How an announcer reads abbreviations.

/// Written out; none when the abbreviation is unknown.
pub(super) fn expand(letters: &str) -> Option<&'static str> {
    TABLE.binary_search_by_key(&letters, |(short, _)| short).ok().map(|at| TABLE[at].1)
}

/// Inside a document's number: 127/KH-UBND.
pub(super) fn expand_in_number(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "BC" => "báo cáo",
        "CP" => "chính phủ",
        "CT" => "chỉ thị",
        "CTr" => "chương trình",
        "CV" => "công văn",
        "HD" => "hướng dẫn",
        "KH" => "kế hoạch",
        "NĐ" => "nghị định",
        "NQ" => "nghị quyết",
        "QH" => "quốc hội",
        "QĐ" => "quyết định",
        "TB" => "thông báo",
        "TT" => "thông tư",
        "TTLT" => "thông tư liên tịch",
        "TTg" => "thủ tướng",
        "TU" => "thành ủy",
        other => return expand(other),
    })
}

/// A unit after a number, or joined to it.
pub(super) fn unit(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "%" => "phần trăm",
        "‰" => "phần nghìn",
        "cm" => "xăng ti mét",
        "g" => "gam",
        "ha" => "héc ta",
        "kg" => "ki lô gam",
        "km" => "ki lô mét",
        "km/h" => "ki lô mét trên giờ",
        "km2" | "km²" => "ki lô mét vuông",
        "l" => "lít",
        "m" => "mét",
        "m2" | "m²" => "mét vuông",
        "m3" | "m³" => "mét khối",
        "ml" => "mi li lít",
        "mm" => "mi li mét",
        "p" | "ph" => "phút",
        "s" => "giây",
        "USD" => "đô la Mỹ",
        "VND" | "VNĐ" | "vnđ" | "đ" | "Đ" | "₫" => "đồng",
        "°" => "độ",
        "°C" | "ºC" => "độ xê",
        _ => return None,
    })
}

/// Units recognised anywhere; the others ("m", "ha") only after a number.
pub(super) fn is_sure_unit(letters: &str) -> bool {
    matches!(letters, "kg" | "km" | "km/h" | "km2" | "km²" | "m2" | "m²" | "m3" | "m³" | "VNĐ" | "₫")
}

/// Abbreviations written with a dot that does not end the sentence.
pub(super) fn takes_dot(letters: &str) -> bool {
    matches!(letters, "TP" | "Tp" | "TX" | "TS" | "ThS" | "GS" | "PGS" | "BS" | "KS" | "LS")
}

/// A letter's name.
pub(super) fn letter(letter: char) -> Option<&'static str> {
    Some(match letter {
        'A' => "a",
        'B' => "bê",
        'C' => "xê",
        'D' => "dê",
        'Đ' => "đê",
        'E' => "e",
        'F' => "ép",
        'G' => "giê",
        'H' => "hát",
        'I' => "i",
        'J' => "gi",
        'K' => "ca",
        'L' => "lờ",
        'M' => "mờ",
        'N' => "nờ",
        'O' => "o",
        'P' => "pê",
        'Q' => "quy",
        'R' => "rờ",
        'S' => "ét",
        'T' => "tê",
        'U' => "u",
        'V' => "vê",
        'W' => "vê kép",
        'X' => "ích",
        'Y' => "i dài",
        'Z' => "dét",
        _ => return None,
    })
}

/// Sorted by bytes, for binary search. Only unambiguous abbreviations of plans and newsrooms.
const TABLE: &[(&str, &str)] = &[
    ("ANTQ", "an ninh tổ quốc"),
    ("ANTT", "an ninh trật tự"),
    ("ATGT", "an toàn giao thông"),
    ("ATM", "a tê em"),
    ("ATTP", "an toàn thực phẩm"),
    ("BCH", "ban chấp hành"),
    ("BCĐ", "ban chỉ đạo"),
    ("BHXH", "bảo hiểm xã hội"),
    ("BHYT", "bảo hiểm y tế"),
    ("BNV", "bộ nội vụ"),
    ("BS", "bác sĩ"),
    ("BTC", "ban tổ chức"),
    ("BTV", "biên tập viên"),
    ("BĐS", "bất động sản"),
    ("CA", "công an"),
    ("CB", "cán bộ"),
    ("CBCC", "cán bộ công chức"),
    ("CBCCVC", "cán bộ công chức viên chức"),
    ("CC", "công chức"),
    ("CCCD", "căn cước công dân"),
    ("CCHC", "cải cách hành chính"),
    ("CCVC", "công chức viên chức"),
    ("CD", "xi đi"),
    ("CLB", "câu lạc bộ"),
    ("CMND", "chứng minh nhân dân"),
    ("CNTT", "công nghệ thông tin"),
    ("CSGT", "cảnh sát giao thông"),
    ("CT", "chủ tịch"),
    ("CTV", "cộng tác viên"),
    ("DN", "doanh nghiệp"),
    ("DNTN", "doanh nghiệp tư nhân"),
    ("DVD", "đi vi đi"),
    ("GCN", "giấy chứng nhận"),
    ("GCNQSDĐ", "giấy chứng nhận quyền sử dụng đất"),
    ("GD", "giáo dục"),
    ("GDĐT", "giáo dục đào tạo"),
    ("GPMB", "giải phóng mặt bằng"),
    ("GS", "giáo sư"),
    ("GTVT", "giao thông vận tải"),
    ("HCM", "Hồ Chí Minh"),
    ("HKTT", "hộ khẩu thường trú"),
    ("HTX", "hợp tác xã"),
    ("HĐ", "hội đồng"),
    ("HĐND", "hội đồng nhân dân"),
    ("ISO", "i xô"),
    ("IT", "ai ti"),
    ("KCN", "khu công nghiệp"),
    ("KH", "kế hoạch"),
    ("KHĐT", "kế hoạch đầu tư"),
    ("KS", "kỹ sư"),
    ("KT", "kinh tế"),
    ("KTXH", "kinh tế xã hội"),
    ("LHPN", "liên hiệp phụ nữ"),
    ("LS", "luật sư"),
    ("LĐ", "lao động"),
    ("LĐLĐ", "liên đoàn lao động"),
    ("LĐTBXH", "lao động thương binh xã hội"),
    ("MC", "em xi"),
    ("MT", "môi trường"),
    ("MTTQ", "mặt trận tổ quốc"),
    ("MTTQVN", "mặt trận tổ quốc Việt Nam"),
    ("MTV", "một thành viên"),
    ("NN", "nông nghiệp"),
    ("NNPTNT", "nông nghiệp phát triển nông thôn"),
    ("NQ", "nghị quyết"),
    ("NTM", "nông thôn mới"),
    ("NXB", "nhà xuất bản"),
    ("NĐ", "nghị định"),
    ("PC", "pi xi"),
    ("PCCC", "phòng cháy chữa cháy"),
    ("PCI", "pi xi ai"),
    ("PCT", "phó chủ tịch"),
    ("PGS", "phó giáo sư"),
    ("PT", "phát thanh"),
    ("PTNT", "phát triển nông thôn"),
    ("PV", "phóng viên"),
    ("QL", "quốc lộ"),
    ("QLNN", "quản lý nhà nước"),
    ("QSDĐ", "quyền sử dụng đất"),
    ("QĐ", "quyết định"),
    ("SMS", "ét em ét"),
    ("SXKD", "sản xuất kinh doanh"),
    ("TAND", "tòa án nhân dân"),
    ("TB", "thương binh"),
    ("THCS", "trung học cơ sở"),
    ("THPT", "trung học phổ thông"),
    ("TN", "tài nguyên"),
    ("TNCS", "thanh niên cộng sản"),
    ("TNGT", "tai nạn giao thông"),
    ("TNHH", "trách nhiệm hữu hạn"),
    ("TNMT", "tài nguyên môi trường"),
    ("TNTP", "thiếu niên tiền phong"),
    ("TP", "thành phố"),
    ("TPCT", "thành phố Cần Thơ"),
    ("TPHCM", "thành phố Hồ Chí Minh"),
    ("TS", "tiến sĩ"),
    ("TT", "truyền thông"),
    ("TTATXH", "trật tự an toàn xã hội"),
    ("TTHC", "thủ tục hành chính"),
    ("TTTT", "thông tin truyền thông"),
    ("TTg", "thủ tướng"),
    ("TTĐT", "thông tin điện tử"),
    ("TV", "ti vi"),
    ("TX", "thị xã"),
    ("ThS", "thạc sĩ"),
    ("Tp", "thành phố"),
    ("UB", "ủy ban"),
    ("UBMTTQ", "ủy ban mặt trận tổ quốc"),
    ("UBMTTQVN", "ủy ban mặt trận tổ quốc Việt Nam"),
    ("UBND", "ủy ban nhân dân"),
    ("USB", "u ét bê"),
    ("VBQPPL", "văn bản quy phạm pháp luật"),
    ("VCCI", "vê xê xê i"),
    ("VH", "văn hóa"),
    ("VHTT", "văn hóa thông tin"),
    ("VHTTDL", "văn hóa thể thao và du lịch"),
    ("VKSND", "viện kiểm sát nhân dân"),
    ("VN", "Việt Nam"),
    ("VP", "văn phòng"),
    ("VSMT", "vệ sinh môi trường"),
    ("XDCB", "xây dựng cơ bản"),
    ("XH", "xã hội"),
    ("XHCN", "xã hội chủ nghĩa"),
    ("ĐBSCL", "đồng bằng sông Cửu Long"),
    ("ĐT", "đầu tư"),
    ("ĐVT", "đơn vị tính"),
];

/// Foreign words as they are read, in small letters; sorted by bytes, for binary search.
const FOREIGN: &[(&str, &str)] = &[
    ("album", "an bum"),
    ("app", "áp"),
    ("asean", "a xê an"),
    ("banner", "ban nơ"),
    ("camera", "ca mê ra"),
    ("container", "công ten nơ"),
    ("covid", "cô vít"),
    ("e-mail", "i meo"),
    ("email", "i meo"),
    ("facebook", "phây búc"),
    ("fax", "phắc"),
    ("festival", "phét ti van"),
    ("file", "phai"),
    ("gmail", "gi meo"),
    ("google", "gu gồ"),
    ("hacker", "hắc cơ"),
    ("hotline", "hót lai"),
    ("icon", "ai cờn"),
    ("internet", "in tơ nét"),
    ("karaoke", "ka ra ô kê"),
    ("laptop", "láp tóp"),
    ("livestream", "lai xtrim"),
    ("logo", "lô gô"),
    ("maket", "ma két"),
    ("marketing", "mác kê tinh"),
    ("media", "mê đi a"),
    ("modem", "mô đem"),
    ("offline", "óp lai"),
    ("online", "on lai"),
    ("pano", "pa nô"),
    ("photo", "phô tô"),
    ("photocopy", "phô tô cóp pi"),
    ("poster", "pốt tơ"),
    ("radio", "ra đi ô"),
    ("robot", "rô bốt"),
    ("router", "rao tơ"),
    ("scan", "xcan"),
    ("server", "xơ vơ"),
    ("shipper", "síp pơ"),
    ("smartphone", "xmát phôn"),
    ("taxi", "tắc xi"),
    ("tivi", "ti vi"),
    ("vaccine", "vắc xin"),
    ("video", "vi đê ô"),
    ("web", "oép"),
    ("website", "oép sai"),
    ("wifi", "oai phai"),
    ("youtube", "diu túp"),
    ("zalo", "da lô"),
];

/// How a foreign word is read; case does not matter.
pub(super) fn foreign(word: &str) -> Option<&'static str> {
    const LONGEST: usize = 12;
    let bytes = word.as_bytes();
    if !(3..=LONGEST).contains(&bytes.len()) || !is_foreign(bytes) {
        return None;
    }
    let mut small = [0; LONGEST];
    for (small, byte) in small.iter_mut().zip(bytes) {
        *small = byte.to_ascii_lowercase();
    }
    let small = &small[..bytes.len()];
    FOREIGN.binary_search_by_key(&small, |(word, _)| word.as_bytes()).ok().map(|at| FOREIGN[at].1)
}

/// Whether a word cannot be a syllable without marks: a letter that Vietnamese lacks, two vowels with a
/// consonant between, or an end that no syllable has. Nearly all words are ruled out here.
fn is_foreign(word: &[u8]) -> bool {
    let (mut had_vowel, mut had_end) = (false, false);
    for byte in word {
        match byte.to_ascii_lowercase() {
            b'f' | b'j' | b'w' | b'z' => return true,
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' if had_end => return true,
            b'a' | b'e' | b'i' | b'o' | b'u' | b'y' => had_vowel = true,
            b'a'..=b'z' | b'-' => had_end |= had_vowel,
            _ => return false,
        }
    }
    word.last().is_some_and(|last| b"bdklqrsvxBDKLQRSVX".contains(last))
        || matches!(word.first().map(u8::to_ascii_lowercase), Some(b's') if word.get(1).is_some_and(|next| matches!(next, b'c' | b'C')))
        || word.eq_ignore_ascii_case(b"app")
}

/// Offices written with a sign between the parts.
pub(super) fn expand_joined(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "PT-TH" | "PT&TH" | "PTTH" | "PT–TH" => "phát thanh truyền hình",
        "VH-TT-DL" | "VH-TT&DL" | "VHTT&DL" | "VH,TT&DL" => "văn hóa thể thao và du lịch",
        "GD-ĐT" | "GD&ĐT" => "giáo dục và đào tạo",
        "TT-TT" | "TT&TT" => "thông tin và truyền thông",
        "KT-XH" => "kinh tế xã hội",
        "KH-ĐT" | "KH&ĐT" => "kế hoạch và đầu tư",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{FOREIGN, TABLE, foreign};

    #[test]
    fn the_table_is_sorted() {
        for table in [TABLE, FOREIGN] {
            let unsorted: Vec<_> = table.windows(2).filter(|pair| pair[0].0 >= pair[1].0).collect();
            assert!(unsorted.is_empty(), "{unsorted:?}");
        }
        for (word, read) in FOREIGN {
            assert_eq!(foreign(word), Some(*read), "{word} is taken for Vietnamese");
        }
    }
}
