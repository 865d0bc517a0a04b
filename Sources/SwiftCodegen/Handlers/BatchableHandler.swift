extension HandlerShape {
    /// Says how many items there are; the runtime makes the ranges.
    static var batchable: HandlerShape {
        HandlerShape(
            tableMethod: "addBatchable", returnType: { (scope: String) -> String in "BatchConfig<" + scope + "Result>" },
            advice: [
                "// Return BatchConfig(totalItems: count, result: result), or .noBatches(result) when there is nothing to do."
            ])
    }
}
