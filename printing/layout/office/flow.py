"""Atoms onto pages. Heights in points."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from printing.layout.office.parts import Atom


@dataclass(slots=True)
class Page:
    """Atoms with how far each stands under the upper edge of the page's room."""

    manner: str
    placed: list[tuple[Atom, float]] = field(default_factory=list)
    used: float = 0.0


def paginated(atoms: Sequence[Atom], rooms: dict[str, tuple[float, float]], manner: str = "house") -> list[Page]:
    """The pages; `rooms` gives for each manner the height on the first page of the file and on the others.

    Atoms bound to one another go to the next page together, unless a whole page would not hold them.
    """
    return _Flow(rooms, manner).run(atoms)


class _Flow:
    def __init__(self, rooms: dict[str, tuple[float, float]], manner: str) -> None:
        self.rooms = rooms
        self.pages = [Page(manner)]

    @property
    def page(self) -> Page:
        return self.pages[-1]

    def run(self, atoms: Sequence[Atom]) -> list[Page]:
        start = 0
        while start < len(atoms):
            end = start + 1
            while end < len(atoms) and atoms[end - 1].keep and not atoms[end].opens:
                end += 1
            self._place(atoms[start:end])
            start = end
        if not self.page.placed and len(self.pages) > 1:
            self.pages.pop()
        return self.pages

    def _place(self, chain: Sequence[Atom]) -> None:
        if chain[0].opens:
            self._open(chain[0].opens)
        if self._height(chain) > self._room() and self.page.placed:
            whole = self._height(chain, is_first=True) <= self.rooms[self.page.manner][1]
            if whole or self._height(chain[:1]) > self._room():
                self._open(self.page.manner)
        for atom in chain:
            if self._height([atom]) > self._room() and self.page.placed:
                self._open(self.page.manner)
            self._put(atom)

    def _height(self, chain: Sequence[Atom], *, is_first: bool = False) -> float:
        """What the atoms take on this page, or at the head of one."""
        total = sum(atom.gap + atom.height for atom in chain)
        if is_first or not self.page.placed:
            total += (chain[0].head.height if chain[0].head else 0.0) - chain[0].gap
        return total

    def _room(self) -> float:
        return self.rooms[self.page.manner][min(len(self.pages) - 1, 1)] - self.page.used + 0.01

    def _open(self, manner: str) -> None:
        """A new page, or the empty one in another manner."""
        if self.page.placed:
            self.pages.append(Page(manner))
        self.page.manner = manner

    def _put(self, atom: Atom) -> None:
        page = self.page
        if page.placed:
            page.used += atom.gap
        elif atom.head:
            page.placed.append((atom.head, 0.0))
            page.used += atom.head.height
        page.placed.append((atom, page.used))
        page.used += atom.height
