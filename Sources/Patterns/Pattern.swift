/// A regular expression of JSON Schema: ECMA-262 with the `u` flag, searched for anywhere in a text.
///
/// Matching takes time proportional to the text's length times the pattern's size, whatever the pattern: there is no
/// backtracking. Lookahead and lookbehind are included. Refused with a clear error: back references, inline flags such
/// as `(?i:…)`, and Unicode scripts (`\p{Script=…}`). Accepted beyond the `u` flag, because schemas in the field have
/// them: escaped punctuation (`\-`, `\@`), a lone `]`, `}` or `{`, and `[\w-.]`. Safe to use from any thread.
public struct Pattern: Sendable {
    /// The expression as it was written.
    public let source: String
    let program: Program

    /// Reads an expression. Throws `PatternError` when it is malformed, uses what is not supported, or expands to more
    /// than `Pattern.sizeLimit` instructions.
    public init(_ source: String) throws(PatternError) {
        var parser = PatternParser(source)
        let root = try parser.parse()
        self.source = source
        program = try Program(root, sets: parser.sets, looks: parser.looks)
    }

    /// How many instructions a pattern may have once counted repeats (`x{3,5}`) are written out.
    public static let sizeLimit = 20_000
    /// How many Unicode scalars a pattern's source may have.
    public static let sourceLimit = 65_536
    /// How deep groups may nest.
    public static let nestingLimit = 100
    /// How many lookaheads and lookbehinds a pattern may have.
    public static let lookLimit = 64

    /// Whether the pattern is found anywhere in `text`, compared by Unicode scalars without normalization.
    public func matches(_ text: String) -> Bool {
        var matcher = Matcher(program, text)
        return matcher.search()
    }
}

/// Why a pattern was refused.
public struct PatternError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Kind: Hashable, Sendable {
        /// No regular expression of ECMA-262.
        case malformed
        /// A regular expression that this engine does not run.
        case unsupported
        /// Beyond one of the limits of `Pattern`.
        case tooLarge
    }

    public let kind: Kind
    public let message: String
    /// Where in the pattern's source, in Unicode scalars from its start.
    public let offset: Int

    init(_ kind: Kind, _ message: String, at offset: Int) {
        self.kind = kind
        self.message = message
        self.offset = offset
    }

    public var description: String { "\(message) at character \(offset)" }
}
