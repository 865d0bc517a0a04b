#!/usr/bin/env bash
# Runs every benchmark and prints one table; takes some minutes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/generator.sh"
echo
swift build -c release --package-path "$here" --product engine >/dev/null
"$(swift build -c release --package-path "$here" --show-bin-path)/engine"
