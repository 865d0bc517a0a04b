import Foundation
import SpecFiles
import SwiftCodegen
import YAMLSyntax

/// Puts stubs and tests where nothing is yet, and says what it did.
struct ScaffoldWriter {
    private let folder: OutputFolder
    private let existing: ExistingHandlers
    private var registrations: [String] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(output: String, sources: [String]) {
        folder = OutputFolder(path: output)
        existing = ExistingHandlers(below: [output] + sources)
    }

    mutating func write(_ scaffold: Scaffold) {
        var hasWritten = false
        for stub in scaffold.stubs {
            if let file = existing.file(with: stub, of: scaffold) {
                say("kept", "\(file), which handles step \(stub.step)")
            } else if put(stub.text, scaffold.typeName + "/" + stub.fileName, in: folder) {
                hasWritten = true
            }
        }
        if hasWritten, let registration = scaffold.registration { registrations.append(registration) }
    }

    mutating func writeTest(_ text: String, _ name: String, to path: String) { put(text, name, in: OutputFolder(path: path)) }

    /// The calls to paste, now that there are handlers.
    func finish() {
        if registrations.isEmpty { return }
        print("\nFill in the stubs, then give an engine the workflows:\n")
        for registration in registrations {
            for line in registration.split(separator: "\n") { print("    " + line) }
        }
        print("")
    }

    /// Whether the file is new.
    @discardableResult
    private mutating func put(_ text: String, _ name: String, in folder: OutputFolder) -> Bool {
        let path = folder.path(of: name)
        if FileManager.default.fileExists(atPath: path) {
            say("kept", path)
            return false
        }
        if case .failed(let diagnostic) = folder.write(text, to: name) {
            diagnostics.append(diagnostic)
            return false
        }
        say("wrote", path)
        return true
    }

    private func say(_ verb: String, _ what: String) { print("\(verb) \(Diagnostic.printable(what))") }
}
