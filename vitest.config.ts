import { defineConfig } from 'vitest/config'

const conditions = ['ringback:source', 'node', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{packages,tools,fixtures/apps}/*/test/**/*.test.ts'],
    typecheck: {
      enabled: true,
      include: ['packages/*/test/**/*.test-d.ts'],
      tsconfig: './tsconfig.tests.json',
    },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
