import { defineConfig } from 'vitest/config'

const conditions = ['ringback:source', 'node', 'default']

/** How a snippet that is a test suite runs: from the scratch folder, with the modules that others have loaded. */
export default defineConfig({
  root: new URL('../../..', import.meta.url).pathname,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['tmp/doctest/*.test.ts'], isolate: false },
})
