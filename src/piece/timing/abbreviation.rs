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
    ("ATGT", "an toàn giao thông"),
    ("BCH", "ban chấp hành"),
    ("BCĐ", "ban chỉ đạo"),
    ("BHXH", "bảo hiểm xã hội"),
    ("BHYT", "bảo hiểm y tế"),
    ("BNV", "bộ nội vụ"),
    ("BS", "bác sĩ"),
    ("BTC", "ban tổ chức"),
    ("BTV", "biên tập viên"),
    ("CB", "cán bộ"),
    ("CBCC", "cán bộ công chức"),
    ("CBCCVC", "cán bộ công chức viên chức"),
    ("CC", "công chức"),
    ("CCHC", "cải cách hành chính"),
    ("CCVC", "công chức viên chức"),
    ("CLB", "câu lạc bộ"),
    ("CMND", "chứng minh nhân dân"),
    ("CNTT", "công nghệ thông tin"),
    ("CT", "chủ tịch"),
    ("CTV", "cộng tác viên"),
    ("DN", "doanh nghiệp"),
    ("DNTN", "doanh nghiệp tư nhân"),
    ("GCN", "giấy chứng nhận"),
    ("GCNQSDĐ", "giấy chứng nhận quyền sử dụng đất"),
    ("GD", "giáo dục"),
    ("GDĐT", "giáo dục đào tạo"),
    ("GPMB", "giải phóng mặt bằng"),
    ("GS", "giáo sư"),
    ("GTVT", "giao thông vận tải"),
    ("HCM", "Hồ Chí Minh"),
    ("HTX", "hợp tác xã"),
    ("HĐ", "hội đồng"),
    ("HĐND", "hội đồng nhân dân"),
    ("ISO", "i xô"),
    ("KCN", "khu công nghiệp"),
    ("KH", "kế hoạch"),
    ("KHĐT", "kế hoạch đầu tư"),
    ("KS", "kỹ sư"),
    ("KT", "kinh tế"),
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
    ("PCT", "phó chủ tịch"),
    ("PGS", "phó giáo sư"),
    ("PT", "phát thanh"),
    ("PTNT", "phát triển nông thôn"),
    ("PV", "phóng viên"),
    ("QL", "quốc lộ"),
    ("QSDĐ", "quyền sử dụng đất"),
    ("QĐ", "quyết định"),
    ("SXKD", "sản xuất kinh doanh"),
    ("TAND", "tòa án nhân dân"),
    ("TB", "thương binh"),
    ("THCS", "trung học cơ sở"),
    ("THPT", "trung học phổ thông"),
    ("TN", "tài nguyên"),
    ("TNCS", "thanh niên cộng sản"),
    ("TNHH", "trách nhiệm hữu hạn"),
    ("TNMT", "tài nguyên môi trường"),
    ("TNTP", "thiếu niên tiền phong"),
    ("TP", "thành phố"),
    ("TPCT", "thành phố Cần Thơ"),
    ("TPHCM", "thành phố Hồ Chí Minh"),
    ("TS", "tiến sĩ"),
    ("TT", "truyền thông"),
    ("TTHC", "thủ tục hành chính"),
    ("TTTT", "thông tin truyền thông"),
    ("TTg", "thủ tướng"),
    ("TV", "ti vi"),
    ("TX", "thị xã"),
    ("ThS", "thạc sĩ"),
    ("Tp", "thành phố"),
    ("UBMTTQ", "ủy ban mặt trận tổ quốc"),
    ("UBMTTQVN", "ủy ban mặt trận tổ quốc Việt Nam"),
    ("UBND", "ủy ban nhân dân"),
    ("VBQPPL", "văn bản quy phạm pháp luật"),
    ("VCCI", "vê xê xê i"),
    ("VH", "văn hóa"),
    ("VHTT", "văn hóa thông tin"),
    ("VHTTDL", "văn hóa thể thao và du lịch"),
    ("VKSND", "viện kiểm sát nhân dân"),
    ("VN", "Việt Nam"),
    ("VP", "văn phòng"),
    ("XDCB", "xây dựng cơ bản"),
    ("XH", "xã hội"),
    ("XHCN", "xã hội chủ nghĩa"),
    ("ĐBSCL", "đồng bằng sông Cửu Long"),
    ("ĐT", "đầu tư"),
    ("ĐVT", "đơn vị tính"),
];

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
    use super::TABLE;

    #[test]
    fn the_table_is_sorted() {
        let unsorted: Vec<_> = TABLE.windows(2).filter(|pair| pair[0].0 >= pair[1].0).collect();
        assert!(unsorted.is_empty(), "{unsorted:?}");
    }
}
