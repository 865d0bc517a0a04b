/// A decimal digit as a type. Step names are static, so a workflow of a thousand steps needs a thousand types: four digits
/// make them, without a thousand declarations.
protocol Digit: Sendable {
    static var value: Int { get }
}

enum Zero: Digit { static var value: Int { 0 } }
enum One: Digit { static var value: Int { 1 } }
enum Two: Digit { static var value: Int { 2 } }
enum Three: Digit { static var value: Int { 3 } }
enum Four: Digit { static var value: Int { 4 } }
enum Five: Digit { static var value: Int { 5 } }
enum Six: Digit { static var value: Int { 6 } }
enum Seven: Digit { static var value: Int { 7 } }
enum Eight: Digit { static var value: Int { 8 } }
enum Nine: Digit { static var value: Int { 9 } }

let digits: [any Digit.Type] = [
    Zero.self, One.self, Two.self, Three.self, Four.self, Five.self, Six.self, Seven.self, Eight.self, Nine.self,
]
