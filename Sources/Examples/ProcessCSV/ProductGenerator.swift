import Foundation

/// Writes product lists of any length, the same for the same length.
struct ProductGenerator {
    let rows: Int

    static let categories = ["kitchen", "office", "garden", "clothing", "books"]

    /// What the file holds, by the generator's own count.
    struct Totals: Equatable {
        var rows = 0
        var invalidRows = 0
        var stockCents = 0
        var byCategory: [String: Int] = [:]
    }

    /// Every 997th row lacks its price, and every 100th name spans two lines.
    @discardableResult
    func write(to path: String) throws -> Totals {
        var totals = Totals()
        var text = "sku,name,category,price,stock\n"
        for row in 0..<rows {
            let category = ProductGenerator.categories[row * 7 % ProductGenerator.categories.count]
            let (cents, stock) = (199 + row * 37 % 5_000, row * 13 % 50)
            let name = row % 100 == 0 ? "\"Product \(row),\nsecond line\"" : "Product \(row)"
            let isInvalid = row % 997 == 996
            let price = isInvalid ? "" : "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
            text += "P-\(row),\(name),\(category),\(price),\(stock)\n"
            totals.rows += 1
            if isInvalid {
                totals.invalidRows += 1
            } else {
                totals.stockCents += cents * stock
                totals.byCategory[category, default: 0] += 1
            }
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return totals
    }
}
