import ArgumentParser
import Foundation
import SpecFiles
import SwiftCodegen
import WorkflowSpec
import YAMLSyntax

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tells which specs the GenerateHandlers plugin finds for each target, and why, and what it makes of them.",
        discussion: """
            Without --target, these are the targets that use the plugin, as SwiftPM reads Package.swift; where it cannot be read, \
            every folder in Sources/. `swift package stepsmith-explain` calls this with the targets that depend on the product \
            Stepsmith, because a package does not tell its command plugins more.
            """)

    @Option(help: ArgumentHelp("The package's folder.", valueName: "dir"))
    var package: String = "."

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("A target's name and its folder; may be given more than once.", valueName: "name dir"))
    var target: [String] = []

    func validate() throws {
        if target.count % 2 != 0 { throw ValidationError("--target takes two values: a target's name and its folder.") }
    }

    func run() throws {
        let package = absolute(package)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: package, isDirectory: &isFolder), isFolder.boolValue else {
            StandardError.write("error: there is no folder \(Diagnostic.printable(package))\n")
            throw ExitCode(1)
        }
        let (targets, usesPlugin) = try targets(of: package)
        var hasProblems = false
        for (name, folder) in targets {
            let page = TargetPage(
                name: name, folder: folder, usesPlugin: usesPlugin,
                discovery: SpecDiscovery(packageDirectory: package, targetDirectory: folder))
            print(page.lines.map { Diagnostic.printable($0) }.joined(separator: "\n"))
            print("")
            for problem in page.discovery.problems { StandardError.write(problem + "\n") }
            if !page.discovery.problems.isEmpty { hasProblems = true }
        }
        if hasProblems { throw ExitCode(1) }
    }

    /// - Returns: Names and folders, and whether those are known to use the plugin.
    private func targets(of package: String) throws -> ([(String, String)], usesPlugin: Bool) {
        if !target.isEmpty { return (pairs, false) }
        let problem: String
        if let manifest = PackageManifest.read(package) {
            let users = manifest.targets.filter { $0.plugins.contains("GenerateHandlers") }
            if !users.isEmpty { return (users.map { ($0.name, $0.folder) }, true) }
            problem = "has no target that uses the plugin GenerateHandlers; give one \"plugins\" in Package.swift, or name one"
        } else {
            let folders = sourceFolders(package)
            if !folders.isEmpty { return (folders, false) }
            problem = "has no folders in Sources/; name a target"
        }
        StandardError.write("error: \(Diagnostic.printable(package)) \(problem) with --target NAME DIR\n")
        throw ExitCode(1)
    }

    private var pairs: [(String, String)] {
        stride(from: 0, to: target.count, by: 2).map { (target[$0], absolute(target[$0 + 1])) }
    }

    private func sourceFolders(_ package: String) -> [(String, String)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: package + "/Sources")) ?? []
        return names.sorted().compactMap { name in
            var isFolder: ObjCBool = false
            let path = package + "/Sources/" + name
            guard !name.hasPrefix("."), FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
            else { return nil }
            return (name, path)
        }
    }

    private func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}

/// What there is to say about one target.
private struct TargetPage {
    let name: String
    let folder: String
    /// False when that is not known.
    let usesPlugin: Bool
    let discovery: SpecDiscovery

    var lines: [String] {
        var lines = ["Target \(name) in \(folder)"]
        let plugin =
            usesPlugin ? "used, as Package.swift says" : "this is what it does if the target uses it; Package.swift tells"
        lines += ["  plugin GenerateHandlers: \(plugin)", "  config: \(config)"]
        let isDefault = discovery.config?.access == nil
        lines.append("  access: \(discovery.access)\(isDefault ? ", the default" : ", from the config")")
        for root in discovery.roots { lines.append("  looked in: \(root.path), because \(root.reason)") }
        if discovery.specs.isEmpty {
            lines.append(
                "  no specs: put them into specs/ in the package or in the target, or list them in \(SpecConfig.fileName)")
            return lines
        }
        let qualified = QualifiedNames(discovery.specs)
        for spec in discovery.specs {
            lines.append("  \(spec.name)")
            lines.append("    generates \(generatedFileName(spec.name)): \(type(of: spec, qualified))")
        }
        lines.append("  all of them together generate \(registryFileName)")
        return lines
    }

    private var config: String {
        guard let config = discovery.config else {
            return discovery.problems.isEmpty ? "none (there is no \(discovery.configPath))" : discovery.configPath
        }
        let keys = [config.specs == nil ? nil : "specs", config.access == nil ? nil : "access"].compactMap { $0 }
        return "\(discovery.configPath), which sets \(keys.isEmpty ? "nothing" : keys.joined(separator: " and "))"
    }

    private func type(of spec: SpecDiscovery.Spec, _ qualified: QualifiedNames) -> String {
        guard let workflow = SpecLoader.load(spec.path).spec else { return "nothing until its errors are mended" }
        let word = qualified.qualification(of: spec)
        let qualification = word.flatMap { WorkflowNaming.Qualification(rawValue: $0) } ?? .none
        let name = WorkflowNaming.name(of: workflow, qualification: qualification)
        if workflow.isDefinitionsOnly { return "enum \(name), the types of its definitions" }
        return "enum \(name)" + (word == nil ? "" : ", with its \(word ?? "") because another workflow has the same name")
    }
}
