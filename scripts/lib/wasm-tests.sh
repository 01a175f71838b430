# Runs the crate's tests in a headless browser by wasm-pack: tests/wasm_window.rs and tests/wasm_worker.rs.
source "$top/scripts/lib/toolbox.sh"

run_wasm_tests() {
  ensure_rust
  ensure_wasm_bindgen
  ensure_wasm_pack
  # The first start of a browser on a slow disk takes longer than the runner's default of 20 s.
  WASM_BINDGEN_TEST_TIMEOUT=120 \
    wasm-pack test --headless "$@" -- --no-default-features --features wasm-engine,wasm-parser --test wasm_window --test wasm_worker
}
