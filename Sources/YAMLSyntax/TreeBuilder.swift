import CYAML

/// Builds the tree from libyaml's events. Iterative, so that hostile nesting cannot exhaust the stack.
final class TreeBuilder {
    let file: String
    let source: SourceText
    let limits: YAMLLimits
    var diagnostics: [Diagnostic] = []
    var root: YAMLNode?
    /// False once something is wrong that may bring on more findings, which would not be the author's mistakes.
    var isWhole = true

    /// Collections whose end is still to come, outermost first.
    private var open: [OpenCollection] = []
    /// The innermost of them.
    var current: OpenCollection?
    var anchors: [String: Anchor] = [:]
    /// Nodes read so far after alias expansion.
    var nodeCount = 0
    /// Where the text of the last event ended. Block collections end there; libyaml has them run on to the next token.
    var lastEnd = SourcePosition.start
    private var documents = 0
    /// Whether the document ended with `...`.
    private(set) var hasEndMarker = false
    private var lineStarts: [Int]?

    struct Anchor {
        /// nil while the node is open.
        var node: YAMLNode?
        /// The nodes and the levels of collections that an alias adds.
        var nodeCount: Int
        var height: Int
    }

    /// Stands in for an alias that leads nowhere, so that reading can go on.
    static let missing = YAMLNode(.scalar(YAMLScalar(text: "", style: .plain)), range: .fileStart)

    init(file: String, source: SourceText, limits: YAMLLimits) {
        self.file = file
        self.source = source
        self.limits = limits
    }

    func readEvents() {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        let event = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
        defer {
            parser.deallocate()
            event.deallocate()
        }
        guard yaml_parser_initialize(parser) != 0 else {
            report(.yamlSyntax, .fileStart, "out of memory")
            return
        }
        defer { yaml_parser_delete(parser) }
        // The encoding is left open although it is known: only then does libyaml skip a byte order mark.
        yaml_parser_set_input_string(parser, source.bytes.baseAddress, source.bytes.count)
        var goesOn = true
        while goesOn {
            guard yaml_parser_parse(parser, event) != 0 else {
                reportFailure(of: parser)
                return
            }
            goesOn = read(event)
            yaml_event_delete(event)
        }
    }

    func report(_ code: DiagnosticCode, _ range: SourceRange, _ message: String, notes: [Diagnostic.Note] = []) {
        if code != .duplicateKey && code != .complexKey { isWhole = false }
        diagnostics.append(Diagnostic(code, file: file, range: range, message, notes: notes))
    }

    func reportSecondDocument(at start: SourcePosition) {
        let range = SourceRange(start: start, end: start)
        report(.multipleDocuments, range, "a second document starts here; a file holds one")
    }

    /// Takes one event in; false when nothing more is to be read.
    private func read(_ event: UnsafeMutablePointer<yaml_event_t>) -> Bool {
        let kind: UInt32 = event.pointee.type.rawValue
        if kind == YAML_SCALAR_EVENT.rawValue { return readScalar(event) }
        if kind == YAML_MAPPING_START_EVENT.rawValue {
            let data = event.pointee.data.mapping_start
            let isFlow = data.style.rawValue == YAML_FLOW_MAPPING_STYLE.rawValue
            return begin(event, isMapping: true, isFlow: isFlow, tag: string(data.tag), anchor: string(data.anchor))
        }
        if kind == YAML_SEQUENCE_START_EVENT.rawValue {
            let data = event.pointee.data.sequence_start
            let isFlow = data.style.rawValue == YAML_FLOW_SEQUENCE_STYLE.rawValue
            return begin(event, isMapping: false, isFlow: isFlow, tag: string(data.tag), anchor: string(data.anchor))
        }
        if kind == YAML_MAPPING_END_EVENT.rawValue || kind == YAML_SEQUENCE_END_EVENT.rawValue {
            end(event)
            return true
        }
        if kind == YAML_ALIAS_EVENT.rawValue { return readAlias(event) }
        if kind == YAML_DOCUMENT_START_EVENT.rawValue {
            documents += 1
            if documents == 1 { return true }
            reportSecondDocument(at: position(event.pointee.start_mark))
            return false
        }
        if kind == YAML_DOCUMENT_END_EVENT.rawValue { hasEndMarker = event.pointee.data.document_end.implicit == 0 }
        return kind != YAML_STREAM_END_EVENT.rawValue
    }

