//! Fonts of the system that do not print as they were chosen.

use super::{Check, Edit, Element, ElementKind, FontFault, MeasuredText, Rule, Severity};
use crate::poster::{Text, Typeface};

impl Check<'_> {
    pub(super) fn fonts(&mut self, element: &Element, text: &Text, set: &MeasuredText) {
        for fault in &set.fonts {
            let (severity, message) = match fault {
                FontFault::Missing { name, stand_in } => (
                    Severity::Warning,
                    format!(
                        "Máy này không có phông “{name}”, đang dùng {stand_in} thay. Hãy cài phông hoặc đổi phông khác."
                    ),
                ),
                FontFault::Forbidden { name } => (
                    Severity::Error,
                    format!(
                        "Người làm phông “{name}” không cho nhúng vào tệp in. Hãy đổi phông, hoặc chọn “Chữ thành nét” khi \
                         xuất."
                    ),
                ),
                FontFault::Lacking { name, letters } => {
                    let some: Vec<String> = letters.iter().take(6).map(|one| format!("“{one}”")).collect();
                    let message = format!(
                        "Phông “{name}” thiếu chữ tiếng Việt {}: các chữ này in bằng phông khác, trông lẫn lộn. Hãy đổi \
                         phông.",
                        some.join(", ")
                    );
                    (Severity::Warning, message)
                }
            };
            self.add(severity, Rule::Font, Some(element.id), message);
            let kind = Box::new(ElementKind::Text(with_own_faces(text)));
            self.fix("Dùng Be Vietnam Pro", Edit::SetKind { id: element.id, kind });
        }
    }
}

/// With the program's own typeface wherever one of the system is used.
fn with_own_faces(text: &Text) -> Text {
    let own = |face: &Typeface| match face {
        Typeface::System(_) if face.is_bold() => Typeface::BeVietnamProBold,
        Typeface::System(_) => Typeface::BeVietnamPro,
        own => own.clone(),
    };
    let mut mended = Text { typeface: own(&text.typeface), ..text.clone() };
    mended.restyle(0..usize::MAX, |look| look.typeface = look.typeface.as_ref().map(own));
    mended
}
