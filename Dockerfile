# The hub in a container: server and worker are one image. compose.yaml runs them; docs/operators.md says how.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=hub.settings.production \
    HUB_DATA=/data

RUN useradd --system --uid 10001 --home-dir /hub hub \
    && install -d -o hub -g hub -m 0700 /data
WORKDIR /hub

# What the hub is made of, each file with its hash. It changes seldom, the code often.
COPY requirements.txt .
RUN pip install --no-cache-dir --no-compile --require-hashes -r requirements.txt

COPY . .
RUN python -m tools.compile_messages && python -m tools.towns && python -m compileall -q .

USER hub
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
CMD ["gunicorn", "-c", "python:safety.serving", "--bind", "0.0.0.0:8000", "hub.wsgi"]
