internal import Stepsmith

/// JSON that holds recorded JSON as it is, without reading it.
indirect enum JSONFragment {
    case value(JSONValue)
    /// JSON text.
    case recorded([UInt8])
    case array([JSONFragment])
    case object([(String, JSONFragment)])

    static func text(_ text: String?) -> JSONFragment { .value(text.map { .string($0) } ?? .null) }
    static func number(_ number: Int?) -> JSONFragment { .value(number.map { .integer($0) } ?? .null) }
    static func time(_ time: Timestamp?) -> JSONFragment { text(time?.description) }
    static func recorded(_ text: [UInt8]?) -> JSONFragment { text.map { .recorded($0) } ?? .value(.null) }

    /// JSON text, the members and elements of the outer `depth` levels on a line each.
    func text(lines depth: Int) throws -> String {
        var out: [UInt8] = []
        try write(to: &out, depth: depth, indentation: 0)
        return String(decoding: out, as: UTF8.self)
    }

    private func write(to out: inout [UInt8], depth: Int, indentation: Int) throws {
        switch self {
        case .value(let value): out += try value.bytes()
        case .recorded(let text): out += text
        case .array(let items):
            try JSONFragment.list("[", "]", items, &out, depth, indentation) { item, out in
                try item.write(to: &out, depth: depth - 1, indentation: indentation + 2)
            }
        case .object(let members):
            try JSONFragment.list("{", "}", members, &out, depth, indentation) { member, out in
                out += try JSONValue.string(member.0).bytes()
                out += [UInt8](": ".utf8)
                try member.1.write(to: &out, depth: depth - 1, indentation: indentation + 2)
            }
        }
    }

    private static func list<Item>(
        _ open: String, _ close: String, _ items: [Item], _ out: inout [UInt8], _ depth: Int, _ indentation: Int,
        _ write: (Item, inout [UInt8]) throws -> Void
    ) throws {
        let isSpread = depth > 0 && !items.isEmpty
        out += open.utf8
        for (index, item) in items.enumerated() {
            if index > 0 { out += (isSpread ? "," : ", ").utf8 }
            if isSpread { out += ("\n" + String(repeating: " ", count: indentation + 2)).utf8 }
            try write(item, &out)
        }
        if isSpread { out += ("\n" + String(repeating: " ", count: indentation)).utf8 }
        out += close.utf8
    }
}
