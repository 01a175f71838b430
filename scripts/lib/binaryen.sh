# wasm-split of Binaryen. npm's binaryen, where wasm-opt comes from, leaves it out; what systems package is older and
# does well for this one step.
source "$top/scripts/lib/apt.sh"

ensure_wasm_split() {
  have wasm-split || { locked apt_install "wasm-split" "5 s" binaryen && have wasm-split; } ||
    fail "wasm-split is needed to build the engine" \
      "Install Binaryen, which it is a part of (Debian: apt-get install binaryen; Homebrew: brew install binaryen)."
}
