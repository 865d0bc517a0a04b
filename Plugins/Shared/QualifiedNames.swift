import Foundation

/// Workflows of one target whose names would make the same Swift type, and how each is told apart: by its namespace, or by its
/// version where namespaces agree too.
///
/// A plugin plans before any tool runs and cannot read YAML, so this looks only for the top-level keys `name`, `namespace_name` and
/// `version` written plainly at the start of a line. What it misses, the registry command reports as an error.
struct QualifiedNames {
    private var qualifications: [String: String] = [:]

    init(_ specs: [SpecDiscovery.Spec]) {
        var groups: [String: [(spec: SpecDiscovery.Spec, keys: Keys)]] = [:]
        for spec in specs {
            guard let keys = Keys(path: spec.path) else { continue }
            groups[QualifiedNames.folded(keys.name), default: []].append((spec, keys))
        }
        for group in groups.values where group.count > 1 {
            for (spec, keys) in group {
                let namespace = QualifiedNames.folded(keys.namespace)
                let shared = group.filter { QualifiedNames.folded($0.keys.namespace) == namespace }.count > 1
                qualifications[spec.path] = shared ? "version" : "namespace"
            }
        }
    }

    /// `namespace`, `version`, or nil when the name alone will do.
    func qualification(of spec: SpecDiscovery.Spec) -> String? { qualifications[spec.path] }

    /// Letters and digits only, in lower case: names that differ in nothing else make the same Swift name.
    private static func folded(_ name: String) -> String {
        String(name.lowercased().filter { $0.isLetter || $0.isNumber })
    }

    private struct Keys {
        var name: String
        var namespace = ""

        /// Nil when the file cannot be read, has no plain `name`, or chooses its Swift name itself.
        init?(path: String) {
            guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
            defer { try? handle.close() }
            guard let data = try? handle.read(upToCount: 1 << 16) else { return nil }
            var found: String?
            for line in String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline) {
                if line.hasPrefix("x-swift-name:") { return nil }
                if let value = Keys.value(of: "name:", in: line) { found = value }
                if let value = Keys.value(of: "namespace_name:", in: line) { namespace = value }
            }
            guard let found else { return nil }
            name = found
        }

        private static func value(of key: String, in line: Substring) -> String? {
            guard line.hasPrefix(key) else { return nil }
            let text = line.dropFirst(key.count).prefix { $0 != "#" }
            return text.trimmingCharacters(in: CharacterSet(charactersIn: " \t\"'"))
        }
    }
}
