//! Blocks to pages.
