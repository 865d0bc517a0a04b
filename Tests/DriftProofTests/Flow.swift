import Foundation
import Stepsmith
import Testing
import YAMLSyntax

/// Schemas as the documentation writes them, and as JSON, which is YAML, too.
enum Flow {
    static func text(_ object: JSONObject) throws -> String {
        String(decoding: try JSONValue.object(object).bytes(), as: UTF8.self)
    }

    static func text(_ yaml: String) throws -> String { try text(json(yaml)) }

    static func json(_ yaml: String) throws -> JSONObject {
        let root = try #require(YAMLParser.parse(Array(yaml.utf8), file: "schema").root)
        return try #require(value(root).objectValue)
    }

    private static func value(_ node: YAMLNode) -> JSONValue {
        if let items = node.sequence { return .array(items.map(value)) }
        if let entries = node.mapping {
            var object = JSONObject()
            for entry in entries { object[entry.key.text ?? ""] = value(entry.value) }
            return .object(object)
        }
        switch node.value {
        case .bool(let value)?: return .bool(value)
        case .integer(let value)?: return .integer(Int(value))
        case .number(let value)?: return .number(value)
        case .string(let value)?: return .string(value)
        case .null?, nil: return .null
        }
    }
}
