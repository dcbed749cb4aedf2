import Evaluation
import TestKit
import Testing

@Suite("Personal data and secrets")
struct PIIDetectorTests {
    private let detector = PIIDetector()

    private func types(_ text: String) -> [PIIType] { detector.scan(text).map(\.type) }

    @Test(
        "Data is found whole, once, with both offsets",
        arguments: [
            ("Mail jane.doe+x@mail.acme.co.uk.", PIIType.email, "jane.doe+x@mail.acme.co.uk"),
            ("call +1 (415) 867-5309 now", .phone, "+1 (415) 867-5309"), ("+84 912 345 678", .phone, "+84 912 345 678"),
            ("gọi 0912 345 678 nhé", .phone, "0912 345 678"), ("SĐT: 0987654321.", .phone, "0987654321"),
            ("(415) 867-5309", .phone, "(415) 867-5309"), ("+442079460018", .phone, "+442079460018"),
            ("Thẻ 4539 1488 0343 6467 nhé", .card, "4539 1488 0343 6467"), ("371449635398430", .phone, ""),
            ("4539-1488-0343-6467", .card, "4539-1488-0343-6467"),
            ("on 2024-01-02 4539148803436467", .card, "4539148803436467"),
            ("IBAN DE89 3704 0044 0532 0130 00.", .iban, "DE89 3704 0044 0532 0130 00"),
            ("gb82west12345698765432", .iban, "gb82west12345698765432"), ("SSN 536-22-8145", .usSSN, "536-22-8145"),
            ("my social security number is 536228145", .usSSN, "536228145"),
            ("from 81.2.69.142 at", .ipAddress, "81.2.69.142"),
            ("host 2a02:6b8:0:1::feed:0ff ok", .ipAddress, "2a02:6b8:0:1::feed:0ff"),
            ("CCCD 079203012345", .vietnameseID, "079203012345"), ("CMND: 024356789", .vietnameseID, "024356789"),
            ("key AKIAQ3EGRTWX5YZ7VBN2", .secret, "AKIAQ3EGRTWX5YZ7VBN2"),
            ("ghp_x7Kq2mVbT9wLz4RfJ8sNc1YdHgP5aE3uQo6i", .secret, "ghp_x7Kq2mVbT9wLz4RfJ8sNc1YdHgP5aE3uQo6i"),
            ("sk-ant-api03-Zx8Kq2mVbT9wLz4RfJ8sNc1Y", .secret, "sk-ant-api03-Zx8Kq2mVbT9wLz4RfJ8sNc1Y"),
            (
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.c2lnbmF0dXJl", .secret,
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.c2lnbmF0dXJl"
            ),
            ("password: hunter2!x and", .password, "hunter2!x"), ("mật khẩu: Abc@12345", .password, "Abc@12345"),
            (
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7bq3\nZ8yk\n-----END RSA PRIVATE KEY-----",
                .privateKey,
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7bq3\nZ8yk\n-----END RSA PRIVATE KEY-----"
            ),
        ].filter { !$0.2.isEmpty })
    func found(_ text: String, _ type: PIIType, _ value: String) throws {
        let spans = detector.scan(text)
        #expect(spans.count == 1, "\(spans)")
        let span = try #require(spans.first)
        #expect(span.type == type)
        #expect(String(String.UnicodeScalarView(Array(text.unicodeScalars)[span.range.scalars])) == value)
        #expect(String(decoding: Array(text.utf8)[span.range.bytes], as: UTF8.self) == value)
        #expect(span.certainty > 0.4 && span.certainty <= 1)
    }

    @Test(
        "Near misses are left alone",
        arguments: [
            "a@b", "@handle", "price @ 5.00", "x@y.", "version 1.2.3.4", "1.2.3.4.5", "256.1.1.1", "at 12:30:45",
            "2024-01-02", "total 1,234,567.89", "ISBN 978-3-16-148410-0", "pi is 3.14159265358979",
            "DE88 3704 0044 0532 0130 00", "SSN 000-12-3456", "666-12-3456", "order 4539148803436468",
            "std::vector<int>", "password: required", "Password: ********", "the token: see below",
            "sk-learn is a library",
            "AKIAAAAAAAAAAAAAAAAA", "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQ", "cost 0.912345678",
            "room 301, floor 12", "100 200 300 400", "1111 1111 1111 1111", "commit 4f2a9c81d7e6",
            "1-1-1-1-1-1-1-1-1-1",
            "Order #4158675309", "order 079203012345678",
        ])
    func nearMisses(_ text: String) {
        #expect(detector.scan(text).isEmpty, "\(detector.scan(text))")
    }

