import Foundation
import SpecFiles
import SwiftCodegen
import WorkflowSpec
import YAMLSyntax

/// Whether a folder holds what the specs generate, byte for byte, with what generating them finds.
struct SnapshotCheck {
    let folder: OutputFolder
    private(set) var diagnostics: [Diagnostic] = []

    init(_ specs: SpecSet, access: AccessLevel, in path: String) {
        folder = OutputFolder(path: path)
        let files = specs.entries.map { (entry: $0, result: specs.generated($0, access: access)) }
        let registry = RegistryGenerator.generate(specs.registryEntries, access: access)
        diagnostics = files.flatMap { $0.result?.diagnostics ?? [] } + registry.diagnostics
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            diagnostics.append(
                Diagnostic(
                    .snapshotMissing, file: path, range: .fileStart,
                    "there is no such folder; make it with `stepsmith generate --lock --output \(path)`"))
            return
        }
        for (entry, result) in files {
            guard let result, let spec = entry.spec else { continue }
            compare(generatedFileName(entry.name), result.text, entry.path, spec.name.range)
        }
        if specs.entries.allSatisfy({ $0.spec != nil }) {
            compare(registryFileName, registry.text, folder.path(of: registryFileName), .fileStart)
        }
        let current = Set(specs.entries.map { generatedFileName($0.name) })
        for name in StaleFiles(in: folder).names(besides: current) {
            diagnostics.append(
                Diagnostic(
                    .snapshotOrphaned, file: folder.path(of: name), range: .fileStart,
                    "the spec that this was generated from is gone; \(refresh)"))
        }
    }

    private var refresh: String { "write it anew with `stepsmith generate --lock --output \(folder.path)`" }

    private mutating func compare(_ name: String, _ text: String, _ file: String, _ range: SourceRange) {
        let path = folder.path(of: name)
        guard let data = FileManager.default.contents(atPath: path) else {
            diagnostics.append(
                Diagnostic(.snapshotStale, file: file, range: range, "\(path) is not there; \(refresh)"))
            return
        }
        if data == Data(text.utf8) { return }
        diagnostics.append(
            Diagnostic(.snapshotStale, file: file, range: range, "\(path) is not what this generates; \(refresh)"))
    }
}
