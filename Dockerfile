# Builds an image that serves the graph on port 8080 and keeps it in /data:
#
#   docker build -t entente .
#   docker run --rm -p 127.0.0.1:8080:8080 -v entente:/data --read-only --tmpfs /tmp \
#     --cap-drop ALL --security-opt no-new-privileges -e ENTENTE_PUBLIC_READ=true entente
#
# Here the port is published on this machine alone, so everybody who reaches it may read.
# It writes to /data and, for imports and large sorts, to /tmp, and nowhere else. A limit
# of the container's memory is found and kept to (GOMEMLIMIT sets another).

FROM node:24-bookworm-slim AS pages
WORKDIR /src/web
COPY web/package.json web/package-lock.json web/.npmrc ./
RUN npm ci
COPY docs/queries/ /src/docs/queries/
COPY web/ ./
RUN npm run build

FROM golang:1.26-bookworm AS program
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
COPY --from=pages /src/web/dist/ web/dist/
# What entente --version tells: there is no repository in here to ask.
ARG VERSION=
ARG COMMIT=
ARG DATE=
RUN CGO_ENABLED=0 go build -trimpath -o /out/entente \
    -ldflags "-s -w -X main.version=$VERSION -X main.commit=$COMMIT -X main.date=$DATE" .
# A new volume takes the owner of the folder that it is put over.
RUN mkdir /out/data

# Alpine rather than an empty image, for the wget of the health check.
FROM alpine:3.22
COPY --from=program /out/entente /usr/local/bin/entente
COPY --from=program --chown=65532:65532 /out/data /data
COPY LICENSE NOTICE /usr/share/doc/entente/
USER 65532:65532
VOLUME /data
# Inside a container every address is the container's own; who reaches it from
# outside is for the published ports to say.
ENV ENTENTE_LISTEN=0.0.0.0:8080 \
    ENTENTE_STORE=file:/data/entente.db \
    ENTENTE_TOKENS=/data/tokens.json
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/healthz"]
ENTRYPOINT ["entente"]
CMD ["serve"]
