import Foundation
import Stepsmith
import Testing

/// The golden file of events.yaml, run.
struct EventRunTests {
    private struct Orders: Events.Handlers {
        var fails = false

        func pay(
            inputs: Events.Input, context: ConfiguredContext<Events.Pay.Configuration>
        ) async throws -> Events.Pay.Result {
            if fails { throw PermanentError(code: "DECLINED", message: "no money") }
            return Events.Pay.Result(id: inputs.orderId, amount: Events.Amount(cents: 5))
        }
        func ship(pay: Events.Pay.Result, inputs: Events.Input, context: StepContext) async throws -> JSONObject {
            ["shipped": true]
        }
        func close(ship: JSONObject, inputs: Events.Input, context: StepContext) async throws -> JSONObject { [:] }

        // Payloads of its own: this one from the outcome, that one from nothing, and none.
        func paymentTried(
            _ outcome: StepOutcome<Events.Pay.Result>, context: StepContext
        ) async throws -> JSONObject? {
            switch outcome {
            case .succeeded(let result): return ["id": .string(result.id)]
            case .failed(let failure): return ["failed": .string(failure.code.rawValue)]
            }
        }
        func paymentNotes(
            _ outcome: StepOutcome<Events.Pay.Result>, context: StepContext
        ) async throws -> [Events.Pay.PaymentNotes.PayloadItem]? {
            guard case .failed(let failure) = outcome else { return nil }
            return [.init(text: failure.message)]
        }
        func orderUpdatedOfClose(_ outcome: StepOutcome<JSONObject>, context: StepContext) async throws -> JSONObject? {
            ["closed": true]
        }
        func finished(_ outcome: StepOutcome<JSONObject>, context: StepContext) async throws -> JSONObject? {
            ["step": .string(context.step)]
        }
    }

    @Test func payloadsOfSuccess() async throws {
        let (stream, continuation) = AsyncStream<String>.makeStream()
        let engine = try Engine(
            store: InMemoryStore(), workflows: [Events.registered(Orders())],
            subscriptions: [
                .on(Events.Pay.PaymentProcessed.self) { event in
                    continuation.yield("paid \(event.payload.id) \(event.payload.amount.cents)")
                },
                .on(Events.Ship.OrderUpdated.self) { continuation.yield("shipped \($0.payload["shipped"] == true)") },
                .on(Events.Close.OrderUpdated.self) { continuation.yield("closed \($0.payload["closed"] == true)") },
                .on(Events.Close.Finished.self) { continuation.yield("finished \($0.payload["step"] == "close")") },
            ])
        var tried = engine.events(of: Events.Pay.PaymentTried.self).makeAsyncIterator()
        let published = try await engine.whileRunning { engine in
            _ = try await engine.start(Events.self, input: Events.Input(orderId: "o1")).output()
            var seen: Set<String> = []
            for await text in stream where seen.insert(text).inserted && seen.count == 4 { break }
            return seen
        }
        #expect(published == ["paid o1 5", "shipped true", "closed true", "finished true"])
        #expect(await tried.next()?.payload == ["id": "o1"])
    }

    @Test func payloadsOfFailure() async throws {
        let engine = try Engine(store: InMemoryStore(), workflows: [Events.registered(Orders(fails: true))])
        var failed = engine.events(of: Events.Pay.PaymentFailed.self).makeAsyncIterator()
        var tried = engine.events(of: Events.Pay.PaymentTried.self).makeAsyncIterator()
        let state = try await engine.whileRunning { engine in
            try await engine.start(Events.self, input: Events.Input(orderId: "o1")).outcome()
        }
        #expect(state == .failed)
        #expect(
            await failed.next()?.payload == .init(code: "DECLINED", message: "no money", attempt: 1, retryable: false))
        #expect(await tried.next()?.payload == ["failed": "DECLINED"])
    }

    @Test func definitionsSayWhatIsPublished() {
        #expect(
            Events.definition.steps[0].events == [
                EventDefinition("payment.processed", condition: .success, delivery: .durable),
                EventDefinition("payment.failed", condition: .permanentFailure, delivery: .broadcast),
                EventDefinition("payment.tried", condition: .always, delivery: .fast),
                EventDefinition("pay", condition: .retryableFailure, delivery: .durable),
                EventDefinition("payment.notes", condition: .failure, delivery: .durable),
            ])
        var validation = Validation()
        Events.Pay.PaymentProcessed.validate(payload: ["id": 1, "amount": ["cents": -1]], &validation)
        #expect(throws: ValidationError.self) { try validation.finish() }
    }
}
