public import Foundation

/// A path below an API's base URL, with a query if it has one: `"/users/\(id)/orders"`, `"/search?q=\(text)"`.
///
/// What is written literally goes as written; each interpolated value is percent-encoded, so that it stays within its
/// segment or query item whatever it holds. A value that could leave its segment even so is refused when the path is
/// used, with a `PermanentError` (`INVALID_REQUEST`): an empty one that would be a whole segment (`DELETE /users/` is
/// another request than what was meant), and one that holds a dot segment (`.`, `..`, `../admin`), because servers
/// and proxies resolve those in their encoded form too.
///
/// A path that a program made elsewhere and has encoded already goes through `APIPath(stringLiteral:)`.
public struct APIPath: Sendable, Hashable, ExpressibleByStringInterpolation {
    /// Percent-encoded, without the query.
    private(set) var path = ""
    /// Percent-encoded, without the question mark; nil without one.
    private(set) var query: String?
    /// Why it cannot be used.
    private(set) var defect: String?

    public init(stringLiteral value: String) {
        var parts = StringInterpolation(literalCapacity: value.utf8.count, interpolationCount: 0)
        parts.appendLiteral(value)
        self.init(stringInterpolation: parts)
    }

    public init(stringInterpolation parts: StringInterpolation) {
        let text = parts.text
        let end = text.firstIndex(of: "?")
        path = String(text[..<(end ?? text.endIndex)])
        if let end { query = String(text[text.index(after: end)...]) }
        defect = parts.defect ?? APIPath.defect(of: path, segmentsWithValues: parts.segmentsWithValues, parts.shape)
    }

    /// Joins literals and values. Made by the compiler for an interpolated string.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var text = ""
        /// The path as written, without its query and with `{}` for each value, which may be a secret.
        var shape: Substring { written.prefix { $0 != "?" } }
        private var written = ""
        var defect: String?
        /// Which segments of the path, from 0, have a value in them.
        var segmentsWithValues: Set<Int> = []
        private var segment = 0
        private var isInQuery = false

        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 8)
        }

        public mutating func appendLiteral(_ literal: String) {
            written += literal
            if literal.utf8.contains(UInt8(ascii: "#")) {
                defect = "the path \(shape) holds a '#', and a fragment is never sent; write %23 for the character"
            }
            if text.isEmpty, let colon = literal.firstIndex(of: ":"), literal[colon...].hasPrefix("://"),
                !literal[..<colon].contains("/")
            {
                defect = "\(shape) is a whole URL; a path goes below the client's base URL"
            }
            var rest = literal
            if !isInQuery {
                let end = rest.firstIndex(of: "?") ?? rest.endIndex
                segment += rest[..<end].utf8.count { $0 == UInt8(ascii: "/") }
                text += PercentEncoding.encode(literal: String(rest[..<end]), inQuery: false)
                if end == rest.endIndex { return }
                isInQuery = true
                text += "?"
                rest = String(rest[rest.index(after: end)...])
            }
            text += PercentEncoding.encode(literal: rest, inQuery: true)
        }

        public mutating func appendInterpolation<Value: LosslessStringConvertible>(_ value: Value) {
            append(value: value.description)
        }

        /// An enum's value goes as its raw value.
        public mutating func appendInterpolation<Value: RawRepresentable>(_ value: Value) where Value.RawValue == String {
            append(value: value.rawValue)
        }

        /// In lower case, as RFC 9562 has it.
        public mutating func appendInterpolation(_ value: UUID) { append(value: value.uuidString.lowercased()) }

        private mutating func append(value: String) {
            written += "{}"
            if !isInQuery { segmentsWithValues.insert(segment) }
            text += PercentEncoding.encode(value: value)
        }
    }

    private static func defect(of path: String, segmentsWithValues: Set<Int>, _ shape: Substring) -> String? {
        if segmentsWithValues.isEmpty { return nil }
        for (index, segment) in path.split(separator: "/", omittingEmptySubsequences: false).enumerated()
        where segmentsWithValues.contains(index) {
            if segment.isEmpty { return "a value in the path \(shape) is empty, which would make it another path" }
            let parts = PercentEncoding.decode(String(segment)).split { $0 == "/" || $0 == "\\" }
            if parts.contains(where: { $0 == "." || $0 == ".." }) {
                return "a value in the path \(shape) holds a dot segment ('.' or '..'), which servers resolve even if encoded"
            }
        }
        return nil
    }
}
