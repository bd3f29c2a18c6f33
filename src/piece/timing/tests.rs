use super::{Rate, clock, parse_duration, seconds, spoken, syllables};

#[test]
fn reads_out_as_an_announcer_does() {
    for (text, words) in [
        ("Bà con đến một cửa.", "Bà con đến một cửa."),
        // Numbers.
        ("0", "không"),
        ("10", "mười"),
        ("11", "mười một"),
        ("15", "mười lăm"),
        ("14", "mười bốn"),
        ("21", "hai mươi mốt"),
        ("24", "hai mươi tư"),
        ("25", "hai mươi lăm"),
        ("101", "một trăm lẻ một"),
        ("110", "một trăm mười"),
        ("555", "năm trăm năm mươi lăm"),
        ("1.000", "một nghìn"),
        ("1.005.000", "một triệu không trăm lẻ năm nghìn"),
        ("100.000 đồng", "một trăm nghìn đồng"),
        ("100.000đ", "một trăm nghìn đồng"),
        ("2.500.000.000", "hai tỷ năm trăm triệu"),
        ("3,5 triệu", "ba phẩy năm triệu"),
        ("0,05", "không phẩy không năm"),
        ("1,25", "một phẩy hai mươi lăm"),
        ("ít nhất 03 tiểu phẩm", "ít nhất ba tiểu phẩm"),
        ("thứ 4, thứ 2", "thứ tư, thứ hai"),
        // Dates and years.
        ("ngày 30/4", "ngày ba mươi tháng tư"),
        ("24/12/2013", "hai mươi tư tháng mười hai năm hai nghìn không trăm mười ba"),
        ("tháng 4/2014", "tháng tư năm hai nghìn không trăm mười bốn"),
        ("(từ tháng 04)", "(từ tháng tư)"),
        ("năm 1975", "năm một nghìn chín trăm bảy mươi lăm"),
        ("năm 2009.", "năm hai nghìn không trăm lẻ chín."),
        ("2011 - 2020", "hai nghìn không trăm mười một đến hai nghìn không trăm hai mươi"),
        ("10–15 ngày", "mười đến mười lăm ngày"),
        ("85/85 xã", "tám mươi lăm trên tám mươi lăm xã"),
        // Times.
        ("lúc 19:45", "lúc mười chín giờ bốn mươi lăm phút"),
        ("7g30", "bảy giờ ba mươi phút"),
        ("8h", "tám giờ"),
        ("17:00", "mười bảy giờ"),
        ("7g30-11g", "bảy giờ ba mươi phút đến mười một giờ"),
        // Shares and measures.
        ("95%", "chín mươi lăm phần trăm"),
        ("98,5 %", "chín mươi tám phẩy năm phần trăm"),
        ("12 km, 80m² và 5kg", "mười hai ki lô mét, tám mươi mét vuông và năm ki lô gam"),
        ("ha ha, cao 2 m", "ha ha, cao hai mét"),
        // Letters.
        ("UBND TP. Cần Thơ", "ủy ban nhân dân thành phố Cần Thơ"),
        ("CCHC, HĐND, MTTQ", "cải cách hành chính, hội đồng nhân dân, mặt trận tổ quốc"),
        ("Sở VHTTDL", "Sở văn hóa thể thao và du lịch"),
        ("“CBCCVC”", "“cán bộ công chức viên chức”"),
        ("Đài PT-TH", "Đài phát thanh truyền hình"),
        ("HĐND-UBND", "hội đồng nhân dân ủy ban nhân dân"),
        ("TP.HCM", "thành phố Hồ Chí Minh"),
        ("giấy A4", "giấy A bốn"),
        ("HẾT GIỜ", "HẾT GIỜ"),
        ("WTO, HTV", "WTO, hát tê vê"),
        // Numerals.
        ("quý I, quý IV", "quý một, quý bốn"),
        ("khóa XII", "khóa mười hai"),
        ("thế kỷ XXI", "thế kỷ hai mươi mốt"),
        ("lần thứ IV", "lần thứ tư"),
        ("VI PHẠM", "VI PHẠM"),
        // Document, telephone, address.
        ("Kế hoạch số 127/KH-UBND", "Kế hoạch số một trăm hai mươi bảy kế hoạch ủy ban nhân dân"),
        ("số 02/2009/CT-UBND", "số không hai hai nghìn không trăm lẻ chín chỉ thị ủy ban nhân dân"),
        ("0710.3820", "không bảy một không ba tám hai không"),
        ("cantho.gov.vn", "cantho chấm gov chấm vn"),
        ("0292 3820536", "không hai chín hai ba tám hai không năm ba sáu"),
        ("gọi (0292) 3 820 536.", "gọi (không hai chín hai) ba tám hai không năm ba sáu."),
        ("0292.3820.536", "không hai chín hai ba tám hai không năm ba sáu"),
        ("1900 1234 hay 115", "một chín không không một hai ba bốn hay một trăm mười lăm"),
        ("năm 1900 1 lần", "năm một nghìn chín trăm một lần"),
        ("điện thoại 3820536", "điện thoại ba tám hai không năm ba sáu"),
        ("ngày 02 tháng 04 có 05 xã", "ngày hai tháng tư có năm xã"),
        ("bảo đảm ANTT, rút ATM, cắm USB", "bảo đảm an ninh trật tự, rút a tê em, cắm u ét bê"),
        ("Internet, email và website", "in tơ nét, i meo và oép sai"),
        ("Zalo, wifi, video", "da lô, oai phai, vi đê ô"),
        ("EMAIL, E-mail", "i meo, i meo"),
        ("Internet.", "in tơ nét."),
        ("facebook, youtube", "phây búc, diu túp"),
        ("livestream, karaoke", "lai xtrim, ka ra ô kê"),
        ("taxi, radio, camera", "tắc xi, ra đi ô, ca mê ra"),
        ("online bằng laptop", "on lai bằng láp tóp"),
        ("CCCD và PCCC", "căn cước công dân và phòng cháy chữa cháy"),
        ("CSGT xử lý TNGT", "cảnh sát giao thông xử lý tai nạn giao thông"),
        ("ATTP, BĐS", "an toàn thực phẩm, bất động sản"),
        ("giữ TTATXH", "giữ trật tự an toàn xã hội"),
        ("QLNN về CCHC", "quản lý nhà nước về cải cách hành chính"),
        ("SMS và DVD", "ét em ét và đi vi đi"),
        ("hotline 0292 3820536", "hót lai không hai chín hai ba tám hai không năm ba sáu"),
        ("fax 3820536", "phắc ba tám hai không năm ba sáu"),
        ("đường dây nóng 3820536", "đường dây nóng ba tám hai không năm ba sáu"),
        ("1800 6789", "một tám không không sáu bảy tám chín"),
        ("từ 1900 đến 1945", "từ một nghìn chín trăm đến một nghìn chín trăm bốn mươi lăm"),
        (
            "0292 3820536, 0292 3820537",
            "không hai chín hai ba tám hai không năm ba sáu, không hai chín hai ba tám hai không năm ba bảy",
        ),
        ("nhiều 3820536 đồng", "nhiều ba triệu tám trăm hai mươi nghìn năm trăm ba mươi sáu đồng"),
        ("cho khi nghe ban ma xe", "cho khi nghe ban ma xe"),
        ("thanh tra, phong trao, toan dan", "thanh tra, phong trao, toan dan"),
    ] {
        // Counting syllables must equal counting those of the written-out text.
        let said = spoken(text);
        assert_eq!(said, words, "{text}");
        assert_eq!(syllables(text), super::token::runs(words), "{text}");
    }
}

