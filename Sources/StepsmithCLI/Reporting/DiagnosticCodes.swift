import SpecFiles
import SwiftCodegen
import WorkflowSpec
import YAMLSyntax

extension DiagnosticCode {
    /// Every code of every stage, by name.
    static let all: [DiagnosticCode] = Set(yamlSyntaxCodes + specCodes + codegenCodes + fileCodes + commandCodes)
        .sorted { $0.id < $1.id }

    static let commandCodes: [DiagnosticCode] = [
        outputConflict, noWorkflow, folderUnmade, breakingChange, compatibleChange, snapshotMissing, snapshotStale,
        snapshotOrphaned, lockMissing, lockUnreadable, lockStale, fingerprintChanged, incompatibleChange, handlerMissing,
        handlerOrphaned,
    ]

    static let snapshotMissing = DiagnosticCode(
        "snapshot-missing", .error,
        "The folder of generated files is not there. `stepsmith generate --lock` makes it; commit it, so that reviews see what a spec "
            + "change does to the code.")
    static let snapshotStale = DiagnosticCode(
        "snapshot-stale", .error,
        "A generated file is not what its spec generates now. Write the folder anew and commit it with the spec.")
    static let snapshotOrphaned = DiagnosticCode(
        "snapshot-orphaned", .error,
        "A generated file is still there although its spec is gone. Write the folder anew, which removes it.")
    static let lockMissing = DiagnosticCode(
        "lock-missing", .error, "There is no lock to compare the specs with. `stepsmith generate --lock` writes it; commit it.")
    static let lockUnreadable = DiagnosticCode(
        "lock-unreadable", .error, "The lock is damaged or was written by a newer version of Stepsmith.")
    static let lockStale = DiagnosticCode(
        "lock-stale", .error,
        "The lock does not say what the specs are now. `stepsmith generate --lock` writes it anew, and refuses when a version changed "
            + "in a way that needs a new one.")
    static let fingerprintChanged = DiagnosticCode(
        "fingerprint-changed", .warning,
        "Stores remember the fingerprint of a workflow's version and refuse another definition under the same version, even one "
            + "that breaks nobody. Raise the version, unless no store has seen this one yet.")
    static let incompatibleChange = DiagnosticCode(
        "incompatible-change", .error,
        "A version that is in use changed in a way that refuses what its callers send or what its runs have recorded. Undo the "
            + "change, or raise the version: runs of the old one then go on under the old definition.")
    static let handlerMissing = DiagnosticCode(
        "handler-missing", .error,
        "A step has no handler in the folders that were looked at. `stepsmith scaffold` writes a stub for it.")
    static let handlerOrphaned = DiagnosticCode(
        "handler-orphaned", .error,
        "A handler belongs to a step that its workflow no longer has. Remove it, or rename it to the step's new name.")

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
