# whosaid as a container: what is locked, by hash, and nothing that only tests and the demo need.
#   docker build -t whosaid:0.1.0 .
FROM python:3.11.14-slim-bookworm AS build
RUN pip install --no-cache-dir uv==0.13.9
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_NO_CACHE=1 VIRTUAL_ENV=/opt/whosaid
RUN uv venv /opt/whosaid
WORKDIR /build
COPY deploy/requirements.lock ./
RUN uv pip install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY index index
RUN uv pip install --no-deps .

FROM python:3.11.14-slim-bookworm
COPY --from=build /opt/whosaid /opt/whosaid
RUN install -d -o 10001 -g 10001 /data && install -d /sources
USER 10001:10001
# Settings come from the environment alone; health is told to probes outside the container.
ENV PATH=/opt/whosaid/bin:$PATH PYTHONUNBUFFERED=1 HOME=/tmp \
    DATA_DIR=/data SOURCES=/sources HEALTH_HOST=0.0.0.0 HEALTH_PORT=8790 LOG_FORMAT=json
WORKDIR /data
VOLUME /data
EXPOSE 8790
STOPSIGNAL SIGTERM
ENTRYPOINT ["whosaid"]
# Alone in its process: whatever runs the container starts it again, waiting longer each time.
CMD ["run", "--bare"]
