"""Checks that the files one deploys with agree: compose.yaml, Dockerfile, .env.example, config/.

usage: check_deploy.py REPOSITORY
Prints every problem and ends with 1 if there is one.
"""

import pathlib
import re
import sys

import compose_spec
import yaml

# Names that make sense in one of the two places only.
NOT_IN_FILE = {
    "CONFIG_FILE",
    "EVALUATION_CONFIDENCE_THRESHOLD",
    "LANGFUSE_HOST",
    "MODEL_NAME",
    "OPENAI_BASE_URL",
    "REDIS_PASSWORD",
}
SECRET = re.compile(r"(API_KEY|SECRET_KEY|PUBLIC_KEY|PASSWORD)$")
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


def same(left, right):
    """Whether a value of the file and one of the environment mean the same."""
    if isinstance(left, bool):
        left = str(left).lower()
    if isinstance(left, list):
        left = ",".join(left)
    return str(left) == str(right)


def seconds(text):
    match = re.fullmatch(r"(\d+)s", str(text))
    return int(match[1]) if match else None


def check(root):
    environment = yield from environment_example(root / ".env.example")

    file = yaml.safe_load((root / "config/evaluation-worker.yaml").read_text())
    for key, value in file.items():
        name = key.upper()
        if isinstance(value, dict):
            continue
        if name not in environment:
            yield f"{key} is in the YAML file but {name} is not in .env.example"
        elif not same(value, environment[name]):
            yield f"{key} is {value!r} in the YAML file and {environment[name]!r} in .env.example"
    for name in environment:
        variable = name.removesuffix("_FILE")
        special = name in NOT_IN_FILE or SECRET.search(variable) or name.startswith("KAFKA_CONFIG_")
        if not special and name.lower() not in file and variable.lower() not in file:
            yield f"{name} is in .env.example but not in the YAML file"

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
