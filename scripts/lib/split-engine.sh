# Cuts the engine in two: the module that a first visit needs, and the deferred module, fetched after the first answer.
# Binaryen's wasm-split cuts by a profile: functions that ran stay in the first module.

# wasm_features (engine.sh) without bulk-memory-opt, which an older wasm-split does not know.
split_features=(--mvp-features --enable-mutable-globals --enable-sign-ext --enable-nontrapping-float-to-int
  --enable-bulk-memory --enable-simd)

# split_engine MODULE BULLETIN FIRST LATE: BULLETIN is the folder of a published bulletin; FIRST and LATE are written.
split_engine() {
  local profile=$1.profile instrumented=$1.instrumented
  wasm-split --instrument "${split_features[@]}" "$1" -o "$instrumented" || return
  node scripts/lib/first-visit.mjs "$instrumented" "$2" -o "$profile" || return
  wasm-split --split "${split_features[@]}" --profile "$profile" "$1" -o1 "$3" -o2 "$4"
}
