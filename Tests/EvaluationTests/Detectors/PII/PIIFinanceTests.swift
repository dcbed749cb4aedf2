import Evaluation
import TestKit
import Testing

@Suite("Cards, accounts and wallets")
struct PIIFinanceTests {
    @Test("Cards are found with any one kind of separator, and not with a wrong check digit")
    func cards() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            var digits = [4] + generator.digits(14)
            let total = digits.enumerated().reduce(0) { total, item in
                let value = item.element * (item.offset % 2 == 0 ? 2 : 1)
                return total + value / 10 + value % 10
            }
            digits.append((10 - total % 10) % 10)
            for separator in ["", " ", "-", ".", "/", "\u{A0}"] {
                let groups = stride(from: 0, to: 16, by: 4).map { digits[$0..<$0 + 4].map(String.init).joined() }
                let value = groups.joined(separator: separator)
                #expect(PII.values(.card, in: "He paid with \(value) today.") == [value])
            }
            digits[15] = (digits[15] + 1) % 10
            #expect(PII.values(.card, in: "Card " + digits.map(String.init).joined()).isEmpty)
        }
    }

    @Test(
        "Addresses of wallets are found, and not with one character changed",
        arguments: [
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
            "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
            "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        ])
    func wallets(_ address: String) {
        #expect(PII.values(.crypto, in: "Send it to \(address), thanks.") == [address])
        var wrong = Array(address)
        wrong[12] = wrong[12] == "5" ? "6" : "5"
        #expect(PII.values(.crypto, in: "Send it to \(String(wrong)).").isEmpty)
    }

    @Test("Account and routing numbers need the word that names them")
    func accounts() {
        #expect(PII.values(.bankAccount, in: "Routing number 021000021.") == ["021000021"])
        #expect(PII.values(.bankAccount, in: "Routing number 021000022.").isEmpty)
        #expect(PII.values(.bankAccount, in: "STK 19034567890123 Techcombank") == ["19034567890123"])
        #expect(PII.values(.bankAccount, in: "In total 19034567890123 rows").isEmpty)
    }
}
