//! Edits: the only way to change a poster. Each has its inverse.

use super::{
    Element, ElementId, ElementKind, Fill, Finishing, Folding, Frame, GroupId, GuideLine, Poster, Role, Side,
};

#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// Millimetres.
    Move {
        ids: Vec<ElementId>,
        dx: f32,
        dy: f32,
    },
    /// Moves, resizes, rotates.
    SetFrame {
        id: ElementId,
        frame: Frame,
    },
    /// Sets the text of a text element or the content of a QR code.
    SetText {
        id: ElementId,
        text: String,
    },
    /// Replaces everything of an element but its frame and flags: inks, typeface, size, picture.
    SetKind {
        id: ElementId,
        kind: Box<ElementKind>,
    },
    SetName {
        id: ElementId,
        name: String,
    },
    SetLocked {
        id: ElementId,
        is_locked: bool,
    },
    SetHidden {
        id: ElementId,
        is_hidden: bool,
    },
    /// Its part in the design; none lets it be guessed.
    SetRole {
        id: ElementId,
        role: Option<Role>,
    },
    /// What it is the same as in the other sizes of its design.
    SetLink {
        id: ElementId,
        link: Option<u32>,
    },
    SetFamily(String),
    /// Percent, 0 to 100.
    SetOpacity {
        id: ElementId,
        opacity: f32,
    },
    SetGroup {
        id: ElementId,
        group: Option<GroupId>,
    },
    /// `index` in painting order; past the end is the top.
    Add {
        index: usize,
        element: Box<Element>,
    },
    Remove(ElementId),
    Reorder {
        id: ElementId,
        index: usize,
    },
    /// Copies an element, with this unused id, directly above the original.
    Duplicate {
        id: ElementId,
        copy: ElementId,
        dx: f32,
        dy: f32,
    },
    SetBackground(Fill),
    SetGuides(Vec<GuideLine>),
    /// The sides after the one that is shown.
    SetSides(Vec<Side>),
    /// Millimetres from the left of the first side.
    SetFolds(Vec<f32>),
    SetBoard(BoardProperties),
    /// Several edits as one step: all or none.
    All(Vec<Edit>),
}

/// The board's own properties.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoardProperties {
    /// Millimetres.
    pub width: f32,
    pub height: f32,
    pub bleed: f32,
    pub safe: f32,
    /// Metres.
    pub viewing_distance: f32,
    pub finishing: Option<Finishing>,
    /// Of a screen: millimetres for each pixel.
    pub pixel: Option<f32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    #[error("Phần tử số {0} không còn trên bản vẽ. Hãy chọn phần tử khác.")]
    NoElement(ElementId),
    #[error("Phần tử số {0} đang khóa. Hãy mở khóa trong danh sách lớp rồi sửa.")]
    Locked(ElementId),
    #[error("Số {0} đã có phần tử khác dùng.")]
    Taken(ElementId),
    #[error("Phần tử số {0} không có chữ để sửa.")]
    NoText(ElementId),
    #[error("Khổ bản vẽ phải từ 10 mm đến 100 m mỗi chiều.")]
    Size,
}

