internal import JSON

/// Reads what a provider says went wrong. One reader for all wires: gateways pass on the errors of whatever stands behind
/// them.
///
/// Known shapes: an `error` object (OpenAI, xAI, DeepSeek, Azure, vLLM, Anthropic, Google), an `error` text (Ollama, xAI),
/// the members at the top level (Mistral, older vLLM), `detail` as text or as an array (Mistral, FastAPI), also inside
/// `message`, and any of them wrapped in an array (Google). Below them a cause: `details` (Anthropic, Google), `innererror`
/// (Azure), `metadata` (OpenRouter), there also what the provider behind the gateway said.
enum ProblemReader {
    /// What the body of a failed call says; empty for a body that is no JSON, as the pages of gateways.
    static func problem(from body: [UInt8]) -> ProviderProblem {
        guard let root = try? JSONReader.read(body) else { return ProviderProblem() }
        return problem(in: root)
    }

    static func problem(in root: JSONValue) -> ProviderProblem {
        if let first = root.array?.first { return problem(in: first) }
        guard let object = root.object else { return ProviderProblem() }
        switch object["error"] {
        case .object(let error)?: return fields(of: error)
        case .string(let text)?:
            return ProviderProblem(message: text, type: object["type"]?.string, code: code(object["code"]))
        default: break
        }
        return detail(in: object) ?? object["message"]?.object.flatMap(detail) ?? fields(of: object)
    }

    /// FastAPI's way: the first of the faults it found in the request.
    private static func detail(in object: JSONObject) -> ProviderProblem? {
        if let detail = object["detail"]?.array?.first?.object {
            let parameter = detail["loc"]?.array?.last?.string
            return ProviderProblem(
                message: detail["msg"]?.string, type: detail["type"]?.string, parameter: parameter)
        }
        return object["detail"]?.string.map { ProviderProblem(message: $0) }
    }

    private static func fields(of error: JSONObject) -> ProviderProblem {
        var problem = ProviderProblem(
            message: error["message"]?.string, type: error["type"]?.string ?? error["status"]?.string,
            code: code(error["code"]), parameter: error["param"]?.string)
        // Anthropic names the cause below the broad type.
        if let cause = error["details"]?["error_code"]?.string { problem.code = cause }
        for detail in error["details"]?.array ?? [] { read(detail, into: &problem) }
        problem.cause = error["innererror"]?["code"]?.string
        if let metadata = error["metadata"]?.object { read(metadata, into: &problem) }
        return problem
    }

    /// OpenRouter's metadata.
    private static func read(_ metadata: JSONObject, into problem: inout ProviderProblem) {
        problem.cause = metadata["error_type"]?.string ?? problem.cause
        let lists = [metadata["reasons"], metadata["patterns"]]
        problem.isFlagged = metadata["flagged_input"]?.string != nil || lists.contains { $0?.array?.isEmpty == false }
        guard let raw = metadata["raw"]?.string, let root = try? JSONReader.read(raw), let object = root.object else {
            return
        }
        // One step is enough, and one is all that a body may ask for.
        let cause = object["error"]?.object ?? object
        if problem.cause == nil { problem.cause = cause["code"]?.string ?? cause["type"]?.string }
        if let text = cause["message"]?.string ?? object["error"]?.string {
            problem.message = problem.message.map { "\($0): \(text)" } ?? text
        }
    }

    /// Google's details, told apart by `@type`.
    private static func read(_ detail: JSONValue, into problem: inout ProviderProblem) {
        let type = detail["@type"]?.string ?? ""
        if type.hasSuffix("google.rpc.RetryInfo") {
            problem.retryAfter = detail["retryDelay"]?.string.flatMap { RetryAfter.wait(in: $0) }
        } else if type.hasSuffix("google.rpc.ErrorInfo"), let reason = detail["reason"]?.string {
            problem.code = reason
        } else if type.hasSuffix("google.rpc.QuotaFailure") {
            let quotas = detail["violations"]?.array?.compactMap { $0["quotaId"]?.string } ?? []
            if quotas.contains(where: { $0.contains("PerDay") }) { problem.code = "quota_per_day" }
        }
    }

    /// A number in some servers, where it repeats the status.
    private static func code(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text)?: text
        case .integer(let number)?: String(number)
        default: nil
        }
    }
}
