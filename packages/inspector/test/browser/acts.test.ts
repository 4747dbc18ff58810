import { rmSync } from 'node:fs'
import { startInspector, type Inspector } from '@ringback/inspector'
import { sid } from '@ringback/test-support/exchange'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { authToken, startApp, type AppInTest } from '../acts/app-in-test.ts'
import { folderWith, twoCalls } from '../recordings.ts'
import { chromiumPath, openBrowser } from '@ringback/test-support/chromium'
import { openPage, shot, violations } from './open-page.ts'

describe.skipIf(chromiumPath === undefined && process.env['CI'] === undefined)(
  'acts in a browser (skipped where there is no chromium)',
  () => {
    let browser: Browser
    let context: BrowserContext
    let page: Page
    let complaints: readonly string[]
    let app: AppInTest
    let inspector: Inspector
    let directory: string

    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser.close())

    beforeEach(async () => {
      app = await startApp()
      directory = folderWith(twoCalls())
      inspector = await startInspector({ directory, version: '1', authToken, app: { url: app.url } })
      ;({ context, page, complaints } = await openPage(browser))
    })
    afterEach(async () => {
      await context.close()
      await inspector.close()
      await app.close()
      rmSync(directory, { recursive: true })
    })

    /** Opens a recorded call by its number. */
    async function openCall(call: number): Promise<void> {
      await page.goto(inspector.url)
      await page.getByText(/^2 calls/).waitFor()
      await page.goto(`http://127.0.0.1:${inspector.port}/#/call/00000${call}-000`)
      await page.getByRole('heading', { name: sid('CA', call) }).waitFor()
      await page.getByText(`to ${app.url}`).waitFor()
    }

    test('an exchange is sent again by a key, and the answer stands beside the recorded one', async () => {
      app.answer = () => ({ body: '<Response><Say>Good morning.</Say><Dial>+14155550123</Dial></Response>' })
      await openCall(2)
      await page.keyboard.press('r')
      const result = page.getByRole('region', { name: 'Answer now' })
      await result.getByText('The caller notices a difference').waitFor()
      expect(app.received).toMatchObject([
        { path: '/voice', isSigned: true, parameters: { CallSid: sid('CA', 2), From: '+14155550100' } },
      ])
      expect(await result.getByLabel('TwiML, recorded').textContent()).toContain('Hello.')
      expect(await result.getByLabel('TwiML, now').textContent()).toContain('Good morning.')
      expect(complaints).toEqual([])
    })

    test('a whole call is sent again in order, and each verdict leads to its exchange', async () => {
      await openCall(1)
      await page.keyboard.press('R')
      await page.getByRole('list', { name: 'Sent again' }).getByRole('button').nth(3).waitFor()
      expect(app.received.map(({ path, isSigned }) => [path, isSigned])).toEqual([
        ['/voice', true],
        ['/status', true],
        ['/status', true],
      ])
      await page.getByRole('button', { name: '4 status.incoming-number' }).click()
      await page.getByRole('region', { name: 'Answer now' }).getByText('Recorded: no answer').waitFor()
    })

    test('parameters are changed, removed and added, and sent with the keyboard alone', async () => {
      await openCall(2)
      await page.keyboard.press('e')
      const form = page.getByRole('form', { name: 'Edit the request' })
      await form.getByLabel('Value of From').fill('+447700900123')
      await form.getByRole('button', { name: 'Remove CallStatus' }).focus()
      await page.keyboard.press('Enter')
      await form.getByRole('button', { name: 'Add a parameter' }).focus()
      await page.keyboard.press('Enter')
      await page.keyboard.type('Shoe')
      await page.keyboard.press('Tab')
      await page.keyboard.type('left')
      await page.keyboard.press('Enter')
      await page.getByRole('region', { name: 'Answer now' }).getByText('the edited request').waitFor()
      expect(app.received).toMatchObject([{ path: '/voice', isSigned: true }])
      expect(app.received[0]?.parameters).toEqual({
        CallSid: sid('CA', 2),
        From: '+447700900123',
        To: '+14155550199',
        Shoe: 'left',
      })
    })

    test('an edge case is picked by name, stands in the address, and is sent', async () => {
      await openCall(2)
      await page.keyboard.press('e')
      await page.getByLabel('Edge case').selectOption('From:withheld-anonymous')
      await expect.poll(() => page.url()).toContain('case=From%3Awithheld-anonymous')
      await page.reload()
      await page.getByRole('button', { name: 'Send to the app' }).click()
      await page.getByRole('region', { name: 'Answer now' }).waitFor()
      expect(app.received).toMatchObject([{ path: '/voice', isSigned: true }])
      expect(app.received[0]?.parameters['From']).not.toBe('+14155550100')
      expect(app.received[0]?.parameters['CallSid']).toBe(sid('CA', 2))
    })

    test('an address that is opened sends nothing by itself', async () => {
      await page.goto(inspector.url)
      await page.getByText(/^2 calls/).waitFor()
      await page.goto(
        `http://127.0.0.1:${inspector.port}/#/call/000002-000?act=edit&case=From%3Awithheld-anonymous`,
      )
      await page.getByRole('form', { name: 'Edit the request' }).waitFor()
      expect(app.received).toEqual([])
    })

    test.each(['light', 'dark'] as const)('axe finds no violation: %s', async (theme) => {
      await context.close()
      ;({ context, page, complaints } = await openPage(browser, theme))
      app.answer = () => ({ body: '<Response><Say>Good morning.</Say><Dial>+14155550123</Dial></Response>' })
      await openCall(1)
      await shot(page, `acts-${theme}`)
      await page.keyboard.press('R')
      await page.getByRole('region', { name: 'Answer now' }).waitFor()
      expect(await violations(page)).toEqual([])
      await shot(page, `acts-replayed-${theme}`)
      await page.keyboard.press('e')
      await page.getByLabel('Edge case').selectOption('From:withheld-anonymous')
      await page.getByRole('button', { name: 'Send to the app' }).waitFor()
      expect(await violations(page)).toEqual([])
      await shot(page, `acts-edit-${theme}`)
      expect(complaints).toEqual([])
    })
  },
)
