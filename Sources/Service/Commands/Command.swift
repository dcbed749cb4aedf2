import Glibc
import Processes

/// The program's commands: picks one, runs it, and says how it ended.
package enum Command {
    /// Of the whole program.
    package static let version = "0.1.0"

    private static let usage = """
        evaluation-worker \(version): judges LLM conversations that come over Kafka

        commands:
          serve      (default) take requests from Kafka, push results to Redis and Kafka
          evaluate   evaluate the requests of a file, without Kafka and Redis
          produce    write a file's lines to the request topic
          calibrate  learn from human decisions how sure the judge may be
          agree      compare results with human decisions
          check      check configuration, dependencies and judge; --live asks a running service
          demo       run the service with a campaign and show where each request ended
          metrics    list what can be measured, your own metrics included
          settings   list every setting with its default, as a Markdown table
        --help after a command explains it; --version prints the version.
        """

    /// Runs the command that the arguments name.
    ///
    /// - Parameter arguments: without the program's name.
    /// - Returns: the exit code: 2 for a command line, configuration or input that is wrong.
    package static func run(_ arguments: [String]) async -> Int32 {
        // A reader of our output that goes away must end neither the service nor a command.
        signal(SIGPIPE, SIG_IGN)
        let console = Console()
        let environment = InheritedEnvironment.variables
        let isCommand = arguments.first.map { !$0.hasPrefix("-") } ?? false
        let name = isCommand ? arguments[0] : "serve"
        let rest = Array(isCommand ? arguments.dropFirst() : arguments[...])
        if arguments.first == "--version" {
            console.print("evaluation-worker \(version)")
            return 0
        }
        if rest.contains("--help") || rest.contains("-h") || name == "help" {
            console.print(isCommand ? usage(of: name) : usage)
            return 0
        }
        do throws(UsageError) {
            switch name {
            case "serve":
                return await (try ServeCommand(rest, environment: environment, version: version)).run()
            case "evaluate":
                return try await (try EvaluateCommand(rest, environment: environment, console: console)).run()
            case "produce":
                return try await (try ProduceCommand(rest, environment: environment, console: console)).run()
            case "calibrate": return try (try CalibrateCommand(rest, console: console)).run()
            case "agree": return try (try AgreeCommand(rest, console: console)).run()
            case "check":
                return await (try CheckCommand(rest, environment: environment, version: version, console: console))
                    .run()
            case "demo":
                return try await (try DemoCommand(rest, environment: environment, version: version, console: console))
                    .run()
            case "metrics": return (try MetricsCommand(rest, environment: environment, console: console)).run()
            case "settings":
                _ = try CommandArguments(rest, shape: .init())
                console.print(SettingTable.markdown)
                return 0
            default: throw UsageError(["\(TextTable.safe(name, widest: 40)) is no command; --help lists them"])
            }
        } catch {
            for problem in error.problems { console.printError("evaluation-worker: " + TextTable.safe(problem)) }
            return 2
        }
    }

    private static func usage(of name: String) -> String {
        switch name {
        case "serve": ServeCommand.usage
        case "evaluate": EvaluateCommand.usage
        case "produce": ProduceCommand.usage
        case "calibrate": CalibrateCommand.usage
        case "agree": AgreeCommand.usage
        case "check": CheckCommand.usage
        case "demo": DemoCommand.usage
        case "metrics": MetricsCommand.usage
        default: usage
        }
    }
}
