public import YAMLSyntax

/// What can be wrong with a workflow spec, in the order in which a spec is read: keys, values, steps, graph, schemas.
///
/// An error is what Tasker refuses too, what contradicts itself, or what no safe code can be generated for.
extension DiagnosticCode {
    // MARK: Keys

    public static let unknownKey = DiagnosticCode(
        "unknown-key", .warning,
        "The format has no such key here, so what it says has no effect. Check the spelling, or start a key of your own with "
            + "'x-'.")
    public static let ignoredKey = DiagnosticCode(
        "ignored-key", .warning,
        "Templates written for Tasker have this key, but it does nothing. It can be removed; the message says what to write "
            + "instead, where there is something.")
    public static let missingKey = DiagnosticCode(
        "missing-key", .error, "A key that must be there is not, or its value is null.")
    public static let conflictingKeys = DiagnosticCode(
        "conflicting-keys", .error,
        "Two spellings of the same key are both written ('depends_on' and 'dependencies', 'type' and 'step_type', "
            + "'definitions' and '$defs'). Keep one.")
    public static let duplicateEntry = DiagnosticCode(
        "duplicate-entry", .warning, "A list names the same thing twice. The second one has no effect.")

    // MARK: Values

    public static let wrongType = DiagnosticCode(
        "wrong-type", .error,
        "The value is of another kind than the key takes. Frequent: a number or true/false where text is wanted needs quotes "
            + "(version: \"1.0\"), and a list needs a '-' before each item.")
    public static let unknownValue = DiagnosticCode(
        "unknown-value", .error, "The key takes one of a few words, and this is none of them.")
    public static let badName = DiagnosticCode(
        "bad-name", .error,
        "A name is empty, too long, or has characters that it may not have. Names of workflows, steps and events have 1 to 255 "
            + "characters, versions 1 to 50, none of them control characters. A namespace has letters, digits and '_' and "
            + "does not start with a digit.")
    public static let longNamespace = DiagnosticCode(
        "long-namespace", .warning,
        "Tasker names queues after the namespace, and more than 29 characters do not fit. Stepsmith itself has no such limit.")
    public static let badSwiftName = DiagnosticCode(
        "bad-swift-name", .error,
        "'x-swift-name' must be a Swift identifier: letters, digits and '_', not starting with a digit, and not a word such as "
            + "'self' or 'Type' that Swift keeps for itself.")
    public static let versionFormat = DiagnosticCode(
        "version-format", .warning,
        "Versions are best written as three numbers, such as 1.0.0 (semver.org), so that tools can order them.")
    public static let badTimestamp = DiagnosticCode(
        "bad-timestamp", .warning, "Tasker reads only RFC 3339 timestamps here, such as 2026-01-31T00:00:00Z.")
    public static let outOfRange = DiagnosticCode(
        "out-of-range", .error, "The number does not fit: most numbers of the format are counted from 0 up to 4294967295.")
    public static let unusualValue = DiagnosticCode(
        "unusual-value", .warning,
        "The number is outside the range that the format gives for this key. It is used as written, unless the message says "
            + "what happens instead: no range can have 0 items, and no batch can run 0 of them at once.")
    public static let zeroAttempts = DiagnosticCode(
        "zero-attempts", .warning,
        "'max_attempts' is the total number of tries, the first included. 0 still runs the step once; write 1 to say so.")
    public static let zeroTimeout = DiagnosticCode(
        "zero-timeout", .warning,
        "No handler can finish in 0 seconds, so this counts as no limit. Remove the key, or write how long it may take.")

    // MARK: Steps

