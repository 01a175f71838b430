//! The shell: the only room that knows a browser exists.
