import Processes

/// A server of TLS on 127.0.0.1 that hands everything on to another port in plain text.
package final class TLSProxy: Sendable {
    /// The port clients connect to.
    package let port: UInt16
    private let process: ChildProcess

    private init(port: UInt16, process: ChildProcess) {
        self.port = port
        self.process = process
    }

    /// Starts to listen.
    ///
    /// - Parameters:
    ///   - identity: what it proves itself with.
    ///   - clients: the authority whose certificates clients have to show. Default: none is asked for.
    package static func start(
        to target: UInt16, as identity: TestAuthority.Identity, clients: TestAuthority? = nil
    ) async throws -> TLSProxy {
        let process = try await ChildProcess.start(
            "python3",
            ["-u", "-c", program, String(target), identity.certificate, identity.key, clients?.certificate ?? ""])
        let deadline = ContinuousClock.now + .seconds(600)
        while process.isRunning, ContinuousClock.now < deadline {
            if let line = process.output.split(separator: "\n").first, let port = UInt16(line) {
                return TLSProxy(port: port, process: process)
            }
            try await Task.sleep(for: .milliseconds(10))
        }
        await process.kill()
        throw TestAuthorityError(output: process.output)
    }

    /// Cuts every connection.
    package func stop() async { await process.kill() }

    private static let program = """
        import asyncio, contextlib, ssl, sys

        target, certificate, key, clients = sys.argv[1:]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        if clients:
            context.load_verify_locations(clients)
            context.verify_mode = ssl.CERT_REQUIRED

        async def forward(reader, writer):
            with contextlib.suppress(OSError):
                while data := await reader.read(65536):
                    writer.write(data)
                    await writer.drain()
            writer.close()

        async def serve(reader, writer):
            try:
                back, forth = await asyncio.open_connection("127.0.0.1", int(target))
            except OSError:
                writer.close()
                return
            await asyncio.gather(forward(reader, forth), forward(back, writer))

        async def main():
            server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
            print(server.sockets[0].getsockname()[1])
            asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
            await server.serve_forever()

        asyncio.run(main())
        """
}
