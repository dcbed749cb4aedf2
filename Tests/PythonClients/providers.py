"""The providers' own clients against the stub servers of the tests: a stub that a client cannot talk to is no stub of it.

usage: providers.py BASE_URL

Each client sends a question with a schema and reads its answer, a refusal, a cut answer and the errors, each as the library
gives it to its users. Below BASE_URL there is a folder for each format. Models named `refuse`, `cut` and `fail-…` do so.
"""

import json
import os
import sys

os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"

import anthropic  # noqa: E402
import ollama  # noqa: E402
import openai  # noqa: E402
from google import genai  # noqa: E402
from google.genai import errors as google_errors  # noqa: E402
from google.genai import types as google_types  # noqa: E402
from mistralai.client import Mistral  # noqa: E402
from mistralai.client.errors import MistralError  # noqa: E402

KEY = "client-key"
MODEL = "stub-model"
SYSTEM = "Answer in JSON."
USER = "Is the sky blue?"
SCHEMA = {
    "type": "object",
    "properties": {"answer": {"type": "string", "enum": ["yes", "no"]}},
    "required": ["answer"],
    "additionalProperties": False,
}
MESSAGES = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": USER}]


def expect(error, status, call):
    """The call raises the library's own class of error, with the status of the response."""
    try:
        call()
    except error as raised:
        seen = getattr(raised, "status_code", getattr(raised, "code", None))
        assert seen == status, f"{seen} is not {status}: {raised!r}"
        return raised
    raise AssertionError(f"{error} was not raised")


def read(text):
    assert json.loads(text) == {"answer": "yes"}, text


def chat(client, form="json_schema"):
    def ask(model=MODEL, **more):
        formats = {
            "json_schema": {
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": SCHEMA, "strict": True},
            },
            "json_object": {"type": "json_object"},
        }
        return client.chat.completions.create(
            model=model, messages=MESSAGES, response_format=formats[form], temperature=0, max_tokens=64, **more
        )

    answer = ask()
    read(answer.choices[0].message.content)
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage.prompt_tokens == 1000 and answer.usage.total_tokens == 1090
    assert answer.usage.completion_tokens_details.reasoning_tokens == 30
    assert ask("cut").choices[0].finish_reason == "length"
    expect(openai.RateLimitError, 429, lambda: ask("fail-rate"))
    expect(openai.InternalServerError, 500, lambda: ask("fail-broken"))
    return ask


def openai_chat(base):
    client = openai.OpenAI(base_url=f"{base}/chat/v1", api_key=KEY, max_retries=0)
    ask = chat(client)
    refused = ask("refuse").choices[0].message
    assert refused.refusal and refused.content is None
    assert ask(seed=3).usage.prompt_tokens_details.cached_tokens == 400
    assert expect(openai.AuthenticationError, 401, lambda: ask("fail-key")).code == "invalid_api_key"
    assert expect(openai.NotFoundError, 404, lambda: ask("fail-model")).code == "model_not_found"
    assert expect(openai.RateLimitError, 429, lambda: ask("fail-money")).code == "insufficient_quota"
    assert expect(openai.BadRequestError, 400, lambda: ask("fail-parameter")).param == "temperature"


def openai_responses(base):
    client = openai.OpenAI(base_url=f"{base}/responses/v1", api_key=KEY, max_retries=0)

    def ask(model=MODEL):
        return client.responses.create(
            model=model,
            instructions=SYSTEM,
            input=[{"role": "user", "content": USER}],
            text={"format": {"type": "json_schema", "name": "answer", "schema": SCHEMA, "strict": True}},
            max_output_tokens=64,
            store=False,
        )

    answer = ask()
    read(answer.output_text)
    assert answer.status == "completed" and answer.error is None
    assert answer.usage.input_tokens == 1000 and answer.usage.input_tokens_details.cached_tokens == 400
    assert answer.usage.output_tokens == 90 and answer.usage.output_tokens_details.reasoning_tokens == 30
    cut = ask("cut")
    assert cut.status == "incomplete" and cut.incomplete_details.reason == "max_output_tokens"
    refused = ask("refuse").output[-1].content[0]
    assert refused.type == "refusal" and refused.refusal
    expect(openai.RateLimitError, 429, lambda: ask("fail-rate"))


def azure(base):
    chat(openai.OpenAI(base_url=f"{base}/azure/openai/v1", api_key=KEY, max_retries=0))


def azure_deployments(base):
    client = openai.AzureOpenAI(
        azure_endpoint=f"{base}/azureDeployments", api_version="2024-10-21", api_key=KEY, max_retries=0
    )
    ask = chat(client)
    assert expect(openai.NotFoundError, 404, lambda: ask("fail-model")).code == "DeploymentNotFound"


def xai(base):
    client = openai.OpenAI(base_url=f"{base}/xai/v1", api_key=KEY, max_retries=0)
    ask = chat(client)
    usage = ask().usage
    assert usage.completion_tokens == 60 and usage.model_extra["cost_in_usd_ticks"] == 12345678
    expect(openai.BadRequestError, 400, lambda: ask("fail-key"))


def deepseek(base):
    client = openai.OpenAI(base_url=f"{base}/deepseek", api_key=KEY, max_retries=0)
    ask = chat(client, form="json_object")
    assert ask().usage.model_extra["prompt_cache_hit_tokens"] == 400
    expect(openai.APIStatusError, 402, lambda: ask("fail-money"))


