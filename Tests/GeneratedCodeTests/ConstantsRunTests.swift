import Stepsmith
import Synchronization
import Testing

/// The golden file of constants.yaml, run in each environment.
struct ConstantsRunTests {
    private final class Seen: Constants.Handlers {
        let first = Mutex<Constants.First.Configuration?>(nil)
        let limit = Mutex<Int?>(nil)
        let traces = Mutex<[Bool?]>([])

        func first(
            inputs: JSONObject, context: ConfiguredContext<Constants.First.Configuration>
        ) async throws -> JSONObject {
            first.withLock { $0 = context.configuration }
            traces.withLock { $0.append(context.configuration.trace) }
            return ["attempt": .integer(context.attempt)]
        }
        func second(
            first: JSONObject, inputs: JSONObject, context: ConfiguredContext<Constants.Second.Configuration>
        ) async throws -> JSONObject {
            traces.withLock { $0.append(context.configuration.trace) }
            return [:]
        }
        func third(
            second: JSONObject, inputs: JSONObject, context: ConfiguredContext<Constants.Third.Configuration>
        ) async throws -> Decision<Constants.Third.Route, JSONObject> {
            limit.withLock { $0 = context.configuration.limit }
            traces.withLock { $0.append(context.configuration.trace) }
            return .skip(reason: "no branches", [:])
        }
    }

    private func run(_ environment: String?) async throws -> Seen {
        let seen = Seen()
        let engine = try Engine(
            store: InMemoryStore(), workflows: [Constants.registered(seen)],
            configuration: EngineConfiguration(environment: environment))
        try await engine.whileRunning { engine in
            _ = try await engine.start(Constants.self, input: [:]).output()
        }
        return seen
    }

    @Test func asTheStepHasThem() async throws {
        let seen = try await run(nil)
        let constants = try #require(seen.first.withLock { $0 })
        #expect(constants.mode == "strict" && constants.attempts == 3 && constants.ratio == 1 && !constants.verbose)
        #expect(constants.apiKey == nil && constants.huge == 1e20 && constants.hosts == ["a", "b"])
        #expect(constants.ports == [80, 443.5] && constants.weights == ["a": 1, "b": 2.5] && constants.names == ["x y": "z"])
        #expect(constants.emptyList == [] && constants.emptyMap == [:] && constants.mixed == [1, "a", nil])
        #expect(constants.thresholds == ["small": 1000, "large": ["of": [5000]]])
        #expect(constants.maybe == "set" && constants.changing == 5 && constants.extra == nil)
        #expect(constants.jsonValue == "a \"b\" \\ \u{1} 🚀" && constants.class == "c" && constants.oddKey == 1)
        #expect(seen.traces.withLock { $0 } == [nil, nil, nil] && seen.limit.withLock { $0 } == 10)
    }

    @Test func asAnEnvironmentChangesThem() async throws {
        let seen = try await run("production")
        let constants = try #require(seen.first.withLock { $0 })
        #expect(constants.mode == "strict" && constants.ratio == 0.5 && constants.apiKey == "secret")
        #expect(constants.emptyList == ["x"] && constants.emptyMap == ["y": 1] && constants.maybe == nil)
        #expect(constants.changing == [5] && constants.extra == 7)
        #expect(seen.traces.withLock { $0 } == [true, true, true] && seen.limit.withLock { $0 } == 10)
        #expect(try await run("test").limit.withLock { $0 } == 1)
    }
}
