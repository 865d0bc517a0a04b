import Testing

/// A spec with mistakes, and every finding it gives as `line:column code`.
struct DiagnosticCase: Sendable, CustomTestStringConvertible {
    var text: String
    var expected: [String]

    init(_ text: String, _ expected: String...) {
        self.text = text
        self.expected = expected
    }

    var testDescription: String { expected.joined(separator: ", ") }
}

/// At least one spec for each code.
enum DiagnosticCases {
    static let all = keys + values + workflow + handlers + dependencies + graph + batches + schemas + references + bounds

    static let keys: [DiagnosticCase] = [
        DiagnosticCase(headAndStep + "stepss: []\n", "8:1 unknown-key"),
        DiagnosticCase(headAndStep + "x-anything: {goes: here}\n"),
        DiagnosticCase("namespace: n\n" + headAndStep, "1:1 unknown-key"),
        DiagnosticCase(
            steps(step("a", "retry: {limit: 3, initial_delay: 1, max_delay: 2}")), "5:64 unknown-key", "5:74 unknown-key",
            "5:92 unknown-key"),
        DiagnosticCase(headAndStep + "task_handler: {callable: x}\n", "8:1 ignored-key"),
        DiagnosticCase(headAndStep + "loaded_from: null\nmetadata: {notes: hello}\n", "9:12 ignored-key"),
        DiagnosticCase(steps(step("a", "lifecycle: {max_retries: 3}")), "5:56 ignored-key"),
        DiagnosticCase(headAndStep + "lifecycle: {max_duration_minutes: 5}\n", "8:1 ignored-key"),
        DiagnosticCase(headAndStep + "domain_events: [{name: x.y}]\n", "8:1 ignored-key"),
        DiagnosticCase(headAndStep + "domain_events: []\nsystem_dependencies: {primary: default, secondary: []}\n"),
        DiagnosticCase(
            "version: 1.0.0\nsteps: [{handler: {}, result_schema: {}}]\n", "1:1 missing-key", "1:1 missing-key",
            "2:9 missing-key", "2:19 missing-key"),
        DiagnosticCase(head + "steps:\n- name: a\n  handler:\n  result_schema: {}\n", "6:3 missing-key"),
        DiagnosticCase(steps(step("a"), step("b", "depends_on: [a], dependencies: [a]")), "6:73 conflicting-keys"),
        DiagnosticCase(steps(step("a"), step("b", "depends_on: [a], dependencies: null"))),
        DiagnosticCase(steps(step("a", "type: standard, step_type: standard")), "5:72 conflicting-keys"),
    ]

