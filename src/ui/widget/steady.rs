//! Columns and rows whose children keep their state when others are added or removed.
//!
//! iced matches the children of two views by index, so a banner that appears above an editor would take over
//! the editor's focus and cursor. Here every child is matched by its key, which an absent child keeps,
//! and the children of a list by their own keys. The screens use these instead of iced's own.

use std::collections::HashMap;

use iced::advanced::widget::{Tree, tree};
use iced::widget;
use iced::{Alignment, Length, Padding, Pixels};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;

/// A child's key: the number of the push or the list it came with, and its own key in that list.
type ChildKey = (u32, u32);

/// iced's column or row, with children matched by key.
pub struct Steady<'a, Message, Inner> {
    /// Without its children.
    inner: Inner,
    children: Children<'a, Message>,
}

/// The present children and their keys.
struct Children<'a, Message> {
    list: Vec<Element<'a, Message>>,
    keys: Vec<ChildKey>,
    /// The number of the next push or list.
    next: u32,
}

pub type Column<'a, Message> = Steady<'a, Message, widget::Column<'a, Message>>;
pub type Row<'a, Message> = Steady<'a, Message, widget::Row<'a, Message>>;

/// A row that wraps, with all its children.
pub struct Wrapping<'a, Message> {
    inner: widget::row::Wrapping<'a, Message>,
    keys: Vec<ChildKey>,
}

/// A column of these children; absent ones keep their key.
macro_rules! column_of {
    ($($child:expr),* $(,)?) => { $crate::ui::widget::Column::new()$(.push($child))* };
}

/// A row of these children; absent ones keep their key.
macro_rules! row_of {
    ($($child:expr),* $(,)?) => { $crate::ui::widget::Row::new()$(.push($child))* };
}

pub(crate) use {column_of, row_of};

/// A column of a list.
pub fn column<'a, Message: 'a>(
    children: impl IntoIterator<Item = Element<'a, Message>>,
) -> Column<'a, Message> {
    Column::new().extend(children)
}

/// A row of a list.
pub fn row<'a, Message: 'a>(children: impl IntoIterator<Item = Element<'a, Message>>) -> Row<'a, Message> {
    Row::new().extend(children)
}

impl<'a, Message> Children<'a, Message> {
    /// An absent child has no size, and iced leaves it out.
    fn add(&mut self, key: u32, child: Element<'a, Message>) {
        if !child.as_widget().size_hint().is_void() {
            self.keys.push((self.next, key));
            self.list.push(child);
        }
    }
}

impl<'a, Message, Inner> Steady<'a, Message, Inner> {
    fn of(inner: Inner) -> Self {
        Self { inner, children: Children { list: Vec::new(), keys: Vec::new(), next: 0 } }
    }

    /// Adds a child; an absent one takes no space but keeps its key.
    #[must_use]
    pub fn push(mut self, child: impl Into<Element<'a, Message>>) -> Self {
        self.children.add(0, child.into());
        self.children.next += 1;
        self
    }

    /// Adds a list; its children are matched by index.
    #[must_use]
    pub fn extend(self, children: impl IntoIterator<Item = Element<'a, Message>>) -> Self {
        self.extend_keyed((0..).zip(children))
    }

    /// Adds a list; its children are matched by their keys, unique in the list.
    #[must_use]
    pub fn extend_keyed(mut self, children: impl IntoIterator<Item = (u32, Element<'a, Message>)>) -> Self {
        for (key, child) in children {
            self.children.add(key, child);
        }
        self.children.next += 1;
        self
    }

    fn set(mut self, set: impl FnOnce(Inner) -> Inner) -> Self {
        self.inner = set(self.inner);
        self
    }
}

/// What columns and rows have in common.
macro_rules! alike {
    ($name:ident) => {
        #[must_use]
        pub fn new() -> Self {
            Self::of(widget::$name::new())
        }

        #[must_use]
        pub fn spacing(self, amount: impl Into<Pixels>) -> Self {
            self.set(|inner| inner.spacing(amount))
        }

        #[must_use]
        pub fn padding(self, padding: impl Into<Padding>) -> Self {
            self.set(|inner| inner.padding(padding))
        }

        #[must_use]
        pub fn width(self, width: impl Into<Length>) -> Self {
            self.set(|inner| inner.width(width))
        }

        #[must_use]
        pub fn height(self, height: impl Into<Length>) -> Self {
            self.set(|inner| inner.height(height))
        }
    };
}

#[allow(clippy::new_without_default, reason = "columns are written down, never defaulted")]
impl<'a, Message: 'a> Column<'a, Message> {
    alike!(Column);

    #[must_use]
    pub fn max_width(self, width: impl Into<Pixels>) -> Self {
        self.set(|inner| inner.max_width(width))
    }

    #[must_use]
    pub fn align_x(self, align: Alignment) -> Self {
        self.set(|inner| inner.align_x(align))
    }
}

#[allow(clippy::new_without_default, reason = "rows are written down, never defaulted")]
impl<'a, Message: 'a> Row<'a, Message> {
    alike!(Row);

    #[must_use]
    pub fn align_y(self, align: Alignment) -> Self {
        self.set(|inner| inner.align_y(align))
    }

    /// Wraps to more lines where the width is not sufficient.
    #[must_use]
    pub fn wrap(self) -> Wrapping<'a, Message> {
        let Children { list, keys, .. } = self.children;
        Wrapping { inner: self.inner.extend(list).wrap(), keys }
    }
}

impl<Message> Wrapping<'_, Message> {
    #[must_use]
    pub fn vertical_spacing(mut self, amount: impl Into<Pixels>) -> Self {
        self.inner = self.inner.vertical_spacing(amount);
        self
    }
}

/// The keys of the children in the previous view.
struct ChildKeys(Vec<ChildKey>);

/// A finished column or row.
struct Whole<'a, Message> {
    line: Element<'a, Message>,
    keys: Vec<ChildKey>,
}

impl<'a, Message> Decoration<'a, Message> for Whole<'a, Message> {
    fn content(&self) -> &Element<'a, Message> {
        &self.line
    }

    fn content_mut(&mut self) -> &mut Element<'a, Message> {
        &mut self.line
    }

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<ChildKeys>()
    }

    // iced's column has no state of its own.
    fn state(&self) -> tree::State {
        tree::State::new(ChildKeys(self.keys.clone()))
    }

    fn diff(&self, tree: &mut Tree) {
        let ChildKeys(keys) = tree.state.downcast_mut();
        if *keys != self.keys {
            let mut known: HashMap<ChildKey, Tree> = keys.drain(..).zip(tree.children.drain(..)).collect();
            let kept = self.keys.iter().map(|key| known.remove(key).unwrap_or_else(Tree::empty));
            tree.children.extend(kept);
            keys.clone_from(&self.keys);
        }
        self.line.as_widget().diff(tree);
    }
}

impl<'a, Message: 'a> From<Column<'a, Message>> for Element<'a, Message> {
    fn from(Steady { inner, children }: Column<'a, Message>) -> Self {
        decorate(Whole { line: inner.extend(children.list).into(), keys: children.keys })
    }
}

impl<'a, Message: 'a> From<Row<'a, Message>> for Element<'a, Message> {
    fn from(Steady { inner, children }: Row<'a, Message>) -> Self {
        decorate(Whole { line: inner.extend(children.list).into(), keys: children.keys })
    }
}

impl<'a, Message: 'a> From<Wrapping<'a, Message>> for Element<'a, Message> {
    fn from(Wrapping { inner, keys }: Wrapping<'a, Message>) -> Self {
        decorate(Whole { line: inner.into(), keys })
    }
}
