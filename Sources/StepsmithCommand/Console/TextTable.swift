/// Rows of cells in aligned columns.
struct TextTable {
    struct Cell {
        var text: String
        var style: Style?

        init(_ text: String, _ style: Style? = nil) {
            self.text = text.printable
            self.style = style
        }
    }

    struct Column {
        var title: String
        var isRightAligned = false
        /// How narrow it may get when the table is too wide; nil for never.
        var minimum: Int?

        init(_ title: String, isRightAligned: Bool = false, minimum: Int? = nil) {
            self.title = title
            self.isRightAligned = isRightAligned
            self.minimum = minimum
        }
    }

    var columns: [Column]
    var rows: [[Cell]] = []
    var hasTitles = true
    var indentation = 0
    private static let gap = 2

    init(_ columns: [Column], hasTitles: Bool = true, indentation: Int = 0) {
        self.columns = columns
        self.hasTitles = hasTitles
        self.indentation = indentation
    }

    /// One string for each line, without blanks at its end. Columns that no row fills are left out.
    ///
    /// - Parameter width: what the lines may take; nil for whatever they need.
    func lines(width: Int?, _ painter: Painter) -> [String] {
        let used = columns.indices.filter { index in rows.contains { row in !row[index].text.isEmpty } }
        let widths = fitting(used, to: width)
        var lines: [String] = []
        if hasTitles { lines.append(line(used.map { Cell(columns[$0].title, .dim) }, used, widths, painter)) }
        for row in rows { lines.append(line(used.map { row[$0] }, used, widths, painter)) }
        guard let width else { return lines }
        // A window that is narrower than the columns that do not shrink: nothing can be aligned there.
        if indentation + widths.reduce(0, +) + TextTable.gap * max(0, widths.count - 1) > width {
            let plain = Painter(isColored: false)
            return rows.map { row in line(used.map { row[$0] }, used, widths, plain).cut(to: width) }
        }
        return lines
    }

    /// Columns shrink from the widest on, down to their minimum.
    private func fitting(_ used: [Int], to width: Int?) -> [Int] {
        var widths = used.map { index in
            rows.reduce(hasTitles ? columns[index].title.displayWidth : 0) { widest, row in
                max(widest, row[index].text.displayWidth)
            }
        }
        guard let width else { return widths }
        let shrinkable = used.indices.filter { columns[used[$0]].minimum != nil }
        for index in shrinkable { widths[index] = min(widths[index], max(width, 1)) }
        var excess = indentation + widths.reduce(0, +) + TextTable.gap * max(0, used.count - 1) - width
        while excess > 0 {
            let wide = shrinkable.filter { widths[$0] > columns[used[$0]].minimum ?? 0 }
            guard let widest = wide.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }

    private func line(_ cells: [Cell], _ used: [Int], _ widths: [Int], _ painter: Painter) -> String {
        var out = String(repeating: " ", count: indentation)
        var pending = 0
        for (index, cell) in cells.enumerated() {
            let text = cell.text.cut(to: widths[index])
            let padding = max(0, widths[index] - text.displayWidth)
            let isRight = columns[used[index]].isRightAligned
            if isRight { pending += padding }
            if !text.isEmpty {
                out += String(repeating: " ", count: pending) + painter.paint(text, cell.style)
                pending = 0
            }
            pending += (isRight ? 0 : padding) + TextTable.gap
        }
        return out
    }
}
