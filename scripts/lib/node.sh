# Provides Node 20 or newer, and the packages in package-lock.json.
source "$top/scripts/lib/apt.sh"

node_minimum=20
node_wanted=22
node_packages=(npm)

ensure_node() {
  use_cached_node
  node_serves && return 0
  locked install_node || fail "Node $node_minimum or newer is needed" \
    "Install it from https://nodejs.org or with your system's packages and run this again" \
    "(on Debian 12, as root or with sudo, this script installs it with npm from apt)."
  use_cached_node
  node_serves || fail "Node $node_wanted was installed in $cache/node but does not run"
}

node_serves() {
  have node && have npm && [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge $node_minimum ]
}

use_cached_node() {
  local bin=$cache/node/node_modules/node/bin
  [ -x "$bin/node" ] || return 0
  case ":$PATH:" in *":$bin:"*) ;; *) export PATH="$bin:$PATH" ;; esac
}

# The npm package `node` contains the program, so even an npm too old for everything else can fetch it.
install_node() {
  have npm || apt_install "npm" "1 min" "${node_packages[@]}" || return
  mkdir -p "$cache/node" || return
  timed "installing Node $node_wanted with npm into the cache" "10 s" \
    logged node npm install --prefix "$cache/node" --no-save --no-fund --no-audit "node@$node_wanted"
}

# ensure_node_modules: installs the page's build tools.
ensure_node_modules() { install_locked . "the page's build tools"; }

# ensure_consumers: installs the bundlers and frameworks that the tests of the npm package use.
ensure_consumers() { install_locked tests/package "bundlers and frameworks for trying the npm package"; }

# install_locked FOLDER WHAT: installs the packages in the folder's package-lock.json, once per change of that file.
install_locked() {
  ensure_node
  local folder=$1 what=$2 key
  key="$(cksum <"$folder/package-lock.json") $(node -p 'process.version + process.platform + process.arch')"
  npm_serves "$folder" "$key" || locked install_by_npm "$folder" "$what" "$key"
}

npm_serves() { [ -f "$1/node_modules/.kanbao-lock" ] && [ "$(cat "$1/node_modules/.kanbao-lock")" = "$2" ]; }

install_by_npm() {
  local folder=$1 what=$2 key=$3
  npm_serves "$folder" "$key" && return 0
  timed "installing $what with npm" "20 s" logged npm npm ci --ignore-scripts --prefix "$folder" ||
    fail "npm could not install the packages of $folder/package-lock.json"
  printf '%s' "$key" >"$folder/node_modules/.kanbao-lock"
}
