# Debian's packages, as root or through sudo.

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif have sudo && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    sudo "$@"
  else
    return 1
  fi
}

# Not through `| grep -q`: it leaves early, and under pipefail the writer's SIGPIPE would count as a no.
is_installed() { [[ $(dpkg-query -W -f '${Status}' "$1" 2>/dev/null) == *'ok installed'* ]]; }

has_candidate() { [[ $(apt-cache policy "$1" 2>/dev/null) =~ Candidate:\ [^\(] ]]; }

# apt_install WHAT ABOUT PACKAGE…: false where this machine cannot; what is installed already costs nothing.
apt_install() {
  local what=$1 about=$2 missing=() package
  shift 2
  have apt-get && have dpkg-query || return 1
  for package in "$@"; do is_installed "$package" || missing+=("$package"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  as_root true || return 1
  # A fresh machine has no package lists at all, or lists from before a security update.
  if [ -z "${apt_updated:-}" ]; then
    timed "reading Debian's package lists" "10 s" logged apt as_root apt-get update || return 1
    apt_updated=yes
  fi
  for package in "${missing[@]}"; do
    has_candidate "$package" || { say "  Debian's sources on this machine have no package $package"; return 1; }
  done
  timed "installing $what: ${missing[*]}" "$about" \
    logged apt as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}
