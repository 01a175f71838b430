# Browsers and their WebDrivers for the tests: those on the machine, otherwise Debian's.
# Exports, for wasm-pack and tests/e2e: KANBAO_CHROMIUM, KANBAO_CHROMEDRIVER, KANBAO_FIREFOX,
# KANBAO_GECKODRIVER, KANBAO_WEBKIT (MiniBrowser), KANBAO_WEBKITDRIVER. A variable that is already set is kept.
source "$top/scripts/lib/apt.sh"
source "$top/scripts/lib/cargo-tools.sh"

# Without a Chinese font, text would be drawn and laid out as boxes, and screenshots would be useless.
font_packages=(fonts-noto-cjk)

first_of() {
  local name
  for name in "$@"; do command -v "$name" 2>/dev/null && return 0; done
  return 1
}

find_minibrowser() {
  local path
  for path in /usr/lib*/*/webkit2gtk-4.*/MiniBrowser /usr/lib*/webkit2gtk-4.*/MiniBrowser /usr/libexec/webkit2gtk-4.*/MiniBrowser; do
    if [ -x "$path" ]; then echo "$path" && return; fi
  done
  return 1
}

find_chromium() {
  : "${KANBAO_CHROMIUM:=$(first_of chromium chromium-browser google-chrome google-chrome-stable chrome || true)}"
  : "${KANBAO_CHROMEDRIVER:=$(first_of chromedriver chromium.chromedriver || true)}"
  export KANBAO_CHROMIUM KANBAO_CHROMEDRIVER
  [ -n "$KANBAO_CHROMIUM" ] && [ -n "$KANBAO_CHROMEDRIVER" ]
}

find_firefox() {
  : "${KANBAO_FIREFOX:=$(first_of firefox firefox-esr || true)}"
  : "${KANBAO_GECKODRIVER:=$(first_of geckodriver || true)}"
  export KANBAO_FIREFOX KANBAO_GECKODRIVER
  [ -n "$KANBAO_FIREFOX" ]
}

find_webkit() {
  : "${KANBAO_WEBKITDRIVER:=$(first_of WebKitWebDriver || true)}"
  : "${KANBAO_WEBKIT:=$(find_minibrowser || true)}"
  export KANBAO_WEBKIT KANBAO_WEBKITDRIVER
  [ -n "$KANBAO_WEBKITDRIVER" ] && [ -n "$KANBAO_WEBKIT" ] && have Xvfb
}

ensure_chromium() {
  find_chromium || { locked apt_install "Chromium and its driver" "1 min" chromium chromium-driver "${font_packages[@]}" && find_chromium; } ||
    fail "Chromium and chromedriver are needed for the browser tests" \
      "Install both, of the same version, or name them in KANBAO_CHROMIUM and KANBAO_CHROMEDRIVER" \
      "(Debian: apt-get install chromium chromium-driver fonts-noto-cjk)."
}

# Debian also packages a headless Chromium of the same version, which needs a third less processor time for the same
# pages. If it cannot be installed, the tests use the full browser.
prefer_headless_shell() {
  [ "$KANBAO_CHROMIUM" = /usr/bin/chromium ] && is_installed chromium || return 0
  locked apt_install "headless Chromium" "20 s" chromium chromium-driver chromium-headless-shell || return 0
  # The program itself, not the wrapper on PATH: ending the wrapper would leave the browser running.
  local shell=/usr/lib/chromium/chromium-headless-shell
  [ ! -x "$shell" ] || KANBAO_CHROMIUM=$shell
}

ensure_firefox() {
  find_firefox || { locked apt_install "Firefox" "1 min" firefox-esr "${font_packages[@]}" && find_firefox; } ||
    fail "Firefox is needed for the browser tests" \
      "Install it, or name it in KANBAO_FIREFOX (Debian: apt-get install firefox-esr fonts-noto-cjk)."
  ensure_geckodriver
  find_firefox
}

ensure_webkit() {
  find_webkit || { locked apt_install "WebKitGTK, its driver and a virtual display" "1 min" \
    webkit2gtk-driver xvfb "${font_packages[@]}" && find_webkit; } ||
    fail "WebKitGTK's MiniBrowser, its WebKitWebDriver and Xvfb are needed for the browser tests" \
      "Install them, or name them in KANBAO_WEBKIT and KANBAO_WEBKITDRIVER" \
      "(Debian: apt-get install webkit2gtk-driver xvfb fonts-noto-cjk)."
}
