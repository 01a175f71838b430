//! Tests the engine's handle in a dedicated worker, where it normally runs.
#![cfg(target_arch = "wasm32")]

mod wasm_common;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);
