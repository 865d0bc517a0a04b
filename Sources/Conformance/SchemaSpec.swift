import Stepsmith
import SwiftCodegen
import WorkflowSpec
import YAMLSyntax

/// A schema of the suite as the input of a workflow, through the same reader and generator as any spec.
struct SchemaSpec {
    enum Outcome {
        /// The text, the keywords that only annotate, and whether a default breaks its own schema.
        case generated(String, annotations: [String], hasBadDefault: Bool)
        /// The keyword in the way.
        case unsupported(String)
        case failed(String)
    }

    /// - Parameter file: what diagnostics call it.
    static func generate(_ schema: JSONValue, dialect: String?, typeName: String, file: String) -> Outcome {
        let result = SpecReader.read(document(with(dialect, schema)), file: file, acceptsContradictions: true)
        if let keyword = unsupported(result.diagnostics) { return .unsupported(keyword) }
        guard let spec = result.spec else { return .failed(errors(result.diagnostics)) }
        if !spec.externalReferences.isEmpty { return .unsupported("$ref elsewhere") }
        let options = GenerationOptions(typeName: typeName, sourceName: file)
        let generated = SwiftGenerator.generate(spec, options: options)
        if let keyword = unsupported(generated.diagnostics) { return .unsupported(keyword) }
        if generated.hasErrors { return .failed(errors(generated.diagnostics)) }
        let known = result.diagnostics.compactMap(keyword).filter(annotations.contains)
        let hasBadDefault = result.diagnostics.contains { $0.code == .valueBreaksSchema }
        return .generated(generated.text, annotations: known, hasBadDefault: hasBadDefault)
    }

    /// Keywords that only annotate: whoever does not know them is still right about every instance.
    private static let annotations: Set<String> = [
        "contentEncoding", "contentMediaType", "contentSchema", "readOnly", "writeOnly", "externalDocs", "xml",
    ]

    /// The first keyword that is said not to be enforced, or cannot be followed.
    private static func unsupported(_ diagnostics: [Diagnostic]) -> String? {
        for diagnostic in diagnostics {
            switch diagnostic.code {
            case .unsupportedKeyword:
                if let keyword = keyword(diagnostic), !annotations.contains(keyword) { return keyword }
            case .unresolvedReference: return "$ref elsewhere"
            case .unsupportedFormat: return "format"
            case .invalidPattern: return "pattern"
            default: break
            }
        }
        return nil
    }

    /// The keyword that a finding is about.
    private static func keyword(_ diagnostic: Diagnostic) -> String? {
        guard diagnostic.code == .unsupportedKeyword else { return nil }
        let words = diagnostic.message.split(separator: "'")
        return words.count > 1 ? String(words[1]) : diagnostic.message
    }

    private static func errors(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.filter { $0.severity == .error }.map(\.text).joined(separator: "; ")
    }

    // MARK: Nodes

    private static func with(_ dialect: String?, _ schema: JSONValue) -> JSONValue {
        guard let dialect, case .object(var object) = schema, object["$schema"] == nil else { return schema }
        object["$schema"] = .string(dialect)
        return .object(object)
    }

    private static func document(_ schema: JSONValue) -> YAMLNode {
        let handler: JSONValue = ["callable": "none"]
        let head: [(String, JSONValue)] = [
            ("name", "suite"), ("namespace_name", "suite"), ("version", "1.0.0"),
            ("steps", [["name": "end_of_suite", "handler": handler]]),
        ]
        var entries = head.map { YAMLEntry(key: text($0.0), value: node($0.1)) }
        entries.append(YAMLEntry(key: text("input_schema"), value: node(schema)))
        return YAMLNode(.mapping(entries), range: .fileStart)
    }

    private static func node(_ value: JSONValue) -> YAMLNode {
        switch value {
        case .null: return plain("null")
        case .bool(let bool): return plain(bool ? "true" : "false")
        case .integer(let integer): return plain(String(integer))
        case .number(let number): return plain(number.description)
        case .string(let string): return text(string)
        case .array(let items): return YAMLNode(.sequence(items.map(node)), range: .fileStart)
        case .object(let object):
            let entries = object.map { YAMLEntry(key: text($0.key), value: node($0.value)) }
            return YAMLNode(.mapping(entries), range: .fileStart)
        }
    }

    private static func text(_ text: String) -> YAMLNode {
        YAMLNode(.scalar(YAMLScalar(text: text, style: .doubleQuoted)), range: .fileStart)
    }

    private static func plain(_ text: String) -> YAMLNode {
        YAMLNode(.scalar(YAMLScalar(text: text, style: .plain)), range: .fileStart)
    }
}
