import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'

/** A Chromium of this machine, without a screen. Throws where there is none. */
export async function openBrowser(): Promise<Browser> {
  const names = ['chromium', 'chromium-browser', 'google-chrome']
  const executablePath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path))
  if (executablePath === undefined)
    throw new Error('There is no chromium on this machine (Debian: chromium).')
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
}

/**
 * What the page is measured with, in the page: when the first row was there, the longest time between two frames and between
 * an event and the frame after it since the last reset, and when the summary last changed.
 */
const probe = `
  window.probe = { firstRow: undefined, frame: 0, event: 0, summaryAt: 0 }
  let before
  const onFrame = (now) => {
    if (before !== undefined) window.probe.frame = Math.max(window.probe.frame, now - before)
    before = now
    requestAnimationFrame(onFrame)
  }
  requestAnimationFrame(onFrame)
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.probe.event = Math.max(window.probe.event, duration)
  }).observe({ type: 'event', durationThreshold: 16 })
  let summary = ''
  new MutationObserver(() => {
    if (window.probe.firstRow === undefined && document.querySelector('.rows .row .time') !== null) {
      window.probe.firstRow = performance.now()
    }
    const text = document.querySelector('.summary')?.textContent ?? ''
    if (text !== summary) window.probe.summaryAt = performance.now()
    summary = text
  }).observe(document, { childList: true, subtree: true, characterData: true })
`

/** A page with the probe. */
export async function openPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.addInitScript(probe)
  return page
}

/** Waits until an expression holds in the page; the page's own policy forbids it to evaluate one. */
export async function until(page: Page, expression: string): Promise<void> {
  const deadline = Date.now() + 120_000
  while ((await page.evaluate(expression)) !== true) {
    if (Date.now() > deadline) throw new Error(`Not within two minutes: ${expression}`)
    await page.waitForTimeout(10)
  }
}

/** Milliseconds from the start of the navigation. */
export interface Paints {
  /** The frame of the page, before it has asked for calls. */
  readonly paint: number
  /** The first row with a call. */
  readonly row: number
}

/** Opens an address and waits for the first row. */
export async function paintsAt(page: Page, url: string): Promise<Paints> {
  await page.goto(url)
  await until(page, 'window.probe.firstRow !== undefined')
  const paints: unknown = await page.evaluate(
    `({ paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN, row: window.probe.firstRow })`,
  )
  return paints as Paints // The expression above gives it.
}

/** The longest times, in milliseconds. */
export interface Longest {
  /** Between two frames; 16.7 where nothing is late. */
  readonly frame: number
  /** From a key or a turn of the wheel to the next frame, as the browser itself measures; 0: under 16. */
  readonly event: number
}

/** The longest times while something is done. */
export async function longestWhile(page: Page, act: () => Promise<void>): Promise<Longest> {
  await page.evaluate('window.probe.frame = 0, window.probe.event = 0')
  await act()
  await page.waitForTimeout(100)
  return (await page.evaluate('({ frame: window.probe.frame, event: window.probe.event })')) as Longest // As above.
}

/** Milliseconds from the input of a filter to the first answer of the page: results, or how far the filter is. */
export async function firstAnswer(page: Page, label: string, text: string): Promise<number> {
  return (await inputOf(page, label, text)).first
}

/** The same, and to the end of the filter. */
export async function filterTimes(
  page: Page,
  label: string,
  text: string,
): Promise<{ readonly first: number; readonly end: number }> {
  const { first, before } = await inputOf(page, label, text)
  const isOver = `!document.querySelector('.summary').textContent.includes('still running')`
  await until(page, isOver)
  return { first, end: Number(await page.evaluate('window.probe.summaryAt')) - before }
}

async function inputOf(
  page: Page,
  label: string,
  text: string,
): Promise<{ readonly first: number; readonly before: number }> {
  const before = Number(await page.evaluate('performance.now()'))
  await page.getByLabel(label, { exact: true }).fill(text)
  await until(page, `window.probe.summaryAt > ${before}`)
  return { first: Number(await page.evaluate('window.probe.summaryAt')) - before, before }
}
