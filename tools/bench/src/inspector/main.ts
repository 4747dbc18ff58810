/**
 * The page of `ringback inspect` with 100,000 exchanges, measured in a Chromium, and what an open page costs the proxy while
 * calls are recorded. `npm run bench inspector`; `-- -- list` or `-- -- cost` for one of both, `--quick` with a tenth of the
 * calls and short rounds, `--source` for the sources as they are instead of the packed package.
 */
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { installPacked } from '../installed/install-packed.ts'
import { openBrowser } from './browser.ts'
import { measureCost } from './cost.ts'
import { measureList } from './list.ts'

const isQuick = process.argv.includes('--quick')
const asked = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
const isAsked = (name: string): boolean => asked.length === 0 || asked.includes(name)
const installed = process.argv.includes('--source') ? undefined : installPacked()
const command = [
  installed?.command ?? join(import.meta.dirname, '../../../../packages/ringback/bin/ringback.js'),
]
const browser = await openBrowser()
const exchanges = isQuick ? 10_000 : 100_000
const say = (line: string): void => console.log(line)

try {
  say(`Chromium ${browser.version()}, load average ${loadavg()[0]?.toFixed(1)}.`)
  say('')
  for (const webhooks of isAsked('list') ? [5, 1] : []) {
    await measureList(
      { calls: exchanges / webhooks, webhooks },
      { browser, command, rounds: isQuick ? 2 : 5, say },
    )
  }
  if (isAsked('cost'))
    await measureCost({ browser, command, rounds: isQuick ? 2 : 6, seconds: isQuick ? 2 : 4, say })
} finally {
  await browser.close()
  installed?.remove()
}
