import Foundation
import SpecFiles
import YAMLSyntax

/// A folder that files are written to, made when the first one is.
struct OutputFolder {
    let path: String

    func path(of name: String) -> String { path.hasSuffix("/") ? path + name : path + "/" + name }

    /// Writes a file whose name may have folders in it, unless it has this text already.
    func write(_ text: String, to name: String) -> OutputFile.Outcome {
        let file = path(of: name)
        let folder = (file as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            return .failed(
                Diagnostic(
                    .folderUnmade, file: folder, range: .fileStart, "this folder cannot be made: \(obstacle(on: folder))"))
        }
        return OutputFile.write(text, to: file)
    }

    /// What stands in the way is the nearest thing above that is there.
    private func obstacle(on folder: String) -> String {
        var above = URL(fileURLWithPath: folder)
        var isFolder: ObjCBool = false
        while !FileManager.default.fileExists(atPath: above.path, isDirectory: &isFolder), above.pathComponents.count > 1 {
            above.deleteLastPathComponent()
        }
        return isFolder.boolValue ? "no folder may be made in \(above.path)" : "\(above.path) is a file"
    }
}
