import { rmSync } from 'node:fs'
import { startInspector, type Inspector } from '@ringback/inspector'
import type { Exchange } from '@ringback/recording'
import { sid } from '@ringback/test-support/exchange'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { exchangeOf, folderWith, requestOf, twimlAnswer, twoCalls } from '../recordings.ts'
import { callWithSocket, proxiedCallWithSocket } from '../sockets.ts'
import { chromiumPath, openBrowser } from '@ringback/test-support/chromium'
import { openPage, shot, violations, type OpenPage } from './open-page.ts'

/** A caller who says and presses something, and a dialled leg with its own webhooks. */
function talk(): readonly Exchange[] {
  const parties = { CallSid: sid('CA', 6), From: '+14155550100', To: '+14155550199' }
  const leg = sid('CA', 60)
  return [
    exchangeOf(6, 0, {
      response: twimlAnswer('<Response><Gather input="speech dtmf"><Say>Hello?</Say></Gather></Response>'),
    }),
    exchangeOf(6, 4, {
      kind: 'gather.action',
      request: requestOf({ ...parties, CallStatus: 'in-progress', SpeechResult: 'sales please' }),
      response: twimlAnswer('<Response><Dial><Number url="/whisper">+12025550142</Number></Dial></Response>'),
    }),
    exchangeOf(6, 7, {
      kind: 'dial.number-url',
      callSid: leg,
      parentCallSid: sid('CA', 6),
      request: requestOf(
        { CallSid: leg, ParentCallSid: sid('CA', 6), CallStatus: 'in-progress' },
        '/whisper',
      ),
      response: twimlAnswer('<Response><Say>From the web site.</Say></Response>'),
    }),
    exchangeOf(6, 30, {
      kind: 'dial.action',
      request: requestOf({ ...parties, CallStatus: 'in-progress', DialCallStatus: 'busy', DialCallSid: leg }),
      response: twimlAnswer('<Response/>'),
      durationMs: 12_000,
      signature: 'missing',
    }),
  ]
}

describe.skipIf(chromiumPath === undefined && process.env['CI'] === undefined)(
  'the view of a call in a browser (skipped where there is no chromium)',
  () => {
    let browser: Browser
    let opened: OpenPage
    let inspector: Inspector
    let directory: string

    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser.close())
    afterEach(async () => {
      await opened.context.close()
      await inspector.close()
      rmSync(directory, { recursive: true })
    })

    async function open(
      exchanges: readonly Exchange[],
      theme: 'light' | 'dark' = 'light',
    ): Promise<OpenPage['page']> {
      directory = folderWith(exchanges)
      inspector = await startInspector({ directory, version: '1' })
      opened = await openPage(browser, theme)
      await opened.page.goto(inspector.url)
      await opened.page.getByText(/^1 call in [^·]*$/).waitFor()
      await opened.page.keyboard.press('Enter')
      await opened.page.locator('.sequence').waitFor()
      return opened.page
    }

    test.each(['light', 'dark'] as const)(
      'a WebSocket has its row and everything about it: %s',
      async (theme) => {
        const page = await open(callWithSocket(), theme)
        await page.keyboard.press('j')
        const row = page.locator('[aria-current=step]')
        await expect.poll(() => row.textContent()).toContain('both spoke at once 1 time')
        await expect.poll(() => row.locator('.track.caller i').count()).toBe(1)
        const panel = page.locator('.exchange')
        await panel.getByText('Closed by the app with code 1000, "done".').waitFor()
        await panel.getByText('Caller and app spoke at once 1 time, for 1.1 s in all.').waitFor()
        const story = await panel.locator('.story tbody tr').allTextContents()
        expect(story).toEqual([
          '1.0 s to 3.1 sappplays audio at the same time as the other',
          '1.0 sappasks for mark "greeting"',
          '2.0 s to 4.5 scallersays "Stop, please" at the same time as the other',
          '3.0 scallerpresses 5',
          '3.1 sappclears what is still to be played',
          '3.1 sTwiliomark "greeting" is reached',
        ])
        const bar = await panel.locator('.track.caller i').boundingBox()
        const bars = await panel.locator('.track.caller .bars').boundingBox()
        expect(((bar?.x ?? 0) - (bars?.x ?? 0)) / (bars?.width ?? 1)).toBeCloseTo(0.2, 2)
        expect((bar?.width ?? 0) / (bars?.width ?? 1)).toBeCloseTo(0.25, 2)
        await expect.poll(() => page.locator('.frames').count()).toBe(0)
        await panel.getByText(/^Frames \(490; 7 more were not kept\)$/).click()
        await expect.poll(() => panel.locator('.frames li').count()).toBe(7)
        await panel.getByText('media: 24,000 bytes outbound, with sound').waitFor()
        await shot(page, `socket-${theme}`)
        expect(await violations(page)).toEqual([])
        expect(opened.complaints).toEqual([])
      },
    )

    test('a call that the proxy recorded says that its frames are not kept', async () => {
      const page = await open(proxiedCallWithSocket())
      const note =
        'connects the call to the WebSocket wss://app.example.com/agent. The proxy keeps no frames.'
      await expect.poll(() => page.locator('.sequence').textContent()).toContain(note)
      await expect.poll(() => page.locator('.exchange').textContent()).toContain(note)
    })

    test('what the caller does and hears stands between the lanes of the legs and the app', async () => {
      const page = await open(talk())
      const steps = page.locator('.sequence .step')
      await expect
        .poll(() => steps.locator('.bubble').allTextContents())
        .toEqual([
          'call is ringing',
          'Says: Hello?',
          expect.stringMatching(/^Waits for/),
          'Caller says "sales please"',
          'call is in-progress',
          expect.stringMatching(/^Dials \+12025550142/),
          'call is in-progress',
          'Says: From the web site.',
          'dialled call: busy',
        ])
      const leftOf = async (at: number): Promise<number> =>
        (await steps.nth(at).locator('.arrow').first().boundingBox())?.x ?? 0
      expect(await leftOf(2)).toBeGreaterThan(await leftOf(1))
      expect(await leftOf(3)).toBe(await leftOf(1))
      await expect.poll(() => steps.nth(3).textContent()).toContain('in 12.0 s of 15 s')
      await page.keyboard.press('End')
      await page.locator('.exchange').getByText('The request had no header X-Twilio-Signature.').waitFor()
      await shot(page, 'call-legs-light')
      expect(await violations(page)).toEqual([])
    })

    test('a call of 60 exchanges is walked by keyboard, and what is selected stays in sight', async () => {
      const page = await open(Array.from({ length: 60 }, (_none, at) => exchangeOf(7, at)))
      await page.keyboard.press('End')
      const current = page.locator('[aria-current=step]')
      await expect.poll(() => current.locator('.at').textContent()).toBe('59.0 s')
      await expect.poll(async () => (await current.boundingBox())?.y ?? 2000).toBeLessThan(800)
      await page.keyboard.press('k')
      await expect.poll(() => current.locator('.at').textContent()).toBe('58.0 s')
    })

    test('a socket of one call says nothing of another', async () => {
      directory = folderWith([...twoCalls(), ...callWithSocket()])
      inspector = await startInspector({ directory, version: '1' })
      opened = await openPage(browser)
      const { page } = opened
      await page.goto(inspector.url)
      await page.getByLabel('Kind').fill('socket')
      await page.getByText('1 of 3 calls').waitFor()
      expect(opened.complaints).toEqual([])
    })
  },
)
