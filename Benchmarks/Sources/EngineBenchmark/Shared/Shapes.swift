import Stepsmith

/// Which step waits for which, by number; the last one is the one that nothing waits for.
struct Shape {
    let name: String
    let parents: [[Int]]
    var timeout: Duration?

    var stepCount: Int { parents.count }

    /// What the last step gives for an input of zero.
    var expected: Int {
        var values: [Int] = []
        for own in parents { values.append(own.reduce(1) { $0 + values[$1] }) }
        return values[values.count - 1]
    }

    static func linear(_ count: Int, timeout: Duration? = nil) -> Shape {
        Shape(
            name: "linear \(count)" + (timeout == nil ? "" : ", timeouts"),
            parents: (0..<count).map { $0 == 0 ? [] : [$0 - 1] }, timeout: timeout)
    }

    /// One step, `count` that wait for it, and one that waits for them all.
    static func fanOut(_ count: Int) -> Shape {
        Shape(
            name: "fan-out \(count)",
            parents: [[]] + Array(repeating: [0], count: count) + [Array(1...count)])
    }

    func definition() -> WorkflowDefinition {
        let words = name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
        var d = WorkflowDefinition(
            namespace: "benchmarks", name: words, version: "1.0.0", fingerprint: "00000000000000000000000000000000")
        for (number, own) in parents.enumerated() {
            d.add(StepDefinition(stepNames[number], .standard, dependsOn: own.map { stepNames[$0] }, timeout: timeout))
        }
        return d
    }
}

enum Linear4: BenchmarkWorkflow {
    static let shape = Shape.linear(4)
    static let definition = shape.definition()
}

enum Linear4Timed: BenchmarkWorkflow {
    static let shape = Shape.linear(4, timeout: .seconds(30))
    static let definition = shape.definition()
}

enum Linear1000: BenchmarkWorkflow {
    static let shape = Shape.linear(1000)
    static let definition = shape.definition()
}

enum FanOut1000: BenchmarkWorkflow {
    static let shape = Shape.fanOut(1000)
    static let definition = shape.definition()
}

enum FanOut100: BenchmarkWorkflow {
    static let shape = Shape.fanOut(100)
    static let definition = shape.definition()
}

enum FanOut9998: BenchmarkWorkflow {
    static let shape = Shape.fanOut(9_998)
    static let definition = shape.definition()
}
