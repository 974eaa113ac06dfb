"""The questions in Spark's words: the same SQL files, parsed as DuckDB's and written as Spark's by sqlglot.

Four things differ beyond spelling. The shared rules of ``rules.py`` are written out where they are called. A 128-bit
integer is ``decimal(38, 0)``. ``create table x as`` becomes a query and the name it goes by. ``arg_max`` passes over
nulls while ``max_by`` answers with them, so the null is left out by a filter. What is outside this common subset is
refused by name, so that a question that only one engine understands is seen at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import sqlglot
from sqlglot import exp

from halfsky.cube.rules import RULES
from halfsky.method.errors import HalfskyError


class NotPortable(HalfskyError):
    """A construct that the two engines do not share."""

    messages = {
        "unknown": (
            "SQL 中的 {what} 不属于两种引擎共有的写法，请改写：{where}",
            "{what} is not in the SQL that both engines share; write it another way: {where}",
        ),
    }


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement for Spark: the table it ``makes`` ("" for an answer), whether it ``reads`` any, its query."""

    makes: str
    reads: bool
    text: str


@lru_cache(maxsize=64)
def spark(sql: str) -> tuple[Statement, ...]:
    """The statements of ``sql`` (DuckDB's dialect) for Spark; NotPortable when one cannot be said there."""
    return tuple(_statement(tree) for tree in sqlglot.parse(sql, read="duckdb") if tree is not None)


def written(statements: tuple[Statement, ...]) -> str:
    """The statements as a text to read and to compare."""
    return "".join(
        f"-- makes {one.makes}\n{one.text};\n" if one.makes else f"-- answers\n{one.text};\n" for one in statements
    )


def _statement(tree: exp.Expression) -> Statement:
    makes, query = "", tree
    if isinstance(tree, exp.Create):
        if tree.args.get("kind") != "TABLE" or tree.expression is None:
            raise NotPortable("unknown", what=f"create {tree.args.get('kind')}", where=_near(tree))
        makes, query = tree.this.name, tree.expression
    if not isinstance(query, exp.Query):
        raise NotPortable("unknown", what=type(query).__name__.lower(), where=_near(query))
    query = query.copy()
    _write_out_rules(query)
    for node in list(query.walk()):
        _adapt(node)
    return Statement(makes, query.find(exp.Table) is not None, query.sql(dialect="spark", pretty=True, max_text_width=110, comments=False))


def _adapt(node: exp.Expression) -> None:
    """Change one node in place to what Spark means by it."""
    if isinstance(node, exp.DataType) and node.this in (exp.DataType.Type.INT128, exp.DataType.Type.UINT128):
        node.replace(exp.DataType.build("decimal(38, 0)"))
    elif isinstance(node, exp.ArgMax | exp.ArgMin):
        _leave_null_out(node)
    elif isinstance(node, exp.Round):
        raise NotPortable("unknown", what="round (use round_div)", where=_near(node))
    elif isinstance(node, exp.Anonymous):
        raise NotPortable("unknown", what=f"{node.name}()", where=_near(node))


def _leave_null_out(node: exp.Expression) -> None:
    given = exp.Not(this=exp.Is(this=node.this.copy(), expression=exp.Null()))
    around = node.parent
    if isinstance(around, exp.Filter):
        condition = around.expression.this
        if condition.sql() != given.sql():
            around.expression.set("this", exp.and_(condition.copy(), given))
    else:
        filtered = exp.Filter(this=exp.Null(), expression=exp.Where(this=given))
        node.replace(filtered)
        filtered.set("this", node)


def _write_out_rules(query: exp.Expression) -> None:
    """Put the text of each shared rule in the place of its call, until none is left."""
    while (call := next(_calls(query), None)) is not None:
        names, body = _rule(call.name)
        if len(names) != len(call.expressions):
            raise NotPortable("unknown", what=f"{call.name}() of {len(call.expressions)}", where=_near(call))
        given = dict(zip(names, call.expressions, strict=True))
        body = exp.Paren(this=body.copy())
        for column in list(body.find_all(exp.Column)):
            column.replace(_bracketed(given[column.name]))
        call.replace(body)


def _calls(query: exp.Expression) -> Iterator[exp.Anonymous]:
    return (node for node in query.find_all(exp.Anonymous) if node.name in RULES)


@cache
def _rule(name: str) -> tuple[tuple[str, ...], exp.Expression]:
    given, text = RULES[name]
    return tuple(part.strip() for part in given.split(",")), sqlglot.parse_one(text, read="duckdb")


def _bracketed(value: exp.Expression) -> exp.Expression:
    plain = isinstance(value, exp.Column | exp.Literal | exp.Func | exp.Paren)
    return value.copy() if plain else exp.Paren(this=value.copy())


def _near(node: exp.Expression) -> str:
    return str(node.sql(dialect="duckdb"))[:80]
