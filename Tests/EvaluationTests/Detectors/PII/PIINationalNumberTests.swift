import Evaluation
import TestKit
import Testing

@Suite("National numbers")
struct PIINationalNumberTests {
    /// How one country makes its numbers, written apart from the detector.
    struct Maker: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let templates: [String]
        let make: @Sendable (inout SeededGenerator) -> String?
    }

    static func joined(_ digits: [Int]) -> String { digits.map(String.init).joined() }

    static func sum(_ digits: [Int], _ weights: [Int]) -> Int {
        zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    }

    static func birthday(_ generator: inout SeededGenerator) -> [Int] {
        let (year, month, day) = (
            Int.random(in: 40...99, using: &generator), Int.random(in: 1...12, using: &generator),
            Int.random(in: 1...28, using: &generator)
        )
        return [year / 10, year % 10, month / 10, month % 10, day / 10, day % 10]
    }

    static func grouped(_ digits: [Int], _ lengths: [Int], _ separators: [String]) -> String {
        var result = ""
        var place = 0
        for (index, length) in lengths.enumerated() {
            if index > 0 { result += separators[min(index - 1, separators.count - 1)] }
            result += joined(Array(digits[place..<place + length]))
            place += length
        }
        return result
    }

    static let makers: [Maker] = [
        Maker(testDescription: "NHS", templates: ["My NHS number is %.", "NHS no: %"]) { generator in
            let body = generator.digits(9)
            let check = (11 - sum(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11
            return check == 10 ? nil : grouped(body + [check], [3, 3, 4], [" "])
        },
        Maker(testDescription: "CPF", templates: ["Meu CPF é %.", "%", "CPF: %, nome"]) { generator in
            var digits = generator.digits(9)
            for weight in [10, 11] {
                let rest = sum(digits, Array(stride(from: weight, through: 2, by: -1))) % 11
                digits.append(rest < 2 ? 0 : 11 - rest)
            }
            return grouped(digits, [3, 3, 3, 2], [".", ".", "-"])
        },
        Maker(testDescription: "PESEL", templates: ["Mój PESEL to %.", "PESEL: %"]) { generator in
            let body = birthday(&generator) + generator.digits(4)
            return joined(body + [(10 - sum(body, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10) % 10])
        },
        Maker(testDescription: "DNI", templates: ["Mi DNI es %.", "% es mi documento"]) { generator in
            let digits = generator.digits(8)
            let letters = Array("TRWAGMYFPDXBNJZSQVHLCKE")
            return joined(digits) + String(letters[digits.reduce(0) { $0 * 10 + $1 } % 23])
        },
        Maker(testDescription: "NIR", templates: ["Mon numéro de sécurité sociale est %.", "NIR : %"]) { generator in
            let day = birthday(&generator)
            let body = [1] + day[0..<4] + [7, 5, 1, 1, 2] + [0, 4, Int.random(in: 1...9, using: &generator)]
            let key = 97 - body.reduce(0) { $0 * 10 + $1 } % 97
            return grouped(body + [key / 10, key % 10], [1, 2, 2, 2, 3, 3, 2], [" "])
        },
        Maker(testDescription: "BSN", templates: ["Mijn BSN is %.", "burgerservicenummer %"]) { generator in
            let body = [Int.random(in: 1...9, using: &generator)] + generator.digits(7)
            let check = sum(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
            return check == 10 ? nil : joined(body + [check])
        },
        Maker(testDescription: "My Number", templates: ["マイナンバーは%です", "My Number: %"]) { generator in
            let body = [Int.random(in: 1...9, using: &generator)] + generator.digits(10)
            let rest = sum(body, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
            return joined(body + [rest <= 1 ? 0 : 11 - rest])
        },
        Maker(testDescription: "RRN", templates: ["제 주민등록번호는 %입니다", "RRN %"]) { generator in
            let body = birthday(&generator) + [1] + generator.digits(5)
            let check = (11 - sum(body, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]) % 11) % 10
            return grouped(body + [check], [6, 7], ["-"])
        },
        Maker(testDescription: "China", templates: ["我的身份证号是%。", "ID card % please", "%"]) { generator in
            let body = [1, 1, 0, 1, 0, 1, 1, 9] + birthday(&generator) + generator.digits(3)
            let rest = sum(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]) % 11
            return joined(body) + String(Array("10X98765432")[rest])
        },
        Maker(testDescription: "NRIC", templates: ["My NRIC is %.", "%"]) { generator in
            let digits = generator.digits(7)
            return "S" + joined(digits) + String(Array("JZIHGFEDCBA")[sum(digits, [2, 7, 6, 5, 4, 3, 2]) % 11])
        },
        Maker(testDescription: "Sweden", templates: ["Mitt personnummer är %.", "personnummer: %"]) { generator in
            let body = birthday(&generator) + generator.digits(3)
            let total = body.enumerated().reduce(0) { total, item in
                let value = item.element * (item.offset % 2 == 0 ? 2 : 1)
                return total + value / 10 + value % 10
            }
            return grouped(body + [(10 - total % 10) % 10], [6, 4], ["-"])
        },
        Maker(testDescription: "Belgium", templates: ["Mijn rijksregisternummer is %.", "%"]) { generator in
            let body = birthday(&generator) + generator.digits(3)
            let check = 97 - body.reduce(0) { $0 * 10 + $1 } % 97
            return grouped(body + [check / 10, check % 10], [2, 2, 2, 3, 2], [".", ".", "-", "."])
        },
        Maker(testDescription: "ABN", templates: ["Our ABN is %."]) { generator in
            let body = generator.digits(9)
            let rest = sum(body, [3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89
            // The two digits in front are chosen so that the sum is a multiple of 89.
            for front in 10...99 where ((front / 10 - 1) * 10 + front % 10 + rest) % 89 == 0 {
                return grouped([front / 10, front % 10] + body, [2, 3, 3, 3], [" "])
            }
            return nil
        },
    ]

    static func isTarget(_ type: PIIType) -> Bool {
        type == .nationalID || type == .taxID || type == .socialInsurance
    }

    @Test(
        "Every valid number is found whole; with one check character changed it is not", arguments: makers + moreMakers)
    func checkDigits(_ maker: Maker) {
        var generator = SeededGenerator(seed: 20)
        var made = 0
        while made < 40 {
            guard let value = maker.make(&generator) else { continue }
            made += 1
            for template in maker.templates {
                let parts = template.split(separator: "%", omittingEmptySubsequences: false).map(String.init)
                let text = parts.joined(separator: value)
                let found = PIIDetector().scan(text).filter { Self.isTarget($0.type) }
                #expect(found.map(\.validation) == [.checksum], "\(text)")
                #expect(PII.values(found.first?.type ?? .nationalID, in: text) == [value], "\(text)")
                var wrong = Array(value)
                let last = wrong[wrong.count - 1]
                wrong[wrong.count - 1] =
                    last.isNumber
                    ? (last == "9" ? "0" : Character(String((last.wholeNumberValue ?? 0) + 1)))
                    : (last == "Q" ? "P" : "Q")
                let near = PIIDetector().scan(parts.joined(separator: String(wrong)))
                // Another country's check may hold by chance; this one's must not.
                let country = found.first?.country
                #expect(!near.contains { Self.isTarget($0.type) && $0.country == country }, "\(String(wrong)) \(near)")
            }
        }
    }

    @Test(
        "Documented examples are found",
        arguments: [
            ("codice fiscale RSSMRA85T10A562S", "RSSMRA85T10A562S"), ("NI number AB123456C", "AB123456C"),
            ("NINO AB 12 34 56 C please", "AB 12 34 56 C"), ("NIE X1234567L", "X1234567L"),
            ("Aadhaar 2341 2341 2346", "2341 2341 2346"), ("SIN 046 454 286", "046 454 286"),
            ("Steuer-ID 86 095 742 719", "86 095 742 719"), ("TC kimlik 10000000146", "10000000146"),
            ("henkilötunnus 131052-308T", "131052-308T"), ("AHV 756.9217.0769.85", "756.9217.0769.85"),
            ("PPS number 1234567FA", "1234567FA"), ("My SIN: 046-454-286", "046-454-286"),
        ])
    func examples(_ text: String, _ value: String) {
        #expect(
            PII.values(.nationalID, in: text) + PII.values(.socialInsurance, in: text) == [value],
            "\(PIIDetector().scan(text))")
    }

    @Test("A Medicare card needs its check digit, which is the ninth")
    func medicare() {
        #expect(PII.values(.socialInsurance, in: "Medicare number 2123 45670 1") == ["2123 45670 1"])
        #expect(PII.values(.socialInsurance, in: "Medicare number 2123456701") == ["2123456701"])
        for wrong in ["2123 45671 1", "2123 45670 0", "7123 45670 1"] {
            #expect(PII.values(.socialInsurance, in: "Medicare number \(wrong)").isEmpty, "\(wrong)")
        }
    }

    @Test("Numbers without check digits are known by their shape or by a word")
    func unchecked() {
        #expect(PII.values(.taxID, in: "My PAN is ABCPE1234F.") == ["ABCPE1234F"])
        #expect(PII.values(.taxID, in: "My PAN is ABCXE1234F.").isEmpty)
        #expect(PII.values(.taxID, in: "ITIN 912-70-1234") == ["912-70-1234"])
        #expect(PII.values(.taxID, in: "ITIN 912-93-1234").isEmpty)
        #expect(PII.values(.driverLicense, in: "Her driver's license is D1234567.") == ["D1234567"])
        #expect(PII.values(.driverLicense, in: "Số giấy phép lái xe: 790123456789") == ["790123456789"])
        #expect(PII.values(.driverLicense, in: "The part D1234567 is sold out.").isEmpty)
    }
}