    public static let noSteps = DiagnosticCode(
        "no-steps", .error,
        "A workflow has at least one step. A file that only shares schemas has 'definitions' and neither a name nor steps.")
    public static let duplicateStep = DiagnosticCode(
        "duplicate-step", .error, "Two steps have the same name. Names are unique in a workflow.")
    public static let emptyCallable = DiagnosticCode(
        "empty-callable", .error, "'handler.callable' is blank. Tasker finds a step's handler by it.")
    public static let noResultSchema = DiagnosticCode(
        "no-result-schema", .info,
        "Without 'result_schema' the step's result is untyped JSON, and nothing checks it before others depend on it.")
    public static let badEventName = DiagnosticCode(
        "bad-event-name", .warning,
        "An event's name has lower-case letters, digits, '_' and at least one '.', which is neither first, last nor doubled: "
            + "order.created.")
    public static let duplicateEvent = DiagnosticCode(
        "duplicate-event", .warning, "A step publishes two events of the same name. The second one is left out.")
    public static let unknownOverrideStep = DiagnosticCode(
        "unknown-override-step", .warning,
        "An environment overrides a step that the workflow does not have, so the override has no effect. ALL means every step.")
    public static let badURL = DiagnosticCode(
        "bad-url", .error,
        "'api.base_url' must be an absolute http or https URL with a host, without query, fragment or user name, because "
            + "paths are added to it: https://api.example.com/v1. A port is a number from 1 to 65535.")
    public static let badHeader = DiagnosticCode(
        "bad-header", .error,
        "A header's name is a token of RFC 9110 (letters, digits and some punctuation, no spaces), and its value has no line "
            + "breaks or other control characters. Each is written once: 'Accept' and 'accept' are one header.")
    public static let reservedHeader = DiagnosticCode(
        "reserved-header", .warning,
        "Host, Content-Length, Transfer-Encoding and Connection follow from the URL, from what a call sends and from how it is "
            + "sent, so the client makes them itself. Values of a spec's own would contradict those; they are left out.")
    public static let inputsWithoutSchema = DiagnosticCode(
        "inputs-without-schema", .error,
        "A step lists the input fields it takes, but the workflow has no 'input_schema' that would give their types.")
    public static let unknownInputField = DiagnosticCode(
        "unknown-input-field", .error, "A step takes an input field that 'input_schema' does not have.")
    public static let labelClash = DiagnosticCode(
        "label-clash", .error,
        "Two arguments of a step's handler have the same name: those in 'depends_on' and 'inputs' share one list. Rename one "
            + "by writing a mapping, {argument: step} or {argument: field}.")

    // MARK: Graph

    public static let unknownDependency = DiagnosticCode(
        "unknown-dependency", .error, "A step depends on a step that the workflow does not have.")
    public static let selfDependency = DiagnosticCode(
        "self-dependency", .error, "A step depends on itself, so it could never start.")
    public static let duplicateDependency = DiagnosticCode(
        "duplicate-dependency", .warning, "A step depends on the same step twice. The second one is left out.")
    public static let dependencyCycle = DiagnosticCode(
        "dependency-cycle", .error,
        "Steps depend on each other in a circle, so none of them could ever start. Remove one of the dependencies.")
    public static let decisionWithoutDependency = DiagnosticCode(
        "decision-without-dependency", .error, "A decision needs at least one dependency; Tasker refuses one without.")
    public static let decisionWithoutBranches = DiagnosticCode(
        "decision-without-branches", .warning,
        "No step that it could activate depends on this decision, so it has nothing to decide. Let each branch's first step "
            + "depend on it; a deferred_convergence is no branch.")
    public static let joinNotDeferred = DiagnosticCode(
        "join-not-deferred", .warning,
        "A standard step joins batch workers or branches of a decision, of which some may not run. Tasker would start it at "
            + "once; here it waits for what does run. Write 'type: deferred_convergence' to get the same on both.")
    public static let needlessConvergence = DiagnosticCode(
        "needless-convergence", .info,
        "None of the steps before this deferred_convergence can be skipped or runs in batches, so it acts as a standard step. "
            + "Tasker never starts it when the workflow has no decision and no batches.")
    public static let unreachableWorker = DiagnosticCode(
        "unreachable-worker", .warning,
        "A batch worker is a mould for the ranges of a batchable step, and none leads to this one, so it never runs. Let it "
            + "depend on the batchable step.")
    public static let batchableWithoutWorker = DiagnosticCode(
        "batchable-without-worker", .warning,
        "A batchable step hands its ranges to a batch worker, and none depends on it or is named by its "
            + "'handler.initialization.worker_template_name'.")
    public static let unknownWorker = DiagnosticCode(
        "unknown-worker", .warning, "The name given for the batch worker is not that of a 'type: batch_worker' step.")
    public static let missingBatchConfig = DiagnosticCode(
        "missing-batch-config", .warning,
        "Tasker creates no ranges for a batch worker without 'batch_config'. Here it runs with no limit on parallelism, and a "
            + "failed range fails the step.")
    public static let misplacedBatchConfig = DiagnosticCode(
        "misplaced-batch-config", .warning, "'batch_config' has a meaning only on batch_worker and batchable steps.")
    public static let sharedWorker = DiagnosticCode(
        "shared-worker", .error,
        "Two batchable steps hand their ranges to one batch worker, which can work on those of one only. Write a batch worker for "
            + "each; both may have the same 'callable'.")
    public static let workerName = DiagnosticCode(
        "worker-name", .error,
        "In a run, the ranges of the batch worker 'work' are the steps 'work_001', 'work_002' and so on, so no other step may be "
            + "called that: the worker's name, '_' and three digits or more.")
    public static let unusableCount = DiagnosticCode(
        "unusable-count", .warning,
        "In the constants of a batchable step, 'batch_size' and 'max_workers' also tell how its items are cut into ranges. A value "
            + "that is no whole number of at least 1 cannot: only the handler sees it, as the constant it is.")
    public static let orphanStep = DiagnosticCode(
        "orphan-step", .info,
        "The step neither depends on another one nor does another one depend on it. That is fine if it is meant to run beside "
            + "the rest.")