impl Edit {
    /// Applies the edit and returns its inverse. On an error the poster is unchanged.
    pub fn apply(self, poster: &mut Poster) -> Result<Self, Error> {
        match self {
            Self::Move { ids, dx, dy } => {
                for id in &ids {
                    let _ = open(poster, *id)?;
                }
                // The inverse stores frames: adding and subtracting a float is not exact.
                let mut back = Vec::with_capacity(ids.len());
                for id in ids {
                    let element = open(poster, id)?;
                    back.push(Self::SetFrame { id, frame: element.frame });
                    element.frame = element.frame.moved(dx, dy);
                }
                Ok(Self::All(back))
            }
            Self::SetFrame { id, frame } => {
                let element = open(poster, id)?;
                let frame = std::mem::replace(&mut element.frame, frame);
                Ok(Self::SetFrame { id, frame })
            }
            Self::SetText { id, text } => {
                let target = match &mut open(poster, id)?.kind {
                    ElementKind::Text(element) if element.spans.is_empty() => &mut element.text,
                    // Words that are gone take their looks with them.
                    ElementKind::Text(element) => {
                        let kind = Box::new(ElementKind::Text(element.clone()));
                        element.set_words(text);
                        return Ok(Self::SetKind { id, kind });
                    }
                    ElementKind::Qr(code) => &mut code.content,
                    _ => return Err(Error::NoText(id)),
                };
                let text = std::mem::replace(target, text);
                Ok(Self::SetText { id, text })
            }
            Self::SetKind { id, mut kind } => {
                std::mem::swap(&mut open(poster, id)?.kind, &mut kind);
                Ok(Self::SetKind { id, kind })
            }
            Self::SetName { id, name } => {
                let name = std::mem::replace(&mut find(poster, id)?.name, name);
                Ok(Self::SetName { id, name })
            }
            Self::SetLocked { id, is_locked } => {
                let is_locked = std::mem::replace(&mut find(poster, id)?.is_locked, is_locked);
                Ok(Self::SetLocked { id, is_locked })
            }
            Self::SetHidden { id, is_hidden } => {
                let is_hidden = std::mem::replace(&mut find(poster, id)?.is_hidden, is_hidden);
                Ok(Self::SetHidden { id, is_hidden })
            }
            Self::SetRole { id, role } => {
                let role = std::mem::replace(&mut find(poster, id)?.role, role);
                Ok(Self::SetRole { id, role })
            }
            Self::SetLink { id, link } => {
                let link = std::mem::replace(&mut find(poster, id)?.link, link);
                Ok(Self::SetLink { id, link })
            }
            Self::SetFamily(family) => Ok(Self::SetFamily(std::mem::replace(&mut poster.family, family))),
            Self::SetOpacity { id, opacity } => {
                let opacity = std::mem::replace(&mut open(poster, id)?.opacity, opacity.clamp(0.0, 100.0));
                Ok(Self::SetOpacity { id, opacity })
            }
            Self::SetGroup { id, group } => {
                let group = std::mem::replace(&mut find(poster, id)?.group, group);
                Ok(Self::SetGroup { id, group })
            }
            Self::Add { index, element } => {
                let id = element.id;
                if poster.all_elements().any(|element| element.id == id) {
                    return Err(Error::Taken(id));
                }
                poster.elements.insert(index.min(poster.elements.len()), *element);
                Ok(Self::Remove(id))
            }
            Self::Remove(id) => {
                let index = poster.position(id).ok_or(Error::NoElement(id))?;
                let element = Box::new(poster.elements.remove(index));
                Ok(Self::Add { index, element })
            }
            Self::Reorder { id, index } => {
                let from = poster.position(id).ok_or(Error::NoElement(id))?;
                let element = poster.elements.remove(from);
                poster.elements.insert(index.min(poster.elements.len()), element);
                Ok(Self::Reorder { id, index: from })
            }
            Self::Duplicate { id, copy, dx, dy } => {
                let index = poster.position(id).ok_or(Error::NoElement(id))?;
                let mut element = poster.elements[index].clone();
                element.id = copy;
                element.frame = element.frame.moved(dx, dy);
                element.is_locked = false;
                element.link = None;
                Self::Add { index: index + 1, element: Box::new(element) }.apply(poster)
            }
            Self::SetBackground(fill) => {
                Ok(Self::SetBackground(std::mem::replace(&mut poster.background, fill)))
            }
            Self::SetGuides(guides) => Ok(Self::SetGuides(std::mem::replace(&mut poster.guides, guides))),
            Self::SetSides(sides) => Ok(Self::SetSides(std::mem::replace(&mut poster.sides, sides))),
            Self::SetFolds(folds) => Ok(Self::SetFolds(std::mem::replace(&mut poster.folds, folds))),
            Self::SetBoard(board) => {
                let is_length = |value: f32| (10.0..=100_000.0).contains(&value);
                if !is_length(board.width) || !is_length(board.height) {
                    return Err(Error::Size);
                }
                let before = poster.board();
                poster.set_board(board);
                Ok(Self::SetBoard(before))
            }
            Self::All(edits) => {
                let mut back = Vec::with_capacity(edits.len());
                for edit in edits {
                    match edit.apply(poster) {
                        Ok(inverse) => back.push(inverse),
                        Err(error) => {
                            for inverse in back.into_iter().rev() {
                                // Undoing what has just been done cannot fail.
                                let _ = inverse.apply(poster);
                            }
                            return Err(error);
                        }
                    }
                }
                back.reverse();
                Ok(Self::All(back))
            }
        }
    }
}

impl Poster {
    pub fn board(&self) -> BoardProperties {
        let Self { width, height, bleed, safe, viewing_distance, finishing, pixel, .. } = *self;
        BoardProperties { width, height, bleed, safe, viewing_distance, finishing, pixel }
    }

