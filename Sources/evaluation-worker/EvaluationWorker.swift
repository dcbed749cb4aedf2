import Glibc
import Service

@main
struct EvaluationWorker {
    static func main() async {
        exit(await Command.run(Array(CommandLine.arguments.dropFirst())))
    }
}
