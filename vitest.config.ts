import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

const require = createRequire(new URL('packages/contract/package.json', import.meta.url));

export default defineConfig({
  // As Node resolves it. Vite would take graphql's ES modules, while Apollo's packages require its CommonJS: two
  // copies of graphql, which refuse each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: require.resolve('graphql') }] },
});
