extension HandlerShape {
    /// Like a standard step: what sets a convergence apart is when it starts. That its parents come as optionals follows from the
    /// graph, and holds for any step.
    static var convergence: HandlerShape { .standard }
}
