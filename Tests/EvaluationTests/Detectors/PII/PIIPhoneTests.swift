import Evaluation
import TestKit
import Testing

@Suite("Telephone numbers")
struct PIIPhoneTests {
    /// National and international ways of writing, by country.
    private static let patterns = [
        "+1-%##-%##-####", "001-%##-%##-####", "(%##) %##-####", "%##-%##-####", "%##.%##.####", "+1 %## %## ####",
        "%##-%##-####x####", "(%##)%##-####x###", "001-%##-%##-####x####", "+44 20 7### ####", "+44(0)1632960###",
        "(0)1632 960###", "0161 496 0###", "07### ######", "+49 30 ########", "0171/#######", "030 1234####",
        "+33 6 ## ## ## ##", "06 %# ## ## ##", "+33 (0)1 ## ## ## ##", "+34 6## ### ###", "6## ### ###",
        "+39 3## #######", "+61 4## ### ###", "04## ### ###", "(02) %### ####", "+91 98### #####", "98### #####",
        "090-%###-####", "+81 90-%###-####", "+86 138 #### ####", "138 #### ####", "010-%###-####", "+82 10-%###-####",
        "(11) 9####-####", "+55 11 9####-####", "+52 55 #### ####", "8 (912) ###-##-##", "+7 912 ###-##-##",
        "06-1%######", "+31 6 1%######", "070-%## ## ##", "+46 70 %## ## ##", "079 %## ## ##", "+41 79 %## ## ##",
        "0912 ### ###", "09########", "+84 91# ### ###", "028 3### ####", "+48 5## ### ###", "+353 1 %## ####",
    ]
    private static let templates = [
        "Call me at %.", "My phone number is %, any time.", "%", "SĐT của tôi là % nhé", "You can reach her on %",
        "Jane lives in Oslo, % works best.", "Liên hệ % để biết thêm", "tel: %", "Just saw % on the wall.",
    ]

    @Test("Generated numbers of many countries are found whole in nearly all sentences")
    func recall() {
        let result = PII.measure(.phone, seed: 5, count: 1_500, templates: Self.templates) { generator in
            generator.filled(Self.patterns.randomElement(using: &generator) ?? "")
        }
        #expect(result.recall >= 0.95, "\(result.missed.prefix(20))")
        #expect(result.falseFindings <= 15)
    }

    @Test(
        "Short national numbers need a word, other groupings a plus sign",
        arguments: [
            ("Ring meg på tlf 41 23 45 67.", "41 23 45 67"), ("Tlf. 41234567", "41234567"),
            ("mobil: 20 12 34 56", "20 12 34 56"), ("Call +30 210 123 4567.", "+30 210 123 4567"),
            ("+36 30 123 4567 is his", "+36 30 123 4567"), ("+47 412 34 567", "+47 412 34 567"),
            ("Call 2125550123 now", "2125550123"),
        ])
    func groupings(_ text: String, _ number: String) {
        #expect(PII.values(.phone, in: text) == [number], "\(PIIDetector().scan(text))")
        #expect(PII.values(.phone, in: "The codes are 41 23 45 67, 20123456 and 2125550123.").isEmpty)
    }

    @Test("Other numbers in sentences are left alone")
    func precision() {
        let patterns = [
            "Order #%#########", "invoice %##-%##-####", "on 20##-01-02 at 10:30", "ISBN 978-3-16-148410-#",
            "$%,###,###",
            "version %.#.#", "ratio 0.########", "ID: %########", "tracking number 1Z%##########", "room %##, floor %",
            "between 19## and 20##", "%## %## %##", "uuid 1b4e28ba-2fa1-11d2-883f-0016d3cca4##", "pid %####",
            "sha 4f2a9c81d7e%##",
            "lat 4#.712776, lon -74.00597#", "population %,###,###", "15% of %### users", "10:##:##",
            "0.1## 0.2## 0.3##",
            "timestamp 17########", "chapter 12, page %##", "grid 1-2-3-4-5-6-7", "= %####### + %#######",
            "serial %###########",
            "order number 0%########", "01/02/20## 10", "mã đơn 09########", "error code 0x8007000#", "USD %### ###",
        ]
        var generator = SeededGenerator(seed: 6)
        var wrong: [String] = []
        for _ in 0..<1_500 {
            let text = generator.filled(patterns.randomElement(using: &generator) ?? "") + " as written."
            if !PII.values(.phone, in: text).isEmpty { wrong.append(text) }
        }
        #expect(wrong.count <= 15, "\(wrong.count): \(wrong.prefix(20))")
    }
}
