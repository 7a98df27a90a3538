"""Which tests hold which business rule: collected from their marks, and written to docs/rules.md by `make rules`."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent.parent
LIST, PAGE = HERE / "docs" / "rules.yaml", HERE / "docs" / "rules.md"
HEAD = """# The rules, and the tests that hold them

Made from `docs/rules.yaml` and from the marks of the tests, by `make rules`: do not write here.
The rules are those of the Quality Assurance Framework of April 2024, in our own words; what it leaves open and we
propose says so. A test holds a rule when it fails once the rule is broken.
"""


@dataclass(frozen=True)
class Rule:
    """One rule, in our own words."""

    name: str
    words: str


@dataclass(frozen=True, order=True)
class Held:
    """A test that is marked with a rule."""

    path: str
    test: str

    @property
    def sentence(self) -> str:
        """The test's name as a person reads it."""
        return self.test.removeprefix("test_").replace("_", " ")


def chapters() -> dict[str, list[Rule]]:
    """The rules by their chapter, as the list has them."""
    written = yaml.safe_load(LIST.read_text(encoding="utf-8"))
    return {one["title"]: [Rule(name, words) for name, words in one["rules"].items()] for one in written}


def held() -> dict[str, list[Held]]:
    """The tests by the rule that they are marked with."""
    found: dict[str, set[Held]] = {}
    for file in sorted((HERE / "tests").rglob("test_*.py")):
        path = file.relative_to(HERE).as_posix()
        for name, test in marked(file.read_text(encoding="utf-8")):
            found.setdefault(name, set()).add(Held(path, test))
    return {name: sorted(tests) for name, tests in found.items()}


def marked(source: str) -> Iterator[tuple[str, str]]:
    """Each rule and test of a file: marked itself, or by its class or its file."""
    if "mark.rule(" in source:
        tree = ast.parse(source)
        whole = [name for node in tree.body if _is_pytestmark(node) for name in _names(node)]
        yield from _in_body(tree.body, whole)


def page(tests: Mapping[str, list[Held]]) -> str:
    """docs/rules.md."""
    return HEAD + "".join(
        f"\n## {title}\n" + "".join(_entry(rule, tests.get(rule.name, [])) for rule in rules)
        for title, rules in chapters().items()
    )


def _entry(rule: Rule, tests: list[Held]) -> str:
    lines = [f"- [{one.sentence}](../{one.path})" for one in tests]
    return "\n".join(["", f"**{rule.name}** {rule.words}", "", *lines, ""])


def _in_body(body: list[ast.stmt], outer: list[str]) -> Iterator[tuple[str, str]]:
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        names = [*outer, *(name for one in node.decorator_list for name in _names(one))]
        if isinstance(node, ast.ClassDef):
            yield from _in_body(node.body, names)
        elif node.name.startswith("test_"):
            yield from ((name, node.name) for name in names)


def _is_pytestmark(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and [ast.unparse(one) for one in node.targets] == ["pytestmark"]


def _names(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Call) and ast.unparse(one.func) == "pytest.mark.rule":
            yield from (ast.literal_eval(name) for name in one.args)


if __name__ == "__main__":
    PAGE.write_text(page(held()), encoding="utf-8")
