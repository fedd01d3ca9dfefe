"""A three-page summary as .docx: ours against the same document written with bare python-docx.

Prints JSON. Target: at least 0.5 × the documents per second of the baseline, in the same run. The
published figure of the best open tool (hehecat/gongwen, in a browser) is 7 ms a document warm.
"""

import io
import json
import statistics
import time
from collections.abc import Callable
from datetime import date

import docx
from docx.shared import Pt

from zwgk.gongwen import Document, Kind, Paragraph, Run, to_docx

BEST_OPEN_TOOL_MS = 7.0
SENTENCE = "按照上级通知要求，我镇以便民利民为主题，结合工作实际，组织开展了政务公开日活动。"
ROUNDS = 60


def three_pages() -> Document:
    """About 1,650 characters: three pages of 22 lines × 28 characters with title and heads."""
    paragraphs: list[Paragraph] = []
    for number in "一二三四五六":
        paragraphs.append(Paragraph.of(f"{number}、加强组织领导，周密安排部署", 1))
        paragraphs.append(
            Paragraph(
                (Run("接待群众"), Run("300余人次", f"visitors_{number}"), Run("。" + SENTENCE * 3))
            )
        )
        paragraphs.append(Paragraph.of(SENTENCE * 3))
    return Document(
        Kind.SUMMARY, "柳河镇关于2026年“5·15”政务公开日活动的总结", tuple(paragraphs),
        issuer="柳河镇人民政府", issued_on=date(2026, 5, 20),
    )  # fmt: skip


def bare(document: Document) -> bytes:
    """The same words with the library's own calls, as its documentation shows."""
    out = docx.Document()
    normal = out.styles["Normal"]
    normal.font.name, normal.font.size = "仿宋_GB2312", Pt(16)
    out.add_heading(document.title, 0)
    for paragraph in document.paragraphs:
        if paragraph.level:
            out.add_heading(paragraph.text, paragraph.level)
        else:
            written = out.add_paragraph()
            for run in paragraph.runs:
                written.add_run(run.text)
    out.add_paragraph(document.issuer)
    out.add_paragraph(str(document.issued_on))
    buffer = io.BytesIO()
    out.save(buffer)
    return buffer.getvalue()


def timed(write: Callable[[Document], bytes], document: Document) -> float:
    """Seconds for one document."""
    began = time.perf_counter()
    write(document)
    return time.perf_counter() - began


def main() -> None:
    document = three_pages()
    to_docx(document), bare(document)  # both warm
    ours, baseline = [], []
    for _ in range(ROUNDS):  # alternating, so that both meet the same machine
        ours.append(timed(to_docx, document))
        baseline.append(timed(bare, document))
    per_second = {
        "zwgk": 1 / statistics.median(ours),
        "python-docx": 1 / statistics.median(baseline),
    }
    print(
        json.dumps(
            {
                "characters": sum(len(p.text) for p in document.paragraphs),
                "docs_per_second": {k: round(v, 1) for k, v in per_second.items()},
                "ratio": round(per_second["zwgk"] / per_second["python-docx"], 2),
                "target_ratio": 0.5,
                "warm_ms": round(statistics.median(ours) * 1000, 2),
                "best_open_tool_ms": BEST_OPEN_TOOL_MS,
            },
            ensure_ascii=False,
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
