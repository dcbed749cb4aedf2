import Evaluation
import TestKit
import Testing

@Suite("Names, addresses and birthdays")
struct PIIPeopleTests {
    @Test(
        "Names are found behind a title, an introduction or a closing",
        arguments: [
            ("I met Dr. Emily Carter yesterday.", "Emily Carter"), ("My name is John van Dyke, hi", "John van Dyke"),
            ("Dear Mr. O'Neill,", "O'Neill"), ("Best regards,\nAnna Schmidt\n", "Anna Schmidt"),
            ("Name: Maria Lopez", "Maria Lopez"),
            ("Tên tôi là Nguyễn Văn An.", "Nguyễn Văn An"), ("gặp chị Lan hôm qua", "Lan"),
            ("Họ và tên: Trần Thị Bích", "Trần Thị Bích"),
            ("Trân trọng,\nPhạm Minh Đức", "Phạm Minh Đức"), ("Je m'appelle Claire Dubois.", "Claire Dubois"),
        ])
    func names(_ text: String, _ value: String) {
        #expect(PII.values(.person, in: text) == [value], "\(PIIDetector().scan(text))")
        #expect(PIIDetector().scan(text).first { $0.type == .person }?.certainty == 0.6)
    }

    @Test(
        "Brands, places and figures with a title are no names",
        arguments: [
            "a can of Dr. Pepper", "we watched Mr. Robot", "Dear Sir,", "Dear Customer,", "Mr. President",
            "Company name: Acme Corp",
            "my name is not important", "Miss Universe", "anh hùng dân tộc", "Anh Quốc", "đường Nguyễn Thị Minh Khai",
            "Hà Nội đẹp",
            "Mrs. Doubtfire", "MS Office", "Doctor Who", "Thanks, I will try", "Regards to all", "20 ms later",
            "tỉnh Bà Rịa",
        ])
    func traps(_ text: String) { #expect(PII.values(.person, in: text).isEmpty, "\(PIIDetector().scan(text))") }

    @Test(
        "Street addresses are found with what follows them",
        arguments: [
            (
                "I live at 1600 Pennsylvania Ave NW, Washington, DC 20500.",
                "1600 Pennsylvania Ave NW, Washington, DC 20500"
            ),
            ("22 Baker Street, London NW1 6XE", "22 Baker Street, London NW1 6XE"),
            ("at 742 Evergreen Terrace now", "742 Evergreen Terrace"),
            ("Musterstraße 12, 10115 Berlin", "Musterstraße 12, 10115 Berlin"),
            ("12 rue de la Paix, 75002 Paris", "12 rue de la Paix, 75002 Paris"),
            (
                "Địa chỉ: 12 ngõ 34 đường Láng, phường Láng Thượng, quận Đống Đa, Hà Nội",
                "12 ngõ 34 đường Láng, phường Láng Thượng, quận Đống Đa, Hà Nội"
            ),
            ("số 45 Lê Lợi, phường Bến Nghé, quận 1, TP.HCM", "số 45 Lê Lợi, phường Bến Nghé, quận 1, TP.HCM"),
        ])
    func addresses(_ text: String, _ value: String) {
        #expect(PII.values(.address, in: text) == [value], "\(PII.values(.address, in: text))")
    }

    @Test(
        "Numbers and streets apart are no address",
        arguments: [
            "5 people walked down the street", "Wall Street fell 300 points", "dự án tại quận 7, TP.HCM",
            "in 2020 Park rangers", "3 Ways to win",
            "the 5 Best Court cases of 2020", "chapter 12 Run the tests", "Sesame Street",
            "Abbey Road was recorded in 1969",
        ])
    func noAddresses(_ text: String) { #expect(PII.values(.address, in: text).isEmpty, "\(PIIDetector().scan(text))") }

    @Test(
        "Birthdays are dates next to a word that says so",
        arguments: [
            ("DOB: 12/03/1985", "12/03/1985"), ("born on March 12, 1985 in", "March 12, 1985"),
            ("sinh ngày 2/9/1990", "2/9/1990"),
            ("née le 3 mars 1990", "3 mars 1990"), ("date of birth is 1990-01-31", "1990-01-31"),
            ("geboren am 01.02.1980", "01.02.1980"),
            ("ngày sinh 12 tháng 3 năm 1985", "12 tháng 3 năm 1985"),
        ])
    func birthdays(_ text: String, _ value: String) { #expect(PII.values(.dateOfBirth, in: text) == [value]) }

    @Test(
        "Other dates are not",
        arguments: ["on 12/03/1985", "born in 1985", "born to run", "due date 2024-01-31", "DOB: 45/13/1985"])
    func dates(_ text: String) { #expect(PII.values(.dateOfBirth, in: text).isEmpty) }
}
