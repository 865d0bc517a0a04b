import ArgumentParser
import Foundation
import Logging
import Stepsmith

struct RunExample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Starts one run and waits for it. Exit status 1 when the run fails.")

    enum Example: String, CaseIterable, ExpressibleByArgument {
        case orderProcessing = "order_processing"
        case userRegistration = "user_registration"
        case validateOrder = "validate_order"
    }

    @Argument(help: "order_processing, user_registration or validate_order.")
    var workflow: Example

    @Option(help: "A JSON file with the run's input.")
    var input: String

    func run() async throws {
        guard let data = FileManager.default.contents(atPath: input) else {
            throw ValidationError(
                "\(input) cannot be read; --input names a JSON file, such as Sources/Examples/Inputs/order.json")
        }
        let json = [UInt8](data)
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = .critical
            return handler
        }
        let engine = try Engine(
            store: InMemoryStore(),
            workflows: [
                OrderProcessing.registered(shop: Shop()), UserRegistration.registered(UserRegistrationHandlers()),
                ValidateOrder.registered(ValidateOrder.CheckOrderHandler(fraudService: FlakyFraudService(failures: 2))),
            ])
        let isSuccessful = try await engine.whileRunning { engine in
            let snapshot: RunSnapshot
            do {
                switch workflow {
                case .orderProcessing: snapshot = try await engine.start(OrderProcessing.self, json: json).finished()
                case .userRegistration: snapshot = try await engine.start(UserRegistration.self, json: json).finished()
                case .validateOrder: snapshot = try await engine.start(ValidateOrder.self, json: json).finished()
                }
            } catch let error as EngineError {
                throw ValidationError(error.description)
            }
            print(RunReport(snapshot).text)
            return snapshot.state == .succeeded
        }
        if !isSuccessful { throw ExitCode.failure }
    }
}
