import Foundation

extension TemporaryFolder {
    /// Absolute paths of all files, sorted.
    func files(below name: String) throws -> [String] {
        let root = path + "/" + name
        let names = try FileManager.default.subpathsOfDirectory(atPath: root)
        return names.map { root + "/" + $0 }.filter { file in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }
}
