import Logging
import Stepsmith
import SwiftCSV

extension ProcessCsv {
    /// The workflow with its handlers.
    ///
    /// - Parameter interruption: called before each row, to show what happens when a worker is interrupted.
    static func registered(
        interruption: @escaping @Sendable (_ row: Int) throws -> Void = { _ in }
    ) -> RegisteredWorkflow<ProcessCsv> {
        registered(
            analyzeCsv: AnalyzeHandler(), processCsvBatch: WorkerHandler(interruption: interruption),
            aggregateCsvResults: AggregateHandler())
    }

    struct AnalyzeHandler: AnalyzeCsv.Handler {
        func analyzeCsv(
            csvPath: String, context: ConfiguredContext<AnalyzeCsv.Configuration>
        ) async throws -> BatchConfig<AnalyzeCsv.Result> {
            let index: ProductFile.Index
            let rowsPerMark = context.configuration.rowsPerMark
            do {
                index = try ProductFile(path: csvPath).index(rowsPerMark: rowsPerMark)
            } catch is ProductFile.NoSuchFile {
                throw PermanentError(code: "NO_SUCH_FILE", message: "\(csvPath) is not there or cannot be read.")
            }
            let result = AnalyzeCsv.Result(
                totalRows: index.rows, rowsPerMark: rowsPerMark, marks: index.marks, columns: index.columns)
            return BatchConfig(totalItems: index.rows, result: result)
        }
    }

    struct WorkerHandler: ProcessCsvBatch.Handler {
        let interruption: @Sendable (_ row: Int) throws -> Void

        func processCsvBatch(
            analysis: AnalyzeCsv.Result, batch: BatchContext, csvPath: String,
            context: ConfiguredContext<ProcessCsvBatch.Configuration>
        ) async throws -> ProcessCsvBatch.Result {
            var totals =
                try batch.checkpoint?.accumulated(as: ProcessCsvBatch.Result.self)
                ?? .init(
                    rows: 0, invalidRows: 0, stockValue: 0, byCategory: [:])
            if batch.checkpoint != nil {
                context.logger.notice("going on from a checkpoint", metadata: ["row": "\(batch.resumeCursor)"])
            }
            let step = context.configuration.rowsPerCheckpoint
            for start in stride(from: batch.resumeCursor, to: batch.endCursor, by: step) {
                let rows = start..<min(start + step, batch.endCursor)
                for (row, product) in zip(rows, try products(rows, of: csvPath, analysis)) {
                    try interruption(row)
                    totals.add(product)
                }
                try await context.checkpoint(
                    cursor: rows.upperBound, itemsProcessed: rows.upperBound - batch.startCursor, accumulated: totals)
            }
            return totals
        }

        /// These rows and no others: read from the last mark before them on.
        private func products(
            _ rows: Range<Int>, of path: String, _ analysis: AnalyzeCsv.Result
        ) throws -> [[String: String]] {
            let first = rows.lowerBound / analysis.rowsPerMark
            let last = (rows.upperBound + analysis.rowsPerMark - 1) / analysis.rowsPerMark
            let changed = PermanentError(code: "FILE_CHANGED", message: "\(path) has changed since it was analyzed.")
            guard last < analysis.marks.count else { throw changed }
            let text = try ProductFile(path: path).text(from: analysis.marks[first], to: analysis.marks[last])
            let csv = try CSV<Named>(string: analysis.columns + "\n" + text, delimiter: .comma, loadColumns: false)
            let found = Array(csv.rows.dropFirst(rows.lowerBound - first * analysis.rowsPerMark).prefix(rows.count))
            if found.count < rows.count { throw changed }
            return found
        }
    }

    struct AggregateHandler: AggregateCsvResults.Handler {
        func aggregateCsvResults(
            batches: [ProcessCsvBatch.Result], context: StepContext
        ) async throws -> AggregateCsvResults.Result {
            var totals = AggregateCsvResults.Result(rows: 0, invalidRows: 0, stockValue: 0, byCategory: [:])
            for batch in batches {
                totals.rows += batch.rows
                totals.invalidRows += batch.invalidRows
                totals.stockValue += batch.stockValue
                totals.byCategory.merge(batch.byCategory, uniquingKeysWith: +)
            }
            totals.stockValue = (totals.stockValue * 100).rounded() / 100
            return totals
        }
    }
}

extension ProcessCsv.ProcessCsvBatch.Result {
    /// A row without a price, a stock or a category counts as invalid.
    fileprivate mutating func add(_ product: [String: String]) {
        rows += 1
        guard let category = product["category"], !category.isEmpty, let price = product["price"].flatMap(Double.init),
            let stock = product["stock"].flatMap(Int.init), price >= 0, stock >= 0
        else {
            invalidRows += 1
            return
        }
        stockValue += price * Double(stock)
        byCategory[category, default: 0] += 1
    }
}