    // MARK: Schemas

    public static let unsupportedKeyword = DiagnosticCode(
        "unsupported-keyword", .warning,
        "JSON Schema or OpenAPI has this keyword, but it has no effect on the generated type and is not enforced.")
    public static let unsupportedFormat = DiagnosticCode(
        "unsupported-format", .warning, "This 'format' is not known, so the text is not checked against it.")
    public static let ineffectiveKeyword = DiagnosticCode(
        "ineffective-keyword", .warning,
        "The keyword applies to another type than the schema allows, so it never has an effect: a 'minLength' on an integer.")
    public static let schemaTooDeep = DiagnosticCode(
        "schema-too-deep", .error,
        "Schemas, and the values in them, may be nested 250 levels deep. Name an inner part in 'definitions' and refer to it.")
    public static let unresolvedReference = DiagnosticCode(
        "unresolved-reference", .error,
        "'$ref' leads nowhere. It names a schema of this file, such as #/definitions/Money or a JSON Pointer into the same "
            + "schema, or of another file: ../types.yaml#/definitions/Money.")
    public static let circularReference = DiagnosticCode(
        "circular-reference", .error,
        "References lead back to themselves with nothing in between, so they say nothing. (A type may contain itself in a "
            + "property or an item.)")
    public static let invalidPattern = DiagnosticCode(
        "invalid-pattern", .error, "The regular expression cannot be read, or uses something that is not supported.")
    public static let impossibleBounds = DiagnosticCode(
        "impossible-bounds", .error, "The bounds contradict each other, so that no value could ever be valid.")
    public static let requiredForbidden = DiagnosticCode(
        "required-forbidden", .error,
        "A member is required but not in 'properties', and 'additionalProperties: false' forbids it, so no object is valid.")
    public static let requiredUndeclared = DiagnosticCode(
        "required-undeclared", .warning,
        "A member is required but not in 'properties', so it must be there with any value at all. Usually a spelling mistake.")
    public static let valueBreaksSchema = DiagnosticCode(
        "value-breaks-schema", .error, "A 'default', 'const' or 'enum' value is not valid under its own schema.")
    public static let exampleBreaksSchema = DiagnosticCode(
        "example-breaks-schema", .warning, "An example is not valid under its own schema.")

    /// Schemas that no value fulfils.
    static let contradictions: [DiagnosticCode] = [impossibleBounds, requiredForbidden, valueBreaksSchema]

    /// Every code that `SpecReader` reports, apart from those of YAML itself.
    public static let specCodes: [DiagnosticCode] = [
        unknownKey, ignoredKey, missingKey, conflictingKeys, duplicateEntry, wrongType, unknownValue, badName, longNamespace,
        badSwiftName, versionFormat, badTimestamp, outOfRange, unusualValue, zeroAttempts, zeroTimeout, noSteps,
        duplicateStep, emptyCallable, noResultSchema, badEventName, duplicateEvent, unknownOverrideStep, badURL, badHeader,
        reservedHeader,
        inputsWithoutSchema, unknownInputField, labelClash, unknownDependency, selfDependency, duplicateDependency,
        dependencyCycle, decisionWithoutDependency, decisionWithoutBranches, joinNotDeferred, needlessConvergence,
        unreachableWorker, batchableWithoutWorker, unknownWorker, missingBatchConfig, misplacedBatchConfig, sharedWorker,
        workerName, unusableCount, orphanStep,
        unsupportedKeyword, unsupportedFormat, ineffectiveKeyword, schemaTooDeep, unresolvedReference, circularReference,
        invalidPattern, impossibleBounds, requiredForbidden, requiredUndeclared, valueBreaksSchema, exampleBreaksSchema,
    ]
}
