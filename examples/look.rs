use std::sync::Arc;
fn samples() {
    use toasoan::poster::template as t;
    let land = t::steps(
        "TỪ XÃ, PHƯỜNG, THỊ TRẤN ĐẾN QUẬN, HUYỆN",
        "MỘT CỬA LIÊN THÔNG ĐẤT ĐAI",
        [
            ("search", "Tìm hiểu", "Xem thủ tục đất đai niêm yết ở xã, ở nhà thông tin."),
            ("file-pen-line", "Chuẩn bị", "Điền mẫu đơn, sao đủ giấy tờ theo bảng hướng dẫn."),
            ("inbox", "Nộp tại xã", "Nộp ở Bộ phận tiếp nhận và trả kết quả, lấy giấy hẹn."),
            ("arrow-right-left", "Liên thông", "Cấp xã và cấp huyện chuyển hồ sơ cho nhau, dân khỏi đi lại."),
            ("badge-check", "Nhận kết quả", "Đúng ngày ghi trong giấy hẹn, ngay tại nơi đã nộp."),
        ],
        "Có điều chưa rõ, xin hỏi ngay tại quầy. Có điều chưa hài lòng, xin ghi vào hộp thư góp ý về cải cách hành chính.",
    );
    for (n, p) in
        [("a2", t::portrait()), ("a3", land), ("8x4", t::pano_slogan()), ("3x2", t::pano_slogan_small())]
    {
        std::fs::write(format!("/tmp/posterwork/{n}.ron"), p.to_text()).unwrap();
    }
}
fn main() {
    samples();
    let mut fonts = toasoan::page::Fonts::new();
    let out = std::env::args().nth(1).unwrap();
    let only = std::env::args().nth(2);
    let pics = |p: &str| std::fs::read(format!("content/{p}")).ok().map(Arc::from);
    let mut all: Vec<(String, toasoan::poster::Poster)> =
        toasoan::poster::template::TEMPLATES.iter().map(|t| (t.id.to_string(), (t.poster)())).collect();
    if let Ok(d) = std::fs::read_dir("content/posters") {
        for e in d.flatten() {
            let t = std::fs::read_to_string(e.path()).unwrap();
            let body = t.split_once("\n---\n").unwrap().1;
            match toasoan::poster::Poster::parse(body) {
                Ok(p) => all.push((e.file_name().to_string_lossy().into_owned(), p)),
                Err(x) => println!("{:?} {x}", e.path()),
            }
        }
    }
    for (id, p) in all {
        if only.as_ref().is_some_and(|o| !id.contains(o.as_str())) {
            continue;
        }
        let l = toasoan::document::poster::layout(&p, &pics, &mut fonts);
        let dpi = 1300.0 / (l.page.size.width.max(l.page.size.height) / 72.0);
        println!("== {id}");
        for f in toasoan::document::poster::findings(&p, &l.measured) {
            println!("  {:?} {:?} {:?} {} fix={}", f.severity, f.rule, f.element, f.message, f.fix.is_some());
        }
        match toasoan::export::png::write(&l.page, dpi.max(1.0), &mut fonts) {
            Ok(b) => std::fs::write(format!("{out}/{id}.png"), b).unwrap(),
            Err(e) => println!("{e}"),
        }
        let d = toasoan::document::poster::poster(&p, &id, &pics, &Default::default(), &mut fonts);
        match toasoan::export::pdf::write(&d) {
            Ok(b) => std::fs::write(format!("{out}/{id}.pdf"), b).unwrap(),
            Err(e) => println!("{e}"),
        }
    }
}
