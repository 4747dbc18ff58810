import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { medianAndRange } from '../installed/milliseconds.ts'
import { rootKey, writeCalls } from '../show/recorded-calls.ts'
import { filterTimes, firstAnswer, longestWhile, openPage, paintsAt, until, type Longest } from './browser.ts'
import { startCommand } from './commands.ts'

/** A folder of so many calls. */
export interface FolderSize {
  readonly calls: number
  readonly webhooks: number
}

export interface ListOptions {
  readonly browser: Browser
  /** The file that ringback is started with. */
  readonly command: readonly string[]
  readonly rounds: number
  readonly say: (line: string) => void
}

/** Figures of all rounds, by what they are about. */
type Figures = Map<string, number[]>

/** Measures the list with a folder of this size, and prints a table. */
export async function measureList(
  size: FolderSize,
  { browser, command, rounds, say }: ListOptions,
): Promise<void> {
  const cwd = mkdtempSync(join(tmpdir(), 'ringback-bench-inspector-'))
  writeCalls(cwd, size.calls, size.webhooks)
  const options = { cwd, env: { RINGBACK_REDACTION_KEY: rootKey } }
  const figures: Figures = new Map()
  const note = (name: string, value: number): void => {
    figures.set(name, [...(figures.get(name) ?? []), value])
  }
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const started = performance.now()
      const inspect = await startCommand([...command, 'inspect', '--port', '0'], options)
      const up = performance.now() - started
      const page = await openPage(browser)
      const isFirst = round === 0
      const { paint, row } = await paintsAt(page, inspect.page)
      note(isFirst ? 'no index yet: first row' : 'first row', row)
      note(isFirst ? 'no index yet: first paint' : 'first paint', paint)
      if (!isFirst) note('start of the command to its address', up)
      await filterWhileReading(page, isFirst ? () => undefined : note)
      await until(page, `!/still running| read|reading/.test(document.querySelector('.summary').textContent)`)
      note('all recordings read, after the address, in seconds', (performance.now() - started - up) / 1000)
      if (!isFirst) await measureRead(page, inspect.page, note)
      await page.close()
      await inspect.stop()
    }
  } finally {
    rmSync(cwd, { recursive: true })
  }
  say(`### ${size.calls.toLocaleString('en')} calls of ${size.webhooks}`)
  say('')
  say('| | ms, median (least to greatest) |')
  say('| --- | --- |')
  for (const [name, values] of figures) say(`| ${name} | ${medianAndRange(values)} |`)
  say('')
}

type Note = (name: string, value: number) => void

async function filterWhileReading(page: Page, note: Note): Promise<void> {
  note(
    'while recordings are read: filter to results or progress',
    await firstAnswer(page, 'Parameter', 'StirVerstat=TN-Validation-Passed-A'),
  )
  const keys = await longestWhile(page, () => pressKeys(page, 'ArrowDown', 40))
  noteLongest(note, 'while recordings are read: keys', keys)
  await firstAnswer(page, 'Parameter', '')
}

async function measureRead(page: Page, url: string, note: Note): Promise<void> {
  const again = await paintsAt(page, url)
  note('opened again: first paint', again.paint)
  note('opened again: first row', again.row)
  await page.locator('.calls').focus()
  noteLongest(note, 'key held down', await longestWhile(page, () => pressKeys(page, 'ArrowDown', 100)))
  noteLongest(note, 'End, Home, PageDown', await longestWhile(page, () => jump(page)))
  noteLongest(note, 'wheel', await longestWhile(page, () => turnWheel(page)))
  noteLongest(note, 'scroll bar dragged', await longestWhile(page, () => drag(page)))
  for (const [name, label, text] of [
    ['text of a number', 'Search', '133'],
    ['parameter', 'Parameter', 'StirVerstat=TN-Validation-Passed-A'],
    ['parameter that none has', 'Parameter', 'Digits=none'],
    ['status', 'Status', 'completed'],
  ] as const) {
    const { first, end } = await filterTimes(page, label, text)
    note(`filter, ${name}: first answer`, first)
    note(`filter, ${name}: end`, end)
    await filterTimes(page, label, '')
  }
}

function noteLongest(note: Note, name: string, { frame, event }: Longest): void {
  note(`${name}: longest frame`, frame)
  note(`${name}: longest from event to frame`, event)
}

/** As fast as a keyboard repeats. */
async function pressKeys(page: Page, key: string, count: number): Promise<void> {
  for (let press = 0; press < count; press += 1) {
    await page.keyboard.press(key)
    await page.waitForTimeout(15)
  }
}

async function jump(page: Page): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    for (const key of ['End', 'PageUp', 'Home', 'PageDown', 'PageDown']) {
      await page.keyboard.press(key)
      await page.waitForTimeout(60)
    }
  }
}

async function turnWheel(page: Page): Promise<void> {
  await page.mouse.move(600, 500)
  for (let turn = 0; turn < 60; turn += 1) {
    await page.mouse.wheel(0, 400)
    await page.waitForTimeout(15)
  }
}

/** From one end of the list to the other, in 60 steps. */
async function drag(page: Page): Promise<void> {
  for (let step = 0; step <= 60; step += 1) {
    await page.evaluate(
      `(() => { const box = document.querySelector('.calls'); box.scrollTop = box.scrollHeight * ${step / 60} })()`,
    )
    await page.waitForTimeout(25)
  }
}