def anthropic_messages(base):
    client = anthropic.Anthropic(base_url=f"{base}/anthropic", api_key=KEY, max_retries=0)

    def ask(model=MODEL, **more):
        return client.messages.create(
            model=model, system=SYSTEM, messages=[{"role": "user", "content": USER}], max_tokens=64, **more
        )

    formatted = {"output_config": {"format": {"type": "json_schema", "schema": SCHEMA}}}
    answer = ask(**formatted)
    assert [block.type for block in answer.content] == ["thinking", "text"]
    read(answer.content[-1].text)
    assert answer.stop_reason == "end_turn" and answer.usage.input_tokens == 600
    assert answer.usage.cache_read_input_tokens == 400 and answer.usage.output_tokens_details.thinking_tokens == 30
    tool = {"name": "answer", "input_schema": SCHEMA}
    called = ask(tools=[tool], tool_choice={"type": "tool", "name": "answer"})
    assert called.stop_reason == "tool_use" and called.content[-1].input == {"answer": "yes"}
    assert ask("cut", **formatted).stop_reason == "max_tokens"
    assert ask("refuse", **formatted).stop_reason == "refusal"
    refused = expect(anthropic.BadRequestError, 400, lambda: ask(extra_body={"temperature": 1.0}))
    assert "temperature: Extra inputs are not permitted" in str(refused)
    expect(anthropic.AuthenticationError, 401, lambda: ask("fail-key"))
    expect(anthropic.NotFoundError, 404, lambda: ask("fail-model"))
    expect(anthropic.RateLimitError, 429, lambda: ask("fail-rate"))
    spent = expect(anthropic.RateLimitError, 429, lambda: ask("fail-money"))
    assert spent.body["error"]["details"]["error_code"] == "enforced_spend_limit_reached"
    expect(anthropic.OverloadedError, 529, lambda: ask("fail-overloaded"))


def google(base):
    client = genai.Client(api_key=KEY, http_options=google_types.HttpOptions(base_url=f"{base}/google"))

    def ask(model=MODEL, **more):
        given = more or {"response_json_schema": SCHEMA}
        return client.models.generate_content(
            model=model,
            contents=USER,
            config=google_types.GenerateContentConfig(
                system_instruction=SYSTEM,
                temperature=0,
                max_output_tokens=64,
                response_mime_type="application/json",
                **given,
            ),
        )

    answer = ask()
    read(answer.text)
    usage = answer.usage_metadata
    assert usage.prompt_token_count == 1000 and usage.cached_content_token_count == 400
    assert usage.candidates_token_count == 60 and usage.thoughts_token_count == 30
    older = {"type": "OBJECT", "properties": {"answer": {"type": "STRING", "enum": ["yes", "no"]}}}
    read(ask(response_schema=older).text)
    assert ask("cut").candidates[0].finish_reason == google_types.FinishReason.MAX_TOKENS
    assert ask("refuse").candidates[0].finish_reason == google_types.FinishReason.SAFETY
    blocked = ask("block")
    assert not blocked.candidates
    assert blocked.prompt_feedback.block_reason == google_types.BlockedReason.PROHIBITED_CONTENT
    slow = expect(google_errors.ClientError, 429, lambda: ask("fail-rate"))
    assert slow.status == "RESOURCE_EXHAUSTED"
    assert any(detail.get("retryDelay") for detail in slow.details["error"]["details"])
    expect(google_errors.ClientError, 400, lambda: ask("fail-key"))
    expect(google_errors.ClientError, 404, lambda: ask("fail-model"))
    expect(google_errors.ServerError, 503, lambda: ask("fail-overloaded"))


def mistral(base):
    client = Mistral(api_key=KEY, server_url=f"{base}/mistral")

    def ask(model=MODEL):
        return client.chat.complete(
            model=model,
            messages=MESSAGES,
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": SCHEMA, "strict": True},
            },
            temperature=0,
            max_tokens=64,
            random_seed=3,
        )

    answer = ask()
    read(answer.choices[0].message.content)
    assert answer.usage.prompt_tokens == 1000 and answer.usage.completion_tokens == 90
    assert ask("cut").choices[0].finish_reason == "length"
    expect(MistralError, 429, lambda: ask("fail-rate"))
    expect(MistralError, 401, lambda: ask("fail-key"))
    expect(MistralError, 422, lambda: ask("fail-parameter"))


def ollama_chat(base):
    client = ollama.Client(host=f"{base}/ollama")

    def ask(model=MODEL):
        return client.chat(
            model=model,
            messages=MESSAGES,
            format=SCHEMA,
            options={"temperature": 0, "seed": 3, "num_predict": 64, "num_ctx": 8192},
            stream=False,
        )

    answer = ask()
    read(answer.message.content)
    assert answer.done and answer.done_reason == "stop"
    assert answer.prompt_eval_count == 1000 and answer.eval_count == 90
    assert ask("cut").done_reason == "length"
    missing = expect(ollama.ResponseError, 404, lambda: ask("fail-model"))
    assert "not found" in missing.error
    expect(ollama.ResponseError, 503, lambda: ask("fail-overloaded"))


if __name__ == "__main__":
    for client in (
        openai_chat,
        openai_responses,
        azure,
        azure_deployments,
        xai,
        deepseek,
        anthropic_messages,
        google,
        mistral,
        ollama_chat,
    ):
        client(sys.argv[1])
        print(f"ok {client.__name__}", flush=True)
