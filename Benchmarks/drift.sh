#!/usr/bin/env bash
# Measures `stepsmith check`, optimized, on 200 specs of 5 steps with their snapshot, lock and 1,000 handlers.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/log
. "$here/measuring.sh"

swift build --package-path "$root" --scratch-path "$root/.build-release" -c release --product stepsmith >"$log" 2>&1 || { tail "$log"; exit 1; }
tool=$(swift build --package-path "$root" --scratch-path "$root/.build-release" -c release --show-bin-path)/stepsmith
"$here/write-specs.sh" "$work/specs" 200
cd "$work"
"$tool" generate --lock --output Generated >"$log" 2>&1
"$tool" scaffold --output Sources >"$log" 2>&1
checked=$(median wall "$tool" check)
compared=$(median wall "$tool" diff specs specs)
row "stepsmith check, release, 200 specs and 1,000 handlers: wall" "$checked s" "< 1 s" "$checked" 1
row "stepsmith diff, release, 200 specs against themselves: wall" "$compared s"
