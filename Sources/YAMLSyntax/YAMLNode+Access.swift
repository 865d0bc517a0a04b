extension YAMLNode {
    /// The scalar, if the node is one.
    public var scalar: YAMLScalar? {
        if case .scalar(let scalar) = content { return scalar }
        return nil
    }

    /// The text of any scalar, whatever kind it resolves to: `12` for the integer 12.
    public var text: String? {
        if case .scalar(let scalar) = content { return scalar.text }
        return nil
    }

    /// The text of a scalar that is a string under the core schema; nil for `12`, `true`, `null` and for collections.
    public var string: String? {
        if case .string(let string)? = value { return string }
        return nil
    }

    /// The items, if the node is a sequence.
    public var sequence: [YAMLNode]? {
        if case .sequence(let items) = content { return items }
        return nil
    }

    /// The entries, if the node is a mapping: those written, then those merged. Keys differ from each other.
    public var mapping: [YAMLEntry]? {
        if case .mapping(let entries) = content { return entries }
        return nil
    }

    /// The entry whose key has this text, if the node is a mapping that has one. Takes time linear in the entries.
    public func entry(_ key: String) -> YAMLEntry? {
        guard case .mapping(let entries) = content else { return nil }
        var index = 0
        while index < entries.count {
            if let text = entries[index].key.text, text.hasSameScalars(as: key) { return entries[index] }
            index += 1
        }
        return nil
    }
}
