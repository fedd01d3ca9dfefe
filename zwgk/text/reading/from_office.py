"""Old formats by LibreOffice, in the limited child: .xls → .xlsx, all others → .docx.

No time limit here: the child and all it started are stopped together from outside.
"""

import subprocess
from pathlib import Path

from zwgk.text.reading.model import DAMAGED, Refused

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
</oor:items>
"""


def convert(kind: str, path: Path, soffice: str) -> tuple[str, Path]:
    """The kind and the place of the converted file; a profile of its own, macros and links off."""
    here = Path.cwd()
    profile = here / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    source = path.rename(f"source.{kind}")
    target = "xlsx" if kind == "xls" else "docx"
    command = [soffice, "--headless", "--norestore", "--nolockcheck", "--nodefault"]
    command += [f"-env:UserInstallation={profile.parent.as_uri()}", "--convert-to", target]
    subprocess.run(
        [*command, "--outdir", str(here / "converted"), str(source)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    result = here / "converted" / f"source.{target}"
    if not result.is_file():
        raise Refused(DAMAGED)
    return target, result
