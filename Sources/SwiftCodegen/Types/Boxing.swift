import WorkflowSpec
import YAMLSyntax

/// Decides which properties are kept on the heap: those through which a struct would contain itself, which Swift does not
/// allow, and those that would make a struct so deep or so large that compiling it takes minutes (compile time grows with
/// about the third power of by-value depth).
struct Boxing {
    static let maximumDepth = 8
    /// Stored properties, counted through those that are structs.
    static let maximumSize = 200

    private enum State {
        case open
        case done(depth: Int, size: Int)
    }

    private struct Frame {
        let declaration: TypeDeclaration
        /// The types that a value holds: of a struct's properties, or of an enum's payloads.
        let types: [SwiftType]
        var next = 0
    }

    private var states: [ObjectIdentifier: State] = [:]
    private var stack: [Frame] = []

    /// Whether the file whose types are in that owner refers back to the one generated.
    private let isCircular: (String?) -> Bool

    static func decide(_ declarations: [TypeDeclaration], isCircular: @escaping (String?) -> Bool = { _ in false }) {
        var boxing = Boxing(isCircular: isCircular)
        for declaration in declarations where boxing.states[ObjectIdentifier(declaration)] == nil {
            boxing.visit(declaration)
        }
    }

    /// Depth first with a stack of its own: definitions may refer to each other in chains of any length.
    private mutating func visit(_ start: TypeDeclaration) {
        push(start)
        while let frame = stack.last {
            guard frame.next < frame.types.count else {
                finish(frame)
                stack.removeLast()
                continue
            }
            stack[stack.count - 1].next += 1
            guard let target = Boxing.contained(frame.types[frame.next]) else { continue }
            if frame.declaration.owner != target.owner, isCircular(target.owner ?? frame.declaration.owner) {
                // Each file decides for its own types alone, so none may rely on the other to break the circle.
                Boxing.breakUp(frame.declaration, frame.next)
                continue
            }
            switch states[ObjectIdentifier(target)] {
            case .open?: Boxing.breakUp(frame.declaration, frame.next)
            case .done?: break
            case nil: push(target)
            }
        }
    }

    private mutating func push(_ declaration: TypeDeclaration) {
        var types: [SwiftType] = []
        if let model = declaration.record {
            for property in model.properties { types.append(property.type) }
        } else if let model = declaration.union {
            for candidate in model.cases { types.append(candidate.type) }
        }
        states[ObjectIdentifier(declaration)] = .open
        stack.append(Frame(declaration: declaration, types: types))
    }

    private mutating func finish(_ frame: Frame) {
        var depth = 1
        var size = 0
        var index = 0
        while index < frame.types.count {
            size += 1
            if !Boxing.isBroken(frame.declaration, index), let target = Boxing.contained(frame.types[index]),
                case .done(let inner, let fields)? = states[ObjectIdentifier(target)]
            {
                if inner >= Boxing.maximumDepth || size + fields > Boxing.maximumSize {
                    Boxing.breakUp(frame.declaration, index)
                } else {
                    depth = max(depth, inner + 1)
                    size += fields
                }
            }
            index += 1
        }
        if frame.declaration.union?.isIndirect == true { (depth, size) = (1, 1) }
        states[ObjectIdentifier(frame.declaration)] = .done(depth: depth, size: size)
    }

    private static func isBroken(_ declaration: TypeDeclaration, _ index: Int) -> Bool {
        if let model = declaration.record { return model.properties[index].isBoxed }
        return declaration.union?.isIndirect ?? false
    }

    /// Keeps what a property holds in a box, or all payloads of an enum.
    private static func breakUp(_ declaration: TypeDeclaration, _ index: Int) {
        if let model = declaration.record { box(model, index) }
        declaration.union?.isIndirect = true
    }

    private static func box(_ model: RecordModel, _ index: Int) {
        model.properties[index].isBoxed = true
        if model.properties[index].storage != nil { return }
        let property = model.properties[index]
        let name = property.unescapedName
        model.properties[index].storage = model.names.claimFree(
            name + "Storage", orElse: name + "StoredValue", for: Located(property.wireName, at: property.schema.range))
    }

    /// The struct or choice that a value of the type holds inside itself.
    private static func contained(_ type: SwiftType) -> TypeDeclaration? {
        switch type.resolved {
        case .optional(let wrapped): return contained(wrapped)
        case .named(let declaration): return declaration.record == nil && declaration.union == nil ? nil : declaration
        default: return nil
        }
    }
}
