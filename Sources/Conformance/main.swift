import ConformanceRunner
import Foundation

// stepsmith-conformance SUITE [FOLDER]: how generated code agrees with a JSON Schema test suite. FOLDER, if given, keeps the
// generated code. Exit status: 0 when nothing disagrees; 1 when something does, or does not compile; 2 not understood.

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(2)
}

let words = Array(CommandLine.arguments.dropFirst())
guard (1...2).contains(words.count) else { fail("usage: stepsmith-conformance SUITE [FOLDER]") }
let directory = URL(fileURLWithPath: words[0]).standardizedFileURL
let folder =
    words.count == 2
    ? URL(fileURLWithPath: words[1])
    : FileManager.default.temporaryDirectory.appending(path: "stepsmith-conformance-\(UUID().uuidString)")
var status: Int32 = 2
do {
    var program = ConformanceProgram(try Suite(directory), in: folder)
    try program.write(suiteDirectory: directory)
    status = try program.compile() == 0 ? try program.run() : 1
} catch {
    FileHandle.standardError.write(Data("stepsmith-conformance: \(error)\n".utf8))
}
if words.count == 1 { try? FileManager.default.removeItem(at: folder) }
exit(status)
