import Evaluation
import TestKit
import Testing

@Suite("Mixed documents")
struct PIIDocumentTests {
    /// A sentence with "%" where a value stands, and the values that stand there.
    private struct Part {
        let type: PIIType?
        let templates: [String]
        let values: [String]
    }

    private static let english: [Part] = [
        Part(
            type: .person,
            templates: ["My name is %.", "Please ask for Dr. %.", "Dear Mr. %,", "Best regards,\n%\n"],
            values: ["Jane Miller", "Robert King", "Aisha Khan", "Tom O'Neill", "Maria Santos"]),
        Part(
            type: .address,
            templates: ["I live at %.", "Ship it to %.", "The office is at %."],
            values: ["12 Baker Street, London", "450 Oak Avenue, Springfield, IL 62701", "7 Hill Road, Leeds LS1 4AP"]),
        Part(
            type: .email, templates: ["Write to %.", "Mail: %"],
            values: ["jane.doe@acme.co.uk", "tom+news@mail.org", "a.khan@uni.edu"]),
    ]
    private static let vietnamese: [Part] = [
        Part(
            type: .person,
            templates: ["Tên tôi là %.", "Họ và tên: %\n", "Chị % đã đặt hàng.", "Liên hệ anh % nhé."],
            values: ["Nguyễn Văn An", "Trần Thị Bình", "Phạm Minh Đức", "Hoàng Thị Lan"]),
        Part(
            type: .address,
            templates: ["Địa chỉ: %.", "Tôi sống tại %.", "Giao đến % giúp tôi."],
            values: [
                "số 12 đường Lê Lợi, phường Bến Nghé, Quận 1", "45 Nguyễn Trãi, phường 2, quận 5, TP. HCM",
                "số 8 ngõ 20 phố Huế, quận Hai Bà Trưng, Hà Nội",
            ]),
        Part(type: .email, templates: ["Thư gửi về %."], values: ["lan.hoang@congty.vn", "an.nguyen@truong.edu.vn"]),
    ]
    /// Sentences that name nobody.
    private static let plain = [
        "The museum opens at nine.", "Doctor visits are free.", "The Street was empty.", "Our Road Map has 12 steps.",
        "Phường và quận là đơn vị hành chính.", "Đường phố hôm nay vắng.", "Bác sĩ khuyên uống nhiều nước.",
        "Dear Customer, your order is ready.", "Version 2.4.1 fixed 12 bugs.", "Anh ấy rất vui.",
    ]

    @Test("Names, addresses and mail in documents are mostly found, and little else is", arguments: [1, 2, 3])
    func floors(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for parts in [Self.english, Self.vietnamese] {
            var right: [PIIType: Int] = [:]
            var made: [PIIType: Int] = [:]
            var wrong: [String] = []
            for _ in 0..<60 {
                var text = ""
                var expected: [(PIIType, String)] = []
                for part in parts.shuffled(using: &random) {
                    let value = part.values.randomElement(using: &random) ?? ""
                    let template = part.templates.randomElement(using: &random) ?? "%"
                    text += template.split(separator: "%", omittingEmptySubsequences: false).joined(separator: value)
                    text += " " + (Self.plain.randomElement(using: &random) ?? "") + "\n\n"
                    if let type = part.type { expected.append((type, value)) }
                }
                for type in [PIIType.person, .address, .email] {
                    let truth = expected.filter { $0.0 == type }.map(\.1)
                    made[type, default: 0] += truth.count
                    for value in PII.values(type, in: text) {
                        let isRight = truth.contains { $0.contains(value) || value.contains($0) }
                        if isRight { right[type, default: 0] += 1 } else { wrong.append("\(type): \(value)") }
                    }
                }
            }
            for (type, floor) in [(PIIType.person, 0.85), (.address, 0.8), (.email, 1)] {
                let recall = Double(right[type] ?? 0) / Double(made[type] ?? 1)
                #expect(recall >= floor, "\(type) \(recall)")
            }
            #expect(wrong.count <= 6, "\(wrong)")
        }
    }
}