    static let values: [DiagnosticCase] = [
        DiagnosticCase("- a\n", "1:1 wrong-type"),
        DiagnosticCase("hello\n", "1:1 wrong-type"),
        DiagnosticCase("~\n", "1:1 empty-document"),
        DiagnosticCase(
            "name: 123\nnamespace_name: true\nversion: 1.0\nsteps: a\n", "1:7 wrong-type", "2:17 wrong-type", "3:10 wrong-type",
            "4:8 wrong-type"),
        DiagnosticCase(head + "steps:\n- name: a\n  handler: ns.a\n  result_schema: {}\n", "6:12 wrong-type"),
        DiagnosticCase(steps("- just text\n"), "5:3 wrong-type"),
        DiagnosticCase(steps(step("a", "timeout_seconds: \"30\"")), "5:73 wrong-type"),
        DiagnosticCase(steps(step("a", "timeout_seconds: 30.0")), "5:73 wrong-type"),
        DiagnosticCase(steps(step("a", "retry: {retryable: yes}")), "5:75 wrong-type"),
        DiagnosticCase(steps(step("a", "type: deferred")), "5:62 unknown-value"),
        DiagnosticCase(steps(step("a", "retry: {backoff: constant}")), "5:73 unknown-value"),
        DiagnosticCase(headAndStep + "failure_policy: carry_on\n", "8:17 unknown-value"),
        DiagnosticCase(
            "name: \"\"\nnamespace_name: a-b\nversion: \" \"\n" + "steps:\n" + step("a"), "1:7 bad-name", "2:17 bad-name",
            "3:10 bad-name"),
        DiagnosticCase(steps("- {name: \"a\\nb\", handler: {callable: a}, result_schema: {}}\n"), "5:10 bad-name"),
        DiagnosticCase(steps(step("a" + String(repeating: "b", count: 255))), "5:10 bad-name"),
        DiagnosticCase(
            "namespace_name: a_namespace_name_of_30_letters\nname: w\nversion: 1.0.0\nsteps:\n" + step("a"), "1:17 long-namespace"
        ),
        DiagnosticCase(headAndStep + "x-swift-name: Order Processing\n", "8:15 bad-swift-name"),
        DiagnosticCase(steps(step("a", "x-swift-name: Type")), "5:70 bad-swift-name"),
        DiagnosticCase(schema("{properties: {a: {x-swift-name: 1a}, b: {x-swift-name: größe}}}"), "8:47 bad-swift-name"),
        DiagnosticCase("version: v1\nname: w\nnamespace_name: n\nsteps:\n" + step("a"), "1:10 version-format"),
        DiagnosticCase(
            headAndStep + "metadata: {created_at: yesterday, updated_at: \"2026-02-29T00:00:00Z\"}\n", "8:24 bad-timestamp",
            "8:47 bad-timestamp"),
        DiagnosticCase(headAndStep + "metadata: {created_at: 2026-02-28T00:00:00.5+01:00}\n"),
        DiagnosticCase(steps(step("a", "timeout_seconds: -1")), "5:73 out-of-range"),
        DiagnosticCase(steps(step("a", "timeout_seconds: 4294967296")), "5:73 out-of-range"),
        DiagnosticCase(steps(step("a", "timeout_seconds: 99999999999999999999")), "5:73 out-of-range"),
        DiagnosticCase(steps(step("a", "timeout_seconds: 1.5")), "5:73 wrong-type"),
        DiagnosticCase(steps(step("a", "retry: {max_attempts: 101}")), "5:78 unusual-value"),
        DiagnosticCase(steps(step("a", "retry: {max_attempts: 0}")), "5:78 zero-attempts"),
        DiagnosticCase(steps(step("a", "timeout_seconds: 0")), "5:73 zero-timeout"),
    ]

    static let workflow: [DiagnosticCase] = [
        DiagnosticCase(head, "1:1 no-steps"),
        DiagnosticCase(head + "steps: []\n", "4:1 no-steps"),
        DiagnosticCase("definitions: {A: {type: string}}\n"),
        DiagnosticCase(steps(step("a"), step("b", "depends_on: [a]"), step("a")), "7:10 duplicate-step"),
        DiagnosticCase(
            steps(step("a")) + "environments: {test: {steps: [{name: ALL}, {name: b}]}}\n", "6:51 unknown-override-step"),
        DiagnosticCase(steps(step("a")) + "environments: {test: {steps: [{timeout_seconds: 5}]}, empty: }\n", "6:31 missing-key"),
    ]

