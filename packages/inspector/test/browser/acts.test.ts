import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { exportPage, startInspector, type Inspector } from '@ringback/inspector'
import { recordingsOf } from '@ringback/recording'
import { readNotes } from '@ringback/recording/node'
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
      await expect.poll(() => result.getByLabel('TwiML, recorded').textContent()).toContain('Hello.')
      await expect.poll(() => result.getByLabel('TwiML, now').textContent()).toContain('Good morning.')
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

    test('a call is copied as a vitest test, an exchange as a fast-check example and as a pact', async () => {
      const clipboard = () => page.evaluate('navigator.clipboard.readText()') as Promise<string>
      await openCall(2)
      await page.getByRole('button', { name: 'Copy call as vitest test' }).click()
      await page.getByText('Copied, needs the packages ringback and vitest').waitFor()
      expect(await clipboard()).toContain('await call.hears("Hello.")')
      await page.getByRole('button', { name: 'Copy as fast-check example' }).click()
      await page.getByText('vitest and fast-check').waitFor()
      expect(await clipboard()).toContain(`app: "${app.url}"`)
      await page.getByRole('button', { name: 'Copy as Pact interaction' }).click()
      await page.getByText('as a pact').waitFor()
      expect(JSON.parse(await clipboard())).toMatchObject({ interactions: [{ request: { path: '/voice' } }] })
      await page.keyboard.press('Escape')
      expect(app.received).toEqual([])
    })

    test('tags and a note are written with the keyboard, kept on disk, and found in the list', async () => {
      await openCall(1)
      await page.keyboard.press('t')
      await page.keyboard.type('bug, menu')
      await page.keyboard.press('Tab')
      await page.keyboard.type('It repeats.')
      await page.keyboard.press('Control+Enter')
      await page.getByRole('region', { name: 'Tags and note' }).getByText('It repeats.').waitFor()
      const { notes } = await readNotes(directory)
      expect(notes).toEqual(new Map([['000001-000', { tags: ['bug', 'menu'], note: 'It repeats.' }]]))
      await page.keyboard.press('Escape')
      await page.getByLabel('Tag').fill('menu')
      await page.getByText('1 of 2 calls').waitFor()
      expect(page.url()).toContain('tag=menu')
      await expect.poll(() => page.locator('.rows .row').textContent()).toContain('bug, menu · It repeats.')
      await page.getByLabel('Tag').fill('')
      await page.getByLabel('Search').fill('repeats')
      await page.getByText('1 of 2 calls').waitFor()
    })

    test('a note that looks private is refused with a reason, and stays in the form', async () => {
      await openCall(1)
      await page.keyboard.press('t')
      await page.keyboard.type('+12124567890')
      await page.keyboard.press('Enter')
      await page.getByText('may belong to somebody').waitFor()
      await expect.poll(() => page.getByLabel('Tags, separated').inputValue()).toBe('+12124567890')
      expect((await readNotes(directory)).notes.size).toBe(0)
    })

    test('a call is deleted after it was asked, and not before', async () => {
      const files = () => readdirSync(directory).filter((name) => name.endsWith('.json'))
      await openCall(1)
      await page.keyboard.press('d')
      const dialog = page.getByRole('dialog', { name: 'Delete this call?' })
      await dialog.getByText('4 exchanges').waitFor()
      // Keys of the page behind do nothing, and Escape keeps the call open.
      await page.keyboard.press('r')
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await expect.poll(() => page.getByRole('heading', { name: sid('CA', 1) }).isVisible()).toBe(true)
      expect(files()).toHaveLength(2)
      expect(app.received).toEqual([])
      await page.keyboard.press('d')
      await dialog.getByText('4 exchanges').waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.getByText(/^1 call in/).waitFor()
      expect(files()).toEqual([expect.stringContaining(sid('CA', 2))])
    })

    test('a page of another site can do nothing, whatever it sends', async () => {
      await page.goto(inspector.url)
      await page.getByText(/^2 calls/).waitFor()
      const other = await context.newPage()
      await other.goto(app.url)
      const sent = await other.evaluate(
        `Promise.all(['text/plain', 'application/json'].map((type) =>
          fetch('http://127.0.0.1:${inspector.port}/api/recording', {
            method: 'POST', mode: type === 'text/plain' ? 'no-cors' : 'cors', credentials: 'include',
            headers: { 'Content-Type': type }, body: '{"call":"000001-000","exchanges":4}',
          }).then(({ type }) => type, () => 'refused')))`,
      )
      expect(sent).toEqual(['refused', 'refused'])
      await other.close()
      expect(readdirSync(directory).filter((name) => name.endsWith('.json'))).toHaveLength(2)
    })

    test('an exported page can do nothing', async () => {
      const file = join(directory, 'report.html')
      writeFileSync(file, exportPage(recordingsOf(twoCalls()), { version: '1', folder: 'recordings' }))
      await page.goto(pathToFileURL(file).href)
      await page.getByText('03:06:05').click()
      await page.getByRole('heading', { name: sid('CA', 2) }).waitFor()
      const buttons = await page.getByRole('button').allTextContents()
      expect(buttons.filter((text) => /Send|Edit|Delete|Tags|vitest|Pact/.test(text))).toEqual([])
      for (const key of ['r', 'R', 'e', 't', 'd']) await page.keyboard.press(key)
      await expect.poll(() => page.locator('form, dialog').count()).toBe(0)
      expect(complaints).toEqual([])
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
      await page.keyboard.press('Escape')
      await page.keyboard.press('t')
      await page.getByLabel('Tags, separated').fill('bug, menu')
      await page.getByLabel('Note, kept').fill('It repeats.')
      expect(await violations(page)).toEqual([])
      await shot(page, `acts-notes-${theme}`)
      await page.keyboard.press('Control+Enter')
      await page.getByRole('region', { name: 'Tags and note' }).waitFor()
      await page.keyboard.press('d')
      await page.getByRole('dialog').waitFor()
      expect(await violations(page)).toEqual([])
      await shot(page, `acts-delete-${theme}`)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.keyboard.press('Escape')
      await page.getByText('bug, menu').waitFor()
      expect(await violations(page)).toEqual([])
      await shot(page, `acts-list-${theme}`)
      expect(complaints).toEqual([])
    })
  },
)
