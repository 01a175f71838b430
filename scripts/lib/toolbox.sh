# The tools for each kind of work.
source "$top/scripts/lib/rust.sh"
source "$top/scripts/lib/node.sh"
source "$top/scripts/lib/cargo-tools.sh"
source "$top/scripts/lib/binaryen.sh"
source "$top/scripts/lib/browsers.sh"

ensure_build_tools() {
  ensure_rust
  ensure_wasm_bindgen
  ensure_wasm_split
  ensure_node_modules
}

ensure_test_tools() {
  ensure_consumers
  ensure_wasm_pack
  ensure_chromium
  ensure_firefox
  ensure_webkit
}
