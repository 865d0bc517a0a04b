/// A value on the heap, for generated code: a struct that holds itself, or holds structs many levels deep, keeps such a property in
/// a box and offers it as a plain one. Copies are independent.
public indirect enum Boxed<Value: Sendable>: Sendable {
    case box(Value)

    public init(_ value: Value) { self = .box(value) }

    public var value: Value {
        get {
            switch self {
            case .box(let value): return value
            }
        }
        set { self = .box(newValue) }
    }
}
