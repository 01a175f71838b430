# Binaryen's wasm-split. The npm package binaryen, which provides wasm-opt, does not include it. The version that
# operating systems package is older, but good enough for this one step.
source "$top/scripts/lib/apt.sh"

ensure_wasm_split() {
  have wasm-split || { locked apt_install "wasm-split" "5 s" binaryen && have wasm-split; } ||
    fail "wasm-split is needed to build the engine" \
      "Install Binaryen, which includes it (Debian: apt-get install binaryen; Homebrew: brew install binaryen)."
}
