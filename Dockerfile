# Build: installs everything, compiles, then keeps only what runs.
FROM node:22-alpine AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build && npm prune --omit=dev
# A volume takes owner and mode from the folder it is mounted over when it is first used.
RUN mkdir /state

FROM node:22-alpine
ENV NODE_ENV=production
# Reachable from outside the container: the API, and nothing else. The console stays on loopback inside, as binding it
# elsewhere needs a token; the health check asks it from inside. To open it as well, set
# EXPENSIFY_EMULATOR_CONSOLE_HOST=0.0.0.0 and EXPENSIFY_EMULATOR_CONSOLE_TOKEN, and publish 4311.
ENV EXPENSIFY_EMULATOR_HOST=0.0.0.0
ENV EXPENSIFY_EMULATOR_PORT=4310
ENV EXPENSIFY_EMULATOR_CONSOLE_PORT=4311
ENV EXPENSIFY_EMULATOR_STATE=/state/state.json
WORKDIR /app
COPY package.json ./
COPY contracts ./contracts
COPY schemas ./schemas
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build --chown=node:node /state /state
USER node
EXPOSE 4310 4311
VOLUME ["/state"]
HEALTHCHECK --interval=10s --timeout=6s --start-period=10s --retries=3 CMD ["node", "dist/cli/main.js", "healthcheck"]
# Exec form: the program is process 1 and gets SIGTERM itself, so it saves its state before it ends.
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["start"]
