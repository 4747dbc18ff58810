import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const screenshots = process.env['RINGBACK_SCREENSHOTS']

/** A page of a browser, and what it complains about. */
export interface OpenPage {
  readonly context: BrowserContext
  readonly page: Page
  /** Errors of the page's script and console. */
  readonly complaints: string[]
}

/** Opens an empty page that may use the clipboard. */
export async function openPage(browser: Browser, colorScheme: 'light' | 'dark' = 'light'): Promise<OpenPage> {
  const context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 } })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return { context, page, complaints }
}

/** What axe finds in a page. */
export async function violations(page: Page): Promise<readonly string[]> {
  // `evaluate` of the browser's own debugger is not subject to the page's policy.
  await page.evaluate(axe)
  const found: unknown = await page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + failureSummary).join()))`,
  )
  // The script above returns texts.
  return found as readonly string[]
}

/** Keeps a picture of a page, where RINGBACK_SCREENSHOTS names a folder. */
export async function shot(page: Page, name: string): Promise<void> {
  if (screenshots === undefined) return
  mkdirSync(screenshots, { recursive: true })
  await page.screenshot({ path: join(screenshots, `${name}.png`) })
}