    static let handlers: [DiagnosticCase] = [
        DiagnosticCase(steps("- {name: a, handler: {callable: \" \"}, result_schema: {}}\n"), "5:33 empty-callable"),
        DiagnosticCase(steps("- {name: a, handler: {callable: a, method: run}, result_schema: {}}\n"), "5:36 ignored-key"),
        DiagnosticCase(steps("- {name: a, handler: {callable: a}}\n"), "5:10 no-result-schema"),
        DiagnosticCase(
            steps(step("a", "publishes_events: [{name: Created, description: d, schema: {}}]")), "5:82 bad-event-name"),
        DiagnosticCase(
            steps(
                step("a", "publishes_events: [{name: a.b, description: d, schema: {}}, {name: a.b, description: e, schema: {}}]")),
            "5:123 duplicate-event"),
        DiagnosticCase(steps(step("a", "publishes_events: [{name: a.b}]")), "5:75 missing-key", "5:75 missing-key"),
        DiagnosticCase(steps(step("a", "api: {base_url: ftp://x}")), "5:72 bad-url"),
        DiagnosticCase(steps(step("a", "api: {base_url: 'https://x/?q=1'}")), "5:72 bad-url"),
        DiagnosticCase(steps(step("a", "api: {base_url: 'https:///x'}")), "5:72 bad-url"),
        DiagnosticCase(
            steps(step("a", "api: {base_url: 'https://x', headers: {'A B': c, D: \"e\\r\\nf\"}}")), "5:95 bad-header",
            "5:108 bad-header"),
        DiagnosticCase(steps(step("a", "api: {base_url: 'http://x:99999'}")), "5:72 bad-url"),
        DiagnosticCase(steps(step("a", "api: {base_url: 'http://x:0/v1'}")), "5:72 bad-url"),
        DiagnosticCase(steps(step("a", "api: {base_url: 'http://x:/v1'}")), "5:72 bad-url"),
        DiagnosticCase(steps(step("a", "api: {base_url: 'http://x:http'}")), "5:72 bad-url"),
        DiagnosticCase(steps(step("a", "api: {base_url: 'http://[::1]:65536/'}")), "5:72 bad-url"),
        DiagnosticCase(steps(step("a", "api: {base_url: 'http://[::1]:65535/v1:0'}"))),
        DiagnosticCase(steps(step("a", "api: {base_url: 'http://[::1]'}"))),
        DiagnosticCase(
            steps(step("a", "api: {base_url: 'https://x', headers: {HOST: a, Content-Length: '1', A: b, connection: c}}")),
            "5:95 reserved-header", "5:104 reserved-header", "5:131 reserved-header"),
        DiagnosticCase(
            steps(step("a", "api: {base_url: 'https://x', headers: {Transfer-Encoding: a}}")), "5:95 reserved-header"),
        DiagnosticCase(
            steps(step("a", "api: {base_url: 'https://x', headers: {Accept: a, accept: b}}")), "5:106 bad-header"),
        DiagnosticCase(steps(step("a", "inputs: [f]")), "5:65 inputs-without-schema"),
        DiagnosticCase(
            steps(step("a", "inputs: [emial, b]")) + "input_schema: {properties: {email: {}, b: {}}}\n",
            "5:65 unknown-input-field"),
        DiagnosticCase(steps(step("a", "inputs: [b, b]")) + "input_schema: {properties: {b: {}}}\n", "5:68 duplicate-entry"),
        DiagnosticCase(
            steps(step("a"), step("b", "depends_on: [a], inputs: [a]")) + "input_schema: {properties: {a: {}}}\n",
            "6:82 label-clash"),
        DiagnosticCase(
            steps(step("a"), step("b", "depends_on: {x: a}, inputs: {x: f, y: f}")) + "input_schema: {properties: {f: {}}}\n",
            "6:85 label-clash"),
    ]

    static let dependencies: [DiagnosticCase] = [
        DiagnosticCase(steps(step("first"), step("b", "depends_on: [frist]")), "6:69 unknown-dependency"),
        DiagnosticCase(steps(step("a", "depends_on: [a]")), "5:69 self-dependency"),
        DiagnosticCase(steps(step("a"), step("b", "depends_on: [a, a]")), "6:72 duplicate-dependency"),
        DiagnosticCase(steps(step("a"), step("b", "depends_on: {x: a, y: a}")), "6:78 duplicate-dependency"),
        DiagnosticCase(steps(step("a"), step("b", "depends_on: {\"\": a}")), "6:69 bad-name"),
        DiagnosticCase(steps(step("a", "depends_on: [b]"), step("b", "depends_on: [a]")), "5:10 dependency-cycle"),
        // A name that is missing explains the dependency that leads nowhere.
        DiagnosticCase(
            steps("- {nmae: a, handler: {callable: a}, result_schema: {}}\n", step("b", "depends_on: [a]")), "5:3 missing-key",
            "5:4 unknown-key"),
    ]

    static let graph: [DiagnosticCase] = [
        DiagnosticCase(steps(step("d", "type: decision"), step("b", "depends_on: [d]")), "5:10 decision-without-dependency"),
        DiagnosticCase(steps(step("a"), step("d", "type: decision, depends_on: [a]")), "6:10 decision-without-branches"),
        DiagnosticCase(
            steps(
                step("a"), step("d", "type: decision, depends_on: [a]"), step("j", "type: deferred_convergence, depends_on: [d]")),
            "6:10 decision-without-branches"),
        DiagnosticCase(
            steps(
                step("a"), step("d", "type: decision, depends_on: [a]"), step("x", "depends_on: [d]"),
                step("y", "depends_on: [d]"),
                step("j", "depends_on: [x, y]")), "9:10 join-not-deferred"),
        // Steps of one branch may meet again: they all run or none does.
        DiagnosticCase(
            steps(
                step("a"), step("d", "type: decision, depends_on: [a]"), step("x", "depends_on: [d]"),
                step("y", "depends_on: [x]"),
                step("z", "depends_on: [x]"), step("j", "depends_on: [y, z]"), step("k", "depends_on: [a, j]")),
            "11:10 join-not-deferred"),
        DiagnosticCase(steps(step("a"), step("j", "type: deferred_convergence, depends_on: [a]")), "6:10 needless-convergence"),
        DiagnosticCase(steps(step("a"), step("b"), step("c", "depends_on: [b]")), "5:10 orphan-step"),
    ]

