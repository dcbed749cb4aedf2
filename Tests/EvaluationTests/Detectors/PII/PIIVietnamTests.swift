import Evaluation
import TestKit
import Testing

@Suite("Vietnamese numbers")
struct PIIVietnamTests {
    @Test("Tax codes are found next to their name, and not with one check digit changed")
    func taxCodes() {
        var generator = SeededGenerator(seed: 4)
        var made = 0
        while made < 100 {
            let body = [0] + generator.digits(8)
            let sum = zip(body, [31, 29, 23, 19, 17, 13, 7, 5, 3]).reduce(0) { $0 + $1.0 * $1.1 }
            let check = 10 - sum % 11
            guard 0...9 ~= check else { continue }
            made += 1
            let code = (body + [check]).map(String.init).joined()
            #expect(PII.values(.taxID, in: "MST: \(code), Hà Nội") == [code])
            #expect(PII.values(.taxID, in: "mã số thuế \(code)-001") == ["\(code)-001"])
            let wrong = (body + [(check + 1) % 10]).map(String.init).joined()
            #expect(PII.values(.taxID, in: "MST: \(wrong)").isEmpty)
        }
    }

    @Test(
        "Identity, insurance and plates",
        arguments: [
            ("Số CCCD: 079203012345", PIIType.vietnameseID, "079203012345"),
            ("căn cước 001 095 012 345", .vietnameseID, "001 095 012 345"),
            ("mã số BHXH 0123456789", .socialInsurance, "0123456789"),
            ("thẻ BHYT DN4797912345678", .socialInsurance, "DN4797912345678"),
            ("xe 51F-123.45 chạy", .licensePlate, "51F-123.45"),
            ("biển số 29-B1 123.45", .licensePlate, "29-B1 123.45"),
            ("biển số xe 30A-12345", .licensePlate, "30A-12345"),
        ])
    func found(_ text: String, _ type: PIIType, _ value: String) {
        #expect(PII.values(type, in: text) == [value], "\(PIIDetector().scan(text))")
    }

    @Test(
        "Parts and rooms are no plates", arguments: ["model 30A-12345", "room 12B 3456", "99 Bottles 1234", "12A-1.5"])
    func noPlates(_ text: String) { #expect(PII.values(.licensePlate, in: text).isEmpty) }
}
