#!/bin/sh
# fuzz.sh TARGET [SECONDS]: lets a fuzz target look for trouble, for 10 seconds unless told.
set -eu
cd "$(dirname "$0")/../.."

name=$(basename "$1")
corpus=build/fuzz-corpus/$name
seeds=tests/fuzz/seeds/${name%_fuzz}
mkdir -p "$corpus"
[ -d "$seeds" ] || seeds=""
log=build/fuzz-$name.log
# shellcheck disable=SC2086
if "$1" -max_total_time="${2:-10}" -timeout=10 -rss_limit_mb=2048 -artifact_prefix=build/ "$corpus" $seeds >"$log" 2>&1; then
  tail -1 "$log"
else
  tail -40 "$log"
  exit 1
fi
