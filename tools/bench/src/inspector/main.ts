/**
 * The page of `ringback inspect` with 100,000 exchanges, measured in a Chromium, and what an open page costs the proxy while
 * calls are recorded. `npm run bench inspector`; `-- -- calls-of-5`, `calls-of-1` or `cost` for some of it, `--rounds=3` for other
 * than five rounds, `--quick` with a tenth of the calls and short rounds, `--source` for the sources instead of the packed package.
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
const rounds = Number(/--rounds=(\d+)/.exec(process.argv.join(' '))?.[1] ?? 5)
const exchanges = isQuick ? 10_000 : 100_000
const say = (line: string): void => console.log(line)

try {
  say(`Chromium ${browser.version()}, load average ${loadavg()[0]?.toFixed(1)}.`)
  say('')
  for (const webhooks of [5, 1]) {
    if (!isAsked(`calls-of-${webhooks}`)) continue
    await measureList({ calls: exchanges / webhooks, webhooks }, { browser, command, rounds, say })
  }
  if (isAsked('cost')) await measureCost({ browser, command, rounds, seconds: isQuick ? 2 : 4, say })
} finally {
  await browser.close()
  installed?.remove()
}
