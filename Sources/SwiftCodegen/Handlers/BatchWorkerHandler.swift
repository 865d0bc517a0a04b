extension HandlerShape {
    /// Gets one range and gives back its result. The steps behind it get the results of all ranges.
    static var batchWorker: HandlerShape {
        HandlerShape(
            tableMethod: "add", arguments: [HandlerArgument("batch", type: "BatchContext", source: .batch)],
            returnType: { (scope: String) -> String in scope + "Result" },
            advice: ["// The items of this range are those from batch.startCursor up to, not including, batch.endCursor."])
    }
}
