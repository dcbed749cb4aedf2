/// A number that is looked for, with every way it can be meant.
package struct Quantity: Sendable, Hashable {
    /// As it is shown.
    let text: String
    /// Plain decimal notations; empty for a number known as a double only.
    let notations: [String]
    let values: [Double]
    let unit: NumberReading.Unit

    /// Digits beyond which a notation is no longer made a double.
    private static let mostDigits = 400

    init(_ number: Int64) {
        text = String(number)
        notations = [text]
        values = [Double(number)]
        unit = .none
    }

    init(_ number: Double) {
        text = Int64(exactly: number).map { String($0) } ?? "\(number)"
        // Swift writes very large and very small numbers with an exponent, which no text is read with.
        notations = text.contains("e") ? [] : [text]
        values = [number]
        unit = .none
    }

    init(_ reading: NumberReading) {
        notations = [reading.value, reading.alternative].compactMap(\.self)
        text = reading.value + (reading.unit == .percent ? "%" : "")
        values = reading.unit == .date ? [] : notations.compactMap(Self.value)
        unit = reading.unit
    }

    /// The numbers of a text, in order.
    static func all(in text: String) -> [Quantity] { TokenizedText(text).numbers.map { Quantity($0) } }

    private static func value(_ notation: String) -> Double? {
        guard notation.utf8.count <= mostDigits, let value = Double(notation), value.isFinite else { return nil }
        return value
    }
}

/// The numbers of a text, to be found by value. Made in n log n, each question takes log n.
struct QuantityIndex {
    /// Values in order, with the place of the reading; by unit, and of all units but dates.
    private var sorted: [NumberReading.Unit: [(value: Double, place: Int)]] = [:]
    private var all: [(value: Double, place: Int)] = []
    private var exact: [NumberReading.Unit: [String: Int]] = [:]
    private var exactOfAll: [String: Int] = [:]

    init(_ readings: [NumberReading]) {
        for (place, reading) in readings.enumerated() {
            let quantity = Quantity(reading)
            for notation in quantity.notations {
                if exact[reading.unit]?[notation] == nil { exact[reading.unit, default: [:]][notation] = place }
                if reading.unit != .date, exactOfAll[notation] == nil { exactOfAll[notation] = place }
            }
            for value in quantity.values {
                sorted[reading.unit, default: []].append((value, place))
                all.append((value, place))
            }
        }
        for unit in sorted.keys { sorted[unit]?.sort { ($0.value, $0.place) < ($1.value, $1.place) } }
        all.sort { ($0.value, $0.place) < ($1.value, $1.place) }
    }

    /// The place of a reading that can mean the number: of its unit or of none. A bare number means any unit; a date
    /// means itself alone. Per cent and the share it stands for are different numbers.
    func place(of quantity: Quantity, absolute: Double, relative: Double) -> Int? {
        let units: [NumberReading.Unit] =
            switch quantity.unit {
            case .date: [.date]
            case let unit: [unit, .none]
            }
        for notation in quantity.notations {
            if quantity.unit == .none, let place = exactOfAll[notation] { return place }
            for unit in units { if let place = exact[unit]?[notation] { return place } }
        }
        // Notations decide alone unless there is room for a difference: doubles cannot tell long numbers apart.
        guard absolute > 0 || relative > 0 || quantity.notations.isEmpty else { return nil }
        for value in quantity.values {
            let room = max(absolute, relative * abs(value))
            if quantity.unit == .none {
                if let place = Self.nearest(to: value, within: room, in: all) { return place }
            } else {
                for unit in units {
                    if let place = Self.nearest(to: value, within: room, in: sorted[unit] ?? []) { return place }
                }
            }
        }
        return nil
    }

    /// Decimal fractions are not exact: 0.3 - 0.2 must count as a difference of 0.1.
    private static let slack = 1e-12

    private static func nearest(
        to value: Double, within room: Double, in sorted: [(value: Double, place: Int)]
    ) -> Int? {
        let room = room + slack * max(room, abs(value))
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = low + (high - low) / 2
            if sorted[middle].value < value - room { low = middle + 1 } else { high = middle }
        }
        guard low < sorted.count, sorted[low].value <= value + room else { return nil }
        return sorted[low].place
    }
}
