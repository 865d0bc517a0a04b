import Foundation
import Testing

struct ValidateTests {
    @Test func looksInSpecsWithoutAPath() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/a/ship.yaml", Specs.good)
            let run = try Command.run(["validate"], in: folder)
            #expect(run.status == 0)
            #expect(run.error == "")
            #expect(run.output == "1 spec, nothing to report\n")
        }
    }

    @Test func warningsPassUnlessStrict() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.warned)
            let lenient = try Command.run(["validate"], in: folder)
            #expect(lenient.status == 0)
            #expect(lenient.error.hasPrefix("specs/ship.yaml:7:5: warning: "))
            #expect(lenient.codes == ["unknown-key"])
            #expect(lenient.output == "1 spec, 1 warning\n")
            let strict = try Command.run(["validate", "--strict"], in: folder)
            #expect(strict.status == 1)
            #expect(strict.output == "1 spec, 1 warning, which --strict makes errors\n")
        }
    }

    @Test func reportsEveryFindingOfEveryFileInOrder() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/b.yaml", Specs.bad)
            try folder.write("specs/a.yaml", Specs.bad)
            let run = try Command.run(["validate", "specs/b.yaml", "specs"], in: folder)
            #expect(run.status == 1)
            let lines = run.error.split(separator: "\n").filter { $0.contains(": error: ") }
            let places: [String] = lines.map { String($0.prefix { $0 != " " }) }
            #expect(
                places == ["specs/a.yaml:5:5:", "specs/a.yaml:6:57:", "specs/b.yaml:5:5:", "specs/b.yaml:6:57:"], "\(run.error)")
        }
    }

    @Test func comparesSpecs() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/first.yaml", Specs.good)
            try folder.write("specs/second.yaml", Specs.good)
            try folder.write("specs/third.yaml", Specs.good.replacing("shop\n", with: "other\n"))
            let run = try Command.run(["validate"], in: folder)
            #expect(run.status == 1)
            #expect(run.codes.contains("duplicate-workflow"))
            #expect(run.codes.contains("workflow-qualified"))
            #expect(run.error.contains("specs/first.yaml:1:7: note: "))
        }
    }

    @Test func findingsOfTheGeneratorAreFindings() throws {
        try TemporaryFolder.with { folder in
            let clash = Specs.good.replacing("address: { type: string }", with: "address: { type: string }, Address: {}")
            try folder.write("specs/ship.yaml", clash)
            let run = try Command.run(["validate"], in: folder)
            #expect(run.status == 1)
            #expect(run.codes == ["name-conflict"])
        }
    }

    @Test func infoIsForTheCurious() throws {
        try TemporaryFolder.with { folder in
            let plain = "name: x\nnamespace_name: a\nversion: 1.0.0\nsteps: [{ name: one, handler: { callable: x } }]\n"
            try folder.write("specs/x.yaml", plain)
            #expect(try Command.run(["validate"], in: folder).codes == [])
            let verbose = try Command.run(["validate", "--verbose", "--strict"], in: folder)
            #expect(verbose.status == 0)
            #expect(verbose.codes == ["no-result-schema"])
        }
    }

    @Test func explainsEveryCodeThatItLists() throws {
        try TemporaryFolder.with { folder in
            let list = try Command.run(["validate", "--explain", "list"], in: folder)
            #expect(list.status == 0)
            let codes: [String] = list.output.split(separator: "\n").map { String($0) }
            #expect(codes.count > 50)
            #expect(codes == codes.sorted())
            let page = try Command.run(["validate", "--explain", "unknown-key"], in: folder)
            #expect(page.status == 0)
            #expect(page.output.hasPrefix("unknown-key (warning)\n\nThe format has no such key"))
        }
    }

    @Test func suggestsACode() throws {
        try TemporaryFolder.with { folder in
            let run = try Command.run(["validate", "--explain", "unknown-kye"], in: folder)
            #expect(run.status == 2)
            #expect(run.error.contains("did you mean 'unknown-key'?"))
            #expect(run.error.contains("ambiguous-line-break, "))
        }
    }

    @Test(arguments: [
        ["validate", "--format", "xml"], ["validate", "--wat"], ["validate", "--explain"], ["nonsense"], ["generate"],
        ["scaffold"], ["scaffold", "--output", "x", "--tests-output", "y"],
        ["scaffold", "--output", "x", "--module", "a b"], ["generate", "--output", "x", "--access", "private"], ["graph"],
        ["graph", "x.yaml", "--format", "svg"], ["explain", "--target", "A"], ["init", "a", "b"],
    ])
    func misuse(_ arguments: [String]) throws {
        try TemporaryFolder.with { folder in
            let run = try Command.run(arguments, in: folder)
            #expect(run.status == 2)
            #expect(run.error.hasPrefix("Error: "))
            #expect(run.output == "")
            #expect(try folder.contents() == [])
        }
    }

    @Test(arguments: [[], ["validate"], ["generate"], ["scaffold"], ["graph"], ["init"], ["explain"]])
    func help(_ command: [String]) throws {
        try TemporaryFolder.with { folder in
            let run = try Command.run(command + ["--help"], in: folder)
            #expect(run.status == 0)
            #expect(run.error == "")
            #expect(run.output.contains("USAGE: stepsmith"))
        }
    }
}
