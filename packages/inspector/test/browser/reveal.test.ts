import { rmSync } from 'node:fs'
import { startInspector, type Inspector } from '@ringback/inspector'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { originalsOf, realName } from '../originals.ts'
import { folderWith, twoCalls } from '../recordings.ts'
import { chromiumPath, openBrowser } from '@ringback/test-support/chromium'
import { openPage, shot, violations, type OpenPage } from './open-page.ts'

describe.skipIf(chromiumPath === undefined && process.env['CI'] === undefined)(
  'originals in a browser (skipped where there is no chromium)',
  () => {
    let browser: Browser
    let opened: OpenPage
    let inspector: Inspector
    let directory: string

    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser.close())
    beforeEach(async () => {
      directory = folderWith(twoCalls())
      inspector = await startInspector({
        directory,
        version: '1',
        replayMeans: async () => ({ originalOf: originalsOf(twoCalls()) }),
      })
      opened = await openPage(browser)
      await opened.page.goto(inspector.url)
      await opened.page.getByText('gather.action').first().click()
      await opened.page.locator('.sequence').waitFor()
    })
    afterEach(async () => {
      await opened.context.close()
      await inspector.close()
      rmSync(directory, { recursive: true })
    })

    const banner = () => opened.page.locator('.revealed')
    const text = () => opened.page.locator('body').textContent()

    test('are shown on a click, said to be shown, and hidden by a key', async () => {
      const { page } = opened
      const address = page.url()
      expect(await text()).not.toContain(realName)
      await page.getByRole('button', { name: 'Show originals' }).click()
      await banner().getByText('Showing originals').waitFor()
      expect(await text()).toContain(realName)
      expect(page.url()).toBe(address)
      await page.getByRole('button', { name: 'Copy as curl' }).click()
      expect(await page.evaluate('navigator.clipboard.readText()')).toContain('ZACHARIAS')
      await shot(page, 'originals-light')
      expect(await violations(page)).toEqual([])
      await page.keyboard.press('v')
      await banner().waitFor({ state: 'detached' })
      expect(await text()).not.toContain(realName)
      await page.keyboard.press('v')
      await banner().waitFor()
      expect(opened.complaints).toEqual([])
    })

    test('are shown no more after a reload, in another call, and in the list', async () => {
      const { page } = opened
      await page.keyboard.press('v')
      await banner().waitFor()
      await page.keyboard.press('Escape')
      await page.locator('.rows').waitFor()
      expect(await text()).not.toContain(realName)
      await page.keyboard.press('Enter')
      await page.locator('.sequence').waitFor()
      await expect.poll(() => banner().count()).toBe(0)
      await page.keyboard.press('v')
      await banner().waitFor()
      await page.reload()
      await page.locator('.sequence').waitFor()
      await expect.poll(() => banner().count()).toBe(0)
      expect(await text()).not.toContain(realName)
      expect(
        await page.evaluate('JSON.stringify([localStorage, sessionStorage, history.state])'),
      ).not.toContain(realName)
    })
  },
)
