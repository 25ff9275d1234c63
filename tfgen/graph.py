"""A directed graph and its cycles, in linear time and without recursion."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Node = TypeVar("Node", bound=Hashable)
Payload = TypeVar("Payload")


class Edge(NamedTuple, Generic[Node, Payload]):
    """An edge to the node ``to``; ``payload`` is data of its maker's."""

    to: Node
    payload: Payload


Edges = Mapping[Node, Sequence[Edge[Node, Payload]]]


def components(edges: Edges[Node, Payload]) -> Iterator[tuple[Node, ...]]:
    """The strongly connected components, each after those that it leads to (Tarjan);
    not nodes without edges.
    """
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    stack: list[Node] = []
    on_stack: set[Node] = set()
    work: list[tuple[Node, Iterator[Edge[Node, Payload]]]] = []

    def enter(node: Node) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        on_stack.add(node)
        work.append((node, iter(edges[node])))

    for root in edges:
        if root not in index:
            enter(root)
        while work:
            node, ahead = work[-1]
            for edge in ahead:
                to = edge.to
                if to in on_stack:
                    low[node] = min(low[node], index[to])
                elif to not in index and to in edges:
                    enter(to)
                    break
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    yield _popped(stack, on_stack, node)


def _popped(stack: list[Node], on_stack: set[Node], last: Node) -> tuple[Node, ...]:
    component = []
    while True:
        node = stack.pop()
        on_stack.discard(node)
        component.append(node)
        if node == last:
            return tuple(component)


def cycle(
    edges: Edges[Node, Payload], start: Node, inside: Iterable[Node]
) -> tuple[tuple[Node, Edge[Node, Payload]], ...]:
    """A shortest cycle through ``start`` among the nodes of its component:
    each node and its edge to the next.
    """
    allowed = frozenset(inside)
    reached_from: dict[Node, tuple[Node, Edge[Node, Payload]]] = {}
    waiting = deque([start])
    while start not in reached_from and waiting:
        node = waiting.popleft()
        for edge in edges.get(node, ()):
            if edge.to in allowed and edge.to not in reached_from and edge.to != node:
                reached_from[edge.to] = (node, edge)
                waiting.append(edge.to)
    path = []
    node = start
    while start in reached_from:
        node, edge = reached_from[node]
        path.append((node, edge))
        if node == start:
            break
    return tuple(reversed(path))


def connected(ahead: Mapping[Node, Iterable[Node]]) -> list[list[Node]]:
    """The groups of nodes that edges connect in either direction,
    nodes and groups in the order of ``ahead``.

    Edges to nodes that are no keys of ``ahead`` connect nothing.
    """
    beside: dict[Node, list[Node]] = {node: [] for node in ahead}
    for node, targets in ahead.items():
        for target in targets:
            if target in beside:
                beside[node].append(target)
                beside[target].append(node)
    group_of: dict[Node, int] = {}
    for number, node in enumerate(beside):
        waiting = [] if node in group_of else [node]
        while waiting:
            current = waiting.pop()
            if current not in group_of:
                group_of[current] = number
                waiting += beside[current]
    groups: dict[int, list[Node]] = {}
    for node in ahead:
        groups.setdefault(group_of[node], []).append(node)
    return list(groups.values())
