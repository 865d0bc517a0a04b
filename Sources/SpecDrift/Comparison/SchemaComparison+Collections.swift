extension SchemaComparison {
    // MARK: Arrays

    mutating func compareArrays(_ a: CanonicalSchema, _ b: CanonicalSchema, _ at: Pointer) {
        switch (a.items, b.items) {
        case (nil, nil): return
        case (nil, let after?):
            if after.takesAll { return }
            add(.itemsChanged, at.then("items"), narrows: true, retypes: true, "what is in the array is checked now")
        case (let before?, nil):
            if before.takesAll { return }
            add(.itemsChanged, at.then("items"), retypes: true, isGone: true, "what is in the array is no longer checked")
        case (let before?, let after?): compare(before, after, at.then("items"))
        }
    }

    // MARK: Objects

    mutating func compareObjects(_ a: CanonicalSchema, _ b: CanonicalSchema, _ at: Pointer) {
        let (before, after) = (a.properties ?? [:], b.properties ?? [:])
        let (wasRequired, isRequired) = (Set(a.required ?? []), Set(b.required ?? []))
        let byText: (String, String) -> Bool = { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for name in Set(before.keys).union(after.keys).sorted(by: byText) {
            let place = at.then("properties", name)
            switch (before[name], after[name]) {
            case (let was?, let isNow?): compare(was, isNow, place)
            case (nil, let isNow?): addedProperty(name, isNow, a, place, isRequired: isRequired.contains(name))
            case (let was?, nil): removedProperty(name, was, b, place)
            case (nil, nil): break
            }
        }
        for name in wasRequired.symmetricDifference(isRequired).sorted(by: byText) {
            if before[name] == nil, after[name] != nil { continue }
            if before[name] != nil, after[name] == nil, !isRequired.contains(name) { continue }
            required(name, isRequired.contains(name), before[name], after[name], at)
        }
        compareAdditional(a, b, at)
    }

    private mutating func addedProperty(
        _ name: String, _ schema: CanonicalSchema, _ old: CanonicalSchema, _ at: Pointer, isRequired: Bool
    ) {
        // Where the old type kept members without a name of theirs, this one may have been among them.
        let wasKept = old.keepsOthers && !schema.takesAll
        let what = isRequired ? "a required member" : "an optional member"
        // A result cannot be made without a required member; what is read may have one more.
        let retypes = isRequired && use == .output || SwiftKind(old) != .record
        add(.propertyAdded, at, narrows: isRequired || wasKept, retypes: retypes, "\(what) is new")
    }

    private mutating func removedProperty(_ name: String, _ schema: CanonicalSchema, _ new: CanonicalSchema, _ at: Pointer) {
        let isRefused = new.additional.map { !$0.takesAll } ?? (new.applied?["patternProperties"] != nil)
        add(.propertyRemoved, at, narrows: isRefused, retypes: true, isGone: true, "a member is gone")
    }

    private mutating func required(
        _ name: String, _ isRequired: Bool, _ before: CanonicalSchema?, _ after: CanonicalSchema?, _ at: Pointer
    ) {
        let place = at.then("required")
        let schema = after ?? before
        // With a default or null, the Swift type is the same either way.
        let retypes = schema != nil && schema?.defaultValue == nil && schema?.allowedTypes.contains("null") != true
        if isRequired {
            add(.madeRequired, place, narrows: true, retypes: retypes, "\(ValueText.quoted(name)) must be there now")
        } else {
            add(.madeOptional, place, retypes: retypes, isGone: false, "\(ValueText.quoted(name)) may be missing now")
        }
    }

    private mutating func compareAdditional(_ a: CanonicalSchema, _ b: CanonicalSchema, _ at: Pointer) {
        let place = at.then("additionalProperties")
        let (was, isNow) = (a.additional ?? .anything, b.additional ?? .anything)
        if was == isNow, was.isClosedInItself, (a.additional == nil) == (b.additional == nil) { return }
        // A struct has a member for the others where the schema speaks of them.
        let retypes =
            SwiftKind(a) != SwiftKind(b) || (a.additional?.keepsMembers ?? false) != (b.additional?.keepsMembers ?? false)
        if isNow.takesAll {
            if was.takesAll {
                if retypes {
                    add(.valuesAccepted, place, retypes: true, isGone: b.additional == nil, "other members are kept or not")
                }
                return
            }
            return add(
                .valuesAccepted, place, retypes: retypes, isGone: b.additional == nil,
                "other members are allowed, whatever they are")
        }
        if was.takesAll {
            let mayBeThere = use == .input || a.keepsOthers
            return add(.valuesRefused, place, narrows: mayBeThere, retypes: retypes, "other members are refused or checked now")
        }
        compare(was, isNow, place)
    }
}

extension CanonicalSchema {
    /// Whether values of its Swift type may hold members that have no name in the schema.
    var keepsOthers: Bool {
        if SwiftKind(self) == .record { return additional?.keepsMembers ?? false }
        return additional?.boolean != false
    }

    fileprivate var keepsMembers: Bool { boolean != false }

    /// The JSON types that a value can have.
    var allowedTypes: Set<String> {
        if let types {
            return types.contains("number") ? Set(types + ["integer"]) : Set(types)
        }
        return ["null", "boolean", "integer", "number", "string", "array", "object"]
    }

    var typeText: String { types.map { $0.joined(separator: " or ") } ?? "any type" }

    /// `enum` and `const` as one list.
    var listed: Set<String>? { constant.map { [$0] } ?? enumeration.map { Set($0) } }

    /// Whether it refers to nothing, so that being equal as text is being equal.
    var isClosedInItself: Bool {
        if reference != nil { return false }
        if let properties, !properties.values.allSatisfy(\.isClosedInItself) { return false }
        if let applied, !applied.values.allSatisfy({ $0.allSatisfy(\.isClosedInItself) }) { return false }
        return (additional?.isClosedInItself ?? true) && (items?.isClosedInItself ?? true)
    }

    var hasOnlyReference: Bool { reference != nil && withoutReference == .anything }

    /// The keywords beside `$ref`.
    var withoutReference: CanonicalSchema {
        var draft = Draft(self)
        draft.reference = nil
        return CanonicalSchema(draft)
    }
}

extension CanonicalSchema.Draft {
    init(_ schema: CanonicalSchema) {
        boolean = schema.boolean
        reference = schema.reference
        types = Set(schema.types ?? [])
        properties = schema.properties ?? [:]
        required = Set(schema.required ?? [])
        additional = schema.additional
        items = schema.items
        counts = schema.counts ?? [:]
        bounds = schema.bounds ?? [:]
        isUnique = schema.isUnique ?? false
        pattern = schema.pattern
        format = schema.format
        enumeration = schema.enumeration.map { Set($0) }
        constant = schema.constant
        defaultValue = schema.defaultValue
        isExtensible = schema.isExtensible ?? false
        swiftName = schema.swiftName
        applied = schema.applied ?? [:]
        named = schema.named ?? [:]
    }
}
