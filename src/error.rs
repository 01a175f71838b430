//! The crate's error type: what is wrong, where, and what to do about it.

use core::fmt;

/// The kind of an error: stable, for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// The input exceeds a limit (bytes, lines, articles, synonyms, the size of an index). A query that is too long is not
    /// an error: it is cut, and the outcome says so.
    TooLarge,
    /// The bytes are not valid text in the encoding that was detected.
    BadEncoding,
    /// The JSON is not a bulletin.
    BadJson,
    /// The file has no articles, or is no text, or no Chinese text (command line only).
    NotABulletin,
    /// The pages do not make one issue: their papers or dates differ, or one is given twice (command line only).
    MixedPages,
    /// An editor should check something, and nothing else is wrong (command line only).
    Doubtful,
    /// A binary file (lexicon, shard) is damaged: wrong magic, length, checksum or content.
    Damaged,
    /// A binary file has a version that this engine cannot read.
    WrongVersion,
    /// The lexicon is of the wrong kind for its use, such as one whose words are not folded.
    WrongLexicon,
    /// There is no such article.
    NoSuchArticle,
    /// The number of origins fits neither the number of articles nor one for all of them.
    WrongOrigins,
    /// An operation was called before what it needs was provided.
    NotReady,
    /// A file could not be read or written (command line only).
    Io,
}

impl Code {
    /// Returns the code as JavaScript and the command line show it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::BadEncoding => "bad-encoding",
            Self::BadJson => "bad-json",
            Self::NotABulletin => "not-a-bulletin",
            Self::MixedPages => "mixed-pages",
            Self::Doubtful => "doubtful",
            Self::Damaged => "damaged",
            Self::WrongVersion => "wrong-version",
            Self::WrongLexicon => "wrong-lexicon",
            Self::NoSuchArticle => "no-such-article",
            Self::WrongOrigins => "wrong-origins",
            Self::NotReady => "not-ready",
            Self::Io => "io",
        }
    }
}

/// An error: words for people and a [`Code`] for programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    code: Code,
    message: String,
    place: String,
    advice: String,
}

/// A [`core::result::Result`] with the crate's [`Error`].
pub type Result<T> = core::result::Result<T, Error>;

impl Error {
    /// Makes an error of kind `code`; `message` says what was expected and what was found.
    #[cold]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            code,
            message: message.into(),
            place: String::new(),
            advice: String::new(),
        }))
    }

    /// Adds the place: a line, a byte offset, a JSON path.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.0.place = place.into();
        self
    }

    /// Adds a sentence on what to do now.
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

    /// The message: what is wrong.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The place: a line, a byte offset, a JSON path; empty if there is none.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.0.place
    }

    /// The advice: what to do now; empty if there is none.
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
