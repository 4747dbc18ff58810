import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { medianAndRange } from '../installed/milliseconds.ts'
import { startApp } from '../proxy/contestants/app.ts'
import { burst } from '../proxy/load/wrk.ts'
import { processorTimeOf } from '../proxy/process/processor-time.ts'
import { median } from '../proxy/sections/figures.ts'
import { startCommand, type Running } from './commands.ts'

export interface CostOptions {
  readonly browser: Browser
  readonly command: readonly string[]
  readonly rounds: number
  /** How long a burst of load takes. */
  readonly seconds: number
  readonly say: (line: string) => void
}

/** Something that looks at the page while there is load. */
interface Watcher {
  readonly name: string
  /** Begins to look; resolves to how to stop. */
  readonly watch: (page: string) => Promise<() => Promise<void>>
}

/** Requests per second through `ringback record`, in turns: without a page, with one that nobody has open, and with an open one. */
export async function measureCost({ browser, command, rounds, seconds, say }: CostOptions): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'ringback-bench-cost-'))
  const app = (await startApp(root)).served
  const record = async (
    name: string,
    ...argv: readonly string[]
  ): Promise<Running & { readonly proxy: string }> => {
    const words = ['record', app.url, '--port', '0', '--recordings', join(root, name), ...argv]
    const waitsFor = argv.includes('--ui') ? /page {2}http:\S+/ : /signatures /
    const running = await startCommand([...command, ...words], { cwd: root, waitsFor })
    return { ...running, proxy: /http:\S+(?= → )/.exec(running.output())?.[0] ?? '' }
  }
  // A process for each, so that all have compiled and recorded alike.
  const contestants = [
    { name: 'no page (--no-ui)', watch: nobody, running: await record('plain', '--no-ui') },
  ]
  for (const [at, watcher] of watchersOf(browser).entries()) {
    contestants.push({ ...watcher, running: await record(`shown-${at}`, '--ui') })
  }
  const pids = contestants.map(({ running: { pid } }) => pid)
  const figures = contestants.map((): { perSecond: number[]; p99: number[]; cpu: number[] } => ({
    perSecond: [],
    p99: [],
    cpu: [],
  }))
  for (let round = 0; round <= rounds; round += 1) {
    for (const turn of contestants.keys()) {
      // Each begins a round as often as the others.
      const at = (turn + round) % contestants.length
      const contestant = contestants[at]
      if (contestant === undefined) continue
      const { running, watch } = contestant
      const stop = await watch(running.page)
      await quiet(pids)
      const before = processorTimeOf(running.pid).allMs
      const { perSecond, p99Ms, requests } = await burst(running.proxy, { connections: 16, seconds })
      const cpu = ((processorTimeOf(running.pid).allMs - before) * 1000) / requests
      await stop()
      // The first round is for what is compiled while it runs.
      if (round === 0) continue
      figures[at]?.perSecond.push(perSecond)
      figures[at]?.p99.push(p99Ms)
      figures[at]?.cpu.push(cpu)
    }
  }
  await Promise.all([...contestants.map(({ running }) => running.stop()), app.stop()])
  rmSync(root, { recursive: true })
  say(
    `### Requests per second through \`ringback record\`, 16 connections, ${rounds} rounds of ${seconds} s in turns`,
  )
  say('')
  say(
    '| | requests/s, median (least to greatest) | of the first | p99, ms | record, processor µs a request |',
  )
  say('| --- | --- | --- | --- | --- |')
  const base = median(figures[0]?.perSecond ?? [])
  for (const [at, { name }] of contestants.entries()) {
    const measured = figures[at]
    if (measured === undefined) continue
    const { perSecond, p99, cpu } = measured
    const share = ((median(perSecond) / base) * 100).toFixed(1)
    const shownFigures = [
      medianAndRange(perSecond),
      `${share} %`,
      medianAndRange(p99, 1),
      medianAndRange(cpu),
    ]
    say(`| ${name} | ${shownFigures.join(' | ')} |`)
  }
  say('')
}

const nobody: Watcher['watch'] = async () => async () => undefined

function watchersOf(browser: Browser): readonly Watcher[] {
  return [
    { name: 'page served, nobody has it open', watch: nobody },
    {
      name: 'open: a client that asks as the page does',
      async watch(address) {
        const client = await startCommand([join(import.meta.dirname, 'page-client.ts'), address], {
          cwd: tmpdir(),
          waitsFor: /open/,
        })
        return () => client.stop()
      },
    },
    {
      name: 'open in Chromium on this machine',
      async watch(address) {
        // Without the probe of the other measurements, which has every frame drawn.
        const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
        await page.goto(address)
        await page.getByText('Live:').waitFor()
        return () => page.close()
      },
    },
  ]
}

/** Waits until processes and their children have done what they put off, so that it does not disturb the next turn. */
async function quiet(pids: readonly number[]): Promise<void> {
  const deadline = Date.now() + 15_000
  const busyMs = (): number => pids.reduce((sum, pid) => sum + processorTimeOf(pid).allMs, 0)
  for (let before = busyMs(); Date.now() < deadline;) {
    await new Promise((next) => {
      setTimeout(next, 300)
    })
    const now = busyMs()
    if (now - before < 30) return
    before = now
  }
}