    fn set_board(&mut self, board: BoardProperties) {
        let BoardProperties { width, height, bleed, safe, viewing_distance, finishing, pixel } = board;
        (self.width, self.height, self.finishing, self.pixel) = (width, height, finishing, pixel);
        (self.bleed, self.safe, self.viewing_distance) =
            (bleed.max(0.0), safe.max(0.0), viewing_distance.max(0.1));
    }

    /// The design on a board of another size: everything is scaled about the centre by one factor, so that
    /// nothing is distorted; what covered the whole board still does.
    pub fn resized(&self, board: BoardProperties) -> Edit {
        let factor = (board.width / self.width).min(board.height / self.height);
        let dx = (board.width - self.width * factor) / 2.0;
        let dy = (board.height - self.height * factor) / 2.0;
        let mut edits = Vec::with_capacity(self.elements.len() * 2 + 1);
        for element in &self.elements {
            let Frame { x, y, width, height, rotation } = element.frame;
            let covers = |from: f32, length: f32, whole: f32| from <= 0.5 && from + length >= whole - 0.5;
            let mut frame = Frame {
                x: x * factor + dx,
                y: y * factor + dy,
                width: width * factor,
                height: height * factor,
                rotation,
            };
            if covers(x, width, self.width) {
                (frame.x, frame.width) = (-board.bleed, board.width + 2.0 * board.bleed);
            }
            if covers(y, height, self.height) {
                (frame.y, frame.height) = (-board.bleed, board.height + 2.0 * board.bleed);
            }
            let id = element.id;
            if element.is_locked {
                edits.push(Edit::SetLocked { id, is_locked: false });
            }
            edits.push(Edit::SetFrame { id, frame });
            let kind = Box::new(element.kind.scaled(factor));
            if *kind != element.kind {
                edits.push(Edit::SetKind { id, kind });
            }
            if element.is_locked {
                edits.push(Edit::SetLocked { id, is_locked: true });
            }
        }
        if !self.guides.is_empty() {
            let moved = self.guides.iter().map(|guide| match *guide {
                GuideLine::Vertical(at) => GuideLine::Vertical(dx + at * factor),
                GuideLine::Horizontal(at) => GuideLine::Horizontal(dy + at * factor),
            });
            edits.push(Edit::SetGuides(moved.collect()));
        }
        if !self.folds.is_empty() {
            let folding = Folding::ALL.into_iter().find(|folding| folding.is_of(self));
            let stretch = board.width / self.width;
            let scaled = || self.folds.iter().map(|fold| fold * stretch).collect();
            edits.push(Edit::SetFolds(folding.map_or_else(scaled, |folding| folding.folds(board.width))));
        }
        if !self.sides.is_empty() {
            let sides = self.sides.iter().map(|Side { background, elements }| {
                let (background, elements) = (*background, elements.clone());
                let (sides, guides, folds) = (Vec::new(), Vec::new(), Vec::new());
                let mut alone = Self { folds, guides, background, elements, sides, ..self.clone() };
                // Made of its own elements, so it applies.
                let _ = alone.resized(board).apply(&mut alone);
                Side { background, elements: alone.elements }
            });
            edits.push(Edit::SetSides(sides.collect()));
        }
        edits.push(Edit::SetBoard(board));
        Edit::All(edits)
    }
}

impl ElementKind {
    /// With its lengths (type size, radius, stroke) scaled.
    #[must_use]
    pub fn scaled(&self, factor: f32) -> Self {
        let mut kind = self.clone();
        match &mut kind {
            Self::Text(text) => {
                text.size *= factor;
                if let super::Fit::Shrink { min } = &mut text.fit {
                    *min *= factor;
                }
            }
            Self::Shape(shape) => {
                if let super::ShapeForm::Rectangle { radius } = &mut shape.form {
                    *radius *= factor;
                }
                if let Some((_, width)) = &mut shape.stroke {
                    *width *= factor;
                }
            }
            Self::Picture(_) | Self::Qr(_) | Self::Icon(_) => {}
        }
        kind
    }
}

fn find(poster: &mut Poster, id: ElementId) -> Result<&mut Element, Error> {
    poster.elements.iter_mut().find(|element| element.id == id).ok_or(Error::NoElement(id))
}

/// An element that is not locked.
fn open(poster: &mut Poster, id: ElementId) -> Result<&mut Element, Error> {
    let element = find(poster, id)?;
    if element.is_locked { Err(Error::Locked(id)) } else { Ok(element) }
}
