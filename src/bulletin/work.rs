//! Counts the parser's work: the characters and candidates it examines. It counts only in tests, which
//! show that even for hostile texts the cost is linear in the length.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts `n` steps of work.
#[inline]
pub(super) fn steps(n: usize) {
    #[cfg(test)]
    STEPS.with(|s| s.set(s.get() + n as u64));
    #[cfg(not(test))]
    let _ = n;
}

/// Returns the number of steps since the last call.
#[cfg(test)]
pub(super) fn take() -> u64 {
    STEPS.with(std::cell::Cell::take)
}

/// Tests that the steps for each byte of a text are bounded.
#[cfg(test)]
mod tests {
    /// Texts that tempt each pass to examine again what it has seen, `n` times over.
    fn hostile(n: usize) -> Vec<(&'static str, String)> {
        let numbered = |line: &dyn Fn(usize) -> String| (0..n).map(line).collect::<String>();
        vec![
            ("one long line", "一二三四五六七八九十，".repeat(n)),
            ("one line of spaces", "　 ".repeat(n)),
            ("one line of names", "张三 李四 ".repeat(n)),
            ("one line of open brackets", "（张三".repeat(n)),
            ("one line of quotes", "“”‘’".repeat(n)),
            ("headings only", "春灌用水有保障\n".repeat(n)),
            (
                "different headings only",
                numbered(&|i| format!("第{i}生产队春灌用水有保障\n")),
            ),
            ("bylines only", "张三 李四\n".repeat(n)),
            ("captions only", "柳树发芽 张三 摄\n".repeat(n)),
            ("credits only", "张三 摄\n".repeat(n)),
            ("furniture only", "2024年3月8日 第3版 责任编辑：张三\n".repeat(n)),
            ("labels only", "【民生】\n".repeat(n)),
            (
                "one paragraph broken everywhere",
                "铺子不大，只有六张桌子，却坐得满满当当的，来了就是\n\n".repeat(n),
            ),
            (
                "lines of one width",
                "铺子不大，只有六张桌子，却坐得满满当当的，来\n".repeat(n),
            ),
            (
                "the same paragraph",
                "铺子不大，只有六张桌子，却坐得满满当当，来了的人都说这里的豆浆最好喝，一天不喝就想。\n".repeat(n),
            ),
            (
                "nearly the same paragraphs",
                numbered(&|i| {
                    format!(
                        "铺子不大，只有六张桌子，却坐得满满当当，来了的人都说这里第{i}碗豆浆最好喝，一天不喝就想。\n"
                    )
                }),
            ),
            (
                "the same article",
                "春灌用水有保障\n张三\n铺子不大，只有六张桌子，却坐得满满当当，来了的人都说这里的豆浆最好喝。\n"
                    .repeat(n),
            ),
            ("form feeds", "\u{C}".repeat(n)),
            ("empty lines", "\r\n".repeat(n)),
            ("zero-width characters", "\u{200B}\u{FEFF}".repeat(n)),
            ("numbers", "一、\n1.\n（三）\n".repeat(n)),
        ]
    }

    #[test]
    fn no_text_costs_more_than_its_length() {
        for (small, large) in hostile(100).into_iter().zip(hostile(1000)) {
            let cost = |text: &str| {
                super::take();
                crate::bulletin::parse(text).map(|_| super::take()).unwrap_or(0) as f64 / text.len() as f64
            };
            let (name, small, large) = (small.0, cost(&small.1), cost(&large.1));
            assert!(large > 0.9, "{name}: the cost was not counted");
            assert!(large < small * 1.3 + 1.0, "{name}: {small} steps a byte became {large}");
            assert!(large < 120.0, "{name}: {large} steps a byte");
        }
    }
}
