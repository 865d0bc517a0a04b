/// Properties with a `default`, which stands in when they are absent.
extension RecordReader {
    public func string(_ key: String, default value: String) throws -> String { try self.value(key, default: value) }
    public func int(_ key: String, default value: Int) throws -> Int { try self.value(key, default: value) }
    public func double(_ key: String, default value: Double) throws -> Double { try self.value(key, default: value) }
    public func bool(_ key: String, default value: Bool) throws -> Bool { try self.value(key, default: value) }

    /// A property of any type. `null` is read as the type reads it: nil for an optional, an error for any other.
    public func value<T: RecordValue>(_ key: String, default value: T) throws -> T {
        contains(key) ? try self.value(key) : value
    }

    /// Whether the member is there, `null` or not.
    private func contains(_ key: String) -> Bool {
        switch source {
        case .json(let object): return object[key] != nil
        case .keyed(let container): return container.contains(RecordKey(key))
        }
    }
}
