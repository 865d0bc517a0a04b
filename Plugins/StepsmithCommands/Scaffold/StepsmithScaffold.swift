import Foundation
import PackagePlugin

/// `swift package stepsmith-scaffold`: stubs for the handlers that targets lack, into the `Handlers` folder of each.
@main
struct StepsmithScaffold: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {
        var extractor = ArgumentExtractor(arguments)
        let names = extractor.extractOption(named: "target")
        let wantsTests = extractor.extractFlag(named: "tests") > 0
        try extractor.finish(usage: "stepsmith-scaffold [--target NAME]… [--tests]")
        let tool = try context.stepsmith()
        let targets = try SpecTarget.all(in: context.package, named: names)
        if names.isEmpty { try refuseSharedSpecs(targets) }
        for found in targets {
            let folder = found.target.directoryURL
            var options = ["scaffold", "--output", folder.appending(path: "Handlers").path, "--sources", folder.path]
            if wantsTests {
                let tests = testTarget(of: found.target, in: context.package)
                let path = tests?.directoryURL ?? context.package.directoryURL.appending(path: "Tests/\(found.target.name)Tests")
                options += ["--tests", "--module", found.target.moduleName, "--tests-output", path.path]
                if tests == nil {
                    print(
                        "Package.swift needs a test target for \(found.target.name):\n    .testTarget(name: "
                            + "\"\(found.target.name)Tests\", dependencies: [\"\(found.target.name)\"])")
                }
            }
            try tool.run(options + ["--"] + found.paths())
        }
    }

    /// The package's specs may belong to several targets, and handlers to one only.
    private func refuseSharedSpecs(_ targets: [SpecTarget]) throws {
        var owners: [String: String] = [:]
        for found in targets {
            for spec in found.discovery.specs {
                guard let other = owners.updateValue(found.target.name, forKey: spec.path) else { continue }
                throw SpecTarget.Failure(
                    description: "\(spec.path) may belong to \(other) and to \(found.target.name); say whose handlers to write "
                        + "with --target NAME")
            }
        }
    }

    private func testTarget(of target: any Target, in package: Package) -> (any SourceModuleTarget)? {
        package.targets.compactMap { $0 as? any SourceModuleTarget }.first { candidate in
            candidate.kind == .test
                && candidate.dependencies.contains { dependency in
                    guard case .target(let tested) = dependency else { return false }
                    return tested.name == target.name
                }
        }
    }
}
