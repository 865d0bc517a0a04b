import Foundation
import WorkflowSpec

/// The spec format as a JSON Schema (draft 2020-12), for completion and hover in editors: made from the description that
/// the reader uses, so that the two cannot differ.
///
/// Keys that are not of the format are allowed, as they are by the reader, which warns of them.
enum EditorSchema {
    /// JSON text, the same each time.
    static func text() throws -> String {
        var schema = mapping(SpecFormat.workflow)
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        schema["title"] = "Stepsmith workflow spec"
        schema["$defs"] = ["schema": schemaDefinition]
        let data = try JSONSerialization.data(
            withJSONObject: schema, options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }

    /// A schema within the spec. `true` and `false` are schemas where the format says so.
    private static var schemaDefinition: [String: Any] { mapping(SpecFormat.schema) }

    private static var schemaReference: [String: Any] { ["$ref": "#/$defs/schema"] }

    private static func mapping(_ format: FormatMapping) -> [String: Any] {
        var properties: [String: Any] = [:]
        var required: [String] = []
        for key in format.keys {
            // A key without a value counts as not written, so only a required one refuses null.
            var schema = key.required ? value(key.value) : orNull(value(key.value))
            schema["description"] = key.doc
            for name in [key.name] + key.aliases { properties[name] = schema }
            if key.required { required.append(key.name) }
        }
        var schema: [String: Any] = ["type": "object", "properties": properties]
        if !required.isEmpty { schema["required"] = required }
        return schema
    }

    private static func orNull(_ schema: [String: Any]) -> [String: Any] {
        if schema.isEmpty { return schema }
        if let type = schema["type"] as? String, schema["enum"] == nil {
            var nullable = schema
            nullable["type"] = [type, "null"]
            return nullable
        }
        return ["anyOf": [schema, ["type": "null"]]]
    }

    private static func value(_ value: FormatValue) -> [String: Any] {
        switch value {
        case .any: return [:]
        case .text, .timestamp: return ["type": "string"]
        case .name(let max): return ["type": "string", "minLength": 1, "maxLength": max]
        case .swiftName: return ["type": "string", "minLength": 1]
        case .integer(let accepted, _):
            var schema: [String: Any] = ["type": "integer", "minimum": accepted.lowerBound]
            if accepted.upperBound != Int.max { schema["maximum"] = accepted.upperBound }
            return schema
        case .boolean: return ["type": "boolean"]
        case .choice(let words): return ["type": "string", "enum": words]
        case .mapping(let format): return mapping(format)
        case .list(let element): return ["type": "array", "items": self.value(element)]
        case .map(let element): return ["type": "object", "additionalProperties": self.value(element)]
        case .listOrMap(let element): return ["anyOf": [self.value(.list(element)), self.value(.map(element))]]
        case .schema: return schemaReference
        case .schemaOrBoolean: return ["anyOf": [schemaReference, ["type": "boolean"]]]
        case .number: return ["type": "number"]
        case .count: return ["type": "integer", "minimum": 0]
        case .typeName:
            let names: [String: Any] = [
                "enum": ["string", "integer", "number", "boolean", "object", "array", "null"]
            ]
            return ["anyOf": [names, ["type": "array", "items": names]]]
        }
    }
}
