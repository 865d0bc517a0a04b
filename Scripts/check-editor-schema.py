#!/usr/bin/env python3
"""Validates specs against the schema that `stepsmith schema` prints, with a validator that is not ours.

Usage: check-editor-schema.py SCHEMA FOLDER…   Every spec in the folders must be valid. Needs jsonschema and PyYAML.
"""
import json
import pathlib
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """Dates stay text, as in YAML 1.2."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
specs = [path for folder in sys.argv[2:] for path in sorted(pathlib.Path(folder).rglob("*.y*ml"))]
refused = 0
for path in specs:
    for error in validator.iter_errors(yaml.load(path.read_text(), Loader)):
        refused += 1
        print(f"{path}: {error.json_path}: {error.message[:200]}")
print(f"{len(specs)} specs, {refused} errors")
if refused or not specs:
    sys.exit(1)