    private static let config =
        "batch_config: {batch_size: 10, parallelism: 2, cursor_field: id, worker_template: w, failure_strategy: isolate}"

    static let batches: [DiagnosticCase] = [
        DiagnosticCase(
            steps(
                step("a", "type: batchable"), step("w", "type: batch_worker, depends_on: [a], " + config),
                step("j", "type: deferred_convergence, depends_on: [w]"))),
        DiagnosticCase(
            steps(
                step("a", "type: batchable"), step("w", "type: batch_worker, depends_on: [a], " + config),
                step("j", "depends_on: [w]")), "7:10 join-not-deferred"),
        DiagnosticCase(steps(step("a"), step("w", "type: batch_worker, depends_on: [a], " + config)), "6:10 unreachable-worker"),
        DiagnosticCase(steps(step("a", "type: batchable"), step("b", "depends_on: [a]")), "5:10 batchable-without-worker"),
        DiagnosticCase(
            steps(
                "- {name: a, type: batchable, handler: {callable: a, initialization: {worker_template_name: v}}, result_schema: {}}\n",
                step("w", "type: batch_worker, depends_on: [a], " + config)), "5:92 unknown-worker"),
        DiagnosticCase(
            steps(step("a", "type: batchable"), step("v", "type: batch_worker, depends_on: [a], " + config)),
            "6:175 unknown-worker"),
        DiagnosticCase(
            steps(step("a", "type: batchable"), step("w", "type: batch_worker, depends_on: [a]")), "6:10 missing-batch-config"),
        DiagnosticCase(steps(step("w", config)), "5:56 misplaced-batch-config"),
        DiagnosticCase(
            steps(
                step("a", "type: batchable"),
                step("w", "type: batch_worker, depends_on: [a], batch_config: {batch_size: 0, parallelism: 1, cursor_field: id}")),
            "6:107 missing-key", "6:107 missing-key", "6:120 unusual-value"),
        // Ranges of two kinds on one worker.
        DiagnosticCase(
            steps(
                step("a", "type: batchable"), step("b", "type: batchable"),
                step("w", "type: batch_worker, depends_on: [a, b], " + config)), "6:10 shared-worker"),
        DiagnosticCase(
            steps(
                step("w", "type: batch_worker, depends_on: [a], " + config),
                "- {name: b, type: batchable, handler: {callable: a, initialization: {worker_template_name: w}}, result_schema: {}}\n",
                step("a", "type: batchable")), "7:10 shared-worker"),
        // The name of a range.
        DiagnosticCase(
            steps(
                step("w_001", "type: batchable"), step("w", "type: batch_worker, depends_on: [w_001], " + config),
                step("w_1000", "depends_on: [w_001]"), step("w_01", "depends_on: [w_001]"), step("w_a001", "depends_on: [w_001]"),
                step("v_001", "depends_on: [w_001]")), "5:10 worker-name", "7:10 worker-name"),
        DiagnosticCase(
            steps(
                "- {name: a, type: batchable, handler: {callable: a, initialization: {batch_size: -5, max_workers: 0}}, result_schema: {}}\n",
                step("w", "type: batch_worker, depends_on: [a], " + config))
                + "environments: {test: {steps: [{name: ALL, handler: {initialization: {max_workers: many, batch_size: 5}}},"
                + " {name: w, handler: {initialization: {batch_size: 0}}}, {name: a, handler: {initialization: {batch_size: 0}}}]}}\n",
            "5:82 unusable-count", "5:99 unusable-count", "7:83 unusable-count", "7:211 unusable-count"),
    ]

