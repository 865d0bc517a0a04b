import Foundation
import SpecDrift
import SpecFiles
import YAMLSyntax

/// One side of a comparison: specs of a file or folder as they are, or as a git revision has them.
struct SpecRevision {
    let specs: SpecSet
    /// By identity and version, the file that each workflow is in, as it is called in reports.
    let workflows: [CanonicalWorkflow]
    private let files: [String: String]
    private let checkout: GitCheckout?

    /// Throws `GitError` when the argument names no file or folder, and no revision either.
    ///
    /// - Parameter argument: a path, or `REVISION:PATH` as git writes it, such as `HEAD~1:specs`.
    init(_ argument: String) throws {
        if !FileManager.default.fileExists(atPath: argument), let colon = argument.firstIndex(of: ":") {
            let checkout = try GitCheckout(
                revision: String(argument[..<colon]), path: String(argument[argument.index(after: colon)...]))
            self.init(SpecSet([checkout.path]), checkout)
        } else {
            self.init(SpecSet([argument]), nil)
        }
    }

    init(_ specs: SpecSet, _ checkout: GitCheckout?) {
        self.specs = specs
        self.checkout = checkout
        let found = specs.canonicalWorkflows
        workflows = found.map(\.workflow)
        files = Dictionary(found.map { ($0.workflow.identity + "@" + $0.workflow.version, $0.file) }) { first, _ in first }
    }

    /// Findings under the names that the files have in the revision.
    var diagnostics: [Diagnostic] {
        specs.diagnostics.map { found in
            var found = found
            found.file = checkout?.name(of: found.file) ?? found.file
            return found
        }
    }

    /// The place of a change, when this side has it.
    func place(of change: Change, _ places: SpecPlaces) -> (file: String, range: SourceRange)? {
        let file = workflows.last { $0.identity == change.workflow }.flatMap { files[$0.identity + "@" + $0.version] }
        guard let file else { return nil }
        return (checkout?.name(of: file) ?? file, places.range(of: change.at, in: file))
    }
}
