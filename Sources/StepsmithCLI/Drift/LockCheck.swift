import Foundation
import SpecDrift
import SpecFiles
import YAMLSyntax

/// Whether the lock is up to date, and whether a version that it knows has changed under callers or stored runs.
struct LockCheck {
    private let specs: [(workflow: CanonicalWorkflow, file: String)]
    private let places = SpecPlaces()
    private(set) var diagnostics: [Diagnostic] = []

    init(_ specs: SpecSet) { self.specs = specs.canonicalWorkflows }

    /// The lock that these specs make.
    var current: SchemaLock { SchemaLock(specs.map(\.workflow)) }

    // MARK: The lock as a file

    /// Nil, with a finding, when it is not there or cannot be read.
    mutating func read(_ path: String) -> SchemaLock? {
        guard let data = FileManager.default.contents(atPath: path) else {
            report(.lockMissing, path, .fileStart, "there is no such file; write it with `stepsmith generate --lock`")
            return nil
        }
        return parse(data, path)
    }

    /// As a git revision has it. A revision without the file has nothing to compare with.
    mutating func read(_ path: String, at revision: String) -> SchemaLock? {
        do {
            return parse(Data(try Git.run(["show", revision + ":./" + path])), revision + ":" + path)
        } catch {
            report(.lockMissing, path, .fileStart, "\(revision) has no lock to compare with: \(error)")
            return nil
        }
    }

    private mutating func parse(_ data: Data, _ path: String) -> SchemaLock? {
        do {
            return try SchemaLock(reading: data)
        } catch {
            report(.lockUnreadable, path, .fileStart, "\(error)")
            return nil
        }
    }

    // MARK: Comparing

    /// Reports every change of a version that the lock knows, if it breaks callers or stored runs.
    mutating func refuseIncompatible(with lock: SchemaLock) {
        for known in lock.workflows {
            guard let (workflow, file) = specs.first(where: { known.isSameVersion(as: $0.workflow) }) else { continue }
            for change in SpecComparison.changes(from: [known], to: [workflow]) where change.isIncompatible {
                let range = places.range(of: change.isGone ? change.parent : change.at, in: file)
                report(
                    .incompatibleChange, file, range,
                    "\(change.at.isEmpty ? "" : change.at + ": ")\(change.message), which \(change.verdict) of version "
                        + "\(known.version); undo it, or raise the version [\(change.rule.id)]")
            }
        }
    }

    /// Reports what the lock does not have as it is.
    mutating func refuseStale(_ lock: SchemaLock, _ path: String) {
        for (workflow, file) in specs {
            let known = lock.workflows.first { $0.isSameVersion(as: workflow) }
            if known == workflow { continue }
            let place = places.range(of: "/version", in: file)
            guard let known else {
                report(.lockStale, file, place, "\(path) does not have version \(workflow.version); write it anew")
                continue
            }
            report(.lockStale, file, place, "\(path) has version \(workflow.version) as it was before; write it anew")
            if known.fingerprint != workflow.fingerprint {
                report(
                    .fingerprintChanged, file, place,
                    "stores that know version \(workflow.version) refuse this one, whatever changed; raise the version")
            }
        }
        for known in lock.workflows where !specs.contains(where: { known.isSameVersion(as: $0.workflow) }) {
            report(
                .lockStale, path, .fileStart,
                "\(known.identity) version \(known.version) is in no spec any more; write the lock anew")
        }
    }

    private mutating func report(_ code: DiagnosticCode, _ file: String, _ range: SourceRange, _ message: String) {
        diagnostics.append(Diagnostic(code, file: file, range: range, message))
    }
}

extension CanonicalWorkflow {
    fileprivate func isSameVersion(as other: CanonicalWorkflow) -> Bool {
        identity == other.identity && version == other.version
    }
}

extension Change {
    /// Whether a version that is in use may not change so. What breaks handlers alone, the compiler finds.
    fileprivate var isIncompatible: Bool { breaks.contains { $0 != .handlers } }

    /// The place around what is gone.
    fileprivate var parent: String { at.lastIndex(of: "/").map { String(at[..<$0]) } ?? "" }
}
