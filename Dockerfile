# Sweet Spot in a container: the app, the Chromium that draws packs and pictures, and fonts for them.
# Tried line by line in tests/test_container.py, without an image registry: docs/operating.md.
FROM python:3.11-slim-bookworm

RUN apt-get update && apt-get install --yes --no-install-recommends \
    chromium fontconfig fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji postgresql-client \
    && rm -rf /var/lib/apt/lists/*

# A user that may nothing, and two volumes: answers and the secret do not lie in one place.
RUN useradd --system --uid 10001 --home-dir /store --shell /usr/sbin/nologin sweetspot \
    && install -d -m 700 -o sweetspot -g sweetspot /store /secret /backups

WORKDIR /srv/sweetspot
COPY pyproject.toml README.md LICENSE ./
COPY dashboard dashboard
COPY db db
COPY pages pages
RUN python -m pip install --no-cache-dir ".[postgresql]"

USER sweetspot
WORKDIR /store
ENV SWEETSPOT_STORE=/store SWEETSPOT_PEPPER_FILE=/secret/pepper
VOLUME ["/store", "/secret", "/backups"]
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as web; web.urlopen('http://127.0.0.1:8501/healthz', timeout=8)"]
CMD ["sweetspot", "serve", "--address", "0.0.0.0"]
