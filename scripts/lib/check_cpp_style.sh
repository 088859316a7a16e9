#!/bin/sh
# check_cpp_style.sh format|tidy: whether the C++ files are written as .clang-format and .clang-tidy
# ask.
set -eu
cd "$(dirname "$0")/../.."

case $1 in
format)
  git ls-files -co --exclude-standard '*.cpp' '*.h' | xargs clang-format --dry-run --Werror
  ;;
tidy)
  cmake --preset debug >/dev/null
  # One process a core; what it says twice about a header it says twice.
  git ls-files -co --exclude-standard 'host/*.cpp' |
    xargs -P "$(nproc)" -n 4 clang-tidy -p build/debug --quiet 2>/dev/null
  ;;
*)
  echo "format or tidy, not $1" >&2
  exit 2
  ;;
esac
