#!/usr/bin/env bash
# Measures what the generator costs its users: the debug tool's CPU for specs, the clean debug build of the tool, and what the plugin
# adds to a build with nothing to do. Everything is made in a scratch folder; REPETITIONS (5) is how often each is measured.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
log=$work/log
. "$here/measuring.sh"
milliseconds() { calculate '%.0f ms' "$1 * 1000"; }

# MARK: The clean debug build of the tool

# In a package that depends on Stepsmith, as a user's does. (In Stepsmith's own, the examples use the plugin, and the tool is built
# once for it and once as the product asked for.)
mkdir -p "$work/tool/Sources/App" "$work/empty/Sources/App"
echo 'print("Hello")' | tee "$work/tool/Sources/App/main.swift" >"$work/empty/Sources/App/main.swift"
write_manifest() { # folder, dependencies
    cat >"$1/Package.swift" <<SWIFT
// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "measured", platforms: [.macOS(.v15)], dependencies: [$2], targets: [.executableTarget(name: "App")])
SWIFT
}
write_manifest "$work/tool" ".package(name: \"stepsmith\", path: \"$root\")"
write_manifest "$work/empty" ""
# From nothing, but with the dependencies resolved and all manifests read.
build_clean() { # folder, product
    find "$1/.build" -mindepth 1 -maxdepth 1 ! -name checkouts ! -name repositories ! -name workspace-state.json -exec rm -rf {} +
    cpu swift build --package-path "$1" --product "$2"
}
for package in tool empty; do
    swift package --package-path "$work/$package" resolve >"$log" 2>&1 || { tail "$log"; exit 1; }
    mkdir -p "$work/$package/.build"
done
clean=$(median build_clean "$work/tool" stepsmith-generate)
empty=$(median build_clean "$work/empty" App)
tool=$work/tool/.build/debug/stepsmith-generate
row "clean debug build of the tool, all of swift build: CPU" "$clean s" "< 7 s" "$clean" 7
row "  the same of a package with nothing but print(\"Hello\")" "$empty s"
row "  more, for the tool" "$(calculate %.3f "$clean - $empty") s"

# MARK: Generating

"$here/write-specs.sh" "$work/specs"
mkdir -p "$work/out"
all=()
for spec in "$work"/specs/*.yaml; do all+=(--input "$spec" --output "$work/out/$(basename "$spec" .yaml).workflow.swift"); done
one=(--input "$work/specs/workflow_1.yaml" --output "$work/out/workflow_1.workflow.swift")
generate() {
    # A file that would not change is not written, and cost less.
    rm -f "$work"/out/*
    cpu "$tool" spec "$@"
}
forty=$(median generate "${all[@]}")
[ "$(find "$work/out" -name '*.swift' -size +1k | wc -l)" -eq 40 ] || { echo "FAILED: 40 specs did not give 40 files"; exit 1; }
single=$(median generate "${one[@]}")
empty=$(median cpu "$tool" registry --output "$work/out/none.swift")
row "generator, debug, 40 specs (200 result schemas): CPU" "$(milliseconds "$forty")" "< 100 ms" "$forty" 0.1
row "generator, debug, one spec: CPU" "$(milliseconds "$single")" "< 15 ms" "$single" 0.015
row "  of which starting the process (no specs)" "$(milliseconds "$empty")"

# MARK: A build with nothing to do, with the plugin and without

user=$work/user
mkdir -p "$user/Sources/App" "$user/specs"
cp "$work/specs/workflow_1.yaml" "$user/specs/"
manifest() { # plugins of the target
    cat >"$user/Package.swift" <<SWIFT
// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "user",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "stepsmith", path: "$root")],
    targets: [
        .executableTarget(name: "App", dependencies: [.product(name: "Stepsmith", package: "stepsmith")], plugins: [$1])
    ]
)
SWIFT
}
echo 'print(Workflow1.definition.identity)' >"$user/Sources/App/main.swift"
build_user() { swift build --package-path "$user"; }
prepare_user() {
    # SwiftPM tells times apart by the second.
    sleep 1.1
    build_user >"$log" 2>&1 || { tail -20 "$log"; exit 1; }
}
manifest '.plugin(name: "GenerateHandlers", package: "stepsmith")'
prepare_user
with_plugin=$(median wall build_user)
# The same code, generated beforehand.
cp "$work"/out/workflow_1.workflow.swift "$user/Sources/App/"
manifest ''
prepare_user
without_plugin=$(median wall build_user)
added=$(calculate %.3f "$with_plugin - $without_plugin")
row "build with nothing to do, with the plugin: wall" "$with_plugin s"
row "  the same package without it" "$without_plugin s"
row "  more, with the plugin" "$added s" "< 0.2 s" "$added" 0.2
row "  ratio" "$(calculate '%.2f×' "$with_plugin / $without_plugin")"
