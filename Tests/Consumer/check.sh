#!/usr/bin/env bash
# Builds and runs the consumer package, then edits its specs and handlers and looks at what the build does.
# Usage: check.sh native|swiftbuild
set -uo pipefail
system=${1:-native}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0

# A copy, because the checks edit it.
cp -R "$here/Package.swift" "$here/Sources" "$here/specs" "$work/"
sed -i.bak "s|path: \"../..\"|path: \"$root\"|" "$work/Package.swift" && rm "$work/Package.swift.bak"
scratch=$work/.build
cd "$work"

fail() { echo "FAILED: $1"; [ -f "$work/log" ] && tail -40 "$work/log"; exit 1; }
ok() { passed=$((passed + 1)); echo "ok: $1"; }
build() {
    # SwiftPM compares times by the second: a file changed within the second of the last build would be missed.
    sleep 1.1
    swift build --build-system "$system" --scratch-path "$scratch" "$@" >"$work/log" 2>&1
}
first_build() {
    build && return 0
    # 6.3's swiftbuild sometimes crashes at its very start on a busy machine: that alone is tried again, once.
    if [ "$system" = swiftbuild ] && grep -qiE 'crash|signal|unexpectedly|terminated' "$work/log" && ! grep -q 'error: .*\.swift' "$work/log"; then
        echo "swiftbuild crashed at its start; trying once more"
        build
    else
        return 1
    fi
}
program() { "$(swift build --build-system "$system" --scratch-path "$scratch" --show-bin-path)/$1"; }
object_of() { find "$scratch" -name "$1*.o" -path '*App*' -newer "$work/mark" | grep -v MainActorApp | head -1; }

first_build || fail "the package builds, without a warning"
ok "the package builds, without a warning"
expected='MU-001: 600 cents Hello, Ada!
5 items in 3 boxes by bike
booked bike by bike'
[ "$(program App)" = "$expected" ] || fail "the program runs its workflows"
[ "$(program MainActorApp)" = "tick 1, mood high" ] || fail "main-actor code runs a public workflow of another module"
ok "its programs run their workflows"

package_command() { swift package --build-system "$system" --scratch-path "$scratch" "$@" >"$work/log" 2>&1; }
package_command stepsmith-validate || fail "stepsmith-validate finds nothing wrong"
sed -i.bak 's/callable: shop.greet/callabel: shop.greet/' specs/shop/greeting.yaml && rm specs/shop/greeting.yaml.bak
package_command stepsmith-validate && fail "stepsmith-validate fails for a wrong spec"
grep -qE 'greeting.yaml:6:14: error: .*callable' "$work/log" || fail "stepsmith-validate tells what is wrong, and where"
ok "stepsmith-validate tells what is wrong, and where"
cp "$here/specs/shop/greeting.yaml" specs/shop/greeting.yaml

package_command --allow-writing-to-package-directory stepsmith-snapshot || fail "stepsmith-snapshot writes"
[ -f Generated/shop+greeting.workflow.swift ] && [ -f Generated/schema-lock.json ] || fail "stepsmith-snapshot writes all"
package_command stepsmith-check || fail "stepsmith-check finds that everything fits"
sed -i.bak 's/^version: 1.0.0/version: 1.0.1/' specs/shop/greeting.yaml && rm specs/shop/greeting.yaml.bak
package_command stepsmith-check && fail "stepsmith-check fails for a snapshot that is not the specs'"
grep -qE 'specs/shop/greeting.yaml:[0-9]+:1: error: .*lock-stale' "$work/log" || fail "stepsmith-check tells what is stale, and where"
ok "stepsmith-snapshot and stepsmith-check guard what the specs generate"
cp "$here/specs/shop/greeting.yaml" specs/shop/greeting.yaml

# The recipes of Documentation/CI.md, as they are printed there.
recipe() { # number of the block with that mark
    awk -v want="$2" -v mark="\`\`\`$1" '$0 == mark { n++; on = n == want; next } /^```/ { on = 0 } on' "$root/Documentation/CI.md"
}
recipe sh 1 >check-specs.sh
recipe sh 2 >pre-commit
recipe yaml 1 | sed -n 's/^      - run: \(swift package stepsmith-check.*\)/\1/p' | sed 's|origin/${{ github.base_ref }}|HEAD|' >github.sh
[ -s check-specs.sh ] && [ -s pre-commit ] && [ -s github.sh ] || fail "Documentation/CI.md has its recipes"
git init --quiet && git add specs Generated Sources Package.swift
commit() { git -c user.name=consumer -c user.email=consumer@example.com commit --quiet --message "$1" >"$work/log" 2>&1; }
commit "all that fits" || fail "a repository is made"
sh check-specs.sh >"$work/log" 2>&1 || fail "the recipe for a shell finds that everything fits"
install -m 755 pre-commit .git/hooks/pre-commit
# Incompatible with the version that was committed, and the lock written anew along with it.
sed -i.bak 's/integer, minimum: 0/integer, minimum: 1/' specs/shop/price_check.yaml && rm specs/shop/price_check.yaml.bak
git add specs
commit "a spec without its snapshot" && fail "the hook refuses a commit that does not fit"
package_command --allow-writing-to-package-directory stepsmith-snapshot --allow-incompatible || fail "a lock is written anew"
sh check-specs.sh >"$work/log" 2>&1 || fail "the new lock fits"
sh check-specs.sh HEAD >"$work/log" 2>&1 && fail "the recipe for a shell notices an incompatible change"
sh github.sh >"$work/log" 2>&1 && fail "the recipe for GitHub notices an incompatible change"
grep -qE '^::error file=specs/shop/price_check.yaml,line=[0-9]+.*title=incompatible-change::' "$work/log" || fail "annotations show on the line"
git add specs Generated
commit "a spec with its snapshot" || fail "the hook lets a commit pass that fits"
ok "the recipes of Documentation/CI.md work as they are printed"
cp "$here/specs/shop/price_check.yaml" specs/shop/price_check.yaml
rm -r Generated .git

