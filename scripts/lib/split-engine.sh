# Cuts the engine's module in two: what a first visit runs, and the rest, which is fetched after the first answer.
# Binaryen's wasm-split does it by a profile: functions that ran stay.

# wasm_features (engine.sh), as far as wasm-split has names for them.
split_features=(--mvp-features --enable-mutable-globals --enable-sign-ext --enable-nontrapping-float-to-int
  --enable-bulk-memory --enable-simd)

# split_engine MODULE BULLETIN FIRST LATE: BULLETIN is the folder of a published one, FIRST and LATE the modules made.
split_engine() {
  local profile=$1.profile instrumented=$1.instrumented
  wasm-split --instrument "${split_features[@]}" "$1" -o "$instrumented" || return
  node scripts/lib/first-visit.mjs "$instrumented" "$2" -o "$profile" || return
  wasm-split --split "${split_features[@]}" --profile "$profile" "$1" -o1 "$3" -o2 "$4"
}
