import Stepsmith

/// One type may handle every step.
struct Shipping: ShipOrder.Handlers {
    func weigh(
        items: Int, context: ConfiguredContext<ShipOrder.Weigh.Configuration>
    ) async throws -> ShipOrder.Weigh.Result {
        ShipOrder.Weigh.Result(grams: items * context.configuration.gramsPerItem)
    }

    func chooseCarrier(
        weight: ShipOrder.Weigh.Result, context: StepContext
    ) async throws -> Decision<ShipOrder.ChooseCarrier.Route, JSONObject> {
        .route([weight.grams > 5000 ? .byTruck : .byBike], [:])
    }

    func byBike(chooseCarrier: JSONObject, context: StepContext) async throws -> ShipOrder.ByBike.Result {
        ShipOrder.Booking(carrier: "bike")
    }

    func byTruck(chooseCarrier: JSONObject, context: StepContext) async throws -> ShipOrder.ByTruck.Result {
        ShipOrder.Booking(carrier: "truck")
    }

    func book(
        bike: ShipOrder.ByBike.Result?, truck: ShipOrder.ByTruck.Result?, context: StepContext
    ) async throws -> ShipOrder.Book.Result {
        guard let booking = bike ?? truck else {
            throw PermanentError(code: "NO_CARRIER", message: "Nobody takes the order.")
        }
        return booking
    }

    func labelWanted(
        _ outcome: StepOutcome<ShipOrder.Book.Result>, context: StepContext
    ) async throws -> ShipOrder.Book.LabelWanted.Payload? {
        guard case .succeeded(let booking) = outcome else { return nil }
        return ShipOrder.Book.LabelWanted.Payload(text: "by \(booking.carrier)")
    }

    func planBoxes(
        book: ShipOrder.Book.Result, items: Int, context: ConfiguredContext<ShipOrder.PlanBoxes.Configuration>
    ) async throws -> BatchConfig<JSONObject> {
        BatchConfig(totalItems: items)
    }

    func packBox(
        planBoxes: JSONObject, batch: BatchContext, context: StepContext
    ) async throws -> ShipOrder.PackBox.Result {
        ShipOrder.PackBox.Result(packed: batch.endCursor - batch.startCursor)
    }

    func handOver(
        boxes: [ShipOrder.PackBox.Result], boxesFailures: [BatchFailure], booking: ShipOrder.Book.Result,
        context: StepContext
    ) async throws -> ShipOrder.HandOver.Result {
        let items = boxes.reduce(0) { $0 + $1.packed }
        return ShipOrder.HandOver.Result(summary: "\(items) items in \(boxes.count) boxes by \(booking.carrier)")
    }
}
