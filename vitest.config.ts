import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tools/scripts/src/longest-first.ts'

// Workers, and the processes that tests start, keep what Node has compiled: half of what a start of the command line takes.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache')

const conditions = ['ringback:source', 'node', 'default']

/**
 * Packages whose tests start no process and change nothing global. Their files share the modules that a worker has loaded;
 * loading them anew for each file would take a quarter of the time.
 */
const pure = '{common,catalog,signature,twiml,arbitraries,checks,map,simulator,fuzz,mcp}'
const pureTests = `packages/${pure}/test/**/*.test.ts`

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'isolated',
          include: ['{packages,tools,fixtures/apps}/*/test/**/*.test.ts'],
          exclude: [pureTests],
          typecheck: {
            enabled: true,
            include: ['packages/*/test/**/*.test-d.ts'],
            tsconfig: './tsconfig.tests.json',
          },
        },
      },
      { extends: true, test: { name: 'shared', isolate: false, include: [pureTests] } },
    ],
    globalSetup: ['packages/inspector/test/build-page.ts'],
    // One worker a processor, and one more for when tests wait for a browser, a process or the disk.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // On a loaded machine what takes a moment may take seconds.
    expect: { poll: { timeout: 30_000 } },
  },
})
