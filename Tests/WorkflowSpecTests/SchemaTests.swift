import Testing
import YAMLSyntax

@testable import WorkflowSpec

@Suite("Schemas")
struct SchemaTests {
    private func keywords(_ yaml: String) throws -> Schema.Keywords {
        let result = read(schema(yaml))
        #expect(result.diagnostics.filter { $0.severity > .info } == [])
        return try #require(result.spec?.inputSchema).keywords
    }

    @Test("Every keyword lands in its field")
    func keywords() throws {
        let all = try keywords(
            """
            {title: T, description: D, type: [object, array, string, number], deprecated: true, examples: [a], example: b,
              properties: {p: {type: string}, q: true, r: }, required: [p], additionalProperties: {type: integer}, minProperties: 1,
              maxProperties: 9, items: {type: boolean}, minItems: 2, maxItems: 8.0, uniqueItems: true, minLength: 0, maxLength: 7,
              pattern: "^.*$", format: hostname, minimum: 0x10, maximum: 1e3, exclusiveMinimum: -1, exclusiveMaximum: 2000,
              multipleOf: 0.01, default: a, x-extensible: true, x-swift-name: Thing, $comment: c, $schema: "https://json-schema.org/draft/2020-12/schema"}
            """)
        #expect(all.title == "T" && all.description == "D" && all.types == [.object, .array, .string, .number])
        #expect(all.deprecated && all.examples.map(\.text) == ["a", "b"])
        #expect(all.properties.map(\.name.value) == ["p", "q", "r"] && all.properties[1].schema.boolean == true)
        #expect(all.properties[2].schema.boolean == nil && all.properties[2].schema.keywords.types == [])
        #expect(all.required.map(\.value) == ["p"] && all.minProperties?.value == 1 && all.maxProperties?.value == 9)
        guard case .schema(let additional) = all.additionalProperties else {
            Issue.record("additionalProperties is no schema")
            return
        }
        #expect(additional.soleType == .integer && all.items?.soleType == .boolean)
        #expect(all.minItems?.value == 2 && all.maxItems?.value == 8 && all.uniqueItems)
        #expect(
            all.minLength?.value == 0 && all.maxLength?.value == 7 && all.pattern?.value == "^.*$"
                && all.format?.value == "hostname")
        #expect(all.minimum?.value == 16 && all.minimum?.text == "16" && all.maximum?.value == 1000 && all.maximum?.text == "1e3")
        #expect(all.exclusiveMinimum?.value == -1 && all.exclusiveMaximum?.value == 2000)
        #expect(
            all.multipleOf?.text == "0.01" && all.defaultValue?.text == "a" && all.extensible && all.swiftName?.value == "Thing")
        #expect(all.enumeration == nil && all.constant == nil && all.reference == nil)
    }

    @Test("Null, nullable, boolean bounds, booleans and null values")
    func corners() throws {
        #expect(try keywords("{type: [string, null]}").types == [.string, .null])
        #expect(try keywords("{nullable: true, type: string}").types == [.string, .null])
        #expect(try keywords("{nullable: true}").types == [])
        #expect(try keywords("{type: null}").types == [.null])
        #expect(try keywords("{enum: [a, 1, null]}").enumeration?.map(\.text) == ["a", "1", "null"])
        #expect(try keywords("{const: null}").constant != nil && keywords("{default: }").defaultValue != nil)
        let bounds = try keywords("{exclusiveMaximum: true, minimum: 1, maximum: 2, exclusiveMinimum: false}")
        #expect(bounds.minimum?.value == 1 && bounds.maximum == nil && bounds.exclusiveMaximum?.value == 2)
        for (text, expected) in [("true", 1), ("false", 2), ("null", 0)] {
            switch try keywords("{additionalProperties: \(text)}").additionalProperties {
            case .unspecified: #expect(expected == 0)
            case .allowed: #expect(expected == 1)
            case .forbidden: #expect(expected == 2)
            case .schema: Issue.record("\(text) is no schema")
            }
        }
    }

    @Test("A reference to any schema of the file makes that a definition")
    func references() throws {
        let text =
            head + """
                definitions: {Money: {type: object}, Price: {$ref: "#/definitions/Money"}}
                steps:
                - name: a
                  handler: {callable: a}
                  result_schema:
                    $defs: {Money: {type: string}, "a/b": {type: integer}}
                    properties:
                      local: {$ref: "#/$defs/Money"}
                      shared: {$ref: "#/definitions/Money"}
                      slash: {$ref: "#/$defs/a~1b"}
                      percent: {$ref: "#/%24defs/Money"}
                      sibling: {$ref: "#/properties/shape"}
                      shape: {type: object, properties: {whole: {$ref: "#"}}}
                      far: {$ref: "../types/money.yaml#/definitions/Euro"}
                """
        let result = read(text)
        #expect(result.diagnostics.map(\.text) == [])
        let spec = try #require(result.spec)
        #expect(spec.definitions.map(\.name.value) == ["Money", "Price", "Money_2", "a/b", "shape", "root"])
        let properties = try #require(spec.steps[0].resultSchema).keywords.properties
        #expect(
            properties.map(\.schema.keywords.reference?.definition) == [
                "Money_2", "Money", "a/b", "Money_2", "shape", nil, "Euro",
            ])
        #expect(properties[6].schema.keywords.reference?.file == "../types/money.yaml")
        #expect(properties[0].schema.keywords.reference?.text.value == "#/$defs/Money")
        #expect(spec.definitions[2].schema.soleType == .string)
        #expect(spec.definitions[4].schema.keywords.properties[0].schema.keywords.reference?.definition == "root")
    }

    @Test("Keywords that apply other schemas land in their fields")
    func applicators() throws {
        let result = read(
            schema(
                """
                {allOf: [{}, true], anyOf: [{}], oneOf: [{}, {}, {}], not: {}, if: {}, then: {}, else: false,
                  items: [{type: string}, {}], additionalItems: {type: integer}, contains: {}, minContains: 0, maxContains: 2,
                  propertyNames: {}, patternProperties: {"^a": {}}, dependentRequired: {a: [b, c]}, dependentSchemas: {b: {}},
                  dependencies: {c: [d], e: {}}, unevaluatedItems: false, unevaluatedProperties: {},
                  discriminator: {propertyName: kind, mapping: {a: "#/definitions/A"}}}
                """))
        #expect(result.diagnostics.map(\.text) == [])
        let input = try #require(result.spec?.inputSchema)
        let all = try #require(input.applicators)
        #expect(all.allOf.count == 2 && all.allOf[1].boolean == true && all.anyOf.count == 1 && all.oneOf.count == 3)
        #expect(all.not != nil && all.condition != nil && all.then != nil && all.otherwise?.boolean == false)
        #expect(all.prefixItems.map(\.soleType) == [.string, nil] && input.keywords.items?.soleType == .integer)
        #expect(all.contains != nil && all.minContains?.value == 0 && all.maxContains?.value == 2 && all.propertyNames != nil)
        #expect(all.patternProperties.map(\.name.value) == ["^a"] && all.dependentSchemas.map(\.name.value) == ["b", "e"])
        #expect(
            all.dependentRequired.map(\.name.value) == ["a", "c"] && all.dependentRequired[0].required.map(\.value) == ["b", "c"])
        #expect(all.unevaluatedItems?.boolean == false && all.unevaluatedProperties != nil)
        #expect(all.discriminator?.property.value == "kind" && all.discriminator?.mapping.map(\.value) == ["a"])
        #expect(all.schemas.count == 19)
        #expect(try #require(read(schema("{type: string}")).spec?.inputSchema).applicators == nil)
    }

    @Test("Null beside a reference or a choice is one more alternative")
    func nullBesideOthers() throws {
        let input = try #require(
            read(schema("{$ref: \"#/$defs/a\", nullable: true, title: T, $defs: {a: {type: string}}}")).spec?.inputSchema)
        #expect(input.keywords.title == "T" && input.keywords.reference == nil)
        let alternatives = try #require(input.applicators?.anyOf)
        #expect(alternatives[0].keywords.reference?.definition == "a" && alternatives[1].keywords.types == [.null])
    }

    @Test("Addresses and anchors lead to schemas of the same tree")
    func addresses() throws {
        let result = read(
            schema(
                """
                {$id: "https://example.com/tree/root.json", properties: {
                  a: {$ref: node.json}, b: {$ref: "node.json#/$defs/inner"}, c: {$ref: "#here"}, d: {$ref: "/tree/node.json#there"},
                  e: {$ref: "urn:x:y"}, f: {$id: "#old", type: boolean}, g: {$ref: "#old"}},
                 $defs: {
                  node: {$id: node.json, properties: {back: {$ref: "#/$defs/inner"}}, $defs: {inner: {$anchor: there, type: integer}}},
                  here: {$anchor: here, type: string}, urn: {$id: "urn:x:y", type: number}}}
                """))
        #expect(result.diagnostics.map(\.text) == [])
        let spec = try #require(result.spec)
        func type(_ name: String) throws -> JSONType? {
            let property = try #require(spec.inputSchema?.keywords.properties.first { $0.name.value == name })
            let definition = property.schema.keywords.reference?.definition
            return spec.definitions.first { $0.name.value == definition }?.schema.soleType
        }
        #expect(try type("b") == .integer && type("c") == .string && type("d") == .integer && type("e") == .number)
        #expect(try type("g") == .boolean && type("a") == nil)
        #expect(read(schema("{$id: \"https://example.com/a\", $ref: b}")).diagnostics.map(\.code) == [.unresolvedReference])
    }

    @Test("Up to draft 7 nothing beside a reference counts")
    func draft7() throws {
        let text = "$ref: \"#/definitions/a\", maxLength: 1, $id: x, definitions: {a: {type: string}}}"
        let old = try #require(read(schema("{$schema: \"http://json-schema.org/draft-07/schema#\", " + text)).spec?.inputSchema)
        #expect(old.keywords.maxLength == nil && old.keywords.reference?.definition == "a")
        let new = try #require(read(schema("{" + text)).spec?.inputSchema)
        #expect(new.keywords.maxLength?.value == 1)
    }

    @Test(
        "Addresses are resolved by RFC 3986",
        arguments: [
            ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("/g", "http://a/g"), ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"), ("", "http://a/b/c/d;p?q"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
            ("../../../g", "http://a/g"), ("g/../h", "http://a/b/c/h"), ("urn:a:b", "urn:a:b"), ("s://x/../y", "s://x/y"),
        ])
    func resolving(_ reference: String, _ expected: String) {
        #expect(URIReference.resolve(reference, against: "http://a/b/c/d;p?q") == expected)
    }

    @Test(
        "Values that fit their schema",
        arguments: [
            "{type: integer, default: 3.0}", "{type: number, default: 3}", "{const: 1, enum: [1.0, 2]}",
            "{type: number, multipleOf: 0.01, default: 19.99}", "{type: string, maxLength: 3, default: \"👩‍👩\"}",
            "{type: string, format: date-time, default: \"2026-01-31T10:00:00.25+02:00\"}",
            "{type: string, format: uuid, default: 6F9619FF-8B86-D011-B42D-00C04FC964FF}",
            "{type: string, format: date, default: 2024-02-29}",
            "{type: object, additionalProperties: {type: integer}, default: {a: 1}}",
            "{type: array, uniqueItems: true, default: [1, \"1\", [1], {a: 1}, {a: 2}]}",
            "{enum: [{a: 1, b: 2}], default: {b: 2.0, a: 1}}",
            "{$ref: \"other.yaml#/definitions/A\", default: 1}",
        ])
    func fitting(_ yaml: String) {
        #expect(read(schema(yaml)).diagnostics.filter { $0.code == .valueBreaksSchema }.map(\.text) == [])
    }

    @Test(
        "Values that do not, and why",
        arguments: [
            ("{type: integer, default: 3.5}", "is not of type integer"),
            ("{type: boolean, default: yes}", "is not of type boolean"),
            ("{type: [integer, string], default: []}", "is not of type integer or string"),
            ("{type: integer, minimum: 3, default: 2}", "is below minimum 3"),
            ("{type: integer, exclusiveMinimum: 3, default: 3}", "is not above exclusiveMinimum 3"),
            ("{type: integer, exclusiveMaximum: 3, default: 3}", "is not below exclusiveMaximum 3"),
            ("{type: number, multipleOf: 0.01, default: 19.995}", "is no multiple of 0.01"),
            ("{type: integer, format: int32, default: 3000000000}", "does not fit into 32 bits"),
            ("{default: .nan}", "is not a number that JSON can hold"),
            ("{type: string, minLength: 3, default: ab}", "is shorter than minLength 3"),
            ("{type: string, maxLength: 3, default: abcd}", "is longer than maxLength 3"),
            ("{type: string, pattern: '^x', default: ax}", "does not match the pattern '^x'"),
            ("{type: string, format: date-time, default: 2026-01-31}", "is no date-time such as 2026-01-31T00:00:00Z"),
            ("{type: string, format: date, default: 2023-02-29}", "is no date such as 2026-01-31"),
            ("{type: string, format: uuid, default: abc}", "is no UUID"),
            ("{type: array, minItems: 1, default: []}", "has fewer items than minItems 1"),
            ("{type: array, maxItems: 1, default: [1, 2]}", "has more items than maxItems 1"),
            ("{type: array, uniqueItems: true, default: [1, 1.0]}", "has equal items, against 'uniqueItems'"),
            ("{type: array, items: {type: string}, default: [a, 1]}", "has an item that is not of type string"),
            ("{type: object, minProperties: 1, default: {}}", "has fewer members than minProperties 1"),
            ("{type: object, maxProperties: 1, default: {a: 1, b: 1}}", "has more members than maxProperties 1"),
            ("{type: object, properties: {a: {}}, required: [a], default: {b: 1}}", "lacks the member 'a'"),
            ("{additionalProperties: false, default: {b: 1}}", "has the member 'b', which is not in 'properties'"),
            ("{additionalProperties: {type: string}, default: {b: 1}}", "has the member 'b', which is not of type string"),
            ("{properties: {a: false}, default: {a: 1}}", "has the member 'a', which is not allowed: the schema is false"),
            ("{enum: [1, 2], default: 3}", "is not one of the values of 'enum'"),
            ("{const: 1, default: 2}", "is not the value of 'const'"),
        ])
    func breaking(_ yaml: String, _ why: String) {
        let found = read(schema(yaml)).diagnostics.filter { $0.code == .valueBreaksSchema }
        #expect(found.map(\.message) == ["the default " + why])
    }

    /// `é` as one scalar and as two: JSON tells them apart, Swift's strings do not.
    @Test("Names are told apart as JSON does", arguments: [0, 20])
    func canonicalEquivalence(others: Int) throws {
        let (one, two) = ("\u{E9}", "e\u{301}")
        let more = (0..<others).map { "k\($0): {}, " }.joined()
        let names = (0..<others).map { "k\($0), " }.joined()
        let both = try keywords(
            "{properties: {\(more)\(one): {enum: [\(one), \(two)]}, \(two): {const: \(two)}}, required: [\(names)\(one), \(two)]}"
        )
        #expect(both.properties.count == others + 2 && both.required.count == others + 2)
        #expect(both.properties[others].schema.keywords.enumeration?.count == 2)
        // Each of these is about the other name.
        #expect(
            places(read(schema("{properties: {\(more)\(one): {}}, required: [\(names)\(two)]}"))).map { $0.suffix(19) } == [
                "required-undeclared"
            ])
        for keyword in [
            "enum: [\(one)], default: \(two)", "const: \(one), default: \(two)", "pattern: \"^\(one)$\", default: \(two)",
        ] {
            let result = read(schema("{type: string, \(keyword)}"))
            #expect(result.diagnostics.map(\.code.id) == ["value-breaks-schema"])
        }
        let definitions = "definitions: {\(more)\(one): {type: string}, \(two): {type: integer}}\n"
        let spec = read(schema("{properties: {a: {$ref: \"#/definitions/\(two)\"}}}") + definitions).spec
        let reference = spec?.inputSchema?.keywords.properties.first?.schema.keywords.reference
        let found = spec?.definitions.first { $0.name.value.utf8.elementsEqual((reference?.definition ?? "").utf8) }
        #expect(found?.schema.soleType == .integer)
        #expect(
            read(schema("{$ref: \"#/definitions/\(two)\"}") + "definitions: {\(one): {}}\n").diagnostics.map(\.code.id)
                == ["unresolved-reference"])
    }

    @Test("A step's name is taken by one that looks the same: it names a Swift type")
    func equivalentSteps() {
        let result = read(steps(step("\u{E9}"), step("e\u{301}")))
        #expect(result.diagnostics.map(\.code.id) == ["duplicate-step"])
    }
}
