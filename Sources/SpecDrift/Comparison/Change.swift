/// Who a change of a spec harms.
public enum Break: String, Codable, Sendable, CaseIterable, Comparable {
    /// An input that was accepted is now refused.
    case callers
    /// A handler that compiled no longer does.
    case handlers
    /// An input or result that a run recorded no longer decodes or validates, or the graph changed under the run.
    case storedRuns = "stored_runs"

    public static func < (a: Break, b: Break) -> Bool { a.rawValue < b.rawValue }
}

/// One difference between two versions of a workflow.
public struct Change: Sendable, Equatable {
    /// Namespace and name.
    public var workflow: String
    /// Where, as a JSON Pointer into the new spec; into the old one for what is gone.
    public var at: String
    /// Whether `at` is a place of the old spec.
    public var isGone: Bool
    public var rule: DriftRule
    /// Sorted; empty for what harms nobody.
    public var breaks: [Break]
    public var message: String
}

extension Change {
    /// Changes in the order of their workflows and places, those of one rule at one place as one.
    static func merged(_ changes: [Change]) -> [Change] {
        var out: [Change] = []
        var indices: [String: Int] = [:]
        for change in changes {
            let key = change.workflow + "\n" + change.at + "\n" + change.rule.id
            if let index = indices[key] {
                out[index].breaks = Set(out[index].breaks + change.breaks).sorted()
            } else {
                indices[key] = out.count
                out.append(change)
            }
        }
        return out
    }
}

/// A place in a spec.
struct Pointer {
    private var tokens: [String]

    init(_ tokens: String...) { self.tokens = tokens }

    func then(_ tokens: String...) -> Pointer {
        var pointer = self
        pointer.tokens += tokens
        return pointer
    }

    func then(_ index: Int) -> Pointer { then(String(index)) }

    /// RFC 6901.
    var text: String {
        tokens.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }
}
