"""The masking workbench of one sample."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zwgk.core.actor import Permission
from zwgk.library import imports, masking
from zwgk.library.masking.rules import OPEN_STATES, may_review
from zwgk.library.models import MaskProposal, Sample
from zwgk.web.manage.forms.library import AddForm, WhyForm
from zwgk.web.manage.views.bench import findings_by_rule, marked, words_by_decision
from zwgk.web.manage.views.library import TONES
from zwgk.web.shared.access import ActorRequest, Audience, access
from zwgk.web.shared.forms import ZwgkForm
from zwgk.web.shared.pages import verb


def _sample(request: ActorRequest, pk: Any) -> Sample:
    rows = Sample.objects.visible_to(request.actor).select_related("unit", "original", "file")
    found: Sample = get_object_or_404(rows, pk=pk)
    return found


@access(Audience.SUBTREE)
def show(request: ActorRequest, pk: Any) -> HttpResponse:
    """The text with its masks, the words, what is wrong with it, what can be done."""
    return _page(request, _sample(request, pk))


_Forms = dict[str, ZwgkForm]


def _page(request: ActorRequest, sample: Sample, wrong: _Forms | None = None) -> HttpResponse:
    proposals = list(sample.proposals.all())
    open_ = sample.state in OPEN_STATES and sample.likeness != Sample.Likeness.EXACT
    preview = request.GET.get("preview") == "1" or sample.state == Sample.State.PROPOSED
    by = request.actor
    context = {
        "sample": sample,
        "tone": TONES.get(sample.state, "plain"),
        "lines": masking.lines(sample, proposals),
        "groups": words_by_decision(proposals),
        "doubts": sum(p.decision == MaskProposal.Decision.OPEN for p in proposals),
        "unread": not proposals and open_,
        "public": masking.public_version(sample) if preview else None,
        "findings": findings_by_rule(sample.findings),
        "repeats": sample.repeats.all()[:20],
        "publication": masking.publication_of(sample),
        "can_mask": open_ and masking.may_mask(sample, by),
        "can_confirm": masking.may_confirm(sample, by),
        "seen": str(sample.proposed_at),
        "can_discard": sample.state == Sample.State.DRAFT
        and sample.submission_id is None
        and sample.unit_id == by.unit_id
        and by.may(Permission.EDIT),
        "can_return": sample.state == Sample.State.PROPOSED and may_review(sample, by),
        "may_review": may_review(sample, by),
        **_forms(),
        **(wrong or {}),
    }
    status = 422 if wrong else 200
    return render(request, "manage/library/sample.html", context, status=status)


def _forms() -> _Forms:
    return {
        "add_form": AddForm(auto_id="add_%s"),
        "keep_form": _why("keep"), "return_form": _why("return"),
        "withdraw_form": _why("withdraw"), "recommend_form": _why("recommend"),
        "discard_form": _why("discard"),
    }  # fmt: skip


_LABELS = {
    "keep": "可以保留的理由", "return": "退回意见", "withdraw": "撤下原因",
    "recommend": "推荐理由（留空则取消推荐）", "discard": "删除原因",
}  # fmt: skip


def _why(name: str, data: Any = None) -> WhyForm:
    return WhyForm(data, label=_LABELS[name], required=name != "recommend", auto_id=f"{name}_%s")


@access(Audience.SUBTREE)
@require_POST
def prepare(request: ActorRequest, pk: Any) -> HttpResponse:
    """Let the engine propose masks where that has not happened yet."""
    done = "已生成遮蔽建议，请逐个核对。"
    return _verb(request, pk, masking.propose, done)


def _verb(
    request: ActorRequest, pk: Any, act: Callable[..., Any], done: str, **seen: str
) -> HttpResponse:
    verb(request, act, done, _sample(request, pk), by=request.actor, **seen)
    return redirect("manage:sample", pk=pk)


@access(Audience.SUBTREE)
@require_POST
def decide(request: ActorRequest, pk: Any) -> HttpResponse:
    """Mask, keep or undo one word; back to the next one."""
    sample, sent = _sample(request, pk), request.POST
    number = sent.get("proposal", "")
    rows = list(sample.proposals.all())
    at = next((n for n, row in enumerate(rows) if str(row.pk) == number), None)
    if at is None:
        messages.error(request, "请选择要处理的词；它可能已被别人撤销，请刷新后再看。")
        return redirect("manage:sample", pk=pk)
    row, decision = rows[at], sent.get("decision", "")
    row.sample = sample
    if decision == "undo":
        verb(request, masking.undo, f"已撤销对“{row.original}”的处理。", row, by=request.actor)
    else:
        done = f"“{row.original}”已{'保留' if decision == 'keep' else '遮蔽'}。"
        verb(
            request, masking.decide, done, row, decision, by=request.actor,
            mask=sent.get("mask", ""),
        )  # fmt: skip
    return redirect(f"{reverse('manage:sample', args=[pk])}#w{number}")


def _form_verb(
    request: ActorRequest, pk: Any, key: str, form: ZwgkForm, act: Callable[..., Any], done: str
) -> HttpResponse:
    sample = _sample(request, pk)
    if form.attempt(act, sample=sample, by=request.actor) is not None:
        messages.success(request, done)
        return redirect("manage:sample", pk=pk)
    if refused := form.non_field_errors():
        # The form may have gone from the page together with the state it belongs to.
        messages.error(request, " ".join(map(str, refused)))
        return redirect("manage:sample", pk=pk)
    return _page(request, sample, {key: form})


@access(Audience.SUBTREE)
@require_POST
def add(request: ActorRequest, pk: Any) -> HttpResponse:
    """Mask words that nobody proposed."""
    form = AddForm(request.POST, auto_id="add_%s")
    return _form_verb(request, pk, "add_form", form, masking.add, "已遮蔽文中所有相同的词。")


@access(Audience.SUBTREE)
@require_POST
def keep_open(request: ActorRequest, pk: Any) -> HttpResponse:
    """Keep all remaining doubts for one reason."""
    form = _why("keep", request.POST)
    return _form_verb(request, pk, "keep_form", form, masking.keep_open, "其余存疑的词已保留。")


@access(Audience.SUBTREE)
@require_POST
def submit(request: ActorRequest, pk: Any) -> HttpResponse:
    """Hand the masks to the second person."""
    return _verb(request, pk, masking.submit_masks, "已提交，请另一位审核人复核后公开。")


@access(Audience.SUBTREE)
@require_POST
def confirm(request: ActorRequest, pk: Any) -> HttpResponse:
    """The second person publishes."""
    seen = request.POST.get("seen", "")
    return _verb(request, pk, masking.confirm, "复核通过，已在门户公开。", seen=seen)


@access(Audience.SUBTREE)
@require_POST
def send_back(request: ActorRequest, pk: Any) -> HttpResponse:
    """The second person returns the masks."""
    form = _why("return", request.POST)
    return _form_verb(request, pk, "return_form", form, masking.send_back, "已退回遮蔽人修改。")


@access(Audience.SUBTREE)
@require_POST
def withdraw(request: ActorRequest, pk: Any) -> HttpResponse:
    """Take the public copy down."""
    form = _why("withdraw", request.POST)
    return _form_verb(request, pk, "withdraw_form", form, masking.withdraw, "已从门户撤下。")


@access(Audience.SUBTREE)
@require_POST
def recommend(request: ActorRequest, pk: Any) -> HttpResponse:
    """Mark as good practice, or unmark."""
    form = _why("recommend", request.POST)
    return _form_verb(request, pk, "recommend_form", form, masking.recommend, "推荐已更新。")


@access(Audience.UNIT)
@require_POST
def discard(request: ActorRequest, pk: Any) -> HttpResponse:
    """Take an imported summary out of the library."""
    form = _why("discard", request.POST)
    rows = Sample.objects.editable_by(request.actor)
    title = get_object_or_404(rows, pk=pk).title
    done = f"已从总结库中删除“{title}”，导入的文件还在批次中。"
    answer = _form_verb(request, pk, "discard_form", form, imports.discard, done)
    gone = answer.status_code == 302 and not rows.filter(pk=pk).exists()
    return redirect("manage:library") if gone else answer


@access(Audience.SUBTREE)
def compare(request: ActorRequest, pk: Any) -> HttpResponse:
    """A repeat beside its original."""
    sample = _sample(request, pk)
    context: dict[str, Any] = {"sample": sample, "original": sample.original}
    if sample.original is not None:
        context.update(marked(sample.text, sample.original.text))
    return render(request, "manage/library/compare.html", context)
