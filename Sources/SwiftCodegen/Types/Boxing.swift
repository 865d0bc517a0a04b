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
        let model: RecordModel
        var next = 0
    }

    private var states: [ObjectIdentifier: State] = [:]
    private var stack: [Frame] = []

    static func decide(_ records: [TypeDeclaration]) {
        var boxing = Boxing()
        for declaration in records where boxing.states[ObjectIdentifier(declaration)] == nil {
            boxing.visit(declaration)
        }
    }

    /// Depth first with a stack of its own: definitions may refer to each other in chains of any length.
    private mutating func visit(_ start: TypeDeclaration) {
        push(start)
        while let frame = stack.last {
            guard frame.next < frame.model.properties.count else {
                finish(frame)
                stack.removeLast()
                continue
            }
            stack[stack.count - 1].next += 1
            guard let target = Boxing.contained(frame.model.properties[frame.next].type) else { continue }
            switch states[ObjectIdentifier(target)] {
            case .open?: Boxing.box(frame.model, frame.next)
            case .done?: break
            case nil: push(target)
            }
        }
    }

    private mutating func push(_ declaration: TypeDeclaration) {
        guard let model = declaration.record else { return }
        states[ObjectIdentifier(declaration)] = .open
        stack.append(Frame(declaration: declaration, model: model))
    }

    private mutating func finish(_ frame: Frame) {
        var depth = 1
        var size = 0
        var index = 0
        while index < frame.model.properties.count {
            let property = frame.model.properties[index]
            size += 1
            if !property.isBoxed, let target = Boxing.contained(property.type),
                case .done(let inner, let fields)? = states[ObjectIdentifier(target)]
            {
                if inner >= Boxing.maximumDepth || size + fields > Boxing.maximumSize {
                    Boxing.box(frame.model, index)
                } else {
                    depth = max(depth, inner + 1)
                    size += fields
                }
            }
            index += 1
        }
        states[ObjectIdentifier(frame.declaration)] = .done(depth: depth, size: size)
    }

    private static func box(_ model: RecordModel, _ index: Int) {
        model.properties[index].isBoxed = true
        if model.properties[index].storage != nil { return }
        let property = model.properties[index]
        let name = property.unescapedName
        model.properties[index].storage = model.names.claimFree(
            name + "Storage", orElse: name + "StoredValue", for: Located(property.wireName, at: property.schema.range))
    }

    /// The struct that a value of the type holds inside itself.
    private static func contained(_ type: SwiftType) -> TypeDeclaration? {
        switch type.resolved {
        case .optional(let wrapped): return contained(wrapped)
        case .named(let declaration): return declaration.record == nil ? nil : declaration
        default: return nil
        }
    }
}
