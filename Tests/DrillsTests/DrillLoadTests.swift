import JSON
import Testing

@testable import Drills

@Suite("Load of a drill")
struct DrillLoadTests {
    @Test("A request's number is found again in its id, and in no other id")
    func numbers() throws {
        for number in [0, 7, 499, 500, 123_456] {
            let request = try JSONReader.read(DrillLoad.request(number))
            #expect(request["evaluation_id"]?.string.flatMap(DrillLoad.number(of:)) == number)
            #expect(request["campaign_id"]?.string == DrillLoad.campaign(number))
        }
        for id in ["", "drill-", "drill-x", "evaluation.requests-0-7"] { #expect(DrillLoad.number(of: id) == nil) }
    }

    @Test("The campaigns of some requests are those their lists are under")
    func campaigns() {
        for count in [0, 1, 499, 500, 501, 2000] {
            let used = Set((0..<count).map(DrillLoad.campaign))
            #expect(Set(DrillLoad.campaigns(count)) == used)
        }
    }

    @Test("Padding makes a request larger by that much at least")
    func padding() {
        #expect(DrillLoad.request(1, padding: 20_000).count > DrillLoad.request(1).count + 20_000)
    }

    @Test("No two poisonous records are the same, and none is a JSON object")
    func poison() {
        let records = (0..<500).map(DrillLoad.poison)
        #expect(Set(records).count == 500)
        for record in records { #expect((try? JSONReader.read(record))?.object == nil) }
    }
}
