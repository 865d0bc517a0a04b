extension TreeBuilder {
    /// Adds a finished node to the collection around it, or makes it the root. `range` is where it, or its alias, is
    /// written.
    func add(_ node: YAMLNode, at range: SourceRange, height: Int) {
        guard let collection = current else {
            root = node
            return
        }
        if collection.height <= height { collection.height = height + 1 }
        if !collection.isMapping {
            collection.items.append(node)
            return
        }
        guard let key = collection.key else {
            collection.key = node
            collection.keyUse = use(ofKey: node, at: range, in: collection)
            return
        }
        collection.key = nil
        switch collection.keyUse {
        case .entry: collection.entries.append(YAMLEntry(key: key, value: node))
        case .merge:
            collection.mergeValue = node
            collection.mergeValueRange = range
        case .refused: break
        }
    }

    private func use(ofKey key: YAMLNode, at range: SourceRange, in collection: OpenCollection) -> KeyUse {
        if key === TreeBuilder.missing { return .refused }
        guard case .scalar(let scalar) = key.content else {
            report(.complexKey, range, "a key must be a scalar")
            return .refused
        }
        if scalar.style == .plain && scalar.text == "<<" && (key.tag == nil || key.tag == "tag:yaml.org,2002:merge") {
            if let first = collection.mergeKey {
                reportDuplicate("<<", at: range, first: first, hint: "; one merge key can take a sequence of mappings")
                // Entries may be missing now.
                isWhole = false
                return .refused
            }
            collection.mergeKey = range
            return .merge
        }
        if let first = collection.keys.add(KeySet.name(of: key)) {
            reportDuplicate(scalar.text, at: range, first: collection.entries[first].key.range, hint: "")
            return .refused
        }
        return .entry
    }

    private func reportDuplicate(_ key: String, at range: SourceRange, first: SourceRange, hint: String) {
        let note = Diagnostic.Note(file: file, range: first, message: "first written here")
        report(.duplicateKey, range, "the key \(quoted(key)) is written twice in one mapping\(hint)", notes: [note])
    }

    /// Appends the merged entries: those written win over merged ones, and earlier mappings of a sequence over later
    /// ones (https://yaml.org/type/merge.html).
    func merge(into collection: OpenCollection) {
        guard let value = collection.mergeValue else { return }
        switch value.content {
        case .mapping(let entries):
            merge(entries, into: collection)
        case .sequence(let items):
            for item in items {
                if case .mapping(let entries) = item.content {
                    merge(entries, into: collection)
                } else if item !== TreeBuilder.missing {
                    reportBadMerge(item.range, in: collection)
                }
            }
        case .scalar:
            if value !== TreeBuilder.missing { reportBadMerge(value.range, in: collection) }
        }
    }

    private func merge(_ entries: [YAMLEntry], into collection: OpenCollection) {
        for entry in entries where collection.keys.add(KeySet.name(of: entry.key)) == nil {
            collection.entries.append(entry)
        }
    }

    /// At the item, or at the whole value where the item came in by an alias and stands elsewhere.
    private func reportBadMerge(_ item: SourceRange, in collection: OpenCollection) {
        let whole = collection.mergeValueRange
        let isInside = item.start >= whole.start && item.end <= whole.end
        report(.badMerge, isInside ? item : whole, "only a mapping or a sequence of mappings can be merged")
    }
}
