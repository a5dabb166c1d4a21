"""Settings. One file; every value is an environment variable with a default that runs.

What is made on the first run (keys, the address of the embedded database) lies under `var/`.
"""

import json
import os
import secrets
from ipaddress import ip_network
from pathlib import Path

import pghistory
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("SHOUWANG_VAR") or BASE_DIR / "var")


def _is_on(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def _list(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def read_proxies(text: str) -> list[str]:
    """Addresses and networks, by comma. Raises ImproperlyConfigured: a slip must not make everybody one client."""
    named = [part.strip() for part in text.split(",") if part.strip()]
    try:
        return [str(one) for one in named if ip_network(one)]
    except ValueError as wrong:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES: {wrong}. Write addresses or networks: 10.0.0.5,10.1.0.0/16"
        ) from wrong


def _key(name: str) -> str:
    """Return a secret as 64 hex digits: from `<NAME>_KEY`, else from `var/keys/<name>`, made (0600) when absent."""
    given = os.environ.get(f"{name.upper()}_KEY")
    if given:
        return given
    path = VAR / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_name(f".{name}.{os.getpid()}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_hex(32))
        try:
            os.link(beside, path)  # whoever comes first wins; the other reads the winner's
        except FileExistsError:
            pass
        beside.unlink()
    return path.read_text()


# Security ---------------------------------------------------------------------------------------------------------

SECRET_KEY = _key("django_secret")
FIELD_KEYS = {"1": _key("field")}  # key id -> hex key that encrypts fields; the last one writes
BLIND_INDEX_KEY = _key("blind_index")  # keyed digest for equality search on encrypted fields
AUDIT_KEY = _key("audit")  # chains the event log
KEY_PROVIDER = os.environ.get("KEY_PROVIDER", "shouwang.access.encryption.SettingsKeys")
FIELD_CIPHER = os.environ.get("FIELD_CIPHER", "aes")  # or sm4 (GB/T 39786)

DEBUG = _is_on("DEBUG")
ALLOWED_HOSTS = _list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("CSRF_TRUSTED_ORIGINS", "")
IS_HTTPS = _is_on("HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _is_on("BEHIND_PROXY") else None
TRUSTED_PROXIES = read_proxies(os.environ.get("TRUSTED_PROXIES", ""))  # whose X-Forwarded-For is believed
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "shouwang.web.views.trouble.csrf_failed"

SESSION_IDLE_SECONDS = int(os.environ.get("SESSION_IDLE_SECONDS", 30 * 60))
SESSION_ABSOLUTE_SECONDS = int(os.environ.get("SESSION_ABSOLUTE_SECONDS", 12 * 3600))
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_NAME = "shouwang"

SECOND_FACTOR = _is_on("SECOND_FACTOR", default=True)  # one-time codes for administrators and for exports
AUTH_USER_MODEL = "access.User"
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = int(os.environ.get("LOGIN_FAILURES", 5))
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "shouwang.web.views.login.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "守望"

# Applications -----------------------------------------------------------------------------------------------------

MECHANISMS = [
    "ledger",
    "roster",
    "guardianship",
    "delegation",
    "visit",
    "contact",
    "reporting",
    "mandatory_report",
    "emergency",
    "placement",
    "assessment",
    "intervention",
    "welfare",
    "cases",
]  # a new mechanism: one word

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "shouwang.access",
    "shouwang.registry",
    "shouwang.duties",
    "shouwang.page",
    "shouwang.exchange",
    *(f"shouwang.mechanisms.{word}" for word in MECHANISMS),
    "shouwang.web",
    "django.forms",  # last: the page room draws some widgets in its own way
]

MIDDLEWARE = [
    "shouwang.page.proxies.BehindProxies",  # first: from here on REMOTE_ADDR is the client's
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "shouwang.page.middleware.Headers",
    "shouwang.page.middleware.Language",
    "shouwang.page.middleware.CleanText",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "shouwang.page.middleware.SessionEnds",
    "shouwang.page.middleware.Refusals",  # in a transaction of its own, after that of the request
    "shouwang.page.middleware.InCounty",  # the transaction of a request, opened for the user's county
]

ROOT_URLCONF = "shouwang.urls"
WSGI_APPLICATION = "shouwang.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "shouwang.web.context.shell",
            ],
        },
    }
]

# Database: the application's role serves, the owner's migrates ------------------------------------------------------


def _addresses() -> dict[str, str]:
    """Return the addresses for `app` and `owner`: from the environment, else of the embedded server."""
    made = VAR / "database.json"
    known = json.loads(made.read_text("utf-8")) if made.exists() else dict.fromkeys(("app", "owner"), "dbname=shouwang")
    app = os.environ.get("DATABASE_URL")
    return {"app": app or known["app"], "owner": os.environ.get("DATABASE_OWNER_URL") or app or known["owner"]}


_SERVING = "-c max_parallel_workers_per_gather=0 -c jit=off"
"""Many people ask for small things at once: starting helpers or a compiler for one of them costs more than it saves."""


def _database(address: str) -> dict[str, object]:
    """Return Django's settings for a libpq address (`postgresql://...` or `key=value ...`)."""
    parts = conninfo_to_dict(address)
    named = {
        key.upper(): str(parts.pop(name, ""))
        for key, name in {
            "name": "dbname",
            "user": "user",
            "password": "password",
            "host": "host",
            "port": "port",
        }.items()
    }
    workers = int(os.environ.get("DATABASE_POOL", 0))  # set by wsgi.py: only what serves keeps a pool
    pool = {"pool": {"min_size": 1, "max_size": workers, "timeout": 10}, "options": _SERVING} if workers else {}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        **named,
        "OPTIONS": {**parts, **pool},
    }


DATABASES = {"default": _database(_addresses()["app"])}
DATABASE_OWNER = _database(_addresses()["owner"])  # whom the test suite migrates as
DATABASE_APP_ROLE = os.environ.get("DATABASE_APP_ROLE", "shouwang_app")  # whom a migration grants its tables to
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 3600}  # a house that sleeps at night does its work in the morning
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)  # kept rows are read by their file alone

# Language and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_COOKIE_NAME = "language"
TODAY = os.environ.get("SHOUWANG_TODAY", "")  # 2026-11-22 fixes the day for a demonstration
FORM_RENDERER = "shouwang.page.forms.PageRenderer"

# Files ------------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [folder for folder in (BASE_DIR / "assets" / "built",) if folder.is_dir()]
MEDIA_ROOT = VAR / "media"
MANIFEST_STORAGE = "whitenoise.storage.CompressedManifestStaticFilesStorage"  # names carry a digest
_COLLECTED = (STATIC_ROOT / "staticfiles.json").exists() and not DEBUG
WHITENOISE_USE_FINDERS = not _COLLECTED
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": MANIFEST_STORAGE if _COLLECTED else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
SMALLEST_NUMBER = int(os.environ.get("SMALLEST_NUMBER", 5))  # of reports that is shown where the county chose none
PACKS_DIR = Path(os.environ.get("SHOUWANG_PACKS") or BASE_DIR / "packs")

# Messages: JSON gateways that the county runs or rents; without an address the message waits in the outbox
MESSAGE_GATEWAYS = {word: os.environ.get(f"{word.upper()}_GATEWAY", "") for word in ("sms", "wecom", "dingtalk")}

# Mail and logging -------------------------------------------------------------------------------------------------

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", 25))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _is_on("EMAIL_USE_TLS")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "shouwang@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
