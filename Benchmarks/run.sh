#!/usr/bin/env bash
# Runs every benchmark and prints one table; takes some minutes.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/generator.sh"
echo
"$here/drift.sh"
echo
for benchmark in engine http sqlite; do
    swift build -c release --package-path "$here" --product "$benchmark" >/dev/null
    "$(swift build -c release --package-path "$here" --show-bin-path)/$benchmark"
    echo
done
