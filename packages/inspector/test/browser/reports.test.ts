import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { replayFinding, type StoredFinding } from '@ringback/fuzz'
import { exportReports, startInspector, type Inspector, type InspectorOptions } from '@ringback/inspector'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { authToken, startApp } from '../acts/app-in-test.ts'
import { sid } from '@ringback/test-support/exchange'
import { addTo, exchangeOf, folderWith, requestOf, twimlAnswer, twoCalls } from '../recordings.ts'
import { contractDocument, fuzzDocument, mapDocument, resultsDocument } from '../reports/documents.ts'
import { chromiumPath, openBrowser } from '@ringback/test-support/chromium'
import { markup } from './hostile.ts'
import { openPage, shot, violations } from './open-page.ts'

const documents = { map: mapDocument(), findings: fuzzDocument(), contract: contractDocument() }
const reports = Object.entries(documents).map(([name, document]) => ({ name, document }))

describe.skipIf(chromiumPath === undefined && process.env['CI'] === undefined)(
  'reports in a browser (skipped where there is no chromium)',
  () => {
    let browser: Browser
    let context: BrowserContext
    let page: Page
    let complaints: readonly string[]
    let inspector: Inspector
    let directory: string

    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser.close())

    beforeEach(async () => {
      directory = folderWith(twoCalls())
      ;({ context, page, complaints } = await openPage(browser))
    })
    afterEach(async () => {
      await context.close()
      await inspector.close()
      rmSync(directory, { recursive: true })
    })

    /** Opens the page at a view, as its address has it. */
    async function open(hash: string, options: Partial<InspectorOptions> = {}): Promise<void> {
      inspector = await startInspector({ directory, version: '1', reports, ...options })
      await page.goto(`${inspector.url}#/${hash}`)
      await page.getByRole('navigation', { name: 'Views' }).waitFor()
    }

    const detail = (): Locator => page.locator('.detail')
    const rows = (): Locator => page.locator('.items button')
    const places = (): Locator => page.getByRole('treeitem')
    const selectedPlace = (): Locator => page.locator('[role=treeitem][aria-selected=true]')

    test.each(['light', 'dark'] as const)('no view has a violation that axe finds: %s', async (theme) => {
      await context.close()
      ;({ context, page, complaints } = await openPage(browser, theme))
      await open('map')
      for (const [view, waitFor] of [
        ['map', 'Phone tree of'],
        ['map?place=0.1&as=outline', 'Selected place'],
        ['findings', 'Smallest request'],
        ['contract', 'Breaking differences'],
      ] as const) {
        await page.goto(`http://127.0.0.1:${inspector.port}/#/${view}`)
        await page.getByText(waitFor).or(page.getByLabel(waitFor)).first().waitFor()
        expect(await violations(page)).toEqual([])
        await shot(page, `${view.replace(/\W+/g, '-')}-${theme}`)
      }
      expect(complaints).toEqual([])
    })

    test('views are tabs that a key reaches, and the calls stay where they were', async () => {
      await open('calls')
      await page.getByText(/^2 calls/).waitFor()
      const tabs = page.getByRole('navigation', { name: 'Views' }).getByRole('link')
      await expect.poll(() => tabs.allTextContents()).toEqual(['Calls', 'Map', 'Findings', 'Contract'])
      await tabs.nth(2).focus()
      await page.keyboard.press('Enter')
      await page.getByText('2 findings').waitFor()
      await expect.poll(() => tabs.nth(2).getAttribute('aria-current')).toBe('page')
      await page.goBack()
      await page.getByText(/^2 calls/).waitFor()
      expect(complaints).toEqual([])
    })

    test('the map shows what the caller hears, the keys and the marks with their text', async () => {
      await open('map')
      await places().first().waitFor()
      await expect.poll(() => places().count()).toBe(9)
      const first = page.locator('#place-0 .place')
      await expect.poll(() => first.textContent()).toContain('For sales, press 1.')
      await expect.poll(() => page.locator('[id="place-0.1"] .keys-to').textContent()).toBe('2')
      await expect
        .poll(() => page.locator('[id="place-0.1"] .place').textContent())
        .toContain('▲ dead-end Key 2 ends the call.')
      await page.getByText('1 mark not at a place of the tree').click()
      await page.getByText('unreachable-route').waitFor()
      // The deepest place can be brought into sight, and its text is at least 11 pixels high.
      const deepest = page.locator('[id="place-0.0.0.0.0.0.0.0"]')
      await deepest.scrollIntoViewIfNeeded()
      await expect.poll(() => deepest.isVisible()).toBe(true)
      expect(complaints).toEqual([])
    })

    test('the map says what recorded calls have covered, and follows new ones', async () => {
      await open('map')
      await page.getByText('2 recorded calls reached 1 of 7 states and 0 of 8 inputs').waitFor()
      await expect.poll(() => page.locator('#place-0 .coverage').textContent()).toBe('✓ 1 recorded call')
      await expect
        .poll(() => page.locator('[id="place-0.0"] .coverage').textContent())
        .toBe('○ no recorded call')
      await page.getByText('2 calls came to a place that is not in the map').waitFor()
      const say = (text: string): string => `<Response><Gather><Say>${text}</Say></Gather></Response>`
      addTo(directory, [
        exchangeOf(5, 0, { response: twimlAnswer(say('For sales, press 1.')) }),
        exchangeOf(5, 4, {
          kind: 'gather.action',
          request: requestOf({ CallSid: sid('CA', 5), Digits: '1' }, '/menu'),
          response: twimlAnswer(say('Which product?')),
        }),
      ])
      await page.getByText('3 recorded calls reached 2 of 7 states and 1 of 8 inputs').waitFor()
      await page.locator('[id="place-0.0"]').click()
      await detail().getByText('✓ 1 recorded call').first().waitFor()
      expect(await violations(page)).toEqual([])
      await shot(page, 'map-coverage')
      expect(complaints).toEqual([])
    })

    test('the map is zoomed and moved by keys, buttons and wheel, and its address says so', async () => {
      await page.setViewportSize({ width: 1200, height: 800 })
      await open('map')
      await places().first().waitFor()
      const widthOf = async (): Promise<number> =>
        (await page.locator('#place-0 .place').boundingBox())?.width ?? 0
      const scrolled = (): Promise<unknown> => page.evaluate('document.querySelector(".drawing").scrollLeft')
      const start = await widthOf()
      expect(start).toBeGreaterThan(170)
      await page.keyboard.press('+')
      await expect.poll(widthOf).toBeGreaterThan(start)
      await page.getByRole('button', { name: 'Zoom out' }).click()
      await page.getByRole('button', { name: 'Zoom out' }).click()
      await expect.poll(widthOf).toBeLessThan(start)
      const address = page.url()
      expect(address).toMatch(/zoom=0\.\d+/)
      const before = await widthOf()
      await page.reload()
      await expect.poll(widthOf).toBe(before)
      await page.keyboard.press('0')
      const isWhole =
        'document.querySelector(".drawing").scrollWidth <= document.querySelector(".drawing").clientWidth'
      await expect.poll(() => page.evaluate(isWhole)).toBe(true)
      await page.locator('.drawing').hover()
      await page.keyboard.down('Control')
      await page.mouse.wheel(0, -600)
      await page.keyboard.up('Control')
      await expect.poll(() => page.evaluate(isWhole)).toBe(false)
      await page.evaluate('document.querySelector(".drawing").scrollLeft = 0')
      await page.keyboard.press('ArrowRight')
      await expect.poll(scrolled).toBeGreaterThan(0)
      expect(complaints).toEqual([])
    })

    test('the tree is walked and searched by keys', async () => {
      await open('map')
      await places().first().focus()
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => selectedPlace().getAttribute('id')).toBe('place-0.0')
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('End')
      await expect.poll(() => selectedPlace().getAttribute('id')).toBe('place-0.1')
      expect(await page.evaluate('document.activeElement.id')).toBe('place-0.1')
      await detail().getByText('Key 2 ends the call.', { exact: true }).waitFor()
      await detail().getByText('ringback call 3000').waitFor()
      expect(page.url()).toContain('place=0.1')
      await page.keyboard.press('/')
      await page.keyboard.type('level')
      await page.getByText('5 places found').waitFor()
      await page.keyboard.press('Enter')
      await page.keyboard.press('n')
      await expect.poll(() => detail().textContent()).toContain('Level 4.')
      await expect.poll(() => detail().textContent()).toContain('1 → 1 → 1')
      await page.keyboard.press('o')
      await page.locator('.outline').waitFor()
      expect(page.url()).toContain('as=outline')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await expect.poll(() => detail().count()).toBe(0)
      expect(complaints).toEqual([])
    })

    test('findings are filtered, and shown as the difference from a plain request', async () => {
      await open('findings')
      await page.getByText('2 findings').waitFor()
      await expect
        .poll(() => detail().locator('tbody tr').allTextContents())
        .toEqual(['From+14155550100Anonymous', 'FromCityOAKLANDabsent', 'Shoeabsentempty'])
      const text = await detail().textContent()
      for (const part of [
        '1, silence',
        'HTTP status 500',
        'ringback fuzz replay http-status-0a1b2c3d',
        "curl -d 'From",
      ])
        expect(text).toContain(part)
      await page.keyboard.press('j')
      await detail().getByText('No answer.').waitFor()
      expect(page.url()).toContain('item=slow-answer-11223344')
      await page.getByLabel('Severity').selectOption('error')
      await page.getByText('1 of 2 findings').waitFor()
      await page.getByLabel('Severity').selectOption('')
      await page.getByLabel('Code').selectOption('slow-answer')
      await expect.poll(() => rows().count()).toBe(1)
      // Nothing can be sent from here: no app was given.
      await page.keyboard.press('f')
      await expect.poll(() => page.getByRole('button', { name: 'Send again' }).count()).toBe(0)
      expect(complaints).toEqual([])
    })

    test('a finding is sent again by a key: FAILED, flaky, FIXED', async () => {
      const app = await startApp()
      await open('findings', {
        replayFinding: (id, signal) =>
          replayFinding(storedFinding(id), {
            app: app.url,
            authToken,
            publicUrl: 'https://app.example.com',
            signal,
          }),
      })
      await page.getByText('2 findings').waitFor()
      const again = detail().getByRole('status')
      const statuses = async (...codes: readonly number[]): Promise<void> => {
        const left = [...codes]
        app.answer = () => ({ status: left.shift() ?? 200, body: '<Response><Say>Hello.</Say></Response>' })
        const before = app.received.length
        await page.keyboard.press('f')
        await expect.poll(() => app.received.length).toBe(before + 3)
      }
      await statuses(500, 500, 500)
      await again.getByText('FAILED').waitFor()
      expect(app.received.at(-1)).toMatchObject({
        path: '/voice',
        isSigned: true,
        parameters: { From: 'Anonymous' },
      })
      await statuses(200, 500, 200)
      await again.getByText('flaky: 1 of 3 tries failed.').waitFor()
      await statuses()
      await again.getByText('FIXED').waitFor()
      await expect.poll(() => rows().first().textContent()).toContain('FIXED')
      expect(complaints).toEqual([])
      await app.close()
    })

    test('an interaction shows its verdict, what was expected and answered, breaking and safe apart', async () => {
      await open('contract')
      await page.getByText('3 interactions · 1 passed · 1 failed · 1 not comparable').waitFor()
      await page.getByText('2 not verified: messages are not HTTP').waitFor()
      const breaking = page.getByRole('region', { name: 'Breaking differences' })
      await expect.poll(() => breaking.textContent()).toContain('The caller hears another text.')
      await expect.poll(() => breaking.textContent()).not.toContain('The voice is written')
      await expect
        .poll(() => page.getByRole('region', { name: 'Safe differences' }).textContent())
        .toContain('The voice is written in another way.')
      const heard = page.getByRole('region', { name: 'What the caller hears' })
      await expect
        .poll(() => heard.locator('mark').allTextContents())
        .toEqual(['Says: Welcome', 'Says: Good morning'])
      await page.keyboard.press('End')
      await detail().getByText('? not comparable').waitFor()
      await page.getByLabel('Verdict').selectOption('passed')
      await detail().getByText('✓ passed').waitFor()
      expect(page.url()).toMatch(/verdict=passed/)
      expect(complaints).toEqual([])
    })

    test('a command that runs shows its report in the open page', async () => {
      await open('findings', {
        directory: null,
        reports: [documents.map, documents.contract].map((document, at) => ({ name: String(at), document })),
      })
      await page.getByText('This page has no such report.').waitFor()
      inspector.showReport({ name: 'run', document: { findings: [] } })
      await page.getByText('No findings.').waitFor()
      inspector.showReport({ name: 'run', document: fuzzDocument() })
      await page.getByText('2 findings').waitFor()
      expect(() => inspector.showReport({ name: 'run', document: {} })).toThrow(/run is no report/)
      expect(complaints).toEqual([])
    })

    test('markup in every field of every report runs nothing, in a file that needs no network', async () => {
      inspector = await startInspector({ directory, version: '1' })
      const folder = mkdtempSync(join(tmpdir(), 'ringback-reports-'))
      const file = join(folder, 'report.html')
      const hostile = [
        mapDocument({ text: markup }),
        fuzzDocument(markup),
        contractDocument(markup),
        resultsDocument(markup),
      ]
      writeFileSync(
        file,
        exportReports(hostile.map((document, at) => ({ name: `${markup}${at}`, document }))),
      )
      const requests: string[] = []
      page.on('request', (request) => requests.push(request.url()))
      await context.setOffline(true)
      await page.goto(pathToFileURL(file).href)
      for (const view of ['Map', 'Findings', 'Contract', 'Results']) {
        await page.getByRole('link', { name: view }).click()
        await page.getByText('<script>window.ran=1</script>').first().waitFor()
        await expect
          .poll(() => page.locator('main script, main img, main svg, main a, main iframe').count())
          .toBe(0)
        expect(await violations(page)).toEqual([])
      }
      await page.goto(
        `${pathToFileURL(file).href}#/map?place=${encodeURIComponent(markup)}&zoom=x&text=${encodeURIComponent(markup)}`,
      )
      await places().first().waitFor()
      expect(await page.evaluate('window.ran')).toBeUndefined()
      expect(complaints).toEqual([])
      expect(new Set(requests)).toEqual(new Set([pathToFileURL(file).href]))
      rmSync(folder, { recursive: true })
    })
  },
)

/** A finding as `ringback fuzz` stores it. */
function storedFinding(id: string): StoredFinding {
  const parameters = [
    ['CallSid', `CA${'1'.repeat(32)}`],
    ['From', 'Anonymous'],
    ['To', '+14155550199'],
    ['CallStatus', 'ringing'],
  ] as const
  const url = 'https://app.example.com/voice'
  return {
    finding: {
      id,
      code: 'http-status',
      severity: 'error',
      twilioCode: 11_200,
      kind: 'voice.incoming-pstn',
      message: 'The app answered HTTP 500.',
      request: { method: 'POST', url, params: Object.fromEntries(parameters) },
      response: { status: 500 },
      curl: '',
      path: [],
    },
    proof: { type: 'requests', requests: [{ kind: 'voice.incoming-pstn', method: 'POST', url, parameters }] },
    location: {},
    recording: { version: 1, callSid: null, legs: [], exchanges: [exchangeOf(1, 0)] },
  }
}