    static let schemas: [DiagnosticCase] = [
        DiagnosticCase(schema("string"), "8:15 wrong-type"),
        DiagnosticCase(schema("{properties: {a: string}}"), "8:32 wrong-type"),
        DiagnosticCase(schema("{type: strnig}"), "8:22 unknown-value"),
        DiagnosticCase(schema("{type: [string, string]}"), "8:31 duplicate-entry"),
        DiagnosticCase(schema("{type: null, properties: null}")),
        DiagnosticCase(schema("{properties: [a]}"), "8:28 wrong-type"),
        DiagnosticCase(schema("{propertys: {}}"), "8:16 unknown-key"),
        DiagnosticCase(schema("{oneOf: [{}], properties: {a: {readOnly: true}}}"), "8:46 unsupported-keyword"),
        DiagnosticCase(schema("{$dynamicRef: \"#a\"}"), "8:16 unsupported-keyword"),
        DiagnosticCase(schema("{$schema: \"https://example.com/dialect\"}"), "8:25 unsupported-keyword"),
        DiagnosticCase(schema("{allOf: {}, anyOf: [string], not: 3}"), "8:23 wrong-type", "8:35 wrong-type", "8:49 wrong-type"),
        DiagnosticCase(schema("{patternProperties: {\"[a-\": {}, b: {}}}"), "8:36 invalid-pattern"),
        DiagnosticCase(schema("{dependentRequired: {a: b}, dependencies: [a]}"), "8:39 wrong-type", "8:57 wrong-type"),
        DiagnosticCase(schema("{dependencies: {a: [b], b: {required: [c]}}, minContains: -1}"), "8:73 out-of-range"),
        DiagnosticCase(schema("{oneOf: [{}], discriminator: kind}"), "8:44 wrong-type"),
        DiagnosticCase(schema("{additionalItems: {}}"), "8:16 ineffective-keyword"),
        DiagnosticCase(schema("{items: [{}], additionalItems: {tpye: string}}"), "8:47 unknown-key"),
        DiagnosticCase(schema("{properties: {a: {required: true}}}"), "8:33 unsupported-keyword"),
        DiagnosticCase(schema("{items: [{type: string}]}")),
        DiagnosticCase(schema("{type: string, format: emial}"), "8:38 unsupported-format"),
        DiagnosticCase(schema("{type: integer, minLength: 3}"), "8:42 ineffective-keyword"),
        DiagnosticCase(schema("{type: string, minLength: -1}"), "8:41 out-of-range"),
        DiagnosticCase(schema("{type: number, minimum: \"0\"}"), "8:39 wrong-type"),
        DiagnosticCase(schema("{type: number, minimum: .inf}"), "8:39 out-of-range"),
        DiagnosticCase(schema("{type: number, maximum: 1e999}"), "8:39 out-of-range"),
        DiagnosticCase(schema("{type: array, maxItems: 99999999999999999999}"), "8:39 out-of-range"),
        DiagnosticCase(schema("{type: array, maxItems: 1.5}"), "8:39 wrong-type"),
        DiagnosticCase(schema("{type: string, pattern: '[a-'}"), "8:39 invalid-pattern"),
        DiagnosticCase(schema("{type: string, enum: [a, b, a]}"), "8:43 duplicate-entry"),
        DiagnosticCase(schema("{type: object, required: [b, b], properties: {b: {}}}"), "8:44 duplicate-entry"),
        DiagnosticCase(schema("{type: object, required: [nmae], properties: {name: {}}}"), "8:41 required-undeclared"),
        DiagnosticCase(schema("{type: object, required: [b], additionalProperties: false}"), "8:41 required-forbidden"),
        DiagnosticCase(schema("{type: object, required: [b], additionalProperties: {type: string}}")),
        DiagnosticCase(schema("{type: integer, default: three}"), "8:40 value-breaks-schema"),
        DiagnosticCase(schema("{type: string, default: null}"), "8:39 value-breaks-schema"),
        DiagnosticCase(schema("{type: string, nullable: true, default: null}")),
        DiagnosticCase(schema("{type: string, enum: [1.0, b]}"), "8:37 value-breaks-schema"),
        DiagnosticCase(schema("{const: 4, maximum: 3}"), "8:23 value-breaks-schema"),
        DiagnosticCase(schema("{enum: [a, b], default: c}"), "8:39 value-breaks-schema"),
        DiagnosticCase(schema("{type: string, pattern: '^x', examples: [xy, yx]}"), "8:60 example-breaks-schema"),
        DiagnosticCase(
            schema("{type: object, properties: {a: {type: array, items: {type: integer, minimum: 1}}}, default: {a: [1, 0]}}"),
            "8:107 value-breaks-schema"),
        DiagnosticCase(
            schema(String(repeating: "{items: ", count: 251) + "{}" + String(repeating: "}", count: 251)),
            "8:2015 schema-too-deep"
        ),
        DiagnosticCase(
            schema("{default: " + String(repeating: "[", count: 251) + String(repeating: "]", count: 251) + "}"),
            "8:275 schema-too-deep"),
    ]

