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

    public let content: Content
    public let range: SourceRange
    /// The explicit tag, such as `!!str`'s `tag:yaml.org,2002:str`, if one was written.
    public let tag: String?

    public init(_ content: Content, range: SourceRange, tag: String? = nil) {
        self.content = content
        self.range = range
        self.tag = tag
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
