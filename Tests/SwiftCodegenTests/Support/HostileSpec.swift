/// Specs that put a text into every place that a spec's author can write one to.
enum HostileSpec {
    static func spec(_ text: String, _ index: Int) -> String {
        let t = text.yaml
        // The reader refuses names that are blank or hold control characters; they are tried where any text may stand.
        let isName =
            text.unicodeScalars.contains { $0 != " " }
            && !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        let name = isName ? text : "harmless"
        let header = text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\t" || $0.value == 0x7F } ? "harmless" : text
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
              - name: \(("choose " + name).yaml)
                type: decision
                description: \(t)
                handler: { callable: x, initialization: { \(t): \(t), a list: [\(t)], a map: { \(t): \(t) }, other: { \(t): [{ \(t): \(t) }] } } }
                depends_on: [\(name.yaml)]
                publishes_events:
                  - { name: \(name.yaml), description: \(t), schema: { type: object, title: \(t), properties: { \(t): { type: string, description: \(t) } } } }
                  - { name: \(("again " + name).yaml), description: \(t), schema: { type: string, enum: [\(t)] } }
              - name: \(("route " + name).yaml)
                handler: { callable: x }
                depends_on: [\(("choose " + name).yaml)]
                api: { base_url: "https://example.com:80/$x'()*+,;=:@&%22%0A//..", headers: { "!#$%&'*+-.^_`|~": \(header.yaml), X-Y: "a\\"b\\\\(c)" } }
              - name: \(("split " + name).yaml)
                type: batchable
                handler: { callable: x, initialization: { batch_size: 1, worker_template_name: \(("work " + name).yaml), \(t): \(t) } }
                depends_on: [\(("route " + name).yaml)]
              - name: \(("work " + name).yaml)
                type: batch_worker
                handler: { callable: x }
                depends_on: [\(("split " + name).yaml)]
                batch_config: { batch_size: 1, parallelism: 1, cursor_field: \(name.yaml), worker_template: \(("work " + name).yaml), failure_strategy: continue_on_failure }
              - name: \(("join " + name).yaml)
                type: deferred_convergence
                handler: { callable: x }
                depends_on: { \((name + " label").yaml): \(("work " + name).yaml), other: \(("route " + name).yaml) }
            environments:
              \(name.yaml):
                steps:
                  - { name: \(name.yaml), timeout_seconds: 5 }
                  - { name: ALL, handler: { initialization: { \((text + " of all").yaml): \(t) } } }
                  - { name: \(("choose " + name).yaml), handler: { initialization: { \(t): [\(t)], a map: { \((text + " x").yaml): \(t) } } } }
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

    /// One spec in which each word is a route, a constant, an event, and an argument beside those of each kind.
    static let wordsOfKinds: String = {
        let list = swiftWords.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) }
        let values = list.map { $0.yaml }.joined(separator: ", ")
        let constants = list.map { "\($0.yaml): 1" }.joined(separator: ", ")
        let events = list.map { "{ name: \($0.yaml), description: d, schema: { type: object, properties: { \($0.yaml): {} } } }" }
        let untyped = list.map { "{ name: \($0.yaml), description: d, schema: {} }" }
        let batch =
            "batch_size: 1, parallelism: 1, cursor_field: x, worker_template: work_x, "
            + "failure_strategy: continue_on_failure"
        var out = "name: kinds_of_words\nnamespace_name: test\nversion: 1.0.0\nsteps:\n"
        out += "  - { name: first_x, handler: { callable: x }, publishes_events: [\(untyped.joined(separator: ", "))] }\n"
        out += "  - name: choose_x\n    type: decision\n    depends_on: [first_x]\n"
        out += "    handler: { callable: x, initialization: { \(constants) } }\n"
        out += "    publishes_events: [\(events.joined(separator: ", "))]\n"
        for word in list {
            out += "  - { name: \(word.yaml), handler: { callable: x }, depends_on: [choose_x] }\n"
        }
        out += "  - { name: split_x, type: batchable, depends_on: [first_x], handler: { callable: x } }\n"
        out += "  - name: work_x\n    type: batch_worker\n    handler: { callable: x, initialization: { a: 1 } }\n"
        out += "    depends_on: [split_x, \(values)]\n    batch_config: { \(batch) }\n    api: { base_url: \"http://x\" }\n"
        for word in list {
            out += "  - { name: \("after \(word)".yaml), handler: { callable: x }, depends_on: { \(word.yaml): work_x } }\n"
        }
        out += "  - { name: join_x, type: deferred_convergence, handler: { callable: x }, depends_on: [\(values)],"
        out += " api: { base_url: \"http://x\" } }\n"
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
        batch api configuration route routes payload outcome event events step_outcome decision batch_config batch_context
        batch_failure configured_context APIClient work_failures
        """
}
