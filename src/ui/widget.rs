//! Widgets shared by the screens.

mod control;
mod frame;
pub mod preview;

pub use control::{
    bar_share, button_icon, button_label, caption, check, chip_tag, dot, icon_button, icon_label, key_cap,
    label, segmented, status_dot, tag, tip, tip_unless, toggle,
};
pub use frame::{
    card, dialog, divider, empty_state, inspector, popover, row_button, scroll, section_title,
    vertical_divider,
};
pub use preview::Preview;

mod caret;
mod choices;
mod clamp;
mod click_to_edit;
mod completion;
mod crop;
mod decorate;
mod dropdown;
mod field;
pub mod focus_traversal;
mod focusable;
mod held_keys;
mod layer;
pub mod long_editor;
mod moving_keys;
mod picker;
mod press_area;
mod reveal;
mod steady;
mod window_of_rows;

pub use caret::still;
pub use clamp::{Clamp, clamp};
pub use click_to_edit::click_to_edit;
pub use completion::{Suggestion, completion};
pub use crop::crop;
pub use dropdown::dropdown;
pub use field::{TextField, field, kept_remark};
pub use focusable::{button, focusable};
pub use held_keys::held_keys;
pub use layer::above as closable;
pub use moving_keys::moving_keys;
pub use picker::picker;
pub use press_area::{PressArea, press_area};
pub use reveal::{reveal, reveal_top};
pub use steady::{Column, Row, Wrapping, column, row};
pub(crate) use steady::{column_of as column, row_of as row};
pub use window_of_rows::{list_in_view, rows_in_view};
