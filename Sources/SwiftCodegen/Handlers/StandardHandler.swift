extension HandlerShape {
    /// Gives back the step's result.
    static var standard: HandlerShape {
        HandlerShape(tableMethod: "add", returnType: { (scope: String) -> String in scope + "Result" })
    }
}
