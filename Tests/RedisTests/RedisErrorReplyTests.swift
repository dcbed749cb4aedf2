import Testing

@testable import Redis

@Suite("Redis error replies")
struct RedisErrorReplyTests {
    @Test(
        "The code is the first word in capitals",
        arguments: [
            ("WRONGTYPE Operation against a key", "WRONGTYPE", "Operation against a key"),
            ("OOM", "OOM", ""),
            ("ERR unknown command 'x'", "ERR", "unknown command 'x'"),
            ("no code at all", "ERR", "no code at all"),
            ("", "ERR", ""), (" READONLY x", "ERR", " READONLY x"),
            (
                "READONLY You can't write against a read only replica. script: f00, on @user_script:1.",
                "READONLY",
                "You can't write against a read only replica. script: f00, on @user_script:1."
            ),
        ])
    func plain(reply: String, code: String, message: String) {
        #expect(RedisValue.error(reply: reply) == .error(code: code, message: message))
    }

    @Test(
        "Up to Redis 6.2 the code of what stopped a script stands behind its places",
        arguments: [
            (
                "@user_script:1: -READONLY You can't write against a read only replica. ", "READONLY",
                "You can't write against a read only replica."
            ),
            (
                "@user_script:17: @user_script: 17: -OOM command not allowed when used memory > 'maxmemory'.  ",
                "OOM",
                "command not allowed when used memory > 'maxmemory'."
            ),
            (
                "@user_script:1: WRONGTYPE Operation against a key holding the wrong kind of value",
                "WRONGTYPE",
                "Operation against a key holding the wrong kind of value"
            ),
            (
                "user_script:3: -MISCONF Redis is configured to save", "MISCONF",
                "Redis is configured to save"
            ),
            ("@user_script:1: -NOREPLICAS", "NOREPLICAS", ""),
        ])
    func inScripts(cause: String, code: String, message: String) {
        #expect(
            RedisValue.error(reply: "ERR Error running script (call to f_00ff): \(cause)")
                == .error(code: code, message: message))
    }

    @Test(
        "What names no code stays an ERR, whatever it quotes",
        arguments: [
            "Error running script (call to f_00ff): @user_script:1: @user_script: 1: Unknown Redis command called",
            "Error running script (call to f_00ff): @user_script:1: ERR value is not an integer: -READONLY x",
            "Error running script (call to f_00ff): @user_script:1: A key is no list: -READONLY x",
            "Error running script (call to f_00ff): @user_script:1: attempt to index a nil value",
            "Error running script (call to f_00ff) @user_script:1: -READONLY x",
            "Error running script (call to f_00ff): ",
            "Error running script (call to f_00ff): @user_script:1:-READONLY x",
            "Error running script (call to f_00ff",
            "Error compiling script (new function): user_script:1: -READONLY x",
            "unknown command ': -READONLY x'",
        ])
    func noCode(message: String) {
        #expect(RedisValue.error(reply: "ERR \(message)") == .error(code: "ERR", message: message))
    }
}
