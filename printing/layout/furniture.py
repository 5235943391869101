"""What stands around the text: masthead, headline block, questions, code, footer. Points; y grows upwards."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from printing.layout.breaking import Breaker, Line
from printing.layout.cleaning import clean
from printing.layout.content import PosterContent
from printing.layout.drawing import BLACK, WHITE, Drawing, line_width, rgb
from printing.layout.fonts import face
from printing.layout.headline import even_lines
from printing.layout.paper import MM, Paper
from printing.layout.shaping import typesetter

MIN_WHITE_PT = 12.0  # white letters are never smaller
MIN_BLACK_PT = 8.0
RULE_PT = 0.75
MIN_CONTRAST = 4.5
MAX_GREY = 0.45  # a masthead lighter than 55 % ink would vanish on a copy


@dataclass(slots=True)
class TextBlock:
    """Broken text of one role and size."""

    lines: list[Line]
    role: str
    size_pt: float
    leading_pt: float

    @property
    def height_pt(self) -> float:
        return self.leading_pt * len(self.lines)

    def draw(self, drawing: Drawing, x: float, top: float) -> float:
        """Draw with the first line's capitals touching `top`; returns the lower edge."""
        baseline = top - face(self.role).cap_height() * self.size_pt / 1000
        for line in self.lines:
            drawing.text(x, baseline, line.words, self.role, self.size_pt)
            baseline -= self.leading_pt
        return top - self.height_pt


@lru_cache(maxsize=256)
def set_text(text: str, role: str, size: float, width: float, leading: float = 1.22, even: bool = False) -> TextBlock:
    """Cleaned text in lines no wider than `width`, without hyphens; `even` lines end at about the same place."""
    setter = typesetter(role)
    words, limit = setter.words(text), width * 1000 / size
    if even and words and max(word.width for word in words) <= limit:
        lines = even_lines(words, setter.space, limit)
    else:
        lines = Breaker(setter, hyphenate=False).lines(words, limit)
    return TextBlock(lines, role, size, size * leading)


@lru_cache(maxsize=256)
def fit_text(text: str, role: str, size: float, floor: float, width: float, max_lines: int) -> TextBlock:
    """The same at the largest size from `size` down to `floor` that needs at most `max_lines`, without breaking a word."""
    setter = typesetter(role)
    longest = max((word.width for word in setter.words(text)), default=1.0)
    most = max_lines * width * 1000 / max(setter.width(text) - setter.space * (max_lines - 1), 1)
    while size > max(floor, most + 0.01):  # no need to set it: there is not that much room
        size -= 0.5
    while size > floor:
        block = set_text(text, role, size, width, 1.08, even=True)
        if len(block.lines) <= max_lines and longest * size / 1000 <= width:
            return block
        size -= 0.5
    return set_text(text, role, floor, width, 1.08)


def poster_date(day: date, months: str) -> str:
    """As "24 November 2026", never divided; `months` are the twelve names."""
    return f"{day.day}\xa0{months.split()[day.month - 1]}\xa0{day.year}"


