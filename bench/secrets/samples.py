"""Writes the samples of the built-in rules as files of several kinds, as one finds them in images."""
import json
import os
import pathlib
import re

import yaml

RULES = pathlib.Path(__file__).resolve().parents[2] / "src/Skep.Secrets/Rules"


def kinds(text):
    """The same secret as people ship it. A name of a file and what it holds."""
    lines = text.split("\n")
    one = len(lines) == 1
    yield "settings.conf", f"# settings\nregion = eu\n{text}\nretries = 3\n"
    yield ".env", f"NODE_ENV=production\n{text}\nPORT=8080\n"
    yield "values.yaml", "kind: ConfigMap\ndata:\n  settings: |\n" + "".join(f"    {line}\n" for line in lines)
    yield "data.json", json.dumps({"name": "app", "settings": text}, indent=2)
    yield "app.py", f'import os\n\nSETTINGS = """\n{text}\n"""\n'
    yield "run.sh", f"#!/bin/sh\ncat > /etc/app.conf <<'EOF'\n{text}\nEOF\nexec app\n"
    if one and "'" not in text:
        yield "Dockerfile", f"FROM debian\nRUN app configure '{text}'\nUSER app\n"


NEGATIVE = ("generic", "database", "url", "host", "private-key")
"""Families whose clean samples hold nothing at all; those of an issuer are real under a general rule."""

HARMLESS = {
    "template.env": "DB_PASSWORD=${DB_PASSWORD}\nAPI_KEY=<your-api-key>\nTOKEN={{ .Values.token }}\nSECRET_KEY=changeme\n",
    "docs.md": "Set `AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE` and run\n`curl -u user:password https://example.com/`.\n",
    "config.py": "password = os.environ['DB_PASSWORD']\napi_key = settings.get('api_key_v2')\ntoken = request.headers['x-token']\n",
    "lock.json": '{"integrity": "sha512-Z9k0mJ0sXcB3r2oQ5wYvA1uTqLhPn8dKfGiEjRzV6yM4bN7xCtHaSlUeOpWqDr==", "resolved": "https://registry.npmjs.org/a/-/a-1.0.0.tgz"}',
    "sums.txt": "d41d8cd98f00b204e9800998ecf8427e  empty\n429b7e1c8d3fa650429b7e1c8d3fa651  /etc/passwd\n",
    "compose.yaml": "services:\n  db:\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/db1\n      URL: postgres://user:password@localhost/db\n",
    "page.js": "const nextToken = getToken(1); let password = user.password1; key: `${apiKey}`\n",
    "vault.yaml": "password: !vault secret/data/app1#password\nsecretName: tls-cert-2\nsecretKeyRef: {name: app, key: token1}\n",
    "ids.json": '{"requestId": "5290ab93-f50f-a8d6-87df-666ba6a088f0", "commit": "9fceb02d0ae598e95dc970b74767f19372d61af8"}',
    "public.pem": "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----\n",
}
"""Text as every project has it, without a secret."""


def binary(text):
    """A program with the text among its strings."""
    return b"\x7fELF\x02\x01\x01" + b"\0" * 57 + text.encode("latin-1", "replace") + b"\0" * 64


def rules():
    """Every rule that looks for text: its id and its samples. Rules on whole files have no counterpart elsewhere."""
    for path in sorted(RULES.rglob("*.yaml")):
        for rule in yaml.safe_load(path.read_text()).get("rules", []):
            if "file" not in rule and "bulk" not in rule:
                yield rule["id"], rule.get("samples", {})


def texts(samples, key):
    """Place and text of each sample; text that the tests fill in is left out."""
    for sample in samples.get(key, []):
        path, text = (sample["path"], sample["text"]) if isinstance(sample, dict) else ("", sample)
        text = text.replace("{}", "").replace("%PAD%", "a" * 400)
        if not re.search(r"%[A-Z-]{3,}%", text):
            yield path, text


def write(folder):
    """Writes the trees match/ and clean/: FAMILY/RULE/NUMBER/KIND. Returns nothing: the tree is the result."""
    matching = {text for _, samples in rules() for _, text in texts(samples, "match")}
    for rule, samples in rules():
        for number, (path, text) in enumerate(texts(samples, "match")):
            at = os.path.join(folder, "match", *rule.split("/")[1:], str(number))
            if path:
                put(os.path.join(at, path), text.encode("latin-1", "replace"))
                continue
            for name, content in kinds(text):
                put(os.path.join(at, name), content.encode())
            put(os.path.join(at, "program"), binary(text))
        for number, (path, text) in enumerate(texts(samples, "clean")):
            if text not in matching and rule.split("/")[1] in NEGATIVE:
                at = os.path.join(folder, "clean", *rule.split("/")[1:], str(number))
                put(os.path.join(at, path or "settings.conf"), f"# settings\n{text}\n".encode())
    for name, text in HARMLESS.items():
        put(os.path.join(folder, "clean", "harmless", name), text.encode())


def put(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)
