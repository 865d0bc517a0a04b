import Foundation

/// The files that a spec may refer to: what a build command that reads it depends on.
///
/// A plugin cannot read YAML, so this looks for `$ref` in the text, and rather finds a file too many than one too few.
struct ReferencedPaths {
    /// The files that exist, the spec itself left out, references from one to the next followed. Absolute paths, sorted.
    static func files(of spec: String) -> [String] {
        var found: Set<String> = []
        var waiting = [spec]
        while let path = waiting.popLast() {
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            for written in paths(in: String(decoding: data, as: UTF8.self)) {
                let target = URL(fileURLWithPath: written, relativeTo: folder).standardizedFileURL.path
                guard target != spec, FileManager.default.fileExists(atPath: target), found.insert(target).inserted else {
                    continue
                }
                waiting.append(target)
            }
        }
        return found.sorted()
    }

    /// What stands in front of `#` in a value of `$ref`.
    private static func paths(in text: String) -> Set<String> {
        var paths: Set<String> = []
        for part in text.components(separatedBy: "$ref").dropFirst() {
            // Behind the key: perhaps the quote that ends it, a colon, space, and perhaps the quote that begins the value.
            guard let hash = part.firstIndex(of: "#") else { continue }
            var value = part[..<hash]
            guard let colon = value.firstIndex(of: ":") else { continue }
            value = value[value.index(after: colon)...].drop { $0.isWhitespace }
            if let quote = value.first, quote == "\"" || quote == "'" { value = value.dropFirst() }
            if value.isEmpty || value.contains(where: \.isNewline) { continue }
            paths.insert(String(value))
        }
        return paths
    }
}
