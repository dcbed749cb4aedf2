import Glibc

/// `openssl s_server` with a certificate of its own, on a random port of 127.0.0.1.
final class TLSServer {
    struct StartError: Error {}

    /// The certificate, which is its own authority.
    let certificate: String
    let port: UInt16
    private let directory: String
    private let process: pid_t
    private let output: Int32

    /// Nil when there is no `openssl` on this machine.
    static var isAvailable: Bool { access("/usr/bin/openssl", X_OK) == 0 }

    init() throws {
        var template = Array("/tmp/tls-server-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw StartError() }
        directory = String(cString: made)
        certificate = directory + "/certificate.pem"
        let key = directory + "/key.pem"
        let names = "subjectAltName=IP:127.0.0.1"
        let maker = try Self.spawn(
            ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=stub", "-addext", names]
                + ["-keyout", key, "-out", certificate], output: nil)
        var status: Int32 = 0
        guard waitpid(maker, &status, 0) == maker, status == 0 else { throw StartError() }

        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw StartError() }
        process = try Self.spawn(
            ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"], output: ends[1])
        close(ends[1])
        // Kept open: the server would die of a broken pipe.
        output = ends[0]
        // It says "ACCEPT 127.0.0.1:40000" once it listens.
        var text = ""
        var byte: UInt8 = 0
        while read(ends[0], &byte, 1) == 1, !(text.contains("ACCEPT") && byte == 0x0A) {
            text.unicodeScalars.append(Unicode.Scalar(byte))
        }
        guard let port = text.split(separator: ":").last.flatMap({ UInt16($0) }) else { throw StartError() }
        self.port = port
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        close(output)
        for file in [certificate, directory + "/key.pem"] { unlink(file) }
        rmdir(directory)
    }

    private static func spawn(_ arguments: [String], output: Int32?) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        var words = (["openssl"] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var process = pid_t()
        guard posix_spawn(&process, "/usr/bin/openssl", &actions, nil, &words, environ) == 0 else {
            throw StartError()
        }
        return process
    }
}
