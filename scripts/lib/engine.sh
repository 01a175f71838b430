# Builds the engine and the parser from src/ into www/pkg/, each as wasm with the script that wasm-bindgen makes for it,
# and the full lexicon.
source "$top/scripts/lib/split-engine.sh"

target_dir=${CARGO_TARGET_DIR:-target}
# The features that a browser needs beyond WebAssembly 1.0. SIMD (used by jieba-rs's bytecount) is the newest:
# Chrome and WebView 91, Firefox 89, Safari 16.4. wasm-opt refuses a module that needs more.
wasm_features=(--mvp-features --enable-mutable-globals --enable-sign-ext --enable-nontrapping-float-to-int
  --enable-bulk-memory --enable-bulk-memory-opt --enable-simd)

# The same restriction for the compiler: features that it would use by default and may not. wasm-bindgen's code passes
# objects in one of two ways and must know which. The path prefix is remapped because messages of panics would otherwise
# contain the place of the crates' sources on the builder's machine.
engine_flags="-Ctarget-feature=-reference-types,-multivalue --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"

build_engine() {
  # Each module is one compilation unit, which keeps one core busy, so both are compiled side by side.
  # A text is parsed only once, so the parser's size matters more than its speed.
  build_module parser wasm-parser z 25 "compiling the parser for the browser" &
  local parser=$!
  # The command line begins before the tests' compilation, which in the gate would otherwise hold it up.
  build_cli &
  local cli=$!
  # Smaller code for the same work: less inlining, and no copies of loops (unrolled, peeled, unswitched, vectorised).
  # Together they save a twentieth of the bytes; queries take about as long (docs/figures.md, "Smaller or faster").
  build_module kanbao wasm-engine 3 25 "compiling the engine for the browser" \
    "-Cno-vectorize-loops -Cno-vectorize-slp -Cllvm-args=-unroll-threshold=0 -Cllvm-args=-unroll-allow-peeling=false \
    -Cllvm-args=-unroll-runtime=false -Cllvm-args=-enable-nontrivial-unswitch=false \
    -Cllvm-args=-rotation-max-header-size=4 -Cllvm-args=-jump-threading-threshold=2"
  wait "$cli"
  # The split at what a first visit runs is recorded on the published sample.
  publish_bulletin www/sample/bulletin.txt "$target_dir/sample"
  wait "$parser"
  make_packages
}

# build_module NAME FEATURE OPT-LEVEL INLINE-THRESHOLD WHAT [RUSTFLAGS]. Each module has its own folder: cargo calls both
# kanbao.wasm, so in one folder each build would wait for the other and replace its result.
build_module() {
  timed "$5" "1 min when its sources changed" \
    env CARGO_BUILD_BUILD_DIR="$CARGO_BUILD_BUILD_DIR/$1" CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$engine_flags -Cllvm-args=-inline-threshold=$4 ${6:-}" CARGO_PROFILE_RELEASE_OPT_LEVEL="$3" \
    cargo build --quiet --release --target wasm32-unknown-unknown --target-dir "$target_dir/modules/$1" \
    --no-default-features --features "$2" --lib
}

make_packages() {
  local work=$target_dir/packages tools="scripts/lib/engine.sh scripts/lib/forgo-features.mjs scripts/lib/wasm-sections.mjs package-lock.json"
  mkdir -p "$work" www/pkg
  # shellcheck disable=SC2086 # names without blanks
  once_for parser_bg.wasm "$(compiled parser) $tools" \
    timed "making the parser's package: bind, optimise" "10 s" make_parser "$work"
  once_for kanbao_late.wasm "$(compiled kanbao) $tools scripts/lib/split-engine.sh scripts/lib/first-visit.mjs $(echo www/engine/*.js) $target_dir/sample/issue.json" \
    timed "making the engine's package: bind, optimise, cut in two" "20 s" make_engine "$work"
}

compiled() { echo "$target_dir/modules/$1/wasm32-unknown-unknown/release/kanbao.wasm"; }

