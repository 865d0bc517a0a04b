public import WorkflowSpec
import YAMLSyntax

/// A short name for everything in a spec that matters to stored runs: identity, the graph, step kinds, schemas, and which batch
/// worker a batchable step's ranges run on, since a stored run names its ranges after that.
///
/// Descriptions, titles, retries, timeouts, environments, constants, events, APIs, a batch's sizes and failure strategy, and the
/// order in which things are written do not change it: a run goes on under what they say now. Not cryptographic: it tells versions apart, it does not guard against an attacker.
public enum Fingerprint {
    /// 32 lowercase hexadecimal digits.
    /// - Parameter files: what the spec refers to in other files, which counts like its own.
    public static func of(_ spec: WorkflowSpec, files: ReferencedFiles? = nil) -> String {
        var text = CanonicalText(files)
        text.add("stepsmith", "1")
        text.add("namespace", spec.namespace.value)
        text.add("name", spec.name.value)
        text.add("version", spec.version.value)
        let graph = spec.graph
        if let input = spec.inputSchema { text.add("input", schema: input) }
        for index in CanonicalText.sorted(spec.steps.map { $0.name.value }) {
            let step = spec.steps[index]
            text.add("step", step.name.value)
            text.add("kind", step.kind.rawValue)
            for name in step.dependencies.map({ $0.step.value }).sorted() { text.add("after", name) }
            if let worker = graph.worker(of: index) { text.add("worker", spec.steps[worker].name.value) }
            if let result = step.resultSchema { text.add("result", schema: result) }
        }
        text.addDefinitions(spec.definitions)
        return hash(&text.text)
    }

    /// Two lanes over the same words with different multipliers, each in the manner of FNV-1a with a fold of the high bits.
    private static func hash(_ text: inout String) -> String {
        text.withUTF8 { (bytes: UnsafeBufferPointer<UInt8>) -> String in
            var first: UInt64 = 0xCBF2_9CE4_8422_2325
            var second: UInt64 = 0x6C62_272E_07BB_0142
            let words = UnsafeRawBufferPointer(bytes)
            var index = 0
            while index + 8 <= words.count {
                let word = UInt64(littleEndian: words.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                mix(word, &first, &second)
                index += 8
            }
            while index < words.count {
                mix(UInt64(words[index]), &first, &second)
                index += 1
            }
            mix(UInt64(words.count), &first, &second)
            return hex(first) + hex(second)
        }
    }

    private static func mix(_ word: UInt64, _ first: inout UInt64, _ second: inout UInt64) {
        first = (first ^ word) &* 0x0000_0100_0000_01B3
        first ^= first >> 29
        second = (second ^ word) &* 0x9E37_79B9_7F4A_7C15
        second ^= second >> 32
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
