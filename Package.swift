// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// Debian 13's hiredis brings TLS in a library of its own; Debian 12's has none, and `rediss://` is refused there.
let redisTLS: [LinkerSetting] =
    FileManager.default.fileExists(atPath: "/usr/include/hiredis/hiredis_ssl.h")
    ? [.linkedLibrary("hiredis_ssl"), .linkedLibrary("hiredis"), .linkedLibrary("ssl"), .linkedLibrary("crypto")] : []

/// What every Swift target is held to. Warnings are errors, a C type cannot leak into another target's signatures.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// Targets without a C module also promise not to touch unsafe memory.
let pure: [SwiftSetting] = strict + [.strictMemorySafety()]

/// Links the shipped binary without a table of its own functions for others, and with its relocations packed: what the
/// loader reads at each start, and what stays in memory of it, is 2 MB less. Needs glibc 2.36, which Debian 12 has.
let compact: [LinkerSetting] = [
    .unsafeFlags(
        ["-use-ld=lld", "-Xlinker", "--no-export-dynamic", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"],
        .when(platforms: [.linux], configuration: .release))
]

/// Built only by `scripts/fuzz`, which instruments everything for libFuzzer and links it.
let fuzzing: [Target] =
    Context.environment["FUZZING"] == nil
    ? []
    : [
        .systemLibrary(name: "CLibFuzzer", path: "Tests/Fuzzing/CLibFuzzer"),
        .executableTarget(
            name: "Fuzzer", dependencies: ["CLibFuzzer", "FuzzTargets"], path: "Tests/Fuzzing/Fuzzer",
            swiftSettings: strict),
    ]

/// Targets that `scripts/test` does without under a sanitizer: values under strict memory safety leave it nothing to see, and
/// the end-to-end tests drive a binary that has none. librdkafka starts its threads by C11's thrd_create, which
/// ThreadSanitizer does not intercept: it crashes where they run.
let leftOut: Set<String> =
    switch Context.environment["SANITIZER"] {
    case "thread":
        [
            "evaluation-worker", "Service", "YAML", "Benchmarks", "Drills", "FuzzTargets", "FuzzingTests",
            "PatternsTests", "JSONSchemaTests", "KafkaTests", "ServiceTests", "EndToEndTests", "DrillsTests",
        ]
    case "address":
        [
            "evaluation-worker", "Benchmarks", "Drills", "PatternsTests", "JSONSchemaTests", "EndToEndTests",
            "DrillsTests",
        ]
    default: []
    }

/// Of the evaluation's own tests a sanitizer gets those that ask several questions side by side. Nil: all.
let evaluationTests: [String]? =
    leftOut.isEmpty
    ? nil
    : [
        "Engine/BadFaithTests.swift", "Engine/EvaluationSamples.swift", "Engine/Hardening/CanaryTests.swift",
        "Engine/Voting/VotingTests.swift", "Metrics/Custom/CriteriaSamples.swift", "Metrics/Custom/RatingJudge.swift",
        "Metrics/Custom/ProcessStepMemoryTests.swift", "Metrics/Custom/StepCompilationTests.swift",
    ]

let package = Package(
    name: "evaluation-worker",
    products: [
        .executable(name: "evaluation-worker", targets: ["evaluation-worker"])
    ],
    targets: [
        // C libraries, one module each.
        .systemLibrary(name: "CRdKafka", pkgConfig: "rdkafka", providers: [.apt(["librdkafka-dev"])]),
        .systemLibrary(name: "CHiredis", providers: [.apt(["libhiredis-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CMicrohttpd", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),
        .systemLibrary(name: "CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .target(name: "CShims", linkerSettings: redisTLS),

        // Foundations.
        .target(name: "JSON", swiftSettings: pure),
        .target(name: "Patterns", swiftSettings: pure),
        .target(name: "JSONSchema", dependencies: ["JSON", "Patterns"], swiftSettings: pure),
        .target(name: "Threads", dependencies: ["CShims"], swiftSettings: strict),
        .target(name: "Processes", dependencies: ["CShims", "Threads"], swiftSettings: strict),
        .target(name: "Telemetry", dependencies: ["JSON", "Threads"], swiftSettings: pure),

        // One thin wrapper per C library.
        .target(name: "YAML", dependencies: ["JSON", "CYaml"], swiftSettings: strict),
        .target(name: "Kafka", dependencies: ["Threads", "CRdKafka"], swiftSettings: strict),
        .target(name: "Redis", dependencies: ["Threads", "CHiredis", "CShims"], swiftSettings: strict),
        .target(name: "HTTPClient", dependencies: ["Threads", "CCurl", "CShims"], swiftSettings: strict),
        .target(name: "HTTPServer", dependencies: ["Threads", "CMicrohttpd", "CShims"], swiftSettings: strict),

        // What is judged, by whom, and how the work flows.
        .target(name: "Evaluation", dependencies: ["JSON", "JSONSchema", "Patterns"], swiftSettings: pure),
        .target(
            name: "Judges", dependencies: ["Evaluation", "HTTPClient", "JSON", "Threads"],
            swiftSettings: pure),
        .target(
            name: "Pipeline", dependencies: ["Evaluation", "JSON", "Threads"], swiftSettings: pure),
        .target(
            name: "Service",
            dependencies: [
                "Evaluation", "HTTPClient", "HTTPServer", "JSON", "Judges", "Kafka", "Pipeline", "Processes",
                "Redis", "Telemetry", "Threads", "YAML",
            ], swiftSettings: pure),
        .executableTarget(
            name: "evaluation-worker", dependencies: ["Service"], swiftSettings: pure, linkerSettings: compact),

        // Test support: real servers as processes, a stub LLM server, scripted judges. Never linked into the product.
        .target(
            name: "TestKit",
            dependencies: [
                "Evaluation", "HTTPClient", "JSON", "Kafka", "Pipeline", "Processes", "Redis", "Threads",
            ], swiftSettings: strict),

        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "CRdKafka", "Evaluation", "HTTPClient", "JSON", "Judges", "Kafka", "Processes", "Redis", "TestKit",
                "Threads",
            ],
            swiftSettings: strict),

        // Faults and long runs against the shipped binary.
        .executableTarget(
            name: "Drills", dependencies: ["HTTPClient", "JSON", "Kafka", "Processes", "Redis", "TestKit", "Threads"],
            swiftSettings: strict),

        // What is fed with hostile bytes; by libFuzzer, and by the tests with the corpus.
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Evaluation", "HTTPServer", "JSON", "JSONSchema", "Judges", "Patterns", "Redis", "YAML",
            ],
            path: "Tests/Fuzzing/Targets", swiftSettings: strict),
        .testTarget(name: "FuzzingTests", dependencies: ["FuzzTargets"], swiftSettings: strict),

        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: strict),
        .testTarget(name: "PatternsTests", dependencies: ["Patterns", "TestKit"], swiftSettings: strict),
        .testTarget(
            name: "JSONSchemaTests", dependencies: ["JSON", "JSONSchema", "Patterns", "TestKit"], swiftSettings: strict),
        .testTarget(name: "ThreadsTests", dependencies: ["Threads"], swiftSettings: strict),
        .testTarget(name: "ProcessesTests", dependencies: ["Processes"], swiftSettings: strict),
        .testTarget(name: "TelemetryTests", dependencies: ["Telemetry", "JSON"], swiftSettings: strict),
        .testTarget(
            name: "EvaluationTests", dependencies: ["Evaluation", "JSON", "TestKit"], sources: evaluationTests,
            swiftSettings: strict),
        .testTarget(
            name: "HTTPTests", dependencies: ["HTTPClient", "HTTPServer", "TestKit", "Threads"], swiftSettings: strict),
        .testTarget(
            name: "RedisTests", dependencies: ["Processes", "Redis", "TestKit", "Threads"], swiftSettings: strict),
        .testTarget(
            name: "KafkaTests", dependencies: ["Kafka", "Processes", "TestKit", "Threads"], swiftSettings: strict),
        .testTarget(
            name: "JudgesTests",
            dependencies: ["Evaluation", "HTTPClient", "JSON", "Judges", "Processes", "TestKit", "Threads"],
            swiftSettings: strict),
        .testTarget(
            name: "PipelineTests", dependencies: ["Evaluation", "JSON", "Pipeline", "TestKit", "Threads"],
            swiftSettings: strict),
        .testTarget(
            name: "ServiceTests",
            dependencies: [
                "Evaluation", "HTTPClient", "HTTPServer", "JSON", "Judges", "Kafka", "Pipeline", "Processes", "Redis",
                "Service", "Telemetry", "TestKit", "Threads", "YAML",
            ], swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["HTTPClient", "JSON", "Kafka", "Processes", "Redis", "TestKit", "Threads"],
            swiftSettings: strict),
        .testTarget(name: "DrillsTests", dependencies: ["Drills", "JSON", "Kafka", "TestKit"], swiftSettings: strict),
    ] + fuzzing,
    swiftLanguageModes: [.v6]
)

if !leftOut.isEmpty {
    package.targets.removeAll { leftOut.contains($0.name) }
    package.products = []
}
