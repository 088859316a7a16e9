# Installs what is missing from Debian's packages. To be sourced.

BUILD_PACKAGES="g++ cmake ninja-build nlohmann-json3-dev libsqlite3-dev libicu-dev libcli11-dev libcsv-dev libminizip-dev zlib1g-dev libxxhash-dev"
TEST_PACKAGES="libgtest-dev libgmock-dev clang clang-format clang-tidy libclang-rt-dev"
BENCH_PACKAGES="libbenchmark-dev sqlite3 time"
THUNDERBIRD_PACKAGES="thunderbird zip"
GROUND_PACKAGES="dovecot-imapd xvfb xauth openbox xdotool imagemagick procps"

# Node.js may come from elsewhere than Debian, and then brings its own npm.
node_packages() {
  command -v node >/dev/null || echo nodejs
  command -v npm >/dev/null || echo npm
}

# Installs those of the named packages that are not there yet.
install_packages() {
  missing=""
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  as_root=""
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "Please install as root: apt-get install$missing" >&2; return 1; }
    as_root=sudo
  fi
  echo "Installing$missing" >&2
  $as_root apt-get update -qq
  # shellcheck disable=SC2086  # a list of words
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
  # The tests start an IMAP server of their own; the package would start one for the whole machine.
  case " $missing " in
  *" dovecot-imapd "*)
    if [ -d /run/systemd/system ]; then $as_root systemctl disable --now dovecot.service dovecot.socket >&2 || true; fi
    ;;
  esac
}

# The add-on's libraries and development tools, as the lock file names them.
install_node_modules() {
  # shellcheck disable=SC2046
  install_packages $(node_packages)
  if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    npm ci --no-audit --no-fund --loglevel=error >&2
  fi
  node scripts/lib/vendor.js
}
