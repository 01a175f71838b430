# Installs Debian packages, as root or through sudo.

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif have sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    sudo "$@"
  else
    return 1
  fi
}

# Not piped to `grep -q`: grep exits at the first match, and under pipefail the writer's SIGPIPE would count as failure.
is_installed() { [[ $(dpkg-query -W -f '${Status}' "$1" 2>/dev/null) == *'ok installed'* ]]; }

has_candidate() { [[ $(apt-cache policy "$1" 2>/dev/null) =~ Candidate:\ [^\(] ]]; }

# apt_install WHAT ABOUT PACKAGE…: installs the packages that are missing. Returns false if this machine cannot; returns
# at once if nothing is missing. ABOUT is how long it takes.
apt_install() {
  local what=$1 about=$2 missing=() package
  shift 2
  have apt-get && have dpkg-query || return 1
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  as_root true || return 1
  # A fresh machine has no package lists, or lists older than a security update.
  if [ -z "${apt_updated:-}" ]; then
    timed "reading Debian's package lists" "10 s" logged apt as_root apt-get update || return 1
    apt_updated=yes
  fi
  for package in "${missing[@]}"; do
    has_candidate "$package" || { say "  this machine's apt sources have no package $package"; return 1; }
  done
  timed "installing $what: ${missing[*]}" "$about" \
    logged apt as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}
