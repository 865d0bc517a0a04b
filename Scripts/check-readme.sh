#!/usr/bin/env bash
# Pastes the README's shell blocks into one shell, as a newcomer would, and looks at what they print. Blocks that CI runs by
# itself (`make …`) are left out. Then makes a package with `stepsmith init` and runs what that says to run.
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
TMPDIR=$work bash -euo pipefail "$work/paced" >"$work/log" 2>&1 || { tail -40 "$work/log"; echo "FAILED: the README's commands"; exit 1; }
grep -q 'MU-001 is yours for 2580 cents.' "$work/log" || { tail -40 "$work/log"; echo "FAILED: the README's workflow"; exit 1; }
grep -q 'price: PriceOrder.Result' "$work/log" || { echo "FAILED: the README's scaffold"; exit 1; }
echo "ok: the README's commands run as printed"

swift run stepsmith init "$work/starter" >"$work/log" 2>"$work/errors" || { cat "$work/errors"; echo "FAILED: stepsmith init"; exit 1; }
sed -n 's/^    //p' "$work/log" >"$work/commands"
grep -q 'swift run' "$work/commands" || { cat "$work/log"; echo "FAILED: stepsmith init says how to run the package"; exit 1; }
# In the build folder of the README's package, where Stepsmith itself is built already.
build=$(find "$work" -maxdepth 2 -type d -name .build)
SWIFTPM_BUILD_DIR=$build bash -euo pipefail "$work/commands" >"$work/log" 2>&1 || { tail -40 "$work/log"; echo "FAILED: the new package"; exit 1; }
grep -q 'Thank you! Your order costs 18.50.' "$work/log" || { tail -40 "$work/log"; echo "FAILED: the new package's workflow"; exit 1; }
grep -q 'orders/place_order@1.0.0 *succeeded .*Z' "$work/log" || { tail -40 "$work/log"; echo "FAILED: the new package keeps its runs"; exit 1; }
echo "ok: a new package runs as stepsmith init says"
