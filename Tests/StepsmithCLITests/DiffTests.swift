import Foundation
import Testing

/// `stepsmith diff` on files, folders and git revisions.
@Suite struct DiffTests {
    private static let tighter = Package.spec(minLength: 2)

    private func json(_ run: Command.Run) throws -> (verdict: String, changes: [[String: Any]]) {
        let document = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect(Set(document.keys) == ["verdict", "changes"])
        return (try #require(document["verdict"] as? String), try #require(document["changes"] as? [[String: Any]]))
    }

    @Test func nothingChanged() throws {
        try TemporaryFolder.with { folder in
            try folder.write("a.yaml", Package.spec(minLength: 1))
            let run = try Command.run(["diff", "a.yaml", "a.yaml"], in: folder)
            #expect(run.status == 0 && run.output == "nothing changed\n")
        }
    }

    @Test func filesInAllForms() throws {
        try TemporaryFolder.with { folder in
            try folder.write("a.yaml", Package.spec(minLength: 1))
            try folder.write("b.yaml", DiffTests.tighter)
            let text = try Command.run(["diff", "a.yaml", "b.yaml"], in: folder)
            #expect(text.status == 1)
            #expect(text.output.contains("  breaks callers and stored runs: /input_schema/properties/"))
            #expect(text.output.hasSuffix("1 change, 1 breaking\n"))
            let json = try json(try Command.run(["diff", "a.yaml", "b.yaml", "--format", "json"], in: folder))
            #expect(json.verdict == "breaking" && json.changes.count == 1)
            let change = try #require(json.changes.first)
            #expect(Set(change.keys) == ["workflow", "at", "rule", "breaks", "message"])
            #expect(change["workflow"] as? String == "shop/ship_order" && change["rule"] as? String == "bound-tightened")
            #expect(change["breaks"] as? [String] == ["callers", "stored_runs"])
            #expect((change["at"] as? String)?.hasSuffix("/minLength") == true)
            let github = try Command.run(["diff", "a.yaml", "b.yaml", "--format", "github"], in: folder)
            #expect(github.output.hasPrefix("::error file=b.yaml,line="))
            let sarif = try Command.run(["diff", "a.yaml", "b.yaml", "--format", "sarif"], in: folder)
            #expect(sarif.output.contains("\"ruleId\" : \"breaking-change\""))
            // The other way round it only allows more.
            let back = try Command.run(["diff", "b.yaml", "a.yaml", "--format", "json"], in: folder)
            #expect(try self.json(back).verdict == "compatible" && back.status == 0)
        }
    }

    @Test func foldersAndWhatCameAndWent() throws {
        try TemporaryFolder.with { folder in
            try folder.write("old/ship.yaml", Specs.good)
            try folder.write("new/other.yaml", Specs.good.replacing("ship_order", with: "other"))
            let run = try json(try Command.run(["diff", "old", "new", "--format", "json"], in: folder))
            #expect(run.changes.map { $0["rule"] as? String } == ["workflow-added", "workflow-removed"])
            #expect(run.changes.map { $0["at"] as? String } == ["", ""])
        }
    }

    @Test func revisions() throws {
        try TemporaryFolder.with { folder in
            try folder.write("specs/shop/ship.yaml", Package.spec(minLength: 1))
            try Package.commit(folder)
            try folder.write("specs/shop/ship.yaml", DiffTests.tighter)
            for (old, new) in [
                ("HEAD:specs", "specs"), ("HEAD:specs/shop/ship.yaml", "specs/shop/ship.yaml"), ("HEAD:", "."),
            ] {
                let run = try Command.run(["diff", old, new], in: folder)
                #expect(run.status == 1 && run.output.contains("[bound-tightened]"), "\(old) \(run.output)\(run.error)")
            }
            // From a folder inside the repository, paths are as the caller sees them.
            let inside = try Command.run(
                ["-c", "cd specs && exec \"$0\" diff HEAD:shop shop", BuildFolder.find("stepsmith").path], in: folder,
                launch: ["/bin/sh"])
            #expect(inside.status == 1 && inside.output.contains("[bound-tightened]"), "\(inside.error)")
        }
    }

    /// What a reference to another file leads to counts as if it stood in the spec, also through a third file.
    @Test func definitionsOfOtherFiles() throws {
        try TemporaryFolder.with { folder in
            for (side, least) in [("old", 1), ("same", 1), ("new", 2)] {
                try folder.write(
                    side + "/shop/ship.yaml",
                    Specs.good.replacing(
                        "address: { type: string }", with: "address: { $ref: '../types/place.yaml#/definitions/Place' }"))
                try folder.write(
                    side + "/types/place.yaml",
                    "definitions:\n  Place: { type: object, properties: { street: { $ref: 'more/text.yaml#/definitions/Text' } } }\n"
                )
                try folder.write(
                    side + "/types/more/text.yaml", "definitions: { Text: { type: string, minLength: \(least) } }\n")
            }
            #expect(try json(Command.run(["diff", "old", "same", "--format", "json"], in: folder)).changes.isEmpty)
            let changed = try json(Command.run(["diff", "old", "new", "--format", "json"], in: folder))
            #expect(changed.changes.map { $0["rule"] as? String } == ["bound-tightened"])
            #expect(changed.changes.first?["breaks"] as? [String] == ["callers", "stored_runs"])
        }
    }

    @Test func whatIsNeitherPathNorRevision() throws {
        try TemporaryFolder.with { folder in
            try folder.write("a.yaml", Package.spec(minLength: 1))
            #expect(try Command.run(["diff", "nothing", "a.yaml"], in: folder).codes == ["file-not-found"])
            let revision = try Command.run(["diff", "HEAD:specs", "a.yaml"], in: folder)
            #expect(revision.status == 1 && revision.error.hasPrefix("error: HEAD:specs is neither a path nor a git revision: "))
            try folder.write("b.yaml", Specs.bad)
            #expect(try Command.run(["diff", "a.yaml", "b.yaml"], in: folder).status == 1)
            #expect(try Command.run(["diff", "a.yaml"], in: folder).status == 2)
            #expect(try Command.run(["diff", "", "a.yaml"], in: folder).status == 2)
        }
    }
}
