//! Columns and rows whose children keep their state when others are added or removed.
//!
//! iced matches the children of two views by index, so a banner that appears above an editor would take over
//! the editor's focus and cursor. Here every child is matched by its key, which an absent child keeps,
//! and the children of a list by their own keys. The screens use these instead of iced's own.

use std::collections::HashMap;
use std::marker::PhantomData;

use iced::advanced::widget::{Tree, tree};
use iced::widget;
use iced::{Alignment, Length, Padding, Pixels};

use super::decorate::{Decoration, decorate};
use crate::ui::Element;

/// A child's key: the number of the push or the list it came with, and its own key in that list.
type ChildKey = (u32, u32);

/// iced's column or row, with children matched by key.
pub struct Steady<'a, Message, Inner> {
    inner: Inner,
    /// The keys of the present children.
    keys: Vec<ChildKey>,
    /// The number of the next push or list.
    next: u32,
    message: PhantomData<Element<'a, Message>>,
}

pub type Column<'a, Message> = Steady<'a, Message, widget::Column<'a, Message>>;
pub type Row<'a, Message> = Steady<'a, Message, widget::Row<'a, Message>>;
/// A row that wraps.
pub type Wrapping<'a, Message> = Steady<'a, Message, widget::row::Wrapping<'a, Message>>;

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

/// A container with children in a line.
pub trait Line<'a, Message> {
    fn add(self, child: Element<'a, Message>) -> Self;
}

impl<'a, Message: 'a> Line<'a, Message> for widget::Column<'a, Message> {
    fn add(self, child: Element<'a, Message>) -> Self {
        self.push(child)
    }
}

impl<'a, Message: 'a> Line<'a, Message> for widget::Row<'a, Message> {
    fn add(self, child: Element<'a, Message>) -> Self {
        self.push(child)
    }
}

impl<'a, Message: 'a, Inner: Line<'a, Message>> Steady<'a, Message, Inner> {
    /// Adds a child; an absent one takes no space but keeps its key.
    #[must_use]
    pub fn push(self, child: impl Into<Element<'a, Message>>) -> Self {
        self.extend([child.into()])
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
            // An absent child has no size, and iced leaves it out.
            if !child.as_widget().size_hint().is_void() {
                self.keys.push((self.next, key));
                self.inner = self.inner.add(child);
            }
        }
        self.next += 1;
        self
    }
}

impl<'a, Message, Inner> Steady<'a, Message, Inner> {
    fn of(inner: Inner) -> Self {
        Self { inner, keys: Vec::new(), next: 0, message: PhantomData }
    }

    fn set<Other>(self, set: impl FnOnce(Inner) -> Other) -> Steady<'a, Message, Other> {
        Steady { inner: set(self.inner), keys: self.keys, next: self.next, message: PhantomData }
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
        self.set(widget::Row::wrap)
    }
}

impl<Message> Wrapping<'_, Message> {
    #[must_use]
    pub fn vertical_spacing(self, amount: impl Into<Pixels>) -> Self {
        self.set(|inner| inner.vertical_spacing(amount))
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

impl<'a, Message, Inner> From<Steady<'a, Message, Inner>> for Element<'a, Message>
where
    Message: 'a,
    Inner: Into<Element<'a, Message>>,
{
    fn from(steady: Steady<'a, Message, Inner>) -> Self {
        decorate(Whole { line: steady.inner.into(), keys: steady.keys })
    }
}
