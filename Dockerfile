FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir /wheels/*.whl \
    && rm -r /wheels \
    && useradd --create-home --uid 10001 partners
USER partners
WORKDIR /home/partners
EXPOSE 8050
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8050/healthz', timeout=4)"]
ENTRYPOINT ["partners"]
# Inside the container every address is listened on; who may reach it is decided where its port is published.
# It asks for the password in the file that is mounted there, readable by user 10001 only.
CMD ["demo", "--host", "0.0.0.0", "--port", "8050", "--no-browser", \
    "--password-file", "/run/secrets/dashboard_password", "--allow-host", "127.0.0.1"]
