//! The office's own colours.

use serde::{Deserialize, Serialize};

/// A process ink with the name that the office knows it by; whole percent, as print shops say them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedInk {
    pub name: String,
    pub c: u8,
    pub m: u8,
    pub y: u8,
    pub k: u8,
}
