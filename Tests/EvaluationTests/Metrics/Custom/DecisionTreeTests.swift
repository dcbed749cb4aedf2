import Evaluation
import JSON
import TestKit
import Testing

@Suite("Trees of closed questions, as they are written")
struct DecisionTreeTests {
    static let text = #"""
        {"scale": 10, "root": "greets", "nodes": {
          "greets": {"question": "Does it greet?", "branches": {"no": 0, "yes": "tone"}},
          "tone": {"question": "How does it sound?", "choices": ["rude", "kind", "neutral"], "task": "Read it aloud.",
            "branches": {"kind": {"score": 10}, "neutral": {"criteria": "Is short."},
              "rude": {"question": "Is it meant?", "branches": {"yes": 0, "no": 2.5}}}}}}
        """#

    private func problems(_ text: String) throws -> [String] {
        let json = try JSONReader.read(text)
        do throws(DecisionTreeError) {
            _ = try DecisionTree(json)
            return []
        } catch {
            return error.problems
        }
    }

    @Test("Questions, choices in the order given, scores on their scale and criteria")
    func reading() throws {
        let tree = try DecisionTree(try JSONReader.read(Self.text))
        #expect(tree.nodes.map(\.name) == ["greets", "tone", "tone.rude"])
        #expect(tree.nodes.map(\.choices) == [["yes", "no"], ["rude", "kind", "neutral"], ["yes", "no"]])
        #expect(tree.nodes[1].question == "Read it aloud.\nHow does it sound?")
        #expect(tree.nodes[0].branches == [.node(1), .score(.zero)])
        #expect(tree.nodes[1].branches == [.node(2), .score(.one), .criterion(0)])
        #expect(tree.nodes[2].branches == [.score(.zero), .score(Score(clamping: 0.25))])
        #expect(tree.criteria.map(\.steps) == [["Is short."]])
    }

    @Test("Choices that are not listed are the branches, in the order written")
    func unlisted() throws {
        let tree = try DecisionTree(["question": "Tone?", "branches": ["warm": 1, "cold": 0, "absent": 0.5]])
        #expect(tree.nodes[0].choices == ["warm", "cold", "absent"])
        #expect(tree.nodes[0].branches == [.score(.one), .score(.zero), .score(Score(clamping: 0.5))])
    }

    @Test("One question is a tree; the root of several is found when only one can be it")
    func roots() throws {
        let one = try DecisionTree(["question": "Kind?", "branches": ["yes": 1, "no": 0]])
        #expect(one.nodes.map(\.name) == ["root"])
        let found = try DecisionTree([
            "nodes": [
                "b": ["question": "B?", "branches": ["yes": 1, "no": 0]],
                "a": [
                    "question": "A?",
                    "branches": ["yes": "b", "no": ["question": "C?", "branches": ["yes": "b", "no": 0]]],
                ],
            ]
        ])
        #expect(found.nodes.map(\.name) == ["a", "b", "a.no"])
    }

    @Test(
        "What is wrong is named with its place",
        arguments: [
            ("null", "the tree must be an object"), ("{}", "question must be a text"),
            (#"{"question":"?","branches":{}}"#, "branches must be an object"),
            (#"{"question":"?","branches":{"yes":1}}"#, "branches say nothing about the choice no"),
            (
                #"{"question":"?","choices":["a","b"],"branches":{"a":1,"b":0,"c":0}}"#,
                "branches.c is none of the choices"
            ),
            (#"{"question":"?","choices":["a","a"],"branches":{"a":1}}"#, "choices must be 2 to 10 different texts"),
            (#"{"question":"?","branches":{"yes":2,"no":0}}"#, "branches.yes must be a number from 0 to 1"),
            (
                #"{"scale":10,"question":"?","branches":{"yes":11,"no":0}}"#,
                "branches.yes must be a number from 0 to 10"
            ),
            (#"{"scale":0,"question":"?","branches":{"yes":1,"no":0}}"#, "scale must be a number above 0"),
            (#"{"question":"?","branches":{"yes":{"score":"1"},"no":0}}"#, "branches.yes.score must be a number"),
            (#"{"question":"?","branches":{"yes":{},"no":0}}"#, "branches.yes must hold a question"),
            (#"{"question":"?","branches":{"yes":true,"no":0}}"#, "branches.yes must be a node's name"),
            (#"{"question":"?","branches":{"yes":"x","no":0}}"#, "branches.yes leads to x, which is no node"),
            (#"{"root":"b","nodes":{"a":{}}}"#, "root must name one of the nodes"),
            (
                #"{"nodes":{"a":{"question":"?","branches":{"yes":"b","no":0}},"b":{"question":"?","branches":{"yes":"a","no":0}}}}"#,
                "root is missing"
            ),
            (
                #"{"root":"a","nodes":{"a":{"question":"?","branches":{"yes":"b","no":0}},"b":{"question":"?","branches":{"yes":"a","no":0}}}}"#,
                "nodes.b.branches.yes leads back to a"
            ),
            (
                #"{"root":"a","nodes":{"a":{"question":"?","branches":{"yes":1,"no":0}},"b":{"question":"?","branches":{"yes":1,"no":0}}}}"#,
                "nodes.b is never reached"
            ),
        ])
    func mistakes(text: String, problem: String) throws {
        let problems = try problems(text)
        #expect(problems.contains { $0.hasPrefix(problem) }, "\(problems)")
    }

    @Test("All mistakes are named at once, and never more than twenty")
    func all() throws {
        let two = try problems(#"{"question":"?","branches":{"yes":7,"no":"x"}}"#)
        #expect(two.count == 2)
        let many = (0..<500).map { #""c\#($0)":9"# }.joined(separator: ",")
        #expect(try problems(#"{"question":"?","choices":["a","b"],"branches":{\#(many)}}"#).count == 20)
    }

    @Test("Depth is bounded, also over questions that several lead to")
    func depth() throws {
        func chain(_ length: Int) -> String {
            (0..<length).map { place in
                let next = place + 1 < length ? #""n\#(place + 1)""# : "1"
                return #""n\#(place)":{"question":"?","branches":{"yes":\#(next),"no":\#(next)}}"#
            }.joined(separator: ",")
        }
        #expect(try problems(#"{"nodes":{\#(chain(10))}}"#).isEmpty)
        #expect(try problems(#"{"nodes":{\#(chain(11))}}"#).contains { $0.contains("behind more than 10") })
        #expect(try problems(#"{"nodes":{\#(chain(33))}}"#).contains { $0.contains("more than 32") })
    }

    @Test("Whatever is written, it is a tree or a list of problems", arguments: [1, 7, 42, 1_000] as [UInt64])
    func fuzz(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(Self.text.utf8)
        let pieces = Array(#"{}[]",:019eE-null"yes"no"nodes"question"#.utf8)
        for _ in 0..<400 {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let before = bytes[place]
            bytes[place] = pieces.randomElement(using: &random) ?? 0x20
            if let json = try? JSONReader.read(bytes) {
                if let tree = try? DecisionTree(json) {
                    #expect((1...DecisionTree.mostNodes).contains(tree.nodes.count), "seed \(seed)")
                    for node in tree.nodes { #expect(node.branches.count == node.choices.count, "seed \(seed)") }
                }
            }
            bytes[place] = before
        }
    }
}
