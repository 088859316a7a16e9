#!/bin/bash
# fresh.sh RELEASE COMMAND...: runs a command of the README in a Debian that has nothing but its base
# system ("bookworm", "trixie"), in a clone of this checkout's HEAD. As root.
#
# The base system is made once and kept as build/fresh/RELEASE.tar.gz; every run starts from it. What
# this machine needs to reach Debian's packages and npm goes in with it: its name resolution, its
# certificates and its npm configuration.
set -euo pipefail
cd "$(dirname "$0")/../.."
. scripts/lib/packages.sh

release=$1
shift
[ "$(id -u)" = 0 ] || { echo "scripts/test fresh makes a root folder of its own and must run as root." >&2; exit 1; }
install_packages debootstrap git

mkdir -p build/fresh
base=build/fresh/$release.tar.gz
if [ ! -f "$base" ]; then
  made=$(mktemp -d build/fresh/base.XXXXXX)
  debootstrap --variant=minbase "$release" "$made" >"build/fresh/$release-base.log" 2>&1 ||
    { tail -5 "build/fresh/$release-base.log" >&2; rm -rf "$made"; exit 1; }
  rm -f "$made"/var/cache/apt/archives/*.deb
  tar -C "$made" -czf "$base.unfinished" .
  rm -rf "$made"
  mv "$base.unfinished" "$base"
fi

root=$(mktemp -d -t rounds-fresh-XXXXXX)
leave() {
  for place in dev/shm dev/pts dev proc; do umount -l "$root/$place" 2>/dev/null || true; done
  # Never through a folder of this machine that is still mounted.
  if ! grep -q " $root/" /proc/mounts; then rm -rf --one-file-system "$root"; fi
}
trap leave EXIT
tar -C "$root" -xzf "$base"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --make-rslave "$root/dev"

cp /etc/resolv.conf "$root/etc/resolv.conf"
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
  mkdir -p "$root/etc/ssl/certs" "$root/usr/local/share/ca-certificates"
  cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
  find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$root/usr/local/share/ca-certificates/" \;
fi
if [ -f "$HOME/.npmrc" ]; then cp "$HOME/.npmrc" "$root/home/"; fi
global=$(npm config get globalconfig 2>/dev/null || true)
if [ -f "$global" ]; then cat "$global" >>"$root/home/.npmrc"; fi

git clone --quiet --no-hardlinks . "$root/home/rounds"
env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/home LANG=C.UTF-8 \
  USER=root ${CI:+CI="$CI"} chroot "$root" sh -c 'cd /home/rounds && exec "$@"' fresh "$@"
