/// A text folded for comparison, with the way back to the original offsets.
///
/// Folding: canonical decomposition, compatibility forms, lower case, ASCII digits, one space for every run of white
/// space, plain quotes and dashes, invisible characters removed. Two texts a reader cannot tell apart fold alike, so
/// NFC and NFD, wrapping and quote style change nothing. Scripts outside ``CanonicalPairs`` are left as they are.
package struct NormalizedText: Sendable {
    /// Folded Unicode scalar values.
    package let scalars: [UInt32]
    /// How many Unicode scalars the original has.
    package let originalCount: Int
    /// The original scalar offset of each folded scalar.
    let origins: [Int32]
    /// Nil for short texts.
    let grams: GramFilter?

    /// Folds `text` in linear time.
    ///
    /// - Parameter dataMark: a scalar that counts as white space, for text whose words were joined with a mark before a
    ///   judge saw it. Default: none.
    package init(_ text: String, dataMark: Unicode.Scalar? = nil) {
        self.init(ScalarText(text), dataMark: dataMark)
    }

    /// Folds decoded text in linear time.
    package init(_ text: ScalarText, dataMark: Unicode.Scalar? = nil) {
        guard !text.isASCII || dataMark != nil else {
            (scalars, origins) = Self.ascii(text.scalars)
            grams = GramFilter(scalars)
            originalCount = text.count
            return
        }
        var builder = FoldedScalars(capacity: text.count + (text.isASCII ? 0 : text.count / 2))
        let folding = ScalarFolding.shared
        let dataMark = dataMark?.value ?? .max
        var place: Int32 = 0
        for value in text.scalars {
            if value == 0x20 || value == dataMark {
                builder.space(at: place)
            } else if value > 0x20, value < 0x7F {
                builder.append(ScalarFolding.ascii(value), at: place)
            } else {
                folding.fold(value) { folded in
                    if folded == 0x20 {
                        builder.space(at: place)
                    } else if folded >= 0x300, ScalarClass.isMark(folded) {
                        builder.append(mark: folded, at: place)
                    } else {
                        builder.append(folded, at: place)
                    }
                }
            }
            place += 1
        }
        builder.closeMarks()
        scalars = builder.scalars
        origins = builder.origins
        grams = GramFilter(scalars)
        originalCount = text.count
    }

    /// Folds text without anything to decompose: most text there is, at a fraction of the cost.
    private static func ascii(_ text: [UInt32]) -> (scalars: [UInt32], origins: [Int32]) {
        var origins: [Int32] = []
        let scalars = unsafe [UInt32](unsafeUninitializedCapacity: text.count) { scalars, count in
            unsafe origins = [Int32](unsafeUninitializedCapacity: text.count) { origins, places in
                places = unsafe fold(ascii: text, into: scalars, origins)
                count = places
            }
        }
        return (scalars, origins)
    }

    /// Writes at most as many scalars as `text` has, and the place of each.
    private static func fold(
        ascii text: [UInt32], into scalars: UnsafeMutableBufferPointer<UInt32>,
        _ origins: UnsafeMutableBufferPointer<Int32>
    ) -> Int {
        var count = 0
        var space = -1
        for place in text.indices {
            let value = text[place]
            if value > 0x20 {
                if space >= 0, count > 0 {
                    unsafe scalars[count] = 0x20
                    unsafe origins[count] = Int32(truncatingIfNeeded: space)
                    count += 1
                }
                space = -1
                unsafe scalars[count] = ScalarFolding.ascii(value)
                unsafe origins[count] = Int32(truncatingIfNeeded: place)
                count += 1
            } else if space < 0, ScalarClass.isSpace(value) {
                space = place
            }
        }
        return count
    }

    /// Original scalar offsets of a folded range; an empty range at the nearest place for an empty one.
    package func originalRange(_ range: Range<Int>) -> Range<Int> {
        let clamped = range.clamped(to: 0..<scalars.count)
        guard !clamped.isEmpty else {
            let place = clamped.lowerBound < origins.count ? Int(origins[clamped.lowerBound]) : originalCount
            return place..<place
        }
        let piece = origins[clamped]
        return Int(piece.min() ?? 0)..<Int(piece.max() ?? 0) + 1
    }

    /// Whether a folded offset lies between two original characters rather than inside one.
    func isBoundary(_ offset: Int) -> Bool {
        guard offset > 0, offset < scalars.count else { return true }
        let next = scalars[offset]
        return origins[offset] != origins[offset - 1] && !ScalarClass.isMark(next)
            && !ScalarClass.isTrailingVowel(next) && !ScalarClass.isStacker(scalars[offset - 1])
    }
}
