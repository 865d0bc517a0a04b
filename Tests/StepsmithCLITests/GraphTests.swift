import Foundation
import Testing

struct GraphTests {
    private static let spec = """
        name: route_claim
        namespace_name: claims
        version: 1.0.0
        steps:
          - { name: intake, handler: { callable: x } }
          - { name: route, type: decision, handler: { callable: x }, depends_on: [intake] }
          - { name: end, handler: { callable: x }, depends_on: [route] }
          - { name: review, handler: { callable: x }, depends_on: [route] }
          - { name: join, type: deferred_convergence, handler: { callable: x }, depends_on: [review, end] }
          - name: split
            type: batchable
            handler: { callable: x, initialization: { worker_template_name: work } }
            depends_on: [join]
          - name: work
            type: batch_worker
            handler: { callable: x }
            depends_on: [split]

        """

    @Test func mermaid() throws {
        try TemporaryFolder.with { folder in
            try folder.write("claim.yaml", GraphTests.spec)
            let run = try Command.run(["graph", "claim.yaml"], in: folder)
            #expect(run.status == 0, "\(run.error)")
            #expect(
                run.output == """
                    graph TD
                        intake["intake"]
                        route{"route"}
                        step3["end"]
                        review["review"]
                        join[/"join"/]
                        split[/"split"/]
                        work[["work"]]
                        step3 --> join
                        intake --> route
                        join --> split
                        review --> join
                        route --> step3
                        route --> review
                        split --> work

                    """)
        }
    }

    @Test func dot() throws {
        try TemporaryFolder.with { folder in
            try folder.write("claim.yaml", GraphTests.spec)
            let run = try Command.run(["graph", "claim.yaml", "--format", "dot"], in: folder)
            #expect(run.status == 0)
            #expect(run.output.hasPrefix("digraph \"route_claim\" {\n"))
            #expect(run.output.contains("    \"route\" [shape=diamond];\n"))
            #expect(run.output.contains("    \"work\" [shape=box, peripheries=2];\n"))
            #expect(run.output.hasSuffix("    \"split\" -> \"work\";\n}\n"))
        }
    }

    /// Outside its label's quotes nothing of a name is left, and inside nothing that ends or means something.
    @Test(arguments: HostileText.all)
    func hostileNames(_ text: String) throws {
        let isName =
            text.unicodeScalars.contains { $0 != " " }
            && !text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F }
        guard isName else { return }
        try TemporaryFolder.with { folder in
            let name = ("x\"]" + text).yaml
            try folder.write(
                "x.yaml",
                """
                name: x
                namespace_name: a
                version: 1.0.0
                steps: [{ name: \(name), handler: { callable: x } }, { name: b, handler: { callable: x }, depends_on: [\(name)] }]
                """)
            let mermaid = try Command.run(["graph", "x.yaml"], in: folder)
            #expect(mermaid.status == 0, "\(mermaid.error)")
            let lines = mermaid.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count == 5)
            #expect(lines[1].hasPrefix("    step1[\"x#34;#93;") && lines[1].hasSuffix("\"]"))
            #expect(!lines[1].dropFirst("    step1[\"".count).dropLast(2).contains { "\"[]{}()<>&%`\\".contains($0) })
            #expect(lines[3] == "    step1 --> b")
            let dot = try Command.run(["graph", "x.yaml", "--format", "dot"], in: folder)
            // Scalar for scalar: an accent would join the quote before it into one character.
            let node = try #require(dot.output.unicodeScalars.split(separator: "\n").dropFirst(2).first)
            let start = "    \"x\\\"]".unicodeScalars
            let end = "\" [shape=box];".unicodeScalars
            #expect(node.starts(with: start) && node.reversed().starts(with: end.reversed()))
            let inside = String(String.UnicodeScalarView(node.dropFirst(start.count).dropLast(end.count)))
                .replacing("\\\\", with: "").replacing("\\\"", with: "")
            #expect(!inside.unicodeScalars.contains { $0 == "\"" || $0 == "\\" })
        }
    }

    @Test func refusesWhatItCannotDraw() throws {
        try TemporaryFolder.with { folder in
            try folder.write("bad.yaml", Specs.bad)
            let bad = try Command.run(["graph", "bad.yaml"], in: folder)
            #expect(bad.status == 1)
            #expect(bad.output == "")
            #expect(bad.error.hasPrefix("bad.yaml:5:5: error: "))
            try folder.write("types.yaml", "definitions:\n  Money: { type: integer }\n")
            let types = try Command.run(["graph", "types.yaml"], in: folder)
            #expect(types.status == 1)
            #expect(types.codes == ["no-workflow"])
            let svg = try Command.run(["graph", "bad.yaml", "--format", "svg"], in: folder)
            #expect(svg.status == 2)
            #expect(svg.error.contains("svg cannot be drawn yet"))
        }
    }
}
