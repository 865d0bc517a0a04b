import Foundation
import PackagePlugin

/// Turns a target's specs into Swift while it builds: one command per spec, so that an edit regenerates one file, and one
/// command over all of them for the registration table and the checks between specs.
@main
struct GenerateHandlers: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
        guard let module = target as? any SourceModuleTarget else { return [] }
        return try commands(
            tool: context.tool(named: "stepsmith-generate").url, output: context.pluginWorkDirectoryURL,
            discovery: SpecDiscovery(
                packageDirectory: context.package.directoryURL.path, targetDirectory: module.directoryURL.path),
            target: target.name, targetDirectory: module.directoryURL.path)
    }

    private func commands(
        tool: URL, output: URL, discovery: SpecDiscovery, target: String, targetDirectory: String
    ) throws -> [Command] {
        if !discovery.problems.isEmpty { throw PlanError(description: discovery.problems.joined(separator: "\n")) }
        if discovery.specs.isEmpty {
            Diagnostics.warning(
                "GenerateHandlers found no specs for target \(target): put them into specs/ in the package or in the target, "
                    + "or list them in the target's \(SpecConfig.fileName); `swift package stepsmith-explain` tells more")
            return []
        }
        let config = discovery.config == nil ? [] : [URL(fileURLWithPath: discovery.configPath)]
        let typeNames = QualifiedNames(discovery.specs)
        var commands: [Command] = []
        var registry = [
            "registry", "--output", output.appending(path: registryFileName).path, "--access", discovery.access,
        ]
        let specs = discovery.specsWithReferenced
        for spec in specs {
            let file = output.appending(path: generatedFileName(spec.name))
            var arguments = [
                "spec", "--access", discovery.access, "--input", spec.path, "--output", file.path, "--source-name", spec.name,
            ]
            let qualification = typeNames.qualification(of: spec)
            if let qualification { arguments += ["--qualify", qualification] }
            registry += ["--spec", spec.path, "--source-name", spec.name]
            if let qualification { registry += ["--qualify", qualification] }
            commands.append(
                .buildCommand(
                    displayName: "Generating handlers from \(spec.name)", executable: tool, arguments: arguments,
                    inputFiles: ([spec.path] + ReferencedPaths.files(of: spec.path)).map { URL(fileURLWithPath: $0) } + config,
                    outputFiles: [file]))
        }
        // SwiftPM plans again when a file is added to a target's folder, and not when one is added to the package's `specs`: there the
        // folders themselves are inputs, and the tool reports a spec that is not in the plan.
        let roots = discovery.watchedRoots(outside: targetDirectory)
        for root in roots { registry += ["--root", root] }
        let folders = roots.flatMap { discovery.folders(below: $0) }.map { URL(fileURLWithPath: $0) }
        commands.append(
            .buildCommand(
                displayName: "Generating the workflow registry of \(target)", executable: tool, arguments: registry,
                inputFiles: specs.map { URL(fileURLWithPath: $0.path) } + config + folders,
                outputFiles: [output.appending(path: registryFileName)]))
        return commands
    }

    struct PlanError: Error, CustomStringConvertible {
        var description: String
    }
}

#if canImport(XcodeProjectPlugin)
    import XcodeProjectPlugin

    extension GenerateHandlers: XcodeBuildToolPlugin {
        func createBuildCommands(context: XcodePluginContext, target: XcodeTarget) throws -> [Command] {
            // An Xcode target has no folder of its own: its config, or else any spec among its files, shows where it lives.
            let files = target.inputFiles.map(\.url)
            let anchor =
                files.first { $0.lastPathComponent == SpecConfig.fileName }
                ?? files.first { $0.pathExtension == "yaml" || $0.pathExtension == "yml" }
            let project = context.xcodeProject.directoryURL.path
            let directory = anchor?.deletingLastPathComponent().path ?? project
            return try commands(
                tool: context.tool(named: "stepsmith-generate").url, output: context.pluginWorkDirectoryURL,
                discovery: SpecDiscovery(packageDirectory: project, targetDirectory: directory),
                target: target.displayName, targetDirectory: directory)
        }
    }
#endif
