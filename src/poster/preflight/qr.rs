//! QR codes: large enough, dark on light, with something to open.

use super::{CONTRAST, Check, Edit, Element, ElementKind, Fill, Ground, Ink, QR_REACH, Rule, Severity};
use super::{grounds, ratio, remedy, tenths};
use crate::poster::Qr;
use crate::poster::size::{at_least, at_most, decimal};

/// Version 40 holds 2,331 bytes at medium error correction (ISO/IEC 18004, table 7), less the mark of UTF-8.
const MOST: usize = 2329;

/// What the readers of telephones act on.
const SCHEMES: [&str; 11] = [
    "https://",
    "http://",
    "mailto:",
    "tel:",
    "sms:",
    "smsto:",
    "geo:",
    "wifi:",
    "mecard:",
    "begin:vcard",
    "begin:vevent",
];

impl Check<'_> {
    pub(super) fn qr(&mut self, index: usize, element: &Element, code: &Qr) {
        let id = Some(element.id);
        self.ink(element, Fill::Solid(code.ink));
        if code.content.trim().is_empty() {
            let message = "Mã QR chưa có nội dung. Hãy nhập địa chỉ hoặc lời nhắn.".to_owned();
            return self.add(Severity::Error, Rule::QrContent, id, message);
        }
        if code.content.len() > MOST {
            let message = "Nội dung mã QR quá dài. Hãy rút gọn còn dưới 700 chữ.".to_owned();
            return self.add(Severity::Error, Rule::QrContent, id, message);
        }
        self.address(element, code);
        self.size(element);
        let poster = self.poster;
        let fix = |margin| remedy::frame_inside(poster, element, margin);
        // Its quiet zone is its safety margin.
        self.place(element, element.frame, ("Mã QR", 0.0), &fix);
        let paper = match code.paper {
            Some(paper) => vec![Ground::Ink(paper)],
            None => grounds(self.poster, index, element, element.frame),
        };
        let dark = (self.screen)(code.ink);
        let light = |rgb: [u8; 3]| ratio(rgb, [0; 3]);
        let papers: Vec<Option<[u8; 3]>> = paper
            .into_iter()
            .map(|ground| match ground {
                Ground::Ink(paper) => Some((self.screen)(paper)),
                Ground::Picture => None,
            })
            .collect();
        let worst = papers.iter().map(|paper| paper.map_or(1.0, |paper| ratio(dark, paper))).reduce(f32::min);
        let (rule, message) = if let Some(worst) = worst.filter(|worst| *worst < CONTRAST) {
            let message = format!(
                "Mã QR và nền tương phản {} : 1, máy khó đọc. Hãy dùng mã đen trên nền trắng.",
                tenths(worst)
            );
            (Rule::Contrast, message)
        } else if papers.iter().flatten().any(|paper| light(*paper) < light(dark)) {
            let message =
                "Mã QR sáng trên nền tối: nhiều máy không đọc được. Hãy dùng mã đen trên nền trắng.";
            (Rule::QrInverted, message.to_owned())
        } else {
            return;
        };
        self.add(Severity::Error, rule, id, message);
        let code = Qr { ink: Ink::BLACK, paper: Some(Ink::WHITE), ..code.clone() };
        self.fix("Đen trên trắng", Edit::SetKind { id: element.id, kind: Box::new(ElementKind::Qr(code)) });
    }

    /// Whether a telephone can do more with the content than show it.
    fn address(&mut self, element: &Element, code: &Qr) {
        let content = code.content.trim();
        let is_known = |scheme: &&str| {
            content.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        if SCHEMES.iter().any(is_known) {
            return;
        }
        let host = content.split('/').next().unwrap_or_default();
        let is_host = host.is_ascii()
            && host.contains('.')
            && !host.ends_with('.')
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.:".contains(&byte));
        if is_host {
            let message =
                format!("Mã QR “{content}” thiếu https:// ở đầu: nhiều máy chỉ hiện chữ, không mở trang.");
            self.add(Severity::Warning, Rule::QrContent, Some(element.id), message);
            let text = format!("https://{content}");
            self.fix("Thêm https://", Edit::SetText { id: element.id, text });
        } else {
            let message = "Mã QR chứa câu chữ, không phải địa chỉ: người quét chỉ đọc được câu này, không mở được \
                           trang nào. Muốn mở trang thì nhập địa chỉ bắt đầu bằng https://.";
            self.add(Severity::Note, Rule::QrContent, Some(element.id), message.to_owned());
        }
    }

    fn size(&mut self, element: &Element) {
        let distance = self.poster.viewing_distance;
        let side = element.frame.width.min(element.frame.height);
        let needed = distance * 1000.0 / QR_REACH;
        if side >= needed * 0.995 {
            return;
        }
        // People can step closer to a poster on a wall, but not to a pano over a road.
        let severity = if distance <= 5.0 && side >= 20.0 { Severity::Note } else { Severity::Warning };
        let message = format!(
            "Mã QR cạnh {} mm quét được trong khoảng {} m; đứng cách {} m cần cạnh {} mm.",
            at_most(side),
            at_most(side * QR_REACH / 1000.0),
            decimal(distance),
            at_least(needed.ceil()),
        );
        self.add(severity, Rule::QrSize, Some(element.id), message);
        let margin = self.margin();
        if needed <= self.poster.width.min(self.poster.height) - 2.0 * margin {
            let frame = remedy::grown(element.frame, needed / side);
            let larger = Element { frame, ..element.clone() };
            if let Some(edit) = remedy::frame_inside(self.poster, &larger, margin) {
                self.fix("Phóng to mã QR", edit);
            }
        }
    }
}
