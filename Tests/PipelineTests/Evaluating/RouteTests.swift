import JSON
import Pipeline
import Testing

@Suite struct RouteTests {
    @Test(
        "a result goes where it says",
        arguments: [
            (#"{"status":"completed","review":{"required":false,"reasons":[]}}"#, false, Route.completed),
            (#"{"status":"completed","review":{"required":false,"reasons":[]}}"#, true, .completed),
            (#"{"status":"needs_review","review":{"required":true,"reasons":["BAND"]}}"#, false, .manualReview),
            (#"{"status":"needs_review","review":{"required":true,"reasons":["BAND"]}}"#, true, .both),
            (#"{"status":"completed","review":{"required":true,"reasons":["AUDIT"]}}"#, false, .both),
            (#"{"status":"error","review":{"required":false,"reasons":["AUDIT"]}}"#, false, .both),
            (#"{"status":"error","review":{"required":false,"reasons":[]}}"#, true, .completed),
            (#"{}"#, false, .completed), (#"{"status":7,"review":[]}"#, true, .completed),
        ])
    func route(text: String, reviewsAreCompleted: Bool, expected: Route) throws {
        let result = try #require(try JSONReader.read(Array(text.utf8)).object)
        #expect(Route(result: result, reviewsAreCompleted: reviewsAreCompleted) == expected)
    }
}