def darkened(colour: str) -> str:
    """The colour itself, or made so dark that white letters can be read on it and a copy keeps it."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    while not _is_dark_enough(red, green, blue):
        red, green, blue = (round(v * 0.94) for v in (red, green, blue))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _is_dark_enough(red: int, green: int, blue: int) -> bool:
    channels = [v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in (red, green, blue)]
    luminance = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    grey = (0.299 * red + 0.587 * green + 0.114 * blue) / 255
    return 1.05 / (luminance + 0.05) >= MIN_CONTRAST and grey <= MAX_GREY


class Furniture:
    """The fixed parts of the sheets of one poster."""

    def __init__(self, content: PosterContent, paper: Paper, mono: bool) -> None:
        self.content, self.paper, self.mono = content, paper, mono
        self.labels = content.labels
        self.colour = "" if mono else rgb(darkened(content.city_colour or "#1d1d1b"))
        self.masthead_text = clean(content.masthead)
        self.city = clean(content.city)
        day = poster_date(content.published_on, self.labels["months"])
        label = self.labels["edition" if content.edition == 1 else "edition_corrected"]
        self.edition = clean(label % {"date": day, "edition": content.edition})
        self.short_edition = clean(self.labels["edition_short"] % {"date": day, "edition": content.edition})

    def accent(self) -> str:
        """Fill of the heavy rules: the city's colour, black for the ink saver."""
        return self.colour or BLACK

    def draw_masthead(self, drawing: Drawing) -> None:
        """Name at the left; city, date and edition at the right; a solid in colour, two rules for the ink saver."""
        paper = self.paper
        height = paper.masthead_mm * MM
        bottom = paper.height_pt - paper.margin_pt - height
        self._ground(drawing, bottom, height)
        pad = height * 0.16 if not self.mono else 0
        right = paper.margin_pt + paper.content_width_pt - pad
        side_width = paper.content_width_pt * 0.42
        side = self._side(drawing, right, bottom, height, side_width)
        width = paper.content_width_pt - 2 * pad - side - 5 * MM
        name = fit_text(self.masthead_text, "sans_bold", paper.masthead_pt, 14, width, 1)
        if name.size_pt < paper.masthead_pt * 0.5 or len(name.lines) > 1:
            name = fit_text(self.masthead_text, "sans_bold", paper.masthead_pt * 0.5, 12, width, 2)
        _draw_centred(drawing, name, paper.margin_pt + pad, bottom + height / 2)

    def _ground(self, drawing: Drawing, bottom: float, height: float) -> None:
        paper = self.paper
        if self.mono:
            drawing.fill(BLACK)
            drawing.solid(paper.margin_pt, bottom + height - 3, paper.content_width_pt, 3)
            drawing.solid(paper.margin_pt, bottom, paper.content_width_pt, 1)
            return
        drawing.fill(self.colour)
        drawing.solid(paper.margin_pt, bottom, paper.content_width_pt, height)
        drawing.fill(WHITE)

    def _side(self, drawing: Drawing, right: float, bottom: float, height: float, width: float) -> float:
        """City over edition, flush right; returns the width they take."""
        size = max(MIN_WHITE_PT, self.paper.masthead_pt * 0.25)
        edition = fit_text(self.edition, "sans", size, self.least_pt(), width, 2)
        blocks = [edition]
        if self.city:
            blocks.insert(0, fit_text(self.city, "sans_bold", self.paper.masthead_pt * 0.48, MIN_WHITE_PT, width, 2))
        gap = height * 0.15
        total = sum(_ink_height(block) for block in blocks) + gap * (len(blocks) - 1)
        if total > height and len(edition.lines) > 1:
            blocks[-1] = fit_text(self.short_edition, "sans", size, self.least_pt(), width, 1)
            total = sum(_ink_height(block) for block in blocks) + gap * (len(blocks) - 1)
        top = bottom + (height + total) / 2
        for block in blocks:
            baseline = top - face(block.role).cap_height() * block.size_pt / 1000
            for line in block.lines:
                drawing.right_text(right, baseline, line.words, block.role, block.size_pt)
                baseline -= block.leading_pt
            top -= _ink_height(block) + gap
        return max(line.width * b.size_pt / 1000 for b in blocks for line in b.lines)

    def draw_strip(self, drawing: Drawing, number: int, total: int) -> None:
        """The small masthead of a later sheet: name, headline, sheet of sheets."""
        paper = self.paper
        height = paper.strip_mm * MM
        bottom = paper.height_pt - paper.margin_pt - height
        self._ground(drawing, bottom, height)
        pad = height * 0.25 if not self.mono else 0
        left, right = paper.margin_pt + pad, paper.margin_pt + paper.content_width_pt - pad
        sheet = fit_text(self.sheet_label(number, total), "sans_bold", height * 0.4, self.least_pt(), paper.content_width_pt * 0.3, 1)
        name = self._strip_name(height)
        middle = bottom + height / 2
        baseline = middle - face("sans_bold").cap_height() * sheet.size_pt / 2000
        drawing.right_text(right, baseline, sheet.lines[0].words, sheet.role, sheet.size_pt)
        _draw_centred(drawing, name, left, middle)
        start = left + _width(name) + 5 * MM
        end = paper.column_x_pt(paper.columns // 2) - paper.gutter_mm * MM if paper.is_folded else right - _width(sheet) - 5 * MM
        if headline := self._strip_headline(height, end - start):
            _draw_centred(drawing, headline, start, middle)

    def _strip_headline(self, height: float, room: float) -> TextBlock | None:
        """In two lines, without its last words if it must be: a sheet that has come loose is to be known again."""
        words = clean(self.content.headline).split(" ")
        for count in range(len(words), 0, -1):
            text = " ".join(words) if count == len(words) else " ".join(words[:count]).rstrip(",;:–-") + "…"
            block = fit_text(text, "sans", height * 0.36, self.least_pt(), max(room, 1), 2)
            if len(block.lines) <= 2 and _ink_height(block) < height * 0.8 and _width(block) <= room:
                return block
        return None

    def least_pt(self) -> float:
        """Of letters in the masthead: white ones are never smaller than 12 pt."""
        return MIN_BLACK_PT if self.mono else MIN_WHITE_PT

    def _strip_name(self, height: float) -> TextBlock:
        """The name in one line, else in two, beside the headline or, a very long one, instead of it."""
        for share in (0.3, 0.6):
            for size, lines in ((height * 0.52, 1), (height * 0.34, 2)):
                name = fit_text(self.masthead_text, "sans_bold", size, self.least_pt(), self.paper.content_width_pt * share, lines)
                if len(name.lines) <= lines:
                    return name
        return name

    def sheet_label(self, number: int, total: int) -> str:
        return clean(self.labels["sheet"] % {"n": number, "total": total})

    def footer_top(self) -> float:
        """Above this line nothing of the footer stands."""
        return self.paper.margin_pt + self.paper.footer_pt * 1.25 + 4

    def draw_footer(self, drawing: Drawing, number: int, total: int) -> None:
        """Who issues it, the wish to copy it, the address on all but the last sheet, edition, sheet of sheets."""
        paper, content = self.paper, self.content
        drawing.fill(BLACK)
        drawing.solid(paper.margin_pt, self.footer_top() - RULE_PT, paper.content_width_pt, RULE_PT)
        left = [clean(content.footer) or clean(content.issuer), self.labels["copy"]]
        if self.paper.is_series and number < total:
            left = [self.labels["side_by_side"] % {"total": total}]
        if number < total and content.typed_address:
            left.append(clean(content.typed_address))
        y = paper.margin_pt + paper.footer_pt * 0.28
        size = paper.footer_pt
        for right in self._footer_ends(number, total):
            end = typesetter("sans").words(" · ".join(right))
            width = paper.content_width_pt - line_width(end, "sans") * size / 1000 - 4 * MM
            start = fit_text(" · ".join(part for part in left if part), "sans", size, 5, width, 1)
            if start.size_pt == size:
                break
        drawing.text(paper.margin_pt, y, start.lines[0].words, "sans", start.size_pt)
        drawing.right_text(paper.margin_pt + paper.content_width_pt, y, end, "sans", size)

    def _footer_ends(self, number: int, total: int) -> list[list[str]]:
        """What may stand at the right, the fullest first."""
        sheets = [self.sheet_label(number, total)] if total > 1 else []
        if number < total:
            sheets.append(self.labels["continued"] % {"n": number + 1})
        return [[self.edition, *sheets], sheets or [self.edition], sheets[:1] or [self.edition]]


def _width(block: TextBlock) -> float:
    return max(line.width for line in block.lines) * block.size_pt / 1000


def _ink_height(block: TextBlock) -> float:
    """From the first capitals to the last baseline."""
    return block.leading_pt * (len(block.lines) - 1) + face(block.role).cap_height() * block.size_pt / 1000


def _draw_centred(drawing: Drawing, block: TextBlock, x: float, middle: float) -> None:
    block.draw(drawing, x, middle + _ink_height(block) / 2)
