import Glibc
import Processes
import TestKit
import Testing

@Suite("The providers' own clients")
struct OfficialClientTests {
    private static let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
    private static let python = "\(root)/.cache/clients/bin/python"

    /// Says loudly on standard error when the clients cannot run.
    static var isAvailable: Bool {
        if access(python, X_OK) == 0 { return true }
        let notice = Array("no Python clients for the tests: run scripts/fetch-clients\n".utf8)
        _ = write(STDERR_FILENO, notice, notice.count)
        return false
    }

    @Test("Each provider's own library reads what the stubs of the tests answer", .enabled(if: isAvailable))
    func clients() async throws {
        let server = try StubLLMServer { request in
            guard let (format, request) = StubFormat.named(by: request) else { return .json(status: 404, body: []) }
            do throws(StubRefusal) { return Self.reply(to: try format.question(in: request), format) } catch {
                return error.reply
            }
        }
        let run = try await ChildProcess.run(
            Self.python, ["\(Self.root)/Tests/PythonClients/providers.py", "http://127.0.0.1:\(server.port)"])
        #expect(run.exit == .status(0), "\(run.output)")
        for client in [
            "openai_chat", "openai_responses", "azure", "azure_deployments", "xai", "deepseek", "anthropic_messages",
            "google", "mistral", "ollama_chat",
        ] { #expect(run.output.contains("ok \(client)\n"), "\(run.output)") }
        await server.stop()
    }

    /// The model's name says what happens.
    private static func reply(to question: StubQuestion, _ format: StubFormat) -> StubLLMReply {
        switch question.model {
        case "cut": format.truncated(model: question.model)
        case "refuse": format.refused(model: question.model)
        case "block": format.filtered(model: question.model) ?? format.refused(model: question.model)
        case "fail-rate": format.reply(to: .rateLimit(seconds: 1))
        case "fail-broken": format.reply(to: .broken)
        case "fail-overloaded": format.reply(to: .overloaded)
        case "fail-key": format.reply(to: .wrongKey())
        case "fail-money": format.reply(to: .noMoney)
        case "fail-model": format.reply(to: .unknownModel(question.model))
        case "fail-parameter": format.reply(to: .unsupported("temperature"))
        default: format.answer(#"{"answer":"yes"}"#, form: question.form, model: question.model)
        }
    }
}
