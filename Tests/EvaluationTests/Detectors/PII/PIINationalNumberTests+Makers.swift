import TestKit

extension PIINationalNumberTests {
    private static func luhn(_ body: [Int]) -> Int {
        let total = body.reversed().enumerated().reduce(0) { total, item in
            let value = item.element * (item.offset % 2 == 0 ? 2 : 1)
            return total + value / 10 + value % 10
        }
        return (10 - total % 10) % 10
    }

    private static func number(_ digits: [Int]) -> Int { digits.reduce(0) { $0 * 10 + $1 } }

    private static func lead(_ range: ClosedRange<Int>, _ count: Int, _ generator: inout SeededGenerator) -> [Int] {
        [Int.random(in: range, using: &generator)] + generator.digits(count)
    }

    /// Day, month, year.
    private static func dayFirst(_ generator: inout SeededGenerator) -> [Int] {
        let day = birthday(&generator)
        return [day[4], day[5], day[2], day[3], day[0], day[1]]
    }

    /// Countries whose rules were written down from their public descriptions, apart from the detector.
    static let moreMakers: [Maker] = american + european + others

    private static let american: [Maker] = [
        Maker(testDescription: "CNPJ", templates: ["CNPJ: %.", "Nosso CNPJ é %"]) { generator in
            var digits = generator.digits(8) + [0, 0, 0, 1]
            for front in [5, 6] {
                let weights = Array(stride(from: front, through: 2, by: -1)) + [9, 8, 7, 6, 5, 4, 3, 2]
                let rest = sum(digits, weights) % 11
                digits.append(rest < 2 ? 0 : 11 - rest)
            }
            return grouped(digits, [2, 3, 3, 4, 2], [".", ".", "/", "-"])
        },
        Maker(testDescription: "SIN", templates: ["My SIN is %.", "social insurance number %"]) { generator in
            let body = lead(0...7, 7, &generator)
            return grouped(body + [luhn(body)], [3, 3, 3], [" "])
        },
        Maker(testDescription: "CUIT", templates: ["CUIT %", "Mi CUIL es %."]) { generator in
            let body = [2, 0] + generator.digits(8)
            let rest = sum(body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
            return grouped(body + [rest == 0 ? 0 : rest == 1 ? 9 : 11 - rest], [2, 8, 1], ["-"])
        },
        Maker(testDescription: "CURP", templates: ["Mi CURP es %.", "%"]) { generator in
            let alphabet = Array("0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ")
            let body = "GORM" + joined(birthday(&generator)) + "HDFMRN" + joined(generator.digits(1))
            let total = body.enumerated().reduce(0) {
                $0 + (alphabet.firstIndex(of: $1.element) ?? 0) * (18 - $1.offset)
            }
            return body + String((10 - total % 10) % 10)
        },
    ]

    private static let european: [Maker] = [
        Maker(testDescription: "Norway", templates: ["Mitt fødselsnummer er %.", "fnr: %"]) { generator in
            var digits = dayFirst(&generator) + generator.digits(3)
            for weights in [[3, 7, 6, 1, 8, 9, 4, 5, 2], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]] {
                digits.append((11 - sum(digits, weights) % 11) % 11)
            }
            return digits.contains(10) ? nil : joined(digits)
        },
        Maker(testDescription: "Denmark", templates: ["Mit CPR-nummer er %.", "cpr: %"]) { generator in
            let body = dayFirst(&generator) + lead(0...3, 2, &generator)
            let check = (11 - sum(body, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11
            return check == 10 ? nil : grouped(body + [check], [6, 4], ["-"])
        },
        Maker(testDescription: "Romania", templates: ["CNP: %", "cod numeric personal %."]) { generator in
            let county = Int.random(in: 1...46, using: &generator)
            let body = [1] + birthday(&generator) + [county / 10, county % 10] + generator.digits(3)
            let check = sum(body, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11
            return joined(body + [check == 10 ? 1 : check])
        },
        Maker(testDescription: "Croatia", templates: ["Moj OIB je %.", "OIB: %"]) { generator in
            let body = lead(1...9, 9, &generator)
            var product = 10
            for digit in body {
                let total = (digit + product) % 10
                product = (total == 0 ? 10 : total) * 2 % 11
            }
            return joined(body + [(11 - product) % 10])
        },
        Maker(testDescription: "Bulgaria", templates: ["EGN: %", "My EGN is %."]) { generator in
            let body = birthday(&generator) + generator.digits(3)
            return joined(body + [sum(body, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11 % 10])
        },
        Maker(testDescription: "Estonia", templates: ["Minu isikukood on %.", "isikukood %"]) { generator in
            let body = [3] + birthday(&generator) + generator.digits(3)
            var check = sum(body, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11
            if check == 10 { check = sum(body, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11 % 10 }
            return joined(body + [check])
        },
        Maker(testDescription: "Czechia", templates: ["Rodné číslo: %", "Moje rodné číslo je %."]) { generator in
            let day = Array("\(Int.random(in: 550_101...551_231, using: &generator))").compactMap(\.wholeNumberValue)
            guard 1...12 ~= day[2] * 10 + day[3], 1...28 ~= day[4] * 10 + day[5] else { return nil }
            let body = day + generator.digits(3)
            // Until 1985 a rest of ten was written as nought.
            return grouped(body + [number(body) % 11 % 10], [6, 4], ["/"])
        },
        Maker(testDescription: "Portugal", templates: ["O meu NIF é %.", "NIF: %"]) { generator in
            let body = lead(1...3, 7, &generator)
            let rest = sum(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
            return joined(body + [rest < 2 ? 0 : 11 - rest])
        },
        Maker(testDescription: "Ireland", templates: ["My PPS number is %.", "PPSN %"]) { generator in
            let body = lead(1...9, 6, &generator)
            let second = generator.digits(1)[0] % 2
            let letters = Array("WABCDEFGHIJKLMNOPQRSTUV")
            let check = letters[(sum(body, [8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23]
            // With a letter behind it the check letter is not the last one, which is what is altered.
            return second == 0 ? joined(body) + String(check) : nil
        },
    ]

    private static let others: [Maker] = [
        Maker(testDescription: "TFN", templates: ["My TFN is %.", "Tax file number: %"]) { generator in
            let body = lead(1...9, 7, &generator)
            let check = sum(body, [1, 4, 3, 7, 5, 8, 6, 9]) % 11
            return check == 10 ? nil : grouped(body + [check], [3, 3, 3], [" "])
        },
        Maker(testDescription: "South Africa", templates: ["My South African ID is %.", "RSA ID: %"]) { generator in
            let body = birthday(&generator) + generator.digits(4) + [0, 8]
            return joined(body + [luhn(body)])
        },
        Maker(testDescription: "Thailand", templates: ["My Thai ID is %.", "Thai ID: %"]) { generator in
            let body = lead(1...8, 11, &generator)
            let total = sum(body, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
            return grouped(body + [(11 - total % 11) % 10], [1, 4, 5, 2, 1], ["-"])
        },
        Maker(testDescription: "Israel", templates: ["My teudat zehut is %.", "Israeli ID %"]) { generator in
            let body = lead(1...9, 7, &generator)
            return joined(body + [luhn(body)])
        },
        Maker(testDescription: "Taiwan", templates: ["My Taiwan ID is %.", "%"]) { generator in
            let body = [Int.random(in: 1...2, using: &generator)] + generator.digits(7)
            let total = 1 + 0 * 9 + sum(body, [8, 7, 6, 5, 4, 3, 2, 1])
            return "A" + joined(body + [(10 - total % 10) % 10])
        },
    ]
}
