# Debian's packages that Rounds needs, and how to install what is missing. To be sourced.

packages_to_build="cmake g++ ninja-build libcli11-dev libcsv-dev libicu-dev libsqlite3-dev libxxhash-dev nlohmann-json3-dev"
packages_to_test_the_host="libgmock-dev libgtest-dev"
packages_to_pack_the_add_on="zip"
packages_to_run_thunderbird="thunderbird"
# A screen that nobody looks at, screenshots of it, and an IMAP server on loopback.
packages_to_run_it_unseen="xvfb imagemagick dovecot-imapd"

# Installs those of the named packages that are missing; asks for the password of sudo only then.
install_packages() {
  missing=""
  for package in "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "These packages are needed, under the names that Debian gives them:$missing" >&2
    return 1
  fi
  as_root=""
  [ "$(id -u)" = 0 ] || as_root=sudo
  echo "Installing from Debian's packages:$missing"
  $as_root apt-get update -q
  # shellcheck disable=SC2086 # a list of words
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends $missing
  case "$missing" in
    *dovecot*)
      # Tests start an IMAP server of their own; the machine shall not offer one because of them.
      if [ -d /run/systemd/system ]; then
        $as_root systemctl disable --now dovecot.service dovecot.socket 2>/dev/null || true
      fi
      ;;
  esac
}

# Node and npm, from Debian only when there are none yet: many have newer ones from elsewhere.
install_node() {
  command -v node >/dev/null || install_packages nodejs
  command -v npm >/dev/null || install_packages npm
}

# The development tools that package-lock.json names, anew only when it has changed.
install_node_modules() {
  stamp=node_modules/.rounds-installed
  if [ ! -f "$stamp" ] || ! cmp -s package-lock.json "$stamp"; then
    npm ci --no-fund --no-audit
    cp package-lock.json "$stamp"
  fi
}
