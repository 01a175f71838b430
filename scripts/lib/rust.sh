# Provides a Rust toolchain that can build for the browser: the first of these that works.
#   1. the toolchain in use, if it has the target wasm32-unknown-unknown;
#   2. the target downloaded by rustup, unless RUSTUP_AUTO_INSTALL=0 says that rustup is managed;
#   3. Debian's compiler, which comes with its sources: std for wasm32 is built from them once.
# An existing toolchain is never replaced or updated: `rustup target add` adds to it, and Debian's compiler is linked
# as the additional toolchain debian-web and selected through RUSTUP_TOOLCHAIN.
source "$top/scripts/lib/apt.sh"

wasm_target=wasm32-unknown-unknown
debian_toolchain=debian-web
debian_packages=(rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web lld-22 gcc libc6-dev pkg-config)

# ensure_rust: makes sure that `cargo` on PATH builds natively and for the browser, lints and formats.
ensure_rust() {
  share_dependencies
  rust_serves && return 0
  use_debian_toolchain && rust_serves && return 0
  unset RUSTUP_TOOLCHAIN
  locked install_rust || fail "no Rust toolchain on this machine can build for the browser" \
    "Install one of these and run this again:" \
    "- rustup (https://rustup.rs), then: rustup target add $wasm_target; rustup component add clippy rustfmt" \
    "- on Debian 12 with its security suite: apt-get install --no-install-recommends ${debian_packages[*]}" \
    "  (as root or with sudo, this script does it)" \
    "Kanbao needs Rust $(minimum_rust) or newer."
  rust_serves || fail "the Rust toolchain was set up but still does not build for the browser" \
    "Try: rustc --target $wasm_target --crate-type cdylib -o probe.wasm - <<< 'pub fn probe() {}'"
}

# Keeps cargo's intermediate files in the cache, so that other checkouts do not compile the same dependencies again.
# (cargo 1.91 and newer; older versions keep them in target/.) Files of kanbao itself that have not changed for more than
# two days are removed once a day, since their checkout may be gone.
share_dependencies() {
  export CARGO_BUILD_BUILD_DIR=${CARGO_BUILD_BUILD_DIR:-$cache/dependencies}
  once "dependencies-tidied" "$(date +%F)" tidy_dependencies
}

# Keeps the intermediate files of clippy and rustdoc apart from those of builds. cargo lets one command at a time use a
# folder, so that the page would otherwise wait for checks that it does not need.
check_apart() { export CARGO_BUILD_BUILD_DIR=$CARGO_BUILD_BUILD_DIR/checks; }

tidy_dependencies() {
  # Other builds may be writing there at the same time: a file that is gone before it is looked at is no failure.
  find "$cache/dependencies" -depth -name '*kanbao-*' -mtime +2 -exec rm -rf {} + 2>/dev/null || true
}

install_rust() {
  if rustup_may_download; then
    timed "adding the target $wasm_target with rustup" "30 s" \
      logged rustup within 600 rustup target add "$wasm_target" &&
      logged rustup within 600 rustup component add clippy rustfmt &&
      rust_serves && return 0
  fi
  install_debian_rust && use_debian_toolchain
}

rustup_may_download() { have rustup && [ "${RUSTUP_AUTO_INSTALL:-1}" != 0 ]; }

minimum_rust() { sed -n 's/^rust-version *= *"\(.*\)"/\1/p' Cargo.toml; }

# Whether the toolchain in use is new enough and builds for wasm32. The answer is cached per compiler.
rust_serves() {
  have cargo && have rustc || return 1
  local version release
  version=$(rustc -vV 2>/dev/null) || return 1
  release=$(sed -n 's/^release: \([0-9.]*\).*/\1/p' <<<"$version")
  printf '%s\n' "$(minimum_rust)" "$release" | sort -V -C || return 1
  local libraries
  libraries=$(rustc --print target-libdir --target "$wasm_target" 2>/dev/null) || return 1
  compgen -G "$libraries/libstd-*.rlib" >/dev/null || return 1
  once "wasm-std-$(tr -c 'a-zA-Z0-9\n' - <<<"$libraries")" "$version" probe_toolchain
}

probe_toolchain() {
  local folder status=0
  folder=$(mktemp -d) || return
  echo 'pub fn probe() -> Vec<String> { vec![String::new()] }' >"$folder/probe.rs"
  rustc --target "$wasm_target" --crate-type cdylib -o "$folder/probe.wasm" "$folder/probe.rs" 2>/dev/null &&
    cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1 || status=1
  rm -rf "$folder"
  return "$status"
}

# Makes Debian's compiler the one in use, if it is installed.
use_debian_toolchain() {
  [ -x /usr/bin/cargo ] && [ -x /usr/bin/rustc ] || return 1
  if have rustup; then
    [[ $(rustup toolchain list 2>/dev/null) == *"$debian_toolchain"* ]] ||
      rustup toolchain link "$debian_toolchain" /usr >&2 || return 1
    export RUSTUP_TOOLCHAIN=$debian_toolchain
  elif [ "$(command -v cargo)" != /usr/bin/cargo ]; then
    export PATH="/usr/bin:$PATH"
  fi
}

install_debian_rust() {
  apt_install "Debian's Rust compiler, its sources and a wasm linker" "1 min" "${debian_packages[@]}" || return
  local bin=/usr/lib/rustlib/x86_64-unknown-linux-gnu/bin
  [ -e "$bin/rust-lld" ] || { as_root mkdir -p "$bin" && as_root ln -s /usr/lib/llvm-22/bin/lld "$bin/rust-lld"; } || return
  timed "building Rust's standard library for the browser from Debian's sources" "70 s" build_wasm_std
}

# Builds std for wasm32 through a temporary crate. Without embed-bitcode, LTO fails on these libraries; the test crate is
# there because wasm-bindgen-test links against it; RUSTC_BOOTSTRAP allows -Z on a stable compiler. The libraries are
# copied from the folder of this build, so the shared one for dependencies is not used.
build_wasm_std() {
  local folder libraries=/usr/lib/rustlib/$wasm_target/lib status=0
  folder=$(mktemp -d) || return
  mkdir "$folder/src"
  printf '%s\n' '[package]' 'name = "stdbuild"' 'version = "0.0.0"' 'edition = "2021"' \
    '[profile.release]' 'panic = "abort"' >"$folder/Cargo.toml"
  echo '#![no_std]' >"$folder/src/lib.rs"
  logged wasm-std env -u CARGO_BUILD_BUILD_DIR RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR="$folder/target" \
    /usr/bin/cargo build --manifest-path "$folder/Cargo.toml" --release --target "$wasm_target" \
    -Zbuild-std=std,panic_abort,panic_unwind,test,proc_macro &&
    as_root rm -rf "$libraries" && as_root mkdir -p "$libraries" &&
    as_root cp "$folder/target/$wasm_target/release/deps/"*.rlib "$libraries/" || status=1
  rm -rf "$folder"
  # cargo does not notice that std has changed since the last build, and would fail to find it.
  [ "$status" = 0 ] && rm -rf "$top/target/$wasm_target" "$top/target/modules"
  return "$status"
}