    private func readScalar(_ event: UnsafeMutablePointer<yaml_event_t>) -> Bool {
        let data = event.pointee.data.scalar
        var range = self.range(event)
        var style = YAMLScalar.Style.plain
        var tag: String?
        if data.style.rawValue == YAML_PLAIN_SCALAR_STYLE.rawValue {
            if range.start == range.end { range = emptyRange(range) }
            // `! 12`: libyaml drops the non-specific tag, which makes a plain scalar a string.
            if data.tag == nil && data.plain_implicit == 0 { tag = "!" }
        } else if data.style.rawValue == YAML_DOUBLE_QUOTED_SCALAR_STYLE.rawValue {
            style = .doubleQuoted
        } else if data.style.rawValue == YAML_SINGLE_QUOTED_SCALAR_STYLE.rawValue {
            style = .singleQuoted
        } else {
            style = data.style.rawValue == YAML_LITERAL_SCALAR_STYLE.rawValue ? .literal : .folded
            range.end = endOfBlockScalar(range)
        }
        lastEnd = range.end
        if let written = data.tag { tag = string(written) }
        let text = String(decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
        if current == nil && style == .plain && tag == nil && text.isEmpty { return true }
        let scalar = YAMLScalar(text: text, style: style)
        if let tag, scalar.value(tagged: tag) == nil {
            report(.badTag, range, "\(quoted(text)) does not fit its tag \(quoted(tag))")
        }
        guard count(1, at: range) else { return false }
        let node = YAMLNode(.scalar(scalar), range: range, tag: tag, height: 0)
        if let anchor = data.anchor { anchors[String(cString: anchor)] = Anchor(node: node, nodeCount: 1, height: 0) }
        add(node, at: range, height: 0)
        return true
    }

    private func begin(
        _ event: UnsafeMutablePointer<yaml_event_t>, isMapping: Bool, isFlow: Bool, tag: String?, anchor: String?
    ) -> Bool {
        let range = self.range(event)
        if open.count >= limits.maxDepth {
            report(.nestingTooDeep, range, "nested more than \(limits.maxDepth) levels deep")
            return false
        }
        let nodesBefore = nodeCount
        guard count(1, at: range) else { return false }
        if let tag, tag.hasPrefix("tag:yaml.org,2002:") {
            let kind = tag.dropFirst(18)
            let fits = isMapping ? kind != "seq" : kind != "map"
            if !fits || kind == "str" || kind == "int" || kind == "float" || kind == "bool" || kind == "null" {
                report(.badTag, range, "a \(isMapping ? "mapping" : "sequence") does not fit its tag \(quoted(tag))")
            }
        }
        if let anchor { anchors[anchor] = Anchor(node: nil, nodeCount: nodesBefore, height: open.count) }
        let collection = OpenCollection(
            isMapping: isMapping, isFlow: isFlow, start: range.start, tag: tag, anchor: anchor, nodesBefore: nodesBefore
        )
        open.append(collection)
        current = collection
        return true
    }

    private func end(_ event: UnsafeMutablePointer<yaml_event_t>) {
        guard let collection = open.popLast() else { return }
        current = open.last
        if collection.isFlow { lastEnd = position(event.pointee.end_mark) }
        if collection.mergeValue != nil { merge(into: collection) }
        let range = SourceRange(start: collection.start, end: lastEnd)
        let content: YAMLNode.Content =
            collection.isMapping ? .mapping(collection.entries) : .sequence(collection.items)
        let node = YAMLNode(content, range: range, tag: collection.tag, height: collection.height)
        // A node inside may have taken the name over; then aliases mean that one.
        if let name = collection.anchor, let anchor = anchors[name], anchor.node == nil,
            anchor.nodeCount == collection.nodesBefore
        {
            anchors[name] = Anchor(
                node: node, nodeCount: nodeCount - collection.nodesBefore, height: collection.height)
        }
        add(node, at: range, height: collection.height)
    }

    private func readAlias(_ event: UnsafeMutablePointer<yaml_event_t>) -> Bool {
        let range = self.range(event)
        let name = string(event.pointee.data.alias.anchor) ?? ""
        lastEnd = range.end
        guard let anchor = anchors[name], let node = anchor.node else {
            if anchors[name] == nil {
                report(.unknownAlias, range, "no node before this one has the anchor '&\(shortened(name))'")
            } else {
                report(.recursiveAlias, range, "'*\(shortened(name))' stands inside the node that it refers to")
            }
            guard count(1, at: range) else { return false }
            add(TreeBuilder.missing, at: range, height: 0)
            return true
        }
        if open.count + anchor.height > limits.maxDepth {
            report(.nestingTooDeep, range, "nested more than \(limits.maxDepth) levels deep after alias expansion")
            return false
        }
        guard count(anchor.nodeCount, at: range) else { return false }
        add(node, at: range, height: anchor.height)
        return true
    }

    private func count(_ nodes: Int, at range: SourceRange) -> Bool {
        let (sum, overflows) = nodeCount.addingReportingOverflow(nodes)
        if overflows || sum > limits.maxNodes {
            let expansion = nodes > 1 ? " after alias expansion" : ""
            report(.tooManyNodes, range, "the document has more than \(limits.maxNodes) nodes\(expansion)")
            return false
        }
        nodeCount = sum
        return true
    }

    // MARK: Places and texts

    private func range(_ event: UnsafeMutablePointer<yaml_event_t>) -> SourceRange {
        SourceRange(start: position(event.pointee.start_mark), end: position(event.pointee.end_mark))
    }

    func position(_ mark: yaml_mark_t) -> SourcePosition {
        SourcePosition(line: mark.line + 1, column: mark.column + 1)
    }

    /// A value that is left out after `? key` has its mark at the next token, maybe lines below.
    private func emptyRange(_ range: SourceRange) -> SourceRange {
        guard let current, current.key != nil, range.start.line > lastEnd.line else { return range }
        return SourceRange(start: lastEnd, end: lastEnd)
    }

    private func endOfBlockScalar(_ range: SourceRange) -> SourcePosition {
        let starts = lineStarts ?? source.lineStarts(upTo: source.bytes.count)
        lineStarts = starts
        // Without a line break at the end of the file the mark is on the last line of the text, else below it.
        let before = range.end.column > 1 ? range.end.line + 1 : range.end.line
        return source.endOfBlockScalar(from: range.start, before: before, starts: starts)
    }

    private func string(_ text: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let text else { return nil }
        return String(cString: text)
    }

    func shortened(_ text: String) -> String {
        text.utf8.count <= 80 ? text : String(text.unicodeScalars.prefix(60)) + "…"
    }

    func quoted(_ text: String) -> String { "'" + shortened(text) + "'" }
}
