import WorkflowSpec
import YAMLSyntax

/// Whether an event can do without a method of its own. Its payload then is the result, or what is known of a failure, which must
/// read as the payload's type whatever the handler gives back. Where a type says nothing, such as that of a step without
/// `result_schema`, only the run can tell, and there is a default.
struct EventDefault {
    /// Why there is no default, as a clause; nil when there is one.
    static func obstacle(_ event: EventModel, of step: StepModel) -> String? {
        var comparison = EventDefault()
        let payload = event.payload.type
        let condition = event.spec.condition
        if condition == .success || condition == .always {
            if let obstacle = comparison.obstacle(step.result.type, payload, "") { return obstacle.clause("the result") }
        }
        if condition == .success { return nil }
        return comparison.obstacle(failure, payload, "")?.clause("what is known of a failure")
    }

    /// As `WorkflowEvent.payload(from:context:)` of the runtime makes it.
    private static var failure: Members {
        Members([
            Member(name: "code", type: .string), Member(name: "message", type: .string), Member(name: "attempt", type: .int),
            Member(name: "retryable", type: .bool),
        ])
    }

    private struct Obstacle {
        enum Kind { case missing, mayBeMissing, otherType }
        let kind: Kind
        /// Names, with dots between; empty for the whole.
        let path: String

        func clause(_ whole: String) -> String {
            switch kind {
            case .missing: return whole + " has no " + path
            case .mayBeMissing: return whole + (path.isEmpty ? " may be null" : " may be without " + path)
            case .otherType: return (path.isEmpty ? whole : path + " of " + whole) + " is of another type"
            }
        }
    }

    private struct Member {
        let name: String
        let type: SwiftType
        /// Absent or null.
        var isOptional = false
    }

    /// What an object has, and what else it may have.
    private struct Members {
        var list: [Member]
        var others: SwiftType?
        private var indices: [ExactText: Int] = [:]

        init(_ list: [Member], others: SwiftType? = nil) {
            self.list = list
            self.others = others
            var index = 0
            while index < list.count {
                indices[ExactText(list[index].name)] = index
                index += 1
            }
        }

        init(_ record: RecordModel) {
            var list: [Member] = []
            for property in record.properties {
                list.append(Member(name: property.wireName, type: property.type, isOptional: property.isOptional))
            }
            var others: SwiftType?
            if case .map(let element)? = record.additional?.type { others = element }
            self.init(list, others: others)
        }

        func member(_ name: String) -> Member? { indices[ExactText(name)].map { list[$0] } }
    }

    private struct Pair: Hashable {
        let from: ObjectIdentifier
        let to: ObjectIdentifier
    }

    /// Records that were compared or are being so: types may contain themselves.
    private var compared: Set<Pair> = []

    /// What keeps JSON of one type from being read as another one; nil as well where that cannot be told from the types.
    private mutating func obstacle(_ from: SwiftType, _ to: SwiftType, _ path: String) -> Obstacle? {
        let from = from.resolved
        let to = to.resolved
        if case .optional(let wrapped) = to { return obstacle(from.unwrapped, wrapped, path) }
        switch from {
        case .optional(let wrapped):
            if case .jsonValue = to { return nil }
            return obstacle(wrapped, to, path) ?? Obstacle(kind: .mayBeMissing, path: path)
        case .jsonValue: return nil
        case .named(let declaration):
            if case .named(let other) = to, other === declaration { return nil }
            if let record = declaration.record {
                if let other = to.declaration, other.record != nil {
                    let pair = Pair(from: ObjectIdentifier(declaration), to: ObjectIdentifier(other))
                    if !compared.insert(pair).inserted { return nil }
                }
                return obstacle(Members(record), to, path)
            }
            guard let cases = declaration.enumeration else { return nil }
            return isReadable(cases, to) ? nil : Obstacle(kind: .otherType, path: path)
        case .map(let element): return obstacle(Members([], others: element), to, path)
        case .jsonObject: return obstacle(Members([], others: .jsonValue), to, path)
        case .array(let element):
            if case .array(let other) = to { return obstacle(element, other, path) }
            return isReadable(from, to) ? nil : Obstacle(kind: .otherType, path: path)
        default: return isReadable(from, to) ? nil : Obstacle(kind: .otherType, path: path)
        }
    }

    private mutating func obstacle(_ from: Members, _ to: SwiftType, _ path: String) -> Obstacle? {
        let to = to.resolved
        switch to {
        case .jsonValue, .jsonObject: return nil
        case .optional(let wrapped): return obstacle(from, wrapped, path)
        case .map(let element): return obstacle(from, except: nil, element, path)
        case .named(let declaration):
            guard let record = declaration.record else {
                return declaration.enumeration == nil ? nil : Obstacle(kind: .otherType, path: path)
            }
            return obstacle(from, record, path)
        default: return Obstacle(kind: .otherType, path: path)
        }
    }

    private mutating func obstacle(_ from: Members, _ to: RecordModel, _ path: String) -> Obstacle? {
        for property in to.properties {
            let place = path.isEmpty ? property.wireName : path + "." + property.wireName
            let mustBeThere = property.isRequired && !property.isNullable
            if let member = from.member(property.wireName) {
                if let found = obstacle(member.type, property.type, place) { return found }
                if member.isOptional, mustBeThere { return Obstacle(kind: .mayBeMissing, path: place) }
            } else if let others = from.others {
                if let found = obstacle(others, property.type, place) { return found }
            } else if mustBeThere {
                return Obstacle(kind: .missing, path: place)
            }
        }
        guard case .map(let element)? = to.additional?.type else { return nil }
        return obstacle(from, except: Members(to), element, path)
    }

    /// Members that `known` does not name become values of a map.
    private mutating func obstacle(
        _ from: Members, except known: Members?, _ element: SwiftType, _ path: String
    ) -> Obstacle? {
        for member in from.list where known?.member(member.name) == nil {
            let place = path.isEmpty ? member.name : path + "." + member.name
            if let found = obstacle(member.type, element, place) { return found }
        }
        guard let others = from.others else { return nil }
        return obstacle(others, element, path)
    }

    private func isReadable(_ cases: EnumModel, _ to: SwiftType) -> Bool {
        switch to {
        case .string, .jsonValue: return true
        case .named(let declaration):
            guard let other = declaration.enumeration else { return declaration.record == nil }
            if other.isExtensible { return true }
            if cases.isExtensible { return false }
            var known: Set<ExactText> = []
            for candidate in other.cases { known.insert(ExactText(candidate.value)) }
            for candidate in cases.cases where !known.contains(ExactText(candidate.value)) { return false }
            return true
        default: return false
        }
    }

    /// For what is written as a string, number, boolean or array.
    private func isReadable(_ from: SwiftType, _ to: SwiftType) -> Bool {
        switch (from, to) {
        case (_, .jsonValue), (.bool, .bool), (.date, .date), (.uuid, .uuid), (.data, .data), (.int32, .int32): return true
        case (.string, .string), (.date, .string), (.uuid, .string), (.data, .string): return true
        case (.int, .int), (.int32, .int), (.int64, .int), (.int, .int64), (.int32, .int64), (.int64, .int64): return true
        case (.int, .double), (.int32, .double), (.int64, .double), (.double, .double): return true
        case (.string, .named(let declaration)):
            return declaration.enumeration?.isExtensible ?? (declaration.record == nil)
        case (_, .named(let declaration)): return declaration.enumeration == nil && declaration.record == nil
        default: return false
        }
    }
}

extension RootModel {
    fileprivate var type: SwiftType { declaration.map { SwiftType.named($0) } ?? alias ?? .jsonValue }
}
