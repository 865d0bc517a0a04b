#!/usr/bin/env bash
# Pastes the README's shell blocks into one shell, as a newcomer would, and looks at what they print. Blocks that CI runs by
# itself (`make …`) are left out. Then does what `stepsmith init` says.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk '/^```sh$/ { inside = 1; block = ""; next }
     /^```$/ && inside { inside = 0; if (block !~ /^make /) printf "%s", block; next }
     inside { block = block $0 "\n" }' "$root/README.md" >"$work/script"
grep -q 'swift run Hello' "$work/script" || { echo "the README has no quick start"; exit 1; }

cd "$root"
# Pasting takes a person more than the second that SwiftPM needs to see a changed file.
sed -E 's/^swift (build|run Hello|package)/sleep 1.1; &/' "$work/script" >"$work/paced"
printf 'swift run stepsmith init "%s" --stepsmith-path .\n' "$work/my-orders" >>"$work/paced"
TMPDIR=$work bash -euo pipefail "$work/paced" >"$work/log" 2>&1 || { tail -40 "$work/log"; echo "FAILED: the README's commands"; exit 1; }
grep -q 'MU-001 is yours for 2580 cents.' "$work/log" || { tail -40 "$work/log"; echo "FAILED: the README's workflow"; exit 1; }
grep -q 'price: PriceOrder.Result' "$work/log" || { echo "FAILED: the README's scaffold"; exit 1; }
echo "ok: the README's commands run as printed"

# The dependencies are those of the README's package, and need not be compiled a second time.
built=$(echo "$work"/*/.build)
cd "$work/my-orders"
swift run --scratch-path "$built" >"$work/log" 2>&1 || { tail -40 "$work/log"; echo "FAILED: the package that init makes"; exit 1; }
tail -1 "$work/log"
echo "ok: the package that init makes runs"
