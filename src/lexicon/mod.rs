//! Which words are there, and where are they in this text?
