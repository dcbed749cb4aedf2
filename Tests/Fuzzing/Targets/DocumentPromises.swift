import Evaluation
import JSON
import JSONSchema
import Judges
import Patterns
import Redis
import YAML

/// Documents are read whole or refused; what was read means the same when it is written and read again.
enum DocumentPromises {
    static func checkJSON(_ bytes: [UInt8]) throws(BrokenPromise) {
        guard let value = try? JSONReader.read(bytes) else { return }
        let written = JSONWriter.bytes(of: value)
        guard let second = try? JSONReader.read(written) else {
            throw BrokenPromise(description: "what was written cannot be read")
        }
        try promise(JSONWriter.bytes(of: second) == written, "written twice, it differs")
    }

    static func checkDefinitions(_ bytes: [UInt8]) throws(BrokenPromise) {
        let document: YAMLDocument
        do throws(YAMLError) {
            document = try YAMLDocument(bytes: bytes)
        } catch {
            return try promise(error.line >= 0 && error.column >= 0, "a mistake nowhere")
        }
        try checkJSON(JSONWriter.bytes(of: document.value))
        let found = MetricDefinitions([DefinitionSource(file: "f", value: document.value) { document.line(of: $0) }])
        for problem in found.problems {
            try promise(problem.line >= 1 && !problem.text.isEmpty, "a problem nowhere: \(problem)")
        }
        let names = found.definitions.map(\.name)
        try promise(Set(names).count == names.count, "a name is defined twice")
        let catalog = MetricCatalog()
        try promise(names.allSatisfy { catalog[$0] == nil }, "a built-in metric is replaced")
    }

    static func checkPattern(_ bytes: [UInt8]) throws(BrokenPromise) {
        guard let first = bytes.first else { return }
        let (source, text) = Array(bytes.dropFirst()).atFirstLineEnd
        guard let pattern = try? Pattern(source, options: .init(rawValue: first & 15)) else { return }
        try promise(pattern.size <= Pattern.maximumSize, "\(pattern.size) instructions")
        let count = text.unicodeScalars.count
        var work = pattern.size * (count + 1) * 4 + 1000
        let found: (isWhole: Bool, match: Pattern.Match?)
        do throws(PatternWorkExhausted) {
            found = (try pattern.matchesWhole(text, work: &work), try pattern.firstMatch(in: text, work: &work))
        } catch {
            throw BrokenPromise(description: "more work than size and length allow")
        }
        try promise(!found.isWhole || found.match?.range.lowerBound == 0, "all of it matches and its start does not")
        try promise((found.match?.range.upperBound ?? 0) <= count, "a match outside of the text")
    }

    static func checkSchema(_ bytes: [UInt8]) throws(BrokenPromise) {
        let (head, tail) = bytes.atFirstLineEnd
        guard let value = try? JSONReader.read(head) else { return }
        let schema: Schema
        do throws(SchemaError) {
            schema = try Schema(value)
        } catch {
            return try promise(!error.problems.isEmpty, "refused without a problem")
        }
        for instance in [try? JSONReader.read(tail), value].compactMap(\.self) {
            let outcome = schema.validate(instance, steps: 100_000)
            try promise(outcome.violations.count <= 20, "\(outcome.violations.count) violations")
            try promise(outcome == schema.validate(instance, steps: 100_000), "validated twice, it differs")
        }
    }

    static func checkAddress(_ bytes: [UInt8]) throws(BrokenPromise) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let endpoint = Endpoint(text) {
            let written = endpoint.description
            try promise(Endpoint(written) == endpoint, "\(written) is another endpoint")
            try promise(endpoint.covers(endpoint), "it does not cover itself")
            try promise((1...65_535).contains(endpoint.port) && !endpoint.host.isEmpty, "no host or port")
            try promise(written.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "unprintable")
            try promise(endpoint.path.allSatisfy { !["", ".", ".."].contains($0) }, "the path climbs")
        }
        if let url = try? RedisURL(text) {
            try promise(url.database >= 0, "the database is \(url.database)")
            if case .tcp(let host, let port, _) = url.endpoint {
                try promise(!host.isEmpty && (1...65_535).contains(port), "no host or port")
            }
        }
    }

    /// The digit that an input begins with chooses the provider's format.
    private static func wire(_ digit: UInt8) -> any JudgeWire {
        switch (digit &- UInt8(ascii: "0")) % 9 {
        case 0: OpenAIWire()
        case 1: ResponsesWire()
        case 2: AzureWire()
        case 3: AnthropicWire()
        case 4: GoogleWire()
        case 5: OllamaWire()
        case 6: OpenAIWire.xAI
        case 7: OpenAIWire.mistral
        default: OpenAIWire.deepSeek
        }
    }

    static func checkResponse(_ bytes: [UInt8]) throws(BrokenPromise) {
        guard let digit = bytes.first else { return }
        let wire = wire(digit)
        let body = Array(bytes.dropFirst())
        _ = wire.problem(from: body)
        guard let completion = try? wire.completion(from: body) else { return }
        let tokens = completion.tokens
        let counts = [tokens.prompt, tokens.cached, tokens.cacheWrite, tokens.completion, tokens.reasoning]
        try promise(counts.allSatisfy { $0 >= 0 }, "negative tokens: \(counts)")
        try promise(tokens.cached <= tokens.prompt - tokens.cacheWrite, "more from the cache than there is: \(counts)")
        try promise(tokens.reasoning <= tokens.completion, "more reasoning than words: \(counts)")
        try promise((tokens.billed?.picodollars ?? 0) >= 0, "a negative price")
        for alternative in completion.firstToken {
            try promise((0...1).contains(alternative.probability), "a probability of \(alternative.probability)")
        }
        if case .answer(let text) = completion.outcome { try promise(!text.isEmpty, "an empty answer") }
    }
}
