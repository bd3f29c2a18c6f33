//! Designs to begin with.
