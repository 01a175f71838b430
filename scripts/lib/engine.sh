# The engine and the parser: src/ → www/pkg/kanbao.js and parser.js with their wasm, and the full lexicon beside them.

target_dir=${CARGO_TARGET_DIR:-target}
# All that an engine needs of a browser beyond WebAssembly 1.0. SIMD (jieba-rs's bytecount) is the newest:
# Chrome and WebView 91, Firefox 89, Safari 16.4. wasm-opt refuses a module that needs more.
wasm_features=(--mvp-features --enable-mutable-globals --enable-sign-ext --enable-nontrapping-float-to-int
  --enable-bulk-memory --enable-bulk-memory-opt --enable-simd)

# The same said to the compiler: what it may not use, though it would by default. wasm-bindgen's code is
# written for one way of passing objects or the other, and must know which. And no reader needs to know
# where the builder keeps the sources of crates: those places would stand in messages of panics.
engine_flags="-Ctarget-feature=-reference-types,-multivalue --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"

build_engine() {
  build_module kanbao wasm-engine 3 "compiling the engine for the browser"
  # A text is parsed once: its bytes count more than its milliseconds.
  build_module parser wasm-parser z "compiling the parser for the browser"
}

# build_module NAME FEATURE OPT-LEVEL WHAT: www/pkg/NAME.js and NAME_bg.wasm. A folder each: both are kanbao.wasm
# to cargo, which would compile them anew each time the other had been there.
build_module() {
  local folder=$target_dir/modules/$1
  local module=$folder/wasm32-unknown-unknown/release/kanbao.wasm key
  timed "$4" "1 min when its sources changed" \
    env CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$engine_flags" CARGO_PROFILE_RELEASE_OPT_LEVEL="$3" \
    cargo build --quiet --release --target wasm32-unknown-unknown --target-dir "$folder" --no-default-features --features "$2" --lib
  key=$(cat "$module" scripts/lib/{engine.sh,blank-hmm.mjs,forgo-features.mjs,wasm-sections.mjs} package-lock.json | cksum)
  if [ -f "www/pkg/$1_bg.wasm" ] && [ "$(cat "$target_dir/$1.key" 2>/dev/null)" = "$key" ]; then return 0; fi
  timed "making www/pkg/$1.js: blank the unused HMM, bind, optimise" "15 s" make_package "$1" "$module"
  printf '%s' "$key" >"$target_dir/$1.key"
}

make_package() {
  local name=$1 work=$target_dir/packages
  mkdir -p "$work" www/pkg || return
  node scripts/lib/blank-hmm.mjs "$2" -o "$work/linked.wasm" || return
  node scripts/lib/forgo-features.mjs "$work/linked.wasm" || return
  wasm-bindgen --target web --out-dir "$work" --out-name "$name" "$work/linked.wasm" || return
  # For speed: measured with brotli, -O3 is no larger than -Oz. Stripped here, since wasm-bindgen and
  # wasm-opt learn the module's features from a section that stripping removes.
  node_modules/.bin/wasm-opt -O3 "${wasm_features[@]}" --memory-packing \
    --strip-debug --strip-producers --strip-target-features \
    -o "$work/optimised.wasm" "$work/${name}_bg.wasm" || return
  mv "$work/optimised.wasm" "www/pkg/${name}_bg.wasm" || return
  cp "$work/$name.js" "$work/$name.d.ts" "$work/${name}_bg.wasm.d.ts" www/pkg/
}

# The command line in a debug build: the tests make it anyway, so it costs nothing more.
kanbao() { "$target_dir/debug/kanbao" "$@"; }
build_cli() { timed "compiling the command line" "1 min when its sources changed" cargo build --quiet --bin kanbao; }
cli_has() { kanbao "$1" --help >/dev/null 2>&1; }

build_lexicon() {
  if ! cli_has lexicon; then
    say "· full lexicon skipped: kanbao has no command 'lexicon' yet"
    return 0
  fi
  # Words come from jieba-rs (Cargo.lock), folded (text) and packed (lexicon).
  local key
  key=$(find Cargo.lock build.rs src/lexicon src/text -type f 2>/dev/null | LC_ALL=C sort | xargs cat | cksum)
  if [ -f www/pkg/full.kbl ] && [ "$(cat "$target_dir/lexicon.key" 2>/dev/null)" = "$key" ]; then return 0; fi
  mkdir -p www/pkg
  timed "packing the full lexicon" "10 s" kanbao lexicon --out www/pkg/full.kbl
  printf '%s' "$key" >"$target_dir/lexicon.key"
}

# publish_bulletin FILE DIR: issue.json and its lexicon, made anew only when FILE or the command line changed.
publish_bulletin() {
  if ! cli_has publish; then
    say "· publishing $1 skipped: kanbao has no command 'publish' yet"
    return 0
  fi
  local key
  key="$1 $(cat "$1" "$target_dir/debug/kanbao" | cksum)"
  if [ -f "$2/issue.json" ] && [ "$(cat "$2/.key" 2>/dev/null)" = "$key" ]; then return 0; fi
  rm -rf "$2"
  mkdir -p "$2"
  timed "publishing $1" "3 s" kanbao publish "$1" --out "$2" >&2
  printf '%s' "$key" >"$2/.key"
}
