import Stepsmith

/// Schemas, edits of them, and values for them, all by chance.
///
/// A schema is the JSON that it is written as. What can be in it is what the rules of the documentation tell apart.
struct RandomSchema<Generator: RandomNumberGenerator> {
    var generator: Generator

    init(_ generator: Generator) { self.generator = generator }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    mutating func pick<T>(_ items: [T]) -> T { items[number(0...items.count - 1)] }

    // MARK: Schemas

    mutating func object(_ depth: Int = 0) -> JSONObject {
        var properties = JSONObject()
        for name in ["a", "b", "c", "d"] where chance(60) { properties[name] = .object(any(depth + 1)) }
        // Without properties the type would be another one.
        if properties.isEmpty { properties["a"] = .object(any(depth + 1)) }
        var schema: JSONObject = ["type": "object", "properties": .object(properties)]
        let required = properties.map(\.key).filter { _ in chance(40) }
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        if chance(20) { schema["additionalProperties"] = pick([.bool(false), .bool(true), ["type": "integer"]]) }
        return schema
    }

    mutating func any(_ depth: Int) -> JSONObject {
        var schema: JSONObject
        switch number(0...(depth > 2 ? 5 : 8)) {
        case 0: schema = bounded(["type": "integer"], ["minimum", "maximum", "exclusiveMinimum", "multipleOf"])
        case 1: schema = bounded(["type": "number"], ["minimum", "maximum", "exclusiveMaximum", "multipleOf"])
        case 2: schema = bounded(["type": "string"], ["minLength", "maxLength", "pattern"])
        case 3: schema = ["type": "string", "format": .string(pick(Samples.formats))]
        case 4: schema = ["type": "string", "enum": .array(listed())]
        case 5: schema = ["type": "boolean"]
        case 6:
            schema = bounded(["type": "array", "items": .object(any(depth + 1))], ["minItems", "maxItems", "uniqueItems"])
        case 7: schema = ["type": "object", "additionalProperties": .object(any(depth + 1))]
        default: schema = object(depth)
        }
        if depth < 3, chance(8) { return [pick(["anyOf", "oneOf", "allOf"]): [.object(any(3)), .object(any(3))]] }
        if schema["enum"] == nil, chance(6) {
            schema["type"] = nil
            return schema
        }
        if schema["enum"] != nil, chance(25) { schema["x-extensible"] = true }
        if chance(15), let type = schema["type"]?.stringValue, schema["enum"] == nil { schema["type"] = [.string(type), "null"] }
        return schema
    }

    private mutating func listed() -> [JSONValue] {
        let all: [JSONValue] = ["red", "green", "blue", "grey"]
        let chosen = all.filter { _ in chance(60) }
        return chosen.isEmpty ? [all[0]] : chosen
    }

    private mutating func bounded(_ schema: JSONObject, _ keywords: [String]) -> JSONObject {
        var schema = schema
        for keyword in keywords where chance(30) { schema[keyword] = limit(keyword) }
        return schema
    }

    private mutating func limit(_ keyword: String) -> JSONValue {
        switch keyword {
        case "minimum", "exclusiveMinimum": return .integer(number(-5...5))
        case "maximum", "exclusiveMaximum": return .integer(number(10...20))
        case "multipleOf": return pick([.integer(1), .integer(2), .integer(3), .number(0.5)])
        case "minLength", "minItems": return .integer(number(0...2))
        case "maxLength", "maxItems": return .integer(number(3...5))
        case "pattern": return .string(pick(Samples.patterns))
        default: return true
        }
    }

    // MARK: Edits

    /// One to three changes of anything in it.
    mutating func edited(_ schema: JSONObject) -> JSONObject {
        var out = schema
        for _ in 0..<number(1...3) { out = edit(out, isRoot: true) }
        return out
    }

    private mutating func edit(_ schema: JSONObject, isRoot: Bool = false) -> JSONObject {
        var schema = schema
        let type = schema["type"]?.stringValue ?? schema["type"]?.arrayValue?.first?.stringValue ?? ""
        for keyword in ["anyOf", "oneOf", "allOf"] where !isRoot {
            guard var inner = schema[keyword]?.arrayValue else { continue }
            let index = number(0...inner.count - 1)
            switch number(0...3) {
            case 0: inner.append(.object(any(3)))
            case 1 where inner.count > 1: inner.remove(at: index)
            default: inner[index] = .object(edit(inner[index].objectValue ?? [:]))
            }
            schema[keyword] = .array(inner)
            return schema
        }
        if !isRoot, chance(10) { return any(2) }
        if !isRoot, chance(10), schema["enum"] == nil, !type.isEmpty {
            schema["type"] = schema["type"]?.arrayValue == nil ? [.string(type), "null"] : .string(type)
            return schema
        }
        switch type {
        case "integer": return changed(schema, ["minimum", "maximum", "exclusiveMinimum", "multipleOf", "type:number"])
        case "number": return changed(schema, ["minimum", "maximum", "exclusiveMaximum", "multipleOf", "type:integer"])
        case "array":
            if chance(50), let items = schema["items"]?.objectValue {
                schema["items"] = .object(edit(items))
                return schema
            }
            return changed(schema, ["minItems", "maxItems", "uniqueItems"])
        case "string":
            if schema["enum"] != nil {
                if chance(30) {
                    schema["x-extensible"] = schema["x-extensible"] == nil ? true : nil
                } else {
                    schema["enum"] = chance(15) ? nil : .array(listed())
                    if schema["enum"] == nil { schema["x-extensible"] = nil }
                }
                return schema
            }
            if schema["format"] != nil {
                schema["format"] = chance(40) ? nil : .string(pick(Samples.formats))
                return schema
            }
            return changed(schema, ["minLength", "maxLength", "pattern"])
        case "object": return editedObject(schema)
        default: return schema
        }
    }

