//! A RON record edited field by field: what an edit does not touch stays as it was written.
