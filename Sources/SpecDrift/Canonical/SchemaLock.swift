public import Foundation

/// `schema-lock.json`: what every workflow of a package was when the file was last written, which is what its callers, handlers
/// and stored runs rely on.
///
/// The bytes are the same on every machine and in every locale for the same specs: members are sorted, and nothing in it
/// depends on the order in which files are found.
public struct SchemaLock: Codable, Equatable, Sendable {
    public static let fileName = "schema-lock.json"

    /// The form of the file; a newer one is refused.
    public static let currentFormat = 1

    public var format: Int
    /// Sorted by namespace, name and version.
    public var workflows: [CanonicalWorkflow]

    public init(_ workflows: [CanonicalWorkflow]) {
        format = SchemaLock.currentFormat
        self.workflows = workflows.sorted {
            ($0.namespace, $0.name, $0.version) < ($1.namespace, $1.name, $1.version)
        }
    }

    /// Throws `SchemaLockError` for text that is no lock, or one that only a newer version can read.
    public init(reading data: Data) throws(SchemaLockError) {
        struct Head: Decodable { var format: Int }
        let decoder = JSONDecoder()
        guard let head = try? decoder.decode(Head.self, from: data) else { throw .unreadable }
        guard head.format == SchemaLock.currentFormat else { throw .newer(head.format) }
        guard let lock = try? decoder.decode(SchemaLock.self, from: data) else { throw .unreadable }
        self = lock
    }

    /// The file's text, with a line break at its end.
    public var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else {
            preconditionFailure("texts and whole numbers can always be written as JSON")
        }
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}

public enum SchemaLockError: Error, CustomStringConvertible {
    case unreadable
    case newer(Int)

    public var description: String {
        switch self {
        case .unreadable: return "this is no schema lock; write it anew with `stepsmith lock`"
        case .newer(let format):
            return
                "this lock has format \(format), and this version of Stepsmith reads \(SchemaLock.currentFormat); update Stepsmith"
        }
    }
}