    private mutating func changed(_ schema: JSONObject, _ keywords: [String]) -> JSONObject {
        var schema = schema
        let keyword = pick(keywords)
        if keyword.hasPrefix("type:") {
            schema["type"] = .string(String(keyword.dropFirst(5)))
        } else {
            schema[keyword] = schema[keyword] != nil && chance(50) ? nil : limit(keyword)
        }
        return schema
    }

    private mutating func editedObject(_ schema: JSONObject) -> JSONObject {
        var schema = schema
        guard var properties = schema["properties"]?.objectValue else {
            if let values = schema["additionalProperties"]?.objectValue {
                schema["additionalProperties"] = .object(edit(values))
            }
            return schema
        }
        let name = pick(["a", "b", "c", "d", "e"])
        switch number(0...4) {
        case 0, 1:
            if let property = properties[name]?.objectValue { properties[name] = .object(edit(property)) }
        case 2: properties[name] = properties[name] == nil ? .object(any(2)) : nil
        case 3:
            var required = schema["required"]?.arrayValue ?? []
            if let index = required.firstIndex(of: .string(name)) {
                required.remove(at: index)
            } else if properties[name] != nil {
                required.append(.string(name))
            }
            schema["required"] = required.isEmpty ? nil : .array(required)
        default: schema["additionalProperties"] = pick([nil, .bool(false), .bool(true), ["type": "integer"], ["type": "number"]])
        }
        if properties.isEmpty { return schema }
        schema["properties"] = .object(properties)
        let required = (schema["required"]?.arrayValue ?? []).filter { properties[$0.stringValue ?? ""] != nil }
        schema["required"] = required.isEmpty ? nil : .array(required)
        return schema
    }

    // MARK: Values

    /// Mostly one that the schema takes, at its limits more often than chance has it.
    mutating func value(of schema: JSONObject) -> JSONValue {
        for keyword in ["anyOf", "oneOf", "allOf"] {
            if let inner = schema[keyword]?.arrayValue { return value(of: pick(inner).objectValue ?? [:]) }
        }
        if let types = schema["type"]?.arrayValue, types.contains("null"), chance(30) { return .null }
        if let listed = schema["enum"]?.arrayValue, !(schema["x-extensible"] == true && chance(30)) { return pick(listed) }
        switch schema["type"]?.stringValue ?? schema["type"]?.arrayValue?.first?.stringValue ?? "" {
        case "integer": return .integer(whole(schema))
        case "number": return chance(40) ? .integer(whole(schema)) : .number(Double(whole(schema)) + pick([0.5, 0.25, -0.5]))
        case "boolean": return .bool(chance(50))
        case "string": return .string(text(schema))
        case "array": return .array(array(schema))
        case "object": return .object(members(schema))
        default: return pick([.null, 1, "text", [:], []])
        }
    }

    private mutating func whole(_ schema: JSONObject) -> Int {
        let ends = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"].compactMap { schema[$0]?.intValue }
        if let end = ends.randomElement(using: &generator), chance(50) { return end + number(-1...1) }
        return number(-30...30)
    }

    private mutating func text(_ schema: JSONObject) -> String {
        if let format = schema["format"]?.stringValue, chance(90) { return pick(Samples.texts[format] ?? ["x"]) }
        let length = chance(50) ? schema["minLength"]?.intValue ?? 0 : schema["maxLength"]?.intValue ?? number(0...8)
        return String((0..<length).map { _ in pick(schema["pattern"] == nil ? ["a", "Z", "7", "é", " "] : ["a", "b", "7"]) })
    }

    private mutating func array(_ schema: JSONObject) -> [JSONValue] {
        let count = chance(50) ? schema["minItems"]?.intValue ?? 0 : schema["maxItems"]?.intValue ?? number(0...6)
        let items = schema["items"]?.objectValue ?? [:]
        return (0..<count).map { _ in value(of: items) }
    }

    private mutating func members(_ schema: JSONObject) -> JSONObject {
        var out = JSONObject()
        let required = schema["required"]?.arrayValue ?? []
        for (name, property) in schema["properties"]?.objectValue ?? [:] where required.contains(.string(name)) || chance(60) {
            out[name] = value(of: property.objectValue ?? [:])
        }
        if let values = schema["additionalProperties"], values != false, chance(60) {
            for name in ["x", "e"] where chance(50) { out[name] = value(of: values.objectValue ?? [:]) }
        }
        return out
    }
}

/// What patterns and formats there are, with texts for them.
enum Samples {
    static let patterns = ["^[a-z]*$", "^[a-z0-9]*$", "7"]
    static let texts = [
        "date-time": ["2026-01-31T10:00:00Z", "2026-01-31T10:00:00.5+01:00"], "date": ["2026-01-31"], "email": ["a@example.com"],
        "uuid": ["6f9619ff-8b86-d011-b42d-00c04fc964ff"], "byte": ["aGVsbG8=", ""], "uri": ["https://example.com/a"],
    ]
    static let formats = texts.keys.sorted()
}

extension JSONValue {
    var intValue: Int? {
        if case .integer(let value) = self { return value }
        return nil
    }
}
