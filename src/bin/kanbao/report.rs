//! Prints the parser's report on a page, for an editor.

use std::io::Write;

use kanbao::bulletin::{Issue, Person, RepairKind, SetAsideKind};
use kanbao::{Code, Error, Result};

use crate::say;

/// Maximum characters of a text that is quoted on one line.
const QUOTE: usize = 40;

/// Quotes `text` on one line. The middle of a long text is left out.
pub(crate) fn quote(text: &str) -> String {
    let characters: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if characters.len() <= QUOTE {
        return characters.into_iter().collect();
    }
    let end = characters.iter().skip(characters.len() - QUOTE / 2);
    characters.iter().take(QUOTE / 2).chain(&['…']).chain(end).collect()
}

/// Returns the number of characters that two texts have in common at their beginning.
fn first_difference(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}

/// Quotes the part of `text` around its `at`th character.
fn quote_at(text: &str, at: usize) -> String {
    let skipped = at.saturating_sub(QUOTE / 2);
    if skipped == 0 {
        return quote(text);
    }
    let around: String = text.chars().skip(skipped).take(QUOTE).collect();
    format!(
        "…{}{}",
        quote(&around),
        if text.chars().nth(skipped + QUOTE).is_some() {
            "…"
        } else {
            ""
        }
    )
}

/// Formats a person: the name, with the role in brackets if there is one.
pub(crate) fn person(person: &Person) -> String {
    match &person.role {
        Some(role) => format!("{}（{}）", person.name.text, role.text),
        None => person.name.text.clone(),
    }
}

const fn mended(kind: RepairKind) -> &'static str {
    match kind {
        RepairKind::Rejoined => "joined a broken paragraph",
        RepairKind::DroppedParagraph => "dropped a paragraph that was printed twice",
        RepairKind::DroppedArticle => "dropped an article that was printed twice",
        RepairKind::LiftedCredit => "moved a credit out of a caption",
        RepairKind::LiftedByline => "moved names from a paragraph to the byline",
    }
}

const fn aside(kind: SetAsideKind) -> &'static str {
    match kind {
        SetAsideKind::RunningHead => "running head",
        SetAsideKind::Stray => "text that belongs to no article",
        SetAsideKind::Mark => "mark",
    }
}

/// Prints repairs, doubts and what was set aside, each with its line.
pub(crate) fn write(issue: &Issue, out: &mut dyn Write) -> Result<()> {
    say!(out, "Repairs: {}", issue.repairs.len());
    for repair in &issue.repairs {
        let from = first_difference(&repair.before.text, &repair.after);
        say!(
            out,
            "  line {}: {}: {}",
            repair.line.0,
            mended(repair.kind),
            quote_at(&repair.before.text, from)
        );
        if !repair.after.is_empty() {
            say!(out, "    now: {}", quote_at(&repair.after, from));
        }
    }
    write_doubts(issue, out)?;
    say!(out, "Set aside: {}", issue.set_aside.len());
    for piece in &issue.set_aside {
        say!(
            out,
            "  line {}: {}: {}",
            piece.line.0,
            aside(piece.kind),
            quote(&piece.text.text)
        );
    }
    Ok(())
}

/// Makes the error of a page that an editor should check, which is an exit code of its own.
pub(crate) fn doubtful(places: usize) -> Error {
    let places = if places == 1 {
        "1 place".to_owned()
    } else {
        format!("{places} places")
    };
    Error::new(Code::Doubtful, format!("{places} to check"))
}

/// Prints the places that an editor should check.
pub(crate) fn write_doubts(issue: &Issue, out: &mut dyn Write) -> Result<()> {
    say!(out, "To check: {}", issue.doubts.len());
    for doubt in &issue.doubts {
        say!(
            out,
            "  line {}: {}: {}",
            doubt.line.0,
            doubt.code.replace('-', " "),
            quote(&doubt.text.text)
        );
    }
    Ok(())
}
