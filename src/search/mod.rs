//! Which articles, in what order, and why?
