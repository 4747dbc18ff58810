import type { Inspector } from '@ringback/inspector'
import { migratePostgres, type PostgresSchema } from '@ringback/recording/postgres'
import { chromiumPath, openBrowser } from '@ringback/test-support/chromium'
import { sid } from '@ringback/test-support/exchange'
import { startPostgresPool, type TestPool } from '@ringback/test-support/postgres-pool'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { authToken, startApp, type AppInTest } from '../acts/app-in-test.ts'
import { recordInto, startPageOver } from '../database.ts'
import { originalsOf, realName } from '../originals.ts'
import { exchangeOf, twimlAnswer, twoCalls } from '../recordings.ts'
import { openPage, shot, violations } from './open-page.ts'

describe.skipIf(chromiumPath === undefined && process.env['CI'] === undefined)(
  'the page over a database in a browser (skipped where there is no chromium)',
  () => {
    let server: TestPool
    let browser: Browser
    let context: BrowserContext
    let page: Page
    let complaints: readonly string[]
    let app: AppInTest
    let inspector: Inspector
    let where: PostgresSchema

    beforeAll(async () => {
      server = await startPostgresPool()
      browser = await openBrowser()
    }, 60_000)
    afterAll(async () => {
      await browser.close()
      await server.stop()
    })

    beforeEach(async () => {
      app = await startApp()
      where = await server.newSchema(migratePostgres)
      await recordInto(where, twoCalls())
      inspector = await startPageOver(where, {
        authToken,
        app: { url: app.url },
        replayMeans: async () => ({ originalOf: originalsOf(twoCalls()) }),
      })
      ;({ context, page, complaints } = await openPage(browser))
    })
    afterEach(async () => {
      await context.close()
      await inspector.close()
      await app.close()
    })

    test('lists and filters calls, shows those that are recorded meanwhile, and opens one', async () => {
      await page.goto(inspector.url)
      await page.getByText('2 calls in postgres://db/test', { exact: true }).waitFor()
      await page.getByText('The app did not answer in time.').waitFor()
      await shot(page, 'database-calls')
      expect(await violations(page)).toEqual([])
      await recordInto(where, [exchangeOf(3, 0, { response: twimlAnswer('<Response/>') })])
      await page.getByText(/^3 calls/).waitFor()
      for (const [label, text, count] of [
        ['Search', '5550100', 3],
        ['Search', 'gather', 1],
        ['Parameter', 'Digits=1', 1],
        ['Parameter', 'Digits=9', 0],
        ['Status', 'completed', 1],
        ['Code', '12200', 1],
      ] as const) {
        await page.getByLabel(label, { exact: true }).fill(text)
        await page.getByText(count === 3 ? /^3 calls in/ : `${count} of 3 calls`).waitFor()
        await expect.poll(() => page.locator('.rows .row').count()).toBe(count)
        await page.getByLabel(label, { exact: true }).fill('')
        await page.getByText(/^3 calls in/).waitFor()
      }
      await page.getByText('gather.action').first().click()
      await page.getByRole('heading', { name: sid('CA', 1) }).waitFor()
      await page.getByText('3.4 s of the 15 s that Twilio waits').waitFor()
      await shot(page, 'database-call')
      expect(complaints).toEqual([])
    })

    test('sends a call again, notes something on it and reveals it; a colleague sees the note', async () => {
      await page.goto(inspector.url)
      await page.getByText(/^2 calls/).waitFor()
      await page.goto(`http://127.0.0.1:${inspector.port}/#/call/000002-000`)
      await page.getByRole('heading', { name: sid('CA', 2) }).waitFor()
      await page.keyboard.press('r')
      await page.getByRole('region', { name: 'Answer now' }).waitFor()
      expect(app.received).toHaveLength(1)
      const colleague = await startPageOver(where)
      const other = await context.newPage()
      await other.goto(colleague.url)
      await other.getByText(/^2 calls/).waitFor()
      // A page in the background draws nothing.
      await page.bringToFront()
      await page.keyboard.press('t')
      await page.keyboard.type('bug, menu')
      await page.keyboard.press('Enter')
      await page.getByRole('region', { name: 'Tags and note' }).waitFor()
      await other.bringToFront()
      await other.getByText('bug, menu').waitFor()
      await other.close()
      await colleague.close()
      expect(await page.content()).not.toContain(realName)
      await page.keyboard.press('v')
      await page.locator('.revealed').waitFor()
      expect(await page.content()).toContain(realName)
      expect(complaints).toEqual([])
    })
  },
)
