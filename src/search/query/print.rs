//! Prints a query as text that [`super::read`] reads as the same clauses.

use super::clause::{Clause, Value};
use super::read::{is_bar, is_dash, is_number};

/// Appends the clauses, separated by spaces.
pub(super) fn print(clauses: &[Clause], out: &mut String) {
    for (i, clause) in clauses.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        print_one(clause, out);
    }
}

fn print_any(clauses: &[Clause], out: &mut String) {
    for (i, clause) in clauses.iter().enumerate() {
        if i > 0 {
            // A bar after a bar would be read as text.
            out.push_str(if out.ends_with(is_bar) { " 或 " } else { " | " });
        }
        print_one(clause, out);
    }
}

fn print_one(clause: &Clause, out: &mut String) {
    if clause.excluded {
        // A dash before a number or a dash would be read as text.
        let as_word = match &clause.value {
            Value::Text(text) if clause.field.is_none() => text.starts_with(|c: char| is_dash(c) || is_number(c)),
            _ => false,
        };
        out.push_str(if as_word { "不含 " } else { "-" });
    }
    if let Some(field) = clause.field {
        out.push_str(field.printed());
        out.push(':');
    }
    print_value(&clause.value, out);
}

/// Appends what a clause asks for, without its field and its sign of exclusion.
pub(super) fn print_value(value: &Value, out: &mut String) {
    match value {
        Value::Text(text) => out.push_str(text),
        Value::Phrase { text, marks } => {
            out.push(marks.0);
            out.push_str(text);
            out.push(marks.1);
        }
        Value::Dates(range) => range.print(out),
        Value::Any(clauses) => print_any(clauses, out),
        Value::All(clauses) => {
            out.push('(');
            print(clauses, out);
            out.push(')');
        }
    }
}