    static let references: [DiagnosticCase] = [
        DiagnosticCase(schema("{$ref: \"#/definitions/Mony\"}") + "definitions: {Money: {}}\n", "8:22 unresolved-reference"),
        // A slash and the accent behind it are one character to Swift.
        DiagnosticCase(schema("{$ref: \"#/definitions/\\u0301\"}") + "definitions: {\"\\u0301\": {type: string}}\n"),
        DiagnosticCase(schema("{$ref: Money}") + "definitions: {Money: {}}\n", "8:22 unresolved-reference"),
        DiagnosticCase(schema("{$ref: \"https://example.com/x.json#/definitions/A\"}"), "8:22 unresolved-reference"),
        DiagnosticCase(schema("{$ref: \"#anchor\"}"), "8:22 unresolved-reference"),
        DiagnosticCase(schema("{$ref: \"#/steps\"}"), "8:22 unresolved-reference"),
        DiagnosticCase(schema("{$ref: \"../types.yaml#/definitions/Money\"}")),
        DiagnosticCase(schema("{$ref: \"#/$defs/Money\"}") + "$defs: {Money: {}}\n"),
        DiagnosticCase(schema("{properties: {a: {$ref: \"#/properties/b\"}, b: {type: string}, c: {$ref: \"#\"}}}")),
        DiagnosticCase(
            "definitions:\n  A: {$ref: \"#/definitions/B\"}\n  B: {$ref: \"#/definitions/A\"}\n", "2:13 circular-reference"),
        DiagnosticCase("definitions:\n  A: {$ref: \"#/definitions/A\"}\n", "2:13 circular-reference"),
        DiagnosticCase("definitions:\n  A: {properties: {next: {$ref: \"#/definitions/A\"}}}\n"),
        DiagnosticCase("definitions:\n  A: {allOf: [{not: {$ref: \"#/definitions/A\"}}]}\n", "2:3 circular-reference"),
        DiagnosticCase(
            "definitions:\n  A: {if: true, then: {$ref: \"#/definitions/B\"}}\n  B: {dependentSchemas: {a: {$ref: \"#/definitions/A\"}}}\n",
            "2:3 circular-reference"),
        DiagnosticCase(
            "definitions:\n  A: {anyOf: [{items: {$ref: \"#/definitions/A\"}}, {contains: {$ref: \"#/definitions/A\"}}]}\n"),
        DiagnosticCase("definitions:\n  \"\": {}\n", "2:3 bad-name"),
        DiagnosticCase(
            "definitions:\n  A: {type: integer, maximum: 3}\n  B: {$ref: \"#/definitions/A\", default: 5}\n",
            "3:41 value-breaks-schema"),
    ]

    static let bounds: [DiagnosticCase] = [
        DiagnosticCase(schema("{type: number, minimum: 2, maximum: 1.5}"), "8:39 impossible-bounds"),
        DiagnosticCase(schema("{type: number, minimum: 2, maximum: 2}")),
        DiagnosticCase(schema("{type: number, exclusiveMinimum: 2, maximum: 2}"), "8:48 impossible-bounds"),
        DiagnosticCase(schema("{type: number, minimum: 2, exclusiveMinimum: true, maximum: 2}"), "8:39 impossible-bounds"),
        DiagnosticCase(schema("{type: integer, minimum: 1.2, maximum: 1.8}"), "8:40 impossible-bounds"),
        DiagnosticCase(schema("{type: string, minLength: 3, maxLength: 2}"), "8:41 impossible-bounds"),
        DiagnosticCase(schema("{type: array, minItems: 3, maxItems: 2}"), "8:39 impossible-bounds"),
        DiagnosticCase(schema("{type: object, minProperties: 3, maxProperties: 2}"), "8:45 impossible-bounds"),
        DiagnosticCase(
            schema("{type: object, properties: {a: {}, b: {}}, required: [a, b], maxProperties: 1}"), "8:91 impossible-bounds"),
        DiagnosticCase(schema("{enum: []}"), "8:22 impossible-bounds"),
        DiagnosticCase(schema("{type: number, multipleOf: 0}"), "8:42 impossible-bounds"),
    ]
}
