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

# Resolved, with the manifests read: what is measured is the tool's.
swift package --package-path "$root" --scratch-path "$work/tool" resolve >"$log" 2>&1 || { tail "$log"; exit 1; }
build_tool() { swift build --package-path "$root" --scratch-path "$work/tool" --product stepsmith-generate; }
debug=$work/tool/debug
forget_tool() {
    local module
    for module in YAMLSyntax WorkflowSpec SwiftCodegen SpecFiles Patterns stepsmith_generate; do
        # What SwiftPM itself writes while it plans is not written again, and stays.
        find "$debug/$module.build" -type f ! -name '*.json' ! -name sources -delete
        rm -f "$debug/Modules/$module".*
    done
    rm -f "$debug/stepsmith-generate"
}
compile_tool() {
    forget_tool
    cpu build_tool
}
clean=$(cpu build_tool)
nothing_to_do=$(median cpu build_tool)
compile=$(median compile_tool)
compile=$(calculate %.3f "$compile - $nothing_to_do")
tool=$debug/stepsmith-generate
row "clean debug build of the tool, all of swift build: CPU" "$clean s" "< 7 s" "$clean" 7
row "  compiling and linking the tool alone" "$compile s"
row "  swift build with nothing to do" "$nothing_to_do s"

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
