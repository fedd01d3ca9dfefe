"""Commands that prepare and run the service."""

import argparse
import os
import socket
import subprocess
import sys
from typing import Any

from zwgk.cli.errors import Refused

THREADS = 16  # of each process


def processes() -> int:
    """Processes that serve: one for each core, four at most; they share the database alone."""
    return min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1)


def _set_up() -> None:
    """Bring the database up to date."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def demo(arguments: argparse.Namespace) -> None:
    """``zwgk demo``."""
    _set_up()
    from zwgk.campaigns.models import Campaign
    from zwgk.cli.demo import ensure_demo, reset_demo

    if not arguments.reset:
        if not Campaign.objects.filter(slug="demo").exists():
            print("正在建立演示数据，约需半分钟……", flush=True)
        print("演示数据已建立。" if ensure_demo() else "演示数据已经建立。")
        print_accounts()
        return
    others = Campaign.objects.exclude(slug="demo").count()
    if others and not arguments.yes:
        if not sys.stdin.isatty():
            raise Refused(f"数据库中还有 {others} 个其他活动，重建会全部清空；确认请加 --yes。")
        if input(f"数据库中还有 {others} 个其他活动，重建会全部清空。继续请输入“是”：") != "是":
            raise Refused("已取消，数据没有变化。")
    reset_demo()
    print("演示数据已重新建立。")
    print_accounts()


def print_accounts() -> None:
    """The demo's accounts, one per role."""
    from zwgk.cli.demo import ACCOUNTS, PASSWORD
    from zwgk.units.models import Unit

    names = dict(Unit.objects.values_list("code", "short_name"))
    print(f"\n演示账号（密码都是 {PASSWORD}）：")
    for username, _, unit, role in ACCOUNTS:
        print(f"  {username:<16}{names.get(unit, unit)} · {role.label}")


def serve(arguments: argparse.Namespace) -> None:
    """``zwgk serve``: migrate, make sure of the demo, print where it is, serve.

    The database is prepared in a process of its own: the server forks, and neither an open
    database nor the typesetter's threads survive a fork.
    """
    _refuse_taken_port(arguments.host, arguments.port)
    prepare = ["django", "migrate", "--verbosity", "0"]
    if not arguments.no_demo:
        prepare = ["zwgk.cli.main", "demo"]
    done = subprocess.run([sys.executable, "-m", *prepare], check=False)
    if done.returncode:
        raise Refused("数据库没有准备好，原因见上；请排除后再启动。")
    print(f"\n已启动：http://{arguments.host}:{arguments.port}/   （按 Ctrl+C 停止）", flush=True)
    _run(arguments.host, arguments.port)


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                f"端口 {port} 不能使用（{error.strerror}）。请换一个端口，"
                f"如 zwgk serve --port {port + 1}，或 make run ARGS='--port {port + 1}'。"
            ) from error


def _run(host: str, port: int) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):  # type: ignore[misc]
        """Gunicorn with a process for each core and some threads, configured here alone."""

        def load_config(self) -> None:
            self.cfg.set("bind", f"{host}:{port}")
            self.cfg.set("workers", processes())
            self.cfg.set("threads", THREADS)
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("loglevel", "warning")
            if "control_socket_disable" in self.cfg.settings:  # gunicorn 25 and later
                self.cfg.set("control_socket_disable", True)

        def load(self) -> Any:
            from django.core.wsgi import get_wsgi_application

            return get_wsgi_application()

    Server().run()
