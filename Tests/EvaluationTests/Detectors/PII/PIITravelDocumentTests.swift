import Evaluation
import Testing

@Suite("Travel documents")
struct PIITravelDocumentTests {
    @Test("Machine-readable lines count with right check digits only")
    func lines() {
        let line = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
        #expect(PII.values(.passport, in: "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n\(line)\n") == [line])
        #expect(PII.values(.passport, in: "L898902C46UTO7408122F1204159ZE184226B<<<<<10").isEmpty)
        #expect(PII.values(.passport, in: "My passport number is C01234567.") == ["C01234567"])
        #expect(PII.values(.passport, in: "Số hộ chiếu: B1234567") == ["B1234567"])
    }

    @Test("The first line of a card with three lines counts with its check digit only")
    func cards() {
        let line = "I<UTOD231458907<<<<<<<<<<<<<<<"
        #expect(PII.values(.passport, in: "\(line)\n7408122F1204159UTO<<<<<<<<<<<6\n") == [line])
        #expect(PII.values(.passport, in: "I<UTOD231458917<<<<<<<<<<<<<<<").isEmpty)
        #expect(PII.values(.passport, in: "I<UTOD231458907<<<<<<<<<<<<<<").isEmpty)
    }
}
