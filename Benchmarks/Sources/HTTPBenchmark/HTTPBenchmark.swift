import AsyncHTTPClient
import Measuring
import NIOCore
import NIOHTTP1
import Stepsmith
import StepsmithHTTP

/// What a call through APIClient costs beside one through async-http-client alone, to the same server. Repetitions go round
/// all loads, so that a busy moment of the machine hits each.
@main
struct HTTPBenchmark {
    static let repetitions = 7
    static let calls = 8000

    static func main() async throws {
        if CommandLine.arguments.dropFirst().first == "serve" { return try await Server.run() }
        try await Server.serving { @Sendable port in try await compare("http://127.0.0.1:\(port)") }
    }

    private static func compare(_ url: String) async throws {
        let bare = HTTPClient(configuration: HTTPClient.Configuration(redirectConfiguration: .disallow))
        try await SharedHTTPClient.shared.start()
        let api = try APIClient(baseURL: url)
        let loads: [(name: String, call: @Sendable (Int) async throws -> Void)] = [
            (
                "async-http-client, body read",
                { number in
                    var request = HTTPClientRequest(url: "\(url)/users/\(number)")
                    request.headers.add(name: "Accept", value: "application/json")
                    let response = try await bare.execute(request, timeout: .seconds(30))
                    let body = try await response.body.collect(upTo: 10_000_000)
                    if body.readableBytes != Server.body.utf8.count { throw BenchmarkError("another body came") }
                }
            ),
            ("APIClient, response as it is", { number in _ = try await api.get("/users/\(number)") }),
            (
                "APIClient, as a JSON value",
                { number in
                    let value: JSONValue = try await api.get("/users/\(number)")
                    if value["id"] != 7 { throw BenchmarkError("another value came") }
                }
            ),
        ]
        print("Calls of a server on loopback, medians of \(repetitions); CPU of the client's process alone.")
        for inFlight in [1, 32] {
            var costs: [[Cost]] = Array(repeating: [], count: loads.count)
            for repetition in 0...repetitions {
                for (index, load) in loads.enumerated() {
                    let cost = try await measure(steps: calls) { try await run(load.call, inFlight: inFlight) }
                    // The first round warms up.
                    if repetition > 0 { costs[index].append(cost) }
                }
            }
            report(loads.map(\.name), costs.map { median($0) }, inFlight)
        }
        await SharedHTTPClient.shared.shutdown()
        try await bare.shutdown()
    }

    private static func run(_ call: @escaping @Sendable (Int) async throws -> Void, inFlight: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<inFlight {
                group.addTask { for number in 0..<calls / inFlight { try await call(lane * calls + number) } }
            }
            try await group.waitForAll()
        }
    }

    private static func report(_ names: [String], _ costs: [Cost], _ inFlight: Int) {
        print(
            "\(inFlight) in flight:".padded(to: 32) + "wall µs".padded(by: 10) + "CPU µs".padded(by: 10)
                + "  CPU (and wall) to the first")
        for (name, cost) in zip(names, costs) {
            let ratio = "\(decimal(cost.cpu / costs[0].cpu, 2))× (\(decimal(cost.wall / costs[0].wall, 2))×)"
            print(
                name.padded(to: 32) + decimal(cost.wall * 1e6, 1).padded(by: 10) + decimal(cost.cpu * 1e6, 1).padded(by: 10)
                    + "  " + ratio)
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
    fileprivate func padded(by width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
