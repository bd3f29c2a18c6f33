//! Copied elements, on this poster or another; and what other programs have copied: words, files of pictures,
//! pictures themselves.

use std::path::PathBuf;

use crate::poster::{
    Edit, Element as PosterElement, ElementId, ElementKind, Frame, Picture, PictureFit, Text, Typeface,
};
use crate::ui::{Action, Context, Effect};

use super::gesture::tidy;
use super::{Designer, Message};

/// What was copied last.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in super::super) struct Clip {
    parts: Vec<PosterElement>,
    /// What other programs are given of it; while these stand in the system's clipboard, nothing was copied elsewhere.
    words: String,
    /// The board it comes from, mm.
    board: (f32, f32),
}

/// Longer ones are not a poster's words.
const MOST_WORDS: usize = 5000;

/// The kinds of pictures that a frame can show.
const KINDS: [&str; 7] = ["jpg", "jpeg", "png", "webp", "tif", "tiff", "svg"];

/// Whether a file is a picture for a poster, by its name.
pub fn is_picture(path: &std::path::Path) -> bool {
    path.extension().is_some_and(|kind| KINDS.iter().any(|known| kind.eq_ignore_ascii_case(known)))
}

impl Designer {
    pub(super) fn copy(&mut self) -> Action<Message> {
        let parts: Vec<PosterElement> = self.chosen_parts().cloned().collect();
        if parts.is_empty() {
            return Action::none();
        }
        let words = parts.iter().map(|part| match &part.kind {
            ElementKind::Text(text) => text.text.clone(),
            _ => part.label(),
        });
        let words = words.collect::<Vec<_>>().join("\n");
        let board = (self.poster.width, self.poster.height);
        self.clip = Clip { parts, words: words.clone(), board };
        Action::run(iced::clipboard::write(words))
    }

    /// Asks the system what was copied last.
    pub(super) fn ask_clipboard() -> Action<Message> {
        Action::run(iced::clipboard::read().map(Message::Pasted))
    }

    /// The system's clipboard holds these words; none where it holds none, but perhaps a picture.
    pub(super) fn pasted(&mut self, words: Option<String>) -> Action<Message> {
        let Some(words) = words.filter(|words| !words.trim().is_empty()) else {
            return Action::effect(Effect::PastePicture);
        };
        let is_own = !self.clip.parts.is_empty() && unbroken(&words) == unbroken(&self.clip.words);
        if is_own {
            return self.paste();
        }
        let paths = paths(&words);
        if !paths.is_empty() {
            return Action::effect(Effect::TakePictures(paths));
        }
        if words.len() > MOST_WORDS { Action::none() } else { self.paste_words(words.trim()) }
    }

    /// Pastes what was copied: beside itself on its own board; on another one at the same place and of the same share
    /// of the board.
    pub(super) fn paste(&mut self) -> Action<Message> {
        let Clip { parts, board, .. } = &self.clip;
        let here = (self.poster.width, self.poster.height);
        let by = self.offset();
        let factor = (here.0 / board.0.max(1.0)).min(here.1 / board.1.max(1.0));
        let moved = |part: &PosterElement| {
            if *board == here {
                return (part.frame.moved(by, by), part.kind.clone());
            }
            let (cx, cy) = part.frame.center();
            let (width, height) = (part.frame.width * factor, part.frame.height * factor);
            let (x, y) = (cx / board.0 * here.0 - width / 2.0, cy / board.1 * here.1 - height / 2.0);
            (tidy(Frame { x, y, width, height, ..part.frame }), part.kind.scaled(factor))
        };
        let first = self.poster.free_id().0;
        let copies: Vec<PosterElement> = parts
            .iter()
            .zip(first..)
            .map(|(part, id)| {
                let (frame, kind) = moved(part);
                PosterElement { id: ElementId(id), frame, kind, is_locked: false, link: None, ..part.clone() }
            })
            .collect();
        (self.clip.parts, self.clip.board) = (copies.clone(), here);
        self.add(copies)
    }

