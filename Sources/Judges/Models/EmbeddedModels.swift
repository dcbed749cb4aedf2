// Written by scripts/models from config/models.json; change that file.
// swift-format-ignore-file

/// The table of models as it was when this version was built.
enum EmbeddedModels {
    static let json = """
        {
          "families": {
            "small_billions": "4",
            "small": ["local-judge*", "smollm*", "tinyllama*"],
            "open": ["qwen*", "llama*", "meta-llama*", "mistral*", "mixtral*", "ministral*", "gemma*", "phi*", "olmo*", "granite*", "yi-*", "falcon*", "vicuna*", "command-r*", "gpt-oss*"],
            "thinking": ["r1", "qwq", "thinking", "reasoning", "reasoner"],
            "without_token_probabilities": ["gpt-oss*"]
          },
          "models": [
            {"match": ["gpt-3.5-turbo"], "provider": "openai", "context": 16385, "output": 4096, "temperature": true, "structured": ["object", "text"], "token_probabilities": true, "retires": "2026-10-23",
             "currency": "USD", "prices": [
              {"input": "0.5", "cached": null, "cache_write": null, "output": "1.5"}
             ],
             "limits": {"requests_per_minute": 3500, "tokens_per_minute": 200000, "tier": "1",
              "source": "OpenAI's table of usage tier 1, as quoted in community.openai.com/t/1028595 (late 2024)", "as_of": "2024-12-01"},
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4"], "provider": "openai", "context": 8192, "output": 4096, "temperature": true, "structured": ["text"], "token_probabilities": true, "retires": "2026-10-23",
             "currency": "USD", "prices": [
              {"input": "30", "cached": null, "cache_write": null, "output": "60"}
             ],
             "limits": {"requests_per_minute": 500, "tokens_per_minute": 10000, "tier": "1",
              "source": "OpenAI's table of usage tier 1, as quoted in community.openai.com/t/1028595 (late 2024)", "as_of": "2024-12-01"},
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4-turbo"], "provider": "openai", "context": 128000, "output": 4096, "temperature": true, "structured": ["object", "text"], "token_probabilities": true, "retires": "2026-10-23",
             "currency": "USD", "prices": [
              {"input": "10", "cached": null, "cache_write": null, "output": "30"}
             ],
             "limits": {"requests_per_minute": 500, "tokens_per_minute": 30000, "tier": "1",
              "source": "OpenAI's table of usage tier 1, as quoted in community.openai.com/t/1028595 (late 2024)", "as_of": "2024-12-01"},
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4o"], "provider": "openai", "context": 128000, "output": 16384, "temperature": true, "structured": ["schema", "object", "text"], "token_probabilities": true, "retires": null,
             "currency": "USD", "prices": [
              {"input": "2.5", "cached": "1.25", "cache_write": null, "output": "10"}
             ],
             "limits": {"requests_per_minute": 500, "tokens_per_minute": 30000, "tier": "1",
              "source": "OpenAI's table of usage tier 1, as quoted in community.openai.com/t/1028595 (late 2024)", "as_of": "2024-12-01"},
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4o-mini"], "provider": "openai", "context": 128000, "output": 16384, "temperature": true, "structured": ["schema", "object", "text"], "token_probabilities": true, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.15", "cached": "0.075", "cache_write": null, "output": "0.6"}
             ],
             "limits": {"requests_per_minute": 500, "tokens_per_minute": 200000, "tier": "1",
              "source": "OpenAI's table of usage tier 1, as quoted in community.openai.com/t/1028595 (late 2024)", "as_of": "2024-12-01"},
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4.1"], "provider": "openai", "context": 1047576, "output": 32768, "temperature": true, "structured": ["schema", "object", "text"], "token_probabilities": true, "retires": null,
             "currency": "USD", "prices": [
              {"input": "2", "cached": "0.5", "cache_write": null, "output": "8"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4.1-mini"], "provider": "openai", "context": 1047576, "output": 32768, "temperature": true, "structured": ["schema", "object", "text"], "token_probabilities": true, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.4", "cached": "0.1", "cache_write": null, "output": "1.6"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4.1-nano"], "provider": "openai", "context": 1047576, "output": 32768, "temperature": true, "structured": ["schema", "object", "text"], "token_probabilities": true, "retires": "2026-10-23",
             "currency": "USD", "prices": [
              {"input": "0.1", "cached": "0.025", "cache_write": null, "output": "0.4"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["chatgpt-4o*"], "provider": "openai", "context": null, "output": null, "temperature": true, "structured": null, "token_probabilities": true, "retires": null,
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "API references of the providers", "as_of": "2026-11-22"},
            {"match": ["gpt-4o-2024-05-13"], "provider": "openai", "context": 128000, "output": 4096, "temperature": true, "structured": ["object", "text"], "token_probabilities": true, "retires": "2026-10-23",
             "currency": "USD", "prices": [
              {"input": "5", "cached": null, "cache_write": null, "output": "15"}
             ],
             "limits": {"requests_per_minute": 500, "tokens_per_minute": 30000, "tier": "1",
              "source": "OpenAI's table of usage tier 1, as quoted in community.openai.com/t/1028595 (late 2024)", "as_of": "2024-12-01"},
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4o-2024-08-06"], "provider": "openai", "context": 128000, "output": 16384, "temperature": true, "structured": ["schema", "object", "text"], "token_probabilities": true, "retires": "2027-01-14",
             "currency": "USD", "prices": [
              {"input": "2.5", "cached": "1.25", "cache_write": null, "output": "10"}
             ],
             "limits": {"requests_per_minute": 500, "tokens_per_minute": 30000, "tier": "1",
              "source": "OpenAI's table of usage tier 1, as quoted in community.openai.com/t/1028595 (late 2024)", "as_of": "2024-12-01"},
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4o-2024-11-20"], "provider": "openai", "context": 128000, "output": 16384, "temperature": true, "structured": ["schema", "object", "text"], "token_probabilities": true, "retires": "2027-01-14",
             "currency": "USD", "prices": [
              {"input": "2.5", "cached": "1.25", "cache_write": null, "output": "10"}
             ],
             "limits": {"requests_per_minute": 500, "tokens_per_minute": 30000, "tier": "1",
              "source": "OpenAI's table of usage tier 1, as quoted in community.openai.com/t/1028595 (late 2024)", "as_of": "2024-12-01"},
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4o-mini-2024-07-18"], "provider": "openai", "context": 128000, "output": 16384, "temperature": true, "structured": ["schema", "object", "text"], "token_probabilities": true, "retires": "2027-01-14",
             "currency": "USD", "prices": [
              {"input": "0.15", "cached": "0.075", "cache_write": null, "output": "0.6"}
             ],
             "limits": {"requests_per_minute": 500, "tokens_per_minute": 200000, "tier": "1",
              "source": "OpenAI's table of usage tier 1, as quoted in community.openai.com/t/1028595 (late 2024)", "as_of": "2024-12-01"},
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4.1-2025-04-14"], "provider": "openai", "context": 1047576, "output": 32768, "temperature": true, "structured": ["schema", "object", "text"], "token_probabilities": true, "retires": "2027-01-14",
             "currency": "USD", "prices": [
              {"input": "2", "cached": "0.5", "cache_write": null, "output": "8"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4.1-mini-2025-04-14"], "provider": "openai", "context": 1047576, "output": 32768, "temperature": true, "structured": ["schema", "object", "text"], "token_probabilities": true, "retires": "2027-01-14",
             "currency": "USD", "prices": [
              {"input": "0.4", "cached": "0.1", "cache_write": null, "output": "1.6"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-5", "gpt-5-20*"], "provider": "openai", "context": 272000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": "2026-12-11",
             "currency": "USD", "prices": [
              {"input": "1.25", "cached": "0.125", "cache_write": null, "output": "10"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-5-mini", "gpt-5-mini-20*"], "provider": "openai", "context": 272000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": "2026-12-11",
             "currency": "USD", "prices": [
              {"input": "0.25", "cached": "0.025", "cache_write": null, "output": "2"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-5-nano", "gpt-5-nano-20*"], "provider": "openai", "context": 272000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": "2026-12-11",
             "currency": "USD", "prices": [
              {"input": "0.05", "cached": "0.005", "cache_write": null, "output": "0.4"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-5.1", "gpt-5.1-20*"], "provider": "openai", "context": 272000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": "2027-04-01",
             "currency": "USD", "prices": [
              {"input": "1.25", "cached": "0.125", "cache_write": null, "output": "10"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-5.2", "gpt-5.2-20*"], "provider": "openai", "context": 272000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "1.75", "cached": "0.175", "cache_write": null, "output": "14"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-5.4", "gpt-5.4-20*"], "provider": "openai", "context": 1050000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "2.5", "cached": "0.25", "cache_write": null, "output": "15"},
              {"above": 272000, "input": "5", "cached": "0.5", "cache_write": null, "output": "22.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-5.4-mini", "gpt-5.4-mini-20*"], "provider": "openai", "context": 272000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.75", "cached": "0.075", "cache_write": null, "output": "4.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-5.4-nano", "gpt-5.4-nano-20*"], "provider": "openai", "context": 272000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": "2027-04-01",
             "currency": "USD", "prices": [
              {"input": "0.2", "cached": "0.02", "cache_write": null, "output": "1.25"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-5.5", "gpt-5.5-20*"], "provider": "openai", "context": 1050000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "5", "cached": "0.5", "cache_write": null, "output": "30"},
              {"above": 272000, "input": "10", "cached": "1", "cache_write": null, "output": "45"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["o1", "o1-20*"], "provider": "openai", "context": 200000, "output": 100000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": "2026-10-23",
             "currency": "USD", "prices": [
              {"input": "15", "cached": "7.5", "cache_write": null, "output": "60"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["o3", "o3-20*"], "provider": "openai", "context": 200000, "output": 100000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": "2026-12-11",
             "currency": "USD", "prices": [
              {"input": "2", "cached": "0.5", "cache_write": null, "output": "8"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["o3-mini", "o3-mini-20*"], "provider": "openai", "context": 200000, "output": 100000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": "2026-10-23",
             "currency": "USD", "prices": [
              {"input": "1.1", "cached": "0.55", "cache_write": null, "output": "4.4"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["o4-mini", "o4-mini-20*"], "provider": "openai", "context": 200000, "output": 100000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": "2026-10-23",
             "currency": "USD", "prices": [
              {"input": "1.1", "cached": "0.275", "cache_write": null, "output": "4.4"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-5.6-sol", "gpt-5.6-sol-20*"], "provider": "openai", "context": 922000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "4", "cached": "0.4", "cache_write": "5", "output": "20"},
              {"above": 272000, "input": "8", "cached": "0.8", "cache_write": "10", "output": "30"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-5.6-terra", "gpt-5.6-terra-20*"], "provider": "openai", "context": 922000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "2", "cached": "0.2", "cache_write": "2.5", "output": "12"},
              {"above": 272000, "input": "4", "cached": "0.4", "cache_write": "5", "output": "18"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-5.6-luna", "gpt-5.6-luna-20*"], "provider": "openai", "context": 922000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.2", "cached": "0.02", "cache_write": "0.25", "output": "1.2"},
              {"above": 272000, "input": "0.4", "cached": "0.04", "cache_write": "0.5", "output": "1.8"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-6-sol", "gpt-6-sol-20*"], "provider": "openai", "context": 922000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "2", "cached": "0.2", "cache_write": "2.5", "output": "10"},
              {"above": 272000, "input": "4", "cached": "0.4", "cache_write": "5", "output": "15"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-6-luna", "gpt-6-luna-20*"], "provider": "openai", "context": 922000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.1", "cached": "0.01", "cache_write": "0.125", "output": "0.5"},
              {"above": 272000, "input": "0.2", "cached": "0.02", "cache_write": "0.25", "output": "0.75"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-6-astra", "gpt-6-astra-20*"], "provider": "openai", "context": 922000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "10", "cached": "1", "cache_write": "12.5", "output": "50"},
              {"above": 272000, "input": "20", "cached": "2", "cache_write": "25", "output": "75"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-6.1-sol", "gpt-6.1-sol-20*"], "provider": "openai", "context": 922000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "2", "cached": "0.1", "cache_write": "2.5", "output": "10"},
              {"above": 272000, "input": "4", "cached": "0.2", "cache_write": "5", "output": "15"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-6.1-terra", "gpt-6.1-terra-20*"], "provider": "openai", "context": 922000, "output": 128000, "temperature": false, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "1", "cached": "0.05", "cache_write": "1.25", "output": "5"},
              {"above": 272000, "input": "2", "cached": "0.1", "cache_write": "2.5", "output": "7.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gpt-4*", "gpt-3.5*"], "provider": "openai", "context": null, "output": null, "temperature": true, "structured": null, "token_probabilities": true, "retires": null,
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "API references of the providers", "as_of": "2026-11-22"},
            {"match": ["gpt-5*", "o1*", "o3*", "o4*"], "provider": "openai", "context": null, "output": null, "temperature": false, "structured": null, "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "API references of the providers", "as_of": "2026-11-22"},
            {"match": ["gpt-6*"], "provider": "openai", "context": null, "output": null, "temperature": false, "structured": null, "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "API references of the providers", "as_of": "2026-11-22"},
            {"match": ["claude-haiku-4-5", "claude-haiku-4-5-20*"], "provider": "anthropic", "context": 200000, "output": 64000, "temperature": false, "structured": ["schema", "tool", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "1", "cached": "0.1", "cache_write": "1.25", "output": "5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["claude-haiku-5-5", "claude-haiku-5-5-20*"], "provider": "anthropic", "context": 1000000, "output": 128000, "temperature": false, "structured": ["schema", "tool", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.1", "cached": "0.01", "cache_write": "0.125", "output": "0.5"},
              {"above": 100000, "input": "0.5", "cached": "0.05", "cache_write": "0.625", "output": "2.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["claude-sonnet-4-5", "claude-sonnet-4-5-20*"], "provider": "anthropic", "context": 200000, "output": 64000, "temperature": false, "structured": ["schema", "tool", "text"], "token_probabilities": false, "retires": "2026-11-30",
             "currency": "USD", "prices": [
              {"input": "3", "cached": "0.3", "cache_write": "3.75", "output": "15"},
              {"above": 200000, "input": "6", "cached": "0.6", "cache_write": "7.5", "output": "22.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1, anthropic 2.12.0", "as_of": "2026-11-22"},
            {"match": ["claude-sonnet-4-6", "claude-sonnet-4-6-20*"], "provider": "anthropic", "context": 1000000, "output": 128000, "temperature": false, "structured": ["schema", "tool", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "3", "cached": "0.3", "cache_write": "3.75", "output": "15"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["claude-sonnet-5", "claude-sonnet-5-20*"], "provider": "anthropic", "context": 1000000, "output": 128000, "temperature": false, "structured": ["schema", "tool", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "2", "cached": "0.2", "cache_write": "2.5", "output": "10"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["claude-sonnet-5-5", "claude-sonnet-5-5-20*"], "provider": "anthropic", "context": 1000000, "output": 128000, "temperature": false, "structured": ["schema", "tool", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "2", "cached": "0.1", "cache_write": "2.5", "output": "10"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["claude-opus-4-5", "claude-opus-4-5-20*"], "provider": "anthropic", "context": 200000, "output": 64000, "temperature": false, "structured": ["schema", "tool", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "5", "cached": "0.5", "cache_write": "6.25", "output": "25"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["claude-opus-4-6", "claude-opus-4-6-20*"], "provider": "anthropic", "context": 1000000, "output": 128000, "temperature": false, "structured": ["schema", "tool", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "5", "cached": "0.5", "cache_write": "6.25", "output": "25"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["claude-opus-4-7", "claude-opus-4-7-20*"], "provider": "anthropic", "context": 1000000, "output": 128000, "temperature": false, "structured": ["schema", "tool", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "5", "cached": "0.5", "cache_write": "6.25", "output": "25"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["claude-opus-4-8", "claude-opus-4-8-20*"], "provider": "anthropic", "context": 1000000, "output": 128000, "temperature": false, "structured": ["schema", "tool", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "5", "cached": "0.5", "cache_write": "6.25", "output": "25"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["claude-opus-5", "claude-opus-5-20*"], "provider": "anthropic", "context": 1000000, "output": 128000, "temperature": false, "structured": ["schema", "tool", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "5", "cached": "0.5", "cache_write": "6.25", "output": "25"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["claude-opus-5-5", "claude-opus-5-5-20*"], "provider": "anthropic", "context": 1000000, "output": 128000, "temperature": false, "structured": ["schema", "tool", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "4", "cached": "0.2", "cache_write": "5", "output": "20"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["claude-3-sonnet*", "claude-2*"], "provider": "anthropic", "context": null, "output": null, "temperature": false, "structured": ["tool", "text"], "token_probabilities": false, "retires": "2025-07-21",
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "anthropic 2.12.0", "as_of": "2026-11-22"},
            {"match": ["claude-3-opus*"], "provider": "anthropic", "context": null, "output": null, "temperature": false, "structured": ["tool", "text"], "token_probabilities": false, "retires": "2026-01-05",
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "anthropic 2.12.0", "as_of": "2026-11-22"},
            {"match": ["claude-3-7-sonnet*", "claude-3-5-haiku*"], "provider": "anthropic", "context": null, "output": null, "temperature": false, "structured": ["tool", "text"], "token_probabilities": false, "retires": "2026-02-19",
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "anthropic 2.12.0", "as_of": "2026-11-22"},
            {"match": ["claude-opus-4-0", "claude-opus-4-2025*", "claude-sonnet-4-0", "claude-sonnet-4-2025*"], "provider": "anthropic", "context": null, "output": null, "temperature": false, "structured": ["tool", "text"], "token_probabilities": false, "retires": "2026-06-15",
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "anthropic 2.12.0", "as_of": "2026-11-22"},
            {"match": ["claude*"], "provider": "anthropic", "context": null, "output": null, "temperature": false, "structured": null, "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "API references of the providers", "as_of": "2026-11-22"},
            {"match": ["gemini-2.5-flash"], "provider": "google", "context": 1048576, "output": 65536, "temperature": null, "structured": ["schema", "openapi", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.3", "cached": "0.03", "cache_write": null, "output": "2.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gemini-2.5-flash-lite"], "provider": "google", "context": 1048576, "output": 65536, "temperature": null, "structured": ["schema", "openapi", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.1", "cached": "0.01", "cache_write": null, "output": "0.4"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gemini-2.5-pro"], "provider": "google", "context": 1048576, "output": 65536, "temperature": null, "structured": ["schema", "openapi", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "1.25", "cached": "0.125", "cache_write": null, "output": "10"},
              {"above": 200000, "input": "2.5", "cached": "0.25", "cache_write": null, "output": "15"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gemini-3.1-flash-lite"], "provider": "google", "context": 1048576, "output": 65536, "temperature": null, "structured": ["schema", "openapi", "object", "text"], "token_probabilities": false, "retires": "2027-05-07",
             "currency": "USD", "prices": [
              {"input": "0.25", "cached": "0.025", "cache_write": null, "output": "1.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gemini-3.1-pro-preview", "gemini-pro-latest"], "provider": "google", "context": 1048576, "output": 65536, "temperature": null, "structured": ["schema", "openapi", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "2", "cached": "0.2", "cache_write": null, "output": "12"},
              {"above": 200000, "input": "4", "cached": "0.4", "cache_write": null, "output": "18"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gemini-3.5-flash"], "provider": "google", "context": 1048576, "output": 65536, "temperature": null, "structured": ["schema", "openapi", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "1.5", "cached": "0.15", "cache_write": null, "output": "9"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gemini-3.5-flash-lite", "gemini-flash-lite-latest"], "provider": "google", "context": 1048576, "output": 65536, "temperature": null, "structured": ["schema", "openapi", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.3", "cached": "0.03", "cache_write": null, "output": "2.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gemini-3.6-flash"], "provider": "google", "context": 1048576, "output": 65536, "temperature": null, "structured": ["schema", "openapi", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.75", "cached": "0.075", "cache_write": null, "output": "3.75"},
              {"since": "2027-01-01", "input": "1.5", "cached": "0.15", "cache_write": null, "output": "7.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gemini-3.7-flash"], "provider": "google", "context": 1048576, "output": 65536, "temperature": null, "structured": ["schema", "openapi", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.75", "cached": "0.075", "cache_write": null, "output": "3.75"},
              {"since": "2027-01-01", "input": "1.5", "cached": "0.15", "cache_write": null, "output": "7.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gemini-3.8-flash", "gemini-flash-latest"], "provider": "google", "context": 1048576, "output": 65536, "temperature": null, "structured": ["schema", "openapi", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.75", "cached": "0.075", "cache_write": null, "output": "3.75"},
              {"since": "2027-01-01", "input": "1.5", "cached": "0.15", "cache_write": null, "output": "7.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["gemini*"], "provider": "google", "context": null, "output": null, "temperature": null, "structured": null, "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "API references of the providers", "as_of": "2026-11-22"},
            {"match": ["grok-4.3*"], "provider": "xai", "context": 1000000, "output": 1000000, "temperature": null, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "1.25", "cached": "0.2", "cache_write": null, "output": "2.5"},
              {"above": 199999, "input": "2.5", "cached": "0.4", "cache_write": null, "output": "5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["grok-4.5*"], "provider": "xai", "context": 500000, "output": 500000, "temperature": null, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "2", "cached": "0.3", "cache_write": null, "output": "6"},
              {"above": 199999, "input": "4", "cached": "0.6", "cache_write": null, "output": "12"}
             ],
             "limits": {"requests_per_minute": 7200, "tokens_per_minute": 50000000, "tier": "0",
              "source": "docs.x.ai/developers/rate-limits: 150 a second, the 48th part of a minute's; read at developersdigest.tech/rate-limits/xai", "as_of": "2026-10-17"},
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["grok-4.6*"], "provider": "xai", "context": 500000, "output": 500000, "temperature": null, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "2", "cached": "0.5", "cache_write": null, "output": "6"},
              {"above": 199999, "input": "4", "cached": "1", "cache_write": null, "output": "12"}
             ],
             "limits": {"requests_per_minute": 7200, "tokens_per_minute": 50000000, "tier": "0",
              "source": "docs.x.ai/developers/rate-limits: 150 a second, the 48th part of a minute's; read at developersdigest.tech/rate-limits/xai", "as_of": "2026-10-17"},
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["grok-4.7*"], "provider": "xai", "context": 500000, "output": 500000, "temperature": null, "structured": ["schema", "object", "text"], "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [
              {"input": "2", "cached": "0.5", "cache_write": null, "output": "6"},
              {"above": 199999, "input": "4", "cached": "1", "cache_write": null, "output": "12"}
             ],
             "limits": {"requests_per_minute": 7200, "tokens_per_minute": 50000000, "tier": "0",
              "source": "docs.x.ai/developers/rate-limits: 150 a second, the 48th part of a minute's; read at developersdigest.tech/rate-limits/xai", "as_of": "2026-10-17"},
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["grok*"], "provider": "xai", "context": null, "output": null, "temperature": null, "structured": null, "token_probabilities": false, "retires": null,
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "API references of the providers", "as_of": "2026-11-22"},
            {"match": ["deepseek-chat"], "provider": "deepseek", "context": 131072, "output": 8192, "temperature": null, "structured": ["object", "text"], "token_probabilities": null, "retires": "2026-07-24",
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["deepseek-reasoner"], "provider": "deepseek", "context": 131072, "output": 65536, "temperature": null, "structured": ["object", "text"], "token_probabilities": false, "retires": "2026-07-24",
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["deepseek-flash"], "provider": "deepseek", "context": 1000000, "output": 393216, "temperature": null, "structured": ["object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.15", "cached": "0.003", "cache_write": null, "output": "0.6"},
              {"hours_utc": "01:00-04:00", "input": "0.3", "cached": "0.006", "cache_write": null, "output": "1.2"},
              {"hours_utc": "06:00-10:00", "input": "0.3", "cached": "0.006", "cache_write": null, "output": "1.2"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["deepseek-v4-flash"], "provider": "deepseek", "context": 1000000, "output": 393216, "temperature": null, "structured": ["object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.15", "cached": "0.003", "cache_write": null, "output": "0.6"},
              {"hours_utc": "01:00-04:00", "input": "0.3", "cached": "0.006", "cache_write": null, "output": "1.2"},
              {"hours_utc": "06:00-10:00", "input": "0.3", "cached": "0.006", "cache_write": null, "output": "1.2"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["deepseek-v4-pro"], "provider": "deepseek", "context": 1000000, "output": 393216, "temperature": null, "structured": ["object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.66", "cached": "0.022", "cache_write": null, "output": "1.98"},
              {"hours_utc": "01:00-04:00", "input": "1.32", "cached": "0.044", "cache_write": null, "output": "3.96"},
              {"hours_utc": "06:00-10:00", "input": "1.32", "cached": "0.044", "cache_write": null, "output": "3.96"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["mistral-small-latest"], "provider": "mistral", "context": 262144, "output": 262144, "temperature": null, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.15", "cached": "0.015", "cache_write": null, "output": "0.6"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["mistral-small-2603"], "provider": "mistral", "context": 262144, "output": 262144, "temperature": null, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.15", "cached": "0.015", "cache_write": null, "output": "0.6"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["mistral-medium-latest"], "provider": "mistral", "context": 262144, "output": 262144, "temperature": null, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "1.5", "cached": "0.15", "cache_write": null, "output": "7.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["mistral-medium-3-5", "mistral-medium-3.5"], "provider": "mistral", "context": 262144, "output": 262144, "temperature": null, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "1.5", "cached": "0.15", "cache_write": null, "output": "7.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["mistral-large-2512"], "provider": "mistral", "context": 262144, "output": 262144, "temperature": null, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.5", "cached": "0.05", "cache_write": null, "output": "1.5"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["mistral-large-4", "mistral-large-4-0"], "provider": "mistral", "context": 1048576, "output": 1048576, "temperature": null, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.7", "cached": "0.07", "cache_write": null, "output": "2.1"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["ministral-8b-latest"], "provider": "mistral", "context": 262144, "output": 262144, "temperature": null, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [
              {"input": "0.15", "cached": "0.015", "cache_write": null, "output": "0.15"}
             ],
             "limits": null,
             "source": "genai-prices 0.2.3, litellm 1.109.1", "as_of": "2026-11-22"},
            {"match": ["mistral-large-latest"], "provider": "mistral", "context": 262144, "output": 262144, "temperature": null, "structured": ["schema", "object", "text"], "token_probabilities": null, "retires": null,
             "currency": "USD", "prices": [],
             "limits": null,
             "source": "litellm 1.109.1", "as_of": "2026-11-22"}
          ]
        }
        """
}
