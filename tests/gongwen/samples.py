"""Documents for the tests."""

from datetime import date

from zwgk.gongwen import Attachment, Document, Kind, Paragraph, Run

LONG = "按照上级通知要求，我镇以便民利民为主题，结合工作实际，组织开展了政务公开日活动。" * 5

SUMMARY = Document(
    kind=Kind.SUMMARY,
    title="柳河镇关于2026年“5·15”政务公开日活动的总结",
    blocks=(
        Paragraph.of("2026年5月15日是第二十个政务公开日。"),
        Paragraph.of("一、现场接待", 1),
        Paragraph.of("（一）基本情况", 2),
        Paragraph(
            (Run("接待群众"), Run("30余人次", ref="visitors_1"), Run("，解答“热点”问题——"),
             Run("23个", ref="questions_answered_1"), Run("……。"))
        ),
        *(Paragraph.of(LONG) for _ in range(6)),
    ),
    issuer="柳河镇人民政府",
    issued_on=date(2026, 5, 20),
)  # fmt: skip

NOTICE = Document(
    kind=Kind.NOTICE,
    title="临川市人民政府办公室关于开展2026年政务公开日活动的通知",
    blocks=(Paragraph.of("现将有关事项通知如下："), Paragraph.of("一、活动主题", 1)),
    recipient="各县（区）人民政府，市政府各部门",
    issuer="临川市人民政府办公室",
    issued_on=date(2026, 4, 20),
    issuing_mark="临川市人民政府办公室文件",
    doc_number="临政办发〔2026〕5号",
    attachments=(Attachment("活动安排表"), Attachment("情况统计表")),
    copies_to="市委办公室",
    printed_by="临川市人民政府办公室",
    printed_on=date(2026, 4, 21),
)
