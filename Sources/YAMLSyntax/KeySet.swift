/// The keys of one mapping, in order. Few are compared one by one, many are hashed.
struct KeySet {
    private var names: [String] = []
    private var indices: [ExactText: Int] = [:]

    /// Adds a name and returns nil, or returns the index of the equal name that was added before.
    mutating func add(_ name: String) -> Int? {
        let count = names.count
        if count < 12 {
            var index = 0
            while index < count {
                if names[index].hasSameScalars(as: name) { return index }
                index += 1
            }
        } else {
            if count == 12 {
                var index = 0
                while index < count {
                    indices[ExactText(names[index])] = index
                    index += 1
                }
            }
            let exact = ExactText(name)
            if let index = indices[exact] { return index }
            indices[exact] = count
        }
        names.append(name)
        return nil
    }

    /// What two keys have in common that are equal: for a string its text, else the kind and the value.
    static func name(of key: YAMLNode) -> String {
        switch key.value {
        case .string(let text): return text
        case nil, .null: return "\0null"
        case .bool(let bool): return bool ? "\0true" : "\0false"
        case .integer(let integer): return "\0integer " + String(integer)
        case .number(let number): return "\0number " + String(number)
        }
    }
}
