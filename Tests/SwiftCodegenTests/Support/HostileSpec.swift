/// Specs that put a text into every place that a spec's author can write one to.
enum HostileSpec {
    static func spec(_ text: String, _ index: Int) -> String {
        let t = text.yaml
        // The reader refuses names that are blank or hold control characters; they are tried where any text may stand.
        let isName =
            text.unicodeScalars.contains { $0 != " " }
            && !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        let name = isName ? text : "harmless"
        return """
            name: \(name.yaml)
            namespace_name: test
            version: 1.0.0-\(index)
            description: \(t)
            input_schema:
              type: object
              title: \(t)
              description: \(t)
              required: [\(t)]
              properties:
                \(t): { type: string, title: \(t), description: \(t), examples: [\(t), { \(t): \(t) }], default: \(t), minLength: 0 }
                nested: { type: object, properties: { \(t): { type: object, properties: { \(t): { type: array, items: { type: object, properties: { \(t): { type: integer } } } } } } } }
                closed: { type: string, enum: [\(t), x], default: \(t) }
                open: { type: string, enum: [\(t), x], x-extensible: true, default: \(t) }
                constant: { const: \(t) }
                json: { default: { \(t): [\(t)] } }
                mixed: { enum: [\(t), 1, [\(t)], { \(t): \(t) }] }
                map: { type: object, additionalProperties: { type: string }, default: { \(t): \(t) } }
                strict: { type: object, additionalProperties: false, required: [\(t)], properties: { \(t): { $ref: "#/definitions/Plain" } } }
                beside: { type: object, properties: { \(t): { type: string } }, additionalProperties: { type: string, enum: [\(t)] } }
                deep: { anyOf: [], items: { type: [string, array], items: { type: object, properties: { \(t): { type: string } } } } }
            definitions:
              Plain: { type: string, description: \(t) }
              \(("def " + name + " x").yaml): { type: object, deprecated: true, properties: { a: { type: string, deprecated: true, description: \(t) } } }
            steps:
              - name: \(name.yaml)
                description: \(t)
                handler: { callable: \((isName ? text : "x").yaml) }
                result_schema: { type: object, properties: { \(t): { type: string, description: \(t) } } }
              - name: \(("second " + name).yaml)
                handler: { callable: x }
                depends_on: [\(name.yaml)]
                result_schema: { type: array, items: { type: object, description: \(t), properties: { \(t): { type: string } } } }
              - name: third
                handler: { callable: x }
                depends_on: { \((name + " label").yaml): \(name.yaml) }
                inputs: [\(t)]
            environments:
              \(name.yaml):
                steps: [{ name: \(name.yaml), timeout_seconds: 5 }]
            """
    }

    /// One spec in which each word is a property, a type, an enum's case, a step, an argument and a definition.
    static let words: String = {
        let list = swiftWords.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) }
        var out = "name: words\nnamespace_name: test\nversion: 1.0.0\ninput_schema:\n  type: object\n  properties:\n"
        for word in list { out += "    \(word.yaml): { type: string, deprecated: true }\n" }
        let objects = list.map { "\($0.yaml): { type: object, properties: { \($0.yaml): { type: integer } } }" }
        out += "    objects_x: { type: object, properties: { \(objects.joined(separator: ", ")) } }\n"
        let values = list.map { $0.yaml }.joined(separator: ", ")
        out += "    closed_x: { type: string, enum: [\(values)], default: none }\n"
        out += "    open_x: { type: string, x-extensible: true, enum: [\(values)], default: none }\n"
        out += "definitions:\n"
        for word in list {
            out += "  \("def \(word)".yaml): { type: object, properties: { \(word.yaml): { type: integer } } }\n"
        }
        out += "steps:\n"
        for (index, word) in list.enumerated() {
            let parent = index == 0 ? "{}" : "{ \("\(word) x".yaml): \(list[index - 1].yaml) }"
            out +=
                "  - { name: \(word.yaml), handler: { callable: x }, inputs: [\(word.yaml)], depends_on: \(parent) }\n"
        }
        out += "  - { name: last_of_all, handler: { callable: x }, inputs: [], depends_on: [\(values)] }\n"
        out += "  - { name: first_of_all, handler: { callable: x }, inputs: [\(values)] }\n"
        return out
    }()

    /// Keywords, contextual keywords, and what generated code calls its own things.
    private static let swiftWords = """
        any as associatedtype break case catch class continue default defer deinit do else enum extension fallthrough false fileprivate
        for func guard if import in init inout internal is let nil operator precedencegroup private protocol public repeat rethrows
        return self static struct subscript super switch throw throws true try typealias var where while actor async await borrowing
        consume consuming copy discard dynamic each final get indirect infix isolated lazy macro mutating nonisolated nonmutating open
        optional override package postfix prefix required sending set some then type unowned unsafe using weak yield left right none
        willSet didSet convenience module of safe associativity assignment swift dynamicType __owned __shared _modify _read
        o v r w m x value hash input call table handlers context result results d definition output registered json write encode name
        flow handler inputs workflow workflows words string int double date data uuid record step JSONObject error task never
        description hashValue rawValue allCases unknown make_definition additionalProperties stepsmith foundation
        """
}
