/// Finds what changed between two schemas at one place, and whom it harms.
///
/// It reasons keyword by keyword: a schema is the conjunction of its keywords, so when each allows at least what it allowed,
/// all values that passed pass still. Where that cannot be told, as for schemas that are combined, it says that it harms.
/// Members that the old schema did not name count as sent only where the new one refuses or checks them all.
struct SchemaComparison {
    /// What the values are.
    enum Use: Hashable {
        /// Sent by callers, and recorded.
        case input
        /// Made by handlers, recorded, and read by other handlers.
        case output
    }

    let workflow: String
    let old: [String: CanonicalSchema]
    let new: [String: CanonicalSchema]
    let use: Use
    private(set) var changes: [Change] = []
    /// Pairs of definitions that are being compared or have been.
    private var seen: Set<[String]> = []

    init(_ workflow: String, old: [String: CanonicalSchema], new: [String: CanonicalSchema], use: Use) {
        self.workflow = workflow
        self.old = old
        self.new = new
        self.use = use
    }

    // MARK: Saying it

    /// - Parameters:
    ///   - narrows: whether a value that was taken may be refused now.
    ///   - retypes: whether handlers see another type.
    mutating func add(
        _ rule: DriftRule, _ at: Pointer, narrows: Bool = false, retypes: Bool = false, isGone: Bool = false, _ message: String
    ) {
        var breaks: [Break] = []
        if narrows { breaks += use == .input ? [.callers, .storedRuns] : [.storedRuns] }
        if retypes { breaks.append(.handlers) }
        changes.append(
            Change(workflow: workflow, at: at.text, isGone: isGone, rule: rule, breaks: breaks.sorted(), message: message))
    }

    // MARK: One schema

    mutating func compare(_ a: CanonicalSchema, _ b: CanonicalSchema, _ at: Pointer) {
        if a == b, a.isClosedInItself { return }
        if a.reference != nil || b.reference != nil {
            compareReferences(a, b, at)
            return
        }
        compareWithoutReference(a, b, at)
    }

    private mutating func compareReferences(_ a: CanonicalSchema, _ b: CanonicalSchema, _ at: Pointer) {
        if let name = a.reference, name == b.reference {
            if a.withoutReference != b.withoutReference { compareWithoutReference(a.withoutReference, b.withoutReference, at) }
            guard seen.insert([name]).inserted else { return }
            guard let before = old[name], let after = new[name] else {
                return add(.compositionChanged, at, narrows: true, "what it leads to cannot be compared")
            }
            // A definition of another file has no place in this one.
            return compare(before, after, name.contains("#") ? at : Pointer("definitions", name))
        }
        let (before, after) = (a.reference ?? "a schema in place", b.reference ?? "a schema in place")
        add(.referenceChanged, at.then("$ref"), retypes: true, isGone: b.reference == nil, "was \(before), is \(after)")
        guard seen.insert([a.reference ?? "", b.reference ?? "", at.text]).inserted else { return }
        // A reference with keywords of its own beside it is the conjunction of both.
        if a.hasOnlyReference || a.reference == nil, b.hasOnlyReference || b.reference == nil {
            guard let before = resolved(a, old), let after = resolved(b, new) else {
                return add(.compositionChanged, at, narrows: true, "what it leads to cannot be compared")
            }
            compare(before, after, at)
        } else {
            add(.compositionChanged, at, narrows: true, "`$ref` beside other keywords leads elsewhere")
        }
    }

    private func resolved(_ schema: CanonicalSchema, _ definitions: [String: CanonicalSchema]) -> CanonicalSchema? {
        guard let name = schema.reference else { return schema }
        return definitions[name]
    }

    private mutating func compareWithoutReference(_ a: CanonicalSchema, _ b: CanonicalSchema, _ at: Pointer) {
        if b.boolean == false, a.boolean != false {
            return add(.typeNarrowed, at, narrows: true, retypes: SwiftKind(a) != SwiftKind(b), "no value is allowed any more")
        }
        if a.boolean == false {
            if b.boolean != false { add(.typeWidened, at, retypes: SwiftKind(a) != SwiftKind(b), "values are allowed now") }
            return
        }
        compareTypes(a, b, at)
        compareEnumerations(a, b, at)
        compareCounts(a, b, at)
        compareBounds(a, b, at)
        compareTexts(a, b, at)
        compareArrays(a, b, at)
        compareObjects(a, b, at)
        compareApplied(a, b, at)
        if a.defaultValue != b.defaultValue {
            add(
                .defaultChanged, at.then("default"), isGone: b.defaultValue == nil,
                "was \(a.defaultValue ?? "none"), is \(b.defaultValue ?? "none")")
        }
        if a.swiftName != b.swiftName {
            add(
                .swiftNameChanged, at.then("x-swift-name"), retypes: true, isGone: b.swiftName == nil,
                "was \(a.swiftName ?? "the plain one"), is \(b.swiftName ?? "the plain one")")
        }
    }

    // MARK: Types

