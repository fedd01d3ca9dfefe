"""Orders of invented content in three lengths, and what stands in a finished PDF."""

import io
import re

from pypdf import PdfReader

from zwgk.carriers.kinds import KINDS
from zwgk.carriers.press import Brand, Guide, Order

BRAND = Brand(
    "柳河镇人民政府", hotline="0400-5150000", complaint="0400-5150009", address="柳河镇人民路1号"
)
# A pixel of PNG.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def guide(number: int, times: int) -> Guide:
    """An item whose texts are so many times as long as usual; 0 is a very short one."""
    need = "人均收入低于当地标准且财产状况符合规定的家庭。" * times or "困难家庭。"
    papers = "\n".join(f"①居民身份证（原件{n}份）" for n in range(1, 2 + 2 * times))
    return Guide(
        name=f"第{number}项救助审核",
        rows=(
            ("申请条件", f"事项{number}：{need}"),
            ("申请材料", papers),
            ("办理流程", "申请→受理→审核→公示"),
            ("办理时限", "法定30个工作日，承诺20个工作日"),
            ("办理地点", f"便民服务中心{number}号窗口"),
            ("咨询电话", f"0400-51501{number:02}"),
        ),
        steps=tuple(
            (f"步骤{n}：提交材料" + "，工作人员当场核对" * times, "民政办", "5个工作日")
            for n in range(1, 4)
        ),
        field="社会救助" if number % 2 else "养老服务",
        url=f"https://example.gov.cn/guides/{number}/",
    )


def order(key: str, size: str, times: int, count: int) -> Order:
    """So many items of that length on a carrier."""
    kind = KINDS[key]
    return Order(
        folder=key,
        sheet=kind.sizes[size].sheet,
        brand=BRAND,
        title="柳河镇政务公开办事指南",
        subtitle="打造营商环境最优镇",
        dated="2026年5月",
        guides=tuple(
            sorted((guide(n, times) for n in range(1, count + 1)), key=lambda one: one.field)
        ),
        text="解决群众办事难，打造营商环境最优镇" * max(1, times),
        facts=kind.facts,
        url="https://example.gov.cn/guides/",
    )


def plain(text: str) -> str:
    """Without what line breaks put between characters."""
    return re.sub(r"[\s\u200b]+", "", text)


def printed(pdf: bytes) -> str:
    """All the text of a PDF."""
    return plain("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
