/// What is done to a question so that judged text can steer its judge even less.
package struct Hardening: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Words in the judged slots are joined with a mark, so that nothing in them reads like an instruction (spotlighting,
    /// arXiv 2403.14720).
    package static let dataMarks = Hardening(rawValue: 1)
    /// A claim known to be true and one known to be false stand among the claims; a judge that gets either wrong is not
    /// believed.
    package static let canaries = Hardening(rawValue: 2)
    /// Claims are extracted from the answer alone and verified without the answer's own wording.
    package static let twoStages = Hardening(rawValue: 4)

    /// The names on the wire.
    package var names: [String] {
        (contains(.dataMarks) ? ["data_marks"] : []) + (contains(.canaries) ? ["canaries"] : [])
            + (contains(.twoStages) ? ["two_stages"] : [])
    }
}
