public import Stepsmith

/// What became of a group's schema: a type that was generated, or why there is none.
public enum GeneratedSchema: Sendable {
    /// With the keywords that the schema has and that only annotate, and whether one of its defaults breaks its own schema.
    case type(any Workflow.Type, annotations: [String] = [], hasBadDefault: Bool = false)
    /// The keyword that is in the way.
    case unsupported(String)
    /// The generator refused what it should have taken.
    case failed(String)
}

/// How generated code fared on one test.
enum Verdict: Equatable {
    case agree
    case disagree(String)
    /// By the keyword in the way.
    case unsupported(String)

    init(_ schema: GeneratedSchema, _ test: Suite.Test) {
        switch schema {
        case .unsupported(let keyword): self = .unsupported(keyword)
        case .failed(let why): self = .disagree(why)
        case .type(let type, let annotations, let hasBadDefault):
            self = Verdict.run(type, test, annotations, hasBadDefault)
        }
    }

    private static func run<W: Workflow>(
        _ type: W.Type, _ test: Suite.Test, _ annotations: [String], _ hasBadDefault: Bool
    ) -> Verdict {
        let failures = failures(type, test.data)
        if failures.isEmpty != test.isValid {
            if let limit = knownLimit(failures, test) { return .unsupported(limit) }
            // Optional tests of older drafts have them enforced.
            if failures.isEmpty, let keyword = annotations.first { return .unsupported(keyword) }
            return .disagree(test.isValid ? "refused: " + failures.map(\.description).joined(separator: "; ") : "accepted")
        }
        return test.isValid ? roundTrip(type, test.data, hasBadDefault) : .agree
    }

    /// What a run would be told of its input.
    private static func failures<W: Workflow>(_ type: W.Type, _ data: JSONValue) -> [ValidationFailure] {
        var validation = Validation()
        W.validate(input: data, &validation)
        do {
            try validation.finish()
            return []
        } catch let error as ValidationError {
            return error.failures
        } catch {
            return [ValidationFailure(pointer: "", keyword: "", expected: "a ValidationError", found: "\(error)")]
        }
    }

    /// What is valid must be readable, and what is read must be written as JSON that is valid and reads back the same. A default that
    /// breaks its own schema, which an author is not allowed, is written all the same.
    private static func roundTrip<W: Workflow>(_ type: W.Type, _ data: JSONValue, _ hasBadDefault: Bool) -> Verdict {
        do {
            let value = try W.Input(json: data)
            let written = try value.json()
            let again = try W.Input(json: written)
            if again != value { return .disagree("another value after a round trip") }
            if try again.json() != written { return .disagree("other JSON after a round trip") }
            let failures = hasBadDefault ? [] : failures(type, written)
            if !failures.isEmpty { return .disagree("written as JSON that is not valid: \(failures)") }
            return .agree
        } catch {
            return .disagree("valid, but not readable: \(error)")
        }
    }

    /// Limits that are meant: formats are always enforced, and integers have 64 bits.
    private static func knownLimit(_ failures: [ValidationFailure], _ test: Suite.Test) -> String? {
        if !test.isValid { return nil }
        if test.description.contains("annotation"), failures.allSatisfy({ $0.keyword == "format" }) {
            return "format as an annotation"
        }
        if failures.allSatisfy({ $0.expected == "an integer of at most 64 bits" }) { return "integers beyond 64 bits" }
        return nil
    }
}
