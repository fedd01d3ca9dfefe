# shellcheck shell=bash
# Read by the scripts beside it: the folder they work in and a few helpers.
cd -P "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD
STAMPS=$ROOT/var/stamps
mkdir -p "$STAMPS"

say() { printf '%s\n' "$*" >&2; }
die() {
  printf 'ERROR: %s\n' "$*" >&2
  exit 1
}
can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
digest() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c1-16
}

# apt_install PACKAGE…: quietly, without starting the services that come along.
apt_install() {
  local log=$STAMPS/apt.log policy=/usr/sbin/policy-rc.d made="" rc=0
  export DEBIAN_FRONTEND=noninteractive
  say "Installing Debian packages: $*"
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
    made=yes
  fi
  {
    apt-get install -y --no-install-recommends "$@" ||
      { apt-get update && apt-get install -y --no-install-recommends "$@"; }
  } >"$log" 2>&1 </dev/null || rc=$?
  if [ -n "$made" ]; then rm -f "$policy"; fi
  if [ "$rc" != 0 ]; then
    tail -n 15 "$log" >&2
    die "apt-get could not install: $*"
  fi
}
