import SpecFiles
import SwiftCodegen
import WorkflowSpec
import YAMLSyntax

extension DiagnosticCode {
    /// Every code of every stage, by name.
    static let all: [DiagnosticCode] = Set(yamlSyntaxCodes + specCodes + codegenCodes + fileCodes + commandCodes)
        .sorted { $0.id < $1.id }

    static let commandCodes: [DiagnosticCode] = [
        outputConflict, noWorkflow, folderUnmade, breakingChange, compatibleChange,
    ]

    static let breakingChange = DiagnosticCode(
        "breaking-change", .error,
        "The spec changed in a way that breaks callers, handlers or stored runs, as the message says. Undo it, or give the workflow a "
            + "new version, so that runs of the old one go on under the old definition.")

    static let compatibleChange = DiagnosticCode(
        "compatible-change", .info, "The spec changed in a way that breaks nobody. Nothing needs to be done.")

    static let outputConflict = DiagnosticCode(
        "output-conflict", .error,
        "Two specs have the same path below the folders they were looked for in, so both would be generated into one file. Rename "
            + "one of them, or give the command a folder that holds both.")

    static let noWorkflow = DiagnosticCode(
        "no-workflow", .error,
        "The file holds definitions for other specs and no workflow of its own, so there is nothing to show.")

    static let folderUnmade = DiagnosticCode(
        "folder-unmade", .error,
        "The folder for a file that was to be written is not there and could not be made; the message says why. A file of that "
            + "name, or the permissions of the folder above it, are the most frequent reasons.")

    /// What `--explain` prints.
    var page: String { "\(id) (\(severity.rawValue))\n\n\(explanation)" }

    /// The code that a mistyped name most likely means.
    static func nearest(to name: String) -> DiagnosticCode? {
        var best: (code: DiagnosticCode, distance: Int)?
        for code in all {
            let distance = Array(code.id).difference(from: Array(name.lowercased().prefix(100))).count
            if distance < best?.distance ?? (code.id.count / 2 + 1) { best = (code, distance) }
        }
        return best?.code
    }
}
