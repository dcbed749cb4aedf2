"""Checks that the files one deploys with agree with the program and with each other.

compose.yaml, Dockerfile, .env.example, config/, and the settings that the source declares.

usage: check_deploy.py REPOSITORY
Prints every problem and ends with 1 if there is one.
"""

import pathlib
import re
import sys

import compose_spec
import yaml

# In .env.example beside the settings: read by something other than the list of settings.
OTHER_VARIABLES = {"CONFIG_FILE", "REDIS_PASSWORD"}
# After the drain come the last commit, the producers' flush and leaving the group.
SHUTDOWN_MARGIN_SECONDS = 15


def interpolated(text, values):
    """The Compose file as Compose would read it: ${NAME}, ${NAME:-default}, ${NAME:+text}, $$."""

    def replace(match):
        if match[0] == "$$":
            return "$"
        name, operator, word = match["name"], match["operator"], match["word"] or ""
        value = values.get(name, "")
        if operator == ":-":
            return value or word
        if operator == ":+":
            return re.sub(r"\$(\w+)", lambda m: values.get(m[1], ""), word) if value else ""
        return value

    pattern = r"\$\$|\$\{(?P<name>\w+)(?:(?P<operator>:[-+])(?P<word>[^}]*))?\}"
    return re.sub(pattern, replace, text)


def environment_example(path):
    """Names in .env.example with their values, the commented-out defaults included."""
    values = {}
    for line in path.read_text().splitlines():
        match = re.fullmatch(r"#?([A-Z][A-Z0-9_]*)=(.*)", line)
        if match:
            if match[1] in values:
                yield f".env.example names {match[1]} twice"
            values[match[1]] = match[2]
        elif line and not line.startswith("# "):
            yield f".env.example has a line that is neither a setting nor a comment: {line!r}"
    return values


def declared_settings(path):
    """Name, default and secrecy of every setting, from the source that declares them."""
    arguments = r"(?:\((?:[^()]|\([^()]*\))*\))?"
    pattern = rf'Setting\(\s*"([A-Z_]+)",\s*\.\w+{arguments},\s*"([^"]*)"(,\s*isSecret: true)?'
    return {name: (value, bool(secret)) for name, value, secret in re.findall(pattern, path.read_text())}


def as_text(value):
    """A value of the YAML file as its environment variable would have it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return ",".join(value)
    return str(value)


def seconds(text):
    match = re.fullmatch(r"(\d+)s", str(text))
    return int(match[1]) if match else None


def check(root):
    environment = yield from environment_example(root / ".env.example")

    file = yaml.safe_load((root / "config/evaluation-worker.yaml").read_text())
    settings = declared_settings(root / "Sources/Service/Configuration/Setting+All.swift")
    if not settings:
        yield "no settings found in Sources/Service/Configuration"

    for name, (default, secret) in settings.items():
        if name not in environment:
            yield f"{name} is missing in .env.example"
        elif environment[name] != default:
            yield f"{name} is {environment[name]!r} in .env.example, its default is {default!r}"
        if not secret and name.lower() not in file:
            yield f"{name.lower()} is missing in the YAML file"
        elif not secret and as_text(file[name.lower()]) != default:
            yield f"{name.lower()} is {file[name.lower()]!r} in the YAML file, its default is {default!r}"
    for name in environment:
        secret = settings.get(name.removesuffix("_FILE"), ("", False))[1]
        known = name in settings or name in OTHER_VARIABLES or name.startswith("KAFKA_CONFIG_")
        if not known and not (name.endswith("_FILE") and secret):
            yield f"{name} in .env.example is no setting"
    for key in file:
        if key.upper() not in settings:
            yield f"{key} in the YAML file is no setting"

    text = (root / "compose.yaml").read_text()
    for password in ("", "secret"):
        try:
            compose_spec.PyCompose.from_yaml(interpolated(text, {"REDIS_PASSWORD": password})).validate()
        except ValueError as problem:
            yield f"compose.yaml is not valid: {problem}"
            return
    compose = yaml.safe_load(interpolated(text, {}))
    services = compose["services"]
    for name, service in services.items():
        for other, how in (service.get("depends_on") or {}).items():
            if other not in services:
                yield f"{name} depends on {other}, which does not exist"
            elif how["condition"] == "service_healthy" and "healthcheck" not in services[other]:
                yield f"{name} waits for {other} to be healthy, which has no health check"

    worker = services["worker"]
    if "container_name" in worker:
        yield "the worker has a container_name: it cannot have replicas"
    for name in worker["environment"]:
        if name not in environment:
            yield f"compose.yaml sets {name}, which .env.example does not know"
    created = set(re.findall(r"^create (\S+)", services["topics"]["command"][0], re.M))
    needed = {value for name, value in environment.items() if name.startswith("KAFKA_TOPIC_")}
    if created != needed:
        yield f"compose.yaml creates {sorted(created)}, the worker uses {sorted(needed)}"
    grace, drain = seconds(worker["stop_grace_period"]), int(environment["DRAIN_SECONDS"])
    if grace is None or grace < drain + SHUTDOWN_MARGIN_SECONDS:
        yield f"stop_grace_period {worker['stop_grace_period']} is too short for DRAIN_SECONDS={drain}"
    replicas = worker["deploy"]["replicas"]
    for port in worker["ports"]:
        first, _, last = str(port["published"]).partition("-")
        if int(last or first) - int(first) + 1 < replicas:
            yield f"{replicas} replicas, but only the host ports {port['published']}"

    dockerfile = (root / "Dockerfile").read_text()
    port = environment["PORT"]
    if f"EXPOSE {port}\n" not in dockerfile:
        yield f"the Dockerfile does not expose {port}"
    if any(str(mapping["target"]) != port for mapping in worker["ports"]):
        yield f"compose.yaml does not publish {port}"
    if not re.search(r"^USER \d+:\d+$", dockerfile, re.M):
        yield "the Dockerfile has no numeric user"
    if worker["healthcheck"]["test"][1:] != yaml.safe_load(re.search(r"^ +CMD (\[.*\])$", dockerfile, re.M)[1]):
        yield "the health checks of compose.yaml and the Dockerfile differ"


if __name__ == "__main__":
    problems = list(check(pathlib.Path(sys.argv[1])))
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)
