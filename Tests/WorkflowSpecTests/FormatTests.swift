import Testing
import WorkflowSpec
import YAMLSyntax

/// The description of the format and the reader agree: what is described is understood, and nothing else is.
@Suite("The description of the format")
struct FormatTests {
    static let mappings: [(format: FormatMapping, wrap: @Sendable (String) -> String)] = [
        (SpecFormat.workflow, { $0 + "\n" }),
        (SpecFormat.step, { head + "steps:\n- {" + $0 + "}\n" }),
        (SpecFormat.handler, { head + "steps:\n- {name: a, handler: {" + $0 + "}}\n" }),
        (SpecFormat.retry, { steps(step("a", "retry: {" + $0 + "}")) }),
        (SpecFormat.event, { steps(step("a", "publishes_events: [{" + $0 + "}]")) }),
        (SpecFormat.batch, { steps(step("a", "batch_config: {" + $0 + "}")) }),
        (SpecFormat.api, { steps(step("a", "api: {" + $0 + "}")) }),
        (SpecFormat.environment, { headAndStep + "environments: {test: {" + $0 + "}}\n" }),
        (SpecFormat.override, { headAndStep + "environments: {test: {steps: [{" + $0 + "}]}}\n" }),
        (SpecFormat.overrideHandler, { headAndStep + "environments: {test: {steps: [{name: a, handler: {" + $0 + "}}]}}\n" }),
        (SpecFormat.metadata, { headAndStep + "metadata: {" + $0 + "}\n" }),
        (SpecFormat.lifecycle, { headAndStep + "lifecycle: {" + $0 + "}\n" }),
        (SpecFormat.systemDependencies, { headAndStep + "system_dependencies: {" + $0 + "}\n" }),
        (SpecFormat.schema, { schema("{" + $0 + "}") }),
        (SpecFormat.discriminator, { schema("{oneOf: [{}], discriminator: {" + $0 + "}}") }),
    ]

    /// A value of the right kind, and one that no key of that kind takes. Nil where everything is taken.
    static func samples(_ value: FormatValue) -> (right: String, wrong: String?) {
        switch value {
        case .text, .name, .swiftName: return ("some_text", "[1]")
        case .timestamp: return ("2026-01-31T00:00:00Z", "5")
        case .integer: return ("7", "seven")
        case .boolean: return ("true", "7")
        case .choice(let words): return (words[0], "no_such_word")
        case .mapping: return ("{}", "7")
        case .list: return ("[]", "7")
        case .map: return ("{}", "7")
        case .listOrMap: return ("[]", "7")
        case .schema, .schemaOrBoolean: return ("{}", "7")
        case .any: return ("{a: [1]}", nil)
        case .number, .count: return ("7", "[1]")
        case .typeName: return ("object", "7")
        }
    }

    @Test("Every described key is read, and its kind is checked", arguments: mappings.indices)
    func keys(_ index: Int) {
        let (format, wrap) = FormatTests.mappings[index]
        for key in format.keys {
            let (right, wrong) = FormatTests.samples(key.value)
            for name in [key.name] + key.aliases {
                let found = read(wrap("\(name): \(right)")).diagnostics.map(\.code)
                #expect(!found.contains(.unknownKey) && !found.contains(.wrongType), "\(format.name): \(name)")
                // Without effect by themselves, whatever they hold.
                guard let wrong, !["$comment", "$schema", "additionalItems"].contains(name) else { continue }
                let refused = read(wrap("\(name): \(wrong)")).diagnostics.map(\.code)
                #expect(refused.contains(.wrongType) || refused.contains(.unknownValue), "\(format.name): \(name)")
            }
            #expect(!key.doc.isEmpty && key.doc.hasSuffix("."))
            let missing = read(wrap("x-y: 1")).diagnostics.contains {
                $0.code == .missingKey && $0.message == "\(format.name) needs the key '\(key.name)'"
            }
            #expect(missing == key.required, "\(format.name): \(key.name)")
        }
    }

    @Test("Keys that are not described are unknown, renamed or without effect", arguments: mappings.indices)
    func otherKeys(_ index: Int) {
        let (format, wrap) = FormatTests.mappings[index]
        #expect(read(wrap("zzzzzz: 1")).diagnostics.map(\.code).contains(.unknownKey))
        #expect(!read(wrap("x-zzzz: 1")).diagnostics.map(\.code).contains(.unknownKey))
        for (written, meant) in format.renamed {
            #expect(read(wrap("\(written): 1")).diagnostics.contains { $0.message.hasSuffix("did you mean '\(meant)'?") })
            #expect(format.keys.contains { $0.name == meant })
        }
        for (ignored, why) in format.ignored {
            #expect(read(wrap("\(ignored): 1")).diagnostics.contains { $0.code == .ignoredKey && $0.message.hasSuffix(why) })
        }
    }

    @Test("Keywords that have no effect are said to have none", arguments: SpecFormat.unsupportedKeywords)
    func unsupported(_ keyword: String) {
        #expect(places(read(schema("{\(keyword): {}}"))) == ["8:16 unsupported-keyword"])
        #expect(!SpecFormat.schema.keys.contains { $0.name == keyword })
    }
}
