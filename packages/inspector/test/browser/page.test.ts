import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { exportPage, startInspector, type Inspector } from '@ringback/inspector'
import { recordingsOf } from '@ringback/recording'
import { sid } from '@ringback/test-support/exchange'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addTo, exchangeOf, folderWith, twimlAnswer, twoCalls } from '../recordings.ts'
import { chromiumPath, openBrowser } from '@ringback/test-support/chromium'
import { hostileCall, markup } from './hostile.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const screenshots = process.env['RINGBACK_SCREENSHOTS']
const first = sid('CA', 1)

describe.skipIf(chromiumPath === undefined && process.env['CI'] === undefined)(
  'the page in a browser (skipped where there is no chromium)',
  () => {
    let browser: Browser
    let context: BrowserContext
    let page: Page
    let inspector: Inspector
    let directory: string
    let complaints: string[]

    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser.close())

    beforeEach(async () => {
      directory = folderWith(twoCalls())
      inspector = await startInspector({ directory, version: '1', authToken: 'test-token' })
      await openPage('light')
    })
    afterEach(async () => {
      await context.close()
      await inspector.close()
      rmSync(directory, { recursive: true })
    })

    async function openPage(colorScheme: 'light' | 'dark'): Promise<void> {
      context = await browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 } })
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      page = await context.newPage()
      complaints = []
      page.on('pageerror', (error) => complaints.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
    }

    const selectedCall = () => page.locator('.row[aria-selected=true]')
    const heading = () => page.locator('h2')

    async function violations(): Promise<readonly string[]> {
      // `evaluate` of the browser's own debugger is not subject to the page's policy.
      await page.evaluate(axe)
      const found: unknown = await page.evaluate(
        `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html, failureSummary }) => html + failureSummary).join()))`,
      )
      return found as readonly string[]
    }

    async function shot(name: string): Promise<void> {
      if (screenshots === undefined) return
      mkdirSync(screenshots, { recursive: true })
      await page.screenshot({ path: join(screenshots, `${name}.png`) })
    }

    test.each(['light', 'dark'] as const)(
      'both views have no violation that axe finds: %s',
      async (theme) => {
        await context.close()
        await openPage(theme)
        await page.goto(inspector.url)
        await page.getByText('completed').waitFor()
        await page.getByText('Live:').waitFor()
        await shot(`calls-${theme}`)
        expect(await violations()).toEqual([])
        await page.getByText(first).or(page.getByText('gather.action')).first().click()
        await heading().waitFor()
        await page.getByRole('button', { name: /gather.action/ }).click()
        await page.locator('summary').first().click()
        await shot(`call-${theme}`)
        expect(await violations()).toEqual([])
        await page.getByRole('button', { name: /voice.incoming/ }).click()
        await page.locator('.twiml').scrollIntoViewIfNeeded()
        await shot(`call-twiml-${theme}`)
        expect(await violations()).toEqual([])
        expect(complaints).toEqual([])
      },
    )

    test('everything can be reached by keyboard, and stands in the address', async () => {
      await page.goto(inspector.url)
      await expect.poll(() => page.url()).not.toContain('token')
      await page.getByText('completed').waitFor()
      await expect.poll(() => selectedCall().textContent()).toContain('03:06:05')
      await page.keyboard.press('j')
      await expect.poll(() => selectedCall().textContent()).toContain('03:05:05')
      await page.keyboard.press('ArrowUp')
      await expect.poll(() => selectedCall().textContent()).toContain('03:06:05')
      await page.keyboard.press('/')
      await page.keyboard.type('gather')
      await page.getByText('1 of 2 calls').waitFor()
      expect(page.url()).toMatch(/#\/calls\?text=gather$/)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Enter')
      await expect.poll(() => heading().textContent()).toBe(first)
      await page.keyboard.press('j')
      await expect.poll(() => page.locator('[aria-current=step]').textContent()).toContain('gather.action')
      const address = page.url()
      expect(address).toContain('exchange=')
      await page.reload()
      await heading().waitFor()
      await expect.poll(() => page.locator('[aria-current=step]').textContent()).toContain('gather.action')
      await page.keyboard.press('Escape')
      await page.getByText('1 of 2 calls').waitFor()
      await page.keyboard.press('Escape')
      await page.getByText(/^2 calls/).waitFor()
      expect(complaints).toEqual([])
    })

    test('a call shows its parameters, legs, verdicts, findings and times', async () => {
      await page.goto(inspector.url)
      await page.getByText('gather.action').first().click()
      const panel = page.locator('.exchange')
      await panel.getByText('3.4 s of the 15 s that Twilio waits').waitFor()
      await expect.poll(() => panel.locator('.twiml .marked > code').textContent()).toContain('<Sya>')
      await page.keyboard.press('j')
      await panel.getByText('Twilio signed https, the app checked http. Trust the proxy').waitFor()
      await expect
        .poll(() => panel.locator('tr.unknown').textContent())
        .toMatch(/Shoeleft(odd )?not in the catalog/)
      await expect.poll(() => panel.locator('tr.absent th').allTextContents()).toContain('AccountSid')
      await expect
        .poll(() => page.locator('.sequence').textContent())
        .toContain(`leg 2: ${sid('CA', 9)}, dialled by leg 1`)
      await page.keyboard.press('End')
      await panel.getByText('The app did not answer in time.').waitFor()
    })

    test('copies an exchange as curl and a call as HAR', async () => {
      const clipboard = () => page.evaluate('navigator.clipboard.readText()') as Promise<string>
      await page.goto(inspector.url)
      await page.getByText('gather.action').first().click()
      await page.getByRole('button', { name: 'Copy as curl' }).click()
      await page.getByText('Copied, signed').waitFor()
      expect(await clipboard()).toMatch(/^curl .*X-Twilio-Signature.*https:\/\/app.example.com\/voice$/)
      await page.getByRole('button', { name: 'Copy call as HAR' }).click()
      await page.getByText('Copied', { exact: true }).waitFor()
      expect(JSON.parse(await clipboard()).log.entries).toHaveLength(4)
    })

    test('a call that is recorded while the page is open appears in it', async () => {
      await page.goto(inspector.url)
      await page.getByText(/^2 calls/).waitFor()
      addTo(directory, [exchangeOf(5, 0, { response: twimlAnswer('<Response/>') })])
      await page.getByText(/^3 calls/).waitFor()
      await page.getByText('03:09:05').waitFor()
      expect(complaints).toEqual([])
    })

    test('of a long list only the rows in sight are in the document', async () => {
      addTo(
        directory,
        Array.from({ length: 300 }, (_none, call) => exchangeOf(call + 10, 0)),
      )
      await page.goto(inspector.url)
      await page.getByText(/^302 calls/).waitFor()
      await expect.poll(() => page.locator('.rows .row').count()).toBeLessThan(60)
      await page.keyboard.press('End')
      await expect.poll(() => selectedCall().getAttribute('aria-rowindex')).toBe('303')
      await expect.poll(() => selectedCall().isVisible()).toBe(true)
    })

    test('the selected call stays selected, and where it is on the screen, when others come', async () => {
      const many = Array.from({ length: 120 }, (_none, call) => exchangeOf(call + 10, 0))
      addTo(directory, many)
      await page.goto(inspector.url)
      await page.getByText(/^122 calls in [^·]*$/).waitFor()
      await page.keyboard.press('PageDown')
      await page.keyboard.press('PageDown')
      await page.keyboard.press('PageDown')
      await expect.poll(() => selectedCall().getAttribute('aria-rowindex')).toBe('62')
      const text = await selectedCall().textContent()
      const place = (await selectedCall().boundingBox())?.y
      addTo(
        directory,
        many.slice(0, 30).map((_each, call) => exchangeOf(call + 500, 0)),
      )
      await page.getByText(/^152 calls/).waitFor()
      await expect.poll(() => selectedCall().getAttribute('aria-rowindex')).toBe('92')
      await expect.poll(() => selectedCall().textContent()).toBe(text)
      expect((await selectedCall().boundingBox())?.y).toBe(place)
      await page.keyboard.press('Enter')
      await heading().waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => selectedCall().getAttribute('aria-rowindex')).toBe('92')
      await expect.poll(() => selectedCall().isVisible()).toBe(true)
    })

    test('markup in every field runs nothing and is shown as text', async () => {
      addTo(directory, hostileCall())
      const name = markup.replaceAll('/', '')
      writeFileSync(join(directory, `${name}.json`), 'damaged')
      await page.goto(inspector.url)
      await page.getByText(/^3 calls/).waitFor()
      await expect.poll(() => page.locator('.rows .row').count()).toBe(3)
      await page.getByText(name, { exact: false }).waitFor()
      await lookAtHostileCall()
    })

    async function lookAtHostileCall(): Promise<void> {
      await page.getByText('unrecognised').first().click()
      await heading().waitFor()
      await expect.poll(() => heading().textContent()).toContain('<script>window.ran=1</script>')
      for (const key of ['j', 'j', 'k']) {
        for (const summary of await page.locator('summary').all()) await summary.click()
        const isSocket = (await page.locator('.exchange h3').textContent()) === 'WebSocket'
        await expect.poll(() => page.locator('.frames li').count()).toBe(isSocket ? 18 : 0)
        await expect.poll(() => page.locator('main script, main img, main svg, main a').count()).toBe(0)
        await page.keyboard.press(key)
      }
      expect(await page.evaluate('window.ran')).toBeUndefined()
      expect(complaints).toEqual([])
    }

    test('an exported file shows the same without a network, and markup in it runs nothing', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ringback-export-'))
      const file = join(folder, 'report.html')
      const recordings = recordingsOf([...twoCalls(), ...hostileCall()])
      writeFileSync(file, exportPage(recordings, { version: '1', folder: markup }))
      const requests: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      await context.setOffline(true)
      await page.goto(pathToFileURL(file).href)
      await page.getByText(/^3 calls/).waitFor()
      await page.getByText('Exported file').waitFor()
      expect(await violations()).toEqual([])
      await page.getByLabel('Parameter').fill('Digits=1')
      await page.getByText('1 of 3 calls').waitFor()
      await page.getByLabel('Parameter').fill('')
      await page.getByText(/^3 calls/).waitFor()
      await lookAtHostileCall()
      expect(requests).toEqual([pathToFileURL(file).href])
      rmSync(folder, { recursive: true })
    })

    test('a page of another origin can neither read nor frame it', async () => {
      await page.goto(inspector.url)
      await page.getByText(/^2 calls/).waitFor()
      const other = await context.newPage()
      // On this machine too: what comes from elsewhere is kept from it by the browser itself.
      const server = createServer((_request, response) =>
        response.setHeader('Content-Type', 'text/html').end('<p>'),
      )
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      await other.goto(`http://localhost:${(server.address() as AddressInfo).port}`)
      const result = await other.evaluate(
        `fetch('http://127.0.0.1:${inspector.port}/api/calls', { credentials: 'include' }).then(({ type }) => type, () => 'refused')`,
      )
      expect(result).toBe('refused')
      await other.setContent(`<iframe src="${inspector.url}"></iframe>`)
      await expect.poll(() => other.frames()[1]?.url()).toMatch(/^chrome-error:/)
      await other.close()
      server.closeAllConnections()
      server.close()
    })
  },
)

test('what is not redacted is not exported', () => {
  const { redaction: _none, ...open } = exchangeOf(1, 0)
  expect(() => exportPage(recordingsOf([open]), { version: '1', folder: 'recordings' })).toThrow(
    /not redacted/,
  )
})
