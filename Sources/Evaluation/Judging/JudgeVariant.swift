/// A judge asked differently: by another model, or for one more independent answer.
package struct JudgeVariant: Sendable, Hashable {
    /// Default: nil, the judge's own.
    package var model: String?
    /// 0 is the plain answer; each other number is another sample, asked with a little temperature and the evidence in
    /// another order. Default: 0.
    package var sample: Int

    package init(model: String? = nil, sample: Int = 0) {
        self.model = model
        self.sample = sample
    }

    /// The judge as it is.
    package static let plain = JudgeVariant()
}
