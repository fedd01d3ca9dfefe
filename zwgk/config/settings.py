"""Settings of every zwgk process: one file, values from the environment, failing loudly.

docs/operations.md lists the variables; a test keeps both in step.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
PROJECT_DIR = BASE_DIR.parent


def _flag(name: str, default: bool) -> bool:
    value = os.environ.get(name, "1" if default else "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}")
    return value == "1"


def _database(url: str) -> dict[str, object]:
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path) or ":memory:",
            # To open a file and set it up costs more than most pages.
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # FULL: a phone deletes what we acknowledged, so a power cut must not undo it.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    if parts.scheme == "postgresql":
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path).lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parse_qs(parts.query).get("host", [parts.hostname or ""])[0],
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    raise ImproperlyConfigured("ZWGK_DATABASE_URL must begin with sqlite:/// or postgresql://")


DEBUG = _flag("ZWGK_DEBUG", False)
HTTPS = _flag("ZWGK_HTTPS", False)
DATA_DIR = Path(os.environ.get("ZWGK_DATA_DIR", PROJECT_DIR / "var")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key from the environment, or one made once and kept beside the data."""
    if key := os.environ.get("ZWGK_SECRET_KEY"):
        return key
    kept = DATA_DIR / "secret-key"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(60), encoding="ascii")
    return kept.read_text(encoding="ascii")


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = [
    host.strip()
    for host in os.environ.get("ZWGK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
    if host.strip()
]
CSRF_TRUSTED_ORIGINS = [
    f"{'https' if HTTPS else 'http'}://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"
]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "treebeard",
    "csp",
    "zwgk.core",
    "zwgk.units",
    "zwgk.catalogue",
    "zwgk.selfcheck",
    "zwgk.carriers",
    "zwgk.campaigns",
    "zwgk.desk",
    "zwgk.enquiries",
    "zwgk.figures",
    "zwgk.summaries",
    "zwgk.library",
    "zwgk.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "zwgk.web.shared.acting.ActingUnitMiddleware",
]
ROOT_URLCONF = "zwgk.config.urls"
WSGI_APPLICATION = "zwgk.config.wsgi.application"
# Each web area keeps its own templates and static files beside its views.
WEB_AREAS = ("shared", "manage", "desk", "portal", "intake", "api")
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "web" / area / "templates" for area in WEB_AREAS],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zwgk.web.shared.acting.acting_unit",
                "zwgk.web.shared.acting.site",
            ],
        },
    }
]
STATICFILES_DIRS = [
    BASE_DIR / "web" / area / "static"
    for area in WEB_AREAS
    if (BASE_DIR / "web" / area / "static").is_dir()
]

DATABASES = {
    "default": _database(os.environ.get("ZWGK_DATABASE_URL", f"sqlite:///{DATA_DIR}/zwgk.sqlite3"))
}
# Within the process; nothing is kept that must last. Pages have a cache of their own, so that a
# flood of addresses pushes out pages and no count of visits.
_IN_PROCESS = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _IN_PROCESS, "OPTIONS": {"MAX_ENTRIES": 20_000}},
    "pages": {"BACKEND": _IN_PROCESS, "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 600}},
}
# An OpenSearch cluster for the search; empty, the database searches itself.
SEARCH_URL = os.environ.get("ZWGK_SEARCH_URL", "")
# SQLite leaves out what an index only carries along; it is right all the same.
SILENCED_SYSTEM_CHECKS = ["models.W040"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "units.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "manage:home"
LOGOUT_REDIRECT_URL = "portal:home"

# What the foot of a government site must show (国办秘函〔2019〕19号); set by the operator.
PORTAL = {
    "name": os.environ.get("ZWGK_SITE_NAME", "政务公开日"),
    "host_unit": os.environ.get("ZWGK_SITE_UNIT", "（主办单位待配置）"),
    "contact": os.environ.get("ZWGK_SITE_CONTACT", "（联系方式待配置）"),
    "site_code": os.environ.get("ZWGK_SITE_CODE", "（待配置）"),
    "icp": os.environ.get("ZWGK_SITE_ICP", "（待配置）"),
    "police": os.environ.get("ZWGK_SITE_POLICE", "（待配置）"),
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "Y年n月j日"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# Pages load nothing from outside: they must work in a closed government intranet.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
