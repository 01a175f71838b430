//! Here is a term: where does it stand?
