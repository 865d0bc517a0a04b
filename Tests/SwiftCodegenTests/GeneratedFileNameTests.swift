import SpecFiles
import Testing

struct GeneratedFileNameTests {
    @Test(arguments: [
        ("order.yaml", "order.workflow.swift"),
        ("ecommerce/order_processing.yaml", "ecommerce+order_processing.workflow.swift"),
        ("order.yml", "order=yml.workflow.swift"), ("a b.yaml", "a=20b.workflow.swift"),
        ("a+b.yaml", "a=2Bb.workflow.swift"),
        ("../../x.yaml", "=2E.+..+x.workflow.swift"), ("/etc/x.yaml", "+etc+x.workflow.swift"),
        (".yaml", "=empty.workflow.swift"),
        ("order.workflow.yaml", "order.workflow.workflow.swift"), ("-x.yaml", "=2Dx.workflow.swift"),
        ("é.yaml", "=C3=A9.workflow.swift"),
        ("spec.txt", "spec.txt=other.workflow.swift"),
    ])
    func names(_ path: String, _ expected: String) {
        #expect(generatedFileName(path) == expected)
    }

    @Test func differentPathsHaveDifferentNames() {
        let stems = [
            "a", "b", "a+b", "a/b", "a=2Bb", "a=", "a=yml", "a.yml", "a.yaml", "", ".", "..", "a b", "a%20b", "A", "é",
            "e\u{301}", "a_b", "=empty", "a=other",
        ]
        var paths: [String] = []
        for folder in ["", "a/", "a+", "b/c/", "../"] {
            for stem in stems {
                for ending in [".yaml", ".yml", ".txt", "", ".yaml.yaml", ".yml.yaml"] {
                    paths.append(folder + stem + ending)
                }
            }
        }
        let long = String(repeating: "x", count: 300)
        for index in 0..<20 { paths.append("\(long)\(index).yaml") }
        // Swift calls two spellings of é the same string; file systems do not.
        let distinct = Set(paths.map { Array($0.utf8) })
        let names = Set(distinct.map { generatedFileName(String(decoding: $0, as: UTF8.self)) })
        #expect(names.count == distinct.count)
        #expect(!names.contains(registryFileName))
    }

    @Test(arguments: HostileText.all)
    func namesStayInTheirFolder(_ text: String) {
        for path in [text, text + ".yaml", text + "/" + text + ".yml"] {
            let name = generatedFileName(path)
            #expect(name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x2F && $0 != 0x5C })
            #expect(name.hasSuffix(".workflow.swift"))
            #expect(!name.hasPrefix(".") && !name.hasPrefix("-"))
            #expect(name.utf8.count <= 255)
        }
    }
}
