/// The branches that a decision can choose: one case for each step that only runs if it is chosen. The raw value is the
/// step's name.
public protocol DecisionRoute: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

/// What a decision step gives back: its result, and which branches go on.
public enum Decision<Route: DecisionRoute, Result: Sendable>: Sendable {
    /// These branches go on, and the others are skipped. None at all is the same as `skip`.
    case route([Route], Result)
    /// No branch goes on. The reason is recorded with each skipped step.
    case skip(reason: String, Result)

    public var result: Result {
        switch self {
        case .route(_, let result), .skip(_, let result): return result
        }
    }

    var directive: Directive {
        switch self {
        case .route(let routes, _): return .route(routes.map(\.rawValue))
        case .skip(let reason, _): return .skip(reason: reason)
        }
    }
}
