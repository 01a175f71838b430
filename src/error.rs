//! The one error type: what is wrong, where, what was expected, and what to do about it.

use core::fmt;

/// What kind of thing went wrong: stable, for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// The input is over a cap (bytes, lines, articles, characters of a query).
    TooLarge,
    /// The bytes are not text in the encoding they seem to be in.
    BadEncoding,
    /// JSON that is not a bulletin.
    BadJson,
    /// A binary file (lexicon, shard) that is damaged: wrong magic, length, checksum or content.
    Damaged,
    /// A binary file of a version this engine does not read.
    WrongVersion,
    /// The lexicon is not the one the index was built with.
    WrongLexicon,
    /// There is no such article.
    NoSuchArticle,
    /// Something was asked before what it needs was given.
    NotReady,
    /// A file could not be read or written (command line only).
    Io,
}

impl Code {
    /// The code as JavaScript and the command line show it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::BadEncoding => "bad-encoding",
            Self::BadJson => "bad-json",
            Self::Damaged => "damaged",
            Self::WrongVersion => "wrong-version",
            Self::WrongLexicon => "wrong-lexicon",
            Self::NoSuchArticle => "no-such-article",
            Self::NotReady => "not-ready",
            Self::Io => "io",
        }
    }
}

/// What went wrong, as words for people and a [`Code`] for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    code: Code,
    message: String,
    place: String,
    advice: String,
}

/// A result with the crate's [`Error`].
pub type Result<T> = core::result::Result<T, Error>;

impl Error {
    /// An error of kind `code`; `message` says what was expected and what was found.
    #[cold]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            code,
            message: message.into(),
            place: String::new(),
            advice: String::new(),
        }))
    }

    /// The same error with its place: a line, a byte offset, a JSON path.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.0.place = place.into();
        self
    }

    /// The same error with a sentence on what to do now.
    #[must_use]
    pub fn advise(mut self, advice: impl Into<String>) -> Self {
        self.0.advice = advice.into();
        self
    }

    /// The kind of error.
    #[must_use]
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Where: a line, a byte offset, a JSON path; empty where there is no place.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.0.place
    }

    /// What to do now; may be empty.
    #[must_use]
    pub fn advice(&self) -> &str {
        &self.0.advice
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.place.is_empty() {
            write!(f, "{}: ", self.0.place)?;
        }
        f.write_str(&self.0.message)?;
        if !self.0.advice.is_empty() {
            write!(f, " ({})", self.0.advice)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
