# A desk in a box: docker build -t briefing-desk . && docker run --rm -v "$PWD:/site" briefing-desk build
FROM python:3.11-slim AS build
WORKDIR /src
COPY . .
RUN python -m pip wheel --no-cache-dir --constraint constraints.txt --wheel-dir /wheels '.[add]'

FROM python:3.11-slim
RUN useradd --create-home desk
# The wheel by its file, not by its name: so `briefing init` knows that no index has it, and puts it beside the site.
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    python -m pip install --no-cache-dir --no-index --find-links /wheels "$(ls /wheels/briefing_desk-*.whl)[add]"
USER desk
WORKDIR /site
ENTRYPOINT ["briefing"]
CMD ["--help"]
