//! Answers are no worse than before: compares the figures of a small part of `benches/quality` with the recorded ones.
//! Passes without a check if the corpora are not there.
#![allow(clippy::cast_precision_loss)]

#[allow(dead_code, reason = "the bench uses more of it")]
#[path = "../../benches/quality/measure.rs"]
mod measure;
#[allow(dead_code, reason = "the bench uses more of it")]
#[path = "../../benches/quality/set.rs"]
mod set;
#[path = "../../benches/quality/tasks.rs"]
mod tasks;

#[test]
fn no_figure_is_below_the_recorded_one() {
    let Some(set) = set::Set::of_a_thousand(set::RECORDED_EACH) else {
        return;
    };
    let recorded = std::fs::read_to_string(set::recorded_path()).unwrap();
    let now = set::record(&set);
    let read = |text: &str| -> Vec<(String, Vec<f64>)> {
        let fields = |line: &str| {
            let mut fields = line.split('\t').map(str::to_owned);
            (
                fields.next().unwrap(),
                fields.map(|figure| figure.parse().unwrap()).collect(),
            )
        };
        text.lines().map(fields).collect()
    };
    for ((kind, before), (same, after)) in read(&recorded).into_iter().zip(read(&now)) {
        assert_eq!(
            kind, same,
            "the kinds have changed; record them again: cargo bench --bench quality -- record"
        );
        for (before, after) in before.iter().zip(&after) {
            assert!(
                after >= before,
                "{kind}: expected at least {before}, found {after} (S@1, MRR, R@10)\nnow:\n{now}"
            );
        }
    }
}
