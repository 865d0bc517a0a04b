/// A kind of change, under a name that stays.
public struct DriftRule: Sendable, Equatable {
    /// In kebab-case: `bound-tightened`.
    public let id: String
    /// What is compared and who is harmed, a sentence or two: a row of the table in the documentation.
    public let explanation: String

    init(_ id: String, _ explanation: String) {
        self.id = id
        self.explanation = explanation
    }

    public static func == (a: DriftRule, b: DriftRule) -> Bool { a.id == b.id }
}

extension DriftRule {
    /// In the order of the documentation.
    public static let all: [DriftRule] = [
        workflowAdded, workflowRemoved, versionChanged, failurePolicyChanged, environmentChanged, inputAdded, inputRemoved,
        stepAdded, stepRemoved, stepRenamed, stepKindChanged, dependencyAdded, dependencyRemoved, argumentsChanged, batchChanged,
        workerChanged, retryChanged, timeoutChanged, apiChanged, configurationChanged, eventAdded, eventRemoved, eventChanged,
        resultAdded, resultRemoved, propertyAdded, propertyRemoved, madeRequired, madeOptional, defaultChanged, typeChanged,
        typeNarrowed, typeWidened, nullAllowed, nullRefused, enumCaseAdded, enumCaseRemoved, enumAdded, enumRemoved,
        enumOpened, enumClosed, boundTightened, boundLoosened, patternChanged, patternRemoved, formatChanged, formatRemoved,
        itemsChanged, valuesRefused, valuesAccepted, swiftNameChanged, referenceChanged, alternativeAdded, alternativeRemoved,
        compositionChanged,
    ]

    // MARK: Workflows

    static let workflowAdded = DriftRule("workflow-added", "A workflow is new. Nobody knows it yet.")
    static let workflowRemoved = DriftRule(
        "workflow-removed",
        "A workflow is gone: nobody can start it, its handlers fit nothing, and its unfinished runs stand still.")
    static let versionChanged = DriftRule(
        "version-changed", "The version is another one. Runs of the old one go on wherever a worker still registers it.")
    static let failurePolicyChanged = DriftRule(
        "failure-policy-changed",
        "What a failed step does to the rest of its run is another thing; it counts for runs that are under way, too.")
    static let environmentChanged = DriftRule("environment-changed", "An environment overrides other things than before.")
    static let inputAdded = DriftRule("input-schema-added", "The input has a schema now, which it had not.")
    static let inputRemoved = DriftRule("input-schema-removed", "The input has no schema any more.")

    // MARK: Steps

    static let stepAdded = DriftRule(
        "step-added", "A step is new: it needs a handler, and runs that are under way do not have it.")
    static let stepRemoved = DriftRule("step-removed", "A step is gone, with its handler's protocol, and stored runs have it.")
    static let stepRenamed = DriftRule(
        "step-renamed", "A step with the same handler and the same dependencies has another name, which stored runs do not know.")
    static let stepKindChanged = DriftRule(
        "step-type-changed", "A step has another `type`, and so another handler and other rules.")
    static let dependencyAdded = DriftRule(
        "dependency-added", "A step waits for one more. Its handler takes one more result, and stored runs have another graph.")
    static let dependencyRemoved = DriftRule("dependency-removed", "A step no longer waits for another one.")
    static let argumentsChanged = DriftRule(
        "arguments-changed", "The arguments of a handler have other names, another order, or are others.")
    static let batchChanged = DriftRule(
        "batch-changed", "Sizes or the failure strategy of a batch are others. New batches follow them.")
    static let workerChanged = DriftRule(
        "batch-worker-changed", "The ranges of a batch run on another step, which stored runs name theirs after.")
    static let retryChanged = DriftRule("retry-changed", "Retries are others. They count from the next attempt on.")
    static let timeoutChanged = DriftRule(
        "timeout-changed", "The time limit of a step is another one. It counts from the next attempt on.")
    static let apiChanged = DriftRule(
        "api-changed",
        "A handler has a client for an HTTP API now, or has it no more; or the API's address or headers are others.")
    static let configurationChanged = DriftRule(
        "configuration-changed",
        "`handler.initialization` has other keys or values of other types, which is the handler's `Configuration`.")
    static let eventAdded = DriftRule("event-added", "A step publishes one more event.")
    static let eventRemoved = DriftRule(
        "event-removed", "A step no longer publishes an event, and who subscribes to its type does not compile.")
    static let eventChanged = DriftRule("event-changed", "An event has another condition or delivery.")
    static let resultAdded = DriftRule("result-schema-added", "A result has a schema now, which it had not.")
    static let resultRemoved = DriftRule("result-schema-removed", "A result has no schema any more.")