    /// A text with words from elsewhere, in the middle of the view.
    fn paste_words(&mut self, words: &str) -> Action<Message> {
        let least = self.poster.width.min(self.poster.height);
        let frame = self.in_view(self.poster.width * 0.5, least * 0.16);
        let size = (least * 0.05).max(1.0);
        let text =
            Text::new(words, Typeface::BeVietnamProBold, size, self.readable(frame)).shrink(size / 3.0);
        let part = PosterElement::new(self.poster.free_id(), frame, ElementKind::Text(text));
        self.add(vec![part])
    }

    /// A picture that was dropped on the window or pasted: in the chosen frame if that is empty, else in the middle of
    /// the view.
    pub fn picture_dropped(
        &mut self,
        path: String,
        size: Option<(f32, f32)>,
        context: &Context,
    ) -> Action<Message> {
        self.take_in(context);
        if let Some(PosterElement { id, kind: ElementKind::Picture(picture), .. }) = self.chosen()
            && picture.path.is_empty()
        {
            let kind = Box::new(ElementKind::Picture(Picture { path, ..picture.clone() }));
            return self.commit(Edit::SetKind { id: *id, kind }, false);
        }
        let most = self.poster.width.min(self.poster.height) * 0.5;
        let (width, height) = size.unwrap_or((4.0, 3.0));
        let factor = most / width.max(height).max(f32::EPSILON);
        let frame = self.in_view(width * factor, height * factor);
        let picture = ElementKind::Picture(Picture::new(path, PictureFit::Cover));
        self.add(vec![PosterElement::new(self.poster.free_id(), frame, picture)])
    }

    /// A frame of this size in the middle of what is seen of the board.
    pub(super) fn in_view(&self, width: f32, height: f32) -> Frame {
        let middle = self.camera.board(iced::Point::new(self.view.width / 2.0, self.view.height / 2.0));
        let x = middle.0.clamp(0.0, self.poster.width) - width / 2.0;
        let y = middle.1.clamp(0.0, self.poster.height) - height / 2.0;
        let mut frame = tidy(Frame::new(x, y, width, height));
        // Not exactly over another one, which would hide that it is there.
        while self.poster.elements.iter().any(|part| part.frame == frame) {
            frame = frame.moved(self.offset(), self.offset());
        }
        frame
    }

    /// Adds elements on top and chooses them.
    pub(super) fn add(&mut self, parts: Vec<PosterElement>) -> Action<Message> {
        let ids = parts.iter().map(|part| part.id).collect();
        let edits = parts.into_iter().map(|part| Edit::Add { index: usize::MAX, element: Box::new(part) });
        let action = self.commit(Edit::All(edits.collect()), false);
        self.choose(ids);
        action
    }
}

/// Clipboards change how lines end.
fn unbroken(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The pictures' files that copied words name, if they name nothing else: paths, as "Copy as path" puts them into
/// quotes, or addresses of files, as file managers write them.
fn paths(words: &str) -> Vec<PathBuf> {
    let path = |line: &str| -> Option<PathBuf> {
        let line = line.trim().trim_matches('"');
        let path = match line.strip_prefix("file://") {
            Some(rest) => PathBuf::from(unescaped(rest)?),
            None => PathBuf::from(line),
        };
        (path.is_absolute() && is_picture(&path)).then_some(path)
    };
    let lines =
        words.lines().filter(|line| !line.trim().is_empty() && !matches!(line.trim(), "copy" | "cut"));
    lines.map(path).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// The path of a file's address, with `%20` and the like as the letters they stand for.
fn unescaped(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copied_files_are_pictures_only_when_all_of_them_are() {
        let one = PathBuf::from("/ảnh/cầu Cần Thơ.jpg");
        let cases: [(&str, Vec<PathBuf>); 5] = [
            ("/ảnh/cầu Cần Thơ.jpg", vec![one.clone()]),
            ("\"/ảnh/cầu Cần Thơ.jpg\"\r\n\"/b.PNG\"", vec![one.clone(), "/b.PNG".into()]),
            ("copy\nfile:///%E1%BA%A3nh/c%E1%BA%A7u%20C%E1%BA%A7n%20Th%C6%A1.jpg\n", vec![one]),
            ("/ảnh/a.jpg\n/b.docx", Vec::new()),
            ("Đúng hẹn, đúng luật", Vec::new()),
        ];
        for (words, expected) in cases {
            assert_eq!(paths(words), expected, "{words}");
        }
    }
}