package_command stepsmith-explain || fail "stepsmith-explain works"
for line in 'Target App in ' 'looked in: .*/specs, because ' 'generates shop+greeting.workflow.swift: enum Greeting' 'access: public, from the config'; do
    grep -q "$line" "$work/log" || fail "stepsmith-explain tells '$line'"
done
ok "stepsmith-explain tells which specs belong to which target, and why"

sleep 1.1; touch "$work/mark"; touch specs/shop/price_check.yaml
build || fail "a touched spec builds"
[ -z "$(object_of price_check)$(object_of greeting)$(object_of PriceCheckHandlers)" ] || fail "a touched spec recompiles nothing"
ok "a touched spec recompiles nothing"

sleep 1.1; touch "$work/mark"
sed -i.bak 's/integer, minimum: 0/integer, minimum: 1/' specs/shop/price_check.yaml && rm specs/shop/price_check.yaml.bak
build || fail "an edited spec builds"
generated=$(find "$scratch" -name '*.workflow.swift' -newer "$work/mark" | wc -l | tr -d ' ')
[ "$generated" = 1 ] || fail "an edited spec regenerates its own file alone, not $generated"
[ -n "$(object_of shop+price_check)" ] || fail "an edited spec recompiles its file"
[ -z "$(object_of shop+greeting)$(object_of GreetingHandlers)" ] || fail "an edited spec recompiles its own file alone"
ok "an edited spec regenerates and recompiles its own file alone"

cp "$here/specs/shop/price_check.yaml" specs/shop/price_check.yaml
sed -i.bak 's/required: \[cents\]/required: [cents, currency]/; s/cents: { type: integer, minimum: 0 }/&\n        currency: { type: string }/' specs/shop/price_check.yaml && rm specs/shop/price_check.yaml.bak
build && fail "a handler that disagrees with its spec does not compile"
grep -q "PriceCheckHandlers.swift:.*error: missing argument for parameter 'currency'" "$work/log" || fail "the compiler says what the handler lacks"
ok "a handler that disagrees with its spec does not compile"
cp "$here/specs/shop/price_check.yaml" specs/shop/price_check.yaml

printf '  - name: forgotten\n    handler: { callable: shop.forgotten }\n' >>specs/shop/greeting.yaml
build && fail "a missing handler does not compile"
grep -q "conform to 'Greeting.Forgotten.Handler'" "$work/log" || fail "the compiler names the missing handler"
ok "a missing handler does not compile"
cp "$here/specs/shop/greeting.yaml" specs/shop/greeting.yaml

sed -i.bak 's/type: integer, minimum: 0/type: integer, minimum: 5, maximum: 1/; s/depends_on: { price: look_up_price }/depends_on: { price: look_up_prize }/' specs/shop/price_check.yaml && rm specs/shop/price_check.yaml.bak
build && fail "a wrong spec stops the build"
grep -qE 'price_check.yaml:[0-9]+:[0-9]+: error: .*look_up_prize' "$work/log" || fail "the finding is at the spec's line and column"
grep -qE 'price_check.yaml:[0-9]+:[0-9]+: error: .*minimum' "$work/log" || fail "several findings come out in one run"
ok "a wrong spec stops the build, with every finding at its line and column"
cp "$here/specs/shop/price_check.yaml" specs/shop/price_check.yaml

sed 's/name: greeting/name: farewell/' specs/shop/greeting.yaml >specs/shop/farewell.yaml
# The native build system plans again only when told to; swiftbuild plans every build.
if [ "$system" = native ]; then
    build && fail "a spec that the plan does not have stops the build"
    grep -q "farewell.yaml:1:1: error: this spec was added after" "$work/log" || fail "the build tells how to plan again"
    sleep 1.1; touch Package.swift
fi
build && fail "a new workflow must be registered"
grep -q "argument for parameter 'farewell'" "$work/log" || fail "the compiler names the workflow that is not registered"
ok "a new spec is found, and a workflow that is not registered does not compile"
rm specs/shop/farewell.yaml; touch Package.swift

cat >Sources/PublicTypes/specs/call.yaml <<'SPEC'
name: call
namespace_name: research
version: 1.0.0
steps: [{ name: ask, handler: { callable: research.ask }, api: { base_url: "https://example.com" }, result_schema: { type: object } }]
SPEC
build && fail "a step with 'api' needs the product StepsmithHTTP"
grep -q "error: This spec has steps with 'api': add the product StepsmithHTTP" "$work/log" || fail "the compiler names the missing product"
ok "a step with 'api' in a target without the product StepsmithHTTP stops the build with what to add"
rm Sources/PublicTypes/specs/call.yaml

build || fail "the package builds again"
ok "with everything put back the package builds again"
printf '{ "spec": [] }' >Sources/App/stepsmith.json
build && fail "a config with an unknown key stops the build"
grep -q 'unknown key "spec"' "$work/log" || fail "the config's mistake is named"
ok "a config with an unknown key stops the build"
echo "consumer ($system): $passed passed, 0 failed"
