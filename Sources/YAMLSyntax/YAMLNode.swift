/// A node of a YAML document after aliases and merge keys are resolved, with the place it was written at.
///
/// An aliased node is shared, not copied, so its range is where the anchor stands. Immutable, hence safe to share.
public final class YAMLNode: Sendable {
    public enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        /// Entries in the order written; merged entries (`<<`) follow the written ones. Keys may be any node.
        case mapping([YAMLEntry])
    }

    /// Changes only while the node is being destroyed, when nobody else can see it.
    @exclusivity(unchecked) public private(set) nonisolated(unsafe) var content: Content
    public let range: SourceRange
    /// The explicit tag, such as `!!str`'s `tag:yaml.org,2002:str`, if one was written.
    public let tag: String?
    /// Levels of collections, this one included; 0 for a scalar.
    private let height: Int

    public convenience init(_ content: Content, range: SourceRange, tag: String? = nil) {
        self.init(content, range: range, tag: tag, height: 0)
    }

    init(_ content: Content, range: SourceRange, tag: String?, height: Int) {
        self.content = content
        self.range = range
        self.tag = tag
        self.height = height
    }

    /// Takes a deep tree apart level by level. Left to themselves the nodes would be released recursively, at half a
    /// kilobyte of stack per level, and a secondary thread on macOS has no more than 512 kB.
    deinit {
        guard height > 64 else { return }
        var sequences: [[YAMLNode]] = []
        var mappings: [[YAMLEntry]] = []
        func take(_ node: borrowing YAMLNode) {
            switch node.content {
            case .scalar: return
            case .sequence(let items): sequences.append(items)
            case .mapping(let entries): mappings.append(entries)
            }
            node.content = .sequence([])
        }
        take(self)
        while !sequences.isEmpty || !mappings.isEmpty {
            if var items = sequences.popLast() {
                while var item = items.popLast() {
                    if isKnownUniquelyReferenced(&item) { take(item) }
                }
            }
            if var entries = mappings.popLast() {
                while !entries.isEmpty {
                    var value = entries.removeLast().value
                    if isKnownUniquelyReferenced(&value) { take(value) }
                }
            }
        }
    }
}

public struct YAMLEntry: Sendable {
    public let key: YAMLNode
    public let value: YAMLNode

    public init(key: YAMLNode, value: YAMLNode) {
        self.key = key
        self.value = value
    }
}

/// A scalar as written: its text after unescaping and folding, and whether it was quoted (then it is always a string).
public struct YAMLScalar: Sendable {
    public enum Style: Sendable { case plain, singleQuoted, doubleQuoted, literal, folded }

    public let text: String
    public let style: Style

    public init(text: String, style: Style) {
        self.text = text
        self.style = style
    }
}

/// What a scalar means under the YAML 1.2 core schema.
public enum YAMLValue: Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    /// Also integers beyond 64 bits, infinities and NaN.
    case number(Double)
    case string(String)
}