    // MARK: Schemas

    static let propertyAdded = DriftRule(
        "property-added",
        "A member is new. Required, it is missing from what was sent and recorded before, and a result cannot be made without it."
    )
    static let propertyRemoved = DriftRule(
        "property-removed", "A member is gone from the type. Where no other members are allowed, values with it are refused.")
    static let madeRequired = DriftRule("made-required", "A member must be there now.")
    static let madeOptional = DriftRule(
        "made-optional", "A member may be missing now, so its Swift type is an optional unless it has a default.")
    static let defaultChanged = DriftRule(
        "default-changed", "A default is new, gone or another one. Values without the member are read differently.")
    static let typeChanged = DriftRule("type-changed", "Values are of another JSON type.")
    static let typeNarrowed = DriftRule("type-narrowed", "Fewer JSON types are allowed.")
    static let typeWidened = DriftRule("type-widened", "More JSON types are allowed.")
    static let nullAllowed = DriftRule("null-allowed", "`null` is allowed now, which makes the Swift type an optional.")
    static let nullRefused = DriftRule("null-refused", "`null` is no longer allowed.")
    static let enumCaseAdded = DriftRule(
        "enum-case-added", "A listed value is new. A `switch` over the cases is no longer complete.")
    static let enumCaseRemoved = DriftRule("enum-case-removed", "A listed value is gone.")
    static let enumAdded = DriftRule("enum-added", "Values are listed now; others are refused.")
    static let enumRemoved = DriftRule("enum-removed", "Values are no longer listed; all others are allowed.")
    static let enumOpened = DriftRule("enum-opened", "`x-extensible` keeps values that are not listed.")
    static let enumClosed = DriftRule("enum-closed", "Values that are not listed are no longer kept, but refused.")
    static let boundTightened = DriftRule("bound-tightened", "A limit allows less than before, or is new.")
    static let boundLoosened = DriftRule("bound-loosened", "A limit allows more than before, or is gone.")
    static let patternChanged = DriftRule("pattern-changed", "Texts must match a pattern that is new or another one.")
    static let patternRemoved = DriftRule("pattern-removed", "Texts need not match a pattern any more.")
    static let formatChanged = DriftRule("format-changed", "Texts or numbers have a `format` that is new or another one.")
    static let formatRemoved = DriftRule("format-removed", "Texts or numbers have no `format` any more.")
    static let itemsChanged = DriftRule("items-changed", "What is in an array has a schema now, or has none any more.")
    static let valuesRefused = DriftRule(
        "members-refused", "Members that the schema does not name are refused, or checked, and were not.")
    static let valuesAccepted = DriftRule(
        "members-accepted", "Members that the schema does not name are allowed, or no longer checked.")
    static let swiftNameChanged = DriftRule(
        "swift-name-changed", "`x-swift-name` gives a type or property another name in Swift.")
    static let referenceChanged = DriftRule(
        "reference-changed",
        "A `$ref` leads to a definition of another name, or is new, or gone, so the Swift type has another name.")
    static let alternativeAdded = DriftRule("alternative-added", "A choice has one more alternative.")
    static let alternativeRemoved = DriftRule("alternative-removed", "A choice has one alternative less.")
    static let compositionChanged = DriftRule(
        "composition-changed", "Schemas that are combined are others, in a way that cannot be shown to be harmless.")
}
