@main
struct EvaluationWorker {
    static func main() {}
}
