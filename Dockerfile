FROM python:3.13-slim AS build
WORKDIR /src
# Every package that is installed has a hash in one of the two lock files: make lock writes them.
COPY requirements-build.lock .
RUN pip install --no-cache-dir --require-hashes --only-binary :all: --requirement requirements-build.lock
COPY . .
RUN pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheels .

FROM python:3.13-slim
# The journal of decisions lies in XDG_DATA_HOME: mount a volume there.
ENV PYTHONUNBUFFERED=1 XDG_DATA_HOME=/var/lib/partners
COPY requirements.lock /
RUN pip install --no-cache-dir --require-hashes --only-binary :all: --requirement /requirements.lock
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir --no-deps --no-index /wheels/*.whl \
    && rm -r /wheels /requirements.lock \
    && useradd --create-home --uid 10001 partners \
    && install --directory --owner partners --group partners --mode 700 /var/lib/partners
USER partners
WORKDIR /home/partners
EXPOSE 8050
# /readyz answers 503 until the data are read.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8050/readyz', timeout=4)"]
ENTRYPOINT ["partners"]
# Inside the container every address is listened on; who may reach it is decided where its port is published.
# It asks for the password in the file that is mounted there, readable by user 10001 only.
CMD ["demo", "--host", "0.0.0.0", "--port", "8050", "--no-browser", \
    "--password-file", "/run/secrets/dashboard_password", "--allow-host", "127.0.0.1"]
