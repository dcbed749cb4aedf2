import Evaluation

/// Risk-coverage curve and reliability diagram of every metric and judge, as one SVG file that needs nothing else.
struct CalibrationPlot: Sendable {
    let study: CalibrationStudy

    /// Most rows of diagrams; a file with more no viewer shows well.
    private static let mostGroups = 40
    /// Most points of a line.
    private static let mostPoints = 200
    private static let width = 760.0
    private static let rowHeight = 350.0
    private static let stated = "#b3541e"
    private static let calibrated = "#1f5fa8"

    var svg: String {
        let groups = study.groups.prefix(Self.mostGroups)
        let height = Self.rowHeight * Double(max(groups.count, 1)) + 40
        var parts = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.plain(Self.width))" height="\(Self.plain(height))" \
            viewBox="0 0 \(Self.plain(Self.width)) \(Self.plain(height))" font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="white"/>
            """
        ]
        for (place, group) in groups.enumerated() {
            parts.append("<g transform=\"translate(0,\(Self.plain(Self.rowHeight * Double(place))))\">")
            parts += row(group)
            parts.append("</g>")
        }
        let left = study.groups.count - groups.count
        let legend =
            "stated confidence: dashed; calibrated confidence: solid" + (left > 0 ? "; \(left) more not shown" : "")
        parts.append(text(40, height - 14, legend))
        parts.append("</svg>\n")
        return parts.joined(separator: "\n")
    }

    private func row(_ group: CalibratedGroup) -> [String] {
        let title = "\(group.key.metric), \(group.judge): \(group.labels) labels, \(group.outcome)"
        var parts = [text(40, 26, TextTable.safe(title, widest: 100), bold: true)]
        let risks = [group.before, group.after].compactMap { $0?.riskCoverage.points.map(\.risk).max() }
        let highest = min(1, max(0.1, ((risks.max() ?? 1) * 10).rounded(.up) / 10))
        let left = Panel(x: 60, y: 50, highest: highest)
        parts += left.frame(across: "coverage", up: "risk: share that is wrong")
        let right = Panel(x: 440, y: 50, highest: 1)
        parts += right.frame(across: "confidence", up: "accuracy")
        parts.append(right.line([(0, 0), (1, 1)], colour: "#bbbbbb", dash: "2 3"))
        for (figures, colour, dash) in [
            (group.before, Self.stated, "5 4"), (group.after, Self.calibrated, ""),
        ] as [(ConfidenceFigures?, String, String)] {
            guard let figures else { continue }
            let points = Self.thinned(figures.riskCoverage.points)
            parts.append(left.line(points.map { ($0.coverage, $0.risk) }, colour: colour, dash: dash))
            let bins = figures.reliability.bins
            parts.append(right.line(bins.map { ($0.confidence, $0.accuracy) }, colour: colour, dash: dash))
            parts += bins.map { right.dot($0.confidence, $0.accuracy, colour: colour) }
        }
        return parts
    }

    /// Few enough points to draw, the last one always among them.
    private static func thinned(_ points: [RiskCoverage.Point]) -> [RiskCoverage.Point] {
        guard points.count > mostPoints else { return points }
        return (0..<mostPoints).map { points[$0 * (points.count - 1) / (mostPoints - 1)] }
    }

    private func text(_ x: Double, _ y: Double, _ text: String, bold: Bool = false) -> String {
        Panel.text(x, y, text, attributes: bold ? " font-weight=\"bold\"" : "")
    }

    static func plain(_ value: Double) -> String { ResultReport.decimals(value, 1) }
}

extension CalibrationPlot {
    /// One diagram with axes from 0 to 1, or to `highest` upwards.
    private struct Panel {
        let x: Double
        let y: Double
        let highest: Double

        private static let side = 250.0

        func frame(across: String, up: String) -> [String] {
            var parts = [
                """
                <rect x="\(plain(x))" y="\(plain(y))" width="\(plain(Self.side))" height="\(plain(Self.side))" \
                fill="none" stroke="#444444"/>
                """
            ]
            for step in 0...5 {
                let share = Double(step) / 5
                parts.append(
                    Self.text(
                        x + share * Self.side, y + Self.side + 16, ResultReport.decimals(share, 1),
                        attributes: " text-anchor=\"middle\""))
                parts.append(
                    Self.text(
                        x - 6, y + Self.side * (1 - share) + 4, ResultReport.decimals(share * highest, 2),
                        attributes: " text-anchor=\"end\""))
            }
            parts.append(
                Self.text(x + Self.side / 2, y + Self.side + 34, across, attributes: " text-anchor=\"middle\""))
            parts.append(Self.text(x, y - 6, up))
            return parts
        }

        func line(_ points: [(Double, Double)], colour: String, dash: String) -> String {
            let path = points.map { "\(plain(across($0.0))),\(plain(up($0.1)))" }.joined(separator: " ")
            let dashes = dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\""
            return "<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"1.5\"\(dashes)/>"
        }

        func dot(_ confidence: Double, _ accuracy: Double, colour: String) -> String {
            "<circle cx=\"\(plain(across(confidence)))\" cy=\"\(plain(up(accuracy)))\" r=\"2.5\" fill=\"\(colour)\"/>"
        }

        static func text(_ x: Double, _ y: Double, _ text: String, attributes: String = "") -> String {
            "<text x=\"\(CalibrationPlot.plain(x))\" y=\"\(CalibrationPlot.plain(y))\"\(attributes)>"
                + "\(ResultReport.xml(text))</text>"
        }

        private func across(_ share: Double) -> Double { x + Self.side * min(1, max(0, share)) }
        private func up(_ value: Double) -> Double { y + Self.side * (1 - min(1, max(0, value / highest))) }
        private func plain(_ value: Double) -> String { CalibrationPlot.plain(value) }
    }
}
