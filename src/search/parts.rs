//! The pieces of an article that are searched, in the order in which they are indexed.

use super::hit::Part;
use crate::bulletin::{Article, Piece};
use crate::index::Field;

/// Iterates over every piece of text of an article that is shown. A document's blocks in the index correspond to these
/// one to one, so a block's index leads back to its piece.
pub fn parts(article: &Article) -> impl Iterator<Item = (Part, &str)> {
    fn part(field: Field, index: usize, note: bool) -> Part {
        Part {
            field,
            index: u32::try_from(index).unwrap_or(u32::MAX),
            note,
        }
    }
    let kicker = [&article.kicker, &article.subtitle, &article.section];
    core::iter::once((part(Field::Headline, 0, false), article.headline.text.as_str()))
        .chain(kicker.into_iter().enumerate().filter_map(|(i, piece)| {
            piece
                .as_ref()
                .map(|Piece { text, .. }| (part(Field::Kicker, i, false), text.as_str()))
        }))
        .chain(article.byline.iter().enumerate().flat_map(|(i, person)| {
            let role = person
                .role
                .as_ref()
                .map(|role| (part(Field::Byline, i, true), role.text.as_str()));
            core::iter::once((part(Field::Byline, i, false), person.name.text.as_str())).chain(role)
        }))
        .chain(
            article
                .paragraphs
                .iter()
                .enumerate()
                .map(|(i, paragraph)| (part(Field::Body, i, false), paragraph.text.text.as_str())),
        )
        .chain(article.captions.iter().enumerate().flat_map(|(i, caption)| {
            let credit = caption
                .credit
                .as_ref()
                .map(|credit| (part(Field::Caption, i, true), credit.text.as_str()));
            core::iter::once((part(Field::Caption, i, false), caption.text.text.as_str())).chain(credit)
        }))
}
