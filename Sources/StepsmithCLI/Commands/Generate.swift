import ArgumentParser
import Foundation
import SpecDrift
import SpecFiles
import SwiftCodegen
import YAMLSyntax

struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes Swift from specs: a file for each, and one with the table of all workflows.",
        discussion: """
            For packages that keep generated code instead of using the GenerateHandlers plugin. A file that would not change is \
            not touched; nothing is written for a spec with errors, and no table while any has. When only folders are given, files \
            generated before from specs that are gone are removed; give all folders that share an output folder in one call.
            """)

    @Argument(help: ArgumentHelp("Specs, or folders to look for *.yaml and *.yml in.", valueName: "path"))
    var paths: [String] = ["specs"]

    @Option(name: [.short, .long], help: ArgumentHelp("The folder for the files; made if it is not there.", valueName: "dir"))
    var output: String

    @Option(help: "The access level of the generated declarations.")
    var access: AccessLevel = .internal

    @Flag(help: "Write \(SchemaLock.fileName) into the folder, too, which `stepsmith check` compares with.")
    var lock = false

    @Flag(
        help:
            "Write the lock even when a version that it has changed in a way that breaks callers or stored runs: for versions that nobody runs."
    )
    var allowIncompatible = false

    @Flag(help: "Treat warnings as errors.")
    var strict = false

    @Flag(help: "Show info findings too.")
    var verbose = false

    func validate() throws {
        if allowIncompatible, !lock { throw ValidationError("--allow-incompatible is of use only with --lock.") }
        try PathArguments.refuseEmpty([output], of: "--output")
        try PathArguments.refuseEmpty(paths, of: "a path")
    }

    func run() throws {
        let specs = SpecSet(paths)
        let registry = RegistryGenerator.generate(specs.registryEntries, access: access)
        var diagnostics = specs.diagnostics + registry.diagnostics + conflicts(specs)
        var files: [(name: String, text: String, source: String)] = []
        for entry in specs.entries {
            guard let result = specs.generated(entry, access: access) else { continue }
            diagnostics += result.diagnostics
            files.append((generatedFileName(entry.name), result.text, entry.path))
        }
        let failed = Set(diagnostics.filter { $0.isFailure(strict: strict) }.map(\.file))
        var unchanged = 0
        let isWhole = write(files.filter { !failed.contains($0.source) }, &unchanged, &diagnostics)
        // The table names the types of all the others.
        if failed.isEmpty, isWhole { write([(registryFileName, registry.text, "")], &unchanged, &diagnostics) }
        if lock, failed.isEmpty { writeLock(specs, &unchanged, &diagnostics) }
        if sawEverything(specs) { removeStale(specs, &diagnostics) }
        if unchanged > 0 { print("\(TextReport.counted(unchanged, "file")) unchanged") }
        let report = Report(diagnostics, specCount: specs.entries.count)
        report.show(.text, strict: strict, verbose: verbose)
        if report.hasFailed(strict: strict) { throw ExitCode(1) }
    }

    /// Says which files were written, and gives back whether all that should be there are.
    @discardableResult
    private func write(
        _ files: [(name: String, text: String, source: String)], _ unchanged: inout Int, _ diagnostics: inout [Diagnostic]
    ) -> Bool {
        let folder = OutputFolder(path: output)
        var isWhole = true
        for file in files {
            switch folder.write(file.text, to: file.name) {
            case .written: print("wrote \(Diagnostic.printable(folder.path(of: file.name)))")
            case .unchanged: unchanged += 1
            case .failed(let diagnostic):
                diagnostics.append(diagnostic)
                isWhole = false
            }
        }
        return isWhole
    }

    private func writeLock(_ specs: SpecSet, _ unchanged: inout Int, _ diagnostics: inout [Diagnostic]) {
        var check = LockCheck(specs)
        let path = OutputFolder(path: output).path(of: SchemaLock.fileName)
        if !allowIncompatible, FileManager.default.fileExists(atPath: path), let known = check.read(path) {
            check.refuseIncompatible(with: known)
        }
        diagnostics += check.diagnostics
        if check.diagnostics.isEmpty { write([(SchemaLock.fileName, check.current.text, "")], &unchanged, &diagnostics) }
    }

    /// Whether a spec that is not in the set is gone. A spec by itself tells nothing of others, and a folder that could not
    /// be read whole may hold more.
    private func sawEverything(_ specs: SpecSet) -> Bool {
        let known = Set(specs.entries.map(\.path))
        return paths.allSatisfy { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
        } && specs.diagnostics.allSatisfy { $0.severity < .error || known.contains($0.file) }
    }

    private func removeStale(_ specs: SpecSet, _ diagnostics: inout [Diagnostic]) {
        let folder = OutputFolder(path: output)
        for name in StaleFiles(in: folder).names(besides: Set(specs.entries.map { generatedFileName($0.name) })) {
            let path = folder.path(of: name)
            if let problem = OutputFile.remove(path) {
                diagnostics.append(problem)
            } else {
                print("removed \(Diagnostic.printable(path))")
            }
        }
    }

    /// Specs of several folders whose paths below these are the same.
    private func conflicts(_ specs: SpecSet) -> [Diagnostic] {
        var first: [String: String] = [:]
        var found: [Diagnostic] = []
        for entry in specs.entries {
            guard let other = first.updateValue(entry.path, forKey: generatedFileName(entry.name)) else { continue }
            let message = "would be generated into the same file as"
            for (path, twin) in [(entry.path, other), (other, entry.path)] {
                found.append(Diagnostic(.outputConflict, file: path, range: .fileStart, "\(message) \(twin)"))
            }
        }
        return found
    }
}
