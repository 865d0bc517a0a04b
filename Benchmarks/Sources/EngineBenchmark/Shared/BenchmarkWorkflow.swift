import Stepsmith

/// A workflow whose steps are numbered, 0 to 9999 at most, and whose last step gives the output.
protocol BenchmarkWorkflow: Workflow where Input == Number, Output == Number {
    /// What its definition depends on.
    static var shape: Shape { get }
}

extension BenchmarkWorkflow {
    static func validate(input: JSONValue, _ v: inout Validation) { Number.validate(input, &v) }

    static func output(from results: StepResults) throws -> Number {
        let last = try Self.step(shape.stepCount - 1)
        return try last.output(from: results)
    }

    static func step(_ number: Int) throws -> any NumberedStep<Self>.Type {
        guard (0..<stepNames.count).contains(number) else { throw BenchmarkError("there is no step \(number)") }
        func make<A: Digit, B: Digit, C: Digit, D: Digit>(
            _: A.Type, _: B.Type, _: C.Type, _: D.Type
        ) -> any NumberedStep<Self>.Type {
            Step<Self, A, B, C, D>.self
        }
        let a: any Digit.Type = digits[number / 1000]
        let b: any Digit.Type = digits[number / 100 % 10]
        let c: any Digit.Type = digits[number / 10 % 10]
        let d: any Digit.Type = digits[number % 10]
        return make(a, b, c, d)
    }

    /// Registered as generated code does it: one `add` per step, each closure reading what its step depends on.
    static func registered() throws -> RegisteredWorkflow<Self> {
        var table = HandlerTable<Self>()
        let steps = try (0..<shape.stepCount).map(step)
        for (number, parents) in shape.parents.enumerated() {
            steps[number].add(to: &table, parents: parents.map { steps[$0] })
        }
        return RegisteredWorkflow(table)
    }
}

/// A step of such a workflow: each counts one on from its parents.
protocol NumberedStep<Flow>: WorkflowStep where Flow: BenchmarkWorkflow, Result == Number {}

extension NumberedStep {
    static func validate(result: JSONValue, _ v: inout Validation) { Number.validate(result, &v) }

    static func output(from results: StepResults) throws -> Number { try results.result(of: Self.self) }

    private static func result(in call: StepCall) throws -> Number { try call.result(of: Self.self) }

    static func add(to table: inout HandlerTable<Flow>, parents: [any NumberedStep<Flow>.Type]) {
        switch parents.count {
        case 0:
            table.add(Self.self) { (call: StepCall) async throws -> Number in
                let input: Number = try call.input(of: Flow.self)
                return Number(value: input.value + 1)
            }
        default:
            table.add(Self.self) { (call: StepCall) async throws -> Number in
                var sum = 0
                for parent in parents { sum += try parent.result(in: call).value }
                return Number(value: sum + 1)
            }
        }
    }
}

enum Step<Flow: BenchmarkWorkflow, A: Digit, B: Digit, C: Digit, D: Digit>: NumberedStep {
    typealias Result = Number
    static var name: String { stepNames[A.value * 1000 + B.value * 100 + C.value * 10 + D.value] }
}

/// Made once: in generated code a name is a literal.
let stepNames: [String] = (0..<10_000).map { "step_\($0)" }

struct BenchmarkError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
