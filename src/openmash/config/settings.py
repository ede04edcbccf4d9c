"""The hub's settings: read from the environment, safe by default, one file."""

import os
from pathlib import Path

from openmash.config import databases
from openmash.config.secrets import secret_key
from openmash.postgres import default_directory

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("OPENMASH_DATA") or default_directory())
_URL = os.environ.get("DATABASE_URL", "")
IS_EMBEDDED = not _URL

SECRET_KEY = secret_key(None if _URL else DATA)
PLACE = (
    databases.outside(_URL, key=SECRET_KEY) if _URL else databases.embedded(DATA, key=SECRET_KEY)
)
DATABASES = databases.settings_for(PLACE)
DATABASE_ROUTERS = ["openmash.config.router.OwnerMigrates"]

DEBUG = False
IS_PRACTICE = os.environ.get("OPENMASH_PRACTICE") == "1"
ALLOWED_HOSTS = os.environ.get("OPENMASH_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
BASE_URL = os.environ.get("OPENMASH_BASE_URL", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [BASE_URL]
_IS_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _IS_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _IS_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if _IS_HTTPS else 0
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

ROOMS = [
    "openmash.design",
    "openmash.audit",
    "openmash.handbook",
    "openmash.agencies",
    "openmash.people",
    "openmash.network",
    "openmash.contacts",
    "openmash.enquiries",
    "openmash.instruments",
    "openmash.decisions",
    "openmash.products",
    "openmash.demo",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials",
    *ROOMS,  # before the sign-in library, so that its pages are ours
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "openmash.config.headers.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "openmash.config.identity.Firewall",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "openmash.config.identity.WhoIsAsking",
    "openmash.config.answers.PlainAnswers",
]
ROOT_URLCONF = "openmash.config.urls"
WSGI_APPLICATION = "openmash.config.wsgi.application"
APPEND_SLASH = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "openmash.config.frame.page_frame",
            ],
            "builtins": ["openmash.design.templatetags.design"],
        },
    }
]

AUTH_USER_MODEL = "agencies.Practitioner"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
     "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ["name", "email"]}},
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "openmash.agencies.sign_in.Accounts"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_SESSION_REMEMBER = False

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = None  # files are served from the package; nothing is collected
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # fifty people in one contact
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"


EMAIL_HOST = os.environ.get("OPENMASH_EMAIL_HOST", "")
DEFAULT_FROM_EMAIL = os.environ.get("OPENMASH_EMAIL_FROM", "hub@openmash.example")
CLAMAV_SOCKET = os.environ.get("OPENMASH_CLAMAV", "")

PROCRASTINATE_IMPORT_PATHS = ["openmash.config.tasks"]

SILENCED_SYSTEM_CHECKS = ["auth.E003", "auth.W004"]

from openmash.config.logging import LOGGING  # noqa: E402, F401