# once_for FILE "SOURCE…" COMMAND…: makes www/pkg/FILE, unless it was already made from the same sources.
once_for() {
  local made=$1 sources=$2 key
  shift 2
  # shellcheck disable=SC2086
  key=$(cat $sources | cksum)
  if [ -f "www/pkg/$made" ] && [ "$(cat "$target_dir/$made.key" 2>/dev/null)" = "$key" ]; then return 0; fi
  "$@"
  printf '%s' "$key" >"$target_dir/$made.key"
}

# -O3: compressed with brotli, the result is no larger than with -Oz. Functions with one caller are not inlined: a
# browser can switch to optimised code between two calls, and functions that a first visit does not run can move to the
# deferred module.
optimise() {
  node_modules/.bin/wasm-opt -O3 --one-caller-inline-max-function-size=0 "${wasm_features[@]}" --memory-packing "$@"
}
# Stripping is left to wasm-opt, at the end: wasm-bindgen and wasm-opt read the module's features from a section that
# stripping removes.
strip=(--strip-debug --strip-producers --strip-target-features)

make_parser() {
  bind parser "$(compiled parser)" "$1" web || return
  optimise "${strip[@]}" -o www/pkg/parser_bg.wasm "$1/parser_bg.wasm" || return
  cp "$1"/parser.js "$1"/parser.d.ts "$1"/parser_bg.wasm.d.ts www/pkg/
}

make_engine() {
  local work=$1
  # The target "bundler" puts all glue into kanbao_bg.js and leaves loading to us (www/engine/wasm.js).
  bind kanbao "$(compiled kanbao)" "$work" bundler || return
  cp "$work"/kanbao_bg.js www/pkg/ || return
  { cat "$work/kanbao.d.ts" && echo 'export function __wbg_set_wasm(exports: WebAssembly.Exports): void;'; } >www/pkg/kanbao_bg.d.ts || return
  # Without debug names: wasm-split would use them to name what the two modules share.
  optimise "${strip[@]}" -o "$work/optimised.wasm" "$work/kanbao_bg.wasm" || return
  split_engine "$work/optimised.wasm" "$target_dir/sample" "$work/first.wasm" "$work/late.wasm" || return
  optimise -o www/pkg/kanbao_bg.wasm "$work/first.wasm" || return
  optimise -o www/pkg/kanbao_late.wasm "$work/late.wasm"
}

# bind NAME MODULE FOLDER TARGET: runs wasm-bindgen on a compiled module.
bind() {
  cp "$2" "$3/linked.wasm" || return
  node scripts/lib/forgo-features.mjs "$3/linked.wasm" || return
  wasm-bindgen --target "$4" --out-dir "$3" --out-name "$1" "$3/linked.wasm"
}

# The command line as a debug build with the tests' features, so that the tests need not compile it again.
kanbao() { "$target_dir/debug/kanbao" "$@"; }
build_cli() {
  local key
  # Without asking cargo, which would wait for any other build.
  key=$(rustc -V && find Cargo.toml Cargo.lock build.rs src patches -type f | LC_ALL=C sort | xargs cat | cksum)
  if [ -x "$target_dir/debug/kanbao" ] && [ "$(cat "$target_dir/cli.key" 2>/dev/null)" = "$key" ]; then return 0; fi
  timed "compiling the command line" "1 min when its sources changed" cargo build --quiet --bin kanbao --features internals
  printf '%s' "$key" >"$target_dir/cli.key"
}
cli_has() { kanbao "$1" --help >/dev/null 2>&1; }

build_lexicon() {
  if ! cli_has lexicon; then
    say "· full lexicon skipped: kanbao has no command 'lexicon' yet"
    return 0
  fi
  # The words come from jieba-rs (Cargo.lock), are folded (src/text) and packed (src/lexicon).
  local key
  key=$(find Cargo.lock build.rs src/lexicon src/text -type f 2>/dev/null | LC_ALL=C sort | xargs cat | cksum)
  if [ -f www/pkg/full.kbl ] && [ "$(cat "$target_dir/lexicon.key" 2>/dev/null)" = "$key" ]; then return 0; fi
  mkdir -p www/pkg
  timed "packing the full lexicon" "10 s" kanbao lexicon --out www/pkg/full.kbl
  printf '%s' "$key" >"$target_dir/lexicon.key"
}

# publish_bulletin FILE DIR: makes issue.json and its lexicon, unless neither FILE nor the command line has changed.
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
