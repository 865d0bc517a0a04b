/// Choices that are the same for the same seed. Plain arithmetic, since a simulation makes thousands of them.
struct Dice {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// In 0..<count; `count` is positive.
    mutating func below(_ count: Int) -> Int { Int(truncatingIfNeeded: generator.next() >> 33) % count }

    mutating func among(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.upperBound - range.lowerBound + 1) }

    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// In -1…1.
    mutating func variation() -> Double { Double(below(2_000_001)) / 1_000_000 - 1 }
}
