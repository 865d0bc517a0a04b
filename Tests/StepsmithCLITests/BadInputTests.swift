import Foundation
import Testing

/// Whatever a path leads to: a message with its place, exit status 1, and nothing written.
struct BadInputTests {
    struct Input: CustomTestStringConvertible, Sendable {
        var name: String
        var bytes: [UInt8]
        /// How the line of the finding goes on after the path.
        var place: String
        var code: String
        var testDescription: String { name }

        init(_ name: String, _ text: String, at place: String, _ code: String) {
            self.init(name, Array(text.utf8), at: place, code)
        }

        init(_ name: String, _ bytes: [UInt8], at place: String, _ code: String) {
            self.name = name
            self.bytes = bytes
            self.place = place
            self.code = code
        }
    }

    static let inputs: [Input] = [
        Input("empty file", "", at: ":1:1: error: ", "empty-document"),
        Input("only a comment", "# later\n", at: ":", "empty-document"),
        Input("binary", [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0x01, 0x00], at: ":1:8: error: ", "binary-file"),
        Input("not UTF-8", Array("name: caf".utf8) + [0xE9, 0x0A], at: ":1:10: error: ", "invalid-utf8"),
        Input("alias bomb", bomb, at: ":", "too-many-nodes"),
        Input(
            "deep nesting", String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000), at: ":1:1001: error: ",
            "nesting-too-deep"),
        Input("deep blocks", deepBlocks, at: ":", "nesting-too-deep"),
        Input("several documents", Specs.good + "---\n" + Specs.good, at: ":14:1: error: ", "multiple-documents"),
        Input("a tab for indentation", "name: a\nsteps:\n\t- name: one\n", at: ":3:1: error: ", "yaml-syntax"),
        Input(
            "no steps", "name: a\nnamespace_name: b\nversion: 1.0.0\nsteps: []\n", at: ":4:", "no-steps"),
        Input("not a mapping", "- a\n- b\n", at: ":1:1: error: ", "wrong-type"),
        Input("unclosed", "name: \"a\nsteps: [", at: ":", "yaml-syntax"),
    ]

    private static let bomb: String = {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        return text
    }()

    private static let deepBlocks: String = {
        var text = ""
        for level in 0..<2000 { text += String(repeating: " ", count: level) + "a:\n" }
        return text
    }()

    @Test(arguments: inputs)
    func isReported(_ input: Input) throws {
        try TemporaryFolder.with { folder in
            try Data(input.bytes).write(to: URL(fileURLWithPath: folder.path + "/bad.yaml"))
            for command in [
                ["validate", "bad.yaml"], ["generate", "bad.yaml", "--output", "out"], ["scaffold", "bad.yaml", "-o", "out"],
                ["graph", "bad.yaml"],
            ] {
                let run = try Command.run(command, in: folder)
                #expect(run.hasExited)
                #expect(run.status == 1)
                #expect(run.error.hasPrefix("bad.yaml" + input.place), "\(run.error)")
                #expect(run.codes.contains(input.code), "\(run.error)")
            }
            #expect(try folder.contents() == ["bad.yaml"])
        }
    }

    @Test func carriageReturnsAreFine() throws {
        try TemporaryFolder.with { folder in
            try folder.write("good.yaml", Specs.good.replacing("\n", with: "\r\n"))
            #expect(try Command.run(["validate", "good.yaml"], in: folder).status == 0)
            try folder.write("bad.yaml", Specs.bad.replacing("\n", with: "\r\n"))
            let run = try Command.run(["validate", "bad.yaml"], in: folder)
            #expect(run.status == 1)
            #expect(run.error.hasPrefix("bad.yaml:5:5: error: "))
        }
    }

    @Test func aHundredMegabytes() throws {
        try TemporaryFolder.with { folder in
            let path = try folder.write("big.yaml", "")
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try file.truncate(atOffset: 100_000_000)
            try file.close()
            let run = try Command.run(["validate", "big.yaml"], in: folder)
            #expect(run.status == 1)
            #expect(run.error.hasPrefix("big.yaml:1:1: error: "))
            #expect(run.codes == ["file-too-large"])
        }
    }

    @Test func whatIsNoFile() throws {
        try TemporaryFolder.with { folder in
            try FileManager.default.createDirectory(atPath: folder.path + "/empty", withIntermediateDirectories: true)
            try FileManager.default.createDirectory(atPath: folder.path + "/folder.yaml", withIntermediateDirectories: true)
            for (path, code) in [
                ("nothing", "file-not-found"), ("empty", "no-specs"), ("folder.yaml", "no-specs"),
            ] {
                let run = try Command.run(["validate", path], in: folder)
                #expect(run.status == 1)
                #expect(run.error.hasPrefix(path + ":1:1: error: "))
                #expect(run.codes == [code])
            }
            let graph = try Command.run(["graph", "empty"], in: folder)
            #expect(graph.status == 1)
            #expect(graph.codes == ["not-a-file"])
        }
    }

    /// Nothing is unreadable for the superuser, who becomes another user for this.
    private static let asNobody: [String]? = {
        if getuid() != 0 { return [] }
        let setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].first { FileManager.default.isExecutableFile(atPath: $0) }
        return setpriv.map { [$0, "--reuid=65534", "--regid=65534", "--clear-groups"] }
    }()

    @Test(.enabled(if: asNobody != nil, "there is no setpriv for the superuser to become another user with"))
    func anUnreadableFile() throws {
        try TemporaryFolder.with { folder in
            let path = try folder.write("locked.yaml", Specs.good)
            try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
            // A copy, because another user may not get to where the command was built.
            let launch = try #require(BadInputTests.asNobody) + [try Command.copy(to: folder)]
            let run = try Command.run(["validate", "locked.yaml"], in: folder, launch: launch)
            #expect(run.status == 1)
            #expect(run.error.hasPrefix("locked.yaml:1:1: error: cannot be read"))
            #expect(run.codes == ["file-unreadable"])
        }
    }
}
