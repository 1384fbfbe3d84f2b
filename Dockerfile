# publisher in a container: the folder with content/ is mounted at /work, and output/ is written beside it.
#
#   docker build -t publisher .
#   docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/work" publisher build
#
# Nothing asks for the network after the image is built: `docker run --network none` works.
FROM debian:12-slim

# The set-up is the script's own, as everywhere; as root it installs the system packages that it finds missing.
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/publisher
COPY publish pyproject.toml requirements.lock ./
COPY publisher publisher
COPY fonts fonts
COPY layouts layouts
COPY presses presses
RUN ./publish doctor && rm -rf /var/lib/apt/lists/* /root/.cache .venv/setup.log .venv/setup.lock \
    && useradd --create-home --uid 1000 publisher && mkdir -m 1777 /work

# Whoever runs it may have no home there.
ENV XDG_CACHE_HOME=/tmp/publisher-cache PYTHONDONTWRITEBYTECODE=1
USER publisher
WORKDIR /work
ENTRYPOINT ["/opt/publisher/.venv/bin/publisher"]
CMD ["--help"]