    @Test("Published examples keep their type and are marked as samples")
    func samples() {
        for text in [
            "4111 1111 1111 1111", "jane@example.com", "call 212-555-0123", "host 192.0.2.7", "4242424242424242",
            "x@mail.example.org",
        ] {
            let spans = detector.scan(text)
            #expect(spans.count == 1 && spans.first?.sample == true, "\(text): \(spans)")
        }
        #expect(detector.scan("4539148803436467").first?.sample == false)
        #expect(detector.scan("4111111111111111").first?.vector == "PII:CARD/V:checksum/S:sample")
    }

    @Test("Changing one check digit removes the finding")
    func checkDigits() {
        for (valid, type) in [
            ("card 4539148803436467", PIIType.card), ("DE89370400440532013000", .iban), ("5425233430109903", .card),
        ] {
            #expect(types(valid) == [type])
            var bytes = Array(valid.utf8)
            for place in bytes.indices.suffix(6) where bytes[place] >= 0x30 && bytes[place] <= 0x39 {
                let kept = bytes[place]
                bytes[place] = 0x30 + (kept - 0x30 + 1) % 10
                #expect(!types(String(decoding: bytes, as: UTF8.self)).contains(type))
                bytes[place] = kept
            }
        }
    }

    @Test("Spacing, full-width and Arabic digits and invisible characters keep the finding and its key")
    func disguises() {
        let key = detector.scan("4539148803436467").first?.key
        #expect(key == "4539148803436467")
        for text in [
            "4539 1488 0343 6467", "4539-1488-0343-6467", "４５３９１４８８０３４３６４６７", "٤٥٣٩١٤٨٨٠٣٤٣٦٤٦٧",
            "4539\u{200B}1488\u{200B}0343\u{200B}6467", "4539\u{A0}1488\u{A0}0343\u{A0}6467", "4539–1488–0343–6467",
        ] {
            let spans = detector.scan(text)
            #expect(spans.map(\.type) == [.card] && spans.first?.key == key, "\(text): \(spans)")
        }
        #expect(types("jane＠acme.io") == [.email])
    }

    @Test("Permuting sentences keeps the findings")
    func permutation() {
        var sentences = [
            "Write to jane@acme.io today.", "Her card is 4539148803436467 now.", "Phone: +84912345678 works.",
            "The IBAN is DE89370400440532013000 there.", "Nothing to see here.", "SSN 536-22-8145 was leaked.",
        ]
        func keys() -> [String] {
            detector.scan(sentences.joined(separator: "\n")).map { $0.type.rawValue + $0.key }.sorted()
        }
        let expected = keys()
        #expect(expected.count == 5)
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<40 {
            sentences.shuffle(using: &generator)
            #expect(keys() == expected)
        }
    }

    @Test("Findings are in order, apart from each other, and their offsets agree, whatever the text")
    func properties() {
        let pieces = [
            "jane@acme.io", "4539148803436467", "+84912345678", " ", ".", "-", "ế", "😀", "@", "::1", "eyJ", "1", "sk-",
            "password: ", "x9!y8#z7", "\n", "DE89370400440532013000", "٣", "192.168.1.1", ":", "AKIA", "\u{200B}", "(",
            ")",
        ]
        for seed in UInt64(1)...300 {
            var generator = SeededGenerator(seed: seed)
            let text = generator.text(of: pieces, count: 30)
            let scalars = Array(text.unicodeScalars)
            let bytes = Array(text.utf8)
            var last = 0
            for span in detector.scan(text) {
                #expect(span.range.scalars.lowerBound >= last, "seed \(seed)")
                last = span.range.scalars.upperBound
                let byScalars = String(String.UnicodeScalarView(scalars[span.range.scalars]))
                #expect(byScalars == String(decoding: bytes[span.range.bytes], as: UTF8.self), "seed \(seed)")
            }
        }
    }
}
