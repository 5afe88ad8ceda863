"""Small PDF files made by hand: text at given places and sizes, nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Row = tuple[float, float, float, str]
"""x, y and size in points, and the words."""


def pdf(pages: Sequence[Sequence[Row]], info: Mapping[str, str] | None = None) -> bytes:
    """A PDF file whose pages show these rows in Helvetica; `info` is its document information."""
    objects: list[bytes] = []

    def put(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    font = put(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    tree = len(objects) + 2 * len(pages) + 1
    kids = []
    for rows in pages:
        lines = []
        for x, y, size, words in rows:
            text = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            lines.append(b"BT /F1 %g Tf %g %g Td (%s) Tj ET" % (size, x, y, text))
        stream = b"\n".join(lines)
        content = put(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(
            put(
                b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
                b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (tree, content, font)
            )
        )
    put(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids)))
    root = put(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    fields = b"".join(b"/%s (%s) " % (k.encode(), v.encode("latin-1")) for k, v in (info or {}).items())
    about = put(b"<< " + fields + b">>")
    data, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    data += b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        about,
        start,
    )
    return bytes(data)


def column(top: float, size: float, lines: Sequence[str], leading: float = 1.3) -> list[Row]:
    """Lines below each other from `top`; an empty line leaves a gap."""
    rows = [(72.0, top - i * size * leading, size, line) for i, line in enumerate(lines)]
    return [row for row in rows if row[3]]
