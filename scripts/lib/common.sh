# Sourced first by every script: strict mode, paths, and functions that announce and run commands.
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# Tools are used by several checkouts, so they are kept outside the tree.
cache=${KANBAO_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kanbao}
mkdir -p "$cache/tools/bin" "$cache/stamps"
export PATH="$cache/tools/bin:$PATH"
started_in=$PWD
cd "$top"

say() { printf '%s\n' "$*" >&2; }

# fail MESSAGE…: prints each argument on its own line and exits with 1.
fail() {
  printf 'kanbao: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '        %s\n' "$line" >&2; done
  exit 1
}

# timed WHAT ABOUT COMMAND…: announces the command and about how long it takes, then says how long it took.
timed() {
  local what=$1 about=$2 began=$SECONDS
  shift 2
  say "· $what (about $about)"
  "$@" || return
  say "  done in $((SECONDS - began)) s"
}

# logged NAME COMMAND…: runs a command that prints a lot. Keeps its output, and shows the end of it only on failure.
logged() {
  local log=$cache/logs/$1.log
  shift
  mkdir -p "$cache/logs"
  "$@" >"$log" 2>&1 && return
  tail -n 30 "$log" >&2
  say "  failed; the full output is in $log"
  return 1
}

# skipped WHAT WHY: says that something was not checked; scripts/test repeats it at the end.
skipped() {
  say "· skipped: $1: $2"
  [ -z "${KANBAO_SKIPPED:-}" ] || printf '  %s: %s\n' "$1" "$2" >>"$KANBAO_SKIPPED"
}

have() { command -v "$1" >/dev/null 2>&1; }

# within SECONDS COMMAND…: ends the command after that time, if the system has the program timeout.
within() { if have timeout; then timeout "$@"; else "${@:2}"; fi; }

# once NAME KEY COMMAND…: runs COMMAND unless it succeeded before with the same KEY.
once() {
  local stamp=$cache/stamps/$1 key=$2
  shift 2
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$key" ]; then return 0; fi
  "$@" || return
  printf '%s' "$key" >"$stamp"
}

# Two scripts started side by side must not install the same thing twice.
locked() {
  if have flock; then
    exec 8>"$cache/lock"
    flock -n 8 || { say "· waiting for another kanbao script that is installing"; flock 8; }
    local status=0
    "$@" || status=$?
    exec 8>&-
    return "$status"
  fi
  "$@"
}
