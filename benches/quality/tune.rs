//! Looks for better weights: changes one after the other, as long as a change helps on the half that tuning may see.

use kanbao::internals::{search::Weights, set_weights};

use super::measure::{ask, may_tune, measure};
use super::set::Set;
use super::tasks::Task;

/// The kinds that depend on the weights: their articles do not contain the query as it is typed.
const KINDS: [&str; 5] = ["headline", "two rarest words", "question", "tags", "sub-headline"];

const NAMES: [&str; 6] = ["saturation", "inside", "order", "near", "start", "headline"];

fn weight(weights: &mut Weights, number: usize) -> &mut f32 {
    match number {
        0 => &mut weights.saturation,
        1 => &mut weights.inside,
        2 => &mut weights.order,
        3 => &mut weights.near,
        4 => &mut weights.start,
        _ => &mut weights.headline,
    }
}

/// Returns the engine's weights with those changed that are given as `name=value`.
pub(crate) fn weights(asked: &[String]) -> Weights {
    let mut weights = Weights::default();
    for (name, value) in asked.iter().filter_map(|word| word.split_once('=')) {
        let number = NAMES.iter().position(|other| *other == name);
        *weight(&mut weights, number.unwrap()) = value.parse().unwrap();
    }
    weights
}

/// Prints each improvement, and the final weights.
pub(crate) fn tune(mut sets: Vec<Set>) {
    let mut best = Weights::default();
    let mut reached = value(&mut sets, best);
    println!("{reached:.3} {best:?}");
    let mut step = 2.0;
    while step > 1.2 {
        let before = reached;
        for (number, name) in NAMES.iter().enumerate() {
            for factor in [step, 1.0 / step] {
                let mut other = best;
                *weight(&mut other, number) *= factor;
                let found = value(&mut sets, other);
                if found > reached {
                    (best, reached) = (other, found);
                    println!("{reached:.3} {name} × {factor}");
                    break;
                }
            }
        }
        if reached <= before {
            step = f32::sqrt(step);
        }
    }
    println!("{reached:.3} {best:?}");
}

/// Returns the mean of success at 1 and MRR over the kinds.
fn value(sets: &mut [Set], weights: Weights) -> f64 {
    let (mut sum, mut kinds) = (0.0, 0);
    for set in sets {
        set_weights(&mut set.blank, weights);
        set_weights(&mut set.full, weights);
        for (tasks, engine) in [(&set.blank_tasks, &set.blank), (&set.tasks, &set.full)] {
            let seen = |task: &&Task| KINDS.contains(&task.kind) && may_tune(&set.sources[task.article]);
            let tasks: Vec<Task> = tasks.iter().filter(seen).cloned().collect();
            for figures in measure(&tasks, |query| ask(engine, query)).values() {
                sum += f64::midpoint(figures.success(), figures.mrr());
                kinds += 1;
            }
        }
    }
    sum / f64::from(kinds)
}