#[test]
fn odd_texts_neither_panic_nor_vanish() {
    for text in [
        "",
        " ",
        "…",
        "---",
        "9".repeat(60).as_str(),
        "1/",
        "/1",
        "1:",
        "24/",
        "%",
        "1.2.3.4,5,6",
        "٣٤",
        "ệ9ệ",
    ] {
        assert_eq!(syllables(text), super::token::runs(&spoken(text)), "{text:?} → {:?}", spoken(text));
    }
}

#[test]
fn time_is_syllables_and_pauses() {
    let rate = Rate::new(240);
    for (text, expected) in [
        ("", 0.0),
        ("một hai ba bốn", 1.0),
        ("một hai, ba bốn", 1.15),
        ("một hai. Ba bốn.", 1.6),
        ("một hai.\nBa bốn", 1.3),
        ("một hai.\n\nBa bốn", 1.5),
        ("một hai – ba (bốn)", 1.45),
        ("100.000 đồng", 1.0),
        ("TP. Cần Thơ", 1.0),
    ] {
        let got = seconds(text, rate);
        assert!((got - expected).abs() < 0.001, "{text:?}: {got}, not {expected}");
    }
    assert!(seconds("một hai ba", Rate::SLOW) > seconds("một hai ba", Rate::LIVELY));
    let text = "Một hai ba bốn, năm sáu bảy tám. Chín mười.";
    assert_eq!(Rate::measured(text, seconds(text, Rate::LIVELY)), Some(Rate::LIVELY));
    assert_eq!(Rate::measured("", 5.0), None);
    assert_eq!(Rate::new(0), Rate::new(60), "a rate of nothing would never end");
}

#[test]
fn durations_are_read_as_written() {
    for (text, expected) in [
        ("12s", Some(12)),
        ("90s", Some(90)),
        ("1:30", Some(90)),
        ("1'30", Some(90)),
        ("1'30\"", Some(90)),
        ("1’30”", Some(90)),
        ("1p30s", Some(90)),
        ("2p", Some(120)),
        ("2 phút", Some(120)),
        ("2 phút 5 giây", Some(125)),
        ("1:02:03", Some(3723)),
        ("1h30", Some(5400)),
        ("45", Some(45)),
        ("1’30’’", Some(90)),
        ("1'30''", Some(90)),
        ("1’ 30”", Some(90)),
        ("1,5 phút", Some(90)),
        ("1.5 phút", Some(90)),
        ("2,25 giờ", Some(8100)),
        ("1 phút rưỡi", Some(90)),
        ("khoảng 30s", Some(30)),
        ("Khoảng chừng 2 phút", Some(120)),
        ("~45 giây", Some(45)),
        ("12s.", Some(12)),
        ("2 - 3 phút", None),
        ("1,5", None),
        ("1.000s", None),
        ("rưỡi", None),
        ("", None),
        ("lâu", None),
        ("1:75", None),
        ("30s 1p", None),
        ("-5s", None),
        ("99999999999p", None),
        ("4294967295p", None),
    ] {
        assert_eq!(parse_duration(text), expected, "{text}");
    }
    for seconds in [0, 5, 59, 60, 774, 3600, 3723] {
        assert_eq!(parse_duration(&clock(seconds)), Some(seconds));
    }
    assert_eq!([clock(774), clock(3723)], ["12:54", "1:02:03"]);
}
