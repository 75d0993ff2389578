import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(import.meta.url);

export default defineConfig({
  // As Node resolves it. Vite would take graphql's ES modules, while Apollo's packages require its CommonJS: two
  // copies of graphql, which refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] },
  test: {
    include: ['{gateway,test}/**/*.test.ts', '{packages,subgraphs}/*/test/**/*.test.ts'],
    // Real servers and databases: a test may wait for them, but none should be waited for in vain.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Processes of their own: native database drivers do not share one.
    pool: 'forks',
    maxWorkers: 2,
  },
});
