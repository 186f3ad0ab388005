# Build stage: installs all dependencies, compiles, and then removes those that are only needed to build.
FROM node:22-alpine AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build && npm prune --omit=dev
# The driver for a state in PostgreSQL, which is otherwise an optional peer and a development dependency.
RUN npm pkg delete devDependencies.pg peerDependencies.pg && npm install --omit=dev pg@8
# A new volume takes its owner and mode from the folder at its mount point.
RUN mkdir /state

FROM node:22-alpine
ENV NODE_ENV=production
# Only the API is reachable from outside the container. The console listens on the container's loopback address, where the health
# check reaches it. To open the console as well, set EXPENSIFY_EMULATOR_CONSOLE_HOST=0.0.0.0 and EXPENSIFY_EMULATOR_CONSOLE_TOKEN,
# which is required on any other address, and publish port 4311.
ENV EXPENSIFY_EMULATOR_HOST=0.0.0.0
ENV EXPENSIFY_EMULATOR_PORT=4310
ENV EXPENSIFY_EMULATOR_CONSOLE_PORT=4311
ENV EXPENSIFY_EMULATOR_STATE=/state/state.json
WORKDIR /app
COPY package.json ./
COPY contracts ./contracts
COPY schemas ./schemas
COPY examples ./examples
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build --chown=node:node /state /state
USER node
EXPOSE 4310 4311
VOLUME ["/state"]
HEALTHCHECK --interval=10s --timeout=6s --start-period=10s --retries=3 CMD ["node", "dist/cli/main.js", "healthcheck"]
# In exec form, the emulator is process 1 and receives SIGTERM, so it saves its state before it ends.
ENTRYPOINT ["node", "dist/cli/main.js"]
CMD ["start"]
