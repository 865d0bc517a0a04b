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
            // The system's reason comes with the file, which now cannot be written.
            return OutputFile.write(text, to: file)
        }
        return OutputFile.write(text, to: file)
    }
}
