# shellcheck shell=bash disable=SC2034
# Helpers shared by the scripts in this folder. Sourced, not run; expects `set -euo pipefail`.

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
CACHE="$ROOT/.cache"

# Messages go to stderr, so that a script's stdout can be used by another one.
say() { printf '%s\n' "$*" >&2; }

die() {
    say "${0##*/}: $*"
    exit 1
}

# Runs a command as root: directly, or through sudo.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo -- "$@"
    else
        die "needs root for: $* (run as root or install sudo)"
    fi
}

# Puts a Swift toolchain of at least 6.3 on PATH, or ends with what is wrong.
require_swift() {
    local folder version
    if ! command -v swift >/dev/null; then
        for folder in /opt/swift/usr/bin "${HOME:-/root}/.local/share/swiftly/bin"; do
            if [ -x "$folder/swift" ]; then
                export PATH="$folder:$PATH"
                break
            fi
        done
    fi
    command -v swift >/dev/null \
        || die "no Swift toolchain on PATH or in /opt/swift/usr/bin: install Swift 6.3 or later (swift.org/install)"
    version="$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' | head -n 1)"
    [ -n "$version" ] || die "$(command -v swift) does not say its version: is the toolchain complete?"
    if [ "$(printf '%s\n' 6.3 "$version" | sort -V | head -n 1)" != 6.3 ]; then
        die "Swift $version is too old ($(command -v swift)): 6.3 or later is needed"
    fi
}

# Names of the given Debian packages that are not installed, one a line.
missing_packages() {
    local package
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s\n' "$package"
    done
}

# A loopback TCP port that is free now.
free_port() {
    python3 -c 'import socket
with socket.socket() as s:
    s.bind(("127.0.0.1", 0))
    print(s.getsockname()[1])'
}

# The folder that holds bin/swift, symbolic links followed.
toolchain_folder() {
    (cd "$(dirname "$(readlink -f "$(command -v swift)")")/.." && pwd)
}

# make_debian_root RELEASE FOLDER: a minimal Debian, from the mirror this machine's apt is set up with.
make_debian_root() {
    local release="$1" root="$2" mirror
    # shellcheck disable=SC2016 # apt's own placeholders
    mirror="$(apt-get indextargets --format '$(REPO_URI) $(LABEL)' 'Created-By: Packages' \
        | awk '$2 == "Debian" { print $1; exit }')"
    [ -n "$mirror" ] || die "apt knows no Debian mirror on this machine: run apt-get update first"
    say "debootstrap $release"
    rm -rf "$root"
    mkdir -p "$root"
    debootstrap --variant=minbase "$release" "$root" "$mirror" >"$root.log" 2>&1 || die "debootstrap failed, see $root.log"
}
