# The command line of ringback: docker run --rm -v "$PWD:/work" ringback fuzz http://host.docker.internal:3000/voice --allow-remote
# Build it from the root of the repository: docker build -t ringback .

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --strict-allow-scripts --no-audit --no-fund
RUN node_modules/.bin/tsc -b && node_modules/.bin/node tools/scripts/src/pack.ts /packed
WORKDIR /opt/ringback
RUN npm init --yes >/dev/null && npm install --no-audit --no-fund /packed/*.tgz @pact-foundation/pact-core@20.2.0 \
    @opentelemetry/api@1.9.0 kysely@0.29.9 pg@8.23.1 pino@10.4.0 prom-client@15.1.3

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production NODE_COMPILE_CACHE=/tmp/ringback-compile-cache
COPY --from=build /opt/ringback/node_modules /opt/ringback/node_modules
RUN ln -s /opt/ringback/node_modules/ringback/bin/ringback.js /usr/local/bin/ringback
# Recordings, keys and configuration are read and written here.
WORKDIR /work
RUN chown node:node /work
USER node
EXPOSE 4100
# Node is process 1 and ends by itself on SIGTERM: record seals what it has taken first.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "/opt/ringback/node_modules/ringback/bin/ringback.js"]
CMD ["--help"]
