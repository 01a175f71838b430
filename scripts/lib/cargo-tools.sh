# Rust programs, built once from source into the cache.
source "$top/scripts/lib/rust.sh"

# The wasm-bindgen program and the crate must have exactly the same version.
wasm_bindgen_version() { sed -n 's/^wasm-bindgen *= *"=\(.*\)"/\1/p' Cargo.toml; }

ensure_wasm_bindgen() { ensure_cargo_tool wasm-bindgen wasm-bindgen-cli "$(wasm_bindgen_version)" "2 min" --no-default-features; }
ensure_wasm_pack() { ensure_cargo_tool wasm-pack wasm-pack 0.15.1 "3 min" --locked; }
ensure_geckodriver() {
  # The system's geckodriver, whatever its version, matches the system's Firefox.
  have geckodriver && return 0
  ensure_cargo_tool geckodriver geckodriver 0.37.1 "3 min" --locked
}

# ensure_cargo_tool PROGRAM CRATE VERSION ABOUT [FLAG…]: builds the program unless that version is already installed.
ensure_cargo_tool() {
  local program=$1 crate=$2 version=$3 about=$4
  shift 4
  tool_serves "$program" "$version" && return 0
  ensure_rust # a machine may have rustup but no toolchain
  locked install_cargo_tool "$program" "$crate" "$version" "$about" "$@" ||
    fail "$program $version is needed and could not be built" "Try: cargo install $crate@$version"
}

tool_serves() { have "$1" && [[ $("$1" --version 2>/dev/null) == *" $2"* ]]; }

install_cargo_tool() {
  local program=$1 crate=$2 version=$3 about=$4
  shift 4
  tool_serves "$program" "$version" && return 0
  # Most of these only start other programs, so optimising them is not worth the time. wasm-bindgen processes the whole
  # module.
  local level=0
  [ "$program" != wasm-bindgen ] || level=1
  timed "building $program $version from source" "$about" \
    logged "$program" env CARGO_PROFILE_RELEASE_OPT_LEVEL=$level CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_DEBUG=false CARGO_TARGET_DIR="$cache/build" CARGO_BUILD_BUILD_DIR="$cache/build" \
    cargo install --root "$cache/tools" "$@" "$crate@$version"
}
