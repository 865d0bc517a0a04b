import SpecFiles
import YAMLSyntax

/// Places in spec files that a JSON Pointer names.
final class SpecPlaces {
    private var roots: [String: YAMLNode?] = [:]

    /// The key that the pointer leads to, or the innermost one on the way that is there.
    func range(of pointer: String, in file: String) -> SourceRange {
        guard var node = root(of: file) else { return .fileStart }
        var range = SourceRange.fileStart
        for token in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            let name = token.replacing("~1", with: "/").replacing("~0", with: "~")
            if let entry = node.entry(String(name)) {
                range = entry.key.range
                node = entry.value
            } else if let index = Int(name), let items = node.sequence, items.indices.contains(index) {
                range = items[index].range
                node = items[index]
            } else {
                break
            }
        }
        return range
    }

    private func root(of file: String) -> YAMLNode? {
        if let known = roots[file] { return known }
        let root = SpecFile.read(file).bytes.flatMap { YAMLParser.parse($0, file: file).root }
        roots[file] = .some(root)
        return root
    }
}
