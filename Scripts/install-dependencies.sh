#!/usr/bin/env bash
# Installs the system libraries that a build needs, where they are missing: libyaml with its pkg-config file, and SQLite.
set -euo pipefail

command -v swift >/dev/null || { echo "Stepsmith needs Swift 6.1 or newer: https://www.swift.org/install" >&2; exit 1; }

# macOS has SQLite in its SDK.
if [ "$(uname)" = Darwin ]; then needed="yaml-0.1"; else needed="yaml-0.1 sqlite3"; fi
# shellcheck disable=SC2086
if command -v pkg-config >/dev/null && pkg-config --exists $needed; then exit 0; fi

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }
if command -v apt-get >/dev/null; then
    echo "Installing libyaml-dev, libsqlite3-dev and pkg-config…"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libyaml-dev libsqlite3-dev pkg-config >/dev/null
elif command -v brew >/dev/null; then
    brew install --quiet libyaml pkgconf
else
    echo "Install libyaml and SQLite with their headers, and pkg-config, with this system's package manager; then run this again." >&2
    exit 1
fi
