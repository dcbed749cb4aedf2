import Evaluation
import JSON
import TestKit
import Testing

/// Times are no part of a test that has to hold on a busy machine: quadratic work on these texts would take hours. Each
/// detector alone is walked through in `LinearTimeTests`, the reader of JSON in its own tests.
@Suite("Invariant 13: hostile text is finished with", .serialized)
struct Rule13HostileInputTests {
    private static let pieces = ["a@", "1-", "[", "{\"a\":", "\\ud800", "“", "e\u{301}\u{323}", "0. "]

    @Test("Every metric, with an honest judge", .timeLimit(.minutes(20)), arguments: pieces)
    func metrics(piece: String) async throws {
        let text = String(repeating: piece, count: 4_000 / piece.utf8.count)
        for shape in InvariantSamples.Shape.allCases {
            let ids = InvariantSamples.ids.filter { InvariantSamples.shape(of: $0) == shape }
            var request = InvariantSamples.request(try #require(ids.first)).with { testCase in
                testCase.mapTexts { _ in text }
                testCase.contestants = testCase.contestants.map { Array($0.prefix(2)) }
            }
            request.metrics = ids.flatMap { InvariantSamples.request($0).metrics }
            let result = try await InvariantSamples.result(request, judge: .fixed("{}"))
            #expect(result.outcomes.count == ids.count)
        }
    }

    @Test("A request of a megabyte is read or refused", .timeLimit(.minutes(20)), arguments: pieces)
    func requests(piece: String) {
        let text = String(repeating: piece, count: 1_000_000 / piece.utf8.count)
        let bare = Array(text.utf8)
        let quoted = Array(#"{"actual_output":"\#(text)","metrics":["faithfulness"]}"#.utf8)
        for bytes in [bare, quoted] {
            do throws(RequestError) {
                let request = try RequestDecoder().decode(bytes, fallbackID: "e")
                #expect(!request.metrics.isEmpty)
            } catch {
                #expect(!error.problems.isEmpty)
            }
        }
    }
}
