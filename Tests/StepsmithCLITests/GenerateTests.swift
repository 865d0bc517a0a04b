import Foundation
import Testing

struct GenerateTests {
    @Test func writesAFilePerSpecAndTheRegistry() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/shop/ship.yaml", Specs.good)
            let run = try Command.run(["generate", "--output", "out/deep", "--access", "public"], in: folder)
            #expect(run.status == 0)
            #expect(
                run.output == """
                    wrote out/deep/shop+ship.workflow.swift
                    wrote out/deep/Workflows.registry.swift
                    1 spec, nothing to report

                    """)
            let text = try folder.read("out/deep/shop+ship.workflow.swift")
            #expect(text.contains("public nonisolated enum ShipOrder: Workflow {"))
            #expect(try folder.read("out/deep/Workflows.registry.swift").contains("ShipOrder.definition"))
        }
    }

    @Test func leavesUnchangedFilesAlone() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            _ = try Command.run(["generate", "--output", "out"], in: folder)
            let past = Date(timeIntervalSince1970: 1_000_000)
            let name = "out/ship.workflow.swift"
            try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: folder.path + "/" + name)
            let again = try Command.run(["generate", "--output", "out"], in: folder)
            #expect(again.output == "2 files unchanged\n1 spec, nothing to report\n")
            #expect(try folder.modificationDate(name) == past)
            try folder.write("specs/ship.yaml", Specs.good.replacing("boxes", with: "crates"))
            let edited = try Command.run(["generate", "--output", "out"], in: folder)
            #expect(edited.output == "wrote out/ship.workflow.swift\n1 file unchanged\n1 spec, nothing to report\n")
            #expect(try folder.read(name).contains("crates"))
        }
    }

    @Test func writesNothingForASpecWithErrors() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            try folder.write("specs/broken.yaml", Specs.bad)
            let run = try Command.run(["generate", "--output", "out"], in: folder)
            #expect(run.status == 1)
            #expect(run.error.contains("specs/broken.yaml:5:5: error: "))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out") == ["ship.workflow.swift"])
        }
    }

    @Test func strictMeansWarningsToo() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.warned)
            let run = try Command.run(["generate", "--output", "out", "--strict"], in: folder)
            #expect(run.status == 1)
            #expect(try folder.contents() == ["specs"])
            #expect(try Command.run(["generate", "--output", "out"], in: folder).status == 0)
        }
    }

    @Test func twoSpecsForOneFile() throws {
        try TemporaryFolder.with { folder in
            try folder.write("a/ship.yaml", Specs.good)
            try folder.write("b/ship.yaml", Specs.good.replacing("name: ship_order", with: "name: other"))
            let run = try Command.run(["generate", "a", "b", "--output", "out"], in: folder)
            #expect(run.status == 1)
            #expect(run.codes == ["output-conflict", "output-conflict"])
            #expect(try folder.contents() == ["a", "b"])
        }
    }

    @Test func qualifiesNamesThatClash() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/a.yaml", Specs.good)
            try folder.write("specs/b.yaml", Specs.good.replacing("shop\n", with: "depot\n"))
            #expect(try Command.run(["generate", "--output", "out"], in: folder).status == 0)
            #expect(try folder.read("out/a.workflow.swift").contains("enum ShopShipOrder: Workflow"))
            #expect(try folder.read("out/b.workflow.swift").contains("enum DepotShipOrder: Workflow"))
        }
    }

    @Test func anOutputThatIsAFile() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/ship.yaml", Specs.good)
            try folder.write("out", "mine")
            let run = try Command.run(["generate", "--output", "out"], in: folder)
            #expect(run.status == 1)
            #expect(run.error.hasPrefix("out:1:1: error: this folder cannot be made: \(folder.path)/out is a file"))
            #expect(run.codes == ["folder-unmade"])
            #expect(try folder.read("out") == "mine")
        }
    }
}