    private mutating func compareTypes(_ a: CanonicalSchema, _ b: CanonicalSchema, _ at: Pointer) {
        let before = a.allowedTypes
        let after = b.allowedTypes
        let place = b.types == nil ? at : at.then("type")
        if before.contains("null"), !after.contains("null") {
            add(.nullRefused, place, narrows: true, retypes: true, "`null` is no longer allowed")
        } else if !before.contains("null"), after.contains("null") {
            add(.nullAllowed, place, retypes: true, "`null` is allowed now")
        }
        let (lost, gained) = (before.subtracting(after).subtracting(["null"]), after.subtracting(before).subtracting(["null"]))
        let kinds = (SwiftKind(a), SwiftKind(b))
        let retypes = kinds.0 != kinds.1 && !(SchemaComparison.isNested(kinds.0) && SchemaComparison.isNested(kinds.1))
        let (was, isNow) = (a.typeText, b.typeText)
        if !lost.isEmpty {
            let isOther = before.isDisjoint(with: after.subtracting(["null"]))
            add(isOther ? .typeChanged : .typeNarrowed, place, narrows: true, retypes: retypes, "was \(was), is \(isNow)")
        } else if !gained.isEmpty {
            add(.typeWidened, place, retypes: retypes, "was \(was), is \(isNow)")
        } else if retypes {
            add(.typeChanged, place, retypes: true, "the values are the same, and the Swift type is another one")
        }
    }

    /// The element of an array or map is compared at its own place.
    private static func isNested(_ kind: SwiftKind) -> Bool {
        switch kind {
        case .array, .map: return true
        default: return false
        }
    }

    // MARK: Listed values

    private mutating func compareEnumerations(_ a: CanonicalSchema, _ b: CanonicalSchema, _ at: Pointer) {
        let place = at.then(b.constant == nil ? "enum" : "const")
        let isExtensible = (a.isExtensible == true, b.isExtensible == true)
        switch (a.listed, b.listed) {
        case (nil, nil): return
        case (nil, _?): add(.enumAdded, place, narrows: true, "only listed values are allowed now")
        case (_?, nil):
            add(.enumRemoved, at.then(a.constant == nil ? "enum" : "const"), isGone: true, "any value is allowed now")
        case (let before?, let after?):
            let isText = SwiftKind(a) == .enumeration
            for value in before.subtracting(after).sorted() {
                add(.enumCaseRemoved, place, narrows: !isExtensible.1, retypes: isText, "\(value) is gone")
            }
            for value in after.subtracting(before).sorted() {
                add(.enumCaseAdded, place, retypes: isText && !isExtensible.0, "\(value) is new")
            }
            if isExtensible.0, !isExtensible.1 {
                add(.enumClosed, at, narrows: true, retypes: isText, "values that are not listed are refused now")
            } else if !isExtensible.0, isExtensible.1 {
                add(.enumOpened, at.then("x-extensible"), retypes: isText, "values that are not listed are kept now")
            }
        }
    }

    // MARK: Combined schemas

    private mutating func compareApplied(_ a: CanonicalSchema, _ b: CanonicalSchema, _ at: Pointer) {
        let (before, after) = (a.applied ?? [:], b.applied ?? [:])
        for keyword in Set(before.keys).union(after.keys).sorted() {
            let place = at.then(keyword)
            let (was, isNow) = (before[keyword] ?? [], after[keyword] ?? [])
            if was == isNow, was.allSatisfy(\.isClosedInItself) { continue }
            if keyword == "anyOf", !was.isEmpty, !isNow.isEmpty {
                compareAlternatives(was, isNow, place)
            } else if was.count == isNow.count, ["allOf", "prefixItems"].contains(keyword) {
                // Each of them must hold, so each may only allow more.
                for (index, pair) in zip(was, isNow).enumerated() { compare(pair.0, pair.1, place.then(index)) }
            } else if was != isNow {
                add(
                    .compositionChanged, place, narrows: true, retypes: SwiftKind(a) != SwiftKind(b) || keyword == "oneOf",
                    isGone: isNow.isEmpty, "`\(keyword)` is another one")
            } else {
                compareReferred(was, isNow, place)
            }
        }
        if a.named != b.named {
            add(.compositionChanged, at, narrows: true, "names that other keywords take are others")
        }
    }

    /// The same alternatives, of which some refer to definitions that may have changed in any direction.
    private mutating func compareReferred(_ was: [CanonicalSchema], _ isNow: [CanonicalSchema], _ at: Pointer) {
        var inner = SchemaComparison(workflow, old: old, new: new, use: use)
        inner.seen = seen
        for (before, after) in zip(was, isNow) { inner.compare(before, after, at) }
        if inner.changes.isEmpty { return }
        changes += inner.changes
        add(.compositionChanged, at, narrows: true, "a definition that is combined here has changed")
    }

    /// A value of `anyOf` passes when some alternative takes it, so more of them allow more.
    private mutating func compareAlternatives(_ was: [CanonicalSchema], _ isNow: [CanonicalSchema], _ at: Pointer) {
        for (index, schema) in isNow.enumerated() where !was.contains(schema) {
            if index < was.count, !isNow.contains(was[index]) { continue }
            add(.alternativeAdded, at.then(index), retypes: true, "an alternative is new")
        }
        for (index, schema) in was.enumerated() {
            if let place = isNow.firstIndex(of: schema) {
                compare(schema, isNow[place], at.then(place))
            } else if index < isNow.count, !was.contains(isNow[index]) {
                compare(schema, isNow[index], at.then(index))
            } else {
                add(.alternativeRemoved, at.then(index), narrows: true, retypes: true, isGone: true, "an alternative is gone")
            }
        }
    }
}
