/// A mapping or sequence whose end has not been read yet.
final class OpenCollection {
    let isMapping: Bool
    let isFlow: Bool
    let start: SourcePosition
    let tag: String?
    let anchor: String?
    /// Nodes counted before this one, so that the difference at the end is its size.
    let nodesBefore: Int

    /// Levels below and including this one.
    var height = 1
    var items: [YAMLNode] = []
    var entries: [YAMLEntry] = []
    /// The key of an entry whose value is still to come.
    var key: YAMLNode?
    var keyUse: KeyUse = .entry
    var keys = KeySet()
    /// Where the merge key stands, if there is one, and its value.
    var mergeKey: SourceRange?
    var mergeValue: YAMLNode?
    var mergeValueRange: SourceRange = .fileStart

    init(
        isMapping: Bool, isFlow: Bool, start: SourcePosition, tag: String?, anchor: String?, nodesBefore: Int
    ) {
        self.isMapping = isMapping
        self.isFlow = isFlow
        self.start = start
        self.tag = tag
        self.anchor = anchor
        self.nodesBefore = nodesBefore
    }
}

/// What becomes of the value that follows a key.
enum KeyUse { case entry, merge, refused }
